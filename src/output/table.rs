//! Tables in text: columns as wide as their widest cell.

use std::io::{self, Write};

use super::Screen;
use super::screen::{columns as columns_of, paint};

/// A column: its heading and the side its cells keep to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'a> {
    heading: &'a str,
    right: bool,
}

impl<'a> Column<'a> {
    /// Makes a column of words.
    pub(super) const fn left(heading: &'a str) -> Self {
        Column {
            heading,
            right: false,
        }
    }

    /// Makes a column of numbers.
    pub(super) const fn right(heading: &'a str) -> Self {
        Column {
            heading,
            right: true,
        }
    }
}

/// Draws a bar of so many eighths of a character.
pub(super) fn bar(eighths: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// Writes a row of headings, then the rows; no line ends in spaces.
pub(super) fn write(
    out: &mut impl Write,
    columns: &[Column<'_>],
    rows: &[Vec<String>],
    screen: &Screen,
) -> io::Result<()> {
    let widths: Vec<usize> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let cells = rows.iter().map(|row| columns_of(&row[at]));
            cells.chain([columns_of(column.heading)]).max().unwrap_or(0)
        })
        .collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut line = String::new();
        for ((cell, column), width) in cells.zip(columns).zip(&widths) {
            if !line.is_empty() {
                line.push_str("  ");
            }
            // Links take no room, which padding by `format!` does not know.
            let padding = " ".repeat(width.saturating_sub(columns_of(cell)));
            match column.right {
                true => line.extend([&padding, cell]),
                false => line.extend([cell, &padding]),
            }
        }
        line.truncate(line.trim_end().len());
        line
    };
    writeln!(
        out,
        "{}",
        paint(
            screen.palette.title,
            line(&mut columns.iter().map(|c| c.heading))
        )
    )?;
    for row in rows {
        writeln!(out, "{}", line(&mut row.iter().map(String::as_str)))?;
    }
    Ok(())
}
