//! `findings man`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Command;
use clap_mangen::Man;

use crate::error::CommandError;
use crate::outcome::Outcome;
use crate::ui::Ui;

/// Begins the part that says how a command is called.
const SYNOPSIS: &str = ".SH SYNOPSIS\n";

/// Print the manual page
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings man | man -l -
  findings man --dir ~/.local/share/man/man1")]
pub(crate) struct Args {
    /// Write the pages of all commands into this folder instead
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, ui: &Ui, command: Command) -> Result<Outcome, CommandError> {
    if let Some(dir) = &args.dir {
        // As of an installed program, the page of `help` stands for those of its topics.
        let mut command = command.disable_help_subcommand(true);
        command.build();
        fs::create_dir_all(dir)
            .and_then(|()| write_pages(&command, dir))
            .map_err(|error| {
                CommandError::new(format!("cannot write into `{}`: {error}", dir.display()))
            })?;
        return Ok(Outcome::Done);
    }
    let mut out = ui.out();
    out.write_all(page(&Man::new(command.clone()), command)?.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// Writes the pages of a command and of those below it.
fn write_pages(command: &Command, dir: &Path) -> io::Result<()> {
    for below in command
        .get_subcommands()
        .filter(|below| !below.is_hide_set())
    {
        write_pages(below, dir)?;
    }
    let man = Man::new(command.clone());
    fs::write(dir.join(man.get_filename()), page(&man, command.clone())?)
}

/// Renders a page whose synopsis is the usage of the help: as the crate writes it, it would list all
/// options, without their values.
fn page(man: &Man, mut command: Command) -> io::Result<String> {
    let mut rendered = Vec::new();
    man.render(&mut rendered)?;
    let rendered = String::from_utf8(rendered).map_err(io::Error::other)?;
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").lines().map(str::trim);
    let usage: Vec<String> = usage.map(|line| line.replace('-', "\\-")).collect();
    let parts = rendered.split_once(SYNOPSIS).and_then(|(before, rest)| {
        let at = rest.find("\n.SH ")?;
        Some((before, rest.get(at + 1..)?))
    });
    Ok(match parts {
        Some((before, rest)) => {
            let usage = usage.join("\n.br\n");
            format!("{before}{SYNOPSIS}{usage}\n{rest}")
        }
        None => rendered,
    })
}
