//! One spelling for each compound: what is counted must not depend on a hyphen.
//!
//! A hyphen parts words as a space does, so `life-story` and `life story` are alike already.
//! The closed form `lifestory` is opened where this index has the open one at least as often.
//! Where the closed form prevails, as in `workforce`, a stray `work force` stays as it is: it
//! could not be closed up without a phrase that ends in `work` losing what a search for it finds.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::index::lowering::compound::is_part;

/// A word read from a text, and of how many words of the text it is made: none where it is the
/// second half of the word before.
pub(in crate::index) type Unified = (u32, u8);

/// The compounds that an index spells both ways, by the numbers of their words.
#[derive(Debug, Clone, Default)]
pub(in crate::index) struct Spellings {
    /// Closed words that are written open.
    opened: FxHashMap<u32, (u32, u32)>,
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
        // Few words are a part of any, and the rest is not looked up.
        let (mut firsts, mut seconds) = (vec![false; words.len()], vec![false; words.len()]);
        for (first, second) in pairs.keys() {
            firsts[*first as usize] = true;
            seconds[*second as usize] = true;
        }
        let mut single = vec![0_u64; words.len()];
        let mut open: FxHashMap<(u32, u32), u64> = FxHashMap::default();
        for text in texts {
            let mut after_first = None;
            for &word in text {
                single[word as usize] += 1;
                if let Some(first) = after_first
                    && seconds[word as usize]
                    && pairs.contains_key(&(first, word))
                {
                    *open.entry((first, word)).or_default() += 1;
                }
                after_first = firsts[word as usize].then_some(word);
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
            match self.opened_at(word) {
                None => unified.push((word, 1)),
                Some((a, b)) => unified.extend([(a, 1), (b, 0)]),
            }
        }
    }

    /// Appends the words of a text in one spelling.
    pub(in crate::index) fn append(&self, text: &[u32], words: &mut Vec<u32>) {
        words.reserve(text.len());
        for word in text {
            match self.opened_at(*word) {
                None => words.push(*word),
                Some((a, b)) => words.extend([a, b]),
            }
        }
    }

    fn opened_at(&self, word: u32) -> Option<(u32, u32)> {
        match self.opens[word as usize] {
            true => self.opened.get(&word).copied(),
            false => None,
        }
    }

    /// Lists the closed words that are opened, with their two parts.
    pub(in crate::index) fn opened(&self) -> impl Iterator<Item = (u32, (u32, u32))> {
        self.opened.iter().map(|(closed, pair)| (*closed, *pair))
    }
}

/// Lists pairs of words that are another word when written together.
fn possible(words: &[String]) -> FxHashMap<(u32, u32), u32> {
    let mut pairs = FxHashMap::default();
    // The words that the word before begins with, and that word: all that another word may begin with.
    let mut beginnings: Vec<(&str, u32)> = Vec::new();
    for (closed, number) in words.iter().zip(0..) {
        while beginnings
            .last()
            .is_some_and(|(it, _)| !closed.starts_with(*it))
        {
            beginnings.pop();
        }
        for (a, first) in &beginnings {
            let b = &closed[a.len()..];
            if is_part(a)
                && is_part(b)
                && let Ok(second) = words.binary_search_by(|word| word.as_str().cmp(b))
            {
                pairs.insert((*first, second as u32), number);
            }
        }
        beginnings.push((closed, number));
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
