//! Shares with their intervals: as data, and as the rows of a table of totals.

use serde::Serialize;

use super::rows::{ends, interval, percent, rounded};
use crate::themes::stats::{CONFIDENCE, Proportion};

/// A part of a whole.
#[derive(Serialize)]
pub(super) struct ShareRow {
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
#[derive(Serialize)]
pub(super) struct ReportShareRow {
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

/// Names the columns of a table of totals; `of` is what is counted.
pub(super) const fn totals_headings(of: &str) -> [&str; 4] {
    ["", of, "share", "95%"]
}

/// Draws up a row of a table of totals.
pub(super) fn totals_row(name: &str, of: Proportion) -> Vec<String> {
    vec![
        name.to_owned(),
        format!("{}/{}", of.part, of.whole),
        percent(of.share()),
        interval(of.wilson(CONFIDENCE)),
    ]
}
