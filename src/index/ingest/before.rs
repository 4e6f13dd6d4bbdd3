//! The index as it was before an ingest.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::Elsewhere;
use crate::corpus::{
    Hashed, KnownMessage, ReportFile, Share, joined_file, joined_page, path_from_text, path_to_text,
};
use crate::index::commit::Commit;
use crate::index::{FileFate, FileRecord, IndexError, ReportRecord};
use crate::model::{Paragraph, ReportId};

/// The index as it was.
#[derive(Default)]
pub(super) struct Before {
    pub(super) files: BTreeMap<String, FileRecord>,
    pub(super) reports: HashMap<ReportId, ReportRecord>,
    /// Names that reports of other shares bear.
    pub(super) taken: HashSet<ReportId>,
    /// The report that each content is.
    by_content: HashMap<String, ReportId>,
    commit: Option<Commit>,
    elsewhere: Option<Elsewhere>,
}

impl Before {
    pub(super) fn read(dir: &Path, elsewhere: Option<&Elsewhere>) -> Result<Before, IndexError> {
        let commit = match Commit::open(dir) {
            Err(IndexError::NotFound(_)) => return Ok(Before::default()),
            commit => commit?,
        };
        let files = commit.files()?;
        let reports = commit
            .read_reports(commit.register.report_entries()?)?
            .into_iter();
        let indexed = files.iter().filter_map(|file| match &file.fate {
            FileFate::Indexed(id) => Some((file.sha256.clone(), id.clone())),
            FileFate::Refused(_) => None,
        });
        Ok(Before {
            by_content: indexed.collect(),
            files: files
                .into_iter()
                .map(|file| (file.absolute.clone(), file))
                .collect(),
            reports: reports.map(|record| (record.id.clone(), record)).collect(),
            taken: HashSet::new(),
            commit: Some(commit),
            elsewhere: elsewhere.cloned(),
        })
    }

    /// Returns what is known of a file's content.
    pub(super) fn hashed(&self, file: &ReportFile) -> Option<Hashed> {
        let known = self.files.get(&path_to_text(&file.absolute))?;
        let (_, sidecar) = known.context.rsplit_once(';')?;
        Some(Hashed {
            sha256: known.sha256.clone(),
            blake3: known.blake3.clone(),
            bytes: known.bytes,
            sidecar: sidecar.to_owned(),
            stamp: known.stamp.clone(),
        })
    }

    /// Returns what is known of a message and of the documents attached to it.
    pub(super) fn message(&self, file: &ReportFile) -> Option<KnownMessage> {
        let absolute = path_to_text(&file.absolute);
        let stamp = self.files.get(&absolute)?.stamp.clone();
        let names = self.inside(file).filter_map(|(name, _)| {
            let is_joined = joined_page(&name).is_some();
            name.to_str().filter(|_| !is_joined).map(str::to_owned)
        });
        Some(KnownMessage {
            stamp,
            documents: names.collect(),
        })
    }

    /// Lists the reports that are joined to that of a file which still has its content.
    pub(super) fn joined(&self, file: &ReportFile, hashed: &Hashed) -> Vec<(ReportFile, Hashed)> {
        let known = self.files.get(&path_to_text(&file.absolute));
        if known.is_none_or(|known| known.sha256 != hashed.sha256) {
            return Vec::new();
        }
        let pages = self.joined_pages([file.clone()]).into_iter();
        pages
            .map(|page| (joined_file(file, page), hashed.joined(page)))
            .collect()
    }

    /// Lists the pages on which reports begin that are joined to that of some files of one content.
    pub(super) fn joined_pages(&self, files: impl IntoIterator<Item = ReportFile>) -> Vec<u32> {
        let mut pages = BTreeSet::new();
        for file in files {
            let joined = self.inside(&file).filter_map(|(name, known)| {
                let is_inside_another = name.components().nth(1).is_some();
                let is_indexed = matches!(known.fate, FileFate::Indexed(_));
                joined_page(&name).filter(|_| is_indexed && !is_inside_another)
            });
            pages.extend(joined);
        }
        pages.into_iter().collect()
    }

    /// Lists what stands inside a file, by the name behind its path.
    fn inside(&self, file: &ReportFile) -> impl Iterator<Item = (PathBuf, &FileRecord)> {
        let absolute = path_to_text(&file.absolute);
        let after = self.files.range(absolute.clone()..);
        let below = after.take_while(move |(path, _)| path.starts_with(&absolute));
        below.filter_map(|(path, known)| {
            let path = path_from_text(path);
            let name = path.strip_prefix(&file.absolute).ok()?;
            (!name.as_os_str().is_empty()).then(|| (name.to_owned(), known))
        })
    }

    /// Returns what is known of the report that a content is.
    pub(super) fn record(&self, sha256: &str) -> Option<&ReportRecord> {
        self.reports.get(self.by_content.get(sha256)?)
    }

    /// Reads the report that a content is from the index, with its paragraphs.
    pub(super) fn report(&self, sha256: &str) -> Option<(&ReportRecord, Vec<Paragraph>)> {
        let record = self.record(sha256)?;
        let mut paragraphs = self.commit.as_ref()?.paragraphs(&record.id).ok()?;
        let known = u64::from(record.paragraphs) + u64::from(record.notes);
        if let Some(elsewhere) = &self.elsewhere
            && paragraphs.is_empty()
        {
            paragraphs = elsewhere.paragraphs(record)?;
        }
        // Fewer than it says are not the report.
        (paragraphs.len() as u64 == known).then_some((record, paragraphs))
    }

    /// Forgets files of contents that belong to other shares.
    pub(super) fn keep(&mut self, share: Share) {
        let others = self
            .files
            .extract_if(.., |_, file| !share.holds(&file.sha256));
        self.taken
            .extend(others.filter_map(|(_, file)| match file.fate {
                FileFate::Indexed(id) => Some(id),
                FileFate::Refused(_) => None,
            }));
    }

    /// Tells whether a run over a share has read a content, and none over all has settled its name.
    pub(super) fn is_unsettled(&self, sha256: &str) -> bool {
        let elsewhere = self.elsewhere.as_ref();
        elsewhere.is_some_and(|elsewhere| elsewhere.unsettled().contains(sha256))
    }

    /// Tells whether there is any such content.
    pub(super) fn has_unsettled(&self) -> bool {
        let elsewhere = self.elsewhere.as_ref();
        elsewhere.is_some_and(|elsewhere| !elsewhere.unsettled().is_empty())
    }

    /// Closes the index: its files may go.
    pub(super) fn close(&mut self) {
        self.commit = None;
    }
}
