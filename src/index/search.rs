//! Searching: from a request to matches, their order, their counts and the hits themselves.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;

use tantivy::{DocAddress, DocId};

use super::lower::{lower, lower_filters, lower_term};
use super::plan::Lowered;
use super::schema::{Class, column, tag_column};
use super::score::Scorer;
use super::segment::SegmentSearch;
use super::tags::date;
use super::vocabulary::Vocabulary;
use super::{
    Explain, Hit, Index, IndexError, ReportRecord, SearchRequest, SearchResults, Sort, codec,
};
use crate::model::{Date, ReportId};
use crate::query::{ConceptTerm, Field, Filters};

/// A paragraph that matches, before it is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub(super) segment: u32,
    pub(super) doc: DocId,
    /// The number of its report.
    pub(super) serial: u64,
    /// Its place in the report.
    pub(super) place: u64,
    /// The number of its wording; 0 for a short one.
    pub(super) wording: u64,
    /// The report's day, or less than any day.
    pub(super) day: i64,
    pub(super) score: f32,
}

impl Match {
    /// Makes one of a whole report, which has neither place nor words.
    pub(super) fn of_report(serial: u64, address: DocAddress) -> Self {
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

    pub(super) fn address(&self) -> DocAddress {
        DocAddress::new(self.segment, self.doc)
    }
}

/// A request made ready: the plan, and all that matches it.
pub(super) struct Found {
    pub(super) lowered: Lowered,
    pub(super) matches: Vec<Match>,
}

/// Where a term stands, and the days of the first and the last report that use it.
pub(super) struct TermTally {
    pub(super) paragraphs: u64,
    pub(super) reports: u64,
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
}

impl Index {
    /// Searches, counts and reads the hits asked for.
    ///
    /// # Errors
    /// A filter's value that no report has; an index that cannot be read.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResults, IndexError> {
        let mut found = self.find(request)?;
        let searched = self.passing(&request.filters)?;
        let mut results = SearchResults {
            total: found.matches.len() as u64,
            total_distinct: distinct(&found.matches),
            total_reports: serials(&found.matches).len() as u64,
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
            notes: self.notes(request)?,
        };
        if request.advice {
            results.offers = self.offers(request)?;
            results.suggestions = self.suggestions(request, results.total)?;
        }
        for field in &request.facets {
            let base = self.facet_base(*field, &request.filters, &searched)?;
            results
                .facets
                .push(self.facet(*field, &found.matches, &base)?);
        }
        self.order(request, &mut found.matches)?;
        self.read(request, &found, &mut |hit| {
            results.hits.push(hit);
            ControlFlow::Continue(())
        })?;
        Ok(results)
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
        let request = SearchRequest {
            sort: Sort::Newest,
            ..request.clone()
        };
        let matching = serials(&self.find(&request)?.matches);
        let mut absent = self.passing(&request.filters)?;
        absent.retain(|serial, _| !matching.contains(serial));
        self.read_reports(absent.into_values())
    }

