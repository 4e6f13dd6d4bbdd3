//! What a search finds, seen otherwise: in groups, line by line, and what is like one of its paragraphs.

use std::ops::ControlFlow;

use super::form::{Form, Written, drawn, written};
use super::stretch::Stretch;
use crate::index::{GroupBy, Hit, Neighbour, SearchRequest, SearchResults, Shown, SimilarRequest};
use crate::model::ParagraphId;
use crate::output::page::{Markup, Text, html, label};
use crate::output::{
    self, Absent, Answer, ConcordanceWriter, Format, Group, GroupedHits, HitWriter, Picture,
    Screen, Totals,
};
use crate::query::{self, Field};
use crate::themes::{self, STRATA, SampleRequest};
use crate::web::cursor::{self, CURSOR};
use crate::web::failure::Failure;
use crate::web::pages::search::{note, notes};
use crate::web::pages::{Visit, wide_table};
use crate::web::parameter::{FARTHEST, Kind, Parameter};
use crate::web::question::{Question, values};
use crate::web::reading::Understood;
use crate::web::tool::Tool;

const MOST: usize = 1000;
/// How many paragraphs an answer holds, those around hits counted.
const MOST_AROUND: usize = 20_000;

const OFFSET: Parameter = Parameter {
    name: "offset",
    label: "To pass over",
    help: "how many to pass over",
    kind: Kind::Number(0, FARTHEST, 0),
};

pub(super) const GROUPS: &[Parameter] = &[
    Parameter {
        name: "group-by",
        label: "Group by",
        help: "what the paragraphs are gathered by",
        kind: Kind::Choice(&[
            ("authority", "authority"),
            ("report", "report"),
            ("provider", "provider"),
        ]),
    },
    Parameter {
        name: "limit",
        label: "Groups",
        help: "how many groups to show",
        kind: Kind::Number(1, MOST, 10),
    },
    OFFSET,
];
pub(super) const CONCORDANCE: &[Parameter] = &[
    Parameter {
        name: "kwic-sort",
        label: "Sort lines by",
        help: "words around the match, nearest first, such as R1,R2 or L1 or node",
        kind: Kind::Text(""),
    },
    Parameter {
        name: "limit",
        label: "Lines",
        help: "how many lines to show",
        kind: Kind::Number(1, MOST, 50),
    },
    OFFSET,
];
pub(super) const SIMILAR: &[Parameter] = &[
    Parameter {
        name: "id",
        label: "Paragraph",
        help: "a paragraph, REPORT#PLACE, as results print it",
        kind: Kind::Text(""),
    },
    Parameter {
        name: "limit",
        label: "Paragraphs",
        help: "how many to show",
        kind: Kind::Number(1, MOST, 10),
    },
];

pub(super) const SEARCH: &[Parameter] = &[
    OFFSET,
    CURSOR,
    Parameter {
        name: "limit",
        label: "Paragraphs",
        help: "how many paragraphs to give",
        kind: Kind::Number(0, MOST, 10),
    },
    Parameter {
        name: "facet",
        label: "Facets",
        help: "the fields by whose values to count",
        kind: Kind::Values,
    },
    Parameter {
        name: "context",
        label: "Context",
        help: "how many paragraphs to give around each",
        kind: Kind::Number(0, MOST, 0),
    },
    Parameter {
        name: "sample",
        label: "Sample",
        help: "how many paragraphs to draw by chance in the place of the first; 0 draws none",
        kind: Kind::Number(0, MOST, 0),
    },
    Parameter {
        name: "by",
        label: "Strata",
        help: "the fields whose values make the strata of the sample",
        kind: Kind::Values,
    },
    Parameter {
        name: "seed",
        label: "Seed",
        help: "another number draws another sample",
        kind: Kind::Number(0, FARTHEST, 1),
    },
];

