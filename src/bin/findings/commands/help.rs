//! `findings help`.

use std::io::Write;

use clap::Command;
use findings::output::{self, Wrapped};
use findings::query::CONSTRUCTS;
use findings::query::spelling::nearest;

use crate::error::CommandError;
use crate::outcome::Outcome;
use crate::ui::Ui;

/// Say how to use a command, or how to write a query
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings help search      the options of `search`
  findings help query       the query language, construct by construct")]
pub(crate) struct Args {
    /// A command, or the topic `query`
    topic: Option<String>,
}

pub(crate) fn run(args: &Args, ui: &Ui, mut cli: Command) -> Result<Outcome, CommandError> {
    cli.build();
    let mut out = ui.out();
    match args.topic.as_deref() {
        Some("query") => write_query_language(&mut out, ui)?,
        topic => {
            let command = match topic {
                None => &mut cli,
                Some(name) => {
                    let names = cli.get_subcommands().map(|c| c.get_name().to_owned());
                    let near = nearest(name, names.chain(["query".to_owned()]));
                    cli.find_subcommand_mut(name).ok_or_else(|| {
                        CommandError::new(format!("there is no command or topic `{name}`"))
                            .did_you_mean(&near)
                            .hint("`findings help` lists the commands, `query` is a topic")
                    })?
                }
            };
            let help = command.render_long_help();
            match ui.is_coloured() {
                true => write!(out, "{}", help.ansi())?,
                false => write!(out, "{help}")?,
            }
        }
    }
    out.flush()?;
    Ok(Outcome::Done)
}

/// Writes a paragraph and an example for each construct.
fn write_query_language(out: &mut impl Write, ui: &Ui) -> Result<(), CommandError> {
    let (title, plain) = (ui.screen.palette.title, ui.screen.palette.hint);
    writeln!(out, "{title}The query language{title:#}")?;
    let look = Wrapped {
        style: title,
        indent: 2,
        width: ui.screen.width,
    };
    for construct in &CONSTRUCTS {
        writeln!(out, "\n{title}{}{title:#}", construct.title)?;
        output::write_wrapped(out, construct.text, &[], look)?;
        writeln!(
            out,
            "  {plain}findings search {}{plain:#}",
            construct.example
        )?;
    }
    Ok(())
}
