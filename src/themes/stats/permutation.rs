//! Permutation: how often would chance part two groups as far as they are?
//!
//! Labels are shuffled among units of one stratum only, so that a difference between strata is
//! never taken for one between groups.

/// So many arrangements are all looked at; of more, a sample is.
const EXACT: u64 = 20_000;
/// How many shuffles make a sample.
const SHUFFLES: usize = 9_999;
/// So many are made at most.
const MOST_SHUFFLES: usize = 999_999;

/// So many units are looked up together.
const TOGETHER: usize = 8;

/// The bits of each byte as the lowest bits of bytes, the lowest first.
static SPREAD: [u64; 256] = {
    let mut spread = [0; 256];
    let mut at = 0;
    while at < 256 * 8 {
        spread[at / 8] |= (((at / 8) >> (at % 8) & 1) as u64) << (8 * (at % 8));
        at += 1;
    }
    spread
};

/// Which units belong to the first of two groups, and the stratum of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// For each unit its stratum.
    pub strata: Vec<usize>,
    /// For each unit whether it belongs to the first group.
    pub first: Vec<bool>,
}

/// The ways in which labels could as well have fallen: those that are looked at.
#[derive(Debug, Clone)]
pub struct Permutations {
    /// For each unit the arrangements, bit by bit, that put it into the first group.
    masks: Vec<Vec<u64>>,
    arrangements: usize,
    /// Whether these are all ways there are.
    exact: bool,
    labels: Labels,
    /// For each stratum whether it has units of both groups.
    mixed: Vec<bool>,
    /// Draws further ones.
    random: SplitMix,
}

/// How many arrangements part the groups as far as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exceedances {
    /// So many do, the labels found among them.
    pub as_far: usize,
    /// So many were looked at, the labels found among them.
    pub of: usize,
}

impl Exceedances {
    /// Returns the probability: of a sample, the labels found count as one of it (Phipson and Smyth
    /// 2010).
    pub fn probability(self) -> f64 {
        self.as_far as f64 / self.of as f64
    }
}

impl Permutations {
    /// Lists all arrangements, or draws some where there are too many; the same seed draws the
    /// same.
    pub fn new(labels: Labels, seed: u64) -> Self {
        let groups = units_by_stratum(&labels);
        let mixed = |units: &Vec<usize>| (1..units.len()).contains(&chosen(&labels, units));
        let mut permutations = Permutations {
            masks: Vec::new(),
            arrangements: 0,
            exact: arrangements(&labels, &groups).is_some(),
            mixed: groups.iter().map(mixed).collect(),
            labels,
            random: SplitMix(seed),
        };
        match permutations.exact {
            true => permutations.keep(&every(&permutations.labels, &groups)),
            false => permutations.draw(SHUFFLES),
        }
        permutations
    }

    /// Draws as many as tell chance from more among a family of so many questions: so many that what
    /// no shuffle parts as far may be told to be no chance at a rate of false findings of `level`
    /// even if it is the only one. They are other ones than those before. None where those are
    /// enough.
    pub fn further(&self, family: usize, level: f64) -> Option<Permutations> {
        let wanted = (2.0 * family as f64 / level).ceil() as usize;
        let wanted = wanted.min(MOST_SHUFFLES);
        if self.exact || wanted <= self.arrangements {
            return None;
        }
        let mut further = Permutations {
            masks: Vec::new(),
            ..self.clone()
        };
        further.draw(wanted - self.arrangements);
        Some(further)
    }

    fn keep(&mut self, sets: &[Vec<usize>]) {
        self.empty(sets.len());
        for (at, set) in sets.iter().enumerate() {
            self.put(at, set);
        }
    }

    fn empty(&mut self, arrangements: usize) {
        let words = arrangements.div_ceil(64);
        self.masks = vec![vec![0; words]; self.labels.first.len()];
        self.arrangements = arrangements;
    }

    /// Notes that an arrangement puts some units into the first group.
    fn put(&mut self, at: usize, set: &[usize]) {
        for unit in set {
            self.masks[*unit][at / 64] |= 1 << (at % 64);
        }
    }

    /// Shuffles so many times.
    fn draw(&mut self, count: usize) {
        self.empty(count);
        let mut groups: Vec<(Vec<usize>, usize)> = units_by_stratum(&self.labels)
            .into_iter()
            .map(|units| {
                let size = chosen(&self.labels, &units);
                (units, size)
            })
            .collect();
        for at in 0..count {
            for (units, size) in &mut groups {
                // The first part of a Fisher–Yates shuffle.
                for i in 0..*size {
                    let other = i + self.random.below(units.len() - i);
                    units.swap(i, other);
                }
                self.put(at, &units[..*size]);
            }
        }
    }

