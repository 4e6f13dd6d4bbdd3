//! The ledger: what was understood of each report, and from where.

use std::io::{self, Write};

use serde::Serialize;

use super::Screen;
use super::table::{self, Column};
use super::wire::{ReportRow, WordRow};
use crate::index::ReportRecord;
use crate::model::WordBalance;

/// A report as the ledger has it: all that is known of it, and where its words went.
#[derive(Debug, Serialize)]
pub(super) struct LedgerRow<'a> {
    #[serde(flatten)]
    report: ReportRow<'a>,
    words: WordRow,
}

impl<'a> From<&'a ReportRecord> for LedgerRow<'a> {
    fn from(record: &'a ReportRecord) -> Self {
        LedgerRow {
            report: ReportRow::from(record),
            words: WordRow::from(record.report.words),
        }
    }
}

/// Writes a row a report: dates and where the day of publication is known from, grades, numbers,
/// warnings, and the share of words in findings, other sections, boilerplate and apparatus.
pub(super) fn write(
    out: &mut impl Write,
    records: &[ReportRecord],
    screen: &Screen,
) -> io::Result<()> {
    let columns = [
        Column::left("report"),
        Column::left("published"),
        Column::left("from"),
        Column::left("lead inspector"),
        Column::right("areas"),
        Column::right("numbers"),
        Column::right("paragraphs"),
        Column::right("findings"),
        Column::right("other"),
        Column::right("boilerplate"),
        Column::right("apparatus"),
        Column::right("warnings"),
    ];
    let rows: Vec<Vec<String>> = records.iter().map(row).collect();
    table::write(out, &columns, &rows, screen)
}

fn row(record: &ReportRecord) -> Vec<String> {
    let report = &record.report;
    let leads: Vec<_> = report
        .lead_inspectors
        .iter()
        .map(|lead| lead.name.as_str())
        .collect();
    let words = report.words;
    let mut row = vec![
        record.id.to_string(),
        report
            .published
            .map_or(String::new(), |published| published.date.to_string()),
        report
            .published
            .map_or(String::new(), |published| published.source.to_string()),
        leads.join("; "),
        report.judgements.len().to_string(),
        record
            .last_number
            .map_or(String::new(), |number| number.to_string()),
        record.paragraphs.to_string(),
    ];
    let parts = [
        words.findings,
        words.other,
        words.boilerplate,
        words.apparatus,
    ];
    row.extend(parts.map(|part| share(part, words.total())));
    row.push(match record.warnings.len() {
        0 => String::new(),
        number => number.to_string(),
    });
    row
}

/// Returns in what shares words went where, as one line.
pub(super) fn balance_line(words: WordBalance) -> String {
    let share = |part| share(part, words.total());
    format!(
        "{} in findings, {} in other sections, {} boilerplate, {} apparatus",
        share(words.findings),
        share(words.other),
        share(words.boilerplate),
        share(words.apparatus),
    )
}

/// Adds up the words of reports.
pub(super) fn sum(records: &[ReportRecord]) -> WordBalance {
    records.iter().fold(WordBalance::default(), |sum, record| {
        sum.plus(record.report.words)
    })
}

fn share(part: u64, whole: u64) -> String {
    format!("{:.1}%", 100.0 * part as f64 / whole.max(1) as f64)
}
