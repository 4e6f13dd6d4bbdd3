//! `findings completions`.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::error::CommandError;
use crate::ui::Ui;
use crate::{Cli, Outcome};

/// Print the completions of a shell
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings completions bash > ~/.local/share/bash-completion/completions/findings
  findings completions fish > ~/.config/fish/completions/findings.fish")]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    // The generator panics where it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "findings", &mut script);
    let mut out = ui.out();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Done)
}
