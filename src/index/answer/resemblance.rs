//! Resemblance: how much of one text another speaks of.
//!
//! The telling stems of the one are looked for in the other, as `similar` looks for them in the
//! whole index; the BM25 score of the other is given as a share of what a paragraph of average
//! length would score that says each of these stems once. So it can be compared between texts,
//! and a floor can be set to it.

use std::collections::HashMap;

use super::similar::telling_terms;
use crate::index::IndexError;
use crate::index::answer::similar::Term;
use crate::index::commit::Commit;
use crate::index::commit::lengths::Lengths;
use crate::index::matching::score::{damping, part};
use crate::index::text::stem;
use crate::model::Language;
use crate::query::fold::{fold, words};

/// Compares texts by the rarity that words have in an index.
pub struct Comparer<'a> {
    commit: &'a Commit,
    lengths: Lengths,
}

/// A text made ready to be compared.
pub struct Telling {
    terms: Vec<Term>,
    /// The weight of all terms.
    weight: f32,
    counts: HashMap<String, usize>,
    length: u32,
}

/// Makes ready to compare texts.
pub(in crate::index) fn comparer(commit: &Commit) -> Result<Comparer<'_>, IndexError> {
    let lengths = commit.register.lengths()?;
    Ok(Comparer { commit, lengths })
}

impl Comparer<'_> {
    /// Reads a text.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn read(&self, text: &str) -> Result<Telling, IndexError> {
        let terms = telling_terms(self.commit, text, Language::English, self.lengths.total)?;
        let mut counts = HashMap::new();
        let mut length = 0;
        for span in words(text) {
            let word = fold(&text[span]);
            *counts.entry(stem(&word).into_owned()).or_insert(0) += 1;
            length += 1;
        }
        Ok(Telling {
            weight: terms.iter().map(|term| term.weight).sum(),
            terms,
            counts,
            length,
        })
    }

    /// Returns how much of the first text the second speaks of, from 0 to 1.
    pub fn resemblance(&self, of: &Telling, to: &Telling) -> f32 {
        let damping = damping(to.length, self.lengths.average);
        let found = of.terms.iter().filter_map(|term| {
            let count = to.counts.get(&term.stem)?;
            Some(part(term.weight, *count, damping))
        });
        let score: f32 = found.sum();
        if of.weight > 0.0 {
            (score / of.weight).min(1.0)
        } else {
            0.0
        }
    }
}
