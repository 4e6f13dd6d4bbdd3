//! What a command says when it fails: message, place, hints; and the exit code.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

#[cfg(feature = "engine")]
use findings::engine::{ClusterError, EngineIngestError};
use findings::index::{IndexError, IngestError};
use findings::output::{DrawingError, Palette};
use findings::query::{self, Field, QueryError};
use findings::themes::{InvalidCodebook, InvalidSides, InvalidTopic, NoPlace};
use findings::toml_file::TomlError;

/// A failure as the user is told of it.
#[derive(Debug)]
pub(crate) struct CommandError {
    kind: Kind,
    message: String,
    /// The query, and the carets under its mistake.
    place: Option<[String; 2]>,
    hints: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What was named does not exist.
    NotFound,
    /// Something went wrong.
    Failed,
    /// Whoever read the output has gone.
    ///
    /// `findings search … | head` is in order: `head` closes the pipe when it has seen enough.
    BrokenPipe,
}

impl CommandError {
    /// Fails where a path that a user gave leads to nothing, or to what may not be looked at.
    pub(crate) fn unless_there(path: &Path) -> Result<(), Self> {
        let path_shown = path.display();
        match path.try_exists() {
            Ok(true) => Ok(()),
            Ok(false) => Err(CommandError::new(format!(
                "there is no file or folder `{path_shown}`"
            ))),
            Err(error) => Err(CommandError::new(format!(
                "`{path_shown}` cannot be looked at: {error}"
            ))),
        }
    }

    /// Makes an error from a sentence without a full stop.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        CommandError {
            kind: Kind::Failed,
            message: message.into(),
            place: None,
            hints: Vec::new(),
        }
    }

    /// Makes an error for a file that cannot be read.
    pub(crate) fn cannot_read(path: &Path, error: &io::Error) -> Self {
        CommandError::new(format!("cannot read `{}`: {error}", path.display()))
    }

    /// Makes an error for a file that cannot be written.
    pub(crate) fn cannot_write(path: &Path, error: &io::Error) -> Self {
        CommandError::new(format!("cannot write `{}`: {error}", path.display()))
    }

    /// Makes an error for a fault of the program itself.
    pub(crate) fn fault(what: &str) -> Self {
        CommandError::new(format!("findings met a fault of its own: {what}"))
            .hint("`findings check` tells whether the index is damaged")
    }

    /// Makes an error for something that was named and does not exist.
    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        CommandError {
            kind: Kind::NotFound,
            ..CommandError::new(message)
        }
    }

    /// Makes an error that points into a query.
    pub(crate) fn query(text: &str, error: QueryError) -> Self {
        CommandError {
            place: Some(error.underline(text)),
            hints: error.hint.into_iter().collect(),
            ..CommandError::new(error.message)
        }
    }

    /// Says in which place of a file it is wrong.
    pub(crate) fn within(mut self, place: impl Display) -> Self {
        self.message = format!("{place}: {}", self.message);
        self
    }

    /// Adds what the user could do.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds names that the user may have meant, if there are any.
    pub(crate) fn did_you_mean<S: AsRef<str>>(self, names: &[S]) -> Self {
        if names.is_empty() {
            return self;
        }
        let names: Vec<_> = names
            .iter()
            .map(|name| format!("`{}`", name.as_ref()))
            .collect();
        self.hint(format!("did you mean {}?", names.join(", ")))
    }

    /// Returns the sentence that says what is wrong.
    #[cfg(test)]
    pub(crate) fn message(&self) -> &str {
        &self.message
    }

    /// Returns the exit code: 1 for what was not found, 2 for failures.
    pub(crate) fn exit_code(&self) -> u8 {
        match self.kind {
            Kind::BrokenPipe => 0,
            Kind::NotFound => 1,
            Kind::Failed => 2,
        }
    }

    /// Writes the error for people; of a broken pipe there is nothing to say.
    pub(crate) fn write(&self, out: &mut impl Write, palette: &Palette) -> io::Result<()> {
        if self.kind == Kind::BrokenPipe {
            return Ok(());
        }
        let (error, hint) = (palette.error, palette.hint);
        writeln!(out, "{error}error{error:#}: {}", self.message)?;
        if let Some([line, carets]) = &self.place {
            let before = carets.len() - carets.trim_start().len();
            let (indent, carets) = carets.split_at(before);
            writeln!(out, "{line}\n{indent}{error}{carets}{error:#}")?;
        }
        for line in &self.hints {
            writeln!(out, "{hint}hint{hint:#}: {line}")?;
        }
        Ok(())
    }
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        let kind = match error.kind() {
            ErrorKind::BrokenPipe => Kind::BrokenPipe,
            _ => Kind::Failed,
        };
        CommandError {
            kind,
            ..CommandError::new(format!("cannot write: {error}"))
        }
    }
}

impl From<DrawingError> for CommandError {
    fn from(error: DrawingError) -> Self {
        match error {
            DrawingError::Nothing => CommandError::not_found("there is nothing to draw"),
            DrawingError::TooLarge => CommandError::new("the picture would have too many pixels")
                .hint("show fewer rows, or draw it with `--format svg`, which has none"),
            DrawingError::Write(error) => error.into(),
        }
    }
}

