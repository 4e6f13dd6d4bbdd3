//! Tables in text: columns as wide as their widest cell.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::wrap::{self, Look, folded};
use crate::output::screen::{Screen, columns as columns_of, paint};
use crate::output::sheet::{Cell, Column, Kind, Media, Part, Table};
use crate::output::words::link::linked;

/// Draws a bar of so many eighths of a character.
fn bar(eighths: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// Draws a part of a whole as a bar, which is at most as wide as there is room beside so many columns.
fn drawn(part: u64, whole: u64, kind: Kind, screen: &Screen, taken: usize) -> String {
    let Kind::Bars {
        beside,
        bounds: (least, most),
        seen,
    } = kind
    else {
        return String::new();
    };
    let room = screen.width.saturating_sub(beside).clamp(least, most);
    let room = match screen.bounded {
        true => room.min(screen.width.saturating_sub(taken)),
        false => room,
    };
    let (room, whole) = (room as u64 * 8, whole.max(1));
    let eighths = match seen {
        true => (part * room).div_ceil(whole),
        false => ((part as f64 / whole as f64).clamp(0.0, 1.0) * room as f64).round() as u64,
    };
    bar(eighths as usize)
}

/// Writes a row of headings, then the rows, each with what stands beneath it; no line ends in spaces.
///
/// Where lines may not be longer than the screen, words go on below in their columns; where there are too
/// many columns for that, each row is written as what its columns say.
pub(super) fn write<W: Write>(
    out: &mut W,
    table: &Table<'_>,
    screen: &Screen,
    beneath: impl Fn(&mut W, &[Part<'_>]) -> io::Result<()>,
) -> io::Result<()> {
    let grid = Grid::of(table, screen);
    if screen.bounded && total(grid.widths.iter().copied()) > screen.width {
        for (cells, row) in grid.rows.iter().zip(&table.rows) {
            grid.write_entry(out, cells, screen)?;
            beneath(out, &row.beneath)?;
        }
        return Ok(());
    }
    for line in grid.headings(screen) {
        writeln!(out, "{}", paint(screen.palette.title, line))?;
    }
    for (cells, row) in grid.rows.iter().zip(&table.rows) {
        for line in grid.lines(cells, screen) {
            writeln!(out, "{line}")?;
        }
        beneath(out, &row.beneath)?;
    }
    Ok(())
}

/// The cells that a screen has room for, as they are written.
struct Grid<'a> {
    columns: Vec<&'a Column>,
    /// How wide each column is.
    widths: Vec<usize>,
    rows: Vec<Vec<Written<'a>>>,
}

/// A cell as it is written.
struct Written<'a> {
    text: String,
    url: Option<&'a str>,
}

impl Written<'_> {
    fn shown(&self, text: &str, screen: &Screen) -> String {
        let url = self.url.filter(|_| !text.is_empty());
        linked(screen, url, text).to_string()
    }
}

impl<'a> Grid<'a> {
    fn of(table: &'a Table<'_>, screen: &Screen) -> Self {
        let is_shown =
            |column: &&Column| column.media.holds(Media::TEXT) && column.room <= screen.width;
        let columns: Vec<&Column> = table.columns.iter().filter(is_shown).collect();
        let shown = |cells: &'a [Cell]| -> Vec<&'a Cell> {
            let cells = cells.iter().zip(&table.columns);
            let cells = cells.filter(|(_, column)| is_shown(column));
            cells.map(|(cell, _)| cell).collect()
        };
        let cells: Vec<Vec<&Cell>> = table.rows.iter().map(|row| shown(&row.cells)).collect();
        let width = |(at, column): (usize, &&Column)| {
            let texts = cells.iter().map(|row| columns_of(&row[at].text()));
            Width::of(texts.max().unwrap_or(0), column)
        };
        let beside: Vec<Width> = columns.iter().enumerate().map(width).collect();
        let taken = total(beside.iter().map(|width| width.whole));
        let written = |(cell, column): (&&'a Cell, &&Column)| match cell {
            Cell::Bar(part, whole) => Written {
                text: drawn(*part, *whole, column.kind, screen, taken),
                url: None,
            },
            Cell::Link(text, url) => Written {
                text: text.clone(),
                url: url.as_deref(),
            },
            cell => Written {
                text: cell.text(),
                url: None,
            },
        };
        let rows = cells
            .iter()
            .map(|row| row.iter().zip(&columns).map(written).collect());
        let rows: Vec<Vec<Written<'_>>> = rows.collect();
        let width = |(at, column): (usize, &&Column)| {
            let texts = rows.iter().map(|row| columns_of(&row[at].text));
            let width = Width::of(texts.max().unwrap_or(0), column);
            let names = |row: &Vec<&Cell>| matches!(row[at], Cell::Link(..) | Cell::Place(_));
            match cells.iter().any(names) {
                true => width.whole_names(),
                false => width,
            }
        };
        let widths: Vec<Width> = columns.iter().enumerate().map(width).collect();
        let widths = match screen.bounded {
            true => fitted(&widths, screen.width),
            false => widths.iter().map(|width| width.whole).collect(),
        };
        Grid {
            columns,
            widths,
            rows,
        }
    }

