//! Questions as addresses ask them, read strictly: the parameters are the options of the command line.

use std::sync::Arc;

use super::failure::Failure;
use super::parameter::{FARTHEST, Kind, Parameter};
use crate::index::{Explain, SearchRequest, Sort};
use crate::query::spelling::nearest;
use crate::query::{self, Concepts, Editions, Field, Filters, Query, Reach};

/// How many hits are asked for at once, at most.
const MOST: usize = 1000;

/// The orders of hits, as addresses name them and as they read.
pub(super) const SORTS: [(&str, &str); 5] = [
    ("relevance", "best match first"),
    ("newest", "newest first"),
    ("oldest", "oldest first"),
    ("published", "latest published first"),
    ("authority", "by authority"),
];

/// The query.
const QUERY: Parameter = Parameter {
    name: "q",
    label: "Query",
    help: "what paragraphs must say: words (in all their endings), \"phrases\", OR, NOT, NEAR/5, plan*, \
           grade:good",
    kind: Kind::Text(""),
};
/// How a search looks, beside its query.
pub(super) const SEARCH: [Parameter; 4] = [
    Parameter {
        name: "sort",
        label: "Order",
        help: "the order of paragraphs",
        kind: Kind::Choice(&SORTS),
    },
    Parameter {
        name: "sentence",
        label: "all in one sentence",
        help: "all words must stand in one sentence",
        kind: Kind::Flag,
    },
    Parameter {
        name: "exact",
        label: "exactly as they are spelt",
        help: "words are found as they are spelt alone",
        kind: Kind::Flag,
    },
    Parameter {
        name: "concepts",
        label: "and other names of the same thing",
        help: "other names of the same thing are found too",
        kind: Kind::Flag,
    },
];
/// What narrows beside fields.
pub(super) const SCOPE: [Parameter; 6] = [
    Parameter {
        name: "since",
        label: "From",
        help: "the first day on which the inspection may have ended",
        kind: Kind::Day,
    },
    Parameter {
        name: "until",
        label: "To",
        help: "the last day on which the inspection may have ended",
        kind: Kind::Day,
    },
    Parameter {
        name: "published-since",
        label: "Published from",
        help: "the first day on which the report may have been published",
        kind: Kind::Day,
    },
    Parameter {
        name: "published-until",
        label: "Published to",
        help: "the last day on which the report may have been published",
        kind: Kind::Day,
    },
    Parameter {
        name: "source",
        label: "Source",
        help: "whose words: the inspectorate's own, somebody's about them, or both",
        kind: Kind::Choice(&[
            ("primary", "the inspectorate's"),
            ("secondary", "others'"),
            ("all", "both"),
        ]),
    },
    Parameter {
        name: "editions",
        label: "Editions",
        help: "which editions of a report that was published again",
        kind: Kind::Choice(&[("latest", "the newest"), ("all", "all")]),
    },
];
/// Paragraphs that are kept to be quoted.
pub(super) const KEPT: Parameter = Parameter {
    name: "keep",
    label: "Paragraphs",
    help: "paragraphs to quote, each as REPORT#PLACE",
    kind: Kind::Lines,
};
/// On which page one reads.
const PAGE: Parameter = Parameter {
    name: "page",
    label: "Page",
    help: "the page, counted from 1",
    kind: Kind::Number(1, FARTHEST / MOST, 1),
};
/// Describes the filter by a field.
fn filter(field: Field) -> Parameter {
    let help = match field {
        Field::Authority => "the authority inspected",
        Field::Region => "the authority's region",
        Field::Type => "the authority's type, such as london-borough",
        Field::Provider => "the provider inspected: a school, a home, a service",
        Field::Kind => "the kind of report, such as ilacs or jtai",
        Field::Framework => "the inspection framework",
        Field::Area => "the judgement area of the paragraph",
        Field::AreaGroup => "the group of areas that correspond across frameworks, such as care",
        Field::Section => "the section of the report, such as findings or improvement",
        Field::Grade => "the grade of the paragraph's area",
        Field::Overall => "the overall grade of the report",
        Field::Inspector => "the lead inspector",
        Field::Outcome => "the outcome of the national framework that an item refers to",
        Field::Enabler => "the enabler of the national framework that an item refers to",
        Field::Principle => "the principle of the national framework that an item refers to",
        _ => "a tag",
    };
    Parameter {
        name: field.name(),
        label: field.name(),
        help,
        kind: Kind::Values,
    }
}

