//! A report: what is known of it, what must improve, and every paragraph.

use super::Visit;
use super::authority::inspections;
use crate::index::ReportRecord;
use crate::model::{Paragraph, ReportId};
use crate::output::page::{Markup, Text, facts, html, label, new_heading, new_part, quotation};
use crate::output::{body_url, published_url};
use crate::query::Filters;
use crate::query::spelling::nearest;
use crate::web::address::{anchor, is_pdf};
use crate::web::failure::Failure;
use crate::web::kept;
use crate::web::page::Page;
use crate::web::question::Question;
use crate::web::reading::takes_nothing;
use crate::web::tool::Tool;

/// Finds a report, or names those that may have been meant.
pub(in crate::web) fn find(visit: &Visit<'_>, id: &ReportId) -> Result<ReportRecord, Failure> {
    if let Some(record) = visit.opened.reports.report(id)? {
        return Ok(record);
    }
    let records = visit.opened.reports.reports(&Filters::default())?;
    let names = records.iter().map(|record| record.id.to_string());
    Err(Failure::not_found(format!("there is no report `{id}`"))
        .did_you_mean(&nearest(id.as_str(), names)))
}

pub(in crate::web) fn report(
    visit: &Visit<'_>,
    id: &ReportId,
    asked: &str,
) -> Result<Page, Failure> {
    takes_nothing(asked)?;
    let record = find(visit, id)?;
    let paragraphs = visit.opened.answers.report(id)?.paragraphs(id)?;
    let title = &record.report.title;
    let contents = html! {
        h1 { (Text(title)) } "\n"
        ul class="facts" { "\n" @for fact in facts(&record) { li { (Text(&fact)) } "\n" } } "\n"
        (leads(visit, &record)?)
        @if !record.warnings.is_empty() {
            details {
                summary { (label::count(record.warnings.len() as u64, "doubt")) " in reading it" } "\n"
                ul { "\n" @for doubt in &record.warnings { li { (Text(&doubt.to_string())) } "\n" } } "\n"
            } "\n"
        }
        (improvements(visit, &record, &paragraphs))
        (text(visit, &record, &paragraphs))
        (kept::links(&visit.links, Tool::Show, &Question::of_id(&record.id), false))
    };
    Ok(super::framed(
        &visit.links,
        &label::report(&record.report),
        contents,
    ))
}

/// Leads to the file, the authority, and the inspections before and after.
fn leads(visit: &Visit<'_>, record: &ReportRecord) -> Result<Markup, Failure> {
    let links = &visit.links;
    let mut around = (None, None);
    if let Some(authority) = &record.report.authority {
        let all = inspections(visit, &authority.slug)?;
        if let Some(at) = all.iter().position(|other| other.id == record.id) {
            around = (
                at.checked_sub(1).and_then(|at| all.get(at)).cloned(),
                all.get(at + 1).cloned(),
            );
        }
    }
    let other = |said: &str, record: &ReportRecord| {
        html! {
            li { (said) ": " (super::report_link(links, record)) } "\n"
        }
    };
    Ok(html! {
        nav aria-label="From this report" {
            ul {
                "\n"
                li { a href=(links.file(record, None)) { "Original file" @if is_pdf(record) { " (PDF)" } } } "\n"
                @if let Some(url) = published_url(record, None) {
                    li { a href=(Text(&url)) rel="noreferrer" { "Published report" } } "\n"
                }
                @if let Some(url) = body_url(record) {
                    li { a href=(Text(&url)) rel="noreferrer" { "Page of the inspectorate" } } "\n"
                }
                @if let Some(authority) = &record.report.authority {
                    li { a href=(links.authority(&authority.slug)) { "All inspections of " (Text(&authority.name)) } } "\n"
                }
                @if let Some(before) = &around.0 { (other("Previous inspection", before)) }
                @if let Some(next) = &around.1 { (other("Next inspection", next)) }
            }
        } "\n"
    })
}

/// Lists what must improve, each leading to its place.
fn improvements(visit: &Visit<'_>, record: &ReportRecord, paragraphs: &[Paragraph]) -> Markup {
    let said = paragraphs.iter().filter(|p| p.section.is_improvement());
    let said: Vec<_> = said.collect();
    if said.is_empty() {
        return html! {};
    }
    html! {
        h2 id="improve" { "What must improve" } "\n"
        ul {
            "\n"
            @for paragraph in said {
                li { a href=(visit.links.paragraph(&record.id, &paragraph.locator)) { (Text(&paragraph.text)) } } "\n"
            }
        } "\n"
    }
}

/// Draws up every paragraph under the headings of the outline.
fn text(visit: &Visit<'_>, record: &ReportRecord, paragraphs: &[Paragraph]) -> Markup {
    let mut previous = None;
    let headed = paragraphs.iter().map(|paragraph| {
        let part = new_part(previous, paragraph);
        let heading = new_heading(previous, paragraph);
        previous = Some(paragraph);
        (part, heading, paragraph)
    });
    html! {
        @for (part, heading, paragraph) in headed {
            @let place = paragraph.locator.to_string();
            @if let Some(part) = part { h2 { (Text(&part)) } "\n" }
            @if let Some(heading) = heading { h3 { (Text(heading)) } "\n" }
            div class="paragraph" id=(Text(&anchor(&place))) {
                "\n"
                p class="place" {
                    a href={ "#" (Text(&anchor(&place))) } { (Text(&place)) } " "
                    a href=(visit.links.file(record, Some(paragraph.page))) { "page " (paragraph.page) }
                } "\n"
                (quotation(paragraph, &[]))
            } "\n"
        }
    }
}
