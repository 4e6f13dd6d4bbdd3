//! The best of the documents that match.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::DocId;

use crate::index::IndexError;
use crate::index::commit::common_leaves::LeafCounts;
use crate::index::commit::marked::{Marked, WORD, ones};
use crate::index::disk::schema::Fields;
use crate::index::matching::bm25::part;
use crate::index::matching::common::CountedByWord;
use crate::index::matching::cores::Cores;
use crate::index::matching::documents::Documents;
use crate::index::matching::score::Scorer;
use crate::index::matching::segment::SegmentSearch;
use crate::index::text::Form;

/// A document with its score.
pub(in crate::index) type Scored = (DocId, f32);

/// Sums of bounds may be rounded otherwise than those of scores.
const ROUNDING: f32 = 1.0001;

impl Scorer<'_> {
    /// Lists by segment, ascending, the documents that may be among so many best of all, with their
    /// scores.
    pub(in crate::index) fn best(
        &self,
        cores: Cores,
        segments: &mut [SegmentSearch<'_>],
        fields: &Fields,
        documents: &[Documents],
        best: usize,
    ) -> Result<Vec<Vec<Scored>>, IndexError> {
        if !self.has_dear() {
            return cores.each(segments, |at, segment| {
                let documents = &documents[at];
                if let Documents::Marked(marked) = documents
                    && let Some(scored) = self.best_marked(segment, fields, marked, best)?
                {
                    return Ok(scored);
                }
                let docs = documents.list();
                let scores = self.all_scores(segment, fields, &docs)?;
                Ok(best_of(&docs, scores, best))
            });
        }
        let docs: Vec<Cow<'_, [DocId]>> = documents.iter().map(Documents::list).collect();
        let scores = self.scores(cores, segments, fields, &docs, best)?;
        let scored = docs.iter().zip(scores);
        Ok(scored
            .map(|(docs, scores)| best_of(docs, scores, best))
            .collect())
    }

    /// Lists the best of marked documents, where words are common: by what is kept of these, most
    /// documents are passed over.
    fn best_marked(
        &self,
        segment: &mut SegmentSearch<'_>,
        fields: &Fields,
        marked: &Marked,
        best: usize,
    ) -> Result<Option<Vec<Scored>>, IndexError> {
        let norms = segment
            .reader
            .get_fieldnorms_reader(fields.of_form(Form::Stem));
        let norms = norms.map_err(IndexError::of)?;
        let mut counted = Vec::new();
        for (pattern, weight) in self.patterns() {
            let Some(by_word) = segment.count_by_word(pattern, marked)? else {
                return Ok(None);
            };
            counted.push((by_word, weight));
        }
        let mut addends = Vec::new();
        for (CountedByWord { word, others }, weight) in &counted {
            addends.push(Addend {
                kept: segment.leaves.kept(*word)?,
                others,
                weight: *weight,
            });
        }
        let damping = |doc| self.dampings()[usize::from(norms.fieldnorm_id(doc))];
        let mut lowest = Lowest::of(best);
        let mut scored = Vec::new();
        for (first, bits) in marked.words().filter(|(_, bits)| *bits != 0) {
            let mut most = 0.0;
            for addend in &mut addends {
                most += addend.most(first, damping);
            }
            if most * ROUNDING < lowest.score() {
                continue;
            }
            for bit in ones(bits) {
                let doc = first + bit;
                let damping = damping(doc);
                let mut score = 0.0;
                for addend in &addends {
                    score += addend.of(doc, damping);
                }
                if score >= lowest.score() {
                    lowest.meet(score);
                    scored.push((doc, score));
                }
            }
        }
        scored.retain(|(_, score)| *score >= lowest.score());
        Ok(Some(scored))
    }
}

/// What a pattern adds to scores.
struct Addend<'c> {
    kept: Option<&'c LeafCounts>,
    /// How often it stands where that is not told by what is kept, from the last word of marks on.
    others: &'c [(DocId, u32)],
    weight: f32,
}

