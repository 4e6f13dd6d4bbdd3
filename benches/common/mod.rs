//! The corpora that are measured: the sample, a generated one, and real reports where
//! `FINDINGS_REPORTS` names a folder of them.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::print_stderr,
    reason = "each bench uses a part of this"
)]

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use findings::corpus::read_file;
use findings::index::{Edition, ReportRecord};
use findings::model::{Limits, Paragraph};
use findings::rules::Rules;

pub mod grown;
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

    /// Copies the reports, and the authorities that go with them, into another folder.
    pub fn copy_to(&self, folder: &Path) {
        let mut files = self.files();
        files.extend(Some(self.folder.join("gazetteer.csv")).filter(|file| file.exists()));
        for file in files {
            let inside = file.strip_prefix(&self.folder).expect("it lies in there");
            let copy = folder.join(inside);
            std::fs::create_dir_all(copy.parent().expect("it lies in a folder"))
                .expect("a folder can be made");
            std::fs::copy(&file, copy).expect("a file can be copied");
        }
    }

    /// Reads the reports as the index takes them; where several would bear one name, the first
    /// does.
    pub fn read(&self) -> Vec<(ReportRecord, Vec<Paragraph>)> {
        let gazetteer = match std::fs::read(self.folder.join("gazetteer.csv")) {
            Ok(csv) => Rules::builtin()
                .with_csv(&csv)
                .expect("the file of authorities can be used"),
            Err(_) => Rules::builtin().clone(),
        };
        let mut names = HashSet::new();
        let mut reports = Vec::new();
        for path in self.files() {
            let Ok(read) = read_file(&path, &gazetteer, &Limits::default()) else {
                continue;
            };
            let mut report = read.value;
            let paragraphs = std::mem::take(&mut report.paragraphs);
            let id = report.base_id();
            if !names.insert(id.clone()) {
                continue;
            }
            let notes = paragraphs.iter().filter(|p| p.section.is_notes()).count() as u32;
            let record = ReportRecord {
                id,
                report,
                paths: vec![path.display().to_string()],
                absolute: String::new(),
                sha256: String::new(),
                bytes: 0,
                paragraphs: paragraphs.len() as u32 - notes,
                notes,
                last_number: None,
                warnings: read.warnings,
                edition: Edition::default(),
            };
            reports.push((record, paragraphs));
        }
        reports
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
    let mut corpora = vec![sample(), generated()];
    corpora.extend(real());
    corpora
}

/// Returns the sample.
pub fn sample() -> Corpus {
    Corpus {
        name: "sample",
        folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"),
        _temporary: None,
    }
}

/// Returns real reports, if there are any.
pub fn real() -> Option<Corpus> {
    let Some(folder) = std::env::var_os("FINDINGS_REPORTS") else {
        eprintln!("real reports are not measured: FINDINGS_REPORTS is not set");
        return None;
    };
    Some(Corpus {
        name: "real",
        folder: folder.into(),
        _temporary: None,
    })
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
