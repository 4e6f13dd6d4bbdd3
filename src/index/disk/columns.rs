//! Reading columns of many documents at once.

use tantivy::DocId;
use tantivy::columnar::{Column, ColumnIndex};

/// Returns every value of some documents, which are ascending, with its document.
pub(in crate::index) fn all(
    column: &Column<u64>,
    docs: &[DocId],
) -> impl Iterator<Item = (DocId, u64)> {
    let (mut found, mut rows) = (Vec::new(), Vec::new());
    column.row_ids_for_docs(docs, &mut found, &mut rows);
    let mut values = vec![0; rows.len()];
    column.values.get_vals(&rows, &mut values);
    found.into_iter().zip(values)
}

/// Returns the first value of each of some documents, which are ascending; `absent` where a
/// document has none.
pub(in crate::index) fn first<T>(column: &Column<T>, docs: &[DocId], absent: T) -> Vec<T>
where
    T: Copy + PartialOrd + Send + Sync + std::fmt::Debug + 'static,
{
    let mut values = vec![absent; docs.len()];
    match column.index {
        ColumnIndex::Full => {
            column.values.get_vals(docs, &mut values);
            return values;
        }
        ColumnIndex::Multivalued(_) => {
            for (value, doc) in values.iter_mut().zip(docs) {
                *value = column.first(*doc).unwrap_or(absent);
            }
            return values;
        }
        ColumnIndex::Empty { .. } | ColumnIndex::Optional(_) => {}
    }
    let (mut found, mut rows) = (Vec::new(), Vec::new());
    column.row_ids_for_docs(docs, &mut found, &mut rows);
    column.values.get_vals(&rows, &mut values[..rows.len()]);
    if found.len() < docs.len() {
        // Values were read without gaps: they move to where their documents are.
        let mut read = found.len();
        for at in (0..docs.len()).rev() {
            values[at] = match read.checked_sub(1) {
                Some(last) if found[last] == docs[at] => {
                    read = last;
                    values[last]
                }
                _ => absent,
            };
        }
    }
    values
}