/// Reads the names of fields, each of which is one of those that are known.
fn fields(question: &Question, name: &str, known: &[Field]) -> Result<Vec<Field>, Failure> {
    let read = |given: &str| {
        let field: Option<Field> = given.parse().ok();
        field.filter(|field| known.contains(field)).ok_or_else(|| {
            let names: Vec<_> = known.iter().map(|field| field.name()).collect();
            Failure::bad(format!(
                "`{}` is no value of `{name}`",
                query::shortened(given)
            ))
            .hint(format!("`{name}` is one of {}", names.join(", ")))
        })
    };
    question.all(name).flat_map(values).map(read).collect()
}

/// Finds paragraphs.
pub(super) fn search(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    if let Form::Drawn(picture) = form {
        return charts(visit, question, picture);
    }
    let understood = request(visit, question, form, 10)?;
    let context = question.number("context").unwrap_or(0);
    if understood.request.limit.unwrap_or(0) * (2 * context + 1) > MOST_AROUND {
        let said = format!(
            "at most {MOST_AROUND} paragraphs are given at once, those around hits counted"
        );
        return Err(Failure::bad(said).hint("ask for a smaller `limit` or less `context`"));
    }
    let request = SearchRequest {
        offset: begins(visit, question, understood.request.offset)?,
        facets: fields(question, "facet", Field::ALL)?,
        context,
        ..understood.request
    };
    let failed = |error| Failure::from(error).of(question);
    let index = visit.opened.answers.request(&request, Shown::Hits);
    let mut results = index.map_err(failed)?.search(&request).map_err(failed)?;
    results.notes.extend(understood.chosen);
    let said_as = visit.opened.said_as(&request, &results)?;
    let end = request.offset + results.hits.len();
    let mut next = (!results.hits.is_empty() && (end as u64) < results.total).then_some(end);
    if let Some(size) = question.number("sample").filter(|size| *size > 0) {
        next = None;
        let wanted = SampleRequest {
            size,
            by: fields(question, "by", &STRATA)?,
            seed: question.number("seed").unwrap_or(1) as u64,
        };
        let index = visit.opened.answers.sample(&request, &wanted);
        let index = index.map_err(failed)?;
        let drawn = themes::sample(&index, &request, &wanted);
        results.hits = drawn.map_err(failed)?.hits;
    }
    let answer = Answer {
        said_as: &said_as,
        ..Answer::new(&understood.text, &results)
    };
    // A table has one sort of row: counts that were asked for take the place of paragraphs.
    if !request.facets.is_empty()
        && matches!(form, Form::Kept(Format::Rows(form)) if !form.is_cited())
    {
        let totals = Totals(answer);
        return form.written(|out, format| output::write(out, &totals, format, &Screen::plain()));
    }
    let shown = (request.offset as u64, results.hits.len() as u64);
    let written = form.written(|out, format| {
        let mut writer = HitWriter::begin(out, answer, format, shown, Screen::plain())?;
        if request.context > 0 {
            writer = writer.in_context();
        }
        results.hits.iter().try_for_each(|hit| writer.hit(hit))?;
        writer.finish()
    })?;
    Ok(match (written, next) {
        (Written::Data(body), Some(next)) => Written::Part(body, next),
        (written, _) => written,
    })
}

/// Draws the shares of reports by the values of facets.
fn charts(visit: &Visit<'_>, question: &Question, picture: Picture) -> Result<Written, Failure> {
    let facets = fields(question, "facet", Field::ALL)?;
    if facets.is_empty() {
        let said = format!("`format={}` draws the shares of facets", picture.name());
        return Err(Failure::bad(said).hint("such as `facet=year`"));
    }
    let understood = question.request(visit.opened, visit.site.options.concepts.clone())?;
    let request = SearchRequest {
        facets,
        ..understood.request.totals()
    };
    let failed = |error| Failure::from(error).of(question);
    let index = visit.opened.answers.request(&request, Shown::None);
    let results = index.map_err(failed)?.search(&request).map_err(failed)?;
    drawn(
        &Totals(Answer::new(&understood.text, &results)).charts(),
        picture,
    )
}

