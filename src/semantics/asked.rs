//! A name as a thesaurus understands it, and the names that may be related to it.

use super::runs::LONGEST;
use super::spelt::MOST_WORDS;
use super::thesaurus::{Direction, Thesaurus};
use crate::index::Index;
use crate::query::fold::{fold, words};

/// So many of the likest names are looked through at most.
const CANDIDATES: usize = 400;
/// What holds one of these words says something of a name, and is none.
const STATING: [&str; 9] = [
    "is", "are", "was", "were", "has", "have", "had", "not", "cannot",
];

/// A name as a thesaurus understands it.
pub(super) struct Asked {
    /// The stems of its words.
    stems: Vec<String>,
    /// Its words, folded.
    words: Vec<String>,
    /// The units that are the same name, or an inflection of it.
    pub(super) same: Vec<usize>,
    /// The units by whose company it is understood.
    pub(super) units: Vec<usize>,
    pub(super) unknown: Vec<String>,
}

/// What may be related.
pub(super) enum Candidate {
    Unit(usize),
    /// A name as it reads where an abbreviation is spelt out in it, or put in.
    Spelt(String),
}

impl Candidate {
    pub(super) fn text(&self, thesaurus: &Thesaurus) -> String {
        match self {
            Candidate::Unit(unit) => thesaurus.printed[*unit].clone(),
            Candidate::Spelt(text) => text.clone(),
        }
    }

    /// Tells whether it says something of a name.
    pub(super) fn is_statement(&self, thesaurus: &Thesaurus) -> bool {
        match self {
            Candidate::Unit(unit) => {
                let mut words = thesaurus.names[*unit].split(' ');
                words.any(|word| STATING.contains(&word))
            }
            Candidate::Spelt(_) => false,
        }
    }
}

impl Asked {
    pub(super) fn new(thesaurus: &Thesaurus, name: &str) -> Self {
        let words: Vec<String> = words(name)
            .map(|span| fold(&name[span]).into_owned())
            .collect();
        let stems = stems(name);
        let mut asked = Asked {
            same: thesaurus.inflections(&words, &stems),
            units: Vec::new(),
            unknown: Vec::new(),
            stems,
            words,
        };
        let commonest = |units: &[usize]| {
            units
                .iter()
                .copied()
                .max_by_key(|unit| thesaurus.counts[*unit])
        };
        if let Some(unit) = thesaurus
            .find(&asked.words.join(" "))
            .or_else(|| commonest(&asked.same))
        {
            asked.units.push(unit);
            return asked;
        }
        let mut from = 0;
        while from < asked.words.len() {
            let lengths = (1..=LONGEST.min(asked.words.len() - from)).rev();
            let found = lengths.into_iter().find_map(|length| {
                let part = &asked.words[from..from + length];
                let unit = thesaurus.find(&part.join(" ")).or_else(|| {
                    commonest(&thesaurus.inflections(part, &asked.stems[from..from + length]))
                })?;
                Some((unit, length))
            });
            match found {
                Some((unit, length)) => {
                    asked.units.push(unit);
                    from += length;
                }
                None => {
                    asked.unknown.push(asked.words[from].clone());
                    from += 1;
                }
            }
        }
        asked
    }

    pub(super) fn direction(&self, thesaurus: &Thesaurus) -> Option<Direction> {
        thesaurus.direction(&self.units)
    }

    /// Tells whether a name is the same but for inflection, or one of the two a part of the other.
    pub(super) fn is_part_of(&self, stems: &[String]) -> bool {
        contains(stems, &self.stems) || contains(&self.stems, stems)
    }

