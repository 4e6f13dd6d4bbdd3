//! Concordances: every match on a line, matches under each other between the words around them.

use std::io::{self, Write};
use std::ops::Range;

use super::csv::Table;
use super::json::{self, Envelope};
use super::screen::{columns, fitting, paint};
use super::wire::ConcordanceRow;
use super::{Answer, Screen, TableFormat, facets, link};
use crate::index::Hit;

/// Writes the lines of a concordance as they come.
#[derive(Debug)]
pub struct ConcordanceWriter<'a, W> {
    out: W,
    answer: Answer<'a>,
    screen: Screen,
    form: Form,
}

#[derive(Debug)]
enum Form {
    Text,
    Json(Envelope),
    Jsonl,
    Csv(Table),
}

impl<'a, W: Write> ConcordanceWriter<'a, W> {
    /// Writes what stands before the lines.
    ///
    /// Text says how much matches and, where these are not all lines, which follow: `shown`
    /// lines from an offset on.
    pub fn begin(
        mut out: W,
        answer: Answer<'a>,
        format: TableFormat,
        shown: Option<(u64, u64)>,
        screen: Screen,
    ) -> io::Result<Self> {
        let form = match format {
            TableFormat::Table => {
                write!(out, "{}", answer.sentence())?;
                match shown {
                    None => writeln!(out)?,
                    Some((_, 0)) => writeln!(out, ", none shown")?,
                    Some((offset, shown)) => {
                        writeln!(out, ", lines {} to {} shown", offset + 1, offset + shown)?;
                    }
                }
                Form::Text
            }
            TableFormat::Json => Form::Json(Envelope::open(&mut out, &answer, "lines")?),
            TableFormat::Jsonl => Form::Jsonl,
            TableFormat::Csv(cells) => Form::Csv(Table::new(cells)),
        };
        Ok(ConcordanceWriter {
            out,
            answer,
            screen,
            form,
        })
    }

    /// Writes a line: a hit with one highlight, or with none, which begins its text.
    pub fn line(&mut self, hit: &Hit) -> io::Result<()> {
        let node = hit.highlights.first().cloned().unwrap_or(0..0);
        let out = &mut self.out;
        match &mut self.form {
            Form::Text => write(out, hit, &node, &self.screen),
            Form::Json(envelope) => envelope.item(out, &ConcordanceRow::new(hit, &node)),
            Form::Jsonl => json::line(out, &ConcordanceRow::new(hit, &node)),
            Form::Csv(table) => table.row(out, &ConcordanceRow::new(hit, &node)),
        }
    }

    /// Writes what stands behind the lines, facets among it, and flushes.
    pub fn finish(mut self) -> io::Result<()> {
        match self.form {
            Form::Text => {
                let facets = &self.answer.results.facets;
                facets::write_facets_text(&mut self.out, facets, &self.screen)?;
            }
            Form::Json(envelope) => envelope.close(&mut self.out, &self.answer)?,
            Form::Jsonl | Form::Csv(_) => {}
        }
        self.out.flush()
    }
}

/// Writes a line of text.
///
/// The width is shared out between the words before and after; the identifier comes on top, so
/// that it is never cut.
fn write(out: &mut impl Write, hit: &Hit, node: &Range<usize>, screen: &Screen) -> io::Result<()> {
    let text = &hit.paragraph.text;
    let before = (screen.width / 2).saturating_sub(8);
    let left = one_line(&text[..node.start]);
    let left = fitting(left.chars().rev(), before);
    let left: String = left.chars().rev().collect();
    let middle = one_line(&text[node.clone()]);
    let after = screen.width.saturating_sub(before + columns(&middle));
    let right = one_line(&text[node.end..]);
    let right = fitting(right.chars(), after);
    // Padding goes by columns, of which a character takes none, one or two.
    let (indent, gap) = (
        before.saturating_sub(columns(&left)),
        after.saturating_sub(columns(&right)),
    );
    let id = link::paragraph_id(screen, &hit.report, &hit.paragraph);
    writeln!(
        out,
        "{:indent$}{left}{}{right}{:gap$}  {}",
        "",
        paint(screen.palette.highlight, middle),
        "",
        id,
    )
}

fn one_line(text: &str) -> String {
    text.replace(char::is_whitespace, " ")
}

#[cfg(test)]
mod tests {
    use super::{ConcordanceWriter, write};
    use crate::index::Hit;
    use crate::output::Cells;
    use crate::output::testutil::wide;
    use crate::output::testutil::{hit, results, written};
    use crate::output::{Answer, Screen, TableFormat};

    fn check(hit: &Hit, width: usize, expected: &str) {
        let node = hit.highlights.first().cloned().unwrap_or(0..0);
        let line = written(|out| write(out, hit, &node, &wide(width)));
        assert_eq!(line, expected);
    }

    #[test]
    fn what_takes_no_column_is_in_nobodys_way() {
        let mut hit = hit();
        std::sync::Arc::make_mut(&mut hit.report).report.title = String::new();
        for odd in [
            "\u{7}",
            "\u{1b}",
            "\u{0}\u{9b}",
            "e\u{301}\u{301}",
            "👩\u{200d}👩\u{200d}👧",
            "\u{202e}",
        ] {
            hit.paragraph.text = odd.repeat(30) + "x" + &odd.repeat(30);
            let node = odd.len() * 30..odd.len() * 30 + 1;
            for width in [0, 1, 17, 48, 200] {
                let line = written(|out| write(out, &hit, &node, &wide(width)));
                assert!(line.contains('x'), "{line:?}");
            }
        }
    }

    #[test]
    fn matches_stand_under_each_other() {
        let mut hit = hit();
        check(
            &hit,
            48,
            "e oldest – have life-story work.                  harrowmere/2024-10-25/ilacs#28\n",
        );
        hit.highlights[0] = 8..16;
        check(
            &hit,
            48,
            "        Too few children – even the oldest – hav  harrowmere/2024-10-25/ilacs#28\n",
        );
    }

    #[test]
    fn begins_the_paragraph_where_nothing_is_marked() {
        let mut hit = hit();
        hit.highlights.clear();
        check(
            &hit,
            32,
            "        Too few children – even   harrowmere/2024-10-25/ilacs#28\n",
        );
    }

    #[test]
    fn columns_are_counted_not_characters() {
        let mut hit = hit();
        // Two characters of two columns, and a mark that takes none.
        hit.paragraph.text = "児童 cafe\u{301} next".to_owned();
        let node = "児童 ".len().."児童 cafe\u{301}".len();
        hit.highlights[0] = node;
        check(
            &hit,
            28,
            " 児童 cafe\u{301} next               harrowmere/2024-10-25/ilacs#28\n",
        );
    }

    #[test]
    fn rows_have_the_text_on_either_side() {
        let results = results();
        let answer = Answer {
            query: "life",
            results: &results,
        };
        let write = |format| {
            written(|out| {
                let mut writer =
                    ConcordanceWriter::begin(out, answer, format, None, Screen::plain())?;
                writer.line(&hit())?;
                writer.finish()
            })
        };
        assert!(
            write(TableFormat::Csv(Cells::Guarded))
                .starts_with("id,left,node,right,date,authority,")
        );
        let json: serde_json::Value = serde_json::from_str(&write(TableFormat::Json)).unwrap();
        let line = &json["lines"][0];
        assert_eq!(line["left"], "Too few children – even the oldest – have");
        assert_eq!(
            (&line["node"], &line["right"]),
            (&"life-story work".into(), &".".into())
        );
        assert_eq!(write(TableFormat::Jsonl).lines().count(), 1);
    }
}
