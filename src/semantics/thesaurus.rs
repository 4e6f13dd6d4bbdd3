//! The thesaurus: names, and how alike the company is that any two of them keep.

use super::decomposition::{largest_direction, left_singular_vectors};
use super::sparse::Dense;
use super::texts::Texts;
use super::units::{Reading, Units};
use super::{company, runs, spelt};

/// So many directions tell units apart.
const DIMENSIONS: usize = 200;
/// How rare a unit may be before it weighs no more.
const RARE: f32 = 1e-3;

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
    /// How long each vector is.
    pub(super) lengths: Vec<f32>,
    /// How many words all texts have.
    pub(super) tokens: u64,
    /// What all paragraphs have in common, a vector of length 1.
    pub(super) common: Vec<f32>,
    /// Abbreviations and what they stand for, both ways, sorted.
    pub(super) spelt: Vec<(u32, u32)>,
}

/// A vector that is asked with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Direction(pub(super) Vec<f32>);

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
        let company = company::weigh(&units, &reading);
        let vectors = left_singular_vectors(&company, DIMENSIONS);
        drop(company);
        let names: Vec<String> = units.names.iter().map(|name| texts.spell(name)).collect();
        let number = |name: &[u32]| {
            let at = units
                .names
                .binary_search_by(|known| known.as_slice().cmp(name));
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
                words: units.names[unit].len(),
            };
            some.map(place).collect()
        });
        let places = places.collect();
        let width = vectors.width;
        let vectors: Vec<i8> = vectors
            .numbers
            .chunks_exact(width)
            .flat_map(scaled)
            .collect();
        let mut thesaurus = Thesaurus {
            made_of,
            tokens: texts.tokens.len() as u64,
            common: Vec::new(),
            printed: Vec::new(),
            counts: all.map(|unit| units.places(unit).len() as u32).collect(),
            dimensions: width,
            lengths: lengths(&vectors, width),
            vectors,
            spelt: pairs,
            names,
        };
        thesaurus.common = thesaurus.common_to(&units, &reading);
        (thesaurus, places)
    }

    /// Finds what the paragraphs of texts have in common: the direction in which their vectors are
    /// longest, all taken together.
    fn common_to(&self, units: &Units, reading: &Reading) -> Vec<f32> {
        let mut paragraphs = Dense {
            width: self.dimensions,
            numbers: Vec::new(),
        };
        let items = reading.items.iter().zip(&reading.paragraph_of);
        let mut met: Vec<(u32, usize)> = Vec::new();
        for (item, paragraph) in items {
            let units = units.of_item(*item, reading);
            met.extend(units.map(|unit| (*paragraph, unit)));
        }
        met.sort_unstable();
        met.dedup();
        for met in met.chunk_by(|(a, _), (b, _)| a == b) {
            let weighed = met.iter().map(|(_, unit)| (*unit, self.weight(*unit)));
            let direction = self.weighed(weighed, &[]);
            paragraphs
                .numbers
                .extend(direction.into_iter().flat_map(|direction| direction.0));
        }
        largest_direction(&paragraphs.gram())
    }

    /// Finds a name as it is folded.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.names
            .binary_search_by(|known| known.as_str().cmp(name))
            .ok()
    }

    /// Lists what a name is short for, or the abbreviations of it.
    pub(super) fn spelt(&self, unit: usize) -> impl Iterator<Item = usize> {
        let from = self.spelt.partition_point(|(of, _)| (*of as usize) < unit);
        let rest = self.spelt[from..].iter();
        rest.take_while(move |(of, _)| *of as usize == unit)
            .map(|(_, other)| *other as usize)
    }

    fn vector(&self, unit: usize) -> &[i8] {
        &self.vectors[unit * self.dimensions..(unit + 1) * self.dimensions]
    }

    /// Returns the mean direction of names; none where they keep no company.
    pub(super) fn direction(&self, units: &[usize]) -> Option<Direction> {
        self.weighed(units.iter().map(|unit| (*unit, 1.0)), &[])
    }

    /// Returns the mean direction of names with weights, less what it has of another, if there is any.
    pub(super) fn weighed(
        &self,
        units: impl Iterator<Item = (usize, f32)>,
        less: &[f32],
    ) -> Option<Direction> {
        let mut sum = vec![0.0_f32; self.dimensions];
        for (unit, weight) in units {
            let vector = self.vector(unit);
            let length = self.lengths[unit];
            if length > 0.0 {
                for (sum, number) in sum.iter_mut().zip(vector) {
                    *sum += weight * f32::from(*number) / length;
                }
            }
        }
        let share = product(&sum, less);
        sum.iter_mut()
            .zip(less)
            .for_each(|(sum, less)| *sum -= share * less);
        let length = sum.iter().map(|number| number * number).sum::<f32>().sqrt();
        sum.iter_mut().for_each(|number| *number /= length);
        (length > 0.0).then_some(Direction(sum))
    }

    /// Returns how much a unit says of a text: a / (a + p), p being its share of all that is said.
    pub(super) fn weight(&self, unit: usize) -> f32 {
        RARE / (RARE + self.counts[unit] as f32 / self.tokens as f32)
    }

    /// Returns the cosine of the angle between a name and a direction.
    pub(super) fn likeness(&self, unit: usize, direction: &Direction) -> f32 {
        let product = product(self.vector(unit), &direction.0);
        let length = self.lengths[unit];
        if length > 0.0 { product / length } else { 0.0 }
    }

    /// Returns the cosine of the angle between two names.
    pub(super) fn alike(&self, a: usize, b: usize) -> f32 {
        let vectors = self.vector(a).iter().zip(self.vector(b));
        let product = |(a, b): (&i8, &i8)| i32::from(*a) * i32::from(*b);
        let product: i32 = vectors.map(product).sum();
        let lengths = self.lengths[a] * self.lengths[b];
        if lengths > 0.0 {
            product as f32 / lengths
        } else {
            0.0
        }
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
        product(&self.0, &other.0)
    }
}

