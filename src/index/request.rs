//! What is asked of the index and what it answers.

use std::ops::Range;
use std::sync::Arc;

use super::ReportRecord;
use crate::model::{Paragraph, ParagraphId};
use crate::query::{Concepts, Field, Filters, Query, Reach};

/// A search.
#[derive(Debug, Clone)]
pub struct SearchRequest {
    /// What paragraphs must say.
    pub query: Query,
    /// What their tags must be.
    pub filters: Filters,
    /// The order of hits.
    pub sort: Sort,
    /// How many hits to leave out at the beginning.
    pub offset: usize,
    /// How many hits to return; none means all.
    pub limit: Option<usize>,
    /// The fields whose values are to be counted.
    pub facets: Vec<Field>,
    /// Terms must meet in one sentence.
    ///
    /// What the query negates must be absent from the whole paragraph all the same.
    pub sentence: bool,
    /// No stemming, no compounds, no concepts.
    pub exact: bool,
    /// What is called by several names.
    pub concepts: Arc<Concepts>,
    /// How far they widen the search.
    pub reach: Reach,
    /// Whether to look for other names of what is asked for, and for what may have been meant
    /// where nothing is found.
    pub advice: bool,
}

impl SearchRequest {
    /// Asks for all hits of a query by relevance, without filters or facets.
    pub fn new(query: Query) -> Self {
        SearchRequest {
            query,
            filters: Filters::default(),
            sort: Sort::Relevance,
            offset: 0,
            limit: None,
            facets: Vec::new(),
            sentence: false,
            exact: false,
            concepts: Concepts::builtin(),
            reach: Reach::default(),
            advice: false,
        }
    }
}

/// The order of hits. Ties go by date, newest first, then by report and place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first; reports without a date last.
    Oldest,
    /// By authority's slug; reports without one last.
    Authority,
}

/// The answer to a search.
#[derive(Debug, Clone)]
pub struct SearchResults {
    /// How many paragraphs match.
    pub total: u64,
    /// How many of them differ in their words: copies in other reports count once.
    pub total_distinct: u64,
    /// In how many reports they stand.
    pub total_reports: u64,
    /// Reports that pass the filters, matching or not.
    pub reports_searched: u64,
    /// The hits asked for, in order.
    pub hits: Vec<Hit>,
    /// The facets asked for, counted over all matches.
    pub facets: Vec<Facet>,
    /// The query as understood, one line a fact.
    pub explained: Vec<String>,
    /// Other names of what was asked for, if advice was; the commonest first.
    pub offers: Vec<Offer>,
    /// What may have been meant instead, if advice was asked for; the nearest first.
    pub suggestions: Vec<Suggestion>,
}

/// Another name of what was asked for, with what it would find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The concept.
    pub concept: String,
    /// The other name, as a query.
    pub term: String,
    /// The whole query with the other name in place of the one it has.
    pub query: String,
    /// How many paragraphs match that query, under the same filters.
    pub paragraphs: u64,
    /// In how many reports they stand.
    pub reports: u64,
}

/// A query that may have been meant, with what it would find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The whole query.
    pub query: String,
    /// How many paragraphs match it, under the same filters.
    pub paragraphs: u64,
    /// In how many reports they stand.
    pub reports: u64,
}

/// A paragraph that matches.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The report in which it stands.
    pub report: Arc<ReportRecord>,
    /// The paragraph.
    pub paragraph: Paragraph,
    /// Byte ranges of `paragraph.text`, sorted, not overlapping; output turns them into code points.
    pub highlights: Vec<Range<usize>>,
    /// Paragraphs of the same words elsewhere, sorted.
    pub also_in: Vec<ParagraphId>,
    /// How well it matches; comparable within one answer only.
    pub score: f32,
}

/// How often each value of a field occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The field.
    pub field: Field,
    /// Its values, the commonest first.
    pub values: Vec<FacetValue>,
}

/// How often a value occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The slug, or "none" where the paragraph has no such tag.
    pub value: String,
    /// In how many paragraphs.
    pub paragraphs: u64,
    /// In how many reports.
    pub reports: u64,
}
