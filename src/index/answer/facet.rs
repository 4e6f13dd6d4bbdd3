//! Facets: how matches spread over the values of a field, and over how much they could spread.

use std::collections::{BTreeMap, HashSet};
use std::hash::BuildHasherDefault;

use super::values;
use crate::index::commit::Commit;
use crate::index::commit::report_entry::ReportEntry;
use crate::index::commit::sets::{Hashed, Serials, Wordings};
use crate::index::disk::tags::{NONE, Test};
use crate::index::lowering::lower::lower_filters;
use crate::index::matching::matches::{self, Match};
use crate::index::{ComparableKinds, Facet, FacetValue, IndexError, SearchRequest};
use crate::model::Kind;
use crate::query::{Field, Filters};

/// The paragraphs that bear one value.
#[derive(Debug, Clone, Default)]
struct Tally {
    paragraphs: u64,
    /// Those that say what another has said.
    copies: u64,
    reports: Reports,
}

/// The reports that bear one value.
#[derive(Debug, Clone, Default)]
struct Reports {
    serials: Serials,
    last: Option<u64>,
}

impl Reports {
    fn insert(&mut self, serial: u64) {
        // Paragraphs of one report mostly follow each other.
        if self.last != Some(serial) {
            self.serials.insert(serial);
            self.last = Some(serial);
        }
    }
}

/// Lists the values of a field that occur, with counts of paragraphs and reports; for
/// completions and "did you mean".
pub(in crate::index) fn values(
    commit: &Commit,
    field: Field,
) -> Result<Vec<FacetValue>, IndexError> {
    let mut every = lower_filters(commit, &Filters::default())?;
    every.notes = field == Field::Section;
    every.outlines = false;
    let matches = matches::scored(commit, &every, 0)?;
    let repeated = repeated(&matches).0;
    let reports = values::numbered_values(commit, field)?.reports(&matches);
    let every = Comparable::default();
    let mut values = facet(commit, field, &matches, &repeated, reports, &every)?.values;
    values.retain(|value| value.paragraphs > 0);
    Ok(values)
}

/// Counts the values of the fields asked for over matches that pass the filters; the reports that
/// pass them are `searched`, and wordings that several matches have are `repeated`.
///
/// Shares are made of reports of comparable kinds, unless the query or the filters name kinds, or kinds
/// are what is counted.
pub(in crate::index) fn facets(
    commit: &Commit,
    request: &SearchRequest,
    searched: &[ReportEntry],
    matches: &[Match],
    repeated: &Wordings,
) -> Result<Vec<Facet>, IndexError> {
    let (fields, filters) = (&request.facets, &request.filters);
    let mut facets = Vec::with_capacity(fields.len());
    let mut base = None;
    let comparable =
        match fields.is_empty() || ComparableKinds::are_named(filters, [&request.query]) {
            true => Comparable::default(),
            false => Comparable::among(commit, filters, searched)?,
        };
    for field in fields {
        let reports = reports_by_value(commit, *field, filters, searched, &mut base)?;
        let reports = reports.into_iter().map(|(_, reports)| reports).collect();
        let comparable = match field {
            Field::Kind | Field::Framework => &Comparable::default(),
            _ => &comparable,
        };
        facets.push(facet(
            commit, *field, matches, repeated, reports, comparable,
        )?);
    }
    Ok(facets)
}

/// The reports of which shares are made.
#[derive(Debug, Clone, Default)]
struct Comparable {
    /// Those of other kinds, which are left out.
    others: Serials,
    left_out: Vec<(Kind, u64)>,
}

impl Comparable {
    /// Finds which of the reports that pass some filters are comparable.
    fn among(
        commit: &Commit,
        filters: &Filters,
        searched: &[ReportEntry],
    ) -> Result<Self, IndexError> {
        let by_kind = reports_by_value(commit, Field::Kind, filters, searched, &mut None)?;
        let kinds = by_kind.iter().filter(|(_, reports)| reports.len() > 0);
        let kind =
            |(slug, reports): &(String, Serials)| Some((commit.terms.kind(slug)?, reports.len()));
        let left_out = ComparableKinds::of(kinds.filter_map(kind).collect()).left_out;
        let is_left_out = |slug: &str| left_out.iter().any(|(kind, _)| kind.slug() == slug);
        let others = by_kind.iter().filter(|(slug, _)| is_left_out(slug));
        Ok(Comparable {
            others: others.flat_map(|(_, reports)| reports.iter()).collect(),
            left_out,
        })
    }

    /// Counts those of some reports that are comparable.
    fn count(&self, reports: &Serials) -> u64 {
        reports.len() - reports.and(&self.others).len()
    }
}

