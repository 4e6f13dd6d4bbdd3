//! Segments: stretches of a line without a wide gap, the words of untagged pages.

use crate::pdf::{Document, Run};

use super::super::block::Role;
use super::super::drawn::Drawn;
use super::super::{label, lines};

/// A gap that parts columns, in parts of the font size.
const COLUMN_GAP: f32 = 1.2;
/// The same where the text behind it begins at the edge of a column.
const EDGE_GAP: f32 = 0.35;
/// The widest gap between a label and its text.
const LABEL_GAP: f32 = 4.0;
/// Two positions that differ by less, in points, are one edge.
const SAME_EDGE: f32 = 1.5;
/// An edge is known by segments on lines that are not further apart, in points.
const EDGE_REACH: f32 = 60.0;

/// What is raised above a line is smaller than its largest letters, in parts of their size.
const RAISED: f32 = 0.8;
/// Two sizes that differ by less, in parts of them, are the same.
const SAME_SIZE: f32 = 0.1;
/// Runs that share more, in parts of the font size, stand on each other.
const OVER: f32 = 0.5;
/// Baselines further apart, in parts of the font size, are two.
const OTHER_BASELINE: f32 = 0.2;
/// A gap that parts lines whose baselines are two, in parts of the font size.
const BESIDE: f32 = 0.6;
/// Lines of a paragraph are not further apart, in parts of the font size.
const MAX_PITCH: f32 = 2.0;
/// A gap between words is wider, in parts of the font size.
const WORD_GAP: f32 = 0.15;
/// So many gaps tell whether words are spread over their line, ...
const ENOUGH_GAPS: usize = 2;
/// ... where none is so many times as wide as another.
const SAME_GAP: f32 = 1.25;
/// How many runs of a line are held against another.
const MAX_OVER: usize = 50;
/// Lines nearer to each other than this, in parts of the font size, stand side by side.
const SIDE_BY_SIDE: f32 = 0.9;
/// The letter that is drawn for a bullet of the second rank.
pub(in crate::layout) const LETTER_BULLET: &str = "o";
/// How many edges of one page are looked at.
const MAX_EDGES: usize = 400;

/// A stretch of a line without a wide gap.
pub(super) struct Segment<'a> {
    pub(super) runs: Vec<Drawn<'a>>,
    pub(super) text: String,
    /// Index of the page.
    pub(super) page: u32,
    /// Left end, in points.
    pub(super) x: f32,
    /// Right end, in points.
    pub(super) x_end: f32,
    /// Baseline, in points from the bottom edge.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    /// The numbers of the notes that it refers to.
    pub(super) notes: Vec<u32>,
    /// Where what stands beside it begins, in points.
    pub(super) beside: Option<f32>,
}

