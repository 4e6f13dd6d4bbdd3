//! `findings completions`.

use std::io::Write;

use clap::ValueEnum;
use clap_complete::env::Shells;

use crate::error::CommandError;
use crate::outcome::Outcome;
use crate::ui::Ui;

/// Print the completions of a shell
///
/// They know the commands and options, and from the index the authorities, areas, inspectors and
/// other values of the filters and the identifiers of reports and paragraphs.
#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  findings completions bash > ~/.local/share/bash-completion/completions/findings
  findings completions zsh > ~/.zfunc/_findings
  findings completions fish > ~/.config/fish/completions/findings.fish")]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
}

/// See [`Args::shell`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

impl Shell {
    const fn name(self) -> &'static str {
        match self {
            Shell::Bash => "bash",
            Shell::Elvish => "elvish",
            Shell::Fish => "fish",
            Shell::Powershell => "powershell",
            Shell::Zsh => "zsh",
        }
    }
}

pub(crate) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CommandError> {
    let shells = Shells::builtins();
    let shell = shells
        .completer(args.shell.name())
        .expect("the engine knows every shell of the list, which a test holds");
    let mut out = ui.out();
    // The script asks the program itself, at the variable that `main` looks at.
    shell.write_registration("COMPLETE", "findings", "findings", "findings", &mut out)?;
    out.flush()?;
    Ok(Outcome::Done)
}
