//! Agreement of coders on categories: how often they agree, and how much more than by chance.
//!
//! A unit is given by how many coders put it into each category; coders who did not decide on it are
//! counted in none. Units on which fewer than two decided say nothing of agreement.

use super::{Kappa, cohen_kappa};

/// How far coders agree on yes or no.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reliability {
    /// The units on which two coders or more decided.
    pub n: u64,
    /// [`observed_agreement`]; none without units.
    pub agreement: Option<f64>,
    /// [`cohen_kappa`], of two coders alone.
    pub kappa: Option<Kappa>,
    /// [`krippendorff_alpha`].
    pub alpha: Option<f64>,
    /// [`gwet_ac1`].
    pub ac1: Option<f64>,
}

impl Reliability {
    /// Computes it for two coders from four counts: both yes, only the first, only the second, both no.
    pub fn of_two([both, first, second, neither]: [u64; 4]) -> Self {
        let units = [([0, 2], both), ([1, 1], first + second), ([2, 0], neither)];
        let units = units
            .into_iter()
            .flat_map(|(unit, n)| vec![unit; n as usize]);
        Reliability {
            kappa: cohen_kappa(both, first, second, neither),
            ..Reliability::of_units(&units.collect::<Vec<_>>())
        }
    }

    /// Computes it for any number of coders, of each unit from how many said no and how many yes.
    pub fn of_units(units: &[[u64; 2]]) -> Self {
        Reliability {
            n: paired(units).count() as u64,
            agreement: observed_agreement(units),
            kappa: None,
            alpha: krippendorff_alpha(units),
            ac1: gwet_ac1(units),
        }
    }
}

/// Lists the units on which two coders or more decided, with how many they are.
fn paired<const K: usize>(units: &[[u64; K]]) -> impl Iterator<Item = (&[u64; K], f64)> {
    let counted = units
        .iter()
        .map(|unit| (unit, unit.iter().sum::<u64>() as f64));
    counted.filter(|(_, coders)| *coders >= 2.0)
}

/// Returns the mean over units of the share of pairs of coders who agree (Fleiss 1971); of two coders it is
/// the share of units on which they do. None without units.
pub fn observed_agreement<const K: usize>(units: &[[u64; K]]) -> Option<f64> {
    let agreeing = |(unit, coders): (&[u64; K], f64)| {
        let pairs: f64 = unit.iter().map(|n| *n as f64 * (*n as f64 - 1.0)).sum();
        pairs / (coders * (coders - 1.0))
    };
    let n = paired(units).count();
    (n > 0).then(|| paired(units).map(agreeing).sum::<f64>() / n as f64)
}

/// Computes Krippendorff's alpha for nominal data (Krippendorff 2011, “Computing Krippendorff's
/// alpha-reliability”): 1 − D_o / D_e, by the matrix of coincidences, in which each pair of values of a
/// unit of m values weighs 1 / (m − 1).
///
/// None without units, or where one category alone was given, so that no disagreement was to be expected.
pub fn krippendorff_alpha<const K: usize>(units: &[[u64; K]]) -> Option<f64> {
    let mut values = [0.0; K];
    let mut differing = 0.0;
    for (unit, coders) in paired(units) {
        for (value, n) in values.iter_mut().zip(unit) {
            let n = *n as f64;
            *value += n;
            differing += n * (coders - n) / (coders - 1.0);
        }
    }
    let all: f64 = values.iter().sum();
    let expected: f64 = values.iter().map(|n| n * (all - n)).sum();
    (expected > 0.0).then(|| 1.0 - (all - 1.0) * differing / expected)
}

/// Computes Gwet's AC1 (Gwet 2008, “Computing inter-rater reliability and its variance in the presence of
/// high agreement”): (p_a − p_e) / (1 − p_e), where p_e = Σ π (1 − π) / (K − 1) and π is the mean share of a
/// category over units, those of one coder included. Unlike kappa it holds where nearly all is one category.
///
/// None without units that two coders decided on.
pub fn gwet_ac1<const K: usize>(units: &[[u64; K]]) -> Option<f64> {
    let agreement = observed_agreement(units)?;
    let mut shares = [0.0; K];
    let mut rated = 0.0;
    for unit in units {
        let coders = unit.iter().sum::<u64>() as f64;
        if coders > 0.0 {
            rated += 1.0;
            for (share, n) in shares.iter_mut().zip(unit) {
                *share += *n as f64 / coders;
            }
        }
    }
    let chance = shares
        .iter()
        .map(|share| share / rated)
        .map(|share| share * (1.0 - share));
    let chance = chance.sum::<f64>() / (K as f64 - 1.0);
    Some((agreement - chance) / (1.0 - chance))
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::{Reliability, gwet_ac1, krippendorff_alpha, observed_agreement};

    /// Counts how often each category from 1 to 5 is given to each unit; 0 is no decision.
    fn units(coders: [[usize; 12]; 4]) -> Vec<[u64; 5]> {
        let mut units = vec![[0; 5]; 12];
        for coder in coders {
            for (unit, value) in units.iter_mut().zip(coder) {
                if let Some(at) = value.checked_sub(1) {
                    unit[at] += 1;
                }
            }
        }
        units
    }

    /// Krippendorff (2011), example A: two observers, ten units, yes or no: 0.095.
    #[test]
    fn two_observers() {
        // Both yes once, one of them alone four times, neither five times.
        let found = Reliability::of_two([1, 3, 1, 5]);
        assert_eq!(found.n, 10);
        assert_close(found.agreement.unwrap(), 0.6, 1e-12);
        assert_close(found.alpha.unwrap(), 0.095, 5e-4);
        // p_e = 2 · 0.3 · 0.7 = 0.42, by hand.
        assert_close(found.ac1.unwrap(), (0.6 - 0.42) / 0.58, 1e-12);
    }

    /// Krippendorff (2011), example C: four observers, twelve units, five categories, decisions that are
    /// missing: 0.743. Gwet's AC1 of the same data is 0.77544 in his package irrCAC.
    #[test]
    fn four_observers_and_missing_decisions() {
        let units = units([
            [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
            [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
        ]);
        assert_close(krippendorff_alpha(&units).unwrap(), 0.743, 5e-4);
        assert_close(observed_agreement(&units).unwrap(), 0.818_182, 1e-6);
        assert_close(gwet_ac1(&units).unwrap(), 0.775_44, 1e-5);
    }

    #[test]
    fn undefined_where_nothing_varies() {
        let none = Reliability::of_units(&[]);
        assert_eq!(
            (none.n, none.agreement, none.alpha, none.ac1),
            (0, None, None, None)
        );
        let same = Reliability::of_two([0, 0, 0, 9]);
        assert_eq!(
            (same.agreement, same.alpha, same.ac1),
            (Some(1.0), None, Some(1.0))
        );
        assert!(same.kappa.is_none());
        assert_eq!(Reliability::of_units(&[[1, 0], [0, 1]]).agreement, None);
    }
}
