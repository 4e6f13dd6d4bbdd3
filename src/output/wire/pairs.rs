//! Two successive reports, and paragraphs of the later one beside the grades of the earlier.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::ReportRecord;
use crate::model::{Area, Grade, Judgement, Paragraph};
use crate::output::words::label;
use crate::themes::{Echo, Pair};

/// Two successive reports.
#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct PairRow<'a> {
    authority: Option<&'a str>,
    authority_name: Option<&'a str>,
    then: &'a str,
    then_date: Option<String>,
    then_kind: &'static str,
    overall_then: Option<&'static str>,
    now: &'a str,
    now_date: Option<String>,
    now_kind: &'static str,
    overall_now: Option<&'static str>,
    predecessor: bool,
}

impl<'a> From<&'a Pair> for PairRow<'a> {
    fn from(pair: &'a Pair) -> Self {
        let authority = pair.now.report.authority.as_ref();
        let date = |record: &ReportRecord| record.day().map(|day| day.to_string());
        let overall = |record: &ReportRecord| record.report.overall.map(Grade::slug);
        PairRow {
            authority: authority.map(|authority| authority.slug.as_str()),
            authority_name: authority.map(|authority| authority.name.as_str()),
            then: pair.then.id.as_str(),
            then_date: date(&pair.then),
            then_kind: pair.then.report.kind.slug(),
            overall_then: overall(&pair.then),
            now: pair.now.id.as_str(),
            now_date: date(&pair.now),
            now_kind: pair.now.report.kind.slug(),
            overall_now: overall(&pair.now),
            predecessor: pair.succeeded,
        }
    }
}

/// A paragraph of one of the reports.
#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct PlaceRow<'a> {
    pub(in crate::output) id: String,
    section: &'static str,
    pub(in crate::output) area: Option<&'a str>,
    pub(in crate::output) grade: Option<&'static str>,
    number: Option<u32>,
    pub(in crate::output) page: u32,
    pub(in crate::output) text: &'a str,
}

impl<'a> PlaceRow<'a> {
    pub(in crate::output) fn new(record: &ReportRecord, paragraph: &'a Paragraph) -> Self {
        PlaceRow {
            id: label::paragraph_id(record, paragraph),
            section: paragraph.section.slug(),
            area: paragraph.area.as_ref().map(Area::slug),
            grade: paragraph.grade.map(Grade::slug),
            number: paragraph.number,
            page: paragraph.page,
            text: &paragraph.text,
        }
    }
}

/// A paragraph of the later report.
#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct EchoRow<'a> {
    #[serde(flatten)]
    pub(in crate::output) place: PlaceRow<'a>,
    pub(in crate::output) grades_then: BTreeMap<&'a str, &'static str>,
    pub(in crate::output) resemblance: f32,
}

impl<'a> EchoRow<'a> {
    pub(in crate::output) fn new(pair: &Pair, echo: &'a Echo) -> Self {
        EchoRow {
            place: PlaceRow::new(&pair.now, &echo.paragraph),
            grades_then: grades(&echo.then),
            resemblance: (echo.resemblance * 1000.0).round() / 1000.0,
        }
    }
}

/// Returns judgements as grades by area.
fn grades(judgements: &[Judgement]) -> BTreeMap<&str, &'static str> {
    let grades = judgements.iter();
    grades
        .map(|judgement| (judgement.area.slug(), judgement.grade.slug()))
        .collect()
}
