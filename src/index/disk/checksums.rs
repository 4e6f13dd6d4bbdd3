//! Checksums of the files of a commit, which stand in the commit itself.
//!
//! A commit is a file of JSON, of which the engine reads the members that it knows. Two more are
//! put before them: a CRC-32 of all that follows it, and of each file its length, its CRC-32 and
//! the time at which it was written. They are replaced with the commit, in one step. A file of that
//! length and time is taken for sound; any other, such as one that was copied, is read whole and
//! compared.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use tantivy::directory::FileHandle;
use tantivy::directory::error::OpenReadError;

/// The file that is the commit.
pub(in crate::index) const META: &str = "meta.json";

const CHECKSUM: &str = "{\"checksum\":\"";
const FILES: &str = "\",\"files\":\"";
const END: &str = "\",";
/// Digits of a checksum.
const DIGITS: usize = 8;

/// What is known of a file that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::index) struct Sum {
    bytes: u64,
    crc: u32,
    /// When it was written, in nanoseconds since 1970; 0 where that is not known.
    stamp: u64,
}

impl Sum {
    /// Takes down a file that is written to its end.
    pub(in crate::index) fn of(file: &fs::File, bytes: u64, crc: u32) -> Self {
        let stamp = file.metadata().map_or(0, |metadata| stamp(&metadata));
        Sum { bytes, crc, stamp }
    }
}

/// Returns when a file was last written to.
fn stamp(metadata: &fs::Metadata) -> u64 {
    let written = metadata.modified().ok();
    let since = written.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since
        .and_then(|time| u64::try_from(time.as_nanos()).ok())
        .unwrap_or(0)
}

/// The files of a commit, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::index) struct Checksums(BTreeMap<String, Sum>);

/// What a file called [`META`] is.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::index) enum MetaFile {
    /// As it was written.
    Sound(Checksums),
    /// Not as it was written.
    Damaged,
    /// Of another program, or of another format.
    Foreign,
}

impl Checksums {
    pub(in crate::index) fn insert(&mut self, name: &Path, sum: Sum) {
        self.0.insert(name.to_string_lossy().into_owned(), sum);
    }

    pub(in crate::index) fn remove(&mut self, name: &Path) {
        self.0.remove(name.to_string_lossy().as_ref());
    }

    /// Adds those of another, where they are not known.
    pub(in crate::index) fn keep(&mut self, other: Checksums) {
        for (name, sum) in other.0 {
            self.0.entry(name).or_insert(sum);
        }
    }

    /// Forgets files that are not there.
    pub(in crate::index) fn retain(&mut self, there: &[String]) {
        self.0.retain(|name, _| there.contains(name));
    }

    /// Names the files, sorted.
    pub(in crate::index) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Puts checksums before the members of a commit.
    pub(in crate::index) fn seal(&self, members: &[u8]) -> io::Result<Vec<u8>> {
        let members = members
            .strip_prefix(b"{")
            .ok_or_else(|| io::Error::from(ErrorKind::InvalidData))?;
        let mut sealed = String::from(FILES);
        for (at, (name, sum)) in self.0.iter().enumerate() {
            let Sum { bytes, crc, stamp } = sum;
            let comma = if at == 0 { "" } else { "," };
            // Writing to a string does not fail.
            let _ = write!(sealed, "{comma}{name} {bytes} {crc:x} {stamp}");
        }
        sealed.push_str(END);
        let mut rest = sealed.into_bytes();
        rest.extend(members);
        let mut sealed = format!("{CHECKSUM}{:0DIGITS$x}", crc32fast::hash(&rest)).into_bytes();
        sealed.extend(rest);
        Ok(sealed)
    }

    /// Verifies a commit and reads its checksums.
    pub(in crate::index) fn unseal(commit: &[u8]) -> MetaFile {
        let Some(sealed) = commit.strip_prefix(CHECKSUM.as_bytes()) else {
            return MetaFile::Foreign;
        };
        let Some((digits, rest)) = sealed.split_at_checked(DIGITS) else {
            return MetaFile::Damaged;
        };
        let crc = str::from_utf8(digits).ok();
        let crc = crc.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if crc != Some(crc32fast::hash(rest)) {
            return MetaFile::Damaged;
        }
        match str::from_utf8(rest).ok().and_then(read) {
            Some(files) => MetaFile::Sound(Checksums(files)),
            None => MetaFile::Foreign,
        }
    }

