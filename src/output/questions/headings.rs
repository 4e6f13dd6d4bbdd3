//! Lines that look like headings and that no rule knows, over all reports.

use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

use crate::gazetteer::fold_heading;
use crate::index::ReportRecord;
use crate::model::{Warning, WarningKind};
use crate::output::sheet::{Cell, Column, Part, Sheet, Table, cells};
use crate::output::words::label::count;
use crate::output::{Reply, Screen};

/// A line that stands where headings stand, and what the rules make of it.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
struct HeadingRow<'a> {
    /// As it is printed where it stands first.
    heading: String,
    warning: &'static str,
    /// The known heading that is nearest, or as which it is read.
    nearest: Option<String>,
    reports: usize,
    times: usize,
    kinds: Vec<&'static str>,
    report_id: &'a str,
    page: Option<u32>,
}

#[derive(JsonSchema, Serialize)]
struct Headings<'a> {
    reports: usize,
    headings: Vec<HeadingRow<'a>>,
}

/// The headings of reports that no rule knows, those of most reports first.
#[derive(Debug, Clone, Copy)]
pub struct UnknownHeadings<'a>(
    /// The reports.
    pub &'a [ReportRecord],
);

impl Reply for UnknownHeadings<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let rows = rows(self.0);
        let mut sheet = Sheet::default();
        let searched = count(self.0.len() as u64, "report");
        if rows.is_empty() {
            sheet.add(Part::Lead(vec![format!(
                "Every heading of {searched} is known."
            )]));
            return sheet;
        }
        let numbers = ["reports", "times"].map(Column::numbers);
        let words = ["heading", "nearest", "stands in"].map(Column::words);
        let columns = numbers.into_iter().chain(words).collect();
        let cells = rows.iter().map(cells);
        sheet.add(Part::Table(Table::plain(columns, cells)));
        let near = rows.iter().filter(|row| row.is_near()).count();
        sheet.add(Part::Paragraph(format!(
            "{} that no rule knows, {near} read as what they nearly are, in {searched}",
            count((rows.len() - near) as u64, "heading"),
        )));
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        Headings {
            reports: self.0.len(),
            headings: rows(self.0),
        }
    }
}

impl HeadingRow<'_> {
    /// Tells whether it is read as what it nearly is.
    fn is_near(&self) -> bool {
        self.warning == WarningKind::HeadingNear.slug()
    }
}

fn cells(row: &HeadingRow<'_>) -> Vec<Cell> {
    let nearest = row.nearest.as_ref().map(|known| match row.is_near() {
        true => format!("read as: {known}"),
        false => known.clone(),
    });
    let page = row
        .page
        .map_or(String::new(), |page| format!(", page {page}"));
    cells![
        row.reports,
        row.times,
        &row.heading,
        nearest,
        format!("{}{page}", row.report_id),
    ]
}

/// Groups the warnings about headings by the heading, case and spacing aside.
fn rows(reports: &[ReportRecord]) -> Vec<HeadingRow<'_>> {
    let mut groups: BTreeMap<(WarningKind, String), Vec<(&ReportRecord, Doubt<'_>)>> =
        BTreeMap::new();
    for record in reports {
        for doubt in record.warnings.iter().filter_map(Doubt::of) {
            let key = (doubt.warning.kind, fold_heading(doubt.line));
            groups.entry(key).or_default().push((record, doubt));
        }
    }
    let mut rows: Vec<_> = groups.into_values().map(|group| row(&group)).collect();
    // What is alike in number stays in the order of the alphabet.
    rows.sort_by_key(|row| std::cmp::Reverse((row.reports, row.times)));
    rows
}

fn row<'a>(group: &[(&'a ReportRecord, Doubt<'a>)]) -> HeadingRow<'a> {
    let (first, doubt) = &group[0];
    let reports: BTreeSet<_> = group.iter().map(|(record, _)| &record.id).collect();
    let kinds: BTreeSet<_> = group.iter().map(|(record, _)| record.report.kind).collect();
    let mut nearest = group.iter().filter_map(|(_, doubt)| doubt.nearest);
    HeadingRow {
        heading: doubt.line.to_owned(),
        warning: doubt.warning.kind.slug(),
        nearest: nearest.next().map(str::to_owned),
        reports: reports.len(),
        times: group.len(),
        kinds: kinds.into_iter().map(|kind| kind.slug()).collect(),
        report_id: first.id.as_str(),
        page: doubt.warning.page,
    }
}

