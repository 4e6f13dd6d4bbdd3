//! Paths as text, and back: the ledger is text, and the names of files need not be.
//!
//! On Unix a name is bytes. One that is no UTF-8 is spelt with `\xNN` for each byte that is none;
//! a name that has such a spelling in it by itself has its backslash spelt so. All other names are
//! spelt as they are.

use std::path::{Path, PathBuf};

/// Spells a path as text.
#[cfg(unix)]
pub fn path_to_text(path: &Path) -> String {
    use std::fmt::Write;
    use std::os::unix::ffi::OsStrExt;

    let mut text = String::new();
    for chunk in path.as_os_str().as_bytes().utf8_chunks() {
        let mut rest = chunk.valid();
        while let Some(at) = rest.find('\\') {
            let (before, from) = rest.split_at(at);
            text.push_str(before);
            text.push_str(if spelt(from).is_some() { r"\x5c" } else { "\\" });
            rest = &from[1..];
        }
        text.push_str(rest);
        for byte in chunk.invalid() {
            // Writing to a string cannot fail.
            let _ = write!(text, r"\x{byte:02x}");
        }
    }
    text
}

/// Returns the path that [`path_to_text`] spelt.
#[cfg(unix)]
pub fn path_from_text(text: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;

    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, from) = rest.split_at(at);
        bytes.extend_from_slice(before.as_bytes());
        let (byte, length) = spelt(from).map_or((b'\\', 1), |byte| (byte, SPELT));
        bytes.push(byte);
        rest = &from[length..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

/// The length of a byte as it is spelt.
#[cfg(unix)]
const SPELT: usize = r"\xNN".len();

/// Reads the byte that a text begins with, if it begins with one that is spelt.
#[cfg(unix)]
fn spelt(text: &str) -> Option<u8> {
    let digits = text.strip_prefix(r"\x")?.get(..2)?;
    let is_ours = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let digits = Some(digits).filter(|digits| digits.bytes().all(is_ours))?;
    u8::from_str_radix(digits, 16).ok()
}

/// Spells a path as text.
#[cfg(not(unix))]
pub fn path_to_text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Returns the path that [`path_to_text`] spelt.
#[cfg(not(unix))]
pub fn path_from_text(text: &str) -> PathBuf {
    PathBuf::from(text)
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::path::Path;

    use proptest::prelude::*;

    use super::{path_from_text, path_to_text};

    fn check(bytes: &[u8], expected: &str) {
        let path = Path::new(OsStr::from_bytes(bytes));
        assert_eq!(path_to_text(path), expected);
        assert_eq!(path_from_text(expected), path);
    }

    #[test]
    fn names_that_are_text_are_spelt_as_they_are() {
        check("a/Gwynedd ŵ 1.pdf".as_bytes(), "a/Gwynedd ŵ 1.pdf");
        check(br"a\b\x\xg\X41", r"a\b\x\xg\X41");
        check(b"a\xe9.pdf", r"a\xe9.pdf");
        check(br"a\xe9.pdf", r"a\x5cxe9.pdf");
        check(b"\\\xff\\x5\xff", r"\\xff\x5\xff");
    }

    proptest! {
        #[test]
        fn every_name_comes_back(bytes in proptest::collection::vec(
            prop_oneof![Just(b'\\'), Just(b'x'), Just(b'5'), Just(b'c'), any::<u8>()], 0..12,
        )) {
            let path = Path::new(OsStr::from_bytes(&bytes));
            let back = path_from_text(&path_to_text(path));
            prop_assert_eq!(back.as_os_str(), path.as_os_str());
        }
    }
}
