//! The plan: what is to be read, what has gone, and what stays as it is.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use super::before::Before;
use super::scope::Scope;
use crate::corpus::{self, Copies, Hashed, Programs, ReportFile, path_from_text, path_to_text};
use crate::index::{FileFate, FileRecord};
use crate::model::{Date, today};

/// Files of one content.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    /// See [`FileRecord`].
    pub(super) blake3: String,
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
    /// Returns where it is.
    fn file(&self) -> ReportFile {
        ReportFile {
            path: self.path.clone(),
            absolute: path_from_text(&self.absolute),
        }
    }

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

/// Files of the ledger of which nothing could be seen, by the reason.
type Unseen<'a> = BTreeMap<&'a str, Vec<&'a FileRecord>>;

/// What was found.
#[derive(Default)]
struct There<'a> {
    /// The hash of each file that could be read, by its absolute path.
    now: HashMap<String, &'a str>,
    /// The contents that have to be read.
    stale: HashSet<&'a str>,
    /// Files that could not be read, each with the reason.
    refused: Vec<(&'a ReportFile, &'a str)>,
}

/// What is to be done.
#[derive(Default)]
pub(super) struct Plan {
    /// All contents that stand after this run, by hash.
    pub(super) standing: BTreeMap<String, Content>,
    /// Hashes of those that must be read.
    pub(super) to_read: Vec<String>,
    /// Entries that are to be written and whose content is not read.
    pub(super) entries: Vec<FileRecord>,
    /// Files of the ledger that have gone or have other content now.
    pub(super) gone: Vec<FileRecord>,
    /// Files of the ledger that are not there and whose reports stay.
    pub(super) missing: Vec<FileRecord>,
    /// The absolute paths of reports joined to one that is read again: they are found with it, or no more.
    pub(super) rejoined: HashSet<String>,
    /// Why reports stay whose files were looked for, in sentences; none where none does.
    pub(super) held: Vec<String>,
    /// Whether everything is read and written anew.
    pub(super) anew: bool,
    /// Whether files outside of the paths given are looked after by others: they are not read.
    is_shared: bool,
}

impl Plan {
    /// Makes the plan. `found` is every file that was found, with its hash or why it is refused; reports
    /// that are joined to those of other files stand behind these.
    pub(super) fn make(
        found: &[(ReportFile, Result<Hashed, String>)],
        before: &Before,
        scope: &Scope,
        fingerprint: &str,
        programs: &Programs,
    ) -> Plan {
        let mut plan = Plan {
            anew: scope.anew,
            is_shared: scope.is_shared,
            ..Plan::default()
        };
        let There {
            now,
            mut stale,
            refused,
        } = plan.take_found(found, before, scope, fingerprint, programs);
        let unread = refused
            .iter()
            .map(|(file, reason)| (path_to_text(&file.absolute), *reason));
        let unread: HashMap<String, &str> = unread.collect();
        let (vanished, unseen) = plan.take_known(before, scope, &now, &unread);
        let mut held = plan.hold_unseen(unseen, &unread);
        plan.let_go(vanished, before, scope, &mut held);
        for (file, reason) in refused {
            if !held.contains(&path_to_text(&file.absolute)) {
                plan.refuse(file, reason, before);
            }
        }
        // Copies of what has gone lose a path.
        stale.extend(plan.gone.iter().map(|file| file.sha256.as_str()));
        if before.has_unsettled() {
            stale.extend(differing(&plan.standing, before));
        }
        plan.to_read = plan.standing.keys().cloned().collect();
        plan.to_read
            .retain(|sha256| scope.anew || stale.contains(sha256.as_str()));
        // The largest first, so that no thread is left with a large one at the end.
        plan.to_read
            .sort_by_key(|sha256| std::cmp::Reverse(plan.standing[sha256].bytes));
        plan
    }