    fn headings(&self, screen: &Screen) -> Vec<String> {
        let cells = self.columns.iter().map(|column| Written {
            text: heading(column).to_owned(),
            url: None,
        });
        self.lines(&cells.collect::<Vec<_>>(), screen)
    }

    /// Lays out a row, on one line if its columns are as wide as its cells.
    fn lines(&self, cells: &[Written<'_>], screen: &Screen) -> Vec<String> {
        let pieces = cells.iter().zip(&self.widths);
        let pieces = pieces.map(|(cell, width)| match columns_of(&cell.text) > *width {
            true => folded(&cell.text, *width),
            false => vec![cell.text.as_str()],
        });
        let pieces: Vec<Vec<&str>> = pieces.collect();
        let height = pieces.iter().map(Vec::len).max().unwrap_or(0);
        let line = |at: usize| {
            let mut line = String::new();
            for (((cell, pieces), column), width) in cells
                .iter()
                .zip(&pieces)
                .zip(&self.columns)
                .zip(&self.widths)
            {
                if !line.is_empty() {
                    line.push_str("  ");
                }
                let piece = pieces.get(at).copied().unwrap_or_default();
                // Links take no room, which padding by `format!` does not know.
                let padding = " ".repeat(width.saturating_sub(columns_of(piece)));
                let piece = cell.shown(piece, screen);
                match column.kind {
                    Kind::Numbers => line.extend([padding, piece]),
                    _ => line.extend([piece, padding]),
                }
            }
            line.truncate(line.trim_end().len());
            line
        };
        (0..height).map(line).collect()
    }

    /// Writes a row as what it is about, and beneath it what each column says.
    fn write_entry(
        &self,
        out: &mut impl Write,
        cells: &[Written<'_>],
        screen: &Screen,
    ) -> io::Result<()> {
        let named = self
            .columns
            .iter()
            .position(|column| !heading(column).is_empty());
        let named = named.map_or(cells.len(), |at| at + 1).min(cells.len());
        let (names, rest) = cells.split_at(named);
        let names = names.iter().map(|cell| cell.shown(&cell.text, screen));
        let names = names.collect::<Vec<_>>().join("  ");
        writeln!(out, "{}", paint(screen.palette.title, names))?;
        let rest = rest.iter().zip(&self.columns[named..]);
        let rest =
            rest.filter(|(cell, column)| !cell.text.is_empty() && !heading(column).is_empty());
        let said = rest.map(|(cell, column)| format!("{}: {}", heading(column), cell.text));
        let said = said.collect::<Vec<_>>().join("; ");
        let look = Look {
            style: screen.palette.title,
            indent: 2,
            width: screen.width,
        };
        match said.is_empty() {
            true => Ok(()),
            false => wrap::write(out, &said, &[], look),
        }
    }
}

/// Returns the heading of a column where room is short.
fn heading(column: &Column) -> &str {
    column.short.unwrap_or(&column.heading)
}

/// Returns how wide columns are beside each other.
fn total(widths: impl ExactSizeIterator<Item = usize>) -> usize {
    let gaps = 2 * widths.len().saturating_sub(1);
    widths.sum::<usize>() + gaps
}

/// How wide a column is.
struct Width {
    /// With its widest cell on one line.
    whole: usize,
    /// With cells and heading on several lines.
    least: usize,
}

impl Width {
    /// Measures a column by its widest cell.
    fn of(cells: usize, column: &Column) -> Self {
        /// Words are hard to read in narrower columns.
        const WORDS: usize = 12;
        let heading = heading(column);
        let whole = cells.max(columns_of(heading));
        let words = heading.split_whitespace().map(columns_of);
        let heading = words.max().unwrap_or(0);
        Width {
            whole,
            least: match column.kind {
                Kind::Words => heading.max(WORDS).min(whole),
                Kind::Numbers | Kind::Bars { .. } => heading.max(cells),
            },
        }
    }

    /// Leaves its cells whole: identifiers are copied.
    fn whole_names(self) -> Self {
        Width {
            least: self.whole,
            ..self
        }
    }
}

/// Narrows the widest columns until a line has room, as far as they can be narrowed.
fn fitted(columns: &[Width], room: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|width| width.whole).collect();
    while total(widths.iter().copied()) > room {
        let wide = (0..columns.len()).filter(|at| widths[*at] > columns[*at].least);
        let Some(widest) = wide.max_by_key(|at| (widths[*at], Reverse(*at))) else {
            break;
        };
        widths[widest] -= 1;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::{drawn, write};
    use crate::output::Screen;
    use crate::output::sheet::{Cell, Column, Kind, Row, Table, cells};
    use crate::output::testutil::{wide, written};

    fn check(part: u64, seen: bool, expected: &str) {
        let kind = Kind::Bars {
            beside: 10,
            bounds: (2, 4),
            seen,
        };
        assert_eq!(drawn(part, 32, kind, &wide(14), 0), expected, "{part}");
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
            drawn(1, 1000, kind, &wide(80), 0)
        };
        assert_eq!((bar(true).as_str(), bar(false).as_str()), ("▏", ""));
    }

    #[test]
    fn words_go_on_in_their_column_where_lines_are_bounded() {
        let rows = [("a long name of some place", 12), ("b", 3)];
        let table = Table {
            caption: String::new(),
            columns: vec![Column::words("place"), Column::numbers("reports in all")],
            rows: rows
                .map(|(name, n)| Row {
                    cells: cells![name, n as u64],
                    ..Row::default()
                })
                .into(),
        };
        let check = |screen: Screen, expected: &str| {
            let text = written(|out| write(out, &table, &screen, |_, _| Ok(())));
            assert_eq!(text, expected);
        };
        let bounded = Screen {
            bounded: true,
            ..wide(22)
        };
        check(
            bounded,
            "place          reports\n                in all\na long name         12\nof some\nplace\nb                    3\n",
        );
        check(
            wide(22),
            "place                      reports in all\na long name of some place              12\nb                                       3\n",
        );
    }

    #[test]
    fn what_has_too_many_columns_is_written_row_by_row() {
        let table = Table {
            caption: String::new(),
            columns: Column::figures(&["report", "paragraphs", "pages"]),
            rows: vec![Row {
                cells: vec![
                    Cell::Link("aford/2024".to_owned(), None),
                    7_u64.into(),
                    3_u64.into(),
                ],
                ..Row::default()
            }],
        };
        let screen = Screen {
            bounded: true,
            ..wide(24)
        };
        let text = written(|out| write(out, &table, &screen, |_, _| Ok(())));
        assert_eq!(text, "aford/2024\n  paragraphs: 7; pages:\n  3\n");
    }

    #[test]
    fn bars_keep_their_bounds() {
        let kind = Kind::Bars {
            beside: 10,
            bounds: (2, 4),
            seen: false,
        };
        let lengths = [5, 13, 90].map(|width| drawn(1, 1, kind, &wide(width), 0).chars().count());
        assert_eq!(lengths, [2, 3, 4]);
    }
}
