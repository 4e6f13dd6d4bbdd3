//! Content hashes: by them a file is known to be the same or to have changed.
//!
//! A content is named by its SHA-256, as others print it too. Whether a file still has it is told by its
//! BLAKE3, which takes a third of the time where a processor has instructions for the former, and a
//! fifteenth where it has none.
//!
//! A file whose size and time of change are as they were when it was hashed is not hashed again.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::attached::Source;
use super::digest::hex;
use super::discover::ReportFile;
use super::joined::{joined_blake3, joined_page, joined_sha256, split};
use super::pool::in_pool;
use super::sidecar::Sidecar;
use super::stamp::stamp;

/// The hash of a file's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hashed {
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// BLAKE3 in lower-case hexadecimal.
    pub blake3: String,
    /// The length of the content.
    pub bytes: u64,
    /// The hash of the metadata beside the file; empty if there is none.
    pub sidecar: String,
    /// Sizes and times of change of both; empty where these cannot tell of a later change.
    pub stamp: String,
}

impl Hashed {
    /// Returns the hash of the report that begins on a page of this file, joined to others.
    pub fn joined(&self, page: u32) -> Self {
        Hashed {
            sha256: joined_sha256(&self.sha256, page),
            blake3: joined_blake3(&self.blake3, page),
            bytes: self.bytes,
            // Beside a part of a file nothing can stand.
            sidecar: String::new(),
            stamp: self.stamp.clone(),
        }
    }
}

/// Hashes a file.
///
/// # Errors
/// If the file cannot be read.
fn hash_file(path: &Path) -> io::Result<Hashed> {
    if let Some((whole, page)) = split(path) {
        return Ok(hash_file(whole)?.joined(page));
    }
    // Before the content is read: a change during that must not go unnoticed.
    let stamp = stamp(path);
    let (mut sha256, mut blake3) = (Sha256::new(), blake3::Hasher::new());
    let bytes = for_each_part(path, |part| {
        sha256.update(part);
        blake3.update(part);
    })?;
    Ok(Hashed {
        sha256: hex(&sha256.finalize()),
        blake3: hex(blake3.finalize().as_bytes()),
        bytes,
        sidecar: Sidecar::read(path).hash(),
        stamp,
    })
}

/// Tells whether the file of a report still has the content that the report was read from, whose SHA-256 this
/// is; none of what is attached to a file. `given` is the path of the report as the index has it, which for one
/// that is joined to others says where it begins.
///
/// # Errors
/// If the file cannot be read.
pub fn has_content(file: &Path, given: &Path, sha256: &str) -> io::Result<Option<bool>> {
    let is_named = |path: &Path| path.file_name() == file.file_name();
    let now = match joined_page(given) {
        Some(page) if given.parent().is_some_and(is_named) => hash_file(file)?.joined(page),
        None if is_named(given) => hash_file(file)?,
        _ => return Ok(None),
    };
    Ok(Some(now.sha256 == sha256))
}

/// Hashes files in parallel, each by its BLAKE3 in lower-case hexadecimal; the results are in the order
/// of the files.
///
/// # Errors
/// Of each file that cannot be read.
pub fn blake3_all(files: &[PathBuf]) -> Vec<io::Result<String>> {
    let hash = |path: &PathBuf| blake3_of(path);
    in_pool(None, || files.par_iter().map(hash).collect())
}

fn blake3_of(path: &Path) -> io::Result<String> {
    if let Some((whole, page)) = split(path) {
        return Ok(joined_blake3(&blake3_of(whole)?, page));
    }
    let mut hasher = blake3::Hasher::new();
    for_each_part(path, |part| {
        hasher.update(part);
    })?;
    Ok(hex(hasher.finalize().as_bytes()))
}

/// Reads a file part by part, and returns how many bytes it has.
fn for_each_part(path: &Path, mut take: impl FnMut(&[u8])) -> io::Result<u64> {
    let mut file = Source::open(path)?;
    let mut buffer = vec![0; 64 << 10];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(bytes);
        }
        take(&buffer[..read]);
        bytes += read as u64;
    }
}

/// Hashes files in parallel; the results are in the order of the files. `known` tells what is
/// known of a file, which is returned where the stamp says that it still holds.
pub fn hash_all(
    files: &[ReportFile],
    jobs: Option<usize>,
    known: &(dyn Fn(&ReportFile) -> Option<Hashed> + Sync),
) -> Vec<io::Result<Hashed>> {
    let hash = |file: &ReportFile| match known(file) {
        Some(known) if !known.stamp.is_empty() && known.stamp == stamp(&file.absolute) => Ok(known),
        _ => hash_file(&file.absolute),
    };
    in_pool(jobs, || files.par_iter().map(hash).collect())
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::corpus::sidecar::sidecar_of;

    #[test]
    fn a_file_is_known_to_have_changed() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.txt");
        std::fs::write(&file, "before").unwrap();
        let read = hash_file(&file).unwrap();
        let has = |given: &str, sha256: &str| has_content(&file, Path::new(given), sha256).unwrap();
        let joined = read.joined(12).sha256;
        assert_eq!(has("reports/a.txt", &read.sha256), Some(true));
        assert_eq!(has("reports/a.txt/from page 12", &joined), Some(true));
        assert_eq!(has("reports/a.txt/attached.pdf", &read.sha256), None);
        std::fs::write(&file, "behind").unwrap();
        assert_eq!(has("reports/a.txt", &read.sha256), Some(false));
        assert_eq!(has("reports/a.txt/from page 12", &joined), Some(false));
    }

    #[test]
    fn agrees_with_the_standard() {
        // FIPS 180-2, appendix B.1.
        let path = std::env::temp_dir().join(format!("findings-hash-{}", std::process::id()));
        std::fs::write(&path, "abc").unwrap();
        let hashed = hash_file(&path).unwrap();
        let alone = blake3_all(std::slice::from_ref(&path)).remove(0).unwrap();
        std::fs::remove_file(&path).unwrap();
        // Written this moment: the time of change tells nothing yet.
        assert_eq!(hashed.stamp, "");
        assert_eq!(hashed.bytes, 3);
        assert_eq!(
            hashed.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        // What `b3sum` says of the same.
        assert_eq!(
            hashed.blake3,
            "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85"
        );
        assert_eq!(alone, hashed.blake3);
    }

    #[test]
    fn what_has_its_old_stamp_is_not_hashed_again() {
        let dir = tempfile::tempdir().unwrap();
        let file = ReportFile {
            path: "a.txt".to_owned(),
            absolute: dir.path().join("a.txt"),
        };
        let write = |text: &str, age: u64| {
            std::fs::write(&file.absolute, text).unwrap();
            let written = File::options().write(true).open(&file.absolute).unwrap();
            let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 - age);
            written.set_modified(time).unwrap();
        };
        let hash = |known: Option<&Hashed>| {
            let files = std::slice::from_ref(&file);
            hash_all(files, Some(1), &|_| known.cloned())
                .remove(0)
                .unwrap()
        };
        write("abc", 0);
        let first = hash(None);
        // The content is another, but nothing tells.
        write("abd", 0);
        assert_eq!(hash(Some(&first)), first);
        write("abd", 1);
        let second = hash(Some(&first));
        assert_ne!(second.sha256, first.sha256);
        assert_ne!(second.stamp, first.stamp);
        // Metadata has come to stand beside it, just now.
        std::fs::write(sidecar_of(&file.absolute), "{}").unwrap();
        let third = hash(Some(&second));
        assert_ne!(third.sidecar, "");
        assert_eq!(third.stamp, "");
    }
}
