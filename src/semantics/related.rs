//! Related names: those that keep the company of a name, and what the search finds of each.

use std::sync::Arc;

use super::asked::Asked;
use super::choosing::{Choosing, Tried};
use super::related_request::RelatedRequest;
use super::thesaurus::Thesaurus;
use crate::index::threads::on_all_cores;
use crate::index::{Hit, Index, IndexError, SearchRequest};
use crate::query::fold::words;
use crate::query::{Filters, parse};

/// The names related to one.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Related {
    /// The name as it was asked for.
    pub query: String,
    /// The names of the thesaurus by whose company it was understood, as printed: one, or the parts
    /// of a name that is none by itself.
    pub understood: Vec<String>,
    /// Words of it that stand too seldom to keep company.
    pub unknown: Vec<String>,
    /// How often it stands, in any spelling that the thesaurus knows; 0 where it is none of its names.
    pub places: u64,
    /// What a search for it finds, where quotations are asked for.
    pub asked: Option<Tally>,
    /// How many names as near as those listed too few of the reports say that pass the filters.
    pub passed_over: u64,
    /// The names, those that are short for it or spell it out first, then the likest first.
    pub names: Vec<RelatedName>,
}

impl RelatedName {
    /// Tells whether at most a third of its paragraphs say the name asked for too.
    pub fn stands_apart(&self) -> bool {
        self.with_it * 3 <= self.paragraphs
    }
}

/// What a search finds, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// How many paragraphs.
    pub paragraphs: u64,
    /// In how many reports.
    pub reports: u64,
    /// How many reports pass the filters.
    pub reports_searched: u64,
    /// How many a search looks through that nothing narrows: they tell how alike names are.
    pub reports_taught: u64,
}

/// A name that keeps the company of another.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RelatedName {
    /// As it is printed mostly.
    pub text: String,
    /// The cosine of the angle between the two, at most 1.
    pub likeness: f32,
    /// Whether texts spell one of the two out by the other.
    pub spelt: bool,
    /// Whether a concept holds both names.
    pub known: bool,
    /// The query that finds it.
    pub query: String,
    /// How many paragraphs that query finds, under the filters.
    pub paragraphs: u64,
    /// In how many reports.
    pub reports: u64,
    /// How many of these paragraphs say the name asked for too. What mostly stands with a name keeps its
    /// company and is seldom another name of the same.
    pub with_it: u64,
    /// Other inflections of it that are as near.
    pub variants: Vec<String>,
    /// The best paragraph that it finds.
    pub quotation: Option<Hit>,
}

/// Finds the names that keep the company of one.
///
/// # Errors
/// A filter's value that no report has; an index that cannot be read.
pub fn related(
    index: &Index,
    thesaurus: &Thesaurus,
    request: &RelatedRequest,
) -> Result<Related, IndexError> {
    let asked = Asked::new(thesaurus, &request.words);
    let unlike = request
        .unlike
        .as_deref()
        .map(|words| Asked::new(thesaurus, words));
    let mut answer = Related {
        query: request.words.clone(),
        understood: asked
            .units
            .iter()
            .map(|unit| thesaurus.printed[*unit].clone())
            .collect(),
        unknown: asked.unknown.clone(),
        places: asked
            .same
            .iter()
            .map(|unit| u64::from(thesaurus.counts[*unit]))
            .sum(),
        asked: None,
        passed_over: 0,
        names: Vec::new(),
    };
    if request.quotes {
        answer.asked = Some(counted(index, request)?);
    }
    let Some(direction) = asked.direction(thesaurus) else {
        return Ok(answer);
    };
    let away = unlike.and_then(|unlike| unlike.direction(thesaurus));
    let mut candidates = asked
        .candidates(thesaurus, &direction, request.parts)
        .peekable();
    let mut choosing = Choosing::new(&asked, thesaurus, request, away);
    let mut found: Vec<(usize, RelatedName)> = Vec::new();
    loop {
        let room = request.limit.saturating_sub(found.len());
        let from = choosing.tried.len();
        choosing.try_next(&mut candidates, room);
        let tried = &choosing.tried[from..];
        if tried.is_empty() {
            break;
        }
        // What to count next depends on what was counted; these do not depend on each other.
        let counted = on_all_cores(tried, |tried| {
            let counted = tried.iter().map(|name| count(index, request, name));
            counted.collect::<Result<Vec<_>, _>>()
        })?;
        for (at, name) in (from..).zip(counted.into_iter().flatten()) {
            let is_frequent = name.reports >= request.min_reports.max(1);
            answer.passed_over += u64::from(!is_frequent);
            if is_frequent && choosing.is_wanted(at, name.stands_apart()) {
                found.push((at, name));
            } else {
                choosing.drop(at);
            }
        }
    }
    let names = found.into_iter().map(|(at, name)| RelatedName {
        variants: std::mem::take(&mut choosing.tried[at].variants),
        ..name
    });
    answer.names = names.collect();
    Ok(answer)
}

/// Counts what the search finds of the name asked for.
fn counted(index: &Index, request: &RelatedRequest) -> Result<Tally, IndexError> {
    let search = search(request, &request.words)?.totals();
    let found = index.search(&search)?;
    let everywhere = index.search(&SearchRequest {
        filters: Filters::usual(None),
        ..search
    })?;
    Ok(Tally {
        reports_taught: everywhere.reports_searched,
        paragraphs: found.total,
        reports: found.total_reports,
        reports_searched: found.reports_searched,
    })
}

/// Makes the search for a name.
fn search(request: &RelatedRequest, name: &str) -> Result<SearchRequest, IndexError> {
    let query = parse(&written(name)).map_err(|_| IndexError::Damaged("name"))?;
    Ok(SearchRequest {
        filters: request.filters.clone(),
        concepts: Arc::clone(&request.concepts),
        limit: Some(usize::from(request.quotes)),
        ..SearchRequest::new(query)
    })
}

/// Writes a name as a query.
fn written(name: &str) -> String {
    let words: Vec<&str> = words(name).map(|word| &name[word]).collect();
    match words.len() {
        0 | 1 => words.concat(),
        _ => format!("\"{}\"", words.join(" ")),
    }
}

/// Counts what the search finds of a name.
fn count(index: &Index, request: &RelatedRequest, name: &Tried) -> Result<RelatedName, IndexError> {
    let search = search(request, &name.text)?;
    let (paragraphs, reports, quotation) = match request.quotes {
        true => {
            let mut found = index.search(&search)?;
            (found.total, found.total_reports, found.hits.pop())
        }
        false => {
            let (paragraphs, reports) = index.tally(&search)?;
            (paragraphs, reports, None)
        }
    };
    let both = format!("{} {}", written(&request.words), written(&name.text));
    let both = parse(&both).map_err(|_| IndexError::Damaged("name"))?;
    let both = SearchRequest {
        query: both,
        ..search.clone()
    };
    Ok(RelatedName {
        with_it: index.tally(&both)?.0,
        likeness: name.likeness,
        spelt: name.is_spelt,
        known: name.is_known,
        query: search.query.to_string(),
        variants: Vec::new(),
        text: name.text.clone(),
        paragraphs,
        reports,
        quotation,
    })
}
