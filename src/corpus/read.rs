//! Reading files, one by one or in parallel.

use std::fmt;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::formats::{self, Format, FormatError};
use crate::layout::{self, Block};
use crate::model::{Budget, Exceeded, Limit, Limits, Report, Warned, Warning, WarningKind};
use crate::pdf::{self, PdfError};
use crate::report::{self, Origin};
use crate::rules::Rules;

use super::hash::hash_bytes;
use super::open::open;
use super::pool::in_pool;
use super::sidecar::Sidecar;

/// In how many messages a document may be: one that was handed on.
const MAX_ATTACHED: u32 = 2;

/// A file with what was read from it.
#[derive(Debug)]
pub struct ReadFile {
    /// Its place in the list given.
    pub index: usize,
    /// The report, or why there is none.
    pub report: Result<Warned<Report>, Refusal>,
}

/// Why a file is no report.
#[derive(Debug)]
pub enum Refusal {
    /// It cannot be opened or read.
    Io(io::Error),
    /// Its content is not what it was when it was last looked at.
    Changed,
    /// It is a web page under the name of a PDF file.
    HtmlNotPdf,
    /// It has nothing in it.
    Empty,
    /// It is too large.
    Over(Exceeded),
    /// It describes the folder it stands in.
    Readme,
    /// Files with this ending are not read.
    UnknownFormat(String),
    /// The PDF cannot be read.
    Pdf(PdfError),
    /// The text cannot be read.
    Text(FormatError),
    /// Reading it failed in a way that should not be possible.
    Fault(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Io(error) => write!(f, "cannot be read: {error}"),
            Refusal::Changed => f.write_str("cannot be read: its content has changed meanwhile"),
            Refusal::HtmlNotPdf => {
                f.write_str("an HTML page under the name of a PDF file, most likely an error page")
            }
            Refusal::Empty => f.write_str("an empty file"),
            Refusal::Over(exceeded) => write!(f, "too large: {exceeded}"),
            Refusal::Readme => f.write_str("describes its folder and is no report"),
            Refusal::UnknownFormat(ending) if ending.is_empty() => {
                f.write_str("a file without an ending that tells its format")
            }
            Refusal::UnknownFormat(ending) => write!(f, "files ending in .{ending} are not read"),
            Refusal::Pdf(error) => error.fmt(f),
            Refusal::Text(error) => error.fmt(f),
            Refusal::Fault(what) => write!(f, "a fault in the reader: {what}"),
        }
    }
}

