//! Words of a text that several words of a query could be, and whether there are enough of them.
//!
//! `care NEAR/5 care*` wants two words. Where the two parts of a nearness overlap, it is told here
//! whether they share one. A place remembers which contested words it is made of. Places that
//! can be made up in too many ways remember only how many of each word they need; then they fit
//! together if the text has enough of them from the first word to the last. In a chain of single
//! words that comes to the same.

use std::rc::Rc;

use rustc_hash::FxHashMap as HashMap;

use crate::index::matching::occurrences::{Occurrences, Span};
use crate::index::matching::plan::Pattern;
use crate::index::matching::steps::{OutOfSteps, Steps};

/// The number of needs that are none.
pub(in crate::index) const NOTHING: u32 = 0;

/// A place may be made up in so many ways that are told apart.
const MOST_WAYS: usize = 16;

/// What it costs to remember something, in steps, as it takes more memory than other steps; and
/// besides for each word of a need.
const REMEMBERED: usize = 16;
const REMEMBERED_WORD: usize = 8;

/// A leaf that is needed, with the word that it stands at; none for any of the place.
type Need = (usize, Option<u32>);

/// Which words of a text more than one word of a pattern could be.
#[derive(Default)]
pub(in crate::index) struct Contest {
    /// Which leaves are contested; empty where none is.
    contested: Vec<bool>,
    /// Whether different leaves stand at one place.
    is_mixed: bool,
    /// Whether nothing but the number of words counts.
    is_counted: bool,
    /// Whether the text lacks words that nothing else could be.
    is_hopeless: bool,
    /// What is needed together, sorted, by number less one.
    needs: Vec<Rc<[Need]>>,
    numbers: HashMap<Rc<[Need]>, u32>,
    sums: HashMap<(u32, u32), u32>,
    known: HashMap<Span, bool>,
}

