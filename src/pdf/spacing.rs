//! Spaces that are no characters: gaps that part words, told by the gaps of their line.
//!
//! Some makers write spaces as characters, others move on instead: inside the array that shows a
//! line, or from one shown word to the next. How wide such a gap is depends on the font and on how
//! tightly the line is set, and letters are moved too: a little to fit each other, or evenly to
//! fill a heading. So no width is a space by itself. Where a line has its spaces as characters,
//! only a wide gap is one more. Where it has none, gaps fall into narrow ones, inside words, and
//! wider ones, between them, and the largest step from a gap to the next wider one parts the two.
//! Where more than half of all letters stand apart, they are spaced out, and a space is wider than
//! what is common there.

use std::ops::Range;

use super::Run;

/// A narrower gap is never a space, in parts of the font size.
pub(super) const NARROWEST: f32 = 0.09;
/// A gap from here on may be a space in a line that has no spaces as characters.
const NARROW_SPACE: f32 = 0.13;
/// From here on a gap is one there, unless letters are spaced out.
const SURE_SPACE: f32 = 0.22;
/// A gap inside a shown array that is a space though the line has spaces as characters.
const SHOWN_GAP: f32 = 0.17;
/// The same between runs.
const RUN_GAP: f32 = 0.15;
/// Letters that are spaced out stand no further apart.
const MAX_SPACED_OUT: f32 = 0.7;
/// Fewer letters are not said to be spaced out.
const MIN_SPACED_OUT: usize = 4;
/// A line with spaces has one at least in so many bytes.
const MAX_WORD: usize = 15;
/// A line that is longer, in bytes, and has no space has none as characters, whatever its page has.
const MAX_ONE_WORD: usize = 30;

/// A gap inside a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gap {
    /// Where it stands in the text.
    pub(super) at: usize,
    /// How wide it is, in parts of the font size.
    pub(super) width: f32,
}

/// The widths from which on gaps of a line are spaces, in parts of the font size.
#[derive(Debug, Clone, Copy)]
struct Least {
    shown: f32,
    between: f32,
}

/// Says which gaps of a page are spaces: those inside runs are written into the text, and the runs
/// are told which behind them are ([`Run::word_gap`]).
///
/// The runs, some of which are artifacts, and the gaps stand in the order of the text from `start` on.
pub(super) fn place(text: &mut String, start: usize, runs: [&mut [Run]; 2], gaps: &[Gap]) {
    let page = Counts::of(text.get(start..).unwrap_or_default());
    let mut spaces = Vec::new();
    let [runs, artifacts] = runs;
    if gaps.is_empty() && page.has_spaces() {
        // Most pages are such.
        for run in runs.iter_mut().chain(artifacts) {
            run.word_gap = RUN_GAP * run.size;
        }
        return;
    }
    for runs in [&mut *runs, &mut *artifacts] {
        for line in runs.chunk_by_mut(follows) {
            let least = least(text, line, gaps, page);
            for run in line {
                run.word_gap = least.between * run.size;
                spaces.extend(
                    inside(gaps, &run.text)
                        .iter()
                        .filter(|gap| gap.width >= least.shown && !has_space(text, gap.at))
                        .map(|gap| gap.at),
                );
            }
        }
    }
    if spaces.is_empty() {
        return;
    }
    spaces.sort_unstable();
    write(text, start, &spaces);
    for runs in [runs, artifacts] {
        // Both stand in the order of the text.
        let mut before = 0usize;
        for run in runs {
            let mut shifted = |at: usize| {
                while spaces.get(before).is_some_and(|&space| space < at) {
                    before = before.saturating_add(1);
                }
                at.saturating_add(before)
            };
            let start = shifted(run.text.start);
            run.text = start..shifted(run.text.end);
        }
    }
}

/// Tells whether a run goes on to the right of another on its line.
fn follows(a: &Run, b: &Run) -> bool {
    let size = a.size.max(b.size);
    (a.y - b.y).abs() < size * 0.45 && b.x > a.x_end - size
}

/// Lists the gaps inside a run.
fn inside<'g>(gaps: &'g [Gap], text: &Range<usize>) -> &'g [Gap] {
    let from = gaps.partition_point(|gap| gap.at <= text.start);
    let to = gaps.partition_point(|gap| gap.at < text.end);
    gaps.get(from..to).unwrap_or_default()
}

/// Tells whether a space stands at a place already.
fn has_space(text: &str, at: usize) -> bool {
    text.split_at_checked(at).is_none_or(|(before, behind)| {
        before.ends_with(char::is_whitespace) || behind.starts_with(char::is_whitespace)
    })
}

/// How many bytes and spaces there are.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    bytes: usize,
    spaces: usize,
}

impl Counts {
    fn of(text: &str) -> Counts {
        Counts {
            bytes: text.len(),
            spaces: text.bytes().filter(|&byte| byte == b' ').count(),
        }
    }

    fn and(self, other: Counts) -> Counts {
        Counts {
            bytes: self.bytes.saturating_add(other.bytes),
            spaces: self.spaces.saturating_add(other.spaces),
        }
    }

    /// Tells whether its spaces are characters.
    fn has_spaces(self) -> bool {
        self.spaces.saturating_mul(MAX_WORD) >= self.bytes
    }
}