impl<'a> Segment<'a> {
    fn new(runs: Vec<Drawn<'a>>) -> Segment<'a> {
        let flow = lines::flow(&runs, Role::Paragraph);
        let first = runs[0].run;
        let all = || runs.iter().map(|drawn| drawn.run);
        let size = all().map(|run| run.size).fold(0.0, f32::max);
        // Marks of notes are raised, and labels may be set larger than what they stand before.
        let longest = all()
            .filter(|run| run.size > size * RAISED)
            .max_by_key(|run| run.text.len());
        Segment {
            page: first.page,
            x: first.x,
            x_end: all().map(|run| run.x_end).fold(0.0, f32::max),
            y: longest.map_or(0.0, |run| run.y),
            size: flow.setting.size,
            bold: flow.setting.bold,
            notes: flow.notes,
            beside: None,
            text: flow.text,
            runs,
        }
    }

    /// Joins segments that are one line, or the lines of one cell; none if there are none.
    pub(super) fn joined(segments: impl Iterator<Item = Segment<'a>>) -> Option<Segment<'a>> {
        let runs: Vec<Drawn<'a>> = segments.flat_map(|segment| segment.runs).collect();
        (!runs.is_empty()).then(|| Segment::new(runs))
    }

    /// Lists the gaps between its runs that are wider than so many parts of the font size.
    pub(super) fn gaps(&self, width: f32) -> impl Iterator<Item = [f32; 2]> {
        let gaps = self.runs.windows(2);
        let gaps = gaps.map(|pair| [pair[0].run.x_end, pair[1].run.x]);
        gaps.filter(move |[end, start]| start - end > width * self.size)
    }

    /// Parts it where a place lies in a gap that is wider than so many parts of the font size.
    pub(super) fn halves(&self, place: f32, width: f32) -> Option<[Segment<'a>; 2]> {
        let is_before = |drawn: &Drawn<'_>| drawn.run.x_end <= place;
        let at = self.runs.iter().position(|drawn| !is_before(drawn))?;
        let (before, behind) = self.runs.split_at(at);
        let start = behind
            .iter()
            .map(|drawn| drawn.run.x)
            .fold(f32::MAX, f32::min);
        let end = before
            .iter()
            .map(|drawn| drawn.run.x_end)
            .fold(f32::MIN, f32::max);
        // A heading in one column stands beside the text of the other.
        let beside = [before.last(), behind.first()];
        let size = beside
            .into_iter()
            .flatten()
            .map(|drawn| drawn.run.size)
            .fold(self.size, f32::min);
        let is_wide = start > place && start - end > width * size;
        let parts = is_wide && !self.is_spread();
        parts.then(|| [before, behind].map(|runs| Segment::new(runs.to_vec())))
    }

    /// Tells whether its words stand as far apart as each other, as those of a line do that is set from edge to
    /// edge: such a gap parts no columns.
    fn is_spread(&self) -> bool {
        let ends = self.runs.iter().map(|drawn| [drawn.run.x, drawn.run.x_end]);
        are_even(ends, WORD_GAP * self.size)
    }

    /// Tells whether segments of a line stand as far apart as each other.
    pub(super) fn are_spread(segments: &[Segment<'_>]) -> bool {
        let ends = segments.iter().map(|segment| [segment.x, segment.x_end]);
        are_even(ends, 0.0)
    }

    /// Parts it into what stands before a place and what stands behind it: across it, before.
    pub(super) fn parted(self, place: f32, width: f32) -> [Option<Segment<'a>>; 2] {
        if self.x >= place {
            return [None, Some(self)];
        }
        match self.halves(place, width).filter(|_| self.x_end > place) {
            Some([before, behind]) => [Some(before), Some(behind)],
            None => [Some(self), None],
        }
    }

    /// Puts a bullet in the place of its first run.
    pub(super) fn with_bullet(mut self) -> Segment<'a> {
        self.runs[0].text = "•";
        self.runs[0].bare = "•";
        Segment::new(self.runs)
    }

    /// Returns the number with which it begins where that is set smaller than its text, as that of a note is.
    pub(super) fn raised_number(&self) -> Option<u32> {
        let number = self.runs.first()?;
        let is_smaller = number.run.size < RAISED * self.size;
        is_smaller.then(|| number.bare.parse().ok()).flatten()
    }

    /// Tells whether two segments are set alike.
    pub(super) fn is_set_as(&self, other: &Segment<'_>) -> bool {
        let apart = (self.size - other.size).abs();
        self.page == other.page && apart < SAME_SIZE * self.size && self.bold == other.bold
    }

    /// Tells whether the plain space is drawn behind its last word at which lines are broken.
    pub(super) fn ends_in_space(&self) -> bool {
        let last = self.runs.last();
        last.is_some_and(|drawn| drawn.text.ends_with(' '))
    }

    /// Tells whether it begins as the middle of a sentence does.
    pub(super) fn begins_small(&self) -> bool {
        self.text
            .starts_with(|c: char| c.is_lowercase() || c == '(')
    }

    /// Tells whether it ends as a sentence does.
    pub(super) fn is_finished(&self) -> bool {
        let text = self
            .text
            .trim_end()
            .trim_end_matches(['’', '”', ')', '"', '\'']);
        text.ends_with(['.', ':', ';', '?', '!'])
    }
}

/// Puts runs of a document into segments, ordered by page, from above and from the left.
pub(super) fn segments<'a>(
    document: &'a Document,
    runs: impl Iterator<Item = &'a Run>,
) -> Vec<Segment<'a>> {
    let mut space: Option<&Run> = None;
    let visible = runs.filter_map(|run| {
        let mut drawn = Drawn::of(document, run);
        if drawn.is_blank() {
            space = Some(run).filter(|_| drawn.text.contains(' '));
            return None;
        }
        // A space before some letters is drawn narrower than the gaps that are words apart.
        drawn.after_space = space
            .take()
            .is_some_and(|space| is_right_before(space, run));
        Some(drawn)
    });
    let mut runs: Vec<Drawn<'_>> = visible.collect();
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
    for line in &mut lines {
        line.sort_by(|a, b| a.run.x.total_cmp(&b.run.x));
    }
    drop_broken_stops(&mut lines);
    read_bullets(&mut lines);
    let edges = edges(&lines);
    lines
        .into_iter()
        .flat_map(|line| parts(line, &edges))
        .map(Segment::new)
        .collect()
}

