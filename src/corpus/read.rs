//! Reading files, one by one or in parallel.

use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::formats;
use crate::model::{Budget, Limit, Limits, Report, Warned};
use crate::rules::Rules;

use super::attached::Source;
use super::digest::hash_bytes;
use super::holding::holding;
use super::joined::{joined_sha256, split};
use super::opened::{Help, Opened};
use super::pool::in_pool;
use super::programs::{Aid, Programs};
use super::refusal::Refusal;
use super::sidecar::Sidecar;

/// What files are read with.
#[derive(Debug, Clone, Copy)]
pub struct Means<'a> {
    /// What documents look like.
    pub rules: &'a Rules,
    /// How much of one file is read.
    pub limits: &'a Limits,
    /// Programs outside that help.
    pub programs: &'a Programs,
}

/// A file with what was read from it.
#[derive(Debug)]
pub struct ReadFile {
    /// Its place in the list given.
    pub index: usize,
    /// The report, or why there is none.
    pub report: Result<Warned<Report>, Refusal>,
    /// The pages on which others begin that are joined to it, as [`super::joined_file`] takes them.
    pub joined: Vec<u32>,
    /// What it got of programs outside, as [`Programs::would_help`] reads it.
    pub aid: String,
}

/// The files that hold one content, any of which may be read for all.
#[derive(Debug, Clone)]
pub struct Copies<'a> {
    /// The content's hash.
    pub sha256: &'a str,
    /// Files that have just been hashed.
    pub found: Vec<PathBuf>,
    /// Files that had this content when they were last looked at.
    pub known: Vec<PathBuf>,
}

