//! `findings mcp`.

use findings::gazetteer::Neighbours;
use findings::web::{self, Options, ServeError};

use crate::commands::serve;
use crate::concept_file;
use crate::error::CommandError;
use crate::outcome::Outcome;
use crate::ui::Ui;

/// Answer an assistant over the Model Context Protocol, on standard input and output
///
/// An assistant starts it and asks; its tools are search, show, reports, themes and track, which read
/// and change nothing. `findings serve` answers assistants too, at `/mcp`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Example, in the settings of an assistant:
  {\"mcpServers\": {\"findings\": {\"command\": \"findings\", \"args\": [\"mcp\", \"--index\", \"/srv/index\"]}}}")]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let options = Options {
        neighbours: Neighbours::default(),
        holder: serve::holder(ui)?,
        concepts: concept_file::load(ui)?,
        listen: serve::LISTEN,
        hosts: Vec::new(),
        base: web::BasePath::default(),
        data: None,
        log: web::Log::None,
    };
    web::assist(options).map_err(|error| match error {
        ServeError::Index(error) => error.into(),
        error => CommandError::new(error.to_string())
            .hint("an assistant starts this, and speaks the Model Context Protocol to it"),
    })?;
    Ok(Outcome::Done)
}
