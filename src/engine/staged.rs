//! What shares have handed over and nobody sees yet.
//!
//! A report counts only if all of its documents are there, and no other of the same content; an entry of
//! the ledger only if its report counts. What is left of runs that broke off is of no use, and is read
//! again.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Value, json};

use super::ClusterError;
use super::mapping::{class, field, text};
use super::snapshot::{Snapshot, StoredReport};
use crate::corpus::Share;
use crate::index::{FileFate, FileRecord, packed};
use crate::model::Terms;

/// What shares have handed over.
#[derive(Debug, Default)]
pub(super) struct Staged {
    pub(super) reports: Vec<StoredReport>,
    /// Entries of the ledger, each with its version.
    pub(super) files: Vec<(FileRecord, String)>,
    /// Versions of what is of no use.
    pub(super) useless: Vec<String>,
}

impl Staged {
    /// Reads what waits as a generation, of one share or of all.
    pub(super) fn read(
        snapshot: &Snapshot,
        generation: u64,
        terms: &'static Terms,
        share: Option<Share>,
    ) -> Result<Self, ClusterError> {
        let is_in = |sha256: &str| share.is_none_or(|share| share.holds(sha256));
        let counts = snapshot.versions(&all_of(generation))?;
        let mut versions: HashSet<String> = HashSet::new();
        let mut reports: BTreeMap<String, Vec<StoredReport>> = BTreeMap::new();
        snapshot.for_each(
            &of_class(generation, class::REPORT),
            &StoredReport::FIELDS,
            |hit| {
                // What was read with other rules may be unreadable with these.
                if let Ok(report) = StoredReport::read(&hit["_source"], terms)
                    && is_in(&report.record.sha256)
                {
                    versions.insert(report.version.clone());
                    if counts.get(&report.version) == Some(&documents(&report)) {
                        let of_content = reports.entry(report.record.sha256.clone());
                        of_content.or_default().push(report);
                    }
                }
                Ok(())
            },
        )?;
        reports.retain(|_, reports| reports.len() == 1);
        let mut files: HashMap<String, Vec<(FileRecord, String)>> = HashMap::new();
        let fields = [field::RECORD, field::VERSION];
        snapshot.for_each(&of_class(generation, class::FILE), &fields, |hit| {
            let source = &hit["_source"];
            let file = packed::unpack_file(text(&source[field::RECORD])?)?;
            let version = text(&source[field::VERSION])?.to_owned();
            if is_in(&file.sha256) {
                versions.insert(version.clone());
                let of_path = files.entry(file.absolute.clone());
                of_path.or_default().push((file, version));
            }
            Ok(())
        })?;
        files.retain(|_, files| files.len() == 1);
        let files = files.into_values().flatten();
        let files: Vec<_> = files
            .filter(|(file, _)| match file.fate {
                FileFate::Indexed(_) => reports.contains_key(&file.sha256),
                FileFate::Refused(_) => true,
            })
            .collect();
        let named: HashSet<&str> = files.iter().map(|(file, _)| file.sha256.as_str()).collect();
        let reports = reports.into_values().flatten();
        let reports: Vec<_> = reports
            .filter(|report| named.contains(report.record.sha256.as_str()))
            .collect();
        if share.is_none() {
            versions.extend(counts.into_keys());
        }
        for version in reports.iter().map(|report| &report.version) {
            versions.remove(version);
        }
        for (_, version) in &files {
            versions.remove(version);
        }
        Ok(Staged {
            reports,
            files,
            useless: versions.into_iter().collect(),
        })
    }

    /// Tells whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.reports.is_empty() && self.files.is_empty() && self.useless.is_empty()
    }
}

/// Counts the documents of a report.
pub(super) fn documents(report: &StoredReport) -> u64 {
    let record = &report.record;
    1 + u64::from(record.paragraphs) + u64::from(record.notes)
}

/// Selects all of a generation but what is said of it and its shares.
pub(super) fn all_of(generation: u64) -> Value {
    json!({"bool": {"filter": [
        {"term": {field::GENERATION: generation}},
        {"exists": {"field": field::VERSION}},
    ]}})
}

fn of_class(generation: u64, class: &str) -> Value {
    json!({"bool": {"filter": [
        {"term": {field::GENERATION: generation}},
        {"term": {field::CLASS: class}},
    ]}})
}
