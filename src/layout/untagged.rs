//! Pieces of files without tags: runs grouped by position alone.
//!
//! Runs make segments (stretches of a line without a wide gap), segments that stand side by side
//! make the cells of a row, and segments that follow each other at the pitch of the text make
//! paragraphs. Lines that recur at the edges of pages are running heads and feet.

use std::collections::HashMap;

use crate::pdf::Document;

use super::block::{Cell, Role};
use super::columns::{self, Line};
use super::drawn::Drawn;
use super::label::{self, Mark};
use super::lines;
use super::piece::Piece;
use super::size::common_size;

/// A gap that parts columns, in parts of the font size.
const COLUMN_GAP: f32 = 1.2;
/// Lines nearer to each other than this, in parts of the font size, stand side by side.
const SIDE_BY_SIDE: f32 = 0.9;
/// A pitch above this, in parts of the font size, parts paragraphs.
const PARAGRAPH_PITCH: f32 = 1.45;
/// How far lines of one cell or item may be set in from each other, in points.
const INDENT: f32 = 32.0;
/// Part of the page height at top and bottom where running heads and feet stand.
const MARGIN: f32 = 0.1;
/// A line that ends within this distance from the right margin, in points, is full.
const FULL_LINE: f32 = 90.0;
/// How many segments stand side by side in a row at most.
const MAX_BESIDE: usize = 500;
/// How many lines text in columns has at most.
const MAX_COLUMN_LINES: usize = 500;
/// By how much notes are smaller than the text, in points.
const NOTE_SMALLER: f32 = 1.0;

/// A stretch of a line without a wide gap.
struct Segment<'a> {
    runs: Vec<Drawn<'a>>,
    text: String,
    page: u32,
    x: f32,
    x_end: f32,
    y: f32,
    size: f32,
    bold: bool,
}

/// Segments that make one piece.
struct Group<'a> {
    segments: Vec<Segment<'a>>,
    cell: Option<Cell>,
}

/// Groups runs into pieces, page by page.
pub(super) fn pieces(document: &Document) -> Vec<Piece> {
    let segments = without_running_lines(document, segments(document));
    let body_size = common_size(
        segments
            .iter()
            .map(|segment| (segment.size, segment.text.len())),
    );
    let right = segments
        .iter()
        .map(|segment| segment.x_end)
        .fold(0.0, f32::max);
    groups(segments)
        .into_iter()
        .map(|group| piece(document, group, body_size, right))
        .collect()
}

fn segments(document: &Document) -> Vec<Segment<'_>> {
    let mut runs: Vec<Drawn<'_>> = document
        .runs
        .iter()
        .map(|run| Drawn::of(document, run))
        .filter(|drawn| !drawn.is_blank())
        .collect();
    runs.sort_by(|Drawn { run: a, .. }, Drawn { run: b, .. }| {
        a.page.cmp(&b.page).then(b.y.total_cmp(&a.y))
    });
    let mut lines: Vec<Vec<Drawn<'_>>> = Vec::new();
    for drawn in runs {
        match lines.last_mut() {
            Some(line) if is_same_line(line, drawn) => line.push(drawn),
            _ => lines.push(vec![drawn]),
        }
    }
    let mut segments = Vec::new();
    for mut line in lines {
        line.sort_by(|a, b| a.run.x.total_cmp(&b.run.x));
        let mut open: Vec<Drawn<'_>> = Vec::new();
        for drawn in line {
            let run = drawn.run;
            let gap = open
                .last()
                .is_some_and(|last| run.x - last.run.x_end > COLUMN_GAP * run.size);
            // A label and the text it stands before are one.
            if gap && !is_label_alone(&open) {
                segments.push(segment(std::mem::take(&mut open)));
            }
            open.push(drawn);
        }
        segments.push(segment(open));
    }
    segments
}

