//! What can go wrong with an index.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

use crate::model::PartialDate;
use crate::query::{Field, LIMITS, QueryError, shortened};

/// Reports that the index cannot be opened, read or written, or cannot answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum IndexError {
    /// There is no index in the directory, or none that was ever finished.
    NotFound(PathBuf),
    /// Another process writes to the index.
    Locked(PathBuf),
    /// The index was written in another format; it must be rebuilt.
    OldFormat {
        /// Its directory.
        dir: PathBuf,
        /// What it says of itself, if anything.
        found: Option<String>,
    },
    /// A filter asks for a value that no report has.
    UnknownValue {
        /// The field.
        field: Field,
        /// The value.
        value: String,
        /// Values that may have been meant, nearest first.
        near: Vec<String>,
    },
    /// The query exceeds a limit that only the index can tell.
    Refused {
        /// Its text.
        query: String,
        /// What is wrong, with the place in it.
        error: QueryError,
    },
    /// A filter has more values than a filter may.
    TooManyValues(Field),
    /// A span of days ends before it begins.
    NoDays {
        /// Its first day or more.
        since: PartialDate,
        /// Its last.
        until: PartialDate,
    },
    /// Comparing where the words of a query stand takes more steps than a query may.
    TooCostly,
    /// A record of the index cannot be read back.
    Damaged(&'static str),
    /// A file of the index is missing, or not as it was written.
    DamagedFile(PathBuf),
    /// The search engine failed.
    Engine(EngineError),
    /// The whole, of which the index is a part, could not be asked.
    Whole(Box<dyn std::error::Error + Send + Sync>),
    /// The system does not let the index be read or written.
    Io {
        /// The file, where it is known.
        path: Option<PathBuf>,
        /// What the system said.
        error: Arc<io::Error>,
    },
}

/// What the search engine says has failed, as text: which engine it is shows nowhere.
#[derive(Debug)]
pub struct EngineError(TantivyError);

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for EngineError {}

impl IndexError {
    /// Tells whether the index is not as it was written, and must be made anew.
    pub fn is_damage(&self) -> bool {
        matches!(self, IndexError::Damaged(_) | IndexError::DamagedFile(_))
    }

    /// Tells whether the index can be neither read nor added to, but made anew: it is damaged, or of
    /// another format.
    pub fn is_to_be_rebuilt(&self) -> bool {
        self.is_damage() || matches!(self, IndexError::OldFormat { .. })
    }

    /// Names the directory of the index, where only a file in it is known.
    pub(super) fn within(mut self, dir: &Path) -> Self {
        match &mut self {
            IndexError::DamagedFile(path) => *path = dir.join(&*path),
            IndexError::Io { path, .. } => {
                *path = Some(path.as_ref().map_or(dir.to_owned(), |path| dir.join(path)));
            }
            _ => {}
        }
        self
    }
}

impl fmt::Display for IndexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IndexError::NotFound(dir) => write!(f, "no index in {}", dir.display()),
            IndexError::Locked(dir) => {
                write!(
                    f,
                    "another process is writing to the index in {}",
                    dir.display()
                )
            }
            IndexError::OldFormat { dir, .. } => {
                write!(
                    f,
                    "the index in {} was written in another format",
                    dir.display()
                )
            }
            IndexError::UnknownValue { field, value, .. } => {
                write!(f, "no report has `{}` as its {field}", shortened(value))
            }
            IndexError::Refused { error, .. } => error.fmt(f),
            IndexError::TooManyValues(field) => {
                write!(
                    f,
                    "{} values of `{field}` at most can be asked for",
                    LIMITS.values
                )
            }
            IndexError::NoDays { since, until } => {
                let (since, until) = (since.first(), until.last());
                write!(f, "no day is both since {since} and until {until}")
            }
            IndexError::TooCostly => write!(
                f,
                "the query would have to compare more than {} places of its words",
                LIMITS.steps
            ),
            IndexError::Damaged(what) => write!(f, "a {what} of the index cannot be read"),
            IndexError::DamagedFile(path) => {
                write!(
                    f,
                    "`{}` is missing or not as it was written",
                    path.display()
                )
            }
            IndexError::Engine(error) => write!(f, "the index failed: {error}"),
            IndexError::Whole(error) => error.fmt(f),
            IndexError::Io {
                path: Some(path),
                error,
            } => write!(f, "cannot read or write `{}`: {error}", path.display()),
            IndexError::Io { path: None, error } => {
                write!(f, "cannot read or write the index: {error}")
            }
        }
    }
}

impl std::error::Error for IndexError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            IndexError::Engine(error) => Some(error),
            IndexError::Whole(error) => Some(&**error),
            IndexError::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}

impl IndexError {
    /// Takes over what the engine says. A function, because a conversion would be seen by all who use
    /// the library, and with it the engine's type.
    pub(super) fn of(error: impl Into<TantivyError>) -> Self {
        // Errors of the system are wrapped in errors of the engine, some of them twice.
        let (path, error) = match error.into() {
            TantivyError::IoError(error) => (None, error),
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, filepath }) => {
                (Some(filepath), io_error)
            }
            TantivyError::OpenDirectoryError(OpenDirectoryError::IoError {
                io_error,
                directory_path,
            }) => (Some(directory_path), io_error),
            TantivyError::LockFailure(LockError::IoError(error), _) => (None, error),
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(path)) => {
                return IndexError::DamagedFile(path);
            }
            TantivyError::DataCorruption(_)
            | TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_)) => {
                return IndexError::Damaged("file");
            }
            other => return IndexError::Engine(EngineError(other)),
        };
        match (error.kind(), path) {
            (io::ErrorKind::InvalidData, Some(path)) => IndexError::DamagedFile(path),
            (_, path) => IndexError::Io { path, error },
        }
    }
}

impl From<io::Error> for IndexError {
    fn from(error: io::Error) -> Self {
        IndexError::Io {
            path: None,
            error: Arc::new(error),
        }
    }
}
