//! Facets: how matches spread over the values of a field, and over how much they could spread.

use std::collections::{BTreeMap, HashSet};
use std::hash::BuildHasherDefault;

use super::copies::Copies;
use super::values;
use crate::index::commit::Commit;
use crate::index::commit::report_entry::ReportEntry;
use crate::index::commit::sets::{Hashed, Serials};
use crate::index::disk::tags::{NONE, Test};
use crate::index::lowering::lower::lower_filters;
use crate::index::matching::matches::{self, Matches};
use crate::index::serial::Serial;
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
    last: Option<Serial>,
}

impl Reports {
    fn insert(&mut self, serial: Serial) {
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
    let matches = matches::find(commit, &every)?;
    let copies = Copies::among(commit, &matches)?;
    let reports = values::numbered_values(commit, field)?.reports(commit, &matches)?;
    let every = Comparable::default();
    let mut values = facet(commit, field, (&matches, &copies), reports, &every)?.values;
    values.retain(|value| value.paragraphs > 0);
    Ok(values)
}

/// Counts the values of the fields asked for over matches that pass the filters; the reports that
/// pass them are `searched`, and matches that say the same are `copies`.
///
/// Shares are made of reports of comparable kinds, unless the query or the filters name kinds, or kinds
/// are what is counted.
pub(in crate::index) fn facets(
    commit: &Commit,
    request: &SearchRequest,
    searched: &[ReportEntry],
    matches: &Matches,
    copies: &Copies,
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
            commit,
            *field,
            (matches, copies),
            reports,
            comparable,
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
    base: &mut Option<Matches>,
) -> Result<Vec<(String, Serials)>, IndexError> {
    let values = values::numbered_values(commit, field)?;
    let lowered = lower_filters(commit, filters)?;
    let looks_at_paragraphs = lowered.tests.iter().any(Test::is_of_paragraph);
    let found = if field.is_of_paragraph() && looks_at_paragraphs {
        let base = match base {
            Some(known) => known,
            new => new.insert(matches::find(commit, &lowered)?),
        };
        values.reports(commit, base)?
    } else {
        let searched = searched.iter().map(|report| report.serial).collect();
        let holders = values::holders(commit, field)?.iter();
        holders.map(|holders| holders.and(&searched)).collect()
    };
    Ok(values.names.iter().cloned().zip(found).collect())
}

/// Counts the values of a field over matches; `searched` are the reports with each.
fn facet(
    commit: &Commit,
    field: Field,
    (matches, copies): (&Matches, &Copies),
    searched: Vec<Serials>,
    comparable: &Comparable,
) -> Result<Facet, IndexError> {
    let values = values::numbered_values(commit, field)?;
    let mut tallies = vec![Tally::default(); values.names.len()];
    values.tally(commit, matches, |value, serial, paragraphs| {
        tallies[value].paragraphs += paragraphs;
        tallies[value].reports.insert(serial);
    })?;
    let mut told: HashSet<(u64, usize), BuildHasherDefault<Hashed>> = HashSet::default();
    values.for_each(commit, &copies.matches, |(segment, at), value| {
        let wording = copies.wordings[segment][at];
        tallies[value].copies += u64::from(!told.insert((wording, value)));
    })?;

    let counted = tallies.into_iter().zip(searched);
    let counted = values.names.iter().zip(counted);
    // A value without a match is an answer, where values have an order.
    let counted = counted.filter(|(_, (tally, searched))| {
        tally.paragraphs > 0 || (field.is_ordered() && searched.len() > 0)
    });
    let counted = counted.map(|(name, of)| (name.clone(), of));
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
