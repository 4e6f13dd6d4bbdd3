//! `findings`: full-text search over inspection reports, paragraph by numbered paragraph.
//!
//! This is the terminal's side of the library: arguments in, exit codes out. Each command is a
//! file in `commands`.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod build;
mod commands;
mod error;
mod filters;
mod formats;
mod nearest;
mod progress;
mod stream;
mod ui;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{check, completions, export, ingest, man, reports, search, show, themes};
use error::CommandError;
use ui::Ui;

const EXAMPLES: &str = "\
Examples:
  findings ingest reports/                      index a folder of reports
  findings search '\"life-story work\"'           paragraphs with the phrase
  findings search housing --grade inadequate    in areas with that grade
  findings search advocacy --absent             reports that never mention it
  findings show southend-on-sea/2024-10-25/ilacs#28
  findings reports --latest --format csv        the national table of judgements
  findings themes --section improvement         phrases that recur

Exit codes: 0 found or done, 1 nothing found, 2 error.";

/// Searches inspection reports, paragraph by numbered paragraph
///
/// An inspection report is a small database: numbered findings, each inside a judgement area
/// that carries a grade, inside an inspection of one authority at one date. Every answer gives
/// a finding back with all of that attached.
#[derive(Debug, Parser)]
#[command(name = "findings", version, after_long_help = EXAMPLES)]
struct Cli {
    #[command(flatten)]
    ui: ui::Args,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Ingest(ingest::Args),
    Search(Box<search::Args>),
    Show(show::Args),
    Reports(reports::Args),
    Themes(Box<themes::Args>),
    Check(check::Args),
    Export(export::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// What a command that ran to its end has to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Something was found, or what was asked is done.
    Done,
    /// Nothing was found, or something is out of order.
    Nothing,
}

impl Outcome {
    /// Tells by a number whether anything was found.
    const fn of(found: u64) -> Self {
        if found == 0 {
            Outcome::Nothing
        } else {
            Outcome::Done
        }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let ui = Ui::new(cli.ui);
    match run(&cli.command, &ui) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) => {
            ui.report(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

fn run(command: &Command, ui: &Ui) -> Result<Outcome, CommandError> {
    match command {
        Command::Ingest(args) => ingest::run(args, ui),
        Command::Search(args) => search::run(args, ui),
        Command::Show(args) => show::run(args, ui),
        Command::Reports(args) => reports::run(args, ui),
        Command::Themes(args) => themes::run(args, ui),
        Command::Check(args) => check::run(args, ui),
        Command::Export(args) => export::run(args, ui),
        Command::Completions(args) => completions::run(args, ui),
        Command::Man(args) => man::run(args, ui),
    }
}
