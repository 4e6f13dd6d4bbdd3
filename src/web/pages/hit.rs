//! A paragraph that was found.

use crate::index::Hit;
use crate::output::page::{Markup, Text, citation, html, label, on_the_web, quotation};
use crate::web::address::{Links, is_pdf};
use crate::web::tool::Tool;

/// Draws up a hit: whose, where, what, and how to cite it.
pub(super) fn hit(links: &Links<'_>, hit: &Hit) -> Markup {
    let (record, paragraph) = (&hit.report, &hit.paragraph);
    let page = paragraph.page;
    html! {
        article {
            "\n"
            h3 {
                a href=(links.paragraph(&record.id, &paragraph.locator)) {
                    (Text(&label::report(&record.report)))
                }
            } "\n"
            p class="place" {
                (Text(&label::judged_place(paragraph)))
                @if let Some(heading) = &paragraph.heading { "; " (Text(heading)) }
            } "\n"
            (quotation(paragraph, &hit.highlights))
            p class="place source" { (Text(&citation::source(&record.report, Some(paragraph)))) } "\n"
            p class="place links" {
                a href=(links.file(record, Some(page))) {
                    @if is_pdf(record) { "PDF, page " (page) } @else { "Original file" }
                } " "
                @if let Some(authority) = &record.report.authority {
                    a href=(links.authority(&authority.slug)) { (Text(&authority.name)) } " "
                }
                @if let Some(there) = on_the_web(record, Some(page)) {
                    a href=(Text(&there.url)) rel="noreferrer" { (there.said) } " "
                }
                a href=(links.asking(Tool::Similar.path(), &[("id", label::paragraph_id(record, paragraph))])) {
                    "Like this"
                } " "
                code { (Text(record.id.as_str())) "#" (Text(&paragraph.locator.to_string())) }
            } "\n"
            @for said in [label::edition(record), label::copies(hit), label::near_copies(hit)] {
                @if let Some(said) = said { p class="place" { (Text(&said)) } "\n" }
            }
        } "\n"
    }
}
