//! A matcher that is too simple to be wrong: it tries every choice of words of a paragraph for
//! every part of a query. It knows no postings, no plans and no intervals.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::texts::{Text, Texts, Token};
use crate::index::disk::tags::values_of;
use crate::index::lowering::compound::is_part;
use crate::index::lowering::thesaurus::{names_of, stands_for_concept};
use crate::index::text::stem;
use crate::query::fold::{abbreviation, fold};
use crate::query::spelling::distance;
use crate::query::{Concept, Concepts, Condition, Counted, Filter, Node, NodeKind, Relation, Term};

/// The words of a paragraph that make one part match.
pub(super) type Choice = BTreeSet<usize>;

/// For each word of the vocabulary, by number, whether it is one of some.
type Set = Vec<bool>;

/// A query, taken apart.
#[derive(Clone)]
enum Part {
    All,
    Words(Words),
    Near(Box<Part>, Box<Part>, usize, bool),
    And(Vec<Part>),
    Or(Vec<Part>),
    Not(Box<Part>),
    Tag(Condition),
}

/// A word, or words that follow each other with at most so many among them.
#[derive(Clone)]
struct Words {
    words: Vec<Word>,
    /// What else may stand for some of the words.
    swaps: Vec<(Range<usize>, Part)>,
    slop: usize,
}

/// What a word of a query stands for.
#[derive(Clone, Default)]
struct Word {
    one: Set,
    two: Vec<(Set, Set)>,
    /// The abbreviation that it is in capitals.
    capitals: Option<String>,
}

/// A query made ready for trying paragraphs.
pub(super) struct Oracle {
    part: Part,
    sentence: bool,
}

