//! Tables of untagged pages: segments that stand side by side in columns, row by row.
//!
//! Columns are told by the white space that no line crosses. Rows are told by the space between
//! them; where it is that between lines, by how their cells begin.

use std::collections::VecDeque;

use super::super::joins;
use super::super::label::{self, Mark};
use super::centred::{self, Centred, MOST_ABOVE};
use super::paragraph::{Measure, room};
use super::segment::Segment;

/// Lines nearer to each other than this, in parts of the font size, stand side by side.
const SIDE_BY_SIDE: f32 = 0.9;
/// Rows further apart than this, in parts of the font size, are not of one table.
const MAX_ROW_PITCH: f32 = 5.0;
/// How much larger the pitch of rows is than that of lines, where they differ.
const ROW_PITCH: f32 = 1.15;
/// The same where there can be no doubt.
const CLEAR_PITCH: f32 = 1.35;
/// The space between the text of two cells, in parts of the font size.
const PADDING: f32 = 1.0;
/// What a line may lack of its column and still reach its end, in parts of the column.
const FULL: f32 = 0.15;
/// A column of text is not narrower, in parts of the font size.
const MIN_TEXT: f32 = 8.0;
/// How many lines reach the end of a column of text at least.
const FULL_LINES: usize = 3;
/// How many segments stand side by side in a row at most.
const MAX_BESIDE: usize = 500;
/// Columns closer than this, in points, are one.
const GUTTER: f32 = 2.0;
/// Two positions that differ by less, in points, are one edge.
const SAME_EDGE: f32 = 1.5;
/// Paragraphs of one cell are not further apart, in parts of the font size.
const MAX_PART_PITCH: f32 = 2.6;

/// What a stretch of a page is made of.
pub(super) enum Part<'a> {
    /// A line of running text.
    Line(Segment<'a>),
    /// The rows of a table; each holds its cells by column.
    Table(Vec<Row<'a>>),
    /// Columns that are read one after the other.
    Columns(Vec<Vec<Segment<'a>>>),
}

impl<'a> Part<'a> {
    /// Returns the line that it is; none if it is more.
    pub(super) fn as_line(&self) -> Option<&Segment<'a>> {
        match self {
            Part::Line(line) => Some(line),
            _ => None,
        }
    }
}

/// The cells of a row: the column of each, and its segments from above.
pub(super) type Row<'a> = Vec<(u32, Vec<Segment<'a>>)>;

/// Segments that stand side by side, or a single one.
type Band<'a> = Vec<Segment<'a>>;

/// Finds the tables among the segments of a page, ordered from above.
pub(super) fn parts<'a>(segments: Vec<Segment<'a>>, measure: &Measure) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    let mut bands = VecDeque::from(bands(segments));
    let bullets = bullets(&bands);
    while let Some(band) = bands.pop_front() {
        let mut heads = std::iter::once(&band).chain(&bands);
        if heads
            .by_ref()
            .take(MOST_ABOVE + 1)
            .any(|band| band.len() > 1)
        {
            let all = std::iter::once(&band).chain(&bands);
            if let Some(centred) = centred::find(all.map(Vec::as_slice)) {
                bands.push_front(band);
                parts.push(Part::Table(centred_rows(centred, &mut bands)));
                continue;
            }
        }
        let opens = bands.front().is_some_and(|next| {
            band.len() == 1 && next.len() > 1 && is_cut_by(&band[0], next, measure.pitch)
        });
        if band.len() == 1 && !opens {
            parts.extend(band.into_iter().map(Part::Line));
            continue;
        }
        let mut region = Region::new(band);
        while let Some(next) = bands.pop_front_if(|next| region.takes(next, measure.pitch)) {
            region.add(next);
        }
        let next = bands.front().and_then(|band| band.first());
        match (parts.last(), region.bands.as_slice()) {
            (above, [band])
                if is_broken([above.and_then(Part::as_line), next], band, measure.pitch) =>
            {
                let band = region.bands.into_iter().flatten();
                parts.extend(Segment::joined(band).map(Part::Line));
            }
            _ if region.is_lettered() => parts.extend(region.into_lines().map(Part::Line)),
            _ if region.is_list(&bullets) => parts.extend(region.into_items().map(Part::Line)),
            _ if region.reads_down() => parts.push(Part::Columns(region.into_columns())),
            _ => {
                region.take_head(&mut parts);
                parts.push(region.into_part(measure));
            }
        }
    }
    parts
}

