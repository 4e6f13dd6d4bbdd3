//! Matching a plan against one segment of the index.
//!
//! A plan is evaluated set by set: sorted lists of documents, the rarest first, so that what
//! is dear, above all positions, is looked at in few documents.

use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, SegmentReader};

use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::commit::posting_lists::live;
use crate::index::commit::sets::{take_out, united};
use crate::index::disk::schema::{Class, Fields};
use crate::index::matching::among::Among;
use crate::index::matching::check::Check;
use crate::index::matching::counted::CountedPatterns;
use crate::index::matching::counts::count;
use crate::index::matching::documents::Documents;
use crate::index::matching::leaves::SegmentLeaves;
use crate::index::matching::marks::marks;
use crate::index::matching::occurrences::Occurrences;
use crate::index::matching::plan::{Lowered, Pattern, Plan};
use crate::index::matching::steps::Steps;
use crate::index::matching::text_reader::{Places, TextReader};

/// One segment, ready to be searched for one plan.
pub(in crate::index) struct SegmentSearch<'a> {
    pub(in crate::index) reader: &'a SegmentReader,
    fields: &'a Fields,
    /// The commit and the number of the segment in it, where what is common may be kept.
    pub(super) place: Option<(&'a Commit, u32)>,
    pub(super) lowered: &'a Lowered,
    pub(super) leaves: SegmentLeaves<'a>,
    pub(super) checks: Vec<Check>,
    /// The work that is left to the query.
    pub(in crate::index) steps: Steps,
    /// How often patterns stand where they were found.
    pub(super) counted: CountedPatterns<'a>,
    /// Memory for reading texts, as there are many patterns to be read for.
    pub(super) spare: Occurrences,
}

/// Alternatives that are words, and those that ask for places.
type Alternatives<'p> = (Vec<&'p Pattern>, Vec<&'p Pattern>);

