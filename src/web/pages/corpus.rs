//! The corpus: what is in it, and what was refused.

use super::{Visit, narrow};
use crate::index::{FacetValue, FileFate};
use crate::output::page::{Markup, Text, html, label};
use crate::query::{Field, Filters};
use crate::web::failure::Failure;
use crate::web::page::Page;
use crate::web::reading::takes_nothing;

pub(in crate::web) fn corpus(visit: &Visit<'_>, asked: &str) -> Result<Page, Failure> {
    takes_nothing(asked)?;
    let index = &visit.opened.index;
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
        (table(visit, "Reports by kind", Field::Kind)?)
        (table(visit, "Reports by year", Field::Year)?)
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

fn table(visit: &Visit<'_>, title: &str, field: Field) -> Result<Markup, Failure> {
    let terms = visit.opened.index.terms();
    let values = visit.opened.index.values(field)?;
    let number = |value: &FacetValue, number: u64| match value.paragraphs {
        0 => "–".to_owned(),
        _ => number.to_string(),
    };
    let head = html! {
        th scope="col" { (field.name()) }
        th scope="col" class="number" { "reports" }
        th scope="col" class="number" { "paragraphs" }
    };
    let rows = html! {
        @for value in &values {
            tr {
                th scope="row" { (Text(&narrow::spelt(terms, field, &value.value))) }
                td class="number" { (number(value, value.reports)) }
                td class="number" { (number(value, value.paragraphs)) }
            } "\n"
        }
    };
    Ok(super::wide_table(title, &head, &rows))
}
