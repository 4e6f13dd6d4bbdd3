//! Paragraphs of untagged pages: which line goes on from the one before it.

use super::super::joins;
use super::super::label::{self, Mark};
use super::super::size::common_size;
use super::segment::Segment;

/// The pitch above which paragraphs part where the lines of a document do not tell.
pub(super) const PARAGRAPH_PITCH: f32 = 1.45;
/// How far lines of one paragraph may be set in from each other, in points.
const INDENT: f32 = 48.0;
/// The first line of a paragraph is set in by more than this, in parts of the font size.
const FIRST_LINE: f32 = 0.7;
/// How much larger the pitch between paragraphs is than that between lines.
pub(super) const LARGER_PITCH: f32 = 1.2;
/// Below a short line, another paragraph begins where this part of the column is left free.
const FREE: f32 = 0.25;
/// What a line may lack of its column and still be full, in parts of the font size.
const RAGGED: f32 = 1.0;
/// By how much the pitch between two paragraphs is wider than that of the lines of the first at
/// least, in parts of the font size: rows of a table are set apart by no more than their border.
const WIDER_PITCH: f32 = 0.03;
/// Pitches that differ by less from that of most lines, in parts of the font size, are of lines.
const NEAR_PITCH: f32 = 0.15;
/// By how much it may be wider where lines hang or more space tells paragraphs apart, in points: some programs
/// round where lines stand.
const ROUNDED: f32 = 1.1;
/// Headings are larger than the text, in parts of its size.
const LARGE: f32 = 1.1;
/// Lines whose middles are nearer to each other, in points, are centred.
const CENTRED: f32 = 2.0;
/// Lines that begin nearer to each other, in points, begin at one edge.
const SAME_EDGE: f32 = 1.0;
/// A sentence that leaves more room than this for the word behind it, in parts of the font size, ends
/// its paragraph.
pub(super) const ROOMY: f32 = 3.0;
/// The name of what a line states has no more words.
const NAME_WORDS: usize = 3;
/// Two sizes that differ by less, in points, are the same.
pub(super) const SAME_SIZE: f32 = 0.6;
/// By how much notes are smaller than the text, in points.
pub(super) const NOTE_SMALLER: f32 = 1.0;
/// Lines of one note are not further apart, in parts of the font size.
const MAX_NOTE_PITCH: f32 = 1.6;
/// More lines that go on than these tell how far lines of a paragraph stand apart.
const ENOUGH_PITCHES: usize = 5;
/// So many first lines that are set in, and as many that go on from them at the left, tell that all are.
const ENOUGH_SET_IN: usize = 5;
/// So many lines that go on tell where they end, ...
const ENOUGH_LINES: usize = 40;
/// ... and so many that begin at one edge where those do.
const ENOUGH_AT_EDGE: usize = 20;
/// So many edges are looked at.
const MAX_EDGES: usize = 40;
/// So many ends of paragraphs tell whether a space is drawn there.
const ENOUGH_ENDS: usize = 5;
/// Lines that go on end in a space where so many of ten do, ...
const MOST: usize = 8;
/// ... and ends of paragraphs seldom do where no more than one of so many does.
const SELDOM: usize = 8;

/// What is known of the lines of a document.
#[derive(Debug, Clone)]
pub(in crate::layout) struct Measure {
    /// The size of most of its text, in points.
    pub(super) body_size: f32,
    /// A pitch above this, in parts of the font size, parts paragraphs and rows.
    pub(super) pitch: f32,
    /// The same of text that is set as small as notes are.
    note_pitch: f32,
    /// Whether the pitch tells paragraphs apart: more space stands below most short lines.
    spaced: bool,
    /// Whether lines of one paragraph stand apart by more or less, as where they stand is rounded.
    rounds: bool,
    /// Whether first lines of paragraphs are set in, and begin nowhere else.
    sets_in: bool,
    /// Whether lines that go on end in a space, and paragraphs seldom do.
    pub(super) marks_lines: bool,
    /// The baseline of the lowest line of text on any page, in points.
    pub(super) bottom: f32,
    /// Left end of the text, in points.
    pub(super) left: f32,
    /// Right end of the text, in points.
    pub(super) right: f32,
    /// Left and right ends of lines that go on, in points: paragraphs may be narrower than the text.
    edges: Vec<[f32; 2]>,
}