/// Tells whether the gaps between stretches of a line that are wider than some width are as wide as each other.
fn are_even(ends: impl Iterator<Item = [f32; 2]>, least: f32) -> bool {
    let mut last = f32::MAX;
    let (mut count, mut narrowest, mut widest) = (0_usize, f32::MAX, 0.0_f32);
    for [start, end] in ends {
        let gap = start - last;
        if gap > least {
            count += 1;
            narrowest = narrowest.min(gap);
            widest = widest.max(gap);
        }
        last = end;
    }
    count >= ENOUGH_GAPS && widest < narrowest * SAME_GAP
}

fn is_right_before(space: &Run, run: &Run) -> bool {
    space.page == run.page
        && (space.y - run.y).abs() < OTHER_BASELINE * run.size
        && space.x < run.x
        && run.x - space.x_end < BESIDE * run.size
}

/// Drops full stops of numbers that are too wide for the column that they are set in: each stands below
/// its number.
fn drop_broken_stops(lines: &mut Vec<Vec<Drawn<'_>>>) {
    let mut number: Option<&Run> = None;
    for line in lines.iter_mut() {
        let first = line[0];
        let is_below = |number: &Run| {
            let pitch = (number.y - first.run.y) / number.size;
            number.page == first.run.page
                && (number.x - first.run.x).abs() < number.size
                && pitch < MAX_PITCH
        };
        if first.bare == "." && number.is_some_and(is_below) {
            line.remove(0);
        }
        let is_number = first.bare.bytes().all(|byte| byte.is_ascii_digit());
        number = is_number.then_some(first.run);
    }
    lines.retain(|line| !line.is_empty());
}

