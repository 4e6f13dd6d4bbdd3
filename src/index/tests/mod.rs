//! The index as a whole, in throw-away directories.

#![allow(
    clippy::print_stdout,
    reason = "long runs say what they grew from and what they skipped"
)]

mod answers;
mod concepts;
mod crashes;
mod damage;
mod engine;
mod languages;
mod notes;
pub(crate) mod oracle;
#[path = "../../../tests/common/real_reports.rs"]
mod real_reports;
mod references;
mod resemblance;
mod results;
mod stems;
mod storage;

use std::path::Path;

use tempfile::TempDir;

use super::{
    Edition, Explain, FileFate, FileRecord, Index, IndexWriter, IngestOptions, ReportRecord,
    SearchRequest, SearchResults, ingest,
};
use crate::model::{
    Area, AreaGroup, Authority, AuthorityType, DateSpan, Inspector, Judgement, Language, Locator,
    Paragraph, Place, Report, ReportId, WordBalance,
};
use crate::query::parse;
use crate::rules::named::{grade, kind, section};

/// A report of an invented authority with numbered paragraphs in one area.
pub(in crate::index) fn report(
    slug: &str,
    day: &str,
    texts: &[&str],
) -> (ReportRecord, Vec<Paragraph>) {
    let date = day.parse().expect("a test's date is valid");
    let area = Area::new("leaders");
    let group = AreaGroup::new("leadership");
    let report = Report {
        language: Language::English,
        kind: kind("ilacs"),
        framework: None,
        authority: Some(Authority {
            slug: slug.to_owned(),
            name: format!("{slug} Council"),
            region: "north-east".to_owned(),
            authority_type: AuthorityType("county-council".to_owned()),
            urn: None,
        }),
        title: "Inspection".to_owned(),
        inspection: Some(DateSpan {
            start: date,
            end: date,
        }),
        published: None,
        url: Some("https://example.org/1".to_owned()),
        about: Some(ReportId::new("aford/2023-12-01/ilacs")),
        lead_inspectors: vec![Inspector {
            name: "Ann Example".into(),
            printed: "Ann E".into(),
        }],
        overall: Some(grade("good")),
        judgements: vec![Judgement {
            area: area.clone(),
            group: Some(group),
            grade: grade("good"),
        }],
        provider: None,
        theme: None,
        paragraphs: Vec::new(),
        pages: 9,
        words: WordBalance::default(),
    };
    let paragraphs: Vec<_> = (1..)
        .zip(texts)
        .map(|(number, text)| Paragraph {
            locator: Locator {
                part: None,
                place: Place::Number(number),
            },
            section: section("findings"),
            area: Some(area.clone()),
            grade: Some(grade("good")),
            heading: Some("The impact of leaders".to_owned()),
            number: Some(number),
            page: number.div_ceil(2),
            last_page: number.div_ceil(2),
            text: (*text).to_owned(),
            group: Some(AreaGroup::new("leadership")),
            references: Vec::new(),
            recognised: None,
            notes: Vec::new(),
            note_of: None,
        })
        .collect();
    let record = ReportRecord {
        id: report.base_id(),
        report,
        paths: vec![format!("{slug}.pdf")],
        absolute: format!("/reports/{slug}.pdf"),
        sha256: slug.to_owned(),
        bytes: 1,
        paragraphs: u32::try_from(paragraphs.len()).expect("tests are small"),
        notes: 0,
        last_number: Some(1),
        warnings: Vec::new(),
        edition: Edition::default(),
    };
    (record, paragraphs)
}

fn file(path: &str, id: &ReportId) -> FileRecord {
    FileRecord {
        path: path.to_owned(),
        absolute: format!("/{path}"),
        sha256: String::new(),
        blake3: String::new(),
        bytes: 0,
        context: String::new(),
        stamp: String::new(),
        aid: "ocr off".to_owned(),
        missing: None,
        fate: FileFate::Indexed(id.clone()),
    }
}

/// Indexes a folder of reports, from nothing.
fn ingested(folder: &Path) -> (TempDir, Index) {
    let dir = TempDir::new().expect("a temporary directory");
    ingest(
        dir.path(),
        &[folder.to_owned()],
        &IngestOptions::default(),
        &|_| {},
    )
    .expect("it reads");
    let index = Index::open(dir.path()).expect("it opens");
    (dir, index)
}

/// Indexes reports, in so many commits.
pub(in crate::index) fn index(
    reports: &[(ReportRecord, Vec<Paragraph>)],
    commits: usize,
) -> (TempDir, Index) {
    let dir = TempDir::new().expect("a temporary directory");
    for part in reports.chunks(reports.len().div_ceil(commits.max(1)).max(1)) {
        let writer = IndexWriter::open(dir.path(), false).expect("it opens");
        for (record, paragraphs) in part {
            writer.add_report(record, paragraphs).expect("it is added");
        }
        writer.commit().expect("it commits");
    }
    let index = Index::open(dir.path()).expect("it opens");
    (dir, index)
}

fn request(query: &str) -> SearchRequest {
    SearchRequest::new(parse(query).unwrap_or_else(|error| panic!("{}", error.render(query))))
}

fn search(index: &Index, query: &str) -> SearchResults {
    let mut request = request(query);
    request.explain = Explain::Query;
    index
        .search(&request)
        .unwrap_or_else(|error| panic!("{query}: {error}"))
}

/// Names the hits in order.
fn ids(results: &SearchResults) -> Vec<String> {
    results
        .hits
        .iter()
        .map(|hit| format!("{}#{}", hit.report.id, hit.paragraph.locator))
        .collect()
}
