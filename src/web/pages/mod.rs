//! Pages, a file each, and the frame in which all of them stand.

pub(super) mod absent;
pub(super) mod authority;
pub(in crate::web) mod basket;
pub(super) mod corpus;
pub(super) mod failure;
pub(in crate::web) mod form;
pub(super) mod help;
pub(super) mod hit;
pub(in crate::web) mod judged;
pub(in crate::web) mod narrow;
pub(in crate::web) mod report;
pub(in crate::web) mod search;

use super::address::Links;
use super::page::Page;
use super::site::{Opened, Site};
use super::tool::Tool;
use crate::index::ReportRecord;
use crate::output::page::{Markup, Text, document, html, label};

/// A request that is being answered from a commit.
pub(super) struct Visit<'a> {
    pub(super) site: &'a Site,
    pub(super) opened: &'a Opened,
    pub(super) links: Links<'a>,
}

impl<'a> Visit<'a> {
    pub(super) fn new(site: &'a Site, opened: &'a Opened) -> Self {
        Visit {
            links: Links::new(&site.options.base),
            site,
            opened,
        }
    }
}

/// Draws up a table that scrolls by itself where it is too wide.
pub(super) fn wide_table(title: &str, head: &Markup, rows: &Markup) -> Markup {
    html! {
        div class="wide" role="region" aria-label=(title) tabindex="0" {
            table {
                "\n" caption { (title) } "\n"
                thead { tr { (head) } } "\n"
                tbody { "\n" (rows) } "\n"
            }
        } "\n"
    }
}

/// Leads to a report by what people call it.
fn report_link(links: &Links<'_>, record: &ReportRecord) -> Markup {
    html! { a href=(links.report(&record.id)) { (Text(&label::report(&record.report))) } }
}

/// Puts the contents of a page into the frame.
pub(super) fn framed(links: &Links<'_>, title: &str, contents: Markup) -> Page {
    let style = html! {
        link rel="stylesheet" href=(links.to("/style.css"));
        script src=(links.to("/script.js")) defer {}
    };
    let body = html! {
        a class="skip" href="#main" { "Skip to the contents" } "\n"
        header {
            nav aria-label="Site" {
                a class="name" href=(links.to("/")) { "findings" }
                @for (said, path) in [
                    ("Search", "/search"),
                    ("Themes", Tool::Recurring.path()),
                    ("What became of it", Tool::Track.path()),
                    ("Judgements", Tool::Reports.path()),
                    (Tool::Quotations.title(), Tool::Quotations.path()),
                    ("Corpus", "/corpus"),
                    ("Help", "/help"),
                ] {
                    " " a href=(links.to(path)) { (said) }
                }
            }
        } "\n"
        main id="main" tabindex="-1" { "\n" (contents) "\n" } "\n"
        footer {
            p { "Made by findings " (env!("CARGO_PKG_VERSION")) "." }
        }
    };
    Page::html(document(&format!("{title} – findings"), &style, &body))
}
