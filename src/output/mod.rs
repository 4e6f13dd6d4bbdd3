//! What comes out: plain values in, bytes out, as text, JSON, JSON Lines, CSV or Markdown.
//!
//! This floor owns the wire types, and so the field names that scripts rely on. It writes to
//! any [`std::io::Write`], never to the terminal: width and colours are handed in.

mod check;
mod citation;
mod csv;
mod dates;
mod facets;
mod groups;
mod hits;
mod ingest;
mod json;
mod kwic;
mod label;
mod ledger;
mod markdown;
mod outline;
mod passage;
mod reports;
mod table;
mod theme;
mod themes;
mod totals;
mod wire;
mod wrap;

#[cfg(test)]
mod testutil;

pub use check::{Ambiguity, CheckReport, Stale, write_check_json, write_check_text};
pub use citation::{cite_paragraph, cite_report};
pub use groups::{Group, write_groups};
pub use hits::HitWriter;
pub use ingest::{IngestCost, write_ingest_json, write_ingest_text};
pub use label::report as report_name;
pub use outline::{write_outline_json, write_outline_markdown, write_outline_text};
pub use passage::{Passage, write_passage_json, write_passage_markdown, write_passage_text};
pub use reports::{ReportFormat, write_absent, write_reports};
pub use theme::Theme;
pub use themes::{
    Asked, ThemeFormat, write_collocates, write_contrast, write_recurring, write_trends,
};
pub use totals::{Answer, write_count};

/// The forms in which a list of results can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For people: matches under each other between the words around them.
    Kwic,
    /// One object.
    Json,
    /// One object a line.
    Jsonl,
    /// One row a line, after a row of names.
    Csv,
}
