//! How well paragraphs match: BM25 over the stems, with a lift for own forms and neighbours.
//!
//! A score is the sum of what patterns add ([`bm25`](super::bm25)). Words weigh by their rarity; what
//! lifts them are patterns of the same words, which weigh a part of that (`lower`).
//!
//! Every quantity is summed over the documents that are there now and in the order of the
//! query, so that a score depends neither on segments nor on what was deleted before.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;

use crate::index::commit::lengths::Lengths;
use crate::index::disk::schema::Fields;
use crate::index::matching::bm25::{damping, part, rarity};
use crate::index::matching::cores::Cores;
use crate::index::matching::plan::{Lowered, Pattern};
use crate::index::matching::segment::{SegmentSearch, has_places};
use crate::index::text::Form;
use crate::index::{Explanation, IndexError, ScorePart};

/// So many times the hits wanted are scored in full to learn what a hit must reach.
const FIRST: usize = 4;

/// The statistics of the paragraphs of an index, and the weights of a plan's patterns.
pub(in crate::index) struct Scorer<'p> {
    average_length: f32,
    /// The damping of each length, by the number that the index has for the length.
    dampings: Vec<f32>,
    /// In the order in which they are summed up.
    weighted: Vec<Weighted<'p>>,
}

/// Which patterns are summed up.
#[derive(Clone, Copy)]
enum Patterns {
    All,
    /// All but those that are dear to count.
    Cheap,
}

/// What patterns add to the scores of some documents.
struct Sums {
    scores: Vec<f32>,
    /// The most that those which were left out could add; none where all were summed up.
    lifts: Vec<f32>,
}

/// A pattern with its weight.
struct Weighted<'p> {
    pattern: &'p Pattern,
    weight: f32,
    /// Whether it only lifts, and is told by the places of its words: dear to count, and counted
    /// only where it can bring a paragraph among the best.
    is_dear: bool,
}

impl<'p> Scorer<'p> {
    /// Makes one for a plan; `frequencies` tell how many paragraphs hold each of its leaves.
    pub(in crate::index) fn new(
        lowered: &'p Lowered,
        frequencies: &[u64],
        lengths: Lengths,
    ) -> Self {
        let Lengths { total, average } = lengths;
        let rarities = frequencies.iter().map(|found| rarity(*found, total));
        let rarities: Vec<f32> = rarities.collect();
        let own = lowered.plan.wanted().into_iter();
        let own = own.map(|pattern| (pattern, 1.0, false));
        let lifts = lowered.lifts.iter();
        let lifts = lifts.map(|(pattern, share)| (pattern, *share, has_places(pattern)));
        // What is asked for twice weighs twice.
        let mut known: HashMap<(&Pattern, bool), usize> = HashMap::new();
        let mut weighted: Vec<Weighted<'p>> = Vec::new();
        for (pattern, share, is_dear) in own.chain(lifts) {
            let weight = share * weigh(pattern, &rarities);
            match known.entry((pattern, is_dear)) {
                Entry::Occupied(at) => weighted[*at.get()].weight += weight,
                Entry::Vacant(new) => {
                    new.insert(weighted.len());
                    weighted.push(Weighted {
                        pattern,
                        weight,
                        is_dear,
                    });
                }
            }
        }
        let lengths = (0..=u8::MAX).map(FieldNormReader::id_to_fieldnorm);
        Scorer {
            average_length: average,
            dampings: lengths.map(|length| damping(length, average)).collect(),
            weighted,
        }
    }

    /// Tells whether patterns are dear to count.
    pub(super) fn has_dear(&self) -> bool {
        self.weighted.iter().any(|weighted| weighted.is_dear)
    }

    /// Lists the patterns with their weights, in the order in which they are summed up.
    pub(super) fn patterns(&self) -> impl Iterator<Item = (&'p Pattern, f32)> {
        let weighted = self.weighted.iter();
        weighted.map(|weighted| (weighted.pattern, weighted.weight))
    }

    /// Returns by how much each length holds a score down, by the number of the length.
    pub(super) fn dampings(&self) -> &[f32] {
        &self.dampings
    }

    /// Scores documents of a segment.
    pub(super) fn all_scores(
        &self,
        segment: &mut SegmentSearch<'_>,
        fields: &Fields,
        docs: &[DocId],
    ) -> Result<Vec<f32>, IndexError> {
        Ok(self.sums(segment, fields, docs, Patterns::All)?.scores)
    }

