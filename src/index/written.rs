//! The index's directory as the writer sees it: what a commit names is on disk before the commit.
//!
//! The engine waits for the disk after every file, and writes a list of its files anew, and waits
//! for that, before it makes another. Here files go to the disk together, at the latest before
//! the commit that names them, and the directory itself is the list.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, MmapDirectory, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};
use tantivy::{Directory, TantivyError};

use super::threads::{join, lock};

/// What the engine calls its list of the files that are its own.
pub(super) const LIST: &str = ".managed.json";
/// So many files at most wait to be brought to disk.
const WAITING: usize = 16;

/// A directory in which an index is written.
#[derive(Debug, Clone)]
pub(super) struct WriteDirectory {
    path: PathBuf,
    files: MmapDirectory,
    unsynced: Arc<Mutex<Unsynced>>,
}

/// What is written and perhaps not on disk.
#[derive(Debug, Default)]
struct Unsynced {
    /// Files that are written to their end.
    files: Vec<Arc<File>>,
    /// Whether names have come or changed in the directory.
    names: bool,
    /// Whether something did not reach the disk.
    failed: bool,
}

impl WriteDirectory {
    pub(super) fn open(dir: &Path) -> Result<Self, TantivyError> {
        Ok(WriteDirectory {
            path: std::path::absolute(dir)?,
            files: MmapDirectory::open(dir)?,
            unsynced: Arc::default(),
        })
    }

    /// Names the files of segments, of whatever commit or of none.
    pub(super) fn segment_files(&self) -> io::Result<Vec<String>> {
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
}

impl Unsynced {
    /// Waits until everything is on disk. Who holds the lock meanwhile keeps others from taking
    /// for done what is under way.
    fn sync(&mut self, directory: &MmapDirectory) -> io::Result<()> {
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
            for file in &self.files {
                waits.push(thread::Builder::new().spawn_scoped(scope, || file.sync_data())?);
            }
            if self.names {
                directory.sync_directory()?;
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
    file: Arc<File>,
    directory: WriteDirectory,
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (&*self.file).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Writing {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let mut unsynced = self.directory.unsynced();
        unsynced.files.push(Arc::clone(&self.file));
        match unsynced.files.len() < WAITING {
            true => Ok(()),
            false => unsynced.sync(&self.directory.files),
        }
    }
}

impl Directory for WriteDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        // What is deleted may be named by the commit before, which a power cut must not bring back.
        self.sync_directory()
            .map_err(|error| DeleteError::IoError {
                io_error: Arc::new(error),
                filepath: path.to_owned(),
            })?;
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let mut options = File::options();
        let file = options.write(true).create_new(true);
        let file = file
            .open(self.path.join(path))
            .map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
                _ => OpenWriteError::wrap_io_error(error, path.to_owned()),
            })?;
        self.unsynced().names = true;
        Ok(WritePtr::new(Box::new(Writing {
            file: Arc::new(file),
            directory: self.clone(),
        })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
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
        if path == Path::new(LIST) {
            return Ok(());
        }
        self.sync_directory()?;
        self.files.atomic_write(path, data)?;
        self.unsynced().names = true;
        Ok(())
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.unsynced().sync(&self.files)
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.files.acquire_lock(lock)
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
            .atomic_write(Path::new("meta.json"), b"a")
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
        assert!(directory.atomic_write(meta, b"a").is_err());
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
