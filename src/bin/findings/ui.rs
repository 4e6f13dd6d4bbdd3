//! The terminal: where output goes, how wide and how coloured it may be.

use std::cell::{OnceCell, RefCell};
use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

#[cfg(feature = "engine")]
use clap::{ArgMatches, parser::ValueSource};
use clap::{ColorChoice, ValueEnum};
use findings::output::{self, Format, Guard, Palette, Picture, Reply, Screen, Sheet};

use crate::error::CommandError;
use crate::pager::Pager;

/// The options of every command.
#[derive(Debug, Clone, clap::Args)]
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

    /// An index in an engine (OpenSearch), in the place of the folder
    ///
    /// The address of a node and the name of the index: `https://search.example:9200/findings`; further
    /// nodes behind commas. Who asks is said by FINDINGS_ENGINE_USER and FINDINGS_ENGINE_PASSWORD, or by FINDINGS_ENGINE_API_KEY; with
    /// `_FILE` behind its name, a variable names a file that holds the secret.
    #[cfg(feature = "engine")]
    #[arg(long, global = true, value_name = "URL", env = "FINDINGS_ENGINE")]
    #[arg(help_heading = "Global options")]
    engine: Option<String>,

    /// A file of certificates (PEM) of the authority that vouches for the engine
    #[cfg(feature = "engine")]
    #[arg(long, global = true, value_name = "FILE", env = "FINDINGS_ENGINE_CA")]
    #[arg(id = "engine-ca", help_heading = "Global options")]
    engine_ca: Option<PathBuf>,

    /// A file of what things are called, in place of the one built in
    ///
    /// `findings concepts --print` writes the one in use.
    #[arg(long, global = true, value_name = "FILE", env = "FINDINGS_CONCEPTS")]
    #[arg(id = "concept-file", help_heading = "Global options")]
    concept_file: Option<PathBuf>,

    /// When to use colours
    ///
    /// `auto` uses them on terminals; NO_COLOR and CLICOLOR_FORCE are honoured.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    #[arg(help_heading = "Global options")]
    color: ColorChoice,

    /// When identifiers are links to the file at its page
    ///
    /// `auto` makes links on terminals, and in pages for browsers; terminals that do not know links
    /// show none. Pages with links to files name folders of this machine: `never` leaves them out.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    #[arg(help_heading = "Global options")]
    hyperlinks: When,

    /// What shows long output on terminals: `auto`, `never`, or a command
    ///
    /// `auto` is $PAGER, or `less` where that is not set.
    #[arg(long, global = true, value_name = "PAGER", default_value = "auto")]
    #[arg(env = "FINDINGS_PAGER", help_heading = "Global options")]
    pager: String,

    /// Use no pager
    #[arg(long, global = true, help_heading = "Global options")]
    no_pager: bool,

    /// Say nothing on stderr but errors
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    #[arg(help_heading = "Global options")]
    quiet: bool,

    /// Say more: `ingest` names every file and every warning
    #[arg(long, short, global = true, help_heading = "Global options")]
    verbose: bool,
}

impl Args {
    /// Decides between a folder and an engine where both are named: what the command line names comes before
    /// variables and settings.
    ///
    /// # Errors
    /// If the command line names both.
    #[cfg(feature = "engine")]
    pub(crate) fn choose_index(mut self, matches: &ArgMatches) -> Result<Self, CommandError> {
        let is_said = |name: &str| matches.value_source(name) == Some(ValueSource::CommandLine);
        if is_said("index") && is_said("engine") {
            let message = "`--index` names a folder, and `--engine` an index elsewhere";
            return Err(CommandError::new(message).hint("leave one of them out"));
        }
        if is_said("index") {
            self.engine = None;
        }
        Ok(self)
    }
}

/// A buffer before stdout, the pager or what is kept.
pub(crate) type Out<'a> = BufWriter<Guard<Box<dyn Write + 'a>>>;

/// When something is done that not every terminal understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    /// On terminals
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// The terminal as a command sees it.
#[derive(Debug)]
pub(crate) struct Ui {
    args: Args,
    /// What stdout is written on.
    pub(crate) screen: Screen,
    /// The styles of stderr.
    stderr_palette: Palette,
    /// Whether output may be shown by a pager.
    is_paged: bool,
    /// The pager, started with the first output; none where there is none to be had.
    pager: OnceCell<Option<Pager>>,
    /// What was written, where it is kept rather than shown.
    captured: Option<RefCell<Vec<u8>>>,
}

/// A writer to what is kept.
struct Captured<'a>(&'a RefCell<Vec<u8>>);

impl Write for Captured<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Ui {
    /// Looks at the terminal, once; `is_read` says whether the command writes for a reader.
    pub(crate) fn new(args: Args, is_read: bool) -> Self {
        let is_terminal = io::stdout().is_terminal();
        let palette = |is_terminal| match uses_colour(args.color, is_terminal) {
            true => Palette::ansi(),
            false => Palette::plain(),
        };
        let width = width();
        let hyperlinks = match args.hyperlinks {
            When::Always => true,
            When::Never => false,
            When::Auto => is_terminal && is_capable(),
        };
        Ui {
            screen: Screen {
                palette: palette(is_terminal),
                width: width.map_or(Screen::PLAIN_WIDTH, |width| width.max(40)),
                bounded: width.is_some(),
                hyperlinks,
                file_links: args.hyperlinks != When::Never,
                ..Screen::plain()
            },
            stderr_palette: palette(io::stderr().is_terminal()),
            is_paged: is_read && is_terminal && !args.no_pager,
            pager: OnceCell::new(),
            captured: None,
            args,
        }
    }