impl<'a> SegmentSearch<'a> {
    pub(in crate::index) fn new(
        (reader, fields): (&'a SegmentReader, &'a Fields),
        place: Option<(&'a Commit, u32)>,
        lowered: &'a Lowered,
        checks: Vec<Check>,
        steps: Steps,
    ) -> Result<Self, IndexError> {
        Ok(SegmentSearch {
            reader,
            fields,
            place,
            lowered,
            leaves: SegmentLeaves::new(reader, fields, lowered, place)?,
            checks,
            steps,
            counted: CountedPatterns::default(),
            spare: Occurrences::default(),
        })
    }

    /// Lists the paragraphs that match, and the notes where they are asked for, ascending.
    pub(super) fn listed_matches(&mut self) -> Result<Vec<DocId>, IndexError> {
        // Words stand in paragraphs and notes only.
        let mut docs = match self.lowered.plan.needs_words() {
            true => self.plan(&self.lowered.plan, Among::All)?,
            false => self.plan(&self.lowered.plan, Among::Listed(&self.texts()?))?,
        };
        if !self.lowered.notes && !docs.is_empty() {
            let notes = self.class(Class::Note)?;
            take_out(&mut docs, &notes, self.reader.max_doc());
        }
        if self.lowered.sentence {
            let mut text = self.text_and_sentences(&docs)?;
            let mut kept = Vec::new();
            for doc in docs {
                let passes = |test: usize| self.checks[test].passes(doc);
                let text = text.read(doc);
                if marks(&self.lowered.plan, text, &passes, true, &self.steps)?.is_some() {
                    kept.push(doc);
                }
            }
            docs = kept;
        }
        Ok(docs)
    }

    /// Lists all paragraphs, and all notes and outlines where they are asked for.
    fn texts(&self) -> Result<Vec<DocId>, IndexError> {
        let mut docs = self.class(Class::Paragraph)?;
        let beside: &[Class] = match (self.lowered.notes, self.lowered.outlines) {
            (false, false) => return Ok(docs),
            (true, false) => &[Class::Note],
            (false, true) => &[Class::Outline],
            (true, true) => &[Class::Note, Class::Outline, Class::NoteOutline],
        };
        for class in beside {
            docs.extend(self.class(*class)?);
        }
        docs.sort_unstable();
        Ok(docs)
    }

    /// Lists all documents of a class.
    pub(super) fn class(&self, class: Class) -> Result<Vec<DocId>, IndexError> {
        live(self.reader, &self.fields.class_term(class))
    }

    pub(super) fn plan(
        &mut self,
        plan: &'a Plan,
        among: Among<'_>,
    ) -> Result<Vec<DocId>, IndexError> {
        match plan {
            Plan::All => self.among(among),
            Plan::Text(pattern) => self.pattern(pattern, among),
            Plan::And(plans) => {
                let mut docs: Option<Vec<DocId>> = None;
                for plan in self.cheapest_first(plans)? {
                    if docs.as_ref().is_some_and(Vec::is_empty) {
                        break;
                    }
                    let among = docs.as_deref().map_or(among, Among::Listed);
                    docs = Some(self.plan(plan, among)?);
                }
                Ok(docs.unwrap_or_default())
            }
            Plan::Or(plans) => {
                let mut docs = Vec::new();
                for plan in plans {
                    let counted = self.counted.len();
                    docs.extend(self.plan(plan, among)?);
                    // Other alternatives can match where a part of this one was not counted.
                    if !matches!(plan, Plan::Text(_)) {
                        self.counted.forget_all_but(counted);
                    }
                }
                Ok(united(docs, self.reader.max_doc()))
            }
            Plan::Not(plan) => {
                let mut docs = self.among(among)?;
                let absent = self.plan(plan, Among::Listed(&docs))?;
                take_out(&mut docs, &absent, self.reader.max_doc());
                Ok(docs)
            }
            Plan::Tag(test) => {
                // Where words are asked for too, what has none drops out by itself.
                if let (Among::All, Some(mut docs)) = (among, self.checks[*test].documents()) {
                    // A report that was removed may lie behind one that passes.
                    if self.reader.has_deletes() {
                        docs.retain(|doc| !self.reader.is_deleted(*doc));
                    }
                    return Ok(docs);
                }
                let mut docs = self.among(among)?;
                self.checks[*test].retain(&mut docs);
                Ok(docs)
            }
        }
    }

    fn among(&self, among: Among<'_>) -> Result<Vec<DocId>, IndexError> {
        if let Among::All = among {
            return self.texts();
        }
        let mut docs = Vec::new();
        among.list(&mut docs);
        Ok(docs)
    }

    /// Sorts plans by how much work they are.
    pub(super) fn cheapest_first(&self, plans: &'a [Plan]) -> Result<Vec<&'a Plan>, IndexError> {
        let mut costs = Vec::new();
        for plan in plans {
            costs.push((self.cost(plan)?, plan));
        }
        costs.sort_by_key(|(cost, _)| *cost);
        Ok(costs.into_iter().map(|(_, plan)| plan).collect())
    }

    /// Estimates how much work a plan is, and how many documents it leaves.
    pub(super) fn cost(&self, plan: &Plan) -> Result<u64, IndexError> {
        let every = u64::from(self.reader.max_doc());
        Ok(match plan {
            Plan::Text(pattern) => self.pattern_cost(pattern)?.min(every),
            Plan::And(plans) => {
                let mut least = every;
                for plan in plans {
                    least = least.min(self.cost(plan)?);
                }
                least
            }
            Plan::Or(plans) => {
                let mut sum = 0;
                for plan in plans {
                    sum += self.cost(plan)?;
                }
                sum
            }
            Plan::Tag(test) => self.checks[*test].passing().unwrap_or(every / 2),
            // What is not there is looked for last, among what else is found.
            Plan::All | Plan::Not(_) => every + 1,
        })
    }

    fn pattern_cost(&self, pattern: &Pattern) -> Result<u64, IndexError> {
        let mut costs = Vec::new();
        Ok(match pattern {
            Pattern::Leaf(leaf) => self.leaves.listed(*leaf)? as u64,
            Pattern::Any(parts) | Pattern::Sequence { parts, .. } => {
                for part in parts {
                    costs.push(self.pattern_cost(part)?);
                }
                match pattern {
                    Pattern::Any(_) => costs.iter().sum(),
                    _ => costs.iter().min().map_or(0, |least| least * 2),
                }
            }
            Pattern::Near { left, right, .. } => {
                self.pattern_cost(left)?.min(self.pattern_cost(right)?) * 2
            }
        })
    }

    /// Makes ready to read the words of some patterns.
    pub(super) fn text<'p>(
        &mut self,
        patterns: impl IntoIterator<Item = &'p Pattern>,
        docs: &[DocId],
    ) -> Result<TextReader, IndexError> {
        let mut wanted: Vec<usize> = patterns.into_iter().flat_map(Pattern::leaves).collect();
        wanted.sort_unstable();
        wanted.dedup();
        self.text_of(wanted, None, docs)
    }

    /// Makes ready to read all words of the plan, and the sentences.
    fn text_and_sentences(&mut self, docs: &[DocId]) -> Result<TextReader, IndexError> {
        let sentences = self.leaves.sentences()?;
        self.text_of((0..self.lowered.leaves.len()).collect(), sentences, docs)
    }

    fn text_of(
        &mut self,
        wanted: Vec<usize>,
        sentences: Option<SegmentPostings>,
        docs: &[DocId],
    ) -> Result<TextReader, IndexError> {
        let mut leaves = Vec::new();
        for leaf in wanted {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let postings = self.leaves.postings(leaf, option)?;
            self.steps.spend(postings.len())?;
            leaves.push((leaf, Places::new(postings, docs)));
        }
        let mut text = std::mem::take(&mut self.spare);
        text.leaves.resize_with(self.lowered.leaves.len(), Vec::new);
        Ok(TextReader::new(leaves, text, sentences))
    }

    pub(super) fn pattern(
        &mut self,
        pattern: &'a Pattern,
        among: Among<'_>,
    ) -> Result<Vec<DocId>, IndexError> {
        if let Some((words, placed)) = self.mostly_words(pattern)? {
            let mut docs = self.any(&words, among)?;
            let mut others = self.any(&placed, among)?;
            others.retain(|doc| docs.binary_search(doc).is_err());
            let known = docs.len();
            let mut text = self.text([pattern], &others)?;
            for doc in others {
                if self.count_in(pattern, text.read(doc))? > 0 {
                    docs.push(doc);
                }
            }
            self.spare = text.into_spare();
            if known < docs.len() {
                // Two runs, which a stable sort joins.
                docs.sort();
            }
            return Ok(docs);
        }
        let mut docs = self.candidates(pattern, among)?;
        if has_places(pattern) {
            let mut counts = Vec::new();
            if !docs.is_empty() {
                let mut text = self.text([pattern], &docs)?;
                for doc in docs.drain(..) {
                    let count = self.count_in(pattern, text.read(doc))?;
                    if count > 0 {
                        counts.push((doc, count));
                    }
                }
                docs.extend(counts.iter().map(|(doc, _)| *doc));
                self.spare = text.into_spare();
            }
            self.counted.keep(pattern, counts);
        }
        Ok(docs)
    }

    pub(super) fn count_in(
        &self,
        pattern: &Pattern,
        text: &Occurrences,
    ) -> Result<u32, IndexError> {
        Ok(count(pattern, text, &self.steps)? as u32)
    }

    /// Lists documents that hold the words of a pattern, wherever they stand.
    fn candidates(&self, pattern: &Pattern, among: Among<'_>) -> Result<Vec<DocId>, IndexError> {
        match pattern {
            Pattern::Leaf(leaf) => self.holders(*leaf, among),
            Pattern::Any(parts) => self.any(&parts.iter().collect::<Vec<_>>(), among),
            Pattern::Sequence { parts, .. } => self.all_of(parts.iter(), among),
            Pattern::Near { left, right, .. } => {
                self.all_of([&**left, &**right].into_iter(), among)
            }
        }
    }

    /// Lists documents that hold some term of a leaf.
    fn holders(&self, leaf: usize, among: Among<'_>) -> Result<Vec<DocId>, IndexError> {
        self.look_at(leaf, among)?;
        self.leaves.holders(leaf, among)
    }

    /// Spends the steps of looking for a leaf.
    pub(super) fn look_at(&self, leaf: usize, among: Among<'_>) -> Result<(), IndexError> {
        let listed = self.leaves.listed(leaf)?;
        let looked_at = among.len().map_or(listed, |among| among.min(listed));
        // To go through a list is quicker than to compare places.
        self.steps.spend(looked_at / 8)?;
        Ok(())
    }

    /// Counts the documents of a leaf's terms, one by one.
    pub(in crate::index) fn frequency(&self, leaf: usize) -> Result<u64, IndexError> {
        self.leaves.frequency(leaf)
    }

    /// Lists documents that hold the words of some of several patterns.
    pub(super) fn any(
        &self,
        parts: &[&Pattern],
        among: Among<'_>,
    ) -> Result<Vec<DocId>, IndexError> {
        if let [part] = parts {
            return self.candidates(part, among);
        }
        let mut docs = Vec::new();
        for part in parts {
            docs.extend(self.candidates(part, among)?);
        }
        Ok(united(docs, self.reader.max_doc()))
    }

    /// Parts alternatives into words and what asks for places, where most documents are found by the
    /// words: such a document needs no more, and its places are not read.
    pub(super) fn mostly_words<'p>(
        &self,
        pattern: &'p Pattern,
    ) -> Result<Option<Alternatives<'p>>, IndexError> {
        let Pattern::Any(parts) = pattern else {
            return Ok(None);
        };
        let (placed, words): (Vec<_>, Vec<_>) = parts.iter().partition(|part| has_places(part));
        let cost = |parts: &[&Pattern]| -> Result<u64, IndexError> {
            let costs = parts.iter().map(|part| self.pattern_cost(part));
            costs.sum()
        };
        let mostly = !placed.is_empty() && cost(&words)? > cost(&placed)?;
        Ok(mostly.then_some((words, placed)))
    }

    fn all_of<'p>(
        &self,
        parts: impl Iterator<Item = &'p Pattern>,
        among: Among<'_>,
    ) -> Result<Vec<DocId>, IndexError> {
        let mut costs = Vec::new();
        for part in parts {
            costs.push((self.pattern_cost(part)?, part));
        }
        costs.sort_by_key(|(cost, _)| *cost);
        let mut docs: Option<Vec<DocId>> = None;
        for (_, part) in costs {
            let among = docs.as_deref().map_or(among, Among::Listed);
            docs = Some(self.candidates(part, among)?);
            if docs.as_ref().is_some_and(Vec::is_empty) {
                break;
            }
        }
        Ok(docs.unwrap_or_default())
    }

    /// Counts the places of some patterns in each of some documents, which mostly hold the words
    /// of them all.
    pub(in crate::index) fn counts_together(
        &mut self,
        patterns: &[&Pattern],
        docs: &[DocId],
    ) -> Result<Vec<Vec<u32>>, IndexError> {
        let mut counts = vec![Vec::with_capacity(docs.len()); patterns.len()];
        if patterns.is_empty() {
            return Ok(counts);
        }
        let mut text = self.text(patterns.iter().copied(), docs)?;
        for doc in docs {
            let text = text.read(*doc);
            for (counts, pattern) in counts.iter_mut().zip(patterns) {
                counts.push(self.count_in(pattern, text)?);
            }
        }
        Ok(counts)
    }

    /// Counts those of some documents that hold a pattern.
    pub(in crate::index) fn count_holders(
        &mut self,
        pattern: &Pattern,
        documents: &Documents,
    ) -> Result<usize, IndexError> {
        if let Pattern::Leaf(leaf) = pattern {
            return match documents {
                Documents::Listed(docs) => {
                    Ok(self.leaves.holders(*leaf, Among::Listed(docs))?.len())
                }
                Documents::Marked(docs) => Ok(self.leaves.marked(*leaf, Some(docs))?.len()),
            };
        }
        let docs = documents.list();
        let mut holds = vec![false; docs.len()];
        self.counts(pattern, &docs, |i, count| holds[i] |= count > 0)?;
        Ok(holds.into_iter().filter(|holds| *holds).count())
    }

    /// Counts the places of a pattern in each of some documents.
    pub(in crate::index) fn counts(
        &mut self,
        pattern: &Pattern,
        docs: &[DocId],
        mut each: impl FnMut(usize, u32),
    ) -> Result<(), IndexError> {
        if let Pattern::Leaf(leaf) = pattern {
            return self.leaves.counts(*leaf, docs, each);
        }
        if let Some(counts) = self.counted.of(pattern) {
            let mut counts = counts.iter().peekable();
            for (i, doc) in docs.iter().enumerate() {
                while counts.next_if(|(counted, _)| counted < doc).is_some() {}
                if let Some((_, count)) = counts.next_if(|(counted, _)| counted == doc) {
                    each(i, *count);
                }
            }
            return Ok(());
        }
        if let Some((words, placed)) = self.mostly_words(pattern)?
            && let [Pattern::Leaf(leaf)] = words[..]
        {
            let placed = self.any(&placed, Among::Listed(docs))?;
            if placed.is_empty() {
                return self.leaves.counts(*leaf, docs, each);
            }
            let mut counts = vec![0; docs.len()];
            self.leaves
                .counts(*leaf, docs, |i, count| counts[i] += count)?;
            let mut text = self.text([pattern], &placed)?;
            let mut placed = placed.into_iter().peekable();
            for (i, (doc, count)) in docs.iter().zip(counts).enumerate() {
                if placed.next_if_eq(doc).is_some() {
                    each(i, self.count_in(pattern, text.read(*doc))?);
                } else if count > 0 {
                    each(i, count);
                }
            }
            self.spare = text.into_spare();
            return Ok(());
        }
        // Few documents that match another pattern hold this one at all.
        let candidates = self.candidates(pattern, Among::Listed(docs))?;
        let mut candidates = candidates.into_iter().peekable();
        let mut text = self.text([pattern], docs)?;
        for (i, doc) in docs.iter().enumerate() {
            if candidates.next_if_eq(doc).is_some() {
                each(i, self.count_in(pattern, text.read(*doc))?);
            }
        }
        self.spare = text.into_spare();
        Ok(())
    }
}

/// Tells whether a pattern asks for more than that its words occur.
pub(in crate::index) fn has_places(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Leaf(_) => false,
        Pattern::Any(parts) => parts.iter().any(has_places),
        Pattern::Sequence { .. } | Pattern::Near { .. } => true,
    }
}
