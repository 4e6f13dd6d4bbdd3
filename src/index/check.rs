//! Tests on tags, against the columns of one segment.

use tantivy::columnar::{Column, ColumnIndex, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::schema::{column, tag_column};
use super::tags::{Test, within};
use super::{IndexError, columns};
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

    /// Keeps the documents that pass; they are ascending.
    pub(super) fn retain(&self, docs: &mut Vec<DocId>) {
        let mut passes: Vec<bool> = match self {
            // A value for each document, but for inspectors, who can be several.
            Check::Values {
                column: Some(column),
                any_of,
                none_of,
            } if !matches!(column.ords().index, ColumnIndex::Multivalued(_)) => {
                let ordinals = columns::first(column.ords(), docs, u64::MAX);
                let passes = |ordinal: u64| {
                    any_of
                        .as_ref()
                        .is_none_or(|any_of| any_of.contains(&ordinal))
                        && !none_of.contains(&ordinal)
                };
                let mut last = (u64::MAX, passes(u64::MAX));
                let each = ordinals.into_iter().map(|ordinal| {
                    if last.0 != ordinal {
                        last = (ordinal, passes(ordinal));
                    }
                    last.1
                });
                each.collect()
            }
            // No value is less than any day.
            Check::Days {
                column,
                first,
                last,
            } => {
                let days = columns::first(column, docs, i64::MIN);
                let within = |day| day != i64::MIN && within(day, *first, *last);
                days.into_iter().map(within).collect()
            }
            Check::Values { .. } | Check::Numbers { .. } => {
                docs.iter().map(|doc| self.passes(*doc)).collect()
            }
        };
        let mut passes = passes.drain(..);
        docs.retain(|_| passes.next().unwrap_or(false));
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