    /// Adds the values of a few units to the sums of 64 arrangements, those of a word of the masks.
    fn add(&self, units: &[(usize, f64)], table: &[f64; 256], word: usize, sums: &mut [f64; 64]) {
        // For each arrangement a byte: which of the units it puts into the first group.
        let mut chosen = [0_u64; 8];
        for (bit, (unit, _)) in units.iter().enumerate() {
            let mask = self.masks[*unit][word].to_le_bytes();
            for (chosen, byte) in chosen.iter_mut().zip(mask) {
                *chosen |= SPREAD[usize::from(byte)] << bit;
            }
        }
        let chosen = chosen.map(u64::to_le_bytes);
        for (sum, chosen) in sums.iter_mut().zip(chosen.as_flattened()) {
            *sum += table[usize::from(*chosen)];
        }
    }

    /// Tells whether every arrangement is looked at.
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// Returns how many arrangements are looked at.
    pub fn arrangements(&self) -> usize {
        self.arrangements
    }

    /// Counts the arrangements in which the sum over the first group lies as far from what is to be
    /// expected, on either side, as it does; none where no other arrangement would change it, since
    /// each stratum with a value has units of one group alone.
    ///
    /// `values` are units with their values, those of 0 left out.
    pub fn exceedances(&self, values: &[(usize, f64)]) -> Option<Exceedances> {
        let is_mixed = |(unit, _): &(usize, f64)| self.mixed[self.labels.strata[*unit]];
        if !values.iter().any(is_mixed) {
            return None;
        }
        let strata = self.labels.strata.iter().max().map_or(0, |last| last + 1);
        let nothing: Vec<f64> = vec![0.0; strata];
        let (mut sums, mut sizes, mut chosen) = (nothing.clone(), nothing.clone(), nothing);
        for (stratum, first) in self.labels.strata.iter().zip(&self.labels.first) {
            sizes[*stratum] += 1.0;
            chosen[*stratum] += f64::from(u8::from(*first));
        }
        for (unit, value) in values {
            sums[self.labels.strata[*unit]] += value;
        }
        let expected: f64 = (0..strata)
            .map(|s| sums[s] * chosen[s] / sizes[s].max(1.0))
            .sum();
        let found: f64 = values
            .iter()
            .filter(|(unit, _)| self.labels.first[*unit])
            .map(|(_, value)| value)
            .sum();
        let scale: f64 = values.iter().map(|(_, value)| value.abs()).sum();
        // Sums that are equal but for rounding are equal.
        let distance = (found - expected).abs() - 1e-9 * scale;
        let tables: Vec<[f64; 256]> = values.chunks(TOGETHER).map(table).collect();
        let mut as_far = 0;
        for first in (0..self.arrangements).step_by(64) {
            let mut sums = [0.0; 64];
            for (units, table) in values.chunks(TOGETHER).zip(&tables) {
                self.add(units, table, first / 64, &mut sums);
            }
            let sums = sums.iter().take(self.arrangements - first);
            let far = sums.filter(|sum| (**sum - expected).abs() >= distance);
            as_far += far.count();
        }
        let own = usize::from(!self.exact);
        Some(Exceedances {
            as_far: as_far + own,
            of: self.arrangements + own,
        })
    }
}

/// Adds up the values of a few units for every choice of them, by the bits of the choice (Arlazarov,
/// Dinic, Kronrod and Faradzhev, "On economical construction of the transitive closure of a directed
/// graph", 1970).
fn table(units: &[(usize, f64)]) -> [f64; 256] {
    let mut sums = [0.0; 256];
    for (bit, (_, value)) in units.iter().enumerate() {
        for at in 0..1 << bit {
            sums[at | 1 << bit] = sums[at] + value;
        }
    }
    sums
}

fn units_by_stratum(labels: &Labels) -> Vec<Vec<usize>> {
    let strata = labels.strata.iter().max().map_or(0, |last| last + 1);
    let mut groups = vec![Vec::new(); strata];
    for (unit, stratum) in labels.strata.iter().enumerate() {
        groups[*stratum].push(unit);
    }
    groups
}

fn chosen(labels: &Labels, units: &[usize]) -> usize {
    units.iter().filter(|unit| labels.first[**unit]).count()
}

/// Counts the arrangements; none where there are too many to look at.
fn arrangements(labels: &Labels, groups: &[Vec<usize>]) -> Option<u64> {
    let mut product: u64 = 1;
    for units in groups {
        let mut ways: u64 = 1;
        let k = chosen(labels, units);
        for i in 0..k.min(units.len() - k) {
            ways = ways * (units.len() - i) as u64 / (i as u64 + 1);
            if ways > EXACT {
                return None;
            }
        }
        product *= ways;
        if product > EXACT {
            return None;
        }
    }
    Some(product)
}

fn every(labels: &Labels, groups: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut sets = vec![Vec::new()];
    for units in groups {
        let ways = subsets(units, chosen(labels, units));
        sets = sets
            .iter()
            .flat_map(|set| ways.iter().map(move |way| [set.as_slice(), way].concat()))
            .collect();
    }
    sets
}

fn subsets(units: &[usize], size: usize) -> Vec<Vec<usize>> {
    match units.split_first() {
        _ if size == 0 => vec![Vec::new()],
        _ if size == units.len() => vec![units.to_vec()],
        None => Vec::new(),
        Some((first, rest)) => {
            let mut with = subsets(rest, size - 1);
            for set in &mut with {
                set.push(*first);
            }
            with.extend(subsets(rest, size));
            with
        }
    }
}

