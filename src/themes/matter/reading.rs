//! What an item asks for, read from its words.

use super::table::Table;
use super::terms::{Found, Word};
use crate::query::fold::{fold, words};

/// So many words that say something may stand before a practice that an item is about.
const ABOUT: usize = 4;
/// What an item is for is not looked for among its first words.
const OPENING: usize = 2;

/// What an improvement item asks for: which practices, for which children, of what quality.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matter {
    /// Practices that count wherever they are named, by number.
    pub(super) named: Vec<Named>,
    /// Practices that an item begins with or names besides.
    pub(super) leading: Vec<Leading>,
    /// Children, by number, sorted.
    pub(super) children: Vec<usize>,
    /// Qualities, by number, sorted.
    pub(super) qualities: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) practice: usize,
    /// Whether the item is about it, or names it aside.
    pub(super) is_about: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leading {
    pub(super) practice: usize,
    /// Whether the item, or a sentence of it, begins with it.
    pub(super) leads: bool,
    /// What narrow practices and children stand in the same sentence, sorted.
    pub(super) narrowed: Vec<Narrow>,
}

/// What sets an item apart from those about a leading practice alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Narrow {
    Practice(usize),
    Children(usize),
}

impl Matter {
    /// Reads an item. What stands in brackets is left out: places of paragraphs, names told twice.
    ///
    /// ```
    /// use findings::themes::Matter;
    /// let item = "The timeliness of life-story work for children in care, so that plans progress.";
    /// assert_eq!(Matter::of(item).practices(), ["life-story work"]);
    /// ```
    pub fn of(text: &str) -> Self {
        let table = Table::builtin();
        let mut matter = Matter::default();
        for sentence in sentences(text) {
            let asked = asked(table, &sentence);
            matter.read(table, &sentence[..asked]);
            let qualities = table.quality_terms.find(&sentence).into_iter();
            matter.qualities.extend(qualities.map(|found| found.owner));
        }
        for owners in [&mut matter.children, &mut matter.qualities] {
            owners.sort_unstable();
            owners.dedup();
        }
        matter
    }

    /// Lists the names of its practices, those it is about and leads with first.
    pub fn practices(&self) -> Vec<&'static str> {
        let named = self
            .named
            .iter()
            .map(|named| (named.is_about, named.practice));
        let leading = self
            .leading
            .iter()
            .map(|leading| (leading.leads, leading.practice));
        let mut practices: Vec<_> = named.chain(leading).collect();
        practices.sort_by_key(|(comes_first, _)| !comes_first);
        let mut names: Vec<&str> = Vec::new();
        for (_, practice) in practices {
            let name = Table::builtin().practices[practice].name.as_str();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Tells whether it names no practice that is known.
    pub fn is_unknown(&self) -> bool {
        self.named.is_empty() && self.leading.is_empty()
    }

    /// Tells whether it names a practice, however.
    pub(super) fn names(&self, practice: usize) -> bool {
        let mut named = self.named.iter();
        let mut leading = self.leading.iter();
        named.any(|named| named.practice == practice)
            || leading.any(|leading| leading.practice == practice)
    }

    /// Reads what a sentence asks for.
    fn read(&mut self, table: &Table, words: &[Word]) {
        let found = table.practice_terms.find(words);
        let children = table.children_terms.find(words);
        let children = children.into_iter().map(|found| found.owner);
        let children: Vec<usize> = children.collect();
        let mut sentence = Sentence {
            table,
            words,
            read: 0,
            named_before: false,
            led_before: false,
        };
        for practice in &found {
            let Some(kind) = table.practices.get(practice.owner) else {
                continue;
            };
            match kind.leading {
                None => {
                    let is_about = sentence.is_about(practice);
                    self.name(practice.owner, is_about);
                }
                Some(within) => self.leading.push(Leading {
                    practice: practice.owner,
                    leads: sentence.leads(practice, within),
                    narrowed: narrowed(table, practice.owner, &found, &children),
                }),
            }
        }
        self.children.extend(children);
    }

    fn name(&mut self, practice: usize, is_about: bool) {
        let mut named = self.named.iter_mut();
        match named.find(|named| named.practice == practice) {
            Some(named) => named.is_about |= is_about,
            None => self.named.push(Named { practice, is_about }),
        }
    }
}

/// A sentence as it is read from left to right.
struct Sentence<'a> {
    table: &'a Table,
    words: &'a [Word],
    /// So many of its words are read.
    read: usize,
    /// Whether a practice was named that counts wherever it is.
    named_before: bool,
    /// Whether the last practice led, or was such a one.
    led_before: bool,
}