    /// Lists every report that passes the filters, sorted by id.
    ///
    /// Filters on paragraphs, such as the area, pass a report that has such a paragraph.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn reports(&self, filters: &Filters) -> Result<Vec<ReportRecord>, IndexError> {
        self.read_reports(self.passing(filters)?.into_values())
    }

    pub(super) fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary {
            searcher: &self.searcher,
            fields: &self.fields,
        }
    }

    pub(super) fn lower_filters(&self, filters: &Filters) -> Result<Lowered, IndexError> {
        lower_filters(&self.vocabulary(), &|| self.authority_names(), filters)
    }

    /// Counts the paragraphs that match, and the reports in which they stand.
    pub(super) fn tally(&self, request: &SearchRequest) -> Result<(u64, u64), IndexError> {
        let lowered = lower(&self.vocabulary(), &|| self.authority_names(), request)?;
        let matches = self.matches(&lowered, false)?;
        Ok((matches.len() as u64, serials(&matches).len() as u64))
    }

    /// Counts where a term of a concept stands, and when it was in use.
    pub(super) fn tally_term(
        &self,
        term: &ConceptTerm,
        filters: &Filters,
    ) -> Result<TermTally, IndexError> {
        let names = || self.authority_names();
        let lowered = lower_term(&self.vocabulary(), &names, term, filters)?;
        let matches = self.matches(&lowered, false)?;
        let days = matches.iter().filter(|found| found.day != i64::MIN);
        Ok(TermTally {
            paragraphs: matches.len() as u64,
            reports: serials(&matches).len() as u64,
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

    pub(super) fn find(&self, request: &SearchRequest) -> Result<Found, IndexError> {
        let lowered = lower(&self.vocabulary(), &|| self.authority_names(), request)?;
        let matches = self.matches(&lowered, request.sort == Sort::Relevance)?;
        Ok(Found { lowered, matches })
    }

    /// Names of authorities with their slugs, for filters that use the name.
    pub(super) fn authority_names(&self) -> Result<Vec<(String, String)>, IndexError> {
        let reports = self.reports(&Filters::default())?;
        let authorities = reports
            .into_iter()
            .filter_map(|record| record.report.authority);
        Ok(authorities
            .map(|authority| (authority.name, authority.slug))
            .collect())
    }

    pub(super) fn segments<'a>(
        &'a self,
        lowered: &'a Lowered,
    ) -> Result<Vec<SegmentSearch<'a>>, IndexError> {
        let readers = self.searcher.segment_readers();
        readers
            .iter()
            .map(|reader| SegmentSearch::new(reader, &self.fields, lowered))
            .collect()
    }

    pub(super) fn matches(
        &self,
        lowered: &Lowered,
        scored: bool,
    ) -> Result<Vec<Match>, IndexError> {
        let segments = self.segments(lowered)?;
        let mut docs = Vec::new();
        for segment in &segments {
            docs.push(segment.matches(Class::Paragraph)?);
        }
        let scorer = match scored {
            true => self.scorer(&segments, lowered)?,
            false => None,
        };
        let mut matches = Vec::with_capacity(docs.iter().map(Vec::len).sum());
        for (i, (segment, docs)) in (0..).zip(segments.iter().zip(&docs)) {
            if docs.is_empty() {
                continue;
            }
            let scores = match &scorer {
                Some(scorer) => scorer.scores(segment, &self.fields, docs)?,
                None => vec![0.0; docs.len()],
            };
            let columns = segment.reader.fast_fields();
            let serials = columns.u64(column::SERIAL)?;
            let places = columns.u64(column::PLACE)?;
            let wordings = columns.u64(column::WORDING)?;
            let days = columns.i64(column::DAY)?;
            for (doc, score) in docs.iter().zip(scores) {
                matches.push(Match {
                    segment: i,
                    doc: *doc,
                    serial: serials.first(*doc).unwrap_or_default(),
                    place: places.first(*doc).unwrap_or_default(),
                    wording: wordings.first(*doc).unwrap_or_default(),
                    day: days.first(*doc).unwrap_or(i64::MIN),
                    score,
                });
            }
        }
        Ok(matches)
    }

    /// Makes what scores the matches of a plan; none where there is nothing to score by.
    pub(super) fn scorer<'p>(
        &self,
        segments: &[SegmentSearch<'_>],
        lowered: &'p Lowered,
    ) -> Result<Option<Scorer<'p>>, IndexError> {
        if lowered.leaves.is_empty() {
            return Ok(None);
        }
        let paragraphs = segments.iter().map(SegmentSearch::paragraphs);
        let paragraphs = paragraphs.collect::<Result<Vec<_>, _>>()?;
        Scorer::new(segments, &self.fields, lowered, &paragraphs).map(Some)
    }

    /// Finds the reports that pass the filters, by number.
    pub(super) fn passing(
        &self,
        filters: &Filters,
    ) -> Result<BTreeMap<u64, DocAddress>, IndexError> {
        let lowered = self.lower_filters(filters)?;
        let mut reports = self.report_addresses()?;
        if lowered.tests.iter().any(super::tags::Test::is_of_paragraph) {
            let matching = serials(&self.matches(&lowered, false)?);
            reports.retain(|serial, _| matching.contains(serial));
        } else if !lowered.tests.is_empty() {
            let mut passing = HashSet::new();
            for (i, segment) in (0..).zip(self.segments(&lowered)?) {
                let docs = segment.matches(Class::Report)?;
                passing.extend(docs.into_iter().map(|doc| DocAddress::new(i, doc)));
            }
            reports.retain(|_, address| passing.contains(address));
        }
        Ok(reports)
    }

    pub(super) fn report_addresses(&self) -> Result<BTreeMap<u64, DocAddress>, IndexError> {
        self.addresses(Class::Report)
    }

    /// Numbers the reports by their names.
    pub(super) fn report_numbers(&self) -> Result<HashMap<ReportId, u64>, IndexError> {
        let mut numbers = HashMap::new();
        for (serial, address) in self.report_addresses()? {
            let report = Match::of_report(serial, address);
            for (serial, (_, id)) in self.names(&[report])? {
                numbers.insert(ReportId::new(id), serial);
            }
        }
        Ok(numbers)
    }

    /// Reads reports, sorted by id.
    fn read_reports(
        &self,
        addresses: impl Iterator<Item = DocAddress>,
    ) -> Result<Vec<ReportRecord>, IndexError> {
        let mut reports = Vec::new();
        for address in addresses {
            reports.push(codec::decode_report(&self.record(address)?)?);
        }
        reports.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(reports)
    }

    /// Sorts the matches, of which only those up to the request's last hit are put in order.
    pub(super) fn order(
        &self,
        request: &SearchRequest,
        matches: &mut Vec<Match>,
    ) -> Result<(), IndexError> {
        let wanted = request
            .limit
            .map(|limit| limit.saturating_add(request.offset));
        let coarse = coarse_order(request.sort);
        if let Some(wanted) = wanted.filter(|_| request.sort != Sort::Authority)
            && wanted < matches.len()
        {
            if wanted == 0 {
                matches.clear();
                return Ok(());
            }
            // What ties with the last one wanted must be kept until the ids have decided.
            let (_, last, _) = matches.select_nth_unstable_by(wanted - 1, coarse);
            let last = *last;
            matches.retain(|found| coarse(found, &last) != Ordering::Greater);
        }
        let names = self.names(matches)?;
        // Every match has its report; should one lack it, it goes last.
        let name = |found: &Match| names.get(&found.serial);
        matches.sort_by(|a, b| {
            let by_name = match request.sort {
                Sort::Authority => {
                    let authority = |found| name(found).map(|(authority, _)| authority);
                    authority(a)
                        .cmp(&authority(b))
                        .then_with(|| b.day.cmp(&a.day))
                }
                _ => coarse(a, b),
            };
            by_name
                .then_with(|| name(a).map(|(_, id)| id).cmp(&name(b).map(|(_, id)| id)))
                .then_with(|| a.place.cmp(&b.place))
        });
        if let Some(wanted) = wanted {
            matches.truncate(wanted);
        }
        Ok(())
    }

    /// Finds authority and id of the reports of some matches.
    pub(super) fn names(&self, matches: &[Match]) -> Result<HashMap<u64, Name>, IndexError> {
        let mut names = HashMap::new();
        let authority_column = tag_column(Field::Authority);
        for found in matches {
            if names.contains_key(&found.serial) {
                continue;
            }
            let columns = self.searcher.segment_reader(found.segment).fast_fields();
            let read = |name: &str| -> Result<String, IndexError> {
                let mut text = String::new();
                if let Some(column) = columns.str(name)?
                    && let Some(ordinal) = column.term_ords(found.doc).next()
                {
                    column.ord_to_str(ordinal, &mut text)?;
                }
                Ok(text)
            };
            let authority = read(&authority_column)?;
            let unknown = authority == super::tags::NONE;
            names.insert(found.serial, ((unknown, authority), read(column::REPORT)?));
        }
        Ok(names)
    }
}

