//! Reports with their grades.

use super::{Visit, wide_table};
use crate::index::ReportRecord;
use crate::output::page::{Markup, Text, grades_by_group, html, label};

/// Draws up reports with their grades by area; `of_many` says that they are on many bodies, which
/// are then named.
pub(in crate::web) fn table(
    visit: &Visit<'_>,
    title: &str,
    records: &[ReportRecord],
    of_many: bool,
) -> Markup {
    let (groups, grades) = grades_by_group(records);
    let head = html! {
        @if of_many { th scope="col" { "Inspected" } }
        th scope="col" { "Inspection" } th scope="col" { "Overall" }
        @for group in &groups { th scope="col" { (Text(group)) } }
    };
    let rows = html! {
        @for (record, grades) in records.iter().zip(&grades) {
            @let report = &record.report;
            @let inspection = html! {
                a href=(visit.links.report(&record.id)) {
                    (Text(&label::when(report))) ", " (Text(report.kind.title()))
                }
            };
            tr {
                @if of_many {
                    th scope="row" { (body(visit, record)) } td { (inspection) }
                } @else {
                    th scope="row" { (inspection) }
                }
                td { (Text(report.overall.map_or("–", |grade| grade.title()))) }
                @for group in &groups {
                    td { (Text(grades.get(group).map_or("–", String::as_str))) }
                }
            } "\n"
        }
    };
    wide_table(title, &head, &rows)
}

fn body(visit: &Visit<'_>, record: &ReportRecord) -> Markup {
    match &record.report.authority {
        Some(of) => html! { a href=(visit.links.authority(&of.slug)) { (Text(&of.name)) } },
        None => html! { (Text(&label::body(&record.report))) },
    }
}
