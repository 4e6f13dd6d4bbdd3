//! Groups: lines that make one paragraph, heading, item or cell of a page.

use super::super::block::TableCell;
use super::super::rows::Loose;
use super::columns::{Column, Region};
use super::loose;
use super::paragraph::Measure;
use super::segment::Segment;
use super::table::{self, Part};
use super::turn::Turn;

/// Segments that make one piece.
pub(super) struct Group<'a> {
    pub(super) segments: Vec<Segment<'a>>,
    pub(super) cell: Option<TableCell>,
    /// The column of text that it stands in; none if it stands across the page.
    pub(super) column: Option<Column>,
}

impl Group<'_> {
    /// Returns the right end of the column that it stands in, in points.
    pub(super) fn right(&self, measure: &Measure) -> f32 {
        self.column.map_or(measure.right, |column| column.right)
    }

    /// Tells whether a group at the head of the next page or column goes on from its sentences; from the
    /// right end of the text across its page too.
    pub(super) fn turns(&self, next: &Group<'_>, across: f32, measure: &Measure) -> bool {
        self.are_text(next) && self.turn(next, across).goes_on(measure)
    }

    /// Tells whether its last line leaves room for the first word of a group at the head of the next page.
    pub(super) fn leaves_room(&self, next: &Group<'_>, across: f32) -> bool {
        self.are_text(next) && self.turn(next, across).leaves_room()
    }

    fn are_text(&self, next: &Group<'_>) -> bool {
        self.cell.is_none() && next.cell.is_none()
    }

    fn turn<'s>(&'s self, next: &'s Group<'_>, across: f32) -> Turn<'s, 's> {
        let aside = |group: &Group<'_>| group.column.map_or(0.0, |column| column.aside);
        Turn {
            foot: &self.segments,
            head: &next.segments,
            right: self.column.map_or(across, |column| column.right),
            aside: aside(next) - aside(self),
        }
    }
}

/// Gathers the lines of a page into cells and paragraphs; counts its tables, and lists what stands in
/// them without a row.
pub(super) fn groups<'a>(
    page: Vec<Region<'a>>,
    measure: &Measure,
    tables: &mut u32,
    loose: &mut Vec<Loose>,
) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    // Paragraphs go on from table to table, and from column to column.
    let mut text: Vec<Group<'a>> = Vec::new();
    for Region { lines, column } in page {
        let measure = &match column {
            Some(column) => measure.within([column.left, column.right]),
            None => measure.clone(),
        };
        let place = |cell| Place { cell, column };
        let parts = table::parts(lines, measure);
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
                    gather(&mut text, lines, place(None), measure, measure.right);
                    continue;
                }
                Part::Columns(columns) => {
                    for lines in columns {
                        let right = lines.iter().map(|line| line.x_end).fold(0.0, f32::max);
                        gather(&mut text, lines, place(None), measure, right);
                    }
                    continue;
                }
                Part::Table(rows) => rows,
            };
            groups.append(&mut text);
            for (row, cells) in (0..).zip(rows) {
                for (column, segments) in cells {
                    let table = *tables;
                    let cell = TableCell { table, row, column };
                    gather(&mut text, segments, place(Some(cell)), measure, f32::MIN);
                    groups.append(&mut text);
                }
            }
            *tables += 1;
        }
    }
    groups.append(&mut text);
    over_columns(groups, measure)
}

/// Joins paragraphs that go on in the next column though a sentence ends at the foot of one.
fn over_columns<'a>(groups: Vec<Group<'a>>, measure: &Measure) -> Vec<Group<'a>> {
    let mut joined: Vec<Group<'a>> = Vec::with_capacity(groups.len());
    for group in groups {
        match joined.last_mut() {
            Some(last)
                if last.column != group.column && last.turns(&group, measure.right, measure) =>
            {
                last.segments.extend(group.segments);
            }
            _ => joined.push(group),
        }
    }
    joined
}

/// Where lines stand.
#[derive(Clone, Copy)]
struct Place {
    cell: Option<TableCell>,
    column: Option<Column>,
}

/// Adds lines to the groups of a text: to the last, or as a new one.
fn gather<'a>(
    groups: &mut Vec<Group<'a>>,
    lines: Vec<Segment<'a>>,
    place: Place,
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
                cell: place.cell,
                column: place.column,
            }),
        }
    }
}
