//! What trackers of items and of themes have in common for people: two reports, and paragraphs of the
//! later one beside the grades of the earlier.

use crate::index::ReportRecord;
use crate::model::Paragraph;
use crate::output::screen::Role;
use crate::output::sheet::{Line, Part, Prose};
use crate::output::words::{label, link};
use crate::themes::{Echo, Pair};

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

/// Draws up a paragraph of the earlier report, or one of the later without its grades.
pub(super) fn item(record: &ReportRecord, paragraph: &Paragraph) -> [Part<'static>; 2] {
    set_in(2, record, paragraph)
}

/// Draws up a paragraph of the later report with its grade, and the grade then.
pub(super) fn echo(pair: &Pair, echo: &Echo) -> impl Iterator<Item = Part<'static>> + use<> {
    let Echo {
        paragraph, then, ..
    } = echo;
    let mut place = match &paragraph.area {
        Some(area) => label::judgement(area, paragraph.grade),
        None => "now".to_owned(),
    };
    let then = then.iter();
    let then = then.map(|then| match paragraph.area.as_ref() == Some(&then.area) {
        true => then.grade.title().to_owned(),
        false => label::judgement(&then.area, Some(then.grade)),
    });
    let then: Vec<_> = then.collect();
    if !then.is_empty() {
        place = format!("{place} (then {})", then.join(", "));
    }
    let place = Part::Prose(Prose::whole(4, place, Role::Place));
    std::iter::once(place).chain(set_in(4, &pair.now, paragraph))
}

fn set_in(indent: usize, record: &ReportRecord, paragraph: &Paragraph) -> [Part<'static>; 2] {
    let url = link::open_url(record, Some(paragraph.page));
    let line = Line::from(" ".repeat(indent));
    let line = line.and_link(Role::Place, label::paragraph_id(record, paragraph), url);
    let line = line.and(Role::Plain, format!(", {}", label::place(paragraph)));
    [
        Part::Prose(Prose::plain(indent, &paragraph.text)),
        Part::Lines(vec![line]),
    ]
}
