//! The false discovery rate: what to make of many tests at once.

/// Returns for each probability its q of Benjamini and Hochberg (1995): the share of false
/// findings to be expected among all that are no less probable to be true.
pub fn benjamini_hochberg(probabilities: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..probabilities.len()).collect();
    order.sort_by(|a, b| probabilities[*b].total_cmp(&probabilities[*a]));
    let tests = probabilities.len() as f64;
    let mut adjusted = vec![1.0; probabilities.len()];
    let mut least: f64 = 1.0;
    for (behind, &at) in order.iter().enumerate() {
        let rank = tests - behind as f64;
        least = least.min(probabilities[at] * tests / rank);
        adjusted[at] = least;
    }
    adjusted
}

/// Returns the least attainable probability up to which tests are worth making (Tarone 1990, for
/// false discovery rates Gilbert 2005).
///
/// What could not reach `level` among the others even at its most extreme is left out and makes
/// the family no larger: K is the smallest number for which at most K tests can reach level / K.
pub fn attainable(least: &[f64], level: f64) -> f64 {
    let mut sorted = least.to_vec();
    sorted.sort_by(f64::total_cmp);
    let bound = |k: usize| level / k as f64;
    let enough = |k: &usize| sorted.partition_point(|p| *p <= bound(*k)) <= *k;
    (1..=sorted.len().max(1)).find(enough).map_or(level, bound)
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::{attainable, benjamini_hochberg};

    /// The fifteen probabilities of Benjamini and Hochberg (1995), section 3.2, of which four
    /// are significant at 0.05; the values by R's `p.adjust(p, "BH")`.
    #[test]
    fn published_example() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0,
        ];
        let expected = [
            0.0015,
            0.003,
            0.0095,
            0.035_625,
            0.0603,
            0.063_857_142_857,
            0.063_857_142_857,
            0.0645,
            0.0765,
            0.486,
            0.581_181_818_182,
            0.714_875,
            0.753_230_769_231,
            0.813_214_285_714,
            1.0,
        ];
        let q = benjamini_hochberg(&p);
        for (found, expected) in q.iter().zip(expected) {
            assert_close(*found, expected, 1e-9);
        }
        assert_eq!(q.iter().filter(|q| **q <= 0.05).count(), 4);
        let backwards: Vec<f64> = p.iter().rev().copied().collect();
        assert!(benjamini_hochberg(&backwards).iter().rev().eq(&q));
    }

    #[test]
    fn what_cannot_be_significant_makes_no_family() {
        // At 0.05/3 three can be, at 0.05/2 and 0.05/1 more than two and one.
        let least = [0.001, 0.002, 0.012, 0.02, 0.03, 0.2, 0.5];
        let bound = attainable(&least, 0.05);
        assert_close(bound, 0.05 / 3.0, 1e-12);
        assert_close(attainable(&[], 0.05), 0.05, 0.0);
        assert_close(attainable(&[0.9; 5], 0.05), 0.05, 0.0);
    }
}
