//! Wrapping: a text in lines of a given width, with its matches in a style.

use std::io::{self, Write};
use std::ops::Range;

use anstyle::Style;

use crate::output::screen::{columns, fitting, paint};

/// What wrapped text looks like.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The style of what is highlighted.
    pub style: Style,
    /// By how many columns it is set in.
    pub indent: usize,
    /// How wide it is at most, indent included.
    pub width: usize,
}

/// Writes a text in lines.
///
/// Line breaks of the text stay; a word longer than a line has a line of its own.
pub fn write(
    out: &mut impl Write,
    text: &str,
    highlights: &[Range<usize>],
    look: Look,
) -> io::Result<()> {
    let room = look.width.saturating_sub(look.indent).max(1);
    for line in lines(text, room) {
        write!(out, "{:1$}", "", look.indent)?;
        highlighted(out, text, line, highlights, look.style)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Divides a text into lines none of which is wider; words that are too long are parted, behind a sign
/// within them if there is one.
pub(super) fn folded(text: &str, width: usize) -> Vec<&str> {
    let width = width.max(1);
    let mut folded = Vec::new();
    for line in lines(text, width) {
        let mut rest = &text[line];
        while columns(rest) > width {
            let fits = fitting(rest.chars(), width).len();
            // A character may be wider than the line.
            let fits = fits.max(rest.chars().next().map_or(1, char::len_utf8));
            let behind_sign = rest[..fits].rfind(['/', '#', '-', '_']).map(|at| at + 1);
            let (head, tail) = rest.split_at(behind_sign.unwrap_or(fits));
            folded.push(head);
            rest = tail;
        }
        if !rest.is_empty() || folded.is_empty() {
            folded.push(rest);
        }
    }
    folded
}

/// Writes a part of a text; a highlight that reaches beyond it is cut to it.
fn highlighted(
    out: &mut impl Write,
    text: &str,
    part: Range<usize>,
    highlights: &[Range<usize>],
    style: Style,
) -> io::Result<()> {
    for (piece, marked) in pieces(text, part, highlights) {
        match marked {
            true => write!(out, "{}", paint(style, piece))?,
            false => out.write_all(piece.as_bytes())?,
        }
    }
    Ok(())
}

/// Divides a part of a text into pieces, none of them empty, and tells which are highlighted.
pub(in crate::output) fn pieces<'a>(
    text: &'a str,
    part: Range<usize>,
    highlights: &[Range<usize>],
) -> Vec<(&'a str, bool)> {
    let mut pieces = Vec::new();
    let mut at = part.start;
    for highlight in highlights {
        let (start, end) = (highlight.start.max(at), highlight.end.min(part.end));
        if start < end {
            pieces.push((&text[at..start], false));
            pieces.push((&text[start..end], true));
            at = end;
        }
    }
    pieces.push((&text[at..part.end], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// Divides a text into lines, as byte ranges without the spaces between them.
fn lines(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut base = 0;
    for paragraph in text.split('\n') {
        let mut line: Option<Range<usize>> = None;
        let mut at = base;
        for word in paragraph.split(char::is_whitespace) {
            let (start, end) = (at, at + word.len());
            at = end + text[end..].chars().next().map_or(0, char::len_utf8);
            if word.is_empty() {
                continue;
            }
            line = match line {
                Some(line) if columns(&text[line.start..end]) > width => {
                    lines.push(line);
                    Some(start..end)
                }
                Some(line) => Some(line.start..end),
                None => Some(start..end),
            };
        }
        lines.push(line.unwrap_or(base..base));
        base += paragraph.len() + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use anstyle::{Effects, Style};

    use super::{Look, folded, write};
    use crate::output::testutil::written;

    fn check(text: &str, highlights: &[(usize, usize)], width: usize, expected: &str) {
        let bold = Style::new().effects(Effects::BOLD);
        let highlights: Vec<_> = highlights.iter().map(|&(start, end)| start..end).collect();
        let wrapped = written(|out| {
            write(
                out,
                text,
                &highlights,
                Look {
                    style: bold,
                    indent: 2,
                    width,
                },
            )
        });
        let marked = wrapped.replace("\x1b[1m", "[").replace("\x1b[0m", "]");
        assert_eq!(marked, expected);
    }

    #[test]
    fn breaks_between_words() {
        check("one two three", &[], 9, "  one two\n  three\n");
        check("a verylongword b", &[], 6, "  a\n  verylongword\n  b\n");
        check("one\ntwo three", &[], 80, "  one\n  two three\n");
        check("", &[], 80, "  \n");
    }

    #[test]
    fn folds_what_is_too_long() {
        let check = |text: &str, width: usize, expected: &[&str]| {
            assert_eq!(folded(text, width), expected, "{text:?} {width}");
        };
        check(
            "req. improvement/good",
            12,
            &["req.", "improvement/", "good"],
        );
        check(
            "aford/2024-01-05/ilacs#1",
            12,
            &["aford/2024-", "01-05/ilacs#", "1"],
        );
        check("unbroken", 3, &["unb", "rok", "en"]);
        check("児童", 1, &["児", "童"]);
        check("", 5, &[""]);
    }

    #[test]
    fn counts_characters_not_bytes() {
        check("ééé ééé", &[], 9, "  ééé ééé\n");
    }

    #[test]
    fn highlights_run_over_line_breaks() {
        check("one two three", &[(4, 13)], 9, "  one [two]\n  [three]\n");
        check("one two", &[(0, 3), (4, 7)], 80, "  [one] [two]\n");
    }
}
