//! Passages: one paragraph with those before and after it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::ReportRecord;
use crate::model::Paragraph;
use crate::output::screen::Role;
use crate::output::sheet::{self, Line, Media, Part, Prose, Sheet};
use crate::output::wire::ParagraphRow;
use crate::output::words::label;
use crate::output::{Reply, Screen};

/// A paragraph and its neighbours, in reading order.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// The report they stand in.
    pub record: &'a ReportRecord,
    /// The neighbours before it.
    pub before: &'a [Paragraph],
    /// The paragraph.
    pub paragraph: &'a Paragraph,
    /// The neighbours after it.
    pub after: &'a [Paragraph],
}

impl<'a> Passage<'a> {
    /// Finds a paragraph of a report by its place, with at most so many on either side. Notes stand
    /// behind the paragraphs, and are no neighbours of theirs.
    pub fn around(
        record: &'a ReportRecord,
        paragraphs: &'a [Paragraph],
        locator: &str,
        context: usize,
    ) -> Option<Self> {
        let mut alike = paragraphs.chunk_by(|a, b| a.section.is_notes() == b.section.is_notes());
        let is_it = |p: &Paragraph| p.locator.to_string() == locator;
        let (alike, at) = alike.find_map(|alike| Some((alike, alike.iter().position(is_it)?)))?;
        let (before, rest) = alike.split_at(at);
        let (paragraph, after) = rest.split_first()?;
        Some(Passage {
            record,
            before: &before[at.saturating_sub(context)..],
            paragraph,
            after: &after[..context.min(after.len())],
        })
    }

    /// Lists all its paragraphs.
    fn paragraphs(self) -> impl Iterator<Item = &'a Paragraph> {
        let upto = self.before.iter().chain([self.paragraph]);
        upto.chain(self.after)
    }
}

#[derive(JsonSchema, Serialize)]
struct PassageRow<'a> {
    paragraph: ParagraphRow<'a>,
    notes: &'a [String],
    before: Vec<ParagraphRow<'a>>,
    after: Vec<ParagraphRow<'a>>,
}

/// For people every paragraph under its headings, the one itself marked with `>` where there are
/// neighbours; in a document a quotation with its source. Its row is the paragraph's alone.
impl Reply for Passage<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let Passage {
            record, paragraph, ..
        } = *self;
        let mut sheet = Sheet::default();
        let all = self.paragraphs().collect();
        sheet.add_for(Media::DOCUMENT, Part::Quotation(record, all, paragraph));
        sheet.say(Line::of(Role::Title, label::report(&record.report)));
        if let Some(edition) = label::edition(record) {
            sheet.say(Line::of(Role::Place, edition));
        }
        let alone = self.before.is_empty() && self.after.is_empty();
        let mut previous: Option<&Paragraph> = None;
        for each in self.paragraphs() {
            let mut lines = sheet::headings(previous, each);
            lines.push(sheet::place(each, each == paragraph && !alone));
            previous = Some(each);
            let notes = each.notes.iter();
            let notes = notes.map(|note| Part::Prose(Prose::plain(4, format!("Note: {note}"))));
            let parts = [
                Part::Gap,
                Part::Lines(lines),
                Part::Prose(sheet::prose(each, &[])),
            ];
            let id = Part::Lines(vec![sheet::id(record, each)]);
            for part in parts.into_iter().chain(notes).chain([id]) {
                sheet.add_for(Media::TEXT, part);
            }
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let row = |paragraph| ParagraphRow::new(self.record, paragraph);
        PassageRow {
            paragraph: row(self.paragraph),
            notes: &self.paragraph.notes,
            before: self.before.iter().map(row).collect(),
            after: self.after.iter().map(row).collect(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        [ParagraphRow::new(self.record, self.paragraph)].into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::Passage;
    use crate::model::{Locator, Paragraph, Place};
    use crate::output::testutil::{answered, json, paragraph, record, text};
    use crate::output::{Format, Screen};

    fn next() -> Paragraph {
        Paragraph {
            locator: Locator {
                part: None,
                place: Place::Number(29),
            },
            number: Some(29),
            page: 6,
            text: "The *oldest* move on.".to_owned(),
            notes: vec!["Aged 17.".to_owned()],
            ..paragraph()
        }
    }

    #[test]
    fn text_marks_the_paragraph_among_its_neighbours() {
        let (record, paragraph, after) = (record(), paragraph(), [next()]);
        let passage = Passage {
            record: &record,
            before: &[],
            paragraph: &paragraph,
            after: &after,
        };
        assert_eq!(
            text(&passage),
            "Harrowmere, 21 to 25 October 2024, ILACS inspection\n\
             \n\
             children in care: requires improvement\n\
             Children in care\n\
             > paragraph 28, pages 5 to 6\n\
             \x20 Too few children – even the oldest – have life-story work.\n\
             harrowmere/2024-10-25/ilacs#28\n\
             \n\
             paragraph 29, page 6\n\
             \x20 The *oldest* move on.\n\
             \x20   Note: Aged 17.\n\
             harrowmere/2024-10-25/ilacs#29\n"
        );
        let json = json(&passage);
        assert_eq!(json["paragraph"]["number"], 28);
        assert_eq!(json["after"][0]["number"], 29);
    }

    #[test]
    fn markdown_quotes_with_the_source() {
        let (record, paragraph) = (record(), next());
        let passage = Passage {
            record: &record,
            before: &[],
            paragraph: &paragraph,
            after: &[],
        };
        assert_eq!(
            answered(&passage, Format::Markdown, &Screen::plain()),
            "> 29\\. The \\*oldest\\* move on.\n\
             >\n\
             > — Harrowmere, “Inspection of Harrowmere children's services”, inspected 21 to 25 \
             October 2024, published 2 December 2024, paragraph 29, page 6.\n"
        );
    }
}
