//! Lines that look like headings and that no rule knows, over all reports.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde::Serialize;

use super::label::count;
use super::table::{self, Column};
use super::{Screen, json};
use crate::gazetteer::fold_heading;
use crate::index::ReportRecord;
use crate::model::{Warning, WarningKind};

/// A line that stands where headings stand, and what the rules make of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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

#[derive(Serialize)]
struct Headings<'a> {
    reports: usize,
    headings: Vec<HeadingRow<'a>>,
}

/// Writes the headings that no rule knows as an object.
pub fn write_headings_json(out: &mut impl Write, reports: &[ReportRecord]) -> io::Result<()> {
    json::pretty(
        out,
        &Headings {
            reports: reports.len(),
            headings: rows(reports),
        },
    )
}

/// Writes a row a heading that no rule knows, those of most reports first.
pub fn write_headings_text(
    out: &mut impl Write,
    reports: &[ReportRecord],
    screen: &Screen,
) -> io::Result<()> {
    let rows = rows(reports);
    let searched = count(reports.len() as u64, "report");
    if rows.is_empty() {
        return writeln!(out, "Every heading of {searched} is known.");
    }
    let columns = [
        Column::right("reports"),
        Column::right("times"),
        Column::left("heading"),
        Column::left("nearest"),
        Column::left("stands in"),
    ];
    let cells = rows.iter().map(|row| {
        let nearest = match (&row.nearest, row.warning == WarningKind::HeadingNear.slug()) {
            (Some(known), true) => format!("read as: {known}"),
            (Some(known), false) => known.clone(),
            (None, _) => String::new(),
        };
        let page = row
            .page
            .map_or(String::new(), |page| format!(", page {page}"));
        vec![
            row.reports.to_string(),
            row.times.to_string(),
            row.heading.clone(),
            nearest,
            format!("{}{page}", row.report_id),
        ]
    });
    table::write(out, &columns, &cells.collect::<Vec<_>>(), screen)?;
    let near = WarningKind::HeadingNear.slug();
    let near = rows.iter().filter(|row| row.warning == near).count();
    writeln!(
        out,
        "\n{} that no rule knows, {near} read as what they nearly are, in {searched}",
        count((rows.len() - near) as u64, "heading"),
    )
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
    use super::{write_headings_json, write_headings_text};
    use crate::index::ReportRecord;
    use crate::model::{ReportId, Warning, WarningKind};
    use crate::output::Screen;
    use crate::output::testutil::{record, written};

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
        assert_eq!(
            written(|out| write_headings_text(out, &reports(), &Screen::plain())),
            "reports  times  heading           nearest                 stands in\n\
             \x20     2      3  Working together  working                 a/2024/x, page 3\n\
             \x20     1      1  Main findngs      read as: main findings  a/2024/x, page 5\n\
             \x20     1      1  A `quoted` line   line                    b/2024/x, page 9\n\
             \n2 headings that no rule knows, 1 read as what they nearly are, in 2 reports\n"
        );
        let json = written(|out| write_headings_json(out, &reports()));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["reports"], 2);
        assert_eq!(json["headings"][0]["reports"], 2);
        assert_eq!(json["headings"][0]["nearest"], "working");
        assert_eq!(json["headings"][1]["warning"], "heading-near");
    }

    #[test]
    fn where_all_are_known_that_is_said() {
        let report = with("a/2024/x", &[(WarningKind::NumberSkipped, "no 3", 1)]);
        assert_eq!(
            written(|out| write_headings_text(out, &[report], &Screen::plain())),
            "Every heading of 1 report is known.\n"
        );
    }
}
