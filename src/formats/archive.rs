//! The zip archive that an office document is.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::FormatError;

/// A part that unpacks to more bytes is not read: no report comes near it.
const MAX_PART: u64 = 64 << 20;

/// An office document's archive.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Archive<'a>, FormatError> {
        if !bytes.starts_with(b"PK") {
            return Err(FormatError::NoArchive);
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FormatError::DamagedArchive)?;
        Ok(Archive { zip })
    }

    /// Reads a part that must be there.
    pub(super) fn part(&mut self, name: &'static str) -> Result<String, FormatError> {
        self.find(name)?.ok_or(FormatError::MissingPart(name))
    }

    /// Reads a part that may be missing.
    pub(super) fn find(&mut self, name: &'static str) -> Result<Option<String>, FormatError> {
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(FormatError::DamagedArchive),
        };
        let mut bytes = Vec::new();
        // The size that the archive declares is not to be trusted.
        part.take(MAX_PART + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| FormatError::DamagedArchive)?;
        if bytes.len() as u64 > MAX_PART {
            return Err(FormatError::LargePart(name));
        }
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| FormatError::DamagedPart(name))
    }
}
