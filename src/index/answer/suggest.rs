//! "Did you mean": what finds something where the query finds nothing.
//!
//! Words that stand in no paragraph give way to near spellings. A phrase, or a query, whose
//! words all occur but never so together gives way to the nearest one that does: a word mended,
//! two words swapped, words between them, a word replaced by what stands there, a word left out.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::{found, hits, order};
use crate::index::commit::Commit;
use crate::index::matching::steps::Steps;
use crate::index::text::stem;
use crate::index::{IndexError, SearchRequest, Sort, Suggestion};
use crate::query::fold::{fold, words};
use crate::query::spelling::{Near, distance};
use crate::query::{Node, NodeKind, Query, Term, parse};

/// Queries of more words were not written by hand, and what is amiss in them is not one word.
const ADVISED: usize = 100;
/// So many suggestions are made.
const MOST: usize = 3;
/// So many spellings of a word are tried.
const SPELLINGS: usize = 4;
/// So many changes are tried: looking for advice must not take longer than a search may.
const TRIED: usize = 48;
/// So many paragraphs are read to see which word stands in a place of a phrase.
const READ: usize = 200;

/// How far a change leads from what was written; less is nearer.
mod cost {
    /// Each letter of a mended word.
    pub(in crate::index) const LETTER: u32 = 2;
    pub(in crate::index) const SPLIT: u32 = 2;
    pub(in crate::index) const SWAP: u32 = 2;
    /// Words between those of a phrase: each one.
    pub(in crate::index) const GAP: u32 = 3;
    pub(in crate::index) const REPLACED: u32 = 6;
    pub(in crate::index) const LEFT_OUT: u32 = 8;
}

/// A changed query with its distance from the one that was written.
type Change = (u32, Node);

/// Suggests queries that may have been meant; `total` paragraphs match what was asked.
pub(in crate::index) fn suggestions(
    commit: &Commit,
    request: &SearchRequest,
    total: u64,
) -> Result<Vec<Suggestion>, IndexError> {
    let root = &request.query.root;
    if !is_advised(root) {
        return Ok(Vec::new());
    }
    // Whatever is tried shares the steps of one query.
    let steps: Steps = Steps::default();
    match tried(commit, request, total, &steps) {
        Err(IndexError::TooCostly) => Ok(Vec::new()),
        tried => tried,
    }
}

fn tried(
    commit: &Commit,
    request: &SearchRequest,
    total: u64,
    steps: &Steps,
) -> Result<Vec<Suggestion>, IndexError> {
    let root = &request.query.root;
    let mut changes = mended(commit, root)?;
    let otherwise = otherwise(&request.query);
    if changes.is_empty() {
        if total > 0 && otherwise.is_none() {
            return Ok(Vec::new());
        }
        let leaves = if total == 0 { wanted(root) } else { Vec::new() };
        for leaf in leaves {
            if let NodeKind::Phrase { terms, slop } = &leaf.kind
                && count_changed(commit, request, leaf, steps)?.0 == 0
            {
                for (cost, kind) in near_phrases(commit, request, terms, *slop, steps)? {
                    changes.push((cost, root.replacing(leaf, &kind)));
                }
            }
        }
        if let (0, NodeKind::And(nodes)) = (total, &root.kind) {
            // Later ones would not be tried.
            changes.extend((0..nodes.len()).take(TRIED).map(|at| {
                let kind = NodeKind::And(without(nodes, at));
                (cost::LEFT_OUT, root.replacing(root, &kind))
            }));
        }
    }
    changes.extend(otherwise.map(|root| (0, root)));
    changes.sort_by_key(|(cost, _)| *cost);
    let mut found: Vec<(u32, Suggestion)> = Vec::new();
    for (cost, node) in changes.into_iter().take(TRIED) {
        let text = node.to_string();
        if found.iter().any(|(_, other)| other.query == text) {
            continue;
        }
        let (paragraphs, reports) = match count_changed(commit, request, &node, steps) {
            // What may have been meant for a field need not have such a value.
            Err(IndexError::UnknownValue { .. } | IndexError::Refused { .. }) => continue,
            counted => counted?,
        };
        if paragraphs > total {
            found.push((
                cost,
                Suggestion {
                    query: text,
                    paragraphs,
                    reports,
                },
            ));
        }
    }
    found.sort_by(|(a_cost, a), (b_cost, b)| {
        a_cost
            .cmp(b_cost)
            .then_with(|| b.paragraphs.cmp(&a.paragraphs))
            .then_with(|| a.query.cmp(&b.query))
    });
    found.truncate(MOST);
    Ok(found
        .into_iter()
        .map(|(_, suggestion)| suggestion)
        .collect())
}

/// Reads the query as it may have been meant.
fn otherwise(query: &Query) -> Option<Node> {
    Some(parse(&query.otherwise()?).ok()?.root)
}

