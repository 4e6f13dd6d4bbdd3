//! Contrasts: what one group of reports says more often than another.
//!
//! Reports are compared with reports (shares, their difference, odds over strata) and paragraphs
//! with paragraphs (likelihood, effect size). Whether a difference may be chance is told by
//! permutation of whole reports within their frameworks, because the paragraphs of one report
//! do not speak independently of each other.

use super::grams::{Gram, Support, Texts};
use super::recurring::{query_text, typical};
use super::scope::Scope;
use super::side::{Side, SideSummary};
use super::sides::{Cell, Counted, Sides};
use super::stats::{
    CONFIDENCE, Exceedances, Groups, Interval, Permutations, attainable, benjamini_hochberg,
    fisher_exact, log_likelihood, log_ratio_conservative, newcombe_difference, odds_ratio, seed,
};
use crate::index::threads::on_all_cores;
use crate::index::{Index, IndexError, Quote, Stop};
use crate::query::{Filters, Query};

/// A larger q is no finding.
pub const MAX_Q: f64 = 0.05;
/// Where fewer arrangements part the groups as far, more are looked at: the probability is not known
/// well.
const RARE: usize = 10;
/// What more than this share of both groups says cannot tell their reports apart.
pub const UNIVERSAL: f64 = 0.9;

/// What is to be compared.
#[derive(Debug, Clone, PartialEq)]
pub struct ContrastOptions {
    /// The first group.
    pub a: Side,
    /// The second group.
    pub b: Side,
    /// How much a phrase must recur, over both groups.
    pub support: Support,
    /// Queries to be compared; where there are none, every phrase with enough support is.
    pub queries: Vec<Query>,
    /// How many rows of each direction to describe; none means all.
    pub limit: Option<usize>,
}

impl ContrastOptions {
    /// Finds what the groups are looked for in: paragraphs of comparable kinds that match a query.
    ///
    /// # Errors
    /// As [`Scope::open`].
    pub fn scope<'a>(
        &self,
        index: &'a Index,
        query: &Query,
        filters: &Filters,
    ) -> Result<Scope<'a>, IndexError> {
        let sides = [&self.a.query, &self.b.query];
        Scope::comparable(index, query, filters, &self.queries, &sides)
    }
}

/// Something that was compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The phrase, folded, or the query as understood.
    pub phrase: String,
    /// The query that lists its paragraphs in both groups and elsewhere, given the same filters.
    pub query: String,
    /// In the first group.
    pub a: Cell,
    /// In the second group.
    pub b: Cell,
    /// The interval of the difference of the shares of reports.
    pub difference: Interval,
    /// Fisher's probability of the shares of reports.
    pub fisher: f64,
    /// The odds ratio of reports over frameworks; none where no framework has both groups.
    pub odds_ratio: Option<f64>,
    /// The log-likelihood of the shares of paragraphs.
    pub g2: f64,
    /// The conservative log ratio of the shares of paragraphs, in doublings.
    pub lrc: f64,
    /// The probability by permutation of reports within frameworks; none where no framework with it
    /// has reports of both groups.
    pub p: Option<f64>,
    /// The rate of false findings among all that are no less probable, of those that have one.
    pub q: Option<f64>,
    /// A typical sentence; none for queries.
    pub typical: Option<Quote>,
}

impl Key {
    /// Tells whether the groups differ in it: by an effect that is not 0 and hardly by chance.
    pub fn is_key(&self) -> bool {
        self.lrc != 0.0 && self.q.is_some_and(|q| q <= MAX_Q)
    }

    /// Tells whether nearly all reports of both groups say it, so that reports cannot differ.
    pub fn is_universal(&self) -> bool {
        self.a.reports.share() > UNIVERSAL && self.b.reports.share() > UNIVERSAL
    }
}

