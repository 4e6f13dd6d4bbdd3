//! Locks between processes: one writer at a time, and no reader opens what is being removed.

use std::fs::{File, TryLockError};
use std::path::Path;

use tantivy::directory::error::LockError;
use tantivy::directory::{DirectoryLock, Lock};

/// Takes a lock for the writer.
///
/// # Errors
/// Another holds it, or the directory cannot be written or has no locks.
pub(in crate::index) fn for_writing(dir: &Path, lock: &Lock) -> Result<DirectoryLock, LockError> {
    let mut options = File::options();
    let options = options.write(true).create(true).truncate(false);
    let file = options.open(dir.join(&lock.filepath));
    let file = file.map_err(LockError::wrap_io_error)?;
    if lock.is_blocking {
        file.lock().map_err(LockError::wrap_io_error)?;
    } else {
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => LockError::LockBusy,
            TryLockError::Error(error) => LockError::wrap_io_error(error),
        })?;
    }
    // The lock goes with the file.
    Ok(DirectoryLock::from(Box::new(file)))
}

/// Takes a lock for a reader, who need not be allowed to write.
///
/// Where there is no lock to be had, files may go between the reading of a commit and the opening of
/// its files; who opens then tries again.
pub(in crate::index) fn for_reading(dir: &Path, lock: &Lock) -> DirectoryLock {
    let file = File::open(dir.join(&lock.filepath)).ok();
    let locked = file.filter(|file| file.lock().is_ok());
    DirectoryLock::from(Box::new(locked))
}
