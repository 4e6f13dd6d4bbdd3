//! The metadata beside a file: `report.pdf` may have `report.pdf.meta` beside it, with lines such
//! as `published: 2024-12-03` and `url: https://…`.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::digest::hash_bytes;
use super::open::open;
use crate::model::{Warning, WarningKind};

/// The ending that is added to a file's name for its metadata.
const ENDING: &str = "meta";
/// A few lines of metadata have not so many bytes.
const MOST: u64 = 1 << 20;

/// Metadata as it was found.
#[derive(Debug, Default)]
pub(super) struct Sidecar {
    /// What it says; none where there is none, or none that can be read.
    pub(super) text: Option<String>,
    /// Why it cannot be read.
    pub(super) doubt: Option<String>,
}

impl Sidecar {
    /// Reads the metadata beside a file.
    pub(super) fn read(path: &Path) -> Self {
        match text(&sidecar_of(path)) {
            Ok(text) => Sidecar {
                text: Some(text),
                doubt: None,
            },
            // Beside what is attached to a message nothing can stand.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                Sidecar::default()
            }
            Err(error) => Sidecar {
                text: None,
                doubt: Some(format!("the file of metadata cannot be read: {error}")),
            },
        }
    }

    /// Returns a hash that tells this metadata from other; empty where there is none.
    pub(super) fn hash(&self) -> String {
        let said = self.text.as_ref().or(self.doubt.as_ref());
        said.map_or(String::new(), |said| hash_bytes(said.as_bytes()))
    }

    /// Returns the warning that it cannot be read.
    pub(super) fn warning(&self) -> Option<Warning> {
        self.doubt.as_ref().map(|doubt| Warning {
            kind: WarningKind::Metadata,
            message: doubt.clone(),
            page: None,
        })
    }
}

fn text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    open(path)?.take(MOST + 1).read_to_string(&mut text)?;
    match text.len() as u64 > MOST {
        true => Err(io::Error::other(format!("it has more than {MOST} bytes"))),
        false => Ok(text),
    }
}

/// Returns where the metadata of a file stands.
pub fn sidecar_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ENDING);
    PathBuf::from(name)
}

/// Tells whether a file is the metadata of another.
pub(super) fn is_sidecar(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ENDING) && path.with_extension("").is_file()
}

#[cfg(test)]
mod tests {
    use super::{MOST, Sidecar};

    fn check(bytes: &[u8], expected: &str) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("a.pdf.meta"), bytes).unwrap();
        let sidecar = Sidecar::read(&dir.path().join("a.pdf"));
        let said = sidecar.text.clone().or(sidecar.doubt.clone());
        let said = said.unwrap_or_default();
        assert!(said.contains(expected), "{said}");
        assert_eq!(sidecar.warning().is_some(), sidecar.text.is_none());
        assert_ne!(sidecar.hash(), "");
    }

    #[test]
    fn what_cannot_be_read_is_doubted() {
        check(b"url: https://example.org", "url");
        check(b"\xff", "UTF-8");
        check(&vec![b'x'; MOST as usize + 1], "more than 1048576 bytes");
    }

    #[test]
    fn there_need_not_be_any() {
        let sidecar = Sidecar::read(std::path::Path::new("/nowhere/a.pdf"));
        assert!(sidecar.warning().is_none());
        assert_eq!(sidecar.hash(), "");
    }
}
