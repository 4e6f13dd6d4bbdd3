//! The summary of an ingest.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::label::count;
use super::screen::paint;
use super::wire::WarningRow;
use super::{Screen, json};
use crate::index::{FileOutcome, FileStatus, IngestSummary};
use crate::model::WarningKind;

/// What an ingest took.
#[derive(Debug, Clone, Copy)]
pub struct IngestCost {
    /// Time on the clock.
    pub seconds: f64,
    /// Time of all processors.
    pub cpu_seconds: f64,
}

#[derive(Serialize)]
struct SummaryRow<'a> {
    indexed: usize,
    unchanged: usize,
    removed: usize,
    refused: usize,
    kept: usize,
    held: &'a [String],
    replaced: bool,
    reports: usize,
    paragraphs: usize,
    pages: usize,
    bytes: u64,
    seconds: f64,
    cpu_seconds: f64,
    files: Vec<FileRow<'a>>,
}

#[derive(Serialize)]
struct FileRow<'a> {
    path: &'a str,
    status: &'static str,
    reason: Option<&'a str>,
    report_id: Option<&'a str>,
    pages: u32,
    paragraphs: u32,
    warnings: Vec<WarningRow<'a>>,
}

impl<'a> From<&'a FileOutcome> for FileRow<'a> {
    fn from(file: &'a FileOutcome) -> Self {
        FileRow {
            path: &file.path,
            status: status(file.status),
            reason: file.reason.as_deref(),
            report_id: file.report_id.as_ref().map(|id| id.as_str()),
            pages: file.pages,
            paragraphs: file.paragraphs,
            warnings: file.warnings.iter().map(WarningRow::from).collect(),
        }
    }
}

/// Writes the summary as an object.
pub fn write_ingest_json(
    out: &mut impl Write,
    summary: &IngestSummary,
    cost: IngestCost,
) -> io::Result<()> {
    json::pretty(
        out,
        &SummaryRow {
            indexed: summary.indexed,
            unchanged: summary.unchanged,
            removed: summary.removed,
            refused: summary.refused,
            kept: summary.kept,
            held: &summary.held,
            replaced: summary.replaced,
            reports: summary.reports,
            paragraphs: summary.paragraphs,
            pages: summary.pages,
            bytes: summary.bytes,
            seconds: cost.seconds,
            cpu_seconds: cost.cpu_seconds,
            files: summary.files.iter().map(FileRow::from).collect(),
        },
    )
}

/// Writes the summary for people: the counts, every refused file with its reason, the warnings
/// by class. With `verbose`, every file and every warning.
pub fn write_ingest_text(
    out: &mut impl Write,
    summary: &IngestSummary,
    cost: IngestCost,
    screen: &Screen,
    verbose: bool,
) -> io::Result<()> {
    let IngestSummary {
        indexed,
        unchanged,
        removed,
        refused,
        ..
    } = *summary;
    if summary.replaced {
        writeln!(
            out,
            "The index was damaged or of another format and is made anew."
        )?;
    } else if indexed == 0 && removed == 0 {
        writeln!(out, "Nothing changed.")?;
    }
    let files = count(indexed as u64, "file");
    writeln!(
        out,
        "{files} indexed, {unchanged} unchanged, {removed} removed, {refused} refused"
    )?;
    writeln!(
        out,
        "{}, {}, {} ({}) in {:.2} s, {:.2} s of processor time",
        count(summary.reports as u64, "report"),
        count(summary.paragraphs as u64, "paragraph"),
        count(summary.pages as u64, "page"),
        size(summary.bytes),
        cost.seconds,
        cost.cpu_seconds
    )?;
    let is_refused = |file: &&FileOutcome| file.status == FileStatus::Refused;
    if refused > 0 {
        writeln!(out, "\n{}", paint(screen.palette.title, "refused"))?;
        for file in summary.files.iter().filter(is_refused) {
            let reason = file.reason.as_deref().unwrap_or("no reason known");
            writeln!(out, "  {}: {reason}", file.path)?;
        }
    }
    let is_kept = |file: &&FileOutcome| file.status == FileStatus::Kept;
    if summary.kept > 0 {
        writeln!(
            out,
            "\n{}",
            paint(screen.palette.title, "kept, though not there")
        )?;
        for file in summary.files.iter().filter(is_kept) {
            let reason = file.reason.as_deref().unwrap_or("no reason known");
            writeln!(out, "  {}: {reason}", file.path)?;
        }
    }
    let mut incomplete = summary.files.iter().filter_map(|file| {
        let warnings = file.warnings.iter();
        let of_kind = warnings.filter(|warning| warning.kind == WarningKind::Incomplete);
        let messages: Vec<&str> = of_kind.map(|warning| warning.message.as_str()).collect();
        (!messages.is_empty()).then(|| (&file.path, messages.join("; ")))
    });
    if let Some(first) = incomplete.next() {
        writeln!(out, "\n{}", paint(screen.palette.title, "not read whole"))?;
        for (path, messages) in std::iter::once(first).chain(incomplete) {
            writeln!(out, "  {path}: {messages}")?;
        }
    }
    let mut classes: BTreeMap<WarningKind, u64> = BTreeMap::new();
    for warning in summary.files.iter().flat_map(|file| &file.warnings) {
        *classes.entry(warning.kind).or_default() += 1;
    }
    if !classes.is_empty() {
        writeln!(out, "\n{}", paint(screen.palette.title, "warnings"))?;
        for (class, number) in classes {
            writeln!(out, "  {number:>5}  {class}")?;
        }
    }
    if verbose {
        writeln!(out, "\n{}", paint(screen.palette.title, "files"))?;
        summary
            .files
            .iter()
            .try_for_each(|file| write_file(out, file))?;
    }
    Ok(())
}

