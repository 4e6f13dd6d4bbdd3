//! Shares with their intervals, and agreement.

use schemars::JsonSchema;
use serde::Serialize;

use crate::output::words::figures::{ends, rounded};
use crate::themes::stats::{CONFIDENCE, Proportion, Reliability};

/// A part of a whole.
#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct ShareRow {
    part: u64,
    whole: u64,
    share: f64,
    interval: [f64; 2],
}

impl From<Proportion> for ShareRow {
    fn from(of: Proportion) -> Self {
        ShareRow {
            part: of.part,
            whole: of.whole,
            share: rounded(of.share()),
            interval: ends(of.wilson(CONFIDENCE)),
        }
    }
}

/// In how many of the reports.
#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct ReportShareRow {
    reports: u64,
    reports_searched: u64,
    share: f64,
    interval: [f64; 2],
}

impl From<Proportion> for ReportShareRow {
    fn from(of: Proportion) -> Self {
        ReportShareRow {
            reports: of.part,
            reports_searched: of.whole,
            share: rounded(of.share()),
            interval: ends(of.wilson(CONFIDENCE)),
        }
    }
}

/// How far coders agree.
#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct ReliabilityRow {
    agreement: Option<f64>,
    expected: Option<f64>,
    kappa: Option<f64>,
    standard_error: Option<f64>,
    alpha: Option<f64>,
    ac1: Option<f64>,
}

impl From<Reliability> for ReliabilityRow {
    fn from(of: Reliability) -> Self {
        let kappa = of.kappa;
        ReliabilityRow {
            agreement: of.agreement.map(rounded),
            expected: kappa.map(|kappa| rounded(kappa.expected)),
            kappa: kappa.map(|kappa| rounded(kappa.kappa)),
            standard_error: kappa.map(|kappa| rounded(kappa.standard_error)),
            alpha: of.alpha.map(rounded),
            ac1: of.ac1.map(rounded),
        }
    }
}
