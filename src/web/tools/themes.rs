//! Themes: what recurs, what divides groups, what comes and goes, what is spoken of, what stands together.

use super::form::{Form, Written, written};
use super::stretch::Stretch;
use crate::index::{InvalidWindow, Window};
use crate::output::{
    Asked, CollocatesOf, ContrastedGroups, CoveredTopics, PhrasesTogether, RecurringPhrases, Trends,
};
use crate::query::{self, Field, Filters, Query};
use crate::semantics;
use crate::themes::{
    self, Company, ContrastOptions, InvalidSides, InvalidTopic, NoPlace, RecurringOptions, Scope,
    Side, Support, Topic,
};
use crate::web::failure::Failure;
use crate::web::pages::Visit;
use crate::web::parameter::{FARTHEST, Kind, Parameter};
use crate::web::question::Question;
use crate::web::tool::Tool;

/// How many rows there are at most.
const MOST: usize = 1000;
/// How many queries or topics one question has.
const MOST_ASKED: usize = 200;

pub(super) const LIMIT: Parameter = Parameter {
    name: "limit",
    label: "Rows",
    help: "how many rows to show; of a comparison, in each direction",
    kind: Kind::Number(1, MOST, 20),
};
const MIN_HITS: Parameter = Parameter {
    name: "min-hits",
    label: "Fewest places",
    help: "the fewest places in which a phrase must stand",
    kind: Kind::Number(1, MOST, 5),
};
const MIN_REPORTS: Parameter = Parameter {
    name: "min-reports",
    label: "Fewest reports",
    help: "the fewest reports in which it must stand",
    kind: Kind::Number(1, MOST, 3),
};
const MIN_AUTHORITIES: Parameter = Parameter {
    name: "min-authorities",
    label: "Fewest authorities",
    help: "the fewest authorities on which they must be",
    kind: Kind::Number(1, MOST, 2),
};
const QUERIES: Parameter = Parameter {
    name: "query",
    label: "Queries",
    help: "what to compare or follow, a query a line",
    kind: Kind::Lines,
};

pub(super) const RECURRING: &[Parameter] = &[
    LIMIT,
    Parameter {
        name: "offset",
        label: "Rows to pass over",
        help: "how many recurring phrases to pass over",
        kind: Kind::Number(0, FARTHEST, 0),
    },
    MIN_HITS,
    MIN_REPORTS,
    MIN_AUTHORITIES,
    Parameter {
        name: "together",
        label: "Gather phrases that mean the same, as the reports teach it",
        help: "gather recurring phrases that mean the same, as the reports teach it; each group is counted \
               as one",
        kind: Kind::Flag,
    },
];
pub(super) const COMPARE: &[Parameter] = &[
    Parameter {
        name: "compare",
        label: "Compare",
        help: "two groups, such as overall=inadequate:good,outstanding; or a query, such as grade:good",
        kind: Kind::Text("overall=inadequate:good,outstanding"),
    },
    Parameter {
        name: "with",
        label: "With",
        help: "the other group, where the first is a query",
        kind: Kind::Text(""),
    },
    QUERIES,
    LIMIT,
    MIN_HITS,
    MIN_REPORTS,
    MIN_AUTHORITIES,
];
pub(super) const TREND: &[Parameter] = &[
    Parameter {
        name: "by",
        label: "By",
        help: "what the reports are divided by",
        kind: Kind::Choice(&[
            ("year", "year"),
            ("framework", "framework"),
            ("overall", "overall grade"),
            ("kind", "kind of report"),
            ("region", "region"),
            ("type", "type of authority"),
        ]),
    },
    QUERIES,
];
pub(super) const COVERAGE: &[Parameter] = &[
    Parameter {
        name: "topics",
        label: "Topics",
        help: "a query a line, or NAME = QUERY",
        kind: Kind::Lines,
    },
    Parameter {
        name: "silent",
        label: "List the reports that do not speak of each",
        help: "list the reports that do not speak of each topic",
        kind: Kind::Flag,
    },
];
pub(super) const COLLOCATES: &[Parameter] = &[
    Parameter {
        name: "collocates",
        label: "Words that stand with",
        help: "the term, such as supervision",
        kind: Kind::Text(""),
    },
    Parameter {
        name: "window",
        label: "How near",
        help: "paragraph, sentence, or at most so many words away, such as 5",
        kind: Kind::Text("paragraph"),
    },
    LIMIT,
];

