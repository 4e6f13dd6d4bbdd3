//! Units: the words and phrases that have a meaning here, and where they stand.
//!
//! A phrase is a run of words that stand together more often than by chance, by normalised pointwise
//! mutual information (Bouma, "Normalized (pointwise) mutual information in collocation extraction",
//! 2009) of the parts at their loosest joint, and that is no fragment of one longer run.

use super::runs::{LEAST, LONGEST, Runs};
use super::spelt::Spelt;
use super::texts::{NONE, Texts};

/// A phrase stands so often.
const PHRASE_LEAST: u32 = 20;
/// And holds together so well, of 1.
const ASSOCIATION: f64 = 0.25;
/// What stands in one longer run more often than this, in tenths, is a fragment of that.
const FRAGMENT_TENTHS: u32 = 6;

/// Words and phrases, sorted by what they say.
pub(super) struct Units {
    /// The words of each.
    pub(super) names: Vec<Vec<u32>>,
    /// Where all of them begin, those of one unit together, ascending.
    places: Vec<u32>,
    /// Where the places of each end.
    ends: Vec<usize>,
    /// For each length the unit that each run is, if any.
    of_runs: Vec<Vec<u32>>,
}

/// A text as it is read: the longest phrases, and the words between them.
pub(super) struct Reading {
    /// What is read, in order, by number; the same for the same words.
    pub(super) items: Vec<u32>,
    /// The paragraph of each.
    pub(super) paragraph_of: Vec<u32>,
    /// For each token the item that it is in.
    pub(super) item_of: Vec<u32>,
    /// How many numbers there are.
    pub(super) numbers: usize,
}

impl Units {
    /// Finds the units of texts; what abbreviations stand for is a phrase in any case.
    pub(super) fn find(texts: &Texts<'_>, runs: &[Runs], spelt: &[Spelt]) -> Units {
        let mut named: Vec<(Vec<u32>, usize, usize)> = Vec::new();
        for (length, of_length) in (1..).zip(runs) {
            for (run, first) in of_length.firsts.iter().enumerate() {
                if (of_length.counts[run] as usize) < LEAST {
                    continue;
                }
                let first = *first as usize;
                let name = &texts.tokens[first..first + length];
                let ends = [name[0], name[length - 1]];
                let names_something = !ends.iter().any(|word| texts.is_edge[*word as usize]);
                let is_unit = length == 1
                    || is_phrase(runs, length, run, texts.tokens.len())
                    || spelt.iter().any(|spelt| spelt.long == name);
                if names_something && is_unit {
                    named.push((name.to_vec(), length, run));
                }
            }
        }
        named.sort_unstable();
        let mut of_runs: Vec<_> = runs
            .iter()
            .map(|runs| vec![NONE; runs.counts.len()])
            .collect();
        for (unit, (_, length, run)) in (0..).zip(&named) {
            of_runs[length - 1][*run] = unit;
        }
        let mut units = Units {
            names: named.into_iter().map(|(name, ..)| name).collect(),
            places: Vec::new(),
            ends: Vec::new(),
            of_runs,
        };
        units.place(runs);
        units
    }

    /// Lists where the units stand.
    fn place(&mut self, runs: &[Runs]) {
        let units = |(runs, of_runs): (&Runs, &Vec<u32>), each: &mut dyn FnMut(u32, u32)| {
            for (place, run) in (0..).zip(&runs.at) {
                match of_runs.get(*run as usize) {
                    Some(unit) if *unit != NONE => each(*unit, place),
                    _ => {}
                }
            }
        };
        let mut ends = vec![0; self.names.len() + 1];
        for pair in runs.iter().zip(&self.of_runs) {
            units(pair, &mut |unit, _| ends[unit as usize + 1] += 1);
        }
        for unit in 1..ends.len() {
            ends[unit] += ends[unit - 1];
        }
        let mut places = vec![0; ends.last().copied().unwrap_or_default()];
        for pair in runs.iter().zip(&self.of_runs) {
            units(pair, &mut |unit, place| {
                places[ends[unit as usize]] = place;
                ends[unit as usize] += 1;
            });
        }
        ends.pop();
        (self.places, self.ends) = (places, ends);
    }

    /// Lists where a unit begins.
    pub(super) fn places(&self, unit: usize) -> &[u32] {
        let from = unit.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[from..self.ends[unit]]
    }

    /// Lists the units that an item of a reading is: a word, or a phrase and its words.
    pub(super) fn of_item(&self, item: u32, reading: &Reading) -> impl Iterator<Item = usize> {
        let phrase = (item as usize).checked_sub(reading.numbers - self.names.len());
        let words = match phrase {
            Some(phrase) => self.names[phrase].clone(),
            None => vec![item],
        };
        let words = words.into_iter().filter_map(|word| {
            let unit = self.of_runs[0][word as usize];
            (unit != NONE).then_some(unit as usize)
        });
        phrase.into_iter().chain(words)
    }

