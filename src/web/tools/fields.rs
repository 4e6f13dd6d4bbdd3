//! The fields of a form: which reports and paragraphs, and the parameters of a question.

use crate::output::page::{Markup, Text, html};
use crate::query::Field;
use crate::web::failure::Failure;
use crate::web::pages::form::{self, Choice, Choices};
use crate::web::pages::{Visit, narrow};
use crate::web::parameter::{Kind, Parameter};
use crate::web::question::Question;

/// Draws up which reports and paragraphs a question looks at.
pub(super) fn which(visit: &Visit<'_>, question: &Question) -> Result<Markup, Failure> {
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
        details open[question.is_narrowed()] {
            summary { "Which reports and paragraphs" } "\n"
            div class="choices" { "\n" (form::filters(question, &choices)) } "\n"
            (form::days(question))
        } "\n"
    })
}

/// Draws up the field of a parameter.
pub(super) fn field(parameter: &Parameter, question: &Question) -> Markup {
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
