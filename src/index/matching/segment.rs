//! Matching a plan against one segment of the index.
//!
//! A plan is evaluated set by set: sorted lists of documents, the rarest first, so that what
//! is dear, above all positions, is looked at in few documents.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ptr;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, InvertedIndexReader, SegmentReader};

use crate::index::IndexError;
use crate::index::commit::once::once;
use crate::index::commit::posting_lists::{collect, common, live};
use crate::index::commit::sets::united;
use crate::index::disk::schema::{Class, Fields};
use crate::index::matching::check::{Check, Ready};
use crate::index::matching::counts::count;
use crate::index::matching::marks::marks;
use crate::index::matching::occurrences::Occurrences;
use crate::index::matching::plan::{Lowered, Pattern, Plan};
use crate::index::matching::steps::Steps;
use crate::index::matching::text_reader::{Places, TextReader};
use crate::index::text::{Form, SENTENCE_MARK, prefix};

/// One segment, ready to be searched for one plan.
pub(in crate::index) struct SegmentSearch<'a> {
    pub(in crate::index) reader: &'a SegmentReader,
    fields: &'a Fields,
    lowered: &'a Lowered,
    words: Arc<InvertedIndexReader>,
    marks: Arc<InvertedIndexReader>,
    checks: Vec<Check>,
    /// The work that is left to the query; all segments use it up together.
    steps: Rc<Steps>,
    /// The terms of each leaf that was asked for, since each is asked for several times.
    terms: Vec<OnceLock<Vec<TermInfo>>>,
    /// How often patterns stand where they were found: to find them is to count them.
    counted: RefCell<Counted<'a>>,
    /// Memory for reading texts, as there are many patterns to be read for.
    spare: RefCell<Occurrences>,
}

/// Patterns of the plan with their documents and how often they stand in each.
#[derive(Default)]
struct Counted<'a> {
    patterns: Vec<(&'a Pattern, Vec<(DocId, usize)>)>,
    /// Where each stands among them, unless it was forgotten.
    places: HashMap<*const Pattern, usize>,
}

impl<'a> Counted<'a> {
    fn push(&mut self, pattern: &'a Pattern, counts: Vec<(DocId, usize)>) {
        self.places.insert(pattern, self.patterns.len());
        self.patterns.push((pattern, counts));
    }

    fn of(&self, pattern: &Pattern) -> Option<&[(DocId, usize)]> {
        let place = *self.places.get(&ptr::from_ref(pattern))?;
        let (known, counts) = self.patterns.get(place)?;
        ptr::eq(*known, pattern).then_some(counts)
    }
}

/// Alternatives that are words, and those that ask for places.
type Alternatives<'p> = (Vec<&'p Pattern>, Vec<&'p Pattern>);

