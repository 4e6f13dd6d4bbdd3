//! What is asked of the index and what it answers.

use std::ops::Range;
use std::sync::Arc;

use super::ReportRecord;
use crate::model::{Kind, Paragraph, ParagraphId, ReportId};
use crate::query::{Concepts, Field, Filters, Query, Reach};

/// A search.
#[derive(Debug, Clone)]
pub struct SearchRequest {
    /// What paragraphs must say.
    pub query: Query,
    /// What their tags must be.
    pub filters: Filters,
    /// The only reports in which hits may stand, where some are chosen among those that pass the filters;
    /// numbers of reports searched are those of the filters.
    pub only_in: Option<Vec<ReportId>>,
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
    /// Whether hits are to name their copies and what is nearly the same.
    pub duplicates: bool,
    /// How many paragraphs before and after each hit to return with it.
    pub context: usize,
    /// What the answer is to say of itself.
    pub explain: Explain,
}

impl SearchRequest {
    /// Asks for all hits of a query by relevance, without filters, facets or near-duplicates.
    pub fn new(query: Query) -> Self {
        SearchRequest {
            query,
            filters: Filters::default(),
            only_in: None,
            sort: Sort::Relevance,
            offset: 0,
            limit: None,
            facets: Vec::new(),
            sentence: false,
            exact: false,
            concepts: Concepts::builtin(),
            reach: Reach::default(),
            advice: false,
            duplicates: false,
            context: 0,
            explain: Explain::Nothing,
        }
    }

    /// Asks for all hits of another query, whose words are found as those of this one.
    pub fn asking(&self, query: Query) -> Self {
        SearchRequest {
            sentence: self.sentence,
            exact: self.exact,
            concepts: self.concepts.clone(),
            reach: self.reach,
            ..SearchRequest::new(query)
        }
    }

    /// Asks for the same without any hit: for its totals, facets and notes alone.
    pub fn totals(&self) -> Self {
        SearchRequest {
            limit: Some(0),
            ..self.clone()
        }
    }
}

/// What an answer says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Explain {
    /// Nothing; nothing is counted for it.
    Nothing,
    /// How the query was understood, and what each way of reading it found.
    Query,
    /// That, and how the score of each hit came about.
    Scores,
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
    /// Latest published first; reports of which that is not known last.
    Published,
    /// By authority's slug; reports without one last.
    Authority,
}

/// What hits are gathered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupBy {
    /// The report.
    Report,
    /// The authority, or the provider where no authority is told.
    Authority,
    /// The provider.
    Provider,
}

/// Which hits of a request will be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// None: they are counted alone, or their reports are.
    None,
    /// Those from its offset to its limit.
    Hits,
    /// So many of the best of each group.
    Groups(GroupBy, usize),
}

/// Hits gathered in groups.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct HitGroups {
    /// The groups asked for; one comes where its first hit does.
    pub groups: Vec<HitGroup>,
    /// How many groups there are in all.
    pub total: u64,
}

/// Hits that belong together.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct HitGroup {
    /// The report's id, or the slug of the authority or provider; none where there is none.
    pub key: Option<String>,
    /// How many paragraphs match.
    pub paragraphs: u64,
    /// In how many reports they stand.
    pub reports: u64,
    /// The first of them in the order of the search, at least one.
    pub best: Vec<Hit>,
}

/// The answer to a search.
#[derive(Debug, Clone)]
#[non_exhaustive]
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
    /// The query as understood, one line a fact, if it was to be explained.
    pub explained: Vec<String>,
    /// Which reports a filter could not reach, and why, one sentence a filter.
    pub notes: Vec<String>,
    /// Other names of what was asked for, if advice was; the commonest first.
    pub offers: Vec<Offer>,
    /// What may have been meant instead, if advice was asked for; the nearest first.
    pub suggestions: Vec<Suggestion>,
}

/// Another name of what was asked for, with what it would find.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
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
#[non_exhaustive]
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
#[non_exhaustive]
pub struct Hit {
    /// The report in which it stands.
    pub report: Arc<ReportRecord>,
    /// The paragraph.
    pub paragraph: Paragraph,
    /// Byte ranges of `paragraph.text`, sorted, not overlapping; output turns them into code points.
    pub highlights: Vec<Range<usize>>,
    /// Paragraphs of the same words elsewhere, sorted.
    pub also_in: Vec<ParagraphId>,
    /// Paragraphs of nearly the same words elsewhere, the likest first.
    pub nearly_in: Vec<NearDuplicate>,
    /// How well it matches; comparable within one answer only.
    pub score: f32,
    /// How the score came about, where that was asked for and hits are ordered by it.
    pub explanation: Option<Explanation>,
    /// The paragraphs around it, as many as were asked for.
    pub context: Context,
}

impl Hit {
    /// Makes one of a paragraph that was not searched for.
    pub fn chosen(report: Arc<ReportRecord>, paragraph: Paragraph) -> Self {
        Hit {
            report,
            paragraph,
            highlights: Vec::new(),
            also_in: Vec::new(),
            nearly_in: Vec::new(),
            score: 0.0,
            explanation: None,
            context: Context::default(),
        }
    }
}

/// A paragraph that says nearly the same as another, in nearly the same words.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NearDuplicate {
    /// The paragraph.
    pub id: ParagraphId,
    /// The share of their runs of words that the two have in common, below 1.
    pub resemblance: f32,
}

/// A score as a sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The length of the paragraph in words, as coarsely as the index keeps it.
    pub length: u32,
    /// The mean length of all paragraphs of the index.
    pub average_length: f32,
    /// What adds up to the score, in the order of the sum.
    pub parts: Vec<ScorePart>,
}

/// What one pattern of a query adds to a score.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ScorePart {
    /// The pattern, as queries write it.
    pub pattern: String,
    /// How often it stands in the paragraph.
    pub count: u32,
    /// How much it weighs by its rarity.
    pub weight: f32,
    /// What it adds.
    pub score: f32,
}

/// The paragraphs around one, in the report's order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Context {
    /// Those before it.
    pub before: Vec<Paragraph>,
    /// Those after it.
    pub after: Vec<Paragraph>,
}

/// How often each value of a field occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Facet {
    /// The field.
    pub field: Field,
    /// Its values: years in their order with the gaps between them, others the commonest first; in
    /// fields of which few paragraphs have a value, "none" comes last.
    pub values: Vec<FacetValue>,
    /// The reports that shares leave out because their kinds cannot be compared, by kind.
    pub left_out: Vec<(Kind, u64)>,
}

/// How often a value occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct FacetValue {
    /// The slug, or "none" where the paragraph has no such tag.
    pub value: String,
    /// In how many matching paragraphs.
    pub paragraphs: u64,
    /// How many of them differ in their words: copies in other reports count once.
    pub distinct: u64,
    /// In how many reports they stand.
    pub reports: u64,
    /// How many reports that pass the filters have the value, matching or not.
    pub reports_searched: u64,
    /// In how many reports of kinds that can be compared they stand.
    pub reports_compared: u64,
    /// How many reports of such kinds that pass the filters have the value: what a share is out of.
    pub compared_searched: u64,
}

impl FacetValue {
    /// Returns the share of the reports with the value that hold a match; none where none can be compared.
    pub fn share(&self) -> Option<f64> {
        let of = (self.compared_searched > 0).then_some(self.compared_searched as f64)?;
        Some(self.reports_compared as f64 / of)
    }
}