impl Contest {
    pub(in crate::index) fn new(
        pattern: &Pattern,
        text: &Occurrences,
        steps: &Steps,
    ) -> Result<Self, OutOfSteps> {
        let mut contest = Contest::default();
        if !pattern.can_overlap() {
            return Ok(contest);
        }
        let mut places: Vec<(u32, usize)> = Vec::new();
        let mut leaves = pattern.leaves();
        for leaf in &leaves {
            let leaf = *leaf;
            places.extend(text.leaves[leaf].iter().map(|place| (*place, leaf)));
        }
        steps.spend(places.len())?;
        places.sort_unstable();
        for pair in places.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            contest.contested.resize(text.leaves.len(), false);
            contest.contested[pair[0].1] = true;
            contest.contested[pair[1].1] = true;
            contest.is_mixed |= pair[0].1 != pair[1].1;
        }
        let is_chain = pattern.is_chain();
        contest.is_counted = !contest.is_mixed && is_chain;
        if is_chain {
            leaves.sort_unstable();
            let mut alike = leaves.chunk_by(|a, b| a == b);
            contest.is_hopeless = alike.any(|alike| text.leaves[alike[0]].len() < alike.len());
        }
        Ok(contest)
    }

    /// Tells whether the pattern stands nowhere, as the text has too few of its words.
    pub(in crate::index) fn is_hopeless(&self) -> bool {
        self.is_hopeless
    }

    /// Returns the number of the need for a leaf that stands at a place.
    pub(in crate::index) fn need(&mut self, leaf: usize, place: u32, steps: &Steps) -> Numbered {
        if !self.contested.get(leaf).is_some_and(|contested| *contested) {
            return Ok(NOTHING);
        }
        let at = (!self.is_counted).then_some(place);
        self.number(vec![(leaf, at)], steps)
    }

    fn number(&mut self, needs: Vec<Need>, steps: &Steps) -> Numbered {
        let needs: Rc<[Need]> = needs.into();
        if let Some(known) = self.numbers.get(&needs) {
            return Ok(*known);
        }
        steps.spend(REMEMBERED + REMEMBERED_WORD * needs.len())?;
        self.needs.push(needs.clone());
        let number = self.needs.len() as u32;
        self.numbers.insert(needs, number);
        Ok(number)
    }

    fn of(&self, number: u32) -> &[Need] {
        match number {
            NOTHING => &[],
            number => &self.needs[number as usize - 1],
        }
    }

    /// Returns the number of two needs together.
    pub(in crate::index) fn joined(&mut self, a: u32, b: u32, steps: &Steps) -> Numbered {
        if a == NOTHING || b == NOTHING {
            return Ok(a.max(b));
        }
        let key = (a.min(b), a.max(b));
        if let Some(sum) = self.sums.get(&key) {
            return Ok(*sum);
        }
        let mut both = [self.of(a), self.of(b)].concat();
        both.sort_unstable();
        let sum = self.number(both, steps)?;
        steps.spend(REMEMBERED)?;
        self.sums.insert(key, sum);
        Ok(sum)
    }

    /// Returns the same place, of which no more is remembered than how many words it needs.
    pub(in crate::index) fn counted(
        &mut self,
        place: &Span,
        steps: &Steps,
    ) -> Result<Span, OutOfSteps> {
        let needs = self.of(place.needs).iter();
        let counted: Vec<Need> = needs.map(|(leaf, _)| (*leaf, None)).collect();
        let needs = match counted.is_empty() {
            true => NOTHING,
            false => self.number(counted, steps)?,
        };
        Ok(Span { needs, ..*place })
    }

    /// Forgets of places that can be made up in too many ways which words they are made of;
    /// these are sorted, and so is what is returned.
    pub(in crate::index) fn thinned(
        &mut self,
        places: Vec<Span>,
        steps: &Steps,
    ) -> Result<Vec<Span>, OutOfSteps> {
        if self.needs.is_empty() {
            return Ok(places);
        }
        let mut thinned = Vec::with_capacity(places.len());
        for alike in places.chunk_by(|a, b| (a.start, a.end) == (b.start, b.end)) {
            if alike.len() <= MOST_WAYS {
                thinned.extend_from_slice(alike);
                continue;
            }
            let from = thinned.len();
            for place in alike {
                let counted = self.counted(place, steps)?;
                thinned.push(counted);
            }
            thinned[from..].sort_unstable();
        }
        thinned.dedup();
        Ok(thinned)
    }

    /// Tells whether the words of a place are enough for all that it needs.
    pub(in crate::index) fn is_enough(
        &mut self,
        place: &Span,
        text: &Occurrences,
        steps: &Steps,
    ) -> Result<bool, OutOfSteps> {
        if let Some(known) = self.known.get(place) {
            return Ok(*known);
        }
        let needs = self.of(place.needs);
        steps.spend(needs.len())?;
        let mut fixed: Vec<u32> = needs.iter().filter_map(|(_, at)| *at).collect();
        let words = fixed.len();
        fixed.sort_unstable();
        fixed.dedup();
        if words == needs.len() {
            return Ok(fixed.len() == words);
        }
        let inside = |leaf: usize| {
            let places = &text.leaves[leaf];
            let first = places.partition_point(|word| *word < place.start);
            let last = places.partition_point(|word| *word < place.end);
            &places[first..last]
        };
        let mut alike = needs.chunk_by(|a, b| a.0 == b.0);
        let mut is_enough =
            fixed.len() == words && alike.all(|alike| inside(alike[0].0).len() >= alike.len());
        if is_enough && self.is_mixed {
            let lists = needs.iter().map(|(leaf, at)| match at {
                Some(at) => std::slice::from_ref(at),
                None => inside(*leaf),
            });
            is_enough = each_has_its_own(&lists.collect::<Vec<_>>(), steps)?;
        }
        steps.spend(REMEMBERED)?;
        self.known.insert(*place, is_enough);
        Ok(is_enough)
    }
}

/// The number of needs, if there are steps enough to remember them.
type Numbered = Result<u32, OutOfSteps>;

/// Tells whether of several lists of words one each can be taken, none of them twice (the
/// augmenting paths of Kuhn, "The Hungarian method for the assignment problem", 1955).
fn each_has_its_own(lists: &[&[u32]], steps: &Steps) -> Result<bool, OutOfSteps> {
    let mut holders: HashMap<u32, usize> = HashMap::default();
    let mut held: Vec<Option<u32>> = vec![None; lists.len()];
    for list in 0..lists.len() {
        // Words that could be had if the list that reached them gave up its own for them.
        let mut reached: HashMap<u32, usize> = HashMap::default();
        let mut open = vec![list];
        let mut free = None;
        while let (Some(list), None) = (open.pop(), free) {
            for &word in lists[list] {
                steps.spend(1)?;
                if reached.contains_key(&word) {
                    continue;
                }
                reached.insert(word, list);
                match holders.get(&word) {
                    Some(holder) => open.push(*holder),
                    None => free = Some(word),
                }
            }
        }
        if free.is_none() {
            return Ok(false);
        }
        while let Some(word) = free {
            let list = reached[&word];
            holders.insert(word, list);
            free = held[list].replace(word);
        }
    }
    Ok(true)
}
