//! How well paragraphs match: BM25 over the stems, with a lift for own forms and neighbours.
//!
//! A score is the sum over patterns of `weight · count · (k1 + 1) / (count + damping)`, where
//! `damping = k1 · (1 − b + b · length / average length)` (Robertson and Zaragoza, "The
//! Probabilistic Relevance Framework", 2009). Words weigh by their rarity; what lifts them are
//! patterns of the same words, which weigh a part of that (`lower`).
//!
//! Every quantity is summed over the documents that are there now and in the order of the
//! query, so that a score depends neither on segments nor on what was deleted before.

use tantivy::DocId;

use super::analysis::Form;
use super::plan::{Lowered, Pattern};
use super::schema::Fields;
use super::segment::SegmentSearch;
use super::{Explanation, IndexError, ScorePart};

/// How soon more of the same word stops to count.
const K1: f32 = 1.2;
/// How much longer paragraphs are marked down.
const B: f32 = 0.75;

/// The statistics of the paragraphs of an index, and the weights of a plan's patterns.
pub(super) struct Scorer<'p> {
    average_length: f32,
    /// Patterns with their weights, in the order in which they are summed up.
    weighted: Vec<(&'p Pattern, f32)>,
}

impl<'p> Scorer<'p> {
    pub(super) fn new(
        segments: &[SegmentSearch<'_>],
        lowered: &'p Lowered,
        lengths: Lengths,
    ) -> Result<Self, IndexError> {
        let Lengths { total, average } = lengths;
        let mut rarities = Vec::new();
        for leaf in 0..lowered.leaves.len() {
            let mut found = 0;
            for segment in segments {
                found += segment.frequency(leaf)?;
            }
            rarities.push(rarity(found, total));
        }
        let own = lowered
            .plan
            .wanted()
            .into_iter()
            .map(|pattern| (pattern, 1.0));
        let lifts = lowered
            .lifts
            .iter()
            .map(|(pattern, weight)| (pattern, *weight));
        let weighted = own
            .chain(lifts)
            .map(|(pattern, weight)| (pattern, weight * weigh(pattern, &rarities)));
        Ok(Scorer {
            average_length: average,
            weighted: weighted.collect(),
        })
    }

    /// Scores documents of one segment.
    pub(super) fn scores(
        &self,
        segment: &SegmentSearch<'_>,
        fields: &Fields,
        docs: &[DocId],
    ) -> Result<Vec<f32>, IndexError> {
        let norms = segment
            .reader
            .get_fieldnorms_reader(fields.of_form(Form::Stem))?;
        let damping: Vec<f32> = docs
            .iter()
            .map(|doc| self.damping(norms.fieldnorm(*doc)))
            .collect();
        let mut scores = vec![0.0; docs.len()];
        let mut counts = vec![0usize; docs.len()];
        for (pattern, weight) in &self.weighted {
            counts.fill(0);
            segment.counts(pattern, docs, |i, count| counts[i] += count)?;
            for (i, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                scores[i] += part(*weight, *count, damping[i]);
            }
        }
        Ok(scores)
    }

    /// Tells how the score of a document comes about: its parts, in the order of the sum.
    pub(super) fn explain(
        &self,
        segment: &SegmentSearch<'_>,
        fields: &Fields,
        doc: DocId,
        name: &dyn Fn(&Pattern) -> String,
    ) -> Result<Explanation, IndexError> {
        let norms = segment
            .reader
            .get_fieldnorms_reader(fields.of_form(Form::Stem))?;
        let length = norms.fieldnorm(doc);
        let mut parts = Vec::new();
        for (pattern, weight) in &self.weighted {
            let mut count = 0;
            segment.counts(pattern, &[doc], |_, more| count += more)?;
            if count > 0 {
                parts.push(ScorePart {
                    pattern: name(pattern),
                    count: count as u32,
                    weight: *weight,
                    score: part(*weight, count, self.damping(length)),
                });
            }
        }
        Ok(Explanation {
            length,
            average_length: self.average_length,
            parts,
        })
    }

    fn damping(&self, length: u32) -> f32 {
        damping(length, self.average_length)
    }
}

/// How many paragraphs there are, and how long they are on average, in words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lengths {
    pub(super) total: u64,
    pub(super) average: f32,
}

impl Lengths {
    /// `length` is that of all paragraphs together.
    pub(super) fn new(length: u64, total: u64) -> Self {
        Lengths {
            total,
            average: (length as f32 / (total.max(1) as f32)).max(1.0),
        }
    }
}

/// Returns by how much a paragraph's length holds its score down.
pub(super) fn damping(length: u32, average_length: f32) -> f32 {
    K1 * (1.0 - B + B * length as f32 / average_length)
}

/// Returns what so many places of a pattern add to a score.
pub(super) fn part(weight: f32, count: usize, damping: f32) -> f32 {
    let count = count as f32;
    weight * count * (K1 + 1.0) / (count + damping)
}

/// Returns how rare a word is that so many of all paragraphs hold.
pub(super) fn rarity(found: u64, total: u64) -> f32 {
    let (found, total) = (found.min(total) as f32, total as f32);
    (1.0 + (total - found + 0.5) / (found + 0.5)).ln()
}

/// Weighs a pattern by how rare its words are.
fn weigh(pattern: &Pattern, rarity: &[f32]) -> f32 {
    match pattern {
        Pattern::Leaf(leaf) => rarity[*leaf],
        // The first alternative is what the query says.
        Pattern::Any(parts) => parts.first().map_or(0.0, |part| weigh(part, rarity)),
        Pattern::Sequence { parts, .. } => parts.iter().map(|part| weigh(part, rarity)).sum(),
        Pattern::Near { left, right, .. } => weigh(left, rarity) + weigh(right, rarity),
    }
}
