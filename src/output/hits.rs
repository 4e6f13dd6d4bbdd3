//! Hits: the paragraphs that a search found, in every format.

use std::io::{self, Write};

use super::context::Passages;
use super::csv::Table;
use super::json::{self, Envelope};
use super::markup::Markup;
use super::screen::paint;
use super::totals::Answer;
use super::wire::ParagraphRow;
use super::{Format, Screen, facets, label, link, wrap};
use crate::index::{Explanation, Hit};

/// Writes hits as they come, so that any number of them can pass.
#[derive(Debug)]
pub struct HitWriter<'a, W> {
    out: W,
    answer: Answer<'a>,
    screen: Screen,
    form: Form,
    passages: Option<Passages>,
}

#[derive(Debug)]
enum Form {
    Text,
    Json(Envelope),
    Jsonl,
    Csv(Table),
    Document(Markup),
}

impl<'a, W: Write> HitWriter<'a, W> {
    /// Writes what stands before the hits.
    ///
    /// Text says how much there is and, of more than are shown, which of them follow: `shown`
    /// hits from `offset` on.
    pub fn begin(
        mut out: W,
        answer: Answer<'a>,
        format: Format,
        (offset, shown): (u64, u64),
        screen: Screen,
    ) -> io::Result<Self> {
        let form = match format {
            Format::Text => {
                writeln!(out, "{}", numbers(&answer, offset, shown))?;
                Form::Text
            }
            Format::Json => Form::Json(Envelope::open(&mut out, &answer, "hits")?),
            Format::Jsonl => Form::Jsonl,
            Format::Csv(cells) => Form::Csv(Table::new(cells)),
            Format::Markdown | Format::Html => {
                let markup = Markup::of(format);
                markup.open(&mut out, &answer, &numbers(&answer, offset, shown))?;
                Form::Document(markup)
            }
        };
        Ok(HitWriter {
            out,
            answer,
            screen,
            form,
            passages: None,
        })
    }

    /// Writes hits with the paragraphs around them, which text does not repeat.
    #[must_use]
    pub fn in_context(mut self) -> Self {
        self.passages = Some(Passages::default());
        self
    }

    /// Writes a hit.
    pub fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        let out = &mut self.out;
        let row = || match &self.passages {
            Some(_) => ParagraphRow::in_context(hit),
            None => ParagraphRow::from(hit),
        };
        match &mut self.form {
            Form::Json(envelope) => envelope.item(out, &row()),
            Form::Jsonl => json::line(out, &row()),
            Form::Text => match &mut self.passages {
                Some(passages) => passages.hit(out, hit, &self.screen),
                None => {
                    writeln!(out)?;
                    write_hit(out, hit, &self.screen)
                }
            },
            Form::Csv(table) => table.row(out, &ParagraphRow::from(hit)),
            Form::Document(markup) => markup.hit(out, hit, 2, &self.screen),
        }
    }

    /// Writes what stands behind the hits, facets among it, and flushes.
    pub fn finish(mut self) -> io::Result<()> {
        match self.form {
            Form::Text => {
                if let Some(passages) = &mut self.passages {
                    passages.finish(&mut self.out, &self.screen)?;
                }
                let facets = &self.answer.results.facets;
                facets::write_facets_text(&mut self.out, facets, &self.screen)?;
            }
            Form::Json(envelope) => envelope.close(&mut self.out, &self.answer)?,
            Form::Jsonl | Form::Csv(_) => {}
            Form::Document(markup) => {
                markup.facets(&mut self.out, &self.answer.results.facets)?;
                markup.close(&mut self.out)?;
            }
        }
        self.out.flush()
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

/// Writes a hit for people: whose report, where in it, the text, the identifier.
pub(super) fn write_hit(out: &mut impl Write, hit: &Hit, screen: &Screen) -> io::Result<()> {
    let (report, paragraph) = (&hit.report.report, &hit.paragraph);
    writeln!(
        out,
        "{}, {}, {}",
        paint(screen.palette.title, label::body(report)),
        label::when(report),
        report.kind.title()
    )?;
    let mut place = label::place(paragraph);
    if let Some(area) = &paragraph.area {
        place = format!("{}; {place}", label::judgement(area, paragraph.grade));
    }
    writeln!(out, "{}", paint(screen.palette.place, place))?;
    if let Some(heading) = &paragraph.heading {
        writeln!(out, "{heading}")?;
    }
    wrap::write(
        out,
        &label::text(paragraph),
        &hit.highlights,
        screen.palette.highlight,
        "  ",
        screen.width,
    )?;
    write_tail(out, hit, screen)
}

/// Writes what stands beneath the text of a hit: its identifier, its copies, its score.
pub(super) fn write_tail(out: &mut impl Write, hit: &Hit, screen: &Screen) -> io::Result<()> {
    writeln!(
        out,
        "{}",
        link::paragraph_id(screen, &hit.report, &hit.paragraph)
    )?;
    if let Some(edition) = label::edition(&hit.report) {
        writeln!(out, "{}", paint(screen.palette.place, edition))?;
    }
    if !hit.also_in.is_empty() {
        let copies: Vec<_> = hit.also_in.iter().map(ToString::to_string).collect();
        let copies = format!("word for word in {}", copies.join(", "));
        writeln!(out, "{}", paint(screen.palette.place, copies))?;
    }
    if !hit.nearly_in.is_empty() {
        let near: Vec<_> = hit.nearly_in.iter().map(|n| n.id.to_string()).collect();
        let near = format!("nearly the same in {}", near.join(", "));
        writeln!(out, "{}", paint(screen.palette.place, near))?;
    }
    if let Some(explanation) = &hit.explanation {
        let sum = sum(hit.score, explanation);
        wrap::write(out, &sum, &[], screen.palette.place, "  ", screen.width)?;
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::HitWriter;
    use crate::output::Cells;
    use crate::output::testutil::coloured;
    use crate::output::testutil::{hit, of_provider, references, results, written};
    use crate::output::{Answer, Format, Screen};

    fn write(format: Format, total: u64, screen: Screen) -> String {
        let mut results = results();
        results.total = total;
        results.total_distinct = total;
        let answer = Answer {
            query: "life",
            results: &results,
        };
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
        let text = written(|out| super::write_hit(out, &hit, &Screen::plain()));
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
            written(|out| super::write_hit(out, &hit, &Screen::plain())),
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
            "query explained total total_distinct total_reports reports_searched hits facets also_called suggestions notes"
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
        let csv = write(Format::Csv(Cells::Guarded), 1, Screen::plain());
        assert!(csv.starts_with("id,report_id,authority,"), "{csv}");
        assert!(
            csv.contains(",42-57,1.5,primary,corpus/harrowmere.pdf,,,,,,,en,1,1,,,\n"),
            "{csv}"
        );
    }
}
