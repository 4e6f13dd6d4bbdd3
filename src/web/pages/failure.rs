//! The page that says why there is none.

use super::form;
use crate::output::page::{Markup, Text, html};
use crate::web::address::Links;
use crate::web::failure::Failure;
use crate::web::page::Page;

/// Says what is wrong, where in the query, and what to do.
pub(in crate::web) fn alert(failure: &Failure) -> Markup {
    html! {
        div class="failure" role="alert" {
            p { (Text(&failure.detail)) "." } "\n"
            @if let Some((text, error)) = failure.query.as_deref() {
                @let [line, carets] = error.underline(text);
                pre { code { (Text(&line)) "\n" span aria-hidden="true" { (Text(&carets)) } } } "\n"
            }
            @for hint in &failure.hints { p class="hint" { "Hint: " (Text(hint)) } "\n" }
        } "\n"
    }
}

pub(in crate::web) fn failure(failure: &Failure, links: &Links<'_>) -> Page {
    let title = match (&failure.query, failure.status.canonical_reason()) {
        (Some(_), _) => "The query cannot be understood",
        (None, Some(reason)) => reason,
        (None, None) => "Error",
    };
    let page = super::framed(
        links,
        title,
        html! {
            h1 { (title) } "\n"
            (alert(failure))
            @if let Some(question) = &failure.question {
                (form::form(links, question, "/search", &[], false))
                @for (at, (field, value)) in question.chosen.iter().enumerate() {
                    p {
                        (field.name()) ": " (Text(value)) " "
                        a href=(links.asking("/search", &question.without_value(at).pairs())) { "remove" }
                    } "\n"
                }
                @if question.is_narrowed() {
                    p {
                        a href=(links.asking("/search", &question.everywhere().pairs())) {
                            "Ask this without filters"
                        }
                    } "\n"
                }
            }
            p { a href=(links.to("/help")) { "How to write a query" } } "\n"
            p { a href=(links.to("/")) { "A new search" } }
        },
    );
    page.of(failure.status)
}
