//! A heading and a line side by side, step by step.

use super::difference::Difference;
use super::step::Step;

/// A heading of more words is long.
pub(super) const SHORT: usize = 5;

/// The letters that a word must have for a heading of one or two words to be known in spite of it.
const LONG_WORD: usize = 7;

/// The way from a heading to a line.
#[derive(Debug)]
pub(super) struct Alignment<'w>(pub(super) Vec<Aligned<'w>>);

/// A step with the words that it takes.
#[derive(Debug)]
pub(super) struct Aligned<'w> {
    pub(super) step: Step,
    pub(super) printed: [Option<&'w str>; 2],
    pub(super) known: [Option<&'w str>; 2],
}

impl<'w> Alignment<'w> {
    /// The words of the heading that the line lacks.
    fn missing(&self) -> impl Iterator<Item = &'w str> {
        let missing = self
            .0
            .iter()
            .filter(|aligned| aligned.step == Step::Missing);
        missing.filter_map(|aligned| aligned.known[0])
    }

    /// The words that the line has beyond the heading.
    fn added(&self) -> impl Iterator<Item = &'w str> {
        let added = self.0.iter().filter(|aligned| aligned.step == Step::Added);
        added.filter_map(|aligned| aligned.printed[0])
    }

    /// Tells whether the words missing or added are too few, and too short, to matter.
    pub(super) fn is_slight(&self, heading: &[&str]) -> bool {
        let negates = |word: &str| matches!(word, "no" | "not" | "none" | "without" | "never");
        if self.added().any(negates) {
            return false;
        }
        if heading.len() <= 2 {
            // A misspelling of a long word, or a space.
            let differences = self.0.iter().filter(|aligned| aligned.step != Step::Same);
            // Many a sentence speaks of a "(Recommendation)": that is no misspelling.
            let is_plural = |one: &str, many: &str| many.strip_suffix('s') == Some(one);
            let mut slight = differences.map(|aligned| match (aligned.printed, aligned.known) {
                ([Some(printed), None], [Some(known), None]) => {
                    known.len() >= LONG_WORD && (heading.len() > 1 || !is_plural(printed, known))
                }
                // A space is lost, or one too many.
                ([_, None], [_, Some(_)]) | ([_, Some(_)], [_, None]) => true,
                _ => false,
            });
            return slight.next() == Some(true) && slight.next().is_none();
        }
        let changed: usize = self.missing().chain(self.added()).map(str::len).sum();
        let all: usize = heading.iter().map(|word| word.len()).sum();
        // A word too many makes a short heading one about something else.
        let share = if heading.len() <= SHORT { 4 } else { 3 };
        share * changed <= all
    }

    /// Tells whether the line is rather the heading than another one: it has most of the words
    /// that the heading has and the other has not, and a smaller share, half at most, of those
    /// that the other has and the heading has not. If it has none of those, half is enough in a
    /// long heading.
    pub(super) fn prefers(&self, heading: &[&str], other: &str) -> bool {
        let heading = || heading.iter().copied();
        let other = || other.split(' ');
        let (own, lost) = beyond(heading, other, || self.missing());
        let (foreign, gained) = beyond(other, heading, || self.added());
        let kept = own - lost;
        if gained == 0 && heading().count() > SHORT {
            return 2 * kept >= own;
        }
        // A heading without words of its own lacks none.
        let (kept, own) = if own == 0 { (1, 1) } else { (kept, own) };
        let foreign = foreign.max(1);
        2 * kept > own && 2 * gained <= foreign && gained * own < kept * foreign
    }

    pub(super) fn differences(&self) -> Vec<Difference> {
        let mut differences: Vec<Difference> = Vec::new();
        let mut last = Step::Same;
        for aligned in &self.0 {
            let words = |words: [Option<&str>; 2]| match words {
                [Some(first), Some(second)] => format!("{first} {second}"),
                [first, _] => first.unwrap_or_default().to_owned(),
            };
            let (printed, known) = (words(aligned.printed), words(aligned.known));
            let is_beside = matches!(last, Step::Missing | Step::Added);
            last = aligned.step;
            let before = differences.last_mut().filter(|_| is_beside);
            let difference = match (aligned.step, before) {
                (Step::Same, _) => continue,
                (Step::Missing, Some(Difference::Missing(words))) => {
                    words.extend([" ", &known]);
                    continue;
                }
                (Step::Added, Some(Difference::Added(words))) => {
                    words.extend([" ", &printed]);
                    continue;
                }
                (Step::Added, Some(Difference::Instead { printed: words, .. })) => {
                    words.extend([" ", &printed]);
                    continue;
                }
                (Step::Added, Some(before @ Difference::Missing(_))) => {
                    if let Difference::Missing(words) = before {
                        let known = std::mem::take(words);
                        *before = Difference::Instead { printed, known };
                    }
                    continue;
                }
                (Step::Missing, _) => Difference::Missing(known),
                (Step::Added, _) => Difference::Added(printed),
                (Step::Doubled, _) => Difference::Doubled(printed),
                _ => Difference::Instead { printed, known },
            };
            differences.push(difference);
        }
        differences
    }
}

/// Counts the words that one heading has beyond another, and those of some words that are among
/// them. A word that stands twice counts twice.
fn beyond<'w, A, B, C>(
    one: impl Fn() -> A,
    other: impl Fn() -> B,
    some: impl Fn() -> C,
) -> (usize, usize)
where
    A: Iterator<Item = &'w str>,
    B: Iterator<Item = &'w str>,
    C: Iterator<Item = &'w str>,
{
    let mut beyond = 0;
    let mut among = 0;
    for (at, word) in one().enumerate() {
        if one().take(at).any(|before| before == word) {
            continue;
        }
        let is_word = |w: &&str| *w == word;
        let more = one().filter(is_word).count();
        let more = more.saturating_sub(other().filter(is_word).count());
        beyond += more;
        among += more.min(some().filter(is_word).count());
    }
    (beyond, among)
}
