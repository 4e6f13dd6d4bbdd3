//! The newest graded report of each body that there is now.

use std::collections::{HashMap, HashSet};

use crate::index::{Index, IndexError, ReportRecord};
use crate::model::{Date, ReportId};
use crate::query::{Field, Filter, Filters};

/// Returns the newest graded report of each authority or provider, of the kinds, frameworks and editions that
/// filters ask for. No other filter says which is the newest: what is inadequate now, and not what was the last
/// to be so. An authority that others took over from has none where one of these has a newer report.
///
/// # Errors
/// An index that cannot be read, and filters with values that do not exist.
pub fn latest(index: &Index, filters: &Filters) -> Result<HashSet<ReportId>, IndexError> {
    let tells_kinds = |filter: &&Filter| {
        matches!(
            filter.field,
            Field::Kind | Field::Framework | Field::Edition
        )
    };
    let filters = Filters {
        fields: filters.fields.iter().filter(tells_kinds).cloned().collect(),
        editions: filters.editions,
        ..Filters::default()
    };
    let mut newest: HashMap<String, ReportRecord> = HashMap::new();
    for record in index.reports(&filters)? {
        let report = &record.report;
        let Some(body) = report.body_slug() else {
            continue;
        };
        let is_graded = report.overall.is_some() || !report.judgements.is_empty();
        if !report.kind.is_graded() || !is_graded {
            continue;
        }
        match newest.get(body) {
            Some(known) if age(known) >= age(&record) => {}
            _ => {
                newest.insert(body.to_owned(), record);
            }
        }
    }
    let mut taken_over: Vec<String> = Vec::new();
    for (slug, record) in &newest {
        let predecessors = index.terms().predecessors(slug).iter();
        let is_older = |slug: &&String| {
            let before = newest.get(*slug);
            before.is_some_and(|before| age(before) < age(record))
        };
        taken_over.extend(predecessors.filter(is_older).cloned());
    }
    newest.retain(|slug, _| !taken_over.contains(slug));
    Ok(newest.into_values().map(|record| record.id).collect())
}

/// Orders reports by inspection, or by publication where that is all that is known.
fn age(record: &ReportRecord) -> Option<Date> {
    let report = &record.report;
    report
        .inspection
        .map(|span| span.end)
        .or(report.published.map(|published| published.date))
}
