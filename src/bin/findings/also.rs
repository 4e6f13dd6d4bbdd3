//! Names of the corpus beside a question: taken in where that is asked for, offered where nothing is
//! found.

use std::sync::Arc;

use findings::index::Index;
use findings::query::{Concepts, Filters};
use findings::semantics::{self, Related, RelatedName, RelatedRequest};

use crate::error::CommandError;
use crate::thesaurus;
use crate::ui::Ui;

/// So many names are taken in or offered.
const NAMES: usize = 3;
/// What is taken in is so like, or spelt out by the texts.
const LIKE: f32 = 0.6;

/// A question in the words of its asker.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) text: &'a str,
    pub(crate) filters: &'a Filters,
    pub(crate) concepts: &'a Arc<Concepts>,
}

/// Widens a question by the names that are said in its company, and says which.
pub(crate) fn widened(
    question: Question<'_>,
    index: &Index,
    ui: &Ui,
) -> Result<String, CommandError> {
    if !is_name(question.text) {
        let error =
            CommandError::new("`--also` widens one name, and this is a query of several parts");
        return Err(error.hint("`findings related NAME` lists names, to be put into it with OR"));
    }
    let thesaurus = thesaurus::open(index, ui)?;
    let related = semantics::related(index, &thesaurus, &question.request())?;
    let near = |name: &&RelatedName| name.spelt || name.likeness >= LIKE;
    let names: Vec<&RelatedName> = related.names.iter().filter(near).collect();
    if names.is_empty() {
        ui.note("no other name of it is near enough to be searched too");
        return Ok(question.text.to_owned());
    }
    let said = names.iter().map(|name| said(name)).collect::<Vec<_>>();
    ui.note(&format!(
        "searched too, as the reports say it: {}",
        said.join(", ")
    ));
    let names = names.iter().map(|name| format!(" OR {}", name.query));
    Ok(format!("({}){}", question.text, names.collect::<String>()))
}

/// Offers the nearest names that are found, where a thesaurus is kept.
pub(crate) fn offer(question: Question<'_>, index: &Index, ui: &Ui) -> Result<(), CommandError> {
    if !is_name(question.text) {
        return Ok(());
    }
    let Some(thesaurus) = semantics::kept(ui.index_dir())? else {
        return Ok(());
    };
    let Related { names, .. } = semantics::related(index, &thesaurus, &question.request())?;
    if !names.is_empty() {
        let said: Vec<String> = names.iter().map(said).collect();
        ui.note(&format!("said in the same company: {}", said.join(", ")));
    }
    Ok(())
}

impl Question<'_> {
    fn request(self) -> RelatedRequest {
        RelatedRequest {
            words: self.text.replace('"', ""),
            unlike: None,
            filters: self.filters.clone(),
            min_reports: 1,
            limit: NAMES,
            concepts: Arc::clone(self.concepts),
            quotes: false,
        }
    }
}

fn said(name: &RelatedName) -> String {
    let reports = if name.reports == 1 {
        "report"
    } else {
        "reports"
    };
    format!("{} ({} {reports})", name.text, name.reports)
}

/// Tells whether a query is a name and nothing else: a word, a phrase, or words beside each other.
fn is_name(text: &str) -> bool {
    let inner = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    let inner = inner.unwrap_or(text);
    let is_plain = |c: char| c.is_alphanumeric() || " -'’".contains(c);
    let is_operator = |word: &str| ["AND", "OR", "NOT", "NEAR", "ADJ"].contains(&word);
    !inner.trim().is_empty()
        && !inner.starts_with('-')
        && !inner.contains(" -")
        && inner.chars().all(is_plain)
        && !inner.split(' ').any(is_operator)
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_name_is_words_alone() {
        let check = |text: &str, expected| assert_eq!(is_name(text), expected, "{text}");
        check("care leavers", true);
        check("\"multi-agency safeguarding hub\"", true);
        check("children’s homes", true);
        check("care OR leavers", false);
        check("care -leavers", false);
        check("grade:good", false);
        check("plan*", false);
        check("", false);
    }
}