/// Tells from which width on gaps of a line are spaces.
fn least(text: &str, line: &[Run], gaps: &[Gap], page: Counts) -> Least {
    let spaced = Least {
        shown: SHOWN_GAP,
        between: RUN_GAP,
    };
    let counts = line
        .iter()
        .map(|run| Counts::of(text.get(run.text.clone()).unwrap_or_default()))
        .fold(Counts::default(), Counts::and);
    let has_spaces = match counts.spaces {
        0 => counts.bytes <= MAX_ONE_WORD && page.has_spaces(),
        _ => counts.has_spaces(),
    };
    let (Some(first), Some(last)) = (line.first(), line.last()) else {
        return spaced;
    };
    let shown = inside(gaps, &(first.text.start..last.text.end));
    if has_spaces && shown.is_empty() {
        return spaced;
    }
    let between = line.windows(2).filter_map(|pair| match pair {
        [a, b] => Some((b.x - a.x_end) / a.size.max(b.size)),
        _ => None,
    });
    let mut widths: Vec<f32> = shown
        .iter()
        .map(|gap| gap.width)
        .chain(between)
        .filter(|width| (NARROWEST..MAX_SPACED_OUT).contains(width))
        .collect();
    widths.sort_unstable_by(f32::total_cmp);
    let letters = counts.bytes.saturating_sub(counts.spaces);
    if widths.len() >= MIN_SPACED_OUT && widths.len().saturating_mul(2) > letters {
        let middle = widths.len() >> 1;
        let common = widths.get(middle).copied().unwrap_or_default();
        let least = common * 1.5 + 0.05;
        return Least {
            shown: least,
            between: least,
        };
    }
    if has_spaces {
        return spaced;
    }
    let least = widest_step(&widths);
    Least {
        shown: least,
        between: least,
    }
}

/// Returns the middle of the largest step in widths that rise, as far as a space may be as narrow.
fn widest_step(widths: &[f32]) -> f32 {
    let mut below = NARROWEST;
    let (mut widest, mut middle) = (0.0, NARROW_SPACE);
    for width in widths
        .iter()
        .chain([&SURE_SPACE])
        .map(|width| width.min(SURE_SPACE))
    {
        if below >= SURE_SPACE {
            break;
        }
        if width >= NARROW_SPACE && width - below > widest {
            widest = width - below;
            middle = below.midpoint(width);
        }
        below = width;
    }
    middle.clamp(NARROW_SPACE, SURE_SPACE)
}

/// Writes spaces into a text at places behind a start.
fn write(text: &mut String, start: usize, spaces: &[usize]) {
    let page = text.split_off(start);
    text.reserve(page.len().saturating_add(spaces.len()));
    let mut rest = &*page;
    let mut at = start;
    for &space in spaces {
        let Some((before, behind)) = rest.split_at_checked(space.saturating_sub(at)) else {
            continue;
        };
        text.push_str(before);
        text.push(' ');
        (rest, at) = (behind, space);
    }
    text.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lays out runs side by side: a number is a gap in thousandths of the font size, between two
    /// strings of one run; `|` before a number is a gap between runs.
    fn check(line: &str, expected: &str) {
        let mut text = String::from("Of the page before. ");
        let start = text.len();
        let (mut runs, mut gaps, mut x) = (Vec::new(), Vec::new(), 50.0);
        for shown in line.split('|') {
            let from = text.len();
            let mut left = x;
            for part in shown.split_inclusive(['_', '^']) {
                if let Ok(gap) = part.trim_end_matches(['_', '^']).parse::<f32>() {
                    let width = gap / 1000.0;
                    x += width * 10.0;
                    if text.len() == from {
                        left = x;
                    } else if width >= NARROWEST {
                        gaps.push(Gap {
                            at: text.len(),
                            width,
                        });
                    }
                } else {
                    let part = part.trim_end_matches(['_', '^']);
                    text.push_str(part);
                    x += part.len() as f32 * 5.0;
                }
            }
            runs.push(Run {
                text: from..text.len(),
                x: left,
                x_end: x,
                ..Run::at(0, 0.0, 10.0)
            });
        }
        place(&mut text, start, [&mut runs, &mut []], &gaps);
        let mut read = String::new();
        let mut last: Option<&Run> = None;
        for run in &runs {
            if last.is_some_and(|last| run.x - last.x_end >= last.word_gap) {
                read.push(' ');
            }
            read.push_str(&text[run.text.clone()]);
            last = Some(run);
        }
        assert_eq!(read, expected, "{line}");
    }

    #[test]
    fn gaps_are_judged_by_those_of_their_line() {
        check(
            "senior_240_leaders_240_ha_20_v_28_e_240_stayed",
            "senior leaders have stayed",
        );
        check(
            "in_200_tight_190_lines_110_are_205_set",
            "in tight linesare set",
        );
        check("wider_333_lines_300_A_120_Very", "wider lines AVery");
        check(
            "a)_500_in_200_tight_199_lines_200_too",
            "a) in tight lines too",
        );
        check(
            "are_356_not ended_360_until it is_150_said",
            "are not ended until it issaid",
        );
        check("one |word |at a |time", "one word at a time");
        check(
            "with_120_spaces as it_260_should be",
            "withspaces as it should be",
        );
        check(
            "words|230_placed|240_one|225_by|230_one",
            "words placed one by one",
        );
        check(
            "let|0_ters|280_in|5_ runs, as fol|10_lows",
            "letters in runs, as follows",
        );
    }

    #[test]
    fn letters_that_are_spaced_out_are_no_words() {
        check("O_200_U_200_R_200_600_W_200_O_200_R_200_K", "OUR WORK");
        check("O_300_U_300_R_300_ _300_W_300_O_300_R_300_K", "OUR WORK");
        check("A_300_N_300_N_300_U_300_A_300_L", "ANNUAL");
    }
}
