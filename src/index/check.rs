//! Tests on tags, against the columns of one segment.

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::IndexError;
use super::schema::{column, tag_column};
use super::tags::{Test, within};
use crate::query::Counted;

/// A test with the columns of one segment.
pub(super) enum Check {
    Values {
        column: Option<StrColumn>,
        any_of: Option<Vec<u64>>,
        none_of: Vec<u64>,
    },
    Days {
        column: Column<i64>,
        first: Option<i64>,
        last: Option<i64>,
    },
    Numbers {
        column: Column<u64>,
        spans: Vec<(Option<u64>, Option<u64>)>,
    },
}

impl Check {
    pub(super) fn new(reader: &SegmentReader, test: &Test) -> Result<Self, IndexError> {
        let columns = reader.fast_fields();
        Ok(match test {
            Test::Values {
                field,
                any_of,
                none_of,
            } => {
                let column = columns.str(&tag_column(*field))?;
                let ordinals = |values: &[String]| -> Result<Vec<u64>, IndexError> {
                    let mut ordinals = Vec::new();
                    for value in values {
                        if let Some(column) = &column {
                            ordinals.extend(column.dictionary().term_ord(value)?);
                        }
                    }
                    Ok(ordinals)
                };
                let wanted = ordinals(any_of)?;
                let none_of = ordinals(none_of)?;
                Check::Values {
                    any_of: (!any_of.is_empty()).then_some(wanted),
                    none_of,
                    column,
                }
            }
            Test::Days { first, last } => Check::Days {
                column: columns.i64(column::DAY)?,
                first: *first,
                last: *last,
            },
            Test::Numbers { counted, spans } => {
                let name = match counted {
                    Counted::Number => column::NUMBER,
                    Counted::Page => column::PAGE,
                };
                let wide = |end: &Option<u32>| end.map(u64::from);
                let spans = spans
                    .iter()
                    .map(|(from, to)| (wide(from), wide(to)))
                    .collect();
                Check::Numbers {
                    column: columns.u64(name)?,
                    spans,
                }
            }
        })
    }

    pub(super) fn passes(&self, doc: DocId) -> bool {
        match self {
            Check::Values {
                column,
                any_of,
                none_of,
            } => {
                let has = |wanted: &[u64]| {
                    let column = column.as_ref();
                    column.is_some_and(|c| c.term_ords(doc).any(|ord| wanted.contains(&ord)))
                };
                any_of.as_ref().is_none_or(|wanted| has(wanted))
                    && (none_of.is_empty() || !has(none_of))
            }
            Check::Days {
                column,
                first,
                last,
            } => column
                .first(doc)
                .is_some_and(|day| within(day, *first, *last)),
            Check::Numbers { column, spans } => column
                .first(doc)
                .is_some_and(|number| spans.iter().any(|(from, to)| within(number, *from, *to))),
        }
    }
}
