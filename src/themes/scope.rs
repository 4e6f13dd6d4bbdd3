//! The scope of a question: the reports and paragraphs that it looks at.
//!
//! Unless the question itself speaks of sections, these are findings and improvement items: the
//! other sections repeat them for another reader or speak of something else. Paragraphs of the
//! same words in several reports count once, for the earliest of them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::ControlFlow;

use crate::index::{
    ComparableKinds, CountedParagraph, Index, IndexError, ReportRecord, SearchRequest, Sort,
    Surroundings, TokenStreams, Window, Wordings,
};
use crate::model::{Date, Kind, Terms};
use crate::query::{self, Field, Filters, Query};

/// A scope in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeSummary {
    /// The query that lists its paragraphs, given the same filters.
    pub query: String,
    /// The filters, as [`Filters`] are written.
    pub filters: String,
    /// The reports that pass the filters.
    pub reports: u64,
    /// The paragraphs, copies counted once.
    pub paragraphs: u64,
    /// The paragraphs that are left out as copies of others.
    pub copies: u64,
    /// The reports that are left out because their kinds cannot be compared, by kind.
    pub left_out: Vec<(Kind, u64)>,
}

/// Reports that pass filters, and their paragraphs that match a query.
#[derive(Clone)]
pub struct Scope<'a> {
    pub(super) index: &'a Index,
    request: SearchRequest,
    /// By day and id.
    pub(super) reports: Vec<ReportRecord>,
    /// For each report the number of its authority among those that occur.
    pub(super) authorities: Vec<u32>,
    ordinals: HashMap<u64, u32>,
    /// The paragraphs, copies left out, by report and place.
    pub(super) paragraphs: Vec<CountedParagraph>,
    /// For each paragraph its report, as a place in `reports`.
    pub(super) report_of: Vec<u32>,
    copies: usize,
    left_out: Vec<(Kind, u64)>,
}

impl<'a> Scope<'a> {
    /// Finds what a question looks at; the empty query looks at everything.
    ///
    /// # Errors
    /// A filter's value that no report has; an index that cannot be read.
    pub fn open(index: &'a Index, query: &Query, filters: &Filters) -> Result<Self, IndexError> {
        let names_section = query.mentions(Field::Section)
            || filters.fields.iter().any(|f| f.field == Field::Section);
        let query = match names_section {
            true => query.clone(),
            false => both(query, &parsed(&findings_tag(index.terms()))),
        };
        let request = SearchRequest {
            filters: filters.clone(),
            ..SearchRequest::new(query)
        };
        let numbered = index.numbered_reports(filters)?;
        let mut reports: Vec<(u64, ReportRecord)> = numbered.into_iter().collect();
        reports.sort_by(|(_, a), (_, b)| age(a).cmp(&age(b)));
        let ordinals = reports.iter().map(|(number, _)| *number).zip(0..).collect();
        let reports: Vec<_> = reports.into_iter().map(|(_, report)| report).collect();
        let mut scope = Scope {
            index,
            authorities: number_authorities(&reports),
            reports,
            request,
            ordinals,
            paragraphs: Vec::new(),
            report_of: Vec::new(),
            copies: 0,
            left_out: Vec::new(),
        };
        let all = scope.in_order(index.census(&scope.request)?);
        let matching = all.len();
        scope.paragraphs = distinct(all);
        scope.copies = matching - scope.paragraphs.len();
        scope.report_of = scope.ordinals_of(&scope.paragraphs);
        Ok(scope)
    }

    /// Finds what a trend looks at: findings and improvement items of comparable kinds, or of all kinds
    /// where kinds or frameworks are what is compared.
    ///
    /// # Errors
    /// As [`Scope::open`].
    pub fn for_trend(
        index: &'a Index,
        filters: &Filters,
        queries: &[Query],
        by: Field,
    ) -> Result<Self, IndexError> {
        match by {
            Field::Kind | Field::Framework => Scope::open(index, &parsed(""), filters),
            _ => Scope::of_comparable(index, filters, queries),
        }
    }

    /// Finds what shares of reports are made of: findings and improvement items of comparable kinds, of
    /// which some queries are asked.
    ///
    /// # Errors
    /// As [`Scope::open`].
    pub fn of_comparable(
        index: &'a Index,
        filters: &Filters,
        queries: &[Query],
    ) -> Result<Self, IndexError> {
        Scope::comparable(index, &parsed(""), filters, queries, &[])
    }

