//! Code books: themes that a reader has named beforehand, each with the queries that find it.
//!
//! A code book is a value here; queries come parsed, so that no theme can be wrong once it is in a book.

use super::coverage::Topic;
use super::scope::parsed;
use crate::query::{Filters, Query};

/// Themes under names, with where they come from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Codebook {
    /// What the book is called.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Where its themes come from.
    pub source: String,
    /// What is looked at unless the question says otherwise.
    pub filters: Filters,
    /// The themes, in the order of the book.
    pub themes: Vec<CodebookTheme>,
}

/// One theme of a code book.
#[derive(Debug, Clone, PartialEq)]
pub struct CodebookTheme {
    /// Its name, which no other theme of the book bears.
    pub name: String,
    /// What it means, and where it ends.
    pub description: String,
    /// Where it comes from.
    pub source: String,
    /// A paragraph is on the theme if one of these matches.
    pub include: Vec<Query>,
    /// And none of these.
    pub exclude: Vec<Query>,
    /// What was offered for it and not taken, and is not to be offered again.
    pub declined: Vec<Query>,
}

impl CodebookTheme {
    /// Returns the query that finds the paragraphs on the theme.
    ///
    /// ```
    /// use findings::query::parse;
    /// use findings::themes::CodebookTheme;
    ///
    /// let theme = CodebookTheme {
    ///     name: "oversight".to_owned(),
    ///     description: String::new(),
    ///     source: String::new(),
    ///     include: vec![parse("\"management oversight\"")?, parse("supervision")?],
    ///     exclude: vec![parse("court")?],
    ///     declined: Vec::new(),
    /// };
    /// let query = theme.query().to_string();
    /// assert_eq!(query, parse("(\"management oversight\" OR supervision) NOT court")?.to_string());
    /// # Ok::<(), findings::query::QueryError>(())
    /// ```
    pub fn query(&self) -> Query {
        match self.exclude.as_slice() {
            [] => parsed(&any_of(&self.include)),
            exclude => parsed(&format!(
                "{} NOT {}",
                any_of(&self.include),
                any_of(exclude)
            )),
        }
    }
}

impl CodebookTheme {
    /// Returns the theme with another query included.
    #[must_use]
    pub fn with(&self, query: &Query) -> Self {
        let mut theme = self.clone();
        theme.include.push(query.clone());
        theme
    }

    /// Returns the query that finds the paragraphs that it would have in addition with another query.
    pub fn added_by(&self, query: &Query) -> Query {
        let mut left_out = self.include.clone();
        left_out.extend_from_slice(&self.exclude);
        parsed(&format!("({query}) NOT {}", any_of(&left_out)))
    }
}

fn any_of(queries: &[Query]) -> String {
    let queries: Vec<String> = queries.iter().map(|query| format!("({query})")).collect();
    format!("({})", queries.join(" OR "))
}

impl Codebook {
    /// Returns the themes as topics, to be looked for.
    pub fn topics(&self) -> Vec<Topic> {
        let topics = self.themes.iter().map(|theme| Topic {
            name: theme.name.clone(),
            query: theme.query(),
        });
        topics.collect()
    }
}
