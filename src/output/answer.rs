//! The answer to a search in numbers: how much matches, in how much of what was searched.

use super::words::label::count;
use crate::index::SearchResults;
use crate::semantics::RelatedName;

/// What was asked, with what was found.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The query as the user wrote it.
    pub query: &'a str,
    /// What was found; its hits may have been left out.
    pub results: &'a SearchResults,
    /// What else it is said as in the reports or, where nothing is found, the nearest names that are.
    pub said_as: &'a [RelatedName],
}

impl<'a> Answer<'a> {
    /// Answers a query with what was found, and with nothing beside it.
    pub fn new(query: &'a str, results: &'a SearchResults) -> Self {
        Answer {
            query,
            results,
            said_as: &[],
        }
    }
}

impl Answer<'_> {
    /// Heads a document: the query, or what stands for an empty one.
    pub fn title(&self) -> &str {
        match self.query.trim() {
            "" => "All paragraphs",
            query => query,
        }
    }

    /// Says how many paragraphs and reports match, of how many reports.
    pub fn sentence(&self) -> String {
        let SearchResults {
            total,
            total_distinct,
            total_reports,
            reports_searched,
            ..
        } = *self.results;
        let distinct = match total_distinct {
            all if all == total => String::new(),
            distinct => format!(" ({distinct} distinct)"),
        };
        format!(
            "{}{distinct} in {total_reports} of {}",
            count(total, "paragraph"),
            count(reports_searched, "report")
        )
    }
}
