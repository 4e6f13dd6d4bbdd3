//! Columns of running text on pages without tags: read one after the other.
//!
//! Between columns runs a river, a strip of white that their lines leave free. What crosses it (a
//! title, a table across the page) parts it, and text stands in columns above and below. Cells of a
//! table leave a strip free as well. Columns are told from them by their lines: they are full,
//! sentences go on from line to line on both sides, and paragraphs end where they will and not side by
//! side, unless both sides are lists. Where one page of a document has columns, others have them at the
//! same place, whatever stands in them.

use super::segment::Segment;
use super::stretch::{RIVER, SIDE_BY_SIDE, Stretch, stretches};

/// So many lines leave a river free at least.
const LEAST_ROWS: usize = 2;
/// So many rivers of a page are tried.
const MAX_RIVERS: usize = 4;
/// Columns stand in columns no deeper.
const MAX_DEPTH: usize = 3;
/// A river is known where it has one of so many lines of that with most.
const LEAST_SHARE: usize = 4;
/// Two places that differ by less, in points, are one.
const SAME_PLACE: f32 = 4.0;

/// Lines that are read together: those of a column, or those that stand across the page.
pub(super) struct Region<'a> {
    pub(super) lines: Vec<Segment<'a>>,
    /// The column that they are; none if they stand across the page.
    pub(super) column: Option<Column>,
}

impl<'a> Region<'a> {
    /// Makes a region of what stands beside the text of each page.
    pub(super) fn of_asides(pages: Vec<Vec<Segment<'a>>>) -> Vec<Region<'a>> {
        let pages = pages.into_iter().filter(|lines| !lines.is_empty());
        let region = |lines| Region {
            lines,
            column: None,
        };
        pages.map(region).collect()
    }
}

/// A column of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Column {
    /// Where the river beside it runs.
    river: f32,
    side: Side,
    /// Left and right end, in points.
    pub(super) left: f32,
    pub(super) right: f32,
    /// How far it lies to the right of the first, in points.
    pub(super) aside: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Parts the lines of pages, each ordered from above, into regions in reading order.
pub(super) fn regions<'a>(pages: Vec<Vec<Segment<'a>>>) -> Vec<Vec<Region<'a>>> {
    let known = known(&pages);
    let mut parted: Vec<Vec<Region<'a>>> = pages
        .into_iter()
        .map(|page| {
            let mut regions = Vec::new();
            part(page, None, &known, 0, &mut regions);
            regions
        })
        .collect();
    align(&mut parted);
    parted
}

