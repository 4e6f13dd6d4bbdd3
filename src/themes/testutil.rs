//! Invented reports for the tests of this floor.

use crate::index::{Edition, ReportRecord};
use crate::model::{
    Area, AreaGroup, Authority, AuthorityType, DateSpan, Grade, Judgement, Kind, Language, Report,
    WordBalance,
};

/// A report on an authority, of a day, with the overall grade and those of areas in groups.
pub(super) fn record(
    slug: &str,
    day: &str,
    kind: Kind,
    overall: Grade,
    areas: &[(&'static str, &'static str, Grade)],
) -> ReportRecord {
    let date = day.parse().unwrap();
    let judgement = |(area, group, grade): &(&'static str, &'static str, Grade)| Judgement {
        area: Area::new(*area),
        group: Some(AreaGroup::new(*group)),
        grade: *grade,
    };
    let report = Report {
        language: Language::English,
        kind,
        framework: None,
        authority: Some(Authority {
            slug: slug.to_owned(),
            name: slug.to_owned(),
            region: "invented".to_owned(),
            authority_type: AuthorityType("invented".to_owned()),
            urn: None,
        }),
        title: "Inspection".to_owned(),
        inspection: Some(DateSpan {
            start: date,
            end: date,
        }),
        published: None,
        url: None,
        about: None,
        lead_inspectors: Vec::new(),
        overall: Some(overall),
        judgements: areas.iter().map(judgement).collect(),
        provider: None,
        theme: None,
        paragraphs: Vec::new(),
        pages: 1,
        words: WordBalance::default(),
    };
    ReportRecord {
        id: report.base_id(),
        report,
        paths: Vec::new(),
        absolute: String::new(),
        sha256: String::new(),
        bytes: 0,
        paragraphs: 0,
        last_number: None,
        warnings: Vec::new(),
        edition: Edition::default(),
        notes: 0,
    }
}
