//! Files that no program should have written cost one file each, never the run: each stands in the
//! ledger, and the memory of all is bounded.
//!
//! `FINDINGS_MALFORMED` says how many files are read; 2,000 is the full run. `cargo run --release
//! --example malformed` times them one by one.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "malformed/mod.rs"]
mod malformed;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use common::TestEnvironment;

/// So many files are read where `FINDINGS_MALFORMED` does not say.
const FILES: usize = 260;
/// The seed that they grow from.
const SEED: u64 = 2_014;

#[test]
fn every_file_is_accounted_for() {
    let env = TestEnvironment::new();
    let folder = env.path("malformed");
    fs::create_dir(&folder).unwrap();
    let count = std::env::var("FINDINGS_MALFORMED").ok();
    let count = count.map_or(FILES, |count| count.parse().unwrap());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut names = BTreeSet::new();
    for file in malformed::files(root, SEED, count) {
        let path = format!("malformed/{}", file.name);
        fs::write(env.path(&path), file.bytes).unwrap();
        assert!(names.insert(path));
    }
    let run = env.line("ingest malformed --verbose --format json");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let summary: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let files = summary["files"].as_array().unwrap();
    let told: BTreeSet<_> = files
        .iter()
        .map(|file| file["path"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(told, names);
    for file in files {
        let reason = file["reason"].as_str().unwrap_or_default();
        assert!(!reason.contains("fault"), "{file}");
        assert!(file["status"] == "indexed" || !reason.is_empty(), "{file}");
    }
    env.line("check --format json").succeeds();
}
