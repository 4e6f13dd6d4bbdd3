//! Random queries, made of what stands in the paragraphs, so that many of them match.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::Index as Pick;

use super::texts::{Text, Texts, Token};

/// What queries are made of: the words of each paragraph, and in how many each occurs.
pub(super) struct Source {
    texts: Vec<Vec<String>>,
    spread: HashMap<String, usize>,
}

impl Source {
    pub(super) fn new(texts: &Texts) -> Arc<Self> {
        let words = |text: &Text| {
            let word = |token: &Token| {
                let written = token.capitals.as_ref();
                written.unwrap_or(&texts.words[token.word]).clone()
            };
            text.tokens.iter().map(word).collect::<Vec<_>>()
        };
        let texts: Vec<_> = texts.all.iter().map(words).collect();
        let texts: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        let mut spread = HashMap::new();
        for text in &texts {
            for word in text.iter().collect::<HashSet<_>>() {
                *spread.entry(word.clone()).or_default() += 1;
            }
        }
        Arc::new(Source { texts, spread })
    }

    /// Tells whether a word stands in so many paragraphs that it tells nothing of them.
    fn is_common(&self, word: &str) -> bool {
        self.spread[word] > self.texts.len() / 12
    }
}

/// Makes queries, most parts of each from one paragraph; `tags` are conditions that may be
/// asked for besides.
pub(super) fn query(source: &Arc<Source>, tags: &[&'static str]) -> BoxedStrategy<String> {
    let (source, tags) = (source.clone(), tags.to_vec());
    any::<Pick>()
        .prop_flat_map(move |home| query_of(&source, &tags, home))
        .boxed()
}

fn query_of(source: &Arc<Source>, tags: &[&'static str], home: Pick) -> BoxedStrategy<String> {
    let part = prop_oneof![
        9 => leaf(source.clone(), home),
        1 => frequent(source.clone(), home),
    ];
    let part = part.prop_recursive(2, 6, 2, |inner| {
        let near = (inner.clone(), inner.clone(), 0..40u32, any::<bool>());
        prop_oneof![
            2 => near.prop_map(|(a, b, n, ordered)| {
                let operator = if ordered { "ADJ" } else { "NEAR" };
                format!("({a}) {operator}/{n} ({b})")
            }),
            1 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            1 => (inner.clone(), inner).prop_map(|(a, b)| format!("({a} {b})")),
        ]
    });
    let whole = part.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join(" ")),
            2 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            1 => (inner.clone(), inner).prop_map(|(a, b)| format!("{a} NOT ({b})")),
        ]
    });
    let mut tags = tags.to_vec();
    tags.push("");
    let tags = (prop::sample::select(tags), any::<bool>());
    (whole, tags)
        .prop_map(|(whole, (tag, not))| match (tag, not) {
            ("", _) => whole,
            (tag, true) => format!("{whole} -{tag}"),
            (tag, false) => format!("{tag} {whole}"),
        })
        .boxed()
}

/// Words near each other that are frequent in a paragraph, or the same one again and again.
fn frequent(source: Arc<Source>, home: Pick) -> BoxedStrategy<String> {
    let words = prop::collection::vec(any::<Pick>(), 2..5);
    let distances = prop::collection::vec((0..9u32, 0..5u8), 4);
    (words, distances, any::<bool>())
        .prop_map(move |(picks, distances, leans_left)| {
            let text = &source.texts[home.index(source.texts.len())];
            let times = |word: &String| text.iter().filter(|other| *other == word).count();
            let most = text.iter().map(times).max().unwrap_or(0);
            let often: Vec<&String> = text.iter().filter(|word| times(word) * 2 > most).collect();
            let mut words = picks
                .iter()
                .map(|pick| often[pick.index(often.len())].clone());
            let first = words.next().unwrap_or_default();
            words
                .zip(distances)
                .fold(first, |query, (word, (distance, ordered))| {
                    let operator = if ordered == 0 { "ADJ" } else { "NEAR" };
                    match leans_left {
                        true => format!("({query}) {operator}/{distance} {word}"),
                        false => format!("{word} {operator}/{distance} ({query})"),
                    }
                })
        })
        .boxed()
}

/// A word or a phrase that stands in a paragraph, or nearly.
fn leaf(source: Arc<Source>, home: Pick) -> BoxedStrategy<String> {
    let shape = (any::<Pick>(), 0..17u8, 1..4usize, 0..3u32);
    (any::<Pick>(), 0..8u8, shape)
        .prop_map(move |(other, away, (start, shape, length, slop))| {
            let text = if away == 0 { other } else { home };
            let text = &source.texts[text.index(source.texts.len())];
            let start = start.index(text.len());
            let run = &text[start..(start + length).min(text.len())];
            let alone = run.len() == 1 || matches!(shape, 0..3 | 9..16);
            let common = alone && source.is_common(&run[0]);
            match (common, text.get(start..start + 3)) {
                (true, Some(run)) => format!("\"{}\"", run.join(" ")),
                _ => written(run, shape, slop),
            }
        })
        .boxed()
}

/// Writes words that follow each other in one of the ways that the language has.
fn written(run: &[String], shape: u8, slop: u32) -> String {
    let word = &run[0];
    let letters: Vec<char> = word.chars().collect();
    let (first, rest): (String, String) = (
        letters[..letters.len().min(3)].iter().collect(),
        letters[1..].iter().collect(),
    );
    match shape {
        0..3 => word.clone(),
        3..6 => format!("\"{}\"", run.join(" ")),
        6 => run.join("-"),
        // Words left out, which a slop makes up for.
        7 => match run {
            [a, .., b] => format!("\"{a} {b}\"~{slop}"),
            _ => word.clone(),
        },
        8 => format!("\"{}\"", run.join(" ").replacen(' ', "", 1)),
        9 => format!("{first}*"),
        10 if letters.len() > 3 => format!("?{rest}"),
        11 if letters.len() > 4 => format!("{}~1", &rest),
        12 => format!("={word}"),
        // Signs of an expression stand in no word.
        13 => format!("/{first}.*/"),
        14 => format!("/.{rest}s?/"),
        15 => format!("/.*{rest}/"),
        _ => run.join(" "),
    }
}
