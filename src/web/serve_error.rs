//! Why nothing can be served.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::index::IndexError;

/// Reports that nothing can be served.
#[derive(Debug)]
#[non_exhaustive]
pub enum ServeError {
    /// The index cannot be opened.
    Index(IndexError),
    /// The folder cannot be written in which is to be kept what addresses do not hold.
    Data(PathBuf, io::Error),
    /// The address cannot be listened on.
    Listen(SocketAddr, io::Error),
    /// The system has no threads or signals to give.
    System(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServeError::Index(error) => error.fmt(f),
            ServeError::Data(dir, error) => {
                write!(f, "cannot keep anything in `{}`: {error}", dir.display())
            }
            ServeError::Listen(address, error) => write!(f, "cannot listen on {address}: {error}"),
            ServeError::System(error) => write!(f, "cannot serve: {error}"),
        }
    }
}

impl std::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ServeError::Index(error) => Some(error),
            ServeError::Data(_, error)
            | ServeError::Listen(_, error)
            | ServeError::System(error) => Some(error),
        }
    }
}
