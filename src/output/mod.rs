//! What comes out: plain values in, bytes out, as text, JSON, JSON Lines, CSV, Markdown or
//! HTML.
//!
//! This floor owns the wire types, and so the field names that scripts rely on. It writes to
//! any [`std::io::Write`], never to the terminal: width and colours are handed in.

mod advice;
mod beside;
mod changes;
mod check;
mod citation;
mod concepts;
mod context;
mod csv;
mod dates;
mod explanation;
mod facets;
mod frameworks;
mod groups;
mod guard;
mod headings;
mod hits;
mod html;
mod ingest;
mod json;
mod kwic;
mod label;
mod ledger;
mod link;
mod manifest;
mod markdown;
mod markup;
mod outline;
mod passage;
mod qdc;
mod reports;
mod screen;
mod settings;
mod similar;
mod table;
mod themes;
mod totals;
mod wire;
mod wrap;

#[cfg(test)]
mod testutil;

pub use self::csv::Cells;
pub use advice::{also_called, did_you_mean};
pub use changes::write_changes;
pub use check::{Ambiguity, CheckReport, OlderEdition, Stale, write_check_json, write_check_text};
pub use citation::{cite_paragraph, cite_report};
pub use concepts::{concept_warnings, write_concepts};
pub use explanation::{write_explanation_json, write_explanation_text};
pub use frameworks::{
    write_checked_json, write_checked_text, write_framework_json, write_framework_text,
    write_frameworks_json, write_frameworks_text,
};
pub use groups::{Group, write_groups};
pub use guard::Guard;
pub use headings::{write_headings_json, write_headings_text};
pub use hits::HitWriter;
pub use ingest::{IngestCost, write_ingest_json, write_ingest_text};
pub use kwic::ConcordanceWriter;
pub use label::{body as body_name, report as report_name};
pub use link::{file_url, published_url};
pub use manifest::{Manifest, ManifestQuestion};
pub use outline::{write_outline_json, write_outline_markdown, write_outline_text};
pub use passage::{Passage, write_passage_json, write_passage_markdown, write_passage_text};
pub use qdc::write_qdc;
pub use reports::{write_absent, write_reports};
pub use screen::{Glyphs, Palette, Screen};
pub use settings::{Setting, write_settings_json, write_settings_text};
pub use similar::write_similar;
pub use themes::{
    Asked, Page, ThemeFormat, coding_page, collocates_page, contrast_page, recurring_page,
    trends_page, write_coding, write_collocates, write_contrast, write_coverage, write_page,
    write_recurring, write_told, write_tracked, write_trends,
};
pub use totals::{Answer, write_count};
pub use wrap::write as write_wrapped;

/// The forms in which a list of results can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// One object.
    Json,
    /// One object a line.
    Jsonl,
    /// One row a line, after a row of names.
    Csv(Cells),
    /// A document of quotations with their sources, matches in bold.
    Markdown,
    /// The same as a page that needs nothing beside itself, matches marked.
    Html,
}

/// The forms in which a table of rows can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// For people.
    Table,
    /// One row a line, after a row of names.
    Csv(Cells),
    /// One array.
    Json,
    /// One object a line.
    Jsonl,
}
