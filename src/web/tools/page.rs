//! The pages of tools: what each does, a form, its answer, and the same as data.

use axum::http::StatusCode;

use super::fields::{field, which};
use super::form::{Form, Written};
use super::upload;
use crate::output::page::{Markup, html};
use crate::web::failure::Failure;
use crate::web::kept;
use crate::web::page::Page;
use crate::web::pages::failure::alert;
use crate::web::pages::form;
use crate::web::pages::{Visit, framed, narrow};
use crate::web::question::Question;
use crate::web::tool::Tool;

/// Draws up the page of a tool; what is asked without saying enough is asked for, and what is asked
/// wrongly stands in the form to be mended.
pub(in crate::web) fn page(visit: &Visit<'_>, tool: Tool, asked: &str) -> Result<Page, Failure> {
    let question = Question::read(asked, &tool.takes())?;
    let answer = match tool.is_asked(&question) {
        true => Some(tool.answer(visit, &question, Form::Page)),
        false => None,
    };
    let (answer, failure) = match answer {
        None => (None, None),
        Some(Ok(answer)) => (Some(answer), None),
        Some(Err(failure)) if failure.status == StatusCode::BAD_REQUEST => (None, Some(failure)),
        Some(Err(failure)) => return Err(failure),
    };
    let title = match question.text.as_str() {
        "" => tool.title().to_owned(),
        text => format!("{}: {text}", tool.title()),
    };
    let contents = html! {
        h1 { (tool.title()) } "\n"
        (beside(visit, tool))
        p { (tool.lead()) } "\n"
        @if let Some(failure) = &failure { (alert(failure)) }
        @match tool {
            Tool::Quotations => {}
            Tool::Codebook => (upload::form(visit, &question)?),
            tool => (asking(visit, tool, &question)?),
        }
        (narrow::chosen(visit, &question, tool.path()))
        @if let Some(Written::Markup(contents) | Written::Charted(contents)) = &answer {
            div class="figures" { "\n" (contents) } "\n"
            @let mut parameters = tool.own_parameters().iter();
            @let is_limited = parameters.any(|parameter| parameter.name == "limit");
            (kept::links(&visit.links, tool, &question, is_limited))
            @if let Some(Written::Charted(_)) = &answer {
                (kept::pictures(&visit.links, tool, &question))
            }
        }
    };
    let page = framed(&visit.links, &title, contents);
    Ok(match failure {
        Some(failure) => page.of(failure.status),
        None => page,
    })
}

/// Leads to the tools that ask something near.
fn beside(visit: &Visit<'_>, tool: Tool) -> Markup {
    let near: &[Tool] = match tool {
        tool if Tool::THEMES.contains(&tool) => &Tool::THEMES,
        Tool::Reports | Tool::Changes => &[Tool::Reports, Tool::Changes],
        _ => &[],
    };
    html! {
        @if !near.is_empty() {
            nav class="beside" aria-label="Near this" {
                ul {
                    "\n"
                    @for other in near {
                        @let current = (*other == tool).then_some("page");
                        li {
                            a href=(visit.links.to(other.path())) aria-current=[current] { (other.title()) }
                        } "\n"
                    }
                }
            } "\n"
        }
    }
}

/// Draws up the form of a tool.
fn asking(visit: &Visit<'_>, tool: Tool, question: &Question) -> Result<Markup, Failure> {
    Ok(html! {
        form class="search" action=(visit.links.to(tool.path())) method="get" {
            "\n"
            @if let Some(label) = tool.query_label() { (form::query(question, label, "Show")) }
            div class="choices" {
                "\n"
                @for parameter in tool.own_parameters() { (field(parameter, question)) }
                @if tool.is_search() { (form::order(question)) }
            } "\n"
            (which(visit, question)?)
            @if tool.is_search() {
                details open[form::is_special(question)] {
                    summary { "How words are looked for" } "\n"
                    (form::words(question, visit.opened.is_taught()))
                } "\n"
            }
            @if tool.query_label().is_none() { p { button type="submit" { "Show" } } "\n" }
        } "\n"
    })
}
