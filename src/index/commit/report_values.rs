//! The values that reports have in a field: they stand on a report once, and not again in each of
//! its paragraphs.

use tantivy::DocAddress;

use super::numbered_columns::NumberedColumns;
use super::report_entry::ReportEntry;
use super::sets::Serials;

/// The values that reports have in a field.
#[derive(Debug)]
pub(in crate::index) struct ReportValues {
    pub(in crate::index) names: Vec<String>,
    /// Numbers of the values of all reports, one report after the other.
    numbers: Vec<u32>,
    /// Where those of each report end.
    ends: Vec<usize>,
}

impl ReportValues {
    /// Collects the values that some reports have in the columns of their field.
    pub(super) fn new(columns: NumberedColumns, entries: &[ReportEntry]) -> Self {
        let (mut numbers, mut ends) = (Vec::new(), Vec::with_capacity(entries.len()));
        for entry in entries {
            let DocAddress {
                segment_ord,
                doc_id,
            } = entry.address;
            numbers.extend(columns.of(segment_ord as usize, doc_id));
            ends.push(numbers.len());
        }
        ReportValues {
            names: columns.names,
            numbers,
            ends,
        }
    }

    /// Returns the numbers of the values that a report has, by its place among the entries.
    pub(in crate::index) fn of(&self, at: usize) -> &[u32] {
        let begin = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[begin..self.ends[at]]
    }

    /// Returns the first value of each report, empty where it has none.
    pub(in crate::index) fn first(&self) -> impl Iterator<Item = &str> {
        let first = |at| self.of(at).first().map(|number| *number as usize);
        (0..self.ends.len()).map(move |at| first(at).map_or("", |number| &self.names[number]))
    }
    /// Finds the reports, of which these are the entries, with one of some values, if there are any,
    /// and with none of others.
    pub(super) fn holders(
        &self,
        entries: &[ReportEntry],
        any_of: &[String],
        none_of: &[String],
    ) -> Serials {
        let wanted = |name: &String| any_of.is_empty() || any_of.contains(name);
        let names = self.names.iter();
        let is: Vec<(bool, bool)> = names
            .map(|name| (wanted(name), none_of.contains(name)))
            .collect();
        let passing = entries.iter().enumerate().filter(|(at, _)| {
            let mut is = self.of(*at).iter().map(|number| is[*number as usize]);
            (any_of.is_empty() || is.clone().any(|(wanted, _)| wanted))
                && !is.any(|(_, unwanted)| unwanted)
        });
        passing.map(|(_, report)| report.serial).collect()
    }
}
