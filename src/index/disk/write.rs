//! The index's directory as the writer sees it: what a commit names is on disk before the commit.
//!
//! The engine waits for the disk after every file, and writes a list of its files anew, and waits
//! for that, before it makes another. Here files go to the disk together, at the latest before
//! the commit that names them, and the directory itself is the list: no file `.managed.json` is
//! ever written. The engine is told the names of all files of segments when it asks for its list,
//! because it removes no file that is not on it; what it would write of it is dropped, as the
//! names come from the folder whenever it is opened. So a file whose writer was killed is found
//! even if no list had named it yet. `index::tests::engine` holds that the engine takes both.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use crc32fast::Hasher;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};
use tantivy::{Directory, TantivyError};

use super::checksums::{Checksums, META, Sum};
use super::locks;
use super::read::read_commit;
use super::storage::{FileSystem, Fleeting, Storage};
use crate::index::threads::{join, lock};

/// What the engine calls its list of the files that are its own.
pub(in crate::index) const LIST: &str = ".managed.json";
/// A commit before it takes the place of the last.
const NEXT: &str = "meta.json.next";
/// So many files at most wait to be brought to disk.
const WAITING: usize = 16;

/// A directory in which an index is written.
#[derive(Debug, Clone)]
pub(in crate::index) struct WriteDirectory {
    path: PathBuf,
    files: MmapDirectory,
    storage: Arc<dyn Storage>,
    unsynced: Arc<Mutex<Unsynced>>,
    /// Of every file that is written to its end.
    checksums: Arc<Mutex<Checksums>>,
}

/// What is written and perhaps not on disk.
#[derive(Debug, Default)]
struct Unsynced {
    /// Files that are written to their end.
    files: Vec<(PathBuf, File)>,
    /// Whether names have come or changed in the directory.
    names: bool,
    /// Whether something did not reach the disk.
    failed: bool,
}

impl WriteDirectory {
    pub(in crate::index) fn open(dir: &Path) -> Result<Self, TantivyError> {
        let path = std::path::absolute(dir)?;
        WriteDirectory::over(path.clone(), Arc::new(FileSystem(path)))
    }

    /// Opens a directory that goes with the process: nothing waits for the disk.
    pub(in crate::index) fn fleeting(dir: &Path) -> Result<Self, TantivyError> {
        let path = std::path::absolute(dir)?;
        let storage = Fleeting(FileSystem(path.clone()));
        WriteDirectory::over(path, Arc::new(storage))
    }

    /// Puts the files of the last commit of another directory into this one, which is empty. Files of
    /// segments never change, so that both may have the same.
    pub(in crate::index) fn take_over(&self, from: &WriteDirectory) -> io::Result<()> {
        for name in from.segment_files()? {
            let (from, to) = (from.path.join(&name), self.path.join(&name));
            fs::hard_link(from, to)?;
        }
        fs::copy(from.path.join(META), self.path.join(META)).map(drop)
    }

    /// Opens a directory that is changed through a storage.
    pub(in crate::index) fn over(
        path: PathBuf,
        storage: Arc<dyn Storage>,
    ) -> Result<Self, TantivyError> {
        Ok(WriteDirectory {
            files: MmapDirectory::open(&path)?,
            path,
            storage,
            unsynced: Arc::default(),
            checksums: Arc::default(),
        })
    }

    /// Names the files of segments, of whatever commit or of none.
    pub(in crate::index) fn segment_files(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.path)? {
            let name = entry?.file_name().into_string();
            names.extend(name.ok().filter(|name| is_of_segment(name)));
        }
        Ok(names)
    }

    fn unsynced(&self) -> MutexGuard<'_, Unsynced> {
        // A panic on the way to the disk leaves the mark of failure.
        lock(&self.unsynced)
    }

    /// Puts a commit in the place of the last, with the checksums of all files.
    fn write_commit(&self, commit: &[u8]) -> io::Result<()> {
        let there = self.segment_files()?;
        let sealed = {
            let mut checksums = lock(&self.checksums);
            checksums.retain(&there);
            checksums.seal(commit)?
        };
        self.replace(Path::new(META), Path::new(NEXT), &sealed)?;
        self.unsynced().names = true;
        Ok(())
    }

    /// Writes a file that is no part of a commit, as a whole or not at all.
    pub(in crate::index) fn write_whole(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let next = format!("{name}.next");
        self.replace(Path::new(name), Path::new(&next), bytes)?;
        self.storage.sync_names()
    }

    /// Puts a file in the place of one of its name, written under another until it is whole.
    fn replace(&self, name: &Path, next: &Path, bytes: &[u8]) -> io::Result<()> {
        // One that a writer left that was killed.
        match self.storage.remove(next) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let file = self.storage.create(next)?;
        let mut rest = bytes;
        while !rest.is_empty() {
            let written = self.storage.write(next, &file, rest)?;
            rest = rest.get(written..).unwrap_or_default();
        }
        self.storage.sync(next, &file)?;
        self.storage.rename(next, name)
    }
}

impl Unsynced {
    /// Waits until everything is on disk. Who holds the lock meanwhile keeps others from taking
    /// for done what is under way.
    fn sync(&mut self, storage: &dyn Storage) -> io::Result<()> {
        // The system names a failure once: asked again, it would call the file sound.
        if self.failed {
            return Err(io::Error::other("an earlier write did not reach the disk"));
        }
        if self.files.is_empty() && !self.names {
            return Ok(());
        }
        self.failed = true;
        // Waits for the disk at the same time take little longer than one.
        thread::scope(|scope| {
            let mut waits = Vec::with_capacity(self.files.len());
            for (name, file) in &self.files {
                let sync = || storage.sync(name, file);
                waits.push(thread::Builder::new().spawn_scoped(scope, sync)?);
            }
            if self.names {
                storage.sync_names()?;
            }
            waits.into_iter().try_for_each(join)
        })?;
        *self = Unsynced::default();
        Ok(())
    }
}

