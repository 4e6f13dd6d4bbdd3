//! Near-duplicates: paragraphs that share nearly all their words with another.
//!
//! A text is the set of its shingles, runs of three words; the resemblance of two texts is the
//! share of their shingles that both have, `|A ∩ B| / |A ∪ B|` (Broder, "On the resemblance and
//! containment of documents", 1997). A word that differs costs three shingles of either text,
//! so one word in thirty may. The index keeps the few shingles of each paragraph that have the
//! lowest numbers (Broder's sketch); paragraphs whose sketches overlap are compared in full.

use std::collections::BTreeMap;

use tantivy::DocAddress;

use super::wording::{self, MIN_WORDS, OFFSET};
use super::{Index, IndexError, NearDuplicate, codec};
use crate::model::ParagraphId;
use crate::query::fold::{fold, words};

/// How many words make a shingle.
const SHINGLE: usize = 3;
/// How many shingles are kept of a paragraph.
const SKETCH: usize = 8;
/// So many of them must be shared for texts to be compared. Each is with a chance of at least
/// [`ALIKE`], so that of a thousand texts just alike enough one is missed.
const SHARED: usize = 3;
/// The resemblance from which on texts are nearly the same.
pub(super) const ALIKE: f32 = 0.8;

/// Returns the numbers of a text's shingles, sorted; none of a short text.
pub(super) fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<_> = words(text).map(|word| fold(&text[word])).collect();
    if words.len() < MIN_WORDS {
        return Vec::new();
    }
    let number = |run: &[std::borrow::Cow<'_, str>]| {
        let run = run.iter().map(AsRef::as_ref);
        scatter(run.fold(OFFSET, wording::mix))
    };
    let mut shingles: Vec<u64> = words.windows(SHINGLE).map(number).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// Spreads numbers evenly, so that the lowest are a fair sample (the finaliser of MurmurHash3).
fn scatter(mut number: u64) -> u64 {
    number ^= number >> 33;
    number = number.wrapping_mul(0xff51_afd7_ed55_8ccd);
    number ^= number >> 33;
    number = number.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    number ^ (number >> 33)
}

/// Returns the sketch of a text.
pub(super) fn sketch(text: &str) -> Vec<u64> {
    let mut shingles = shingles(text);
    shingles.truncate(SKETCH);
    shingles
}

/// Returns the resemblance of two texts by their shingles, from 0 to 1.
pub(super) fn resemblance(a: &[u64], b: &[u64]) -> f32 {
    let shared = a.iter().filter(|n| b.binary_search(n).is_ok()).count();
    match a.len() + b.len() - shared {
        0 => 0.0,
        all => shared as f32 / all as f32,
    }
}

impl Index {
    /// Names the paragraphs that are nearly, but not quite, the same as one, the likest first.
    pub(super) fn near_duplicates(
        &self,
        text: &str,
        own: DocAddress,
    ) -> Result<Vec<NearDuplicate>, IndexError> {
        let shingles = shingles(text);
        let sketch = &shingles[..SKETCH.min(shingles.len())];
        let mut shared: BTreeMap<DocAddress, usize> = BTreeMap::new();
        for (at, number) in sketch.iter().enumerate() {
            if shared.is_empty() && sketch.len() - at < SHARED {
                break;
            }
            let term = self.fields.sketch_term(*number);
            // Most shingles are this paragraph's alone.
            if self.searcher.doc_freq(&term)? < 2 {
                continue;
            }
            for (i, segment) in (0..).zip(self.searcher.segment_readers()) {
                for doc in self.postings(segment, &term)? {
                    *shared.entry(DocAddress::new(i, doc)).or_default() += 1;
                }
            }
        }
        shared.remove(&own);
        let mut found = Vec::new();
        for (address, _) in shared.into_iter().filter(|(_, count)| *count >= SHARED) {
            let (report, other) = codec::decode_paragraph(&self.record(address)?)?;
            let resemblance = resemblance(&shingles, &self::shingles(&other.text));
            if resemblance >= ALIKE && wording::number(&other.text) != wording::number(text) {
                let locator = other.locator.to_string();
                found.push(NearDuplicate {
                    id: ParagraphId { report, locator },
                    resemblance,
                });
            }
        }
        found.sort_by(|a, b| {
            let by_likeness = b.resemblance.total_cmp(&a.resemblance);
            by_likeness.then_with(|| a.id.cmp(&b.id))
        });
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::{resemblance, shingles};

    fn check(a: &str, b: &str, expected: f32) {
        let found = resemblance(&shingles(a), &shingles(b));
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
