//! The file of a code book.

use std::path::Path;

use findings::query::{self, Field, Filters, Query, QueryError};
use findings::themes::{Codebook, CodebookTheme};
use findings::toml_file::{Text, TomlFile, TomlTable};

use crate::error::CommandError;

/// Reads a code book.
pub(crate) fn load(path: &Path) -> Result<Codebook, CommandError> {
    let file = read_toml(path)?;
    let book = file.table(&["name", "description", "source", "filters", "theme"])?;
    let mut filters = Filters::default();
    if let Some(table) = book.table("filters")? {
        read_filters(&file, &table, &mut filters)?;
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
        let theme = theme(&file, &table)?;
        if themes.iter().any(|other| other.name == theme.name) {
            return Err(table
                .error(format!("a second theme `{}`", theme.name))
                .into());
        }
        themes.push(theme);
    }
    if themes.is_empty() {
        return Err(CommandError::from(book.error("a code book needs a theme"))
            .hint("[[theme]]\nname = \"…\"\ninclude = [\"…\"]"));
    }
    Ok(Codebook {
        name: book.required("name")?,
        description: book.text("description")?.trim().to_owned(),
        source: book.text("source")?.trim().to_owned(),
        filters,
        themes,
    })
}

/// Reads a file of tables.
pub(crate) fn read_toml(path: &Path) -> Result<TomlFile, CommandError> {
    let file = TomlFile::read(path).map_err(|error| CommandError::cannot_read(path, &error))?;
    Ok(file?)
}

fn theme(file: &TomlFile, table: &TomlTable<'_>) -> Result<CodebookTheme, CommandError> {
    let name = table.required("name")?;
    let queries = |key: &str| {
        let texts = table.texts(key)?.into_iter();
        texts
            .map(|text| query_of(file, &name, key, &text))
            .collect::<Result<Vec<_>, _>>()
    };
    let (include, exclude) = (queries("include")?, queries("exclude")?);
    let declined = queries("declined")?;
    if include.is_empty() {
        let error = table.error(format!("theme `{name}` includes nothing"));
        return Err(
            CommandError::from(error).hint("include = [\"\\\"a phrase\\\"\", \"words together\"]")
        );
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

fn query_of(file: &TomlFile, theme: &str, key: &str, text: &Text) -> Result<Query, CommandError> {
    let wrong = |message: &str, error: QueryError| {
        let place = file.error(text.line, format!("theme `{theme}`, {key}: {message}"));
        let message = place.to_string();
        CommandError::query(&text.text, QueryError { message, ..error })
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
) -> Result<(), CommandError> {
    for key in table.keys() {
        let values = table.texts(&key.text)?;
        let date = || {
            let date = values.first().map(|value| value.text.parse()).transpose();
            date.map_err(|error: findings::model::InvalidDate| {
                file.error(key.line, error.to_string())
            })
        };
        match key.text.as_str() {
            "since" => filters.since = date()?,
            "until" => filters.until = date()?,
            name => {
                let field: Field = name.parse().map_err(|error: query::UnknownField| {
                    let names = Field::ALL.iter().map(|field| field.name());
                    CommandError::from(file.error(key.line, error.to_string()))
                        .did_you_mean(&query::spelling::nearest(&error.0, names))
                })?;
                for value in &values {
                    filters.add(field, &value.text);
                }
            }
        }
    }
    Ok(())
}

/// Adds the filters of a book where a question has none of that name.
pub(crate) fn with_defaults(mut filters: Filters, book: &Filters) -> Filters {
    filters.since = filters.since.or(book.since);
    filters.until = filters.until.or(book.until);
    for filter in &book.fields {
        if filters
            .fields
            .iter()
            .all(|given| given.field != filter.field)
        {
            filters.fields.push(filter.clone());
        }
    }
    filters
}
