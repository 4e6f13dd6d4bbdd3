//! Documents that are attached to messages. Where a message carries several, each is a file of its own,
//! whose path is that of the message with its name behind it: `mail.eml/report.pdf`.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;

use super::carried::Carried;
use super::holding::holder_of;
use super::joined::split;
use super::open::{open, read_bytes};
use crate::formats::{self, Attachment};
use crate::model::{Budget, Limit, Limits};

/// What is read: a file, or a document that is attached to one.
pub(super) enum Source {
    File(File),
    Attached(Cursor<Vec<u8>>),
}

impl Source {
    /// Opens a file or an attached document; of a report that is joined to others, the file.
    ///
    /// # Errors
    /// If it cannot be opened, is something else than a file, or no message carries it.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let error = match open(path) {
            Ok(file) => return Ok(Source::File(file)),
            Err(error) => error,
        };
        if let Some((whole, _)) = split(path) {
            return Source::open(whole);
        }
        let Some(message) = holder_of(path) else {
            return Err(error);
        };
        let name = path.strip_prefix(message).unwrap_or(path);
        let mut documents = documents(message, &Budget::new(&unlimited()))?.into_iter();
        match documents.find(|document| Path::new(&document.name) == name) {
            Some(document) => Ok(Source::Attached(Cursor::new(document.bytes))),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Returns how many bytes it says that it has.
    ///
    /// # Errors
    /// If the system cannot tell.
    pub(super) fn size(&self) -> io::Result<u64> {
        match self {
            Source::File(file) => Ok(file.metadata()?.len()),
            Source::Attached(bytes) => Ok(bytes.get_ref().len() as u64),
        }
    }
}

impl Source {
    /// Appends its bytes, so many at most.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(super) fn read_up_to(self, most: u64, bytes: &mut Vec<u8>) -> io::Result<usize> {
        match self {
            // The file itself reads into room that nobody fills with zeros before.
            Source::File(file) => file.take(most).read_to_end(bytes),
            Source::Attached(attached) => attached.take(most).read_to_end(bytes),
        }
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Source::File(file) => file.read(buffer),
            Source::Attached(bytes) => bytes.read(buffer),
        }
    }
}

/// Tells by the name of a file whether the documents that are attached to it are files of their own.
pub(super) fn is_carrier(name: &str) -> bool {
    matches!(formats::ending(name).as_str(), "eml" | "msg")
}

/// Returns the documents that a message carries.
///
/// # Errors
/// If it cannot be read, or holds more than the budget.
pub(super) fn documents(message: &Path, budget: &Budget) -> io::Result<Vec<Attachment>> {
    let bytes = read_bytes(message)?;
    let ending = message.extension().unwrap_or_default().to_string_lossy();
    let format = match formats::detect(&bytes, &ending.to_lowercase()) {
        Ok(Some(format)) if format.has_attachments() => format,
        _ => return Ok(Vec::new()),
    };
    let carried = Carried::by(&bytes, format, budget);
    Ok(carried.map_err(io::Error::other)?.documents)
}

/// What is opened was listed before, within the limits.
fn unlimited() -> Limits {
    Limits::default().with(Limit::Unpacked, u64::MAX)
}
