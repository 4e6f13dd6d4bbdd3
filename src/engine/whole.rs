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
use super::known::{Known, Neighbours, Token, Wanted};
use super::mapping::{self, class, field, text};
use super::narrow;
use super::snapshot::{Snapshot, total};
use crate::index::{IndexError, Narrow, TokenField, Whole};

/// So much is counted at a time.
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
        let mut tokens: Vec<Token> = wanted.tokens.into_iter().collect();
        let terms = self.list_stems(&stems)?.into_iter();
        tokens.extend(terms.map(|term| (TokenField::Terms, term)));
        let neighbours = wanted.neighbours.into_iter().collect();
        self.count(tokens, neighbours, wanted.lengths)
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

    /// Counts, together, the paragraphs and notes with each of some tokens, the paragraphs in which stems
    /// stand side by side, and, where it is asked, all paragraphs and notes and their words.
    fn count(
        &self,
        tokens: Vec<Token>,
        neighbours: Vec<Neighbours>,
        lengths: bool,
    ) -> Result<(), ClusterError> {
        let tokens = self.uncounted(tokens).into_iter();
        let neighbours = neighbours.into_iter().map(Counted::Neighbours);
        let counted: Vec<Counted> = tokens.map(Counted::Token).chain(neighbours).collect();
        let mut chunks = counted.chunks(COUNTED).peekable();
        if lengths {
            self.count_once(chunks.next().unwrap_or_default(), true)?;
        }
        chunks.try_for_each(|counted| self.count_once(counted, false))
    }

    /// Counts what one request is enough for.
    fn count_once(&self, counted: &[Counted], lengths: bool) -> Result<(), ClusterError> {
        let mut asked = serde_json::Map::new();
        if !counted.is_empty() {
            let tests: Vec<Value> = counted.iter().map(Counted::query).collect();
            asked.insert("tests".to_owned(), json!({"filters": {"filters": tests}}));
        }
        if lengths {
            asked.insert(
                "length".to_owned(),
                json!({"sum": {"field": field::LENGTH}}),
            );
        }
        let answer = self.snapshot.search(json!({
            "size": 0,
            "track_total_hits": lengths,
            "query": self.snapshot.state.seen(&[class::PARAGRAPH, class::NOTE]),
            "aggs": asked,
        }))?;
        let found = &answer["aggregations"];
        let counts = counts(&found["tests"], counted.len())?;
        let mut known = self.known();
        if lengths {
            let length = found["length"]["value"].as_f64();
            // The sum of whole numbers is one, up to 2^53.
            let length = length.ok_or(ClusterError::Unexpected("a sum"))? as u64;
            known.lengths = Some((length, total(&answer)?));
        }
        for (counted, count) in counted.iter().zip(counts) {
            match counted {
                Counted::Token(token) => {
                    known.frequencies.insert(token.clone(), count);
                }
                Counted::Neighbours(pair) => {
                    known.neighbours.insert(pair.clone(), count > 0);
                }
            }
        }
        Ok(())
    }

    /// Lists those of some tokens, each once, that were not counted.
    fn uncounted(&self, mut tokens: Vec<Token>) -> Vec<Token> {
        let known = self.known();
        tokens.retain(|token| !known.frequencies.contains_key(token));
        tokens.sort_unstable();
        tokens.dedup();
        tokens
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
}

/// What is counted in one request.
enum Counted {
    /// Paragraphs and notes with a token.
    Token(Token),
    /// Paragraphs in which stems stand side by side.
    Neighbours(Neighbours),
}

impl Counted {
    fn query(&self) -> Value {
        match self {
            Counted::Token((of, token)) => {
                json!({"term": {mapping::tokens(*of): mapping::token(token)}})
            }
            Counted::Neighbours((before, after)) => {
                let side_by_side = Narrow::Near {
                    parts: vec![before.clone(), after.clone()],
                    gap: 0,
                    ordered: true,
                };
                narrow::query(&Narrow::And(vec![side_by_side, Narrow::NoNote]))
            }
        }
    }
}

/// Reads so many counts.
fn counts(found: &Value, number: usize) -> Result<Vec<u64>, ClusterError> {
    let counts = found["buckets"].as_array().into_iter().flatten();
    let counts = counts.map(|count| count["doc_count"].as_u64());
    let counts: Option<Vec<u64>> = counts.collect();
    let counts = counts.filter(|counts| counts.len() == number);
    counts.ok_or(ClusterError::Unexpected("counts"))
}

/// What stands between a stem and its word in a term.
const PART: char = '\0';

impl Whole for Asked {
    fn lengths(&self) -> Result<(u64, u64), IndexError> {
        if let Some(known) = self.known().lengths {
            return Ok(known);
        }
        if self.note(|all| all.lengths = true) {
            return Ok((0, 0));
        }
        self.count(Vec::new(), Vec::new(), true)?;
        let lengths = self.known().lengths;
        Ok(lengths.ok_or(ClusterError::Unexpected("a sum"))?)
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
        let tokens = tokens.iter().map(|token| (of, token.clone()));
        let tokens: Vec<Token> = tokens.collect();
        let unknown = self.uncounted(tokens.clone());
        if !unknown.is_empty() {
            let wanted = unknown.clone();
            if self.note(|all| all.tokens.extend(wanted)) {
                return Ok(vec![0; tokens.len()]);
            }
            self.count(unknown, Vec::new(), false)?;
        }
        let known = self.known();
        let counts = tokens.iter();
        let counts = counts.map(|token| known.frequencies.get(token).copied().unwrap_or(0));
        Ok(counts.collect())
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
        self.count(Vec::new(), vec![pair.clone()], false)?;
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