impl From<IndexError> for CommandError {
    fn from(error: IndexError) -> Self {
        let said = CommandError::new(error.to_string());
        match error {
            IndexError::Refused { query, error } => CommandError::query(&query, error),
            #[cfg(feature = "engine")]
            IndexError::Whole(error) => match error.downcast_ref() {
                Some(error) => said_of_engine(error),
                None => said,
            },
            IndexError::TooCostly => said.hint(
                "use rarer words or a smaller distance, or narrow it with a filter such as --since",
            ),
            IndexError::NotFound(_) => said.hint("`findings ingest PATH` builds it from reports"),
            IndexError::Locked(_) => said.hint("another `findings ingest` is at work on it"),
            IndexError::OldFormat { .. } => {
                said.hint("`findings ingest --rebuild PATH` builds it anew from reports")
            }
            IndexError::UnknownValue { field, near, .. } if near.is_empty() => said.hint(format!(
                "`findings search --count --facet {}` lists the values that occur",
                field.name()
            )),
            IndexError::UnknownValue { near, .. } => said.did_you_mean(&near),
            IndexError::Damaged(_) | IndexError::DamagedFile(_) => said
                .hint("the index is damaged, and answers nothing before `findings ingest` builds it anew"),
            IndexError::Io { error, .. } => match error.kind() {
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => said.hint(
                    "questions need to read the index, `findings ingest` to write in its folder; \
                     `--index DIR` names another",
                ),
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => said.hint(
                    "the disk is full; the index is as it was, and the next `findings ingest` goes on",
                ),
                ErrorKind::Unsupported => said.hint(
                    "the file system has no locks; `--index DIR` names a folder on another",
                ),
                _ => said,
            },
            _ => said,
        }
    }
}

impl From<TomlError> for CommandError {
    fn from(error: TomlError) -> Self {
        CommandError::new(error.to_string()).did_you_mean(&error.near)
    }
}

impl From<InvalidCodebook> for CommandError {
    fn from(error: InvalidCodebook) -> Self {
        match error {
            InvalidCodebook::File(error) => error.into(),
            InvalidCodebook::Lacks(error, written) => CommandError::from(error).hint(written),
            InvalidCodebook::Query(text, error) => CommandError::query(&text, error),
        }
    }
}

impl From<InvalidSides> for CommandError {
    fn from(error: InvalidSides) -> Self {
        let said = CommandError::new(error.to_string());
        match error {
            InvalidSides::Query(text, error) => CommandError::query(&text, error),
            InvalidSides::Field(error) => {
                let names = Field::ALL.iter().map(|field| field.name());
                said.did_you_mean(&query::spelling::nearest(&error.0, names))
            }
            _ => said
                .hint("--compare overall=inadequate:good,outstanding")
                .hint("or two queries: --compare 'grade:good' --with 'grade:inadequate'"),
        }
    }
}

impl From<NoPlace> for CommandError {
    fn from(error: NoPlace) -> Self {
        CommandError::new(error.to_string())
            .hint("findings themes --collocates '\"life-story work\"' --window 5")
            .hint("`--window sentence` takes any term")
    }
}

impl From<InvalidTopic> for CommandError {
    fn from(error: InvalidTopic) -> Self {
        match error {
            InvalidTopic::Query(text, error) => CommandError::query(&text, error),
            other => CommandError::new(other.to_string()),
        }
    }
}

impl From<IngestError> for CommandError {
    fn from(error: IngestError) -> Self {
        match error {
            IngestError::Index(error) => error.into(),
            IngestError::Rules(error) if error.near.is_empty() => {
                CommandError::from(error).hint("docs/frameworks.md explains every key of the file")
            }
            IngestError::Rules(error) => error.into(),
            gone @ IngestError::RootGone(_) => CommandError::new(gone.to_string())
                .hint("bring it back, or let its reports go with `--prune`"),
            other => CommandError::new(other.to_string()),
        }
    }
}

#[cfg(feature = "engine")]
impl From<ClusterError> for CommandError {
    fn from(error: ClusterError) -> Self {
        match error {
            ClusterError::Part(error) => (*error).into(),
            error => said_of_engine(&error),
        }
    }
}

#[cfg(feature = "engine")]
impl From<EngineIngestError> for CommandError {
    fn from(error: EngineIngestError) -> Self {
        match error {
            EngineIngestError::Ingest(error) => error.into(),
            EngineIngestError::Engine(error) => error.into(),
        }
    }
}

/// Says what has failed in an engine, and what to do.
#[cfg(feature = "engine")]
fn said_of_engine(error: &ClusterError) -> CommandError {
    let message = CommandError::new(error.to_string());
    match error.hint() {
        Some(hint) => message.hint(hint),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use findings::output::Palette;
    use findings::query::QueryError;

    use super::CommandError;

    fn check(error: &CommandError, code: u8, expected: &str) {
        let mut out = Vec::new();
        error.write(&mut out, &Palette::plain()).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
        assert_eq!(error.exit_code(), code);
    }

    #[test]
    fn points_at_the_place() {
        let error = QueryError {
            message: "NEAR needs something on either side".to_owned(),
            span: 6..10,
            hint: Some("quote it to search for the word".to_owned()),
        };
        check(
            &CommandError::query("café NEAR", error),
            2,
            "error: NEAR needs something on either side\n\
             \x20 café NEAR\n\
             \x20      ^^^^\n\
             hint: quote it to search for the word\n",
        );
        let error = QueryError {
            message: "cut off".to_owned(),
            span: 3..3,
            hint: None,
        };
        check(
            &CommandError::query("a (", error),
            2,
            "error: cut off\n  a (\n     ^\n",
        );
    }

    #[test]
    fn offers_what_may_have_been_meant() {
        let error = CommandError::not_found("no report `x`");
        check(
            &error.did_you_mean(&["y", "z"]),
            1,
            "error: no report `x`\nhint: did you mean `y`, `z`?\n",
        );
        let nothing: [&str; 0] = [];
        check(
            &CommandError::new("no").did_you_mean(&nothing),
            2,
            "error: no\n",
        );
    }

    #[test]
    fn a_broken_pipe_is_success() {
        let error = std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        check(&CommandError::from(error), 0, "");
    }
}
