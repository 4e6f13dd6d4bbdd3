//! Pieces of files without tags: runs grouped by position alone.
//!
//! Runs make segments (stretches of a line without a wide gap), segments that stand side by side
//! make the cells of a row or the lines of columns, and segments that follow each other at the
//! pitch of the text make paragraphs. What recurs from page to page is no text of its own.

mod columns;
mod loose;
mod paragraph;
mod running;
mod segment;
mod table;
mod turn;

use crate::pdf::{Document, Run};

use super::block::{Role, TableCell};
use super::drawn::Drawn;
use super::label::{self, Mark};
use super::lines;
use super::piece::Piece;
use super::rows::Loose;
use paragraph::{Measure, NOTE_SMALLER};
use segment::Segment;
use table::Part;
use turn::Turn;

/// A line that ends within this distance from the right margin, in points, is full.
const FULL_LINE: f32 = 90.0;
/// How many lines text in columns has at most.
const MAX_COLUMN_LINES: usize = 500;
/// So many lines of a page tell where its text ends on the right.
const TELLING_LINES: usize = 20;

/// Segments that make one piece.
struct Group<'a> {
    segments: Vec<Segment<'a>>,
    cell: Option<TableCell>,
}

/// A page of groups.
struct Page<'a> {
    /// The notes that it refers to.
    marks: Vec<u32>,
    groups: Vec<Group<'a>>,
}

impl Page<'_> {
    /// Tells whether a group at the head of the next page goes on from sentences of one of this page.
    fn turns(&self, group: &Group<'_>, next: &Group<'_>, measure: &Measure) -> bool {
        let turn = Turn {
            foot: &group.segments,
            head: &next.segments,
            right: self.right().unwrap_or(measure.right).min(measure.right),
        };
        group.cell.is_none() && next.cell.is_none() && turn.goes_on(measure)
    }

    /// Returns the right end of the lines of text; none if they are too few to tell.
    fn right(&self) -> Option<f32> {
        let text = self.groups.iter().filter(|group| group.cell.is_none());
        let lines: Vec<f32> = text
            .flat_map(|group| &group.segments)
            .map(|line| line.x_end)
            .collect();
        (lines.len() >= TELLING_LINES).then(|| lines.into_iter().fold(0.0, f32::max))
    }

    /// Tells whether a group is the only note of the page if it is one: the last of its groups, where
    /// the page refers to one note and none of them begins with its number, which is not always drawn.
    fn lacks_number(&self, group: &Group<'_>) -> bool {
        let &[mark] = self.marks.as_slice() else {
            return false;
        };
        let is_numbered = |group: &Group<'_>| {
            let label = label::find(&group.segments[0].text);
            label.is_some_and(|label| label.mark == Mark::BareNumber(mark))
        };
        let is_last = (self.groups.last()).is_some_and(|last| std::ptr::eq(last, group));
        is_last && group.cell.is_none() && !self.groups.iter().any(is_numbered)
    }
}

/// Groups runs of a document into pieces, page by page; returns those of tables that no row takes
/// beside them.
pub(super) fn pieces<'a>(
    document: &'a Document,
    runs: impl Iterator<Item = &'a Run>,
) -> (Vec<Piece>, Vec<Loose>) {
    let segments = running::without(document, segment::segments(document, runs));
    let measure = Measure::of(&segments);
    let mut tables = 0;
    let mut pieces = Vec::new();
    let mut loose = Vec::new();
    let pages: Vec<Page<'_>> = by_page(segments)
        .into_iter()
        .map(|page| Page {
            marks: (page.iter())
                .flat_map(|segment| segment.notes.clone())
                .collect(),
            groups: groups(page, &measure, &mut tables, &mut loose),
        })
        .collect();
    for (index, page) in pages.iter().enumerate() {
        let first = pieces.len();
        let of_page = page.groups.iter();
        pieces.extend(of_page.map(|group| piece(document, page, group, &measure)));
        keep_notes_at_foot(&mut pieces[first..], &measure);
        let next = pages.get(index + 1).and_then(|next| next.groups.first());
        let last = pieces[first..]
            .iter()
            .rposition(|piece| piece.role != Role::Note);
        if let (Some(last), Some(next)) = (last, next)
            && page.turns(&page.groups[last], next, &measure)
        {
            pieces[first + last].complete = false;
        }
    }
    (pieces, loose)
}

/// Makes text of what is set as text and taken for a note by its number, where text stands below it or
/// a note that is set smaller has the number.
fn keep_notes_at_foot(page: &mut [Piece], measure: &Measure) {
    let mark = |piece: &Piece| label::find(&piece.text).map(|label| label.mark);
    let is_small = |piece: &Piece| piece.setting.size < measure.body_size - NOTE_SMALLER;
    let small = page
        .iter()
        .filter(|piece| piece.role == Role::Note && is_small(piece));
    let small: Vec<Mark> = small.filter_map(mark).collect();
    let foot = page.iter().rposition(|piece| piece.role != Role::Note);
    for (index, piece) in page.iter_mut().enumerate() {
        let is_above = foot.is_some_and(|foot| index < foot);
        let is_known = || mark(piece).is_some_and(|mark| small.contains(&mark));
        if piece.role == Role::Note && !is_small(piece) && (is_above || is_known()) {
            piece.role = Role::Paragraph;
        }
    }
}

