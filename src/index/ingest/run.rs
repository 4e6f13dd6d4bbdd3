//! The run: reads what the plan says, writes it, settles names, and tells what was done.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::editions::{Member, Settled, plain, settle, suffixed};
use super::meter::Meter;
use super::plan::{Before, Plan};
use super::{FileOutcome, FileStatus, IngestError, IngestOptions, IngestSummary, Progress};
use crate::corpus::{self, Hashed, ReportFile};
use crate::index::near::ComparedReport;
use crate::index::threads::lock;
use crate::index::{Edition, Fate, FileRecord, IndexWriter, ReportRecord};
use crate::model::{Limits, Report, ReportId, Warned};
use crate::rules::Rules;

/// What reading a content made: its record, or why it was refused.
type Fresh = Result<ReportRecord, String>;

/// A running ingest.
pub(super) struct Run {
    pub(super) plan: Plan,
    before: Before,
    names: Names,
    fresh: BTreeMap<String, Fresh>,
}

/// Names under which reports stand in the index now.
#[derive(Default)]
struct Names {
    by_content: BTreeMap<String, ReportId>,
    taken: HashSet<ReportId>,
}

impl Names {
    fn insert(&mut self, sha256: &str, id: ReportId) {
        self.taken.insert(id.clone());
        self.by_content.insert(sha256.to_owned(), id);
    }

    /// Gives a report the name it asks for, or one of its own where another bears that.
    fn give(&mut self, base: ReportId, sha256: &str) -> ReportId {
        let id = match self.taken.contains(&base) {
            true => suffixed(&base, sha256),
            false => base,
        };
        self.insert(sha256, id.clone());
        id
    }
}

impl Run {
    pub(super) fn new(plan: Plan, before: Before) -> Run {
        Run {
            plan,
            before,
            names: Names::default(),
            fresh: BTreeMap::new(),
        }
    }

    /// Takes out reports whose last file has gone, and those that are read again.
    pub(super) fn remove_gone(&mut self, writer: &mut IndexWriter) -> Result<(), IngestError> {
        for file in self.before.files.values() {
            let Fate::Indexed(id) = &file.fate else {
                continue;
            };
            let stands = self.plan.standing.contains_key(&file.sha256);
            let again = self.plan.to_read.contains(&file.sha256);
            if !stands || again {
                writer.remove_report(id)?;
            } else {
                self.names.insert(&file.sha256, id.clone());
            }
        }
        for file in &self.plan.gone {
            writer.remove_file(&file.absolute);
        }
        Ok(())
    }

    /// Reads reports and writes each as soon as it is read, on the thread that has read it.
    pub(super) fn read_and_write(
        &mut self,
        files: &[ReportFile],
        options: &IngestOptions,
        rules: &Rules,
        writer: &IndexWriter,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<(), IngestError> {
        let mut queue: Vec<ReportFile> = Vec::new();
        for sha256 in &self.plan.to_read {
            queue.extend(
                self.plan.standing[sha256]
                    .files
                    .first()
                    .map(|file| ReportFile {
                        path: file.path.clone(),
                        absolute: PathBuf::from(&file.absolute),
                    }),
            );
        }
        debug_assert_eq!(queue.len(), self.plan.to_read.len());
        let sizes: Vec<u64> = self
            .plan
            .to_read
            .iter()
            .map(|sha256| self.plan.standing[sha256].bytes)
            .collect();
        let meter = Meter::new(files.len().min(queue.len()), sizes.iter().sum());
        let queue: Vec<&ReportFile> = queue.iter().collect();
        let plan = &self.plan;
        let names = Mutex::new(&mut self.names);
        let written = Mutex::new(Ok(BTreeMap::new()));
        corpus::read_all(&queue, options.jobs, rules, &options.limits, |read| {
            let pages = read.report.as_ref().map_or(0, |report| report.value.pages);
            progress(meter.count(pages, sizes[read.index]));
            let sha256 = &plan.to_read[read.index];
            let fresh = match read.report {
                Err(refusal) => Ok(Err(refusal.to_string())),
                Ok(report) => {
                    let base = report.value.base_id();
                    let id = lock(&names).give(base, sha256);
                    write(plan, (id, Edition::default()), sha256, report, writer).map(Ok)
                }
            };
            let mut written = lock(&written);
            match (&mut *written, fresh) {
                (Ok(all), Ok(fresh)) => {
                    all.insert(sha256.clone(), fresh);
                }
                (Ok(_), Err(error)) => *written = Err(error),
                // The first failure ends the run; what is read after it counts no more.
                (Err(_), _) => {}
            }
        });
        self.fresh = written
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)?;
        Ok(())
    }

