//! The reports that pass filters, and those of them in which nothing matches.

use std::borrow::Cow;

use super::values::reports_with;
use crate::index::commit::Commit;
use crate::index::commit::report_entry::ReportEntry;
use crate::index::disk::tags::Test;
use crate::index::lowering::lower::{lower, lower_filters};
use crate::index::matching::check::{Ready, ready};
use crate::index::matching::matches;
use crate::index::{IndexError, ReportRecord, SearchRequest};
use crate::query::Filters;

/// Lists every report that passes the filters, sorted by id.
///
/// Filters on paragraphs, such as the area, pass a report that has such a paragraph.
pub(in crate::index) fn reports(
    commit: &Commit,
    filters: &Filters,
) -> Result<Vec<ReportRecord>, IndexError> {
    commit.read_reports(&passing(commit, filters)?)
}

/// Lists the reports that pass the filters and hold no match, sorted by id.
pub(in crate::index) fn absent(
    commit: &Commit,
    request: &SearchRequest,
) -> Result<Vec<ReportRecord>, IndexError> {
    let lowered = lower(commit, request)?;
    let matching = matches::find(commit, &lowered)?.serials(commit)?;
    let mut absent = passing(commit, &request.filters)?.into_owned();
    absent.retain(|report| !matching.contains(report.serial));
    commit.read_reports(&absent)
}

/// Finds the reports that pass the filters, by number.
pub(in crate::index) fn passing<'c>(
    commit: &'c Commit,
    filters: &Filters,
) -> Result<Cow<'c, [ReportEntry]>, IndexError> {
    let lowered = lower_filters(commit, filters)?;
    let entries = commit.register.report_entries()?;
    if lowered.tests.is_empty() {
        return Ok(Cow::Borrowed(entries));
    }
    let mut passing = entries.to_vec();
    let mut of_paragraphs = Vec::new();
    for test in &lowered.tests {
        match ready(commit, test)? {
            Ready::Reports(reports) => {
                passing.retain(|report| reports.contains(report.serial));
            }
            Ready::Values { .. } | Ready::Numbers { .. } => of_paragraphs.push(test),
        }
    }
    let reports = match of_paragraphs[..] {
        [] => return Ok(Cow::Owned(passing)),
        [
            Test::Values {
                field,
                any_of,
                none_of,
            },
        ] if none_of.is_empty() || !field.is_multiple() => {
            reports_with(commit, *field, any_of, none_of)?
        }
        _ => matches::find(commit, &lowered)?.serials(commit)?,
    };
    passing.retain(|report| reports.contains(report.serial));
    Ok(Cow::Owned(passing))
}