/// Finds bullets that stand before text as if they were cells, again and again at one edge: a letter where they
/// were recognised in a picture.
fn bullets(bands: &VecDeque<Band<'_>>) -> Vec<(String, f32)> {
    let mut found: Vec<(String, f32, usize)> = Vec::new();
    for band in bands.iter().filter(|band| band.len() == 2) {
        let (text, x) = (band[0].text.trim_end(), band[0].x);
        let mut chars = text.chars();
        let is_sign = chars.next().is_some_and(|c| !c.is_ascii_digit()) && chars.next().is_none();
        if !is_sign || found.len() >= MAX_BESIDE {
            continue;
        }
        let same = |(other, at, _): &&mut (String, f32, usize)| {
            other == text && (*at - x).abs() < SAME_EDGE
        };
        match found.iter_mut().find(same) {
            Some((.., count)) => *count += 1,
            None => found.push((text.to_owned(), x, 1)),
        }
    }
    found.retain(|(.., count)| *count > 1);
    found.into_iter().map(|(text, x, _)| (text, x)).collect()
}

/// Takes rows of centred cells from the front of bands.
fn centred_rows<'a>(centred: Centred, bands: &mut VecDeque<Band<'a>>) -> Vec<Row<'a>> {
    let columns = Region {
        bands: Vec::new(),
        columns: centred.columns,
    };
    let mut rows = Vec::new();
    for length in centred.rows {
        let cells = columns.cells(bands.drain(..length).collect());
        let whole = cells.into_iter().map(|(column, lines)| {
            let cell = Segment::joined(lines.into_iter());
            (column, cell.into_iter().collect())
        });
        rows.push(whole.collect());
    }
    rows
}

