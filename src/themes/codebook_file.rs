//! The file of a code book, as a user writes it: read strictly, mistakes named by line.

use std::fmt;

use super::codebook::{Codebook, CodebookTheme};
use crate::model::InvalidDate;
use crate::query::spelling::nearest;
use crate::query::{self, Field, Filters, Query, QueryError, UnknownField};
use crate::toml_file::{Text, TomlError, TomlFile, TomlTable};

/// Why a file is no code book.
#[derive(Debug, Clone, PartialEq)]
pub enum InvalidCodebook {
    /// It is not written as it should be.
    File(TomlError),
    /// It lacks something: what is missing, and how that is written.
    Lacks(TomlError, &'static str),
    /// A query of it cannot be understood; the message names the theme too.
    Query(String, QueryError),
}

impl fmt::Display for InvalidCodebook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InvalidCodebook::File(error) | InvalidCodebook::Lacks(error, _) => error.fmt(f),
            InvalidCodebook::Query(_, error) => f.write_str(&error.message),
        }
    }
}

impl std::error::Error for InvalidCodebook {}

impl From<TomlError> for InvalidCodebook {
    fn from(error: TomlError) -> Self {
        InvalidCodebook::File(error)
    }
}

impl Codebook {
    /// Reads a code book: TOML with a `name`, a `description`, a `source`, default `[filters]` under the
    /// names of fields, and a table `[[theme]]` for each theme.
    ///
    /// # Errors
    /// The file is no code book, or a query of it cannot be understood.
    ///
    /// # Examples
    /// ```
    /// use findings::themes::Codebook;
    /// use findings::toml_file::TomlFile;
    ///
    /// let text = "name = \"A book\"\n[[theme]]\nname = \"oversight\"\ninclude = \"supervision\"\n";
    /// let book = Codebook::of_file(&TomlFile::parse("book.toml", text)?)?;
    /// assert_eq!(book.themes[0].name, "oversight");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_file(file: &TomlFile) -> Result<Self, InvalidCodebook> {
        let book = file.table(&["name", "description", "source", "filters", "theme"])?;
        let mut filters = Filters::default();
        if let Some(table) = book.table("filters")? {
            read_filters(file, &table, &mut filters)?;
        }
        let mut themes: Vec<CodebookTheme> = Vec::new();
        let keys = [
            "name",
            "description",
            "source",
            "include",
            "exclude",
            "declined",
        ];
        for table in book.tables("theme", &keys)? {
            let theme = theme(file, &table)?;
            if themes.iter().any(|other| other.name == theme.name) {
                let said = format!("a second theme `{}`", theme.name);
                return Err(table.error(said).into());
            }
            themes.push(theme);
        }
        if themes.is_empty() {
            return Err(InvalidCodebook::Lacks(
                book.error("a code book needs a theme"),
                "[[theme]]\nname = \"…\"\ninclude = [\"…\"]",
            ));
        }
        Ok(Codebook {
            name: book.required("name")?,
            description: book.text("description")?.trim().to_owned(),
            source: book.text("source")?.trim().to_owned(),
            filters,
            themes,
        })
    }
}

fn theme(file: &TomlFile, table: &TomlTable<'_>) -> Result<CodebookTheme, InvalidCodebook> {
    let name = table.required("name")?;
    let queries = |key: &str| {
        let texts = table.texts(key)?.into_iter();
        texts
            .map(|text| query_of(file, &name, key, &text))
            .collect::<Result<Vec<_>, InvalidCodebook>>()
    };
    let (include, exclude) = (queries("include")?, queries("exclude")?);
    let declined = queries("declined")?;
    if include.is_empty() {
        return Err(InvalidCodebook::Lacks(
            table.error(format!("theme `{name}` includes nothing")),
            "include = [\"\\\"a phrase\\\"\", \"words together\"]",
        ));
    }
    Ok(CodebookTheme {
        description: table.text("description")?.trim().to_owned(),
        source: table.text("source")?.trim().to_owned(),
        name,
        include,
        exclude,
        declined,
    })
}

fn query_of(
    file: &TomlFile,
    theme: &str,
    key: &str,
    text: &Text,
) -> Result<Query, InvalidCodebook> {
    let wrong = |message: &str, error: QueryError| {
        let place = file.error(text.line, format!("theme `{theme}`, {key}: {message}"));
        let message = place.to_string();
        InvalidCodebook::Query(text.text.clone(), QueryError { message, ..error })
    };
    if text.text.trim().is_empty() {
        let empty = QueryError {
            message: String::new(),
            span: 0..0,
            hint: Some("an empty query would match every paragraph".to_owned()),
        };
        return Err(wrong("a query is empty", empty));
    }
    query::parse(&text.text).map_err(|error| wrong(&error.message.clone(), error))
}

/// Reads filters under the names that the options have.
fn read_filters(
    file: &TomlFile,
    table: &TomlTable<'_>,
    filters: &mut Filters,
) -> Result<(), TomlError> {
    for key in table.keys() {
        let values = table.texts(&key.text)?;
        let date = || {
            let date = values.first().map(|value| value.text.parse()).transpose();
            date.map_err(|error: InvalidDate| file.error(key.line, error.to_string()))
        };
        match key.text.as_str() {
            "since" => filters.since = date()?,
            "until" => filters.until = date()?,
            name => {
                let field: Field = name.parse().map_err(|error: UnknownField| {
                    let names = Field::ALL.iter().map(|field| field.name());
                    TomlError {
                        near: nearest(&error.0, names),
                        ..file.error(key.line, error.to_string())
                    }
                })?;
                for value in &values {
                    filters.add(field, &value.text);
                }
            }
        }
    }
    Ok(())
}