    /// Reads texts: at each place the longest phrase that begins there, or else the word.
    pub(super) fn read(&self, texts: &Texts<'_>, runs: &[Runs]) -> Reading {
        let mut reading = Reading {
            items: Vec::new(),
            paragraph_of: Vec::new(),
            item_of: Vec::with_capacity(texts.tokens.len()),
            numbers: texts.words.len() + self.names.len(),
        };
        let mut place = 0;
        while let Some(word) = texts.tokens.get(place) {
            let phrase = (2..=LONGEST).rev().find_map(|length| {
                let run = runs[length - 1].at[place];
                let unit = self.of_runs[length - 1].get(run as usize)?;
                (*unit != NONE).then_some((*unit as usize + texts.words.len(), length))
            });
            let (item, length) = phrase.unwrap_or((*word as usize, 1));
            let at = reading.items.len() as u32;
            reading.items.push(item as u32);
            reading.paragraph_of.push(texts.paragraph_of[place]);
            place += length;
            reading.item_of.resize(place, at);
        }
        reading
    }
}

/// Tells whether a run of several words is a phrase.
fn is_phrase(runs: &[Runs], length: usize, run: usize, tokens: usize) -> bool {
    let own = &runs[length - 1];
    let count = own.counts[run];
    if count < PHRASE_LEAST || own.inside[run] * 10 > count * FRAGMENT_TENTHS {
        return false;
    }
    let first = own.firsts[run] as usize;
    let times = |place: usize, length: usize| {
        let runs = &runs[length - 1];
        f64::from(runs.counts[runs.at[place] as usize])
    };
    let (count, tokens) = (f64::from(count), tokens as f64);
    let joints = (1..length).map(|at| times(first, at) * times(first + at, length - at));
    let loosest = joints.fold(0.0, f64::max);
    (count * tokens / loosest).ln() / (tokens / count).ln() >= ASSOCIATION
}

#[cfg(test)]
mod tests {
    use super::super::testutil::Told;
    use super::super::{runs, spelt};
    use super::Units;

    /// Lists the phrases of texts, and how the last is read.
    fn check(texts: &[String], phrases: &[&str], read: &[&str]) {
        let told = Told::new(texts);
        let texts = told.texts();
        let runs = runs::find(&texts);
        let spelt = spelt::find(&texts, &runs[0].counts);
        let units = Units::find(&texts, &runs, &spelt);
        let spell = |name: &Vec<u32>| texts.spell(name);
        let names: Vec<_> = units
            .names
            .iter()
            .filter(|name| name.len() > 1)
            .map(spell)
            .collect();
        assert_eq!(names, phrases);
        let reading = units.read(&texts, &runs);
        let items = reading.items.iter().zip(&reading.paragraph_of);
        let last = items.filter(|(_, paragraph)| **paragraph as usize == told.ends.len() - 1);
        let said = last.map(|(item, _)| match told.words.get(*item as usize) {
            Some(word) => word.clone(),
            None => texts.spell(&units.names[*item as usize - told.words.len()]),
        });
        assert_eq!(said.collect::<Vec<_>>(), read);
    }

    /// Texts of words that stand together by chance, and some more, each of them so often.
    fn texts(more: &[(&str, usize)]) -> Vec<String> {
        let mut texts: Vec<String> = (0..400)
            .map(|n| {
                format!(
                    "{} {} {}",
                    ["plans", "visits", "reviews"][n % 3],
                    ["are", "were"][n / 3 % 2],
                    ["late", "timely", "kept", "seen"][n / 6 % 4]
                )
            })
            .collect();
        for (text, times) in more {
            texts.extend(std::iter::repeat_n((*text).to_owned(), *times));
        }
        texts
    }

    #[test]
    fn what_holds_together_is_a_phrase() {
        check(
            &texts(&[
                ("virtual school plans", 12),
                ("virtual school reviews", 12),
                ("a virtual school is late", 16),
            ]),
            &["virtual school"],
            &["a", "virtual school", "is", "late"],
        );
    }

    #[test]
    fn fragments_are_none() {
        check(
            &texts(&[("safeguarding hub front door", 40)]),
            &["safeguarding hub front door"],
            &["safeguarding hub front door"],
        );
    }

    #[test]
    fn what_an_abbreviation_stands_for_is_one() {
        check(
            &texts(&[("the local review form lrf", 9)]),
            &["local review form"],
            &["the", "local review form", "lrf"],
        );
    }
}
