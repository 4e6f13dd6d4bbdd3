//! The columns of a field of tags, its values numbered across segments.

use std::collections::BTreeMap;

use tantivy::columnar::StrColumn;
use tantivy::{Searcher, SegmentReader};

use crate::index::IndexError;
use crate::index::disk::schema::tag_column;
use crate::query::Field;

/// The columns of a field.
pub(in crate::index) struct NumberedColumns {
    /// The values, by number.
    pub(in crate::index) names: Vec<String>,
    /// The column of each segment, with the number of each value in it.
    pub(in crate::index) columns: Vec<Option<(StrColumn, Vec<u32>)>>,
}

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
    ) -> Result<Option<(StrColumn, Vec<u32>)>, IndexError> {
        let Some(column) = segment.fast_fields().str(&tag_column(field))? else {
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
        Ok(Some((column, numbers)))
    }
}
