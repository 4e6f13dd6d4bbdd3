//! What a check of the index found.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::label::count;
use super::ledger::{self, LedgerRow};
use super::screen::paint;
use super::wire::{WarningRow, WordRow};
use super::{Screen, json};
use crate::index::ReportRecord;
use crate::model::WarningKind;

/// What a check found; every list is empty when all is in order.
#[derive(Debug, Clone, Default)]
pub struct CheckReport {
    /// Files in the ledger.
    pub files: usize,
    /// Every report, sorted by id.
    pub reports: Vec<ReportRecord>,
    /// Paragraphs that the index holds.
    pub paragraphs: u64,
    /// Files that are no longer as they were read.
    pub stale: Vec<Stale>,
    /// Refused files, each with its reason.
    pub refused: Vec<(String, String)>,
    /// Names that more than one report would bear.
    pub ambiguous: Vec<Ambiguity>,
    /// Editions of reports of which there is a newer one.
    pub editions: Vec<OlderEdition>,
    /// What contradicts itself inside the index, in sentences.
    pub broken: Vec<String>,
}

/// A file that is no longer as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stale {
    /// Its path in the ledger.
    pub path: String,
    /// What has become of it: `missing`, `changed` or why it cannot be read.
    pub reason: String,
}

/// A name that more than one report would bear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ambiguity {
    /// The name.
    pub name: String,
    /// The reports.
    pub reports: Vec<String>,
}

/// An edition of a report of which there is a newer one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OlderEdition {
    /// The name that it bears.
    pub report_id: String,
    /// Its number, counted from 1 for the oldest.
    pub edition: u32,
    /// How many there are.
    pub editions: u32,
    /// The newest.
    pub replaced_by: String,
    /// The share of their runs of words that this and the newest have in common.
    pub resemblance: f32,
}

impl OlderEdition {
    fn sentence(&self) -> String {
        let text = match self.resemblance {
            1.0 => "the same text".to_owned(),
            share => format!("{}% of the text is the same", (share * 100.0).floor()),
        };
        format!(
            "{}: edition {} of {}, replaced by {}; {text}",
            self.report_id, self.edition, self.editions, self.replaced_by
        )
    }
}

impl CheckReport {
    /// Tells whether the index says what the files say.
    pub fn is_current(&self) -> bool {
        self.stale.is_empty() && self.broken.is_empty()
    }

    fn warnings(&self) -> BTreeMap<WarningKind, u64> {
        let mut classes = BTreeMap::new();
        for warning in self.reports.iter().flat_map(|record| &record.warnings) {
            *classes.entry(warning.kind).or_default() += 1;
        }
        classes
    }

    fn doubtful(&self) -> impl Iterator<Item = &ReportRecord> {
        self.reports
            .iter()
            .filter(|record| !record.warnings.is_empty())
    }

    fn copies(&self) -> impl Iterator<Item = &ReportRecord> {
        self.reports.iter().filter(|record| record.paths.len() > 1)
    }
}

#[derive(Serialize)]
struct CheckRow<'a> {
    current: bool,
    files: usize,
    reports: usize,
    paragraphs: u64,
    stale: &'a [Stale],
    broken: &'a [String],
    refused: Vec<Refused<'a>>,
    ambiguous: &'a [Ambiguity],
    editions: &'a [OlderEdition],
    copies: Vec<Copies<'a>>,
    warnings: BTreeMap<&'static str, u64>,
    reports_with_warnings: Vec<Doubtful<'a>>,
    words: WordRow,
    ledger: Vec<LedgerRow<'a>>,
}

#[derive(Serialize)]
struct Refused<'a> {
    path: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct Copies<'a> {
    report_id: &'a str,
    paths: &'a [String],
}

#[derive(Serialize)]
struct Doubtful<'a> {
    report_id: &'a str,
    path: Option<&'a str>,
    warnings: Vec<WarningRow<'a>>,
}

/// Writes what a check found as an object.
pub fn write_check_json(out: &mut impl Write, check: &CheckReport) -> io::Result<()> {
    json::pretty(
        out,
        &CheckRow {
            current: check.is_current(),
            files: check.files,
            reports: check.reports.len(),
            paragraphs: check.paragraphs,
            stale: &check.stale,
            broken: &check.broken,
            refused: check
                .refused
                .iter()
                .map(|(path, reason)| Refused { path, reason })
                .collect(),
            ambiguous: &check.ambiguous,
            editions: &check.editions,
            copies: check
                .copies()
                .map(|record| Copies {
                    report_id: record.id.as_str(),
                    paths: &record.paths,
                })
                .collect(),
            warnings: check
                .warnings()
                .into_iter()
                .map(|(kind, n)| (kind.slug(), n))
                .collect(),
            reports_with_warnings: check
                .doubtful()
                .map(|record| Doubtful {
                    report_id: record.id.as_str(),
                    path: record.paths.first().map(String::as_str),
                    warnings: record.warnings.iter().map(WarningRow::from).collect(),
                })
                .collect(),
            words: WordRow::from(ledger::sum(&check.reports)),
            ledger: check.reports.iter().map(LedgerRow::from).collect(),
        },
    )
}