    /// Finds the same as [`Scope::open`] among reports of comparable kinds alone: a share of reports says
    /// something only if the theme could stand in each of them.
    ///
    /// [`ComparableKinds`] tells which these are; of two sides only their reports count. Where a filter or
    /// one of the queries asked about names kinds or frameworks, these are what is looked at.
    pub(super) fn comparable(
        index: &'a Index,
        query: &Query,
        filters: &Filters,
        asked: &[Query],
        sides: &[&Query],
    ) -> Result<Self, IndexError> {
        let sides_asked = sides.iter().copied();
        let queries = std::iter::once(query).chain(asked).chain(sides_asked);
        if ComparableKinds::are_named(filters, queries) {
            return Scope::open(index, query, filters);
        }
        let mut members: HashSet<u64> = HashSet::new();
        for side in sides {
            let request = SearchRequest {
                filters: filters.clone(),
                ..SearchRequest::new((*side).clone())
            };
            let found = index.census(&request)?.into_iter();
            members.extend(found.map(|paragraph| paragraph.report));
        }
        let mut kinds: BTreeMap<Kind, u64> = BTreeMap::new();
        for (number, record) in index.numbered_reports(filters)? {
            if sides.is_empty() || members.contains(&number) {
                *kinds.entry(record.report.kind).or_default() += 1;
            }
        }
        let ComparableKinds { compared, left_out } = ComparableKinds::of(kinds);
        if left_out.is_empty() {
            return Scope::open(index, query, filters);
        }
        let slugs: Vec<_> = compared.iter().map(|kind| kind.slug()).collect();
        let mut filters = filters.clone();
        for slug in &slugs {
            filters.add(Field::Kind, slug);
        }
        // What lists the paragraphs says so too.
        let query = both(query, &parsed(&format!("kind:{}", slugs.join(","))));
        Ok(Scope {
            left_out,
            ..Scope::open(index, &query, &filters)?
        })
    }

    /// Says what is looked at.
    pub fn summary(&self) -> ScopeSummary {
        ScopeSummary {
            query: self.request.query.to_string(),
            filters: self.request.filters.to_string(),
            reports: self.reports.len() as u64,
            paragraphs: self.paragraphs.len() as u64,
            copies: self.copies as u64,
            left_out: self.left_out.clone(),
        }
    }

    /// Returns the query by which a search, with the same filters, lists the paragraphs of this
    /// scope that match another query as well.
    pub fn narrowed(&self, query: &Query) -> Query {
        both(query, &self.request.query)
    }

    /// Lists the paragraphs of the scope that match a query too, copies included, in order.
    pub(super) fn matching(&self, query: &Query) -> Result<Vec<CountedParagraph>, IndexError> {
        let request = SearchRequest {
            query: self.narrowed(query),
            ..self.request.clone()
        };
        Ok(self.in_order(self.index.census(&request)?))
    }

    /// Lists the same with the number of places in each that match.
    pub(super) fn places_matching(
        &self,
        query: &Query,
    ) -> Result<Vec<(CountedParagraph, u64)>, IndexError> {
        let request = SearchRequest {
            query: self.narrowed(query),
            ..self.request.clone()
        };
        self.index.census_of_places(&request)
    }

    /// Reads what stands near a term in some of the paragraphs of the scope, named by their places; what the
    /// scope's own query asks for is not looked at.
    pub(super) fn surroundings(
        &self,
        term: &Query,
        window: Window,
        streams: &TokenStreams,
        places: &[u32],
    ) -> Result<Vec<Surroundings>, IndexError> {
        let request = SearchRequest {
            query: term.clone(),
            ..self.request.clone()
        };
        let key = |paragraph: &CountedParagraph| (paragraph.report, paragraph.place);
        let paragraphs = places.iter().map(|at| &self.paragraphs[*at as usize]);
        let wanted: HashSet<_> = paragraphs.map(key).collect();
        let is_wanted = |paragraph: &CountedParagraph| wanted.contains(&key(paragraph));
        self.index
            .surroundings(&request, window, streams, &is_wanted)
    }

