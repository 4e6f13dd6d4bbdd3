//! The leaves of a plan in one segment: their terms, and the documents that hold these.

use std::sync::{Arc, OnceLock};

use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, InvertedIndexReader, SegmentReader};

use crate::index::IndexError;
use crate::index::commit::once::once;
use crate::index::commit::posting_lists::{add_counts, collect, common, mark};
use crate::index::commit::sets::{Marked, united};
use crate::index::disk::schema::Fields;
use crate::index::matching::plan::Lowered;
use crate::index::text::{Form, SENTENCE_MARK, prefix};

/// The leaves of a plan in one segment.
pub(in crate::index) struct SegmentLeaves<'a> {
    reader: &'a SegmentReader,
    fields: &'a Fields,
    lowered: &'a Lowered,
    words: Arc<InvertedIndexReader>,
    marks: Arc<InvertedIndexReader>,
    /// The terms of each leaf that was asked for, since each is asked for several times.
    terms: Vec<OnceLock<Vec<TermInfo>>>,
}

impl<'a> SegmentLeaves<'a> {
    pub(in crate::index) fn new(
        reader: &'a SegmentReader,
        fields: &'a Fields,
        lowered: &'a Lowered,
    ) -> Result<Self, IndexError> {
        let of_form = |form| reader.inverted_index(fields.of_form(form));
        Ok(SegmentLeaves {
            reader,
            fields,
            lowered,
            words: of_form(Form::Exact).map_err(IndexError::of)?,
            marks: of_form(Form::Sentence).map_err(IndexError::of)?,
            terms: vec![OnceLock::new(); lowered.leaves.len()],
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

    /// Lists documents that hold some term of a leaf.
    pub(in crate::index) fn holders(
        &self,
        leaf: usize,
        among: Option<&[DocId]>,
    ) -> Result<Vec<DocId>, IndexError> {
        let inverted = self.inverted(self.lowered.leaves[leaf].form);
        let (terms, max_doc) = (self.terms(leaf)?, self.reader.max_doc());
        let listed = self.listed(leaf)?;
        let mut docs = Vec::new();
        let is_dense = is_dense(
            listed.min(among.map_or(usize::MAX, <[DocId]>::len)),
            max_doc,
        );
        if is_dense && (terms.len() > 1 || among.is_some()) {
            let mut marked = Marked::none_of(max_doc);
            for term in terms {
                mark(inverted, term, &mut marked)?;
            }
            match among {
                Some(among) => {
                    docs.extend_from_slice(among);
                    marked.keep(&mut docs, true);
                }
                None => marked.list(&mut docs),
            }
        } else {
            for term in terms {
                let option = IndexRecordOption::Basic;
                match among {
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
        if among.is_none() && self.reader.has_deletes() {
            docs.retain(|doc| !self.reader.is_deleted(*doc));
        }
        Ok(docs)
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
        let inverted = self.inverted(self.lowered.leaves[leaf].form);
        let terms = self.terms(leaf)?;
        let listed = self.listed(leaf)?;
        if is_dense(docs.len(), self.reader.max_doc()) && listed > docs.len() / 4 {
            let mut counts = vec![0; self.reader.max_doc() as usize];
            for term in terms {
                add_counts(inverted, term, &mut counts)?;
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
