//! Notes at the foot of untagged pages: told by their size, by the numbers that the page refers to and
//! by their place.

use super::super::label::{self, Mark};
use super::group::Group;
use super::paragraph::{Measure, NOTE_SMALLER};

/// So many numbers that follow on the one before tell that paragraphs are numbered.
const LEAST_NUMBERED: usize = 4;
/// Two positions that differ by less, in points, are one edge.
const SAME_EDGE: f32 = 2.0;

/// Tells for each group of a page whether it is a note: from the numbers of the notes that the page
/// refers to, and its height.
///
/// What is set as text is one by its number alone, and only where nothing stands below it but notes
/// and no note that is set smaller has the number, nor are paragraphs numbered at its edge. A note that found no room
/// below the page that refers to it stands at the foot of the next: one with a raised number that is owed.
pub(super) fn notes(
    groups: &[Group<'_>],
    marks: &[u32],
    owed: &[u32],
    height: f32,
    measure: &Measure,
    numbered: &[f32],
) -> Vec<bool> {
    let is_small = |group: &Group<'_>| is_small(group, measure);
    let number = |group: &Group<'_>| number(group, measure);
    let is_owed = |group: &Group<'_>| {
        let raised = group.segments[0].raised_number();
        raised.is_some_and(|number| owed.contains(&number))
    };
    let is_marked = |group: &Group<'_>| {
        number(group).is_some_and(|number| marks.contains(&number)) || is_owed(group)
    };
    // The number of the only note is not always drawn.
    let lacks_number = |at: usize| {
        let is_last = at + 1 == groups.len() && groups[at].cell.is_none();
        is_last && marks.len() == 1 && !groups.iter().any(is_marked)
    };
    let may_be_note = |at: usize| {
        let group = &groups[at];
        let first = &group.segments[0];
        let is_numbered = first.text.starts_with(|c: char| c.is_ascii_digit());
        let is_note = is_numbered && (is_small(group) || is_marked(group))
            || is_small(group) && lacks_number(at);
        first.y < height / 2.0 && is_note
    };
    let mut notes: Vec<bool> = (0..groups.len()).map(may_be_note).collect();
    let foot = notes.iter().rposition(|is_note| !is_note);
    let pairs = groups.iter().zip(&notes);
    let small = pairs.filter(|(group, is_note)| **is_note && is_small(group));
    let numbers: Vec<u32> = small.filter_map(|(group, _)| number(group)).collect();
    for (at, group) in groups.iter().enumerate() {
        let is_above = foot.is_some_and(|foot| at < foot);
        let is_known = || number(group).is_some_and(|number| numbers.contains(&number));
        let is_numbered = || {
            group.segments[0].raised_number().is_none()
                && numbered.iter().any(|edge| is_at(group, *edge))
        };
        notes[at] &= is_small(group) || !is_above && !is_known() && !is_numbered();
    }
    notes
}

/// Finds the left edges at which paragraphs are numbered without a full stop, each by one more than that
/// before: so many notes are not set as text.
pub(super) fn numbered_edges<'g, 'a: 'g>(
    groups: impl Iterator<Item = &'g Group<'a>>,
    measure: &Measure,
) -> Vec<f32> {
    let mut edges: Vec<(f32, u32, usize)> = Vec::new();
    for group in groups
        .filter(|group| !is_small(group, measure) && group.segments[0].raised_number().is_none())
    {
        let first = &group.segments[0];
        let Some(Mark::BareNumber(number)) = label::find(&first.text).map(|label| label.mark)
        else {
            continue;
        };
        match edges.iter_mut().find(|(edge, ..)| is_at(group, *edge)) {
            Some((_, last, follow)) => {
                *follow += usize::from(number == *last + 1);
                *last = number;
            }
            None => edges.push((first.x, number, 0)),
        }
    }
    edges.retain(|(_, _, follow)| *follow >= LEAST_NUMBERED);
    edges.into_iter().map(|(edge, ..)| edge).collect()
}

/// Returns the number with which a group begins as a note does.
pub(super) fn number(group: &Group<'_>, measure: &Measure) -> Option<u32> {
    let text = group.segments[0].text.as_str();
    match label::find(text).map(|label| label.mark) {
        Some(Mark::BareNumber(number)) => Some(number),
        // No space stands behind a raised number.
        None if is_small(group, measure) => {
            let letters = text.find(|c: char| !c.is_ascii_digit())?;
            text[..letters].parse().ok()
        }
        _ => None,
    }
}

fn is_small(group: &Group<'_>, measure: &Measure) -> bool {
    group.segments[0].size < measure.body_size - NOTE_SMALLER
}

fn is_at(group: &Group<'_>, edge: f32) -> bool {
    (group.segments[0].x - edge).abs() < SAME_EDGE
}
