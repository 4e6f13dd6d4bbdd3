//! A part: the bytes of a file that come in under a hidden name.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::corpus::{hash_bytes, read_bytes};

use super::begun::{Beginning, Begun, note_of};
use super::disk::{failed, remove, write};
use super::error::FetchError;

/// The ending of its name.
pub(super) const PART: &str = "part";
/// After so many bytes what is there goes to the disk, and is noted.
const STRIDE: u64 = 1 << 20;

/// A file that has come whole and has no name yet.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) path: PathBuf,
    pub(super) sha256: String,
    pub(super) bytes: u64,
}

/// Takes the bytes of a file in, as far as the disk, behind those that are held already.
///
/// Where it is known what they begin, it is noted from time to time how far they are, and where
/// the reader fails.
///
/// # Errors
/// Of the disk; what is wrong with the reader is handed back inside.
pub(super) fn take(
    path: &Path,
    held: u64,
    beginning: Option<&Beginning>,
    mut from: impl Read,
) -> Result<Result<Part, io::Error>, FetchError> {
    let fault = failed(path);
    let mut file = File::options()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(path)
        .map_err(&fault)?;
    if held == 0 {
        remove(&note_of(path))?;
    }
    file.set_len(held).map_err(&fault)?;
    file.seek(SeekFrom::Start(held)).map_err(&fault)?;
    let mut buffer = vec![0; 64 << 10];
    let (mut bytes, mut noted) = (held, held);
    loop {
        match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => {
                file.write_all(&buffer[..read]).map_err(&fault)?;
                bytes += read as u64;
                if bytes >= noted + STRIDE {
                    note(path, &file, beginning, bytes)?;
                    noted = bytes;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                note(path, &file, beginning, bytes)?;
                return Ok(Err(error));
            }
        }
    }
    file.sync_data().map_err(&fault)?;
    remove(&note_of(path))?;
    let sha256 = hash_bytes(&read_bytes(path).map_err(&fault)?);
    Ok(Ok(Part {
        path: path.to_owned(),
        sha256,
        bytes,
    }))
}

/// Notes how many bytes of a part are on the disk, where it is known what they begin.
fn note(
    part: &Path,
    file: &File,
    beginning: Option<&Beginning>,
    held: u64,
) -> Result<(), FetchError> {
    let Some(beginning) = beginning.cloned() else {
        return Ok(());
    };
    file.sync_data().map_err(failed(part))?;
    write(&note_of(part), &Begun { beginning, held }.text())
}
