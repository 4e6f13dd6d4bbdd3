//! Collocates: the words that keep a term's company, paragraph by paragraph.

use std::cmp::Reverse;

use super::grams::Texts;
use super::phrase::{query_of, wanted};
use super::scope::{Scope, both, parsed};
use super::stats::Association;
use crate::index::IndexError;
use crate::query::Query;

/// With fewer joint paragraphs a word is no collocate.
pub const MIN_JOINT: u64 = 5;

/// A word that stands in paragraphs with a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Collocate {
    /// The word, folded.
    pub word: String,
    /// The query that lists the paragraphs with both, given the same filters.
    pub query: String,
    /// How often the two stand together and apart.
    pub counts: Association,
}

/// The words that stand in paragraphs with a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Collocates {
    /// The term as understood.
    pub term: String,
    /// How many paragraphs hold the term, copies counted once.
    pub paragraphs: u64,
    /// In how many reports.
    pub reports: u64,
    /// The words asked for, the closest first.
    pub words: Vec<Collocate>,
    /// How many words stand with the term in enough paragraphs.
    pub total: u64,
}

/// Finds the words that stand in the same paragraphs as a term, by logDice; ties go by joint
/// paragraphs, then alphabetically. Stop words and the term's own words are no collocates.
///
/// # Errors
/// An index that cannot be read.
pub fn collocates(
    scope: &Scope<'_>,
    term: &Query,
    limit: Option<usize>,
) -> Result<Collocates, IndexError> {
    let texts = Texts::new(scope)?;
    let own: Vec<String> = wanted(term).into_iter().flatten().collect();
    let inside = scope.places(term)?;
    let mut holds = vec![false; scope.paragraphs.len()];
    for place in &inside {
        holds[*place as usize] = true;
    }
    let mut with = vec![0_u64; texts.streams.words.len()];
    let mut joint = with.clone();
    // For each word the paragraph in which it was met last, counted from 1.
    let mut met = vec![0; with.len()];
    for (paragraph, holds) in holds.iter().enumerate() {
        for word in &texts.streams.tokens[texts.streams.range(paragraph)] {
            let word = *word as usize;
            if met[word] != paragraph + 1 {
                met[word] = paragraph + 1;
                with[word] += 1;
                joint[word] += u64::from(*holds);
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
                all: scope.paragraphs.len() as u64,
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
        let word = word.map_or_else(String::new, |word| query_of(&texts.streams, &[word]));
        let with_term = both(term, &parsed(&word));
        collocate.query = scope.narrowed(&with_term).to_string();
    }
    let mut reports: Vec<u32> = inside
        .iter()
        .map(|place| scope.report_of[*place as usize])
        .collect();
    reports.dedup();
    Ok(Collocates {
        term: term.to_string(),
        paragraphs: inside.len() as u64,
        reports: reports.len() as u64,
        words: found,
        total,
    })
}
