//! Resemblance: how much of one text another speaks of.
//!
//! The telling stems of the one are looked for in the other, as `similar` looks for them in the
//! whole index; the BM25 score of the other is given as a share of what a paragraph of average
//! length would score that says each of these stems once. So it can be compared between texts,
//! and a floor can be set to it.

use rustc_hash::FxHashMap;

use super::similar::most_telling;
use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::commit::lengths::Lengths;
use crate::index::matching::bm25::{damping, part};
use crate::index::text::{Form, stem};
use crate::query::fold::{fold, words};

/// Compares texts by the rarity that words have in an index.
///
/// What it has learnt of a word it keeps: the texts of a corpus are written in few.
pub struct Comparer<'a> {
    commit: &'a Commit,
    lengths: Lengths,
    /// The place of the stem of each folded word that was met.
    words: FxHashMap<String, usize>,
    /// The place of each stem.
    places: FxHashMap<String, usize>,
    stems: Vec<KnownStem>,
}

struct KnownStem {
    stem: String,
    /// How many paragraphs hold it, once that is asked for.
    found: Option<u64>,
}

/// How often each stem stands in a text.
pub struct StemCounts {
    /// Places of stems with their counts, sorted.
    counts: Vec<(usize, u32)>,
    /// How many words the text has.
    length: u32,
}

/// The telling stems of a text, with all that stand in it.
pub struct Telling {
    /// Places of stems with their weights, the heaviest first.
    terms: Vec<(usize, f32)>,
    /// The weight of all terms.
    weight: f32,
    /// Every stem of the text.
    pub counts: StemCounts,
}

/// Makes ready to compare texts.
pub(in crate::index) fn comparer(commit: &Commit) -> Result<Comparer<'_>, IndexError> {
    let lengths = commit.lengths()?;
    Ok(Comparer {
        commit,
        lengths,
        words: FxHashMap::default(),
        places: FxHashMap::default(),
        stems: Vec::new(),
    })
}

impl Comparer<'_> {
    /// Counts the stems of a text.
    pub fn count(&mut self, text: &str) -> StemCounts {
        let places = words(text).map(|span| self.place(&fold(&text[span])));
        let mut places: Vec<usize> = places.collect();
        places.sort_unstable();
        let same = places.chunk_by(|a, b| a == b);
        StemCounts {
            counts: same.map(|same| (same[0], same.len() as u32)).collect(),
            length: places.len() as u32,
        }
    }

    /// Chooses the telling stems of a text.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn read(&mut self, text: &str) -> Result<Telling, IndexError> {
        let counts = self.count(text);
        let mut counted = counts.counts.clone();
        counted.sort_unstable_by(|(a, _), (b, _)| self.stems[*a].stem.cmp(&self.stems[*b].stem));
        let total = self.lengths.total;
        let terms = most_telling(counted.into_iter(), |place| self.found(*place), total)?;
        let terms = terms.into_iter().map(|(place, _, weight)| (place, weight));
        let terms: Vec<_> = terms.collect();
        Ok(Telling {
            weight: terms.iter().map(|(_, weight)| weight).sum(),
            terms,
            counts,
        })
    }

    /// Returns how much of the first text the second speaks of, from 0 to 1.
    pub fn resemblance(&self, of: &Telling, to: &StemCounts) -> f32 {
        let damping = damping(to.length, self.lengths.average);
        let found = of.terms.iter().filter_map(|(place, weight)| {
            let at = to.counts.binary_search_by_key(place, |(other, _)| *other);
            let count = to.counts[at.ok()?].1;
            Some(part(*weight, count, damping))
        });
        let score: f32 = found.sum();
        if of.weight > 0.0 {
            (score / of.weight).min(1.0)
        } else {
            0.0
        }
    }

    /// Returns the place of the stem of a folded word.
    fn place(&mut self, word: &str) -> usize {
        if let Some(place) = self.words.get(word) {
            return *place;
        }
        let stem = stem(word).into_owned();
        let place = match self.places.get(&stem) {
            Some(place) => *place,
            None => {
                self.stems.push(KnownStem {
                    stem: stem.clone(),
                    found: None,
                });
                self.places.insert(stem, self.stems.len() - 1);
                self.stems.len() - 1
            }
        };
        self.words.insert(word.to_owned(), place);
        place
    }

    /// Returns how many paragraphs hold a stem.
    fn found(&mut self, place: usize) -> Result<u64, IndexError> {
        let stem = &mut self.stems[place];
        if let Some(found) = stem.found {
            return Ok(found);
        }
        let vocabulary = self.commit.vocabulary();
        let found = vocabulary.frequency(Form::Stem, &stem.stem)?;
        stem.found = Some(found);
        Ok(found)
    }
}