/// Reads contents in parallel and hands each on as soon as it is read, in no certain order.
///
/// `jobs` is the number of threads; none means one for each processor. Each runs one program
/// outside at a time. `sink` is called from all of them and may block, which holds the readers back.
pub fn read_all(
    contents: &[Copies<'_>],
    jobs: Option<usize>,
    means: Means<'_>,
    sink: impl Fn(ReadFile) + Sync,
) {
    read_while(contents, jobs, means, |file| {
        sink(file);
        ControlFlow::Continue(())
    });
}

/// As [`read_all`], until `sink` breaks off: no further content is begun then, and those that other
/// threads are at are still handed on.
pub fn read_while(
    contents: &[Copies<'_>],
    jobs: Option<usize>,
    means: Means<'_>,
    sink: impl Fn(ReadFile) -> ControlFlow<()> + Sync,
) {
    let read = |(index, copies): (usize, &Copies<'_>)| {
        let aid = Aid::default();
        let (report, joined) = match read_copies(copies, means, &aid) {
            Ok((report, joined)) => (Ok(report), joined),
            Err(refusal) => (Err(refusal), Vec::new()),
        };
        sink(ReadFile {
            index,
            report,
            joined,
            aid: aid.text(),
        })
    };
    // What breaks off tells it to the sink alone.
    let _ = in_pool(jobs, || {
        let contents = contents.par_iter().enumerate();
        contents.with_max_len(1).try_for_each(read)
    });
}

/// Reads a content from the first of its files that can be read, under the name of which it can be, and
/// lists the pages on which others begin that are joined to it.
///
/// # Errors
/// If none can be read, or the content is no report.
fn read_copies(
    copies: &Copies<'_>,
    means: Means<'_>,
    aid: &Aid,
) -> Result<(Warned<Report>, Vec<u32>), Refusal> {
    let budget = Budget::new(means.limits);
    let help = Help {
        programs: means.programs,
        aid,
    };
    let found = copies.found.iter().map(|path| Bytes::read(path, &budget));
    let known = copies.known.iter().map(|path| {
        let file = Bytes::read(path, &budget)?;
        match file.sha256() == copies.sha256 {
            true => Ok(file),
            false => Err(Refusal::Changed),
        }
    });
    let mut refusal = Refusal::Io(io::ErrorKind::NotFound.into());
    // The ending of a name may tell the format: a content is read once for each.
    let mut endings: Vec<String> = Vec::new();
    for file in found.chain(known) {
        let read = match file {
            Ok(file) if endings.contains(&file.ending()) => continue,
            Ok(file) => {
                endings.push(file.ending());
                file.report(means.rules, help, &budget)
            }
            Err(error) => Err(error),
        };
        match read {
            Ok(read) => return Ok(read),
            // That a file has gone is said only where no other says more.
            Err(error) if matches!(refusal, Refusal::Io(_)) => refusal = error,
            Err(_) => {}
        }
    }
    Err(refusal)
}

/// Tells whether a file is there, be it as it was or not.
pub fn is_there(path: &Path) -> bool {
    holding(path).is_file()
}

/// Reads one file, as far as the limits go, and without any program outside. Where reports were joined, it
/// is the first, and [`crate::report::another`] tells where the next begins, whose path is
/// `FILE/from page N`.
///
/// # Errors
/// If it is no report that can be read.
///
/// ```
/// use findings::{corpus, model::Limits, rules::Rules};
/// # use std::path::Path;
/// let path = Path::new("corpus/northmere/children's services inspection - 04 november 2024.pdf");
/// let read = corpus::read_file(path, Rules::builtin(), &Limits::default())?;
/// assert_eq!(read.value.kind.slug(), "ilacs");
/// assert!(read.value.paragraphs.iter().any(|paragraph| paragraph.number == Some(1)));
/// # Ok::<(), corpus::Refusal>(())
/// ```
pub fn read_file(path: &Path, rules: &Rules, limits: &Limits) -> Result<Warned<Report>, Refusal> {
    let budget = Budget::new(limits);
    let (programs, aid) = Default::default();
    let help = Help {
        programs: &programs,
        aid: &aid,
    };
    let (report, _) = Bytes::read(path, &budget)?.report(rules, help, &budget)?;
    Ok(report)
}

/// The bytes of a file, its name, and the metadata beside it.
pub(super) struct Bytes {
    pub(super) bytes: Vec<u8>,
    pub(super) name: String,
    pub(super) sidecar: Sidecar,
    /// The page on which the report begins, where it is joined to others.
    page: Option<u32>,
}

impl Bytes {
    pub(super) fn read(path: &Path, budget: &Budget) -> Result<Self, Refusal> {
        let (path, page) = match split(path) {
            Some((whole, page)) => (whole, Some(page)),
            None => (path, None),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let over = |over| Err(Refusal::Over(over));
        let file = Source::open(path).map_err(Refusal::Io)?;
        // Not even a place is made for a file that is too large. What it says of its size may be
        // wrong: a device has none.
        let size = file.size().map_err(Refusal::Io)?;
        budget.allows(Limit::Bytes, size);
        budget.check().or_else(over)?;
        let mut bytes = Vec::with_capacity(size as usize);
        let most = budget.limits().get(Limit::Bytes).saturating_add(1);
        file.read_up_to(most, &mut bytes).map_err(Refusal::Io)?;
        budget.allows(Limit::Bytes, bytes.len() as u64);
        budget.check().or_else(over)?;
        Ok(Bytes {
            bytes,
            name: name.into_owned(),
            sidecar: Sidecar::read(path),
            page,
        })
    }

    /// Returns the hash of the content, as [`super::Hashed`] has it.
    fn sha256(&self) -> String {
        let whole = hash_bytes(&self.bytes);
        match self.page {
            Some(page) => joined_sha256(&whole, page),
            None => whole,
        }
    }

    /// Opens the file, at the report that is asked for.
    ///
    /// # Errors
    /// If it cannot be read, or has no such report.
    pub(super) fn open(
        &self,
        rules: &Rules,
        help: Help<'_>,
        budget: &Budget,
    ) -> Result<Opened, Refusal> {
        let opened = Opened::of(&self.bytes, &self.name, help, budget)?;
        match self.page {
            Some(page) => opened.parted(page, &self.name, self.sidecar.text.as_deref(), rules),
            None => Ok(opened),
        }
    }

    /// Returns what the metadata beside the file says of the report: of one that is joined to others,
    /// nothing.
    pub(super) fn metadata(&self) -> Option<&str> {
        let sidecar = self.sidecar.text.as_deref();
        sidecar.filter(|_| self.page.is_none())
    }

    /// Returns the ending of its name, in small letters.
    fn ending(&self) -> String {
        formats::ending(&self.name)
    }

    fn report(
        mut self,
        rules: &Rules,
        help: Help<'_>,
        budget: &Budget,
    ) -> Result<(Warned<Report>, Vec<u32>), Refusal> {
        guard(|| {
            let opened = self.open(rules, help, budget)?;
            // They may be many, and are needed no more.
            self.bytes = Vec::new();
            let mut read = opened.report(&self.name, self.metadata(), rules);
            let joined = match self.page {
                None => opened.joined(&read, rules),
                Some(_) => Vec::new(),
            };
            read.warnings.extend(self.sidecar.warning());
            Ok((read, joined))
        })
    }
}

/// Turns a panic into a refusal: the libraries below are given damaged bytes by strangers, and a
/// panic in one of them must cost one file, not the run.
pub(super) fn guard<T>(read: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| {
        let what = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("panic");
        Err(Refusal::Fault(what.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_refused(bytes: &[u8], name: &str, expected: &str) {
        let (programs, aid) = Default::default();
        let help = Help {
            programs: &programs,
            aid: &aid,
        };
        let opened = Opened::of(bytes, name, help, &Budget::default());
        let refusal = opened.map(|opened| opened.blocks).unwrap_err();
        assert!(refusal.to_string().contains(expected), "{refusal}");
    }

    #[test]
    fn what_is_no_report_is_refused_with_the_reason() {
        check_refused(
            b"<!DOCTYPE html><html>502</html>",
            "report.pdf",
            "HTML page",
        );
        check_refused(b"", "report.pdf", "empty");
        check_refused(b"# Notes", "README.md", "describes its folder");
        check_refused(b"PK", "report.xlsx", ".xlsx");
        check_refused(b"\xFF\xFE", "report.txt", "no text");
        check_refused(b"caf\xE9", "report.md", "windows-1252");
        check_refused(b"no message", "report.eml", "not a message");
        check_refused(b"<html>502</html>", "draft.docx", "not a zip archive");
        check_refused(b"PK\x03\x04 and no more", "draft.docx", "damaged zip");
        check_refused(b"draft", "draft.odt", "not a zip archive");
        check_refused(b"%PDF-1.7 and no more", "report.pdf", "damaged PDF");
        check_refused(b"%PDF-1.7 and no more", "report.docx", "damaged PDF");
    }

    #[test]
    fn nothing_is_read_behind_a_break() {
        let folder = tempfile::TempDir::new().unwrap();
        let copies: Vec<Copies<'_>> = (0..50)
            .map(|number| Copies {
                sha256: "",
                found: vec![folder.path().join(format!("{number}.md"))],
                known: Vec::new(),
            })
            .collect();
        let means = Means {
            rules: Rules::builtin(),
            limits: &Limits::default(),
            programs: &Programs::default(),
        };
        let read = std::sync::Mutex::new(Vec::new());
        read_while(&copies, Some(1), means, |file| {
            read.lock().unwrap().push(file.index);
            match file.index {
                2 => ControlFlow::Break(()),
                _ => ControlFlow::Continue(()),
            }
        });
        assert_eq!(read.into_inner().unwrap(), [0, 1, 2]);
    }

    #[test]
    fn a_content_is_read_under_the_name_of_which_it_can_be() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = |name: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, "# Inspection of Aford\n\nIt is well run.\n").unwrap();
            path
        };
        let check = |names: &[&str], expected: Result<usize, &str>| {
            let copies = Copies {
                sha256: "",
                found: names.iter().map(|name| file(name)).collect(),
                known: Vec::new(),
            };
            let means = Means {
                rules: Rules::builtin(),
                limits: &Limits::default(),
                programs: &Programs::default(),
            };
            let read = read_copies(&copies, means, &Aid::default());
            let read = read.map(|(report, _)| report.value.paragraphs.len());
            match (read, expected) {
                (Ok(paragraphs), Ok(expected)) => assert_eq!(paragraphs, expected, "{names:?}"),
                (Err(refusal), Err(expected)) => {
                    assert!(
                        refusal.to_string().contains(expected),
                        "{names:?}: {refusal}"
                    );
                }
                (read, _) => panic!("{names:?}: {read:?}"),
            }
        };
        check(&["a.docx", "b.md"], Ok(1));
        check(&["a.md", "b.docx"], Ok(1));
        check(&["a.docx", "b.xlsx", "c.docx"], Err("not a zip archive"));
    }
}
