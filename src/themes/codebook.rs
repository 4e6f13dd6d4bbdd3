//! Code books: themes that a reader has named beforehand, each with the queries that find it.
//!
//! A code book is a value here. The file in which a user keeps one is read by whoever knows
//! files; queries come parsed, so that no theme can be wrong once it is in a book.

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
    /// };
    /// let query = theme.query().to_string();
    /// assert_eq!(query, parse("(\"management oversight\" OR supervision) NOT court")?.to_string());
    /// # Ok::<(), findings::query::QueryError>(())
    /// ```
    pub fn query(&self) -> Query {
        let any_of = |queries: &[Query]| {
            let queries: Vec<String> = queries.iter().map(|query| format!("({query})")).collect();
            format!("({})", queries.join(" OR "))
        };
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
