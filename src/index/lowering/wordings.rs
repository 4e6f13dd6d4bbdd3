//! The ways of writing a run of words: compounds closed, concepts by their other names.
//!
//! What may stand for what is found by `lower`; this is how such swaps combine in one phrase.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::index::matching::plan::Pattern;
use crate::query::{NodeKind, Relation, Term};

/// A phrase is looked for in so many ways. It takes eleven swaps of two words each, side by side,
/// to need more.
const MAX_WAYS: usize = 1024;
/// All ways together have so many parts, so that long phrases have fewer ways.
const MAX_PARTS: usize = 1 << 16;

/// The ways of writing a run of words, its own first.
pub(in crate::index) struct Wordings {
    pub(in crate::index) ways: Vec<Vec<Pattern>>,
    /// Whether these are all.
    pub(in crate::index) complete: bool,
}

/// Another wording of some words of a run.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::index) struct Swap {
    /// The words that it takes the place of, counted from 0.
    pub(in crate::index) words: Range<usize>,
    pub(in crate::index) label: String,
    pub(in crate::index) pattern: Pattern,
    /// How it stands to the concept; none for a closed compound.
    pub(in crate::index) relation: Option<Relation>,
}

impl Swap {
    /// Writes the run with the swap made.
    pub(in crate::index) fn spelt(&self, terms: &[Term]) -> String {
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
pub(in crate::index) fn spelt(terms: &[Term]) -> String {
    match terms {
        [term] => term.to_string(),
        terms => NodeKind::Phrase {
            terms: terms.to_vec(),
            slop: 0,
        }
        .to_string(),
    }
}

pub(in crate::index) fn sequence(mut parts: Vec<Pattern>, slop: u32) -> Pattern {
    match parts.len() {
        1 => parts.remove(0),
        _ => Pattern::Sequence { parts, slop },
    }
}

/// Lists the ways of writing a run of words.
///
/// Swaps of the same words make one way, so that concepts of many names cost no more.
pub(in crate::index) fn wordings(parts: &[Pattern], swaps: &[Swap]) -> Wordings {
    let most = (MAX_PARTS / parts.len().max(1)).clamp(1, MAX_WAYS);
    // What begins at each word, by where it ends.
    let mut begin: Vec<BTreeMap<usize, Vec<Pattern>>> = vec![BTreeMap::new(); parts.len()];
    for swap in swaps {
        let ends = begin[swap.words.start].entry(swap.words.end);
        ends.or_default().push(swap.pattern.clone());
    }
    let mut open: Vec<(usize, Vec<Pattern>)> = vec![(0, Vec::new())];
    let mut ways = Vec::new();
    let mut complete = true;
    while let Some((mut at, mut way)) = open.pop() {
        while let Some(part) = parts.get(at) {
            for (to, patterns) in begin[at].iter().rev().filter(|(to, _)| **to > at + 1) {
                if open.len() + ways.len() + 1 >= most {
                    complete = false;
                    continue;
                }
                let mut other = way.clone();
                other.push(Pattern::any(patterns.clone()));
                open.push((*to, other));
            }
            let own = std::iter::once(part).chain(begin[at].get(&(at + 1)).into_iter().flatten());
            way.push(Pattern::any(own.cloned().collect()));
            at += 1;
        }
        ways.push(way);
    }
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
