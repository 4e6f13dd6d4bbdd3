//! Hits: the paragraphs that a search found, in every format.

use std::io::{self, Write};

use serde::Serialize;

use crate::index::Hit;
use crate::output::render::{Item, List, Listing, columns_of};
use crate::output::sheet::Part;
use crate::output::wire::ParagraphRow;
use crate::output::{Answer, Format, Screen};

/// Writes hits as they come, so that any number of them can pass.
#[derive(Debug)]
pub struct HitWriter<'a, W> {
    listing: Listing<'a, W>,
    in_context: bool,
}

/// A hit, with or without the paragraphs around it.
struct Found<'a> {
    hit: &'a Hit,
    in_context: bool,
}

impl Item for Found<'_> {
    fn line(&self) -> impl Serialize {
        match self.in_context {
            true => ParagraphRow::in_context(self.hit),
            false => ParagraphRow::from(self.hit),
        }
    }

    fn row(&self) -> impl Serialize {
        ParagraphRow::from(self.hit)
    }

    fn part(&self) -> Part<'_> {
        match self.in_context {
            true => Part::InContext(self.hit),
            false => Part::Hit(self.hit, 2),
        }
    }
}

impl<'a, W: Write> HitWriter<'a, W> {
    /// Writes what stands before the hits.
    ///
    /// Text says how much there is and, of more than are shown, which of them follow: `shown`
    /// hits from `offset` on.
    pub fn begin(
        out: W,
        answer: Answer<'a>,
        format: Format,
        (offset, shown): (u64, u64),
        screen: Screen,
    ) -> io::Result<Self> {
        let list = List {
            name: "hits",
            numbers: numbers(&answer, offset, shown),
            columns: columns_of::<ParagraphRow<'_>>,
        };
        Ok(HitWriter {
            listing: Listing::begin(out, answer, list, format, screen)?,
            in_context: false,
        })
    }

    /// Writes hits with the paragraphs around them, which text does not repeat.
    #[must_use]
    pub fn in_context(self) -> Self {
        HitWriter {
            in_context: true,
            ..self
        }
    }

    /// Writes a hit.
    pub fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        let in_context = self.in_context;
        self.listing.item(&Found { hit, in_context })
    }

    /// Writes what stands behind the hits, facets among it, and flushes.
    pub fn finish(self) -> io::Result<()> {
        self.listing.finish()
    }
}

/// Says how much there is and, of more than are shown, which hits follow.
fn numbers(answer: &Answer<'_>, offset: u64, shown: u64) -> String {
    let all = answer.sentence();
    match shown {
        _ if shown >= answer.results.total => all,
        0 => format!("{all}, none shown"),
        _ => format!("{all}, {} to {} shown", offset + 1, offset + shown),
    }
}

#[cfg(test)]
mod tests {
    use super::HitWriter;
    use crate::index::Hit;
    use crate::output::testutil::{coloured, hit, of_provider, references, results, written};
    use crate::output::{Answer, Cells, Format, Screen};

    fn write(format: Format, total: u64, screen: Screen) -> String {
        let mut results = results();
        results.total = total;
        results.total_distinct = total;
        let answer = Answer::new("life", &results);
        written(|out| {
            let mut writer = HitWriter::begin(
                out,
                answer,
                format,
                (0, 1),
                Screen {
                    width: 58,
                    ..screen
                },
            )?;
            writer.hit(&hit())?;
            writer.finish()
        })
    }

    /// Writes a hit as text, without the numbers before it.
    fn text(hit: &Hit) -> String {
        let results = results();
        let answer = Answer::new("life", &results);
        let text = written(|out| {
            let mut writer = HitWriter::begin(out, answer, Format::Text, (0, 1), Screen::plain())?;
            writer.hit(hit)?;
            writer.finish()
        });
        text.split_once("\n\n").unwrap().1.to_owned()
    }