/// Finds the rivers beside which columns stand, those of most lines first; a table on one page leaves a strip
/// of few lines free.
fn known(pages: &[Vec<Segment<'_>>]) -> Vec<f32> {
    let mut known: Vec<([f32; 2], usize)> = Vec::new();
    for page in pages {
        let rivers = rivers(page).into_iter();
        let lines = rivers.map(|river| (river, lines_in_columns(page, middle(river))));
        let Some((river, count)) = lines.rev().max_by_key(|(_, count)| *count) else {
            continue;
        };
        let shared = |other: [f32; 2]| [other[0].max(river[0]), other[1].min(river[1])];
        let is_one = |other: [f32; 2]| shared(other)[0] < shared(other)[1];
        match known.iter_mut().find(|(other, _)| is_one(*other)) {
            Some((other, lines)) if count > 0 => {
                *other = shared(*other);
                *lines += count;
            }
            None if count > 0 => known.push((river, count)),
            _ => {}
        }
    }
    known.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let most = known.first().map_or(0, |(_, count)| *count);
    known.retain(|(_, count)| count * LEAST_SHARE >= most);
    known.into_iter().map(|(river, _)| middle(river)).collect()
}

fn middle([start, end]: [f32; 2]) -> f32 {
    (start + end) / 2.0
}

fn is_near(a: f32, b: f32) -> bool {
    (a - b).abs() < SAME_PLACE
}

/// Gives the columns of all pages that lie at one place the same ends.
fn align(pages: &mut [Vec<Region<'_>>]) {
    let mut columns: Vec<Column> = Vec::new();
    let is_same =
        |a: &Column, b: &Column| a.side == b.side && (a.river - b.river).abs() < SAME_PLACE;
    let regions = || pages.iter().flatten();
    for column in regions().filter_map(|region| region.column) {
        match columns.iter_mut().find(|other| is_same(other, &column)) {
            Some(other) => {
                other.left = other.left.min(column.left);
                other.right = other.right.max(column.right);
            }
            None => columns.push(column),
        }
    }
    let first = columns
        .iter()
        .map(|column| column.left)
        .fold(f32::MAX, f32::min);
    for region in pages.iter_mut().flatten() {
        if let Some(column) = &mut region.column {
            let aligned = columns.iter().find(|other| is_same(other, column));
            *column = *aligned.unwrap_or(column);
            column.aside = column.left - first;
        }
    }
}

fn is_known(known: &[f32], river: f32) -> bool {
    known.iter().any(|other| is_near(*other, river))
}

/// Parts the lines of a page, or of a column, into regions.
fn part<'a>(
    lines: Vec<Segment<'a>>,
    column: Option<Column>,
    known: &[f32],
    depth: usize,
    regions: &mut Vec<Region<'a>>,
) {
    let found = if depth < MAX_DEPTH {
        let tried = rivers(&lines).into_iter().map(middle);
        known.iter().copied().chain(tried).find_map(|river| {
            let stretches = stretches(&lines, river);
            let are_known = is_known(known, river);
            let is_text = |stretch: &Stretch<'_>| match are_known {
                true => stretch.may_be_columns(),
                false => stretch.is_columns(),
            };
            let ranges: Vec<_> = stretches
                .into_iter()
                .filter(is_text)
                .map(|stretch| stretch.range)
                .collect();
            (!ranges.is_empty()).then_some((river, ranges))
        })
    } else {
        None
    };
    let Some((river, ranges)) = found else {
        regions.push(Region { lines, column });
        return;
    };
    let mut lines = lines.into_iter().enumerate().peekable();
    for range in ranges {
        let mut above = Vec::new();
        while let Some((_, line)) = lines.next_if(|(index, _)| *index < range.start) {
            above.push(line);
        }
        if !above.is_empty() {
            regions.push(Region {
                lines: above,
                column,
            });
        }
        let (mut left, mut right) = (Vec::new(), Vec::new());
        while let Some((_, line)) = lines.next_if(|(index, _)| *index < range.end) {
            let [before, behind] = line.parted(river, RIVER);
            left.extend(before);
            right.extend(behind);
        }
        for (side, lines) in [(Side::Left, left), (Side::Right, right)] {
            let column = Column {
                river,
                side,
                left: lines.iter().map(|line| line.x).fold(f32::MAX, f32::min),
                right: lines.iter().map(|line| line.x_end).fold(0.0, f32::max),
                aside: 0.0,
            };
            part(lines, Some(column), known, depth + 1, regions);
        }
    }
    let below: Vec<Segment<'a>> = lines.map(|(_, line)| line).collect();
    if !below.is_empty() {
        regions.push(Region {
            lines: below,
            column,
        });
    }
}

