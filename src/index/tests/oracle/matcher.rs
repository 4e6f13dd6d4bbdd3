//! A matcher that is too simple to be wrong: it tries every choice of words of a paragraph for
//! every part of a query. It knows no postings, no plans and no intervals.

use std::collections::BTreeSet;

use super::texts::{Text, Texts, Token};
use crate::index::analysis::stem;
use crate::index::compound::is_part;
use crate::index::tags::Tags;
use crate::query::spelling::distance;
use crate::query::{Condition, Counted, Filter, Node, NodeKind, Term};

/// The words of a paragraph that make one part match.
pub(super) type Choice = BTreeSet<usize>;

/// For each word of the vocabulary, by number, whether it is one of some.
type Set = Vec<bool>;

/// A query, taken apart.
#[derive(Clone)]
enum Part {
    All,
    Word(Word),
    /// Its words, the closed spellings of neighbours, and the slop.
    Phrase(Vec<Word>, Vec<Set>, usize),
    Near(Box<Part>, Box<Part>, usize, bool),
    And(Vec<Part>),
    Or(Vec<Part>),
    Not(Box<Part>),
    Tag(Condition),
}

/// What a word of a query stands for.
#[derive(Clone)]
struct Word {
    one: Set,
    two: Vec<(Set, Set)>,
}

/// A query made ready for trying paragraphs.
pub(super) struct Oracle {
    part: Part,
    sentence: bool,
}

impl Oracle {
    pub(super) fn new(texts: &Texts, root: &Node, exact: bool, sentence: bool) -> Self {
        let part = Reader { texts, exact }.part(root);
        Oracle { part, sentence }
    }

    /// The words that make a paragraph match; none where it does not.
    pub(super) fn lights(&self, text: &Text) -> Option<Choice> {
        let all = &text.tokens;
        if !self.sentence {
            return lights(&self.part, text, all, 0);
        }
        let mut found = None;
        let mut start = 0;
        for end in 1..=all.len().max(1) {
            if end < all.len() && !all[end].begins_sentence {
                continue;
            }
            let sentence = &all[start..end.min(all.len())];
            found = either(found, lights(&self.part, text, sentence, start));
            start = end;
        }
        found
    }
}

struct Reader<'a> {
    texts: &'a Texts,
    exact: bool,
}

impl Reader<'_> {
    fn part(&self, node: &Node) -> Part {
        match &node.kind {
            NodeKind::All => Part::All,
            NodeKind::Term(term) => Part::Word(self.word(term)),
            NodeKind::Phrase { terms, slop } => Part::Phrase(
                terms.iter().map(|term| self.word(term)).collect(),
                terms
                    .windows(2)
                    .map(|pair| self.closed(&pair[0], &pair[1]))
                    .collect(),
                *slop as usize,
            ),
            NodeKind::Near {
                left,
                right,
                distance,
                ordered,
            } => near(self.part(left), self.part(right), &|left, right| {
                Part::Near(
                    Box::new(left),
                    Box::new(right),
                    *distance as usize,
                    *ordered,
                )
            }),
            NodeKind::And(nodes) => Part::And(self.side_by_side(nodes)),
            NodeKind::Or(nodes) => Part::Or(nodes.iter().map(|node| self.part(node)).collect()),
            NodeKind::Not(node) => Part::Not(Box::new(self.part(node))),
            NodeKind::Tag(condition) => Part::Tag(condition.clone()),
        }
    }

    /// Neighbours may stand closed in the paragraph.
    fn side_by_side(&self, nodes: &[Node]) -> Vec<Part> {
        let term = |node: Option<&Node>| match node.map(|node| &node.kind) {
            Some(NodeKind::Term(term)) => Some(term.clone()),
            _ => None,
        };
        let mut parts = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            let mut part = self.part(node);
            if let (Some(own), Part::Word(word)) = (term(Some(node)), &mut part) {
                let before = i.checked_sub(1).and_then(|i| term(nodes.get(i)));
                let after = term(nodes.get(i + 1));
                let pairs = [
                    before.map(|it| (it, own.clone())),
                    after.map(|it| (own, it)),
                ];
                for (a, b) in pairs.into_iter().flatten() {
                    let closed = self.closed(&a, &b);
                    word.one
                        .iter_mut()
                        .zip(closed)
                        .for_each(|(one, closed)| *one |= closed);
                }
            }
            parts.push(part);
        }
        parts
    }

    fn word(&self, term: &Term) -> Word {
        let one = match term {
            Term::Word(word) if !self.exact => self.stems(word),
            Term::Word(word) | Term::Exact(word) => self.words(|other| other == word),
            Term::Wildcard(shape) => {
                let shape: Vec<char> = shape.chars().collect();
                self.words(|word| has_shape(&word.chars().collect::<Vec<_>>(), &shape))
            }
            Term::Fuzzy(word, most) => {
                self.words(|other| distance(word, other) <= usize::from(*most))
            }
        };
        let mut two = Vec::new();
        if let (Term::Word(word), false) = (term, self.exact) {
            for (at, _) in word.char_indices().skip(1) {
                let (a, b) = word.split_at(at);
                if is_part(a) && is_part(b) {
                    two.push((self.stems(a), self.stems(b)));
                }
            }
        }
        Word { one, two }
    }

    fn closed(&self, a: &Term, b: &Term) -> Set {
        match (a, b) {
            (Term::Word(a), Term::Word(b)) if !self.exact && is_part(a) && is_part(b) => {
                self.stems(&format!("{a}{b}"))
            }
            _ => self.words(|_| false),
        }
    }

    fn words(&self, accepts: impl Fn(&str) -> bool) -> Set {
        self.texts.words.iter().map(|word| accepts(word)).collect()
    }

    fn stems(&self, word: &str) -> Set {
        let stem = stem(word);
        self.texts
            .stems
            .iter()
            .map(|other| *other == stem)
            .collect()
    }
}

