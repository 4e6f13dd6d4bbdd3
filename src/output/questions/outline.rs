//! Outlines: a report at a glance, with the first words of its every paragraph.

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::ReportRecord;
use crate::model::Paragraph;
use crate::output::screen::{Role, columns, fitting};
use crate::output::sheet::{Line, Media, Part, Sheet};
use crate::output::wire::{ParagraphRow, ReportRow};
use crate::output::words::{dates, label, link};
use crate::output::{Reply, Screen};

/// A report at a glance.
#[derive(Debug, Clone, Copy)]
pub struct Outline<'a> {
    /// The report.
    pub record: &'a ReportRecord,
    /// All its paragraphs, notes last.
    pub paragraphs: &'a [Paragraph],
}

#[derive(JsonSchema, Serialize)]
struct OutlineRow<'a> {
    report: ReportRow<'a>,
    paragraphs: Vec<ParagraphRow<'a>>,
    notes: Vec<ParagraphRow<'a>>,
}

/// Its row is the report's.
impl Reply for Outline<'_> {
    fn sheet(&self, screen: &Screen) -> Sheet<'_> {
        let Outline { record, paragraphs } = *self;
        let mut sheet = Sheet::new(&record.report.title);
        sheet.say(Line::of(Role::Title, &record.report.title));
        let mut facts = facts(record);
        facts.push(format!("{}: {}", record.id, record.paths.join(", ")));
        let warnings = record.warnings.iter();
        facts.extend(warnings.map(|warning| format!("warning: {warning}")));
        facts.iter().for_each(|fact| sheet.say(fact));
        sheet.add_for(Media::DOCUMENT, Part::List(String::new(), facts));
        let locators = paragraphs.iter().map(|p| columns(&p.locator.to_string()));
        let column = locators.max().unwrap_or(0);
        let mut previous = None;
        for paragraph in paragraphs {
            if let Some(title) = new_part(previous, paragraph) {
                sheet.add(Part::Heading(2, title));
            }
            if let Some(heading) = new_heading(previous, paragraph) {
                sheet.say(Line::from("  ").and(Role::Title, heading));
                sheet.add_for(Media::DOCUMENT, Part::Heading(3, heading.to_owned()));
            }
            previous = Some(paragraph);
            let (locator, page) = (paragraph.locator.to_string(), paragraph.page);
            let words = first_words(&paragraph.text, 72);
            sheet.add_for(Media::DOCUMENT, Part::Entry(locator.clone(), words, page));
            let (place, page) = (format!("{locator:>column$}"), format!("p{page}"));
            let room = screen.width.saturating_sub(column + page.len() + 8).max(16);
            let words = first_words(&paragraph.text, room);
            let gap = room.saturating_sub(columns(&words));
            let url = link::open_url(record, Some(paragraph.page));
            let line = Line::from("    ").and_link(Role::Place, place, url);
            sheet.say(line.and(Role::Plain, format!("  {words}{:gap$}  {page}", "")));
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let rows = |are_notes: bool| {
            let alike = self.paragraphs.iter();
            let alike = alike.filter(|p| p.section.is_notes() == are_notes);
            alike.map(|p| ParagraphRow::new(self.record, p)).collect()
        };
        OutlineRow {
            report: ReportRow::from(self.record),
            paragraphs: rows(false),
            notes: rows(true),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        [ReportRow::from(self.record)].into_iter()
    }
}

/// Says what is known of the report, a line a fact.
pub(crate) fn facts(record: &ReportRecord) -> Vec<String> {
    let report = &record.report;
    let mut facts = vec![label::report(report)];
    if let Some(published) = report.published
        && report.inspection.is_some()
    {
        facts.push(format!("published: {}", dates::day(published.date)));
    }
    if !report.lead_inspectors.is_empty() {
        let names: Vec<_> = report
            .lead_inspectors
            .iter()
            .map(|i| i.name.as_str())
            .collect();
        facts.push(format!("lead inspector: {}", names.join("; ")));
    }
    if let Some(overall) = report.overall {
        facts.push(format!("overall: {}", overall.title()));
    }
    facts.extend(
        report
            .judgements
            .iter()
            .map(|j| label::judgement(&j.area, Some(j.grade))),
    );
    facts.extend(label::edition(record));
    if record.edition.of > 1 && record.edition.is_latest() {
        facts.push(format!("the newest of {} editions", record.edition.of));
    }
    let paragraphs = label::count(u64::from(record.paragraphs), "paragraph");
    let pages = label::count(u64::from(report.pages), "page");
    let notes = match record.notes {
        0 => String::new(),
        notes => label::count(u64::from(notes), "note") + ", ",
    };
    facts.push(format!("{paragraphs}, {notes}{pages}"));
    facts
}