/// A question as an address asks it.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// The query.
    pub(super) text: String,
    /// Values of fields, one at a time, in the order of fields; `!value` excludes.
    pub(super) chosen: Vec<(Field, String)>,
    /// What else narrows it, as it is written in addresses: days, sources, editions.
    pub(super) scope: Vec<(&'static str, String)>,
    /// The name of the order.
    pub(super) sort: &'static str,
    pub(super) sentence: bool,
    pub(super) exact: bool,
    pub(super) concepts: bool,
    /// The page, counted from 1.
    pub(super) page: usize,
    pub(super) offset: usize,
    pub(super) limit: usize,
    pub(super) facets: Vec<Field>,
    /// The paragraphs that are kept to be quoted, none twice.
    pub(super) kept: Vec<String>,
    /// What the tool is asked with besides, as it is written in addresses.
    pub(super) own: Vec<(&'static str, String)>,
}

impl Default for Question {
    fn default() -> Self {
        Question {
            text: String::new(),
            chosen: Vec::new(),
            scope: Vec::new(),
            sort: SORTS[0].0,
            sentence: false,
            exact: false,
            concepts: false,
            page: 1,
            offset: 0,
            limit: 10,
            facets: Vec::new(),
            kept: Vec::new(),
            own: Vec::new(),
        }
    }
}

/// Which parameters a page knows beside filters.
#[derive(Debug, Clone)]
pub(super) enum Takes {
    /// Those of a search that is read page by page.
    Pages,
    /// A query, the options of a search and filters, if so, and parameters of its own.
    Tool {
        query: bool,
        search: bool,
        filters: bool,
        own: Vec<Parameter>,
    },
}

impl Takes {
    /// Lists every parameter, filters last.
    pub(super) fn parameters(&self) -> Vec<Parameter> {
        let mut known = Vec::new();
        match self {
            Takes::Pages | Takes::Tool { search: true, .. } => {
                known.push(QUERY);
                known.extend(SEARCH);
            }
            Takes::Tool { query: true, .. } => known.push(QUERY),
            Takes::Tool { .. } => {}
        }
        if let Takes::Pages = self {
            known.extend([PAGE, KEPT]);
        }
        known.extend(self.own());
        if !matches!(self, Takes::Tool { filters: false, .. }) {
            known.extend(Field::named().map(filter));
            known.extend(SCOPE);
        }
        known
    }

    /// Returns the parameters that are a tool's own.
    fn own(&self) -> &[Parameter] {
        match self {
            Takes::Tool { own, .. } => own,
            Takes::Pages => &[],
        }
    }
}

/// Refuses every parameter: the page takes none.
pub(super) fn takes_nothing(asked: &str) -> Result<(), Failure> {
    match form_urlencoded::parse(asked.as_bytes()).next() {
        Some((name, _)) => Err(Failure::bad(format!(
            "there is no parameter `{}` here",
            query::shortened(&name)
        ))
        .hint("this page takes no parameters")),
        None => Ok(()),
    }
}

impl Question {
    /// Reads the parameters of an address; those without a value say nothing.
    pub(super) fn read(asked: &str, takes: &Takes) -> Result<Self, Failure> {
        let known = takes.parameters();
        let mut question = Question::default();
        let mut once = Vec::new();
        for (name, value) in form_urlencoded::parse(asked.as_bytes()) {
            let Some(parameter) = known.iter().find(|known| known.name == name) else {
                let names = known.iter().map(|known| known.name);
                let near = nearest(&name, names.clone());
                let said = format!("there is no parameter `{}`", query::shortened(&name));
                let listed = names.collect::<Vec<_>>().join(", ");
                let listed = format!("the parameters are {listed}");
                return Err(Failure::bad(said).did_you_mean(&near).hint(listed));
            };
            if !parameter.is_repeatable() {
                if once.contains(&parameter.name) {
                    return Err(Failure::bad(format!("`{name}` is given twice")));
                }
                once.push(parameter.name);
            }
            if value.trim().is_empty() {
                continue;
            }
            let is_own = takes.own().iter().any(|own| own.name == parameter.name);
            question.take(parameter, &value, is_own)?;
        }
        if question.exact && question.concepts {
            return Err(Failure::bad("`exact` and `concepts` exclude each other"));
        }
        question.chosen.sort_by_key(|(field, _)| *field as usize);
        Ok(question)
    }

    fn take(&mut self, parameter: &Parameter, value: &str, is_own: bool) -> Result<(), Failure> {
        let name = parameter.name;
        let trimmed = match parameter.kind {
            Kind::Text(_) | Kind::Lines => value,
            _ => value.trim(),
        };
        parameter.check(trimmed)?;
        if name == KEPT.name {
            for id in value.lines().map(str::trim).filter(|id| !id.is_empty()) {
                if !self.kept.iter().any(|kept| kept == id) {
                    self.kept.push(id.to_owned());
                }
            }
            return Ok(());
        }
        if is_own {
            self.own.push((name, trimmed.to_owned()));
            return Ok(());
        }
        let is_set = trimmed == "true";
        match name {
            "q" => self.text = value.to_owned(),
            "sort" => {
                let named = SORTS.iter().find(|(known, _)| *known == trimmed);
                self.sort = named.map_or(self.sort, |(known, _)| known);
            }
            "sentence" => self.sentence = is_set,
            "exact" => self.exact = is_set,
            "concepts" => self.concepts = is_set,
            "page" => self.page = trimmed.parse().unwrap_or(self.page),
            _ => match Field::named().find(|field| field.name() == name) {
                Some(field) => self.choose(field, value),
                None => self.scope.push((name, trimmed.to_owned())),
            },
        }
        Ok(())
    }

    fn choose(&mut self, field: Field, given: &str) {
        for value in values(given) {
            let chosen = (field, value.to_owned());
            if !self.chosen.contains(&chosen) {
                self.chosen.push(chosen);
            }
        }
    }

    /// Returns what is said of days, sources or editions.
    pub(super) fn scope(&self, name: &str) -> Option<&str> {
        let mut scope = self.scope.iter();
        let (_, value) = scope.find(|(known, _)| *known == name)?;
        Some(value)
    }

    /// Says what is asked for by name, where the path names it.
    pub(super) fn name(&mut self, id: &str) -> Result<(), Failure> {
        if self.own("id").is_some() {
            return Err(Failure::bad(
                "the path says which report is meant; `id` says it again",
            ));
        }
        self.own.push(("id", id.to_owned()));
        Ok(())
    }

    /// Returns what a parameter of the tool's own says.
    pub(super) fn own(&self, name: &str) -> Option<&str> {
        let mut own = self.own.iter();
        let (_, value) = own.find(|(known, _)| *known == name)?;
        Some(value)
    }

    /// Returns everything that a parameter of the tool's own says.
    pub(super) fn all<'q>(&'q self, name: &'q str) -> impl Iterator<Item = &'q str> {
        let own = self.own.iter().filter(move |(known, _)| *known == name);
        own.map(|(_, value)| value.as_str())
    }

    /// Returns the number that a parameter of the tool's own says.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.own(name).and_then(|number| number.parse().ok())
    }

    /// Tells whether a flag of the tool's own is set.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.own(name) == Some("true")
    }

    /// Parses the query.
    pub(super) fn query(&self) -> Result<Query, Failure> {
        query::parse(&self.text).map_err(|error| Failure::query(&self.text, error).of(self))
    }

    /// Returns the filters, which narrow as those of the command line do.
    pub(super) fn filters(&self, query: Option<&Query>) -> Filters {
        let usual = Filters::usual(query);
        let day = |name| self.scope(name).and_then(|day| day.parse().ok());
        let mut filters = Filters {
            since: day("since"),
            until: day("until"),
            published_since: day("published-since"),
            published_until: day("published-until"),
            source: match self.scope("source") {
                None => usual.source,
                Some(source) => source.parse().ok(),
            },
            editions: match self.scope("editions") {
                None => usual.editions,
                Some("all") => Editions::All,
                Some(_) => Editions::Latest,
            },
            ..usual
        };
        for (field, value) in &self.chosen {
            filters.add(*field, value);
        }
        filters
    }

    /// Asks the index as `findings search` does.
    pub(super) fn request(&self, concepts: Arc<Concepts>) -> Result<SearchRequest, Failure> {
        let query = self.query()?;
        Ok(SearchRequest {
            filters: self.filters(Some(&query)),
            sort: match self.sort {
                "newest" => Sort::Newest,
                "oldest" => Sort::Oldest,
                "published" => Sort::Published,
                "authority" => Sort::Authority,
                _ => Sort::Relevance,
            },
            offset: self.offset,
            limit: Some(self.limit),
            facets: self.facets.clone(),
            sentence: self.sentence,
            exact: self.exact,
            concepts,
            reach: match self.concepts {
                true => Reach::Others,
                false => Reach::Same,
            },
            advice: true,
            duplicates: true,
            explain: Explain::Query,
            ..SearchRequest::new(query)
        })
    }

    /// Lists the parameters that ask this question, without the page.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.text.is_empty() {
            pairs.push(("q", self.text.clone()));
        }
        let chosen = self.chosen.iter();
        pairs.extend(chosen.map(|(field, value)| (field.name(), value.clone())));
        pairs.extend(self.scope.iter().cloned());
        if self.sort != SORTS[0].0 {
            pairs.push(("sort", self.sort.to_owned()));
        }
        for (name, is_set) in self.flags() {
            if is_set {
                pairs.push((name, "true".to_owned()));
            }
        }
        pairs.extend(self.own.iter().cloned());
        pairs.extend(self.kept.iter().map(|id| (KEPT.name, id.clone())));
        pairs
    }

    /// Lists what can be switched on.
    pub(super) fn flags(&self) -> [(&'static str, bool); 3] {
        [
            ("sentence", self.sentence),
            ("exact", self.exact),
            ("concepts", self.concepts),
        ]
    }

    /// Asks the same of all reports.
    pub(super) fn everywhere(&self) -> Self {
        Question {
            chosen: Vec::new(),
            scope: Vec::new(),
            ..self.clone()
        }
    }

    /// Tells whether anything narrows it.
    pub(super) fn is_narrowed(&self) -> bool {
        !self.chosen.is_empty() || !self.scope.is_empty()
    }
}

