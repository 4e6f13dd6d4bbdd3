//! Rows whose cells are centred: where cells of one row have more lines than others, these stand at
//! the height of half a line.
//!
//! No space sets such rows apart. What a row holds is told by its cells' middles, which lie at one
//! height.

use super::super::joins;
use super::segment::Segment;

/// How many lines below the first are looked at.
const MAX_BANDS: usize = 80;
/// Lines of a table are not further apart, in parts of the font size.
const MAX_PITCH: f32 = 2.6;
/// So many lines of a cell stand above the others of its row at most.
pub(super) const MOST_ABOVE: usize = 3;
/// A cell has no more lines.
const MAX_LINES: usize = 8;
/// So many rows make a table.
const LEAST_ROWS: usize = 3;
/// Middles that differ by less, in parts of the font size, are at one height.
const SAME_HEIGHT: f32 = 0.15;
/// Lines nearer to each other, in parts of the font size, stand at one height: cells may be set at the
/// top of their rows, and their middles agree by chance.
const BESIDE: f32 = 0.25;
/// Two pitches that differ by less, as parts of one another, are the same, ...
const SAME_PITCH: f32 = 1.05;
/// ... and those that differ by more are those of lines and of rows.
const ROW_PITCH: f32 = 1.15;
/// Columns closer than this, in points, are one.
const GUTTER: f32 = 2.0;

/// Rows of centred cells.
pub(super) struct Centred {
    /// How many bands each row takes.
    pub(super) rows: Vec<usize>,
    /// Left and right end of each column, ordered.
    pub(super) columns: Vec<[f32; 2]>,
}

/// A line of a cell.
struct Line {
    band: usize,
    y: f32,
    size: f32,
    /// Whether it begins as the middle of a sentence does.
    begins_small: bool,
    /// Whether it ends before its sentence does.
    is_open: bool,
}

/// A row, or a line of all of its cells.
struct Row {
    /// How many bands it takes.
    bands: usize,
    /// How many lines each of its cells has.
    heights: Vec<usize>,
    top: f32,
    bottom: f32,
    begins_small: bool,
    /// Whether a cell ends before its sentence does.
    is_open: bool,
    /// Whether a cell begins between two lines of the first.
    is_between: bool,
}

/// Finds rows of centred cells that begin with the first of some bands, of which one at least has a cell
/// that begins between lines of another; none if there are none.
pub(super) fn find<'s, 'a: 's>(bands: impl Iterator<Item = &'s [Segment<'a>]>) -> Option<Centred> {
    let bands: Vec<&[Segment<'_>]> = bands.take(MAX_BANDS).collect();
    // The first lines of a cell may stand above all others of its row.
    let mut heads = bands.iter().take(MOST_ABOVE + 1);
    let whole = heads.find(|band| band.len() > 1)?;
    // Lines of one cell may be among them.
    let mut columns = columns(whole.iter().map(|cell| [cell.x, cell.x_end]));
    let line = |band, cell: &Segment<'_>| Line {
        band,
        y: cell.y,
        size: cell.size,
        begins_small: cell.begins_small(),
        is_open: joins::is_open_cell(&cell.text),
    };
    let mut lines: Vec<Vec<Line>> = Vec::new();
    lines.resize_with(columns.len(), Vec::new);
    let mut lowest = bands.first()?.first()?.y;
    for (index, band) in bands.into_iter().enumerate() {
        let highest = band.iter().max_by(|a, b| a.y.total_cmp(&b.y))?;
        if lowest - highest.y > MAX_PITCH * highest.size {
            break;
        }
        let places: Option<Vec<usize>> =
            band.iter().map(|cell| place(&mut columns, cell)).collect();
        let Some(places) = places else { break };
        for (cell, place) in band.iter().zip(places) {
            lines[place].push(line(index, cell));
            lowest = lowest.min(cell.y);
        }
    }
    let rows = rows(&lines)?;
    Some(Centred { rows, columns })
}

/// Returns the columns in which stretches of lines stand, ordered.
pub(super) fn columns(ends: impl Iterator<Item = [f32; 2]>) -> Vec<[f32; 2]> {
    let mut ends: Vec<[f32; 2]> = ends.collect();
    ends.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let mut columns: Vec<[f32; 2]> = Vec::new();
    for [start, end] in ends {
        match columns.last_mut() {
            Some(column) if start < column[1] + GUTTER => column[1] = column[1].max(end),
            _ => columns.push([start, end]),
        }
    }
    columns
}

