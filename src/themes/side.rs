//! The groups of a contrast, as they are asked for and described.

use std::fmt;

use crate::query::{self, Field, Query, QueryError, UnknownField};

/// One of two groups: the paragraphs of a scope that match a query, and their reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// What people call it.
    pub name: String,
    /// What its reports, or paragraphs, have to match.
    pub query: Query,
}

/// A group in numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct SideSummary {
    /// What people call it.
    pub name: String,
    /// Its query as understood.
    pub query: String,
    /// Its reports.
    pub reports: u64,
    /// Its paragraphs, copies counted once.
    pub paragraphs: u64,
}

/// Reports a text that does not say which two groups are meant.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum InvalidSides {
    /// It is no `FIELD=VALUES:VALUES`.
    NotTwo(String),
    /// There is no such field.
    Field(UnknownField),
    /// A group is a query that cannot be parsed.
    Query(String, QueryError),
}

impl fmt::Display for InvalidSides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InvalidSides::NotTwo(groups) => write!(f, "`{groups}` are no two groups"),
            InvalidSides::Field(error) => error.fmt(f),
            InvalidSides::Query(_, error) => error.fmt(f),
        }
    }
}

impl std::error::Error for InvalidSides {}

impl Side {
    /// Makes a group of a query.
    ///
    /// # Errors
    /// A query that cannot be parsed.
    pub fn of(text: &str) -> Result<Self, InvalidSides> {
        Side::named(text, text)
    }

    fn named(name: &str, text: &str) -> Result<Self, InvalidSides> {
        let refused = |error| InvalidSides::Query(text.to_owned(), error);
        Ok(Side {
            name: name.to_owned(),
            query: query::parse(text).map_err(refused)?,
        })
    }

    /// Reads two groups: `FIELD=VALUES:VALUES` alone, or a query with another.
    ///
    /// ```
    /// use findings::themes::Side;
    /// let (a, b) = Side::pair("overall=inadequate:good,outstanding", None)?;
    /// assert_eq!((&*a.name, &*b.name), ("inadequate", "good,outstanding"));
    /// # Ok::<(), findings::themes::InvalidSides>(())
    /// ```
    ///
    /// # Errors
    /// A text that is not two groups, a field that is not known, a query that cannot be parsed.
    pub fn pair(groups: &str, with: Option<&str>) -> Result<(Self, Self), InvalidSides> {
        if let Some(with) = with {
            return Ok((Side::of(groups)?, Side::of(with)?));
        }
        let parts = groups.split_once('=').and_then(|(field, values)| {
            let (a, b) = values.split_once(':')?;
            (!a.is_empty() && !b.is_empty()).then_some((field, a, b))
        });
        let Some((field, a, b)) = parts else {
            return Err(InvalidSides::NotTwo(groups.to_owned()));
        };
        let field: Field = field.parse().map_err(InvalidSides::Field)?;
        let tag = |values: &str| {
            let values: Vec<String> = values
                .split(',')
                .map(|value| quoted(value.trim()))
                .collect();
            format!("{field}:{}", values.join(","))
        };
        Ok((Side::named(a, &tag(a))?, Side::named(b, &tag(b))?))
    }
}

/// Quotes a value of a tag, behind the mark of exclusion.
fn quoted(value: &str) -> String {
    match value.strip_prefix('!') {
        Some(value) => format!("!\"{value}\""),
        None => format!("\"{value}\""),
    }
}

#[cfg(test)]
mod tests {
    use super::{InvalidSides, Side};

    fn check(groups: &str, with: Option<&str>, expected: [&str; 2]) {
        let (a, b) = Side::pair(groups, with).unwrap();
        assert_eq!([a.query.to_string(), b.query.to_string()], expected);
    }

    #[test]
    fn groups_are_values_or_queries() {
        check(
            "overall=inadequate:good, outstanding",
            None,
            ["overall:inadequate", "overall:good,outstanding"],
        );
        check("grade=!good:good", None, ["grade:!good", "grade:good"]);
        check(
            "drift OR delay",
            Some("=visit"),
            ["drift OR delay", "=visit"],
        );
    }

    #[test]
    fn what_is_not_two_groups_is_an_error() {
        let error = |groups: &str, with| Side::pair(groups, with).unwrap_err().to_string();
        assert_eq!(error("overall", None), "`overall` are no two groups");
        assert_eq!(
            error("overall=good:", None),
            "`overall=good:` are no two groups"
        );
        assert!(matches!(
            Side::pair("colour=red:blue", None),
            Err(InvalidSides::Field(_))
        ));
        assert!(matches!(
            Side::pair("a", Some("b NEAR/x c")),
            Err(InvalidSides::Query(text, _)) if text == "b NEAR/x c"
        ));
    }
}
