//! Grams: every run of two to five words that recurs, counted.
//!
//! The places of a word are sorted by the word that follows, the places of each pair by the next,
//! and so on: a run of words can recur only where its beginning does, and all that is rare is left
//! at the first step. The order is that of the words, on any number of threads.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::scope::Scope;
use super::stats::c_value;
use super::stopwords::is_stop_word;
use crate::index::TokenStreams;
use crate::index::threads::join;

/// The most words of a phrase.
pub(super) const LONGEST: usize = 5;

/// How much a phrase must recur to be a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Support {
    /// The fewest places.
    pub hits: u64,
    /// The fewest reports.
    pub reports: u64,
    /// The fewest authorities.
    pub authorities: u64,
}

impl Default for Support {
    fn default() -> Self {
        Support {
            hits: 5,
            reports: 3,
            authorities: 2,
        }
    }
}

/// A phrase with the places where it stands.
#[derive(Debug, Clone)]
pub(super) struct Gram {
    pub(super) tokens: Vec<u32>,
    /// Where it begins, in the tokens of all paragraphs; ascending.
    pub(super) places: Vec<u32>,
    pub(super) paragraphs: u64,
    pub(super) reports: u64,
    pub(super) authorities: u64,
    pub(super) c_value: f64,
    /// The longer phrase that contains it most often, with its hits.
    pub(super) within: Option<(Vec<u32>, u64)>,
}

/// The words of a scope, ready to be counted.
pub(super) struct Texts<'a> {
    pub(super) streams: TokenStreams,
    /// For each token the paragraph in which it stands.
    paragraph_of: Vec<u32>,
    report_of: &'a [u32],
    authorities: &'a [u32],
    stop: Vec<bool>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(scope: &'a Scope<'_>) -> Result<Self, crate::index::IndexError> {
        let streams = scope.index.token_streams(&scope.paragraphs)?;
        let mut paragraph_of = Vec::with_capacity(streams.tokens.len());
        for (paragraph, end) in (0..).zip(&streams.ends) {
            paragraph_of.resize(*end, paragraph);
        }
        Ok(Texts {
            stop: streams
                .words
                .iter()
                .map(|word| is_stop_word(word))
                .collect(),
            streams,
            paragraph_of,
            report_of: &scope.report_of,
            authorities: &scope.authorities,
        })
    }

    /// Returns the paragraph in which a token stands.
    pub(super) fn paragraph(&self, place: u32) -> u32 {
        self.paragraph_of[place as usize]
    }

    /// Tells whether a word is a stop word.
    pub(super) fn is_stop(&self, token: u32) -> bool {
        self.stop[token as usize]
    }

    /// Lists the paragraphs in which a phrase stands, ascending.
    pub(super) fn paragraphs(&self, gram: &Gram) -> Vec<u32> {
        let mut paragraphs: Vec<u32> = gram.places.iter().map(|p| self.paragraph(*p)).collect();
        paragraphs.dedup();
        paragraphs
    }

    /// Spells a phrase, folded.
    pub(super) fn spell(&self, tokens: &[u32]) -> String {
        let words: Vec<&str> = tokens
            .iter()
            .map(|token| self.streams.words[*token as usize].as_str())
            .collect();
        words.join(" ")
    }

    /// Counts every phrase with enough support, in the order of its words.
    pub(super) fn grams(&self, support: Support) -> Vec<Gram> {
        let (places, words) = self.beginnings(support);
        let batches = batches(&words);
        let next = AtomicUsize::new(0);
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(16));
        let mut done: Vec<(usize, Vec<Gram>)> = std::thread::scope(|threads_of| {
            let work = || {
                let mut counter = Counter::new(self, support);
                let mut done = Vec::new();
                loop {
                    let batch = next.fetch_add(1, Ordering::Relaxed);
                    let Some(words) = batches.get(batch) else {
                        return done;
                    };
                    for places_of in *words {
                        let word = self.streams.tokens[places[places_of.start] as usize];
                        counter.extend(&mut vec![word], &places[places_of.clone()]);
                    }
                    done.push((batch, std::mem::take(&mut counter.grams)));
                }
            };
            let workers: Vec<_> = (0..threads).map(|_| threads_of.spawn(work)).collect();
            workers.into_iter().flat_map(join).collect()
        });
        done.sort_unstable_by_key(|(batch, _)| *batch);
        let mut grams: Vec<Gram> = done.into_iter().flat_map(|(_, grams)| grams).collect();
        weigh(&mut grams);
        grams
    }

    /// Sorts places by their words; with them, where the places of each word are that may begin a
    /// phrase.
    fn beginnings(&self, support: Support) -> (Vec<u32>, Vec<Range<usize>>) {
        let mut counts = vec![0_usize; self.streams.words.len()];
        for token in &self.streams.tokens {
            counts[*token as usize] += 1;
        }
        let mut words = Vec::new();
        let mut ends = vec![usize::MAX; counts.len()];
        let mut total = 0;
        for (token, &count) in counts.iter().enumerate() {
            if count as u64 >= support.hits.max(1) && !self.stop[token] {
                ends[token] = total;
                words.push(total..total + count);
                total += count;
            }
        }
        let mut places = vec![0; total];
        for (place, token) in (0..).zip(&self.streams.tokens) {
            let end = &mut ends[*token as usize];
            if *end != usize::MAX {
                places[*end] = place;
                *end += 1;
            }
        }
        (places, words)
    }
}

