//! The index against a matcher that is too simple to be wrong.
//!
//! The oracle knows no postings, no plans and no intervals: it tries every choice of words of
//! a paragraph for every part of the query.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::*;
use crate::index::Sort;
use crate::index::analysis::{sentence_words, stem};
use crate::query::fold::{fold, words};
use crate::query::spelling::distance;
use crate::query::{Node, NodeKind, Term};

const WORDS: &[&str] = &[
    "life",
    "story",
    "lifestory",
    "stories",
    "work",
    "worked",
    "care",
    "carer",
    "leavers",
    "children’s",
    "child",
    "with",
    "in",
    "within",
    "good",
];

/// A word of a paragraph.
struct Token {
    span: Range<usize>,
    exact: String,
    stem: String,
    begins_sentence: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let spans: Vec<_> = words(text).collect();
    let sentences = sentence_words(text, &spans);
    let token = |(i, span): (u32, Range<usize>)| {
        let exact = fold(&text[span.clone()]).into_owned();
        let stem = stem(&exact).into_owned();
        Token {
            span,
            exact,
            stem,
            begins_sentence: sentences.contains(&i),
        }
    };
    (0..).zip(spans).map(token).collect()
}

/// The words of a paragraph that make one part match.
type Choice = BTreeSet<usize>;

struct Oracle {
    known: HashSet<String>,
    exact: bool,
    sentence: bool,
}

impl Oracle {
    fn term(&self, term: &Term, tokens: &[Token]) -> Vec<Choice> {
        let matches = |token: &Token| match term {
            Term::Word(word) if !self.exact => token.stem == stem(word),
            Term::Word(word) | Term::Exact(word) => token.exact == *word,
            Term::Capitals(_) => panic!("the oracle knows no capitals"),
            Term::Wildcard(shape) => {
                let (start, end) = shape.split_once('*').expect("tests have one star");
                token.exact.len() >= start.len() + end.len()
                    && token.exact.starts_with(start)
                    && token.exact.ends_with(end)
            }
            Term::Fuzzy(word, most) => distance(word, &token.exact) <= usize::from(*most),
        };
        let mut found: Vec<Choice> = (0..tokens.len())
            .filter(|i| matches(&tokens[*i]))
            .map(|i| Choice::from([i]))
            .collect();
        if let Term::Word(word) = term
            && !self.exact
        {
            for i in 1..tokens.len() {
                for at in 1..word.len() {
                    let Some((a, b)) = word.split_at_checked(at) else {
                        continue;
                    };
                    let stands = tokens[i - 1].stem == stem(a) && tokens[i].stem == stem(b);
                    if stands && compound(a, b) {
                        found.push(Choice::from([i - 1, i]));
                    }
                }
            }
        }
        found
    }

    /// Every way to read neighbours of a phrase as one word.
    fn phrase(&self, terms: &[Term], slop: usize, tokens: &[Token]) -> Vec<Choice> {
        let parts: Vec<Vec<Choice>> = terms.iter().map(|term| self.term(term, tokens)).collect();
        let mut done = Vec::new();
        let mut open: Vec<(usize, Choice, usize)> = vec![(0, Choice::new(), 0)];
        while let Some((at, chosen, gap)) = open.pop() {
            if at == terms.len() {
                done.push(chosen);
                continue;
            }
            let mut next: Vec<(usize, Choice)> = parts[at]
                .iter()
                .map(|part| (at + 1, part.clone()))
                .collect();
            if let (Term::Word(a), Some(Term::Word(b))) = (&terms[at], terms.get(at + 1)) {
                next.extend(
                    self.closed(a, b, tokens)
                        .into_iter()
                        .map(|part| (at + 2, part)),
                );
            }
            for (after, part) in next {
                let first = *part.first().expect("a choice has words");
                let gap = match chosen.last() {
                    None => gap,
                    Some(last) if first > *last => gap + first - last - 1,
                    Some(_) => continue,
                };
                if gap <= slop {
                    open.push((after, chosen.union(&part).copied().collect(), gap));
                }
            }
        }
        done
    }

