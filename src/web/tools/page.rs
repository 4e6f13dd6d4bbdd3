//! The pages of tools: what each does, a form, its answer, and the same as data.

use super::form::{Form, Written};
use crate::output::page::{Markup, Text, html};
use crate::query::Field;
use crate::web::failure::Failure;
use crate::web::kept;
use crate::web::page::Page;
use crate::web::pages::form::{self, Choice, Choices};
use crate::web::pages::{Visit, framed, narrow};
use crate::web::parameter::{Kind, Parameter};
use crate::web::question::Question;
use crate::web::tool::Tool;

/// Draws up the page of a tool; what is asked without saying enough is asked for.
pub(in crate::web) fn page(visit: &Visit<'_>, tool: Tool, asked: &str) -> Result<Page, Failure> {
    let question = Question::read(asked, &tool.takes())?;
    let answer = match tool.is_asked(&question) {
        true => Some(tool.answer(visit, &question, Form::Page)?),
        false => None,
    };
    let title = match question.text.as_str() {
        "" => tool.title().to_owned(),
        text => format!("{}: {text}", tool.title()),
    };
    let contents = html! {
        h1 { (tool.title()) } "\n"
        (beside(visit, tool))
        p { (tool.lead()) } "\n"
        @if tool != Tool::Quotations { (asking(visit, tool, &question)?) }
        (narrow::chosen(visit, &question, tool.path()))
        @if let Some(Written::Markup(contents)) = &answer {
            div class="figures" { "\n" (contents) } "\n"
            (kept::links(&visit.links, tool, &question))
        }
    };
    Ok(framed(&visit.links, &title, contents))
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
    let terms = visit.opened.reports.terms();
    let mut offered: Vec<(Field, Vec<Choice>)> =
        vec![(Field::Authority, visit.opened.authorities()?.to_vec())];
    for (field, values) in visit.opened.values()? {
        let said = |value: &String| (value.clone(), narrow::spelt(terms, *field, value));
        offered.push((*field, values.iter().map(said).collect()));
    }
    let choices = offered.iter().map(|(field, values)| Choices {
        field: *field,
        values,
    });
    let choices: Vec<_> = choices.collect();
    Ok(html! {
        form class="search" action=(visit.links.to(tool.path())) method="get" {
            "\n"
            @if let Some(label) = tool.query() { (form::query(question, label, "Show")) }
            div class="choices" {
                "\n"
                @for parameter in tool.parameters() { (field(parameter, question)) }
                @if tool.is_search() { (form::order(question)) }
            } "\n"
            details open[question.is_narrowed()] {
                summary { "Which reports and paragraphs" } "\n"
                div class="choices" { "\n" (form::filters(question, &choices)) } "\n"
                (form::days())
            } "\n"
            @if tool.is_search() { (form::words(question)) }
            @if tool.query().is_none() { p { button type="submit" { "Show" } } "\n" }
        } "\n"
    })
}

/// Draws up the field of a parameter.
fn field(parameter: &Parameter, question: &Question) -> Markup {
    let Parameter {
        name, label, help, ..
    } = *parameter;
    let value = question.own(name);
    let described = format!("{name}-help");
    let titled = html! { label for=(name) { (label) } " " };
    let explained = html! { p class="small" id=(described) { (help) } };
    match parameter.kind {
        Kind::Text(_) | Kind::Values | Kind::Day => html! {
            div class="long" {
                (titled)
                input type="text" id=(name) name=(name) value=(Text(value.unwrap_or(parameter.first())))
                    aria-describedby=(described) autocomplete="off" spellcheck="false";
                (explained)
            } "\n"
        },
        Kind::Lines => {
            let lines: Vec<_> = question.all(name).collect();
            html! {
                div class="long" {
                    (titled)
                    // A line break behind the tag is no part of its contents.
                    textarea id=(name) name=(name) rows="3" aria-describedby=(described)
                        spellcheck="false" { "\n" (Text(&lines.join("\n"))) }
                    (explained)
                } "\n"
            }
        }
        Kind::Number(least, most, usual) => html! {
            div {
                (titled)
                input type="number" id=(name) name=(name) min=(least) max=[(most < 10_000).then_some(most)]
                    placeholder=(usual) value=[value.map(Text)];
            } "\n"
        },
        Kind::Choice(choices) => html! {
            div {
                (titled)
                select id=(name) name=(name) {
                    "\n"
                    @for (known, said) in choices {
                        option value=(known) selected[value == Some(known)] { (said) } "\n"
                    }
                }
            } "\n"
        },
        Kind::Flag => html! {
            div class="flag" {
                input type="checkbox" id=(name) name=(name) value="true" checked[value == Some("true")]; " "
                label for=(name) { (label) }
            } "\n"
        },
    }
}
