//! What a check of the index found.

use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

use super::ledger::{self, LedgerRow};
use crate::index::ReportRecord;
use crate::model::WarningKind;
use crate::output::sheet::{Part, Sheet};
use crate::output::wire::{WarningRow, WordRow};
use crate::output::words::label::count;
use crate::output::{Reply, Screen};

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
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Stale {
    /// Its path in the ledger.
    pub path: String,
    /// What has become of it: `missing`, `changed` or why it cannot be read.
    pub reason: String,
}

/// A name that more than one report would bear.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Ambiguity {
    /// The name.
    pub name: String,
    /// The reports.
    pub reports: Vec<String>,
}

/// An edition of a report of which there is a newer one.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
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

#[derive(JsonSchema, Serialize)]
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

#[derive(JsonSchema, Serialize)]
struct Refused<'a> {
    path: &'a str,
    reason: &'a str,
}

#[derive(JsonSchema, Serialize)]
struct Copies<'a> {
    report_id: &'a str,
    paths: &'a [String],
}

#[derive(JsonSchema, Serialize)]
struct Doubtful<'a> {
    report_id: &'a str,
    path: Option<&'a str>,
    warnings: Vec<WarningRow<'a>>,
}

/// What a check found; what is in order has no heading.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// What was found.
    pub check: &'a CheckReport,
    /// Whether a row for each report says what was understood of it.
    pub with_ledger: bool,
}

impl Reply for Checked<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let check = self.check;
        let verdict = match check.is_current() {
            true => "In order",
            false => "Out of date",
        };
        let mut sheet = Sheet::default();
        sheet.add(Part::Lead(vec![format!(
            "{verdict}: {}, {}, {}",
            count(check.files as u64, "file"),
            count(check.reports.len() as u64, "report"),
            count(check.paragraphs, "paragraph"),
        )]));
        let named = |name: &str, of: &[String]| format!("{name}: {}", of.join(", "));
        let stale = check.stale.iter();
        let refused = check.refused.iter();
        let ambiguous = check.ambiguous.iter();
        let warnings = check.warnings();
        let classes = warnings.iter();
        let doubtful = check.doubtful().flat_map(|record| {
            let warnings = record.warnings.iter().map(|warning| format!("  {warning}"));
            std::iter::once(record.id.to_string()).chain(warnings)
        });
        for (title, lines) in [
            (
                "stale",
                stale
                    .map(|stale| format!("{}: {}", stale.path, stale.reason))
                    .collect(),
            ),
            ("broken", check.broken.clone()),
            (
                "refused",
                refused
                    .map(|(path, reason)| format!("{path}: {reason}"))
                    .collect(),
            ),
            (
                "ambiguous",
                ambiguous.map(|a| named(&a.name, &a.reports)).collect(),
            ),
            (
                "older editions",
                check.editions.iter().map(OlderEdition::sentence).collect(),
            ),
            (
                "copies",
                check
                    .copies()
                    .map(|r| named(r.id.as_str(), &r.paths))
                    .collect(),
            ),
            (
                "warnings",
                classes
                    .map(|(kind, number)| format!("{number:>5}  {kind}"))
                    .collect(),
            ),
            ("reports with warnings", doubtful.collect()),
        ] {
            sheet.add(Part::List(title.to_owned(), lines));
        }
        if self.with_ledger {
            sheet.add(Part::Table(ledger::table(&check.reports)));
        }
        let words = ledger::sum(&check.reports);
        if words.total() > 0 {
            let all = count(words.total(), "word");
            sheet.add(Part::Paragraph(format!(
                "{all}: {}",
                ledger::balance_line(words)
            )));
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let check = self.check;
        CheckRow {
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
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CheckReport, Checked, Stale};
    use crate::output::testutil::{json, record, text};

    fn checked(check: &CheckReport) -> Checked<'_> {
        Checked {
            check,
            with_ledger: false,
        }
    }

    fn check(report: &CheckReport, expected: &str) {
        assert_eq!(text(&checked(report)), expected);
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
        let json = json(&checked(&report));
        assert_eq!(json["current"], true);
        assert_eq!(json["warnings"]["number-skipped"], 1);
    }
}
