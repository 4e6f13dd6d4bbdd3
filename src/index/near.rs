//! Near-duplicates: paragraphs that share nearly all their words with another.
//!
//! A text is the set of its shingles, runs of three words; the resemblance of two texts is the
//! share of their shingles that both have, `|A ∩ B| / |A ∪ B|` (Broder, "On the resemblance and
//! containment of documents", 1997). A word that differs costs three shingles of either text,
//! so one word in thirty may. Nothing is kept in the index for this: which paragraphs can be
//! alike enough is told by the postings of a few words of the text, most of which they must
//! hold, and these paragraphs are compared in full.

use std::borrow::Cow;

use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

use super::analysis::Form;
use super::schema::column;
use super::segment::stands_at;
use super::wording::{self, MIN_WORDS};
use super::{Index, IndexError, NearDuplicate, codec};
use crate::model::ParagraphId;
use crate::query::fold::{fold, words};

/// How many words make a shingle.
const SHINGLE: usize = 3;
/// The resemblance from which on texts are nearly the same.
pub(super) const ALIKE: f32 = 0.8;
/// A text that is alike enough lacks at most one in so many shingles of the other.
const LACKING: usize = 5;
/// So many words of a text are asked for, beside those that may be lacking.
const ASKED: usize = 8;

/// The paragraphs that say the same as one.
#[derive(Debug, Default)]
pub(super) struct Duplicates {
    /// In the same words, sorted.
    pub(super) same: Vec<ParagraphId>,
    /// In nearly the same words, the likest first.
    pub(super) near: Vec<NearDuplicate>,
}

/// Words of a text of which another that is alike enough must hold some.
#[derive(Debug, PartialEq, Eq)]
struct Telling<'t> {
    words: Vec<&'t str>,
    needed: usize,
}

impl<'t> Telling<'t> {
    /// Chooses among the folded words of a text with so many different shingles.
    ///
    /// A word that stands once, and not at an end, is in three shingles; words three apart share
    /// none, so that of such words a third of the shingles that can be lacking may be. Words side
    /// by side share all but two: of these two fewer than the shingles may be lacking, and short
    /// texts have more of them. Long words are asked for first, since they are rare.
    fn of(words: &'t [Cow<'_, str>], shingles: usize) -> Self {
        let lacking = shingles / LACKING;
        let mut sorted: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        sorted.sort_unstable();
        let once = |word: &str| {
            let from = sorted.partition_point(|other| *other < word);
            sorted.get(from + 1).is_none_or(|next| *next != word)
        };
        let inside = SHINGLE - 1..words.len().saturating_sub(SHINGLE - 1);
        let mut places: Vec<usize> = inside.filter(|place| once(&words[*place])).collect();
        places.sort_by_key(|place| (std::cmp::Reverse(words[*place].len()), *place));
        let mut best: Option<Telling<'_>> = None;
        let side_by_side = lacking.saturating_sub(SHINGLE - 1);
        for (apart, most) in [(SHINGLE, lacking / SHINGLE), (1, side_by_side)] {
            let mut chosen: Vec<usize> = Vec::new();
            for &place in &places {
                if chosen.iter().all(|other| other.abs_diff(place) >= apart) {
                    chosen.push(place);
                }
                if chosen.len() == most + ASKED {
                    break;
                }
            }
            let needed = chosen.len().saturating_sub(most);
            if needed > best.as_ref().map_or(0, |best| best.needed) {
                let words = chosen.into_iter().map(|place| &*words[place]).collect();
                best = Some(Telling { words, needed });
            }
        }
        if let Some(best) = best {
            return best;
        }
        // A text that repeats itself: a shingle that is lacking stands for three words at most.
        sorted.dedup();
        Telling {
            needed: sorted.len().saturating_sub(lacking * SHINGLE).max(1),
            words: sorted,
        }
    }
}

/// Folds the words of a text; none of a short text.
fn folded(text: &str) -> Vec<Cow<'_, str>> {
    let words: Vec<_> = words(text).map(|word| fold(&text[word])).collect();
    if words.len() < MIN_WORDS {
        return Vec::new();
    }
    words
}

/// Returns the resemblance of two texts, from 0 to 1.
pub(super) fn resemblance_of(a: &str, b: &str) -> f32 {
    resemblance(&shingles(&folded(a)), &shingles(&folded(b)))
}

