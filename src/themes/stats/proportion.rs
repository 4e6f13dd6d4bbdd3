//! Proportions and their intervals.

use statrs::function::beta::inv_beta_reg;
use statrs::function::erf::erf_inv;

/// The ends of an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// So many out of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proportion {
    /// How many.
    pub part: u64,
    /// Out of how many.
    pub whole: u64,
}

impl Proportion {
    /// Returns the share; 0 of nothing is 0.
    pub fn share(self) -> f64 {
        match self.whole {
            0 => 0.0,
            whole => self.part as f64 / whole as f64,
        }
    }

    /// Returns the score interval of Wilson (1927).
    pub fn wilson(self, confidence: f64) -> Interval {
        if self.whole == 0 {
            return Interval {
                low: 0.0,
                high: 1.0,
            };
        }
        let z = std::f64::consts::SQRT_2 * erf_inv(confidence);
        let (n, p, z2) = (self.whole as f64, self.share(), z * z);
        let middle = p + z2 / (2.0 * n);
        let half = z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        let scale = 1.0 + z2 / n;
        // Of none and of all an end is known without rounding.
        Interval {
            low: match self.part {
                0 => 0.0,
                _ => ((middle - half) / scale).max(0.0),
            },
            high: match self.part == self.whole {
                true => 1.0,
                false => ((middle + half) / scale).min(1.0),
            },
        }
    }

    /// Returns the exact interval of Clopper and Pearson (1934).
    pub fn clopper_pearson(self, confidence: f64) -> Interval {
        let tail = (1.0 - confidence) / 2.0;
        let (k, n) = (self.part as f64, self.whole as f64);
        let low = match self.part {
            0 => 0.0,
            _ => inv_beta_reg(k, n - k + 1.0, tail),
        };
        let high = match self.whole - self.part {
            0 => 1.0,
            // The upper tail by symmetry, which keeps tiny tails exact.
            _ => 1.0 - inv_beta_reg(n - k, k + 1.0, tail),
        };
        Interval { low, high }
    }
}

/// Returns the interval of the difference of two proportions: the hybrid score interval, method
/// 10 of Newcombe (1998), "Interval estimation for the difference between independent proportions".
pub fn newcombe_difference(a: Proportion, b: Proportion, confidence: f64) -> Interval {
    let (of_a, of_b) = (a.wilson(confidence), b.wilson(confidence));
    let (p, q) = (a.share(), b.share());
    let difference = p - q;
    Interval {
        low: difference - (p - of_a.low).hypot(of_b.high - q),
        high: difference + (of_a.high - p).hypot(q - of_b.low),
    }
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::{Interval, Proportion, newcombe_difference};

    fn of(part: u64, whole: u64) -> Proportion {
        Proportion { part, whole }
    }

    fn check(found: Interval, low: f64, high: f64, tolerance: f64) {
        assert_close(found.low, low, tolerance);
        assert_close(found.high, high, tolerance);
    }

    /// Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I.
    #[test]
    fn newcombe_single_proportions() {
        check(of(81, 263).wilson(0.95), 0.2553, 0.3662, 5e-5);
        check(of(15, 148).wilson(0.95), 0.0624, 0.1605, 5e-5);
        check(of(0, 20).wilson(0.95), 0.0, 0.1611, 5e-5);
        check(of(1, 29).wilson(0.95), 0.0061, 0.1718, 5e-5);
        check(of(81, 263).clopper_pearson(0.95), 0.2527, 0.3676, 5e-5);
        check(of(15, 148).clopper_pearson(0.95), 0.0578, 0.1617, 5e-5);
        check(of(0, 20).clopper_pearson(0.95), 0.0, 0.1684, 5e-5);
        check(of(1, 29).clopper_pearson(0.95), 0.0009, 0.1776, 5e-5);
    }

    /// Newcombe (1998), "Interval estimation for the difference", table II, method 10.
    #[test]
    fn newcombe_differences() {
        let check = |a, b, low, high| {
            check(newcombe_difference(a, b, 0.95), low, high, 5e-5);
        };
        check(of(56, 70), of(48, 80), 0.0524, 0.3339);
        check(of(9, 10), of(3, 10), 0.1705, 0.8090);
        check(of(5, 56), of(0, 29), -0.0381, 0.1926);
        check(of(10, 10), of(0, 10), 0.6075, 1.0);
    }

    /// SciPy 1.17: `binomtest(45, 105).proportion_ci(1 - 0.05 / 5000, method="exact")`.
    #[test]
    fn tails_as_thin_as_a_family_of_thousands_needs() {
        let found = of(45, 105).clopper_pearson(1.0 - 0.05 / 5000.0);
        check(
            found,
            0.229_760_797_194_707_5,
            0.645_004_321_975_527_2,
            1e-9,
        );
    }

    #[test]
    fn nothing_of_nothing() {
        check(of(0, 0).wilson(0.95), 0.0, 1.0, 0.0);
        assert_close(of(0, 0).share(), 0.0, 0.0);
    }
}
