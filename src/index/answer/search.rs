//! Searching: from a request to matches, their order, their counts and the hits themselves.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::rc::Rc;

use tantivy::{DocAddress, DocId};

use crate::index::answer::facet::repeated;
use crate::index::commit::register::{Numbers, ReportEntry};
use crate::index::commit::sets::Serials;
use crate::index::commit::vocabulary::Vocabulary;
use crate::index::disk::codec;
use crate::index::disk::columns;
use crate::index::disk::tags::{Test, date};
use crate::index::lowering::lower::{lower, lower_filters, lower_term};
use crate::index::matching::check::Ready;
use crate::index::matching::plan::Lowered;
use crate::index::matching::score::Scorer;
use crate::index::matching::segment::SegmentSearch;
use crate::index::matching::steps::Steps;
use crate::index::threads::join;
use crate::index::{
    Explain, Hit, Index, IndexError, ReportRecord, SearchRequest, SearchResults, Sort,
};
use crate::model::Date;
use crate::query::{ConceptTerm, Field, Filters};

/// A paragraph that matches, before it is read.
#[derive(Debug, Clone, Copy)]
pub(in crate::index) struct Match {
    pub(in crate::index) segment: u32,
    pub(in crate::index) doc: DocId,
    /// The number of its report.
    pub(in crate::index) serial: u64,
    /// Its place in the report, once it is asked for.
    pub(in crate::index) place: u64,
    /// The number of its wording; 0 for a short one.
    pub(in crate::index) wording: u64,
    /// The report's day, or less than any day.
    pub(in crate::index) day: i64,
    pub(in crate::index) score: f32,
}

impl Match {
    /// Makes one of which nothing is asked but where it stands.
    pub(in crate::index) fn bare(serial: u64, address: DocAddress) -> Self {
        Match {
            segment: address.segment_ord,
            doc: address.doc_id,
            serial,
            place: 0,
            wording: 0,
            day: i64::MIN,
            score: 0.0,
        }
    }

    pub(in crate::index) fn address(&self) -> DocAddress {
        DocAddress::new(self.segment, self.doc)
    }
}

/// A request made ready: the plan, and all that matches it.
pub(in crate::index) struct Found {
    pub(in crate::index) lowered: Lowered,
    pub(in crate::index) matches: Vec<Match>,
}

/// Where a term stands, and the days of the first and the last report that use it.
pub(in crate::index) struct TermTally {
    pub(in crate::index) paragraphs: u64,
    pub(in crate::index) reports: u64,
    pub(in crate::index) first: Option<Date>,
    pub(in crate::index) last: Option<Date>,
}

