//! The ways of writing a run of words: compounds closed, concepts by their other names.
//!
//! What may stand for what is found by `lower`; this is how such swaps combine in one phrase.

use std::ops::Range;

use super::plan::Pattern;
use crate::query::{NodeKind, Relation, Term};

/// A phrase is looked for in so many ways. It takes eleven swaps of two words each, side by side,
/// to need more.
pub(super) const MAX_WAYS: usize = 1024;

/// The ways of writing a run of words, its own first.
pub(super) struct Wordings {
    pub(super) ways: Vec<Vec<Pattern>>,
    /// Whether these are all.
    pub(super) complete: bool,
}

/// Another wording of some words of a run.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Swap {
    /// The words that it takes the place of, counted from 0.
    pub(super) words: Range<usize>,
    pub(super) label: String,
    pub(super) pattern: Pattern,
    /// How it stands to the concept; none for a closed compound.
    pub(super) relation: Option<Relation>,
}

impl Swap {
    /// Writes the run with the swap made.
    pub(super) fn spelt(&self, terms: &[Term]) -> String {
        if self.words == (0..terms.len()) {
            return self.label.clone();
        }
        let inner = self.label.trim_matches('"');
        let inner = match inner.contains(['"', '(']) || inner.contains(" OR ") {
            true => format!("({})", self.label),
            false => inner.to_owned(),
        };
        let words = |terms: &[Term]| terms.iter().map(Term::to_string).collect::<Vec<_>>();
        let (before, after) = (
            words(&terms[..self.words.start]),
            words(&terms[self.words.end..]),
        );
        format!("\"{}\"", [before, vec![inner], after].concat().join(" "))
    }
}

/// Writes a run of words as a query would.
pub(super) fn spelt(terms: &[Term]) -> String {
    match terms {
        [term] => term.to_string(),
        terms => NodeKind::Phrase {
            terms: terms.to_vec(),
            slop: 0,
        }
        .to_string(),
    }
}

pub(super) fn sequence(mut parts: Vec<Pattern>, slop: u32) -> Pattern {
    match parts.len() {
        1 => parts.remove(0),
        _ => Pattern::Sequence { parts, slop },
    }
}

/// Lists the ways of writing a run of words.
///
/// Swaps of the same words make one way, so that concepts of many names cost no more.
pub(super) fn wordings(parts: &[Pattern], swaps: &[Swap]) -> Wordings {
    let swapped = |from: usize, to: usize| {
        let here = swaps.iter().filter(|swap| swap.words == (from..to));
        here.map(|swap| swap.pattern.clone()).collect::<Vec<_>>()
    };
    let mut ways: Vec<(usize, Vec<Pattern>)> = vec![(0, Vec::new())];
    let mut done = Vec::new();
    let mut complete = true;
    while let Some((at, way)) = ways.pop() {
        let Some(part) = parts.get(at) else {
            done.push(way);
            continue;
        };
        for to in (at + 2..=parts.len()).rev() {
            let patterns = swapped(at, to);
            if patterns.is_empty() {
                continue;
            }
            if ways.len() + done.len() + 1 >= MAX_WAYS {
                complete = false;
                continue;
            }
            let way = way
                .iter()
                .cloned()
                .chain([Pattern::any(patterns)])
                .collect();
            ways.push((to, way));
        }
        let own = std::iter::once(part.clone()).chain(swapped(at, at + 1));
        ways.push((
            at + 1,
            way.into_iter()
                .chain([Pattern::any(own.collect())])
                .collect(),
        ));
    }
    let ways = done;
    Wordings { ways, complete }
}

#[cfg(test)]
mod tests {
    use super::{MAX_WAYS, Pattern, Swap, wordings};

    #[test]
    fn ways_that_are_too_many_are_not_passed_over_in_silence() {
        let check = |pairs: usize, ways: usize, complete: bool| {
            let parts: Vec<_> = (0..2 * pairs).map(Pattern::Leaf).collect();
            let swap = |pair: usize| Swap {
                words: 2 * pair..2 * pair + 2,
                label: String::new(),
                pattern: Pattern::Leaf(2 * pairs + pair),
                relation: None,
            };
            let swaps: Vec<_> = (0..pairs).map(swap).collect();
            let found = wordings(&parts, &swaps);
            assert_eq!((found.ways.len(), found.complete), (ways, complete));
            assert_eq!(found.ways[0], parts);
        };
        check(1, 2, true);
        check(10, MAX_WAYS, true);
        check(11, MAX_WAYS, false);
    }
}
