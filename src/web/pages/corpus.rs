//! The corpus: what is in it, and what was refused.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Visit, narrow};
use crate::index::{FileFate, ReportRecord, tags_of_report};
use crate::output::page::{Markup, Text, html, label};
use crate::query::{Field, Filters};
use crate::web::failure::Failure;
use crate::web::page::Page;
use crate::web::reading::takes_nothing;

pub(in crate::web) fn corpus(visit: &Visit<'_>, asked: &str) -> Result<Page, Failure> {
    takes_nothing(asked)?;
    let index = visit.opened.answers.ledger()?;
    let files = index.files()?;
    let refused = files.iter().filter_map(|file| match &file.fate {
        FileFate::Refused(reason) => Some((&file.path, reason)),
        FileFate::Indexed(_) => None,
    });
    let refused: Vec<_> = refused.collect();
    let records = index.reports(&Filters::default())?;
    let doubted = records.iter().filter(|record| !record.warnings.is_empty());
    let doubted: Vec<_> = doubted.collect();
    let paragraphs: u64 = records
        .iter()
        .map(|record| u64::from(record.paragraphs))
        .sum();
    let contents = html! {
        h1 { "The corpus" } "\n"
        p class="totals" {
            (label::count(records.len() as u64, "report")) " with "
            (label::count(paragraphs, "paragraph")) ", read from "
            (label::count(files.len() as u64, "file")) "."
        } "\n"
        (table(visit, "Reports by kind", Field::Kind, &records))
        (table(visit, "Reports by year", Field::Year, &records))
        h2 { "Authorities" } "\n"
        ul class="columns" {
            "\n"
            @for (slug, name) in visit.opened.authorities()? {
                li { a href=(visit.links.authority(slug)) { (Text(name)) } } "\n"
            }
        } "\n"
        h2 { "Refused" } "\n"
        @if refused.is_empty() {
            p { "No file was refused." } "\n"
        } @else {
            ul {
                "\n"
                @for (path, reason) in refused { li { code { (Text(path)) } ": " (Text(reason)) } "\n" }
            } "\n"
        }
        h2 { "Doubts" } "\n"
        @if doubted.is_empty() {
            p { "Nothing was doubtful in reading the reports." } "\n"
        } @else {
            ul {
                "\n"
                @for record in doubted {
                    li {
                        (super::report_link(&visit.links, record)) ": "
                        (label::count(record.warnings.len() as u64, "doubt"))
                    } "\n"
                }
            } "\n"
        }
    };
    Ok(super::framed(&visit.links, "The corpus", contents))
}

/// Draws up how many reports and paragraphs have each value of a field of reports.
fn table(visit: &Visit<'_>, title: &str, field: Field, records: &[ReportRecord]) -> Markup {
    let terms = visit.opened.reports.terms();
    let mut counts: BTreeMap<Cow<'_, str>, (u64, u64)> = BTreeMap::new();
    for record in records.iter().filter(|record| record.paragraphs > 0) {
        for value in tags_of_report(record, field) {
            let (reports, paragraphs) = counts.entry(value).or_default();
            *reports += 1;
            *paragraphs += u64::from(record.paragraphs);
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    if !field.is_ordered() {
        // The sort is stable: values of one count stay in their order.
        counts.sort_by_key(|(_, (_, paragraphs))| Reverse(*paragraphs));
    }
    let head = html! {
        th scope="col" { (field.name()) }
        th scope="col" class="number" { "reports" }
        th scope="col" class="number" { "paragraphs" }
    };
    let rows = html! {
        @for (value, (reports, paragraphs)) in &counts {
            tr {
                th scope="row" { (Text(&narrow::spelt(terms, field, value))) }
                td class="number" { (reports) }
                td class="number" { (paragraphs) }
            } "\n"
        }
    };
    super::wide_table(title, &head, &rows)
}