/// Reads the letter as a bullet that word processors draw for one of the second rank: an "o" far before its text,
/// at one place again and again.
fn read_bullets(lines: &mut [Vec<Drawn<'_>>]) {
    let gap = |pair: &[Drawn<'_>]| {
        let [bullet, text] = [pair[0].run, pair[1].run];
        let gap = text.x - bullet.x_end;
        let is_label = (BESIDE * text.size..LABEL_GAP * text.size).contains(&gap);
        (pair[0].bare == LETTER_BULLET && is_label).then_some([bullet.x, text.x])
    };
    let found = lines.iter().filter_map(|line| gap(line.get(..2)?));
    let places: Vec<[f32; 2]> = found.take(MAX_EDGES).collect();
    if places.len() < 2 {
        return;
    }
    let is_near = |a: [f32; 2], b: [f32; 2]| {
        (a[0] - b[0]).abs() < SAME_EDGE && (a[1] - b[1]).abs() < SAME_EDGE
    };
    for line in lines {
        let place = line.get(..2).and_then(gap);
        let times = place.map_or(0, |place| {
            places
                .iter()
                .filter(|other| is_near(**other, place))
                .count()
        });
        if times > 1 {
            line[0].bare = "◦";
            line[0].text = "◦ ";
        }
    }
}

fn is_same_line(line: &[Drawn<'_>], drawn: Drawn<'_>) -> bool {
    let last = line[line.len() - 1].run;
    let drawn = drawn.run;
    let is_over = |other: &Drawn<'_>| is_drawn_over(other.run, drawn);
    // A heading in one column stands between two lines of the other, and makes no line of them.
    let is_of_size = |other: &Run| (other.size - drawn.size).abs() < SAME_SIZE * drawn.size;
    let is_parted = |other: &Drawn<'_>| {
        is_of_size(other.run) && !lines::on_one_line(other.run, drawn, drawn.size)
    };
    let is_below_larger = last.size > drawn.size && !is_of_size(last);
    let around = || line.iter().rev().take(MAX_OVER);
    lines::on_one_line(last, drawn, last.size.max(drawn.size))
        && !around().any(is_over)
        && !(is_below_larger && around().any(is_parted))
}

/// Tells whether a run stands on another at a baseline of its own, as no text of one line does.
fn is_drawn_over(below: &Run, run: &Run) -> bool {
    let shared = below.x_end.min(run.x_end) - below.x.max(run.x);
    let apart = (below.y - run.y).abs();
    // A mark that is raised above the space behind a word shares all of its width with it.
    shared > OVER * run.size.max(below.size) && apart > OTHER_BASELINE * run.size
}

/// Where a column begins on a page.
struct Edge {
    page: u32,
    /// Left end of the line that it stands on.
    left: f32,
    x: f32,
    y: f32,
}

/// Finds where text stands behind a wide gap, ordered as lines are.
fn edges(lines: &[Vec<Drawn<'_>>]) -> Vec<Edge> {
    let mut edges = Vec::new();
    let mut above: Option<&[Drawn<'_>]> = None;
    for line in lines {
        // Cells that are centred stand between the lines of those beside them.
        edges.extend(above.and_then(|above| edge_beside(above, line)));
        above = Some(line);
        for pair in line.windows(2) {
            let [last, run] = [pair[0].run, pair[1].run];
            if run.x - last.x_end > COLUMN_GAP * run.size && !is_label(pair[0].bare) {
                edges.push(Edge {
                    page: run.page,
                    left: line[0].run.x,
                    x: run.x,
                    y: run.y,
                });
            }
        }
    }
    edges
}

/// Finds the edge at which one of two lines stands that are less than a line apart, one behind the other.
fn edge_beside(above: &[Drawn<'_>], line: &[Drawn<'_>]) -> Option<Edge> {
    let [first, other] = [above.first()?.run, line.first()?.run];
    let size = first.size.min(other.size);
    let is_beside = first.page == other.page && first.y - other.y < SIDE_BY_SIDE * size;
    let (left, right, ends) = match first.x < other.x {
        true => (first, other, above),
        false => (other, first, line),
    };
    let end = ends.iter().map(|drawn| drawn.run.x_end).fold(0.0, f32::max);
    (is_beside && right.x - end > BESIDE * size).then_some(Edge {
        page: other.page,
        left: left.x,
        x: right.x,
        y: other.y,
    })
}

/// Parts a line at wide gaps, and at narrow ones where a column begins.
fn parts<'a>(line: Vec<Drawn<'a>>, edges: &[Edge]) -> Vec<Vec<Drawn<'a>>> {
    let mut parts = Vec::new();
    let mut open: Vec<Drawn<'_>> = Vec::new();
    let left = line[0].run.x;
    for drawn in line {
        let run = drawn.run;
        let reach = open.iter().map(|last| last.run.x_end).fold(0.0, f32::max);
        let gap = run.x - reach;
        let is_wide = gap > COLUMN_GAP * run.size
            || gap > EDGE_GAP * run.size && begins_column(left, run, edges)
            || open
                .last()
                .is_some_and(|last| is_of_other_line(last.run, run, gap));
        // A label and the text it stands before are one.
        let is_labelled = gap < LABEL_GAP * run.size && is_label_alone(&open);
        if is_wide && !open.is_empty() && !is_labelled {
            parts.push(std::mem::take(&mut open));
        }
        open.push(drawn);
    }
    parts.push(open);
    parts
}

/// Tells whether a run stands behind a gap on a baseline of its own, as lines of two columns do.
fn is_of_other_line(last: &Run, run: &Run, gap: f32) -> bool {
    let size = last.size.min(run.size);
    gap > BESIDE * size && (last.y - run.y).abs() > OTHER_BASELINE * size
}

fn begins_column(left: f32, run: &Run, edges: &[Edge]) -> bool {
    let page = edges.partition_point(|edge| edge.page < run.page);
    edges[page..]
        .iter()
        .take(MAX_EDGES)
        .take_while(|edge| edge.page == run.page)
        .any(|edge| {
            let apart = [edge.x - run.x, edge.left - left];
            apart.iter().all(|apart| apart.abs() < SAME_EDGE) && (edge.y - run.y).abs() < EDGE_REACH
        })
}

/// Tells whether a text is nothing but a label; a letter is one before a space, or the gap for it.
pub(super) fn is_label(text: &str) -> bool {
    label::is_alone(text) || label::is_alone(&format!("{text} "))
}

fn is_label_alone(runs: &[Drawn<'_>]) -> bool {
    let text: String = runs.iter().map(|drawn| drawn.text).collect();
    is_label(text.trim())
}
