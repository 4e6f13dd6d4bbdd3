//! Files that no program should have written: mutations of sound ones at the level of bytes and of
//! objects, and some made by hand. The same seed makes the same files.
//!
//! Nothing is made for another program: each file goes against a limit of our own.

#![allow(dead_code, reason = "each user takes its part of this")]

#[path = "../office/archive.rs"]
mod archive;
mod by_hand;
mod bytes;
mod objects;
mod office;
mod pdf;
#[path = "../generator/random.rs"]
mod random;

use std::fs;
use std::path::Path;

use random::Random;

/// A file to be read.
pub(crate) struct Malformed {
    /// Its name, which says what was done.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Reads the sound files that others are made of.
pub(crate) fn sound(root: &Path) -> Vec<Malformed> {
    let mut files = Vec::new();
    for folder in ["corpus", "tests/other"] {
        gather(&root.join(folder), &mut files);
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files.push(office::docx());
    files.push(office::odt());
    files
}

fn gather(folder: &Path, files: &mut Vec<Malformed>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, files);
            continue;
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if [".pdf", ".html", ".md"]
            .iter()
            .any(|ending| name.ends_with(ending))
        {
            let bytes = fs::read(path).unwrap();
            files.push(Malformed { name, bytes });
        }
    }
}

/// Makes so many files, those made by hand first.
pub(crate) fn files(root: &Path, seed: u64, count: usize) -> Vec<Malformed> {
    let sound = sound(root);
    let mut files = by_hand::files();
    let mut random = Random::new(seed);
    while files.len() < count {
        let whole = random.pick(&sound);
        let (stem, ending) = whole.name.rsplit_once('.').unwrap();
        let (how, bytes) = match ending {
            "pdf" if random.below(2) == 0 => {
                ("objects", objects::mutate(&whole.bytes, &mut random))
            }
            "docx" | "odt" if random.below(2) == 0 => {
                ("parts", office::mutate(&whole.bytes, &mut random))
            }
            _ => {
                let other = random.pick(&sound);
                (
                    "bytes",
                    bytes::mutate(&whole.bytes, &other.bytes, &mut random),
                )
            }
        };
        let number = files.len();
        files.push(Malformed {
            name: format!("{number:05}-{how}-{stem}.{ending}"),
            bytes,
        });
    }
    files
}
