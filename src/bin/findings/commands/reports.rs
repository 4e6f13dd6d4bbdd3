//! `findings reports`.

use findings::index::{Index, ReportRecord};
use findings::output::{self, Changes, Glyphs, Screen};
use findings::themes;
use std::io::Write;

use crate::build::{self, Purpose};
use crate::error::CommandError;
use crate::filters::FilterArgs;
use crate::formats::{CellArgs, RecordsFormatArg};
use crate::neighbours::NeighbourArgs;
use crate::outcome::Outcome;
use crate::ui::Ui;

/// List reports, one row each: the national table of judgements
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings reports --authority southend-on-sea
  findings reports --latest --overall inadequate
  findings reports --latest --format csv > judgements.csv
  findings reports --matrix --region london
  findings reports --matrix --authority kent --neighbours neighbours.csv")]
pub(crate) struct Args {
    /// Only the newest graded report of each authority or provider
    ///
    /// Of the kinds, frameworks and editions asked for, if any are. Every other filter chooses among the newest
    /// reports: `--latest --overall inadequate` lists the authorities that are inadequate now.
    #[arg(long)]
    latest: bool,

    /// One row an authority: its graded inspections in time, and what changed
    ///
    /// As data, one row an area of an inspection. A grade is compared with that of the same area
    /// before, or of the first of the same group.
    #[arg(long, conflicts_with = "latest")]
    matrix: bool,

    /// Write `+` and `-` instead of arrows
    #[arg(long, requires = "matrix")]
    ascii: bool,

    /// How reports are written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: RecordsFormatArg,

    #[command(flatten)]
    cells: CellArgs,

    #[command(flatten)]
    neighbours: NeighbourArgs,

    #[command(flatten)]
    filters: FilterArgs,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let index = build::open_for(ui, Purpose::Reports)?;
    let mut filters = args.filters.filters(None);
    args.neighbours.widen(&mut filters, ui)?;
    let mut records = index.reports(&filters)?;
    if args.matrix {
        return matrix(args, ui, &index, &records);
    }
    if args.latest {
        let latest = themes::latest(&index, &filters)?;
        records.retain(|record| latest.contains(&record.id));
    }
    ui.write(records.as_slice(), args.cells.of(args.format)?)?;
    Ok(Outcome::of(records.len() as u64))
}

fn matrix(
    args: &Args,
    ui: &Ui,
    index: &Index,
    passing: &[ReportRecord],
) -> Result<Outcome, CommandError> {
    let judged = themes::judged_of(index, passing)?;
    let glyphs = match args.ascii {
        true => Glyphs::Ascii,
        false => Glyphs::Arrows,
    };
    let screen = Screen {
        glyphs,
        ..ui.screen
    };
    let format = args.cells.of(args.format)?;
    let mut out = ui.out_of(format)?;
    let changes = Changes {
        judged: &judged,
        terms: index.terms(),
    };
    output::write(&mut out, &changes, format, &screen)?;
    out.flush()?;
    Ok(Outcome::of(judged.len() as u64))
}