/// What two groups say differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Contrast {
    /// The first group.
    pub a: SideSummary,
    /// The second group.
    pub b: SideSummary,
    /// What is commoner in the first group, what is key first and then by likelihood.
    pub more_in_a: Vec<Key>,
    /// What is commoner in the second group.
    pub more_in_b: Vec<Key>,
    /// How many things were compared. Phrases of so few reports that no difference could be
    /// told from chance are not among them.
    pub family: u64,
    /// How many of them are key, and commoner in the first and in the second group.
    pub key: (u64, u64),
    /// How many of them more than nine tenths of both groups say.
    pub universal: u64,
    /// How many arrangements of labels the probabilities rest on.
    pub arrangements: u64,
    /// How many more were looked at for what hardly any of them parts as far; 0 where none were.
    pub further: u64,
    /// Whether these are all there are.
    pub exact: bool,
    /// How many of what was compared have no probability, since no framework with them has reports of
    /// both groups.
    pub untested: u64,
    /// The frameworks in which only one of the groups has reports: nothing is compared there.
    pub one_sided: Vec<String>,
    /// How many reports have paragraphs in both groups; each part counts as a report.
    pub shared_reports: u64,
}

/// Compares two groups within a scope.
///
/// # Errors
/// A tag's value that no report has; an index that cannot be read.
pub fn contrast(scope: &Scope<'_>, options: &ContrastOptions) -> Result<Contrast, IndexError> {
    let scope = &scope.restricted(
        &[
            scope.places(&options.a.query)?,
            scope.places(&options.b.query)?,
        ]
        .concat(),
    );
    let sides = Sides::new(scope, &options.a, &options.b)?;
    let texts = Texts::new(scope)?;
    let items = match options.queries.is_empty() {
        true => testable(&sides, phrases(&texts, options.support)),
        false => queries(scope, &options.queries)?,
    };
    let question = format!(
        "{} : {} : {}",
        scope.summary().query,
        options.a.query,
        options.b.query
    );
    let permutations = Permutations::new(sides.labels.clone(), seed(&question));
    let judged = on_all_cores(&items, |items| {
        let judged = items.iter().map(|item| {
            Stop::check()?;
            let counted = sides.count(&item.paragraphs);
            let found = permutations.exceedances(&counted.values);
            Ok((counted, found))
        });
        judged.collect::<Result<Vec<_>, IndexError>>()
    })?;
    let judged = judged.into_iter().flatten();
    let (counted, mut found): (Vec<Counted>, Vec<Option<Exceedances>>) = judged.unzip();
    let further = look_further(&permutations, &counted, &mut found)?;
    let probabilities: Vec<Option<f64>> = found
        .iter()
        .map(|found| found.map(Exceedances::probability))
        .collect();
    let rates = rates(&probabilities);
    let mut found = Vec::new();
    for (at, counted) in counted.iter().enumerate() {
        let (a, b) = (counted.a, counted.b);
        let (reports, paragraphs) = (
            Groups {
                a: a.reports,
                b: b.reports,
            },
            Groups {
                a: a.paragraphs,
                b: b.paragraphs,
            },
        );
        let key = Key {
            phrase: String::new(),
            query: String::new(),
            a,
            b,
            difference: newcombe_difference(a.reports, b.reports, CONFIDENCE),
            fisher: fisher_exact(reports),
            odds_ratio: odds_ratio(&counted.strata),
            g2: log_likelihood(paragraphs),
            lrc: log_ratio_conservative(paragraphs, CONFIDENCE, items.len()),
            p: probabilities[at],
            q: rates[at],
            typical: None,
        };
        found.push((at, key));
    }
    // The order of the items is kept among equals.
    found.sort_by(|(_, a), (_, b)| b.is_key().cmp(&a.is_key()).then(b.g2.total_cmp(&a.g2)));
    let universal = found.iter().filter(|(_, key)| key.is_universal()).count() as u64;
    let is_more_in_a = |key: &Key| key.a.paragraphs.share() >= key.b.paragraphs.share();
    let (in_a, in_b): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, key)| is_more_in_a(key));
    let keys = |found: &[(usize, Key)]| found.iter().filter(|(_, key)| key.is_key()).count() as u64;
    let key = (keys(&in_a), keys(&in_b));
    let name = |found: Vec<(usize, Key)>| {
        let shown = found.into_iter().take(options.limit.unwrap_or(usize::MAX));
        shown
            .map(|(at, key)| items[at].name(scope, &texts, key))
            .collect::<Result<Vec<_>, _>>()
    };
    Ok(Contrast {
        a: sides.summary(&options.a, 0),
        b: sides.summary(&options.b, 1),
        more_in_a: name(in_a)?,
        more_in_b: name(in_b)?,
        family: items.len() as u64,
        key,
        universal,
        arrangements: permutations.arrangements() as u64,
        further: further as u64,
        untested: rates.iter().filter(|rate| rate.is_none()).count() as u64,
        exact: permutations.is_exact(),
        one_sided: sides.one_sided(),
        shared_reports: sides.shared,
    })
}

