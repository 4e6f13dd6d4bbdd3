//! Figures as they are printed, and the tables in which they stand.

use std::io::{self, Write};

use crate::index::Quote;
use crate::output::markdown;
use crate::output::screen::paint;
use crate::output::table::{self, Column};
use crate::output::{Screen, wrap};
use crate::themes::stats::{Interval, Proportion};

/// Writes a share: "45%".
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// Writes a part of a whole with its share: "9/20 45%".
pub(super) fn share(of: Proportion) -> String {
    format!("{}/{} {:>4}", of.part, of.whole, percent(of.share()))
}

/// Writes an interval of shares: "24 to 68%".
pub(super) fn interval(of: Interval) -> String {
    format!("{:.0} to {:.0}%", of.low * 100.0, of.high * 100.0)
}

/// Writes a probability, small ones as a bound.
pub(super) fn probability(p: f64) -> String {
    if p < 0.0001 {
        "<0.0001".to_owned()
    } else {
        format!("{p:.4}")
    }
}

/// Writes a rate for each thousand.
pub(super) fn per_thousand(of: Proportion) -> String {
    format!("{:.1}", of.share() * 1000.0)
}

/// Rounds to six decimals, beyond which figures say nothing.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// Rounds the ends of an interval.
pub(super) fn ends(of: Interval) -> [f64; 2] {
    [rounded(of.low), rounded(of.high)]
}

/// Rounds a probability to six significant digits, so that small ones stay what they are.
pub(super) fn significant(p: f64) -> f64 {
    format!("{p:.5e}").parse().unwrap_or(p)
}

/// Draws a share as a bar of at most `width` characters.
pub(super) fn bar(share: f64, width: usize) -> String {
    table::bar((share.clamp(0.0, 1.0) * width as f64 * 8.0).round() as usize)
}

/// Writes a table, and under each row what `beneath` writes.
pub(super) fn write_with_notes<W: Write>(
    out: &mut W,
    columns: &[Column<'_>],
    rows: &[Vec<String>],
    screen: &Screen,
    mut beneath: impl FnMut(&mut W, usize) -> io::Result<()>,
) -> io::Result<()> {
    let mut lines = Vec::new();
    table::write(&mut lines, columns, rows, screen)?;
    for (at, line) in lines.split_inclusive(|byte| *byte == b'\n').enumerate() {
        out.write_all(line)?;
        if let Some(row) = at.checked_sub(1) {
            beneath(out, row)?;
        }
    }
    Ok(())
}

/// Writes the sentence that stands for a row beneath it, and where it was read.
pub(super) fn write_quote(out: &mut impl Write, quote: &Quote, screen: &Screen) -> io::Result<()> {
    let marked = std::slice::from_ref(&quote.words);
    let indent = "      ";
    wrap::write(
        out,
        &quote.sentence,
        marked,
        screen.palette.highlight,
        indent,
        screen.width,
    )?;
    writeln!(out, "{indent}{}", paint(screen.palette.place, &quote.id))
}

/// Makes columns of text, the first of words and the others of numbers.
pub(super) fn columns<'a>(headings: &[&'a str]) -> Vec<Column<'a>> {
    let columns = headings.iter().enumerate().map(|(at, heading)| match at {
        0 => Column::left(heading),
        _ => Column::right(heading),
    });
    columns.collect()
}

/// Writes a table in Markdown, its first column of words and the others of numbers.
pub(super) fn write_markdown(
    out: &mut impl Write,
    headings: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> io::Result<()> {
    let rule = headings.iter().enumerate().map(|(at, _)| match at {
        0 => "---",
        _ => "---:",
    });
    writeln!(out, "| {} |", headings.join(" | "))?;
    writeln!(out, "| {} |", rule.collect::<Vec<_>>().join(" | "))?;
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| markdown::escape(cell).replace('\n', " "))
            .collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{bar, probability, rounded, share, significant};
    use crate::themes::stats::Proportion;

    #[test]
    fn figures() {
        assert_eq!(share(Proportion { part: 9, whole: 20 }), "9/20  45%");
        assert_eq!(probability(0.000_01), "<0.0001");
        assert_eq!(probability(0.5), "0.5000");
        assert_eq!(rounded(1.0 / 3.0), 0.333_333);
        assert_eq!(significant(1.0 / 3e9), 3.333_33e-10);
    }

    #[test]
    fn bars_are_as_long_as_their_share() {
        let check = |share, expected: &str| assert_eq!(bar(share, 4), expected, "{share}");
        check(0.0, "");
        check(0.5, "██");
        check(1.0, "████");
        check(0.28125, "█▏");
    }
}
