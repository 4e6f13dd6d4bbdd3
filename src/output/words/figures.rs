//! Figures as they are printed.

use crate::themes::stats::{Interval, Proportion, Reliability};

/// Writes a share: "45%".
pub(in crate::output) fn percent(share: f64) -> String {
    match whole_percent(share) {
        // Few are not none, and nearly all are not all.
        0.0 if share > 0.0 => "<1%".to_owned(),
        100.0 if share < 1.0 => ">99%".to_owned(),
        percent => format!("{percent}%"),
    }
}

/// Rounds a share to a whole percentage, halves away from zero: 5 of 8 are 63%, wherever they stand.
pub(in crate::output) fn whole_percent(share: f64) -> f64 {
    // Of 29 of 200 the nearest number is a little less than 14.5%.
    const NEAR: f64 = 1e-9;
    (share * 100.0 + NEAR.copysign(share)).round()
}

/// Writes a part of a whole with its share: "9/20 45%".
pub(in crate::output) fn share(of: Proportion) -> String {
    format!("{}/{} {:>4}", of.part, of.whole, percent(of.share()))
}

/// Writes an interval of shares: "24 to 68%".
pub(in crate::output) fn interval(of: Interval) -> String {
    format!("{} to {}%", whole_percent(of.low), whole_percent(of.high))
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

/// The columns of [`reliability`].
pub(in crate::output) const RELIABILITY: [&str; 5] = ["agreement", "kappa", "s.e.", "alpha", "AC1"];

/// Draws up how far coders agree, under [`RELIABILITY`]; a dash where a figure is not defined.
pub(in crate::output) fn reliability(of: &Reliability) -> [String; 5] {
    let figure = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.2}"));
    [
        of.agreement.map_or("–".to_owned(), percent),
        figure(of.kappa.map(|kappa| kappa.kappa)),
        figure(of.kappa.map(|kappa| kappa.standard_error)),
        figure(of.alpha),
        figure(of.ac1),
    ]
}

#[cfg(test)]
mod tests {
    use super::{percent, probability, rounded, share, significant, whole_percent};
    use crate::themes::stats::Proportion;

    #[test]
    fn figures() {
        assert_eq!(share(Proportion { part: 9, whole: 20 }), "9/20  45%");
        assert_eq!([percent(5.0 / 8.0), percent(3.0 / 8.0)], ["63%", "38%"]);
        assert_eq!(percent(29.0 / 200.0), "15%");
        assert_eq!(
            [percent(0.0), percent(0.004), percent(0.005)],
            ["0%", "<1%", "1%"]
        );
        assert_eq!(
            [percent(1.0), percent(0.999), percent(0.994)],
            ["100%", ">99%", "99%"]
        );
        assert_eq!([whole_percent(-0.125), whole_percent(0.0)], [-13.0, 0.0]);
        assert_eq!(probability(0.000_01), "<0.0001");
        assert_eq!(probability(0.5), "0.5000");
        assert_eq!(rounded(1.0 / 3.0), 0.333_333);
        assert_eq!(significant(1.0 / 3e9), 3.333_33e-10);
    }
}