impl<'a> SegmentSearch<'a> {
    pub(in crate::index) fn new(
        reader: &'a SegmentReader,
        fields: &'a Fields,
        lowered: &'a Lowered,
        tests: &[Ready<'_>],
        steps: Rc<Steps>,
    ) -> Result<Self, IndexError> {
        let checks = tests.iter().map(|test| Check::new(reader, test));
        Ok(SegmentSearch {
            reader,
            fields,
            lowered,
            words: reader
                .inverted_index(fields.of_form(Form::Exact))
                .map_err(IndexError::of)?,
            marks: reader
                .inverted_index(fields.of_form(Form::Sentence))
                .map_err(IndexError::of)?,
            checks: checks.collect::<Result<_, _>>()?,
            steps,
            terms: vec![OnceLock::new(); lowered.leaves.len()],
            counted: RefCell::default(),
            spare: RefCell::default(),
        })
    }

    /// Lists the paragraphs that match, and the notes where they are asked for, ascending.
    pub(in crate::index) fn matches(&self) -> Result<Vec<DocId>, IndexError> {
        // Words stand in paragraphs and notes only.
        let mut docs = match self.lowered.plan.needs_words() {
            true => self.plan(&self.lowered.plan, None)?,
            false => self.plan(&self.lowered.plan, Some(&self.texts()?))?,
        };
        if !self.lowered.notes && !docs.is_empty() {
            let mut notes = self.class(Class::Note)?.into_iter().peekable();
            docs.retain(|doc| {
                while notes.next_if(|note| note < doc).is_some() {}
                notes.peek() != Some(doc)
            });
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

    /// Counts the paragraphs that match.
    pub(in crate::index) fn count(&self) -> Result<u64, IndexError> {
        if let Plan::Text(Pattern::Leaf(leaf)) = &self.lowered.plan
            && let [term] = self.terms(*leaf)?
            && !self.reader.has_deletes()
            && (self.lowered.notes || self.class(Class::Note)?.is_empty())
        {
            return Ok(term.doc_freq.into());
        }
        Ok(self.matches()?.len() as u64)
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
    fn class(&self, class: Class) -> Result<Vec<DocId>, IndexError> {
        live(self.reader, &self.fields.class_term(class))
    }

    fn plan(&self, plan: &'a Plan, among: Option<&[DocId]>) -> Result<Vec<DocId>, IndexError> {
        match plan {
            Plan::All => self.among(among),
            Plan::Text(pattern) => self.pattern(pattern, among),
            Plan::And(plans) => {
                let mut costs = Vec::new();
                for plan in plans {
                    costs.push((self.cost(plan)?, plan));
                }
                costs.sort_by_key(|(cost, _)| *cost);
                let mut docs: Option<Vec<DocId>> = None;
                for (_, plan) in costs {
                    if docs.as_ref().is_some_and(Vec::is_empty) {
                        break;
                    }
                    docs = Some(self.plan(plan, docs.as_deref().or(among))?);
                }
                Ok(docs.unwrap_or_default())
            }
            Plan::Or(plans) => {
                let mut docs = Vec::new();
                for plan in plans {
                    let counted = self.counted.borrow().patterns.len();
                    docs.extend(self.plan(plan, among)?);
                    // Other alternatives can match where a part of this one was not counted.
                    if !matches!(plan, Plan::Text(_)) {
                        self.counted.borrow_mut().patterns.truncate(counted);
                    }
                }
                Ok(united(docs, self.reader.max_doc()))
            }
            Plan::Not(plan) => {
                let mut docs = self.among(among)?;
                let absent = self.plan(plan, Some(&docs))?;
                let mut absent = absent.into_iter().peekable();
                docs.retain(|doc| absent.next_if_eq(doc).is_none());
                Ok(docs)
            }
            Plan::Tag(test) => {
                let mut docs = self.among(among)?;
                self.checks[*test].retain(&mut docs);
                Ok(docs)
            }
        }
    }

    fn among(&self, among: Option<&[DocId]>) -> Result<Vec<DocId>, IndexError> {
        match among {
            Some(docs) => Ok(docs.to_vec()),
            None => self.texts(),
        }
    }

    /// Estimates how much work a plan is, and how many documents it leaves.
    fn cost(&self, plan: &Plan) -> Result<u64, IndexError> {
        let every = u64::from(self.reader.max_doc());
        Ok(match plan {
            Plan::Text(pattern) => self.pattern_cost(pattern)?,
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
            Plan::Tag(_) => every / 2,
            Plan::All | Plan::Not(_) => every,
        })
    }

    fn pattern_cost(&self, pattern: &Pattern) -> Result<u64, IndexError> {
        let mut costs = Vec::new();
        Ok(match pattern {
            Pattern::Leaf(leaf) => {
                let terms = self.terms(*leaf)?.iter();
                terms.map(|term| u64::from(term.doc_freq)).sum()
            }
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

    fn postings(
        &self,
        leaf: usize,
        option: IndexRecordOption,
    ) -> Result<Vec<SegmentPostings>, IndexError> {
        let inverted = self.inverted(self.lowered.leaves[leaf].form);
        let mut postings = Vec::new();
        for term in self.terms(leaf)? {
            postings.push(inverted.read_postings_from_terminfo(term, option)?);
        }
        Ok(postings)
    }

    /// Makes ready to read the words of some patterns.
    fn text<'p>(
        &self,
        patterns: impl IntoIterator<Item = &'p Pattern>,
        docs: &[DocId],
    ) -> Result<TextReader, IndexError> {
        let mut wanted: Vec<usize> = patterns.into_iter().flat_map(Pattern::leaves).collect();
        wanted.sort_unstable();
        wanted.dedup();
        self.text_of(wanted, None, docs)
    }

    /// Makes ready to read all words of the plan, and the sentences.
    fn text_and_sentences(&self, docs: &[DocId]) -> Result<TextReader, IndexError> {
        let term = self.fields.term(Form::Sentence, SENTENCE_MARK);
        let option = IndexRecordOption::WithFreqsAndPositions;
        let sentences = self.marks.read_postings(&term, option)?;
        self.text_of((0..self.lowered.leaves.len()).collect(), sentences, docs)
    }

    fn text_of(
        &self,
        wanted: Vec<usize>,
        sentences: Option<SegmentPostings>,
        docs: &[DocId],
    ) -> Result<TextReader, IndexError> {
        let mut leaves = Vec::new();
        for leaf in wanted {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let postings = self.postings(leaf, option)?;
            self.steps.spend(postings.len())?;
            leaves.push((leaf, Places::new(postings, docs)));
        }
        let mut text = self.spare.take();
        text.leaves.resize_with(self.lowered.leaves.len(), Vec::new);
        Ok(TextReader::new(leaves, text, sentences))
    }

    fn inverted(&self, form: Form) -> &InvertedIndexReader {
        match form {
            Form::Exact | Form::Stem => &self.words,
            Form::Capitals | Form::Sentence => &self.marks,
        }
    }

    /// Returns the terms of a leaf that stand in the segment.
    fn terms(&self, leaf: usize) -> Result<&[TermInfo], IndexError> {
        let terms = once(&self.terms[leaf], || {
            let leaf = &self.lowered.leaves[leaf];
            let inverted = self.inverted(leaf.form);
            let mut found = Vec::new();
            for term in &leaf.terms {
                match leaf.form {
                    Form::Stem => inflections(inverted, term, &mut found)?,
                    form => {
                        for term in self.fields.terms(form, term) {
                            found.extend(inverted.get_term_info(&term)?);
                        }
                    }
                }
            }
            Ok(found)
        });
        terms.map(Vec::as_slice)
    }

    fn pattern(
        &self,
        pattern: &'a Pattern,
        among: Option<&[DocId]>,
    ) -> Result<Vec<DocId>, IndexError> {
        if let Some((words, placed)) = self.mostly_words(pattern)? {
            let mut docs = self.any(&words, among)?;
            let mut others = self.any(&placed, among)?;
            others.retain(|doc| docs.binary_search(doc).is_err());
            let mut text = self.text([pattern], &others)?;
            for doc in others {
                if self.count_in(pattern, text.read(doc))? > 0 {
                    docs.push(doc);
                }
            }
            self.spare.replace(text.into_spare());
            // Two runs, which a stable sort joins.
            docs.sort();
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
                self.spare.replace(text.into_spare());
            }
            self.counted.borrow_mut().push(pattern, counts);
        }
        Ok(docs)
    }

    fn count_in(&self, pattern: &Pattern, text: &Occurrences) -> Result<usize, IndexError> {
        Ok(count(pattern, text, &self.steps)?)
    }

    /// Lists documents that hold the words of a pattern, wherever they stand.
    fn candidates(
        &self,
        pattern: &Pattern,
        among: Option<&[DocId]>,
    ) -> Result<Vec<DocId>, IndexError> {
        match pattern {
            Pattern::Leaf(leaf) => {
                let several = self.terms(*leaf)?.len() > 1;
                let mut docs = Vec::new();
                let inverted = self.inverted(self.lowered.leaves[*leaf].form);
                for term in self.terms(*leaf)? {
                    match among {
                        Some(among) => {
                            let option = IndexRecordOption::Basic;
                            common(inverted, term, option, among, |at, _| docs.push(among[at]))?;
                        }
                        None => collect(inverted, term, &mut docs)?,
                    }
                }
                // To go through a list is quicker than to compare places.
                self.steps.spend(docs.len() / 8)?;
                if several {
                    docs = united(docs, self.reader.max_doc());
                }
                if among.is_none() && self.reader.has_deletes() {
                    docs.retain(|doc| !self.reader.is_deleted(*doc));
                }
                Ok(docs)
            }
            Pattern::Any(parts) => self.any(&parts.iter().collect::<Vec<_>>(), among),
            Pattern::Sequence { parts, .. } => self.all_of(parts.iter(), among),
            Pattern::Near { left, right, .. } => {
                self.all_of([&**left, &**right].into_iter(), among)
            }
        }
    }

    /// Lists documents that hold the words of some of several patterns.
    fn any(&self, parts: &[&Pattern], among: Option<&[DocId]>) -> Result<Vec<DocId>, IndexError> {
        let mut docs = Vec::new();
        for part in parts {
            docs.extend(self.candidates(part, among)?);
        }
        Ok(united(docs, self.reader.max_doc()))
    }

    /// Parts alternatives into words and what asks for places, where most documents are found by the
    /// words: such a document needs no more, and its places are not read.
    fn mostly_words<'p>(
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
        among: Option<&[DocId]>,
    ) -> Result<Vec<DocId>, IndexError> {
        let mut costs = Vec::new();
        for part in parts {
            costs.push((self.pattern_cost(part)?, part));
        }
        costs.sort_by_key(|(cost, _)| *cost);
        let mut docs: Option<Vec<DocId>> = None;
        for (_, part) in costs {
            docs = Some(self.candidates(part, docs.as_deref().or(among))?);
            if docs.as_ref().is_some_and(Vec::is_empty) {
                break;
            }
        }
        Ok(docs.unwrap_or_default())
    }

    /// Counts the documents of a leaf's terms, one by one.
    pub(in crate::index) fn frequency(&self, leaf: usize) -> Result<u64, IndexError> {
        let Some(alive) = self.reader.alive_bitset() else {
            return self.pattern_cost(&Pattern::Leaf(leaf));
        };
        let postings = self.postings(leaf, IndexRecordOption::Basic)?.into_iter();
        let alive = postings.map(|postings| u64::from(postings.doc_freq_given_deletes(alive)));
        Ok(alive.sum())
    }

    /// Counts the places of some patterns in each of some documents, which mostly hold the words
    /// of them all.
    pub(in crate::index) fn counts_together(
        &self,
        patterns: &[&Pattern],
        docs: &[DocId],
    ) -> Result<Vec<Vec<usize>>, IndexError> {
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

    /// Counts the places of a leaf's terms in each of some documents.
    fn counts_of_word(
        &self,
        leaf: usize,
        docs: &[DocId],
        mut each: impl FnMut(usize, usize),
    ) -> Result<(), IndexError> {
        let inverted = self.inverted(self.lowered.leaves[leaf].form);
        for term in self.terms(leaf)? {
            let option = IndexRecordOption::WithFreqs;
            common(inverted, term, option, docs, |i, count| {
                each(i, count as usize)
            })?;
        }
        Ok(())
    }

    /// Counts the places of a pattern in each of some documents.
    pub(in crate::index) fn counts(
        &self,
        pattern: &Pattern,
        docs: &[DocId],
        mut each: impl FnMut(usize, usize),
    ) -> Result<(), IndexError> {
        if let Pattern::Leaf(leaf) = pattern {
            return self.counts_of_word(*leaf, docs, each);
        }
        let counted = self.counted.borrow();
        if let Some(counts) = counted.of(pattern) {
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
            let placed = self.any(&placed, Some(docs))?;
            let mut counts = vec![0; docs.len()];
            self.counts_of_word(*leaf, docs, |i, count| counts[i] += count)?;
            let mut text = self.text([pattern], &placed)?;
            let mut placed = placed.into_iter().peekable();
            for (i, (doc, count)) in docs.iter().zip(counts).enumerate() {
                if placed.next_if_eq(doc).is_some() {
                    each(i, self.count_in(pattern, text.read(*doc))?);
                } else if count > 0 {
                    each(i, count);
                }
            }
            self.spare.replace(text.into_spare());
            return Ok(());
        }
        // Few documents that match another pattern hold this one at all.
        let candidates = self.candidates(pattern, Some(docs))?;
        let mut candidates = candidates.into_iter().peekable();
        let mut text = self.text([pattern], docs)?;
        for (i, doc) in docs.iter().enumerate() {
            if candidates.next_if_eq(doc).is_some() {
                each(i, self.count_in(pattern, text.read(*doc))?);
            }
        }
        self.spare.replace(text.into_spare());
        Ok(())
    }
}

/// Appends all words of a stem.
fn inflections(
    inverted: &InvertedIndexReader,
    stem: &str,
    found: &mut Vec<TermInfo>,
) -> Result<(), IndexError> {
    let prefix = prefix(stem);
    let terms = inverted.terms().range().ge(prefix.as_bytes());
    let mut stream = terms.into_stream()?;
    while stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
        found.push(stream.value().clone());
    }
    Ok(())
}

/// Tells whether a pattern asks for more than that its words occur.
pub(in crate::index) fn has_places(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Leaf(_) => false,
        Pattern::Any(parts) => parts.iter().any(has_places),
        Pattern::Sequence { .. } | Pattern::Near { .. } => true,
    }
}