/// Parts segments into bands: what stands side by side, or a single line.
fn bands(segments: Vec<Segment<'_>>) -> Vec<Band<'_>> {
    let mut bands: Vec<Band<'_>> = Vec::new();
    for segment in segments {
        match bands.last_mut() {
            Some(band) if is_beside(band, &segment) => band.push(segment),
            _ => bands.push(vec![segment]),
        }
    }
    bands
}

fn is_beside(band: &[Segment<'_>], segment: &Segment<'_>) -> bool {
    let last = &band[band.len() - 1];
    band.len() < MAX_BESIDE
        && last.y - segment.y < SIDE_BY_SIDE * last.size.min(segment.size)
        && band
            .iter()
            .any(|other| other.x_end < segment.x || segment.x_end < other.x)
}

/// Tells whether a band is no row, but a line with a wide gap between other lines of its paragraph: those
/// above it and below it.
fn is_broken([above, below]: [Option<&Segment<'_>>; 2], band: &Band<'_>, pitch: f32) -> bool {
    let [first, .., last] = band.as_slice() else {
        return false;
    };
    let crosses = |line: &Segment<'_>| {
        band.iter().all(|segment| line.is_set_as(segment))
            && (line.y - first.y).abs() < pitch * first.size
            && line.x < first.x_end
            && line.x_end > last.x
    };
    let is_spread = Segment::are_spread(band);
    above.is_some_and(|above| crosses(above) && !above.is_finished())
        || below.is_some_and(|below| {
            let is_broken = first.is_finished() || is_spread;
            crosses(below) && below.begins_small() && is_broken && !last.is_finished()
        })
}

/// Tells whether the first cell of a band goes on from a line above it.
fn is_cut_by(line: &Segment<'_>, band: &Band<'_>, pitch: f32) -> bool {
    let below = band
        .iter()
        .find(|segment| segment.x < line.x_end && segment.x_end > line.x);
    below.is_some_and(|below| {
        line.is_set_as(below)
            && line.y - below.y < pitch * line.size
            && below.begins_small()
            && band
                .iter()
                .all(|other| other.x <= below.x || other.x > line.x_end)
    })
}

/// Bands in columns.
struct Region<'a> {
    bands: Vec<Band<'a>>,
    /// Left and right end of each column, ordered.
    columns: Vec<[f32; 2]>,
}

impl<'a> Region<'a> {
    fn new(band: Band<'a>) -> Region<'a> {
        let mut region = Region {
            columns: Vec::new(),
            bands: Vec::new(),
        };
        region.add(band);
        region
    }

    fn add(&mut self, band: Band<'a>) {
        self.columns = self.widened(&band);
        self.bands.push(band);
    }

    /// The columns with a band more.
    fn widened(&self, band: &Band<'_>) -> Vec<[f32; 2]> {
        let ends = band.iter().map(|segment| [segment.x, segment.x_end]);
        centred::columns(self.columns.iter().copied().chain(ends))
    }

    /// Returns the column that a segment stands in.
    fn column(&self, segment: &Segment<'_>) -> usize {
        let at = self
            .columns
            .partition_point(|column| column[0] <= segment.x);
        let before = at.saturating_sub(1);
        // First lines of cells may be set in: others begin before the column does.
        let is_behind = |column: &[f32; 2]| segment.x > column[1] + GUTTER;
        let reaches = |column: &[f32; 2]| segment.x_end > column[0] + GUTTER;
        let belongs_behind = self.columns.get(before).is_some_and(is_behind)
            && self.columns.get(at).is_some_and(reaches);
        match belongs_behind {
            true => at,
            false => before,
        }
    }

    /// Tells whether a band is another row, or more lines of the last.
    fn takes(&self, band: &Band<'_>, pitch: f32) -> bool {
        let Some(last) = self.bands.last() else {
            return false;
        };
        let [first, above] = [&band[0], &last[last.len() - 1]];
        let size = first.size.max(above.size);
        let gap = lowest(last) - first.y;
        let columns = self.widened(band).len();
        if gap > MAX_ROW_PITCH * size || columns < 2 || columns < self.columns.len() {
            return false;
        }
        if band.len() > 1 {
            return true;
        }
        // A line alone is of a cell of the last row.
        let column = self.column(first);
        let [start, end] = self.columns[column];
        // Text of the page begins where the first column does.
        let is_apart = column > 0;
        let most = match is_apart && (start - first.x).abs() < SAME_EDGE {
            true => MAX_PART_PITCH,
            false => pitch,
        };
        let mut above = self.bands.iter().rev().flatten();
        let above = above.find(|other| self.column(other) == column);
        end > first.x
            && gap < most * size
            && (is_apart || label::find(&first.text).is_none())
            && above.is_some_and(|above| above.is_set_as(first))
    }

    /// Takes the lines at the head of a page that stand in a column but the first, above the rest
    /// of the table: they go on from a cell of the page before.
    fn take_head(&mut self, parts: &mut Vec<Part<'a>>) {
        let mut y = self.bands[0][0].y;
        let is_rest = |part: &Part<'_>| {
            let Part::Line(line) = part else { return false };
            let column = self.column(line);
            let own = self.bands.iter().flatten();
            let mut own = own.filter(|other| self.column(other) == column);
            let gap = line.y - y;
            y = line.y;
            column > 0
                && line.x > self.columns[0][1] + GUTTER
                && gap < MAX_PART_PITCH * line.size
                && own.next().is_some_and(|below| below.is_set_as(line))
                && self.keeps_columns(line)
        };
        if !parts.iter().rev().all(is_rest) {
            return;
        }
        let mut lines: Vec<Band<'a>> = Vec::new();
        for part in parts.drain(..) {
            if let Part::Line(line) = part {
                lines.push(vec![line]);
            }
        }
        self.bands.splice(0..0, lines);
    }

    /// Tells whether a line stands in one column alone.
    fn keeps_columns(&self, line: &Segment<'_>) -> bool {
        let among =
            |[start, end]: &&[f32; 2]| line.x < *end + GUTTER && line.x_end > *start - GUTTER;
        self.columns.iter().filter(among).count() == 1
    }

    /// Tells whether its first column holds nothing but bullets of the page.
    fn is_list(&self, bullets: &[(String, f32)]) -> bool {
        let mut bands = self.bands.iter().filter(|band| band.len() > 1);
        let is_bullet = |band: &Band<'_>| {
            let first = &band[0];
            let mut bullets = bullets.iter();
            bullets
                .any(|(text, x)| first.text.trim_end() == text && (first.x - x).abs() < SAME_EDGE)
        };
        self.columns.len() == 2 && bands.all(is_bullet)
    }

    /// Tells whether its first column holds nothing but letters of a list that count on, far from its text.
    fn is_lettered(&self) -> bool {
        let rows = self.bands.iter().filter(|band| band.len() > 1);
        let labels: Vec<String> = rows
            .map(|band| format!("{} ", band[0].text.trim_end()))
            .collect();
        let is_letter = |text: &String| {
            label::find(text)
                .is_some_and(|found| found.mark == Mark::Letter && found.len == text.len())
        };
        self.columns.len() == 2
            && labels.len() > 1
            && labels.iter().all(is_letter)
            && labels
                .windows(2)
                .all(|pair| label::follows(&pair[0], &pair[1]))
    }

    fn into_lines(self) -> impl Iterator<Item = Segment<'a>> {
        let bands = self.bands.into_iter();
        bands.flat_map(|band| Segment::joined(band.into_iter()))
    }

    fn into_items(self) -> impl Iterator<Item = Segment<'a>> {
        self.bands.into_iter().flat_map(|band| {
            let bullet = band.len() > 1;
            Segment::joined(band.into_iter()).map(|item| match bullet {
                true => item.with_bullet(),
                false => item,
            })
        })
    }

    /// Tells whether numbers go on from the foot of each column at the head of the next.
    fn reads_down(&self) -> bool {
        let mut last = None;
        (0..self.columns.len()).all(|column| {
            let segments = self.bands.iter().flatten();
            let own = segments.filter(|segment| self.column(segment) == column);
            let numbers = own.enumerate().filter_map(|(line, segment)| {
                match label::find(&segment.text).map(|label| label.mark) {
                    Some(Mark::Number(number)) => Some((line, number)),
                    _ => None,
                }
            });
            let before = last;
            let goes_on = numbers.clone().all(|(_, number)| {
                let follows = last.is_none_or(|last| number == last + 1);
                last = Some(number);
                follows
            });
            let mut numbers = numbers;
            goes_on && last != before && numbers.next().is_some_and(|(line, _)| line == 0)
        })
    }

    fn into_columns(self) -> Vec<Vec<Segment<'a>>> {
        let bounds = Region {
            bands: Vec::new(),
            columns: self.columns,
        };
        let mut columns: Vec<Vec<Segment<'a>>> = Vec::new();
        columns.resize_with(bounds.columns.len(), Vec::new);
        for segment in self.bands.into_iter().flatten() {
            let column = bounds.column(&segment);
            columns[column].push(segment);
        }
        columns
    }

    fn into_part(self, measure: &Measure) -> Part<'a> {
        let pitches = self.pitches(measure.pitch);
        let last = self.columns.len().saturating_sub(1);
        let right = match self.is_text(last) {
            true => measure.right,
            // Nothing tells how wide a column of short cells is.
            false => f32::MAX,
        };
        let columns = Region {
            bands: Vec::new(),
            columns: self.columns,
        };
        let mut rows: Vec<Vec<Band<'a>>> = Vec::new();
        for band in self.bands {
            let goes_on = rows.last().is_some_and(|row| {
                let gap = row.last().map_or(f32::MAX, lowest) - band[0].y;
                match pitches.of(gap / band[0].size) {
                    Pitch::Row => false,
                    Pitch::Line => true,
                    Pitch::Either => band.len() == 1 || columns.go_on(row, &band, right),
                }
            });
            match rows.last_mut() {
                Some(row) if goes_on => row.push(band),
                _ => rows.push(vec![band]),
            }
        }
        Part::Table(rows.into_iter().map(|row| columns.cells(row)).collect())
    }

    /// Puts the segments of a row into cells.
    fn cells(&self, row: Vec<Band<'a>>) -> Row<'a> {
        let mut cells: Row<'a> = Vec::new();
        for segment in row.into_iter().flatten() {
            let column = self.column(&segment) as u32;
            match cells.iter_mut().find(|(other, _)| *other == column) {
                Some((_, segments)) => segments.push(segment),
                None => cells.push((column, vec![segment])),
            }
        }
        cells.sort_by_key(|(column, _)| *column);
        cells
    }

    /// Tells whether cells go on in a band: one begins as the middle of a sentence does, or none had
    /// room on the line above.
    fn go_on(&self, row: &[Band<'_>], band: &Band<'_>, right: f32) -> bool {
        let had_no_room = |segment: &Segment<'_>| {
            let column = self.column(segment);
            let end = self.columns.get(column + 1).map_or(right, |next| next[0]);
            let above = row.last().and_then(|above| {
                let mut above = above.iter();
                above.find(|other| self.column(other) == column)
            });
            above.is_some_and(|above| room(above, segment, end) < PADDING * segment.size)
        };
        let is_cut = |segment: &Segment<'_>| {
            let above = row.iter().rev().flatten();
            let mut above = above.filter(|other| self.column(other) == self.column(segment));
            (above.next()).is_some_and(|above| joins::is_open_cell(&above.text))
        };
        band.iter()
            .any(|segment| segment.begins_small() || is_cut(segment))
            || band.iter().all(had_no_room)
    }

    /// Tells whether a column is wide, and some of its lines reach its right end, as those of text do.
    fn is_text(&self, column: usize) -> bool {
        let [start, end] = self.columns[column];
        let size = self.bands[0][0].size;
        if end - start < MIN_TEXT * size {
            return false;
        }
        let reaches = |segment: &&Segment<'_>| {
            self.column(segment) == column && segment.x_end > end - FULL * (end - start)
        };
        let lines = self.bands.iter().flatten();
        lines.filter(reaches).count() >= FULL_LINES
    }

    /// Measures the pitches of the bands.
    fn pitches(&self, of_paragraphs: f32) -> Pitches {
        let pitch = |pair: &[Band<'_>]| (lowest(&pair[0]) - pair[1][0].y) / pair[1][0].size;
        // What stands below a row in another column than the first is a paragraph more of its cell.
        let is_row = |pair: &&[Band<'_>]| self.column(&pair[1][0]) == 0 || pair[1].len() > 1;
        let of_lines = self.bands.windows(2).map(pitch).fold(f32::MAX, f32::min);
        let rows = self.bands.windows(2).filter(is_row).map(pitch);
        // The first row is a head, which may be set apart where others are not.
        let head = usize::from(rows.clone().count() > 1);
        Pitches {
            of_lines,
            of_rows: rows.skip(head).fold(0.0, f32::max),
            of_paragraphs,
        }
    }
}

/// The smallest and the largest pitch in a table, in parts of the font size.
struct Pitches {
    of_lines: f32,
    of_rows: f32,
    /// Above this, bands are of different rows.
    of_paragraphs: f32,
}

/// What a pitch is.
enum Pitch {
    Line,
    Row,
    Either,
}

impl Pitches {
    fn of(&self, pitch: f32) -> Pitch {
        if pitch > self.of_paragraphs {
            return Pitch::Row;
        }
        // Where rows are clearly set apart, the rest are lines.
        let apart = self.of_rows > self.of_lines * CLEAR_PITCH;
        match pitch > self.of_lines * ROW_PITCH {
            true => Pitch::Row,
            false if apart => Pitch::Line,
            false => Pitch::Either,
        }
    }
}

fn lowest(band: &Band<'_>) -> f32 {
    band.iter()
        .map(|segment| segment.y)
        .fold(f32::MAX, f32::min)
}
