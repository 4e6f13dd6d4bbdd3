//! What comes out: plain values in, bytes out, as text, JSON, JSON Lines, CSV, Markdown or
//! HTML.
//!
//! Each question is answered by a [`Reply`]: a sheet for readers, and rows and objects for programs.
//! [`write()`] writes it in any form. The rooms of this floor, each of which names only those before it:
//! `screen` (what is written on), `words` (how things read), `answer`, `sheet` (what a reader sees),
//! `wire` (the fields that scripts rely on), `render` (the forms), `questions` (what fills them),
//! `schemas` (what programs may expect).
//!
//! It writes to any [`std::io::Write`], never to the terminal: width and colours are handed in.

mod answer;
mod questions;
mod render;
mod schemas;
mod screen;
mod sheet;
mod wire;
mod words;

/// What pages are made of that the floor above serves: markup, and how things read in it.
#[cfg(feature = "serve")]
pub(crate) mod page {
    pub(crate) use super::questions::advice::weight;
    pub(crate) use super::questions::outline::{facts, new_heading, new_part};
    pub(crate) use super::questions::reports::grades_by_group;
    pub(crate) use super::render::json::pretty as write_json;
    pub(crate) use super::render::{
        CHARTS, Escaped as Text, document, fragment, quotation, shares,
    };
    pub(crate) use super::words::link::on_the_web;
    pub(crate) use super::words::{citation, label};
    pub(crate) use maud::{Markup, html};
    pub(crate) use serde_json::{Map, Value, from_slice as read_json, json};

    /// A JSON object, whose fields keep their order.
    pub(crate) type Object = Map<String, Value>;
}

#[cfg(test)]
mod testutil;

pub use answer::Answer;
pub use questions::advice::{also_called, did_you_mean, said_as, taken_in};
pub use questions::changes::Changes;
pub use questions::check::{Ambiguity, CheckReport, Checked, OlderEdition, Stale};
pub use questions::coders::{AgreeingCoders, DifferingCoders};
pub use questions::concepts::concept_warnings;
pub use questions::explanation::Explained;
pub use questions::family::WholeFamily;
#[cfg(feature = "fetch")]
pub use questions::fetched::{Arranged, Fetched};
pub use questions::frameworks::RulesInOrder;
pub use questions::groups::{Group, GroupedHits};
pub use questions::headings::UnknownHeadings;
pub use questions::hits::HitWriter;
pub use questions::holdings::Holdings;
pub use questions::ingest::{IngestCost, Ingested};
pub use questions::kwic::ConcordanceWriter;
pub use questions::manifest::{Manifest, ManifestQuestion};
pub use questions::news::{NewReport, News, SavedQuery, write_atom};
pub use questions::outline::Outline;
pub use questions::passage::Passage;
#[cfg(feature = "serve")]
pub use questions::problem::Problem;
pub use questions::qdc::write_qdc;
pub use questions::qdpx::{CODER, write_qdpx};
pub use questions::quotations::Quotations;
pub use questions::related::RelatedNames;
pub use questions::reports::Absent;
pub use questions::settings::{Setting, Settings};
pub use questions::themes::{
    Asked, CodeSuggestions, CodedReports, CollocatesOf, ContrastedGroups, CoveredTopics,
    PhrasesTogether, RecurringPhrases, TrackedItems, TrackedTheme, Trends,
};
pub use questions::totals::Totals;
pub use render::{
    Cells, DrawingError, Format, Guard, Picture, Reply, RowFormat, Wrapped, write, write_drawing,
    write_page, write_wrapped,
};
pub use schemas::{SHAPES, Shape, Shapes};
pub use screen::{Glyphs, Palette, Screen};
pub use sheet::Sheet;
pub use words::citation::{cite_paragraph, cite_report};
pub use words::label::{body as body_name, report as report_name};
pub use words::link::{body_url, file_url, published_url};