fn is_same_line(line: &[Drawn<'_>], drawn: Drawn<'_>) -> bool {
    let last = line[line.len() - 1].run;
    lines::on_one_line(last, drawn.run, last.size.max(drawn.run.size))
}

fn is_label_alone(runs: &[Drawn<'_>]) -> bool {
    let text: String = runs.iter().map(|drawn| drawn.text).collect();
    let text = text.trim();
    label::find(text).is_some_and(|label| label.len == text.len())
}

fn segment(runs: Vec<Drawn<'_>>) -> Segment<'_> {
    let flow = lines::flow(&runs, Role::Note);
    let first = runs[0].run;
    let all = || runs.iter().map(|drawn| drawn.run);
    let widest = all().max_by(|a, b| a.size.total_cmp(&b.size));
    Segment {
        page: first.page,
        x: first.x,
        x_end: all().map(|run| run.x_end).fold(0.0, f32::max),
        y: widest.map_or(0.0, |run| run.y),
        size: flow.setting.size,
        bold: flow.setting.bold,
        text: flow.text,
        runs,
    }
}

/// Drops lines at the top and bottom edges that recur from page to page.
fn without_running_lines<'a>(document: &Document, segments: Vec<Segment<'a>>) -> Vec<Segment<'a>> {
    let key = |segment: &Segment<'_>| -> Option<String> {
        let height = document.pages[segment.page as usize].height;
        let at_edge = segment.y < height * MARGIN || segment.y > height * (1.0 - MARGIN);
        at_edge.then(|| {
            segment
                .text
                .chars()
                .filter(|c| !c.is_ascii_digit())
                .collect()
        })
    };
    let mut counts: HashMap<String, u32> = HashMap::new();
    for segment in &segments {
        if let Some(key) = key(segment) {
            *counts.entry(key).or_default() += 1;
        }
    }
    let often = (document.pages.len() as u32 / 3).max(2);
    segments
        .into_iter()
        .filter(|segment| key(segment).is_none_or(|key| counts[&key] < often))
        .collect()
}

/// Gathers segments into cells and paragraphs.
fn groups(segments: Vec<Segment<'_>>) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut table = Table::default();
    for band in in_columns(segments) {
        if let Some(columns) = columns(&band) {
            table.start_row(&band);
            groups.extend(table.cells(band, &columns));
            continue;
        }
        for segment in band {
            if let Some(group) = table.cell_of(&mut groups, &segment) {
                group.segments.push(segment);
                continue;
            }
            match groups.last_mut() {
                Some(group) if group.cell.is_none() && continues(group, &segment) => {
                    group.segments.push(segment);
                }
                _ => groups.push(Group {
                    segments: vec![segment],
                    cell: None,
                }),
            }
        }
    }
    groups
}

/// Parts segments into bands; those of text in columns stand one by one, a column after the other.
fn in_columns(segments: Vec<Segment<'_>>) -> Vec<Vec<Segment<'_>>> {
    let lines: Vec<Line<'_>> = segments
        .iter()
        .map(|segment| Line {
            text: &segment.text,
            page: segment.page,
            x: segment.x,
            x_end: segment.x_end,
            y: segment.y,
            size: segment.size,
            bold: segment.bold,
        })
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = lines.len().min(at + MAX_COLUMN_LINES);
        match columns::at_start(&lines[at..end]) {
            Some(sides) => {
                let length = sides[0].len() + sides[1].len();
                found.push((at, sides));
                at += length;
            }
            None => at += 1,
        }
    }
    let mut all = Vec::new();
    let mut segments: Vec<Option<Segment<'_>>> = segments.into_iter().map(Some).collect();
    let mut at = 0;
    for (start, sides) in found {
        let before = segments[at..start].iter_mut().filter_map(Option::take);
        all.extend(bands(before.collect()));
        at = start + sides[0].len() + sides[1].len();
        for index in sides.into_iter().flatten() {
            all.extend(segments[start + index].take().map(|segment| vec![segment]));
        }
    }
    all.extend(bands(segments.into_iter().flatten().collect()));
    all
}

