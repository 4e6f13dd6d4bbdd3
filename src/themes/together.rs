//! Recurring phrases that belong together, each group counted as one.

use super::grams::{Gram, Texts};
use super::phrase::query_of;
use super::recurring::{Ranked, RecurringOptions, Theme, describe, words_by_report};
use super::scope::{Scope, parsed};
use crate::index::IndexError;
use crate::query::Query;

/// Recurring phrases that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct PhraseGroup {
    /// The phrases, that of most reports first.
    pub themes: Vec<Theme>,
    /// The query that lists the paragraphs of any of them, given the same filters.
    pub query: String,
    /// How many paragraphs it lists; copies in several reports count in each.
    pub paragraphs: u64,
    /// In how many reports.
    pub reports: u64,
}

/// The phrases that recur in a scope, in groups.
#[derive(Debug, Clone, PartialEq)]
pub struct PhraseGroups {
    /// The groups asked for, in the order of their first phrases.
    pub groups: Vec<PhraseGroup>,
    /// How many groups there are, those of one phrase among them.
    pub total: u64,
    /// How many phrases.
    pub phrases: u64,
    /// How many phrases are left out because they occur inside longer ones only.
    pub nested: u64,
    /// How many words were counted.
    pub words: u64,
}

/// Gathers phrases, as [`recurring_together`] asks it to.
pub type Gather<'g> = &'g dyn Fn(&[String], &dyn Fn(usize, usize) -> bool) -> Vec<Vec<usize>>;

/// Finds the phrases of [`recurring`](super::recurring()) and gathers them. `together` is given all of
/// them, folded, those of most reports first, with what tells of two whether at most a third of the
/// paragraphs of the rarer say the other too, and returns their numbers in groups. Offset and limit
/// count groups.
///
/// # Errors
/// An index that cannot be read.
pub fn recurring_together(
    scope: &Scope<'_>,
    question: &Query,
    options: &RecurringOptions,
    together: Gather<'_>,
) -> Result<PhraseGroups, IndexError> {
    let texts = Texts::new(scope)?;
    let Ranked { grams, nested } = Ranked::new(&texts, question, options.support);
    let phrases: Vec<String> = grams.iter().map(|gram| texts.spell(&gram.tokens)).collect();
    let apart = |a: usize, b: usize| stand_apart(&texts, &grams[a], &grams[b]);
    let gathered = together(&phrases, &apart);
    let sizes = words_by_report(&texts, scope);
    let mut groups = Vec::new();
    let shown = gathered.iter().skip(options.offset);
    for members in shown.take(options.limit.unwrap_or(usize::MAX)) {
        let members: Vec<_> = members.iter().filter_map(|at| grams.get(*at)).collect();
        let queries = members.iter();
        let queries: Vec<String> = queries.map(|gram| query_of(&texts, &gram.tokens)).collect();
        let any = parsed(&queries.join(" OR "));
        let (paragraphs, reports) = scope.tally(&any)?;
        let described = members.into_iter();
        groups.push(PhraseGroup {
            themes: described
                .map(|gram| describe(scope, &texts, gram, &sizes))
                .collect::<Result<_, _>>()?,
            query: scope.narrowed(&any).to_string(),
            paragraphs,
            reports,
        });
    }
    Ok(PhraseGroups {
        groups,
        total: gathered.len() as u64,
        phrases: phrases.len() as u64,
        nested,
        words: texts.streams.tokens.len() as u64,
    })
}

/// Tells whether at most a third of the paragraphs of the rarer of two phrases say the other too.
fn stand_apart(texts: &Texts<'_>, a: &Gram, b: &Gram) -> bool {
    let (a, b) = (texts.paragraphs(a), texts.paragraphs(b));
    let both = a
        .iter()
        .filter(|paragraph| b.binary_search(paragraph).is_ok());
    both.count() * 3 <= a.len().min(b.len())
}
