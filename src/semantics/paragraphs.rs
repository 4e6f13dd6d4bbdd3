//! Paragraphs in other words: those that say the same by what their units mean.
//!
//! A paragraph's vector is the mean of those of its units, each with its weight, less what all
//! paragraphs have in common (Arora, Liang and Ma, "A simple but tough-to-beat baseline for sentence
//! embeddings", 2017).

use std::collections::HashMap;

use super::runs::LONGEST;
use super::thesaurus::{Direction, Thesaurus};
use crate::index::TokenStreams;

/// A unit in a text: which, and what tokens it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Met {
    pub(super) unit: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Reads texts whose words have numbers.
pub(super) struct Reader<'a> {
    thesaurus: &'a Thesaurus,
    units: HashMap<Vec<u32>, usize>,
    /// For each word the most words of a unit that begins with it.
    longest: Vec<u8>,
}

impl<'a> Reader<'a> {
    /// Finds the units of a thesaurus among the words of texts.
    pub(super) fn new(thesaurus: &'a Thesaurus, streams: &TokenStreams) -> Self {
        let mut reader = Reader {
            thesaurus,
            units: HashMap::new(),
            longest: vec![0; streams.words.len()],
        };
        for (unit, name) in thesaurus.names.iter().enumerate() {
            let tokens: Option<Vec<u32>> =
                name.split(' ').map(|word| streams.token(word)).collect();
            if let Some(tokens) = tokens {
                let longest = &mut reader.longest[tokens[0] as usize];
                *longest = (*longest).max(tokens.len().min(LONGEST) as u8);
                reader.units.insert(tokens, unit);
            }
        }
        reader
    }

    /// Reads a text: at each place the longest unit that begins there, and the words in it that are
    /// units too. A phrase says more than its words, and is seldom said again whole.
    pub(super) fn read(&self, tokens: &[u32]) -> Vec<Met> {
        let mut met = Vec::new();
        let mut from = 0;
        while let Some(word) = tokens.get(from) {
            let longest = usize::from(self.longest[*word as usize]).min(tokens.len() - from);
            let found = (1..=longest).rev().find_map(|length| {
                let unit = self.units.get(&tokens[from..from + length])?;
                Some((*unit, length))
            });
            let length = found.map_or(1, |(_, length)| length);
            if let Some((unit, length)) = found {
                met.push(Met {
                    unit,
                    from,
                    to: from + length,
                });
                let words = (from..from + length).filter(|_| length > 1);
                met.extend(words.filter_map(|at| {
                    let unit = *self.units.get(&tokens[at..=at])?;
                    Some(Met {
                        unit,
                        from: at,
                        to: at + 1,
                    })
                }));
            }
            from += length;
        }
        met
    }

    /// Returns what a text means; none where it has no unit.
    pub(super) fn meaning(&self, met: &[Met]) -> Option<Direction> {
        let thesaurus = self.thesaurus;
        let mut units: Vec<usize> = met.iter().map(|met| met.unit).collect();
        units.sort_unstable();
        units.dedup();
        let weighed = units.into_iter().map(|unit| (unit, thesaurus.weight(unit)));
        thesaurus.weighed(weighed, &thesaurus.common)
    }

    /// Returns what a unit adds to how alike a text is to a meaning.
    pub(super) fn share(&self, unit: usize, meaning: &Direction) -> f32 {
        self.thesaurus.weight(unit) * self.thesaurus.likeness(unit, meaning)
    }
}
