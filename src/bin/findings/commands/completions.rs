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
    let mut script = Vec::new();
    shell.write_registration("COMPLETE", "findings", "findings", "findings", &mut script)?;
    if let Shell::Bash = args.shell {
        let text = String::from_utf8_lossy(&script).into_owned();
        script = of_words(&text).into_bytes();
    }
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// What bash hands over, and where its answer is complete, in the script of the engine.
const HANDED: &str = "    COMPREPLY=( $( \\\n";
const ANSWERED: &str = "    if [[ $? != 0 ]]; then\n";

/// Makes the script for bash know words as the program does: bash parts them at `=`, and takes what is
/// offered as it stands, spaces and all.
fn of_words(script: &str) -> String {
    let joined = r#"    local prefix="" last="${2//\\/}" at=$COMP_CWORD
    if [[ "${COMP_WORDS[at]}" == "=" && "${COMP_WORDS[at-1]}" == --* ]]; then
        prefix="${COMP_WORDS[at-1]}=" last="" at=$((at - 1))
    elif (( at > 1 )) && [[ "${COMP_WORDS[at-1]}" == "=" && "${COMP_WORDS[at-2]}" == --* ]]; then
        prefix="${COMP_WORDS[at-2]}=" at=$((at - 2))
    fi
    words=("${COMP_WORDS[@]:0:at}" "$prefix$last")
    _CLAP_COMPLETE_INDEX=$at
"#;
    let quoted = r#"    local code=$? offered
    for offered in "${!COMPREPLY[@]}"; do
        COMPREPLY[offered]="${COMPREPLY[offered]#"$prefix"}"
        if [[ "${COMPREPLY[offered]}" == *[[:space:]]* ]]; then
            printf -v "COMPREPLY[offered]" '%q' "${COMPREPLY[offered]}"
        fi
    done
    if [[ $code != 0 ]]; then
"#;
    script
        .replacen(HANDED, &format!("{joined}{HANDED}"), 1)
        .replacen(ANSWERED, quoted, 1)
}
