//! One spelling for each compound: what is counted must not depend on a hyphen.
//!
//! A hyphen parts words as a space does, so `life-story` and `life story` are alike already.
//! The closed form `lifestory` is opened where this index has the open one at least as often.
//! Where the closed form prevails, as in `workforce`, a stray `work force` stays as it is: it
//! could not be closed up without a phrase that ends in `work` losing what a search for it finds.

use std::collections::{BTreeMap, HashMap};

use crate::index::lowering::compound::is_part;

/// A word read from a text, and of how many words of the text it is made: none where it is the
/// second half of the word before.
pub(in crate::index) type Unified = (u32, u8);

/// The compounds that an index spells both ways, by the numbers of their words.
#[derive(Debug, Clone, Default)]
pub(in crate::index) struct Spellings {
    /// Closed words that are written open.
    opened: HashMap<u32, (u32, u32)>,
    /// For each word whether it is one of these.
    opens: Vec<bool>,
}

impl Spellings {
    /// Finds the compounds among some words, which are sorted, in texts made of their numbers.
    pub(in crate::index) fn find<'t>(
        words: &[String],
        texts: impl Iterator<Item = &'t [u32]> + Clone,
    ) -> Spellings {
        let pairs = possible(words);
        let mut seconds = vec![false; words.len()];
        for (_, second) in pairs.keys() {
            seconds[*second as usize] = true;
        }
        let mut single = vec![0_u64; words.len()];
        let mut open: HashMap<(u32, u32), u64> = HashMap::new();
        for text in texts {
            for (at, &word) in text.iter().enumerate() {
                single[word as usize] += 1;
                if seconds[word as usize] && at > 0 && pairs.contains_key(&(text[at - 1], word)) {
                    *open.entry((text[at - 1], word)).or_default() += 1;
                }
            }
        }
        // The commonest way of parting a closed word is its open spelling.
        let mut best: BTreeMap<u32, (u64, (u32, u32))> = BTreeMap::new();
        for (pair, count) in open {
            let closed = pairs[&pair];
            let entry = best.entry(closed).or_insert((count, pair));
            if (count, pair) > *entry {
                *entry = (count, pair);
            }
        }
        let mut spellings = Spellings {
            opens: vec![false; words.len()],
            ..Spellings::default()
        };
        for (closed, (count, pair)) in best {
            if count >= single[closed as usize] {
                spellings.opened.insert(closed, pair);
                spellings.opens[closed as usize] = true;
            }
        }
        spellings
    }

    /// Brings the words of a text to one spelling.
    pub(in crate::index) fn unify(
        &self,
        text: impl Iterator<Item = u32>,
        unified: &mut Vec<Unified>,
    ) {
        unified.clear();
        for word in text {
            if !self.opens[word as usize] {
                unified.push((word, 1));
            } else if let Some(&(a, b)) = self.opened.get(&word) {
                unified.extend([(a, 1), (b, 0)]);
            }
        }
    }

    /// Lists the closed words that are opened, with their two parts.
    pub(in crate::index) fn opened(&self) -> impl Iterator<Item = (u32, (u32, u32))> {
        self.opened.iter().map(|(closed, pair)| (*closed, *pair))
    }
}

/// Lists pairs of words that are another word when written together.
fn possible(words: &[String]) -> HashMap<(u32, u32), u32> {
    let numbers: HashMap<&str, u32> = words.iter().map(String::as_str).zip(0..).collect();
    let mut pairs = HashMap::new();
    for (closed, number) in words.iter().zip(0..) {
        for (at, _) in closed.char_indices().skip(1) {
            let (a, b) = closed.split_at(at);
            if let (Some(&first), Some(&second)) = (numbers.get(a), numbers.get(b))
                && is_part(a)
                && is_part(b)
            {
                pairs.insert((first, second), number);
            }
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::Spellings;

    /// Unifies the last of some texts; each word stands with its number of words in the text.
    fn check(texts: &[&str], expected: &str) {
        let mut words: Vec<String> = texts
            .iter()
            .flat_map(|text| text.split(' ').map(str::to_owned))
            .collect();
        words.sort();
        words.dedup();
        let number = |word: &str| words.binary_search(&word.to_owned()).unwrap() as u32;
        let numbered: Vec<Vec<u32>> = texts
            .iter()
            .map(|text| text.split(' ').map(number).collect())
            .collect();
        let spellings = Spellings::find(&words, numbered.iter().map(Vec::as_slice));
        let mut unified = Vec::new();
        let last = numbered.last().unwrap();
        spellings.unify(last.iter().copied(), &mut unified);
        let said: Vec<String> = unified
            .iter()
            .map(|(word, width)| format!("{}{width}", words[*word as usize]))
            .collect();
        assert_eq!(said.join(" "), expected, "{texts:?}");
    }

    #[test]
    fn the_commoner_spelling_wins() {
        check(
            &["life story work", "their life story", "good lifestory work"],
            "good1 life1 story0 work1",
        );
        check(
            &["a workforce", "the workforce", "a stable work force plan"],
            "a1 stable1 work1 force1 plan1",
        );
    }

    #[test]
    fn words_that_stand_apart_nowhere_stay_whole() {
        check(&["care is fully planned", "carefully"], "carefully1");
        check(&["with in", "within"], "within1");
    }
}
