//! Lines of a concordance: matches under each other between the words around them.

use std::io::{self, Write};
use std::ops::Range;

use crate::index::Hit;
use crate::output::screen::{Screen, columns, fitting, paint};
use crate::output::words::label;
use crate::output::words::link::{linked, open_url};

/// Writes a line of text.
///
/// The width is shared out between the words before and after; the identifier comes on top, so
/// that it is never cut, and where lines may not be longer on a line of its own.
pub(super) fn write(
    out: &mut impl Write,
    hit: &Hit,
    node: &Range<usize>,
    screen: &Screen,
) -> io::Result<()> {
    let text = &hit.paragraph.text;
    let before = (screen.width / 2).saturating_sub(8);
    let left = fitting(one_line(&text[..node.start]).rev(), before);
    let left: String = left.chars().rev().collect();
    let middle: String = one_line(&text[node.clone()]).collect();
    let after = screen.width.saturating_sub(before + columns(&middle));
    let right = fitting(one_line(&text[node.end..]), after);
    // Padding goes by columns, of which a character takes none, one or two.
    let (indent, gap) = (
        before.saturating_sub(columns(&left)),
        after.saturating_sub(columns(&right)),
    );
    let url = match screen.hyperlinks {
        true => open_url(&hit.report, Some(hit.paragraph.page)),
        false => None,
    };
    let id = label::paragraph_id(&hit.report, &hit.paragraph);
    let id = paint(screen.palette.place, id);
    let id = linked(screen, url.as_deref(), id);
    let middle = paint(screen.palette.highlight, middle);
    match screen.bounded {
        // It would be broken anywhere.
        true => writeln!(out, "{:indent$}{left}{middle}{right}\n  {id}", ""),
        false => writeln!(out, "{:indent$}{left}{middle}{right}{:gap$}  {id}", "", ""),
    }
}

/// Reads a text with a space in place of each line break and the like.
fn one_line(text: &str) -> impl DoubleEndedIterator<Item = char> {
    let spaced = |c: char| if c.is_whitespace() { ' ' } else { c };
    text.chars().map(spaced)
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::index::Hit;
    use crate::output::Screen;
    use crate::output::testutil::{hit, wide, written};

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
    fn identifiers_stand_below_where_lines_are_bounded() {
        let hit = hit();
        let screen = Screen {
            bounded: true,
            ..wide(48)
        };
        let line = written(|out| write(out, &hit, &hit.highlights[0], &screen));
        assert_eq!(
            line,
            "e oldest – have life-story work.\n  harrowmere/2024-10-25/ilacs#28\n"
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
}
