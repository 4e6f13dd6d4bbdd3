//! The leaves of a plan in one segment: their terms, and the documents that hold these.

use std::sync::{Arc, OnceLock};

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, InvertedIndexReader, SegmentReader};

use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::commit::common_leaves::{LeafCounts, Name, is_common};
use crate::index::commit::marked::Marked;
use crate::index::commit::once::once;
use crate::index::commit::posting_lists::{collect, common, each_count, mark};
use crate::index::commit::sets::united;
use crate::index::disk::schema::Fields;
use crate::index::matching::among::Among;
use crate::index::matching::bm25::{damping, part};
use crate::index::matching::plan::{Leaf, Lowered};
use crate::index::text::{Form, SENTENCE_MARK, prefix};

/// The leaves of a plan in one segment.
pub(in crate::index) struct SegmentLeaves<'a> {
    reader: &'a SegmentReader,
    fields: &'a Fields,
    lowered: &'a Lowered,
    words: Arc<InvertedIndexReader>,
    marks: Arc<InvertedIndexReader>,
    /// The commit and the number of the segment in it, where what is common may be kept.
    place: Option<(&'a Commit, u32)>,
    /// The terms of each leaf that was asked for, since each is asked for several times.
    terms: Vec<OnceLock<Vec<TermInfo>>>,
    /// What is kept of each leaf that was asked for.
    kept: Vec<OnceLock<Option<Arc<LeafCounts>>>>,
}

