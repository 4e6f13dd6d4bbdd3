//! Folders for what is made and thrown away.

use std::io;
use std::path::Path;

use tempfile::TempDir;

/// A folder of its own that goes with the value.
#[derive(Debug)]
pub struct TemporaryFolder(TempDir);

impl TemporaryFolder {
    /// Makes one where the system keeps such folders.
    ///
    /// # Errors
    /// The system does not let it be made.
    pub fn new() -> io::Result<Self> {
        let mut folder = tempfile::Builder::new();
        folder.prefix(env!("CARGO_PKG_NAME"));
        folder.tempdir().map(TemporaryFolder)
    }

    /// Returns where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}
