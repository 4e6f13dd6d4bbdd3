//! Walking the posting lists of a segment.

use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use crate::index::IndexError;

/// Moves to a document; documents must be asked for in ascending order.
pub(in crate::index) fn stands_at(postings: &mut SegmentPostings, doc: DocId) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    postings.doc() == doc
}

/// Calls `each` with the places in a list of those documents, which are ascending, that are in a
/// posting list too.
pub(in crate::index) fn common(
    mut postings: SegmentPostings,
    docs: &[DocId],
    mut each: impl FnMut(usize, &SegmentPostings),
) {
    let frequency = postings.doc_freq() as usize;
    if docs.len() < frequency / 4 {
        for (at, doc) in docs.iter().enumerate() {
            if stands_at(&mut postings, *doc) {
                each(at, &postings);
            }
        }
        return;
    }
    let is_rare = frequency < docs.len() / 8;
    let mut at = 0;
    while at < docs.len() && postings.doc() != TERMINATED {
        let doc = postings.doc();
        if is_rare {
            at += docs[at..].partition_point(|other| *other < doc);
        } else {
            at += docs[at..].iter().take_while(|other| **other < doc).count();
        }
        if docs.get(at) == Some(&doc) {
            each(at, &postings);
        }
        postings.advance();
    }
}

/// Appends the documents of a posting list, in ascending order.
pub(in crate::index) fn collect(
    mut postings: SegmentPostings,
    among: Option<&[DocId]>,
    docs: &mut Vec<DocId>,
) {
    if let Some(among) = among {
        return common(postings, among, |at, _| docs.push(among[at]));
    }
    while postings.doc() != TERMINATED {
        docs.push(postings.doc());
        postings.advance();
    }
}

/// Lists the documents of a term that live in a segment.
pub(in crate::index) fn live(
    segment: &SegmentReader,
    term: &Term,
) -> Result<Vec<DocId>, IndexError> {
    let inverted = segment.inverted_index(term.field())?;
    let mut docs = Vec::new();
    if let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? {
        while postings.doc() != TERMINATED {
            docs.push(postings.doc());
            postings.advance();
        }
    }
    docs.retain(|doc| !segment.is_deleted(*doc));
    Ok(docs)
}
