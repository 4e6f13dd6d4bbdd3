//! Why an ingest did not happen.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::corpus::DiscoverError;
use crate::gazetteer::GazetteerError;
use crate::index::IndexError;
use crate::toml_file::TomlError;

/// Why an ingest did not happen; the index is as it was.
#[derive(Debug)]
pub enum IngestError {
    /// A path cannot be searched for files.
    Discover(DiscoverError),
    /// A file of authorities or of rules cannot be read.
    RulesFile(PathBuf, io::Error),
    /// A file of authorities cannot be used.
    Gazetteer(PathBuf, GazetteerError),
    /// A file of rules cannot be used.
    Rules(TomlError),
    /// The index is of another format or damaged, and reports that it was made of cannot be read
    /// again, for this reason.
    RootGone(String),
    /// The index cannot be read or written.
    Index(IndexError),
}

impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IngestError::Discover(error) => error.fmt(f),
            IngestError::RulesFile(path, error) => write!(f, "{}: {error}", path.display()),
            IngestError::Rules(error) => error.fmt(f),
            IngestError::Gazetteer(path, error) => write!(f, "{}: {error}", path.display()),
            IngestError::RootGone(reason) => write!(
                f,
                "the index is damaged or of another format, and {reason}: its reports would be lost"
            ),
            IngestError::Index(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for IngestError {}

impl From<DiscoverError> for IngestError {
    fn from(error: DiscoverError) -> Self {
        IngestError::Discover(error)
    }
}

impl From<IndexError> for IngestError {
    fn from(error: IndexError) -> Self {
        IngestError::Index(error)
    }
}