/// Parts segments into bands: what stands side by side, or a single line.
fn bands(segments: Vec<Segment<'_>>) -> Vec<Vec<Segment<'_>>> {
    let mut bands: Vec<Vec<Segment<'_>>> = Vec::new();
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
        && last.page == segment.page
        && last.y - segment.y < SIDE_BY_SIDE * last.size.min(segment.size)
        && band
            .iter()
            .any(|other| other.x_end < segment.x || segment.x_end < other.x)
}

/// Returns the left ends of the columns of a band, if it has more than one.
fn columns(band: &[Segment<'_>]) -> Option<Vec<f32>> {
    let mut lefts: Vec<f32> = Vec::new();
    for segment in band {
        if !lefts.iter().any(|left| (left - segment.x).abs() < INDENT) {
            lefts.push(segment.x);
        }
    }
    lefts.sort_by(f32::total_cmp);
    (lefts.len() > 1).then_some(lefts)
}

/// The table that the last bands made.
#[derive(Default)]
struct Table {
    number: u32,
    row: u32,
    /// Page and lowest baseline of the last row.
    foot: Option<(u32, f32)>,
}

impl Table {
    fn start_row(&mut self, band: &[Segment<'_>]) {
        let (page, top) = (band[0].page, band[0].y);
        match self.foot {
            Some((last_page, foot)) if last_page == page && foot - top < 60.0 => self.row += 1,
            _ => {
                self.number += 1;
                self.row = 0;
            }
        }
    }

    fn cells<'a>(&mut self, band: Vec<Segment<'a>>, columns: &[f32]) -> Vec<Group<'a>> {
        let mut cells: Vec<Group<'a>> = Vec::new();
        self.foot = band.last().map(|last| (last.page, last.y));
        for segment in band {
            let column = columns
                .iter()
                .position(|left| (left - segment.x).abs() < INDENT)
                .unwrap_or_default() as u32;
            let cell = Cell {
                table: self.number,
                row: self.row,
                column,
            };
            match cells.iter_mut().find(|group| group.cell == Some(cell)) {
                Some(group) => group.segments.push(segment),
                None => cells.push(Group {
                    segments: vec![segment],
                    cell: Some(cell),
                }),
            }
        }
        cells.sort_by_key(|group| group.cell);
        cells
    }

    /// Finds the cell that a line below a row goes on in.
    fn cell_of<'g, 'a>(
        &mut self,
        groups: &'g mut [Group<'a>],
        segment: &Segment<'_>,
    ) -> Option<&'g mut Group<'a>> {
        let (page, foot) = self.foot?;
        let near = page == segment.page && foot - segment.y < PARAGRAPH_PITCH * segment.size;
        if !near || label::find(&segment.text).is_some() {
            self.foot = None;
            return None;
        }
        let (table, row) = (self.number, self.row);
        let group = groups.iter_mut().rev().take(8).find(|group| {
            let first = &group.segments[0];
            group
                .cell
                .is_some_and(|cell| (cell.table, cell.row) == (table, row))
                && (first.x - segment.x).abs() < INDENT
                && first.bold == segment.bold
        })?;
        self.foot = Some((page, segment.y));
        Some(group)
    }
}

fn continues(group: &Group<'_>, segment: &Segment<'_>) -> bool {
    let (first, last) = (
        &group.segments[0],
        &group.segments[group.segments.len() - 1],
    );
    if segment.y > last.y && last.page == segment.page && segment.x > last.x_end {
        // The top of the next column goes on where a sentence is left open.
        let open = !last.text.trim_end().ends_with(['.', ':', ';', '?', '!']);
        return open && label::find(&segment.text).is_none();
    }
    let same_style = (last.size - segment.size).abs() < 0.6 && last.bold == segment.bold;
    if !same_style
        || last.page != segment.page
        || last.y - segment.y > PARAGRAPH_PITCH * segment.size
    {
        return false;
    }
    match label::find(&segment.text).map(|label| label.mark) {
        Some(Mark::Bullet | Mark::SubBullet) => false,
        Some(Mark::Number(_) | Mark::Section(..)) => segment.x > first.x + 2.0,
        _ => (segment.x - first.x).abs() < INDENT + 16.0,
    }
}

fn piece(document: &Document, group: Group<'_>, body_size: f32, right: f32) -> Piece {
    let runs: Vec<Drawn<'_>> = group
        .segments
        .iter()
        .flat_map(|segment| segment.runs.iter().copied())
        .collect();
    let first = &group.segments[0];
    let height = document.pages[first.page as usize].height;
    let is_note = first.size < body_size - NOTE_SMALLER
        && first.text.starts_with(|c: char| c.is_ascii_digit())
        && first.y < height / 2.0;
    let role = match label::find(&first.text) {
        _ if is_note => Role::Note,
        Some(label) if !matches!(label.mark, Mark::BareNumber(_)) => Role::ListItem,
        _ => Role::Paragraph,
    };
    let ends_full = group
        .segments
        .last()
        .is_some_and(|last| last.x_end > right - FULL_LINE);
    let mut piece = Piece::new(role, lines::flow(&runs, role), group.cell);
    // Nothing marks the end of a paragraph here but a full stop or a line that is not full.
    let finished = piece.text.trim_end().ends_with(['.', ':', ';', '?', '!']);
    piece.complete = finished || !ends_full || piece.setting.bold;
    piece
}
