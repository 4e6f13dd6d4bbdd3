//! McNemar's test: did pairs change more one way than the other?

use statrs::function::factorial::ln_binomial;

/// Returns the exact two-sided probability of McNemar's test (1947) from the two counts of pairs
/// that changed: the binomial one of so uneven a split, or 1 where nothing changed.
pub fn mcnemar_exact(gained: u64, lost: u64) -> f64 {
    let changed = gained + lost;
    let log_half = -std::f64::consts::LN_2 * changed as f64;
    let tail: f64 = (0..=gained.min(lost))
        .map(|k| (ln_binomial(changed, k) + log_half).exp())
        .sum();
    (2.0 * tail).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::mcnemar_exact;

    #[test]
    fn binomial_by_hand() {
        // 2 · (1 + 10) / 2^10 and 2 · (1 + 6 + 15) / 2^6.
        assert_close(mcnemar_exact(1, 9), 22.0 / 1024.0, 1e-12);
        assert_close(mcnemar_exact(4, 2), 44.0 / 64.0, 1e-12);
        assert_close(mcnemar_exact(3, 3), 1.0, 0.0);
        assert_close(mcnemar_exact(0, 0), 1.0, 0.0);
    }

    /// Approval of the prime minister (Agresti 1990): 150 and 86 changed their minds; SciPy
    /// 1.17's `binomtest(86, 236).pvalue`.
    #[test]
    fn agresti_approval() {
        assert_close(mcnemar_exact(150, 86), 3.715_936_139_571e-5, 1e-12);
    }
}
