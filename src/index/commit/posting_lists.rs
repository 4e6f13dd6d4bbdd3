//! Walking the posting lists of a segment.

use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, Term};

use crate::index::IndexError;
use crate::index::commit::marked::Marked;
use crate::index::commit::runs::ahead;

/// Moves to a document; documents must be asked for in ascending order.
pub(in crate::index) fn stands_at(postings: &mut SegmentPostings, doc: DocId) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    postings.doc() == doc
}

/// Calls `each` with the places in a list of those documents, which are ascending, that hold a term
/// too, and how often they hold it; 1 where the places of the term are not asked for.
pub(in crate::index) fn common(
    inverted: &InvertedIndexReader,
    term: &TermInfo,
    option: IndexRecordOption,
    docs: &[DocId],
    mut each: impl FnMut(usize, u32),
) -> Result<(), IndexError> {
    let frequency = term.doc_freq as usize;
    if docs.len() < frequency / 4 {
        let mut postings = inverted.read_postings_from_terminfo(term, option)?;
        for (at, doc) in docs.iter().enumerate() {
            if stands_at(&mut postings, *doc) {
                each(at, postings.term_freq());
            }
        }
        return Ok(());
    }
    let mut blocks = inverted.read_block_postings_from_terminfo(term, option)?;
    let is_rare = frequency < docs.len() / 8;
    let mut at = 0;
    while at < docs.len() && blocks.block_len() != 0 {
        let listed = blocks.docs();
        let mut in_block = 0;
        while in_block < listed.len() && at < docs.len() {
            let (listed, wanted) = (listed[in_block], docs[at]);
            if listed == wanted {
                each(at, blocks.freq(in_block));
            }
            // Without a branch: which list is ahead cannot be foretold.
            in_block += usize::from(listed <= wanted);
            at += match is_rare && wanted < listed {
                true => ahead(&docs[at..], |doc| *doc < listed),
                false => usize::from(wanted <= listed),
            };
        }
        blocks.advance();
    }
    Ok(())
}

/// Appends the documents of a term, in ascending order.
pub(in crate::index) fn collect(
    inverted: &InvertedIndexReader,
    term: &TermInfo,
    docs: &mut Vec<DocId>,
) -> Result<(), IndexError> {
    let option = IndexRecordOption::Basic;
    // They are unpacked by blocks, and taken by blocks.
    let mut blocks = inverted.read_block_postings_from_terminfo(term, option)?;
    docs.reserve(term.doc_freq as usize);
    while blocks.block_len() != 0 {
        docs.extend_from_slice(blocks.docs());
        blocks.advance();
    }
    Ok(())
}

/// Marks the documents of a term.
pub(in crate::index) fn mark(
    inverted: &InvertedIndexReader,
    term: &TermInfo,
    marked: &mut Marked,
) -> Result<(), IndexError> {
    let option = IndexRecordOption::Basic;
    let mut blocks = inverted.read_block_postings_from_terminfo(term, option)?;
    while blocks.block_len() != 0 {
        marked.mark_all(blocks.docs());
        blocks.advance();
    }
    Ok(())
}

/// Calls `each` with the documents of a term, ascending, and how often they hold it.
pub(in crate::index) fn each_count(
    inverted: &InvertedIndexReader,
    term: &TermInfo,
    mut each: impl FnMut(DocId, u32),
) -> Result<(), IndexError> {
    let option = IndexRecordOption::WithFreqs;
    let mut blocks = inverted.read_block_postings_from_terminfo(term, option)?;
    while blocks.block_len() != 0 {
        for (doc, count) in blocks.docs().iter().zip(blocks.freqs()) {
            each(*doc, *count);
        }
        blocks.advance();
    }
    Ok(())
}

/// Lists the documents of a term that live in a segment.
pub(in crate::index) fn live(
    segment: &SegmentReader,
    term: &Term,
) -> Result<Vec<DocId>, IndexError> {
    let inverted = segment
        .inverted_index(term.field())
        .map_err(IndexError::of)?;
    let mut docs = Vec::new();
    if let Some(term) = inverted.get_term_info(term)? {
        collect(&inverted, &term, &mut docs)?;
    }
    if segment.has_deletes() {
        docs.retain(|doc| !segment.is_deleted(*doc));
    }
    Ok(docs)
}
