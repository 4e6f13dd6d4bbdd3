//! The plan: what is to be read, what has gone, and what stays as it is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::IngestError;
use crate::corpus::{Hashed, ReportFile};
use crate::index::{Fate, FileRecord, Index, IndexWriter, ReportRecord};
use crate::model::ReportId;

/// The index as it was.
#[derive(Default)]
pub(super) struct Before {
    pub(super) files: BTreeMap<String, FileRecord>,
    pub(super) reports: HashMap<ReportId, ReportRecord>,
}

impl Before {
    pub(super) fn read(dir: &Path, writer: &IndexWriter) -> Result<Before, IngestError> {
        let files = writer.files();
        if files.is_empty() {
            return Ok(Before::default());
        }
        let reports = Index::open(dir)?.reports(&Default::default())?;
        Ok(Before {
            files: files
                .into_iter()
                .map(|file| (file.absolute.clone(), file))
                .collect(),
            reports: reports
                .into_iter()
                .map(|record| (record.id.clone(), record))
                .collect(),
        })
    }

    /// Returns what is known of a file's content.
    pub(super) fn hashed(&self, file: &ReportFile) -> Option<Hashed> {
        let known = self.files.get(file.absolute.to_string_lossy().as_ref())?;
        let (_, sidecar) = known.context.rsplit_once(';')?;
        Some(Hashed {
            sha256: known.sha256.clone(),
            bytes: known.bytes,
            sidecar: sidecar.to_owned(),
            stamp: known.stamp.clone(),
        })
    }

    pub(super) fn id_of(&self, sha256: &str) -> Option<&ReportId> {
        self.files.values().find_map(|file| match &file.fate {
            Fate::Indexed(id) if file.sha256 == sha256 => Some(id),
            _ => None,
        })
    }
}

/// Files of one content.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    pub(super) bytes: u64,
    /// Every file that has it, sorted.
    pub(super) files: BTreeSet<Standing>,
}

impl Content {
    /// Tells whether a file is one of these and is read with the same things beside it.
    pub(super) fn holds(&self, known: &FileRecord) -> bool {
        self.files
            .iter()
            .any(|file| file.absolute == known.absolute && file.context == known.context)
    }
}

/// A file that stands after this run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    pub(super) path: String,
    pub(super) absolute: String,
    /// Hashes of what it is read with.
    pub(super) context: String,
    /// See [`FileRecord`].
    pub(super) stamp: String,
}

/// What is to be done.
pub(super) struct Plan {
    /// All contents that stand after this run, by hash.
    pub(super) standing: BTreeMap<String, Content>,
    /// Hashes of those that must be read.
    pub(super) to_read: Vec<String>,
    /// Entries of files that are unchanged and have another stamp.
    pub(super) restamped: Vec<FileRecord>,
    /// Files of the ledger that have gone or have other content now.
    pub(super) gone: Vec<FileRecord>,
    /// Files that could not even be hashed, with the reason.
    pub(super) unreadable: BTreeMap<String, (ReportFile, String)>,
}

impl Plan {
    pub(super) fn make(
        files: &[ReportFile],
        hashes: &[std::io::Result<Hashed>],
        before: &Before,
        roots: &[PathBuf],
        fingerprint: &str,
    ) -> Plan {
        let mut plan = Plan {
            standing: BTreeMap::new(),
            to_read: Vec::new(),
            restamped: Vec::new(),
            gone: Vec::new(),
            unreadable: BTreeMap::new(),
        };
        let mut now: HashMap<String, &str> = HashMap::new();
        let mut stale: BTreeSet<&str> = BTreeSet::new();
        for (file, hashed) in files.iter().zip(hashes) {
            let absolute = file.absolute.to_string_lossy().into_owned();
            match hashed {
                Ok(hashed) => {
                    let content = plan.standing.entry(hashed.sha256.clone()).or_default();
                    content.bytes = hashed.bytes;
                    let context = format!("{fingerprint};{}", hashed.sidecar);
                    content.files.insert(Standing {
                        path: file.path.clone(),
                        absolute: absolute.clone(),
                        context: context.clone(),
                        stamp: hashed.stamp.clone(),
                    });
                    match before.files.get(&absolute) {
                        Some(known)
                            if known.sha256 == hashed.sha256
                                && known.context == context
                                && known.path == file.path =>
                        {
                            if known.stamp != hashed.stamp && !hashed.stamp.is_empty() {
                                let stamp = hashed.stamp.clone();
                                plan.restamped.push(FileRecord {
                                    stamp,
                                    ..known.clone()
                                });
                            }
                        }
                        _ => {
                            stale.insert(&hashed.sha256);
                        }
                    }
                    now.insert(absolute, &hashed.sha256);
                }
                Err(error) => {
                    plan.unreadable
                        .insert(absolute, (file.clone(), error.to_string()));
                }
            }
        }
        for (absolute, known) in &before.files {
            let under = roots
                .iter()
                .any(|root| Path::new(absolute).starts_with(root));
            match now.get(absolute) {
                Some(sha256) if **sha256 == known.sha256 => {}
                None if !under => {
                    let content = plan.standing.entry(known.sha256.clone()).or_default();
                    content.bytes = known.bytes;
                    content.files.insert(Standing {
                        path: known.path.clone(),
                        absolute: absolute.clone(),
                        context: known.context.clone(),
                        stamp: known.stamp.clone(),
                    });
                }
                _ => {
                    plan.gone.push(known.clone());
                    // Its copies lose a path.
                    stale.insert(&known.sha256);
                }
            }
        }
        plan.to_read = plan
            .standing
            .iter()
            .filter(|(sha256, _)| stale.contains(sha256.as_str()))
            .map(|(sha256, _)| sha256.clone())
            .collect();
        // The largest first, so that no thread is left with a large one at the end.
        plan.to_read
            .sort_by_key(|sha256| std::cmp::Reverse(plan.standing[sha256].bytes));
        plan
    }

    pub(super) fn is_empty(&self) -> bool {
        self.to_read.is_empty()
            && self.restamped.is_empty()
            && self.gone.is_empty()
            && self.unreadable.is_empty()
    }
}
