//! Narrowing: what was chosen, each removable, and what can be chosen besides.

use super::Visit;
use crate::index::{Facet, FacetValue, SearchResults};
use crate::model::{Area, PartialDate, Terms};
use crate::output::page::{Markup, Text, html, label};
use crate::query::Field;
use crate::web::question::Question;

/// Draws up what was chosen; nothing where nothing was.
pub(in crate::web) fn chosen(visit: &Visit<'_>, question: &Question, path: &str) -> Markup {
    if !question.is_narrowed() {
        return html! {};
    }
    let terms = visit.opened.reports.terms();
    let fields = question
        .chosen
        .iter()
        .enumerate()
        .map(|(at, (field, value))| {
            let mut less = question.clone();
            less.chosen.remove(at);
            let said = match value.strip_prefix('!') {
                Some(value) => format!("{field}: not {}", spelt(terms, *field, value)),
                None => format!("{field}: {}", spelt(terms, *field, value)),
            };
            (said, less)
        });
    let scope = question
        .scope
        .iter()
        .enumerate()
        .map(|(at, (name, value))| {
            let mut less = question.clone();
            less.scope.remove(at);
            (format!("{name}: {value}"), less)
        });
    let to = |question: &Question| visit.links.asking(path, &question.pairs());
    html! {
        section aria-labelledby="chosen" {
            "\n" h2 id="chosen" { "Chosen" } "\n"
            ul class="chosen" {
                "\n"
                @for (said, less) in fields.chain(scope) {
                    li {
                        (Text(&said)) " "
                        a href=(to(&less)) aria-label={ "remove " (Text(&said)) } { "remove" }
                    } "\n"
                }
            } "\n"
            (neighbours(visit, question, path))
            p { a href=(to(&question.everywhere())) { "Clear all filters" } } "\n"
        } "\n"
    }
}

/// Leads to the same with the statistical neighbours of the one authority that is chosen, where they are
/// known and have reports.
fn neighbours(visit: &Visit<'_>, question: &Question, path: &str) -> Markup {
    let mut authorities = question
        .chosen
        .iter()
        .filter(|(field, _)| *field == Field::Authority);
    let (Some((_, chosen)), None) = (authorities.next(), authorities.next()) else {
        return html! {};
    };
    let reported = visit.opened.authorities().unwrap_or_default();
    let known = visit
        .site
        .options
        .neighbours
        .of(chosen)
        .unwrap_or_default()
        .iter();
    let known = known.filter_map(|slug| reported.iter().find(|(other, _)| other == slug));
    let known: Vec<_> = known.collect();
    let mut more = question.clone();
    more.chosen.extend(
        known
            .iter()
            .map(|(slug, _)| (Field::Authority, slug.clone())),
    );
    more.chosen.sort_by_key(|(field, _)| *field as usize);
    let names: Vec<&str> = known.iter().map(|(_, name)| name.as_str()).collect();
    html! {
        @if !names.is_empty() {
            p {
                a href=(visit.links.asking(path, &more.pairs())) { "Add its statistical neighbours" }
                ": " (Text(&names.join(", ")))
            } "\n"
        }
    }
}

/// Draws up what can be chosen, with how many paragraphs and reports would be left.
pub(super) fn facets(visit: &Visit<'_>, question: &Question, results: &SearchResults) -> Markup {
    html! {
        @for facet in &results.facets {
            @if facet.field != Field::Authority { (one(visit, question, facet)) }
        }
    }
}

fn one(visit: &Visit<'_>, question: &Question, facet: &Facet) -> Markup {
    let terms = visit.opened.reports.terms();
    let values = facet.values.iter().filter(|value| value.paragraphs > 0);
    let id = format!("by-{}", facet.field);
    html! {
        section aria-labelledby=(id) {
            "\n" h3 id=(id) { "By " (facet.field.name().replace('-', " ")) } "\n"
            ul {
                "\n"
                @for value in values {
                    @let said = spelt(terms, facet.field, &value.value);
                    li {
                        @match with(question, facet.field, &value.value) {
                            Some(more) => a href=(visit.links.asking("/search", &more.pairs())) { (Text(&said)) },
                            None => (Text(&said)),
                        }
                        " " span class="count" { (numbers(value)) }
                    } "\n"
                }
            } "\n"
        } "\n"
    }
}

/// Says how many paragraphs and reports a value has.
pub(super) fn numbers(value: &FacetValue) -> String {
    let paragraphs = label::count(value.paragraphs, "paragraph");
    format!("{paragraphs} in {}", label::count(value.reports, "report"))
}

/// Returns the question narrowed to a value; none where it is already, or cannot be.
fn with(question: &Question, field: Field, value: &str) -> Option<Question> {
    let mut more = question.clone();
    if field == Field::Year {
        let year: PartialDate = value.parse().ok()?;
        // A span that ends within the year goes on ending there.
        let within = |name, is_within: fn(PartialDate, PartialDate) -> bool| {
            let within = |day: &&str| day.parse().is_ok_and(|day| is_within(day, year));
            let kept = question.scope(name).filter(within);
            (name, kept.unwrap_or(value).to_owned())
        };
        let named = [
            within("since", |day, year| day.first() > year.first()),
            within("until", |day, year| day.last() < year.last()),
        ];
        if named.iter().all(|named| question.scope.contains(named)) {
            return None;
        }
        more.scope
            .retain(|(name, _)| !["since", "until"].contains(name));
        more.scope.splice(0..0, named);
        return Some(more);
    }
    let chosen = (field, value.to_owned());
    if question.chosen.contains(&chosen) {
        return None;
    }
    more.chosen.push(chosen);
    Some(more)
}

/// Spells a value as readers know it.
pub(in crate::web) fn spelt(terms: &Terms, field: Field, value: &str) -> String {
    let known = match field {
        Field::Kind => terms.kind(value).map(|kind| kind.title().to_owned()),
        Field::Grade | Field::Overall => terms.grade(value).map(|of| of.title().to_owned()),
        Field::Area => Some(label::area(&Area::new(value.to_owned()))),
        _ => None,
    };
    known.unwrap_or_else(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::reading::Takes;

    fn check(asked: &str, year: &str, expected: Option<&str>) {
        let question = Question::read(asked, &Takes::Pages).unwrap();
        let more = with(&question, Field::Year, year).map(|more| {
            let pairs = more.pairs();
            let pairs: Vec<_> = pairs
                .iter()
                .map(|(name, of)| format!("{name}={of}"))
                .collect();
            pairs.join("&")
        });
        assert_eq!(more.as_deref(), expected, "{asked}");
    }

    #[test]
    fn a_year_narrows_a_span() {
        check("", "2019", Some("since=2019&until=2019"));
        check("since=2019&until=2019", "2019", None);
        let span = "since=2019-06&until=2020-02";
        check(span, "2019", Some("since=2019-06&until=2019"));
        check(span, "2020", Some("since=2020&until=2020-02"));
        check("since=2018-01-01", "2019", Some("since=2019&until=2019"));
        check("since=2019-06&until=2019-09", "2019", None);
        check("", "none", None);
    }
}