impl Measure {
    /// Measures the lines of a document.
    pub(super) fn of(segments: &[&Segment<'_>]) -> Measure {
        let sizes = segments
            .iter()
            .map(|segment| (segment.size, segment.text.len()));
        let body_size = common_size(sizes);
        let is_body = |segment: &Segment<'_>| (segment.size - body_size).abs() < SAME_SIZE;
        let is_small = |segment: &Segment<'_>| segment.size < body_size - NOTE_SMALLER;
        let lines = || Neighbours::among(segments).filter(|pair| is_body(pair.above));
        let notes = Neighbours::among(segments).filter(|pair| is_small(pair.above));
        let go_on =
            || lines().filter(|pair| pair.below.begins_small() && !pair.above.is_finished());
        // Most paragraphs may be of one line.
        let common = match go_on().nth(ENOUGH_PITCHES) {
            Some(_) => common_pitch(go_on()),
            None => common_pitch(lines()),
        };
        let pitch = match common {
            0.0 => PARAGRAPH_PITCH,
            common => common * LARGER_PITCH,
        };
        let note_pitch = common_pitch(notes.filter(|pair| pair.pitch < MAX_NOTE_PITCH));
        let body = || segments.iter().filter(|segment| is_body(segment));
        // Tables may be wider than text.
        let going_on: Vec<[f32; 2]> = go_on()
            .map(|pair| [pair.above.x, pair.above.x_end])
            .collect();
        let all = end(body().map(|segment| segment.x_end), 99);
        let right = match going_on.len() >= ENOUGH_LINES {
            true => end(going_on.iter().map(|[_, x_end]| *x_end), 99).min(all),
            false => all,
        };
        let left = end(body().map(|segment| segment.x), 5);
        let short = || {
            lines().filter(|Neighbours { above, .. }| {
                above.is_finished() && above.x_end < right - FREE * (right - left)
            })
        };
        let ends = || short().filter(|pair| pair.pitch > pitch);
        Measure {
            body_size,
            pitch,
            note_pitch: pitch.max(note_pitch * LARGER_PITCH),
            spaced: ends().count() * 2 > short().count(),
            rounds: rounds(go_on().map(|pair| pair.pitch), common),
            sets_in: sets_in(lines(), left),
            marks_lines: marks_lines(lines(), ends()),
            bottom: body().map(|segment| segment.y).fold(f32::MAX, f32::min),
            left,
            right,
            edges: edges(going_on),
        }
    }

    /// Returns what is known of the lines of a column with these ends.
    pub(super) fn within(&self, [left, right]: [f32; 2]) -> Measure {
        Measure {
            left,
            right,
            edges: Vec::new(),
            ..self.clone()
        }
    }

    /// Returns where a line that begins at a place ends if it is full: where others that begin there do, and
    /// not beyond the right end of what it stands in.
    fn right_at(&self, x: f32, right: f32) -> f32 {
        let is_at = |[left, _]: &&[f32; 2]| (left - x).abs() < SAME_EDGE;
        let edge = self.edges.iter().find(is_at);
        edge.map_or(right, |[_, edge]| edge.min(right))
    }

    /// Tells whether a segment goes on from lines of one paragraph.
    pub(super) fn continues(
        &self,
        lines: &[Segment<'_>],
        segment: &Segment<'_>,
        right: f32,
    ) -> bool {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return false;
        };
        // The next note.
        let numbers = first.raised_number().zip(segment.raised_number());
        let is_small = segment.size < self.body_size - NOTE_SMALLER;
        if is_small && numbers.is_some_and(|(number, next)| number.checked_add(1) == Some(next)) {
            return false;
        }
        let right = self.right_at(last.x, right);
        if segment.y > last.y && segment.x > last.x_end {
            // The top of the next column goes on where a sentence is left open.
            return last.is_set_as(segment)
                && !last.is_finished()
                && label::find(&segment.text).is_none();
        }
        let pitch = match segment.size < self.body_size - NOTE_SMALLER {
            true => self.note_pitch,
            false => self.pitch,
        };
        if !last.is_set_as(segment) || last.y - segment.y > pitch * segment.size {
            return false;
        }
        match label::find(&segment.text).map(|label| label.mark) {
            Some(Mark::Bullet) => return false,
            // A dash may begin a line in the middle of a sentence.
            Some(Mark::SubBullet) if !self.is_inside(lines, segment, right) => return false,
            Some(Mark::Number(_) | Mark::Section(..)) => {
                let follows = label::follows(&first.text, &segment.text);
                let inside = (lines.len() > 1 || joins::expects_more(&last.text))
                    && !last.is_finished()
                    && (segment.x - last.x).abs() < 1.0
                    && room(last, segment, right) < 0.0;
                let set_in = label::find(&first.text).is_some()
                    && segment.x > first.x + 2.0
                    && room(last, segment, right) < FREE * (right - self.left);
                return (set_in || inside) && !follows;
            }
            Some(Mark::BareNumber(number)) => {
                let before = label::find(&first.text).map(|label| label.mark);
                let follows = number.checked_sub(1).map(Mark::BareNumber) == before;
                let is_at_edge = (segment.x - first.x).abs() < SAME_EDGE;
                if follows && is_at_edge && last.is_finished() {
                    return false;
                }
            }
            _ => {}
        }
        let is_labelled = label::find(&segment.text).is_some();
        if begins_letter(first, last, segment) || is_labelled && is_caption(&first.text) {
            return false;
        }
        if begins_behind_bullet(first, segment) && room(last, segment, right) > 0.0 {
            return false;
        }
        if last.size > LARGE * self.body_size && are_centred(last, segment) && !last.is_finished() {
            return true;
        }
        let inset = segment.x - last.x;
        if inset.abs() > INDENT {
            return false;
        }
        let room = room(last, segment, right);
        let is_item = label::find(&first.text).is_some();
        // A paragraph whose first line is set in, or one below an item whose lines are.
        let set_in = inset > FIRST_LINE * segment.size && !(is_item && lines.len() == 1);
        let set_out = is_item && lines.len() > 1 && inset < -FIRST_LINE * segment.size;
        let much = FREE * (right - self.left);
        let free = if self.spaced {
            much
        } else {
            RAGGED * segment.size
        };
        let begins = segment
            .text
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let is_short = room > much && begins;
        let states = |line: &Segment<'_>| begins_with_name(&line.text);
        // Where first lines are set in, those that begin there begin paragraphs.
        let first_lines = self.sets_in
            && lines.len() == 1
            && !is_item
            && last.x > self.left + FIRST_LINE * segment.size
            && (begins || room > much);
        let ends = first_lines && inset.abs() < SAME_EDGE
            || last.is_finished() && is_caption(&segment.text)
            || room > free && last.is_finished()
            || is_short && (!self.spaced || states(segment) || is_caption(&first.text))
            || begins && states(first) && states(segment);
        // Lines of an item hang, and some programs round where they stand.
        let hangs = is_item && lines.len() > 1 && last.x > first.x + FIRST_LINE * segment.size;
        let wider_by = match hangs && inset.abs() < SAME_EDGE {
            true => ROUNDED.max(WIDER_PITCH * segment.size),
            false => WIDER_PITCH * segment.size,
        };
        let wider = lines.len() > 1 && last.y - segment.y > widest(lines) + wider_by
            || room > ROOMY * segment.size;
        let parts = wider && last.is_finished() && segment.text.starts_with(char::is_uppercase);
        !((set_in || set_out) && last.is_finished() || ends || parts)
    }

    /// Tells whether a sentence on one line is a paragraph, by the line that follows the next: no line
    /// stands nearer to the one above it than the others of its paragraph do.
    pub(super) fn parts_below(
        &self,
        lines: &[Segment<'_>],
        segment: &Segment<'_>,
        below: Option<&Segment<'_>>,
    ) -> bool {
        let ([sentence], Some(below)) = (lines, below) else {
            return false;
        };
        let [above, pitch] = [sentence.y - segment.y, segment.y - below.y];
        // Lines of an item hang, and some programs round where they stand.
        let hangs = segment.x > sentence.x + FIRST_LINE * segment.size
            && label::find(&sentence.text).is_some();
        if hangs {
            return false;
        }
        let wider_by = match self.spaced && self.rounds {
            true => ROUNDED.max(WIDER_PITCH * segment.size),
            false => WIDER_PITCH * segment.size,
        };
        sentence.is_finished()
            && segment.text.starts_with(char::is_uppercase)
            && segment.is_set_as(below)
            && label::find(&below.text).is_none()
            && pitch < self.pitch * segment.size
            && pitch - above > wider_by
    }

    /// Tells whether a line that begins with a dash stands in the middle of a sentence: at the left
    /// end of its lines, below one that was full.
    fn is_inside(&self, lines: &[Segment<'_>], dash: &Segment<'_>, right: f32) -> bool {
        let [.., last] = lines else {
            return false;
        };
        let label = label::find(&last.text).map(|label| label.mark);
        let hangs = lines.len() == 1 && label.is_some() && dash.x > last.x;
        !last.is_finished()
            && label != Some(Mark::SubBullet)
            && (hangs || (dash.x - last.x).abs() < 1.0)
            && room(last, dash, right) < dash.size * 3.0
    }
}

/// A line and the next below it, set alike.
struct Neighbours<'s, 'a> {
    above: &'s Segment<'a>,
    below: &'s Segment<'a>,
    /// In parts of the font size.
    pitch: f32,
}

impl<'s, 'a> Neighbours<'s, 'a> {
    fn among(segments: &[&'s Segment<'a>]) -> impl Iterator<Item = Neighbours<'s, 'a>> {
        segments.windows(2).filter_map(|pair| {
            let [above, below] = [pair[0], pair[1]];
            let pitch = (above.y - below.y) / above.size;
            let are_near = pitch > 0.8 && (above.x - below.x).abs() < INDENT;
            (above.is_set_as(below) && are_near).then_some(Neighbours {
                above,
                below,
                pitch,
            })
        })
    }
}

/// Returns the pitch that holds most text, to a tenth of the font size; 0 if there is none.
fn common_pitch<'s, 'a: 's>(lines: impl Iterator<Item = Neighbours<'s, 'a>>) -> f32 {
    common_size(lines.map(|pair| (pair.pitch * 10.0, pair.below.text.len()))) / 10.0
}

/// Tells whether lines that go on end in the space behind their last word, and those that end a
/// paragraph seldom in one; from all lines, and from those that end paragraphs.
fn marks_lines<'s, 'a: 's>(
    lines: impl Iterator<Item = Neighbours<'s, 'a>>,
    ends: impl Iterator<Item = Neighbours<'s, 'a>>,
) -> bool {
    let spaces = |lines: Vec<Neighbours<'_, '_>>| {
        let with_space = lines.iter().filter(|pair| pair.above.ends_in_space());
        (with_space.count(), lines.len())
    };
    let goes_on = |Neighbours { above, below, .. }: &Neighbours<'_, '_>| {
        let text = above.text.trim_end();
        text.ends_with(char::is_alphabetic) && below.text.starts_with(char::is_lowercase)
    };
    let (go_on, lines) = spaces(lines.filter(goes_on).collect());
    let (end, ends) = spaces(ends.collect());
    go_on * 10 >= lines * MOST && end * SELDOM <= ends && ends >= ENOUGH_ENDS
}

/// Tells whether pitches near the common one differ from each other.
fn rounds(pitches: impl Iterator<Item = f32>, common: f32) -> bool {
    let near: Vec<f32> = pitches
        .filter(|pitch| (pitch - common).abs() < NEAR_PITCH)
        .collect();
    let at = |percent| end(near.iter().copied(), percent);
    at(80) - at(20) > WIDER_PITCH
}

/// Tells whether paragraphs are told by how far their first lines are set in: below most ends of sentences that
/// begin at the left end of the text, a line does not begin a paragraph there.
fn sets_in<'s, 'a: 's>(lines: impl Iterator<Item = Neighbours<'s, 'a>>, left: f32) -> bool {
    let (mut set_in, mut set_out) = (0, 0);
    // Lines of items hang, and are set in for that.
    let is_plain = |line: &Segment<'_>| label::find(&line.text).is_none();
    let plain = lines.filter(|pair| is_plain(pair.above) && is_plain(pair.below));
    for Neighbours { above, below, .. } in plain {
        let [above, below] = [above, below].map(|line| {
            let inset = line.x - left;
            (FIRST_LINE * line.size..INDENT).contains(&inset)
        });
        set_in += usize::from(!above && below);
        set_out += usize::from(above && !below);
    }
    set_in.min(set_out) >= ENOUGH_SET_IN
}