    /// Scores documents, by segment. So many of the best have their scores; others may be left
    /// with less, but never with more.
    pub(super) fn scores(
        &self,
        cores: Cores,
        segments: &mut [SegmentSearch<'_>],
        fields: &Fields,
        docs: &[Cow<'_, [DocId]>],
        best: usize,
    ) -> Result<Vec<Vec<f32>>, IndexError> {
        let all: usize = docs.iter().map(|docs| docs.len()).sum();
        let first = best.saturating_mul(FIRST);
        let in_two_steps = all > first;
        let patterns = match in_two_steps {
            true => Patterns::Cheap,
            false => Patterns::All,
        };
        let sums = cores.each(segments, |at, segment| {
            self.sums(segment, fields, &docs[at], patterns)
        })?;
        let sums = sums.into_iter().map(|sums| (sums.scores, sums.lifts));
        let (mut scores, lifts): (Vec<_>, Vec<_>) = sums.unzip();
        if !in_two_steps {
            return Ok(scores);
        }
        // The likeliest are scored in full; then those that could still surpass the last of
        // them that is wanted.
        let mut likely: Vec<f32> = scores.iter().flatten().copied().collect();
        let (_, floor, _) = likely.select_nth_unstable_by(first - 1, |a, b| b.total_cmp(a));
        let floor = *floor;
        let mut in_full = |wanted: &(dyn Fn(f32, f32) -> bool + Sync)| {
            cores.each(segments, |at, segment| {
                let (docs, scores, lifts) = (&docs[at], &scores[at], &lifts[at]);
                let at = (0..docs.len()).filter(|at| wanted(scores[*at], lifts[*at]));
                let at: Vec<usize> = at.collect();
                let docs: Vec<DocId> = at.iter().map(|at| docs[*at]).collect();
                let sums = self.sums(segment, fields, &docs, Patterns::All)?;
                Ok((at, sums.scores))
            })
        };
        let likeliest = in_full(&|score, _| score >= floor)?;
        let sums = likeliest.iter().flat_map(|(_, sums)| sums);
        let mut full: Vec<f32> = sums.copied().collect();
        let (_, needed, _) = full.select_nth_unstable_by(best - 1, |a, b| b.total_cmp(a));
        // A little less, for sums in another order differ a little.
        let needed = *needed * 0.999;
        let others = in_full(&|score, lift| score < floor && score + lift >= needed)?;
        for summed in [likeliest, others] {
            for ((at, sums), scores) in summed.into_iter().zip(&mut scores) {
                for (at, sum) in at.into_iter().zip(sums) {
                    scores[at] = sum;
                }
            }
        }
        Ok(scores)
    }

    /// Sums up what patterns add to the scores of documents.
    fn sums(
        &self,
        segment: &mut SegmentSearch<'_>,
        fields: &Fields,
        docs: &[DocId],
        patterns: Patterns,
    ) -> Result<Sums, IndexError> {
        let norms = segment
            .reader
            .get_fieldnorms_reader(fields.of_form(Form::Stem))
            .map_err(IndexError::of)?;
        let damping = |doc: DocId| self.dampings[usize::from(norms.fieldnorm_id(doc))];
        let dampings: Vec<f32> = docs.iter().map(|doc| damping(*doc)).collect();
        let dear = self.weighted.iter().filter(|weighted| weighted.is_dear);
        let dear: Vec<&Pattern> = dear.map(|weighted| weighted.pattern).collect();
        let mut together = match patterns {
            Patterns::All => segment.counts_together(&dear, docs)?,
            Patterns::Cheap => Vec::new(),
        }
        .into_iter();
        let mut counter = Counter::new(segment, docs);
        let mut sums = Sums {
            scores: vec![0.0; docs.len()],
            lifts: Vec::new(),
        };
        if matches!(patterns, Patterns::Cheap) {
            sums.lifts = vec![0.0; docs.len()];
        }
        for Weighted {
            pattern,
            weight,
            is_dear,
        } in &self.weighted
        {
            match (is_dear, patterns) {
                (true, Patterns::All) => {
                    let counts = together.next().unwrap_or_default();
                    add(&mut sums.scores, *weight, &counts, &dampings);
                }
                (true, Patterns::Cheap) => {
                    let most = counter.most(pattern)?;
                    add(&mut sums.lifts, *weight, &most, &dampings);
                }
                (false, _) => {
                    add(
                        &mut sums.scores,
                        *weight,
                        counter.count(pattern)?,
                        &dampings,
                    );
                }
            }
        }
        Ok(sums)
    }

    /// Tells how the score of a document comes about: its parts, in the order of the sum.
    pub(in crate::index) fn explain(
        &self,
        segment: &mut SegmentSearch<'_>,
        fields: &Fields,
        doc: DocId,
        name: &dyn Fn(&Pattern) -> String,
    ) -> Result<Explanation, IndexError> {
        let norms = segment
            .reader
            .get_fieldnorms_reader(fields.of_form(Form::Stem))
            .map_err(IndexError::of)?;
        let length = norms.fieldnorm(doc);
        let mut parts = Vec::new();
        for Weighted {
            pattern, weight, ..
        } in &self.weighted
        {
            let mut count = 0;
            segment.counts(pattern, &[doc], |_, more| count += more)?;
            if count > 0 {
                parts.push(ScorePart {
                    pattern: name(pattern),
                    count,
                    weight: *weight,
                    score: part(*weight, count, damping(length, self.average_length)),
                });
            }
        }
        Ok(Explanation {
            length,
            average_length: self.average_length,
            parts,
        })
    }
}

/// Adds what a pattern brings to scores.
fn add(scores: &mut [f32], weight: f32, counts: &[u32], dampings: &[f32]) {
    // None adds nothing: a loop without branches is quicker.
    for ((score, count), damping) in scores.iter_mut().zip(counts).zip(dampings) {
        *score += part(weight, *count, *damping);
    }
}

/// Counts patterns in some documents of a segment, words that several patterns are made of once.
struct Counter<'s, 'a> {
    segment: &'s mut SegmentSearch<'a>,
    docs: &'s [DocId],
    words: HashMap<usize, Vec<u32>>,
    counts: Vec<u32>,
}

impl<'s, 'a> Counter<'s, 'a> {
    fn new(segment: &'s mut SegmentSearch<'a>, docs: &'s [DocId]) -> Self {
        Counter {
            segment,
            docs,
            words: HashMap::new(),
            counts: Vec::new(),
        }
    }

    /// Counts the places of a pattern in each document.
    fn count(&mut self, pattern: &Pattern) -> Result<&[u32], IndexError> {
        if let Pattern::Leaf(leaf) = pattern {
            return self.word(*leaf);
        }
        self.counts = counted(self.segment, pattern, self.docs)?;
        Ok(&self.counts)
    }

    fn word(&mut self, leaf: usize) -> Result<&[u32], IndexError> {
        match self.words.entry(leaf) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(new) => {
                let counts = counted(self.segment, &Pattern::Leaf(leaf), self.docs)?;
                Ok(new.insert(counts))
            }
        }
    }

    /// Returns at how many places a pattern can stand at most in each document, by how often its
    /// words do.
    fn most(&mut self, pattern: &Pattern) -> Result<Vec<u32>, IndexError> {
        let (parts, join) = match pattern {
            Pattern::Leaf(leaf) => return Ok(self.word(*leaf)?.to_vec()),
            Pattern::Any(_) => (pattern.parts(), Join::Sum),
            // A word of a plain phrase stands in one place of it; others may stand in several.
            Pattern::Sequence { parts, slop: 0 } if parts.iter().all(is_word) => {
                (pattern.parts(), Join::Least)
            }
            Pattern::Sequence { .. } | Pattern::Near { .. } => (pattern.parts(), Join::Product),
        };
        let mut most: Option<Vec<u32>> = None;
        for part in parts {
            let part = self.most(part)?;
            most = Some(match most {
                None => part,
                Some(most) => {
                    let pairs = most.into_iter().zip(part);
                    pairs.map(|(a, b)| join.of(a, b)).collect()
                }
            });
        }
        Ok(most.unwrap_or_else(|| vec![0; self.docs.len()]))
    }
}

/// How the numbers of places of two parts make the most that the whole can have.
#[derive(Clone, Copy)]
enum Join {
    Sum,
    Least,
    Product,
}

impl Join {
    fn of(self, a: u32, b: u32) -> u32 {
        match self {
            Join::Sum => a.saturating_add(b),
            Join::Least => a.min(b),
            Join::Product => a.saturating_mul(b),
        }
    }
}

fn is_word(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::Leaf(_))
}

fn counted(
    segment: &mut SegmentSearch<'_>,
    pattern: &Pattern,
    docs: &[DocId],
) -> Result<Vec<u32>, IndexError> {
    let mut counts = vec![0; docs.len()];
    segment.counts(pattern, docs, |i, count| counts[i] += count)?;
    Ok(counts)
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