/// Returns the inner product of two vectors of one length, added up in eight sums side by side: one
/// after the other each addition would wait for the last.
fn product<N: Copy + Into<f32>>(a: &[N], b: &[f32]) -> f32 {
    const TOGETHER: usize = 8;
    let mut sums = [0.0_f32; TOGETHER];
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<TOGETHER>(), b.as_chunks::<TOGETHER>());
    for (a, b) in a.iter().zip(b) {
        for at in 0..TOGETHER {
            sums[at] += a[at].into() * b[at];
        }
    }
    let rest = a_rest.iter().zip(b_rest).map(|(a, b)| (*a).into() * b);
    sums.into_iter().chain(rest).sum()
}

/// Writes a vector in whole numbers.
fn scaled(vector: &[f32]) -> impl Iterator<Item = i8> {
    let largest = vector
        .iter()
        .fold(0.0_f32, |most, number| most.max(number.abs()));
    let scale = if largest > 0.0 {
        f32::from(i8::MAX) / largest
    } else {
        0.0
    };
    vector
        .iter()
        .map(move |number| (number * scale).round() as i8)
}

/// Returns the lengths of vectors that stand one behind the other.
pub(super) fn lengths(vectors: &[i8], dimensions: usize) -> Vec<f32> {
    let square = |number: &i8| i32::from(*number) * i32::from(*number);
    let length = |vector: &[i8]| (vector.iter().map(square).sum::<i32>() as f32).sqrt();
    vectors
        .chunks_exact(dimensions.max(1))
        .map(length)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::testutil::Told;
    use super::Thesaurus;

    /// Texts in which names stand among words that are theirs, some of these with others' too.
    fn told() -> Told {
        let groups: [(&[&str], &[&str]); 2] = [
            (
                &["caseload", "workload"],
                &["high", "heavy", "manageable", "reduced", "fair"],
            ),
            (
                &["school", "nursery"],
                &["pupils", "teachers", "lessons", "attendance", "fair"],
            ),
        ];
        let mut texts = Vec::new();
        for (names, company) in groups {
            for (at, name) in names.iter().cycle().take(60).enumerate() {
                let word = |step: usize| company[(at / 2 * step + at / 10) % company.len()];
                texts.push(format!("{} {name} {}", word(1), word(3)));
            }
        }
        Told::new(&texts)
    }

    #[test]
    fn names_in_the_same_company_are_nearest() {
        let told = told();
        let (thesaurus, places) = Thesaurus::of(&told.texts(), vec![1]);
        assert_eq!(places.len(), thesaurus.names.len());
        for (name, expected) in [("caseload", "workload"), ("nursery", "school")] {
            let unit = thesaurus.find(name).unwrap();
            let direction = thesaurus.direction(&[unit]).unwrap();
            let nearest = thesaurus.nearest(&direction, 2);
            assert_eq!(nearest[0].1, unit);
            assert!((nearest[0].0 - 1.0).abs() < 1e-3);
            assert_eq!(thesaurus.names[nearest[1].1], expected);
        }
    }

    #[test]
    fn little_text_makes_a_small_thesaurus() {
        for texts in [&[""][..], &["supervision is late"]] {
            let told = Told::new(texts);
            let (thesaurus, _) = Thesaurus::of(&told.texts(), Vec::new());
            assert_eq!(thesaurus.names.len(), 0);
            assert_eq!(thesaurus.direction(&[]), None);
        }
    }
}
