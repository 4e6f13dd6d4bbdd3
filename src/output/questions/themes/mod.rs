//! Themes: phrases, contrasts, trends, collocates and code books, as tables for people and as data.
//!
//! For people every figure stands beside the number that it is out of; JSON and CSV carry all
//! figures, and the query that lists what was counted. Pages for browsers have quotations behind their
//! rows, which come from searches that this floor does not make: [`Sheet::listings`] names them,
//! [`write_page`] takes what they found.
//!
//! [`Sheet::listings`]: crate::output::Sheet::listings
//! [`write_page`]: crate::output::write_page

mod agreement;
mod codebook;
mod collocates;
mod contrast;
mod coverage;
mod matters;
mod pairs;
mod recurring;
mod suggestions;
mod together;
mod track;
mod tracked_theme;
mod trend;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::Quote;
use crate::output::screen::Role;
use crate::output::sheet::{Cell, Column, Line, Part, Prose, Sheet, cells};
use crate::output::words::figures::{interval, percent};
use crate::output::words::label::{count, left_out};
use crate::themes::stats::{CONFIDENCE, Proportion};
use crate::themes::{Scope, ScopeSummary};

pub(super) use agreement::{ALL_THEMES, reliability_cells};
pub use codebook::CodedReports;
pub use collocates::CollocatesOf;
pub use contrast::ContrastedGroups;
pub use coverage::CoveredTopics;
pub use recurring::RecurringPhrases;
pub use suggestions::CodeSuggestions;
pub use together::PhrasesTogether;
pub use track::TrackedItems;
pub use tracked_theme::TrackedTheme;
pub use trend::Trends;

/// What was looked at, with the question as the user wrote it.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Asked {
    query: String,
    listing: String,
    /// The filters that hold besides, as conditions of a query; empty where there are none.
    filters: String,
    reports_searched: u64,
    paragraphs_searched: u64,
    copies_left_out: u64,
    /// Reports of kinds that cannot be compared with the others, by kind.
    kinds_left_out: BTreeMap<&'static str, u64>,
}

impl Asked {
    /// Describes a question and its scope.
    pub fn new(query: &str, scope: &Scope<'_>) -> Self {
        Asked::of(query, scope.summary())
    }

    fn of(query: &str, scope: ScopeSummary) -> Self {
        Asked {
            query: query.to_owned(),
            listing: scope.query,
            filters: scope.filters,
            reports_searched: scope.reports,
            paragraphs_searched: scope.paragraphs,
            copies_left_out: scope.copies,
            kinds_left_out: scope
                .left_out
                .into_iter()
                .map(|(kind, reports)| (kind.slug(), reports))
                .collect(),
        }
    }

    /// Heads a page: what it shows, and of what question.
    fn title(&self, what: &str) -> String {
        match self.query.trim() {
            "" => what.to_owned(),
            query if what.contains(query) => what.to_owned(),
            query => format!("{what}: {query}"),
        }
    }

    /// Says how much was looked at.
    fn sentence(&self) -> String {
        let copies = match self.copies_left_out {
            0 => String::new(),
            copies => format!(" ({} left out)", count(copies, "copy")),
        };
        format!(
            "{}{copies} of {}",
            count(self.paragraphs_searched, "paragraph"),
            count(self.reports_searched, "report")
        )
    }

    /// Says on a sheet what is left out because it cannot be compared, and how to look at it.
    fn add_left_out(&self, sheet: &mut Sheet<'_>) {
        if let Some(said) = left_out(self.kinds_left_out.iter().map(|(k, n)| (*k, *n))) {
            sheet.add(Part::Notes(vec![said]));
        }
    }
}

/// Draws up the sentence that stands for a row beneath it, and where it was read.
fn quote(quote: &Quote) -> [Part<'static>; 2] {
    let sentence = Prose {
        marked: vec![quote.words.clone()],
        ..Prose::plain(6, &quote.sentence)
    };
    let id = Line::from("      ").and(Role::Place, quote.id.to_string());
    [Part::Prose(sentence), Part::Lines(vec![id])]
}

/// Names the columns of a table of totals; `of` is what is counted.
fn totals_columns(of: &str) -> Vec<Column> {
    Column::figures(&["", of, "share", "95%"])
}

/// Draws up a row of a table of totals.
fn totals_row(name: &str, of: Proportion) -> Vec<Cell> {
    // None of none is no share.
    if of.whole == 0 {
        return cells![name, "0/0", "–", "–"];
    }
    cells![
        name,
        format!("{}/{}", of.part, of.whole),
        percent(of.share()),
        interval(of.wilson(CONFIDENCE)),
    ]
}

#[cfg(test)]
fn asked() -> Asked {
    Asked::of(
        "",
        ScopeSummary {
            query: "section:findings".to_owned(),
            filters: String::new(),
            reports: 30,
            paragraphs: 900,
            copies: 2,
            left_out: Vec::new(),
        },
    )
}
