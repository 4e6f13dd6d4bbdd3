//! Narrowing: what was chosen, each removable, and what can be chosen besides.

use super::Visit;
use crate::index::{Facet, FacetValue, SearchResults};
use crate::model::{Area, PartialDate, Terms};
use crate::output::page::{Markup, Text, html, label};
use crate::query::Field;
use crate::web::question::{Question, SCOPE, SEARCH};

/// Draws up what was chosen; nothing where nothing was.
pub(in crate::web) fn chosen(visit: &Visit<'_>, question: &Question, path: &str) -> Markup {
    let is_narrowed = question.is_narrowed();
    let is_switched = question.flags().iter().any(|(_, is_set)| *is_set);
    if !is_narrowed && !is_switched && !question.choosing.within_report {
        return html! {};
    }
    let terms = visit.opened.reports.terms();
    let fields = question
        .chosen
        .iter()
        .enumerate()
        .map(|(at, (field, value))| {
            let (not, value) = match value.strip_prefix('!') {
                Some(value) => ("not ", value),
                None => ("", value.as_str()),
            };
            let name = named(visit, *field, value).unwrap_or_else(|| spelt(terms, *field, value));
            let said = format!("{field}: {not}{name}");
            (said, question.without_value(at))
        });
    let scope = question
        .scope
        .iter()
        .enumerate()
        .map(|(at, (name, value))| {
            let mut less = question.clone();
            less.scope.remove(at);
            let parameter = SCOPE.iter().find(|known| known.name == *name);
            let name = parameter.map_or(*name, |known| known.label);
            (format!("{name}: {value}"), less)
        });
    let switched = question.flags().into_iter().filter(|(_, is_set)| *is_set);
    let switched = switched.map(|(name, _)| {
        let parameter = SEARCH.iter().find(|known| known.name == name);
        let said = parameter.map_or(name, |known| known.label);
        (said.to_owned(), question.without_flag(name))
    });
    let within = question.choosing.within_report.then(|| {
        let mut less = question.clone();
        less.choosing.within_report = false;
        ("words anywhere in one report".to_owned(), less)
    });
    let to = |question: &Question| visit.links.asking(path, &question.pairs());
    html! {
        section aria-labelledby="chosen" {
            "\n" h2 id="chosen" { "Chosen" } "\n"
            ul class="chosen" {
                "\n"
                @for (said, less) in fields.chain(scope).chain(switched).chain(within) {
                    li {
                        (Text(&said)) " "
                        a href=(to(&less)) aria-label={ "remove " (Text(&said)) } { "remove" }
                    } "\n"
                }
            } "\n"
            (neighbours(visit, question, path))
            @if is_narrowed {
                p { a href=(to(&question.everywhere())) { "Clear all filters" } } "\n"
            }
        } "\n"
    }
}

/// Names an authority that has reports.
fn named(visit: &Visit<'_>, field: Field, value: &str) -> Option<String> {
    let authorities = visit.opened.authorities().ok()?;
    let mut authorities = authorities.iter().filter(|_| field == Field::Authority);
    let (_, name) = authorities.find(|(slug, _)| slug == value)?;
    Some(name.clone())
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
