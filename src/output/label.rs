//! Labels: how areas and grades read in text meant for people.

use crate::index::ReportRecord;
use crate::model::{Area, Grade, Paragraph, Report};

/// Spells an area's slug in words: "help and protection".
pub(super) fn area(area: &Area) -> String {
    if *area == Area::LSCB {
        "LSCB".to_owned()
    } else {
        area.slug().replace('-', " ")
    }
}

/// Spells an area with its grade, "children in care: good"; without one where there is none.
pub(super) fn judgement(of: &Area, grade: Option<Grade>) -> String {
    match grade {
        Some(Grade::NotGraded) | None => area(of),
        Some(grade) => format!("{}: {}", area(of), grade.title()),
    }
}

/// Names a report's authority, or says that it is not known.
pub(super) fn authority(report: &Report) -> &str {
    report
        .authority
        .as_ref()
        .map_or("Unknown authority", |authority| &authority.name)
}

/// Says when a report's inspection was, or else when it was published.
pub(super) fn when(report: &Report) -> String {
    match (report.inspection, report.published) {
        (Some(span), _) => super::dates::span(span),
        (None, Some(published)) => format!("published {}", super::dates::day(published.date)),
        (None, None) => "undated".to_owned(),
    }
}

/// Names a report on one line: authority, dates and kind.
pub fn report(report: &Report) -> String {
    format!(
        "{}, {}, {}",
        authority(report),
        when(report),
        report.kind.title()
    )
}

/// Names a paragraph as everything that takes its identifier does: "REPORT#PLACE".
pub(super) fn paragraph_id(record: &ReportRecord, paragraph: &Paragraph) -> String {
    format!("{}#{}", record.id, paragraph.locator)
}

/// Says where a paragraph stands: number or locator, and page.
pub(super) fn place(paragraph: &Paragraph) -> String {
    let pages = match paragraph.last_page {
        last if last > paragraph.page => format!("pages {} to {last}", paragraph.page),
        _ => format!("page {}", paragraph.page),
    };
    match paragraph.number {
        Some(number) => format!("paragraph {number}, {pages}"),
        None => pages,
    }
}

/// Writes a number of things: "1 report", "12 reports", "2 copies".
pub(super) fn count(number: u64, thing: &str) -> String {
    match (number, thing.strip_suffix('y')) {
        (1, _) => format!("1 {thing}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {thing}s"),
    }
}
