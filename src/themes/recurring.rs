//! Recurring phrases: what many reports say in the same words.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::grams::{Gram, Support, Texts};
use super::phrase::{query_of, wanted};
use super::scope::{Scope, parsed};
use super::stats::{Dispersion, dispersion};
use crate::index::{IndexError, Quote};
use crate::model::Date;
use crate::query::Query;

/// What is to be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecurringOptions {
    /// How much a phrase must recur.
    pub support: Support,
    /// How many phrases to pass over.
    pub offset: usize,
    /// How many phrases to describe; none means all.
    pub limit: Option<usize>,
}

/// A phrase that recurs.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The phrase, folded, compounds in one spelling.
    pub phrase: String,
    /// The query that lists its paragraphs, given the same filters. Copies of paragraphs that
    /// the search lists are counted once here, for the earliest report.
    pub query: String,
    /// How often it stands anywhere.
    pub hits: u64,
    /// In how many paragraphs.
    pub paragraphs: u64,
    /// In how many reports.
    pub reports: u64,
    /// On how many authorities.
    pub authorities: u64,
    /// The earliest report's day.
    pub first: Option<Date>,
    /// The latest report's day.
    pub last: Option<Date>,
    /// How much it is a term of its own.
    pub c_value: f64,
    /// The longer phrase in which it stands most often, with the hits of that phrase; none where
    /// no longer phrase with it recurs.
    pub within: Option<(String, u64)>,
    /// How evenly it is spread over the reports of the scope; none where there is one alone.
    pub dispersion: Option<Dispersion>,
    /// A sentence with it, whose words are most like those of the others.
    pub typical: Quote,
}

/// The phrases that recur in a scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Recurring {
    /// The phrases asked for, those of most reports first.
    pub themes: Vec<Theme>,
    /// How many phrases recur often enough and are no mere part of longer ones.
    pub total: u64,
    /// How many are left out because they occur inside longer ones only.
    pub nested: u64,
    /// How many words were counted.
    pub words: u64,
}

/// Finds phrases of two to five words that recur in a scope.
///
/// What the question itself says is not listed as a finding of it.
///
/// # Errors
/// An index that cannot be read.
///
/// ```
/// use findings::index::{Index, IngestOptions, ingest};
/// use findings::query::{self, Filters};
/// use findings::themes::{RecurringOptions, Scope, recurring};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let temporary = tempfile::tempdir()?;
/// # let index = temporary.path();
/// # ingest(index, &["corpus".into()], &IngestOptions::default(), &|_| {})?;
/// let index = Index::open(index)?;
/// let improvement = query::parse("section:improvement")?;
/// let scope = Scope::open(&index, &improvement, &Filters::default())?;
/// let found = recurring(&scope, &improvement, &RecurringOptions::default())?;
/// for theme in &found.themes {
///     println!("{} in {} reports", theme.phrase, theme.reports);
/// }
/// # assert!(!found.themes.is_empty());
/// # Ok(())
/// # }
/// ```
pub fn recurring(
    scope: &Scope<'_>,
    question: &Query,
    options: &RecurringOptions,
) -> Result<Recurring, IndexError> {
    let texts = Texts::new(scope)?;
    let Ranked { grams, nested } = Ranked::new(&texts, question, options.support);
    let shown = grams.iter().skip(options.offset);
    let sizes = words_by_report(&texts, scope);
    let themes = shown
        .take(options.limit.unwrap_or(usize::MAX))
        .map(|gram| describe(scope, &texts, gram, &sizes))
        .collect::<Result<_, _>>()?;
    Ok(Recurring {
        themes,
        total: grams.len() as u64,
        nested,
        words: texts.streams.tokens.len() as u64,
    })
}

/// The phrases that recur in a scope, those of most reports first.
pub(super) struct Ranked {
    pub(super) grams: Vec<Gram>,
    /// How many are left out because they occur inside longer ones only.
    pub(super) nested: u64,
}

impl Ranked {
    pub(super) fn new(texts: &Texts<'_>, question: &Query, support: Support) -> Self {
        let mut grams = texts.grams(support);
        let asked = asked(texts, question);
        grams.retain(|gram| !asked.iter().any(|asked| is_part(&gram.tokens, asked)));
        let all = grams.len();
        grams.retain(|gram| gram.c_value > 0.0);
        // The order of the words is there already, and is kept among equals.
        grams.sort_by_cached_key(rank);
        Ranked {
            nested: (all - grams.len()) as u64,
            grams,
        }
    }
}

/// Orders phrases: most reports first, then by C-value to nine decimals, then by hits.
fn rank(gram: &Gram) -> impl Ord + use<> {
    let c_value = (gram.c_value * 1e9).round() as i64;
    (
        Reverse(gram.reports),
        Reverse(c_value),
        Reverse(gram.places.len()),
    )
}