/// Counts what a changed query finds.
fn count_changed(
    commit: &Commit,
    request: &SearchRequest,
    node: &Node,
    steps: &Steps,
) -> Result<(u64, u64), IndexError> {
    // What the query floor has printed is valid.
    let Ok(query) = parse(&node.to_string()) else {
        return Ok((0, 0));
    };
    let changed = SearchRequest {
        query,
        ..request.clone()
    };
    found::tally(commit, &changed, steps)
}

/// Lists the query with near spellings of words that stand in no paragraph.
fn mended(commit: &Commit, root: &Node) -> Result<Vec<Change>, IndexError> {
    let mut changes: Vec<Change> = vec![(0, root.clone())];
    for leaf in wanted(root) {
        let terms = match &leaf.kind {
            NodeKind::Term(term) => std::slice::from_ref(term),
            NodeKind::Phrase { terms, .. } => terms.as_slice(),
            _ => continue,
        };
        let mut ways: Vec<(u32, Vec<Term>)> = vec![(0, Vec::new())];
        let mut mends = false;
        for term in terms {
            let spellings = spellings(commit, term)?;
            mends |= !spellings.is_empty();
            let mut longer = Vec::new();
            for (cost, way) in &ways {
                if spellings.is_empty() {
                    longer.push((*cost, [way.as_slice(), std::slice::from_ref(term)].concat()));
                }
                for (more, spelling) in &spellings {
                    longer.push((cost + more, [way.as_slice(), spelling].concat()));
                }
            }
            longer.sort_by_key(|(cost, _)| *cost);
            longer.truncate(TRIED);
            ways = longer;
        }
        if !mends {
            continue;
        }
        let slop = match &leaf.kind {
            NodeKind::Phrase { slop, .. } => *slop,
            _ => 0,
        };
        let mut longer = Vec::new();
        for (cost, node) in &changes {
            for (more, terms) in &ways {
                longer.push((
                    cost + more,
                    node.replacing(leaf, &joined(terms.clone(), slop)),
                ));
            }
        }
        longer.sort_by_key(|(cost, _)| *cost);
        longer.truncate(TRIED);
        changes = longer;
    }
    changes.retain(|(cost, _)| *cost > 0);
    Ok(changes)
}

