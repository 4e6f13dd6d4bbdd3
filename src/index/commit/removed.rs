//! What was removed and lies in the files of the index still, until its segment is merged: the words that
//! stand there alone stand nowhere.

use std::sync::OnceLock;

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, InvertedIndexReader, Searcher};

use super::once::once;
use super::posting_lists::common;
use crate::index::IndexError;

/// The removed documents of each segment, ascending, listed when they are first asked for.
#[derive(Default)]
pub(in crate::index) struct Removed(OnceLock<Vec<Vec<DocId>>>);

impl Removed {
    /// Counts the documents of a term that live in a segment.
    pub(super) fn living(
        &self,
        searcher: &Searcher,
        segment: usize,
        (inverted, term): (&InvertedIndexReader, &TermInfo),
    ) -> Result<u64, IndexError> {
        let mut living = u64::from(term.doc_freq);
        let removed = &self.listed(searcher)?[segment];
        if !removed.is_empty() {
            let option = IndexRecordOption::Basic;
            common(inverted, term, option, removed, |_, _| living -= 1)?;
        }
        Ok(living)
    }

    /// Tells whether a document of a term lives in a segment.
    pub(super) fn lives(
        &self,
        searcher: &Searcher,
        segment: usize,
        of: (&InvertedIndexReader, &TermInfo),
    ) -> Result<bool, IndexError> {
        let removed = &self.listed(searcher)?[segment];
        let are_more = of.1.doc_freq as usize > removed.len();
        Ok(are_more || self.living(searcher, segment, of)? > 0)
    }

    fn listed(&self, searcher: &Searcher) -> Result<&[Vec<DocId>], IndexError> {
        let listed = once(&self.0, || {
            let segments = searcher.segment_readers().iter();
            let removed = segments.map(|segment| match segment.has_deletes() {
                true => (0..segment.max_doc())
                    .filter(|doc| segment.is_deleted(*doc))
                    .collect(),
                false => Vec::new(),
            });
            Ok(removed.collect())
        });
        listed.map(Vec::as_slice)
    }
}