impl<'a> SegmentLeaves<'a> {
    pub(in crate::index) fn new(
        reader: &'a SegmentReader,
        fields: &'a Fields,
        lowered: &'a Lowered,
        place: Option<(&'a Commit, u32)>,
    ) -> Result<Self, IndexError> {
        let of_form = |form| reader.inverted_index(fields.of_form(form));
        Ok(SegmentLeaves {
            reader,
            fields,
            lowered,
            words: of_form(Form::Exact).map_err(IndexError::of)?,
            marks: of_form(Form::Sentence).map_err(IndexError::of)?,
            place,
            terms: vec![OnceLock::new(); lowered.leaves.len()],
            kept: vec![OnceLock::new(); lowered.leaves.len()],
        })
    }

    fn inverted(&self, form: Form) -> &InvertedIndexReader {
        match form {
            Form::Exact | Form::Stem => &self.words,
            Form::Capitals | Form::Sentence => &self.marks,
        }
    }

    /// Returns the terms of a leaf that stand in the segment.
    pub(in crate::index) fn terms(&self, leaf: usize) -> Result<&[TermInfo], IndexError> {
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

    /// Adds up how many documents the terms of a leaf have.
    pub(in crate::index) fn listed(&self, leaf: usize) -> Result<usize, IndexError> {
        let terms = self.terms(leaf)?.iter();
        Ok(terms.map(|term| term.doc_freq as usize).sum())
    }

    /// Opens the posting lists of a leaf.
    pub(in crate::index) fn postings(
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

    /// Opens the list of where sentences begin, if there are any.
    pub(in crate::index) fn sentences(&self) -> Result<Option<SegmentPostings>, IndexError> {
        let term = self.fields.term(Form::Sentence, SENTENCE_MARK);
        let option = IndexRecordOption::WithFreqsAndPositions;
        Ok(self.marks.read_postings(&term, option)?)
    }

    /// Returns what is kept of a leaf, if it is common and asked for often.
    pub(in crate::index) fn kept(&self, leaf: usize) -> Result<Option<&LeafCounts>, IndexError> {
        let kept = once(&self.kept[leaf], || {
            let max_doc = self.reader.max_doc();
            let Some((commit, segment)) = self.place else {
                return Ok(None);
            };
            if !is_common(self.listed(leaf)?, max_doc) {
                return Ok(None);
            }
            let Leaf { form, terms } = self.lowered.leaves[leaf].clone();
            let name = Name {
                segment,
                form,
                terms,
            };
            let common = &commit.register.common_leaves;
            common.find(name, max_doc, || self.counted(leaf, commit))
        });
        Ok(kept?.as_deref())
    }

    fn counted(&self, leaf: usize, commit: &Commit) -> Result<Option<LeafCounts>, IndexError> {
        let norms = self
            .reader
            .get_fieldnorms_reader(self.fields.of_form(Form::Stem));
        let average = commit.lengths()?.average;
        LeafCounts::of(
            self.reader,
            self.inverted(self.lowered.leaves[leaf].form),
            self.terms(leaf)?,
            &norms.map_err(IndexError::of)?,
            |count, norm| {
                let length = FieldNormReader::id_to_fieldnorm(norm);
                part(1.0, count, damping(length, average))
            },
        )
    }

    /// Lists documents that hold some term of a leaf.
    pub(in crate::index) fn holders(
        &self,
        leaf: usize,
        among: Among<'_>,
    ) -> Result<Vec<DocId>, IndexError> {
        let (max_doc, mut docs) = (self.reader.max_doc(), Vec::new());
        if let Some(kept) = self.kept(leaf)? {
            match among {
                Among::All => kept.holders.list(&mut docs),
                Among::Listed(among) => {
                    docs.extend_from_slice(among);
                    kept.holders.keep(&mut docs, true);
                }
                Among::Marked(among) => kept.holders.list_common(among, &mut docs),
            }
            return Ok(docs);
        }
        let inverted = self.inverted(self.lowered.leaves[leaf].form);
        let terms = self.terms(leaf)?;
        let among_few = match among {
            Among::Listed(among) => Some(among),
            Among::All | Among::Marked(_) => None,
        };
        let listed = self.listed(leaf)?;
        let listed = listed.min(among_few.map_or(usize::MAX, <[DocId]>::len));
        let is_dense = is_dense(listed, max_doc);
        match among_few {
            Some(among) if is_dense => {
                docs.extend_from_slice(among);
                self.mark(leaf)?.keep(&mut docs, true);
            }
            None if is_dense && terms.len() > 1 => self.mark(leaf)?.list(&mut docs),
            _ => {
                for term in terms {
                    let option = IndexRecordOption::Basic;
                    match among_few {
                        Some(among) => {
                            common(inverted, term, option, among, |at, _| docs.push(among[at]))?;
                        }
                        None => collect(inverted, term, &mut docs)?,
                    }
                }
                if terms.len() > 1 {
                    docs = united(docs, max_doc);
                }
            }
        }
        match among {
            Among::All if self.reader.has_deletes() => {
                docs.retain(|doc| !self.reader.is_deleted(*doc));
            }
            Among::Marked(marked) => marked.keep(&mut docs, true),
            Among::All | Among::Listed(_) => {}
        }
        Ok(docs)
    }

    /// Marks documents that hold some term of a leaf.
    pub(in crate::index) fn marked(
        &self,
        leaf: usize,
        among: Option<&Marked>,
    ) -> Result<Marked, IndexError> {
        let mut marked = match (self.kept(leaf)?, among) {
            (Some(kept), _) => kept.holders.clone(),
            (None, Some(_)) => self.mark(leaf)?,
            // What does not live is left out.
            (None, None) => Marked::of(&self.holders(leaf, Among::All)?, self.reader.max_doc()),
        };
        if let Some(among) = among {
            marked.meet(among);
        }
        Ok(marked)
    }

    /// Marks the documents of a leaf's terms, those that do not live too.
    fn mark(&self, leaf: usize) -> Result<Marked, IndexError> {
        let inverted = self.inverted(self.lowered.leaves[leaf].form);
        let mut marked = Marked::none_of(self.reader.max_doc());
        for term in self.terms(leaf)? {
            mark(inverted, term, &mut marked)?;
        }
        Ok(marked)
    }

    /// Counts the documents of a leaf's terms, one by one.
    pub(in crate::index) fn frequency(&self, leaf: usize) -> Result<u64, IndexError> {
        let Some(alive) = self.reader.alive_bitset() else {
            return Ok(self.listed(leaf)? as u64);
        };
        let postings = self.postings(leaf, IndexRecordOption::Basic)?.into_iter();
        let alive = postings.map(|postings| u64::from(postings.doc_freq_given_deletes(alive)));
        Ok(alive.sum())
    }

    /// Counts the places of a leaf's terms in each of some documents.
    pub(in crate::index) fn counts(
        &self,
        leaf: usize,
        docs: &[DocId],
        mut each: impl FnMut(usize, u32),
    ) -> Result<(), IndexError> {
        if let Some(kept) = self.kept(leaf)? {
            for (at, doc) in docs.iter().enumerate() {
                match kept.counts[*doc as usize] {
                    0 => {}
                    count => each(at, count.into()),
                }
            }
            return Ok(());
        }
        let inverted = self.inverted(self.lowered.leaves[leaf].form);
        let terms = self.terms(leaf)?;
        let listed = self.listed(leaf)?;
        if is_dense(docs.len(), self.reader.max_doc()) && listed > docs.len() / 4 {
            let mut counts = vec![0; self.reader.max_doc() as usize];
            for term in terms {
                each_count(inverted, term, |doc, count| counts[doc as usize] += count)?;
            }
            for (at, doc) in docs.iter().enumerate() {
                if counts[*doc as usize] > 0 {
                    each(at, counts[*doc as usize]);
                }
            }
            return Ok(());
        }
        for term in terms {
            let option = IndexRecordOption::WithFreqs;
            common(inverted, term, option, docs, &mut each)?;
        }
        Ok(())
    }
}

/// Tells whether so many documents are so many of a segment that numbers for all of them are
/// quicker than lists.
fn is_dense(documents: usize, max_doc: DocId) -> bool {
    documents > max_doc as usize / 16
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
