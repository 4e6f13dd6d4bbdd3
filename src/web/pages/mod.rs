//! Pages, a file each, and the frame in which all of them stand.

pub(super) mod absent;
pub(super) mod authority;
pub(super) mod corpus;
pub(super) mod failure;
pub(super) mod form;
pub(super) mod help;
pub(super) mod hit;
pub(super) mod narrow;
pub(super) mod report;
pub(super) mod search;

use super::address::Links;
use super::page::Page;
use super::site::{Opened, Site};
use crate::output::page::{DOCTYPE, Markup, Text, html};

/// A request that is being answered from a commit.
pub(super) struct Visit<'a> {
    pub(super) site: &'a Site,
    pub(super) opened: &'a Opened,
    pub(super) links: Links<'a>,
}

/// Puts the contents of a page into the frame.
pub(super) fn framed(links: &Links<'_>, title: &str, contents: Markup) -> Page {
    Page::html(html! {
        (DOCTYPE) "\n"
        html lang="en-GB" {
            "\n"
            head {
                "\n"
                meta charset="utf-8"; "\n"
                meta name="viewport" content="width=device-width, initial-scale=1"; "\n"
                title { (Text(title)) " – findings" } "\n"
                link rel="stylesheet" href=(links.to("/style.css")); "\n"
            } "\n"
            body {
                "\n"
                a class="skip" href="#main" { "Skip to the contents" } "\n"
                header {
                    nav aria-label="Site" {
                        a class="name" href=(links.to("/")) { "findings" } " "
                        a href=(links.to("/corpus")) { "Corpus" } " "
                        a href=(links.to("/help")) { "Help" }
                    }
                } "\n"
                main id="main" tabindex="-1" { "\n" (contents) "\n" } "\n"
                footer {
                    p { "Made by findings " (env!("CARGO_PKG_VERSION")) "." }
                } "\n"
            } "\n"
        } "\n"
    })
}
