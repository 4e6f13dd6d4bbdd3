//! Which concepts the words of a query name.
//!
//! Concepts are files of the query floor; that a query's words are a concept's is a question of
//! stems, and so of the index.

use crate::index::text::stem;
use crate::query::concept::wording;
use crate::query::fold::{abbreviation, fold};
use crate::query::{Concept, ConceptTerm, Concepts, Relation, Term, parse};

/// A concept that is named by one of its terms.
#[derive(Debug, Clone, Copy)]
pub(in crate::index) struct Name<'c> {
    pub(in crate::index) concept: &'c Concept,
    pub(in crate::index) term: &'c ConceptTerm,
    /// Whether an abbreviation is written in small letters, so that it may be a word.
    loose: bool,
}

impl<'c> Name<'c> {
    /// Lists the concept's other terms with what they are to the one that names it.
    pub(in crate::index) fn others(self) -> impl Iterator<Item = (&'c ConceptTerm, Relation)> {
        let others = self
            .concept
            .terms()
            .iter()
            .filter(move |term| *term != self.term);
        others.map(move |other| {
            let same = |term: &ConceptTerm| term.relation == Relation::Same;
            match !self.loose && same(self.term) && same(other) {
                true => (other, Relation::Same),
                false => (other, Relation::Other),
            }
        })
    }
}

/// Lists the concepts that a run of words names.
pub(in crate::index) fn names_of<'c>(concepts: &[&'c Concept], run: &[Term]) -> Vec<Name<'c>> {
    let mut names = Vec::new();
    for concept in concepts {
        let mut named: Option<Name<'c>> = None;
        for term in concept.terms() {
            let meets = term
                .wordings()
                .filter_map(|wording| meets(wording, run))
                .min();
            // The first term in capitals wins over the first in small letters.
            if let Some(loose) = meets
                && named.is_none_or(|name| name.loose && !loose)
            {
                named = Some(Name {
                    concept,
                    term,
                    loose,
                });
            }
        }
        names.extend(named);
    }
    names
}

/// Tells what two names of one concept are to each other; none where no concept holds both. Of several
/// concepts one by which they are the same decides.
pub(in crate::index) fn relation(concepts: &Concepts, a: &str, b: &str) -> Option<Relation> {
    let query = |name: &str| parse(&format!("\"{name}\"")).ok();
    let (a, b) = (query(a)?, query(b)?);
    let (of_a, of_b) = (wording(&a.root.kind)?, wording(&b.root.kind)?);
    let mut known = None;
    for name in names_of(&concepts.akin(of_a), of_a) {
        let is_b = |term: &ConceptTerm| {
            term.wordings()
                .any(|wording| meets(wording, of_b).is_some())
        };
        for (_, relation) in name.others().filter(|(term, _)| is_b(term)) {
            known = match known {
                Some(Relation::Same) => known,
                _ => Some(relation),
            };
        }
    }
    known
}

/// Tells whether an abbreviation is one of a concept.
pub(in crate::index) fn stands_for_concept(concepts: &Concepts, run: &[Term]) -> bool {
    let terms = concepts.akin(run).into_iter().flat_map(Concept::terms);
    let mut wordings = terms.flat_map(ConceptTerm::wordings);
    wordings
        .any(|wording| matches!(wording, [Term::Capitals(_)]) && meets(wording, run) == Some(false))
}

/// Counts the words of the longest wording.
pub(in crate::index) fn longest_wording(concepts: &[&Concept]) -> usize {
    let terms = concepts.iter().flat_map(|concept| concept.terms());
    let wordings = terms.flat_map(ConceptTerm::wordings);
    wordings.map(<[Term]>::len).max().unwrap_or(0)
}

/// Compares a run of words with the wording of a concept; tells of one that meets it whether
/// it does so loosely.
fn meets(wording: &[Term], run: &[Term]) -> Option<bool> {
    if wording.len() != run.len() || !wording.iter().zip(run).all(|(a, b)| begin_alike(a, b)) {
        return None;
    }
    let mut loose = false;
    for (known, word) in wording.iter().zip(run) {
        match (known, word) {
            (Term::Capitals(known), Term::Capitals(word)) => {
                if abbreviation(known) != abbreviation(word) {
                    return None;
                }
            }
            (Term::Capitals(known), Term::Word(word)) if fold(known) == *word => loose = true,
            (Term::Word(known), Term::Word(word)) if same_word(known, word) => {}
            (Term::Word(known), Term::Capitals(word)) if same_word(known, &fold(word)) => {}
            _ => return None,
        }
    }
    Some(loose)
}

/// Tells whether two terms can be the same, by their first letters alone: most differ there, and
/// neither case nor inflection counts.
fn begin_alike(a: &Term, b: &Term) -> bool {
    let first = |term: &Term| match term {
        Term::Word(word) | Term::Capitals(word) => word.bytes().next(),
        _ => None,
    };
    match (first(a), first(b)) {
        (Some(a), Some(b)) if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => {
            a.eq_ignore_ascii_case(&b)
        }
        // What is folded may begin with another letter.
        _ => true,
    }
}

fn same_word(a: &str, b: &str) -> bool {
    // Inflections keep the first letter, and most words differ in it.
    a.chars().next() == b.chars().next() && stem(a) == stem(b)
}