/// Lists values that are joined by commas.
pub(super) fn values(joined: &str) -> impl Iterator<Item = &str> {
    let values = joined.split(',').map(str::trim);
    values.filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Question, Takes};
    use crate::query::Field;

    fn check(asked: &str, expected: Result<&str, &str>) {
        let read = Question::read(asked, &Takes::Pages);
        let read = read.map(|question| {
            let mut pairs = form_urlencoded::Serializer::new(String::new());
            pairs.extend_pairs(question.pairs()).finish()
        });
        let read = read.map_err(|failure| failure.detail);
        assert_eq!(
            read.as_ref().map(String::as_str).map_err(String::as_str),
            expected
        );
    }

    #[test]
    fn addresses_are_read_and_written() {
        check("", Ok(""));
        check(
            "q=a+%22b+c%22&kind=sif,ilacs&authority=x&since=&page=3",
            Ok("q=a+%22b+c%22&authority=x&kind=sif&kind=ilacs"),
        );
        check(
            "grade=!good&sort=newest&sentence=true&until=2019-06",
            Ok("grade=%21good&until=2019-06&sort=newest&sentence=true"),
        );
        check("sort=relevance&exact=false", Ok(""));
    }

    #[test]
    fn what_is_not_known_is_an_error() {
        check("quarry=x", Err("there is no parameter `quarry`"));
        check("limit=5", Err("there is no parameter `limit`"));
        check("sort=best", Err("`best` is no value of `sort`"));
        check("exact=1", Err("`1` is no value of `exact`"));
        check("page=0", Err("`0` is no value of `page`"));
        check("page=-1", Err("`-1` is no value of `page`"));
        check("since=yesterday", Err("`yesterday` is no value of `since`"));
        check("q=a&q=b", Err("`q` is given twice"));
        check(
            "exact=true&concepts=true",
            Err("`exact` and `concepts` exclude each other"),
        );
        let failure = Question::read("kidn=x", &Takes::Pages).unwrap_err();
        assert_eq!(failure.hints[0], "did you mean `kind`?");
        assert!(failure.hints[1].contains("region"), "{:?}", failure.hints);
    }

    #[test]
    fn values_are_told_apart() {
        let question = Question::read("kind=a,b&kind=b", &Takes::Pages).unwrap();
        let chosen = ["a", "b"].map(|value| (Field::Kind, value.to_owned()));
        assert_eq!(question.chosen, chosen);
    }
}
