//! The scope: which folders a run reads, and which reports it must not take for gone.

use std::path::{Path, PathBuf};

use super::before::Before;
use super::{IngestError, IngestOptions};
use crate::corpus::{self, DiscoverError, Found, ReportFile, Root, path_from_text, path_to_text};
use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::disk::roots;

/// So many reports may go at once however few there are.
const HANDFUL: usize = 10;
/// One in so many may go.
const SHARE: usize = 10;

/// What a run looks at.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// What was read before or is given now; it is remembered.
    pub(super) remembered: Vec<Root>,
    /// What is read in this run.
    pub(super) roots: Vec<Root>,
    /// Of these, those that are not there.
    absent: Vec<Root>,
    /// Whether everything is read and written anew.
    pub(super) anew: bool,
    /// Whether the index was there and could not be read.
    pub(super) is_foreign: bool,
    /// Whether reports go with their files, however many.
    pub(super) prune: bool,
    /// Whether files outside of the paths given are looked after by others.
    pub(super) is_shared: bool,
    /// Folders below which files may be though none is seen, with the reason.
    blocked: Vec<(PathBuf, String)>,
}

impl Scope {
    /// Finds out what to look at: the paths that are given, and where the index is to be made anew
    /// all that it was made of.
    pub(super) fn new(
        dir: &Path,
        paths: &[PathBuf],
        options: &IngestOptions,
    ) -> Result<Scope, IngestError> {
        let given = paths.iter().map(|path| Root::new(path));
        let given = given.collect::<Result<Vec<_>, _>>()?;
        let before = roots::read(dir).map_err(IndexError::from)?;
        // A rebuild needs to read all of it, to carry over what has no file any more.
        let read = match options.rebuild {
            true => Before::read(dir, None).map(drop),
            false => Commit::open(dir).map(drop),
        };
        let is_foreign = read.as_ref().is_err_and(IndexError::is_to_be_rebuilt);
        let anew = match read {
            Err(IndexError::NotFound(_)) => true,
            Err(error) if !is_foreign => return Err(error.into()),
            Err(_) => true,
            Ok(()) => options.rebuild,
        };
        let remembered = roots::united(&given, &before);
        let mut roots = given.clone();
        if anew {
            let others = before.iter().filter(|root| {
                let is_given = |other: &Root| other.absolute == root.absolute;
                !given.iter().any(is_given)
            });
            roots.extend(others.cloned());
        }
        let (roots, absent): (Vec<_>, Vec<_>) = roots.into_iter().partition(Root::exists);
        for root in &absent {
            // What was never read cannot be let go.
            let is_given = given.contains(root);
            if is_given && !(options.prune && is_known(root, &before)) {
                // What a folder hides that may not be looked into is not known to be there or not.
                let looked = std::fs::metadata(&root.absolute).map(drop);
                return Err(IngestError::Discover(DiscoverError {
                    path: root.given.clone(),
                    error: looked.err().unwrap_or(std::io::ErrorKind::NotFound.into()),
                }));
            }
        }
        let blocked = absent.iter().map(|root| {
            let reason = format!("`{}` is not there", path_to_text(&root.given));
            (root.absolute.clone(), reason)
        });
        Ok(Scope {
            blocked: blocked.collect(),
            remembered,
            roots,
            absent,
            anew,
            is_foreign,
            // What is not of a share may be that of another.
            prune: options.prune || options.share.is_some(),
            is_shared: options.elsewhere.is_some(),
        })
    }

    /// Lists what is there now. Of a folder that is read already, a part is read as the whole is: with the
    /// authorities and rules that lie in it.
    pub(super) fn discover(&self) -> Result<Found, DiscoverError> {
        let mut found = corpus::discover(&self.roots)?;
        let is_around = |whole: &&Root| {
            let mut roots = self.roots.iter();
            roots.any(|part| {
                part.absolute != whole.absolute && part.absolute.starts_with(&whole.absolute)
            })
        };
        for whole in self.remembered.iter().filter(is_around) {
            let beside = corpus::beside(&whole.absolute);
            found.gazetteers.extend(beside.gazetteers);
            found.rules.extend(beside.rules);
        }
        for files in [&mut found.gazetteers, &mut found.rules] {
            files.sort();
            files.dedup();
        }
        Ok(found)
    }

