//! The terminal: where output goes, how wide and how coloured it may be.

use std::env;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};

use clap::ColorChoice;
use findings::output::Theme;

use crate::error::CommandError;

/// The options of every command.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of the index
    ///
    /// It is a cache: it can be deleted at any time and built anew from the reports.
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "FINDINGS_INDEX",
        default_value = "index"
    )]
    #[arg(help_heading = "Global options")]
    index: PathBuf,

    /// A file of what things are called, in place of the one built in
    ///
    /// `findings concepts --print` writes the one in use.
    #[arg(long, global = true, value_name = "FILE", env = "FINDINGS_CONCEPTS")]
    #[arg(help_heading = "Global options")]
    concept_file: Option<PathBuf>,

    /// When to use colours
    ///
    /// `auto` uses them on terminals; NO_COLOR and CLICOLOR_FORCE are honoured.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    #[arg(help_heading = "Global options")]
    color: ColorChoice,

    /// Say nothing on stderr but errors
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    #[arg(help_heading = "Global options")]
    quiet: bool,

    /// Say more: `ingest` names every file and every warning
    #[arg(long, short, global = true, help_heading = "Global options")]
    verbose: bool,
}

/// The width of text that does not go to a terminal.
const PLAIN_WIDTH: usize = 80;

/// The terminal as a command sees it.
#[derive(Debug)]
pub(crate) struct Ui {
    args: Args,
    /// The styles of stdout.
    pub(crate) theme: Theme,
    /// The width of stdout, in characters.
    pub(crate) width: usize,
    stderr_theme: Theme,
}

impl Ui {
    /// Looks at the terminal, once.
    pub(crate) fn new(args: Args) -> Self {
        let theme = |is_terminal| match uses_colour(args.color, is_terminal) {
            true => Theme::ansi(),
            false => Theme::plain(),
        };
        let width = terminal_size::terminal_size_of(io::stdout());
        Ui {
            theme: theme(io::stdout().is_terminal()),
            width: width.map_or(PLAIN_WIDTH, |(width, _)| usize::from(width.0).max(40)),
            stderr_theme: theme(io::stderr().is_terminal()),
            args,
        }
    }

    /// Returns the folder of the index.
    pub(crate) fn index_dir(&self) -> &Path {
        &self.args.index
    }

    /// Returns the user's file of concepts.
    pub(crate) fn concept_file(&self) -> Option<&Path> {
        self.args.concept_file.as_deref()
    }

    /// Tells whether stderr is for errors alone.
    pub(crate) fn is_quiet(&self) -> bool {
        self.args.quiet
    }

    /// Tells whether more is wanted.
    pub(crate) fn is_verbose(&self) -> bool {
        self.args.verbose
    }

    /// Returns a buffer before stdout, which must be flushed to learn of errors.
    pub(crate) fn out(&self) -> BufWriter<StdoutLock<'static>> {
        BufWriter::new(io::stdout().lock())
    }

    /// Says something on stderr.
    pub(crate) fn note(&self, message: &str) {
        if !self.is_quiet() {
            let style = self.stderr_theme.hint;
            // Where stderr is closed there is nobody to tell.
            let _ = writeln!(io::stderr(), "{style}note{style:#}: {message}");
        }
    }

    /// Reports an error on stderr.
    pub(crate) fn report(&self, error: &CommandError) {
        let _ = error.write(&mut io::stderr().lock(), &self.stderr_theme);
    }
}

/// Decides on colours: the flag before NO_COLOR, before CLICOLOR_FORCE, before the terminal.
fn uses_colour(choice: ColorChoice, is_terminal: bool) -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if is_set("NO_COLOR") => false,
        ColorChoice::Auto if is_set("CLICOLOR_FORCE") => {
            env::var_os("CLICOLOR_FORCE").is_some_and(|value| value != "0") || is_terminal
        }
        ColorChoice::Auto => is_terminal && env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}
