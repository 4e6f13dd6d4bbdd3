//! The steps in which a writer changes a directory.
//!
//! They are apart from the writer so that tests can cut the power between any two, or fill the disk; and
//! so that nobody waits for the disk for what goes with the process.

use std::fmt::Debug;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A directory that is written to. Names are of files in it.
pub(in crate::index) trait Storage: Debug + Send + Sync {
    /// Makes a file; one of that name must not be there.
    fn create(&self, name: &Path) -> io::Result<File>;
    /// Puts bytes at a file's end, all or some.
    fn write(&self, name: &Path, file: &File, bytes: &[u8]) -> io::Result<usize>;
    /// Waits until what a file holds is on disk.
    fn sync(&self, name: &Path, file: &File) -> io::Result<()>;
    /// Waits until it is on disk which files there are.
    fn sync_names(&self) -> io::Result<()>;
    /// Gives a file the name of another, which goes.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, name: &Path) -> io::Result<()>;
}

/// A directory of the file system.
#[derive(Debug)]
pub(in crate::index) struct FileSystem(pub(in crate::index) PathBuf);

impl Storage for FileSystem {
    fn create(&self, name: &Path) -> io::Result<File> {
        let mut options = File::options();
        options.write(true).create_new(true).open(self.0.join(name))
    }

    fn write(&self, _: &Path, mut file: &File, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    fn sync(&self, _: &Path, file: &File) -> io::Result<()> {
        file.sync_data()
    }

    fn sync_names(&self) -> io::Result<()> {
        // Elsewhere names need no help, and directories cannot be opened.
        match cfg!(unix) {
            true => File::open(&self.0)?.sync_data(),
            false => Ok(()),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(self.0.join(from), self.0.join(to))
    }

    fn remove(&self, name: &Path) -> io::Result<()> {
        fs::remove_file(self.0.join(name))
    }
}

/// A directory of the file system that goes with the process: nothing of it has to outlive a power cut.
#[derive(Debug)]
pub(in crate::index) struct Fleeting(pub(in crate::index) FileSystem);

impl Storage for Fleeting {
    fn create(&self, name: &Path) -> io::Result<File> {
        self.0.create(name)
    }

    fn write(&self, name: &Path, file: &File, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(name, file, bytes)
    }

    fn sync(&self, _: &Path, _: &File) -> io::Result<()> {
        Ok(())
    }

    fn sync_names(&self) -> io::Result<()> {
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename(from, to)
    }

    fn remove(&self, name: &Path) -> io::Result<()> {
        self.0.remove(name)
    }
}