/// Divides words into batches of work of about one size.
fn batches(words: &[Range<usize>]) -> Vec<&[Range<usize>]> {
    const PLACES: usize = 8192;
    let mut batches = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let start = rest[0].start;
        let size = rest.partition_point(|places| places.start < start + PLACES);
        let (batch, after) = rest.split_at(size.max(1));
        batches.push(batch);
        rest = after;
    }
    batches
}

/// Extends phrases word by word.
struct Counter<'a> {
    texts: &'a Texts<'a>,
    support: Support,
    grams: Vec<Gram>,
    /// For each authority the phrase that was last met there.
    seen: Vec<u32>,
    phrase: u32,
}

impl<'a> Counter<'a> {
    fn new(texts: &'a Texts<'a>, support: Support) -> Self {
        let authorities = texts.authorities.iter().max().map_or(0, |last| last + 1);
        Counter {
            texts,
            support,
            grams: Vec::new(),
            seen: vec![0; authorities as usize],
            phrase: 0,
        }
    }

    /// Counts every phrase that begins with `phrase`, which stands at `places`.
    fn extend(&mut self, phrase: &mut Vec<u32>, places: &[u32]) {
        let tokens = &self.texts.streams.tokens;
        let mut longer: Vec<u64> = Vec::with_capacity(places.len());
        for &place in places {
            let next = place as usize + phrase.len();
            if next < self.texts.streams.ends[self.texts.paragraph(place) as usize] {
                longer.push(u64::from(tokens[next]) << 32 | u64::from(place));
            }
        }
        longer.sort_unstable();
        for run in longer.chunk_by(|a, b| a >> 32 == b >> 32) {
            if (run.len() as u64) < self.support.hits {
                continue;
            }
            let places: Vec<u32> = run.iter().map(|entry| *entry as u32).collect();
            let (paragraphs, reports, authorities) = self.spread(&places);
            if reports < self.support.reports || authorities < self.support.authorities {
                continue;
            }
            let word = (run[0] >> 32) as u32;
            phrase.push(word);
            let at = self.grams.len();
            if phrase.len() < LONGEST {
                self.extend(phrase, &places);
            }
            if !self.texts.is_stop(word) {
                let gram = Gram {
                    tokens: phrase.clone(),
                    places,
                    paragraphs,
                    reports,
                    authorities,
                    c_value: 0.0,
                    within: None,
                };
                // Before what it begins.
                self.grams.insert(at, gram);
            }
            phrase.pop();
        }
    }

    /// Counts the paragraphs, reports and authorities of some places.
    fn spread(&mut self, places: &[u32]) -> (u64, u64, u64) {
        self.phrase += 1;
        let (mut paragraphs, mut reports, mut authorities) = (0, 0, 0);
        let (mut last_paragraph, mut last_report) = (u32::MAX, u32::MAX);
        for &place in places {
            let paragraph = self.texts.paragraph(place);
            if paragraph == last_paragraph {
                continue;
            }
            last_paragraph = paragraph;
            paragraphs += 1;
            let report = self.texts.report_of[paragraph as usize];
            if report == last_report {
                continue;
            }
            last_report = report;
            reports += 1;
            let seen = &mut self.seen[self.texts.authorities[report as usize] as usize];
            if *seen != self.phrase {
                *seen = self.phrase;
                authorities += 1;
            }
        }
        (paragraphs, reports, authorities)
    }
}

/// Computes the C-values of phrases that are all there are, and finds what contains each.
fn weigh(grams: &mut [Gram]) {
    let known: HashMap<&[u32], usize> = grams
        .iter()
        .enumerate()
        .map(|(at, gram)| (gram.tokens.as_slice(), at))
        .collect();
    let mut nested = vec![(0_u64, 0_u64); grams.len()];
    let mut longest: Vec<Option<(u64, usize)>> = vec![None; grams.len()];
    for (outer, gram) in grams.iter().enumerate() {
        let tokens = &gram.tokens;
        let hits = gram.places.len() as u64;
        for size in 2..tokens.len() {
            for (at, part) in tokens.windows(size).enumerate() {
                let repeated = tokens.windows(size).take(at).any(|before| before == part);
                if let Some(&inner) = known.get(part)
                    && !repeated
                {
                    nested[inner].0 += 1;
                    nested[inner].1 += hits;
                    // Of equally frequent ones the first in the order of words.
                    if longest[inner].is_none_or(|(most, _)| hits > most) {
                        longest[inner] = Some((hits, outer));
                    }
                }
            }
        }
    }
    let longest: Vec<_> = longest
        .into_iter()
        .map(|found| found.map(|(hits, at)| (grams[at].tokens.clone(), hits)))
        .collect();
    for ((gram, nested), within) in grams.iter_mut().zip(nested).zip(longest) {
        gram.c_value = c_value(gram.tokens.len(), gram.places.len() as u64, nested);
        gram.within = within;
    }
}
