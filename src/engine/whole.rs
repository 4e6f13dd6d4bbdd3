//! What a part of the paragraphs asks of all that the engine holds: their words, and how rare they are.
//!
//! Words are documents beside the paragraphs. What was asked once is known as long as the state is that
//! it was asked of. What a question will ask is found by trying it: as long as it asks for what is not
//! known, that is looked up, together, and it is tried again.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use super::ClusterError;
use super::known::{Known, Neighbours, Wanted};
use super::mapping::{self, class, field, text};
use super::narrow;
use super::snapshot::{Snapshot, total};
use crate::index::{IndexError, Narrow, TokenField, Whole};

/// So many tokens are counted at a time.
const COUNTED: usize = 500;
/// So many beginnings of words are looked up at a time.
const LISTED: usize = 500;
/// So often a question is tried. What it still asks then is looked up one by one.
const TRIES: usize = 12;

/// A snapshot, as a part asks it.
pub(super) struct Asked {
    snapshot: Arc<Snapshot>,
    known: Arc<Mutex<Known>>,
    /// Where it is only tried what is asked.
    wanted: Mutex<Option<Wanted>>,
}

impl Asked {
    pub(super) fn new(snapshot: Arc<Snapshot>, known: Arc<Mutex<Known>>) -> Self {
        Asked {
            snapshot,
            known,
            wanted: Mutex::default(),
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        lock(&self.known)
    }

    /// Looks up what will be asked by something that asks with no effect: its answers are wrong until
    /// it asks nothing that is not known.
    pub(super) fn prepare<T>(
        &self,
        mut ask: impl FnMut() -> Result<T, ClusterError>,
    ) -> Result<(), ClusterError> {
        self.known().bound();
        for _ in 0..TRIES {
            *lock(&self.wanted) = Some(Wanted::default());
            // What fails for want of an answer may not fail with it.
            let _ = ask();
            let wanted = lock(&self.wanted).take().unwrap_or_default();
            if wanted.is_empty() {
                break;
            }
            self.look_up(wanted)?;
        }
        Ok(())
    }

    /// Notes what is wanted, where it is only tried what is asked.
    fn note(&self, note: impl FnOnce(&mut Wanted)) -> bool {
        let mut wanted = lock(&self.wanted);
        wanted.as_mut().map(note).is_some()
    }

    fn look_up(&self, wanted: Wanted) -> Result<(), ClusterError> {
        let (stems, beginnings): (Vec<String>, Vec<String>) = wanted
            .beginnings
            .into_iter()
            .partition(|beginning| beginning.ends_with(PART));
        // A beginning that is no stem may be that of very many words.
        for beginning in beginnings {
            self.list(&beginning)?;
        }
        let mut terms = self.list_stems(&stems)?;
        let mut others: HashMap<TokenField, Vec<String>> = HashMap::new();
        for (of, token) in wanted.tokens {
            match of {
                TokenField::Terms => terms.push(token),
                of => others.entry(of).or_default().push(token),
            }
        }
        self.count(TokenField::Terms, &terms)?;
        for (of, tokens) in others {
            self.count(of, &tokens)?;
        }
        let neighbours: Vec<Neighbours> = wanted.neighbours.into_iter().collect();
        self.meet(&neighbours)
    }

    /// Lists the terms of stems, all of them.
    fn list_stems(&self, stems: &[String]) -> Result<Vec<String>, ClusterError> {
        let mut listed = Vec::new();
        for stems in stems.chunks(LISTED) {
            let mut found: HashMap<&str, Vec<String>> = HashMap::new();
            found.extend(stems.iter().map(|stem| (&**stem, Vec::new())));
            let spelt = stems.iter().map(|stem| stem.trim_end_matches(PART));
            let spelt: Vec<_> = spelt.map(mapping::keyword).collect();
            self.for_each_term(&narrow::any_in(field::STEM, &spelt), |term| {
                let stem = term.find(PART).map(|at| &term[..=at]);
                if let Some(terms) = stem.and_then(|stem| found.get_mut(stem)) {
                    terms.push(term.to_owned());
                }
            })?;
            let mut known = self.known();
            for (stem, mut terms) in found {
                terms.sort_unstable();
                listed.extend(terms.iter().cloned());
                known.terms.insert(stem.to_owned(), terms);
            }
        }
        Ok(listed)
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
        let unknown = self.uncounted(of, tokens);
        let texts = self.snapshot.state.seen(&[class::PARAGRAPH, class::NOTE]);
        for tokens in unknown.chunks(COUNTED) {
            let tests = tokens.iter().map(|token| {
                let token = mapping::token(token);
                json!({"term": {mapping::tokens(of): token}})
            });
            let counts = self.counts(&texts, tests.collect())?;
            let mut known = self.known();
            for (token, count) in tokens.iter().zip(counts) {
                known.frequencies.insert(key(token), count);
            }
        }
        let known = self.known();
        let counts = tokens.iter();
        Ok(counts
            .map(|token| known.frequencies.get(&key(token)).copied().unwrap_or(0))
            .collect())
    }

    /// Lists those of some tokens, each once, that were not counted.
    fn uncounted<'t>(&self, of: TokenField, tokens: &'t [String]) -> Vec<&'t String> {
        let known = self.known();
        let is_unknown = |token: &&String| !known.frequencies.contains_key(&(of, (*token).clone()));
        let mut unknown: Vec<&String> = tokens.iter().filter(is_unknown).collect();
        unknown.sort_unstable();
        unknown.dedup();
        unknown
    }

    /// Counts the documents of a query that fulfil each of some others.
    fn counts(&self, query: &Value, tests: Vec<Value>) -> Result<Vec<u64>, ClusterError> {
        let number = tests.len();
        let answer = self.snapshot.search(json!({
            "size": 0,
            "track_total_hits": false,
            "query": query,
            "aggs": {"tests": {"filters": {"filters": tests}}},
        }))?;
        let counts = answer["aggregations"]["tests"]["buckets"].as_array();
        let counts = counts.filter(|counts| counts.len() == number);
        let counts = counts.ok_or(ClusterError::Unexpected("counts"))?.iter();
        let counts = counts.map(|count| count["doc_count"].as_u64());
        let counts: Option<Vec<u64>> = counts.collect();
        counts.ok_or(ClusterError::Unexpected("a count"))
    }

    fn list(&self, beginning: &str) -> Result<Vec<String>, ClusterError> {
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

    /// Finds out of stems whether one of the first stands right before one of the second.
    fn meet(&self, neighbours: &[Neighbours]) -> Result<(), ClusterError> {
        if neighbours.is_empty() {
            return Ok(());
        }
        let seen = self.snapshot.state.seen(&[class::PARAGRAPH]);
        let side_by_side = neighbours.iter().map(|(before, after)| {
            narrow::query(&Narrow::Near {
                parts: vec![before.clone(), after.clone()],
                gap: 0,
                ordered: true,
            })
        });
        let counts = self.counts(&seen, side_by_side.collect())?;
        let counted = neighbours.iter().cloned().zip(counts);
        let found = counted.map(|(neighbours, count)| (neighbours, count > 0));
        self.known().neighbours.extend(found);
        Ok(())
    }
}

