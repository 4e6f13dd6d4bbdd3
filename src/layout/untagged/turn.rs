//! Page turns of untagged pages: whether a paragraph goes on over the page though a sentence ends at
//! the foot.
//!
//! A line at the foot that had room for the next word ends its paragraph. Where it had none, the
//! setting tells: an item hangs, a program leaves no line of a paragraph alone and no room at the foot
//! for another, and some draw a space behind each word that another follows.

use super::super::label;
use super::paragraph::{Measure, ROOMY, SAME_SIZE, room};
use super::segment::Segment;

/// Two positions that differ by less, in points, are one edge.
const SAME_EDGE: f32 = 1.0;
/// The lines of an item that hangs are set in by more than this, in points.
const HANGING: f32 = 3.0;
/// Words that speak of the sentence before their own.
const REFERS_BACK: &[&str] = &[
    "Additionally",
    "Consequently",
    "Furthermore",
    "However",
    "Moreover",
    "Nevertheless",
    "Therefore",
    "These",
    "They",
    "This",
];

/// The lines on both sides of a page turn, or of the turn from a column to the next.
pub(super) struct Turn<'s, 'a> {
    /// The last paragraph of the page before.
    pub(super) foot: &'s [Segment<'a>],
    /// The first of the page behind.
    pub(super) head: &'s [Segment<'a>],
    /// Right end of the text of the page before, in points.
    pub(super) right: f32,
    /// How far the column of the head lies to the right of that of the foot, in points.
    pub(super) aside: f32,
}

impl Turn<'_, '_> {
    /// Tells whether the lines at the head go on from a full line at the foot, though a sentence ends
    /// there.
    pub(super) fn goes_on(&self, measure: &Measure) -> bool {
        let (Some(last), Some(first)) = (self.foot.last(), self.head.first()) else {
            return false;
        };
        let is_next = first.page == last.page + 1 || first.page == last.page && first.y > last.y;
        let alike = (last.size - first.size).abs() < SAME_SIZE && last.bold == first.bold;
        is_next
            && alike
            && room(last, first, self.right) < 0.0
            && (refers_back(first) || self.hangs(measure) || self.fills(measure))
    }

    /// Tells whether the last line at the foot leaves more room than the first word at the head takes.
    pub(super) fn leaves_room(&self) -> bool {
        let (Some(last), Some(first)) = (self.foot.last(), self.head.first()) else {
            return false;
        };
        room(last, first, self.right) > ROOMY * last.size
    }

    /// Tells whether the head stands where the lines of an item at the foot do, set in from the text.
    fn hangs(&self, measure: &Measure) -> bool {
        let [item, .., last] = self.foot else {
            return false;
        };
        let first = &self.head[0];
        label::find(&item.text).is_some()
            && label::find(&first.text).is_none()
            && last.x > item.x + HANGING
            && last.x > measure.left + HANGING
            && (first.x - self.aside - last.x).abs() < SAME_EDGE
    }

    /// Tells whether the foot is filled with lines that end as those do that go on.
    fn fills(&self, measure: &Measure) -> bool {
        let ([_, .., last], [first, _, ..]) = (self.foot, self.head) else {
            return false;
        };
        measure.marks_lines
            && last.ends_in_space()
            && label::find(&first.text).is_none()
            && last.y - measure.bottom < measure.pitch * last.size
            && (first.x - self.aside - last.x).abs() < SAME_EDGE
    }
}

/// Tells whether a line begins with a word that speaks of the sentence before it.
fn refers_back(line: &Segment<'_>) -> bool {
    let mut words = line.text.split(|c: char| !c.is_alphabetic());
    REFERS_BACK.contains(&words.next().unwrap_or_default())
}