/// Tells the files of segments by their names.
fn is_of_segment(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.';
    let (stem, _) = name.split_once('.').unwrap_or_default();
    stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit()) && name.bytes().all(plain)
}

/// A file that is being written.
struct Writing {
    name: PathBuf,
    /// None once it is written to its end.
    file: Option<File>,
    directory: WriteDirectory,
    bytes: u64,
    crc: Hasher,
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let file = self.file.as_ref().ok_or(ErrorKind::BrokenPipe)?;
        let written = self.directory.storage.write(&self.name, file, bytes)?;
        self.crc.update(bytes.get(..written).unwrap_or(bytes));
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Writing {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let file = self.file.take().ok_or(ErrorKind::BrokenPipe)?;
        let sum = Sum::of(&file, self.bytes, self.crc.clone().finalize());
        lock(&self.directory.checksums).insert(&self.name, sum);
        let mut unsynced = self.directory.unsynced();
        unsynced.files.push((self.name.clone(), file));
        match unsynced.files.len() < WAITING {
            true => Ok(()),
            false => unsynced.sync(&*self.directory.storage),
        }
    }
}

impl Directory for WriteDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = self.files.get_file_handle(path)?;
        lock(&self.checksums).verify(&self.path, path, &file)?;
        Ok(file)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let failed = |error: io::Error| match error.kind() {
            ErrorKind::NotFound => DeleteError::FileDoesNotExist(path.to_owned()),
            _ => DeleteError::IoError {
                io_error: Arc::new(error),
                filepath: path.to_owned(),
            },
        };
        // What is deleted may be named by the commit before, which a power cut must not bring back.
        self.sync_directory().map_err(failed)?;
        self.storage.remove(path).map_err(failed)?;
        lock(&self.checksums).remove(path);
        Ok(())
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let file = self
            .storage
            .create(path)
            .map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
                _ => OpenWriteError::wrap_io_error(error, path.to_owned()),
            })?;
        self.unsynced().names = true;
        Ok(WritePtr::new(Box::new(Writing {
            name: path.to_owned(),
            file: Some(file),
            directory: self.clone(),
            bytes: 0,
            crc: Hasher::new(),
        })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(META) {
            let (commit, checksums) = read_commit(&self.path)?;
            lock(&self.checksums).keep(checksums);
            return Ok(commit);
        }
        if path != Path::new(LIST) {
            return self.files.atomic_read(path);
        }
        let names = self
            .segment_files()
            .map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))?;
        let names: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
        Ok(format!("[{}]", names.join(",")).into_bytes())
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        match path.to_str() {
            Some(LIST) => Ok(()),
            Some(META) => {
                self.sync_directory()?;
                self.write_commit(data)
            }
            _ => Err(io::Error::from(ErrorKind::Unsupported)),
        }
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.unsynced().sync(&*self.storage)
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        locks::for_writing(&self.path, lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use tantivy::Directory;
    use tantivy::directory::TerminatingWrite;
    use tempfile::TempDir;

    use super::{LIST, WAITING, WriteDirectory};

    const SEGMENT: &str = "0123456789abcdef0123456789abcdef";

    fn write(directory: &WriteDirectory, name: &str) {
        let file = directory.open_write(Path::new(name)).expect("it is made");
        file.terminate().expect("it is written");
    }

    #[test]
    fn files_are_on_disk_before_they_are_named_and_names_before_others_go() {
        let dir = TempDir::new().expect("a temporary directory");
        let directory = WriteDirectory::open(dir.path()).expect("it opens");
        let waits = || {
            let unsynced = directory.unsynced();
            (unsynced.files.len(), unsynced.names)
        };
        write(&directory, "a");
        assert_eq!(waits(), (1, true));
        directory
            .atomic_write(Path::new("meta.json"), b"{}")
            .expect("it is written");
        assert_eq!(waits(), (0, true));
        directory.delete(Path::new("a")).expect("it is deleted");
        assert_eq!(waits(), (0, false));
        for file in 0..WAITING {
            write(&directory, &format!("{file}"));
        }
        assert_eq!(waits(), (0, false));
    }

    #[test]
    fn what_did_not_reach_the_disk_is_not_named() {
        let dir = TempDir::new().expect("a temporary directory");
        let directory = WriteDirectory::open(dir.path()).expect("it opens");
        directory.unsynced().failed = true;
        let meta = Path::new("meta.json");
        assert!(directory.atomic_write(meta, b"{}").is_err());
        assert!(!directory.exists(meta).expect("it can be told"));
    }

    #[test]
    fn the_list_holds_files_of_segments_alone() {
        let dir = TempDir::new().expect("a temporary directory");
        let directory = WriteDirectory::open(dir.path()).expect("it opens");
        let own = format!("{SEGMENT}.12.del");
        for name in [&own, "meta.json", "notes.txt", SEGMENT] {
            write(&directory, name);
        }
        let list = directory
            .atomic_read(Path::new(LIST))
            .expect("it can be read");
        assert_eq!(list, format!("[\"{own}\"]").into_bytes());
    }
}
