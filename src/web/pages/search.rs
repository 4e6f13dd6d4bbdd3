//! The search: what was found, how it spreads, and what else might be asked.

use super::basket::{self, Basket};
use super::form::{self, Choice};
use super::{Visit, hit, narrow};
use crate::index::{FacetValue, IndexError, SearchRequest, SearchResults, Shown};
use crate::output::Answer;
use crate::output::page::{Markup, Text, html, label, shares, weight};
use crate::query::Field;
use crate::semantics;
use crate::web::failure::Failure;
use crate::web::kept;
use crate::web::page::Page;
use crate::web::question::Question;
use crate::web::reading::Takes;
use crate::web::tool::Tool;

/// What can be chosen beside the results.
const FACETS: [Field; 6] = [
    Field::Authority,
    Field::Kind,
    Field::Year,
    Field::Grade,
    Field::Area,
    Field::Region,
];

/// How many hits a page has.
const PAGE: usize = 10;

pub(in crate::web) fn search(visit: &Visit<'_>, asked: &str) -> Result<Page, Failure> {
    let mut question = Question::read(asked, &Takes::Pages)?;
    question.facets = FACETS.to_vec();
    question.limit = PAGE;
    question.offset = (question.page - 1) * PAGE;
    let understood = question.request(visit.opened, visit.site.options.concepts.clone())?;
    let request = &understood.request;
    let failed = |error| Failure::from(error).of(&question);
    let index = visit.opened.answers.request(request, Shown::Hits);
    let mut results = index.map_err(failed)?.search(request).map_err(failed)?;
    results.notes.extend(understood.chosen);
    results.notes.extend(understood.widened);
    let said_as = visit.opened.said_as(request, &results)?;
    let answer = Answer {
        said_as: &said_as,
        ..Answer::new(&understood.text, &results)
    };
    let contents = html! {
        h1 { (Text(answer.title())) } "\n"
        @if question.pairs().is_empty() { (corpus(&results)) }
        @let is_taught = visit.opened.is_taught();
        (form::form(&visit.links, &question, "/search", &authorities(visit, &results)?, is_taught))
        div class="answer" {
            "\n"
            div class="found" {
                "\n"
                p class="totals" role="status" { (Text(&answer.sentence())) "." } "\n"
                p class="to-narrow" { a href="#narrow" { "What was chosen, and what narrows it" } } "\n"
                (told(visit, &question, &answer))
                @if results.total == 0 {
                    (nothing(visit, &question, results.reports_searched))
                } @else {
                    (hits(visit, &question, request, &results)?)
                }
                (behind(visit, &question, &results))
                @if results.total > 0 {
                    (kept::links_of_search(&visit.links, &question, results.total))
                }
            } "\n"
            div class="narrow" id="narrow" {
                "\n"
                (narrow::chosen(visit, &question, "/search"))
                @if results.total > 0 {
                    h2 { "Narrow" } "\n"
                    (narrow::facets(visit, &question, &results))
                }
            } "\n"
        }
    };
    Ok(super::framed(&visit.links, answer.title(), contents))
}

/// Says what there is to be searched, to who asks nothing yet.
fn corpus(results: &SearchResults) -> Markup {
    let values = |field: Field| {
        let facet = results.facets.iter().find(|facet| facet.field == field);
        let values = facet.map_or(&[][..], |facet| &facet.values);
        values.iter().filter(|value| value.paragraphs > 0)
    };
    let years = || values(Field::Year).filter_map(|value| value.value.parse::<u16>().ok());
    let authorities = values(Field::Authority).count() as u64;
    html! {
        p {
            (label::count(results.reports_searched, "report")) " on "
            (label::count(authorities, "authority"))
            @if let (Some(first), Some(last)) = (years().min(), years().max()) {
                ", inspected from " (first) " to " (last)
            }
            ". Type words that inspectors may have used: each answer names its report, paragraph and page."
        } "\n"
    }
}

