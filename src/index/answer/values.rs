//! The values of a field in the whole index, numbered: of reports, which have them once and not
//! again in each of their paragraphs, and of paragraphs.

use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::commit::numbered_columns::NumberedColumns;
use crate::index::commit::report_values::ReportValues;
use crate::index::commit::sets::Serials;
use crate::index::lowering::lower::lower_filters;
use crate::index::matching::matches::{self, Matches, OfReport};
use crate::index::serial::Serial;
use crate::query::{Field, Filters};

/// The values of a field.
pub(in crate::index) struct Values<'a> {
    pub(in crate::index) names: &'a [String],
    of: Of<'a>,
}

/// What has the values.
enum Of<'a> {
    Reports(&'a ReportValues),
    Paragraphs(&'a NumberedColumns),
}

impl Values<'_> {
    /// Calls `each` with the values of some matches: the segment and the place of the match in it, and
    /// the number of the value.
    pub(in crate::index) fn for_each(
        &self,
        commit: &Commit,
        matches: &Matches,
        mut each: impl FnMut((usize, usize), usize),
    ) -> Result<(), IndexError> {
        match &self.of {
            Of::Reports(values) => {
                for found in matches.of_reports(commit)? {
                    for at in found.part.within.clone() {
                        for number in values.of(found.part.report) {
                            each((found.segment as usize, at), *number as usize);
                        }
                    }
                }
            }
            Of::Paragraphs(columns) => {
                for (segment, documents) in matches.documents().enumerate() {
                    columns.for_each(segment, &documents.list(), |at, value| {
                        each((segment, at), value)
                    });
                }
            }
        }
        Ok(())
    }

    /// Calls `each` with the number of a value, the number of a report, and how many matches in this
    /// have that; a report may come more than once.
    pub(in crate::index) fn tally(
        &self,
        commit: &Commit,
        matches: &Matches,
        mut each: impl FnMut(usize, Serial, u64),
    ) -> Result<(), IndexError> {
        match &self.of {
            Of::Reports(values) => {
                for found in matches.of_reports(commit)? {
                    for number in values.of(found.part.report) {
                        let paragraphs = found.part.within.len() as u64;
                        each(*number as usize, found.report.serial, paragraphs);
                    }
                }
            }
            Of::Paragraphs(columns) => {
                let mut of_reports = matches.of_reports(commit)?.peekable();
                for (segment, documents) in matches.documents().enumerate() {
                    columns.for_each(segment, &documents.list(), |at, value| {
                        let is_before = |found: &OfReport<'_>| {
                            (found.segment as usize, found.part.within.end) <= (segment, at)
                        };
                        while of_reports.next_if(is_before).is_some() {}
                        if let Some(found) = of_reports.peek() {
                            each(value, found.report.serial, 1);
                        }
                    });
                }
            }
        }
        Ok(())
    }

    /// Finds for each value the reports of the matches that have it.
    pub(in crate::index) fn reports(
        &self,
        commit: &Commit,
        matches: &Matches,
    ) -> Result<Vec<Serials>, IndexError> {
        let mut reports = vec![Serials::default(); self.names.len()];
        self.tally(commit, matches, |value, serial, _| {
            reports[value].insert(serial)
        })?;
        Ok(reports)
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
            names: &values.names,
            of: Of::Reports(values),
        });
    }
    let columns = commit.register.values_of_paragraphs(field)?;
    Ok(Values {
        names: &columns.names,
        of: Of::Paragraphs(columns),
    })
}

/// Finds for each value of a field, in the order of [`numbered_values`], the reports that have it, in some
/// paragraph where it is a field of paragraphs.
pub(in crate::index) fn holders(commit: &Commit, field: Field) -> Result<&[Serials], IndexError> {
    commit.register.holders(field, || {
        if !field.is_of_paragraph() {
            return of_reports(commit, field);
        }
        let mut every = lower_filters(commit, &Filters::default())?;
        every.notes = field == Field::Section;
        let every = matches::find(commit, &every)?;
        numbered_values(commit, field)?.reports(commit, &every)
    })
}

/// Finds for each value of a field of reports those that have it.
fn of_reports(commit: &Commit, field: Field) -> Result<Vec<Serials>, IndexError> {
    let values = commit.register.values_of_reports(field)?;
    let mut found = vec![Serials::default(); values.names.len()];
    for (at, report) in commit.register.report_entries()?.iter().enumerate() {
        for number in values.of(at) {
            found[*number as usize].insert(report.serial);
        }
    }
    Ok(found)
}

/// Finds the reports that have a paragraph with one of these values in a field of paragraphs, if
/// there are any, and one with none of those.
///
/// Of a paragraph with several values no more is known here than that it has each: where some
/// are excluded, [`matches::find`] tells.
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
