//! Near misses of known headings: those that a template or a typist spoilt.
//!
//! A line is read as a heading only where no other reading is likely. Words that all headings
//! share say little, and so two things are asked: that the line is near the heading, and that
//! what tells the heading from each other one is in the line.

mod alignment;
mod costs;
mod difference;
mod step;
#[cfg(test)]
mod tests;

use std::fmt;

use self::alignment::SHORT;
use self::costs::Costs;
use self::step::WORD;

pub(super) use self::difference::Difference;

/// A known heading that a line comes near to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Near<'a, M> {
    /// The heading, folded.
    pub heading: &'a str,
    /// What it means.
    pub meaning: M,
    /// How the line differs from it, from left to right; at least one thing.
    pub differences: Vec<Difference>,
}

impl<M> fmt::Display for Near<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, difference) in self.differences.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            write!(f, "{comma}{difference}")?;
        }
        Ok(())
    }
}

/// Finds the heading that a line is a near miss of: a word is missing, added, doubled, misspelt
/// or has changed places, in a long heading several are; and no heading of another meaning is as
/// near. A line that is a known heading is no near miss.
///
/// Text and headings are folded, and the text is nothing but the heading: a grade behind it is
/// cut off before. A heading that is known twice means what it means first.
pub(super) fn nearest<'a, M: PartialEq>(
    text: &str,
    known: impl Iterator<Item = (&'a str, M)> + Clone,
) -> Option<Near<'a, M>> {
    let line: Vec<&str> = text.split(' ').collect();
    let mut words: Vec<&'a str> = Vec::new();
    let mut costs = Costs::default();
    let mut best: Option<(u16, &'a str, M)> = None;
    // The least cost of a heading whose meaning is not that of the best.
    let mut rival = u16::MAX;
    for (heading, meaning) in known.clone() {
        words.clear();
        words.extend(heading.split(' '));
        if !is_comparable(&line, &words) {
            continue;
        }
        let cost = costs.fill(&line, &words);
        match &best {
            Some((least, same, other)) if cost >= *least => {
                if *other != meaning && *same != heading {
                    rival = rival.min(cost);
                }
            }
            _ => {
                if let Some((least, _, other)) = best.take()
                    && other != meaning
                {
                    rival = rival.min(least);
                }
                best = Some((cost, heading, meaning));
            }
        }
    }
    let (cost, heading, meaning) = best?;
    words.clear();
    words.extend(heading.split(' '));
    let is_near = (1..=budget(words.len())).contains(&cost) && rival >= cost + MARGIN;
    if !is_near {
        return None;
    }
    costs.fill(&line, &words);
    let alignment = costs.alignment(&line, &words);
    let is_sound = alignment.is_slight(&words)
        && known
            .filter(|(_, other)| *other != meaning)
            .all(|(other, _)| alignment.prefers(&words, other) && !is_beginning(text, other));
    is_sound.then(|| Near {
        heading,
        meaning,
        differences: alignment.differences(),
    })
}

/// Tells whether a comparison is worth its time: the line has half of the words of the heading, or
/// the heading is so short that a misspelt word may be all of it.
fn is_comparable(line: &[&str], heading: &[&str]) -> bool {
    if heading.len() <= 2 {
        return line.len().abs_diff(heading.len()) <= 1;
    }
    let shared = heading.iter().filter(|word| line.contains(word)).count();
    2 * shared >= heading.len()
}

/// Tells whether a text is the first words of a heading. It may then be the first line of it.
fn is_beginning(text: &str, heading: &str) -> bool {
    let rest = heading.strip_prefix(text);
    rest.is_some_and(|rest| rest.starts_with(' '))
}

/// So much further off must each heading of another meaning be.
const MARGIN: u16 = 2;

/// The budget of the longest headings.
const LARGEST_BUDGET: u16 = 9;

/// Tells how far a line may be from a heading of so many words.
fn budget(words: usize) -> u16 {
    match words {
        0..=2 => 2,
        3..=SHORT => WORD,
        6..=8 => 2 * WORD,
        _ => LARGEST_BUDGET,
    }
}
