//! The basket: paragraphs that were ticked, carried in addresses.

use crate::index::Hit;
use crate::output::page::{Markup, Text, html, label};
use crate::web::address::Links;
use crate::web::question::{KEPT, Question};
use crate::web::tool::Tool;

/// The name of the form that keeps what is ticked.
const FORM: &str = "basket";

/// Carries what is kept through a form.
pub(in crate::web) fn carried(question: &Question) -> Markup {
    html! {
        @for id in &question.kept {
            input type="hidden" name=(KEPT.name) value=(Text(id)); "\n"
        }
    }
}

/// Draws up the form in which hits are ticked; the boxes stand beside the hits.
pub(super) fn form(links: &Links<'_>, question: &Question) -> Markup {
    html! {
        form class="basket" id=(FORM) action=(links.to(Tool::Quotations.path())) method="get" {
            "\n" (carried(question))
            button type="submit" { "Quote what is ticked" }
            @if !question.kept.is_empty() {
                " " span class="count" {
                    (label::count(question.kept.len() as u64, "paragraph")) " kept before"
                }
            }
        } "\n"
    }
}

/// Draws up the box by which a hit is kept; none where it is kept already.
pub(super) fn tick(question: &Question, hit: &Hit, at: usize) -> Markup {
    let id = label::paragraph_id(&hit.report, &hit.paragraph);
    let name = format!("keep-{at}");
    html! {
        p class="tick" {
            @if question.kept.contains(&id) {
                "Kept"
            } @else {
                input type="checkbox" id=(name) name=(KEPT.name) value=(Text(&id)) form=(FORM); " "
                label for=(name) { "Quote" span class="hidden" { " " (Text(&id)) } }
            }
        } "\n"
    }
}

/// Draws up a search for more.
pub(in crate::web) fn more(links: &Links<'_>, question: &Question) -> Markup {
    html! {
        form class="search" role="search" action=(links.to("/search")) method="get" {
            "\n" (carried(question))
            div class="query" {
                label for="q" { "Search for more" } " "
                input type="search" id="q" name="q" autocomplete="off" spellcheck="false"; " "
                button type="submit" { "Search" }
            } "\n"
        } "\n"
    }
}