/// Lists near spellings of a term that stands in no paragraph, with their distance.
fn spellings(commit: &Commit, term: &Term) -> Result<Vec<(u32, Vec<Term>)>, IndexError> {
    let vocabulary = commit.vocabulary();
    let word = match term {
        Term::Word(word) | Term::Exact(word) => word.clone(),
        Term::Capitals(word) => fold(word).into_owned(),
        Term::Wildcard(_) | Term::Regex(_) | Term::Fuzzy(..) => return Ok(Vec::new()),
    };
    let letters = word.chars().count();
    let is_number = word.chars().any(|c| c.is_ascii_digit());
    if !(3..=Near::LONGEST).contains(&letters) || is_number || vocabulary.knows(&word)? {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for (at, _) in word.char_indices().skip(2) {
        let (a, b) = word.split_at(at);
        if b.chars().nth(1).is_some() && vocabulary.knows(a)? && vocabulary.knows(b)? {
            let parts = vec![Term::Word(a.to_owned()), Term::Word(b.to_owned())];
            found.push((cost::SPLIT, 0, parts));
        }
    }
    let most = if letters < 6 { 1 } else { 2 };
    for (other, paragraphs) in vocabulary.like(&word, most)? {
        let apart = u32::try_from(distance(&word, &other)).unwrap_or(u32::MAX);
        // The first letter is seldom wrong.
        let begins = u32::from(other.chars().next() != word.chars().next());
        let cost = apart.saturating_mul(cost::LETTER) + begins;
        found.push((cost, paragraphs, vec![Term::Word(other)]));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
    // Inflections of one word find the same.
    let mut stems: Vec<Vec<String>> = Vec::new();
    found.retain(|(.., terms)| {
        let of_terms: Vec<String> = terms.iter().filter_map(stem_of).collect();
        let is_new = !stems.contains(&of_terms);
        if is_new {
            stems.push(of_terms);
        }
        is_new
    });
    found.truncate(SPELLINGS);
    Ok(found
        .into_iter()
        .map(|(cost, _, terms)| (cost, terms))
        .collect())
}

/// Lists phrases that are near to one that stands nowhere.
fn near_phrases(
    commit: &Commit,
    request: &SearchRequest,
    terms: &[Term],
    slop: u32,
    steps: &Steps,
) -> Result<Vec<(u32, NodeKind)>, IndexError> {
    let mut found = Vec::new();
    for at in 0..terms.len() {
        let put = |word: String| {
            let changed = [&terms[..at], &[Term::Word(word)], &terms[at + 1..]].concat();
            joined(changed, slop)
        };
        if let Term::Word(word) = &terms[at] {
            let mut near: Vec<_> = commit.vocabulary().like(word, 1)?.into_iter().collect();
            near.retain(|(other, _)| stem(other) != stem(word));
            near.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            for (other, _) in near.into_iter().take(SPELLINGS) {
                found.push((cost::LETTER, put(other)));
            }
        }
        if at + 1 < terms.len() {
            let mut swapped = terms.to_vec();
            swapped.swap(at, at + 1);
            found.push((cost::SWAP, joined(swapped, slop)));
        }
        for (cost, word) in standing_at(commit, request, terms, at, steps)? {
            found.push((cost, put(word)));
        }
        if terms.len() > 2 {
            found.push((cost::LEFT_OUT, joined(without(terms, at), slop)));
        }
    }
    for more in 1..=3 {
        let kind = joined(terms.to_vec(), slop + more);
        let cost = cost::GAP * more;
        if count_kind(commit, request, &kind, steps)? > 0 {
            found.push((cost, kind));
            break;
        }
    }
    Ok(found)
}

fn count_kind(
    commit: &Commit,
    request: &SearchRequest,
    kind: &NodeKind,
    steps: &Steps,
) -> Result<u64, IndexError> {
    let node = Node {
        span: 0..0,
        kind: kind.clone(),
    };
    Ok(count_changed(commit, request, &node, steps)?.0)
}

/// Finds the words that stand in the place of one word of a phrase, the likeliest first.
fn standing_at(
    commit: &Commit,
    request: &SearchRequest,
    terms: &[Term],
    at: usize,
    steps: &Steps,
) -> Result<Vec<(u32, String)>, IndexError> {
    let stems: Option<Vec<String>> = terms.iter().map(stem_of).collect();
    let (Some(stems), true) = (stems, terms.len() > 1) else {
        return Ok(Vec::new());
    };
    let rest = joined(
        without(terms, at),
        u32::from(at > 0 && at + 1 < terms.len()),
    );
    let Ok(query) = parse(&rest.to_string()) else {
        return Ok(Vec::new());
    };
    let reading = SearchRequest {
        query,
        sort: Sort::Newest,
        offset: 0,
        limit: Some(READ),
        ..request.clone()
    };
    // By stem: inflections of one word find the same.
    let mut standing: BTreeMap<String, (u64, String)> = BTreeMap::new();
    let found = found::find_within(commit, &reading, steps)?;
    let latest = order::best(commit, &reading, &found.matches)?;
    hits::read(commit, &reading, &found.lowered, &latest, &mut |hit| {
        let text = &hit.paragraph.text;
        let folded: Vec<_> = words(text).map(|word| fold(&text[word])).collect();
        for run in folded.windows(stems.len()) {
            let fits = |(i, word): (usize, &std::borrow::Cow<'_, str>)| {
                i == at || stem(word) == stems[i].as_str()
            };
            if run.iter().enumerate().all(fits) {
                let stem = stem(&run[at]).into_owned();
                let first = || (0, run[at].clone().into_owned());
                standing.entry(stem).or_insert_with(first).0 += 1;
            }
        }
        ControlFlow::Continue(())
    })?;
    let mut found: Vec<(u32, u64, String)> = Vec::new();
    for (times, word) in standing.into_values() {
        let alike = common_letters(&word, &stems[at]) >= 4;
        // One word alone says too little of its neighbour to guess at any other.
        if alike || terms.len() > 2 {
            let cost = if alike {
                cost::REPLACED / 2
            } else {
                cost::REPLACED
            };
            found.push((cost, times, word));
        }
    }
    found.sort_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)).then_with(|| a.2.cmp(&b.2)));
    found.truncate(SPELLINGS);
    Ok(found
        .into_iter()
        .map(|(cost, _, word)| (cost, word))
        .collect())
}

/// Tells whether a query is so short that it is looked at what may have been meant by it.
pub(in crate::index) fn is_advised(root: &Node) -> bool {
    let mut words = 0;
    root.walk(&mut |node| match &node.kind {
        NodeKind::Phrase { terms, .. } => words += terms.len(),
        NodeKind::Term(_) => words += 1,
        _ => {}
    });
    words <= ADVISED
}

/// Lists the words and phrases that can make a paragraph match.
fn wanted(node: &Node) -> Vec<&Node> {
    match &node.kind {
        NodeKind::Term(_) | NodeKind::Phrase { .. } => vec![node],
        NodeKind::And(nodes) | NodeKind::Or(nodes) => nodes.iter().flat_map(wanted).collect(),
        NodeKind::Near { left, right, .. } => [wanted(left), wanted(right)].concat(),
        NodeKind::All | NodeKind::Not(_) | NodeKind::Tag(_) => Vec::new(),
    }
}

fn stem_of(term: &Term) -> Option<String> {
    match term {
        Term::Word(word) => Some(stem(word).into_owned()),
        Term::Capitals(word) => Some(stem(&fold(word)).into_owned()),
        _ => None,
    }
}

fn common_letters(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

fn joined(mut terms: Vec<Term>, slop: u32) -> NodeKind {
    match terms.len() {
        1 => NodeKind::Term(terms.remove(0)),
        _ => NodeKind::Phrase { terms, slop },
    }
}

/// Leaves one of several out.
fn without<T: Clone>(items: &[T], at: usize) -> Vec<T> {
    [&items[..at], &items[at + 1..]].concat()
}
