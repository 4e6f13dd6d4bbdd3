//! Columns of running text on a page without tags: read one after the other.
//!
//! Text in two columns looks like a table of two columns. It is told from one by its lines: they
//! are full, sentences go on from line to line on both sides, and paragraphs end where they will and
//! not side by side, unless both sides are lists of bullets.

use super::super::label::{self, Mark};
use super::segment::Segment;

/// Lines further apart than this, in parts of the font size, are not of one column.
const MAX_GAP: f32 = 3.0;
/// A pitch above this, in parts of the font size, parts paragraphs.
const PARAGRAPH_PITCH: f32 = 1.45;
/// Lines nearer to each other than this, in parts of the font size, stand side by side.
const SIDE_BY_SIDE: f32 = 0.9;
/// A line of the other column is among so many.
const AHEAD: usize = 3;
/// The space between columns is not narrower, in points.
const GUTTER: f32 = 4.0;
/// A line that takes this part of its column is full.
const FULL: f32 = 0.7;
/// Two sizes that differ by less, in points, are the same.
const SAME_SIZE: f32 = 0.6;

/// Finds the two columns that some lines, ordered from above, begin with: the places of the lines
/// of each. None if there are none.
pub(super) fn at_start(lines: &[Segment<'_>]) -> Option<[Vec<usize>; 2]> {
    let [first, second, ..] = lines else {
        return None;
    };
    let beside = (first.y - second.y).abs() < SIDE_BY_SIDE * first.size;
    if !beside || first.bold || second.x < first.x_end + GUTTER || !is_text(first, second) {
        return None;
    }
    let mut sides = [vec![0], vec![1]];
    let mut left_end = first.x_end;
    let mut right_start = second.x;
    for (index, line) in lines.iter().enumerate().skip(2) {
        let side = match line {
            line if line.x_end + GUTTER < right_start => 0,
            line if line.x > left_end + GUTTER => 1,
            _ => break,
        };
        let last_of = |side: usize| sides[side].last().map_or(first, |&last| &lines[last]);
        let (last, other) = (last_of(side), last_of(1 - side));
        let gap = last.y - line.y;
        // The other column has ended, and here another paragraph begins.
        let goes_on = lines[index + 1..].iter().take(AHEAD).any(|next| {
            let on_side = match side {
                0 => next.x > left_end + GUTTER,
                _ => next.x_end + GUTTER < right_start,
            };
            on_side && is_text(first, next) && other.y - next.y < MAX_GAP * next.size
        });
        let pitch = PARAGRAPH_PITCH * line.size;
        let alone = other.y - line.y > pitch && gap > pitch && !goes_on;
        if !is_text(first, line) || gap > MAX_GAP * line.size || alone {
            break;
        }
        sides[side].push(index);
        match side {
            0 => left_end = left_end.max(line.x_end),
            _ => right_start = right_start.min(line.x),
        }
    }
    let columns = sides
        .each_ref()
        .map(|side| side.iter().map(|&index| &lines[index]).collect::<Vec<_>>());
    let are_running = columns.iter().all(|column| is_running(column));
    (are_running && part_freely(&columns)).then_some(sides)
}

/// Tells whether a line is set as the text is that another belongs to.
fn is_text(first: &Segment<'_>, line: &Segment<'_>) -> bool {
    first.page == line.page && !line.bold && (first.size - line.size).abs() < SAME_SIZE
}

/// Tells whether a column is full of sentences that go on from line to line.
fn is_running(column: &[&Segment<'_>]) -> bool {
    let start = column.iter().map(|line| line.x).fold(f32::MAX, f32::min);
    let end = column.iter().map(|line| line.x_end).fold(0.0, f32::max);
    let is_full = |line: &&&Segment<'_>| line.x_end - start > FULL * (end - start);
    let full = column.iter().filter(is_full).count();
    let goes_on = column.windows(2).any(|pair| {
        let open = !pair[0].text.trim_end().ends_with(['.', ':', ';', '?', '!']);
        open && is_full(&&pair[0]) && pair[1].text.starts_with(char::is_lowercase)
    });
    full * 2 >= column.len() && goes_on
}

/// Tells whether the paragraphs of two columns do not stand beside each other as cells do.
fn part_freely(columns: &[Vec<&Segment<'_>>; 2]) -> bool {
    let is_bulleted = |line: &Segment<'_>| {
        let mark = label::find(&line.text).map(|label| label.mark);
        matches!(mark, Some(Mark::Bullet | Mark::SubBullet))
    };
    let begins = |column: &[&Segment<'_>]| -> Vec<f32> {
        let begins = column.windows(2).filter(|pair| {
            let gap = pair[0].y - pair[1].y;
            gap > PARAGRAPH_PITCH * pair[1].size || is_bulleted(pair[1])
        });
        begins.map(|pair| pair[1].y).collect()
    };
    let [left, right] = columns;
    let [left_begins, right_begins] = [begins(left), begins(right)];
    let lists = is_bulleted(left[0]) && (is_bulleted(right[0]) || !right_begins.is_empty());
    let near = |y: &f32, others: &[f32]| {
        let size = left[0].size;
        others
            .iter()
            .any(|other| (other - y).abs() < SIDE_BY_SIDE * size)
    };
    // Lines of the two columns that part where the other side goes on.
    let foot = |column: &[&Segment<'_>]| column.last().map_or(0.0, |line| line.y);
    let foot = foot(left).max(foot(right));
    let freely = |begins: &[f32], others: &[f32]| {
        let inside = begins.iter().filter(|y| **y > foot);
        inside.filter(|y| !near(y, others)).count()
    };
    let free = freely(&left_begins, &right_begins) + freely(&right_begins, &left_begins);
    lists || free >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of `side|line number|text`, as if a column were 200 points wide.
    fn check(lines: &[&str], expected: Option<[&[usize]; 2]>) {
        let lines: Vec<Segment<'_>> = lines
            .iter()
            .map(|line| {
                let mut parts = line.splitn(3, '|');
                let side: f32 = parts.next().unwrap().parse().unwrap();
                let number: f32 = parts.next().unwrap().parse().unwrap();
                let text = parts.next().unwrap();
                let x = 70.0 + 230.0 * side;
                Segment {
                    runs: Vec::new(),
                    text: text.to_owned(),
                    page: 0,
                    x,
                    x_end: x + 5.0 * text.chars().count() as f32,
                    y: 700.0 - 12.0 * number,
                    size: 10.0,
                    bold: false,
                    notes: Vec::new(),
                }
            })
            .collect();
        let found = at_start(&lines);
        let found = found
            .as_ref()
            .map(|sides| sides.each_ref().map(Vec::as_slice));
        assert_eq!(found, expected);
    }

    #[test]
    fn columns_of_text() {
        check(
            &[
                "0|0|People told us that they felt safe and",
                "1|0|prescribed on most of the days in May.",
                "0|1|that there were enough staff.",
                "1|1.8|Staff were kind, and they knew what",
                "0|2.8|Medicines were stored safely, but some",
                "1|2.8|people had done before they came, and",
                "0|3.8|records had gaps, and nobody had asked",
                "1|3.8|they spoke about it with them.",
            ],
            Some([&[0, 2, 4, 6], &[1, 3, 5, 7]]),
        );
    }

    #[test]
    fn lists_side_by_side() {
        check(
            &[
                "0|0|• Pupils behave well, and they are",
                "1|0|• Parents speak warmly of the care",
                "0|1|proud of their school.",
                "1|1|that staff take of their children.",
            ],
            Some([&[0, 2], &[1, 3]]),
        );
    }

    #[test]
    fn rows_of_a_table() {
        check(
            &[
                "0|0|Inspection dates",
                "1|0|9 to 10 February 2016",
                "0|1|Overall effectiveness",
                "1|1|Good",
            ],
            None,
        );
        // Cells of several lines part side by side.
        check(
            &[
                "0|0|The partnership should make sure that",
                "1|0|The plan does not say by when this is",
                "0|1|plans are shared with parents.",
                "1|1|to be done, nor by whom.",
                "0|3|Leaders should look at how long the",
                "1|3|Children wait for a year and longer in",
                "0|4|waiting lists are.",
                "1|4|all parts of the county.",
            ],
            None,
        );
    }
}
