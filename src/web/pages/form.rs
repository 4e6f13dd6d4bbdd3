//! The form of a search. What it does not show is kept in hidden fields.

use crate::output::page::{Markup, Text, html};
use crate::query::Field;
use crate::web::address::Links;
use crate::web::question::{Question, SORTS};

/// An authority to choose: its slug, and how it reads.
pub(super) type Choice = (String, String);

/// Draws up the form; an empty list of authorities is not offered.
pub(super) fn form(
    links: &Links<'_>,
    question: &Question,
    action: &str,
    authorities: &[Choice],
) -> Markup {
    let offered = |value: &String| authorities.iter().any(|(slug, _)| slug == value);
    let mut chosen = question.chosen.iter();
    let authority = chosen.find(|(field, value)| *field == Field::Authority && offered(value));
    let hidden = question
        .chosen
        .iter()
        .filter(|chosen| Some(*chosen) != authority);
    let is_shown = |name: &str| ["since", "until"].contains(&name);
    let day = |name| question.scope(name).unwrap_or_default();
    html! {
        form class="search" role="search" action=(links.to(action)) method="get" {
            "\n"
            div class="query" {
                label for="q" { "Search the reports for" } " "
                input type="search" id="q" name="q" value=(Text(&question.text)) autocomplete="off"
                    spellcheck="false"; " "
                button type="submit" { "Search" }
            } "\n"
            @for (field, value) in hidden {
                input type="hidden" name=(field.name()) value=(Text(value)); "\n"
            }
            @for (name, value) in question.scope.iter().filter(|(name, _)| !is_shown(name)) {
                input type="hidden" name=(name) value=(Text(value)); "\n"
            }
            div class="choices" {
                "\n"
                @if !authorities.is_empty() {
                    div {
                        label for="authority" { "Authority" } " "
                        select id="authority" name="authority" {
                            "\n" option value="" { "all" } "\n"
                            @for (slug, name) in authorities {
                                @let is_chosen = authority.is_some_and(|(_, value)| value == slug);
                                option value=(Text(slug)) selected[is_chosen] { (Text(name)) } "\n"
                            }
                        }
                    } "\n"
                }
                @for (name, label) in [("since", "From"), ("until", "To")] {
                    div {
                        label for=(name) { (label) } " "
                        input type="text" id=(name) name=(name) value=(Text(day(name))) size="10"
                            placeholder="2019-06" aria-describedby="days";
                    } "\n"
                }
                div {
                    label for="sort" { "Order" } " "
                    select id="sort" name="sort" {
                        "\n"
                        @for (name, said, _) in SORTS {
                            option value=(name) selected[name == question.sort] { (said) } "\n"
                        }
                    }
                } "\n"
            } "\n"
            p id="days" class="small" { "Days are a year, a month or a day: 2019, 2019-06, 2019-06-14." } "\n"
            fieldset {
                legend { "Words" } "\n"
                @for ((name, is_set), said) in question.flags().into_iter().zip(SAID) {
                    span class="flag" {
                        input type="checkbox" id=(name) name=(name) value="true" checked[is_set]; " "
                        label for=(name) { (said) }
                    } "\n"
                }
            } "\n"
        } "\n"
    }
}

/// What the switches of a question do, in their order.
const SAID: [&str; 3] = [
    "all in one sentence",
    "exactly as they are spelt",
    "and other names of the same thing",
];