/// Returns what a phrase needs to be told.
fn support(question: &Question) -> Support {
    let usual = Support::default();
    let number = |name, usual: u64| question.number(name).map_or(usual, |number| number as u64);
    Support {
        hits: number(MIN_HITS.name, usual.hits),
        reports: number(MIN_REPORTS.name, usual.reports),
        authorities: number(MIN_AUTHORITIES.name, usual.authorities),
    }
}

fn limit(question: &Question) -> Option<usize> {
    Some(question.number(LIMIT.name).unwrap_or(20))
}

fn parsed(text: &str) -> Result<Query, Failure> {
    query::parse(text).map_err(|error| Failure::query(text, error))
}

/// Parses the queries that are measured, a line each.
fn measured(question: &Question) -> Result<Vec<Query>, Failure> {
    let lines = question.all(QUERIES.name).flat_map(str::lines);
    let lines = lines.map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<_> = lines.collect();
    few(lines.len(), "queries")?;
    lines.into_iter().map(parsed).collect()
}

/// Refuses more than one question may have.
pub(super) fn few(number: usize, of: &str) -> Result<(), Failure> {
    match number <= MOST_ASKED {
        true => Ok(()),
        false => Err(Failure::bad(format!(
            "at most {MOST_ASKED} {of} are asked for at once"
        ))),
    }
}

/// Returns the filters of a question: which sources are searched follows from it as it was asked.
fn filters(question: &Question) -> Result<Filters, Failure> {
    Ok(question.filters(Some(&question.parsed()?)))
}

pub(super) fn recurring(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let options = RecurringOptions {
        support: support(question),
        offset: question.number("offset").unwrap_or(0),
        limit: limit(question),
    };
    let (query, filters) = (question.parsed()?, filters(question)?);
    let index = visit.opened.answers.selected(&filters)?;
    let scope = Scope::open(&index, &query, &filters)?;
    let asked = &Asked::new(&question.text, &scope);
    let options = &options;
    let stretch = |shown: usize, total: u64| {
        let stretch = Stretch {
            offset: options.offset,
            shown,
            limit: options.limit.unwrap_or(0),
            total: Some(total),
        };
        stretch.pages(visit, Tool::Recurring, question)
    };
    if question.is_set("together") {
        let (thesaurus, _) = visit.opened.taught()?;
        let gather = |phrases: &[String], apart: &dyn Fn(usize, usize) -> bool| {
            semantics::together(&thesaurus, phrases, apart)
        };
        let found = &themes::recurring_together(&scope, &query, options, &gather)?;
        let reply = PhrasesTogether {
            asked,
            found,
            options,
        };
        let more = stretch(found.groups.len(), found.total);
        return Ok(written(visit, question, form, &reply)?.followed_by(more));
    }
    let found = &themes::recurring(&scope, &query, options)?;
    let reply = RecurringPhrases {
        asked,
        found,
        options,
    };
    let more = stretch(found.themes.len(), found.total);
    Ok(written(visit, question, form, &reply)?.followed_by(more))
}

pub(super) fn compare(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let Some(groups) = question.own("compare") else {
        return Err(needs("compare", "overall=inadequate:good,outstanding"));
    };
    let (a, b) = Side::pair(groups, question.own("with"))?;
    let options = ContrastOptions {
        a,
        b,
        support: support(question),
        queries: measured(question)?,
        limit: limit(question),
    };
    let (query, filters) = (question.parsed()?, filters(question)?);
    let index = visit.opened.answers.selected(&filters)?;
    let scope = options.scope(&index, &query, &filters)?;
    let found = themes::contrast(&scope, &options)?;
    let asked = Asked::new(&question.text, &scope);
    let reply = ContrastedGroups {
        asked: &asked,
        contrast: &found,
    };
    written(visit, question, form, &reply)
}

