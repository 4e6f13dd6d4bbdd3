//! Statistics: one formula family a file, each with its source and a check against published
//! or independently computed values.
//!
//! Nothing here knows of reports: counts go in, figures come out.

mod association;
mod cochran_armitage;
mod cvalue;
mod dispersion;
mod false_discovery;
mod fisher;
mod kappa;
mod keyness;
mod mantel_haenszel;
mod mcnemar;
mod permutation;
mod proportion;
mod reliability;

pub use association::Association;
pub use cochran_armitage::{TrendTest, cochran_armitage};
pub use cvalue::c_value;
pub use dispersion::{Dispersion, dispersion};
pub use false_discovery::{attainable, benjamini_hochberg};
pub use fisher::fisher_exact;
pub use kappa::{Kappa, cohen_kappa};
pub use keyness::{Groups, log_likelihood, log_ratio_conservative};
pub use mantel_haenszel::odds_ratio;
pub use mcnemar::mcnemar_exact;
pub use permutation::{Exceedances, Labels, Permutations, seed};
pub use proportion::{Interval, Proportion, newcombe_difference};
pub use reliability::{Reliability, gwet_ac1, krippendorff_alpha, observed_agreement};

/// The level of every interval.
pub const CONFIDENCE: f64 = 0.95;

/// Returns the two-sided probability of a standard normal value.
fn two_sided(z: f64) -> f64 {
    statrs::function::erf::erfc(z.abs() / std::f64::consts::SQRT_2)
}

#[cfg(test)]
fn assert_close(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{found} is not {expected}"
    );
}