/// What stands between a stem and its word in a term.
const PART: char = '\0';

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
        if let Some(known) = self.known().terms.get(beginning) {
            return Ok(known.clone());
        }
        let wanted = beginning.to_owned();
        if self.note(|all| all.beginnings.extend([wanted])) {
            return Ok(Vec::new());
        }
        Ok(self.list(beginning)?)
    }

    fn frequencies(&self, of: TokenField, tokens: &[String]) -> Result<Vec<u64>, IndexError> {
        let unknown: Vec<(TokenField, String)> = self
            .uncounted(of, tokens)
            .into_iter()
            .map(|token| (of, token.clone()))
            .collect();
        if !unknown.is_empty() && self.note(|all| all.tokens.extend(unknown)) {
            return Ok(vec![0; tokens.len()]);
        }
        Ok(self.count(of, tokens)?)
    }

    fn stand_side_by_side(&self, before: &[String], after: &[String]) -> Result<bool, IndexError> {
        let pair = (before.to_vec(), after.to_vec());
        if let Some(known) = self.known().neighbours.get(&pair) {
            return Ok(*known);
        }
        let wanted = pair.clone();
        if self.note(|all| all.neighbours.extend([wanted])) {
            return Ok(false);
        }
        self.meet(std::slice::from_ref(&pair))?;
        Ok(self.known().neighbours.get(&pair).copied() == Some(true))
    }
}

/// Locks what is whole whatever happened to another thread.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Asked")
    }
}
