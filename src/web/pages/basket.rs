//! The basket: paragraphs that were ticked, carried in addresses and, past what these hold, in the store.

use std::sync::Arc;

use super::Visit;
use crate::index::Hit;
use crate::output::page::{Markup, Text, html, label};
use crate::web::address::Links;
use crate::web::failure::Failure;
use crate::web::question::{KEPT, KeptNames, LEFT_OUT, Question};
use crate::web::short::ShortNames;
use crate::web::site::Site;
use crate::web::store::Drawer;
use crate::web::tool::Tool;

/// The name of the form that keeps what is ticked.
const FORM: &str = "basket";

/// Paragraphs that are kept to be quoted.
#[derive(Debug)]
pub(in crate::web) struct Basket {
    /// Their whole names, none twice, in the order in which they were ticked.
    pub(in crate::web) ids: Vec<String>,
    names: Arc<ShortNames>,
}

impl Basket {
    /// Opens what a question keeps.
    pub(in crate::web) fn of(visit: &Visit<'_>, question: &Question) -> Result<Self, Failure> {
        let kept = &question.kept;
        let names = visit.opened.short_names()?;
        let mut ids: Vec<String> = Vec::new();
        let listed = kept
            .basket
            .as_ref()
            .map(|name| stored(visit.site, name))
            .transpose()?;
        let listed = listed.iter().flat_map(|text| text.lines());
        let left_out: Vec<_> = kept.left_out.iter().map(|id| names.whole(id)).collect();
        let listed = listed.filter(|id| !left_out.iter().any(|other| other == id));
        for id in listed.chain(kept.ids.iter().map(String::as_str)) {
            let id = names.whole(id);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(Basket { ids, names })
    }

    /// Asks the same without one of the paragraphs.
    pub(in crate::web) fn without(&self, question: &Question, id: &str) -> Question {
        let mut less = question.clone();
        less.kept.ids.retain(|kept| self.names.whole(kept) != id);
        if less.kept.basket.is_some() {
            less.kept.take(LEFT_OUT.name, &self.names.short(id));
        }
        less
    }

    /// Names the paragraphs as shortly as an address can, or else by what the server keeps.
    pub(in crate::web) fn settled(&self, site: &Site) -> Result<KeptNames, Failure> {
        let kept = KeptNames {
            ids: self.ids.iter().map(|id| self.names.short(id)).collect(),
            ..KeptNames::default()
        };
        if length(&kept) <= site.room() {
            return Ok(kept);
        }
        let number = label::count(self.ids.len() as u64, "paragraph");
        let list = self.ids.join("\n");
        let basket = site.keep(Drawer::Baskets, &list, &number)?;
        Ok(KeptNames {
            basket: Some(basket),
            ..KeptNames::default()
        })
    }
}

fn stored(site: &Site, name: &str) -> Result<String, Failure> {
    let kept = site.kept(Drawer::Baskets, name);
    kept.ok_or_else(|| Failure::not_found("no list of paragraphs is kept under this name"))
}

/// Counts the bytes that it takes in an address.
fn length(kept: &KeptNames) -> usize {
    let pairs: Vec<_> = kept.pairs().collect();
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs).finish().len()
}

/// Says where what is ticked is kept.
pub(in crate::web) fn kept_where(site: &Site) -> Markup {
    html! {
        p class="small" {
            "What is ticked is kept in the address of this page: save it as a bookmark, or send it. "
            @if site.keeps() {
                "A list that is too long for an address is kept by the server, under an address of its own."
            } @else {
                "An address holds some 350 paragraphs; no longer list is kept here."
            }
        } "\n"
    }
}

/// Carries what is kept through a form.
pub(in crate::web) fn carried(question: &Question) -> Markup {
    html! {
        @for (name, value) in question.kept.pairs() {
            input type="hidden" name=(name) value=(Text(&value)); "\n"
        }
    }
}

/// Draws up the form in which hits are ticked; the boxes stand beside the hits.
pub(super) fn form(visit: &Visit<'_>, question: &Question, basket: &Basket) -> Markup {
    // What may become too long for an address is sent, and comes back under a shorter one.
    let is_long = length(&question.kept) > visit.site.room() / 2;
    let method = if is_long { "post" } else { "get" };
    html! {
        form class="basket" id=(FORM) action=(visit.links.to(Tool::Quotations.path())) method=(method) {
            "\n" (carried(question))
            button type="submit" { "Quote what is ticked" }
            @if !basket.ids.is_empty() {
                " " span class="count" {
                    (label::count(basket.ids.len() as u64, "paragraph")) " kept before"
                }
            }
        } "\n"
    }
}

/// Draws up the box by which a hit is kept; none where it is kept already.
pub(super) fn tick(basket: &Basket, hit: &Hit, at: usize) -> Markup {
    let id = label::paragraph_id(&hit.report, &hit.paragraph);
    let name = format!("keep-{at}");
    html! {
        p class="tick" {
            @if basket.ids.contains(&id) {
                "Kept"
            } @else {
                input type="checkbox" id=(name) name=(KEPT.name) value=(Text(&basket.names.short(&id)))
                    form=(FORM); " "
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
