//! Coverage: which reports speak of which topics, and which stay silent.
//!
//! A matrix of topics and reports. Every report of the scope has a cell in every topic, so that
//! those that speak and those that do not add up to those searched.

use std::collections::{BTreeMap, HashSet};
use std::fmt;

use super::scope::Scope;
use super::stats::Proportion;
use crate::index::{CountedParagraph, IndexError, ReportRecord};
use crate::model::Framework;
use crate::query::{self, Query, QueryError};

/// Something to be looked for, under a name.
#[derive(Debug, Clone)]
pub struct Topic {
    /// The name.
    pub name: String,
    /// What paragraphs on it say.
    pub query: Query,
}

/// Reports topics that cannot be looked for.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum InvalidTopic {
    /// Its query cannot be parsed.
    Query(String, QueryError),
    /// Two have one name.
    Twice(String),
}

impl fmt::Display for InvalidTopic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            InvalidTopic::Query(_, error) => error.fmt(f),
            InvalidTopic::Twice(name) => write!(f, "two topics are called `{name}`"),
        }
    }
}

impl std::error::Error for InvalidTopic {}

impl Topic {
    /// Makes a topic of a query, under a name.
    ///
    /// # Errors
    /// A query that cannot be parsed.
    pub fn new(name: &str, text: &str) -> Result<Self, InvalidTopic> {
        let refused = |error| InvalidTopic::Query(text.to_owned(), error);
        Ok(Topic {
            name: name.to_owned(),
            query: query::parse(text).map_err(refused)?,
        })
    }

    /// Reads a topic a line, `QUERY` or `NAME = QUERY`; lines that begin with `#` are remarks.
    ///
    /// # Errors
    /// The first query that cannot be parsed.
    pub fn lines(text: &str) -> Result<Vec<Self>, InvalidTopic> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let topic = |line: &str| {
            // A query holds no `=` between spaces: before a word it belongs to it.
            let (name, query) = line.split_once(" = ").unwrap_or((line, line));
            Topic::new(name.trim(), query.trim())
        };
        lines.map(topic).collect()
    }

    /// Makes sure that names tell topics apart.
    ///
    /// # Errors
    /// The first name that two have.
    pub fn told_apart(topics: Vec<Self>) -> Result<Vec<Self>, InvalidTopic> {
        let mut known = HashSet::new();
        match topics.iter().find(|topic| !known.insert(&topic.name)) {
            Some(twice) => Err(InvalidTopic::Twice(twice.name.clone())),
            None => Ok(topics),
        }
    }
}

/// How much one report says of one topic.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mentions {
    /// How many places match.
    pub hits: u64,
    /// In how many paragraphs they stand, copies included.
    pub paragraphs: u64,
}

impl Mentions {
    /// Tells whether the report speaks of the topic at all.
    pub const fn is_present(self) -> bool {
        self.paragraphs > 0
    }
}

/// A topic in every report.
#[derive(Debug, Clone, PartialEq)]
pub struct CoveredTopic {
    /// The topic's name.
    pub name: String,
    /// Its query as understood.
    pub query: String,
    /// The query that lists what was counted, given the same filters.
    pub listing: String,
    /// For each report of [`Coverage::reports`] how much it says.
    pub mentions: Vec<Mentions>,
    /// How many reports speak of it.
    pub reports: Proportion,
    /// The same by framework; none stands for reports without one, and comes first.
    pub frameworks: Vec<(Option<Framework>, Proportion)>,
}

impl CoveredTopic {
    /// Adds up what all reports say.
    pub fn total(&self) -> Mentions {
        let add = |sum: Mentions, more: &Mentions| Mentions {
            hits: sum.hits + more.hits,
            paragraphs: sum.paragraphs + more.paragraphs,
        };
        self.mentions.iter().fold(Mentions::default(), add)
    }
}

/// Topics and reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// Every report of the scope, the oldest first; those without a day come last.
    pub reports: Vec<ReportRecord>,
    /// The topics, in the order given.
    pub topics: Vec<CoveredTopic>,
}

impl Coverage {
    /// Lists the reports that say nothing of a topic.
    pub fn silent<'a>(
        &'a self,
        topic: &'a CoveredTopic,
    ) -> impl Iterator<Item = &'a ReportRecord> + 'a {
        let cells = self.reports.iter().zip(&topic.mentions);
        cells
            .filter(|(_, mentions)| !mentions.is_present())
            .map(|(report, _)| report)
    }
}

/// Counts what each report of a scope says of each topic.
///
/// # Errors
/// An index that cannot be read.
pub fn coverage(scope: &Scope<'_>, topics: &[Topic]) -> Result<Coverage, IndexError> {
    Ok(coverage_and_paragraphs(scope, topics)?.0)
}

/// Counts the same, and lists for each topic the paragraphs by report and place.
pub(super) fn coverage_and_paragraphs(
    scope: &Scope<'_>,
    topics: &[Topic],
) -> Result<(Coverage, Vec<Vec<CountedParagraph>>), IndexError> {
    let (mut covered_topics, mut paragraphs) = (Vec::new(), Vec::new());
    for topic in topics {
        let found = scope.places_matching(&topic.query)?;
        covered_topics.push(covered(scope, topic, &found));
        paragraphs.push(found.into_iter().map(|(paragraph, _)| paragraph).collect());
    }
    let coverage = Coverage {
        reports: scope.reports.clone(),
        topics: covered_topics,
    };
    Ok((coverage, paragraphs))
}

fn covered(scope: &Scope<'_>, topic: &Topic, found: &[(CountedParagraph, u64)]) -> CoveredTopic {
    let mut mentions = vec![Mentions::default(); scope.reports.len()];
    for (paragraph, places) in found {
        let cell = &mut mentions[scope.ordinal(paragraph) as usize];
        cell.hits += places;
        cell.paragraphs += 1;
    }
    let nothing = Proportion { part: 0, whole: 0 };
    let mut all = nothing;
    let mut frameworks: BTreeMap<Option<Framework>, Proportion> = BTreeMap::new();
    for (record, mentions) in scope.reports.iter().zip(&mentions) {
        let own = frameworks.entry(record.report.framework).or_insert(nothing);
        for count in [&mut all, own] {
            count.whole += 1;
            count.part += u64::from(mentions.is_present());
        }
    }
    CoveredTopic {
        name: topic.name.clone(),
        query: topic.query.to_string(),
        listing: scope.narrowed(&topic.query).to_string(),
        mentions,
        reports: all,
        frameworks: frameworks.into_iter().collect(),
    }
}
