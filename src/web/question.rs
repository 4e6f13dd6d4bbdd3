//! Questions as addresses ask them, read strictly: the parameters are the options of the command line.

use std::sync::Arc;

use super::failure::Failure;
use super::parameter::Parameter;
use crate::index::{Explain, SearchRequest, Sort};
use crate::model::{PartialDate, Source};
use crate::query::spelling::nearest;
use crate::query::{self, Concepts, Editions, Field, Filters, Query, Reach};

/// What narrows beside fields, and on which page or how far one reads.
const SCOPE: [&str; 4] = ["since", "until", "source", "editions"];
const SEARCH: [&str; 5] = ["q", "sort", "sentence", "exact", "concepts"];

/// How many hits are asked for at once, at most.
const MOST: usize = 1000;

/// The orders of hits, with the names that addresses and readers give them.
pub(super) const SORTS: [(&str, &str, Sort); 4] = [
    ("relevance", "best match first", Sort::Relevance),
    ("newest", "newest first", Sort::Newest),
    ("oldest", "oldest first", Sort::Oldest),
    ("authority", "by authority", Sort::Authority),
];

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
    /// How many paragraphs to give around a hit.
    pub(super) context: usize,
    pub(super) facets: Vec<Field>,
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
            context: 0,
            facets: Vec::new(),
            own: Vec::new(),
        }
    }
}

/// Which parameters a page knows beside filters.
#[derive(Debug, Clone)]
pub(super) enum Takes {
    /// Those of a search that is read page by page.
    Pages,
    /// Those of a search by programs.
    Hits,
    /// None.
    Filters,
    /// A query and the options of a search, if so, and parameters of its own.
    Tool {
        query: bool,
        search: bool,
        own: Vec<Parameter>,
    },
}

