//! Advice beside an answer: other names of what was asked for, and what may have been meant.

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::{Offer, Suggestion};
use crate::output::words::figures::rounded;
use crate::semantics::{self, RelatedName};

/// Another name of what was asked for.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct OfferRow<'a> {
    concept: &'a str,
    term: &'a str,
    query: &'a str,
    paragraphs: u64,
    reports: u64,
}

impl<'a> From<&'a Offer> for OfferRow<'a> {
    fn from(offer: &'a Offer) -> Self {
        OfferRow {
            concept: &offer.concept,
            term: &offer.term,
            query: &offer.query,
            paragraphs: offer.paragraphs,
            reports: offer.reports,
        }
    }
}

/// A name by which the reports say what was asked for; where nothing is found, one of the nearest.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct SaidAsRow<'a> {
    /// By what it is known: `spelt-out` by the texts, or the `company` that it keeps.
    from: &'static str,
    /// As it is printed.
    name: &'a str,
    likeness: f64,
    /// The query that finds it alone.
    term: &'a str,
    /// The whole query with the name taken in.
    query: String,
    /// How many paragraphs say it, under the same filters.
    paragraphs: u64,
    /// In how many reports.
    reports: u64,
}

impl<'a> SaidAsRow<'a> {
    /// Describes a name beside the query that it stands beside.
    pub(in crate::output) fn new(query: &str, name: &'a RelatedName) -> Self {
        SaidAsRow {
            from: match name.spelt {
                true => "spelt-out",
                false => "company",
            },
            name: &name.text,
            likeness: rounded(f64::from(name.likeness)),
            term: &name.query,
            query: semantics::widened(query, [name]),
            paragraphs: name.paragraphs,
            reports: name.reports,
        }
    }
}

/// A query that may have been meant.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct SuggestionRow<'a> {
    query: &'a str,
    paragraphs: u64,
    reports: u64,
}

impl<'a> From<&'a Suggestion> for SuggestionRow<'a> {
    fn from(suggestion: &'a Suggestion) -> Self {
        SuggestionRow {
            query: &suggestion.query,
            paragraphs: suggestion.paragraphs,
            reports: suggestion.reports,
        }
    }
}
