//! What reports ask to improve: their improvement items, recommendations and priority actions.
//!
//! Items for a safeguarding board that a report reviews besides are not among them: the next
//! inspection of the authority does not look at the board.

use std::collections::HashMap;

use super::scope::{both, parsed};
use crate::index::{CountedParagraph, Index, IndexError, SearchRequest};
use crate::model::{Paragraph, ReportId, Section, Source};
use crate::query::{Editions, Filters};

/// The paragraphs of an index that match a query, report by report.
pub(super) struct Matching<'a> {
    index: &'a Index,
    numbers: HashMap<ReportId, u64>,
    /// By report and place.
    found: Vec<CountedParagraph>,
}

impl<'a> Matching<'a> {
    /// Finds the improvement items that match a query and filters on paragraphs; words are found as they
    /// are in a request.
    pub(super) fn items(
        index: &'a Index,
        asked: &SearchRequest,
        filters: &Filters,
    ) -> Result<Self, IndexError> {
        let mut filters = Filters {
            fields: filters.fields.clone(),
            source: Some(Source::Primary),
            editions: Editions::Latest,
            ..Filters::default()
        };
        filters
            .fields
            .retain(|filter| filter.field.is_of_paragraph());
        Matching::of(index, asked, filters, |section| section.is_improvement())
    }

    /// Finds the findings that match a query.
    pub(super) fn findings(index: &'a Index, asked: &SearchRequest) -> Result<Self, IndexError> {
        let filters = Filters {
            source: Some(Source::Primary),
            editions: Editions::Latest,
            ..Filters::default()
        };
        Matching::of(index, asked, filters, |section| section.is_finding())
    }

    fn of(
        index: &'a Index,
        asked: &SearchRequest,
        filters: Filters,
        wanted: fn(&Section) -> bool,
    ) -> Result<Self, IndexError> {
        let numbers = index.numbered_reports(&Filters::default())?;
        let numbers = numbers
            .into_iter()
            .map(|(number, record)| (record.id, number));
        let sections = index.terms().sections.iter();
        let sections: Vec<_> = sections.filter(|section| wanted(section)).collect();
        let slugs: Vec<_> = sections.iter().map(|section| section.slug()).collect();
        let tag = parsed(&format!("section:{}", slugs.join(",")));
        let request = SearchRequest {
            filters,
            ..asked.asking(both(&asked.query, &tag))
        };
        Ok(Matching {
            index,
            numbers: numbers.collect(),
            found: index.census(&request)?,
        })
    }

    /// Reads those of a report that are not for a board, in its order.
    pub(super) fn of_report(&self, id: &ReportId) -> Result<Vec<Paragraph>, IndexError> {
        let Some(number) = self.numbers.get(id) else {
            return Ok(Vec::new());
        };
        let start = self.found.partition_point(|found| found.report < *number);
        let found = self.found[start..].iter();
        let mut matching = Vec::new();
        for found in found.take_while(|found| found.report == *number) {
            let paragraph = self.index.counted_paragraph(found)?;
            let area = paragraph.area.as_ref();
            let is_of_other_body = paragraph.locator.part.is_some()
                || area.is_some_and(|area| self.index.terms().is_of_other_body(area));
            if !is_of_other_body {
                matching.push(paragraph);
            }
        }
        Ok(matching)
    }
}