    fn closed(&self, a: &str, b: &str, tokens: &[Token]) -> Vec<Choice> {
        let closed = stem(&format!("{a}{b}")).into_owned();
        if self.exact || !compound(a, b) || !self.known.contains(&closed) {
            return Vec::new();
        }
        let places = (0..tokens.len()).filter(|i| tokens[*i].stem == closed);
        places.map(|i| Choice::from([i])).collect()
    }

    /// Where a part stands; groups are taken apart before.
    fn places(&self, node: &Node, tokens: &[Token]) -> Vec<Choice> {
        match &node.kind {
            NodeKind::Term(term) => self.term(term, tokens),
            NodeKind::Phrase { terms, slop } => self.phrase(terms, *slop as usize, tokens),
            NodeKind::Or(nodes) => nodes
                .iter()
                .flat_map(|node| self.places(node, tokens))
                .collect(),
            NodeKind::Near {
                left,
                right,
                distance,
                ordered,
            } => {
                let mut found = Vec::new();
                for a in self.places(left, tokens) {
                    for b in self.places(right, tokens) {
                        let (from, to) = (ends(&a), ends(&b));
                        let apart = match () {
                            () if from.1 < to.0 => to.0 - from.1 - 1,
                            () if *ordered => continue,
                            () if to.1 < from.0 => from.0 - to.1 - 1,
                            () if !a.is_disjoint(&b) => continue,
                            () => 0,
                        };
                        if apart <= *distance as usize {
                            found.push(a.union(&b).copied().collect());
                        }
                    }
                }
                found
            }
            other => panic!("{other:?} has no places"),
        }
    }

    fn lights(&self, node: &Node, all: &[Token], tokens: &[Token]) -> Option<Choice> {
        match &node.kind {
            NodeKind::All => Some(Choice::new()),
            NodeKind::And(nodes) => {
                let mut words = Choice::new();
                let mut i = 0;
                while i < nodes.len() {
                    // Neighbours may stand closed in the paragraph; the first pair wins.
                    if let (NodeKind::Term(Term::Word(a)), Some(NodeKind::Term(Term::Word(b)))) =
                        (&nodes[i].kind, nodes.get(i + 1).map(|node| &node.kind))
                        && compound(a, b)
                        && self.known.contains(&*stem(&format!("{a}{b}")))
                        && !self.exact
                    {
                        let one = self.lights(&nodes[i], all, tokens);
                        let two = self.lights(&nodes[i + 1], all, tokens);
                        let both = one.zip(two).map(|(one, two)| &one | &two);
                        let closed = self.closed(a, b, tokens).concat_all();
                        words = &words | &either(both, closed)?;
                        i += 2;
                        continue;
                    }
                    words = &words | &self.lights(&nodes[i], all, tokens)?;
                    i += 1;
                }
                Some(words)
            }
            NodeKind::Or(nodes) => {
                let lights = nodes.iter().map(|node| self.lights(node, all, tokens));
                lights.fold(None, either)
            }
            NodeKind::Not(node) => match self.lights(node, all, all) {
                None => Some(Choice::new()),
                Some(_) => None,
            },
            NodeKind::Tag(_) => panic!("the oracle knows no tags"),
            _ => self.places(node, tokens).concat_all(),
        }
    }

    fn words(&self, node: &Node, text: &str) -> Option<Choice> {
        let all = tokens(text);
        if !self.sentence {
            return self.lights(node, &all, &all);
        }
        let mut found = None;
        let mut start = 0;
        for end in 1..=all.len().max(1) {
            if end < all.len() && !all[end].begins_sentence {
                continue;
            }
            let sentence = &all[start..end.min(all.len())];
            let lights = self.lights(node, &all, sentence);
            found = either(
                found,
                lights.map(|lights| lights.iter().map(|i| i + start).collect()),
            );
            start = end;
        }
        found
    }
}

trait ConcatAll {
    fn concat_all(self) -> Option<Choice>;
}

impl ConcatAll for Vec<Choice> {
    fn concat_all(self) -> Option<Choice> {
        self.into_iter().map(Some).fold(None, either)
    }
}

fn either(a: Option<Choice>, b: Option<Choice>) -> Option<Choice> {
    match (a, b) {
        (Some(a), Some(b)) => Some(&a | &b),
        (a, b) => a.or(b),
    }
}