/// Returns the tokens of the phrases that a question asks for.
fn asked(texts: &Texts<'_>, question: &Query) -> Vec<Vec<u32>> {
    wanted(question)
        .iter()
        .filter_map(|words| words.iter().map(|word| texts.streams.token(word)).collect())
        .collect()
}

fn is_part(gram: &[u32], of: &[u32]) -> bool {
    of.windows(gram.len()).any(|part| part == gram)
}

pub(super) fn words_by_report(texts: &Texts<'_>, scope: &Scope<'_>) -> Vec<u64> {
    let mut sizes = vec![0; scope.reports.len()];
    for (paragraph, report) in scope.report_of.iter().enumerate() {
        sizes[*report as usize] += texts.streams.range(paragraph).len() as u64;
    }
    sizes
}

pub(super) fn describe(
    scope: &Scope<'_>,
    texts: &Texts<'_>,
    gram: &Gram,
    sizes: &[u64],
) -> Result<Theme, IndexError> {
    let mut hits = vec![0_u64; sizes.len()];
    for place in &gram.places {
        hits[scope.report_of[texts.paragraph(*place) as usize] as usize] += 1;
    }
    let reports = || (0_u32..).zip(&hits).filter(|(_, hits)| **hits > 0);
    let days = || reports().filter_map(|(report, _)| scope.day(report));
    Ok(Theme {
        phrase: texts.spell(&gram.tokens),
        query: query_text(scope, texts, &gram.tokens),
        hits: gram.places.len() as u64,
        paragraphs: gram.paragraphs,
        reports: gram.reports,
        authorities: gram.authorities,
        first: days().min(),
        last: days().max(),
        c_value: gram.c_value,
        within: gram
            .within
            .as_ref()
            .map(|(longer, hits)| (texts.spell(longer), *hits)),
        dispersion: dispersion(hits.iter().copied().zip(sizes.iter().copied())),
        typical: typical(scope, texts, gram)?,
    })
}

/// Writes the query that lists the paragraphs of a scope with a phrase.
pub(super) fn query_text(scope: &Scope<'_>, texts: &Texts<'_>, phrase: &[u32]) -> String {
    let phrase = parsed(&query_of(texts, phrase));
    scope.narrowed(&phrase).to_string()
}

/// Quotes a place whose neighbourhood is like that of the others: the words around it stand
/// around most of them. Of the few likest the shortest sentence is quoted, then the earliest.
pub(super) fn typical(
    scope: &Scope<'_>,
    texts: &Texts<'_>,
    gram: &Gram,
) -> Result<Quote, IndexError> {
    /// So many words on either side count.
    const AROUND: usize = 12;
    /// So many places, evenly drawn, stand for all.
    const SAMPLE: usize = 200;
    /// So many of the likest are read.
    const READ: usize = 5;
    let step = gram.places.len().div_ceil(SAMPLE).max(1);
    let neighbourhoods: Vec<(u32, Vec<u32>)> = gram
        .places
        .iter()
        .step_by(step)
        .map(|&place| {
            let range = texts.streams.range(texts.paragraph(place) as usize);
            let place_at = place as usize;
            let start = place_at.saturating_sub(AROUND).max(range.start);
            let end = (place_at + gram.tokens.len() + AROUND).min(range.end);
            let mut words: Vec<u32> = texts.streams.tokens[start..end].to_vec();
            words.retain(|word| !texts.is_stop(*word));
            words.sort_unstable();
            words.dedup();
            (place, words)
        })
        .collect();
    let mut common: HashMap<u32, u64> = HashMap::new();
    for word in neighbourhoods.iter().flat_map(|(_, words)| words) {
        *common.entry(*word).or_default() += 1;
    }
    let likeness = |words: &[u32]| {
        let sum: u64 = words.iter().map(|word| common[word]).sum();
        sum as f64 / (words.len() as f64).sqrt()
    };
    let like = neighbourhoods
        .iter()
        .map(|(place, words)| (*place, likeness(words)));
    let mut like: Vec<(u32, f64)> = like.collect();
    like.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let mut shortest: Option<Quote> = None;
    for (place, _) in like.iter().take(READ) {
        let paragraph = texts.paragraph(*place) as usize;
        let first = *place as usize - texts.streams.range(paragraph).start;
        let quote = scope.index.quote(
            &texts.streams,
            &scope.paragraphs[paragraph],
            first..first + gram.tokens.len(),
        )?;
        if shortest
            .as_ref()
            .is_none_or(|shortest| quote.sentence.len() < shortest.sentence.len())
        {
            shortest = Some(quote);
        }
    }
    Ok(shortest.expect("a phrase stands somewhere"))
}
