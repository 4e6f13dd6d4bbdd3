//! Keyness: how much commoner something is in one group than in another.

use super::proportion::Proportion;

/// Counts in two groups: so many of so many in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Groups {
    /// The first group.
    pub a: Proportion,
    /// The second group.
    pub b: Proportion,
}

/// Computes the log-likelihood G² = 2 Σ O ln(O/E) over all four cells (Dunning 1993), with
/// 0 · ln 0 = 0.
pub fn log_likelihood(groups: Groups) -> f64 {
    let Groups { a, b } = groups;
    let all = (a.whole + b.whole) as f64;
    let with = (a.part + b.part) as f64;
    let cell = |observed: u64, row: f64, column: u64| {
        if observed == 0 {
            return 0.0;
        }
        let observed = observed as f64;
        observed * (observed * all / (row * column as f64)).ln()
    };
    let sum = cell(a.part, with, a.whole)
        + cell(b.part, with, b.whole)
        + cell(a.whole - a.part, all - with, a.whole)
        + cell(b.whole - b.part, all - with, b.whole);
    (2.0 * sum).max(0.0)
}

/// Computes LRC, the conservative log ratio of Evert (2022), "Measuring keyness": the end nearer
/// to 0 of an interval of log2 of the relative risk, or 0 where the interval holds 0.
///
/// With τ the interval of Clopper and Pearson of f1 out of f1 + f2 at 1 − (1 − confidence) /
/// family: max(0, log2((n2/n1) · τlow/(1 − τlow))) where the first group has the larger share,
/// else min(0, the same with τhigh). `family` is the number of things tested. The unit is
/// doublings.
pub fn log_ratio_conservative(groups: Groups, confidence: f64, family: usize) -> f64 {
    let Groups { a, b } = groups;
    if a.whole == 0 || b.whole == 0 || a.part + b.part == 0 {
        return 0.0;
    }
    let both = Proportion {
        part: a.part,
        whole: a.part + b.part,
    };
    let interval = both.clopper_pearson(1.0 - (1.0 - confidence) / family.max(1) as f64);
    let ratio = |share: f64| (b.whole as f64 / a.whole as f64 * share / (1.0 - share)).log2();
    if a.share() >= b.share() {
        ratio(interval.low).max(0.0)
    } else {
        ratio(interval.high).min(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::{Groups, Proportion, log_likelihood, log_ratio_conservative};

    fn groups(a: (u64, u64), b: (u64, u64)) -> Groups {
        let of = |(part, whole)| Proportion { part, whole };
        Groups { a: of(a), b: of(b) }
    }

    #[test]
    fn worked_example() {
        let groups = groups((45, 20_000), (60, 80_000));
        assert_close(log_likelihood(groups), 28.252, 5e-4);
        assert_close(log_ratio_conservative(groups, 0.95, 1), 0.994, 5e-4);
    }

    /// SciPy 1.17: `chi2_contingency([[45, 19955], [60, 79940]], correction=False,
    /// lambda_="log-likelihood")` and so on, and LRC with τ from `beta.ppf`.
    #[test]
    fn independently_computed() {
        let check = |a, b, family, g2, lrc| {
            let groups = groups(a, b);
            assert_close(log_likelihood(groups), g2, 1e-9);
            assert_close(log_ratio_conservative(groups, 0.95, family), lrc, 1e-9);
        };
        check(
            (45, 20_000),
            (60, 80_000),
            1,
            28.251_984_959_170,
            0.994_076_594_579,
        );
        check(
            (45, 20_000),
            (60, 80_000),
            5000,
            28.251_984_959_170,
            0.254_826_106_222,
        );
        check(
            (3, 400),
            (60, 900),
            10,
            28.087_854_825_594,
            -1.058_688_856_717,
        );
        check(
            (120, 3_000),
            (10, 9_000),
            2500,
            271.418_031_209_783,
            3.403_144_995_374,
        );
    }

    #[test]
    fn both_directions_mirror_each_other() {
        let (a, b) = ((3, 400), (60, 900));
        let forth = log_ratio_conservative(groups(a, b), 0.95, 10);
        let back = log_ratio_conservative(groups(b, a), 0.95, 10);
        assert!(forth < 0.0);
        assert_close(forth, -back, 1e-9);
    }

    #[test]
    fn nothing_is_not_key() {
        assert_close(log_likelihood(groups((0, 10), (0, 20))), 0.0, 0.0);
        assert_close(
            log_ratio_conservative(groups((0, 10), (0, 20)), 0.95, 1),
            0.0,
            0.0,
        );
        assert_close(
            log_ratio_conservative(groups((5, 100), (5, 100)), 0.95, 1),
            0.0,
            0.0,
        );
    }
}