    /// Gives reports of the same body, date and kind names that do not depend on the order in which
    /// they were read, and tells which of them are editions of one report.
    ///
    /// Where nothing came and nothing went, all is settled.
    pub(super) fn settle_names(
        &mut self,
        rules: &Rules,
        limits: &Limits,
        writer: &mut IndexWriter,
    ) -> Result<(), IngestError> {
        let before = self.before.files.values();
        let before = bearers(before.filter_map(|file| match &file.fate {
            Fate::Indexed(id) => Some((&file.sha256, id)),
            Fate::Refused(_) => None,
        }));
        let mut changed: Vec<Settled> = Vec::new();
        for (base, contents) in bearers(&self.names.by_content) {
            let is_fresh = contents.iter().any(|it| self.fresh.contains_key(*it));
            if !is_fresh && before.get(base) == Some(&contents) {
                continue;
            }
            let members = contents.iter().copied().filter_map(|sha256| {
                let record = self.record(sha256)?;
                Some(Member { sha256, record })
            });
            let members: Vec<Member<'_>> = members.collect();
            let settled = settle(&ReportId::new(base), &members, |sha256| {
                let file = self.plan.standing.get(sha256)?.files.first()?;
                let read = corpus::read_file(Path::new(&file.absolute), rules, limits).ok()?;
                Some(ComparedReport::new(&read.value.paragraphs))
            });
            changed.extend(settled.into_iter().filter(|settled| {
                let is = self.record(&settled.sha256).map(|record| &record.edition);
                self.names.by_content.get(&settled.sha256) != Some(&settled.id)
                    || is != Some(&settled.edition)
            }));
        }
        // All old names are free before the first is given anew.
        for settled in &changed {
            writer.remove_report(&self.names.by_content[&settled.sha256])?;
        }
        for settled in changed {
            let Settled {
                sha256,
                id,
                edition,
            } = settled;
            let Some(file) = self.plan.standing[&sha256].files.first() else {
                continue;
            };
            let fresh = match corpus::read_file(Path::new(&file.absolute), rules, limits) {
                Ok(read) => {
                    self.names.insert(&sha256, id.clone());
                    Ok(write(&self.plan, (id, edition), &sha256, read, writer)?)
                }
                Err(refusal) => Err(refusal.to_string()),
            };
            self.fresh.insert(sha256, fresh);
        }
        Ok(())
    }

    /// Returns what is known of the report of a content.
    fn record(&self, sha256: &str) -> Option<&ReportRecord> {
        let fresh = self.fresh.get(sha256).and_then(|fresh| fresh.as_ref().ok());
        let before = || self.before.reports.get(self.names.by_content.get(sha256)?);
        fresh.or_else(before)
    }

    pub(super) fn write_ledger(&self, writer: &mut IndexWriter) {
        for file in &self.plan.restamped {
            writer.set_file(file);
        }
        for (sha256, fresh) in &self.fresh {
            let content = &self.plan.standing[sha256];
            for file in &content.files {
                writer.set_file(&FileRecord {
                    path: file.path.clone(),
                    absolute: file.absolute.clone(),
                    sha256: sha256.clone(),
                    bytes: content.bytes,
                    context: file.context.clone(),
                    stamp: file.stamp.clone(),
                    fate: match fresh {
                        Ok(record) => Fate::Indexed(record.id.clone()),
                        Err(reason) => Fate::Refused(reason.clone()),
                    },
                });
            }
        }
        for (absolute, (file, reason)) in &self.plan.unreadable {
            writer.set_file(&FileRecord {
                path: file.path.clone(),
                absolute: absolute.clone(),
                sha256: String::new(),
                bytes: 0,
                context: String::new(),
                stamp: String::new(),
                fate: Fate::Refused(reason.clone()),
            });
        }
    }