/// Tells whether a line begins as the caption of a table or a figure does: "Table 2: …".
fn is_caption(text: &str) -> bool {
    let mut words = text.split(' ');
    let name = words.next().unwrap_or_default();
    let number = words.next().unwrap_or_default();
    let digits = number.strip_suffix([':', '.']);
    matches!(name, "Table" | "Figure" | "Chart" | "Box")
        && digits.is_some_and(|digits| digits.parse::<u32>().is_ok())
}

/// Tells whether a line begins with the name of what it states: "Lead inspector: …".
fn begins_with_name(text: &str) -> bool {
    let Some((name, rest)) = text.split_once(':') else {
        return false;
    };
    let are_letters = name
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | '’' | '\'' | '-'));
    rest.starts_with(' ') && are_letters && name.split(' ').count() <= NAME_WORDS
}

/// Tells whether the middles of two lines stand below each other, and their ends do not.
fn are_centred(above: &Segment<'_>, below: &Segment<'_>) -> bool {
    let middle = |line: &Segment<'_>| (line.x + line.x_end) / 2.0;
    (middle(above) - middle(below)).abs() < CENTRED && (above.x - below.x).abs() > INDENT
}

/// Tells whether a line begins with the letter, or the number in brackets, behind that with which lines begin; or
/// with the first one below a line that leads to it.
fn begins_letter(first: &Segment<'_>, last: &Segment<'_>, line: &Segment<'_>) -> bool {
    let is_first = || {
        ["(a)", "a)", "(i)", "i)", "(1)", "1)"]
            .contains(&line.text.split(' ').next().unwrap_or_default())
    };
    let is_letter = |label: label::Label| label.mark == Mark::Letter;
    label::find(&line.text).is_some_and(is_letter)
        && (label::follows(&first.text, &line.text)
            || last.text.trim_end().ends_with(':') && is_first())
}

