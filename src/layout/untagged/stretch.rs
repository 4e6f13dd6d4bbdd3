//! Stretches of a page beside a river: lines that leave a strip of white free, with text on both sides,
//! and whether that text is columns or cells.

use std::borrow::Cow;
use std::ops::Range;

use super::super::label::{self, Mark};
use super::super::size::low;
use super::paragraph::{LARGER_PITCH, PARAGRAPH_PITCH};
use super::segment::{Segment, is_label};

/// A river is not narrower, in parts of the font size.
pub(super) const RIVER: f32 = 0.6;
/// Lines nearer to each other than this, in parts of the font size, stand side by side.
pub(super) const SIDE_BY_SIDE: f32 = 0.9;
/// Paragraphs nearer to each other than this, in parts of the font size, begin beside each other, as cells of
/// a row do; those of columns do so by chance.
const BESIDE: f32 = 0.25;
/// Two lines whose baselines differ by less, in points, stand at one height.
const SAME_HEIGHT: f32 = 0.5;
/// A line that takes this part of its column is full.
const FULL: f32 = 0.7;
/// Headings are larger than the text, in parts of its size.
const LARGE: f32 = 1.1;

/// A line of a column, as far as it matters here.
struct Line<'s> {
    /// Its place among the lines of the page.
    index: usize,
    x: f32,
    x_end: f32,
    y: f32,
    size: f32,
    bold: bool,
    text: Cow<'s, str>,
}

impl<'s> Line<'s> {
    fn new(index: usize, segment: &Segment<'_>, text: Cow<'s, str>) -> Line<'s> {
        Line {
            index,
            x: segment.x,
            x_end: segment.x_end,
            y: segment.y,
            size: segment.size,
            bold: segment.bold,
            text,
        }
    }

    fn is_open(&self) -> bool {
        !self.text.trim_end().ends_with(['.', ':', ';', '?', '!'])
    }

    fn is_item(&self) -> bool {
        let label = label::find(&self.text).map(|label| label.mark);
        matches!(label, Some(Mark::Bullet | Mark::SubBullet))
    }

    /// Tells whether a paragraph begins with it, below a line; `pitch` is that of lines of one paragraph.
    fn begins_below(&self, above: &Line<'_>, pitch: f32) -> bool {
        let apart = PARAGRAPH_PITCH.max(pitch * LARGER_PITCH);
        let is_numbered = label::find(&self.text)
            .is_some_and(|label| matches!(label.mark, Mark::Number(_) | Mark::Letter));
        above.y - self.y > apart * self.size || self.is_item() || is_numbered
    }
}

