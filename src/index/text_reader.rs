//! Where the words of a plan stand in the documents of a segment.

use tantivy::DocId;
use tantivy::postings::{Postings, SegmentPostings};

use super::posting_lists::stands_at;
use super::spans::Occurrences;

/// Reads where words stand in documents, which must be asked for in ascending order.
pub(super) struct TextReader {
    leaves: Vec<(usize, Vec<SegmentPostings>)>,
    sentences: Option<SegmentPostings>,
    text: Occurrences,
    buffer: Vec<u32>,
}

impl TextReader {
    /// Reads leaves of a plan, which has so many; `sentences` tells where these begin, if that is
    /// to be read too.
    pub(super) fn new(
        leaves: Vec<(usize, Vec<SegmentPostings>)>,
        of: usize,
        sentences: Option<SegmentPostings>,
    ) -> Self {
        let mut text = Occurrences::default();
        text.leaves.resize_with(of, Vec::new);
        TextReader {
            leaves,
            sentences,
            text,
            buffer: Vec::new(),
        }
    }

    /// Reads where they stand in a document.
    pub(super) fn read(&mut self, doc: DocId) -> &Occurrences {
        for (leaf, postings) in &mut self.leaves {
            let places = &mut self.text.leaves[*leaf];
            places.clear();
            let several = postings.len() > 1;
            for postings in postings {
                if stands_at(postings, doc) {
                    postings.positions(&mut self.buffer);
                    places.extend_from_slice(&self.buffer);
                }
            }
            if several {
                places.sort_unstable();
                places.dedup();
            }
        }
        self.text.sentences.clear();
        if let Some(sentences) = &mut self.sentences
            && stands_at(sentences, doc)
        {
            sentences.positions(&mut self.text.sentences);
        }
        &self.text
    }
}