impl std::error::Error for Refusal {}

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
/// `jobs` is the number of threads; none means one for each processor. `sink` is called from
/// all of them and may block, which holds the readers back.
pub fn read_all(
    contents: &[Copies<'_>],
    jobs: Option<usize>,
    rules: &Rules,
    limits: &Limits,
    sink: impl Fn(ReadFile) + Sync,
) {
    in_pool(jobs, || {
        contents
            .par_iter()
            .enumerate()
            .with_max_len(1)
            .for_each(|(index, copies)| {
                sink(ReadFile {
                    index,
                    report: read_copies(copies, rules, limits),
                });
            });
    });
}

/// Reads a content from the first of its files that can be read, under the name of which it can be.
///
/// # Errors
/// If none can be read, or the content is no report.
pub fn read_copies(
    copies: &Copies<'_>,
    rules: &Rules,
    limits: &Limits,
) -> Result<Warned<Report>, Refusal> {
    let budget = Budget::new(limits);
    let found = copies.found.iter().map(|path| Bytes::read(path, &budget));
    let known = copies.known.iter().map(|path| {
        let file = Bytes::read(path, &budget)?;
        match hash_bytes(&file.bytes) == copies.sha256 {
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
                file.report(rules, &budget)
            }
            Err(error) => Err(error),
        };
        match read {
            Ok(report) => return Ok(report),
            // That a file has gone is said only where no other says more.
            Err(error) if matches!(refusal, Refusal::Io(_)) => refusal = error,
            Err(_) => {}
        }
    }
    Err(refusal)
}

/// Tells whether a file is there, be it as it was or not.
pub fn is_there(path: &Path) -> bool {
    path.is_file()
}

/// Reads one file, as far as the limits go.
///
/// # Errors
/// If it is no report that can be read.
pub fn read_file(path: &Path, rules: &Rules, limits: &Limits) -> Result<Warned<Report>, Refusal> {
    let budget = Budget::new(limits);
    Bytes::read(path, &budget)?.report(rules, &budget)
}

/// The bytes of a file, its name, and the metadata beside it.
pub(super) struct Bytes {
    pub(super) bytes: Vec<u8>,
    pub(super) name: String,
    pub(super) sidecar: Sidecar,
}

impl Bytes {
    pub(super) fn read(path: &Path, budget: &Budget) -> Result<Self, Refusal> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let over = |over| Err(Refusal::Over(over));
        let file = open(path).map_err(Refusal::Io)?;
        // Not even a place is made for a file that is too large. What it says of its size may be
        // wrong: a device has none.
        let size = file.metadata().map_err(Refusal::Io)?.len();
        budget.allows(Limit::Bytes, size);
        budget.check().or_else(over)?;
        let mut bytes = Vec::with_capacity(size as usize);
        let most = budget.limits().get(Limit::Bytes).saturating_add(1);
        file.take(most)
            .read_to_end(&mut bytes)
            .map_err(Refusal::Io)?;
        budget.allows(Limit::Bytes, bytes.len() as u64);
        budget.check().or_else(over)?;
        Ok(Bytes {
            bytes,
            name: name.into_owned(),
            sidecar: Sidecar::read(path),
        })
    }

    /// Returns the ending of its name, in small letters.
    fn ending(&self) -> String {
        let ending = self.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        ending.to_lowercase()
    }

    fn report(self, rules: &Rules, budget: &Budget) -> Result<Warned<Report>, Refusal> {
        let sidecar = self.sidecar.text.as_deref();
        let mut read = guard(|| read_bytes(self.bytes, &self.name, sidecar, rules, budget))?;
        read.warnings.extend(self.sidecar.warning());
        Ok(read)
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

/// Reads a report from a file's content; the name tells the format and may tell a date, and so
/// may the metadata beside it.
fn read_bytes(
    bytes: Vec<u8>,
    name: &str,
    sidecar: Option<&str>,
    rules: &Rules,
    budget: &Budget,
) -> Result<Warned<Report>, Refusal> {
    let opened = Opened::of(&bytes, name, budget)?;
    // They may be many, and are needed no more.
    drop(bytes);
    let read = report::read(&opened.blocks, &opened.origin(name, sidecar), rules);
    let mut warnings = opened.warnings;
    warnings.extend(read.warnings);
    Ok(Warned {
        value: read.value,
        warnings,
    })
}

/// A file as blocks, before anything is known of what it reports.
pub(super) struct Opened {
    pub(super) blocks: Vec<Block>,
    pub(super) warnings: Vec<Warning>,
    /// The name of the file that was read, where it was attached to another.
    attached: Option<String>,
    pages: u32,
    running: Vec<String>,
}

impl Opened {
    /// Reads a file's content; the name tells the format where the content does not.
    pub(super) fn of(bytes: &[u8], name: &str, budget: &Budget) -> Result<Self, Refusal> {
        Opened::inside(bytes, name, budget, 0)
    }

    /// Reads a file that is attached to so many others.
    fn inside(bytes: &[u8], name: &str, budget: &Budget, depth: u32) -> Result<Self, Refusal> {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let ending = ending.to_lowercase();
        if stem.eq_ignore_ascii_case("readme") {
            return Err(Refusal::Readme);
        }
        if bytes.is_empty() {
            return Err(Refusal::Empty);
        }
        // What says that it is a PDF is one, whatever it is called.
        if ending != "pdf"
            && !bytes.starts_with(b"%PDF-")
            && let Some(format) = formats::detect(bytes, &ending).map_err(Refusal::Text)?
        {
            return match format.has_attachments() {
                true => Opened::message(bytes, format, budget, depth),
                false => Opened::document(bytes, format, budget),
            };
        }
        if is_pdf(bytes) {
            return Opened::pdf(bytes, budget);
        }
        match ending.as_str() {
            "pdf" if is_html(bytes) => Err(Refusal::HtmlNotPdf),
            "pdf" => Opened::pdf(bytes, budget),
            _ => Err(Refusal::UnknownFormat(ending)),
        }
    }

    fn document(bytes: &[u8], format: Format, budget: &Budget) -> Result<Self, Refusal> {
        let read = formats::read(bytes, format, budget).map_err(Refusal::Text)?;
        Ok(Opened {
            blocks: read.value,
            warnings: read.warnings,
            attached: None,
            pages: 1,
            running: Vec::new(),
        })
    }

    fn pdf(bytes: &[u8], budget: &Budget) -> Result<Self, Refusal> {
        let document = pdf::read(bytes, budget).map_err(Refusal::Pdf)?;
        let mut blocks = layout::blocks(&document.value);
        let mut warnings = document.warnings;
        warnings.extend(cap(&mut blocks, budget));
        Ok(Opened {
            blocks,
            attached: None,
            pages: document.value.pages.len() as u32,
            running: document.value.running_lines(),
            warnings,
        })
    }

    /// Reads the first document that is attached to a message, or else the message itself; what is
    /// not read is named.
    fn message(bytes: &[u8], format: Format, budget: &Budget, depth: u32) -> Result<Self, Refusal> {
        let attachments = formats::attachments(bytes, format, budget).map_err(Refusal::Text)?;
        let mut found: Option<Opened> = None;
        let mut unread = Vec::new();
        for attachment in attachments {
            let name = attachment.name;
            if found.is_some() || depth >= MAX_ATTACHED {
                unread.push(name);
                continue;
            }
            match Opened::inside(&attachment.bytes, &name, budget, depth + 1) {
                Ok(opened) => {
                    let attached = opened.attached.clone().or(Some(name));
                    found = Some(Opened { attached, ..opened });
                }
                Err(refusal) => unread.push(format!("{name} ({refusal})")),
            }
        }
        let message = Opened::document(bytes, format, budget);
        let mut opened = match (found, message) {
            (Some(mut found), Ok(message)) => {
                let text = message.blocks.first().map_or("", |block| &block.text);
                let name = found.attached.as_deref().unwrap_or_default();
                found.warnings.push(left_out(format!(
                    "{name}, which is attached, is read, and not the message itself: “{text}”"
                )));
                found
            }
            (Some(found), Err(_)) => found,
            (None, message) => message?,
        };
        if !unread.is_empty() {
            let unread = unread.join(", ");
            opened
                .warnings
                .push(left_out(format!("not read of what is attached: {unread}")));
        }
        Ok(opened)
    }

    /// Says what is known of the report from outside its text.
    pub(super) fn origin<'a>(&'a self, name: &'a str, sidecar: Option<&'a str>) -> Origin<'a> {
        Origin {
            file_name: self.attached.as_deref().unwrap_or(name),
            pages: self.pages,
            running: &self.running,
            sidecar,
        }
    }
}

