//! Themes: phrases, contrasts, trends, collocates and code books, as tables for people and as data.
//!
//! In text every figure stands beside the number that it is out of; JSON and CSV carry all
//! figures, and the query that lists what was counted.

mod agreement;
mod codebook;
mod collocates;
mod contrast;
mod contrast_row;
mod coverage;
mod page;
mod pairs;
mod recurring;
mod rows;
mod shares;
mod told;
mod track;
mod trend;

use serde::Serialize;

use super::csv::Cells;
use super::label::count;
use crate::themes::{Scope, ScopeSummary};

pub use codebook::write_coding;
pub use collocates::write_collocates;
pub use contrast::write_contrast;
pub use coverage::write_coverage;
pub use page::{
    Page, coding_page, collocates_page, contrast_page, recurring_page, trends_page, write_page,
};
pub use recurring::write_recurring;
pub use told::write_told;
pub use track::write_tracked;
pub use trend::write_trends;

/// The forms in which themes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeFormat {
    /// For people.
    Text,
    /// One object.
    Json,
    /// One row a line, after a row of names.
    Csv(Cells),
    /// Tables for a document.
    Markdown,
}

/// What was looked at, with the question as the user wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    query: String,
    listing: String,
    reports_searched: u64,
    paragraphs_searched: u64,
    copies_left_out: u64,
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
            reports_searched: scope.reports,
            paragraphs_searched: scope.paragraphs,
            copies_left_out: scope.copies,
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
}

#[cfg(test)]
fn asked() -> Asked {
    Asked::of(
        "",
        ScopeSummary {
            query: "section:findings".to_owned(),
            reports: 30,
            paragraphs: 900,
            copies: 2,
        },
    )
}
