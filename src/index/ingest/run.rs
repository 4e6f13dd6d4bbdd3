//! The run: reads what the plan says, writes it, settles names, and tells what was done.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use super::before::Before;
use super::editions::{Member, Settled, plain, provisional, settle};
use super::meter::Meter;
use super::plan::Plan;
use super::{IngestError, IngestOptions, Progress};
use crate::corpus::{
    self, Copies, Hashed, Means, ReadFile, Refusal, ReportFile, path_from_text, path_to_text,
};
use crate::index::answer::near::ComparedReport;
use crate::index::threads::lock;
use crate::index::{Edition, FileFate, FileRecord, IndexWriter, ReportRecord};
use crate::model::{Paragraph, Report, ReportId, Warned};
use crate::rules::Rules;

/// What reading a content made: its record, or why it was refused.
pub(super) type Fresh = Result<ReportRecord, String>;

/// A running ingest.
pub(super) struct Run {
    pub(super) plan: Plan,
    pub(super) before: Before,
    names: Names,
    pub(super) fresh: BTreeMap<String, Fresh>,
    /// What each content that was read got of programs outside.
    aids: BTreeMap<String, String>,
    /// Reports that were found joined to others: the content, and the page on which each begins.
    joined: Vec<(String, u32)>,
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
        let id = provisional(base, sha256, |id| self.taken.contains(id));
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
            aids: BTreeMap::new(),
            joined: Vec::new(),
        }
    }

    /// Takes out reports whose last file has gone, and those that are read again.
    pub(super) fn remove_gone(&mut self, writer: &mut IndexWriter) -> Result<(), IngestError> {
        let to_read: HashSet<&String> = self.plan.to_read.iter().collect();
        self.names.taken.clone_from(&self.before.taken);
        for file in self.before.files.values() {
            let FileFate::Indexed(id) = &file.fate else {
                continue;
            };
            let stands = self.plan.standing.contains_key(&file.sha256);
            let again = to_read.contains(&file.sha256);
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

    /// Adds the reports that were found joined to others to the plan, and returns those that are to be
    /// read, by content, with their files.
    pub(super) fn take_joined(
        &mut self,
        fingerprint: &str,
    ) -> BTreeMap<String, Vec<(ReportFile, Hashed)>> {
        let mut found: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (whole, page) in std::mem::take(&mut self.joined) {
            for (file, hashed) in self.plan.join(&whole, page, fingerprint) {
                let files = found.entry(hashed.sha256.clone()).or_default();
                files.push((file, hashed));
            }
        }
        found
    }

    /// Reads contents and writes each report as soon as it is read, on the thread that has read it. The
    /// first that cannot be written ends the reading.
    pub(super) fn read_and_write(
        &mut self,
        to_read: &[String],
        options: &IngestOptions,
        rules: &Rules,
        writer: &IndexWriter,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<(), IngestError> {
        let plan = &self.plan;
        let size = |sha256: &String| plan.standing[sha256].bytes;
        let sizes: Vec<u64> = to_read.iter().map(size).collect();
        let meter = Meter::new(sizes.len(), sizes.iter().sum());
        let contents = to_read.iter().map(|sha256| plan.copies(sha256));
        let contents: Vec<Copies<'_>> = contents.collect();
        let before = &self.before;
        let names = Mutex::new(&mut self.names);
        let written = Mutex::new(Ok(BTreeMap::new()));
        let aids = Mutex::new(&mut self.aids);
        let joined = Mutex::new(&mut self.joined);
        let means = means(options, rules);
        corpus::read_while(&contents, options.jobs, means, |mut read| {
            let pages = read.report.as_ref().map_or(0, |report| report.value.pages);
            progress(meter.count(pages, sizes[read.index]));
            let sha256 = &to_read[read.index];
            let begin = match read.report {
                Ok(_) => std::mem::take(&mut read.joined),
                // What is known of it may be kept: that of the others as well.
                Err(_) => before.joined_pages(plan.files(sha256)),
            };
            let begin = begin.into_iter().map(|page| (sha256.clone(), page));
            lock(&joined).extend(begin);
            let (aid, is_read) = (std::mem::take(&mut read.aid), read.report.is_ok());
            let report = read_or_kept(read, sha256, before);
            // What the index has already got its help when it was read.
            if is_read || report.is_err() {
                lock(&aids).insert(sha256.clone(), aid);
            }
            let fresh = match report {
                Err(refusal) => Ok(Err(refusal)),
                Ok(report) => {
                    let base = report.value.base_id();
                    let id = lock(&names).give(base, sha256);
                    write(plan, (id, Edition::default()), sha256, report, writer).map(Ok)
                }
            };
            note(&written, sha256, fresh)
        });
        let written = written.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.fresh.extend(written?);
        Ok(())
    }

    /// Gives reports of the same body, date and kind names that do not depend on the order in which
    /// they were read, and tells which of them are editions of one report.
    ///
    /// Where nothing came and nothing went, all is settled.
    pub(super) fn settle_names(
        &mut self,
        options: &IngestOptions,
        rules: &Rules,
        writer: &IndexWriter,
    ) -> Result<(), IngestError> {
        let before = self.before.files.values();
        let before = bearers(before.filter_map(|file| match &file.fate {
            FileFate::Indexed(id) => Some((&file.sha256, id)),
            FileFate::Refused(_) => None,
        }));
        let mut changed: Vec<Settled> = Vec::new();
        for (base, contents) in bearers(&self.names.by_content) {
            let is_fresh = contents
                .iter()
                .any(|it| self.fresh.contains_key(*it) || self.before.is_unsettled(it));
            if !is_fresh && before.get(base) == Some(&contents) {
                continue;
            }
            let members = contents.iter().copied().filter_map(|sha256| {
                let record = self.record(sha256)?;
                Some(Member { sha256, record })
            });
            let members: Vec<Member<'_>> = members.collect();
            let settled = settle(&ReportId::new(base), &members, || {
                self.texts(&members, options, rules)
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
        let hashes: Vec<&str> = changed.iter().map(|it| it.sha256.as_str()).collect();
        let written = Mutex::new(Ok(BTreeMap::new()));
        self.read_again(&hashes, options, rules, |at, read| {
            let Settled {
                sha256,
                id,
                edition,
            } = &changed[at];
            let fresh = match read {
                Ok(read) => {
                    let name = (id.clone(), edition.clone());
                    write(&self.plan, name, sha256, read, writer).map(Ok)
                }
                Err(refusal) => Ok(Err(refusal)),
            };
            note(&written, sha256, fresh)
        });
        let written = written.into_inner().unwrap_or_else(PoisonError::into_inner);
        for (sha256, fresh) in written? {
            if let Ok(record) = &fresh {
                self.names.insert(&sha256, record.id.clone());
            }
            self.fresh.insert(sha256, fresh);
        }
        self.before.close();
        Ok(())
    }

    /// Reads the texts of contents as they are compared.
    fn texts(
        &self,
        members: &[Member<'_>],
        options: &IngestOptions,
        rules: &Rules,
    ) -> Vec<Option<ComparedReport>> {
        let hashes: Vec<&str> = members.iter().map(|member| member.sha256).collect();
        let texts: Vec<_> = hashes.iter().map(|_| None).collect();
        let texts = Mutex::new(texts);
        self.read_again(&hashes, options, rules, |at, read| {
            let text = read
                .ok()
                .map(|read| ComparedReport::new(&read.value.paragraphs));
            lock(&texts)[at] = text;
            ControlFlow::Continue(())
        });
        texts.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads contents again, for those that this run has not read from the index; hands each to
    /// `sink` with its place in the list, or with why it cannot be read, until it breaks off.
    fn read_again(
        &self,
        hashes: &[&str],
        options: &IngestOptions,
        rules: &Rules,
        sink: impl Fn(usize, Result<Warned<Report>, String>) -> ControlFlow<()> + Sync,
    ) {
        let mut again = Vec::new();
        for (at, sha256) in hashes.iter().enumerate() {
            let is_fresh = self.fresh.contains_key(*sha256);
            let kept = (!is_fresh).then(|| self.before.report(sha256));
            match kept.flatten() {
                Some(kept) => {
                    if sink(at, Ok(whole(kept))).is_break() {
                        return;
                    }
                }
                None => again.push(at),
            }
        }
        let contents = again.iter().map(|at| self.plan.copies(hashes[*at]));
        let contents: Vec<Copies<'_>> = contents.collect();
        corpus::read_while(&contents, options.jobs, means(options, rules), |read| {
            let at = again[read.index];
            sink(at, read_or_kept(read, hashes[at], &self.before))
        });
    }

    /// Returns what is known of the report of a content.
    fn record(&self, sha256: &str) -> Option<&ReportRecord> {
        let fresh = self.fresh.get(sha256).and_then(|fresh| fresh.as_ref().ok());
        fresh.or_else(|| self.before.record(sha256))
    }

    /// Returns what a content got of programs outside, in this run or, where it was not read, before.
    pub(super) fn aid(&self, sha256: &str, absolute: &str) -> String {
        let before = || self.before.files.get(absolute).map(|file| &file.aid);
        let aid = self.aids.get(sha256).or_else(before);
        aid.cloned().unwrap_or_default()
    }

    pub(super) fn write_ledger(&self, writer: &mut IndexWriter) {
        for file in &self.plan.entries {
            writer.set_file(file);
        }
        for (sha256, fresh) in &self.fresh {
            let content = &self.plan.standing[sha256];
            for file in &content.files {
                writer.set_file(&FileRecord {
                    path: file.path.clone(),
                    absolute: file.absolute.clone(),
                    sha256: sha256.clone(),
                    blake3: content.blake3.clone(),
                    bytes: content.bytes,
                    context: file.context.clone(),
                    stamp: file.stamp.clone(),
                    aid: self.aid(sha256, &file.absolute),
                    missing: file.missing,
                    fate: match fresh {
                        Ok(record) => FileFate::Indexed(record.id.clone()),
                        Err(reason) => FileFate::Refused(reason.clone()),
                    },
                });
            }
        }
    }
}

/// Reports that were written, or read and refused, by content; or why one could not be written.
type Written = Mutex<Result<BTreeMap<String, Fresh>, IngestError>>;

/// Notes what became of a content. The first that cannot be written ends the run: what is read after
/// it counts no more.
fn note(written: &Written, sha256: &str, fresh: Result<Fresh, IngestError>) -> ControlFlow<()> {
    let mut written = lock(written);
    match (&mut *written, fresh) {
        (Ok(all), Ok(fresh)) => {
            all.insert(sha256.to_owned(), fresh);
            ControlFlow::Continue(())
        }
        (Ok(_), Err(error)) => {
            *written = Err(error);
            ControlFlow::Break(())
        }
        (Err(_), _) => ControlFlow::Break(()),
    }
}

/// Returns what files are read with.
fn means<'a>(options: &'a IngestOptions, rules: &'a Rules) -> Means<'a> {
    Means {
        rules,
        limits: &options.limits,
        programs: &options.programs,
    }
}

/// Takes what was read of a content, or what the index has of it where none of its files can be
/// read.
fn read_or_kept(read: ReadFile, sha256: &str, before: &Before) -> Result<Warned<Report>, String> {
    read.report.or_else(|refusal| match refusal {
        // What was recognised once is not lost where nobody asks for it again.
        Refusal::Io(_) | Refusal::Changed | Refusal::Unseen(..) | Refusal::NoReader(_) => before
            .report(sha256)
            .map(whole)
            .ok_or_else(|| refusal.to_string()),
        _ => Err(refusal.to_string()),
    })
}

/// Puts a report together as it was read.
fn whole((record, paragraphs): (&ReportRecord, Vec<Paragraph>)) -> Warned<Report> {
    let report = Report {
        paragraphs,
        ..record.report.clone()
    };
    Warned {
        value: report,
        warnings: record.warnings.clone(),
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

/// Returns the path of the file on disk that holds what another path names.
fn holding(absolute: &str) -> String {
    let path = path_from_text(absolute);
    path_to_text(corpus::holding(&path))
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
    let notes = paragraphs
        .iter()
        .filter(|paragraph| paragraph.section.is_notes());
    let notes = notes.count() as u32;
    let record = ReportRecord {
        id,
        report,
        paths: content.files.iter().map(|file| file.path.clone()).collect(),
        absolute: content
            .first()
            .map_or_else(String::new, |file| holding(&file.absolute)),
        sha256: sha256.to_owned(),
        bytes: content.bytes,
        paragraphs: paragraphs.len() as u32 - notes,
        notes,
        last_number,
        warnings: read.warnings,
        edition,
    };
    writer.add_report(&record, &paragraphs)?;
    Ok(record)
}
