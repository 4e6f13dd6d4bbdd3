//! What fuzzing began with and what it found is read by every target.

#![allow(clippy::unwrap_used)]

#[path = "fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::Path;

/// A target with its name.
type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 16] = [
    ("pdf", targets::pdf),
    ("pdf_contents", targets::pdf_contents),
    ("pdf_map", targets::pdf_map),
    ("pdf_structure", targets::pdf_structure),
    ("pdf_font", targets::pdf_font),
    ("html", targets::html),
    ("markdown", targets::markdown),
    ("docx", targets::docx),
    ("docx_archive", targets::docx_archive),
    ("odt", targets::odt),
    ("rtf", targets::rtf),
    ("mail", targets::mail),
    ("plain", targets::plain),
    ("query", targets::query),
    ("filters", targets::filters),
    ("commit", targets::commit),
];

#[test]
fn every_seed_is_read_by_every_target() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
    let mut seeds = 0;
    for of_target in fs::read_dir(folder).unwrap() {
        for seed in fs::read_dir(of_target.unwrap().path()).unwrap() {
            let path = seed.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            assert!(bytes.len() < 20_000, "{} is large", path.display());
            seeds += 1;
            for (_, target) in TARGETS {
                target(&bytes);
            }
        }
    }
    assert!(seeds >= TARGETS.len(), "{seeds}");
}

#[test]
fn every_target_can_be_run() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/fuzz_targets");
    for (name, _) in TARGETS {
        let target = fs::read_to_string(folder.join(format!("{name}.rs"))).unwrap();
        assert!(
            target.contains(&format!("targets::{name}(bytes)")),
            "{name}"
        );
    }
}
