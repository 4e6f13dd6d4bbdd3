//! An authority: its inspections in time, with grades by area.

use super::{Visit, judged};
use crate::index::{IndexError, ReportRecord};
use crate::model::Source;
use crate::output::page::{Text, html};
use crate::query::spelling::nearest;
use crate::query::{Editions, Field, Filters};
use crate::web::failure::Failure;
use crate::web::page::Page;
use crate::web::reading::takes_nothing;
use crate::web::tool::Tool;

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
    let mut records = visit.opened.reports.reports(&filters)?;
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
        ul class="row" {
            "\n"
            li { a href=(visit.links.asking("/search", &pairs)) { "Search the reports on " (Text(name)) } } "\n"
            li { a href=(visit.links.asking(Tool::Track.path(), &pairs)) { (Tool::Track.title()) } } "\n"
            li { a href=(visit.links.asking(Tool::Recurring.path(), &pairs)) { (Tool::Recurring.title()) } } "\n"
            li { a href=(visit.links.to(Tool::Changes.path())) { "All authorities side by side" } } "\n"
        } "\n"
        h2 { "Inspections" } "\n"
        (judged::table(visit, "Inspections in time, with grades by area", &inspections, false))
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
