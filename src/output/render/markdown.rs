//! Markdown: blocks apart by empty lines, in which text is not taken for markup.

use std::io::{self, Write};
use std::ops::Range;

use super::wrap;
use crate::index::{Hit, ReportRecord};
use crate::model::Paragraph;
use crate::output::sheet::{Look, Media, Part, Sheet, Table};
use crate::output::words::link::on_the_web;
use crate::output::words::{citation, label};

/// Writes the parts of a document.
#[derive(Debug, Default)]
pub(in crate::output) struct Markdown {
    look: Look,
    /// What was written last.
    last: Last,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Last {
    /// Nothing yet, or an empty line.
    #[default]
    Nothing,
    /// An item of a list.
    Item,
    Block,
}

impl Markdown {
    /// Begins the document of a sheet.
    pub(in crate::output) fn open(sheet: &Sheet<'_>, out: &mut impl Write) -> io::Result<Self> {
        let mut document = Markdown {
            look: sheet.look,
            last: Last::Nothing,
        };
        if sheet.look == Look::Quotations && !sheet.title.is_empty() {
            document.block(out)?;
            writeln!(out, "# {}", escape(&sheet.title))?;
        }
        Ok(document)
    }

    /// Sets a block apart from the one before.
    fn block(&mut self, out: &mut impl Write) -> io::Result<()> {
        if self.last != Last::Nothing {
            writeln!(out)?;
        }
        self.last = Last::Block;
        Ok(())
    }

    /// Writes a part that documents show.
    pub(in crate::output) fn part(
        &mut self,
        out: &mut impl Write,
        part: &Part<'_>,
    ) -> io::Result<()> {
        match part {
            Part::Lead(lines) => {
                let end = match self.look {
                    Look::Quotations => ".",
                    Look::Figures => "",
                };
                for line in lines {
                    self.block(out)?;
                    writeln!(out, "{line}{end}")?;
                }
            }
            Part::Warning(line) => {
                self.block(out)?;
                writeln!(out, "Warning: {line}")?;
            }
            Part::Heading(level, title) => {
                self.block(out)?;
                match (self.look, level) {
                    (Look::Figures, 0..=2) => writeln!(out, "**{}**", escape(title))?,
                    _ => write_heading(out, *level, title)?,
                }
            }
            Part::Group(name, numbers) => {
                self.block(out)?;
                write_heading(out, 2, name)?;
                writeln!(out, "\n{numbers}.")?;
            }
            Part::Table(table) => {
                self.block(out)?;
                write_table(out, table, self.look)?;
            }
            Part::Notes(lines) => {
                self.block(out)?;
                lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
            }
            Part::Paragraph(text) => {
                self.block(out)?;
                writeln!(out, "{}", escape(text))?;
            }
            Part::List(title, lines) => {
                if !title.is_empty() {
                    self.block(out)?;
                    writeln!(out, "{}", escape(title))?;
                }
                self.block(out)?;
                let mut lines = lines.iter();
                lines.try_for_each(|line| writeln!(out, "- {}", escape(line)))?;
            }
            Part::Entry(place, words, page) => {
                if self.last != Last::Item {
                    self.block(out)?;
                }
                self.last = Last::Item;
                writeln!(out, "- **{place}** {} (page {page})", escape(words))?;
            }
            Part::Hit(hit, level) => self.hit(out, hit, *level)?,
            Part::InContext(hit) => self.hit(out, hit, 2)?,
            Part::Quotation(record, paragraphs, of) => {
                self.block(out)?;
                for (at, paragraph) in paragraphs.iter().enumerate() {
                    if at > 0 {
                        writeln!(out, ">")?;
                    }
                    write_quotation(out, paragraph, &[])?;
                }
                write_source(out, record, of)?;
            }
            Part::Gap => {
                self.block(out)?;
                self.last = Last::Nothing;
            }
            Part::Chart(_) | Part::Lines(_) | Part::Prose(_) | Part::Match(..) => {}
        }
        Ok(())
    }

