//! The form by which a code book is sent, and what becomes of it.

use super::codebook::{BOOK, EXAMPLE, KEPT_BOOK, read, text};
use super::fields::{field, which};
use crate::output::page::{Markup, Text, html};
use crate::web::failure::Failure;
use crate::web::pages::Visit;
use crate::web::pages::form;
use crate::web::question::Question;
use crate::web::store::Drawer;
use crate::web::tool::Tool;

/// The field of the form that holds a file.
const FILE: &str = "file";

/// Draws up the form; a book that is asked with stands in it.
pub(super) fn form(visit: &Visit<'_>, question: &Question) -> Result<Markup, Failure> {
    let tool = Tool::Codebook;
    let book = text(visit.site, question)?;
    let own = tool.own_parameters().iter();
    let own = own.filter(|own| ![BOOK.name, KEPT_BOOK.name].contains(&own.name));
    Ok(html! {
        form class="search" action=(visit.links.to(tool.path())) method="post" enctype="multipart/form-data" {
            "\n"
            div class="long" {
                label for=(BOOK.name) { "The code book, as text" } " "
                // A line break behind the tag is no part of its contents.
                textarea class="code" id=(BOOK.name) name=(BOOK.name) rows="14" spellcheck="false"
                    aria-describedby="book-help" {
                    "\n" (Text(book.as_deref().unwrap_or(EXAMPLE)))
                }
                p class="small" id="book-help" {
                    "Each " code { "[[theme]]" } " has a name and lists of queries. A paragraph is on it if one of \
                    those in " code { "include" } " matches and none in " code { "exclude" } "."
                }
            } "\n"
            div class="choices" {
                "\n"
                div {
                    label for=(FILE) { "Or its file, in the place of the text" } " "
                    input type="file" id=(FILE) name=(FILE) accept=".toml,.txt";
                } "\n"
                @for parameter in own { (field(parameter, question)) }
            } "\n"
            (which(visit, question)?)
            (form::query(question, "Only paragraphs that say (may be empty)", "Show"))
        } "\n"
        p class="small" {
            "What is sent here stands in the address of the answer, so that a link to it says all. "
            @if visit.site.keeps() {
                "A longer book is kept by the server, under a name of its own."
            } @else {
                "A longer book than an address holds is not kept here."
            }
        } "\n"
    })
}

/// Asks with what was sent, as an address can.
pub(super) fn settled(
    visit: &Visit<'_>,
    mut fields: Vec<(String, String)>,
) -> Result<Question, Failure> {
    let file = fields.iter().position(|(name, _)| name == FILE);
    if let Some(at) = file {
        let (_, text) = fields.remove(at);
        fields.retain(|(name, _)| name != BOOK.name && name != FILE);
        fields.insert(0, (BOOK.name.to_owned(), text));
    }
    let mut question = Question::of_fields(&fields, &Tool::Codebook.takes())?;
    let Some(text) = question.own(BOOK.name) else {
        return Ok(question);
    };
    // What is wrong with it is told before it is kept.
    read(text)?;
    let length: usize = form_urlencoded::byte_serialize(text.as_bytes())
        .map(str::len)
        .sum();
    if length > visit.site.room() {
        let name = visit.site.keep(Drawer::Codebooks, text, "this code book")?;
        question.own.retain(|(name, _)| *name != BOOK.name);
        question.own.insert(0, (KEPT_BOOK.name, name));
    }
    Ok(question)
}
