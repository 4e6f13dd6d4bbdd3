//! The form of a search. What it does not show is kept in hidden fields.

use super::basket;
use crate::output::page::{Markup, Text, html};
use crate::query::Field;
use crate::web::address::Links;
use crate::web::parameter::{Kind, Parameter};
use crate::web::question::{Question, SCOPE, SEARCH, SORTS, WITHIN};

/// An authority to choose: its slug, and how it reads.
pub(in crate::web) type Choice = (String, String);

/// A field to choose one of some values of, with how each reads.
#[derive(Debug)]
pub(in crate::web) struct Choices<'a> {
    pub(in crate::web) field: Field,
    pub(in crate::web) values: &'a [Choice],
}

impl Choices<'_> {
    /// Returns which of the values is chosen; one at most is shown as chosen.
    fn chosen<'q>(&self, question: &'q Question) -> Option<&'q (Field, String)> {
        let is_offered = |value: &String| self.values.iter().any(|(slug, _)| slug == value);
        let mut chosen = question.chosen.iter();
        chosen.find(|(field, value)| *field == self.field && is_offered(value))
    }

    fn select(&self, question: &Question) -> Markup {
        let name = self.field.name();
        let chosen = self.chosen(question).map(|(_, value)| value);
        html! {
            div {
                label for=(name) { (capital(&name.replace('-', " "))) } " "
                select id=(name) name=(name) {
                    "\n" option value="" { "all" } "\n"
                    @for (slug, said) in self.values {
                        option value=(Text(slug)) selected[chosen == Some(slug)] { (Text(said)) } "\n"
                    }
                }
            } "\n"
        }
    }
}

/// Writes the first letter as a capital.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Draws up what narrows a question by values: those to choose, and what is not shown.
pub(in crate::web) fn filters(question: &Question, choices: &[Choices<'_>]) -> Markup {
    let shown: Vec<_> = choices
        .iter()
        .filter_map(|of| of.chosen(question))
        .collect();
    let hidden = question.chosen.iter();
    let hidden = hidden.filter(|chosen| !shown.contains(chosen));
    let days = SCOPE.iter().filter(|known| matches!(known.kind, Kind::Day));
    let is_shown = |name: &str| days.clone().any(|day| day.name == name);
    html! {
        @for (field, value) in hidden {
            input type="hidden" name=(field.name()) value=(Text(value)); "\n"
        }
        @for (name, value) in question.scope.iter().filter(|(name, _)| !is_shown(name)) {
            input type="hidden" name=(name) value=(Text(value)); "\n"
        }
        @for of in choices.iter().filter(|of| !of.values.is_empty()) { (of.select(question)) }
    }
}

/// Draws up the fields of days, and says how these are written.
pub(in crate::web) fn days(question: &Question) -> Markup {
    let days = SCOPE.iter().filter(|known| matches!(known.kind, Kind::Day));
    let day = |name| question.scope(name).unwrap_or_default();
    html! {
        div class="choices" {
            "\n"
            @for Parameter { name, label, .. } in days {
                div {
                    label for=(name) { (label) } " "
                    input type="text" id=(name) name=(name) value=(Text(day(name))) size="10"
                        placeholder="2019-06" aria-describedby="days";
                } "\n"
            }
        } "\n"
        p id="days" class="small" { "Days are a year, a month or a day: 2019, 2019-06, 2019-06-14." } "\n"
    }
}

/// Draws up the order of what is found.
pub(in crate::web) fn order(question: &Question) -> Markup {
    html! {
        div {
            label for="sort" { "Order" } " "
            select id="sort" name="sort" {
                "\n"
                @for (name, said) in SORTS {
                    option value=(name) selected[name == question.sort] { (said) } "\n"
                }
            }
        } "\n"
    }
}

/// Draws up how words are looked for; what reports call a name is asked of a thesaurus, where there is one.
pub(in crate::web) fn words(question: &Question, is_taught: bool) -> Markup {
    let flags = question.flags().into_iter();
    let flags = flags.filter(|(name, is_set)| *name != "also" || is_taught || *is_set);
    html! {
        div class="choices" {
            div {
                label for="within" { "Words meet in" } " "
                select id="within" name="within" {
                    "\n"
                    @for (name, said) in WITHIN {
                        @let is_chosen = (name == "report") == question.choosing.within_report;
                        option value=(name) selected[is_chosen] { (said) } "\n"
                    }
                }
            } "\n"
        } "\n"
        fieldset {
            legend { "Words and reports" } "\n"
            @for (name, is_set) in flags {
                @let label = SEARCH.iter().find(|known| known.name == name).map(|known| known.label);
                span class="flag" {
                    input type="checkbox" id=(name) name=(name) value="true" checked[is_set]; " "
                    label for=(name) { (label.unwrap_or(name)) }
                } "\n"
            }
        } "\n"
    }
}

/// Tells whether words are looked for in some other way than usual, or in some years alone.
pub(in crate::web) fn is_special(question: &Question) -> bool {
    question.flags().iter().any(|(_, is_set)| *is_set)
        || question.choosing.within_report
        || !question.scope.is_empty()
}

/// Draws up the field of the query.
pub(in crate::web) fn query(question: &Question, label: &str, button: &str) -> Markup {
    html! {
        div class="query" {
            label for="q" { (label) } " "
            input type="search" id="q" name="q" value=(Text(&question.text)) autocomplete="off"
                spellcheck="false"; " "
            button type="submit" { (button) }
        } "\n"
    }
}

/// Draws up the form of a search; an empty list of authorities is not offered.
pub(super) fn form(
    links: &Links<'_>,
    question: &Question,
    action: &str,
    authorities: &[Choice],
    is_taught: bool,
) -> Markup {
    let choices = [Choices {
        field: Field::Authority,
        values: authorities,
    }];
    html! {
        form class="search" role="search" action=(links.to(action)) method="get" {
            "\n"
            (query(question, "Search the reports for", "Search"))
            (basket::carried(question))
            div class="choices" { "\n" (filters(question, &choices)) (order(question)) } "\n"
            details open[is_special(question)] {
                summary { "Days, and how words are looked for" } "\n"
                (days(question))
                (words(question, is_taught))
            } "\n"
        } "\n"
    }
}
