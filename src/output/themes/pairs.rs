//! What trackers of items and of themes have in common: two reports, and paragraphs of the later
//! one beside the grades of the earlier.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::index::ReportRecord;
use crate::model::{Area, Grade, Judgement, Paragraph};
use crate::output::{Screen, label, link, wrap};
use crate::themes::{Echo, Pair};

/// Two successive reports.
#[derive(Serialize)]
pub(super) struct PairRow<'a> {
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
#[derive(Serialize)]
pub(super) struct PlaceRow<'a> {
    pub(super) id: String,
    section: &'static str,
    pub(super) area: Option<&'a str>,
    pub(super) grade: Option<&'static str>,
    number: Option<u32>,
    pub(super) page: u32,
    pub(super) text: &'a str,
}

impl<'a> PlaceRow<'a> {
    pub(super) fn new(record: &ReportRecord, paragraph: &'a Paragraph) -> Self {
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
#[derive(Serialize)]
pub(super) struct EchoRow<'a> {
    #[serde(flatten)]
    pub(super) place: PlaceRow<'a>,
    pub(super) grades_then: BTreeMap<&'a str, &'static str>,
    pub(super) resemblance: f32,
}

impl<'a> EchoRow<'a> {
    pub(super) fn new(pair: &Pair, echo: &'a Echo) -> Self {
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

/// Writes the names of both reports of a pair.
pub(super) fn write_heading(out: &mut impl Write, pair: &Pair, screen: &Screen) -> io::Result<()> {
    let heading = heading(pair);
    let whole = 0..heading.len();
    wrap::write(
        out,
        &heading,
        &[whole],
        screen.palette.title,
        "",
        screen.width,
    )
}

/// Names both reports of a pair on a line.
pub(super) fn heading(pair: &Pair) -> String {
    let report = |record: &ReportRecord| {
        format!(
            "{}, {}",
            label::when(&record.report),
            record.report.kind.slug()
        )
    };
    let before = match pair.succeeded {
        true => format!(" ({})", label::body(&pair.then.report)),
        false => String::new(),
    };
    format!(
        "{}: {}{before}, then {}",
        label::body(&pair.now.report),
        report(&pair.then),
        report(&pair.now)
    )
}

/// Writes a paragraph of the earlier report, or one of the later without its grades.
pub(super) fn write_item(
    out: &mut impl Write,
    record: &ReportRecord,
    paragraph: &Paragraph,
    screen: &Screen,
) -> io::Result<()> {
    wrap::write(
        out,
        &paragraph.text,
        &[],
        screen.palette.highlight,
        "  ",
        screen.width,
    )?;
    writeln!(
        out,
        "  {}, {}",
        link::paragraph_id(screen, record, paragraph),
        label::place(paragraph)
    )
}

/// Writes a paragraph of the later report with its grade, and the grade then.
pub(super) fn write_echo(
    out: &mut impl Write,
    pair: &Pair,
    echo: &Echo,
    screen: &Screen,
) -> io::Result<()> {
    let Echo {
        paragraph, then, ..
    } = echo;
    let mut place = match &paragraph.area {
        Some(area) => label::judgement(area, paragraph.grade),
        None => "now".to_owned(),
    };
    let then: Vec<_> = then
        .iter()
        .map(|then| match paragraph.area.as_ref() == Some(&then.area) {
            true => then.grade.title().to_owned(),
            false => label::judgement(&then.area, Some(then.grade)),
        })
        .collect();
    if !then.is_empty() {
        place = format!("{place} (then {})", then.join(", "));
    }
    let whole = 0..place.len();
    wrap::write(
        out,
        &place,
        &[whole],
        screen.palette.place,
        "    ",
        screen.width,
    )?;
    wrap::write(
        out,
        &paragraph.text,
        &[],
        screen.palette.highlight,
        "    ",
        screen.width,
    )?;
    writeln!(
        out,
        "    {}, {}",
        link::paragraph_id(screen, &pair.now, paragraph),
        label::place(paragraph)
    )
}
