//! Names of the corpus beside the question of a search: what else it is said as and, where nothing is
//! found, the nearest names that are.

use std::sync::Arc;

use super::related::{RelatedName, related};
use super::related_request::{KnownNames, RelatedRequest};
use super::spelt::MOST_WORDS;
use super::thesaurus::Thesaurus;
use crate::index::{Index, IndexError, SearchRequest};
use crate::query::Filters;

/// So many names stand beside a question.
const NAMES: usize = 3;
/// What is said of the same is so like, or spelt out by the texts.
const LIKE: f32 = 0.6;

/// Lists what else the name that a search asks for is said as, in its reports: names that the texts
/// spell it out by, and those that are like it, that it is nearest to, and that mostly stand apart from
/// it. What a concept holds is left out, for the search finds or offers it anyway.
///
/// A question that is no name and nothing else has none.
///
/// # Errors
/// As for [`Index::search`].
pub fn said_as(
    index: &Index,
    thesaurus: &Thesaurus,
    search: &SearchRequest,
) -> Result<Vec<RelatedName>, IndexError> {
    said(index, thesaurus, search, KnownNames::None)
}

/// Lists what is taken in where a search is widened: the same, and names that a concept holds unless
/// they are searched anyway. All reports tell, whatever the search is narrowed to: the same words ask the
/// same with another filter.
///
/// # Errors
/// As for [`Index::search`].
pub fn taken_in(
    index: &Index,
    thesaurus: &Thesaurus,
    search: &SearchRequest,
) -> Result<Vec<RelatedName>, IndexError> {
    let everywhere = SearchRequest {
        filters: Filters::usual(Some(&search.query)),
        only_in: None,
        ..search.clone()
    };
    said(index, thesaurus, &everywhere, KnownNames::NotSearched)
}

fn said(
    index: &Index,
    thesaurus: &Thesaurus,
    search: &SearchRequest,
    known: KnownNames,
) -> Result<Vec<RelatedName>, IndexError> {
    if !may_be_said_otherwise(search) {
        return Ok(Vec::new());
    }
    let request = RelatedRequest {
        least: LIKE,
        apart: true,
        mutual: true,
        parts: false,
        known,
        ..request(search)
    };
    Ok(related(index, thesaurus, &request)?.names)
}

/// Lists the nearest names that are found, for a search that finds nothing.
///
/// # Errors
/// As for [`Index::search`].
pub fn nearest(
    index: &Index,
    thesaurus: &Thesaurus,
    search: &SearchRequest,
) -> Result<Vec<RelatedName>, IndexError> {
    match may_be_said_otherwise(search) {
        true => Ok(related(index, thesaurus, &request(search))?.names),
        false => Ok(Vec::new()),
    }
}

/// Tells whether names can stand beside a search: its query is a name and nothing else, which is not
/// to be found as it is spelt alone.
pub fn may_be_said_otherwise(search: &SearchRequest) -> bool {
    !search.exact && !search.sentence && is_name(&search.query.text)
}

/// Writes the query of a search that takes names in.
pub fn widened<'n>(text: &str, names: impl IntoIterator<Item = &'n RelatedName>) -> String {
    let names = names.into_iter().map(|name| format!(" OR {}", name.query));
    format!("({text}){}", names.collect::<String>())
}

fn request(search: &SearchRequest) -> RelatedRequest {
    RelatedRequest {
        filters: search.filters.clone(),
        limit: NAMES,
        concepts: Arc::clone(&search.concepts),
        quotes: false,
        ..RelatedRequest::new(search.query.text.replace('"', ""))
    }
}

/// Tells whether a query is a name and nothing else: a word, a phrase, or some words beside each other.
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
        && inner.split_whitespace().count() <= MOST_WORDS
}

#[cfg(test)]
mod tests {
    use super::{MOST_WORDS, is_name};

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
        // What is longer is a text.
        check(&["care"; MOST_WORDS].join(" "), true);
        check(&["care"; MOST_WORDS + 1].join(" "), false);
    }
}
