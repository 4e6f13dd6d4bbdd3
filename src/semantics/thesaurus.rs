//! The thesaurus: names, and how alike the company is that any two of them keep.

use super::decomposition::left_singular_vectors;
use super::texts::Texts;
use super::units::Units;
use super::{company, runs, spelt};

/// So many directions tell units apart.
const DIMENSIONS: usize = 200;

/// Words and phrases of a corpus, each with a vector; the more alike the vectors of two, the more
/// alike the company that they keep.
#[derive(Debug, Clone, PartialEq)]
pub struct Thesaurus {
    /// The reports it was made of, by [`report_numbers`](crate::index::Index::report_numbers).
    pub(super) made_of: Vec<u64>,
    /// Folded and sorted.
    pub(super) names: Vec<String>,
    /// As they are printed mostly.
    pub(super) printed: Vec<String>,
    /// How often each stands.
    pub(super) counts: Vec<u32>,
    pub(super) dimensions: usize,
    /// The vectors one behind the other, each scaled by its largest number.
    pub(super) vectors: Vec<i8>,
    /// Abbreviations and what they stand for, both ways, sorted.
    pub(super) spelt: Vec<(u32, u32)>,
}

/// A vector that is asked with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Direction(Vec<f32>);

/// A place of a name in the texts: where its words begin among the tokens, and how many they are.
pub(super) struct Place {
    pub(super) token: u32,
    pub(super) words: usize,
}

impl Thesaurus {
    /// Makes the thesaurus of texts, without printed names; with it, some places of each name.
    pub(super) fn of(texts: &Texts<'_>, made_of: Vec<u64>) -> (Thesaurus, Vec<Vec<Place>>) {
        /// So many places show how a name is printed.
        const PLACES: usize = 5;
        let runs = runs::find(texts);
        let spelt = spelt::find(texts, &runs[0].counts);
        let units = Units::find(texts, &runs, &spelt);
        let reading = units.read(texts, &runs);
        drop(runs);
        let widths: Vec<usize> = units.names.iter().map(Vec::len).collect();
        let company = company::weigh(&units, &widths, &reading);
        drop(reading);
        let vectors = left_singular_vectors(&company, DIMENSIONS);
        let names: Vec<String> = units.names.iter().map(|name| texts.spell(name)).collect();
        let number = |name: &[u32]| {
            let at = units.names.binary_search_by(|known| known.as_slice().cmp(name));
            at.ok().map(|at| at as u32)
        };
        let mut pairs = Vec::new();
        for spelt in &spelt {
            if let (Some(short), Some(long)) = (number(&[spelt.short]), number(&spelt.long)) {
                pairs.extend([(short, long), (long, short)]);
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let all = 0..units.names.len();
        let places = all.clone().map(|unit| {
            let all = units.places(unit);
            let step = all.len().div_ceil(PLACES).max(1);
            let some = all.iter().step_by(step);
            let place = |token: &u32| Place {
                token: *token,
                words: widths[unit],
            };
            some.map(place).collect()
        });
        let places = places.collect();
        let thesaurus = Thesaurus {
            made_of,
            printed: Vec::new(),
            counts: all.map(|unit| units.places(unit).len() as u32).collect(),
            dimensions: vectors.width,
            vectors: vectors.numbers.chunks_exact(vectors.width).flat_map(scaled).collect(),
            spelt: pairs,
            names,
        };
        (thesaurus, places)
    }

    /// Finds a name as it is folded.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.names.binary_search_by(|known| known.as_str().cmp(name)).ok()
    }

    /// Lists what a name is short for, or the abbreviations of it.
    pub(super) fn spelt(&self, unit: usize) -> impl Iterator<Item = usize> {
        let from = self.spelt.partition_point(|(of, _)| (*of as usize) < unit);
        let rest = self.spelt[from..].iter();
        rest.take_while(move |(of, _)| *of as usize == unit).map(|(_, other)| *other as usize)
    }

    fn vector(&self, unit: usize) -> &[i8] {
        &self.vectors[unit * self.dimensions..(unit + 1) * self.dimensions]
    }

    /// Returns the mean direction of names; none where they keep no company.
    pub(super) fn direction(&self, units: &[usize]) -> Option<Direction> {
        let mut sum = vec![0.0_f32; self.dimensions];
        for unit in units {
            let vector = self.vector(*unit);
            let length = length(vector);
            if length > 0.0 {
                for (sum, number) in sum.iter_mut().zip(vector) {
                    *sum += f32::from(*number) / length;
                }
            }
        }
        let length = sum.iter().map(|number| number * number).sum::<f32>().sqrt();
        sum.iter_mut().for_each(|number| *number /= length);
        (length > 0.0).then_some(Direction(sum))
    }

    /// Returns the cosine of the angle between a name and a direction.
    pub(super) fn likeness(&self, unit: usize, direction: &Direction) -> f32 {
        let vector = self.vector(unit);
        let length = length(vector);
        let products = vector.iter().zip(&direction.0);
        let product: f32 = products.map(|(a, b)| f32::from(*a) * b).sum();
        if length > 0.0 { product / length } else { 0.0 }
    }

    /// Lists so many of the names that are likest to a direction, the likest first, and then
    /// alphabetically.
    pub(super) fn nearest(&self, direction: &Direction, most: usize) -> Vec<(f32, usize)> {
        let likeness = |unit| (self.likeness(unit, direction), unit);
        let mut all: Vec<(f32, usize)> = (0..self.names.len()).map(likeness).collect();
        let order = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if most < all.len() {
            all.select_nth_unstable_by(most, order);
            all.truncate(most);
        }
        all.sort_unstable_by(order);
        all
    }
}

impl Direction {
    /// Returns the cosine of the angle between two.
    pub(super) fn likeness(&self, other: &Direction) -> f32 {
        self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum()
    }
}

/// Writes a vector in whole numbers.
fn scaled(vector: &[f32]) -> impl Iterator<Item = i8> {
    let largest = vector.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
    let scale = if largest > 0.0 { f32::from(i8::MAX) / largest } else { 0.0 };
    vector.iter().map(move |number| (number * scale).round() as i8)
}

fn length(vector: &[i8]) -> f32 {
    let square = |number: &i8| i32::from(*number) * i32::from(*number);
    (vector.iter().map(square).sum::<i32>() as f32).sqrt()
}