/// Lists the authorities to choose from, with how many paragraphs of each were found.
pub(super) fn authorities(
    visit: &Visit<'_>,
    results: &SearchResults,
) -> Result<Vec<Choice>, IndexError> {
    let mut facets = results.facets.iter();
    let facet = facets.find(|facet| facet.field == Field::Authority);
    let values = facet.map_or(&[][..], |facet| &facet.values);
    let found = |slug: &str| values.iter().find(|value| value.value == slug);
    let numbered = |name: &str, value: Option<&FacetValue>| match value {
        Some(value) if value.paragraphs > 0 => format!("{name}: {}", narrow::numbers(value)),
        _ => name.to_owned(),
    };
    let known = visit.opened.authorities()?.iter();
    Ok(known
        .map(|(slug, name)| (slug.clone(), numbered(name, found(slug))))
        .collect())
}

/// Says what else there is to know of an answer: notes, other names and by whom they are told, what may
/// have been meant, where nothing is said.
fn told(visit: &Visit<'_>, question: &Question, answer: &Answer<'_>) -> Markup {
    let results = answer.results;
    let asking = |text: &str| {
        let other = Question {
            text: text.to_owned(),
            ..question.clone()
        };
        visit.links.asking("/search", &other.pairs())
    };
    let meant = results.suggestions.iter().map(|meant| {
        let found = label::count(meant.paragraphs, "paragraph");
        (asking(&meant.query), meant.query.as_str(), found)
    });
    let called = results.offers.iter().map(|offer| {
        let found = label::count(offer.reports, "report");
        (asking(&offer.query), offer.term.as_str(), found)
    });
    let said_as = answer.said_as.iter().map(|name| {
        let widened = semantics::widened(&question.text, [name]);
        (asking(&widened), name.text.as_str(), weight(name))
    });
    html! {
        (notes(results))
        (others("Did you mean", meant))
        (others("Also called, by the concepts", called))
        @if results.total > 0 {
            (others("Said as, by the reports: each widens the search", said_as))
            @if answer.said_as.len() > 1 {
                p {
                    a href=(asking(&semantics::widened(&question.text, answer.said_as))) {
                        "Search them all together"
                    }
                } "\n"
            }
            (otherwise(visit, question, results))
        } @else {
            (others("Nearest of what the reports say", said_as))
        }
    }
}

/// Leads to the same seen otherwise; only a concordance and groups know how words are looked for.
fn otherwise(visit: &Visit<'_>, question: &Question, results: &SearchResults) -> Markup {
    let silent = results.reports_searched - results.total_reports;
    let asked = question;
    let plain = question.plainly();
    let whole = question.without_kept();
    let is_plain =
        question.flags().iter().all(|(_, is_set)| !is_set) && !question.choosing.within_report;
    let has_words = !question.text.is_empty();
    let tools = [
        (Tool::Groups, "by authority", &whole, true),
        (Tool::Concordance, "line by line", &whole, has_words),
        (Tool::Trend, "year by year", &plain, has_words && is_plain),
        (
            Tool::Recurring,
            "phrases that recur in them",
            &plain,
            is_plain,
        ),
        (
            Tool::Track,
            "in what must improve, report by report",
            &plain,
            has_words && is_plain,
        ),
    ];
    html! {
        nav aria-label="The same seen otherwise" {
            ul class="row" {
                "\n"
                @for (tool, said, question, _) in tools.iter().filter(|(.., fits)| *fits) {
                    li { a href=(visit.links.asking(tool.path(), &question.pairs())) { (said) } } "\n"
                }
                @if silent > 0 {
                    li {
                        a href=(visit.links.asking("/absent", &asked.pairs())) {
                            (label::count(silent, "report")) " in which this is not said"
                        }
                    } "\n"
                }
            }
        } "\n"
    }
}

/// Says what stands behind the answer: how it spreads over years, and how the query was understood.
fn behind(visit: &Visit<'_>, question: &Question, results: &SearchResults) -> Markup {
    html! {
        @if results.total > 0 { (years(visit, question, results)) }
        @if !results.explained.is_empty() {
            details {
                summary { "How the query was understood" } "\n"
                ul { "\n" @for line in &results.explained { li { (Text(line)) } "\n" } } "\n"
            } "\n"
        }
    }
}

