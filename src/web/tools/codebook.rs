//! Code books: which reports have the themes that a reader has named, and what else these are called.

use super::form::{Form, Written, written};
use super::themes::{LIMIT, few};
use crate::output::{Asked, CodeSuggestions, CodedReports};
use crate::semantics::{self, SuggestRequest};
use crate::themes::{self, Codebook, InvalidCodebook, Scope};
use crate::toml_file::{TomlError, TomlFile};
use crate::web::failure::Failure;
use crate::web::pages::Visit;
use crate::web::parameter::{Kind, Parameter};
use crate::web::question::Question;
use crate::web::site::Site;
use crate::web::store::Drawer;

/// The text of a code book.
pub(super) const BOOK: Parameter = Parameter {
    name: "book",
    label: "Code book",
    help: "the text of a code book, TOML",
    kind: Kind::Text(""),
};
/// One that the server keeps.
pub(super) const KEPT_BOOK: Parameter = Parameter {
    name: "kept-book",
    label: "Kept code book",
    help: "the name under which the server keeps a code book",
    kind: Kind::Text(""),
};

/// A code book, as it is written.
pub(super) const EXAMPLE: &str = "\
name = \"Oversight\"

[[theme]]
name = \"supervision\"
include = [\"supervision\", '\"management oversight\"']
exclude = [\"court\"]

[[theme]]
name = \"delay\"
include = [\"drift OR delay\"]
";

pub(super) const CODEBOOK: &[Parameter] = &[
    BOOK,
    KEPT_BOOK,
    Parameter {
        name: "suggest",
        label: "Offer other names for each theme, as the reports teach them",
        help: "offer other names for each theme, as the reports teach them, in the place of coding",
        kind: Kind::Flag,
    },
    LIMIT,
];

/// Returns the text of the code book that a question asks with; none where it names none.
pub(super) fn text(site: &Site, question: &Question) -> Result<Option<String>, Failure> {
    let book = question.own(BOOK.name);
    let Some(name) = question.own(KEPT_BOOK.name) else {
        return Ok(book.map(str::to_owned));
    };
    if book.is_some() {
        return Err(Failure::bad("`book` and `kept-book` exclude each other"));
    }
    match site.kept(Drawer::Codebooks, name) {
        Some(text) => Ok(Some(text)),
        None => Err(Failure::not_found("no code book is kept under this name")),
    }
}

/// Reads a code book.
pub(super) fn read(text: &str) -> Result<Codebook, Failure> {
    let book = Codebook::of_file(&TomlFile::parse("code book", text)?)?;
    few(book.themes.len(), "themes")?;
    Ok(book)
}

pub(super) fn codebook(
    visit: &Visit<'_>,
    question: &Question,
    form: Form,
) -> Result<Written, Failure> {
    let text = text(visit.site, question)?.ok_or_else(|| {
        Failure::bad("`book` says what is looked for, and is missing")
            .hint(format!("such as:\n{EXAMPLE}"))
    })?;
    let book = &read(&text)?;
    let query = question.parsed()?;
    let filters = question.filters(Some(&query)).with_defaults(&book.filters);
    // What its rows lead to is narrowed as they are.
    let question = &question.narrowed_as(&filters);
    let index = visit.opened.answers.selected(&filters)?;
    let scope = Scope::open(&index, &query, &filters)?;
    let asked = &Asked::new(&question.text, &scope);
    if question.is_set("suggest") {
        let (thesaurus, index) = visit.opened.taught()?;
        let request = SuggestRequest {
            filters,
            limit: Some(question.number(LIMIT.name).unwrap_or(20)),
            concepts: visit.site.options.concepts.clone(),
        };
        let suggested = &semantics::suggested(index, &thesaurus, &scope, book, &request)?;
        let reply = CodeSuggestions {
            asked,
            book,
            suggested,
        };
        return written(visit, question, form, &reply);
    }
    let reply = CodedReports {
        asked,
        book,
        coding: &themes::code(&scope, book)?,
        agreement: &[],
    };
    written(visit, question, form, &reply)
}

impl From<TomlError> for Failure {
    fn from(error: TomlError) -> Self {
        Failure::bad(error.to_string()).did_you_mean(&error.near)
    }
}

impl From<InvalidCodebook> for Failure {
    fn from(error: InvalidCodebook) -> Self {
        match error {
            InvalidCodebook::File(error) => error.into(),
            InvalidCodebook::Lacks(error, written) => Failure::from(error).hint(written),
            InvalidCodebook::Query(text, error) => Failure::query(&text, error),
        }
    }
}
