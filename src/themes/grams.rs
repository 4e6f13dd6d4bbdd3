//! Grams: every run of two to five words that recurs, counted.
//!
//! The places of a word are sorted by the word that follows, the places of each pair by the next,
//! and so on: a run of words can recur only where its beginning does, and all that is rare is left
//! at the first step. The order is that of the words, on any number of threads.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::compounds::Compounds;
use super::scope::Scope;
use super::stats::c_value;
use super::stopwords::stop_words;
use crate::index::TokenStreams;
use crate::index::threads::join;

/// The most words of a phrase.
pub(super) const LONGEST: usize = 5;
/// Stands where no word follows.
const NO_WORD: u32 = u32::MAX;

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
    compounds: OnceLock<Compounds>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(scope: &'a Scope<'_>) -> Result<Self, crate::index::IndexError> {
        let streams = scope.index.token_streams(&scope.paragraphs)?;
        let mut paragraph_of = Vec::with_capacity(streams.tokens.len());
        for (paragraph, end) in (0..).zip(&streams.ends) {
            paragraph_of.resize(*end, paragraph);
        }
        let mut stop = vec![false; streams.words.len()];
        for token in stop_words().filter_map(|word| streams.token(word)) {
            stop[token as usize] = true;
        }
        Ok(Texts {
            stop,
            compounds: OnceLock::new(),
            streams,
            paragraph_of,
            report_of: &scope.report_of,
            authorities: &scope.authorities,
        })
    }

    /// Returns the compounds that some of the texts write closed.
    pub(super) fn compounds(&self) -> &Compounds {
        self.compounds.get_or_init(|| Compounds::of(&self.streams))
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
        let following = self.following();
        let next = AtomicUsize::new(0);
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(16));
        let mut done: Vec<(usize, Vec<Gram>)> = std::thread::scope(|threads_of| {
            let work = || {
                let mut counter = Counter::new(self, &following, support);
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

    /// Returns for each token the one that follows in its paragraph, or [`NO_WORD`].
    fn following(&self) -> Vec<u32> {
        let tokens = &self.streams.tokens;
        let mut following = Vec::with_capacity(tokens.len());
        for end in &self.streams.ends {
            let start = following.len();
            if start < *end {
                following.extend_from_slice(&tokens[start + 1..*end]);
                following.push(NO_WORD);
            }
        }
        following
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
    /// For each token the one that follows.
    following: &'a [u32],
    support: Support,
    /// For each word how often it follows the phrase, then where its places are to be put, counted
    /// from 1; 0 between phrases.
    counts: Vec<u32>,
    /// Memory for phrases of each length.
    levels: [Level; LONGEST],
    grams: Vec<Gram>,
    /// For each authority the phrase that was last met there.
    seen: Vec<u32>,
    phrase: u32,
}

/// What follows a phrase.
#[derive(Default)]
struct Level {
    /// The word that follows, and the place of the phrase.
    all: Vec<(u32, u32)>,
    /// The words that follow often enough, sorted, and how often.
    often: Vec<(u32, u32)>,
    /// The places of those, one word after the other, behind one that is none.
    places: Vec<u32>,
}

impl<'a> Counter<'a> {
    fn new(texts: &'a Texts<'a>, following: &'a [u32], support: Support) -> Self {
        let authorities = texts.authorities.iter().max().map_or(0, |last| last + 1);
        Counter {
            texts,
            following,
            support,
            counts: vec![0; texts.streams.words.len()],
            levels: Default::default(),
            grams: Vec::new(),
            seen: vec![0; authorities as usize],
            phrase: 0,
        }
    }

    /// Counts every phrase that begins with `phrase`, which stands at `places`.
    fn extend(&mut self, phrase: &mut Vec<u32>, places: &[u32]) {
        let mut level = std::mem::take(&mut self.levels[phrase.len() - 1]);
        self.follow(&mut level, phrase.len(), places);
        let mut rest = &level.places[1..];
        for &(word, count) in &level.often {
            let (places, after) = rest.split_at(count as usize);
            rest = after;
            let (paragraphs, reports, authorities) = self.spread(places);
            if reports < self.support.reports || authorities < self.support.authorities {
                continue;
            }
            phrase.push(word);
            if !self.texts.is_stop(word) {
                self.grams.push(Gram {
                    tokens: phrase.clone(),
                    places: places.to_vec(),
                    paragraphs,
                    reports,
                    authorities,
                    c_value: 0.0,
                    within: None,
                });
            }
            if phrase.len() < LONGEST {
                self.extend(phrase, places);
            }
            phrase.pop();
        }
        self.levels[phrase.len() - 1] = level;
    }

    /// Sorts the places of a phrase of so many words by the word that follows, where that is one that
    /// follows often enough: by counting, for most words do not.
    fn follow(&mut self, level: &mut Level, words: usize, places: &[u32]) {
        let hits = self.support.hits.max(1);
        level.all.clear();
        for &place in places {
            let next = self.following[place as usize + words - 1];
            if next != NO_WORD {
                self.counts[next as usize] += 1;
                level.all.push((next, place));
            }
        }
        level.often.clear();
        for (next, _) in &level.all {
            // Each word is met with its count once.
            let count = std::mem::take(&mut self.counts[*next as usize]);
            if u64::from(count) >= hits {
                level.often.push((*next, count));
            }
        }
        level.often.sort_unstable();
        let mut end = 0;
        for (word, count) in &level.often {
            self.counts[*word as usize] = end + 1;
            end += count;
        }
        // The first place takes what is not wanted: to ask would cost more than to write.
        level.places.clear();
        level.places.resize(end as usize + 1, 0);
        for (next, place) in &level.all {
            let at = &mut self.counts[*next as usize];
            level.places[*at as usize] = *place;
            *at += u32::from(*at != 0);
        }
        for (word, _) in &level.often {
            self.counts[*word as usize] = 0;
        }
    }

    /// Counts the paragraphs, reports and authorities of some places.
    fn spread(&mut self, places: &[u32]) -> (u64, u64, u64) {
        self.phrase += 1;
        let (mut paragraphs, mut reports, mut authorities) = (0, 0, 0);
        let (mut last_paragraph, mut last_report) = (u32::MAX, u32::MAX);
        for &place in places {
            // Without branches, of which half would be guessed wrong.
            let paragraph = self.texts.paragraph(place);
            paragraphs += u64::from(paragraph != last_paragraph);
            last_paragraph = paragraph;
            let report = self.texts.report_of[paragraph as usize];
            reports += u64::from(report != last_report);
            last_report = report;
            let seen = &mut self.seen[self.texts.authorities[report as usize] as usize];
            authorities += u64::from(*seen != self.phrase);
            *seen = self.phrase;
        }
        (paragraphs, reports, authorities)
    }
}

/// Computes the C-values of phrases that are all there are, and finds what contains each.
fn weigh(grams: &mut [Gram]) {
    let known = Known::new(grams);
    let mut nested = vec![(0_u64, 0_u64); grams.len()];
    let mut longest: Vec<Option<(u64, usize)>> = vec![None; grams.len()];
    for (outer, gram) in grams.iter().enumerate() {
        let tokens = &gram.tokens;
        let hits = gram.places.len() as u64;
        for size in 2..tokens.len() {
            for (at, part) in tokens.windows(size).enumerate() {
                let repeated = tokens.windows(size).take(at).any(|before| before == part);
                if let Some(inner) = known.find(part)
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

/// Phrases that are sorted, to be looked up.
struct Known {
    keys: Vec<u128>,
    /// Where those that begin with each word begin, and at last where they end.
    starts: Vec<u32>,
}

impl Known {
    fn new(grams: &[Gram]) -> Self {
        let keys: Vec<u128> = grams.iter().map(|gram| key(&gram.tokens)).collect();
        let mut starts = vec![0];
        for (at, gram) in (0..).zip(grams) {
            // No phrase is without a word.
            starts.resize(gram.tokens[0] as usize + 1, at);
            debug_assert!(at == 0 || keys[at as usize - 1] < keys[at as usize]);
        }
        starts.push(grams.len() as u32);
        Known { keys, starts }
    }

    /// Returns the place of a phrase.
    fn find(&self, phrase: &[u32]) -> Option<usize> {
        let first = *phrase.first()? as usize;
        let (start, end) = (*self.starts.get(first)?, *self.starts.get(first + 1)?);
        let (start, end) = (start as usize, end as usize);
        let found = self.keys[start..end].binary_search(&key(phrase));
        found.ok().map(|at| start + at)
    }
}

/// Writes a phrase as a number; numbers are in the order of the phrases.
fn key(phrase: &[u32]) -> u128 {
    // An index of more words than this would have more places than are counted.
    const BITS: usize = u128::BITS as usize / LONGEST;
    let words = phrase.iter().map(|word| u128::from(*word) + 1);
    let key = words.fold(0, |key, word| key << BITS | word);
    key << (BITS * (LONGEST - phrase.len()))
}
