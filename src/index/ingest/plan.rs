//! The plan: what is to be read, what has gone, and what stays as it is.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::IngestError;
use crate::corpus::{self, Copies, Hashed, ReportFile};
use crate::index::{Fate, FileRecord, Index, IndexWriter, ReportRecord};
use crate::model::{Date, Paragraph, ReportId};

/// The index as it was.
#[derive(Default)]
pub(super) struct Before {
    pub(super) files: BTreeMap<String, FileRecord>,
    reports: HashMap<ReportId, ReportRecord>,
    /// The report that each content is.
    by_content: HashMap<String, ReportId>,
    index: Option<Index>,
}

impl Before {
    pub(super) fn read(dir: &Path, writer: &IndexWriter) -> Result<Before, IngestError> {
        let files = writer.files();
        if files.is_empty() {
            return Ok(Before::default());
        }
        let index = Index::open(dir)?;
        let reports = index.reports(&Default::default())?.into_iter();
        let indexed = files.iter().filter_map(|file| match &file.fate {
            Fate::Indexed(id) => Some((file.sha256.clone(), id.clone())),
            Fate::Refused(_) => None,
        });
        Ok(Before {
            by_content: indexed.collect(),
            files: files
                .into_iter()
                .map(|file| (file.absolute.clone(), file))
                .collect(),
            reports: reports.map(|record| (record.id.clone(), record)).collect(),
            index: Some(index),
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

    /// Returns what is known of the report that a content is.
    pub(super) fn record(&self, sha256: &str) -> Option<&ReportRecord> {
        self.reports.get(self.by_content.get(sha256)?)
    }

    /// Reads the report that a content is from the index, with its paragraphs.
    pub(super) fn report(&self, sha256: &str) -> Option<(&ReportRecord, Vec<Paragraph>)> {
        let record = self.record(sha256)?;
        let paragraphs = self.index.as_ref()?.paragraphs(&record.id).ok()?;
        // Fewer than it says are not the report.
        (paragraphs.len() == record.paragraphs as usize).then_some((record, paragraphs))
    }

    /// Closes the index: its files may go.
    pub(super) fn close(&mut self) {
        self.index = None;
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

    /// Returns the file that stands for all: the first of those that are there.
    pub(super) fn first(&self) -> Option<&Standing> {
        let there = self.files.iter().find(|file| file.missing.is_none());
        there.or(self.files.first())
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
    /// See [`FileRecord`].
    pub(super) missing: Option<Date>,
    /// Whether this run has found it, with this content.
    pub(super) found: bool,
}

impl Standing {
    fn of(known: &FileRecord) -> Self {
        Standing {
            path: known.path.clone(),
            absolute: known.absolute.clone(),
            context: known.context.clone(),
            stamp: known.stamp.clone(),
            missing: known.missing,
            found: false,
        }
    }
}

/// What is to be done.
#[derive(Default)]
pub(super) struct Plan {
    /// All contents that stand after this run, by hash.
    pub(super) standing: BTreeMap<String, Content>,
    /// Hashes of those that must be read.
    pub(super) to_read: Vec<String>,
    /// Entries of files that are to be written anew though their content is not read.
    pub(super) restamped: Vec<FileRecord>,
    /// Files of the ledger that have gone or have other content now.
    pub(super) gone: Vec<FileRecord>,
    /// Files that could not even be hashed, with the reason.
    pub(super) unreadable: BTreeMap<String, (ReportFile, String)>,
    /// Files of the ledger that are not there and whose reports stay.
    pub(super) missing: Vec<FileRecord>,
}

impl Plan {
    pub(super) fn make(
        files: &[ReportFile],
        hashes: &[std::io::Result<Hashed>],
        before: &Before,
        roots: &[PathBuf],
        fingerprint: &str,
        today: Date,
    ) -> Plan {
        let mut plan = Plan::default();
        let mut now: HashMap<String, &str> = HashMap::new();
        let mut stale: HashSet<&str> = HashSet::new();
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
                        missing: None,
                        found: true,
                    });
                    match before.files.get(&absolute) {
                        Some(known)
                            if known.sha256 == hashed.sha256
                                && known.context == context
                                && known.path == file.path =>
                        {
                            let is_stamped =
                                known.stamp != hashed.stamp && !hashed.stamp.is_empty();
                            if is_stamped || known.missing.is_some() {
                                plan.restamped.push(FileRecord {
                                    stamp: hashed.stamp.clone(),
                                    missing: None,
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
            match now.get(absolute) {
                Some(sha256) if **sha256 == known.sha256 => continue,
                None if !is_under(absolute, roots) && plan.stays(known, today) => continue,
                _ => {}
            }
            plan.gone.push(known.clone());
            // Its copies lose a path.
            stale.insert(&known.sha256);
        }
        plan.to_read = plan
            .standing
            .keys()
            .filter(|sha256| stale.contains(sha256.as_str()))
            .cloned()
            .collect();
        // The largest first, so that no thread is left with a large one at the end.
        plan.to_read
            .sort_by_key(|sha256| std::cmp::Reverse(plan.standing[sha256].bytes));
        plan
    }

    /// Keeps a file that this run did not look for, and tells whether it stays in the ledger.
    ///
    /// One that is not there any more goes if this run has found its content elsewhere: then it
    /// has been moved. Otherwise nothing else has its content, and it stays.
    fn stays(&mut self, known: &FileRecord, today: Date) -> bool {
        let is_there = corpus::is_there(Path::new(&known.absolute));
        let is_found = |content: &Content| content.files.iter().any(|file| file.found);
        if !is_there && self.standing.get(&known.sha256).is_some_and(is_found) {
            return false;
        }
        let missing = known.missing.or(Some(today)).filter(|_| !is_there);
        let file = FileRecord {
            missing,
            ..known.clone()
        };
        if missing != known.missing {
            self.restamped.push(file.clone());
        }
        // What could not be hashed has no content that others could have.
        if !file.sha256.is_empty() {
            let content = self.standing.entry(file.sha256.clone()).or_default();
            content.bytes = file.bytes;
            content.files.insert(Standing::of(&file));
        }
        if missing.is_some() {
            self.missing.push(file);
        }
        true
    }

    /// Returns the files that a content can be read from.
    pub(super) fn copies<'a>(&'a self, sha256: &'a str) -> Copies<'a> {
        let mut copies = Copies {
            sha256,
            found: Vec::new(),
            known: Vec::new(),
        };
        for file in self.standing.get(sha256).iter().flat_map(|it| &it.files) {
            let path = Path::new(&file.absolute);
            match (file.found, file.missing) {
                (true, _) => copies.found.push(path),
                (false, None) => copies.known.push(path),
                (false, Some(_)) => {}
            }
        }
        copies
    }

    pub(super) fn is_empty(&self) -> bool {
        self.to_read.is_empty()
            && self.restamped.is_empty()
            && self.gone.is_empty()
            && self.unreadable.is_empty()
    }
}

fn is_under(absolute: &str, roots: &[PathBuf]) -> bool {
    roots
        .iter()
        .any(|root| Path::new(absolute).starts_with(root))
}
