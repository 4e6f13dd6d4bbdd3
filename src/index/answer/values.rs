//! The values of a field in the whole index, numbered: of reports, which have them once and not
//! again in each of their paragraphs, and of paragraphs.

use tantivy::DocId;
use tantivy::columnar::StrColumn;

use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::commit::numbered_columns::NumberedColumns;
use crate::index::commit::report_entry::ReportEntry;
use crate::index::commit::report_values::ReportValues;
use crate::index::commit::sets::Serials;
use crate::index::disk::columns;
use crate::index::lowering::lower::lower_filters;
use crate::index::matching::matches::{self, Match};
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

/// Numbers the values of a field.
pub(in crate::index) fn numbered_values(
    commit: &Commit,
    field: Field,
) -> Result<Values<'_>, IndexError> {
    if !field.is_of_paragraph() {
        let values = commit.register.values_of_reports(field)?;
        return Ok(Values {
            names: values.names.clone(),
            of: Of::Reports(values, commit.register.report_entries()?),
        });
    }
    let columns = NumberedColumns::read(&commit.searcher, field)?;
    Ok(Values {
        names: columns.names,
        of: Of::Paragraphs(columns.columns),
    })
}

/// Finds for each value of a field of paragraphs, in the order of [`numbered_values`], the reports
/// that have a paragraph with it.
pub(in crate::index) fn holders(commit: &Commit, field: Field) -> Result<&[Serials], IndexError> {
    commit.register.holders(field, || {
        let mut every = lower_filters(commit, &Filters::default())?;
        every.notes = field == Field::Section;
        let every = matches::bare(commit, &every)?;
        Ok(numbered_values(commit, field)?.reports(&every))
    })
}

/// Finds the reports that have a paragraph with one of these values in a field of paragraphs, if
/// there are any, and one with none of those.
///
/// Of a paragraph with several values no more is known here than that it has each: where some
/// are excluded, [`matches::bare`] tells.
pub(in crate::index) fn reports_with(
    commit: &Commit,
    field: Field,
    any_of: &[String],
    none_of: &[String],
) -> Result<Serials, IndexError> {
    debug_assert!(none_of.is_empty() || !field.is_multiple(), "{field}");
    let wanted = |name: &String| any_of.is_empty() || any_of.contains(name);
    let passes = |name: &String| wanted(name) && !none_of.contains(name);
    let names = numbered_values(commit, field)?.names;
    let holders = names.iter().zip(holders(commit, field)?);
    let holders = holders.filter(|(name, _)| passes(name));
    Ok(holders.flat_map(|(_, holders)| holders.iter()).collect())
}
