//! Facets: how matches spread over the values of a field, and over how much they could spread.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::census::ReportEntry;
use super::schema::tag_column;
use super::search::Match;
use super::{Facet, FacetValue, Index, IndexError};
use crate::query::{Field, Filters};

/// The paragraphs that bear one value.
#[derive(Default)]
struct Tally {
    paragraphs: u64,
    /// Those too short to be anybody's copy.
    short: u64,
    wordings: HashSet<u64>,
    reports: HashSet<u64>,
}

impl Index {
    /// Lists the values of a field that occur, with counts of paragraphs and reports; for
    /// completions and "did you mean".
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn values(&self, field: Field) -> Result<Vec<FacetValue>, IndexError> {
        let matches = self.matches(&self.lower_filters(&Filters::default())?, 0)?;
        let mut values = self.facet(field, &matches, &matches)?.values;
        values.retain(|value| value.paragraphs > 0);
        Ok(values)
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
            return self.matches(&self.lower_filters(filters)?, 0);
        }
        let mut reports: Vec<Match> = searched
            .iter()
            .map(|report| Match::of_report(report.serial, report.address))
            .collect();
        reports.sort_unstable_by_key(|report| (report.segment, report.doc));
        Ok(reports)
    }

    /// Counts the values of a field over matches, which are a part of `base`.
    pub(super) fn facet(
        &self,
        field: Field,
        matches: &[Match],
        base: &[Match],
    ) -> Result<Facet, IndexError> {
        let mut tallies = self.tallies(field, matches)?;
        let searched = self.tallies(field, base)?;
        if field.is_ordered() {
            // A value without a match is an answer, and a gap in a row of years misleads.
            let known = searched
                .keys()
                .filter_map(|value| value.parse::<u16>().ok());
            let (first, last) = (known.clone().min(), known.max());
            let years = first.zip(last).map(|(first, last)| first..=last);
            let years = years.into_iter().flatten().map(|year| format!("{year:04}"));
            for value in searched.keys().cloned().chain(years) {
                tallies.entry(value).or_default();
            }
        }
        let mut values: Vec<FacetValue> = tallies
            .into_iter()
            .map(|(value, tally)| FacetValue {
                paragraphs: tally.paragraphs,
                distinct: tally.short + tally.wordings.len() as u64,
                reports: tally.reports.len() as u64,
                reports_searched: searched
                    .get(&value)
                    .map_or(0, |searched| searched.reports.len() as u64),
                value,
            })
            .collect();
        if !field.is_ordered() {
            // The sort is stable: values of one count stay in their order.
            values.sort_by_key(|value| std::cmp::Reverse(value.paragraphs));
        }
        Ok(Facet { field, values })
    }

    fn tallies(
        &self,
        field: Field,
        matches: &[Match],
    ) -> Result<BTreeMap<String, Tally>, IndexError> {
        let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
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
            let mut ordinals: HashMap<u64, (Tally, u64)> = HashMap::new();
            for found in matches {
                for ordinal in column.term_ords(found.doc) {
                    let (tally, last) = ordinals
                        .entry(ordinal)
                        .or_insert_with(|| (Tally::default(), u64::MAX));
                    tally.paragraphs += 1;
                    match found.wording {
                        0 => tally.short += 1,
                        wording => drop(tally.wordings.insert(wording)),
                    }
                    // Paragraphs of one report mostly follow each other.
                    if *last != found.serial {
                        tally.reports.insert(found.serial);
                        *last = found.serial;
                    }
                }
            }
            for (ordinal, (more, _)) in ordinals {
                let mut value = String::new();
                column.ord_to_str(ordinal, &mut value)?;
                let tally = tallies.entry(value).or_default();
                tally.paragraphs += more.paragraphs;
                tally.short += more.short;
                tally.wordings.extend(more.wordings);
                tally.reports.extend(more.reports);
            }
        }
        Ok(tallies)
    }
}