    #[test]
    fn text_says_whose_where_and_what() {
        assert_eq!(
            write(Format::Text, 1, Screen::plain()),
            "1 paragraph in 1 of 3 reports\n\
             \n\
             Harrowmere, 21 to 25 October 2024, ILACS inspection\n\
             children in care: requires improvement; paragraph 28, pages 5 to 6\n\
             Children in care\n\
             \x20 Too few children – even the oldest – have life-story\n\
             \x20 work.\n\
             harrowmere/2024-10-25/ilacs#28\n"
        );
    }

    #[test]
    fn text_says_what_was_recognised() {
        let mut hit = hit();
        hit.paragraph.recognised = Some(91);
        let text = text(&hit);
        assert!(
            text.contains("; paragraph 28, pages 5 to 6, recognised (91%)\n"),
            "{text}"
        );
        let row = serde_json::to_value(super::ParagraphRow::from(&hit)).unwrap();
        assert_eq!(row["recognised_confidence"], 91);
    }

    #[test]
    fn text_names_the_provider_and_what_is_referred_to() {
        let mut hit = hit();
        hit.report = std::sync::Arc::new(of_provider());
        hit.paragraph.references = references();
        assert_eq!(
            text(&hit),
            "Larkhill House (Harrowmere), 21 to 25 October 2024, ILACS inspection\n\
             children in care: requires improvement; paragraph 28, pages 5 to 6\n\
             Children in care\n\
             \x20 Too few children – even the oldest – have life-story work. [outcome 4; enabler\n\
             \x20 2]\n\
             harrowmere/2024-10-25/ilacs#28\n"
        );
    }

    #[test]
    fn text_says_how_many_of_how_many() {
        let text = write(Format::Text, 7, Screen::plain());
        assert!(
            text.starts_with("7 paragraphs in 1 of 3 reports, 1 to 1 shown\n"),
            "{text}"
        );
    }

    #[test]
    fn matches_are_highlighted_on_terminals_only() {
        let text = write(Format::Text, 1, coloured());
        assert!(
            text.contains("\x1b[1m\x1b[31mlife-story\x1b[0m\n"),
            "{text:?}"
        );
        assert!(!write(Format::Text, 1, Screen::plain()).contains('\x1b'));
    }

    #[test]
    fn json_is_one_object() {
        let json = write(Format::Json, 1, Screen::plain());
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        let keys: Vec<_> = value
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(
            keys.join(" "),
            "query explained total total_distinct total_reports reports_searched hits facets kinds_left_out also_called said_as suggestions notes"
        );
        assert_eq!(value["hits"][0]["number"], 28);
    }

    #[test]
    fn documents_have_a_heading_a_hit() {
        let markdown = write(Format::Markdown, 1, Screen::plain());
        assert_eq!(
            markdown,
            "# life\n\n1 paragraph in 1 of 3 reports.\n\n\
             ## Harrowmere, 21 to 25 October 2024, ILACS inspection\n\n\
             > 28\\. Too few children – even the oldest – have **life-story work**.\n>\n\
             > — Harrowmere, “Inspection of Harrowmere children's services”, inspected 21 to 25 \
             October 2024, published 2 December 2024, paragraph 28, pages 5 to 6.\n"
        );
        let html = write(Format::Html, 1, Screen::plain());
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang"), "{html}");
        assert!(html.contains("<title>life</title>"), "{html}");
        assert!(html.ends_with("</html>\n"), "{html}");
    }

    #[test]
    fn json_lines_and_csv_have_a_line_a_hit() {
        assert_eq!(write(Format::Jsonl, 1, Screen::plain()).lines().count(), 1);
        let csv = write(Format::csv(Cells::Guarded), 1, Screen::plain());
        assert!(csv.starts_with("id,report_id,authority,"), "{csv}");
        assert!(
            csv.contains(
                ",42-57,1.5,primary,corpus/harrowmere.pdf,,,,,,,en,1,1,,,,6,Inspection of"
            ),
            "{csv}"
        );
    }
}