/// Writes what a check found for people; what is in order has no heading. With `ledger`, a row
/// for each report says what was understood of it.
pub fn write_check_text(
    out: &mut impl Write,
    check: &CheckReport,
    ledger: bool,
    screen: &Screen,
) -> io::Result<()> {
    let verdict = if check.is_current() {
        "In order"
    } else {
        "Out of date"
    };
    writeln!(
        out,
        "{verdict}: {}, {}, {}",
        count(check.files as u64, "file"),
        count(check.reports.len() as u64, "report"),
        count(check.paragraphs, "paragraph"),
    )?;
    let stale = check
        .stale
        .iter()
        .map(|stale| format!("{}: {}", stale.path, stale.reason));
    let refused = check
        .refused
        .iter()
        .map(|(path, reason)| format!("{path}: {reason}"));
    let ambiguous = check
        .ambiguous
        .iter()
        .map(|a| format!("{}: {}", a.name, a.reports.join(", ")));
    let copies = check
        .copies()
        .map(|record| format!("{}: {}", record.id, record.paths.join(", ")));
    let warnings = check.warnings();
    let classes = warnings
        .iter()
        .map(|(kind, number)| format!("{number:>5}  {kind}"));
    let doubtful = check.doubtful().flat_map(|record| {
        let warnings = record.warnings.iter().map(|warning| format!("  {warning}"));
        std::iter::once(record.id.to_string()).chain(warnings)
    });
    section(out, "stale", stale, screen)?;
    section(out, "broken", check.broken.iter().cloned(), screen)?;
    section(out, "refused", refused, screen)?;
    section(out, "ambiguous", ambiguous, screen)?;
    let editions = check.editions.iter().map(OlderEdition::sentence);
    section(out, "older editions", editions, screen)?;
    section(out, "copies", copies, screen)?;
    section(out, "warnings", classes, screen)?;
    section(out, "reports with warnings", doubtful, screen)?;
    if ledger {
        writeln!(out)?;
        ledger::write(out, &check.reports, screen)?;
    }
    let words = ledger::sum(&check.reports);
    if words.total() > 0 {
        writeln!(
            out,
            "\n{}: {}",
            count(words.total(), "word"),
            ledger::balance_line(words)
        )?;
    }
    Ok(())
}

/// Writes lines under a title, if there are any.
pub(super) fn section(
    out: &mut impl Write,
    title: &str,
    lines: impl Iterator<Item = String>,
    screen: &Screen,
) -> io::Result<()> {
    for (at, line) in lines.enumerate() {
        if at == 0 {
            writeln!(out, "\n{}", paint(screen.palette.title, title))?;
        }
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{CheckReport, Stale, write_check_json, write_check_text};
    use crate::output::Screen;
    use crate::output::testutil::{record, written};

    fn check(report: &CheckReport, expected: &str) {
        assert_eq!(
            written(|out| write_check_text(out, report, false, &Screen::plain())),
            expected
        );
    }

    #[test]
    fn says_what_is_the_matter() {
        let mut report = CheckReport {
            files: 2,
            reports: vec![record()],
            paragraphs: 2,
            refused: vec![("corpus/b.pdf".to_owned(), "HTML, not a PDF".to_owned())],
            ..CheckReport::default()
        };
        let rest = "\nrefused\n\
                    \x20 corpus/b.pdf: HTML, not a PDF\n\
                    \nwarnings\n\
                    \x20     1  number-skipped\n\
                    \nreports with warnings\n\
                    \x20 harrowmere/2024-10-25/ilacs\n\
                    \x20   number-skipped: no paragraph 17 (page 4)\n";
        check(
            &report,
            &format!("In order: 2 files, 1 report, 2 paragraphs\n{rest}"),
        );
        report.stale = vec![Stale {
            path: "corpus/a.pdf".to_owned(),
            reason: "missing".to_owned(),
        }];
        let stale = "\nstale\n  corpus/a.pdf: missing\n";
        check(
            &report,
            &format!("Out of date: 2 files, 1 report, 2 paragraphs\n{stale}{rest}"),
        );
    }

    #[test]
    fn json_counts_warnings_by_class() {
        let report = CheckReport {
            reports: vec![record()],
            ..CheckReport::default()
        };
        let json = written(|out| write_check_json(out, &report));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["current"], true);
        assert_eq!(json["warnings"]["number-skipped"], 1);
    }
}
