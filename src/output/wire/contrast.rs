//! The rows of a contrast as data.

use schemars::JsonSchema;
use serde::Serialize;

use crate::output::words::figures::{ends, rounded, significant};
use crate::themes::{Cell, Key, SideSummary};

/// A group.
#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct SideRow<'a> {
    name: &'a str,
    query: &'a str,
    reports: u64,
    paragraphs: u64,
}

impl<'a> From<&'a SideSummary> for SideRow<'a> {
    fn from(side: &'a SideSummary) -> Self {
        SideRow {
            name: &side.name,
            query: &side.query,
            reports: side.reports,
            paragraphs: side.paragraphs,
        }
    }
}

/// Something that was compared, with every figure.
#[derive(JsonSchema, Serialize)]
pub(in crate::output) struct ContrastRow<'a> {
    rank: usize,
    phrase: &'a str,
    query: &'a str,
    more_in: &'a str,
    key: bool,
    universal: bool,
    a_reports: u64,
    a_of_reports: u64,
    a_paragraphs: u64,
    a_of_paragraphs: u64,
    a_per_thousand: f64,
    b_reports: u64,
    b_of_reports: u64,
    b_paragraphs: u64,
    b_of_paragraphs: u64,
    b_per_thousand: f64,
    difference: f64,
    difference_interval: [f64; 2],
    fisher_p: f64,
    odds_ratio: Option<f64>,
    g2: f64,
    lrc: f64,
    p: Option<f64>,
    q: Option<f64>,
    sentence: Option<&'a str>,
    sentence_id: Option<String>,
}

impl<'a> ContrastRow<'a> {
    /// Describes a row by its number and the group in which it is commoner.
    pub(in crate::output) fn new(rank: usize, key: &'a Key, more_in: &'a str) -> Self {
        let (a, b) = (key.a, key.b);
        let rate = |cell: Cell| rounded(cell.paragraphs.share() * 1000.0);
        ContrastRow {
            rank,
            phrase: &key.phrase,
            query: &key.query,
            more_in,
            key: key.is_key(),
            universal: key.is_universal(),
            a_reports: a.reports.part,
            a_of_reports: a.reports.whole,
            a_paragraphs: a.paragraphs.part,
            a_of_paragraphs: a.paragraphs.whole,
            a_per_thousand: rate(a),
            b_reports: b.reports.part,
            b_of_reports: b.reports.whole,
            b_paragraphs: b.paragraphs.part,
            b_of_paragraphs: b.paragraphs.whole,
            b_per_thousand: rate(b),
            difference: rounded(a.reports.share() - b.reports.share()),
            difference_interval: ends(key.difference),
            fisher_p: significant(key.fisher),
            odds_ratio: key.odds_ratio.map(rounded),
            g2: rounded(key.g2),
            lrc: rounded(key.lrc),
            p: key.p.map(significant),
            q: key.q.map(significant),
            sentence: key.typical.as_ref().map(|quote| quote.sentence.as_str()),
            sentence_id: key.typical.as_ref().map(|quote| quote.id.to_string()),
        }
    }
}