impl Index {
    /// Searches, counts and reads the hits asked for.
    ///
    /// # Errors
    /// A filter's value that no report has; an index that cannot be read.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResults, IndexError> {
        if !request.advice {
            return self.answer(request);
        }
        // Offers come of searches of their own, which need not wait for this one.
        std::thread::scope(|scope| {
            let offers = scope.spawn(|| self.offers(request));
            let mut results = self.answer(request)?;
            results.suggestions = self.suggestions(request, results.total)?;
            results.offers = join(offers)?;
            Ok(results)
        })
    }

    /// Searches, without advice.
    fn answer(&self, request: &SearchRequest) -> Result<SearchResults, IndexError> {
        let mut found = self.find(request)?;
        let searched = self.passing(&request.filters)?;
        let total = found.matches.len() as u64;
        let (repeated, copies) = repeated(&found.matches);
        let mut results = SearchResults {
            total,
            total_distinct: total - copies,
            total_reports: serials(&found.matches).len(),
            reports_searched: searched.len() as u64,
            hits: Vec::new(),
            facets: Vec::new(),
            explained: match request.explain {
                Explain::Nothing => Vec::new(),
                Explain::Query | Explain::Scores => {
                    self.explain(request, &found.lowered, &self.by_segment(&found.matches))?
                }
            },
            offers: Vec::new(),
            suggestions: Vec::new(),
            notes: self.notes(request, &found.lowered)?,
        };
        let (fields, filters) = (&request.facets, &request.filters);
        results.facets = self.facets(fields, filters, &searched, &found.matches, &repeated)?;
        self.order(request, &mut found.matches)?;
        self.read(request, &found, &mut |hit| {
            results.hits.push(hit);
            ControlFlow::Continue(())
        })?;
        Ok(results)
    }

    /// Counts the paragraphs that match, and nothing else.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn count(&self, request: &SearchRequest) -> Result<u64, IndexError> {
        let lowered = lower(
            &self.vocabulary(),
            &|field| self.other_names(field),
            request,
        )?;
        let mut total = 0;
        for segment in self.segments(&lowered)? {
            total += segment.count()?;
        }
        Ok(total)
    }

    /// Calls `each` on every hit in the request's order without holding them all.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn for_each(
        &self,
        request: &SearchRequest,
        each: &mut dyn FnMut(Hit) -> ControlFlow<()>,
    ) -> Result<(), IndexError> {
        let mut found = self.find(request)?;
        self.order(request, &mut found.matches)?;
        self.read(request, &found, each)
    }

    /// Lists the reports that pass the filters and hold no match, sorted by id.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn absent(&self, request: &SearchRequest) -> Result<Vec<ReportRecord>, IndexError> {
        let lowered = lower(
            &self.vocabulary(),
            &|field| self.other_names(field),
            request,
        )?;
        let matching = serials(&self.bare_matches(&lowered)?);
        let mut absent = self.passing(&request.filters)?.into_owned();
        absent.retain(|report| !matching.contains(report.serial));
        self.read_reports(&absent)
    }

    /// Lists every report that passes the filters, sorted by id.
    ///
    /// Filters on paragraphs, such as the area, pass a report that has such a paragraph.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn reports(&self, filters: &Filters) -> Result<Vec<ReportRecord>, IndexError> {
        self.read_reports(&self.passing(filters)?)
    }

    pub(in crate::index) fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary {
            searcher: &self.searcher,
            fields: &self.fields,
            splits: &self.register.splits,
            terms: self.terms,
        }
    }

    pub(in crate::index) fn lower_filters(&self, filters: &Filters) -> Result<Lowered, IndexError> {
        lower_filters(
            &self.vocabulary(),
            &|field| self.other_names(field),
            filters,
        )
    }

    /// Counts the paragraphs that match, and the reports in which they stand.
    ///
    /// All that is tried for one query shares its steps.
    pub(in crate::index) fn tally(
        &self,
        request: &SearchRequest,
        steps: &Rc<Steps>,
    ) -> Result<(u64, u64), IndexError> {
        let lowered = lower(
            &self.vocabulary(),
            &|field| self.other_names(field),
            request,
        )?;
        let matches = self.bare_matches_within(&lowered, steps)?;
        Ok((matches.len() as u64, serials(&matches).len()))
    }

    /// Counts where a term of a concept stands, and when it was in use.
    pub(in crate::index) fn tally_term(
        &self,
        term: &ConceptTerm,
        filters: &Filters,
    ) -> Result<TermTally, IndexError> {
        let names = |field| self.other_names(field);
        let lowered = lower_term(&self.vocabulary(), &names, term, filters)?;
        let matches = self.matches(&lowered, 0)?;
        let days = matches.iter().filter(|found| found.day != i64::MIN);
        Ok(TermTally {
            paragraphs: matches.len() as u64,
            reports: serials(&matches).len(),
            first: days.clone().map(|found| found.day).min().and_then(date),
            last: days.map(|found| found.day).max().and_then(date),
        })
    }

    /// Gathers matches that are in no order yet by the segments of the index.
    fn by_segment(&self, matches: &[Match]) -> Vec<Vec<DocId>> {
        let mut docs = vec![Vec::new(); self.searcher.segment_readers().len()];
        for found in matches {
            docs[found.segment as usize].push(found.doc);
        }
        docs
    }

    pub(in crate::index) fn find(&self, request: &SearchRequest) -> Result<Found, IndexError> {
        self.find_within(request, &Rc::default())
    }

    pub(in crate::index) fn find_within(
        &self,
        request: &SearchRequest,
        steps: &Rc<Steps>,
    ) -> Result<Found, IndexError> {
        let lowered = lower(
            &self.vocabulary(),
            &|field| self.other_names(field),
            request,
        )?;
        let best = match (request.sort, request.limit) {
            (Sort::Relevance, Some(limit)) => limit.saturating_add(request.offset),
            (Sort::Relevance, None) => usize::MAX,
            _ => 0,
        };
        let matches = self.matches_within(&lowered, best, steps)?;
        Ok(Found { lowered, matches })
    }

    /// Lists other names of the values of a field: names of authorities, names and identifiers of
    /// providers.
    pub(in crate::index) fn other_names(
        &self,
        field: Field,
    ) -> Result<Vec<(String, String)>, IndexError> {
        let mut names = Vec::new();
        if !matches!(field, Field::Authority | Field::Provider) {
            return Ok(names);
        }
        for record in self.reports(&Filters::default())? {
            match (field, record.report.authority, record.report.provider) {
                (Field::Authority, Some(authority), _) => {
                    names.push((authority.name, authority.slug));
                }
                (Field::Provider, _, Some(provider)) => {
                    let identifiers = provider.identifiers.into_iter().map(|(_, value)| value);
                    for name in identifiers.chain([provider.name]) {
                        names.push((name, provider.slug.clone()));
                    }
                }
                _ => {}
            }
        }
        Ok(names)
    }

    pub(in crate::index) fn segments<'a>(
        &'a self,
        lowered: &'a Lowered,
    ) -> Result<Vec<SegmentSearch<'a>>, IndexError> {
        self.segments_within(lowered, &Rc::default())
    }

    fn segments_within<'a>(
        &'a self,
        lowered: &'a Lowered,
        steps: &Rc<Steps>,
    ) -> Result<Vec<SegmentSearch<'a>>, IndexError> {
        let tests = lowered.tests.iter().map(|test| self.ready(test));
        let tests = tests.collect::<Result<Vec<_>, _>>()?;
        let readers = self.searcher.segment_readers();
        readers
            .iter()
            .map(|reader| SegmentSearch::new(reader, &self.fields, lowered, &tests, steps.clone()))
            .collect()
    }

    /// Finds the paragraphs that match; so many of the best have their scores.
    pub(in crate::index) fn matches(
        &self,
        lowered: &Lowered,
        best: usize,
    ) -> Result<Vec<Match>, IndexError> {
        self.matches_within(lowered, best, &Rc::default())
    }

    fn matches_within(
        &self,
        lowered: &Lowered,
        best: usize,
        steps: &Rc<Steps>,
    ) -> Result<Vec<Match>, IndexError> {
        let segments = self.segments_within(lowered, steps)?;
        let mut docs = Vec::new();
        for segment in &segments {
            docs.push(segment.matches()?);
        }
        let count = docs.iter().map(Vec::len).sum();
        let scorer = match best.min(count) {
            0 => None,
            _ => self.scorer(&segments, lowered)?,
        };
        let scores = match scorer {
            Some(scorer) => scorer.scores(&segments, &self.fields, &docs, best)?,
            None => docs.iter().map(|docs| vec![0.0; docs.len()]).collect(),
        };
        let mut matches = Vec::with_capacity(count);
        for (i, (docs, scores)) in (0..).zip(docs.iter().zip(scores)) {
            if docs.is_empty() {
                continue;
            }
            let serials = &self.numbers(Numbers::Serial)?[i as usize];
            let wordings = &self.numbers(Numbers::Wording)?[i as usize];
            let serials = columns::first(serials, docs, 0);
            let wordings = columns::first(wordings, docs, 0);
            let mut report: Option<&ReportEntry> = None;
            for (at, (doc, score)) in docs.iter().zip(scores).enumerate() {
                let serial = serials[at];
                // Paragraphs of one report mostly follow each other.
                if report.is_none_or(|report| report.serial != serial) {
                    report = self.report_entry(serial)?;
                }
                matches.push(Match {
                    segment: i,
                    doc: *doc,
                    serial,
                    place: 0,
                    wording: wordings[at],
                    day: report.map_or(i64::MIN, |report| report.day),
                    score,
                });
            }
        }
        Ok(matches)
    }

    /// Finds the paragraphs that match, without order, day and wording.
    pub(in crate::index) fn bare_matches(
        &self,
        lowered: &Lowered,
    ) -> Result<Vec<Match>, IndexError> {
        self.bare_matches_within(lowered, &Rc::default())
    }

    fn bare_matches_within(
        &self,
        lowered: &Lowered,
        steps: &Rc<Steps>,
    ) -> Result<Vec<Match>, IndexError> {
        let mut matches = Vec::new();
        for (i, segment) in (0..).zip(self.segments_within(lowered, steps)?) {
            let docs = segment.matches()?;
            if !docs.is_empty() {
                let serials = &self.numbers(Numbers::Serial)?[i as usize];
                let serials = columns::first(serials, &docs, 0);
                let address = docs.into_iter().map(|doc| DocAddress::new(i, doc));
                matches.extend(
                    serials
                        .into_iter()
                        .zip(address)
                        .map(|(s, a)| Match::bare(s, a)),
                );
            }
        }
        Ok(matches)
    }

    /// Reads the places of some matches.
    pub(in crate::index) fn set_places(&self, matches: &mut [Match]) -> Result<(), IndexError> {
        let places = self.numbers(Numbers::Place)?;
        for found in matches {
            let place = places[found.segment as usize].first(found.doc);
            found.place = place.unwrap_or_default();
        }
        Ok(())
    }

    /// Makes what scores the matches of a plan; none where there is nothing to score by.
    pub(in crate::index) fn scorer<'p>(
        &self,
        segments: &[SegmentSearch<'_>],
        lowered: &'p Lowered,
    ) -> Result<Option<Scorer<'p>>, IndexError> {
        if lowered.leaves.is_empty() {
            return Ok(None);
        }
        Scorer::new(segments, lowered, self.lengths()?).map(Some)
    }

    /// Finds the reports that pass the filters, by number.
    pub(in crate::index) fn passing(
        &self,
        filters: &Filters,
    ) -> Result<Cow<'_, [ReportEntry]>, IndexError> {
        let lowered = self.lower_filters(filters)?;
        let entries = self.report_entries()?;
        if lowered.tests.is_empty() {
            return Ok(Cow::Borrowed(entries));
        }
        let mut passing = entries.to_vec();
        let mut of_paragraphs = Vec::new();
        for test in &lowered.tests {
            match self.ready(test)? {
                Ready::Reports(reports) => {
                    passing.retain(|report| reports.contains(report.serial));
                }
                Ready::Values { .. } | Ready::Numbers { .. } => of_paragraphs.push(test),
            }
        }
        let reports = match of_paragraphs[..] {
            [] => return Ok(Cow::Owned(passing)),
            [
                Test::Values {
                    field,
                    any_of,
                    none_of,
                },
            ] if none_of.is_empty() || !field.is_multiple() => {
                self.reports_with(*field, any_of, none_of)?
            }
            _ => serials(&self.bare_matches(&lowered)?),
        };
        passing.retain(|report| reports.contains(report.serial));
        Ok(Cow::Owned(passing))
    }

    /// Reads reports, sorted by id.
    fn read_reports(&self, entries: &[ReportEntry]) -> Result<Vec<ReportRecord>, IndexError> {
        let mut reports = Vec::new();
        for entry in entries {
            reports.push(codec::decode_report(
                &self.record(entry.address)?,
                self.terms,
            )?);
        }
        reports.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(reports)
    }
}

/// Collects the reports of some matches.
pub(in crate::index) fn serials(matches: &[Match]) -> Serials {
    matches.iter().map(|found| found.serial).collect()
}