fn write_file(out: &mut impl Write, file: &FileOutcome) -> io::Result<()> {
    write!(out, "  {} {}", status(file.status), file.path)?;
    if let Some(id) = &file.report_id {
        write!(out, " as {id}")?;
    }
    match &file.reason {
        Some(reason) => writeln!(out, ": {reason}")?,
        None => writeln!(out)?,
    }
    file.warnings
        .iter()
        .try_for_each(|warning| writeln!(out, "    {warning}"))
}

const fn status(status: FileStatus) -> &'static str {
    match status {
        FileStatus::Indexed => "indexed",
        FileStatus::Unchanged => "unchanged",
        FileStatus::Removed => "removed",
        FileStatus::Refused => "refused",
        FileStatus::Kept => "kept",
    }
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::{IngestCost, write_ingest_json, write_ingest_text};
    use crate::index::{FileOutcome, FileStatus, IngestSummary};
    use crate::model::ReportId;
    use crate::output::Screen;
    use crate::output::testutil::{record, written};

    const COST: IngestCost = IngestCost {
        seconds: 0.5,
        cpu_seconds: 0.75,
    };

    fn summary() -> IngestSummary {
        let indexed = FileOutcome {
            path: "corpus/a.pdf".to_owned(),
            status: FileStatus::Indexed,
            reason: None,
            report_id: Some(ReportId::new("harrowmere/2024-10-25/ilacs")),
            pages: 11,
            paragraphs: 60,
            warnings: record().warnings,
        };
        let refused = FileOutcome {
            path: "corpus/b.pdf".to_owned(),
            status: FileStatus::Refused,
            reason: Some("HTML, not a PDF".to_owned()),
            report_id: None,
            pages: 0,
            paragraphs: 0,
            warnings: Vec::new(),
        };
        IngestSummary {
            indexed: 1,
            refused: 1,
            reports: 1,
            paragraphs: 60,
            pages: 11,
            bytes: 2_500_000,
            files: vec![indexed, refused],
            ..IngestSummary::default()
        }
    }

    fn text(summary: &IngestSummary, verbose: bool) -> String {
        written(|out| write_ingest_text(out, summary, COST, &Screen::plain(), verbose))
    }

    #[test]
    fn text_names_every_refused_file() {
        assert_eq!(
            text(&summary(), false),
            "1 file indexed, 0 unchanged, 0 removed, 1 refused\n\
             1 report, 60 paragraphs, 11 pages (2.5 MB) in 0.50 s, 0.75 s of processor time\n\
             \n\
             refused\n\
             \x20 corpus/b.pdf: HTML, not a PDF\n\
             \n\
             warnings\n\
             \x20     1  number-skipped\n"
        );
        let verbose = text(&summary(), true);
        assert!(verbose.ends_with(
            "files\n\
             \x20 indexed corpus/a.pdf as harrowmere/2024-10-25/ilacs\n\
             \x20   number-skipped: no paragraph 17 (page 4)\n\
             \x20 refused corpus/b.pdf: HTML, not a PDF\n"
        ));
    }

    #[test]
    fn text_says_when_nothing_changed() {
        let summary = IngestSummary {
            unchanged: 14,
            ..IngestSummary::default()
        };
        assert!(text(&summary, false).starts_with("Nothing changed.\n0 files indexed, 14 unch"));
    }

    #[test]
    fn json_keeps_its_fields() {
        let json = written(|out| write_ingest_json(out, &summary(), COST));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let keys = |value: &serde_json::Value| {
            value
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect::<Vec<_>>()
                .join(", ")
        };
        assert_eq!(
            keys(&json),
            "indexed, unchanged, removed, refused, kept, held, replaced, reports, paragraphs, pages, bytes, seconds, \
             cpu_seconds, files"
        );
        assert_eq!(
            keys(&json["files"][0]),
            "path, status, reason, report_id, pages, paragraphs, warnings"
        );
    }
}
