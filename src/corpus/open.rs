//! Opening files, and nothing but files: a pipe would make the reader wait, a device never end.

use std::fs::{File, FileType};
use std::io::{self, Read};
use std::path::Path;

/// Opens a file.
///
/// # Errors
/// If it cannot be opened, or is something else than a file.
pub(super) fn open(path: &Path) -> io::Result<File> {
    // To open a pipe is to wait already, so that it must be looked at before.
    regular(path.metadata()?.file_type())?;
    let file = File::open(path)?;
    // Something else may have come in its place.
    regular(file.metadata()?.file_type())?;
    Ok(file)
}

/// Reads a whole file.
///
/// # Errors
/// If it cannot be read, or is something else than a file.
pub fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn regular(found: FileType) -> io::Result<()> {
    match found.is_file() {
        true => Ok(()),
        false => Err(io::Error::new(io::ErrorKind::InvalidInput, kind(found))),
    }
}

/// Says what something is that is no file.
pub(super) fn kind(found: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if found.is_fifo() {
            return "a pipe, not a file";
        }
        if found.is_socket() {
            return "a socket, not a file";
        }
        if found.is_char_device() || found.is_block_device() {
            return "a device, not a file";
        }
    }
    match found.is_dir() {
        true => "a folder, not a file",
        false => "not a file",
    }
}
