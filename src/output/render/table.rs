//! Tables in text: columns as wide as their widest cell.

use std::io::{self, Write};

use crate::output::screen::{Screen, columns as columns_of, paint};
use crate::output::sheet::{Cell, Column, Kind, Media, Part, Table};
use crate::output::words::link::linked;

/// Draws a bar of so many eighths of a character.
fn bar(eighths: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// Draws a part of a whole as a bar, which is at most as wide as there is room.
fn drawn(part: u64, whole: u64, kind: Kind, screen: &Screen) -> String {
    let Kind::Bars {
        beside,
        bounds: (least, most),
        seen,
    } = kind
    else {
        return String::new();
    };
    let room = screen.width.saturating_sub(beside).clamp(least, most) as u64 * 8;
    let whole = whole.max(1);
    let eighths = match seen {
        true => (part * room).div_ceil(whole),
        false => ((part as f64 / whole as f64).clamp(0.0, 1.0) * room as f64).round() as u64,
    };
    bar(eighths as usize)
}

/// Writes a row of headings, then the rows, each with what stands beneath it; no line ends in spaces.
pub(super) fn write<W: Write>(
    out: &mut W,
    table: &Table<'_>,
    screen: &Screen,
    beneath: impl Fn(&mut W, &[Part<'_>]) -> io::Result<()>,
) -> io::Result<()> {
    let is_shown =
        |column: &&Column| column.media.holds(Media::TEXT) && column.room <= screen.width;
    let columns: Vec<&Column> = table.columns.iter().filter(is_shown).collect();
    let written = |cell: &Cell, column: &Column| match cell {
        Cell::Bar(part, whole) => drawn(*part, *whole, column.kind, screen),
        Cell::Link(text, url) => linked(screen, url.as_deref(), text).to_string(),
        cell => cell.text(),
    };
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().zip(&table.columns);
        let cells = cells.filter(|(_, column)| is_shown(column));
        cells.map(|(cell, column)| written(cell, column)).collect()
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let headings: Vec<&str> = columns
        .iter()
        .map(|column| column.short.unwrap_or(&column.heading))
        .collect();
    let width = |(at, heading): (usize, &&str)| {
        let cells = rows.iter().map(|row| columns_of(&row[at]));
        cells.max().unwrap_or(0).max(columns_of(heading))
    };
    let widths: Vec<usize> = headings.iter().enumerate().map(width).collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut line = String::new();
        for ((cell, column), width) in cells.zip(&columns).zip(&widths) {
            if !line.is_empty() {
                line.push_str("  ");
            }
            // Links take no room, which padding by `format!` does not know.
            let padding = " ".repeat(width.saturating_sub(columns_of(cell)));
            match column.kind {
                Kind::Numbers => line.extend([&padding, cell]),
                _ => line.extend([cell, &padding]),
            }
        }
        line.truncate(line.trim_end().len());
        line
    };
    let title = line(&mut headings.iter().copied());
    writeln!(out, "{}", paint(screen.palette.title, title))?;
    for (cells, row) in rows.iter().zip(&table.rows) {
        writeln!(out, "{}", line(&mut cells.iter().map(String::as_str)))?;
        beneath(out, &row.beneath)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::drawn;
    use crate::output::sheet::Kind;
    use crate::output::testutil::wide;

    fn check(part: u64, seen: bool, expected: &str) {
        let kind = Kind::Bars {
            beside: 10,
            bounds: (2, 4),
            seen,
        };
        assert_eq!(drawn(part, 32, kind, &wide(14)), expected, "{part}");
    }

    #[test]
    fn bars_are_as_long_as_their_share() {
        check(0, false, "");
        check(16, false, "██");
        check(32, false, "████");
        check(9, false, "█▏");
        check(64, false, "████");
    }

    #[test]
    fn what_is_more_than_nothing_is_seen() {
        let bar = |seen| {
            let kind = Kind::Bars {
                beside: 0,
                bounds: (2, 2),
                seen,
            };
            drawn(1, 1000, kind, &wide(80))
        };
        assert_eq!((bar(true).as_str(), bar(false).as_str()), ("▏", ""));
    }

    #[test]
    fn bars_keep_their_bounds() {
        let kind = Kind::Bars {
            beside: 10,
            bounds: (2, 4),
            seen: false,
        };
        let lengths = [5, 13, 90].map(|width| drawn(1, 1, kind, &wide(width)).chars().count());
        assert_eq!(lengths, [2, 3, 4]);
    }
}