/// Nearness to a group is nearness to each of its members.
fn near(left: Part, right: Part, make: &dyn Fn(Part, Part) -> Part) -> Part {
    let each =
        |parts: Vec<Part>, near: &dyn Fn(Part) -> Part| parts.into_iter().map(near).collect();
    match (left, right) {
        (Part::And(parts), right) => {
            Part::And(each(parts, &|left| near(left, right.clone(), make)))
        }
        (Part::Or(parts), right) => Part::Or(each(parts, &|left| near(left, right.clone(), make))),
        (left, Part::And(parts)) => {
            Part::And(each(parts, &|right| near(left.clone(), right, make)))
        }
        (left, Part::Or(parts)) => Part::Or(each(parts, &|right| near(left.clone(), right, make))),
        (left, right) => make(left, right),
    }
}

/// Tells whether letters have the shape of a pattern.
fn has_shape(letters: &[char], shape: &[char]) -> bool {
    match (letters, shape) {
        (_, ['*', rest @ ..]) => (0..=letters.len()).any(|at| has_shape(&letters[at..], rest)),
        ([letter, letters @ ..], [wanted, rest @ ..]) => {
            (*wanted == '?' || wanted == letter) && has_shape(letters, rest)
        }
        (letters, shape) => letters.is_empty() && shape.is_empty(),
    }
}

/// The words among some neighbouring ones, the first of which is `first`, that make a part
/// match; what a part negates is looked for in the whole text.
fn lights(part: &Part, text: &Text, tokens: &[Token], first: usize) -> Option<Choice> {
    match part {
        Part::All => Some(Choice::new()),
        Part::And(parts) => {
            let mut words = Choice::new();
            for part in parts {
                words.extend(lights(part, text, tokens, first)?);
            }
            Some(words)
        }
        Part::Or(parts) => {
            let lights = parts.iter().map(|part| lights(part, text, tokens, first));
            lights.fold(None, either)
        }
        Part::Not(part) => match lights(part, text, &text.tokens, 0) {
            None => Some(Choice::new()),
            Some(_) => None,
        },
        Part::Tag(condition) => holds(condition, text).then(Choice::new),
        _ => {
            let places = places(part, tokens).into_iter();
            let shifted = places.map(|choice| choice.iter().map(|i| i + first).collect());
            shifted.map(Some).fold(None, either)
        }
    }
}

fn either(a: Option<Choice>, b: Option<Choice>) -> Option<Choice> {
    match (a, b) {
        (Some(a), Some(b)) => Some(&a | &b),
        (a, b) => a.or(b),
    }
}

