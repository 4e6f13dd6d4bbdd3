//! Texts and whole reports as they are compared: the shingles of each.
//!
//! A text is the set of its shingles, runs of three words; the resemblance of two texts is the
//! share of their shingles that both have, `|A ∩ B| / |A ∪ B|` (Broder, "On the resemblance and
//! containment of documents", 1997). A word that differs costs three shingles of either text,
//! so one word in thirty may.

use std::borrow::Cow;

use crate::index::text::wording::{self, MIN_WORDS};
use crate::model::Paragraph;
use crate::query::fold::{fold, words};

/// How many words make a shingle.
pub(super) const SHINGLE: usize = 3;
/// The resemblance from which on texts are nearly the same.
pub(in crate::index) const ALIKE: f32 = 0.8;
/// A text that is alike enough lacks at most one in so many shingles of the other.
pub(in crate::index) const LACKING: usize = 5;

/// A text as it is compared with others.
#[derive(Default)]
pub(super) struct Compared<'t> {
    /// The folded words; none of a short text.
    pub(super) words: Vec<Cow<'t, str>>,
    /// Their numbers.
    pub(super) numbers: Vec<u64>,
    /// The numbers of its shingles, sorted.
    pub(super) shingles: Vec<u64>,
}

impl<'t> Compared<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let words: Vec<_> = words(text).map(|word| fold(&text[word])).collect();
        if words.len() < MIN_WORDS {
            return Compared::default();
        }
        let numbers: Vec<u64> = words.iter().map(|word| wording::number(word)).collect();
        let shingles = shingles_of(&numbers);
        Compared {
            words,
            numbers,
            shingles,
        }
    }

    /// Returns the resemblance to a text of which the shingles are given, from 0 to 1.
    pub(super) fn resemblance(&self, shingles: &[u64]) -> f32 {
        resemblance(&self.shingles, shingles).unwrap_or(0.0)
    }
}

/// Lists the shingles of a text, sorted; none of a short text.
pub(super) fn shingles(text: &str) -> Vec<u64> {
    let words = words(text).map(|word| wording::number(&fold(&text[word])));
    let numbers: Vec<u64> = words.collect();
    match numbers.len() >= MIN_WORDS {
        true => shingles_of(&numbers),
        false => Vec::new(),
    }
}

fn shingles_of(numbers: &[u64]) -> Vec<u64> {
    let mut shingles: Vec<u64> = numbers.windows(SHINGLE).map(wording::run).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// Returns the share of their shingles that two sets have in common; none where both are empty.
pub(super) fn resemblance(a: &[u64], b: &[u64]) -> Option<f32> {
    let shared = a.iter().filter(|n| b.binary_search(n).is_ok()).count();
    match a.len() + b.len() - shared {
        0 => None,
        all => Some(shared as f32 / all as f32),
    }
}

/// Returns how many shingles two texts share at least that have so many and are alike: of both together
/// `t / (1 + t)`, which is four in nine for a resemblance of four in five.
pub(super) fn least_shared(a: usize, b: usize) -> usize {
    (4 * (a + b)).div_ceil(9)
}

/// Returns the resemblance of two texts, from 0 to 1.
pub(in crate::index) fn resemblance_of(a: &str, b: &str) -> f32 {
    resemblance(&shingles(a), &shingles(b)).unwrap_or(0.0)
}

/// A whole report as it is compared with another edition of it.
pub(in crate::index) struct ComparedReport(Vec<u64>);

impl ComparedReport {
    pub(in crate::index) fn new(paragraphs: &[Paragraph]) -> Self {
        let mut shingles = Vec::new();
        for paragraph in paragraphs {
            let words = words(&paragraph.text).map(|word| fold(&paragraph.text[word]));
            let numbers: Vec<u64> = words.map(|word| wording::number(&word)).collect();
            match numbers.len() {
                0 => {}
                1..SHINGLE => shingles.push(wording::run(&numbers)),
                _ => shingles.extend(numbers.windows(SHINGLE).map(wording::run)),
            }
        }
        shingles.sort_unstable();
        shingles.dedup();
        ComparedReport(shingles)
    }

    /// Returns the numbers of its runs of words, sorted, each once.
    pub(in crate::index) fn runs(&self) -> &[u64] {
        &self.0
    }

    /// Returns the resemblance to another report, from 0 to 1; 1 where neither has words.
    pub(in crate::index) fn resemblance(&self, other: &ComparedReport) -> f32 {
        resemblance(&self.0, &other.0).unwrap_or(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::resemblance_of;

    fn check(a: &str, b: &str, expected: f32) {
        let found = resemblance_of(a, b);
        assert!((found - expected).abs() < 0.001, "{found}");
    }

    #[test]
    fn resemblance_is_the_share_of_common_runs() {
        let text = "one two three four five six seven eight nine ten eleven twelve";
        check(text, text, 1.0);
        check(text, &text.to_uppercase().replace(' ', "-"), 1.0);
        // Ten runs; the last word is in one of them.
        check(text, &text.replace("twelve", "dozen"), 9.0 / 11.0);
        // A word inside is in three.
        check(text, &text.replace("six", "half-dozen"), 7.0 / 14.0);
        check(text, &text.replace("six", "sixth"), 7.0 / 13.0);
        check("too short", "too short", 0.0);
    }
}
