//! Addresses, read strictly as questions: what is not known, or no value, is an error.

use std::sync::Arc;

use super::failure::Failure;
use super::parameter::{FARTHEST, Kind, Parameter};
use super::question::{BASKET, KEPT, LEFT_OUT, Question, SCOPE, SEARCH, SORTS, values};
use super::site::Opened;
use crate::index::{Explain, SearchRequest, Sort};
use crate::model::{PartialDate, ReportId};
use crate::output::taken_in;
use crate::query::spelling::nearest;
use crate::query::{self, Concepts, Field, Query, Reach};
use crate::semantics;
use crate::themes::any_of;

/// How many hits are asked for at once, at most.
const MOST: usize = 1000;

/// The query.
const QUERY: Parameter = Parameter {
    name: "q",
    label: "Query",
    help: "what paragraphs must say: words (in all their endings), \"phrases\", OR, NOT, NEAR/5, plan*, \
           grade:good",
    kind: Kind::Text(""),
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
            known.extend([PAGE, KEPT, BASKET, LEFT_OUT]);
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
        let within = question.choosing.within_report;
        let exclusive = [
            ("exact", question.exact, "concepts", question.concepts),
            ("any", question.any, "exact", question.exact),
            ("any", question.any, "within", within),
            ("any", question.any, "sentence", question.sentence),
            ("within", within, "sentence", question.sentence),
        ];
        for (one, has_one, other, has_other) in exclusive {
            if has_one && has_other {
                return Err(Failure::bad(format!(
                    "`{one}` and `{other}` exclude each other"
                )));
            }
        }
        question.chosen.sort_by_key(|(field, _)| *field as usize);
        Ok(question)
    }

    /// Reads the fields of a form, which are those of an address.
    pub(super) fn of_fields(fields: &[(String, String)], takes: &Takes) -> Result<Self, Failure> {
        let mut asked = form_urlencoded::Serializer::new(String::new());
        Question::read(&asked.extend_pairs(fields).finish(), takes)
    }

    fn take(&mut self, parameter: &Parameter, value: &str, is_own: bool) -> Result<(), Failure> {
        let name = parameter.name;
        let trimmed = match parameter.kind {
            Kind::Text(_) | Kind::Lines => value,
            _ => value.trim(),
        };
        check(parameter, trimmed)?;
        if self.kept.take(name, value) {
            return Ok(());
        }
        if is_own {
            self.own.push((name, trimmed.to_owned()));
            return Ok(());
        }
        if let Some(flag) = self.flag(name) {
            *flag = trimmed == "true";
            return Ok(());
        }
        match name {
            "q" => self.text = value.to_owned(),
            "sort" => {
                let named = SORTS.iter().find(|(known, _)| *known == trimmed);
                self.sort = named.map_or(self.sort, |(known, _)| known);
            }
            "within" => self.choosing.within_report = trimmed == "report",
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

    /// Sets what is asked for by name, where the path names it.
    pub(super) fn set_id(&mut self, id: &str) -> Result<(), Failure> {
        if self.own("id").is_some() {
            return Err(Failure::bad(
                "the path says which report is meant; `id` says it again",
            ));
        }
        self.own.push(("id", id.to_owned()));
        Ok(())
    }

    /// Asks for a report by its name.
    pub(super) fn of_id(id: &ReportId) -> Self {
        Question {
            own: vec![("id", id.to_string())],
            ..Question::default()
        }
    }

    /// Parses the query.
    pub(super) fn parsed(&self) -> Result<Query, Failure> {
        parsed(&self.text, self)
    }

    /// Asks as `findings search` does.
    pub(super) fn request(
        &self,
        opened: &Opened,
        concepts: Arc<Concepts>,
    ) -> Result<Understood, Failure> {
        let mut request = self.unchosen(concepts)?;
        let failed = |error| Failure::from(error).of(self);
        let (mut text, mut widened) = (self.text.clone(), None);
        if self.also {
            if !semantics::may_be_said_otherwise(&request) {
                let said = "`also` widens one name, and this is a query of several parts";
                return Err(Failure::bad(said).of(self));
            }
            let (thesaurus, index) = opened.taught()?;
            let names = semantics::taken_in(index, &thesaurus, &request);
            let names = names.map_err(failed)?;
            if !names.is_empty() {
                text = semantics::widened(&self.text, &names);
                request.query = parsed(&text, self)?;
            }
            widened = Some(taken_in(&names));
        }
        if self.any {
            request.query = any_of(&request.query).ok_or_else(|| {
                Failure::bad("`any` takes words and phrases alone")
                    .hint("OR between the parts of a query says the same")
                    .of(self)
            })?;
        }
        if self.choosing.lacks_words(&request) {
            return Err(Failure::bad("`told-again` needs words").of(self));
        }
        let searches = self.choosing.searches(&request);
        let index = match &searches[..] {
            [] => opened.reports.clone(),
            searches => opened.answers.requests(searches).map_err(failed)?,
        };
        let chosen = self.choosing.narrow(&index, &mut request);
        let chosen = chosen.map_err(failed)?;
        Ok(Understood {
            request,
            text,
            chosen,
            widened,
        })
    }

    /// Asks for the same in all reports.
    fn unchosen(&self, concepts: Arc<Concepts>) -> Result<SearchRequest, Failure> {
        let query = self.parsed()?;
        Ok(SearchRequest {
            filters: self.filters(Some(&query)),
            only_in: None,
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
}

/// A search as the index is asked for it.
#[derive(Debug)]
pub(super) struct Understood {
    pub(super) request: SearchRequest,
    /// What is searched, as it is written.
    pub(super) text: String,
    /// What is to be said of how reports were chosen.
    pub(super) chosen: Option<String>,
    /// What is to be said of names that were taken in.
    pub(super) widened: Option<String>,
}

/// Parses a query of a question.
fn parsed(text: &str, question: &Question) -> Result<Query, Failure> {
    query::parse(text).map_err(|error| Failure::query(text, error).of(question))
}

/// Makes sure that a value is one of a parameter's.
fn check(parameter: &Parameter, value: &str) -> Result<(), Failure> {
    let known = match parameter.kind {
        Kind::Text(_) | Kind::Lines | Kind::Values => return Ok(()),
        Kind::Day => match value.parse::<PartialDate>() {
            Ok(_) => return Ok(()),
            Err(_) => "is one of YYYY, YYYY-MM, YYYY-MM-DD".to_owned(),
        },
        Kind::Number(least, most, _) => match value.parse::<usize>() {
            Ok(number) if (least..=most).contains(&number) => return Ok(()),
            _ => format!("is a number from {least} to {most}"),
        },
        Kind::Choice(choices) => {
            if choices.iter().any(|(known, _)| *known == value) {
                return Ok(());
            }
            let names: Vec<_> = choices.iter().map(|(known, _)| *known).collect();
            format!("is one of {}", names.join(", "))
        }
        Kind::Flag => match value.parse::<bool>() {
            Ok(_) => return Ok(()),
            Err(_) => "is one of true, false".to_owned(),
        },
    };
    Err(refused(parameter, value, &known))
}

fn refused(parameter: &Parameter, value: &str, known: &str) -> Failure {
    let (name, value) = (parameter.name, query::shortened(value));
    let said = Failure::bad(format!("`{value}` is no value of `{name}`"));
    said.hint(format!("`{name}` {known}"))
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
        check(
            "within=report&told-again=true&latest=true",
            Ok("latest=true&told-again=true&within=report"),
        );
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
        check(
            "any=true&within=report",
            Err("`any` and `within` exclude each other"),
        );
        check(
            "sentence=true&within=report",
            Err("`within` and `sentence` exclude each other"),
        );
        check("within=here", Err("`here` is no value of `within`"));
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