    /// Counts the paragraphs that match a query too, and their reports, as the search counts them: copies
    /// count.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn tally(&self, query: &Query) -> Result<(u64, u64), IndexError> {
        let request = SearchRequest {
            query: self.narrowed(query),
            ..self.request.clone()
        };
        self.index.tally(&request)
    }

    /// Lists the names of the paragraphs that match a query too, copies included.
    pub(super) fn paragraph_ids(&self, query: &Query) -> Result<BTreeSet<String>, IndexError> {
        let request = SearchRequest {
            query: self.narrowed(query),
            sort: Sort::Newest,
            ..self.request.clone()
        };
        let mut ids = BTreeSet::new();
        self.index.for_each(&request, &mut |hit| {
            ids.insert(format!("{}#{}", hit.report.id, hit.paragraph.locator));
            ControlFlow::Continue(())
        })?;
        Ok(ids)
    }

    /// Lists the paragraphs of the scope, as places in it, that match a query too.
    pub(super) fn places(&self, query: &Query) -> Result<Vec<u32>, IndexError> {
        let matching = self.matching(query)?;
        let reports = self.ordinals_of(&matching);
        let key = |(report, paragraph): (&u32, &CountedParagraph)| (*report, paragraph.place);
        let mut matching = reports.iter().zip(&matching).map(key).peekable();
        // Both are in one order.
        let own = self.report_of.iter().zip(&self.paragraphs).map(key);
        let inside = (0..).zip(own).filter(|(_, own)| {
            while matching.next_if(|found| found < own).is_some() {}
            matching.peek() == Some(own)
        });
        Ok(inside.map(|(place, _)| place).collect())
    }

    /// Lists the reports, as places in `reports`, in which anything matches a query, whatever the
    /// scope's own query and section.
    pub(super) fn reports_matching(&self, query: &Query) -> Result<Vec<u32>, IndexError> {
        let request = SearchRequest {
            query: query.clone(),
            ..self.request.clone()
        };
        let found = self.index.census(&request)?;
        let mut reports = self.ordinals_of(&found);
        reports.sort_unstable();
        reports.dedup();
        Ok(reports)
    }

    /// Looks at some of the paragraphs only, named by their places.
    pub(super) fn restricted(&self, places: &[u32]) -> Self {
        let mut scope = self.clone();
        let mut kept = vec![false; self.paragraphs.len()];
        for place in places {
            kept[*place as usize] = true;
        }
        let kept_paragraphs = self.paragraphs.iter().zip(&kept).filter(|(_, kept)| **kept);
        scope.paragraphs = kept_paragraphs.map(|(paragraph, _)| *paragraph).collect();
        scope.report_of = scope.ordinals_of(&scope.paragraphs);
        scope
    }

    /// Returns the place of a paragraph's report in `reports`.
    pub(super) fn ordinal(&self, paragraph: &CountedParagraph) -> u32 {
        // A paragraph matches the filters only if its report passes them.
        self.ordinals[&paragraph.report]
    }

    /// Returns the places of the reports of paragraphs that stand together by report.
    fn ordinals_of(&self, paragraphs: &[CountedParagraph]) -> Vec<u32> {
        let mut ordinals = Vec::with_capacity(paragraphs.len());
        for report in paragraphs.chunk_by(|a, b| a.report == b.report) {
            ordinals.resize(ordinals.len() + report.len(), self.ordinal(&report[0]));
        }
        ordinals
    }

    /// Brings paragraphs that stand together by report, each in its place, into the order of the
    /// reports.
    fn in_order(&self, paragraphs: Vec<CountedParagraph>) -> Vec<CountedParagraph> {
        let mut reports: Vec<&[CountedParagraph]> =
            paragraphs.chunk_by(|a, b| a.report == b.report).collect();
        reports.sort_by_cached_key(|report| self.ordinal(&report[0]));
        reports.concat()
    }

    /// Returns the day of a report, by its place in `reports`.
    pub(super) fn day(&self, report: u32) -> Option<Date> {
        self.reports[report as usize].day()
    }
}

/// Keeps the first of the paragraphs of one wording.
pub(super) fn distinct(mut paragraphs: Vec<CountedParagraph>) -> Vec<CountedParagraph> {
    let mut known = Wordings::default();
    paragraphs.retain(|p| p.wording.is_none_or(|wording| known.insert(wording)));
    paragraphs
}

/// Orders reports; those without a day come last.
fn age(record: &ReportRecord) -> (bool, Option<Date>, &str) {
    let day = record.day();
    (day.is_none(), day, record.id.as_str())
}

/// Numbers authorities, and providers whose authority is not told; all reports without either share
/// a number.
fn number_authorities(reports: &[ReportRecord]) -> Vec<u32> {
    let slug = |record: &ReportRecord| {
        let authority = record.report.authority.as_ref();
        let authority = authority.map(|authority| authority.slug.clone());
        let provider = record.report.provider.as_ref();
        authority.or_else(|| provider.map(|provider| provider.slug.clone()))
    };
    let mut numbers = BTreeMap::new();
    let number = |record| {
        let next = numbers.len() as u32;
        *numbers.entry(slug(record)).or_insert(next)
    };
    reports.iter().map(number).collect()
}

/// Writes the sections that state findings or ask for improvement as a tag.
fn findings_tag(terms: &Terms) -> String {
    let sections = terms.sections.iter();
    let stating = sections.filter(|section| section.is_finding() || section.is_improvement());
    let slugs: Vec<_> = stating.map(|section| section.slug()).collect();
    format!("section:{}", slugs.join(","))
}

/// Joins two queries: what matches must match both.
pub(super) fn both(a: &Query, b: &Query) -> Query {
    let (a, b) = (a.to_string(), b.to_string());
    match (a.is_empty(), b.is_empty()) {
        (true, _) => parsed(&b),
        (_, true) => parsed(&a),
        _ => parsed(&format!("({a}) ({b})")),
    }
}

/// Parses a query that was printed from one.
pub(super) fn parsed(text: &str) -> Query {
    query::parse(text).expect("what a query prints is a query")
}
