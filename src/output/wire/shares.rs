//! Shares with their intervals.

use schemars::JsonSchema;
use serde::Serialize;

use crate::output::words::figures::{ends, rounded};
use crate::themes::stats::{CONFIDENCE, Proportion};

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
