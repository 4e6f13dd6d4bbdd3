//! Markdown: text that must not be taken for markup, and quotations with their source.

use std::io::{self, Write};
use std::ops::Range;

use super::link::published_url;
use super::{citation, label, wrap};
use crate::index::ReportRecord;
use crate::model::Paragraph;

/// Escapes what Markdown would read as markup.
pub(super) fn escape(text: &str) -> String {
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

/// Quotes a paragraph, its matches in bold.
pub(super) fn write_quotation(
    out: &mut impl Write,
    paragraph: &Paragraph,
    highlights: &[Range<usize>],
) -> io::Result<()> {
    let text = &paragraph.text;
    let mut start = 0;
    for line in text.split('\n') {
        let part = start..start + line.len();
        out.write_all(b"> ")?;
        if start == 0
            && let Some(number) = paragraph.number
        {
            write!(out, "{number}\\. ")?;
        }
        for (piece, marked) in wrap::pieces(text, part.clone(), highlights) {
            match marked {
                true => write!(out, "**{}**", escape(piece))?,
                false => out.write_all(escape(piece).as_bytes())?,
            }
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
pub(super) fn write_source(
    out: &mut impl Write,
    record: &ReportRecord,
    paragraph: &Paragraph,
) -> io::Result<()> {
    let source = escape(&citation::source(&record.report, Some(paragraph)));
    write!(out, ">\n> — {source}")?;
    if let Some(edition) = label::edition(record) {
        write!(out, " ({})", escape(&edition))?;
    }
    if let Some(url) = published_url(record, Some(paragraph.page)) {
        write!(out, " [Published report](<{url}>)")?;
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