/// A warning about a heading, taken apart.
struct Doubt<'a> {
    warning: &'a Warning,
    line: &'a str,
    nearest: Option<&'a str>,
}

impl<'a> Doubt<'a> {
    /// Takes "`LINE` is no known heading, nearest `HEADING`" and "`LINE` is read as `HEADING`: …"
    /// apart; a line may hold the sign ` itself, a heading not.
    fn of(warning: &'a Warning) -> Option<Self> {
        let message = warning.message.strip_prefix('`')?;
        let (line, rest) = match warning.kind {
            WarningKind::HeadingUnknown => message.rsplit_once("` is no known heading")?,
            WarningKind::HeadingNear => message.rsplit_once("` is read as ")?,
            _ => return None,
        };
        let rest = rest.strip_prefix(", nearest ").unwrap_or(rest);
        Some(Doubt {
            warning,
            line,
            nearest: rest
                .strip_prefix('`')
                .and_then(|rest| rest.split('`').next()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::UnknownHeadings;
    use crate::index::ReportRecord;
    use crate::model::{ReportId, Warning, WarningKind};
    use crate::output::testutil::{json, record, text};

    fn with(id: &str, warnings: &[(WarningKind, &str, u32)]) -> ReportRecord {
        let warnings = warnings.iter().map(|(kind, message, page)| Warning {
            kind: *kind,
            message: (*message).to_owned(),
            page: Some(*page),
        });
        ReportRecord {
            id: ReportId::new(id),
            warnings: warnings.collect(),
            ..record()
        }
    }

    fn reports() -> Vec<ReportRecord> {
        use WarningKind::{HeadingNear, HeadingUnknown, NumberSkipped};
        vec![
            with(
                "a/2024/x",
                &[
                    (HeadingUnknown, "`Working together` is no known heading", 3),
                    (NumberSkipped, "there is no paragraph 3", 4),
                    (
                        HeadingNear,
                        "`Main findngs` is read as `main findings`: `findngs` for `findings`",
                        5,
                    ),
                ],
            ),
            with(
                "b/2024/x",
                &[
                    (
                        HeadingUnknown,
                        "`WORKING TOGETHER` is no known heading, nearest `working`",
                        7,
                    ),
                    (HeadingUnknown, "`Working  together` is no known heading", 8),
                    (
                        HeadingUnknown,
                        "`A `quoted` line` is no known heading, nearest `line`",
                        9,
                    ),
                ],
            ),
        ]
    }

    #[test]
    fn headings_are_grouped_and_counted() {
        let reports = reports();
        assert_eq!(
            text(&UnknownHeadings(&reports)),
            "reports  times  heading           nearest                 stands in\n\
             \x20     2      3  Working together  working                 a/2024/x, page 3\n\
             \x20     1      1  Main findngs      read as: main findings  a/2024/x, page 5\n\
             \x20     1      1  A `quoted` line   line                    b/2024/x, page 9\n\
             \n2 headings that no rule knows, 1 read as what they nearly are, in 2 reports\n"
        );
        let json = json(&UnknownHeadings(&reports));
        assert_eq!(json["reports"], 2);
        assert_eq!(json["headings"][0]["reports"], 2);
        assert_eq!(json["headings"][0]["nearest"], "working");
        assert_eq!(json["headings"][1]["warning"], "heading-near");
    }

    #[test]
    fn where_all_are_known_that_is_said() {
        let report = with("a/2024/x", &[(WarningKind::NumberSkipped, "no 3", 1)]);
        assert_eq!(
            text(&UnknownHeadings(&[report])),
            "Every heading of 1 report is known.\n"
        );
    }
}