    fn hit(&mut self, out: &mut impl Write, hit: &Hit, level: u8) -> io::Result<()> {
        self.block(out)?;
        write_heading(out, level, &label::report(&hit.report.report))?;
        writeln!(out)?;
        write_quotation(out, &hit.paragraph, &hit.highlights)?;
        write_source(out, &hit.report, &hit.paragraph)
    }
}

fn write_heading(out: &mut impl Write, level: u8, title: &str) -> io::Result<()> {
    writeln!(out, "{} {}", "#".repeat(level.into()), escape(title))
}

/// Writes a table, its first column of words and the others of numbers.
fn write_table(out: &mut impl Write, table: &Table<'_>, look: Look) -> io::Result<()> {
    let columns = table.columns.iter();
    let shown: Vec<bool> = columns
        .map(|column| column.media.holds(Media::MARKDOWN))
        .collect();
    let columns = table
        .columns
        .iter()
        .zip(&shown)
        .filter(|(_, shown)| **shown);
    let headings: Vec<&str> = columns.map(|(column, _)| column.heading.as_str()).collect();
    let rule = (0..headings.len()).map(|at| if at == 0 { "---" } else { "---:" });
    let rule: Vec<&str> = rule.collect();
    writeln!(out, "| {} |", headings.join(" | "))?;
    match look {
        Look::Quotations => writeln!(out, "|{}|", rule.join("|"))?,
        Look::Figures => writeln!(out, "| {} |", rule.join(" | "))?,
    }
    for row in &table.rows {
        let cells = row.cells.iter().zip(&shown).filter(|(_, shown)| **shown);
        let cells = cells.map(|(cell, _)| escape(&cell.text()).replace('\n', " "));
        writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))?;
    }
    Ok(())
}

/// Escapes what Markdown would read as markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// Escapes the stop behind figures with which a line begins, and a sign that would begin an item of a
/// list: it would be one.
fn escape_beginning(line: &str) -> String {
    let figures = line.bytes().take_while(u8::is_ascii_digit).count();
    match line[figures..].chars().next() {
        Some('.' | ')') if figures > 0 => format!("{}\\{}", &line[..figures], &line[figures..]),
        Some('-' | '+') if figures == 0 => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

/// Quotes a paragraph, its matches in bold.
fn write_quotation(
    out: &mut impl Write,
    paragraph: &Paragraph,
    highlights: &[Range<usize>],
) -> io::Result<()> {
    let text = &paragraph.text;
    let mut start = 0;
    for line in text.split('\n') {
        let part = start..start + line.len();
        out.write_all(b"> ")?;
        let mut is_first = true;
        if start == 0
            && let Some(number) = paragraph.number
        {
            write!(out, "{number}\\. ")?;
            is_first = false;
        }
        for (piece, marked) in wrap::pieces(text, part.clone(), highlights) {
            match marked {
                true => write!(out, "**{}**", escape(piece))?,
                false if is_first => out.write_all(escape_beginning(&escape(piece)).as_bytes())?,
                false => out.write_all(escape(piece).as_bytes())?,
            }
            is_first = false;
        }
        if part.end == text.len()
            && let Some(references) = label::references(paragraph)
        {
            write!(out, " {}", escape(&references))?;
        }
        // A text of several lines keeps them.
        out.write_all(if part.end < text.len() {
            b"  \n"
        } else {
            b"\n"
        })?;
        start = part.end + 1;
    }
    Ok(())
}

/// Writes the source of a quotation, with a link to where it is published.
fn write_source(
    out: &mut impl Write,
    record: &ReportRecord,
    paragraph: &Paragraph,
) -> io::Result<()> {
    let source = escape(&citation::source(&record.report, Some(paragraph)));
    write!(out, ">\n> — {source}")?;
    if let Some(edition) = label::edition(record) {
        write!(out, " ({})", escape(&edition))?;
    }
    if let Some(there) = on_the_web(record, Some(paragraph.page)) {
        write!(out, " [{}](<{}>)", there.said, there.url)?;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::write_quotation;
    use crate::output::testutil::{paragraph, written};

    #[test]
    fn markup_stays_text() {
        assert_eq!(super::escape("a *b* [c](d) #1"), r"a \*b\* \[c\](d) \#1");
    }

    #[test]
    fn matches_are_bold_on_every_line() {
        let mut paragraph = paragraph();
        paragraph.text = "one *two*\nthree".to_owned();
        assert_eq!(
            written(|out| write_quotation(out, &paragraph, &[0..3, 4..15])),
            "> 28\\. **one** **\\*two\\***  \n> **three**\n"
        );
    }
}
