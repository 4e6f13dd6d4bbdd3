//! Compounds in the texts whose phrases are counted: the ways in which a phrase may be written.

use std::collections::{HashMap, HashSet};

use crate::index::TokenStreams;

/// So many spellings of a phrase are asked for; more compounds than that meet in no phrase.
const MAX_SPELLINGS: usize = 64;

/// The compounds that some texts write closed and whose parts were counted, with the company in
/// which each stands: a phrase that begins or ends inside one is asked for with it only where
/// the texts have the whole.
pub(super) struct Compounds {
    /// The closed word and its two parts, sorted.
    parts: Vec<(u32, (u32, u32))>,
    /// A word and the closed one that follows it.
    before: HashSet<(u32, u32)>,
    /// A closed word and the one that follows it.
    after: HashSet<(u32, u32)>,
}

impl Compounds {
    /// Looks for the company of the compounds of some texts.
    pub(super) fn of(streams: &TokenStreams) -> Self {
        let texts = (0..streams.ends.len()).map(|at| &streams.tokens[streams.range(at)]);
        Compounds::among(streams.compounds(), streams.words.len(), texts)
    }

    /// Looks for the company of compounds in texts made of so many different words.
    fn among<'t>(
        parts: Vec<(u32, (u32, u32))>,
        words: usize,
        texts: impl Iterator<Item = &'t [u32]>,
    ) -> Self {
        let closed_of: HashMap<(u32, u32), u32> = parts
            .iter()
            .map(|(closed, pair)| (*pair, *closed))
            .collect();
        let mut begins = vec![false; words];
        for (_, (first, _)) in &parts {
            begins[*first as usize] = true;
        }
        let (mut before, mut after) = (HashSet::new(), HashSet::new());
        for text in texts {
            for (at, pair) in text.windows(2).enumerate() {
                if !begins[pair[0] as usize] {
                    continue;
                }
                let Some(closed) = closed_of.get(&(pair[0], pair[1])) else {
                    continue;
                };
                if let Some(word) = at.checked_sub(1) {
                    before.insert((text[word], *closed));
                }
                if let Some(word) = text.get(at + 2) {
                    after.insert((*closed, *word));
                }
            }
        }
        Compounds {
            parts,
            before,
            after,
        }
    }

    /// Lists the ways in which the texts may spell a phrase, its own first.
    pub(super) fn spellings(&self, phrase: &[u32]) -> Vec<Vec<u32>> {
        let mut ways: Vec<(usize, Vec<u32>)> = vec![(0, Vec::new())];
        // A phrase may begin or end inside a word that is written closed.
        for (closed, (_, second)) in &self.parts {
            let followed = |next: &u32| self.after.contains(&(*closed, *next));
            if *second == phrase[0] && phrase.get(1).is_none_or(followed) {
                ways.push((1, vec![*closed]));
            }
        }
        let mut done = Vec::new();
        while let Some((at, way)) = ways.pop() {
            if done.len() + ways.len() >= MAX_SPELLINGS {
                break;
            }
            let Some(token) = phrase.get(at) else {
                done.push(way);
                continue;
            };
            for (closed, (_, second)) in self.parts.iter().filter(|(_, pair)| pair.0 == *token) {
                let follows = || {
                    let word = at.checked_sub(1).map(|before| phrase[before]);
                    word.is_none_or(|word| self.before.contains(&(word, *closed)))
                };
                match phrase.get(at + 1) {
                    Some(next) if next != second => {}
                    None if !follows() => {}
                    next => {
                        let taken = at + 1 + usize::from(next.is_some());
                        ways.push((taken, [&way[..], &[*closed]].concat()));
                    }
                }
            }
            ways.push((at + 1, [&way[..], &[*token]].concat()));
        }
        done.sort_by_key(|way| (way != phrase, way.clone()));
        done.dedup();
        done
    }
}

#[cfg(test)]
mod tests {
    use super::Compounds;

    #[test]
    fn a_phrase_is_asked_for_in_the_spellings_that_the_texts_have() {
        let words = [
            "anti",
            "antisocial",
            "case",
            "casework",
            "good",
            "plan",
            "social",
            "work",
            "workers",
            "workplan",
        ];
        let number = |word: &str| words.iter().position(|it| *it == word).unwrap() as u32;
        let tokens = |text: &str| text.split(' ').map(number).collect::<Vec<u32>>();
        let compounds = [
            ("antisocial", "anti", "social"),
            ("casework", "case", "work"),
            ("workplan", "work", "plan"),
        ];
        let parts = compounds.map(|(closed, a, b)| (number(closed), (number(a), number(b))));
        let check = |texts: &[&str], phrase: &str, expected: &str| {
            let texts: Vec<Vec<u32>> = texts.iter().map(|text| tokens(text)).collect();
            let texts = texts.iter().map(Vec::as_slice);
            let compounds = Compounds::among(parts.to_vec(), words.len(), texts);
            let spellings = compounds.spellings(&tokens(phrase));
            let spelt = |tokens: &Vec<u32>| {
                let words: Vec<&str> = tokens.iter().map(|at| words[*at as usize]).collect();
                words.join(" ")
            };
            let spellings: Vec<String> = spellings.iter().map(spelt).collect();
            assert_eq!(spellings.join(" | "), expected, "{phrase}");
        };
        // No text has an antisocial worker.
        check(
            &["anti social", "good social workers"],
            "social workers",
            "social workers",
        );
        check(
            &["anti social workers"],
            "social workers",
            "social workers | antisocial workers",
        );
        // What ends one text and begins the next is no neighbour.
        check(
            &["anti social", "workers good"],
            "social workers",
            "social workers",
        );
        check(
            &["social work plan", "work good"],
            "social work",
            "social work | social workplan",
        );
        check(
            &["good work plan", "social work"],
            "social work",
            "social work",
        );
        // Parts that are both inside are written in one or two.
        check(&["case work"], "case work", "case work | casework");
        // A single word has no neighbours that could tell.
        check(&["case work"], "work", "work | casework | workplan");
    }
}