impl Addend<'_> {
    /// Returns the most that it adds to the score of a document of a word of marks, of which the first is
    /// given; words must be asked for in ascending order.
    fn most(&mut self, first: DocId, damping: impl Fn(DocId) -> f32) -> f32 {
        let before = self.others.iter().take_while(|(doc, _)| *doc < first);
        self.others = &self.others[before.count()..];
        let of_kept = self
            .kept
            .map_or(0.0, |kept| kept.impacts[(first / WORD) as usize]);
        let others = self
            .others
            .iter()
            .take_while(|(doc, _)| *doc - first < WORD);
        let others = others.map(|(doc, count)| part(self.weight, *count, damping(*doc)));
        others.fold(self.weight * of_kept, f32::max)
    }

    /// Returns what it adds to the score of a document of that word.
    fn of(&self, doc: DocId, damping: f32) -> f32 {
        let mut others = self.others.iter().take_while(|(other, _)| *other <= doc);
        let count = match (others.find(|(other, _)| *other == doc), self.kept) {
            (Some((_, count)), _) => *count,
            (None, Some(kept)) => kept.counts[doc as usize].into(),
            (None, None) => 0,
        };
        part(self.weight, count, damping)
    }
}

/// Keeps the documents that may be among so many best.
fn best_of(docs: &[DocId], scores: Vec<f32>, best: usize) -> Vec<Scored> {
    let mut lowest = Lowest::of(best);
    scores.iter().for_each(|score| lowest.meet(*score));
    let scored = docs.iter().copied().zip(scores);
    let scored = scored.filter(|(_, score)| *score >= lowest.score());
    scored.collect()
}

/// The lowest of so many best scores that were met.
pub(in crate::index) struct Lowest {
    wanted: usize,
    /// The bits of a float that is not negative sort as it does.
    best: BinaryHeap<Reverse<u32>>,
    lowest: u32,
}

impl Lowest {
    pub(in crate::index) fn of(wanted: usize) -> Self {
        Lowest {
            wanted,
            best: BinaryHeap::new(),
            lowest: 0,
        }
    }

    /// Notes a score.
    pub(in crate::index) fn meet(&mut self, score: f32) {
        if self.wanted == usize::MAX {
            return;
        }
        let bits = score.max(0.0).to_bits();
        if self.best.len() < self.wanted {
            self.best.push(Reverse(bits));
        } else if bits > self.lowest {
            self.best.pop();
            self.best.push(Reverse(bits));
        } else {
            return;
        }
        if self.best.len() == self.wanted {
            self.lowest = self.best.peek().map_or(0, |lowest| lowest.0);
        }
    }

    /// Returns the score that what is among them reaches; 0 where all are.
    pub(in crate::index) fn score(&self) -> f32 {
        f32::from_bits(self.lowest)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Lowest, best_of};

    proptest! {
        #[test]
        fn what_ties_with_the_last_is_kept(
            scores in prop::collection::vec(0_u8..20, 0..60),
            best in 1_usize..30,
        ) {
            let scores: Vec<f32> = scores.into_iter().map(f32::from).collect();
            let docs: Vec<u32> = (0..).take(scores.len()).collect();
            let mut sorted = scores.clone();
            sorted.sort_by(|a, b| b.total_cmp(a));
            let floor = sorted.get(best - 1).copied().unwrap_or(0.0);
            let scored = docs.iter().copied().zip(scores.iter().copied());
            let expected: Vec<_> = scored.filter(|(_, score)| *score >= floor).collect();
            prop_assert_eq!(best_of(&docs, scores, best), expected);
        }
    }

    #[test]
    fn all_are_kept_where_all_are_wanted() {
        let mut lowest = Lowest::of(usize::MAX);
        lowest.meet(3.0);
        assert_eq!(lowest.score(), 0.0);
        let mut lowest = Lowest::of(2);
        lowest.meet(3.0);
        assert_eq!(lowest.score(), 0.0);
        lowest.meet(2.0);
        assert_eq!(lowest.score(), 2.0);
    }
}
