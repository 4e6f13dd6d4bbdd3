//! The summary: what a run did with each file.

use std::collections::{BTreeSet, HashSet};
use std::io::ErrorKind;

use super::plan::Content;
use super::run::Run;
use super::{FileOutcome, FileStatus, IngestSummary};
use crate::corpus::{self, Hashed, ReportFile, path_from_text, path_to_text};
use crate::index::{FileFate, FileRecord, ReportRecord};
use crate::model::ReportId;

impl Run {
    /// Tells what was done; `found` is every file that was found, with its hash or why it is
    /// refused.
    pub(super) fn summary(&self, found: &[(ReportFile, Result<Hashed, String>)]) -> IngestSummary {
        let missing = self.plan.missing.iter().map(|file| &file.absolute);
        let missing: HashSet<&String> = missing.collect();
        let mut summary = IngestSummary {
            held: self.plan.held.clone(),
            ..IngestSummary::default()
        };
        let mut counted: BTreeSet<&ReportId> = BTreeSet::new();
        for (file, hashed) in found {
            let outcome = match hashed {
                // Told below.
                Err(_) if missing.contains(&path_to_text(&file.absolute)) => continue,
                Err(reason) => refused(file, reason),
                Ok(hashed) => {
                    summary.bytes += hashed.bytes;
                    self.outcome(file, &hashed.sha256)
                }
            };
            let outcome = match (outcome.status, self.left(file)) {
                (FileStatus::Refused, Some(id)) => {
                    summary.removed += 1;
                    with_left(outcome, id)
                }
                _ => outcome,
            };
            match outcome.status {
                FileStatus::Indexed => summary.indexed += 1,
                FileStatus::Unchanged => summary.unchanged += 1,
                FileStatus::Refused => summary.refused += 1,
                FileStatus::Removed | FileStatus::Kept => {}
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
        let now = found.iter().map(|(file, _)| path_to_text(&file.absolute));
        let now: HashSet<String> = now.collect();
        let gone = self
            .plan
            .gone
            .iter()
            .filter(|file| !now.contains(&file.absolute));
        let gone: Vec<FileOutcome> = gone.map(|file| self.removed(file)).collect();
        summary.removed += gone.len();
        summary.files.extend(gone);
        summary.kept = self.plan.missing.len();
        let kept = self.plan.missing.iter().map(|file| self.kept(file));
        summary.files.extend(kept);
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
        let absolute = path_to_text(&file.absolute);
        if let Some(FileRecord {
            fate: FileFate::Refused(reason),
            ..
        }) = self.before.files.get(&absolute)
        {
            return refused(file, reason);
        }
        match self.before.record(sha256) {
            Some(record) if self.before.is_unsettled(sha256) => {
                indexed(file, record, FileStatus::Indexed)
            }
            Some(record) => indexed(file, record, FileStatus::Unchanged),
            None => refused(file, "the ledger has no record of it"),
        }
    }

    /// Returns the report that was read from a file and stands nowhere any more.
    fn left(&self, file: &ReportFile) -> Option<&ReportId> {
        let known = self.before.files.get(&path_to_text(&file.absolute))?;
        let stands = self
            .plan
            .standing
            .get(&known.sha256)
            .and_then(Content::first);
        match &known.fate {
            FileFate::Indexed(id) if stands.is_none() => Some(id),
            _ => None,
        }
    }

    fn removed(&self, file: &FileRecord) -> FileOutcome {
        let content = self.plan.standing.get(&file.sha256);
        let elsewhere = content.and_then(Content::first);
        FileOutcome {
            status: FileStatus::Removed,
            reason: elsewhere.map(|other| format!("its content stands in {}", other.path)),
            report_id: match &file.fate {
                FileFate::Indexed(id) => Some(id.clone()),
                FileFate::Refused(_) => None,
            },
            ..unread(&file.path)
        }
    }

    fn kept(&self, file: &FileRecord) -> FileOutcome {
        let path = path_from_text(&file.absolute);
        let is_hidden = || {
            let looked = std::fs::metadata(&path);
            looked.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
        };
        let day = file
            .missing
            .map(|day| match corpus::is_there(&path) || is_hidden() {
                true => format!("it could not be read on {day}"),
                false => format!("it was not there on {day}"),
            });
        FileOutcome {
            status: FileStatus::Kept,
            reason: day,
            report_id: match (self.fresh.get(&file.sha256), &file.fate) {
                (Some(Ok(record)), _) => Some(record.id.clone()),
                (_, FileFate::Indexed(id)) => Some(id.clone()),
                (_, FileFate::Refused(_)) => None,
            },
            ..unread(&file.path)
        }
    }

    /// What shares have read is new; a file that is read again only because a copy came or went is
    /// itself unchanged.
    fn status(&self, file: &ReportFile, sha256: &str) -> FileStatus {
        let absolute = path_to_text(&file.absolute);
        match self.before.files.get(&absolute) {
            Some(known)
                if !self.plan.anew
                    && !self.before.is_unsettled(sha256)
                    && known.sha256 == sha256
                    && matches!(known.fate, FileFate::Indexed(_))
                    && known.aid == self.aid(sha256, &absolute)
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

/// Says of a file that is refused that a report was read from it before.
fn with_left(outcome: FileOutcome, id: &ReportId) -> FileOutcome {
    let reason = outcome.reason.unwrap_or_default();
    FileOutcome {
        reason: Some(format!(
            "{reason}; {id} was read from it before, and has left the index"
        )),
        ..outcome
    }
}

fn refused(file: &ReportFile, reason: &str) -> FileOutcome {
    FileOutcome {
        reason: Some(reason.to_owned()),
        ..unread(&file.path)
    }
}

/// What there is to say of a file of which nothing was read.
fn unread(path: &str) -> FileOutcome {
    FileOutcome {
        path: path.to_owned(),
        status: FileStatus::Refused,
        reason: None,
        report_id: None,
        pages: 0,
        paragraphs: 0,
        warnings: Vec::new(),
    }
}
