//! Paragraphs and hits as lines of text: whose report, where in it, the words, the identifier.

use std::ops::Range;

use super::{Line, Part, Prose};
use crate::index::{Explanation, Hit, ReportRecord};
use crate::model::Paragraph;
use crate::output::screen::Role;
use crate::output::words::{label, link};

/// Draws up a hit.
pub(in crate::output) fn hit(hit: &Hit) -> Vec<Part<'static>> {
    let (report, paragraph) = (&hit.report.report, &hit.paragraph);
    let when = format!(", {}, {}", label::when(report), report.kind.title());
    let mut lines = vec![
        Line::of(Role::Title, label::body(report)).and(Role::Plain, when),
        Line::of(Role::Place, label::judged_place(paragraph)),
    ];
    lines.extend(paragraph.heading.as_ref().map(Line::from));
    let mut parts = vec![
        Part::Lines(lines),
        Part::Prose(prose(paragraph, &hit.highlights)),
    ];
    parts.extend(tail(hit));
    parts
}

/// Draws up what stands beneath the text of a hit: its identifier, its copies, its score.
pub(in crate::output) fn tail(hit: &Hit) -> Vec<Part<'static>> {
    let mut lines = vec![id(&hit.report, &hit.paragraph)];
    let said = [
        label::edition(&hit.report),
        label::copies(hit),
        label::near_copies(hit),
    ];
    lines.extend(
        said.into_iter()
            .flatten()
            .map(|said| Line::of(Role::Place, said)),
    );
    let mut parts = vec![Part::Lines(lines)];
    if let Some(explanation) = &hit.explanation {
        parts.push(Part::Prose(Prose::plain(2, sum(hit.score, explanation))));
    }
    parts
}

/// Names the area and heading of a paragraph, if they are not those of the one before.
pub(in crate::output) fn headings(
    previous: Option<&Paragraph>,
    paragraph: &Paragraph,
) -> Vec<Line> {
    let stands_under = |p: &Paragraph| p.heading == paragraph.heading && p.area == paragraph.area;
    if previous.is_some_and(stands_under) {
        return Vec::new();
    }
    let area = paragraph.area.as_ref();
    let area = area.map(|area| label::judgement(area, paragraph.grade));
    let named = area.into_iter().chain(paragraph.heading.clone());
    named.map(|name| Line::of(Role::Title, name)).collect()
}

/// Says where a paragraph stands, with `>` before the one that was asked for.
pub(in crate::output) fn place(paragraph: &Paragraph, is_marked: bool) -> Line {
    let mark = if is_marked { "> " } else { "" };
    Line::of(Role::Place, format!("{mark}{}", label::place(paragraph)))
}

/// Sets the text of a paragraph in, with its references.
pub(in crate::output) fn prose(paragraph: &Paragraph, highlights: &[Range<usize>]) -> Prose {
    Prose {
        marked: highlights.to_vec(),
        ..Prose::plain(2, label::text(paragraph))
    }
}

/// Names a paragraph, which leads to its file.
pub(in crate::output) fn id(record: &ReportRecord, paragraph: &Paragraph) -> Line {
    let url = link::open_url(record, Some(paragraph.page));
    Line::default().and_link(Role::Place, label::paragraph_id(record, paragraph), url)
}

/// Writes a score as a sum of what each pattern adds.
fn sum(score: f32, explanation: &Explanation) -> String {
    let parts = explanation.parts.iter().map(|part| {
        let (pattern, count) = (&part.pattern, part.count);
        let (weight, score) = (part.weight, part.score);
        format!("{score:.3} for {pattern} ({count} × {weight:.3})")
    });
    format!(
        "score {score:.3} = {}; length {}, average {:.1}",
        parts.collect::<Vec<_>>().join(" + "),
        explanation.length,
        explanation.average_length
    )
}
