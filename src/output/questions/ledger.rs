//! The ledger: what was understood of each report, and from where.

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::ReportRecord;
use crate::model::WordBalance;
use crate::output::sheet::{Cell, Column, Table, cells};
use crate::output::wire::{ReportRow, WordRow};

/// A report as the ledger has it: all that is known of it, and where its words went.
#[derive(Debug, JsonSchema, Serialize)]
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

/// Draws up a row a report: dates and where the day of publication is known from, grades, numbers,
/// warnings, and the share of words in findings, other sections, boilerplate and apparatus.
pub(super) fn table(records: &[ReportRecord]) -> Table<'static> {
    let words = ["report", "published", "from", "lead inspector"].map(Column::words);
    let numbers = [
        "areas",
        "numbers",
        "paragraphs",
        "findings",
        "other",
        "boilerplate",
        "apparatus",
        "warnings",
    ];
    let columns = words.into_iter().chain(numbers.map(Column::numbers));
    Table::plain(columns.collect(), records.iter().map(row))
}

fn row(record: &ReportRecord) -> Vec<Cell> {
    let report = &record.report;
    let leads = report.lead_inspectors.iter().map(|lead| lead.name.as_str());
    let words = report.words;
    let mut row = cells![
        record.id.as_str(),
        report.published.map(|published| published.date.to_string()),
        report
            .published
            .map(|published| published.source.to_string()),
        leads.collect::<Vec<_>>().join("; "),
        report.judgements.len(),
        record.last_number,
        record.paragraphs,
    ];
    let parts = [
        words.findings,
        words.other,
        words.boilerplate,
        words.apparatus,
    ];
    row.extend(parts.map(|part| share(part, words.total()).into()));
    row.push(match record.warnings.len() {
        0 => "".into(),
        number => number.into(),
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
