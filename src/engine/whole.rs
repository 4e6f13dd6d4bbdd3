//! What a part of the paragraphs asks of all that the engine holds: their words, and how rare they are.
//!
//! Words are documents beside the paragraphs. What was asked once is known for as long as the question
//! takes.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use super::ClusterError;
use super::mapping::{self, class, field, text};
use super::narrow;
use super::snapshot::{Snapshot, total};
use crate::index::{Index, IndexError, Narrow, TokenField, Tokens, Whole};
use crate::query::fold::{fold, words};

/// So many tokens are counted at a time.
const COUNTED: usize = 500;
/// Words of a query are looked up together; longer ones, in bytes, are no compounds.
const LONGEST: usize = 64;

/// A snapshot, as a part asks it.
pub(super) struct Asked {
    snapshot: Arc<Snapshot>,
    known: Mutex<Known>,
}

/// What was asked already.
#[derive(Debug, Default)]
struct Known {
    lengths: Option<(u64, u64)>,
    terms: HashMap<String, Vec<String>>,
    frequencies: HashMap<(TokenField, String), u64>,
    neighbours: HashMap<(Vec<String>, Vec<String>), bool>,
}

impl Asked {
    pub(super) fn new(snapshot: Arc<Snapshot>) -> Self {
        Asked {
            snapshot,
            known: Mutex::default(),
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        // Each entry of it is whole.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks the words of a query up, with all that they may be parts or compounds of: two questions in
    /// the place of many.
    pub(super) fn prepare(&self, query: &str) -> Result<(), ClusterError> {
        let words: Vec<String> = words(query)
            .map(|word| fold(&query[word]).into_owned())
            .filter(|word| word.len() <= LONGEST)
            .collect();
        let mut wanted: HashSet<String> = HashSet::new();
        for word in &words {
            wanted.insert(word.clone());
            for (at, _) in word.char_indices().skip(1) {
                let (a, b) = word.split_at(at);
                wanted.extend([a, b].map(str::to_owned));
            }
        }
        let pairs = words.windows(2);
        wanted.extend(pairs.map(|pair| format!("{}{}", pair[0], pair[1])));
        let stems: HashSet<String> = wanted
            .iter()
            .flat_map(|word| [Index::stem(word).into_owned(), word.clone()])
            .collect();
        let mut found: HashMap<String, Vec<String>> = HashMap::new();
        found.extend(stems.iter().map(|stem| (format!("{stem}\0"), Vec::new())));
        let spelt: Vec<_> = stems.iter().map(|stem| mapping::keyword(stem)).collect();
        let of_stems = narrow::any_in(field::STEM, &spelt);
        self.for_each_term(&of_stems, |term| {
            let stem = Tokens::stem(term);
            if let Some(terms) = found.get_mut(&format!("{stem}\0")) {
                terms.push(term.to_owned());
            }
        })?;
        let mut terms: Vec<String> = found.values().flatten().cloned().collect();
        terms.extend(wanted.iter().map(|word| format!("{word}\0")));
        self.known().terms.extend(found);
        self.count(TokenField::Terms, &terms)?;
        Ok(())
    }

    /// Calls `each` on the words that a query finds, as terms.
    fn for_each_term(&self, query: &Value, mut each: impl FnMut(&str)) -> Result<(), ClusterError> {
        let words = json!({"bool": {"filter": [{"term": {field::CLASS: class::WORD}}, query]}});
        self.snapshot.for_each(&words, &[field::RECORD], |hit| {
            each(text(&hit["_source"][field::RECORD])?);
            Ok(())
        })?;
        Ok(())
    }

    /// Counts the paragraphs and notes with each of some tokens.
    fn count(&self, of: TokenField, tokens: &[String]) -> Result<Vec<u64>, ClusterError> {
        let key = |token: &String| (of, token.clone());
        let mut unknown: Vec<&String> = {
            let known = self.known();
            let unknown = tokens.iter();
            unknown
                .filter(|token| !known.frequencies.contains_key(&key(token)))
                .collect()
        };
        unknown.sort_unstable();
        unknown.dedup();
        let texts = self.snapshot.state.seen(&[class::PARAGRAPH, class::NOTE]);
        for tokens in unknown.chunks(COUNTED) {
            let tests = tokens.iter().map(|token| {
                let token = mapping::token(token);
                json!({"term": {mapping::tokens(of): token}})
            });
            let tests: Vec<Value> = tests.collect();
            let answer = self.snapshot.search(json!({
                "size": 0,
                "track_total_hits": false,
                "query": texts,
                "aggs": {"tokens": {"filters": {"filters": tests}}},
            }))?;
            let counts = answer["aggregations"]["tokens"]["buckets"].as_array();
            let counts = counts.filter(|counts| counts.len() == tokens.len());
            let counts = counts.ok_or(ClusterError::Unexpected("counts"))?;
            let mut known = self.known();
            for (token, count) in tokens.iter().zip(counts) {
                let count = count["doc_count"].as_u64();
                let count = count.ok_or(ClusterError::Unexpected("a count"))?;
                known.frequencies.insert(key(token), count);
            }
        }
        let known = self.known();
        let counts = tokens.iter();
        Ok(counts
            .map(|token| known.frequencies.get(&key(token)).copied().unwrap_or(0))
            .collect())
    }

    fn list(&self, beginning: &str) -> Result<Vec<String>, ClusterError> {
        if let Some(known) = self.known().terms.get(beginning) {
            return Ok(known.clone());
        }
        let query = match mapping::beginning(beginning) {
            beginning if beginning.is_empty() => json!({"match_all": {}}),
            beginning => json!({"prefix": {field::WORD: {"value": beginning}}}),
        };
        let mut terms = Vec::new();
        self.for_each_term(&query, |term| {
            if term.starts_with(beginning) {
                terms.push(term.to_owned());
            }
        })?;
        terms.sort_unstable();
        let mut known = self.known();
        known.terms.insert(beginning.to_owned(), terms.clone());
        Ok(terms)
    }

    fn measure(&self) -> Result<(u64, u64), ClusterError> {
        let answer = self.snapshot.search(json!({
            "size": 0,
            "track_total_hits": true,
            "query": self.snapshot.state.seen(&[class::PARAGRAPH, class::NOTE]),
            "aggs": {"length": {"sum": {"field": field::LENGTH}}},
        }))?;
        let length = answer["aggregations"]["length"]["value"].as_f64();
        // The sum of whole numbers is one, up to 2^53.
        let length = length.ok_or(ClusterError::Unexpected("a sum"))? as u64;
        Ok((length, total(&answer)?))
    }

    fn meet(&self, before: &[String], after: &[String]) -> Result<bool, ClusterError> {
        let side_by_side = Narrow::Near {
            parts: vec![before.to_vec(), after.to_vec()],
            gap: 0,
            ordered: true,
        };
        let seen = self.snapshot.state.seen(&[class::PARAGRAPH]);
        let query = json!({"bool": {"filter": [seen, narrow::query(&side_by_side)]}});
        Ok(self.snapshot.count(&query)? > 0)
    }
}

impl Whole for Asked {
    fn lengths(&self) -> Result<(u64, u64), IndexError> {
        if let Some(known) = self.known().lengths {
            return Ok(known);
        }
        let lengths = self.measure()?;
        self.known().lengths = Some(lengths);
        Ok(lengths)
    }

    fn terms(&self, beginning: &str) -> Result<Vec<String>, IndexError> {
        Ok(self.list(beginning)?)
    }

    fn frequencies(&self, of: TokenField, tokens: &[String]) -> Result<Vec<u64>, IndexError> {
        Ok(self.count(of, tokens)?)
    }

    fn stand_side_by_side(&self, before: &[String], after: &[String]) -> Result<bool, IndexError> {
        let key = (before.to_vec(), after.to_vec());
        if let Some(known) = self.known().neighbours.get(&key) {
            return Ok(*known);
        }
        let meet = self.meet(before, after)?;
        self.known().neighbours.insert(key, meet);
        Ok(meet)
    }
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Asked")
    }
}
