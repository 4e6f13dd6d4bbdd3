//! Invented reports for the tests of this floor.

use std::sync::Arc;

use super::{Format, Palette, Reply, Screen, write};
use crate::index::{Context, Edition, Hit, Offer, ReportRecord, SearchResults};
use crate::model::{
    Area, AreaGroup, Authority, AuthorityType, DateSpan, Inspector, Judgement, Language, Locator,
    Paragraph, PartialDate, Place, Provider, Published, PublishedSource, Reference, Report,
    ReportId, Warning, WarningKind, WordBalance,
};
use crate::rules::named::{framework, grade, kind, section};
use crate::semantics::RelatedName;

pub(super) fn date(text: &str) -> crate::model::Date {
    text.parse::<PartialDate>().unwrap().first()
}

/// A report of an invented authority with two graded areas and one warning.
pub(super) fn record() -> ReportRecord {
    let judgement = |area: &'static str, group: &'static str, grade| Judgement {
        area: Area::new(area),
        group: Some(AreaGroup::new(group)),
        grade,
    };
    ReportRecord {
        id: ReportId::new("harrowmere/2024-10-25/ilacs"),
        report: Report {
            language: Language::English,
            kind: kind("ilacs"),
            framework: Some(framework("ilacs-2023")),
            authority: Some(Authority {
                slug: "harrowmere".to_owned(),
                name: "Harrowmere".to_owned(),
                region: "south-west".to_owned(),
                authority_type: AuthorityType("unitary-authority".to_owned()),
                urn: None,
            }),
            title: "Inspection of Harrowmere children's services".to_owned(),
            inspection: Some(DateSpan {
                start: date("2024-10-21"),
                end: date("2024-10-25"),
            }),
            published: Some(Published {
                date: date("2024-12-02"),
                source: PublishedSource::Text,
            }),
            url: None,
            about: None,
            lead_inspectors: vec![Inspector {
                name: "Ada Fenwick".to_owned(),
                printed: "Ada Fenwick, His Majesty's Inspector".to_owned(),
            }],
            overall: Some(grade("requires-improvement")),
            judgements: vec![
                judgement("help-and-protection", "protection", grade("good")),
                judgement("children-in-care", "care", grade("requires-improvement")),
            ],
            provider: None,
            theme: None,
            paragraphs: Vec::new(),
            pages: 11,
            words: WordBalance::default(),
        },
        paths: vec!["corpus/harrowmere.pdf".to_owned()],
        absolute: "/srv/corpus/harrowmere.pdf".to_owned(),
        sha256: "00ff".to_owned(),
        bytes: 2048,
        paragraphs: 2,
        last_number: Some(29),
        edition: Edition::default(),
        notes: 0,
        warnings: vec![Warning {
            kind: WarningKind::NumberSkipped,
            message: "no paragraph 17".to_owned(),
            page: Some(4),
        }],
    }
}

/// A name of 31 reports that is near another, spelt out by the texts or not.
pub(super) fn related_name(text: &str, spelt: bool) -> RelatedName {
    RelatedName {
        text: text.to_owned(),
        likeness: 0.906,
        spelt,
        known: false,
        query: text.to_owned(),
        paragraphs: 130,
        reports: 31,
        with_it: 12,
        variants: Vec::new(),
        quotation: None,
    }
}

/// The same report, of a provider in that authority.
pub(super) fn of_provider() -> ReportRecord {
    let mut record = record();
    record.report.provider = Some(Provider {
        identifiers: vec![("urn".to_owned(), "103980".to_owned())],
        ..Provider::named("Larkhill House")
    });
    record
}

/// Outcome 4 and enabler 2.
pub(super) fn references() -> Vec<Reference> {
    let reference = |element: &str, number| Reference {
        element: element.to_owned(),
        number,
    };
    vec![reference("outcome", 4), reference("enabler", 2)]
}

/// Paragraph 28 of [`record`], with two dashes that take three bytes each.
pub(super) fn paragraph() -> Paragraph {
    Paragraph {
        locator: Locator {
            part: None,
            place: Place::Number(28),
        },
        section: section("findings"),
        area: Some(Area::new("children-in-care")),
        grade: Some(grade("requires-improvement")),
        heading: Some("Children in care".to_owned()),
        number: Some(28),
        page: 5,
        last_page: 6,
        text: "Too few children – even the oldest – have life-story work.".to_owned(),
        group: Some(AreaGroup::new("care")),
        references: Vec::new(),
        recognised: None,
        notes: Vec::new(),
        note_of: None,
    }
}

/// A hit on "life-story work" in [`paragraph`].
pub(super) fn hit() -> Hit {
    let paragraph = paragraph();
    let start = paragraph.text.find("life-story work").unwrap();
    let phrase = start..start + "life-story work".len();
    Hit {
        also_in: Vec::new(),
        nearly_in: Vec::new(),
        explanation: None,
        context: Context::default(),
        report: Arc::new(record()),
        paragraph,
        highlights: vec![phrase],
        score: 1.5,
    }
}

/// One hit in one of three reports.
pub(super) fn results() -> SearchResults {
    SearchResults {
        total_distinct: 1,
        total: 1,
        total_reports: 1,
        reports_searched: 3,
        hits: vec![hit()],
        facets: Vec::new(),
        explained: vec!["the phrase \"life-story work\"".to_owned()],
        offers: vec![offer()],
        suggestions: Vec::new(),
        notes: Vec::new(),
    }
}

/// Another name, found in one report.
pub(super) fn offer() -> Offer {
    Offer {
        concept: "life story".to_owned(),
        term: "\"life journey\"".to_owned(),
        query: "\"life journey\" work".to_owned(),
        paragraphs: 2,
        reports: 1,
    }
}

/// Runs a writer and returns what it wrote.
pub(super) fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Writes a reply in a form.
pub(super) fn answered(reply: &(impl Reply + ?Sized), format: Format, screen: &Screen) -> String {
    written(|out| write(out, reply, format, screen))
}

/// Writes a reply as text without styles, as wide as usual.
pub(super) fn text(reply: &(impl Reply + ?Sized)) -> String {
    answered(reply, Format::Text, &Screen::plain())
}

/// Writes a reply as JSON, and reads that.
pub(super) fn json(reply: &(impl Reply + ?Sized)) -> serde_json::Value {
    let json = answered(reply, Format::Json, &Screen::plain());
    serde_json::from_str(&json).unwrap()
}

/// A file of another width than usual.
pub(super) fn wide(width: usize) -> Screen {
    Screen {
        width,
        ..Screen::plain()
    }
}

/// A terminal that shows styles.
pub(super) fn coloured() -> Screen {
    Screen {
        palette: Palette::ansi(),
        ..Screen::plain()
    }
}
