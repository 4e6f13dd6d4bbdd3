//! The store: texts that are too long for an address, kept in the files of a folder.
//!
//! A text is named by a hash of what it says: nothing that is kept ever changes, the same text is kept
//! once, and an address that names it is as much of a citation as one that holds it. Names are made
//! here, and read as digits alone, so that none leads anywhere else.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::StatusCode;

use super::failure::Failure;
use crate::corpus::hash_bytes;

/// Bytes of a text.
pub(super) const LONGEST: usize = 128 * 1024;
/// How many texts of each kind are kept.
const MOST: usize = 10_000;
/// Hexadecimal digits of a name: 96 bits.
const DIGITS: usize = 24;

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Drawer {
    /// Paragraphs that were ticked, an identifier a line.
    Baskets,
    /// Code books, as TOML.
    Codebooks,
}

impl Drawer {
    const ALL: [Drawer; 2] = [Drawer::Baskets, Drawer::Codebooks];

    fn folder(self) -> &'static str {
        match self {
            Drawer::Baskets => "baskets",
            Drawer::Codebooks => "codebooks",
        }
    }
}

/// A folder in which texts are kept.
#[derive(Debug)]
pub(super) struct Store {
    dir: PathBuf,
    /// How many texts are kept of each kind, at most.
    most: usize,
    /// How many files this process has begun.
    begun: AtomicU64,
}

impl Store {
    /// Opens a folder, which is made where it is not there.
    pub(super) fn open(dir: &Path) -> io::Result<Self> {
        for drawer in Drawer::ALL {
            fs::create_dir_all(dir.join(drawer.folder()))?;
        }
        Ok(Store {
            dir: dir.to_owned(),
            most: MOST,
            begun: AtomicU64::new(0),
        })
    }

    /// Keeps a text, and returns its name.
    pub(super) fn keep(&self, drawer: Drawer, text: &str) -> Result<String, Failure> {
        if text.len() > LONGEST {
            let said = format!("what is kept has at most {LONGEST} bytes");
            return Err(Failure::new(StatusCode::PAYLOAD_TOO_LARGE, said));
        }
        let name = name_of(text);
        let path = self.path(drawer, &name);
        if path.is_file() {
            return Ok(name);
        }
        let failed = |_| {
            Failure::busy("this cannot be kept just now")
                .hint("whoever serves this can look whether the folder of `--data` can be written")
        };
        if self.kept(drawer).map_err(failed)? >= self.most {
            let said = "no more can be kept here";
            return Err(Failure::new(StatusCode::INSUFFICIENT_STORAGE, said)
                .hint("whoever serves this can take old files out of the folder of `--data`"));
        }
        self.write(&path, text).map_err(failed)?;
        Ok(name)
    }

    /// Returns what is kept under a name; none where nothing is, or where it is not as it was written.
    pub(super) fn text(&self, drawer: Drawer, name: &str) -> Option<String> {
        if !is_name(name) {
            return None;
        }
        let mut text = String::new();
        let file = File::open(self.path(drawer, name)).ok()?;
        // One byte more tells that it is none of ours.
        let most = LONGEST as u64 + 1;
        file.take(most).read_to_string(&mut text).ok()?;
        (name_of(&text) == name).then_some(text)
    }

    fn path(&self, drawer: Drawer, name: &str) -> PathBuf {
        self.dir.join(drawer.folder()).join(name)
    }

    fn kept(&self, drawer: Drawer) -> io::Result<usize> {
        let entries = fs::read_dir(self.dir.join(drawer.folder()))?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        Ok(names.filter(|name| is_name(name)).count())
    }

    /// Writes a file that is there whole or not at all, whatever happens meanwhile.
    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        let begun = self.begun.fetch_add(1, Ordering::Relaxed);
        let hidden = path.with_file_name(format!(".{}-{begun}", std::process::id()));
        let written = File::create(&hidden).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&hidden, path)?;
            // An address that is given out must not be forgotten when the power goes.
            #[cfg(unix)]
            path.parent()
                .map_or(Ok(()), |dir| File::open(dir)?.sync_all())?;
            Ok(())
        });
        if written.is_err() {
            // What is left of it is in nobody's way.
            let _ = fs::remove_file(&hidden);
        }
        written
    }
}

fn name_of(text: &str) -> String {
    let mut name = hash_bytes(text.as_bytes());
    name.truncate(DIGITS);
    name
}

fn is_name(name: &str) -> bool {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    name.len() == DIGITS && name.bytes().all(is_digit)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Drawer, LONGEST, Store};

    fn opened(dir: &std::path::Path) -> Store {
        Store {
            most: 2,
            ..Store::open(dir).unwrap()
        }
    }

    #[test]
    fn what_is_kept_is_found_under_its_name() {
        let dir = tempfile::tempdir().unwrap();
        let store = opened(dir.path());
        let name = store.keep(Drawer::Baskets, "a\nb\n").unwrap();
        assert_eq!(store.keep(Drawer::Baskets, "a\nb\n").unwrap(), name);
        let again = Store::open(dir.path()).unwrap();
        assert_eq!(again.text(Drawer::Baskets, &name).unwrap(), "a\nb\n");
        assert_eq!(again.text(Drawer::Codebooks, &name), None);
        let files = fs::read_dir(dir.path().join("baskets")).unwrap();
        assert_eq!(files.count(), 1);
    }

    #[test]
    fn no_name_leads_elsewhere() {
        let dir = tempfile::tempdir().unwrap();
        let store = opened(dir.path());
        fs::write(dir.path().join("secret"), "secret").unwrap();
        fs::write(dir.path().join("baskets/secret"), "secret").unwrap();
        for name in ["", ".", "..", "../secret", "secret", "/etc/passwd", "%2e"] {
            assert_eq!(store.text(Drawer::Baskets, name), None, "{name}");
        }
        let name = store.keep(Drawer::Baskets, "a").unwrap();
        for name in [name.to_uppercase(), format!("{name}0"), format!("./{name}")] {
            assert_eq!(store.text(Drawer::Baskets, &name), None, "{name}");
        }
        // What is not as it was written is not there.
        fs::write(dir.path().join("baskets").join(&name), "b").unwrap();
        assert_eq!(store.text(Drawer::Baskets, &name), None);
    }

    #[test]
    fn sizes_and_numbers_are_bounded() {
        let dir = tempfile::tempdir().unwrap();
        let store = opened(dir.path());
        let status = |text: &str| {
            let kept = store.keep(Drawer::Codebooks, text);
            kept.map_err(|failure| failure.status.as_u16())
        };
        assert_eq!(status(&"a".repeat(LONGEST + 1)), Err(413));
        assert!(status("a").is_ok() && status(&"a".repeat(LONGEST)).is_ok());
        assert_eq!(status("b"), Err(507));
        // What is kept already needs no room.
        assert!(status("a").is_ok());
        assert!(store.keep(Drawer::Baskets, "b").is_ok());
        fs::remove_dir_all(dir.path()).unwrap();
        assert_eq!(status("c"), Err(503));
    }
}