/// Returns how many hits come before those that are asked for.
fn begins(visit: &Visit<'_>, question: &Question, offset: usize) -> Result<usize, Failure> {
    let Some(cursor) = question.own(CURSOR.name) else {
        return Ok(offset);
    };
    if question.own(OFFSET.name).is_some() {
        return Err(Failure::bad("`cursor` and `offset` exclude each other"));
    }
    cursor::offset(&visit.opened.state(), question, cursor)
}

/// Lists the reports that do not say it.
pub(super) fn absent(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let understood = question.request(visit.opened, visit.site.options.concepts.clone())?;
    let request = &understood.request;
    let failed = |error| Failure::from(error).of(question);
    let index = visit.opened.answers.request(request, Shown::None);
    let index = index.map_err(failed)?;
    let mut results = index.search(&request.totals()).map_err(failed)?;
    results.notes.extend(understood.chosen);
    let absent = Absent {
        answer: Answer::new(&understood.text, &results),
        reports: &index.absent(request).map_err(failed)?,
    };
    written(visit, question, form, &absent)
}

/// Asks the index as the command line does, from an offset on.
fn request(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
    limit: usize,
) -> Result<Understood, Failure> {
    let concepts = visit.site.options.concepts.clone();
    let mut understood = question.request(visit.opened, concepts)?;
    understood.request = SearchRequest {
        offset: question.number("offset").unwrap_or(0),
        limit: Some(question.number("limit").unwrap_or(limit)),
        advice: form.has_advice(),
        ..understood.request
    };
    Ok(understood)
}

/// Says which reports the filters could not reach; data has it in fields of its own.
fn noted(results: &SearchResults, contents: &Markup) -> Markup {
    html! {
        (notes(results))
        (contents)
    }
}

pub(super) fn groups(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    /// How many paragraphs of each group are shown.
    const BEST: usize = 3;
    let by = match question.own("group-by") {
        Some("report") => GroupBy::Report,
        Some("provider") => GroupBy::Provider,
        _ => GroupBy::Authority,
    };
    let understood = request(visit, question, form, 10)?;
    let request = &understood.request;
    let failed = |error| Failure::from(error).of(question);
    let shown = Shown::Groups(by, BEST);
    let index = visit.opened.answers.request(request, shown);
    let index = index.map_err(failed)?;
    let mut results = index.search(&request.totals()).map_err(failed)?;
    results.notes.extend(understood.chosen);
    let gathered = index.groups(request, by, BEST).map_err(failed)?;
    let groups = gathered.groups.into_iter();
    let groups: Vec<Group> = groups.filter_map(|group| Group::named(group, by)).collect();
    let reply = GroupedHits {
        answer: Answer::new(&understood.text, &results),
        groups: &groups,
        total: gathered.total as usize,
    };
    let stretch = Stretch {
        offset: request.offset,
        shown: groups.len(),
        limit: request.limit.unwrap_or(0),
        total: Some(gathered.total),
    };
    let written = match written(visit, question, form, &reply)? {
        Written::Markup(contents) => {
            let said = understood.widened.as_deref();
            Written::Markup(html! { (note(said)) (noted(&results, &contents)) })
        }
        data => data,
    };
    Ok(written.followed_by(stretch.pages(visit, Tool::Groups, question)))
}

/// Reads by which neighbours lines are ordered.
fn order(question: &Question) -> Result<Vec<Neighbour>, Failure> {
    let given = values(question.own("kwic-sort").unwrap_or_default());
    let read = |name: &str| {
        name.parse::<Neighbour>().map_err(|error| {
            Failure::bad(error.to_string()).hint("such as `kwic-sort=R1,R2`, `L1` or `node`")
        })
    };
    given.map(read).collect()
}