/// Names the part of the report that begins with a paragraph, if one does.
pub(crate) fn new_part(previous: Option<&Paragraph>, next: &Paragraph) -> Option<String> {
    // Notes are listed one after the other, whatever they are to.
    let area = |p: &Paragraph| p.area.clone().filter(|_| !p.section.is_notes());
    let part = |p: &Paragraph| (p.locator.part.clone(), p.section, area(p));
    if previous.is_some_and(|previous| part(previous) == part(next)) {
        return None;
    }
    let section = next.section.slug().replace('-', " ");
    Some(match &area(next) {
        Some(area) => format!("{section}, {}", label::judgement(area, next.grade)),
        None => section,
    })
}

/// Returns the heading under which a paragraph is the first to stand, if it is.
pub(crate) fn new_heading<'a>(
    previous: Option<&Paragraph>,
    next: &'a Paragraph,
) -> Option<&'a str> {
    let known = previous.is_some_and(|previous| previous.heading == next.heading);
    next.heading
        .as_deref()
        .filter(|_| !known && !next.section.is_notes())
}

/// Cuts a text between words to at most `width` columns, the mark of the cut included.
fn first_words(text: &str, width: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if columns(&text) <= width {
        return text;
    }
    let cut = fitting(text.chars(), width.saturating_sub(1));
    let cut = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use super::{Outline, first_words};
    use crate::output::testutil::{answered, paragraph, record, wide};
    use crate::output::{Format, Screen};

    fn write(format: Format, screen: &Screen) -> String {
        let outline = Outline {
            record: &record(),
            paragraphs: &[paragraph()],
        };
        answered(&outline, format, screen)
    }

    #[test]
    fn text_has_a_line_a_paragraph() {
        assert_eq!(
            write(Format::Text, &wide(60)),
            "Inspection of Harrowmere children's services\n\
             Harrowmere, 21 to 25 October 2024, ILACS inspection\n\
             published: 2 December 2024\n\
             lead inspector: Ada Fenwick\n\
             overall: requires improvement\n\
             help and protection: good\n\
             children in care: requires improvement\n\
             2 paragraphs, 11 pages\n\
             harrowmere/2024-10-25/ilacs: corpus/harrowmere.pdf\n\
             warning: number-skipped: no paragraph 17 (page 4)\n\
             \n\
             findings, children in care: requires improvement\n\
             \x20 Children in care\n\
             \x20   28  Too few children – even the oldest – have…        p5\n"
        );
    }

    #[test]
    fn markdown_has_headings_and_items() {
        let markdown = write(Format::Markdown, &Screen::plain());
        let end = "\n## findings, children in care: requires improvement\n\
                   \n### Children in care\n\
                   \n- **28** Too few children – even the oldest – have life-story work. (page 5)\n";
        assert!(markdown.starts_with("# Inspection of Harrowmere children's services\n\n- "));
        assert!(markdown.ends_with(end), "{markdown}");
    }

    #[test]
    fn json_holds_the_whole_report() {
        let json = write(Format::Json, &Screen::plain());
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["report"]["pages"], 11);
        assert_eq!(
            json["paragraphs"][0]["id"],
            "harrowmere/2024-10-25/ilacs#28"
        );
    }

    #[test]
    fn cuts_between_words() {
        assert_eq!(first_words("one two", 7), "one two");
        assert_eq!(first_words("one two three", 9), "one two…");
        assert_eq!(first_words("overlong", 5), "over…");
    }
}