fn by_page(segments: Vec<Segment<'_>>) -> Vec<Vec<Segment<'_>>> {
    let mut pages: Vec<Vec<Segment<'_>>> = Vec::new();
    for segment in segments {
        match pages.last_mut() {
            Some(page) if page[0].page == segment.page => page.push(segment),
            _ => pages.push(vec![segment]),
        }
    }
    pages
}

/// Gathers the segments of a page into cells and paragraphs; counts its tables, and lists what stands
/// in them without a row.
fn groups<'a>(
    page: Vec<Segment<'a>>,
    measure: &Measure,
    tables: &mut u32,
    loose: &mut Vec<Loose>,
) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for stretch in stretches(page) {
        match stretch {
            Stretch::Columns(columns) => {
                let mut text = Vec::new();
                gather_columns(&mut text, columns, measure);
                groups.append(&mut text);
            }
            Stretch::Lines(segments) => {
                let mut text = Vec::new();
                let parts = table::parts(segments, measure);
                loose.extend(loose::lines(&parts, measure.pitch));
                let mut parts = parts.into_iter().peekable();
                while let Some(part) = parts.next() {
                    let rows = match part {
                        Part::Line(line) => {
                            let mut lines = vec![line];
                            let is_line = |part: &Part<'_>| part.as_line().is_some();
                            while let Some(Part::Line(line)) = parts.next_if(is_line) {
                                lines.push(line);
                            }
                            gather(&mut text, lines, None, measure, measure.right);
                            continue;
                        }
                        Part::Columns(columns) => {
                            gather_columns(&mut text, columns, measure);
                            continue;
                        }
                        Part::Table(rows) => rows,
                    };
                    groups.append(&mut text);
                    for (row, cells) in (0..).zip(rows) {
                        for (column, segments) in cells {
                            let table = *tables;
                            let cell = TableCell { table, row, column };
                            gather(&mut text, segments, Some(cell), measure, f32::MIN);
                            groups.append(&mut text);
                        }
                    }
                    *tables += 1;
                }
                groups.append(&mut text);
            }
        }
    }
    groups
}

/// Adds the lines of columns, one column after the other, to the groups of a text.
fn gather_columns<'a>(
    groups: &mut Vec<Group<'a>>,
    columns: impl IntoIterator<Item = Vec<Segment<'a>>>,
    measure: &Measure,
) {
    for column in columns {
        let right = column.iter().map(|line| line.x_end).fold(0.0, f32::max);
        gather(groups, column, None, measure, right);
    }
}

/// Adds lines to the groups of a text: to the last, or as a new one.
fn gather<'a>(
    groups: &mut Vec<Group<'a>>,
    lines: Vec<Segment<'a>>,
    cell: Option<TableCell>,
    measure: &Measure,
    right: f32,
) {
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        match groups.last_mut() {
            Some(group)
                if measure.continues(&group.segments, &line, right)
                    && !measure.parts_below(&group.segments, &line, lines.peek()) =>
            {
                group.segments.push(line);
            }
            _ => groups.push(Group {
                segments: vec![line],
                cell,
            }),
        }
    }
}

/// Part of a page.
enum Stretch<'a> {
    /// Text in columns, one after the other.
    Columns([Vec<Segment<'a>>; 2]),
    /// Lines across the page, and tables.
    Lines(Vec<Segment<'a>>),
}

/// Parts a page where text stands in columns.
fn stretches(segments: Vec<Segment<'_>>) -> Vec<Stretch<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < segments.len() {
        let end = segments.len().min(at + MAX_COLUMN_LINES);
        match columns::at_start(&segments[at..end]) {
            Some(sides) => {
                let length = sides[0].len() + sides[1].len();
                found.push((at, sides));
                at += length;
            }
            None => at += 1,
        }
    }
    let mut stretches = Vec::new();
    let mut segments: Vec<Option<Segment<'_>>> = segments.into_iter().map(Some).collect();
    let mut at = 0;
    for (start, sides) in found {
        let before = segments[at..start].iter_mut().filter_map(Option::take);
        stretches.push(Stretch::Lines(before.collect()));
        at = start + sides[0].len() + sides[1].len();
        let mut side = |indices: &Vec<usize>| -> Vec<Segment<'_>> {
            let taken = indices
                .iter()
                .filter_map(|&index| segments[start + index].take());
            taken.collect()
        };
        stretches.push(Stretch::Columns([side(&sides[0]), side(&sides[1])]));
    }
    stretches.push(Stretch::Lines(segments.into_iter().flatten().collect()));
    stretches
}

/// Makes a piece of a group of a page.
fn piece(document: &Document, page: &Page<'_>, group: &Group<'_>, measure: &Measure) -> Piece {
    let runs: Vec<Drawn<'_>> = group
        .segments
        .iter()
        .flat_map(|segment| segment.runs.iter().copied())
        .collect();
    let first = &group.segments[0];
    let label = label::find(&first.text);
    let is_low = first.y < document.pages[first.page as usize].height / 2.0;
    let is_small = first.size < measure.body_size - NOTE_SMALLER;
    let is_marked = match label.map(|label| label.mark) {
        Some(Mark::BareNumber(number)) => page.marks.contains(&number),
        _ => false,
    };
    let is_numbered = first.text.starts_with(|c: char| c.is_ascii_digit());
    let is_note = is_numbered && (is_small || is_marked) || is_small && page.lacks_number(group);
    let role = match label {
        _ if is_low && is_note => Role::Note,
        Some(label) if !matches!(label.mark, Mark::BareNumber(_)) => Role::ListItem,
        _ => Role::Paragraph,
    };
    let last = group.segments.last();
    let ends_full = last.is_some_and(|last| last.x_end > measure.right - FULL_LINE);
    let finished = last.is_some_and(Segment::is_finished);
    let mut piece = Piece::new(role, lines::flow(&runs, role), group.cell);
    // Nothing marks the end of a paragraph here but a full stop or a line that is not full.
    piece.complete = finished || !ends_full || piece.setting.bold;
    piece
}
