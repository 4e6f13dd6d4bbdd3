//! What is different after a run of the local ingest from what the engine has.
//!
//! The run takes place in a folder that knows the engine's ledger and its reports, without their
//! paragraphs; and what shares have handed over, as if it had been seen before.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use super::ClusterError;
use super::handover::{Parcel, version_of_file};
use super::snapshot::{Snapshot, StoredReport};
use super::staged::{Staged, documents};
use crate::index::{FileFate, FileRecord, Index, IndexWriter, ReportRecord, set_apart};
use crate::model::{ReportId, Terms};
use crate::query::Filters;

/// What the engine has, as the folder knows it.
#[derive(Default)]
pub(super) struct Before {
    /// Reports by the names that they bear in the folder.
    reports: HashMap<ReportId, StoredReport>,
    /// Versions of reports and of entries of the ledger that are seen,
    seen: HashSet<String>,
    /// and of those that wait, and how many documents each is.
    waiting: HashMap<String, u64>,
    /// Contents of reports that wait.
    pub(super) unsettled: HashSet<String>,
}

/// What is to be handed over, and what goes.
pub(super) struct Changes {
    pub(super) reports: Vec<ReportRecord>,
    pub(super) files: Vec<FileRecord>,
    /// Versions of reports and of entries of the ledger that are seen.
    pub(super) gone: Vec<String>,
    /// Versions of what waits and is not to be seen.
    pub(super) useless: Vec<String>,
    /// How many documents wait that are to be seen.
    pub(super) kept: u64,
}

impl Before {
    /// Returns the version of a report of the folder.
    pub(super) fn versions(&self) -> HashMap<ReportId, String> {
        let versions = self.reports.iter();
        versions
            .map(|(id, report)| (id.clone(), report.version.clone()))
            .collect()
    }
}

/// Writes what the engine knows of reports and files into a folder, without the paragraphs.
pub(super) fn stage(
    snapshot: &Snapshot,
    staged: Staged,
    terms: &Terms,
    dir: &Path,
) -> Result<Before, ClusterError> {
    let (mut reports, files) = (snapshot.reports()?, snapshot.files()?);
    let mut before = Before {
        reports: HashMap::new(),
        seen: reports.iter().map(|it| it.version.clone()).collect(),
        waiting: staged.useless.iter().map(|it| (it.clone(), 0)).collect(),
        unsettled: HashSet::new(),
    };
    let mut ledger: BTreeMap<String, FileRecord> = BTreeMap::new();
    for (file, version) in files {
        before.seen.insert(version);
        ledger.insert(file.absolute.clone(), file);
    }
    let is_waiting = !staged.is_empty();
    for (file, version) in staged.files {
        before.waiting.insert(version, 1);
        ledger.insert(file.absolute.clone(), file);
    }
    for report in &staged.reports {
        let documents = documents(report);
        before.waiting.insert(report.version.clone(), documents);
        before.unsettled.insert(report.record.sha256.clone());
    }
    if is_waiting {
        // A file that has another content by now has taken its report along.
        let standing: HashSet<&str> = ledger.values().filter_map(content).collect();
        reports.retain(|report| {
            let sha256 = &report.record.sha256;
            standing.contains(&**sha256) && !before.unsettled.contains(sha256)
        });
    }
    let mut taken: HashSet<ReportId> = reports.iter().map(|it| it.record.id.clone()).collect();
    let mut names: HashMap<String, ReportId> = HashMap::new();
    for mut report in staged.reports {
        let record = &mut report.record;
        if !taken.insert(record.id.clone()) {
            record.id = set_apart(&record.id, &record.sha256);
            taken.insert(record.id.clone());
        }
        names.insert(record.sha256.clone(), record.id.clone());
        reports.push(report);
    }
    for file in ledger.values_mut() {
        if let (FileFate::Indexed(id), Some(name)) = (&mut file.fate, names.get(&file.sha256)) {
            id.clone_from(name);
        }
    }
    if !reports.is_empty() || !ledger.is_empty() {
        let mut writer = IndexWriter::open(dir, false)?;
        writer.set_terms(terms);
        for report in &reports {
            writer.add_report(&report.record, &[])?;
        }
        for file in ledger.values() {
            writer.set_file(file);
        }
        writer.commit()?;
    }
    before.reports = reports
        .into_iter()
        .map(|report| (report.record.id.clone(), report))
        .collect();
    Ok(before)
}

/// Returns the content of a file that holds a report.
fn content(file: &FileRecord) -> Option<&str> {
    matches!(file.fate, FileFate::Indexed(_)).then_some(&*file.sha256)
}

impl Changes {
    /// Compares what was made of the files with what the engine has.
    pub(super) fn between(before: &Before, after: &Index) -> Result<Self, ClusterError> {
        let mut gone: HashSet<&str> = before.seen.iter().map(String::as_str).collect();
        let mut useless = before.waiting.clone();
        let mut kept = 0;
        let mut is_known = |version: &str| {
            if gone.remove(version) {
                return true;
            }
            match useless.get(version) {
                None | Some(0) => false,
                Some(documents) => {
                    kept += documents;
                    useless.remove(version);
                    true
                }
            }
        };
        let mut reports = Vec::new();
        for record in after.reports(&Filters::default())? {
            let paragraphs = after.paragraphs(&record.id)?;
            let known = before.reports.get(&record.id);
            let has_any = record.paragraphs + record.notes > 0;
            let is_unread = paragraphs.is_empty() && has_any;
            let version = match known {
                // One whose paragraphs were not read was not touched.
                Some(known) if is_unread && known.record == record => known.version.clone(),
                _ if is_unread => {
                    return Err(ClusterError::Unexpected("the paragraphs of a report"));
                }
                _ => Parcel::new(&record, &paragraphs).version,
            };
            if !is_known(&version) {
                reports.push(record);
            }
        }
        let mut files = after.files()?;
        files.retain(|file| !is_known(&version_of_file(file)));
        let mut gone: Vec<String> = gone.into_iter().map(str::to_owned).collect();
        gone.sort_unstable();
        let mut useless: Vec<String> = useless.into_keys().collect();
        useless.sort_unstable();
        Ok(Changes {
            reports,
            files,
            gone,
            useless,
            kept,
        })
    }

    /// Tells whether anything is to be handed over.
    pub(super) fn brings_any(&self) -> bool {
        !self.reports.is_empty() || !self.files.is_empty()
    }

    /// Tells whether nothing is to be handed over and nothing goes.
    pub(super) fn is_empty(&self) -> bool {
        !self.brings_any() && self.gone.is_empty()
    }
}