/// Draws the share of the reports of each year that say it.
fn years(visit: &Visit<'_>, question: &Question, results: &SearchResults) -> Markup {
    let mut facets = results.facets.iter();
    let facet = facets.find(|facet| facet.field == Field::Year);
    html! {
        @if let Some(facet) = facet {
            details {
                summary { "Years: the share of the reports searched that say it" } "\n"
                (shares(facet, "Reports that say it, by year"))
                (kept::pictures(&visit.links, Tool::Search, question))
            } "\n"
        }
    }
}

/// Says which reports a filter could not reach, and the like.
pub(in crate::web) fn notes(results: &SearchResults) -> Markup {
    html! {
        @for said in &results.notes { (note(Some(said))) }
    }
}

/// Says something that a reader must know of an answer.
pub(in crate::web) fn note(said: Option<&str>) -> Markup {
    html! {
        @if let Some(said) = said { p class="note" { "Note: " (Text(said)) "." } "\n" }
    }
}

/// Lists other questions under a title, each with its address and what it would find; nothing where
/// there are none.
fn others<'r>(
    title: &str,
    questions: impl ExactSizeIterator<Item = (String, &'r str, String)>,
) -> Markup {
    html! {
        @if questions.len() > 0 {
            p class="row-title" { (title) } "\n"
            ul class="row" {
                "\n"
                @for (address, said, found) in questions {
                    li { a href=(address) { (Text(said)) } " (" (found) ")" } "\n"
                }
            } "\n"
        }
    }
}

fn hits(
    visit: &Visit<'_>,
    question: &Question,
    request: &SearchRequest,
    results: &SearchResults,
) -> Result<Markup, Failure> {
    let first = request.offset + 1;
    let last = request.offset + results.hits.len();
    let basket = &Basket::of(visit, question)?;
    Ok(html! {
        h2 id="results" {
            @if results.hits.is_empty() {
                "No more results"
            } @else {
                "Results " (first) " to " (last) " of " (results.total)
            }
        } "\n"
        ol class="hits" start=(first) {
            "\n"
            @for (at, found) in results.hits.iter().enumerate() {
                li { (hit::hit(&visit.links, found)) (basket::tick(basket, found, at)) } "\n"
            }
        } "\n"
        @if !results.hits.is_empty() { (basket::form(visit, question, basket)) }
        (pages(visit, question, results.total))
    })
}

/// Leads to the pages before and after this one.
fn pages(visit: &Visit<'_>, question: &Question, total: u64) -> Markup {
    let last = (total as usize).div_ceil(PAGE);
    if last < 2 && question.page == 1 {
        return html! {};
    }
    let to = |page: usize| {
        let mut pairs = question.pairs();
        pairs.push(("page", page.to_string()));
        visit.links.asking("/search", &pairs)
    };
    html! {
        nav class="pages" aria-label="Pages of results" {
            @if question.page > 1 {
                a rel="prev" href=(to((question.page - 1).min(last))) { "Previous page" } " "
            }
            span { "Page " (question.page) " of " (last) }
            @if question.page < last {
                " " a rel="next" href=(to(question.page + 1)) { "Next page" }
            }
        } "\n"
    }
}

/// Says what to do where nothing was found.
fn nothing(visit: &Visit<'_>, question: &Question, searched: u64) -> Markup {
    let has_several = question.text.split_whitespace().nth(1).is_some();
    html! {
        h2 { "Nothing was found" } "\n"
        @if searched == 0 { p { "No report passes these filters." } "\n" }
        ul {
            "\n"
            @if question.is_narrowed() {
                li {
                    a href=(visit.links.asking("/search", &question.everywhere().pairs())) {
                        "Search all reports, without filters"
                    }
                } "\n"
            }
            @if question.exact { li { "Let words stand in other endings: uncheck “exactly as they are spelt”" } "\n" }
            @if question.sentence { li { "Let words stand anywhere in a paragraph: uncheck “all in one sentence”" } "\n" }
            @if has_several { li { "Use fewer words, or join them by OR" } "\n" }
            li { "Use the beginning of a word with an asterisk: " code { "safeguard*" } } "\n"
            li { a href=(visit.links.to("/help")) { "How to write a query" } } "\n"
        } "\n"
    }
}
