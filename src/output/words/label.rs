//! Labels: how areas and grades read in text meant for people.

use std::borrow::Cow;

use crate::index::{Hit, ReportRecord};
use crate::model::{Area, Grade, Locator, Paragraph, Place, Report};

/// Spells an area's slug in words: "help and protection". What cannot be spoken, having no vowel, is
/// an abbreviation.
pub(crate) fn area(area: &Area) -> String {
    let slug = area.slug();
    match slug.contains(['a', 'e', 'i', 'o', 'u', 'y']) {
        true => slug.replace('-', " "),
        false => slug.to_uppercase(),
    }
}

/// Spells an area with its grade, "children in care: good"; without one where there is none.
pub(crate) fn judgement(of: &Area, grade: Option<Grade>) -> String {
    match grade {
        Some(grade) if grade.is_given() => format!("{}: {}", area(of), grade.title()),
        _ => area(of),
    }
}

/// Names the body that a report is about, or says that it is not known; a provider with the
/// authority in which it lies, where that is told: "Larkhill House (Camden)".
pub fn body(report: &Report) -> Cow<'_, str> {
    match (&report.provider, &report.authority) {
        (Some(provider), Some(authority)) => {
            Cow::Owned(format!("{} ({})", provider.name, authority.name))
        }
        _ => Cow::Borrowed(report.body_name().unwrap_or("Unknown authority")),
    }
}

/// Says of which reports no share is made because their kinds cannot be compared, and how to reach them;
/// nothing where there are none.
pub(crate) fn left_out<'k>(kinds: impl Iterator<Item = (&'k str, u64)> + Clone) -> Option<String> {
    let reports: u64 = kinds.clone().map(|(_, reports)| reports).sum();
    let named: Vec<_> = kinds
        .map(|(kind, reports)| format!("{kind} {reports}"))
        .collect();
    (reports > 0).then(|| {
        format!(
            "not compared: {} of other kinds ({}); ask for a kind to look at it",
            count(reports, "report"),
            named.join(", ")
        )
    })
}

/// Says how many bytes something has: "2.5 MB".
pub(in crate::output) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// Says that there is a newer edition of a report; nothing of the newest.
pub(crate) fn edition(record: &ReportRecord) -> Option<String> {
    let edition = &record.edition;
    let newest = edition.replaced_by.as_ref()?;
    let (number, of) = (edition.number, edition.of);
    Some(format!("edition {number} of {of}, replaced by {newest}"))
}

/// Returns a paragraph's text with the references behind it: "… for children. [outcome 4]".
pub(in crate::output) fn text(paragraph: &Paragraph) -> Cow<'_, str> {
    match references(paragraph) {
        Some(references) => Cow::Owned(format!("{} {references}", paragraph.text)),
        None => Cow::Borrowed(&paragraph.text),
    }
}

/// Names what a paragraph refers to: "[outcome 4; enabler 2]".
pub(in crate::output) fn references(paragraph: &Paragraph) -> Option<String> {
    let named = paragraph.references.iter();
    let named = named.map(|reference| format!("{} {}", reference.element, reference.number));
    let named: Vec<_> = named.collect();
    (!named.is_empty()).then(|| format!("[{}]", named.join("; ")))
}

/// Says when a report's inspection was, or else when it was published.
pub(crate) fn when(report: &Report) -> String {
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
        body(report),
        when(report),
        report.kind.title()
    )
}

/// Names a paragraph as everything that takes its identifier does: "REPORT#PLACE".
pub(crate) fn paragraph_id(record: &ReportRecord, paragraph: &Paragraph) -> String {
    locator_id(record, &paragraph.locator)
}

/// Names the paragraph of a report that stands at a place.
pub(in crate::output) fn locator_id(record: &ReportRecord, locator: &Locator) -> String {
    format!("{}#{locator}", record.id)
}

/// Says where a paragraph stands: number or locator, and page; and with which confidence it was
/// recognised, if it was.
pub(in crate::output) fn place(paragraph: &Paragraph) -> String {
    let pages = match paragraph.last_page {
        last if last > paragraph.page => format!("pages {} to {last}", paragraph.page),
        _ => format!("page {}", paragraph.page),
    };
    let place = match (paragraph.number, &paragraph.note_of) {
        (Some(number), _) => format!("paragraph {number}, {pages}"),
        (None, Some(of)) => match of.place {
            Place::Number(_) if of.part.is_none() => format!("note to paragraph {of}, {pages}"),
            _ => format!("note to {of}, {pages}"),
        },
        (None, None) => pages,
    };
    match paragraph.recognised {
        Some(percent) => format!("{place}, recognised ({percent}%)"),
        None => place,
    }
}

/// Says where a paragraph stands and how its area was judged: "children in care: good; paragraph 3 …".
pub(crate) fn judged_place(paragraph: &Paragraph) -> String {
    match &paragraph.area {
        Some(area) => format!("{}; {}", judgement(area, paragraph.grade), place(paragraph)),
        None => place(paragraph),
    }
}

/// Names the paragraphs that have the words of a hit; nothing where there are none.
pub(crate) fn copies(hit: &Hit) -> Option<String> {
    let ids: Vec<_> = hit.also_in.iter().map(ToString::to_string).collect();
    (!ids.is_empty()).then(|| format!("word for word in {}", ids.join(", ")))
}

/// Names the paragraphs that have nearly the words of a hit.
pub(crate) fn near_copies(hit: &Hit) -> Option<String> {
    let ids: Vec<_> = hit
        .nearly_in
        .iter()
        .map(|near| near.id.to_string())
        .collect();
    (!ids.is_empty()).then(|| format!("nearly the same in {}", ids.join(", ")))
}

/// Writes a number of things: "1 report", "12 reports", "2 copies".
pub(crate) fn count(number: u64, thing: &str) -> String {
    match (number, thing.strip_suffix('y')) {
        (1, _) => format!("1 {thing}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {thing}s"),
    }
}