/// Tells whether a line begins a sentence with a number in brackets below an item that begins with a bullet: "(13)
/// Plans are late."
fn begins_behind_bullet(first: &Segment<'_>, line: &Segment<'_>) -> bool {
    let is_bullet = label::find(&first.text).is_some_and(|label| label.mark == Mark::Bullet);
    is_bullet
        && label::find(&line.text).is_some_and(|label| {
            let (number, sentence) = line.text.split_at(label.len);
            label::enclosed_number(number).is_some() && sentence.starts_with(char::is_uppercase)
        })
}

/// Returns the room, in points, that the first word of a line would have left on the line above
/// it; none if it is negative.
pub(super) fn room(above: &Segment<'_>, below: &Segment<'_>, right: f32) -> f32 {
    let mut words = below.text.split(' ');
    let word = words.next().map_or(0, |word| word.chars().count());
    let letters = below.text.chars().count().max(1);
    let width = (below.x_end - below.x) / letters as f32 * (word + 1) as f32;
    let right = above.beside.map_or(right, |left| left.min(right));
    right - above.x_end - width
}

/// Returns the left edges at which enough lines begin, with the right ends of those.
fn edges(mut lines: Vec<[f32; 2]>) -> Vec<[f32; 2]> {
    lines.sort_by(|[a, _], [b, _]| a.total_cmp(b));
    lines
        .chunk_by(|[a, _], [b, _]| b - a < SAME_EDGE)
        .filter(|lines| lines.len() >= ENOUGH_AT_EDGE)
        .map(|lines| [lines[0][0], end(lines.iter().map(|[_, x_end]| *x_end), 99)])
        .take(MAX_EDGES)
        .collect()
}

/// Returns the widest pitch between lines, in points; none if there is only one.
fn widest(lines: &[Segment<'_>]) -> f32 {
    let pitches = lines.windows(2).map(|pair| pair[0].y - pair[1].y);
    pitches.fold(0.0, f32::max)
}

/// Returns the value below which so many of a hundred values are.
fn end(values: impl Iterator<Item = f32>, percent: usize) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values
        .get(values.len() * percent / 100)
        .copied()
        .unwrap_or_default()
}
