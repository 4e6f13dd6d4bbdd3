//! Collocates: the words that keep a term's company, in paragraphs, in sentences or within some words.

use std::cmp::Reverse;
use std::fmt;

use super::grams::Texts;
use super::phrase::{query_of, wanted};
use super::scope::{Scope, both, parsed};
use super::stats::Association;
use crate::index::{IndexError, Window};
use crate::query::{Node, NodeKind, Query};

/// With fewer joint paragraphs a word is no collocate.
pub const MIN_JOINT: u64 = 5;

/// A term, and how near words must stand to be in its company.
#[derive(Debug, Clone, PartialEq)]
pub struct Company {
    term: Query,
    window: Window,
}

/// Reports a term that stands at no place from which words could be counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPlace(pub String);

impl fmt::Display for NoPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "words are counted from a word, a phrase in quotation marks, or several joined by OR, and `{}` \
             is none of these",
            self.0
        )
    }
}

impl std::error::Error for NoPlace {}

impl Company {
    /// Asks what stands with a term.
    ///
    /// # Errors
    /// Words are to be counted from a term that is not a word, a phrase, or several of them.
    ///
    /// ```
    /// use findings::index::Window;
    /// use findings::query::parse;
    /// use findings::themes::Company;
    /// let window: Window = "5".parse()?;
    /// assert!(Company::new(parse("\"social worker\" OR supervisor")?, window).is_ok());
    /// assert!(Company::new(parse("social worker")?, window).is_err());
    /// assert!(Company::new(parse("social worker")?, Window::Sentence).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(term: Query, window: Window) -> Result<Self, NoPlace> {
        match window {
            Window::Words(_) if !has_places(&term.root) => Err(NoPlace(term.text)),
            _ => Ok(Company { term, window }),
        }
    }

    /// Writes the query that finds a word, itself a query, in the company of the term.
    fn with(&self, word: &str) -> Query {
        match self.window {
            // The word beside it is one away, and none stands between.
            Window::Words(words) => parsed(&format!(
                "({}) NEAR/{} ({word})",
                self.term,
                words.get() - 1
            )),
            Window::Paragraph | Window::Sentence => both(&self.term, &parsed(word)),
        }
    }
}

/// Tells whether what is asked for stands at places, each a word or some that follow each other.
fn has_places(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Term(_) | NodeKind::Phrase { slop: 0, .. } => true,
        NodeKind::Or(nodes) => nodes.iter().all(has_places),
        _ => false,
    }
}

/// A word that stands with a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Collocate {
    /// The word, folded.
    pub word: String,
    /// The query that lists the paragraphs in which both stand together, given the same filters; of
    /// sentences it is asked with all words in one sentence.
    pub query: String,
    /// In how many paragraphs the two stand, together and apart.
    pub counts: Association,
}

/// The words that stand with a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Collocates {
    /// The term as understood.
    pub term: String,
    /// How near they stand.
    pub window: Window,
    /// How many paragraphs hold the term, copies counted once.
    pub paragraphs: u64,
    /// In how many reports.
    pub reports: u64,
    /// The words asked for, the closest first.
    pub words: Vec<Collocate>,
    /// How many words stand with the term in enough of them.
    pub total: u64,
}

/// Finds the words that stand together with a term, by logDice; ties go by joint paragraphs, then
/// alphabetically. A word is counted once a paragraph, in any window, so that each count can be listed.
/// Stop words and the term's own words are no collocates.
///
/// # Errors
/// An index that cannot be read.
pub fn collocates(
    scope: &Scope<'_>,
    company: &Company,
    limit: Option<usize>,
) -> Result<Collocates, IndexError> {
    let Company { term, window } = company;
    let texts = Texts::new(scope)?;
    let own: Vec<String> = wanted(term).into_iter().flatten().collect();
    let inside = scope.places(term)?;
    let mut holds = vec![false; scope.paragraphs.len()];
    for place in &inside {
        holds[*place as usize] = true;
    }
    let (with, mut joint) = paragraphs_with(&texts, &holds);
    let (mut near, mut all) = (inside.len() as u64, scope.paragraphs.len() as u64);
    if *window != Window::Paragraph {
        joint.fill(0);
        (near, all) = (0, texts.streams.tokens.len() as u64);
        for around in scope.surroundings(term, *window, &texts.streams, &inside)? {
            near += around.places;
            for word in around.tokens {
                joint[word as usize] += 1;
            }
        }
    }
    let mut found: Vec<Collocate> = Vec::new();
    for (word, (&joint, &with)) in (0..).zip(joint.iter().zip(&with)) {
        if joint < MIN_JOINT || texts.is_stop(word) {
            continue;
        }
        let spelt = texts.spell(&[word]);
        if own.contains(&spelt) {
            continue;
        }
        found.push(Collocate {
            query: String::new(),
            word: spelt,
            counts: Association {
                joint,
                x: inside.len() as u64,
                y: with,
                near,
                all,
            },
        });
    }
    found.sort_by_key(|collocate| {
        let closeness = (collocate.counts.log_dice() * 1e9).round() as i64;
        (Reverse(closeness), Reverse(collocate.counts.joint))
    });
    let total = found.len() as u64;
    found.truncate(limit.unwrap_or(usize::MAX));
    for collocate in &mut found {
        let word = texts.streams.token(&collocate.word);
        let word = word.map_or_else(String::new, |word| query_of(&texts, &[word]));
        collocate.query = scope.narrowed(&company.with(&word)).to_string();
    }
    let mut reports: Vec<u32> = inside
        .iter()
        .map(|place| scope.report_of[*place as usize])
        .collect();
    reports.dedup();
    Ok(Collocates {
        term: term.to_string(),
        window: *window,
        paragraphs: inside.len() as u64,
        reports: reports.len() as u64,
        words: found,
        total,
    })
}

/// Counts for each word the paragraphs that have it, and those of them that are chosen.
fn paragraphs_with(texts: &Texts<'_>, chosen: &[bool]) -> (Vec<u64>, Vec<u64>) {
    let mut with = vec![0_u64; texts.streams.words.len()];
    let mut among = with.clone();
    // For each word the paragraph in which it was met last, counted from 1.
    let mut met = vec![0; with.len()];
    for (paragraph, chosen) in chosen.iter().enumerate() {
        for word in &texts.streams.tokens[texts.streams.range(paragraph)] {
            let word = *word as usize;
            if met[word] != paragraph + 1 {
                met[word] = paragraph + 1;
                with[word] += 1;
                among[word] += u64::from(*chosen);
            }
        }
    }
    (with, among)
}