impl Takes {
    fn names(&self) -> Vec<&'static str> {
        let own = self.own().iter().map(|own| own.name);
        let more: &[&str] = match self {
            Takes::Pages => &["page"],
            Takes::Hits => &["offset", "limit", "facet", "context"],
            Takes::Filters | Takes::Tool { .. } => &[],
        };
        let search: &[&str] = match self {
            Takes::Pages | Takes::Hits | Takes::Tool { search: true, .. } => &SEARCH,
            Takes::Tool { query: true, .. } => &SEARCH[..1],
            Takes::Filters | Takes::Tool { .. } => &[],
        };
        let fields = Field::named().map(Field::name);
        let known = search.iter().copied().chain(fields).chain(SCOPE);
        known.chain(more.iter().copied()).chain(own).collect()
    }

    /// Returns the parameters that are a tool's own.
    fn own(&self) -> &[Parameter] {
        match self {
            Takes::Tool { own, .. } => own,
            Takes::Pages | Takes::Hits | Takes::Filters => &[],
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
        let known = takes.names();
        let mut question = Question::default();
        let mut once = Vec::new();
        for (name, value) in form_urlencoded::parse(asked.as_bytes()) {
            let Some(name) = known.iter().copied().find(|known| *known == name) else {
                let near = nearest(&name, known.iter().map(|known| (*known).to_owned()));
                let said = format!("there is no parameter `{}`", query::shortened(&name));
                let listed = format!("the parameters are {}", known.join(", "));
                return Err(Failure::bad(said).did_you_mean(&near).hint(listed));
            };
            let field = Field::named().find(|field| field.name() == name);
            let mut own = takes.own().iter();
            let own = own.find(|own| own.name == name);
            let is_repeatable = own.is_some_and(Parameter::is_repeatable);
            if field.is_none() && name != "facet" && !is_repeatable {
                if once.contains(&name) {
                    return Err(Failure::bad(format!("`{name}` is given twice")));
                }
                once.push(name);
            }
            if value.trim().is_empty() {
                continue;
            }
            match (field, own) {
                (Some(field), _) => question.choose(field, &value),
                (None, Some(own)) => {
                    own.check(&value)?;
                    question.own.push((name, value.into_owned()));
                }
                (None, None) => question.take(name, &value)?,
            }
        }
        if question.exact && question.concepts {
            return Err(Failure::bad("`exact` and `concepts` exclude each other"));
        }
        question.chosen.sort_by_key(|(field, _)| *field as usize);
        Ok(question)
    }

    fn choose(&mut self, field: Field, values: &str) {
        for value in values.split(',').map(str::trim).filter(|v| !v.is_empty()) {
            let chosen = (field, value.to_owned());
            if !self.chosen.contains(&chosen) {
                self.chosen.push(chosen);
            }
        }
    }

    fn take(&mut self, name: &'static str, value: &str) -> Result<(), Failure> {
        match name {
            "q" => self.text = value.to_owned(),
            "sort" => {
                let mut sorts = SORTS.iter().map(|(name, ..)| *name);
                let known = sorts.clone().collect::<Vec<_>>().join(", ");
                self.sort = sorts
                    .find(|known| *known == value)
                    .ok_or_else(|| wrong(name, value, &known))?;
            }
            "sentence" => self.sentence = flag(name, value)?,
            "exact" => self.exact = flag(name, value)?,
            "concepts" => self.concepts = flag(name, value)?,
            "page" => self.page = number(name, value, 1, usize::MAX / MOST)?,
            "offset" => self.offset = number(name, value, 0, usize::MAX / 2)?,
            "limit" => self.limit = number(name, value, 0, MOST)?,
            "context" => self.context = number(name, value, 0, MOST)?,
            "facet" => {
                for field in value.split(',').map(str::trim).filter(|f| !f.is_empty()) {
                    let field = field.parse();
                    let known = Field::ALL.iter().map(|field| field.name());
                    let known = known.collect::<Vec<_>>().join(", ");
                    self.facets
                        .push(field.map_err(|_| wrong(name, value, &known))?);
                }
            }
            _ => {
                let value = value.trim().to_owned();
                let is_right = match name {
                    "source" => value == "all" || value.parse::<Source>().is_ok(),
                    "editions" => value == "all" || value == "latest",
                    _ => value.parse::<PartialDate>().is_ok(),
                };
                if !is_right {
                    return Err(wrong(
                        name,
                        &value,
                        match name {
                            "source" => "primary, secondary, all",
                            "editions" => "latest, all",
                            _ => "YYYY, YYYY-MM, YYYY-MM-DD",
                        },
                    ));
                }
                self.scope.push((name, value));
            }
        }
        Ok(())
    }

    /// Returns what is said of days, sources or editions.
    pub(super) fn scope(&self, name: &str) -> Option<&str> {
        let mut scope = self.scope.iter();
        let (_, value) = scope.find(|(known, _)| *known == name)?;
        Some(value)
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
        let sort = SORTS.iter().find(|(name, ..)| *name == self.sort);
        Ok(SearchRequest {
            filters: self.filters(Some(&query)),
            sort: sort.map_or(Sort::Relevance, |(.., sort)| *sort),
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
            context: self.context,
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

fn wrong(name: &str, value: &str, known: &str) -> Failure {
    let value = query::shortened(value);
    Failure::bad(format!("`{value}` is no value of `{name}`"))
        .hint(format!("`{name}` is one of {known}"))
}

fn flag(name: &str, value: &str) -> Result<bool, Failure> {
    value.parse().map_err(|_| wrong(name, value, "true, false"))
}

fn number(name: &str, value: &str, least: usize, most: usize) -> Result<usize, Failure> {
    let number = value.parse().ok();
    let number = number.filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| {
        Failure::bad(format!(
            "`{}` is no value of `{name}`",
            query::shortened(value)
        ))
        .hint(format!("`{name}` is a number from {least} to {most}"))
    })
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
        let failure = Question::read("kidn=x", &Takes::Filters).unwrap_err();
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