/// Parts the lines of a page where something crosses a river, or a heading stands above both columns.
pub(super) fn stretches<'s>(lines: &'s [Segment<'_>], river: f32) -> Vec<Stretch<'s>> {
    let mut stretches = Vec::new();
    let mut open = Stretch::at(0);
    for (index, segment) in lines.iter().enumerate() {
        let text = || Cow::Borrowed(segment.text.as_str());
        let [left, right] = &mut open.sides;
        if segment.x_end <= river {
            left.push(Line::new(index, segment, text()));
        } else if segment.x >= river {
            right.push(Line::new(index, segment, text()));
        } else if let Some([before, behind]) = segment.halves(river, RIVER) {
            left.push(Line::new(index, &before, Cow::Owned(before.text.clone())));
            right.push(Line::new(index, &behind, Cow::Owned(behind.text.clone())));
        } else {
            open.close(index, &mut stretches);
            open = Stretch::at(index + 1);
        }
    }
    open.close(lines.len(), &mut stretches);
    stretches
}

/// Lines one below the other that leave a river free, with text on both sides.
pub(super) struct Stretch<'s> {
    /// Their places among the lines of the page.
    pub(super) range: Range<usize>,
    sides: [Vec<Line<'s>>; 2],
}

impl<'s> Stretch<'s> {
    fn at(start: usize) -> Stretch<'s> {
        Stretch {
            range: start..start,
            sides: [Vec::new(), Vec::new()],
        }
    }

    /// Ends the stretch, and parts it above the headings of what stands below both its columns.
    fn close(mut self, end: usize, stretches: &mut Vec<Stretch<'s>>) {
        self.range.end = end;
        while let Some(cut) = self.headings_inside() {
            let below = self.sides.each_mut().map(|side| {
                let at = side.partition_point(|line| line.index < cut);
                side.split_off(at)
            });
            let above = Stretch {
                range: self.range.start..cut,
                sides: std::mem::replace(&mut self.sides, below),
            };
            self.range.start = cut;
            stretches.extend(above.is_whole().then_some(above));
        }
        stretches.extend(self.is_whole().then_some(self));
    }

    fn is_whole(&self) -> bool {
        self.sides.iter().all(|side| !side.is_empty())
    }

    /// Finds the first heading on the left that ends both columns above it: nothing stands beside it, nor
    /// beside the space around it.
    fn headings_inside(&self) -> Option<usize> {
        let [left, right] = &self.sides;
        let text = left.iter().filter(|line| !line.bold);
        let size = text.map(|line| line.size).fold(f32::MAX, f32::min);
        let is_heading = |line: &Line<'_>| line.bold || line.size > LARGE * size;
        let mut at = 1;
        while at < left.len() {
            let end = at
                + left[at..]
                    .iter()
                    .take_while(|line| is_heading(line))
                    .count();
            if end == at {
                at += 1;
                continue;
            }
            let (above, below) = (&left[at - 1], left.get(end));
            let bottom = below.map_or(f32::MIN, |below| below.y + SIDE_BY_SIDE * below.size);
            let is_beside =
                |line: &&Line<'_>| line.y < above.y - SIDE_BY_SIDE * line.size && line.y > bottom;
            let is_below = |line: &Line<'_>| line.y <= bottom;
            // What stands under a heading of the right column goes on below it.
            let leaves_text = |line: &Line<'_>| !is_heading(line);
            let ends_above = right.iter().rfind(|line| line.index < left[at].index);
            if !is_heading(above)
                && !right.iter().any(|line| is_beside(&line))
                && right.iter().any(is_below)
                && ends_above.is_none_or(leaves_text)
            {
                return Some(left[at].index);
            }
            at = end;
        }
        None
    }

    /// Tells whether its sides are columns of text.
    pub(super) fn is_columns(&self) -> bool {
        self.sides.iter().all(|side| is_running(side)) && self.parts_freely()
    }

    /// Tells whether its sides are columns of text where others of the document stand at their place.
    pub(super) fn may_be_columns(&self) -> bool {
        if self.sides.iter().any(|side| are_labels(side)) {
            return false;
        }
        let [left, right] = self.sides.each_ref().map(|side| is_running(side));
        left && right || (left || right) && (self.parts_freely() || !self.is_aligned())
    }

    /// Tells whether lines of its sides stand at one height, as those of cells do.
    fn is_aligned(&self) -> bool {
        let [left, right] = &self.sides;
        let (few, many) = match left.len() < right.len() {
            true => (left, right),
            false => (right, left),
        };
        let is_beside = |line: &&Line<'_>| {
            let at = many.partition_point(|other| other.y > line.y + SAME_HEIGHT);
            many.get(at)
                .is_some_and(|other| other.y > line.y - SAME_HEIGHT)
        };
        few.iter().filter(is_beside).count() * 3 >= few.len() * 2
    }

    /// Tells whether paragraphs of its sides do not begin beside each other as cells do.
    fn parts_freely(&self) -> bool {
        let [left, right] = &self.sides;
        let begins = |side: &[Line<'_>]| -> Vec<f32> {
            let pitch = low_pitch(side);
            let pairs = side.windows(2);
            let begins = pairs.filter(|pair| pair[1].begins_below(&pair[0], pitch));
            begins.map(|pair| pair[1].y).collect()
        };
        let [left_begins, right_begins] = [begins(left), begins(right)];
        let lists = left[0].is_item() && (right[0].is_item() || !right_begins.is_empty());
        // Lines of the two columns that part where the other side goes on.
        let foot = |side: &[Line<'_>]| side.last().map_or(0.0, |line| line.y);
        let foot = foot(left).max(foot(right));
        let reach = BESIDE * left[0].size;
        let freely = |begins: &[f32], others: &[f32]| {
            let is_free = |y: &&f32| !others.iter().any(|other| (other - *y).abs() < reach);
            let inside = begins.iter().filter(|y| **y > foot);
            inside.filter(is_free).count()
        };
        let free = freely(&left_begins, &right_begins) + freely(&right_begins, &left_begins);
        let begins = left_begins.len() + right_begins.len();
        lists || free >= 2 && free * 2 >= begins
    }
}

/// Tells whether most lines of a column are labels alone, of the text beside them, or bullets that were
/// recognised as letters.
fn are_labels(column: &[Line<'_>]) -> bool {
    let is_no_text = |line: &&Line<'_>| {
        let text = line.text.trim();
        text.chars().nth(1).is_none() || is_label(text)
    };
    column.iter().filter(is_no_text).count() * 2 > column.len()
}

/// Returns the pitch that one of five lines of a column is below, in parts of the font size: that of lines
/// of one paragraph; 0 if there is one line.
fn low_pitch(column: &[Line<'_>]) -> f32 {
    let pitches = column
        .windows(2)
        .map(|pair| (pair[0].y - pair[1].y) / pair[1].size);
    low(pitches.collect())
}

/// Tells whether a column is full of sentences that go on from line to line; some end, as no cells of a table
/// of judgements do.
fn is_running(column: &[Line<'_>]) -> bool {
    let start = column.iter().map(|line| line.x).fold(f32::MAX, f32::min);
    let end = column.iter().map(|line| line.x_end).fold(0.0, f32::max);
    let is_full = |line: &&Line<'_>| line.x_end - start > FULL * (end - start);
    let full = column.iter().filter(is_full).count();
    let goes_on = column.windows(2).any(|pair| {
        pair[0].is_open() && is_full(&&pair[0]) && pair[1].text.starts_with(char::is_lowercase)
    });
    full * 2 >= column.len() && goes_on && !column.iter().all(Line::is_open)
}
