//! The columns of a field of tags, its values numbered across segments.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use tantivy::columnar::{ColumnIndex, StrColumn};
use tantivy::{DocId, Searcher, SegmentReader};

use super::once::OFTEN;
use crate::index::IndexError;
use crate::index::disk::columns;
use crate::index::disk::schema::tag_column;
use crate::query::Field;

/// The columns of a field.
#[derive(Debug)]
pub(in crate::index) struct NumberedColumns {
    /// The values, by number.
    pub(in crate::index) names: Vec<String>,
    /// The column of each segment that has one.
    columns: Vec<Option<NumberedColumn>>,
}

/// A column, with the number of each of its values.
#[derive(Debug)]
struct NumberedColumn {
    column: StrColumn,
    numbers: Vec<u32>,
    /// How often many documents were asked for before theirs were known.
    asked: AtomicUsize,
    /// The number of the value of each document, where none has several; [`NO_VALUE`] where it has none.
    of_docs: OnceLock<Vec<u16>>,
}

/// Stands for a document without a value.
const NO_VALUE: u16 = u16::MAX;

impl NumberedColumns {
    /// Reads the columns of all segments.
    pub(in crate::index) fn read(searcher: &Searcher, field: Field) -> Result<Self, IndexError> {
        let mut numbering = Numbering::default();
        let mut columns = Vec::new();
        for segment in searcher.segment_readers() {
            columns.push(numbering.column(segment, field)?);
        }
        Ok(NumberedColumns {
            names: numbering.names,
            columns,
        })
    }

    /// Lists the numbers of the values of a document of a segment.
    pub(in crate::index) fn of(&self, segment: usize, doc: DocId) -> impl Iterator<Item = u32> {
        let column = self.columns.get(segment).and_then(Option::as_ref);
        column.into_iter().flat_map(move |of| {
            let ordinals = of.column.term_ords(doc);
            ordinals.map(|ordinal| of.numbers[ordinal as usize])
        })
    }

    /// Calls `each` with every value of some documents of a segment, which are ascending: the document's
    /// place among them and the value's number.
    pub(in crate::index) fn for_each(
        &self,
        segment: usize,
        docs: &[DocId],
        mut each: impl FnMut(usize, usize),
    ) {
        let Some(Some(of)) = self.columns.get(segment) else {
            return;
        };
        if let Some(of_docs) = of.of_docs() {
            for (at, doc) in docs.iter().enumerate() {
                match of_docs[*doc as usize] {
                    NO_VALUE => {}
                    number => each(at, number.into()),
                }
            }
            return;
        }
        let mut at = 0;
        for (doc, ordinal) in columns::all(of.column.ords(), docs) {
            while docs[at] < doc {
                at += 1;
            }
            each(at, of.numbers[ordinal as usize] as usize);
        }
    }
}

impl NumberedColumn {
    /// Returns the number of each document's value, if it has one at most and is asked for often.
    fn of_docs(&self) -> Option<&[u16]> {
        if let Some(known) = self.of_docs.get() {
            return Some(known);
        }
        let ordinals = self.column.ords();
        let is_plain = !matches!(ordinals.index, ColumnIndex::Multivalued(_))
            && self.numbers.iter().all(|number| *number < NO_VALUE.into());
        if !is_plain || self.asked.fetch_add(1, Ordering::Relaxed) < OFTEN {
            return None;
        }
        Some(self.of_docs.get_or_init(|| {
            let docs: Vec<DocId> = (0..ordinals.num_docs()).collect();
            let mut of_docs = vec![NO_VALUE; docs.len()];
            for (doc, ordinal) in columns::all(ordinals, &docs) {
                of_docs[doc as usize] = self.numbers[ordinal as usize] as u16;
            }
            of_docs
        }))
    }
}

/// Numbers names across segments.
#[derive(Default)]
struct Numbering {
    known: BTreeMap<String, u32>,
    names: Vec<String>,
}

impl Numbering {
    /// Returns the column of a field in a segment with the number of each of its values.
    fn column(
        &mut self,
        segment: &SegmentReader,
        field: Field,
    ) -> Result<Option<NumberedColumn>, IndexError> {
        let Some(column) = segment
            .fast_fields()
            .str(&tag_column(field))
            .map_err(IndexError::of)?
        else {
            return Ok(None);
        };
        let mut numbers = Vec::with_capacity(column.num_terms());
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            let name = String::from_utf8_lossy(stream.key());
            let number = match self.known.get(&*name) {
                Some(number) => *number,
                None => {
                    let next = self.names.len() as u32;
                    self.known.insert(name.clone().into_owned(), next);
                    self.names.push(name.into_owned());
                    next
                }
            };
            numbers.push(number);
        }
        drop(stream);
        Ok(Some(NumberedColumn {
            column,
            numbers,
            asked: AtomicUsize::new(0),
            of_docs: OnceLock::new(),
        }))
    }
}
