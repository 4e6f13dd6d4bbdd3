//! The corpora that are measured: the sample, a generated one, and real reports where
//! `FINDINGS_REPORTS` names a folder of them.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::print_stderr,
    reason = "each bench uses a part of this"
)]

use std::path::{Path, PathBuf};

pub mod scale;

#[path = "../../tests/generator/mod.rs"]
pub mod generator;

/// Reports in the generated corpus.
const GENERATED: u64 = 400;
/// The seed that it grows from.
const SEED: u64 = 7;

/// A folder of reports.
pub struct Corpus {
    /// What it is called in the results.
    pub name: &'static str,
    /// Where it lies.
    pub folder: PathBuf,
    /// Holds a folder that goes with the bench.
    _temporary: Option<tempfile::TempDir>,
}

impl Corpus {
    /// Returns the PDF files, sorted.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        collect(&self.folder, &mut files);
        files.sort();
        files
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "pdf") {
            files.push(path);
        }
    }
}

/// Returns the corpora at hand.
pub fn corpora() -> Vec<Corpus> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut corpora = vec![
        Corpus {
            name: "sample",
            folder: root.join("corpus"),
            _temporary: None,
        },
        generated(),
    ];
    match std::env::var_os("FINDINGS_REPORTS") {
        Some(folder) => {
            corpora.push(Corpus {
                name: "real",
                folder: folder.into(),
                _temporary: None,
            });
        }
        None => eprintln!("real reports are not measured: FINDINGS_REPORTS is not set"),
    }
    corpora
}

fn generated() -> Corpus {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let write = |path: PathBuf, bytes: &[u8]| {
        let parent = path.parent().expect("it lies in a folder");
        std::fs::create_dir_all(parent).expect("a folder can be made");
        std::fs::write(path, bytes).expect("a file can be written");
    };
    for place in 0..GENERATED {
        let report = generator::render(&generator::bulk::report(SEED, place));
        write(folder.path().join(report.path), &report.bytes);
    }
    write(
        folder.path().join("gazetteer.csv"),
        generator::gazetteer(GENERATED).as_bytes(),
    );
    Corpus {
        name: "generated-400",
        folder: folder.path().to_owned(),
        _temporary: Some(folder),
    }
}
