//! The zip archive that an office document is.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::model::{Budget, Limit};

use crate::formats::error::FormatError;

/// What each part is listed under.
const LISTED: &[u8] = b"PK\x01\x02";
/// What the list of parts ends in, and how far from the end of the file it may begin.
const END: &[u8] = b"PK\x05\x06";
const TAIL: usize = 22 + 0xFFFF;

/// An office document's archive.
pub(super) struct Archive<'a> {
    budget: &'a Budget,
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'a [u8], budget: &'a Budget) -> Result<Archive<'a>, FormatError> {
        if !bytes.starts_with(b"PK") {
            return Err(FormatError::NoArchive);
        }
        let tail = bytes.get(bytes.len().saturating_sub(TAIL)..);
        if !tail.is_some_and(|tail| tail.windows(END.len()).any(|window| window == END)) {
            return Err(FormatError::CutArchive);
        }
        // A list of parts takes 46 bytes for each, and the archive keeps more of them.
        budget.take(
            Limit::Objects,
            bytes.windows(LISTED.len()).filter(|w| *w == LISTED).count(),
        );
        budget.check().map_err(FormatError::Over)?;
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FormatError::DamagedArchive)?;
        Ok(Archive { zip, budget })
    }

    /// Reads a part that must be there.
    pub(super) fn part(&mut self, name: &'static str) -> Result<String, FormatError> {
        self.find(name)?.ok_or(FormatError::MissingPart(name))
    }

    /// Reads a part that may be missing.
    pub(super) fn find(&mut self, name: &'static str) -> Result<Option<String>, FormatError> {
        let bytes = self.find_bytes(name)?;
        let text = bytes.map(String::from_utf8).transpose();
        text.map_err(|_| FormatError::DamagedPart(name))
    }

    /// Reads the bytes of a part that may be missing.
    pub(super) fn find_bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, FormatError> {
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(FormatError::DamagedArchive),
        };
        let mut bytes = Vec::new();
        // The size that the archive declares is not to be trusted.
        let most = self.budget.limits().get(Limit::Stream);
        let most = most.min(self.budget.left(Limit::Unpacked));
        part.take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| FormatError::DamagedArchive)?;
        self.budget.take(Limit::Unpacked, bytes.len());
        self.budget.allows(Limit::Stream, bytes.len() as u64);
        self.budget.check().map_err(FormatError::Over)?;
        Ok(Some(bytes))
    }
}

/// Returns the path of a part that is named from a folder; names are written as in links.
pub(super) fn join(folder: &str, name: &str) -> String {
    let name = name.split('#').next().unwrap_or_default();
    let name = unescape(name);
    if let Some(absolute) = name.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Takes the escapes out of a link: "%20" is a space.
fn unescape(name: &str) -> String {
    let mut parts = name.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let code = part
            .get(..2)
            .and_then(|code| u8::from_str_radix(code, 16).ok());
        match (code, part.get(2..)) {
            (Some(code), Some(rest)) => {
                bytes.push(code);
                bytes.extend(rest.bytes());
            }
            _ => {
                bytes.push(b'%');
                bytes.extend(part.bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn paths_are_told_from_the_folder() {
        let check = |folder, name, expected: &str| assert_eq!(join(folder, name), expected);
        check("OEBPS", "text/a%20b.xhtml#x", "OEBPS/text/a b.xhtml");
        check("ppt/slides", "../media/a.xml", "ppt/media/a.xml");
        check("", "/ppt/a.xml", "ppt/a.xml");
        check("a", "100%.xml", "a/100%.xml");
    }
}