impl Oracle {
    pub(super) fn new(texts: &Texts, root: &Node, exact: bool, sentence: bool) -> Self {
        let reader = Reader {
            texts,
            concepts: (!exact).then(Concepts::builtin),
            exact,
            of_concept: false,
        };
        let part = reader.part(root);
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
    concepts: Option<Arc<Concepts>>,
    exact: bool,
    /// Whether a term of a concept is read, in which every abbreviation is one.
    of_concept: bool,
}

impl Reader<'_> {
    fn part(&self, node: &Node) -> Part {
        match &node.kind {
            NodeKind::All => Part::All,
            NodeKind::Term(term) => self.words_of(std::slice::from_ref(term), 0),
            NodeKind::Phrase { terms, slop } => self.words_of(terms, *slop as usize),
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

    fn words_of(&self, terms: &[Term], slop: usize) -> Part {
        let mut swaps = Vec::new();
        for (at, pair) in terms.windows(2).enumerate() {
            swaps.push((at..at + 2, self.closed(&pair[0], &pair[1])));
        }
        for concepts in self.concepts.iter().filter(|_| !self.of_concept) {
            let all: Vec<&Concept> = concepts.all().iter().collect();
            for (from, to) in
                (0..terms.len()).flat_map(|a| (a..terms.len()).map(move |b| (a, b + 1)))
            {
                let names = names_of(&all, &terms[from..to]).into_iter();
                let same = names.flat_map(|name| name.others());
                for (other, _) in same.filter(|(_, relation)| *relation == Relation::Same) {
                    let reader = Reader {
                        texts: self.texts,
                        concepts: Some(concepts.clone()),
                        exact: false,
                        of_concept: true,
                    };
                    swaps.push((from..to, reader.part(&other.query)));
                }
            }
        }
        Part::Words(Words {
            words: terms.iter().map(|term| self.word(term)).collect(),
            swaps,
            slop,
        })
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
            if let (Some(own), Part::Words(words)) = (term(Some(node)), &mut part) {
                let before = i.checked_sub(1).and_then(|i| term(nodes.get(i)));
                let after = term(nodes.get(i + 1));
                let pairs = [
                    before.map(|it| (it, own.clone())),
                    after.map(|it| (own, it)),
                ];
                for (a, b) in pairs.into_iter().flatten() {
                    words.swaps.push((0..1, self.closed(&a, &b)));
                }
            }
            parts.push(part);
        }
        parts
    }

    fn word(&self, term: &Term) -> Word {
        let mut two = Vec::new();
        let one = match term {
            Term::Capitals(word) if self.stands_for_concept(term) => {
                return Word {
                    one: self.words(|_| false),
                    capitals: abbreviation(word),
                    two,
                };
            }
            Term::Capitals(word) => {
                let own = self.word(&Term::Word(fold(word).into_owned()));
                return Word {
                    capitals: abbreviation(word).filter(|_| !self.exact),
                    ..own
                };
            }
            Term::Word(word) if !self.exact => {
                for (at, _) in word.char_indices().skip(1) {
                    let (a, b) = word.split_at(at);
                    if is_part(a) && is_part(b) {
                        two.push((self.stems(a), self.stems(b)));
                    }
                }
                self.stems(word)
            }
            Term::Word(word) | Term::Exact(word) => self.words(|other| other == word),
            Term::Wildcard(shape) => {
                let shape: Vec<char> = shape.chars().collect();
                self.words(|word| has_shape(&word.chars().collect::<Vec<_>>(), &shape))
            }
            Term::Regex(expression) => {
                let expression: Vec<char> = expression.to_lowercase().chars().collect();
                self.words(|word| fits(&word.chars().collect::<Vec<_>>(), &expression))
            }
            Term::Fuzzy(word, most) => {
                self.words(|other| distance(word, other) <= usize::from(*most))
            }
        };
        Word {
            one,
            two,
            capitals: None,
        }
    }

    fn stands_for_concept(&self, term: &Term) -> bool {
        let named = |concepts: &Arc<Concepts>| {
            self.of_concept || stands_for_concept(concepts, std::slice::from_ref(term))
        };
        self.concepts.as_ref().is_some_and(named)
    }

    /// The closed spelling of two words.
    fn closed(&self, a: &Term, b: &Term) -> Part {
        let plain = |term: &Term| match term {
            Term::Word(word) => Some(word.clone()),
            Term::Capitals(word) if !self.of_concept => Some(fold(word).into_owned()),
            _ => None,
        };
        let one = match (plain(a), plain(b)) {
            (Some(a), Some(b)) if !self.exact && is_part(&a) && is_part(&b) => {
                self.stems(&format!("{a}{b}"))
            }
            _ => self.words(|_| false),
        };
        Part::Words(Words {
            words: vec![Word {
                one,
                ..Word::default()
            }],
            swaps: Vec::new(),
            slop: 0,
        })
    }

    fn words(&self, accepts: impl Fn(&str) -> bool) -> Set {
        self.texts.words.iter().map(|word| accepts(word)).collect()
    }

    fn stems(&self, word: &str) -> Set {
        let stem = stem(word);
        self.texts
            .stems
            .iter()
            .map(|other| *other == stem || other == word)
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

/// Tells whether a word fits an expression of letters, `.`, `?` and `*`, tried in every way.
fn fits(word: &[char], expression: &[char]) -> bool {
    let takes = |wanted: char| word.first().is_some_and(|c| wanted == '.' || wanted == *c);
    match expression {
        [] => word.is_empty(),
        [_, '?', rest @ ..] if fits(word, rest) => true,
        [wanted, '?', rest @ ..] => takes(*wanted) && fits(&word[1..], rest),
        [_, '*', rest @ ..] if fits(word, rest) => true,
        [wanted, '*', ..] => takes(*wanted) && fits(&word[1..], expression),
        [wanted, rest @ ..] => takes(*wanted) && fits(&word[1..], rest),
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
        Part::Words(words) => words_places(words, tokens),
        Part::Or(parts) => parts.iter().flat_map(|part| places(part, tokens)).collect(),
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
        Part::All | Part::And(_) | Part::Not(_) | Part::Tag(_) => {
            panic!("groups are taken apart before")
        }
    }
}

fn ends(choice: &Choice) -> (usize, usize) {
    let end = |word: Option<&usize>| *word.expect("a choice has words");
    (end(choice.first()), end(choice.last()))
}

fn word_places(word: &Word, tokens: &[Token]) -> Vec<Choice> {
    let single = |token: &Token| match &word.capitals {
        Some(capitals) => token.capitals.as_ref() == Some(capitals),
        None => word.one[token.word],
    };
    let mut found: Vec<Choice> = (0..tokens.len())
        .filter(|i| single(&tokens[*i]))
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

/// Tries every way to word a phrase.
fn words_places(wanted: &Words, tokens: &[Token]) -> Vec<Choice> {
    let Words { words, swaps, slop } = wanted;
    let parts: Vec<Vec<Choice>> = words.iter().map(|word| word_places(word, tokens)).collect();
    let swaps: Vec<_> = swaps
        .iter()
        .map(|(range, part)| (range, places(part, tokens)))
        .collect();
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
        for (range, places) in swaps.iter().filter(|(range, _)| range.start == at) {
            next.extend(places.iter().map(|place| (range.end, place.clone())));
        }
        for (after, part) in next {
            let start = ends(&part).0;
            let gap = match chosen.last() {
                None => gap,
                Some(last) if start > *last => gap + start - last - 1,
                Some(_) => continue,
            };
            if gap <= *slop {
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
    let values = values_of(&text.record, &text.paragraph, filter.field);
    let named = |wanted: &[String]| values.iter().any(|value| wanted.iter().any(|w| w == value));
    (filter.any_of.is_empty() || named(&filter.any_of)) && !named(&filter.none_of)
}
