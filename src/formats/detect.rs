//! Which format a file is in: its content decides, and its name where the content may be anything.

use crate::formats::error::FormatError;
use crate::formats::error::OLD_WORD;
use crate::formats::file_format::FileFormat;

/// What a compound file begins with, in which old office programs and Outlook write.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// What a zip archive begins with.
const ZIP: &[u8] = b"PK\x03\x04";
const RTF: &[u8] = b"{\\rtf";
/// How far from the beginning of a file its kind shows, in bytes.
const HEAD: usize = 4096;

/// The parts that tell what an archive is, with what it is.
const PARTS: [(&[u8], FileFormat); 4] = [
    (b"word/document.xml", FileFormat::Docx),
    (b"ppt/presentation.xml", FileFormat::Pptx),
    (b"META-INF/container.xml", FileFormat::Epub),
    (b"application/vnd.oasis.opendocument.text", FileFormat::Odt),
];

/// The streams that tell which program wrote a compound file, with what its files are.
const STREAMS: [(&str, &str, &str); 3] = [
    ("WordDocument", OLD_WORD, ".docx"),
    ("PowerPoint Document", "PowerPoint (.ppt)", ".pptx"),
    ("Workbook", "Excel (.xls)", "a PDF"),
];

/// Returns the ending of the name of a file, in small letters; empty where there is none.
pub(crate) fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_lowercase()
}

/// Tells the format of a file by its content and the ending of its name, in lower case; none if it
/// is not one that is read here.
///
/// # Errors
/// If it is one that other programs must read first: a file of an old office program, or one that is
/// encrypted.
///
/// ```
/// use findings::formats::{FileFormat, detect};
/// assert_eq!(detect(b"{\\rtf1 Text}", "doc"), Ok(Some(FileFormat::Rtf)));
/// assert_eq!(detect(b"Text", "txt"), Ok(Some(FileFormat::Plain)));
/// ```
pub fn detect(bytes: &[u8], ending: &str) -> Result<Option<FileFormat>, FormatError> {
    let named = by_name(ending);
    if bytes.starts_with(COMPOUND) {
        return compound(bytes, ending).map(Some);
    }
    if bytes.starts_with(RTF) {
        return Ok(Some(FileFormat::Rtf));
    }
    let is_archive = |format| {
        matches!(
            format,
            FileFormat::Docx | FileFormat::Odt | FileFormat::Epub | FileFormat::Pptx
        )
    };
    if bytes.starts_with(ZIP) {
        let mut parts = PARTS.iter().filter(|(part, _)| holds(bytes, part));
        let found: Vec<FileFormat> = parts.by_ref().map(|(_, format)| *format).collect();
        let named = named.filter(|format| is_archive(*format));
        let is_found = named.filter(|format| found.contains(format));
        return Ok(is_found.or(found.first().copied()).or(named));
    }
    let start = start(bytes);
    if start.starts_with("<?xml") && start.contains("<office:document") {
        return Ok(Some(FileFormat::FlatOdt));
    }
    let is_page = start.starts_with("<!doctype html") || start.starts_with("<html");
    match (named, ending) {
        (
            Some(FileFormat::Plain | FileFormat::Rtf | FileFormat::Markdown | FileFormat::Mhtml),
            _,
        )
        | (None, "doc" | "xls")
            if is_page =>
        {
            Ok(Some(FileFormat::Html))
        }
        // Word writes web pages of one file under this name too.
        (_, "doc") if start.contains("mime-version:") => Ok(Some(FileFormat::Mhtml)),
        _ => Ok(named),
    }
}

fn by_name(ending: &str) -> Option<FileFormat> {
    match ending {
        "html" | "htm" | "xhtml" => Some(FileFormat::Html),
        "md" | "markdown" => Some(FileFormat::Markdown),
        "txt" | "text" => Some(FileFormat::Plain),
        "docx" | "docm" | "dotx" => Some(FileFormat::Docx),
        "odt" | "ott" => Some(FileFormat::Odt),
        "fodt" => Some(FileFormat::FlatOdt),
        "rtf" => Some(FileFormat::Rtf),
        "epub" => Some(FileFormat::Epub),
        "pptx" => Some(FileFormat::Pptx),
        "mht" | "mhtml" => Some(FileFormat::Mhtml),
        "eml" => Some(FileFormat::Eml),
        "msg" => Some(FileFormat::Msg),
        _ => None,
    }
}

fn compound(bytes: &[u8], ending: &str) -> Result<FileFormat, FormatError> {
    let names = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        holds(bytes, &name)
    };
    if names("EncryptedPackage") {
        return Err(FormatError::Encrypted);
    }
    if names("__properties_version1.0") {
        return Ok(FileFormat::Msg);
    }
    let known = STREAMS.iter().find(|(stream, ..)| names(stream));
    let (program, now) = known.map_or(("office", "a PDF"), |(_, program, now)| (*program, *now));
    Err(FormatError::OldOffice {
        program,
        now,
        ending: ending.to_owned(),
    })
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Returns the beginning of a text in lower case, without what may stand before it.
fn start(bytes: &[u8]) -> String {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    let text = String::from_utf8_lossy(head).to_lowercase();
    text.trim_start_matches(|c: char| c == '\u{FEFF}' || c.is_whitespace())
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides() {
        let check = |bytes: &[u8], ending: &str, expected| {
            assert_eq!(detect(bytes, ending), Ok(expected), "{ending}");
        };
        check(b"{\\rtf1}", "doc", Some(FileFormat::Rtf));
        check(b"{\\rtf1}", "docx", Some(FileFormat::Rtf));
        check(b"\n<!DOCTYPE html><p>", "doc", Some(FileFormat::Html));
        check(b"<html>502</html>", "docx", Some(FileFormat::Docx));
        check(b"MIME-Version: 1.0\n\n", "doc", Some(FileFormat::Mhtml));
        check(
            b"<?xml version='1.0'?><office:document>",
            "xml",
            Some(FileFormat::FlatOdt),
        );
        check(
            b"PK\x03\x04 word/document.xml",
            "zip",
            Some(FileFormat::Docx),
        );
        check(b"PK\x03\x04 xl/workbook.xml", "xlsx", None);
        check(b"PK\x03\x04", "odt", Some(FileFormat::Odt));
        check(b"Text", "doc", None);
    }

    #[test]
    fn old_files_are_named() {
        let check = |stream: &str, ending: &str, expected: &str| {
            let mut bytes = COMPOUND.to_vec();
            bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
            let error = detect(&bytes, ending).unwrap_err().to_string();
            assert_eq!(error, expected);
        };
        check(
            "WordDocument",
            "docx",
            "an old Word (.doc) file under the name .docx (save it as .docx)",
        );
        check(
            "WordDocument",
            "doc",
            "an old Word (.doc) file (save it as .docx)",
        );
        check("EncryptedPackage", "docx", "encrypted, needs a password");
    }
}