/// Finds where rivers may run: the strips that most lines leave free, those of most lines first.
fn rivers(lines: &[Segment<'_>]) -> Vec<[f32; 2]> {
    let mut gaps: Vec<[f32; 2]> = Vec::new();
    for pair in lines.windows(2) {
        let [a, b] = [&pair[0], &pair[1]];
        let size = a.size.min(b.size);
        if (a.y - b.y).abs() < SIDE_BY_SIDE * size {
            let gap = [a.x_end.min(b.x_end), a.x.max(b.x)];
            gaps.extend((gap[1] - gap[0] > RIVER * size).then_some(gap));
        }
    }
    for line in lines {
        gaps.extend(line.gaps(RIVER));
    }
    let mut rivers = Vec::new();
    while gaps.len() >= LEAST_ROWS && rivers.len() < MAX_RIVERS {
        let (river, rows) = most_free(&gaps);
        if rows < LEAST_ROWS {
            break;
        }
        let at = middle(river);
        gaps.retain(|[start, end]| at < *start || *end < at);
        rivers.push(river);
    }
    rivers
}

/// Finds the strip that most gaps share, and how many they are.
fn most_free(gaps: &[[f32; 2]]) -> ([f32; 2], usize) {
    let mut ends: Vec<(f32, bool)> = gaps
        .iter()
        .flat_map(|[start, end]| [(*start, true), (*end, false)])
        .collect();
    ends.sort_by(|(a, opens), (b, other)| a.total_cmp(b).then(opens.cmp(other)));
    let (mut open, mut most, mut river) = (0_usize, 0, [0.0; 2]);
    for pair in ends.windows(2) {
        let [(start, opens), (end, _)] = [pair[0], pair[1]];
        open = if opens {
            open + 1
        } else {
            open.saturating_sub(1)
        };
        if open > most {
            most = open;
            river = [start, end];
        }
    }
    (river, most)
}

/// Counts the lines that stand in columns beside a river.
fn lines_in_columns(lines: &[Segment<'_>], river: f32) -> usize {
    let stretches = stretches(lines, river);
    let columns = stretches.iter().filter(|stretch| stretch.is_columns());
    columns.map(|stretch| stretch.range.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of `side|line number|text`, as if a column were 200 points wide; `-` is across the page.
    /// Expected are the lines of each column, or of what is none.
    fn check(lines: &[&str], expected: &[&[&str]]) {
        let lines: Vec<Segment<'_>> = lines
            .iter()
            .map(|line| {
                let mut parts = line.splitn(3, '|');
                let mut next = || parts.next().unwrap();
                let (side, number, text) = (next(), next().parse::<f32>().unwrap(), next());
                let x = if side == "1" { 300.0 } else { 70.0 };
                let width = if side == "-" {
                    400.0
                } else {
                    5.0 * text.chars().count() as f32
                };
                Segment {
                    runs: Vec::new(),
                    text: text.to_owned(),
                    page: 0,
                    x,
                    x_end: x + width,
                    y: 700.0 - 12.0 * number,
                    size: 10.0,
                    bold: false,
                    notes: Vec::new(),
                    beside: None,
                }
            })
            .collect();
        let regions = regions(vec![lines]);
        let found: Vec<Vec<&str>> = regions[0]
            .iter()
            .map(|region| region.lines.iter().map(|line| line.text.as_str()).collect())
            .collect();
        assert_eq!(found, expected);
    }

    const COLUMNS: [&str; 8] = [
        "0|0|People told us that they felt safe and",
        "1|0|prescribed on most of the days in May.",
        "0|1|that there were enough staff.",
        "1|1.8|Staff were kind, and they knew what",
        "0|2.8|Medicines were stored safely, but some",
        "1|2.8|people had done before they came, and",
        "0|3.8|records had gaps, and nobody had asked",
        "1|3.8|they spoke about it with them.",
    ];

    #[test]
    fn columns_of_text() {
        let left = [
            "People told us that they felt safe and",
            "that there were enough staff.",
            "Medicines were stored safely, but some",
            "records had gaps, and nobody had asked",
        ];
        let right = [
            "prescribed on most of the days in May.",
            "Staff were kind, and they knew what",
            "people had done before they came, and",
            "they spoke about it with them.",
        ];
        check(&COLUMNS, &[&left, &right]);
        // What crosses the river stands above the columns, or below them.
        let lines = [
            &["-|-2|Is the service safe?"][..],
            &COLUMNS,
            &["-|6|We saw 12 homes."],
        ]
        .concat();
        check(
            &lines,
            &[
                &["Is the service safe?"],
                &left,
                &right,
                &["We saw 12 homes."],
            ],
        );
    }

    /// Reports in two columns whose lines were half as far apart again as their letters are high were read
    /// across both.
    #[test]
    fn columns_of_lines_set_wide() {
        let wide: Vec<String> = (COLUMNS.iter())
            .map(|line| {
                let parts: Vec<&str> = line.splitn(3, '|').collect();
                let number: f32 = parts[1].parse().unwrap();
                format!("{}|{}|{}", parts[0], number * 1.3, parts[2])
            })
            .collect();
        let wide: Vec<&str> = wide.iter().map(String::as_str).collect();
        let side = |mark: &str| -> Vec<&str> {
            let of_side = COLUMNS.iter().filter(|line| line.starts_with(mark));
            of_side
                .map(|line| line.rsplit('|').next().unwrap())
                .collect()
        };
        check(&wide, &[&side("0"), &side("1")]);
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
            &[
                &[
                    "• Pupils behave well, and they are",
                    "proud of their school.",
                ],
                &[
                    "• Parents speak warmly of the care",
                    "that staff take of their children.",
                ],
            ],
        );
    }

    #[test]
    fn rows_of_a_table() {
        let check_whole = |lines: &[&str]| {
            let texts: Vec<&str> = lines
                .iter()
                .map(|line| line.rsplit('|').next().unwrap())
                .collect();
            check(lines, &[&texts]);
        };
        check_whole(&[
            "0|0|Inspection dates",
            "1|0|9 to 10 February 2016",
            "0|1|Overall effectiveness",
            "1|1|Good",
        ]);
        // Cells of several lines part side by side.
        check_whole(&[
            "0|0|The partnership should make sure that",
            "1|0|The plan does not say by when this is",
            "0|1|plans are shared with parents.",
            "1|1|to be done, nor by whom.",
            "0|3|Leaders should look at how long the",
            "1|3|Children wait for a year and longer in",
            "0|4|waiting lists are.",
            "1|4|all parts of the county.",
        ]);
    }
}
