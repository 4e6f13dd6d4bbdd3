//! `findings reports`.

use std::collections::{HashMap, HashSet};
use std::io::Write;

use findings::index::{Index, ReportRecord};
use findings::model::{Date, ReportId};
use findings::output;
use findings::query::{Field, Filters};

use crate::Outcome;
use crate::build;
use crate::error::CommandError;
use crate::filters::FilterArgs;
use crate::formats::TableFormatArg;
use crate::ui::Ui;

/// List reports, one row each: the national table of judgements
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings reports --authority southend-on-sea
  findings reports --latest --overall inadequate
  findings reports --latest --format csv > judgements.csv")]
pub(crate) struct Args {
    /// Only the newest graded report of each authority
    ///
    /// `--grade` and `--overall` then choose among the newest reports: `--latest --overall
    /// inadequate` lists the authorities that are inadequate now.
    #[arg(long)]
    latest: bool,

    /// How reports are written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: TableFormatArg,

    #[command(flatten)]
    filters: FilterArgs,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let index = build::open(ui)?;
    let filters = args.filters.filters(None);
    let mut records = index.reports(&filters)?;
    if args.latest {
        let latest = latest(&index, filters)?;
        records.retain(|record| latest.contains(&record.id));
    }
    let mut out = ui.out();
    output::write_reports(&mut out, &records, args.format.into(), &ui.theme)?;
    out.flush()?;
    Ok(Outcome::of(records.len() as u64))
}

/// Returns the newest graded report of each authority, whatever its grades.
fn latest(index: &Index, mut filters: Filters) -> Result<HashSet<ReportId>, CommandError> {
    filters
        .fields
        .retain(|filter| !matches!(filter.field, Field::Grade | Field::Overall));
    let mut newest: HashMap<String, ReportRecord> = HashMap::new();
    for record in index.reports(&filters)? {
        let report = &record.report;
        let Some(authority) = &report.authority else {
            continue;
        };
        let is_graded = report.overall.is_some() || !report.judgements.is_empty();
        if !report.kind.is_graded() || !is_graded {
            continue;
        }
        match newest.get(&authority.slug) {
            Some(known) if age(known) >= age(&record) => {}
            _ => {
                newest.insert(authority.slug.clone(), record);
            }
        }
    }
    Ok(newest.into_values().map(|record| record.id).collect())
}

/// Orders reports by inspection, or by publication where that is all that is known.
fn age(record: &ReportRecord) -> Option<Date> {
    let report = &record.report;
    report
        .inspection
        .map(|span| span.end)
        .or(report.published.map(|published| published.date))
}