fn ends(choice: &Choice) -> (usize, usize) {
    (
        *choice.first().expect("a choice has words"),
        *choice.last().expect("a choice has words"),
    )
}

fn compound(a: &str, b: &str) -> bool {
    let function_words = ["with", "in", "is"];
    ![a, b].iter().any(|part| function_words.contains(part))
}

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(WORDS).prop_map(str::to_owned)
}

fn placed() -> BoxedStrategy<String> {
    let shaped = prop::sample::select(vec![
        "car*", "*s", "l*y", "lief~1", "storys~2", "=care", "=work",
    ]);
    let leaf = prop_oneof![
        5 => word(),
        1 => shaped.prop_map(str::to_owned),
        3 => (prop::collection::vec(word(), 2..4), 0..3u32)
            .prop_map(|(words, slop)| format!("\"{}\"~{slop}", words.join(" "))),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone(), 0..4u32, any::<bool>()).prop_map(
                |(a, b, n, ordered)| {
                    let operator = if ordered { "ADJ" } else { "NEAR" };
                    format!("({a}) {operator}/{n} ({b})")
                }
            ),
            (inner.clone(), inner).prop_map(|(a, b)| format!("({a} OR {b})")),
        ]
    })
    .boxed()
}

fn query() -> impl Strategy<Value = String> {
    placed().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| parts.join(" ")),
            prop::collection::vec(inner.clone(), 2..4)
                .prop_map(|parts| format!("({})", parts.join(" OR "))),
            inner.prop_map(|part| format!("NOT ({part})")),
        ]
    })
}

#[test]
fn hits_and_highlights_are_those_of_the_oracle() {
    let mut runner = TestRunner::deterministic();
    let mark = prop::sample::select(vec![" ", " ", " ", "-", ". The ", ", "]);
    let text = prop::collection::vec((word(), mark), 0..9);
    let text = text.prop_map(|parts| {
        parts
            .into_iter()
            .map(|(word, mark)| word + mark)
            .collect::<String>()
    });
    let texts = prop::collection::vec(text, 24);
    let texts = texts
        .new_tree(&mut runner)
        .expect("texts are made")
        .current();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let reports: Vec<_> = (0..6)
        .map(|i| report(&format!("a{i}"), "2024-01-05", &texts[i * 4..i * 4 + 4]))
        .collect();
    let (_dir, index) = index(&reports, 3);
    let all = || {
        reports.iter().flat_map(|(record, paragraphs)| {
            paragraphs.iter().map(move |paragraph| (record, paragraph))
        })
    };
    let known = all()
        .flat_map(|(_, p)| tokens(&p.text))
        .map(|token| token.stem)
        .collect();
    let mut oracle = Oracle {
        known,
        exact: false,
        sentence: false,
    };
    let mut hits = 0;
    for _ in 0..2000 {
        let made = (query(), any::<bool>(), any::<bool>()).new_tree(&mut runner);
        let (text, exact, sentence) = made.expect("queries are made").current();
        (oracle.exact, oracle.sentence) = (exact, sentence);
        let mut request = request(&text);
        (request.exact, request.sentence, request.sort) = (exact, sentence, Sort::Oldest);
        let results = index.search(&request).expect("it searches");
        let found: Vec<_> = results
            .hits
            .iter()
            .map(|hit| {
                let covers = |token: &Token| {
                    hit.highlights
                        .iter()
                        .any(|h| h.start <= token.span.start && token.span.end <= h.end)
                };
                let lit: Choice = (0..)
                    .zip(tokens(&hit.paragraph.text))
                    .filter(|(_, token)| covers(token))
                    .map(|(i, _)| i)
                    .collect();
                (format!("{}#{}", hit.report.id, hit.paragraph.locator), lit)
            })
            .collect();
        let expected: Vec<_> = all()
            .filter_map(|(record, paragraph)| {
                let lit = oracle.words(&request.query.root, &paragraph.text)?;
                Some((format!("{}#{}", record.id, paragraph.locator), lit))
            })
            .collect();
        assert_eq!(found, expected, "{text} exact {exact} sentence {sentence}");
        hits += found.len();
    }
    assert!(hits > 5000, "{hits} hits are too few to tell anything");
}
