//! `findings man`.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::Command;

use crate::error::CommandError;
use crate::outcome::Outcome;
use crate::ui::Ui;

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
        fs::create_dir_all(dir)
            .and_then(|()| clap_mangen::generate_to(command, dir))
            .map_err(|error| {
                CommandError::new(format!("cannot write into `{}`: {error}", dir.display()))
            })?;
        return Ok(Outcome::Done);
    }
    let mut out = ui.out();
    clap_mangen::Man::new(command).render(&mut out)?;
    out.flush()?;
    Ok(Outcome::Done)
}