/// Finds the only column that a cell stands in, and widens it; none if it would reach another.
fn place(columns: &mut [[f32; 2]], cell: &Segment<'_>) -> Option<usize> {
    let touches = |[start, end]: &[f32; 2]| cell.x < end + GUTTER && cell.x_end > start - GUTTER;
    let mut places = (0..columns.len()).filter(|&at| touches(&columns[at]));
    let place = places.next()?;
    if places.next().is_some() {
        return None;
    }
    let [start, end] = &mut columns[place];
    *start = start.min(cell.x);
    *end = end.max(cell.x_end);
    Some(place)
}

/// Parts the lines of columns into rows as far as their middles agree: the bands of each row.
fn rows(columns: &[Vec<Line>]) -> Option<Vec<usize>> {
    let mut at = vec![0; columns.len()];
    let mut rows: Vec<Row> = Vec::new();
    let mut band = 0;
    while let Some(row) = row(columns, &at, band) {
        for (at, height) in at.iter_mut().zip(&row.heights) {
            *at += height;
        }
        band += row.bands;
        rows.push(row);
    }
    let is_table = rows.iter().any(|row| row.is_between);
    let whole = whole(&rows);
    (is_table && whole.len() >= LEAST_ROWS).then_some(whole)
}

/// Puts lines of cells that have as many each together: the bands of each row.
fn whole(rows: &[Row]) -> Vec<usize> {
    let pitches = rows.iter().filter_map(|row| {
        let lines = row.heights.iter().max().filter(|lines| **lines > 1)?;
        Some((row.top - row.bottom) / (lines - 1) as f32)
    });
    let pitch = pitches.fold(f32::MAX, f32::min);
    let gap = |pair: &[Row]| pair[0].bottom - pair[1].top;
    // The first is a head.
    let widest = rows.windows(2).skip(1).map(gap).fold(0.0, f32::max);
    let apart = widest > pitch * ROW_PITCH;
    let mut whole: Vec<usize> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let is_line = row.heights.iter().all(|height| *height == 1);
        let goes_on = row.begins_small || index > 0 && rows[index - 1].is_open;
        let near = index > 0 && apart && gap(&rows[index - 1..=index]) < pitch * SAME_PITCH;
        match whole.last_mut() {
            Some(bands) if is_line && (near || goes_on) => *bands += row.bands,
            _ => whole.push(row.bands),
        }
    }
    whole
}

/// Finds the next row: the fewest lines of each column whose middles agree.
fn row(columns: &[Vec<Line>], at: &[usize], band: usize) -> Option<Row> {
    let from = |column: usize| columns[column].get(at[column]..).unwrap_or_default();
    (1..=MAX_LINES.min(from(0).len())).find_map(|height| {
        let first = from(0).get(..height)?;
        let (middle, size) = (self::middle(first), first[0].size);
        let cell = |column: usize| {
            let lines = from(column);
            let cells = (1..=MAX_LINES.min(lines.len())).map(|height| &lines[..height]);
            let mut cells = cells;
            cells.find(|cell| (self::middle(cell) - middle).abs() < SAME_HEIGHT * size)
        };
        let others: Option<Vec<&[Line]>> = (1..columns.len()).map(cell).collect();
        let cells: Vec<&[Line]> = std::iter::once(first).chain(others?).collect();
        // The rest of a cell at the top of the row before it may agree by chance.
        let is_line = cells.iter().all(|cell| cell.len() == 1);
        let goes_on = |(cell, at): (&&[Line], &usize)| *at > 0 && cell[0].begins_small;
        if !is_line && cells.iter().zip(at).any(goes_on) {
            return None;
        }
        let lines = || cells.iter().copied().flatten();
        let end = lines().map(|line| line.band + 1).max()?;
        // Nothing of the next row stands in its bands.
        let next = cells.iter().enumerate();
        let mut next = next.filter_map(|(column, cell)| from(column).get(cell.len()));
        (next.all(|line| line.band >= end) && end > band).then(|| Row {
            bands: end - band,
            heights: cells.iter().map(|cell| cell.len()).collect(),
            top: lines().map(|line| line.y).fold(f32::MIN, f32::max),
            bottom: lines().map(|line| line.y).fold(f32::MAX, f32::min),
            begins_small: cells.iter().any(|cell| cell[0].begins_small),
            is_open: (cells.iter()).any(|cell| cell.last().is_some_and(|line| line.is_open)),
            is_between: cells.iter().any(|cell| is_between(&cell[0], first)),
        })
    })
}

/// Tells whether a line stands at the height of none of a cell.
fn is_between(line: &Line, cell: &[Line]) -> bool {
    let is_beside = |other: &Line| (line.y - other.y).abs() < BESIDE * line.size;
    !cell.iter().any(is_beside)
}

/// Returns the height of the middle of a cell.
fn middle(lines: &[Line]) -> f32 {
    match lines {
        [first, .., last] => (first.y + last.y) / 2.0,
        [line] => line.y,
        [] => 0.0,
    }
}