fn left_out(message: String) -> Warning {
    Warning {
        kind: WarningKind::LeftOut,
        message,
        page: None,
    }
}

/// Leaves as many blocks as are allowed, and says so where that is not all.
fn cap(blocks: &mut Vec<Block>, budget: &Budget) -> Option<Warning> {
    let most = budget.limits().get(Limit::Blocks);
    if blocks.len() as u64 <= most {
        return None;
    }
    let over = Exceeded {
        limit: Limit::Blocks,
        most,
    };
    let message = format!(
        "the first {most} of {} paragraphs were read: {over}",
        blocks.len()
    );
    blocks.truncate(most as usize);
    Some(Warning {
        kind: WarningKind::Incomplete,
        message,
        page: blocks.last().map(|last| last.last_page),
    })
}

/// Looks for the header, which may stand behind some other bytes (ISO 32000-1, annex H, 3.4.1).
fn is_pdf(bytes: &[u8]) -> bool {
    head(bytes).windows(5).any(|window| window == b"%PDF-")
}

fn head(bytes: &[u8]) -> &[u8] {
    bytes.get(..1024).unwrap_or(bytes)
}

fn is_html(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(head(bytes)).to_lowercase();
    start.contains("<!doctype html") || start.contains("<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_refused(bytes: &[u8], name: &str, expected: &str) {
        let budget = Budget::default();
        let refusal = read_bytes(bytes.to_vec(), name, None, Rules::builtin(), &budget);
        let refusal = refusal.unwrap_err();
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
            let read = read_copies(&copies, Rules::builtin(), &Limits::default());
            let read = read.map(|report| report.value.paragraphs.len());
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
