//! Figures as they are printed.

use crate::themes::stats::{Interval, Proportion};

/// Writes a share: "45%".
pub(in crate::output) fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// Writes a part of a whole with its share: "9/20 45%".
pub(in crate::output) fn share(of: Proportion) -> String {
    format!("{}/{} {:>4}", of.part, of.whole, percent(of.share()))
}

/// Writes an interval of shares: "24 to 68%".
pub(in crate::output) fn interval(of: Interval) -> String {
    format!("{:.0} to {:.0}%", of.low * 100.0, of.high * 100.0)
}

/// Writes a probability, small ones as a bound.
pub(in crate::output) fn probability(p: f64) -> String {
    if p < 0.0001 {
        "<0.0001".to_owned()
    } else {
        format!("{p:.4}")
    }
}

/// Writes a rate for each thousand.
pub(in crate::output) fn per_thousand(of: Proportion) -> String {
    format!("{:.1}", of.share() * 1000.0)
}

/// Rounds to six decimals, beyond which figures say nothing.
pub(in crate::output) fn rounded(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// Rounds the ends of an interval.
pub(in crate::output) fn ends(of: Interval) -> [f64; 2] {
    [rounded(of.low), rounded(of.high)]
}

/// Rounds a probability to six significant digits, so that small ones stay what they are.
pub(in crate::output) fn significant(p: f64) -> f64 {
    format!("{p:.5e}").parse().unwrap_or(p)
}

#[cfg(test)]
mod tests {
    use super::{probability, rounded, share, significant};
    use crate::themes::stats::Proportion;

    #[test]
    fn figures() {
        assert_eq!(share(Proportion { part: 9, whole: 20 }), "9/20  45%");
        assert_eq!(probability(0.000_01), "<0.0001");
        assert_eq!(probability(0.5), "0.5000");
        assert_eq!(rounded(1.0 / 3.0), 0.333_333);
        assert_eq!(significant(1.0 / 3e9), 3.333_33e-10);
    }
}