/// Makes a seed of a question, so that the same question draws the same shuffles.
pub fn seed(question: &str) -> u64 {
    question
        .bytes()
        .fold(0, |seed, byte| SplitMix(seed ^ u64::from(byte)).next())
}

/// The generator SplitMix64 (Steele, Lea and Flood 2014): small, and the same everywhere.
#[derive(Debug, Clone)]
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Draws a number below `bound`, which is not 0; the bias is below 2⁻⁵⁰ for bounds met here.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::{Labels, Permutations, SplitMix};

    fn labels(strata: &[usize], first: &str) -> Labels {
        Labels {
            strata: strata.to_vec(),
            first: first.chars().map(|c| c == 'A').collect(),
        }
    }

    fn probability(permutations: &Permutations, values: &[(usize, f64)]) -> f64 {
        permutations.exceedances(values).unwrap().probability()
    }

    /// All 70 ways of parting eight units: SciPy's `permutation_test` with the difference of
    /// means, two-sided.
    #[test]
    fn every_way_is_tried() {
        let permutations = Permutations::new(labels(&[0; 8], "AAAABBBB"), 1);
        assert!(permutations.is_exact());
        assert_eq!(permutations.arrangements(), 70);
        let values: Vec<_> = (0..)
            .zip([8.0, 7.0, 6.0, 3.0, 5.0, 4.0, 2.0, 1.0])
            .collect();
        assert_close(
            probability(&permutations, &values),
            0.114_285_714_285_714_28,
            1e-12,
        );
        // The first four alone have it: two of the 70 ways are as far.
        let values: Vec<_> = (0..4).map(|unit| (unit, 1.0)).collect();
        assert_close(probability(&permutations, &values), 2.0 / 70.0, 1e-12);
        assert_eq!(permutations.exceedances(&[]), None);
    }

    #[test]
    fn labels_stay_in_their_strata() {
        // In each stratum all units are alike: the groups differ by strata alone.
        let labels = labels(&[0, 0, 0, 0, 1, 1, 1, 1], "AAABABBB");
        let permutations = Permutations::new(labels, 1);
        assert_eq!(permutations.arrangements(), 16);
        let values: Vec<_> = (0..4).map(|unit| (unit, 1.0)).collect();
        assert_close(probability(&permutations, &values), 1.0, 0.0);
    }

    /// The ways of choosing all of 45 were looked for among all choices.
    #[test]
    fn a_stratum_of_one_group_is_arranged_one_way() {
        let strata: Vec<usize> = [[0; 45].as_slice(), &[1; 6]].concat();
        let of = format!("{}AAABBB", "A".repeat(45));
        let permutations = Permutations::new(labels(&strata, &of), 1);
        assert_eq!(permutations.arrangements(), 20);
        // What only that stratum has cannot fall otherwise.
        assert_eq!(permutations.exceedances(&[(0, 1.0), (44, 0.5)]), None);
        let values: Vec<_> = (45..48).map(|unit| (unit, 1.0)).collect();
        assert_close(probability(&permutations, &values), 2.0 / 20.0, 1e-12);
    }

    /// Among thousands of questions no probability of 9,999 shuffles is small enough.
    #[test]
    fn a_single_difference_among_many_is_told_by_more_shuffles() {
        let of = "A".repeat(20) + &"B".repeat(20);
        let permutations = Permutations::new(labels(&[0; 40], &of), 3);
        assert!(permutations.further(100, 0.05).is_none());
        let further = permutations.further(4_000, 0.05).unwrap();
        assert_eq!(further.arrangements(), 160_000 - 9_999);
        let values: Vec<_> = (0..15).map(|unit| (unit, 1.0)).collect();
        let first = permutations.exceedances(&values).unwrap();
        assert_eq!((first.as_far, first.of), (1, 10_000));
        let more = further.exceedances(&values).unwrap();
        // Fisher's probability is 7.7e-7.
        assert!(more.as_far <= 2 && more.of == 160_000 - 9_998, "{more:?}");
    }

    #[test]
    fn samples_come_near_the_exact_value_and_repeat() {
        // 30 units are too many for all ways; that 10 and 2 of 15 each have it is Fisher's test:
        // SciPy's `fisher_exact([[10, 5], [2, 13]])`.
        let permutations =
            Permutations::new(labels(&[0; 30], &("A".repeat(15) + &"B".repeat(15))), 7);
        assert!(!permutations.is_exact());
        assert_eq!(permutations.arrangements(), 9_999);
        let values: Vec<_> = (0..10).chain(15..17).map(|unit| (unit, 1.0)).collect();
        let found = probability(&permutations, &values);
        assert_close(found, 0.007_775, 0.002);
        let again = Permutations::new(permutations.labels.clone(), 7);
        assert_eq!(probability(&again, &values), found);
    }

    /// The published first values of SplitMix64 from the seed 1234567.
    #[test]
    fn the_generator_is_the_published_one() {
        let mut random = SplitMix(1_234_567);
        let expected = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973];
        assert_eq!([random.next(), random.next()], expected);
    }
}
