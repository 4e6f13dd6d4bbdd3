//! The values of a field in the whole index, numbered: of reports, which have them once and not
//! again in each of their paragraphs, and of paragraphs.

use std::collections::BTreeMap;

use tantivy::columnar::StrColumn;
use tantivy::{DocId, SegmentReader};

use crate::index::answer::search::Match;
use crate::index::commit::register::{ReportEntry, once};
use crate::index::commit::sets::Serials;
use crate::index::disk::columns;
use crate::index::disk::schema::tag_column;
use crate::index::{Index, IndexError};
use crate::query::{Field, Filters};

/// The values of a field.
pub(in crate::index) struct Values<'a> {
    pub(in crate::index) names: Vec<String>,
    of: Of<'a>,
}

/// What has the values.
enum Of<'a> {
    Reports(&'a ReportValues, &'a [ReportEntry]),
    /// The column of each segment, with the number of each value in it.
    Paragraphs(Vec<Option<(StrColumn, Vec<u32>)>>),
}

/// The values that reports have in a field.
#[derive(Debug)]
pub(in crate::index) struct ReportValues {
    names: Vec<String>,
    /// Numbers of the values of all reports, one report after the other.
    numbers: Vec<u32>,
    /// Where those of each of [`Index::report_entries`] end.
    ends: Vec<usize>,
}

impl ReportValues {
    /// Returns the numbers of the values that a report has, by its place among the entries.
    fn of(&self, at: usize) -> &[u32] {
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[begin..self.ends[at]]
    }

    /// Returns the first value of each report, empty where it has none.
    pub(in crate::index) fn first(&self) -> impl Iterator<Item = &str> {
        let first = |at| self.of(at).first().map(|number| *number as usize);
        (0..self.ends.len()).map(move |at| first(at).map_or("", |number| &self.names[number]))
    }
}

impl Values<'_> {
    /// Calls `each` with every value of some documents: the document's place among them and the
    /// value's number. Documents of a segment stand together, ascending.
    pub(in crate::index) fn for_each(&self, documents: &[Match], each: impl FnMut(usize, usize)) {
        match &self.of {
            Of::Reports(values, entries) => of_reports(values, entries, documents, each),
            Of::Paragraphs(columns) => of_paragraphs(columns, documents, each),
        }
    }

    /// Finds for each value the reports of the documents that have it.
    pub(in crate::index) fn reports(&self, documents: &[Match]) -> Vec<Serials> {
        let mut reports = vec![Serials::default(); self.names.len()];
        self.for_each(documents, |at, value| {
            reports[value].insert(documents[at].serial)
        });
        reports
    }
}

fn of_reports(
    values: &ReportValues,
    entries: &[ReportEntry],
    documents: &[Match],
    mut each: impl FnMut(usize, usize),
) {
    let mut begun = 0;
    for documents in documents.chunk_by(|a, b| a.serial == b.serial) {
        if let Ok(at) = entries.binary_search_by_key(&documents[0].serial, |entry| entry.serial) {
            for document in begun..begun + documents.len() {
                for number in values.of(at) {
                    each(document, *number as usize);
                }
            }
        }
        begun += documents.len();
    }
}

fn of_paragraphs(
    columns: &[Option<(StrColumn, Vec<u32>)>],
    documents: &[Match],
    mut each: impl FnMut(usize, usize),
) {
    let mut begun = 0;
    for documents in documents.chunk_by(|a, b| a.segment == b.segment) {
        if let Some(Some((column, numbers))) = columns.get(documents[0].segment as usize) {
            let docs: Vec<DocId> = documents.iter().map(|found| found.doc).collect();
            let mut at = 0;
            for (doc, ordinal) in columns::all(column.ords(), &docs) {
                while docs[at] < doc {
                    at += 1;
                }
                each(begun + at, numbers[ordinal as usize] as usize);
            }
        }
        begun += documents.len();
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

impl Index {
    /// Numbers the values of a field.
    pub(in crate::index) fn numbered_values(&self, field: Field) -> Result<Values<'_>, IndexError> {
        if !field.is_of_paragraph() {
            let values = self.values_of_reports(field)?;
            return Ok(Values {
                names: values.names.clone(),
                of: Of::Reports(values, self.report_entries()?),
            });
        }
        let mut numbering = Numbering::default();
        let mut columns = Vec::new();
        for segment in self.searcher.segment_readers() {
            columns.push(numbering.column(segment, field)?);
        }
        Ok(Values {
            names: numbering.names,
            of: Of::Paragraphs(columns),
        })
    }

    /// Returns the values of the reports in a field of reports.
    pub(in crate::index) fn values_of_reports(
        &self,
        field: Field,
    ) -> Result<&ReportValues, IndexError> {
        once(self.register.values(field), || {
            let mut numbering = Numbering::default();
            let mut columns = Vec::new();
            for segment in self.searcher.segment_readers() {
                columns.push(numbering.column(segment, field)?);
            }
            let entries = self.report_entries()?;
            let (mut numbers, mut ends) = (Vec::new(), Vec::with_capacity(entries.len()));
            for entry in entries {
                let column = columns.get(entry.address.segment_ord as usize);
                if let Some(Some((column, of_segment))) = column {
                    let ordinals = column.term_ords(entry.address.doc_id);
                    numbers.extend(ordinals.map(|ordinal| of_segment[ordinal as usize]));
                }
                ends.push(numbers.len());
            }
            Ok(ReportValues {
                names: numbering.names,
                numbers,
                ends,
            })
        })
    }

    /// Finds for each value of a field of paragraphs, in the order of [`Index::numbered_values`],
    /// the reports that have a paragraph with it.
    pub(in crate::index) fn holders(&self, field: Field) -> Result<&[Serials], IndexError> {
        let holders = once(self.register.holders(field), || {
            let mut every = self.lower_filters(&Filters::default())?;
            every.notes = field == Field::Section;
            let every = self.bare_matches(&every)?;
            Ok(self.numbered_values(field)?.reports(&every))
        });
        holders.map(Vec::as_slice)
    }

    /// Finds the reports with one of these values in a field, if there are any, and with none of
    /// those; in a field of paragraphs the reports that have such a paragraph.
    ///
    /// Of a paragraph with several values no more is known here than that it has each: where some
    /// are excluded, [`Index::bare_matches`] tells.
    pub(in crate::index) fn reports_with(
        &self,
        field: Field,
        any_of: &[String],
        none_of: &[String],
    ) -> Result<Serials, IndexError> {
        let wanted = |name: &String| any_of.is_empty() || any_of.contains(name);
        if field.is_of_paragraph() {
            debug_assert!(none_of.is_empty() || !field.is_multiple(), "{field}");
            let passes = |name: &String| wanted(name) && !none_of.contains(name);
            let names = self.numbered_values(field)?.names;
            let holders = names.iter().zip(self.holders(field)?);
            let holders = holders.filter(|(name, _)| passes(name));
            return Ok(holders.flat_map(|(_, holders)| holders.iter()).collect());
        }
        let values = self.values_of_reports(field)?;
        let names = values.names.iter();
        let is: Vec<(bool, bool)> = names
            .map(|name| (wanted(name), none_of.contains(name)))
            .collect();
        let entries = self.report_entries()?.iter().enumerate();
        let passing = entries.filter(|(at, _)| {
            let mut is = values.of(*at).iter().map(|number| is[*number as usize]);
            (any_of.is_empty() || is.clone().any(|(wanted, _)| wanted))
                && !is.any(|(_, unwanted)| unwanted)
        });
        Ok(passing.map(|(_, report)| report.serial).collect())
    }
}