    /// Tells whether some name is nearer to a unit than this one is, neither being a part of the other;
    /// the stems are those of the unit.
    pub(super) fn is_behind_another(
        &self,
        thesaurus: &Thesaurus,
        unit: usize,
        stems_of: &[String],
    ) -> bool {
        let likeness = |other: &usize| thesaurus.alike(unit, *other);
        let own = self.units.iter().map(likeness).fold(0.0, f32::max);
        let mut others = 0..thesaurus.names.len();
        others.any(|other| {
            if other == unit || thesaurus.alike(unit, other) <= own {
                return false;
            }
            let stems = stems(&thesaurus.names[other]);
            !contains(&stems, stems_of) && !contains(stems_of, &stems) && !self.is_part_of(&stems)
        })
    }

    /// Lists what may be related, the most related first; of a name that is understood by its parts
    /// alone, unless these are to count, only what is spelt out.
    pub(super) fn candidates(
        &self,
        thesaurus: &Thesaurus,
        direction: &Direction,
        parts: bool,
    ) -> impl Iterator<Item = (f32, Candidate)> {
        let mut spelt = Vec::new();
        for text in self.spelt(thesaurus) {
            let folded: Vec<String> = words(&text)
                .map(|span| fold(&text[span]).into_owned())
                .collect();
            let likeness = match thesaurus.find(&folded.join(" ")) {
                Some(unit) => thesaurus.likeness(unit, direction),
                None => {
                    let other = Asked::new(thesaurus, &text).direction(thesaurus);
                    other.map_or(0.0, |other| direction.likeness(&other))
                }
            };
            spelt.push((likeness, Candidate::Spelt(text)));
        }
        spelt.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        let most = match parts || !self.same.is_empty() {
            true => CANDIDATES,
            false => 0,
        };
        let nearest = thesaurus.nearest(direction, most).into_iter();
        let nearest = nearest.map(|(likeness, unit)| (likeness, Candidate::Unit(unit)));
        spelt.into_iter().chain(nearest)
    }

    /// Lists the name as it reads where a part of it is spelt out, or shortened.
    fn spelt(&self, thesaurus: &Thesaurus) -> Vec<String> {
        let mut found = Vec::new();
        let printed = |unit: usize| thesaurus.printed[unit].clone();
        let mut whole = self.same.clone();
        whole.extend(thesaurus.find(&self.words.join(" ")));
        for unit in whole {
            found.extend(thesaurus.spelt(unit).map(printed));
        }
        for from in 0..self.words.len() {
            for to in from + 1..=self.words.len().min(from + MOST_WORDS) {
                let Some(unit) = thesaurus.find(&self.words[from..to].join(" ")) else {
                    continue;
                };
                for other in thesaurus.spelt(unit) {
                    let before = self.words[..from].iter().cloned();
                    let behind = self.words[to..].iter().cloned();
                    let text: Vec<String> = before.chain([printed(other)]).chain(behind).collect();
                    found.push(text.join(" "));
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

impl Thesaurus {
    /// Lists the names that differ in nothing but inflections.
    fn inflections(&self, words: &[String], stems: &[String]) -> Vec<usize> {
        let first = words.first().and_then(|word| word.chars().next());
        let Some(first) = first else {
            return Vec::new();
        };
        let from = self
            .names
            .partition_point(|name| name.as_str() < first.to_string().as_str());
        let names = (from..).zip(&self.names[from..]);
        let names = names.take_while(|(_, name)| name.starts_with(first));
        let alike = names.filter(|(_, name)| {
            name.split(' ').count() == stems.len()
                && name
                    .split(' ')
                    .zip(stems)
                    .all(|(word, stem)| Index::is_inflection(word, stem))
        });
        alike.map(|(unit, _)| unit).collect()
    }
}

/// Returns the stems of a name's words.
pub(super) fn stems(name: &str) -> Vec<String> {
    let stem = |span| Index::stem(&fold(&name[span])).into_owned();
    words(name).map(stem).collect()
}

/// Tells whether a name holds another, word for word.
pub(super) fn contains(name: &[String], part: &[String]) -> bool {
    part.is_empty() || name.windows(part.len()).any(|words| words == part)
}