/// Returns the numbers of the shingles of some words, sorted.
fn shingles(words: &[Cow<'_, str>]) -> Vec<u64> {
    let numbers: Vec<u64> = words.iter().map(|word| wording::number(word)).collect();
    let mut shingles: Vec<u64> = numbers.windows(SHINGLE).map(wording::run).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// Returns the resemblance of two texts by their shingles, from 0 to 1.
fn resemblance(a: &[u64], b: &[u64]) -> f32 {
    let shared = a.iter().filter(|n| b.binary_search(n).is_ok()).count();
    match a.len() + b.len() - shared {
        0 => 0.0,
        all => shared as f32 / all as f32,
    }
}

impl Index {
    /// Names the paragraphs that say the same as one, of which the text and the number of the
    /// wording are given.
    pub(super) fn duplicates(
        &self,
        text: &str,
        wording: u64,
        own: DocAddress,
    ) -> Result<Duplicates, IndexError> {
        let mut found = Duplicates::default();
        let words = folded(text);
        let shingles = shingles(&words);
        let telling = Telling::of(&words, shingles.len());
        if telling.words.is_empty() {
            return Ok(found);
        }
        let field = self.fields.of_form(Form::Exact);
        for (i, segment) in (0..).zip(self.searcher.segment_readers()) {
            let inverted = segment.inverted_index(field)?;
            let docs = self.holding(&telling, &inverted, segment)?;
            let wordings = segment.fast_fields().u64(column::WORDING)?;
            for address in docs.into_iter().map(|doc| DocAddress::new(i, doc)) {
                if address == own {
                    continue;
                }
                let (report, other) = codec::decode_paragraph(&self.record(address)?)?;
                let locator = other.locator.to_string();
                let id = ParagraphId { report, locator };
                if wordings.first(address.doc_id) == Some(wording) {
                    found.same.push(id);
                    continue;
                }
                let resemblance = resemblance(&shingles, &self::shingles(&folded(&other.text)));
                if resemblance >= ALIKE {
                    found.near.push(NearDuplicate { id, resemblance });
                }
            }
        }
        found.same.sort();
        found.near.sort_by(|a, b| {
            let by_likeness = b.resemblance.total_cmp(&a.resemblance);
            by_likeness.then_with(|| a.id.cmp(&b.id))
        });
        Ok(found)
    }

    /// Lists the paragraphs of a segment that hold as many telling words as they must.
    fn holding(
        &self,
        telling: &Telling<'_>,
        inverted: &InvertedIndexReader,
        segment: &SegmentReader,
    ) -> Result<Vec<DocId>, IndexError> {
        let mut postings: Vec<SegmentPostings> = Vec::new();
        for word in &telling.words {
            let term = self.fields.term(Form::Exact, word);
            postings.extend(inverted.read_postings(&term, IndexRecordOption::Basic)?);
        }
        if postings.len() < telling.needed {
            return Ok(Vec::new());
        }
        // What lacks all of the rarest lacks too many.
        postings.sort_by_key(SegmentPostings::doc_freq);
        let rarest = postings.len() - telling.needed + 1;
        let mut counts: Vec<(DocId, usize)> = Vec::new();
        let (rare, common) = postings.split_at_mut(rarest);
        for postings in rare {
            while postings.doc() != TERMINATED {
                counts.push((postings.doc(), 1));
                postings.advance();
            }
        }
        counts.sort_unstable();
        counts.dedup_by(|next, first| {
            let same = next.0 == first.0;
            if same {
                first.1 += next.1;
            }
            same
        });
        for (at, postings) in common.iter_mut().enumerate() {
            let left = telling.needed - 1 - at;
            counts.retain_mut(|(doc, count)| {
                *count += usize::from(stands_at(postings, *doc));
                *count + left > telling.needed
            });
        }
        counts.retain(|(doc, count)| *count >= telling.needed && !segment.is_deleted(*doc));
        Ok(counts.into_iter().map(|(doc, _)| doc).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{Telling, folded, resemblance_of, shingles};

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

    #[test]
    fn telling_words_are_long_and_apart() {
        let check = |text: &str, needed: usize, expected: &[&str]| {
            let words = folded(text);
            let telling = Telling::of(&words, shingles(&words).len());
            let mut chosen = telling.words.clone();
            chosen.sort_unstable();
            assert_eq!((telling.needed, &chosen[..]), (needed, expected));
        };
        let text = "one two three four five six seven eight nine ten";
        // Eight shingles, of which one may be lacking: no word inside.
        let inside = ["eight", "five", "four", "seven", "six", "three"];
        check(text, 6, &inside);
        // 23 shingles, of which four may be lacking: two words side by side.
        let more = "a b c d e f g h i j k l m n o p q r s t u v w x y";
        check(more, 8, &["c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]);
        // No word stands once, and both shingles hold both.
        check(&"come again ".repeat(8), 2, &["again", "come"]);
        check("too short", 1, &[]);
    }
}