    pub(super) fn summary(
        &self,
        files: &[ReportFile],
        hashes: &[std::io::Result<Hashed>],
    ) -> IngestSummary {
        let mut summary = IngestSummary::default();
        let mut counted: BTreeSet<&ReportId> = BTreeSet::new();
        for (file, hashed) in files.iter().zip(hashes) {
            let outcome = match hashed {
                Err(error) => refused(file, &format!("cannot be read: {error}")),
                Ok(hashed) => {
                    summary.bytes += hashed.bytes;
                    self.outcome(file, &hashed.sha256)
                }
            };
            match outcome.status {
                FileStatus::Indexed => summary.indexed += 1,
                FileStatus::Unchanged => summary.unchanged += 1,
                FileStatus::Refused => summary.refused += 1,
                FileStatus::Removed => {}
            }
            summary.files.push(outcome);
        }
        for outcome in &summary.files {
            if outcome
                .report_id
                .as_ref()
                .is_some_and(|id| counted.insert(id))
            {
                summary.reports += 1;
                summary.paragraphs += outcome.paragraphs as usize;
                summary.pages += outcome.pages as usize;
            }
        }
        let now: BTreeSet<String> = files
            .iter()
            .map(|file| file.absolute.to_string_lossy().into_owned())
            .collect();
        let gone = self
            .plan
            .gone
            .iter()
            .filter(|file| !now.contains(&file.absolute));
        let gone: Vec<FileOutcome> = gone
            .map(|file| FileOutcome {
                path: file.path.clone(),
                status: FileStatus::Removed,
                reason: None,
                report_id: match &file.fate {
                    Fate::Indexed(id) => Some(id.clone()),
                    Fate::Refused(_) => None,
                },
                pages: 0,
                paragraphs: 0,
                warnings: Vec::new(),
            })
            .collect();
        summary.removed = gone.len();
        summary.files.extend(gone);
        summary.files.sort_by(|a, b| a.path.cmp(&b.path));
        summary
    }

    fn outcome(&self, file: &ReportFile, sha256: &str) -> FileOutcome {
        if let Some(fresh) = self.fresh.get(sha256) {
            return match fresh {
                Ok(record) => indexed(file, record, self.status(file, sha256)),
                Err(reason) => refused(file, reason),
            };
        }
        let absolute = file.absolute.to_string_lossy();
        if let Some(FileRecord {
            fate: Fate::Refused(reason),
            ..
        }) = self.before.files.get(absolute.as_ref())
        {
            return refused(file, reason);
        }
        match self
            .before
            .id_of(sha256)
            .and_then(|id| self.before.reports.get(id))
        {
            Some(record) => indexed(file, record, FileStatus::Unchanged),
            None => refused(file, "the ledger has no record of it"),
        }
    }

    /// A file that is read again only because a copy came or went is itself unchanged.
    fn status(&self, file: &ReportFile, sha256: &str) -> FileStatus {
        let absolute = file.absolute.to_string_lossy();
        match self.before.files.get(absolute.as_ref()) {
            Some(known)
                if known.sha256 == sha256
                    && self
                        .plan
                        .standing
                        .get(sha256)
                        .is_some_and(|content| content.holds(known)) =>
            {
                FileStatus::Unchanged
            }
            _ => FileStatus::Indexed,
        }
    }
}

/// Gathers contents, sorted and each once, by the name that they would bear.
fn bearers<'a>(
    named: impl IntoIterator<Item = (&'a String, &'a ReportId)>,
) -> BTreeMap<&'a str, BTreeSet<&'a String>> {
    let mut bearers: BTreeMap<&str, BTreeSet<&String>> = BTreeMap::new();
    for (sha256, id) in named {
        bearers.entry(plain(id)).or_default().insert(sha256);
    }
    bearers
}

/// Writes a report that was read under a name, as an edition.
fn write(
    plan: &Plan,
    (id, edition): (ReportId, Edition),
    sha256: &str,
    read: Warned<Report>,
    writer: &IndexWriter,
) -> Result<ReportRecord, IngestError> {
    let content = &plan.standing[sha256];
    let mut report = read.value;
    let paragraphs = std::mem::take(&mut report.paragraphs);
    let last_number = paragraphs
        .iter()
        .filter(|paragraph| paragraph.locator.part.is_none())
        .filter_map(|paragraph| paragraph.number)
        .max();
    let record = ReportRecord {
        id,
        report,
        paths: content.files.iter().map(|file| file.path.clone()).collect(),
        absolute: content
            .files
            .first()
            .map_or_else(String::new, |file| file.absolute.clone()),
        sha256: sha256.to_owned(),
        bytes: content.bytes,
        paragraphs: paragraphs.len() as u32,
        last_number,
        warnings: read.warnings,
        edition,
    };
    writer.add_report(&record, &paragraphs)?;
    Ok(record)
}

fn indexed(file: &ReportFile, record: &ReportRecord, status: FileStatus) -> FileOutcome {
    let first = record.paths.first().filter(|first| **first != file.path);
    FileOutcome {
        path: file.path.clone(),
        status,
        reason: first.map(|first| format!("same content as {first}")),
        report_id: Some(record.id.clone()),
        pages: record.report.pages,
        paragraphs: record.paragraphs,
        warnings: record.warnings.clone(),
    }
}

fn refused(file: &ReportFile, reason: &str) -> FileOutcome {
    FileOutcome {
        path: file.path.clone(),
        status: FileStatus::Refused,
        reason: Some(reason.to_owned()),
        report_id: None,
        pages: 0,
        paragraphs: 0,
        warnings: Vec::new(),
    }
}
