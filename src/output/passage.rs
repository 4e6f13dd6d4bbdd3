//! Passages: one paragraph with those before and after it.

use std::io::{self, Write};

use serde::Serialize;

use super::screen::paint;
use super::wire::ParagraphRow;
use super::{Screen, json, label, link, markdown, wrap};
use crate::index::ReportRecord;
use crate::model::Paragraph;

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
    /// Lists all its paragraphs.
    fn paragraphs(self) -> impl Iterator<Item = &'a Paragraph> {
        let upto = self.before.iter().chain([self.paragraph]);
        upto.chain(self.after)
    }
}

#[derive(Serialize)]
struct PassageRow<'a> {
    paragraph: ParagraphRow<'a>,
    notes: &'a [String],
    before: Vec<ParagraphRow<'a>>,
    after: Vec<ParagraphRow<'a>>,
}

/// Writes a passage for people; where there are neighbours, `>` marks the paragraph itself.
pub fn write_passage_text(
    out: &mut impl Write,
    passage: &Passage<'_>,
    screen: &Screen,
) -> io::Result<()> {
    let Passage {
        record, paragraph, ..
    } = *passage;
    writeln!(
        out,
        "{}",
        paint(screen.palette.title, label::report(&record.report))
    )?;
    if let Some(edition) = label::edition(record) {
        writeln!(out, "{}", paint(screen.palette.place, edition))?;
    }
    let alone = passage.before.is_empty() && passage.after.is_empty();
    let mut previous: Option<&Paragraph> = None;
    for each in passage.paragraphs() {
        writeln!(out)?;
        write_headings(out, previous, each, screen)?;
        previous = Some(each);
        let is_marked = each == paragraph && !alone;
        write_place(out, each, is_marked, screen)?;
        wrap::write(
            out,
            &label::text(each),
            &[],
            screen.palette.highlight,
            "  ",
            screen.width,
        )?;
        for note in &each.notes {
            wrap::write(
                out,
                &format!("Note: {note}"),
                &[],
                screen.palette.highlight,
                "    ",
                screen.width,
            )?;
        }
        writeln!(out, "{}", link::paragraph_id(screen, record, each))?;
    }
    Ok(())
}

/// Writes the area and heading of a paragraph, if they are not those of the one before.
pub(super) fn write_headings(
    out: &mut impl Write,
    previous: Option<&Paragraph>,
    paragraph: &Paragraph,
    screen: &Screen,
) -> io::Result<()> {
    let stands_under = |p: &Paragraph| p.heading == paragraph.heading && p.area == paragraph.area;
    if previous.is_some_and(stands_under) {
        return Ok(());
    }
    if let Some(area) = &paragraph.area {
        let judgement = label::judgement(area, paragraph.grade);
        writeln!(out, "{}", paint(screen.palette.title, judgement))?;
    }
    if let Some(heading) = &paragraph.heading {
        writeln!(out, "{}", paint(screen.palette.title, heading))?;
    }
    Ok(())
}

/// Writes where a paragraph stands, with `>` before the one that was asked for.
pub(super) fn write_place(
    out: &mut impl Write,
    paragraph: &Paragraph,
    is_marked: bool,
    screen: &Screen,
) -> io::Result<()> {
    let mark = if is_marked { "> " } else { "" };
    let place = format_args!("{mark}{}", label::place(paragraph));
    writeln!(out, "{}", paint(screen.palette.place, place))
}

/// Writes a passage as an object: the paragraph, its footnotes, those before and after.
pub fn write_passage_json(out: &mut impl Write, passage: &Passage<'_>) -> io::Result<()> {
    let row = |paragraph| ParagraphRow::new(passage.record, paragraph);
    json::pretty(
        out,
        &PassageRow {
            paragraph: row(passage.paragraph),
            notes: &passage.paragraph.notes,
            before: passage.before.iter().map(row).collect(),
            after: passage.after.iter().map(row).collect(),
        },
    )
}

/// Writes a passage as a quotation with its source.
pub fn write_passage_markdown(out: &mut impl Write, passage: &Passage<'_>) -> io::Result<()> {
    let last = passage.after.last().unwrap_or(passage.paragraph);
    for each in passage.paragraphs() {
        markdown::write_quotation(out, each, &[])?;
        if each != last {
            writeln!(out, ">")?;
        }
    }
    markdown::write_source(out, passage.record, passage.paragraph)
}

#[cfg(test)]
mod tests {
    use super::{Passage, write_passage_json, write_passage_markdown, write_passage_text};
    use crate::model::{Locator, Paragraph, Place};
    use crate::output::Screen;
    use crate::output::testutil::{paragraph, record, written};

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
            written(|out| write_passage_text(out, &passage, &Screen::plain())),
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
        let json = written(|out| write_passage_json(out, &passage));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
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
            written(|out| write_passage_markdown(out, &passage)),
            "> 29\\. The \\*oldest\\* move on.\n\
             >\n\
             > — Harrowmere, “Inspection of Harrowmere children's services”, inspected 21 to 25 \
             October 2024, published 2 December 2024, paragraph 29, page 6.\n"
        );
    }
}