impl Sentence<'_> {
    /// Tells whether an item is about a practice: it stands near the beginning, in a list, or next
    /// to another.
    fn is_about(&mut self, found: &Found) -> bool {
        let at = found.words.start;
        let before = &self.words[..at];
        let is_listed = |word: &Word| ["including", "include"].contains(&word.folded.as_str());
        let is_about = self.telling(0, at) <= ABOUT
            || self.read == at
            || self.words[self.read..=at].iter().any(|word| word.parted)
            || self.words[self.read..at].iter().any(is_joining)
            || before.iter().any(is_listed);
        self.read = found.words.end;
        self.named_before = true;
        self.led_before = true;
        is_about
    }

    /// Tells whether a sentence begins with a practice, or with another that is joined to it.
    fn leads(&mut self, found: &Found, within: usize) -> bool {
        let at = found.words.start;
        let telling = self.telling(self.read, at);
        let next = &self.words[self.read];
        let is_joined = self.led_before
            && self.read > 0
            && telling <= 1
            && (self.read == at || next.parted || is_joining(next));
        let leads = (!self.named_before && telling <= within) || is_joined;
        self.read = found.words.end;
        self.led_before = leads;
        leads
    }

    /// Counts the words that say something.
    fn telling(&self, from: usize, to: usize) -> usize {
        let words = self.words[from..to].iter();
        words
            .filter(|word| !self.table.is_filler(&word.folded))
            .count()
    }
}

fn is_joining(word: &Word) -> bool {
    ["and", "or"].contains(&word.folded.as_str())
}

/// Lists what narrow practices and children stand beside a leading practice.
fn narrowed(table: &Table, practice: usize, found: &[Found], children: &[usize]) -> Vec<Narrow> {
    let practices = found.iter().map(|found| found.owner);
    let practices = practices.filter(|owner| *owner != practice);
    let practices = practices.filter(|owner| {
        let practice = table.practices.get(*owner);
        practice.is_some_and(|practice| practice.narrow)
    });
    let children = children
        .iter()
        .filter(|owner| table.children[**owner].narrow);
    let mut narrowed: Vec<Narrow> = practices.map(Narrow::Practice).collect();
    narrowed.extend(children.map(|owner| Narrow::Children(*owner)));
    narrowed.sort_unstable();
    narrowed.dedup();
    narrowed
}

/// Returns how many words of a sentence say what is asked for; the rest says what for.
fn asked(table: &Table, sentence: &[Word]) -> usize {
    (OPENING..sentence.len())
        .find(|at| table.purposes.longest(sentence, *at).is_some())
        .unwrap_or(sentence.len())
}

/// Parts a text into sentences of words, without what stands in brackets.
fn sentences(text: &str) -> Vec<Vec<Word>> {
    let mut sentences = vec![Vec::new()];
    let (mut end, mut open) = (0, 0usize);
    for span in words(text) {
        let between = &text[end..span.start];
        let within = open;
        open = between.chars().fold(open, |open, c| match c {
            '(' => open + 1,
            ')' => open.saturating_sub(1),
            _ => open,
        });
        end = span.end;
        let ends =
            between.trim_end().ends_with(['.', ';']) && between.ends_with(char::is_whitespace);
        if ends && within == 0 {
            sentences.push(Vec::new());
        }
        if open > 0 {
            continue;
        }
        if let Some(sentence) = sentences.last_mut() {
            sentence.push(Word {
                folded: fold(&text[span]).into_owned(),
                parted: between.contains([',', ':', '–', '\n']),
            });
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(Matter::of(text).practices(), expected, "{text}");
    }

    #[test]
    fn practices_are_named_by_the_longest_term() {
        check(
            "Ensure that personal education plans are of a good quality.",
            &["personal education plans"],
        );
        check(
            "The quality of assessments and plans.",
            &["assessments", "plans"],
        );
        check("The help that families are offered.", &[]);
    }

    #[test]
    fn what_an_item_is_for_names_nothing() {
        check(
            "The frequency of visits, so that plans and assessments progress.",
            &["visits"],
        );
        check("To ensure that plans progress.", &["plans"]);
    }

    #[test]
    fn a_leading_practice_stands_at_the_beginning() {
        let leads = |text: &str| {
            let leading = Matter::of(text).leading;
            leading
                .iter()
                .map(|leading| leading.leads)
                .collect::<Vec<_>>()
        };
        assert_eq!(leads("The quality of written plans."), [true]);
        assert_eq!(leads("Assessments, plans and records."), [true; 3]);
        assert_eq!(
            leads("Awareness among foster families of what is written in plans."),
            [false]
        );
        let narrowed = Matter::of("Oversight of children in unregistered homes.");
        assert_eq!(narrowed.leading[0].narrowed.len(), 1);
    }

    #[test]
    fn brackets_are_left_out_and_sentences_stand_alone() {
        let sentences = sentences("Ensure (see plans; paragraph 4) visits. Improve records, too.");
        let texts = sentences.iter().map(|sentence| {
            let words = sentence.iter().map(|word| word.folded.as_str());
            words.collect::<Vec<_>>().join(" ")
        });
        let texts: Vec<_> = texts.collect();
        assert_eq!(texts, ["ensure visits", "improve records too"]);
        assert!(sentences[1][2].parted);
    }
}
