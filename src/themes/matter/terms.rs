//! Terms: words in their order, of which some may have any ending and some may stand apart.

use std::collections::HashMap;
use std::ops::Range;

/// So many words may stand at a gap of a term.
const GAP: usize = 3;
/// So many bytes of its first word a term with any ending has at least.
const STEM: usize = 3;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its folded form.
    pub(super) folded: String,
    /// Whether a comma, a colon or a dash stands before it.
    pub(super) parted: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Word(String),
    Beginning(String),
    Gap,
}

impl Part {
    fn of(text: &str) -> Self {
        match (text, text.strip_suffix('*')) {
            ("..", _) => Part::Gap,
            (_, Some(beginning)) => Part::Beginning(beginning.to_owned()),
            (word, None) => Part::Word(word.to_owned()),
        }
    }

    fn takes(&self, word: &Word) -> bool {
        match self {
            Part::Word(wanted) => *wanted == word.folded,
            Part::Beginning(wanted) => word.folded.starts_with(wanted.as_str()),
            Part::Gap => false,
        }
    }
}

#[derive(Debug, Clone)]
struct Term {
    owner: usize,
    parts: Vec<Part>,
}

/// Terms of many owners, found by their first word.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    by_word: HashMap<String, Vec<Term>>,
    /// Those whose first word has any ending, by its first bytes.
    by_beginning: HashMap<String, Vec<Term>>,
}

/// What a text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) owner: usize,
    pub(super) words: Range<usize>,
}

impl Terms {
    /// Adds a term: words, beginnings with `*`, and `..` for words between.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn add(&mut self, owner: usize, text: &str) -> Result<(), String> {
        let parts: Vec<Part> = text.split_whitespace().map(Part::of).collect();
        let gap_at_end = matches!(parts.last(), None | Some(Part::Gap));
        let double = parts.windows(2).any(|two| two == [Part::Gap, Part::Gap]);
        let (terms, key) = match parts.first() {
            Some(Part::Word(word)) => (&mut self.by_word, word.clone()),
            Some(Part::Beginning(word)) if word.is_char_boundary(STEM) && word.len() >= STEM => {
                (&mut self.by_beginning, word[..STEM].to_owned())
            }
            Some(Part::Beginning(_)) => {
                return Err(format!("`{text}` needs {STEM} letters before `*`"));
            }
            _ => return Err(format!("`{text}` begins with no word")),
        };
        if gap_at_end || double {
            return Err(format!("`{text}` has no word behind `..`"));
        }
        terms.entry(key).or_default().push(Term { owner, parts });
        Ok(())
    }

    /// Finds the longest term that begins at a word; of terms as long that of the first owner.
    pub(super) fn longest(&self, words: &[Word], at: usize) -> Option<Found> {
        let first = &words.get(at)?.folded;
        let exact = self.by_word.get(first);
        let open = first
            .get(..STEM)
            .and_then(|stem| self.by_beginning.get(stem));
        let terms = exact.into_iter().chain(open).flatten();
        let ends = terms.filter_map(|term| Some((end(&term.parts, words, at)?, term.owner)));
        let (end, owner) = ends.max_by_key(|(end, owner)| (*end, std::cmp::Reverse(*owner)))?;
        Some(Found {
            owner,
            words: at..end,
        })
    }

    /// Finds what a text says from left to right, no word in two terms.
    pub(super) fn find(&self, words: &[Word]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let Some(longest) = self.longest(words, at) else {
                at += 1;
                continue;
            };
            at = longest.words.end;
            found.push(longest);
        }
        found
    }
}

/// Finds where a term ends that begins at a word; at a gap the nearest word counts.
fn end(parts: &[Part], words: &[Word], at: usize) -> Option<usize> {
    let mut at = at;
    let mut may_skip = 0;
    for part in parts {
        if *part == Part::Gap {
            may_skip = GAP;
            continue;
        }
        let among = words.get(at..)?.iter().take(may_skip);
        at += among.take_while(|word| !part.takes(word)).count();
        if !part.takes(words.get(at)?) {
            return None;
        }
        at += 1;
        may_skip = 0;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        let words = text.split(' ').map(|word| Word {
            folded: word.to_owned(),
            parted: false,
        });
        words.collect()
    }

    #[test]
    fn the_longest_term_takes_its_words() {
        let mut terms = Terms::default();
        for (owner, term) in [
            (0, "plan*"),
            (1, "personal education plan*"),
            (2, "recruit* .. carers"),
        ] {
            terms.add(owner, term).unwrap();
        }
        let check = |text: &str, expected: &[(usize, Range<usize>)]| {
            let found = terms.find(&words(text)).into_iter();
            let found: Vec<_> = found.map(|found| (found.owner, found.words)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check(
            "personal education plans and plans",
            &[(1, 0..3), (0, 4..5)],
        );
        check("personal planning", &[(0, 1..2)]);
        check("recruitment of more foster carers", &[(2, 0..5)]);
        check("recruit carers", &[(2, 0..2)]);
        check("recruit as many of the carers", &[]);
        check("recruit", &[]);
    }

    #[test]
    fn a_term_that_cannot_match_is_told() {
        let mut terms = Terms::default();
        let mut check = |term: &str, message: &str| {
            assert_eq!(terms.add(0, term).unwrap_err(), message);
        };
        check("", "`` begins with no word");
        check(".. plan", "`.. plan` begins with no word");
        check("plan ..", "`plan ..` has no word behind `..`");
        check("a .. .. b", "`a .. .. b` has no word behind `..`");
        check("pl*", "`pl*` needs 3 letters before `*`");
    }
}
