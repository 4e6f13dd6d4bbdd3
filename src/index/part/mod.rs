//! Parts: an index of some paragraphs of a whole that another engine keeps, which answers a question
//! as an index of the whole would, if all that can match are among them.
//!
//! All reports stand in it, with the tags of their paragraphs ([`outline()`]), so that it can tell how
//! many reports pass a filter. What it cannot know it asks its [`Whole`]. Which paragraphs can match is
//! told by a [`narrowing`]; [`tokens`] are what the other engine is to find them by.

pub(in crate::index) mod narrowing;
pub mod packed;
pub(in crate::index) mod tokens;

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use crate::index::commit::Commit;
use crate::index::disk::WriteDirectory;
use crate::index::disk::tags::{paragraph_values, report_values, values_of};
use crate::index::{FileRecord, IndexError, IndexWriter, ReportRecord, Whole};
use crate::model::{Locator, Paragraph, Place, Terms};
use crate::query::Field;

/// A report of which some paragraphs are at hand.
#[derive(Debug, Clone)]
pub struct PartReport {
    /// The report.
    pub record: ReportRecord,
    /// The tags of all its paragraphs, as [`outline()`] makes them.
    pub outline: Vec<Paragraph>,
    /// The paragraphs at hand, in their order.
    pub paragraphs: Vec<Paragraph>,
}

/// Writes a part into an empty directory, with entries of the ledger, beside the reports of another part,
/// whose place some take.
pub(in crate::index) fn write(
    dir: &Path,
    beside: Option<&Path>,
    terms: &Terms,
    reports: &mut dyn Iterator<Item = PartReport>,
    files: &[FileRecord],
) -> Result<(), IndexError> {
    let directory = WriteDirectory::fleeting(dir).map_err(IndexError::of)?;
    if let Some(beside) = beside {
        directory.take_over(&WriteDirectory::fleeting(beside).map_err(IndexError::of)?)?;
    }
    let mut writer = IndexWriter::over(dir, directory, false)?;
    writer.set_terms(terms);
    for report in reports {
        writer.add_part(&report.record, &report.paragraphs, &report.outline)?;
    }
    for file in files {
        writer.set_file(file);
    }
    writer.commit()
}

/// Opens a part.
pub(in crate::index) fn open(dir: &Path, whole: Arc<dyn Whole>) -> Result<Commit, IndexError> {
    let mut commit = Commit::open(dir)?;
    commit.whole = Some(whole);
    Ok(commit)
}

/// Lists the values that a paragraph of a report has in a field; never empty.
pub fn tags<'a>(
    record: &'a ReportRecord,
    paragraph: &'a Paragraph,
    field: Field,
) -> Vec<Cow<'a, str>> {
    values_of(record, paragraph, field)
}

/// Lists the values that a report, and every paragraph of it, has in a field of reports; never empty.
pub fn tags_of_report(record: &ReportRecord, field: Field) -> Vec<Cow<'_, str>> {
    report_values(record, field)
}

/// Lists paragraphs that have the tags of some others and nothing else, each tag as often as it
/// differs from others.
pub fn outline(paragraphs: &[Paragraph]) -> Vec<Paragraph> {
    let mut known = HashSet::new();
    let mut outline = Vec::new();
    for paragraph in paragraphs {
        let of_paragraphs = Field::ALL.iter().filter(|field| field.is_of_paragraph());
        let values = of_paragraphs.map(|field| paragraph_values(paragraph, *field));
        if known.insert((paragraph.section.is_notes(), values.collect::<Vec<_>>())) {
            outline.push(bare(paragraph));
        }
    }
    outline
}

/// Returns a paragraph that has the tags of another and nothing else.
fn bare(paragraph: &Paragraph) -> Paragraph {
    Paragraph {
        locator: Locator {
            part: None,
            place: Place::Number(0),
        },
        section: paragraph.section,
        area: paragraph.area.clone(),
        group: paragraph.group.clone(),
        grade: paragraph.grade,
        heading: None,
        number: None,
        page: 0,
        last_page: 0,
        text: String::new(),
        notes: Vec::new(),
        note_of: None,
        references: paragraph.references.clone(),
        recognised: None,
    }
}
