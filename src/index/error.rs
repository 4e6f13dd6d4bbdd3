//! What can go wrong with an index.

use std::fmt;
use std::io;
use std::path::PathBuf;

use tantivy::TantivyError;

use super::steps::OutOfSteps;
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
    /// Comparing where the words of a query stand takes more steps than a query may.
    TooCostly,
    /// A record of the index cannot be read back.
    Damaged(&'static str),
    /// The search engine failed.
    Tantivy(TantivyError),
    /// The disk failed.
    Io(io::Error),
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
            IndexError::TooCostly => write!(
                f,
                "the query would have to compare more than {} places of its words",
                LIMITS.steps
            ),
            IndexError::Damaged(what) => write!(f, "a {what} of the index cannot be read"),
            IndexError::Tantivy(error) => write!(f, "the index failed: {error}"),
            IndexError::Io(error) => write!(f, "the index failed: {error}"),
        }
    }
}

impl std::error::Error for IndexError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            IndexError::Tantivy(error) => Some(error),
            IndexError::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl From<OutOfSteps> for IndexError {
    fn from(OutOfSteps: OutOfSteps) -> Self {
        IndexError::TooCostly
    }
}

impl From<TantivyError> for IndexError {
    fn from(error: TantivyError) -> Self {
        IndexError::Tantivy(error)
    }
}

impl From<io::Error> for IndexError {
    fn from(error: io::Error) -> Self {
        IndexError::Io(error)
    }
}
