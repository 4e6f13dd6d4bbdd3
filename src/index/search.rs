//! Searching: from a request to matches, their order, their counts and the hits themselves.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use tantivy::{DocAddress, DocId};

use super::lower::{lower, lower_filters};
use super::matcher::Matcher;
use super::plan::Lowered;
use super::schema::{Class, column, tag_column};
use super::score::Scorer;
use super::segment::SegmentSearch;
use super::tags::Tags;
use super::vocabulary::Vocabulary;
use super::{
    Facet, FacetValue, Hit, Index, IndexError, ReportRecord, SearchRequest, SearchResults, Sort,
    codec, explain,
};
use crate::query::{Field, Filters};

/// So many hits are read together: stored texts are compressed in blocks, and hits in any
/// order but that of the store would have the same blocks unpacked again and again.
const BATCH: usize = 8192;

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
    score: f32,
}

impl Match {
    pub(super) fn address(&self) -> DocAddress {
        DocAddress::new(self.segment, self.doc)
    }
}

/// A request made ready: the plan, and all that matches it.
pub(super) struct Found {
    lowered: Lowered,
    pub(super) matches: Vec<Match>,
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
            explained: explain::explain(&self.vocabulary(), request, &found.lowered)?,
        };
        for field in &request.facets {
            results.facets.push(self.facet(*field, &found.matches)?);
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

    /// Lists the values of a field that occur, with counts of paragraphs and reports; for
    /// completions and "did you mean".
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn values(&self, field: Field) -> Result<Vec<FacetValue>, IndexError> {
        let lowered = self.lower_filters(&Filters::default())?;
        let matches = self.matches(&lowered, false)?;
        Ok(self.facet(field, &matches)?.values)
    }

    pub(super) fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary {
            searcher: &self.searcher,
            fields: &self.fields,
        }
    }

    fn lower_filters(&self, filters: &Filters) -> Result<Lowered, IndexError> {
        lower_filters(&self.vocabulary(), &|| self.authority_names(), filters)
    }

    pub(super) fn find(&self, request: &SearchRequest) -> Result<Found, IndexError> {
        let lowered = lower(
            &self.vocabulary(),
            &|| self.authority_names(),
            &request.query.root,
            &request.filters,
            request.exact,
            request.sentence,
        )?;
        let matches = self.matches(&lowered, request.sort == Sort::Relevance)?;
        Ok(Found { lowered, matches })
    }

    /// Names of authorities with their slugs, for filters that use the name.
    fn authority_names(&self) -> Result<Vec<(String, String)>, IndexError> {
        let reports = self.reports(&Filters::default())?;
        let authorities = reports
            .into_iter()
            .filter_map(|record| record.report.authority);
        Ok(authorities
            .map(|authority| (authority.name, authority.slug))
            .collect())
    }

    fn segments<'a>(&'a self, lowered: &'a Lowered) -> Result<Vec<SegmentSearch<'a>>, IndexError> {
        let readers = self.searcher.segment_readers();
        readers
            .iter()
            .map(|reader| SegmentSearch::new(reader, &self.fields, lowered))
            .collect()
    }

    fn matches(&self, lowered: &Lowered, scored: bool) -> Result<Vec<Match>, IndexError> {
        let segments = self.segments(lowered)?;
        let mut docs = Vec::new();
        for segment in &segments {
            docs.push(segment.matches(Class::Paragraph)?);
        }
        let scorer = if scored && !lowered.leaves.is_empty() {
            let paragraphs = segments.iter().map(SegmentSearch::paragraphs);
            let paragraphs = paragraphs.collect::<Result<Vec<_>, _>>()?;
            Some(Scorer::new(&segments, &self.fields, lowered, &paragraphs)?)
        } else {
            None
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

    fn report_addresses(&self) -> Result<BTreeMap<u64, DocAddress>, IndexError> {
        let mut reports = BTreeMap::new();
        for (i, segment) in (0..).zip(self.searcher.segment_readers()) {
            let serials = segment.fast_fields().u64(column::SERIAL)?;
            for doc in self.documents(segment, Class::Report)? {
                reports.extend(
                    serials
                        .first(doc)
                        .map(|serial| (serial, DocAddress::new(i, doc))),
                );
            }
        }
        Ok(reports)
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

    fn facet(&self, field: Field, matches: &[Match]) -> Result<Facet, IndexError> {
        let mut counts: BTreeMap<String, (u64, HashSet<u64>)> = BTreeMap::new();
        let column_name = tag_column(field);
        for matches in matches.chunk_by(|a, b| a.segment == b.segment) {
            let Some(first) = matches.first() else {
                continue;
            };
            let reader = self.searcher.segment_reader(first.segment);
            let Some(column) = reader.fast_fields().str(&column_name)? else {
                continue;
            };
            // By ordinal first: values are many, and their names are dear.
            let mut ordinals: HashMap<u64, (u64, HashSet<u64>, u64)> = HashMap::new();
            for found in matches {
                for ordinal in column.term_ords(found.doc) {
                    let (count, reports, last) = ordinals
                        .entry(ordinal)
                        .or_insert_with(|| (0, HashSet::new(), u64::MAX));
                    *count += 1;
                    // Paragraphs of one report mostly follow each other.
                    if *last != found.serial {
                        reports.insert(found.serial);
                        *last = found.serial;
                    }
                }
            }
            for (ordinal, (count, reports, _)) in ordinals {
                let mut value = String::new();
                column.ord_to_str(ordinal, &mut value)?;
                let entry = counts.entry(value).or_default();
                entry.0 += count;
                entry.1.extend(reports);
            }
        }
        let mut values: Vec<FacetValue> = counts
            .into_iter()
            .map(|(value, (paragraphs, reports))| FacetValue {
                value,
                paragraphs,
                reports: reports.len() as u64,
            })
            .collect();
        values.sort_by(|a, b| {
            b.paragraphs
                .cmp(&a.paragraphs)
                .then_with(|| a.value.cmp(&b.value))
        });
        Ok(Facet { field, values })
    }

    /// Sorts the matches, of which only those up to the request's last hit are put in order.
    fn order(&self, request: &SearchRequest, matches: &mut Vec<Match>) -> Result<(), IndexError> {
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
    fn names(&self, matches: &[Match]) -> Result<HashMap<u64, Name>, IndexError> {
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

    /// Reads the hits of matches that are in order.
    fn read(
        &self,
        request: &SearchRequest,
        found: &Found,
        each: &mut dyn FnMut(Hit) -> ControlFlow<()>,
    ) -> Result<(), IndexError> {
        let matcher = Matcher::new(&found.lowered);
        let mut reports: HashMap<u64, Arc<ReportRecord>> = HashMap::new();
        let matches = found.matches.get(request.offset..).unwrap_or_default();
        for batch in matches.chunks(BATCH) {
            for (found, bytes) in batch.iter().zip(self.records(batch)?) {
                let (id, paragraph) = codec::decode_paragraph(&bytes)?;
                let report = match reports.get(&found.serial) {
                    Some(report) => report.clone(),
                    None => {
                        let report = self.report(&id)?.ok_or(IndexError::Damaged("report"))?;
                        let report = Arc::new(report);
                        reports.insert(found.serial, report.clone());
                        report
                    }
                };
                let tags = Tags::of_paragraph(&report, &paragraph);
                let highlights = matcher.highlights(&paragraph.text, &tags);
                debug_assert!(highlights.is_some(), "{id}#{} was found", paragraph.locator);
                let highlights = highlights.unwrap_or_default();
                let hit = Hit {
                    report,
                    paragraph,
                    highlights,
                    also_in: self.copies(found.wording, found.address())?,
                    score: found.score,
                };
                if each(hit).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Reads what is stored of some matches, in the order in which it is stored.
    fn records(&self, batch: &[Match]) -> Result<Vec<Vec<u8>>, IndexError> {
        let address = |i: &usize| (batch[*i].segment, batch[*i].doc);
        let mut order: Vec<usize> = (0..batch.len()).collect();
        order.sort_unstable_by_key(address);
        let mut records = vec![Vec::new(); batch.len()];
        for i in order {
            let (segment, doc) = address(&i);
            records[i] = self.record(DocAddress::new(segment, doc))?;
        }
        Ok(records)
    }
}

/// Authority, those without one last, and id of a report.
type Name = ((bool, String), String);

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

fn serials(matches: &[Match]) -> HashSet<u64> {
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