    /// Verifies a file of the directory that was opened: by its time where that tells enough, or
    /// else by all its bytes.
    ///
    /// # Errors
    /// It is not as it was written, or no file of the commit.
    pub(in crate::index) fn verify(
        &self,
        dir: &Path,
        name: &Path,
        file: &Arc<dyn FileHandle>,
    ) -> Result<(), OpenReadError> {
        let sum = self.0.get(name.to_string_lossy().as_ref());
        let sum = sum.ok_or_else(|| damaged(name))?;
        let metadata = fs::metadata(dir.join(name));
        let trusted = sum.stamp != 0 && metadata.is_ok_and(|it| stamp(&it) == sum.stamp);
        match trusted && file.len() as u64 == sum.bytes || sum.is_of(file, name)? {
            true => Ok(()),
            false => Err(damaged(name)),
        }
    }

    /// Verifies all bytes of a file of the directory.
    ///
    /// # Errors
    /// It cannot be opened, or is not as it was written.
    pub(in crate::index) fn verify_whole(
        &self,
        name: &Path,
        file: &Arc<dyn FileHandle>,
    ) -> Result<(), OpenReadError> {
        match self.0.get(name.to_string_lossy().as_ref()) {
            Some(sum) if sum.is_of(file, name)? => Ok(()),
            _ => Err(damaged(name)),
        }
    }
}

impl Sum {
    fn is_of(&self, file: &Arc<dyn FileHandle>, name: &Path) -> Result<bool, OpenReadError> {
        if file.len() as u64 != self.bytes {
            return Ok(false);
        }
        let failed = |error| OpenReadError::wrap_io_error(error, name.to_owned());
        let bytes = file.read_bytes(0..file.len()).map_err(failed)?;
        Ok(crc32fast::hash(&bytes) == self.crc)
    }
}

/// Reads what [`Checksums::seal`] wrote of the files.
fn read(sealed: &str) -> Option<BTreeMap<String, Sum>> {
    let (files, _) = sealed.strip_prefix(FILES)?.split_once(END)?;
    let mut sums = BTreeMap::new();
    for file in files.split_terminator(',') {
        let mut parts = file.split(' ');
        let name = parts.next()?.to_owned();
        let sum = Sum {
            bytes: parts.next()?.parse().ok()?,
            crc: u32::from_str_radix(parts.next()?, 16).ok()?,
            stamp: parts.next()?.parse().ok()?,
        };
        sums.insert(name, sum);
    }
    Some(sums)
}

/// The error of a file that is not as it was written; its kind says so.
pub(in crate::index) fn damaged(name: &Path) -> OpenReadError {
    OpenReadError::wrap_io_error(io::Error::from(ErrorKind::InvalidData), name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Checksums, MetaFile, Sum};

    fn sums() -> Checksums {
        let sum = |bytes| Sum {
            bytes,
            crc: 0xbeef,
            stamp: 7,
        };
        Checksums([("a.idx".into(), sum(1)), ("b.12.del".into(), sum(2))].into())
    }

    #[test]
    fn a_commit_is_read_as_it_was_written_or_not_at_all() {
        for sums in [Checksums::default(), sums()] {
            let sealed = sums.seal(b"{\n  \"opstamp\": 3\n}").expect("it is JSON");
            assert_eq!(Checksums::unseal(&sealed), MetaFile::Sound(sums));
            for at in 0..sealed.len() {
                let mut flipped = sealed.clone();
                flipped[at] ^= 4;
                assert!(!matches!(Checksums::unseal(&flipped), MetaFile::Sound(_)));
                let cut = Checksums::unseal(&sealed[..at]);
                assert!(!matches!(cut, MetaFile::Sound(_)));
            }
        }
        assert_eq!(Checksums::unseal(b"{\"opstamp\": 3}"), MetaFile::Foreign);
        assert!(sums().seal(b"").is_err());
    }
}
