//! The use of concepts' terms: how often, from when to when, and which died out.

use super::found;
use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::model::Date;
use crate::query::{Concept, Filters, Relation};

/// A term has died out if no report of so many years before the newest uses it.
pub const DIED_OUT_YEARS: i16 = 3;
/// A term of fewer reports is rare rather than dead.
pub const MIN_REPORTS: u64 = 5;

/// The use of a concept's terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConceptUse {
    /// The concept's name.
    pub concept: String,
    /// Its terms in the order of the file.
    pub terms: Vec<TermUse>,
}

/// The use of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermUse {
    /// The term, as a query.
    pub term: String,
    /// How it stands to the concept.
    pub relation: Relation,
    /// The line of the file, counted from 1.
    pub line: usize,
    /// How many paragraphs use it.
    pub paragraphs: u64,
    /// In how many reports they stand.
    pub reports: u64,
    /// The day of the first report that uses it.
    pub first: Option<Date>,
    /// The day of the last report that uses it.
    pub last: Option<Date>,
    /// Why a search for it may mislead.
    pub decline: Option<Decline>,
}

/// Why a search for a term may mislead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decline {
    /// Nothing uses it.
    Unused,
    /// It was in use, in [`MIN_REPORTS`] reports at least, and no report of the last
    /// [`DIED_OUT_YEARS`] years has it.
    DiedOut {
        /// The commonest other term of the concept that goes on.
        successor: Option<String>,
    },
}

/// Counts the use of every term of a concept in the reports that pass the filters.
pub(in crate::index) fn concept_use(
    commit: &Commit,
    concept: &Concept,
    filters: &Filters,
    newest: Option<Date>,
) -> Result<ConceptUse, IndexError> {
    let mut terms = Vec::new();
    for term in concept.terms() {
        let tally = found::tally_term(commit, term, filters)?;
        terms.push(TermUse {
            term: term.to_string(),
            relation: term.relation,
            line: term.line,
            paragraphs: tally.paragraphs,
            reports: tally.reports,
            first: tally.first,
            last: tally.last,
            decline: None,
        });
    }
    let successor = |dead: &TermUse| {
        let living = terms.iter().filter(|term| !has_died_out(term, newest));
        let later = living.filter(|term| term.last > dead.last);
        // Of terms equally common the first of the file.
        let commonest = later.rev().max_by_key(|term| term.reports);
        commonest.map(|term| term.term.clone())
    };
    let declines: Vec<_> = terms
        .iter()
        .map(|term| match term.reports {
            0 => Some(Decline::Unused),
            _ => has_died_out(term, newest).then(|| Decline::DiedOut {
                successor: successor(term),
            }),
        })
        .collect();
    for (term, decline) in terms.iter_mut().zip(declines) {
        term.decline = decline;
    }
    Ok(ConceptUse {
        concept: concept.name.clone(),
        terms,
    })
}

fn has_died_out(term: &TermUse, newest: Option<Date>) -> bool {
    let (Some(last), Some(newest)) = (term.last, newest) else {
        return false;
    };
    let years = newest.year() - last.year();
    let later_in_year = (newest.month(), newest.day()) >= (last.month(), last.day());
    let whole_years = if later_in_year { years } else { years - 1 };
    term.reports >= MIN_REPORTS && whole_years >= DIED_OUT_YEARS
}
