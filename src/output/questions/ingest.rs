//! The summary of an ingest.

use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

use crate::index::{FileOutcome, FileStatus, IngestSummary};
use crate::model::WarningKind;
use crate::output::sheet::{Part, Sheet};
use crate::output::wire::WarningRow;
use crate::output::words::label::{count, size};
use crate::output::{Reply, Screen};

/// What an ingest took.
#[derive(Debug, Clone, Copy)]
pub struct IngestCost {
    /// Time on the clock.
    pub seconds: f64,
    /// Time of all processors.
    pub cpu_seconds: f64,
}

#[derive(JsonSchema, Serialize)]
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

#[derive(JsonSchema, Serialize)]
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

/// What an ingest did: the counts, every refused file with its reason, the warnings by class.
#[derive(Debug, Clone, Copy)]
pub struct Ingested<'a> {
    /// What was done.
    pub summary: &'a IngestSummary,
    /// What it took.
    pub cost: IngestCost,
    /// Whether every file and every warning is named.
    pub verbose: bool,
}

impl Reply for Ingested<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let summary = self.summary;
        let mut sheet = Sheet::default();
        if summary.replaced {
            sheet.say("The index was damaged or of another format and is made anew.");
        } else if summary.indexed == 0 && summary.removed == 0 {
            sheet.say("Nothing changed.");
        }
        sheet.say(format!(
            "{} indexed, {} unchanged, {} removed, {} refused",
            count(summary.indexed as u64, "file"),
            summary.unchanged,
            summary.removed,
            summary.refused
        ));
        sheet.say(format!(
            "{}, {}, {} ({}) in {:.2} s, {:.2} s of processor time",
            count(summary.reports as u64, "report"),
            count(summary.paragraphs as u64, "paragraph"),
            count(summary.pages as u64, "page"),
            size(summary.bytes),
            self.cost.seconds,
            self.cost.cpu_seconds
        ));
        for (title, status) in [
            ("refused", FileStatus::Refused),
            ("kept, though not to be read now", FileStatus::Kept),
        ] {
            let files = summary.files.iter().filter(|file| file.status == status);
            let lines = files.map(|file| {
                let reason = file.reason.as_deref().unwrap_or("no reason known");
                format!("{}: {reason}", file.path)
            });
            sheet.add(Part::List(title.to_owned(), lines.collect()));
        }
        let incomplete = summary.files.iter().filter_map(incomplete);
        sheet.add(Part::List(
            "not read whole".to_owned(),
            incomplete.collect(),
        ));
        let mut classes: BTreeMap<WarningKind, u64> = BTreeMap::new();
        for warning in summary.files.iter().flat_map(|file| &file.warnings) {
            *classes.entry(warning.kind).or_default() += 1;
        }
        let classes = classes
            .iter()
            .map(|(class, number)| format!("{number:>5}  {class}"));
        sheet.add(Part::List("warnings".to_owned(), classes.collect()));
        if self.verbose {
            sheet.add(Part::Heading(2, "files".to_owned()));
            let lines = summary.files.iter().flat_map(lines);
            lines.for_each(|line| sheet.say(line));
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        SummaryRow {
            indexed: self.summary.indexed,
            unchanged: self.summary.unchanged,
            removed: self.summary.removed,
            refused: self.summary.refused,
            kept: self.summary.kept,
            held: &self.summary.held,
            replaced: self.summary.replaced,
            reports: self.summary.reports,
            paragraphs: self.summary.paragraphs,
            pages: self.summary.pages,
            bytes: self.summary.bytes,
            seconds: self.cost.seconds,
            cpu_seconds: self.cost.cpu_seconds,
            files: self.summary.files.iter().map(FileRow::from).collect(),
        }
    }
}

/// Names a file that was not read whole, and why.
fn incomplete(file: &FileOutcome) -> Option<String> {
    let warnings = file.warnings.iter();
    let of_kind = warnings.filter(|warning| warning.kind == WarningKind::Incomplete);
    let messages: Vec<&str> = of_kind.map(|warning| warning.message.as_str()).collect();
    (!messages.is_empty()).then(|| format!("{}: {}", file.path, messages.join("; ")))
}

/// Says what became of a file, with its warnings.
fn lines(file: &FileOutcome) -> Vec<String> {
    let mut said = format!("  {} {}", status(file.status), file.path);
    if let Some(id) = &file.report_id {
        said += &format!(" as {id}");
    }
    if let Some(reason) = &file.reason {
        said += &format!(": {reason}");
    }
    let warnings = file.warnings.iter().map(|warning| format!("    {warning}"));
    std::iter::once(said).chain(warnings).collect()
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

#[cfg(test)]
mod tests {
    use super::{IngestCost, Ingested};
    use crate::index::{FileOutcome, FileStatus, IngestSummary};
    use crate::model::ReportId;
    use crate::output::testutil::{self, record};

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
        testutil::text(&Ingested {
            summary,
            cost: COST,
            verbose,
        })
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
        let json = testutil::json(&Ingested {
            summary: &summary(),
            cost: COST,
            verbose: false,
        });
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