    /// Looks at what was found, and marks where nothing could be seen.
    ///
    /// # Errors
    /// If that is so of a folder of reports, and nothing else has these: the index cannot be read.
    pub(super) fn look_at(&mut self, found: &Found) -> Result<(), IngestError> {
        for (folder, _) in &found.refused {
            let reason = format!("`{}` cannot be read", folder.path);
            self.blocked.push((folder.absolute.clone(), reason));
        }
        for root in &self.roots {
            let below = |path: &PathBuf| path.starts_with(&root.absolute);
            let mut files = found.files.iter().map(|file| &file.absolute);
            if root.absolute.is_dir() && !files.any(below) {
                let reason = format!("there is no report in `{}`", path_to_text(&root.given));
                self.blocked.push((root.absolute.clone(), reason));
            }
        }
        let mut roots = self.blocked.iter().filter(|(folder, _)| {
            let is_folder = |root: &Root| root.absolute == *folder;
            self.remembered.iter().any(is_folder)
        });
        match roots.next() {
            Some((_, reason)) if self.is_foreign && !self.prune => {
                Err(IngestError::RootGone(reason.clone()))
            }
            _ => Ok(()),
        }
    }

    /// Lists files of the ledger that stand under nothing that is read and are to be read all the
    /// same: those of an index that is made anew, unless others look after them. What is attached to a
    /// message is found with it.
    pub(super) fn strays(&self, before: &Before) -> Vec<ReportFile> {
        let mut strays = Vec::new();
        let are_read = self.anew && !self.is_shared;
        for file in before.files.values().filter(|_| are_read) {
            let absolute = path_from_text(&file.absolute);
            if !self.covers(&absolute) && absolute.is_file() {
                strays.push(ReportFile {
                    path: file.path.clone(),
                    absolute,
                });
            }
        }
        strays
    }

    /// Tells whether a file is one that this run looks for.
    pub(super) fn covers(&self, absolute: &Path) -> bool {
        let mut roots = self.roots.iter().chain(&self.absent);
        roots.any(|root| absolute.starts_with(&root.absolute))
    }

    /// Says why a file that was looked for and not seen may be there all the same.
    pub(super) fn blocked(&self, absolute: &Path) -> Option<&str> {
        if self.prune {
            return None;
        }
        let is_below = |folder: &Path| absolute.starts_with(folder) && absolute != folder;
        let is_seen = self.roots.iter().any(|root| is_below(&root.absolute));
        let mut blocked = self.blocked.iter();
        let (_, reason) = blocked.find(|(folder, _)| {
            // A file that was given by itself is gone if the folder it was in says so.
            is_below(folder) || !is_seen && absolute == folder
        })?;
        Some(reason)
    }

    /// Tells whether so many of all reports may go in one run.
    pub(super) fn may_drop(&self, reports: usize, of: usize) -> bool {
        self.prune || reports <= HANDFUL || reports * SHARE <= of
    }

    /// Says what is not there of which the index has nothing to keep, in sentences.
    pub(super) fn lost(&self) -> Vec<String> {
        let absent = self.absent.iter().filter(|_| !self.prune);
        let lost = |root: &Root| {
            let given = path_to_text(&root.given);
            format!("nothing of `{given}` is in the index: it is not there")
        };
        absent.map(lost).collect()
    }

    /// Returns what is to be remembered after this run.
    pub(super) fn lasting(&self) -> Vec<Root> {
        let mut lasting = self.remembered.clone();
        lasting.retain(|root| !(self.prune && self.absent.contains(root)));
        lasting
    }
}

/// Tells whether a path that is not there was once read: by itself, within another or with others
/// within it.
fn is_known(root: &Root, before: &[Root]) -> bool {
    before.iter().any(|known| {
        known.absolute.starts_with(&root.absolute) || root.absolute.starts_with(&known.absolute)
    })
}
