//! Records as they lie in the store of the index.
//!
//! A document stores its record and nothing else. The engine would hand over a copy; here it
//! stays where it was unpacked.

use tantivy::directory::OwnedBytes;
use tantivy::schema::Field;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, Searcher};

use super::IndexError;

/// So many unpacked blocks are kept in all, 8 KiB each.
const BLOCKS: usize = 1024;

/// The stores of all segments.
pub(super) struct Store {
    segments: Vec<StoreReader>,
    field: Field,
}

impl Store {
    /// Opens the stores of an index; `field` holds the records.
    pub(super) fn open(searcher: &Searcher, field: Field) -> Result<Self, IndexError> {
        let readers = searcher.segment_readers();
        let blocks = BLOCKS / readers.len().max(1);
        let mut segments = Vec::with_capacity(readers.len());
        for reader in readers {
            segments.push(reader.get_store_reader(blocks)?);
        }
        Ok(Store { segments, field })
    }

    /// Reads the record of a document.
    pub(super) fn record(&self, address: DocAddress) -> Result<OwnedBytes, IndexError> {
        let segment = &self.segments[address.segment_ord as usize];
        let document = segment.get_document_bytes(address.doc_id)?;
        let at = record_start(&document, self.field).ok_or(IndexError::Damaged("document"))?;
        Ok(document.slice(at..document.len()))
    }
}

/// Finds where the only value of a stored document begins: behind the number of values, the
/// number of the field, the kind of the value and its length. Numbers have seven bits a byte,
/// the lowest first, and a mark on the last one.
fn record_start(document: &[u8], field: Field) -> Option<usize> {
    const LAST: u8 = 0x80;
    const TEXT: u8 = 0;
    let rest = document.strip_prefix(&[1 | LAST])?;
    let rest = rest.strip_prefix(&field.field_id().to_le_bytes())?;
    let rest = rest.strip_prefix(&[TEXT])?;
    let digits = rest.iter().position(|byte| byte & LAST != 0)? + 1;
    let (length, record) = rest.split_at(digits);
    let length = length.iter().rev().try_fold(0_usize, |length, byte| {
        length
            .checked_mul(128)?
            .checked_add(usize::from(byte & !LAST))
    });
    (length? == record.len()).then_some(document.len() - record.len())
}

#[cfg(test)]
mod tests {
    use tantivy::doc;
    use tantivy::schema::{FAST, STORED, Schema};

    use super::Store;

    #[test]
    fn records_come_back_as_they_were_stored() {
        let mut builder = Schema::builder();
        let number = builder.add_u64_field("number", FAST);
        let record = builder.add_text_field("record", STORED);
        let index = tantivy::Index::create_in_ram(builder.build());
        let letter = |at: usize| char::from((at % 128) as u8);
        let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
        let lengths = [0, 1, 127, 128, 129, 16_383, 16_384, 70_000];
        for length in lengths {
            let text: String = (0..length).map(letter).collect();
            writer
                .add_document(doc!(number => length as u64, record => text))
                .unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let store = Store::open(&searcher, record).unwrap();
        for (doc, length) in (0..).zip(lengths) {
            let found = store.record(tantivy::DocAddress::new(0, doc)).unwrap();
            assert_eq!(found.len(), length);
            assert!(
                (0..)
                    .zip(found.iter())
                    .all(|(at, byte)| letter(at) == char::from(*byte))
            );
        }
        assert!(
            Store::open(&searcher, number)
                .unwrap()
                .record(tantivy::DocAddress::new(0, 0))
                .is_err()
        );
    }
}
