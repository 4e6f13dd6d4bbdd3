//! Odds ratios over strata.

use super::keyness::Groups;

/// Returns the common odds ratio of Mantel and Haenszel (1959) over strata: Σ ad/n / Σ bc/n.
///
/// It is infinite where the first group alone has it, as far as there are both. None where it is not
/// defined, because no stratum holds both groups with something to compare.
pub fn odds_ratio(strata: &[Groups]) -> Option<f64> {
    let (mut over, mut under) = (0.0, 0.0);
    for Groups { a, b } in strata {
        let n = (a.whole + b.whole) as f64;
        if n > 0.0 {
            over += a.part as f64 * (b.whole - b.part) as f64 / n;
            under += b.part as f64 * (a.whole - a.part) as f64 / n;
        }
    }
    (over > 0.0 || under > 0.0).then(|| over / under)
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::super::proportion::Proportion;
    use super::{Groups, odds_ratio};

    fn stratum(a: (u64, u64), b: (u64, u64)) -> Groups {
        let of = |(part, whole)| Proportion { part, whole };
        Groups { a: of(a), b: of(b) }
    }

    /// Applicants to Berkeley by department (Bickel, Hammel and O'Connell 1975), men against
    /// women: R's `mantelhaen.test(UCBAdmissions)` gives 0.9046968.
    #[test]
    fn berkeley_admissions() {
        let departments = [
            stratum((512, 825), (89, 108)),
            stratum((353, 560), (17, 25)),
            stratum((120, 325), (202, 593)),
            stratum((138, 417), (131, 375)),
            stratum((53, 191), (94, 393)),
            stratum((22, 373), (24, 341)),
        ];
        assert_close(odds_ratio(&departments).unwrap(), 0.904_696_8, 1e-7);
    }

    #[test]
    fn undefined_without_comparison() {
        assert_eq!(odds_ratio(&[stratum((3, 5), (0, 0))]), None);
        assert_eq!(odds_ratio(&[]), None);
        // All or none in both groups tells nothing.
        assert_eq!(odds_ratio(&[stratum((0, 5), (0, 4))]), None);
    }

    #[test]
    fn what_one_group_alone_has_is_without_bound() {
        assert_eq!(odds_ratio(&[stratum((3, 5), (0, 4))]), Some(f64::INFINITY));
        assert_eq!(odds_ratio(&[stratum((0, 5), (1, 4))]), Some(0.0));
    }
}
