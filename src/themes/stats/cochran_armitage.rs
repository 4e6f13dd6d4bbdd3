//! Trends of proportions over ordered periods.

use super::proportion::Proportion;

/// A test for a trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrendTest {
    /// The standardised slope; above 0 where shares rise.
    pub z: f64,
    /// Its two-sided probability where there is no trend.
    pub p: f64,
}

/// Tests proportions for a linear trend over scores (Cochran 1954, Armitage 1955).
///
/// z = Σ t(r − n·r̄) / √(r̄(1 − r̄)(Σ n·t² − (Σ n·t)²/N)). Several strata are added up before they
/// are standardised (Mantel 1963), with each stratum's variance taken with N/(N − 1); one
/// stratum is the plain test. None where all shares or all scores are the same.
pub fn cochran_armitage(strata: &[Vec<(f64, Proportion)>]) -> Option<TrendTest> {
    let (mut slope, mut variance) = (0.0, 0.0);
    for periods in strata {
        let n: f64 = periods.iter().map(|(_, p)| p.whole as f64).sum();
        let r: f64 = periods.iter().map(|(_, p)| p.part as f64).sum();
        if n == 0.0 {
            continue;
        }
        let overall = r / n;
        let (mut nt, mut ntt) = (0.0, 0.0);
        for (t, p) in periods {
            slope += t * (p.part as f64 - p.whole as f64 * overall);
            nt += p.whole as f64 * t;
            ntt += p.whole as f64 * t * t;
        }
        let correction = match strata.len() {
            1 => 1.0,
            _ if n > 1.0 => n / (n - 1.0),
            _ => 0.0,
        };
        variance += overall * (1.0 - overall) * (ntt - nt * nt / n) * correction;
    }
    // What is left of a sum that should be 0 is rounding.
    if variance <= 1e-9 {
        return None;
    }
    let z = slope / variance.sqrt();
    Some(TrendTest {
        z,
        p: super::two_sided(z),
    })
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::{Proportion, cochran_armitage};

    fn periods(rows: &[(f64, u64, u64)]) -> Vec<(f64, Proportion)> {
        rows.iter()
            .map(|&(score, part, whole)| (score, Proportion { part, whole }))
            .collect()
    }

    /// Malformations by alcohol consumption (Graubard and Korn 1987; Agresti, "Categorical Data
    /// Analysis"): z² = 6.57.
    #[test]
    fn agresti_malformations() {
        let rows = periods(&[
            (0.0, 48, 17_114),
            (0.5, 38, 14_502),
            (1.5, 5, 793),
            (4.0, 1, 127),
            (7.0, 1, 38),
        ]);
        let found = cochran_armitage(&[rows]).unwrap();
        assert_close(found.z * found.z, 6.57, 5e-3);
        assert_close(found.p, 0.0104, 5e-5);
    }

    #[test]
    fn direction_and_degeneracy() {
        let rising = periods(&[(2014.0, 1, 10), (2015.0, 5, 10), (2016.0, 9, 10)]);
        assert!(cochran_armitage(std::slice::from_ref(&rising)).unwrap().z > 3.0);
        // Two strata that run against each other cancel out.
        let falling = periods(&[(2014.0, 9, 10), (2015.0, 5, 10), (2016.0, 1, 10)]);
        assert_close(cochran_armitage(&[rising, falling]).unwrap().z, 0.0, 1e-9);
        assert_eq!(
            cochran_armitage(&[periods(&[(1.0, 5, 5), (2.0, 7, 7)])]),
            None
        );
        assert_eq!(cochran_armitage(&[]), None);
    }
}
