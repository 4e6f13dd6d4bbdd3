//! What paragraphs are narrowed to, beside what a query itself says.

use super::Query;
use super::field::{Field, Filter};
use crate::model::{PartialDate, ReportId, Source};

/// What a paragraph's tags must be; the same on every command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Conditions by field, all of which must hold.
    pub fields: Vec<Filter>,
    /// The first day on which the inspection may end.
    pub since: Option<PartialDate>,
    /// The last day on which the inspection may end.
    pub until: Option<PartialDate>,
    /// The first day on which the report may have been published.
    pub published_since: Option<PartialDate>,
    /// The last day on which the report may have been published.
    pub published_until: Option<PartialDate>,
    /// Only these reports; none means all.
    pub reports: Option<Vec<ReportId>>,
    /// None means both.
    pub source: Option<Source>,
    /// Which editions of a report.
    pub editions: Editions,
}

/// Which editions of reports that were published again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Editions {
    /// Every one.
    #[default]
    All,
    /// The newest.
    Latest,
}

impl Filters {
    /// Returns what a question is narrowed to where it does not say: the inspectorate's own words, in
    /// the newest editions.
    ///
    /// A query that itself says whose words it wants is not narrowed to the inspectorate's, nor one
    /// that speaks of editions to the newest.
    pub fn usual(query: Option<&Query>) -> Self {
        let mentions = |field| query.is_some_and(|query| query.mentions(field));
        Filters {
            source: (!mentions(Field::Source)).then_some(Source::Primary),
            editions: match mentions(Field::Edition) {
                true => Editions::All,
                false => Editions::Latest,
            },
            ..Filters::default()
        }
    }

    /// Adds what a user gave: a comma list of values, `!value` excludes. Values are checked
    /// against what exists only when searching.
    ///
    /// ```
    /// use findings::query::{Field, Filters};
    /// let mut filters = Filters::default();
    /// filters.add(Field::Grade, "good, outstanding");
    /// filters.add(Field::Grade, "!not-graded");
    /// assert_eq!(filters.fields[0].any_of, ["good", "outstanding"]);
    /// assert_eq!(filters.fields[0].none_of, ["not-graded"]);
    /// ```
    pub fn add(&mut self, field: Field, values: &str) {
        let at = match self.fields.iter().position(|filter| filter.field == field) {
            Some(at) => at,
            None => {
                self.fields.push(Filter {
                    field,
                    any_of: Vec::new(),
                    none_of: Vec::new(),
                });
                self.fields.len() - 1
            }
        };
        let filter = &mut self.fields[at];
        for value in values
            .split(',')
            .map(str::trim)
            .filter(|value| !value.is_empty())
        {
            match value.strip_prefix('!') {
                Some(value) => filter.none_of.push(value.trim().to_owned()),
                None => filter.any_of.push(value.to_owned()),
            }
        }
    }

    /// Adds conditions of others where there is none of that name.
    #[must_use]
    pub fn with_defaults(mut self, defaults: &Filters) -> Self {
        self.since = self.since.or(defaults.since);
        self.until = self.until.or(defaults.until);
        for filter in &defaults.fields {
            if self.fields.iter().all(|given| given.field != filter.field) {
                self.fields.push(filter.clone());
            }
        }
        self
    }
}
