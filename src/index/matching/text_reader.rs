//! Where the words of a plan stand in the documents of a segment.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

use crate::index::commit::posting_lists::stands_at;
use crate::index::matching::occurrences::Occurrences;

/// To look into so many posting lists for each document would take longer than to read them once.
const MANY: usize = 32;

/// Where the terms of a leaf stand.
pub(in crate::index) enum Places {
    /// Their posting lists.
    Listed(Vec<SegmentPostings>),
    /// Documents and places in them, sorted, of which so many are read.
    Gathered {
        found: Vec<(DocId, u32)>,
        read: usize,
    },
}

impl Places {
    /// Makes ready to read the posting lists of a leaf for some documents, which are ascending.
    pub(in crate::index) fn new(postings: Vec<SegmentPostings>, docs: &[DocId]) -> Self {
        if postings.len() <= MANY {
            return Places::Listed(postings);
        }
        let (mut found, mut buffer) = (Vec::new(), Vec::new());
        for mut postings in postings {
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                if docs.binary_search(&doc).is_ok() {
                    postings.positions(&mut buffer);
                    found.extend(buffer.iter().map(|place| (doc, *place)));
                }
                postings.advance();
            }
        }
        found.sort_unstable();
        found.dedup();
        Places::Gathered { found, read: 0 }
    }
}

/// Reads where words stand in documents, which must be asked for in ascending order.
pub(in crate::index) struct TextReader {
    leaves: Vec<(usize, Places)>,
    sentences: Option<SegmentPostings>,
    text: Occurrences,
    buffer: Vec<u32>,
}

impl TextReader {
    /// Reads leaves of a plan into `text`, which is empty and has room for all of them;
    /// `sentences` tells where these begin, if that is to be read too.
    pub(in crate::index) fn new(
        leaves: Vec<(usize, Places)>,
        text: Occurrences,
        sentences: Option<SegmentPostings>,
    ) -> Self {
        TextReader {
            leaves,
            sentences,
            text,
            buffer: Vec::new(),
        }
    }

    /// Gives back the memory that it reads into, empty.
    pub(in crate::index) fn into_spare(mut self) -> Occurrences {
        for (leaf, _) in &self.leaves {
            self.text.leaves[*leaf].clear();
        }
        self.text.sentences.clear();
        self.text
    }

    /// Reads where they stand in a document.
    pub(in crate::index) fn read(&mut self, doc: DocId) -> &Occurrences {
        for (leaf, postings) in &mut self.leaves {
            let places = &mut self.text.leaves[*leaf];
            places.clear();
            let postings = match postings {
                Places::Listed(postings) => postings,
                Places::Gathered { found, read } => {
                    *read += found[*read..].partition_point(|(other, _)| *other < doc);
                    let here = found[*read..].iter().take_while(|(other, _)| *other == doc);
                    places.extend(here.map(|(_, place)| *place));
                    continue;
                }
            };
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