/// Authority, those without one last, and id of a report.
pub(super) type Name = ((bool, String), String);

/// The part of an order that needs no names.
fn coarse_order(sort: Sort) -> fn(&Match, &Match) -> Ordering {
    match sort {
        Sort::Relevance => |a, b| b.score.total_cmp(&a.score).then_with(|| b.day.cmp(&a.day)),
        Sort::Newest => |a, b| Reverse(a.day).cmp(&Reverse(b.day)),
        Sort::Oldest => |a, b| (a.day == i64::MIN, a.day).cmp(&(b.day == i64::MIN, b.day)),
        Sort::Authority => |_, _| Ordering::Equal,
    }
}

/// Counts matches, those of one wording once.
fn distinct(matches: &[Match]) -> u64 {
    let short = matches.iter().filter(|found| found.wording == 0).count();
    let long: HashSet<u64> = matches
        .iter()
        .map(|found| found.wording)
        .filter(|n| *n != 0)
        .collect();
    (short + long.len()) as u64
}

pub(super) fn serials(matches: &[Match]) -> HashSet<u64> {
    let mut serials = HashSet::new();
    let mut last = None;
    for found in matches {
        if last != Some(found.serial) {
            serials.insert(found.serial);
            last = Some(found.serial);
        }
    }
    serials
}
