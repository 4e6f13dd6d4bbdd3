//! Fisher's exact test of a table of two by two.

use statrs::function::factorial::ln_binomial;

use super::keyness::Groups;

/// Probabilities that differ by rounding alone count as equal, as in R and SciPy.
const SLACK: f64 = 1.0 + 1e-7;

/// Returns the two-sided probability: that of all tables with the same margins that are no
/// likelier than the one found (Fisher 1935).
pub fn fisher_exact(groups: Groups) -> f64 {
    let Groups { a, b } = groups;
    let with = a.part + b.part;
    let all = ln_binomial(a.whole + b.whole, with);
    let probability =
        |part: u64| (ln_binomial(a.whole, part) + ln_binomial(b.whole, with - part) - all).exp();
    let found = probability(a.part) * SLACK;
    let first = with.saturating_sub(b.whole);
    let sum: f64 = (first..=with.min(a.whole))
        .map(probability)
        .filter(|p| *p <= found)
        .sum();
    sum.min(1.0)
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::super::proportion::Proportion;
    use super::{Groups, fisher_exact};

    fn check(a: (u64, u64), b: (u64, u64), expected: f64) {
        let of = |(part, whole)| Proportion { part, whole };
        assert_close(fisher_exact(Groups { a: of(a), b: of(b) }), expected, 1e-9);
    }

    #[test]
    fn published_tables() {
        // The lady tasting tea.
        check((3, 4), (1, 4), 0.485_714_285_7);
        // Fisher's twins: 10 of 13 against 2 of 17.
        check((10, 13), (2, 17), 0.000_536_724_1);
        check((0, 5), (0, 9), 1.0);
        check((0, 0), (4, 9), 1.0);
    }
}
