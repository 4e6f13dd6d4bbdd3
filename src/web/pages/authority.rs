//! An authority: its inspections in time, with grades by area.

use super::Visit;
use crate::index::{IndexError, ReportRecord};
use crate::model::Source;
use crate::output::page::{Markup, Text, grades_by_group, html, label};
use crate::query::spelling::nearest;
use crate::query::{Editions, Field, Filters};
use crate::web::failure::Failure;
use crate::web::page::Page;
use crate::web::question::takes_nothing;

/// Lists the newest editions of reports on an authority, the earliest first.
fn reports(
    visit: &Visit<'_>,
    authority: &str,
    source: Source,
) -> Result<Vec<ReportRecord>, IndexError> {
    let mut filters = Filters {
        source: Some(source),
        editions: Editions::Latest,
        ..Filters::default()
    };
    filters.add(Field::Authority, authority);
    let mut records = visit.opened.index.reports(&filters)?;
    records.sort_by(|a, b| (a.day(), &a.id).cmp(&(b.day(), &b.id)));
    Ok(records)
}

/// Lists the inspections of an authority in time.
pub(super) fn inspections(
    visit: &Visit<'_>,
    authority: &str,
) -> Result<Vec<ReportRecord>, IndexError> {
    reports(visit, authority, Source::Primary)
}

pub(in crate::web) fn authority(
    visit: &Visit<'_>,
    slug: &str,
    asked: &str,
) -> Result<Page, Failure> {
    takes_nothing(asked)?;
    let known = visit.opened.authorities()?;
    let Some((slug, name)) = known.iter().find(|(known, _)| known == slug) else {
        let names = known.iter().map(|(slug, _)| slug.clone());
        let said = format!("there are no reports on `{slug}`");
        return Err(Failure::not_found(said).did_you_mean(&nearest(slug, names)));
    };
    let inspections = inspections(visit, slug)?;
    let others = reports(visit, slug, Source::Secondary)?;
    let pairs = [(Field::Authority.name(), slug.clone())];
    let contents = html! {
        h1 { (Text(name)) } "\n"
        p { a href=(visit.links.asking("/search", &pairs)) { "Search the reports on " (Text(name)) } } "\n"
        h2 { "Inspections" } "\n"
        (table(visit, &inspections))
        @if !others.is_empty() {
            h2 { "What others wrote" } "\n"
            ul {
                "\n"
                @for record in &others {
                    li { (super::report_link(&visit.links, record)) } "\n"
                }
            } "\n"
        }
    };
    Ok(super::framed(&visit.links, name, contents))
}

fn table(visit: &Visit<'_>, records: &[ReportRecord]) -> Markup {
    let (groups, grades) = grades_by_group(records);
    let title = "Inspections in time, with grades by area";
    let head = html! {
        th scope="col" { "Inspection" } th scope="col" { "Overall" }
        @for group in &groups { th scope="col" { (Text(group)) } }
    };
    let rows = html! {
        @for (record, grades) in records.iter().zip(&grades) {
            @let report = &record.report;
            tr {
                th scope="row" {
                    a href=(visit.links.report(&record.id)) {
                        (Text(&label::when(report))) ", " (Text(report.kind.title()))
                    }
                }
                td { (Text(report.overall.map_or("–", |grade| grade.title()))) }
                @for group in &groups {
                    td { (Text(grades.get(group).map_or("–", String::as_str))) }
                }
            } "\n"
        }
    };
    super::wide_table(title, &head, &rows)
}
