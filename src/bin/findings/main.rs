//! `findings`: full-text search over inspection reports, paragraph by numbered paragraph.
//!
//! This is the terminal's side of the library: arguments in, exit codes out. Each command is a
//! file or a folder in `commands`.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod any_word;
mod build;
mod choosing;
mod codebook_file;
mod coded_file;
mod commands;
mod complete;
mod concept_file;
mod config;
#[cfg(feature = "engine")]
mod engine;
mod error;
mod fault;
mod filters;
mod formats;
mod needs;
mod neighbours;
mod opener;
mod outcome;
mod pager;
mod progress;
mod queries;
mod stream;
mod study_file;
mod thesaurus;
mod topics;
mod ui;
mod unknown;

use std::process::ExitCode;

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};
use clap_complete::CompleteEnv;

#[cfg(feature = "fetch")]
use commands::fetch;
use commands::{
    agreement, check, completions, concepts, export, frameworks, help, ingest, man, news, related,
    reports, run as study, schema, search, show, similar, themes, track,
};
#[cfg(feature = "serve")]
use commands::{mcp, serve};
use config::Config;
use error::CommandError;
use outcome::Outcome;
use ui::Ui;

const EXAMPLES: &str = "\
Examples:
  findings fetch                                bring the published reports
  findings ingest reports/                      index a folder of reports
  findings search '\"life-story work\"'           paragraphs with the phrase
  findings search housing --grade inadequate    in areas with that grade
  findings search advocacy --absent             reports that never mention it
  findings show southend-on-sea/2024-10-25/ilacs#28
  findings reports --latest --format csv        the national table of judgements
  findings help query                           the query language
  findings themes --section improvement         phrases that recur
  findings serve --open                         all of it in a browser

Exit codes: 0 found or done, 1 nothing found, 2 error.";

/// Searches inspection reports, paragraph by numbered paragraph
///
/// An inspection report is a small database: numbered findings, each inside a judgement area
/// that carries a grade, inside an inspection of one authority at one date. Every answer gives
/// a finding back with all of that attached.
#[derive(Debug, Parser)]
#[command(name = "findings", version, after_long_help = EXAMPLES)]
// `help` is a command of its own, for it knows topics besides.
#[command(disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    ui: ui::Args,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[cfg(feature = "fetch")]
    Fetch(fetch::Args),
    Ingest(ingest::Args),
    Search(Box<search::Args>),
    Show(show::Args),
    Similar(similar::Args),
    Related(related::Args),
    Reports(reports::Args),
    Themes(Box<themes::Args>),
    Agreement(agreement::Args),
    Track(Box<track::Args>),
    News(news::Args),
    Run(study::Args),
    Check(check::Args),
    Export(export::Args),
    #[cfg(feature = "serve")]
    Serve(serve::Args),
    #[cfg(feature = "serve")]
    Mcp(mcp::Args),
    Concepts(concepts::Args),
    Frameworks(frameworks::Args),
    Schema(schema::Args),
    Config(commands::config::Args),
    Completions(completions::Args),
    Man(man::Args),
    Help(help::Args),
}

impl Command {
    /// Tells whether the output is to be read, page by page where it is long.
    const fn is_read(&self) -> bool {
        matches!(
            self,
            Command::Search(_)
                | Command::Show(_)
                | Command::Related(_)
                | Command::Reports(_)
                | Command::Agreement(_)
                | Command::Track(_)
                | Command::News(_)
                | Command::Check(_)
                | Command::Concepts(_)
                | Command::Frameworks(_)
                | Command::Schema(_)
                | Command::Help(_)
        )
    }
}

fn main() -> ExitCode {
    // Where a shell asks for completions, this answers and ends.
    CompleteEnv::with_factory(|| complete::topics(Cli::command())).complete();
    // A broken configuration file must not stand before the help that says how to mend it.
    let command = Cli::command();
    let (config, broken) = match Config::load(Some(&command)) {
        Ok(config) => (config, None),
        Err(error) => (Config::default(), Some(error)),
    };
    let mut command = config.apply(command);
    let matches = command.try_get_matches_from_mut(std::env::args_os());
    let matches = matches.unwrap_or_else(|error| unknown::explained(error, &command).exit());
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    #[cfg(feature = "engine")]
    let (cli_ui, broken) = match cli.ui.clone().choose_index(&matches) {
        Ok(chosen) => (chosen, broken),
        Err(error) => (cli.ui, Some(error)),
    };
    #[cfg(not(feature = "engine"))]
    let cli_ui = cli.ui;
    let mut ui = Ui::new(cli_ui, cli.command.is_read());
    if let Some(unread) = &config.unread {
        ui.note(unread);
    }
    let result = match broken {
        Some(error) if !matches!(cli.command, Command::Help(_)) => Err(error),
        _ => {
            let run =
                || needs::check(&matches).and_then(|()| run(&cli.command, &ui, &config, &matches));
            fault::caught(run).unwrap_or_else(|what| Err(CommandError::fault(&what)))
        }
    };
    let result = ui.finish().map_err(CommandError::from).and(result);
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) => {
            ui.report(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

fn run(
    command: &Command,
    ui: &Ui,
    config: &Config,
    matches: &ArgMatches,
) -> Result<Outcome, CommandError> {
    match command {
        #[cfg(feature = "fetch")]
        Command::Fetch(args) => fetch::run(args, ui),
        Command::Ingest(args) => ingest::run(args, ui),
        Command::Search(args) => search::run(args, ui),
        Command::Show(args) => show::run(args, ui),
        Command::Similar(args) => similar::run(args, ui),
        Command::Related(args) => related::run(args, ui),
        Command::Reports(args) => reports::run(args, ui),
        Command::Themes(args) => themes::run(args, ui),
        Command::Agreement(args) => agreement::run(args, ui),
        Command::Track(args) => track::run(args, ui),
        Command::News(args) => news::run(args, ui),
        Command::Run(args) => study::run(args, ui, run_words),
        Command::Check(args) => check::run(args, ui),
        Command::Export(args) => export::run(args, ui),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(args, ui),
        #[cfg(feature = "serve")]
        Command::Mcp(args) => mcp::run(args, ui),
        Command::Concepts(args) => concepts::run(args, ui),
        Command::Frameworks(args) => frameworks::run(args, ui),
        Command::Schema(args) => schema::run(args, ui),
        Command::Config(args) => {
            let settings = config.settings(&Cli::command(), matches);
            commands::config::run(args, ui, config, settings)
        }
        Command::Completions(args) => completions::run(args, ui),
        Command::Man(args) => man::run(args, ui, Cli::command()),
        Command::Help(args) => help::run(args, ui, Cli::command()),
    }
}

/// Runs a command line of a study, with no settings but its own.
///
/// # Errors
/// Words that are no command line; within it, what the command says when it fails.
fn run_words(words: &[String], ui: &Ui) -> Result<Result<Outcome, CommandError>, clap::Error> {
    let matches = Cli::command().try_get_matches_from(words)?;
    let cli = Cli::from_arg_matches(&matches)?;
    let run = || run(&cli.command, ui, &Config::default(), &matches);
    Ok(needs::check(&matches).and_then(|()| run()))
}
