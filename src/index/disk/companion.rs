//! What is made of a commit, takes long to make, and is kept beside it: the thesaurus.
//!
//! It is a file of its own, so that no commit waits for it and none is changed by it. It begins with
//! its version and a CRC-32 of the rest; one that is not as it was written is made anew.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tantivy::directory::Lock;

use super::locks;
use super::write::WriteDirectory;
use crate::index::IndexError;

/// The name of the file.
pub(in crate::index) const THESAURUS: &str = "thesaurus";
/// Held while it is put in its place.
const LOCK: &str = ".thesaurus.lock";
/// Grows with every change of what is kept and how.
const VERSION: &[u8] = b"findings thesaurus 1\n";

/// Reads the thesaurus that is kept in a directory; none where there is none, or one of another
/// version.
pub(in crate::index) fn read(dir: &Path) -> Result<Option<Vec<u8>>, IndexError> {
    let path = dir.join(THESAURUS);
    let file = match fs::read(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(IndexError::from(error).within(dir)),
    };
    let Some(rest) = file.strip_prefix(VERSION) else {
        return Ok(None);
    };
    match rest.split_first_chunk() {
        Some((crc, kept)) if crc32fast::hash(kept) == u32::from_le_bytes(*crc) => {
            Ok(Some(kept.to_vec()))
        }
        _ => Err(IndexError::DamagedFile(path)),
    }
}

/// Keeps a thesaurus in a directory, in the place of the one that is there.
pub(in crate::index) fn write(dir: &Path, kept: &[u8]) -> Result<(), IndexError> {
    let lock = Lock {
        filepath: PathBuf::from(LOCK),
        is_blocking: true,
    };
    let failed = |error: io::Error| IndexError::from(error).within(dir);
    let _lock = locks::for_writing(dir, &lock)
        .map_err(|error| failed(io::Error::other(error.to_string())))?;
    let crc = crc32fast::hash(kept).to_le_bytes();
    let directory = WriteDirectory::open(dir).map_err(|error| IndexError::of(error).within(dir))?;
    let whole = [VERSION, &crc, kept].concat();
    directory.write_whole(THESAURUS, &whole).map_err(failed)
}