/// Finds for each value of a field, in the order of [`values::numbered_values`], the reports
/// that have it, in some paragraph that passes the filters where it is a field of paragraphs.
///
/// The reports that pass the filters are `searched`, and such paragraphs are kept in `base`,
/// once they are found.
pub(in crate::index) fn reports_by_value(
    commit: &Commit,
    field: Field,
    filters: &Filters,
    searched: &[ReportEntry],
    base: &mut Option<Vec<Match>>,
) -> Result<Vec<(String, Serials)>, IndexError> {
    let values = values::numbered_values(commit, field)?;
    let found = if !field.is_of_paragraph() {
        let bare = |report: &ReportEntry| Match::bare(report.serial, report.address);
        values.reports(&searched.iter().map(bare).collect::<Vec<_>>())
    } else {
        let lowered = lower_filters(commit, filters)?;
        if lowered.tests.iter().any(Test::is_of_paragraph) {
            let base = match base {
                Some(known) => known,
                new => new.insert(matches::bare(commit, &lowered)?),
            };
            values.reports(base)
        } else {
            let searched = searched.iter().map(|report| report.serial).collect();
            let holders = values::holders(commit, field)?.iter();
            holders.map(|holders| holders.and(&searched)).collect()
        }
    };
    Ok(values.names.into_iter().zip(found).collect())
}

/// Counts the values of a field over matches; `searched` are the reports with each.
fn facet(
    commit: &Commit,
    field: Field,
    matches: &[Match],
    repeated: &Wordings,
    searched: Vec<Serials>,
    comparable: &Comparable,
) -> Result<Facet, IndexError> {
    let values = values::numbered_values(commit, field)?;
    let mut tallies = vec![Tally::default(); values.names.len()];
    let mut told: HashSet<(u64, usize), BuildHasherDefault<Hashed>> = HashSet::default();
    values.for_each(matches, |at, value| {
        let (found, tally) = (&matches[at], &mut tallies[value]);
        tally.paragraphs += 1;
        if repeated.contains(&found.wording) && !told.insert((found.wording, value)) {
            tally.copies += 1;
        }
        tally.reports.insert(found.serial);
    });

    let counted = tallies.into_iter().zip(searched);
    let counted = values.names.into_iter().zip(counted);
    // A value without a match is an answer, where values have an order.
    let counted = counted.filter(|(_, (tally, searched))| {
        tally.paragraphs > 0 || (field.is_ordered() && searched.len() > 0)
    });
    let mut counted: BTreeMap<String, (Tally, Serials)> = counted.collect();
    if field.is_ordered() {
        // A gap in a row of years misleads.
        let of_reports = counted
            .iter()
            .filter(|(_, (_, searched))| searched.len() > 0);
        let known = of_reports.filter_map(|(value, _)| value.parse::<u16>().ok());
        let (first, last) = (known.clone().min(), known.max());
        let years = first.zip(last).map(|(first, last)| first..=last);
        for year in years.into_iter().flatten() {
            counted.entry(format!("{year:04}")).or_default();
        }
    }
    let mut values: Vec<FacetValue> = counted
        .into_iter()
        .map(|(value, (tally, searched))| FacetValue {
            value,
            paragraphs: tally.paragraphs,
            distinct: tally.paragraphs - tally.copies,
            reports: tally.reports.serials.len(),
            reports_searched: searched.len(),
            reports_compared: comparable.count(&tally.reports.serials),
            compared_searched: comparable.count(&searched),
        })
        .collect();
    if !field.is_ordered() {
        // The sort is stable: values of one count stay in their order.
        let is_absent = |value: &FacetValue| field.is_sparse() && value.value == NONE;
        values.sort_by_key(|value| (is_absent(value), std::cmp::Reverse(value.paragraphs)));
    }
    Ok(Facet {
        field,
        values,
        left_out: comparable.left_out.clone(),
    })
}

/// A set of numbers that are hashes, by their last bits: those of which others are in it too may seem to
/// be.
struct Bits(Vec<u64>);

impl Bits {
    /// Returns an empty set for so many numbers.
    fn of(numbers: usize) -> Self {
        /// So many bits a number leave one in so many to share its own.
        const BITS: usize = 16;
        let words = (numbers * BITS).next_power_of_two() / u64::BITS as usize;
        Bits(vec![0; words.max(1)])
    }

    fn place(&self, number: u64) -> (usize, u64) {
        // There are as many bits as a power of two.
        let last = number as usize & (self.0.len() * u64::BITS as usize - 1);
        (last / u64::BITS as usize, 1 << (last % u64::BITS as usize))
    }

    /// Adds a number, and tells whether it was not in it.
    fn insert(&mut self, number: u64) -> bool {
        let (word, bit) = self.place(number);
        let is_new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        is_new
    }

    fn contains(&self, number: u64) -> bool {
        let (word, bit) = self.place(number);
        self.0[word] & bit != 0
    }
}

/// Lists the wordings that several matches have, and counts the matches that say what another
/// has said.
pub(in crate::index) fn repeated(matches: &[Match]) -> (Wordings, u64) {
    // Short ones have no number, for they are alike by chance.
    let numbers = matches.iter().map(|found| found.wording);
    let numbers = numbers.filter(|wording| *wording != 0);
    // Most wordings are met once, and share a few bits with no other: only the rest is looked up.
    let (mut met, mut met_again) = (Bits::of(matches.len()), Bits::of(matches.len()));
    for wording in numbers.clone() {
        if !met.insert(wording) {
            met_again.insert(wording);
        }
    }
    let (mut wordings, mut repeated) = (Wordings::default(), Wordings::default());
    let mut copies = 0;
    for wording in numbers.filter(|wording| met_again.contains(*wording)) {
        if !wordings.insert(wording) {
            repeated.insert(wording);
            copies += 1;
        }
    }
    (repeated, copies)
}