pub(super) fn trend(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let own = (!question.text.is_empty()).then(|| question.parsed());
    let own = own.transpose()?;
    let queries: Vec<Query> = own.into_iter().chain(measured(question)?).collect();
    if queries.is_empty() {
        return Err(needs("q", "\"drift and delay\""));
    }
    let by = question.own("by").and_then(|by| by.parse().ok());
    let by = by.unwrap_or(Field::Year);
    let filters = filters(question)?;
    let index = visit.opened.answers.selected(&filters)?;
    let scope = Scope::for_trend(&index, &filters, &queries, by)?;
    let trends: Result<Vec<_>, _> = queries
        .iter()
        .map(|query| themes::trend(&scope, query, by))
        .collect();
    let asked = Asked::new(&question.text, &scope);
    let reply = Trends {
        asked: &asked,
        trends: &trends?,
        by,
    };
    written(visit, question, form, &reply)
}

pub(super) fn coverage(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let topics: Result<Vec<_>, _> = question.all("topics").map(Topic::lines).collect();
    let topics = Topic::told_apart(topics?.concat())?;
    if topics.is_empty() {
        return Err(needs("topics", "\"private fostering\""));
    }
    few(topics.len(), "topics")?;
    let queries: Vec<_> = topics.iter().map(|topic| topic.query.clone()).collect();
    let filters = filters(question)?;
    let index = visit.opened.answers.selected(&filters)?;
    let scope = Scope::of_comparable(&index, &filters, &queries)?;
    let found = themes::coverage(&scope, &topics)?;
    let asked = Asked::new("", &scope);
    let reply = CoveredTopics {
        asked: &asked,
        coverage: &found,
        silent: question.is_set("silent"),
    };
    written(visit, question, form, &reply)
}

pub(super) fn collocates(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let Some(term) = question.own("collocates") else {
        return Err(needs("collocates", "supervision"));
    };
    let window: Window = match question.own("window") {
        Some(window) => window.parse()?,
        None => Window::default(),
    };
    let company = Company::new(parsed(term)?, window)?;
    let filters = filters(question)?;
    let index = visit.opened.answers.selected(&filters)?;
    let scope = Scope::open(&index, &question.parsed()?, &filters)?;
    let found = themes::collocates(&scope, &company, limit(question))?;
    let asked = Asked::new(&question.text, &scope);
    let reply = CollocatesOf {
        asked: &asked,
        found: &found,
    };
    // What its rows lead to is asked for in the same sentences.
    let behind = Question {
        sentence: window == Window::Sentence,
        ..question.clone()
    };
    written(visit, &behind, form, &reply)
}

fn needs(name: &str, example: &str) -> Failure {
    Failure::bad(format!("`{name}` says what is asked, and is missing"))
        .hint(format!("such as `{name}={example}`"))
}

impl From<InvalidSides> for Failure {
    fn from(error: InvalidSides) -> Self {
        let said = Failure::bad(error.to_string());
        match error {
            InvalidSides::Query(text, error) => Failure::query(&text, error),
            InvalidSides::Field(error) => {
                let names = Field::ALL.iter().map(|field| field.name());
                said.did_you_mean(&query::spelling::nearest(&error.0, names))
            }
            InvalidSides::NotTwo(_) => said
                .hint("two groups are a field with values: overall=inadequate:good,outstanding")
                .hint("or two queries, the other one in `with`"),
        }
    }
}

impl From<InvalidWindow> for Failure {
    fn from(error: InvalidWindow) -> Self {
        Failure::bad(error.to_string())
    }
}

impl From<NoPlace> for Failure {
    fn from(error: NoPlace) -> Self {
        Failure::bad(error.to_string()).hint("such as `collocates=\"life-story work\"`")
    }
}

impl From<InvalidTopic> for Failure {
    fn from(error: InvalidTopic) -> Self {
        match error {
            InvalidTopic::Query(text, error) => Failure::query(&text, error),
            other @ InvalidTopic::Twice(_) => Failure::bad(other.to_string()),
        }
    }
}