/// Looks at more arrangements where hardly any of the first parts the groups as far; returns how many
/// more.
fn look_further(
    permutations: &Permutations,
    counted: &[Counted],
    found: &mut [Option<Exceedances>],
) -> Result<usize, IndexError> {
    let family = found.iter().flatten().count();
    let is_rare = |found: &Option<Exceedances>| found.is_some_and(|found| found.as_far < RARE);
    let rare: Vec<usize> = (0..found.len()).filter(|at| is_rare(&found[*at])).collect();
    if rare.is_empty() {
        return Ok(0);
    }
    let Some(further) = permutations.further(family, MAX_Q) else {
        return Ok(0);
    };
    let more = on_all_cores(&rare, |rare| {
        let more = rare.iter().map(|at| {
            Stop::check()?;
            Ok(further.exceedances(&counted[*at].values))
        });
        more.collect::<Result<Vec<_>, IndexError>>()
    })?;
    for (at, more) in rare.into_iter().zip(more.into_iter().flatten()) {
        if let (Some(found), Some(more)) = (&mut found[at], more) {
            // The labels found are counted once.
            found.as_far += more.as_far - 1;
            found.of += more.of - 1;
        }
    }
    Ok(further.arrangements())
}

/// Returns the rates of false findings of those that have a probability.
fn rates(probabilities: &[Option<f64>]) -> Vec<Option<f64>> {
    let known: Vec<f64> = probabilities.iter().copied().flatten().collect();
    let mut rates = benjamini_hochberg(&known).into_iter();
    probabilities
        .iter()
        .map(|probability| probability.and_then(|_| rates.next()))
        .collect()
}

/// Something to be compared.
struct Item {
    /// Its paragraphs, ascending.
    paragraphs: Vec<u32>,
    what: What,
}

enum What {
    Phrase(Gram),
    Query(Query),
}

impl Item {
    fn name(&self, scope: &Scope<'_>, texts: &Texts<'_>, key: Key) -> Result<Key, IndexError> {
        Ok(match &self.what {
            What::Phrase(gram) => Key {
                phrase: texts.spell(&gram.tokens),
                query: query_text(scope, texts, &gram.tokens),
                typical: Some(typical(scope, texts, gram)?),
                ..key
            },
            What::Query(query) => Key {
                phrase: query.to_string(),
                query: scope.narrowed(query).to_string(),
                ..key
            },
        })
    }
}

/// Lists the phrases of both groups that are no mere parts of longer ones.
fn phrases(texts: &Texts<'_>, support: Support) -> Vec<Item> {
    let grams = texts.grams(support).into_iter();
    let items = grams.filter(|gram| gram.c_value > 0.0).map(|gram| Item {
        paragraphs: texts.paragraphs(&gram),
        what: What::Phrase(gram),
    });
    items.collect()
}

fn queries(scope: &Scope<'_>, queries: &[Query]) -> Result<Vec<Item>, IndexError> {
    let item = |query: &Query| {
        Ok(Item {
            paragraphs: scope.places(query)?,
            what: What::Query(query.clone()),
        })
    };
    queries.iter().map(item).collect()
}

/// Keeps what stands in enough reports that groups of these sizes can differ in it beyond chance:
/// the others could not be key, and would only make the family larger.
fn testable(sides: &Sides, mut items: Vec<Item>) -> Vec<Item> {
    let least = sides.least_attainable();
    let attained = |item: &Item| {
        let Counted { a, b, .. } = sides.count(&item.paragraphs);
        least[(a.reports.part + b.reports.part) as usize]
    };
    let attained: Vec<f64> = items.iter().map(attained).collect();
    let bound = attainable(&attained, MAX_Q);
    let mut attained = attained.into_iter();
    items.retain(|_| attained.next().is_some_and(|p| p <= bound));
    items
}
