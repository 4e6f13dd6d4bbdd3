//! Advice beside an answer: other names of what was asked for, and what may have been meant.

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::{Offer, Suggestion};

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
