//! Facets: how matches spread over the values of a field, and over how much they could spread.

use std::collections::{BTreeMap, HashSet};
use std::hash::BuildHasherDefault;

use super::register::ReportEntry;
use super::search::Match;
use super::sets::{Hashed, Serials, Wordings};
use super::{Facet, FacetValue, Index, IndexError};
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

impl Index {
    /// Lists the values of a field that occur, with counts of paragraphs and reports; for
    /// completions and "did you mean".
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn values(&self, field: Field) -> Result<Vec<FacetValue>, IndexError> {
        let matches = self.matches(&self.lower_filters(&Filters::default())?, 0)?;
        let repeated = repeated(&matches).0;
        let mut values = self.facet(field, &matches, &repeated, &matches)?.values;
        values.retain(|value| value.paragraphs > 0);
        Ok(values)
    }

    /// Counts the values of some fields over matches that pass some filters; the reports that
    /// pass them are `searched`, and wordings that several matches have are `repeated`.
    pub(super) fn facets(
        &self,
        fields: &[Field],
        filters: &Filters,
        searched: &[ReportEntry],
        matches: &[Match],
        repeated: &Wordings,
    ) -> Result<Vec<Facet>, IndexError> {
        let mut facets = Vec::with_capacity(fields.len());
        let mut bases: [Option<Vec<Match>>; 2] = [None, None];
        for field in fields {
            let base = match &mut bases[usize::from(field.is_of_paragraph())] {
                Some(known) => known,
                new => new.insert(self.facet_base(*field, filters, searched)?),
            };
            facets.push(self.facet(*field, matches, repeated, base)?);
        }
        Ok(facets)
    }

    /// Lists what a facet is a part of: the paragraphs that pass the filters, or the reports
    /// where the field is one of reports, which need not have paragraphs.
    pub(super) fn facet_base(
        &self,
        field: Field,
        filters: &Filters,
        searched: &[ReportEntry],
    ) -> Result<Vec<Match>, IndexError> {
        if field.is_of_paragraph() {
            return self.bare_matches(&self.lower_filters(filters)?);
        }
        let mut reports: Vec<Match> = searched
            .iter()
            .map(|report| Match::bare(report.serial, report.address))
            .collect();
        reports.sort_unstable_by_key(|report| (report.segment, report.doc));
        Ok(reports)
    }

    /// Counts the values of a field over matches, which are a part of `base`.
    fn facet(
        &self,
        field: Field,
        matches: &[Match],
        repeated: &Wordings,
        base: &[Match],
    ) -> Result<Facet, IndexError> {
        let values = self.numbered_values(field)?;
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
        let mut searched = vec![Reports::default(); values.names.len()];
        values.for_each(base, |at, value| searched[value].insert(base[at].serial));

        let counted = tallies.into_iter().zip(searched);
        let counted = values.names.into_iter().zip(counted);
        // A value without a match is an answer, where values have an order.
        let counted = counted.filter(|(_, (tally, searched))| {
            tally.paragraphs > 0 || (field.is_ordered() && searched.last.is_some())
        });
        let mut counted: BTreeMap<String, (Tally, Reports)> = counted.collect();
        if field.is_ordered() {
            // A gap in a row of years misleads.
            let of_reports = counted
                .iter()
                .filter(|(_, (_, searched))| searched.last.is_some());
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
                reports_searched: searched.serials.len(),
            })
            .collect();
        if !field.is_ordered() {
            // The sort is stable: values of one count stay in their order.
            values.sort_by_key(|value| std::cmp::Reverse(value.paragraphs));
        }
        Ok(Facet { field, values })
    }
}

/// Lists the wordings that several matches have, and counts the matches that say what another
/// has said.
pub(super) fn repeated(matches: &[Match]) -> (Wordings, u64) {
    let mut wordings = Wordings::with_capacity_and_hasher(matches.len(), Default::default());
    let mut repeated = Wordings::default();
    let mut copies = 0;
    // Short ones have no number, for they are alike by chance.
    for found in matches.iter().filter(|found| found.wording != 0) {
        if !wordings.insert(found.wording) {
            repeated.insert(found.wording);
            copies += 1;
        }
    }
    (repeated, copies)
}
