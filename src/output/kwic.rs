//! Keyword in context: every match on a line, matches under each other.

use std::io::{self, Write};
use std::ops::Range;

use super::theme::paint;
use super::{Theme, link};
use crate::index::Hit;

/// Writes a line for each match of a hit, or its first words where nothing is highlighted.
///
/// The width is shared out between the words before and after; the identifier comes on top, so
/// that it is never cut.
pub(super) fn write(
    out: &mut impl Write,
    hit: &Hit,
    theme: &Theme,
    width: usize,
) -> io::Result<()> {
    let text = &hit.paragraph.text;
    let start = 0..0;
    let nodes = match hit.highlights.as_slice() {
        [] => std::slice::from_ref(&start),
        nodes => nodes,
    };
    let before = (width / 2).saturating_sub(8);
    for node in nodes {
        let left = left(text, node, before);
        let middle = one_line(&text[node.clone()]);
        let after = width.saturating_sub(before + middle.chars().count());
        let right = right(text, node, after);
        writeln!(
            out,
            "{left:>before$}{}{right:<after$}  {}",
            paint(theme.highlight, middle),
            link::paragraph_id(theme, &hit.report, &hit.paragraph),
        )?;
    }
    Ok(())
}

fn left(text: &str, node: &Range<usize>, width: usize) -> String {
    let chars: Vec<char> = text[..node.start].chars().rev().take(width).collect();
    one_line(&chars.into_iter().rev().collect::<String>())
}

fn right(text: &str, node: &Range<usize>, width: usize) -> String {
    one_line(&text[node.end..].chars().take(width).collect::<String>())
}

fn one_line(text: &str) -> String {
    text.replace(char::is_whitespace, " ")
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::output::Theme;
    use crate::output::testutil::{hit, written};

    #[test]
    fn matches_stand_under_each_other() {
        let mut hit = hit();
        hit.highlights.insert(0, 8..16);
        assert_eq!(
            written(|out| write(out, &hit, &Theme::plain(), 48)),
            "        Too few children – even the oldest – hav  harrowmere/2024-10-25/ilacs#28\n\
             e oldest – have life-story work.                  harrowmere/2024-10-25/ilacs#28\n"
        );
    }

    #[test]
    fn begins_the_paragraph_where_nothing_is_marked() {
        let mut hit = hit();
        hit.highlights.clear();
        assert_eq!(
            written(|out| write(out, &hit, &Theme::plain(), 32)),
            "        Too few children – even   harrowmere/2024-10-25/ilacs#28\n"
        );
    }
}
