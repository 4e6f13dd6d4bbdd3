//! Lines that stand in a column of a table, and that no row of it takes.

use super::super::rows::Loose;
use super::segment::Segment;
use super::table::Part;

/// Columns closer than this, in points, are one.
const GUTTER: f32 = 2.0;

/// Finds the lines right below tables that stand in one of their columns but the first, where
/// running text would begin too.
pub(super) fn lines(parts: &[Part<'_>], pitch: f32) -> Vec<Loose> {
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let Some(mut extent) = Extent::of(part) else {
            continue;
        };
        let below = parts[at + 1..].iter().map_while(Part::as_line);
        let below = below.take_while(|line| extent.takes(line, pitch));
        found.extend(below.map(|line| Loose {
            page: line.page + 1,
            text: line.text.clone(),
        }));
    }
    found
}

/// How far a table reaches.
struct Extent {
    bottom: f32,
    /// The ends of its columns from the second on.
    columns: Vec<[f32; 2]>,
    /// Right end of its first column.
    first_end: f32,
}

impl Extent {
    /// Measures a table; none if the part is none.
    fn of(part: &Part<'_>) -> Option<Extent> {
        let Part::Table(rows) = part else {
            return None;
        };
        let mut extent = Extent {
            bottom: f32::MAX,
            columns: Vec::new(),
            first_end: f32::MIN,
        };
        for (column, segments) in rows.iter().flatten() {
            for segment in segments {
                extent.bottom = extent.bottom.min(segment.y);
                match column {
                    0 => extent.first_end = extent.first_end.max(segment.x_end),
                    _ => extent.columns.push([segment.x, segment.x_end]),
                }
            }
        }
        Some(extent)
    }

    /// Takes in a line below the table that stands in a column of it; false if it does not.
    fn takes(&mut self, line: &Segment<'_>, pitch: f32) -> bool {
        let in_column = |[start, end]: &[f32; 2]| line.x < *end && line.x_end > *start;
        let is_cell = line.x > self.first_end + GUTTER
            && self.bottom - line.y < pitch * line.size
            && self.columns.iter().any(in_column);
        if is_cell {
            self.bottom = line.y;
        }
        is_cell
    }
}