    /// Makes a terminal that keeps what is written to it: plain, and as wide as files are.
    pub(crate) fn capturing(&self) -> Ui {
        Ui {
            args: self.args.clone(),
            screen: Screen::plain(),
            stderr_palette: self.stderr_palette,
            is_paged: false,
            pager: OnceCell::new(),
            captured: Some(RefCell::default()),
        }
    }

    /// Returns what was kept.
    pub(crate) fn captured(self) -> Vec<u8> {
        self.captured.map(RefCell::into_inner).unwrap_or_default()
    }

    /// Returns the folder of the index.
    pub(crate) fn index_dir(&self) -> &Path {
        &self.args.index
    }

    /// Returns the address of the engine that is asked in the place of the folder.
    #[cfg(feature = "engine")]
    pub(crate) fn engine(&self) -> Option<&str> {
        self.args.engine.as_deref().filter(|url| !url.is_empty())
    }

    /// Returns the file of certificates of the engine.
    #[cfg(feature = "engine")]
    pub(crate) fn engine_ca(&self) -> Option<&Path> {
        self.args.engine_ca.as_deref()
    }

    /// Tells whether an engine is asked.
    pub(crate) fn asks_engine(&self) -> bool {
        #[cfg(feature = "engine")]
        return self.engine().is_some();
        #[cfg(not(feature = "engine"))]
        return false;
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

    /// Tells whether stdout is coloured.
    pub(crate) fn is_coloured(&self) -> bool {
        self.screen.palette != Palette::plain()
    }

    /// Returns a buffer before stdout or the pager, which must be flushed to learn of errors.
    pub(crate) fn out(&self) -> Out<'_> {
        if let Some(captured) = &self.captured {
            return self.guarded(Box::new(Captured(captured)));
        }
        let start = || match self.is_paged {
            true => Pager::start(&self.args.pager),
            false => None,
        };
        self.guarded(match self.pager.get_or_init(start) {
            Some(pager) => Box::new(pager.input()),
            None => Box::new(io::stdout().lock()),
        })
    }

    /// Returns the same for an answer in a form; what is no text passes as it is, but not to a terminal.
    ///
    /// # Errors
    /// If it is no text and stdout is a terminal.
    pub(crate) fn out_of(&self, format: Format) -> Result<Out<'_>, CommandError> {
        match format.is_binary() {
            true => self.out_of_bytes(),
            false => Ok(self.out()),
        }
    }

    /// Returns the same for what is no text.
    ///
    /// # Errors
    /// If stdout is a terminal.
    pub(crate) fn out_of_bytes(&self) -> Result<Out<'_>, CommandError> {
        if let Some(captured) = &self.captured {
            return Ok(BufWriter::new(Guard::open(Box::new(Captured(captured)))));
        }
        if io::stdout().is_terminal() {
            return Err(CommandError::new("this form is no text for a terminal")
                .hint("write it to a file, such as `> findings.xlsx`"));
        }
        Ok(BufWriter::new(Guard::open(Box::new(io::stdout().lock()))))
    }

    /// Writes an answer in a form.
    pub(crate) fn write(
        &self,
        reply: &(impl Reply + ?Sized),
        format: impl Into<Format>,
    ) -> Result<(), CommandError> {
        let format = format.into();
        let mut out = self.out_of(format)?;
        output::write(&mut out, reply, format, &self.screen)?;
        Ok(out.flush()?)
    }

    /// Writes the charts of an answer as a picture.
    pub(crate) fn draw(&self, sheet: &Sheet<'_>, picture: Picture) -> Result<(), CommandError> {
        let mut out = match picture.is_binary() {
            true => self.out_of_bytes()?,
            false => self.out(),
        };
        output::write_drawing(&mut out, sheet, picture)?;
        Ok(out.flush()?)
    }

    fn guarded<'a>(&self, out: Box<dyn Write + 'a>) -> Out<'a> {
        let styled = self.is_coloured() || self.screen.hyperlinks;
        BufWriter::new(Guard::new(out, styled))
    }

    /// Returns stderr, which shows styles where it is coloured.
    fn err(&self) -> impl Write {
        Guard::new(io::stderr().lock(), self.stderr_palette != Palette::plain())
    }

    /// Ends the output, and waits until a pager has shown it.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        match self.pager.take().flatten() {
            Some(pager) => pager.wait(),
            None => Ok(()),
        }
    }

    /// Says something on stderr.
    pub(crate) fn note(&self, message: &str) {
        if !self.is_quiet() {
            let style = self.stderr_palette.hint;
            // Where stderr is closed there is nobody to tell.
            let _ = writeln!(self.err(), "{style}note{style:#}: {message}");
        }
    }

    /// Reports an error on stderr.
    pub(crate) fn report(&self, error: &CommandError) {
        let _ = error.write(&mut self.err(), &self.stderr_palette);
    }
}

/// Returns how wide stdout is: the terminal, or what `COLUMNS` says of what is no terminal; none of a file.
fn width() -> Option<usize> {
    match terminal_size::terminal_size_of(io::stdout()) {
        Some((width, _)) => Some(usize::from(width.0)),
        None => env::var("COLUMNS").ok()?.parse().ok(),
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
        ColorChoice::Auto => is_terminal && is_capable(),
    }
}

/// Tells whether a terminal says that it understands escape sequences.
fn is_capable() -> bool {
    env::var_os("TERM").is_none_or(|term| term != "dumb")
}