pub(super) fn concordance(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let order = order(question)?;
    let understood = request(visit, question, form, 50)?;
    let request = SearchRequest {
        duplicates: false,
        ..understood.request
    };
    let failed = |error| Failure::from(error).of(question);
    let index = visit.opened.answers.request(&request, Shown::None);
    let index = index.map_err(failed)?;
    let mut results = index.search(&request.totals()).map_err(failed)?;
    results.notes.extend(understood.chosen);
    let mut lines = Vec::new();
    let each = &mut |hit: &Hit| {
        lines.push(hit.clone());
        ControlFlow::Continue(())
    };
    index.concordance(&request, &order, each).map_err(failed)?;
    let answer = Answer::new(&understood.text, &results);
    if form != Form::Page {
        let part = (request.offset as u64, lines.len() as u64);
        return form.written(|out, format| {
            let screen = Screen::plain();
            let mut writer = ConcordanceWriter::begin(out, answer, format, Some(part), screen)?;
            lines.iter().try_for_each(|line| writer.line(line))?;
            writer.finish()
        });
    }
    let stretch = Stretch {
        offset: request.offset,
        shown: lines.len(),
        limit: request.limit.unwrap_or(0),
        total: None,
    };
    let said = html! {
        p class="totals" role="status" { (Text(&answer.sentence())) "." } "\n"
        @if !lines.is_empty() { (concordance_table(visit, request.offset, &lines)) }
        (stretch.pages(visit, Tool::Concordance, question))
    };
    let widened = understood.widened.as_deref();
    Ok(Written::Markup(
        html! { (note(widened)) (noted(&results, &said)) },
    ))
}

fn concordance_table(visit: &Visit<'_>, offset: usize, lines: &[Hit]) -> Markup {
    let head = html! {
        th scope="col" class="left" { "Before" } th scope="col" class="node" { "Match" }
        th scope="col" { "After" } th scope="col" { "Where" }
    };
    let rows = html! {
        @for hit in lines {
            @let text = &hit.paragraph.text;
            @let node = hit.highlights.first().cloned().unwrap_or(0..0);
            tr {
                td class="left" { (Text(last(&text[..node.start]))) }
                th scope="row" class="node" { mark { (Text(&text[node.clone()])) } }
                td { (Text(first(&text[node.end..]))) }
                td {
                    a href=(visit.links.paragraph(&hit.report.id, &hit.paragraph.locator)) {
                        (Text(&label::paragraph_id(&hit.report, &hit.paragraph)))
                    }
                }
            } "\n"
        }
    };
    let title = format!("Lines {} to {}", offset + 1, offset + lines.len());
    html! { div class="concordance" { (wide_table(&title, &head, &rows)) } "\n" }
}

/// How much of a paragraph stands on either side of a match, in characters.
const SIDE: usize = 70;

/// Returns the last words of a text.
fn last(text: &str) -> &str {
    match text.char_indices().rev().nth(SIDE) {
        Some((from, _)) => {
            let cut = &text[from..];
            cut.split_once(char::is_whitespace)
                .map_or(cut, |(_, whole)| whole)
        }
        None => text,
    }
}

/// Returns the first words of a text.
fn first(text: &str) -> &str {
    match text.char_indices().nth(SIDE) {
        Some((to, _)) => {
            let cut = &text[..to];
            cut.rsplit_once(char::is_whitespace)
                .map_or(cut, |(whole, _)| whole)
        }
        None => text,
    }
}

pub(super) fn similar(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let given = question.own("id").unwrap_or_default();
    let Ok(id) = given.parse::<ParagraphId>();
    let request = SimilarRequest {
        filters: question.filters(None),
        limit: Some(question.number("limit").unwrap_or(10)),
        id,
    };
    let index = visit.opened.answers.similar(&request)?;
    match index.similar(&request)? {
        Some(results) => written(visit, question, form, &results),
        None => Err(
            Failure::not_found(format!("there is no paragraph `{given}`"))
                .hint("a paragraph is named REPORT#PLACE, as results print it"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{SIDE, first, last};

    #[test]
    fn what_is_shown_on_either_side_is_whole_words() {
        let long = "wörter ".repeat(30);
        for part in [first(&long), last(&long)] {
            assert!(part.chars().count() <= SIDE, "{part}");
            assert!(
                part.split_whitespace().all(|word| word == "wörter"),
                "{part}"
            );
        }
        assert_eq!((first("a b"), last("a b")), ("a b", "a b"));
        assert_eq!(first("").len() + last("").len(), 0);
    }
}