/// Every choice of words with which a part stands somewhere.
fn places(part: &Part, tokens: &[Token]) -> Vec<Choice> {
    match part {
        Part::Word(word) => word_places(word, tokens),
        Part::Phrase(words, closed, slop) => phrase_places(words, closed, *slop, tokens),
        Part::Near(left, right, distance, ordered) => {
            let mut found = Vec::new();
            let left = places(left, tokens);
            if left.is_empty() {
                return found;
            }
            let right = places(right, tokens);
            for (a, b) in left.iter().flat_map(|a| right.iter().map(move |b| (a, b))) {
                let (from, to) = (ends(a), ends(b));
                let apart = match () {
                    () if from.1 < to.0 => to.0 - from.1 - 1,
                    () if *ordered => continue,
                    () if to.1 < from.0 => from.0 - to.1 - 1,
                    () if !a.is_disjoint(b) => continue,
                    () => 0,
                };
                if apart <= *distance {
                    found.push(a | b);
                }
            }
            found.sort_unstable();
            found.dedup();
            found
        }
        Part::All | Part::And(_) | Part::Or(_) | Part::Not(_) | Part::Tag(_) => {
            panic!("groups are taken apart before")
        }
    }
}

fn ends(choice: &Choice) -> (usize, usize) {
    let end = |word: Option<&usize>| *word.expect("a choice has words");
    (end(choice.first()), end(choice.last()))
}

fn word_places(word: &Word, tokens: &[Token]) -> Vec<Choice> {
    let single = |i: &usize| word.one[tokens[*i].word];
    let mut found: Vec<Choice> = (0..tokens.len())
        .filter(single)
        .map(|i| Choice::from([i]))
        .collect();
    for (a, b) in &word.two {
        for (i, pair) in tokens.windows(2).enumerate() {
            if a[pair[0].word] && b[pair[1].word] {
                found.push(Choice::from([i, i + 1]));
            }
        }
    }
    found
}

/// Tries every way to read neighbours of a phrase as one word.
fn phrase_places(words: &[Word], closed: &[Set], slop: usize, tokens: &[Token]) -> Vec<Choice> {
    let parts: Vec<Vec<Choice>> = words.iter().map(|word| word_places(word, tokens)).collect();
    let mut found = Vec::new();
    let mut open = vec![(0, Choice::new(), 0)];
    while let Some((at, chosen, gap)) = open.pop() {
        if at == words.len() {
            found.push(chosen);
            continue;
        }
        let mut next: Vec<(usize, Choice)> = parts[at]
            .iter()
            .map(|part| (at + 1, part.clone()))
            .collect();
        if let Some(closed) = closed.get(at) {
            let places = (0..tokens.len()).filter(|i| closed[tokens[*i].word]);
            next.extend(places.map(|i| (at + 2, Choice::from([i]))));
        }
        for (after, part) in next {
            let start = ends(&part).0;
            let gap = match chosen.last() {
                None => gap,
                Some(last) if start > *last => gap + start - last - 1,
                Some(_) => continue,
            };
            if gap <= slop {
                open.push((after, &chosen | &part, gap));
            }
        }
    }
    found
}

fn holds(condition: &Condition, text: &Text) -> bool {
    match condition {
        Condition::Values(filter) => passes(filter, text),
        Condition::Dates { since, until } => text.record.day().is_some_and(|day| {
            since.is_none_or(|since| day >= since.first())
                && until.is_none_or(|until| day <= until.last())
        }),
        Condition::Numbers { counted, spans } => {
            let number = match counted {
                Counted::Number => text.paragraph.number,
                Counted::Page => Some(text.paragraph.page),
            };
            let within = |number: u32, (from, to): &(Option<u32>, Option<u32>)| {
                from.is_none_or(|from| from <= number) && to.is_none_or(|to| number <= to)
            };
            number.is_some_and(|number| spans.iter().any(|span| within(number, span)))
        }
    }
}

/// Tells whether a paragraph passes a filter.
pub(super) fn passes(filter: &Filter, text: &Text) -> bool {
    let tags = Tags::of_paragraph(&text.record, &text.paragraph);
    let values = tags.values(filter.field);
    let named = |wanted: &[String]| values.iter().any(|value| wanted.contains(value));
    (filter.any_of.is_empty() || named(&filter.any_of)) && !named(&filter.none_of)
}
