//! The index's directory as a reader sees it.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{Directory, TantivyError};

use super::checksums::{Checksums, META, MetaFile, damaged};
use super::locks;
use crate::index::threads::lock;

/// A directory that need not be writable, of which nothing is read that is not as it was written.
#[derive(Debug, Clone)]
pub(in crate::index) struct ReadDirectory {
    path: PathBuf,
    files: MmapDirectory,
    /// Of the commit that was read last.
    checksums: Arc<Mutex<Checksums>>,
}

impl ReadDirectory {
    pub(in crate::index) fn open(dir: &Path) -> Result<Self, TantivyError> {
        Ok(ReadDirectory {
            path: dir.to_owned(),
            files: MmapDirectory::open(dir)?,
            checksums: Arc::default(),
        })
    }

    /// Reads every byte of files of the commit that was read last, and returns those that are missing
    /// or not as they were written.
    pub(in crate::index) fn damaged(&self, files: &HashSet<PathBuf>) -> Vec<String> {
        let checksums = lock(&self.checksums).clone();
        let is_damaged = |name: &&str| {
            let name = Path::new(name);
            let file = self.files.get_file_handle(name);
            let whole = file.and_then(|file| checksums.verify_whole(name, &file));
            files.contains(name) && whole.is_err()
        };
        let damaged = checksums.names().filter(is_damaged);
        damaged.map(str::to_owned).collect()
    }
}

/// Reads a commit.
pub(in crate::index) fn read_commit(dir: &Path) -> Result<(Vec<u8>, Checksums), OpenReadError> {
    let name = Path::new(META);
    let commit = fs::read(dir.join(name)).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(name.to_owned()),
        _ => OpenReadError::wrap_io_error(error, name.to_owned()),
    })?;
    match Checksums::unseal(&commit) {
        MetaFile::Sound(checksums) => Ok((commit, checksums)),
        // The engine or the payload tells what is foreign.
        MetaFile::Foreign => Ok((commit, Checksums::default())),
        MetaFile::Damaged => Err(damaged(name)),
    }
}

fn unwritable() -> io::Error {
    io::Error::from(io::ErrorKind::ReadOnlyFilesystem)
}

impl Directory for ReadDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = self.files.get_file_handle(path)?;
        lock(&self.checksums).verify(&self.path, path, &file)?;
        Ok(file)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError {
            io_error: Arc::new(unwritable()),
            filepath: path.to_owned(),
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(unwritable(), path.to_owned()))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path != Path::new(META) {
            return self.files.atomic_read(path);
        }
        let (commit, checksums) = read_commit(&self.path)?;
        *lock(&self.checksums) = checksums;
        Ok(commit)
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(unwritable())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(locks::for_reading(&self.path, lock))
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
