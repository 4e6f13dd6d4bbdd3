//! The disk: what is done with single files, with errors that name them.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::error::FetchError;

/// Says of which file an error is.
pub(super) fn failed(path: &Path) -> impl Fn(io::Error) -> FetchError + use<> {
    let path = path.to_owned();
    move |error| FetchError::Io(path.clone(), error)
}

/// Writes a file, as far as the disk.
pub(super) fn write(path: &Path, text: &str) -> Result<(), FetchError> {
    let mut file = File::create(path).map_err(failed(path))?;
    file.write_all(text.as_bytes()).map_err(failed(path))?;
    file.sync_data().map_err(failed(path))
}

/// Removes a file that need not be there.
pub(super) fn remove(path: &Path) -> Result<(), FetchError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(path)(error)),
        _ => Ok(()),
    }
}

/// Waits until it is on the disk which files there are.
pub(super) fn sync_names(folder: &Path) -> Result<(), FetchError> {
    // Elsewhere names need no help, and folders cannot be opened.
    match cfg!(unix) {
        true => File::open(folder)
            .and_then(|open| open.sync_all())
            .map_err(failed(folder)),
        false => Ok(()),
    }
}
