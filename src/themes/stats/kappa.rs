//! Cohen's kappa: do two readers agree more than by chance?

/// The agreement of two readers on yes or no.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappa {
    /// The share of items on which they agree.
    pub agreement: f64,
    /// The share to be expected by chance.
    pub expected: f64,
    /// (agreement − expected) / (1 − expected); 1 is full agreement, 0 no more than chance.
    pub kappa: f64,
    /// The asymptotic standard error of kappa (Fleiss, Cohen & Everitt 1969), for intervals.
    pub standard_error: f64,
}

/// Computes kappa (Cohen 1960) from four counts: both yes, only the first, only the second, both
/// no.
///
/// None without items, or where both readers gave one and the same answer throughout.
pub fn cohen_kappa(both: u64, first: u64, second: u64, neither: u64) -> Option<Kappa> {
    let n = (both + first + second + neither) as f64;
    let agreement = (both + neither) as f64 / n;
    let yes = ((both + first) as f64 / n, (both + second) as f64 / n);
    let expected = yes.0 * yes.1 + (1.0 - yes.0) * (1.0 - yes.1);
    if n == 0.0 || expected >= 1.0 {
        return None;
    }
    let kappa = (agreement - expected) / (1.0 - expected);
    let (p11, p12, p21, p22) = (
        both as f64 / n,
        first as f64 / n,
        second as f64 / n,
        neither as f64 / n,
    );
    let apart = 1.0 - kappa;
    let agreed = p11 * (1.0 - (yes.0 + yes.1) * apart).powi(2)
        + p22 * (1.0 - (2.0 - yes.0 - yes.1) * apart).powi(2);
    let disagreed = p12 * (yes.1 + 1.0 - yes.0).powi(2) + p21 * (1.0 - yes.1 + yes.0).powi(2);
    let centre = kappa - expected * apart;
    let variance = agreed + apart * apart * disagreed - centre * centre;
    Some(Kappa {
        agreement,
        expected,
        kappa,
        standard_error: variance.max(0.0).sqrt() / ((1.0 - expected) * n.sqrt()),
    })
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::cohen_kappa;

    /// Two readers of fifty grant proposals, the usual textbook example: 0.4; and a second one
    /// with 45, 15, 25 and 15 items: 0.1304.
    #[test]
    fn textbook_examples() {
        let found = cohen_kappa(20, 5, 10, 15).unwrap();
        assert_close(found.agreement, 0.7, 1e-12);
        assert_close(found.expected, 0.5, 1e-12);
        assert_close(found.kappa, 0.4, 1e-12);
        // Computed by hand from the formula: √0.2016 / (0.5 · √50).
        assert_close(found.standard_error, 0.126_996, 1e-6);
        assert_close(
            cohen_kappa(45, 15, 25, 15).unwrap().kappa,
            0.130_434_8,
            1e-7,
        );
    }

    #[test]
    fn undefined_where_nothing_varies() {
        assert_eq!(cohen_kappa(0, 0, 0, 0), None);
        assert_eq!(cohen_kappa(9, 0, 0, 0), None);
    }
}
