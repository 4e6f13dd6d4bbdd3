//! Tests on tags: of reports once for the whole index, of paragraphs against the columns of each
//! segment.

use std::ops::Range;
use std::sync::Arc;

use tantivy::DocId;
use tantivy::columnar::{Column, ColumnIndex, StrColumn};

use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::commit::report_entry::NO_DAY;
use crate::index::commit::runs::{ahead, ranges};
use crate::index::commit::sets::Serials;
use crate::index::disk::columns;
use crate::index::disk::schema::{column, tag_column};
use crate::index::disk::tags::{Test, within};
use crate::query::{Counted, Field};

/// A test made ready for all segments.
pub(in crate::index) enum Ready<'a> {
    /// These reports pass with all their paragraphs.
    Reports(Arc<Serials>),
    Values {
        field: Field,
        any_of: &'a [String],
        none_of: &'a [String],
    },
    Numbers {
        counted: Counted,
        spans: &'a [(Option<u32>, Option<u32>)],
    },
}

/// Makes a test ready.
pub(in crate::index) fn ready<'a>(
    commit: &Commit,
    test: &'a Test,
) -> Result<Ready<'a>, IndexError> {
    Ok(match test {
        Test::Values {
            field,
            any_of,
            none_of,
        } if !field.is_of_paragraph() => {
            let passing = commit
                .register
                .reports_with_values(*field, any_of, none_of)?;
            Ready::Reports(Arc::new(passing))
        }
        Test::Values {
            field,
            any_of,
            none_of,
        } => Ready::Values {
            field: *field,
            any_of,
            none_of,
        },
        Test::Days { first, last } => {
            let passes = |day| day != NO_DAY && within(day, *first, *last);
            let entries = commit.register.report_entries()?.iter();
            let passing = entries.filter(|report| passes(report.day));
            let passing = passing.map(|report| report.serial).collect();
            Ready::Reports(Arc::new(passing))
        }
        Test::Published { .. } | Test::Reports(_) => {
            let mut passing = Serials::default();
            for entry in commit.register.report_entries()? {
                if test.passes_report(&commit.report_at(entry.address)?) {
                    passing.extend([entry.serial]);
                }
            }
            Ready::Reports(Arc::new(passing))
        }
        Test::Numbers { counted, spans } => Ready::Numbers {
            counted: *counted,
            spans,
        },
        Test::All(tests) => {
            let mut passing: Option<Arc<Serials>> = None;
            for test in tests {
                // Nothing but tests of reports is put together.
                let Ready::Reports(reports) = ready(commit, test)? else {
                    return Err(IndexError::Damaged("plan"));
                };
                passing = Some(match passing {
                    Some(passing) => Arc::new(passing.and(&reports)),
                    None => reports,
                });
            }
            Ready::Reports(passing.unwrap_or_default())
        }
    })
}

/// A test with the columns of one segment.
pub(in crate::index) enum Check {
    /// The documents of the reports that pass, ascending: so many.
    Reports {
        ranges: Vec<Range<DocId>>,
        documents: u64,
    },
    Values {
        column: Option<StrColumn>,
        any_of: Option<Vec<u64>>,
        none_of: Vec<u64>,
    },
    Numbers {
        column: Column<u64>,
        spans: Vec<(Option<u64>, Option<u64>)>,
    },
}

impl Check {
    pub(in crate::index) fn new(
        commit: &Commit,
        segment: u32,
        ready: &Ready<'_>,
    ) -> Result<Self, IndexError> {
        let reader = commit.searcher.segment_reader(segment);
        let columns = reader.fast_fields();
        Ok(match ready {
            Ready::Reports(passing) => {
                let entries = commit.register.report_entries()?;
                let runs = &commit.register.runs()?[segment as usize];
                let passes = |report: usize| passing.contains(entries[report].serial);
                let ranges = ranges(runs, reader.max_doc(), passes);
                Check::Reports {
                    documents: ranges.iter().map(|range| range.len() as u64).sum(),
                    ranges,
                }
            }
            Ready::Values {
                field,
                any_of,
                none_of,
            } => {
                let column = columns.str(&tag_column(*field)).map_err(IndexError::of)?;
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
            Ready::Numbers { counted, spans } => {
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
                    column: columns.u64(name).map_err(IndexError::of)?,
                    spans,
                }
            }
        })
    }

    /// Counts the documents that pass, where that is known before any is looked at.
    pub(in crate::index) fn passing(&self) -> Option<u64> {
        match self {
            Check::Reports { documents, .. } => Some(*documents),
            Check::Values { .. } | Check::Numbers { .. } => None,
        }
    }

    /// Lists the documents that pass, of whatever class, where they are known before any is looked at.
    pub(in crate::index) fn documents(&self) -> Option<Vec<DocId>> {
        match self {
            Check::Reports { ranges, .. } => Some(ranges.iter().cloned().flatten().collect()),
            Check::Values { .. } | Check::Numbers { .. } => None,
        }
    }

    /// Keeps the documents that pass; they are ascending.
    pub(in crate::index) fn retain(&self, docs: &mut Vec<DocId>) {
        let mut passes: Vec<bool> = match self {
            Check::Reports { ranges, .. } => {
                *docs = within_ranges(docs, ranges);
                return;
            }
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
            Check::Values { .. } | Check::Numbers { .. } => {
                docs.iter().map(|doc| self.passes(*doc)).collect()
            }
        };
        let mut passes = passes.drain(..);
        docs.retain(|_| passes.next().unwrap_or(false));
    }

    pub(in crate::index) fn passes(&self, doc: DocId) -> bool {
        match self {
            Check::Reports { ranges, .. } => {
                let before = ranges.partition_point(|range| range.start <= doc);
                before > 0 && ranges[before - 1].contains(&doc)
            }
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
            Check::Numbers { column, spans } => column
                .first(doc)
                .is_some_and(|number| spans.iter().any(|(from, to)| within(number, *from, *to))),
        }
    }
}

/// Lists the documents that lie in ranges; both are ascending.
fn within_ranges(docs: &[DocId], ranges: &[Range<DocId>]) -> Vec<DocId> {
    let mut kept = Vec::new();
    let mut rest = docs;
    for range in ranges {
        rest = &rest[ahead(rest, |doc| *doc < range.start)..];
        let (inside, behind) = rest.split_at(ahead(rest, |doc| *doc < range.end));
        kept.extend_from_slice(inside);
        rest = behind;
    }
    kept
}
