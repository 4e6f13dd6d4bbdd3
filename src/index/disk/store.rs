//! Records as they lie in the store of the index.
//!
//! A document stores its record and nothing else, not even what the engine would tell it by. The
//! engine would hand over a copy; here it stays where it was unpacked.

use tantivy::directory::OwnedBytes;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, Searcher};

use crate::index::IndexError;

/// So many unpacked blocks are kept in all, 8 KiB each.
const BLOCKS: usize = 1024;

/// The stores of all segments.
pub(in crate::index) struct Store {
    segments: Vec<StoreReader>,
}

impl Store {
    /// Opens the stores of an index.
    pub(in crate::index) fn open(searcher: &Searcher) -> Result<Self, IndexError> {
        let readers = searcher.segment_readers();
        let blocks = BLOCKS / readers.len().max(1);
        let mut segments = Vec::with_capacity(readers.len());
        for reader in readers {
            segments.push(reader.get_store_reader(blocks)?);
        }
        Ok(Store { segments })
    }

    /// Reads the record of a document.
    pub(in crate::index) fn record(&self, address: DocAddress) -> Result<OwnedBytes, IndexError> {
        let segment = &self.segments[address.segment_ord as usize];
        Ok(segment.get_document_bytes(address.doc_id)?)
    }
}