    /// Takes the files that were found among those that stand, and tells which have to be read.
    fn take_found<'a>(
        &mut self,
        found: &'a [(ReportFile, Result<Hashed, String>)],
        before: &Before,
        scope: &Scope,
        fingerprint: &str,
        programs: &Programs,
    ) -> There<'a> {
        let mut there = There::default();
        for (file, hashed) in found {
            let absolute = path_to_text(&file.absolute);
            let hashed = match hashed {
                Ok(hashed) => hashed,
                Err(reason) => {
                    there.refused.push((file, reason));
                    continue;
                }
            };
            let whole = corpus::joined_page(&file.absolute).and(file.absolute.parent());
            let whole = whole.and_then(|whole| there.now.get(&path_to_text(whole)));
            if whole.is_some_and(|whole| scope.anew || there.stale.contains(whole)) {
                self.gone.extend(before.files.get(&absolute).cloned());
                self.rejoined.insert(absolute);
                continue;
            }
            there.now.insert(absolute.clone(), &hashed.sha256);
            let context = context(fingerprint, hashed);
            let known = before.files.get(&absolute);
            let would_help = known.is_some_and(|known| programs.would_help(&known.aid));
            if would_help || self.is_stale(file, hashed, known, &context) {
                there.stale.insert(&hashed.sha256);
            }
            let content = self.standing.entry(hashed.sha256.clone()).or_default();
            content.blake3.clone_from(&hashed.blake3);
            content.bytes = hashed.bytes;
            content.files.insert(Standing {
                path: file.path.clone(),
                absolute,
                context,
                stamp: hashed.stamp.clone(),
                missing: None,
                found: true,
            });
        }
        there
    }

    /// Holds the files of the ledger against those that are there `now`, and lists those that have
    /// vanished, and those of which nothing could be seen, by the reason.
    fn take_known<'a>(
        &mut self,
        before: &'a Before,
        scope: &'a Scope,
        now: &HashMap<String, &str>,
        unread: &HashMap<String, &'a str>,
    ) -> (Vec<&'a FileRecord>, Unseen<'a>) {
        let mut vanished: Vec<&FileRecord> = Vec::new();
        let mut unseen = Unseen::new();
        for (absolute, known) in &before.files {
            let path = path_from_text(absolute);
            match now.get(absolute) {
                Some(sha256) if **sha256 == known.sha256 => {}
                Some(_) => self.gone.push(known.clone()),
                None if self.rejoined.contains(absolute) => {}
                None if unread.contains_key(absolute) => match scope.prune {
                    true => vanished.push(known),
                    // It may be read again tomorrow.
                    false => unseen.entry(unread[absolute]).or_default().push(known),
                },
                None if !scope.covers(&path) && scope.is_shared => self.leave(known),
                None if !scope.covers(&path) => self.look_for(known, &path),
                None => match scope.blocked(&path) {
                    Some(reason) => unseen.entry(reason).or_default().push(known),
                    None => vanished.push(known),
                },
            }
        }
        (vanished, unseen)
    }

    /// Keeps the files of which nothing could be seen, and lists those that are kept.
    fn hold_unseen(
        &mut self,
        unseen: Unseen<'_>,
        unread: &HashMap<String, &str>,
    ) -> HashSet<String> {
        let mut held: HashSet<String> = HashSet::new();
        for (reason, mut files) in unseen {
            files.retain(|file| {
                matches!(file.fate, FileFate::Indexed(_)) || !unread.contains_key(&file.absolute)
            });
            let (kept, moved): (Vec<_>, Vec<_>) = files.into_iter().partition(|it| self.keep(it));
            held.extend(kept.iter().map(|file| file.absolute.clone()));
            self.hold(kept.len(), reason);
            self.gone.extend(moved.into_iter().cloned());
        }
        held
    }

    /// Lets go of the files that have vanished, unless too many reports would go with them: then they are
    /// held.
    fn let_go(
        &mut self,
        vanished: Vec<&FileRecord>,
        before: &Before,
        scope: &Scope,
        held: &mut HashSet<String>,
    ) {
        let dropped = self.dropped(&vanished);
        if !scope.may_drop(dropped, before.reports.len()) {
            let of = before.reports.len();
            let reason = format!("more than a tenth of its {of} reports would go");
            let indexed = |file: &&&FileRecord| matches!(file.fate, FileFate::Indexed(_));
            let kept = vanished
                .iter()
                .filter(indexed)
                .filter(|file| self.keep(file));
            let kept: Vec<_> = kept.map(|file| file.absolute.clone()).collect();
            self.hold(kept.len(), &reason);
            held.extend(kept);
        }
        for file in vanished {
            if !held.contains(&file.absolute) {
                self.gone.push(file.clone());
            }
        }
    }

    /// Tells whether a file that was found has to be read; the entry of one that has not may have
    /// to be written.
    fn is_stale(
        &mut self,
        file: &ReportFile,
        hashed: &Hashed,
        known: Option<&FileRecord>,
        context: &str,
    ) -> bool {
        let is_same = |known: &&FileRecord| {
            known.sha256 == hashed.sha256 && known.context == context && known.path == file.path
        };
        let Some(known) = known.filter(is_same) else {
            return true;
        };
        let is_stamped = known.stamp != hashed.stamp && !hashed.stamp.is_empty();
        if !self.anew && (is_stamped || known.missing.is_some()) {
            self.entries.push(FileRecord {
                stamp: hashed.stamp.clone(),
                missing: None,
                ..known.clone()
            });
        }
        false
    }

    /// Leaves a file of the ledger to others than this run.
    fn leave(&mut self, known: &FileRecord) {
        if self.anew {
            self.entries.push(known.clone());
        }
        self.stand(known);
    }

    /// Looks for a file of the ledger that is no part of this run.
    fn look_for(&mut self, known: &FileRecord, path: &Path) {
        if !corpus::is_there(path) {
            if !self.keep(known) {
                self.gone.push(known.clone());
            }
            return;
        }
        let file = FileRecord {
            missing: None,
            ..known.clone()
        };
        if known.missing.is_some() || self.anew {
            self.entries.push(file.clone());
        }
        self.stand(&file);
    }

    /// Keeps a file that is not there, and tells whether it was to be kept: where its content was
    /// found elsewhere, it has been moved.
    fn keep(&mut self, known: &FileRecord) -> bool {
        let is_found = |content: &Content| content.files.iter().any(|file| file.found);
        if self.standing.get(&known.sha256).is_some_and(is_found) {
            return false;
        }
        let file = FileRecord {
            missing: known.missing.or_else(|| Some(today())),
            ..known.clone()
        };
        if file.missing != known.missing || self.anew {
            self.entries.push(file.clone());
        }
        self.stand(&file);
        self.missing.push(file);
        true
    }

    /// Counts a file of the ledger among those that have its content. What is refused has no
    /// report to be read again.
    fn stand(&mut self, file: &FileRecord) {
        if let FileFate::Indexed(_) = file.fate {
            let content = self.standing.entry(file.sha256.clone()).or_default();
            content.blake3.clone_from(&file.blake3);
            content.bytes = file.bytes;
            content.files.insert(Standing::of(file));
        }
    }

    /// Says of so many files why they are kept.
    fn hold(&mut self, files: usize, reason: &str) {
        if files > 0 {
            let files = match files {
                1 => "1 file stays".to_owned(),
                files => format!("{files} files stay"),
            };
            self.held.push(format!("{files} in the index: {reason}"));
        }
    }

    /// Counts the reports that go if these files do.
    fn dropped(&self, files: &[&FileRecord]) -> usize {
        let indexed = files.iter().filter(|file| {
            matches!(file.fate, FileFate::Indexed(_)) && !self.standing.contains_key(&file.sha256)
        });
        indexed
            .map(|file| &file.sha256)
            .collect::<HashSet<_>>()
            .len()
    }

    /// Adds a report that was found joined to that of a content, and lists those of its files that are
    /// new.
    pub(super) fn join(
        &mut self,
        whole: &str,
        page: u32,
        fingerprint: &str,
    ) -> Vec<(ReportFile, Hashed)> {
        let Some(content) = self.standing.get(whole).cloned() else {
            return Vec::new();
        };
        let mut new = Vec::new();
        for file in &content.files {
            let whole_hash = Hashed {
                sha256: whole.to_owned(),
                blake3: content.blake3.clone(),
                bytes: content.bytes,
                sidecar: String::new(),
                stamp: file.stamp.clone(),
            };
            let joined = corpus::joined_file(&file.file(), page);
            let hashed = whole_hash.joined(page);
            let of_joined = self.standing.entry(hashed.sha256.clone()).or_default();
            of_joined.blake3.clone_from(&hashed.blake3);
            of_joined.bytes = hashed.bytes;
            let absolute = path_to_text(&joined.absolute);
            if of_joined.files.iter().any(|it| it.absolute == absolute) {
                continue;
            }
            of_joined.files.insert(Standing {
                path: joined.path.clone(),
                absolute,
                context: context(fingerprint, &hashed),
                ..file.clone()
            });
            new.push((joined, hashed));
        }
        new
    }

    /// Refuses a file that cannot even be hashed.
    fn refuse(&mut self, file: &ReportFile, reason: &str, before: &Before) {
        let entry = FileRecord {
            path: file.path.clone(),
            absolute: path_to_text(&file.absolute),
            sha256: String::new(),
            blake3: String::new(),
            bytes: 0,
            context: String::new(),
            stamp: String::new(),
            aid: String::new(),
            missing: None,
            fate: FileFate::Refused(reason.to_owned()),
        };
        let known = before.files.get(&entry.absolute);
        if !self.anew && known == Some(&entry) {
            self.gone.retain(|gone| *gone != entry);
        } else {
            self.entries.push(entry);
        }
    }

    /// Lists the files that have a content.
    pub(super) fn files(&self, sha256: &str) -> impl Iterator<Item = ReportFile> {
        let content = self.standing.get(sha256);
        let files = content.into_iter().flat_map(|content| &content.files);
        files.map(Standing::file)
    }

    /// Returns the files that a content can be read from.
    pub(super) fn copies<'a>(&'a self, sha256: &'a str) -> Copies<'a> {
        let mut copies = Copies {
            sha256,
            found: Vec::new(),
            known: Vec::new(),
        };
        for file in self.standing.get(sha256).iter().flat_map(|it| &it.files) {
            let path = path_from_text(&file.absolute);
            match (file.found, file.missing) {
                (true, _) => copies.found.push(path),
                (false, None) if !self.is_shared => copies.known.push(path),
                (false, _) => {}
            }
        }
        copies
    }

    pub(super) fn is_empty(&self) -> bool {
        self.to_read.is_empty() && self.entries.is_empty() && self.gone.is_empty()
    }
}

/// Says what a file is read with: rules, and the metadata beside it.
fn context(fingerprint: &str, hashed: &Hashed) -> String {
    format!("{fingerprint};{}", hashed.sidecar)
}

/// Lists the contents that stand as other files than what is known of them says.
fn differing<'a>(
    standing: &'a BTreeMap<String, Content>,
    before: &Before,
) -> impl Iterator<Item = &'a str> {
    standing.iter().filter_map(|(sha256, content)| {
        let known = &before.record(sha256)?.paths;
        let paths = content.files.iter().map(|file| &file.path);
        (!paths.eq(known)).then_some(sha256.as_str())
    })
}
