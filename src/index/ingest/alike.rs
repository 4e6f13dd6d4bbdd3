//! Which texts of many are alike, without comparing each with each.

use std::collections::HashMap;

use crate::index::answer::near::{ALIKE, ComparedReport, LACKING};

/// Groups of things that are joined two by two, directly or through others.
pub(super) struct Groups {
    /// Of each its parent in the group; a root is its own.
    parents: Vec<usize>,
}

impl Groups {
    /// Makes a group of each of so many things.
    pub(super) fn new(number: usize) -> Self {
        Groups {
            parents: (0..number).collect(),
        }
    }

    /// Returns what stands for the group of a thing.
    pub(super) fn find(&mut self, mut of: usize) -> usize {
        while self.parents[of] != of {
            // Halving the way keeps it short.
            self.parents[of] = self.parents[self.parents[of]];
            of = self.parents[of];
        }
        of
    }

    /// Joins the groups of two things.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.parents[a.max(b)] = a.min(b);
    }

    /// Joins everything that has the same key.
    pub(super) fn join_same<K: std::hash::Hash + Eq>(
        &mut self,
        keys: impl Iterator<Item = Option<K>>,
    ) {
        let mut first: HashMap<K, usize> = HashMap::new();
        for (at, key) in keys.enumerate() {
            if let Some(key) = key {
                self.join(*first.entry(key).or_insert(at), at);
            }
        }
    }

    /// Counts the groups.
    pub(super) fn count(&self) -> usize {
        let roots = self.parents.iter().enumerate();
        roots.filter(|(at, parent)| at == *parent).count()
    }

    /// Joins texts that are alike.
    ///
    /// A text that is alike enough lacks at most one in [`LACKING`] runs of words of the other, so
    /// that of any so many and one of them they share one. Those are chosen that fewest texts have
    /// (Chaudhuri et al., "A primitive operator for similarity joins", 2006), and only texts that
    /// share one are compared.
    pub(super) fn join_alike(&mut self, texts: &[Option<ComparedReport>]) {
        let runs = |at: usize| texts[at].as_ref().map(ComparedReport::runs);
        self.join_same((0..texts.len()).map(runs));
        let shared = shared((0..texts.len()).filter_map(runs));
        // Most runs are of one text alone, which nothing is remembered of.
        let bearers = |run: &u64| shared.get(run).copied().unwrap_or(1);
        let mut having: HashMap<u64, Vec<usize>> = HashMap::new();
        let mut compared = vec![usize::MAX; texts.len()];
        for (at, text) in texts.iter().enumerate() {
            let Some(text) = text else { continue };
            let mut rare = text.runs().to_vec();
            rare.sort_unstable_by_key(|run| (bearers(run), *run));
            rare.truncate(rare.len() / LACKING + 1);
            for run in rare.into_iter().filter(|run| shared.contains_key(run)) {
                let others = having.entry(run).or_default();
                for &other in &*others {
                    if compared[other] == at || self.find(other) == self.find(at) {
                        continue;
                    }
                    compared[other] = at;
                    let other_text = texts[other].as_ref();
                    if other_text.is_some_and(|it| it.resemblance(text) >= ALIKE) {
                        self.join(other, at);
                    }
                }
                others.push(at);
            }
        }
    }
}

/// Counts the texts that have each run, of those that several have. The runs of a text are each there
/// once.
fn shared<'t>(texts: impl Iterator<Item = &'t [u64]>) -> HashMap<u64, u32> {
    let mut all: Vec<u64> = Vec::new();
    texts.for_each(|runs| all.extend(runs));
    all.sort_unstable();
    let several = all.chunk_by(u64::eq).filter(|same| same.len() > 1);
    several.map(|same| (same[0], same.len() as u32)).collect()
}

#[cfg(test)]
mod tests {
    use super::Groups;
    use crate::index::answer::near::{ALIKE, ComparedReport};
    use crate::index::tests::report;

    fn text(words: &str) -> ComparedReport {
        ComparedReport::new(&report("aford", "2024-01-05", &[words]).1)
    }

    #[test]
    fn finds_what_comparing_each_with_each_finds() {
        // Forty words each, of which some are of the text alone.
        let words: Vec<String> = (0..60)
            .map(|number| {
                let word = |at: u32| match (number * 7 + at * at) % 40 < number % 9 {
                    true => format!("own{number}at{at}"),
                    false => format!("word{at}of{}", number % 4),
                };
                (0..40).map(word).collect::<Vec<_>>().join(" ")
            })
            .chain([String::new(), String::new(), "short".to_owned()])
            .collect();
        let texts: Vec<_> = words.iter().map(|words| Some(text(words))).collect();
        let mut expected = Groups::new(texts.len());
        for a in 0..texts.len() {
            for b in 0..a {
                let (one, other) = (texts[a].as_ref().unwrap(), texts[b].as_ref().unwrap());
                if one.resemblance(other) >= ALIKE {
                    expected.join(a, b);
                }
            }
        }
        let mut found = Groups::new(texts.len());
        found.join_alike(&texts);
        let (number, most) = (expected.count(), texts.len());
        assert!(number > 10 && number < most - 10, "{number} of {most}");
        for at in 0..texts.len() {
            assert_eq!(found.find(at), expected.find(at), "{at}");
        }
    }

    #[test]
    fn what_could_not_be_read_is_like_nothing() {
        let mut groups = Groups::new(3);
        groups.join_alike(&[None, Some(text("one two three four")), None]);
        assert_eq!(groups.count(), 3);
    }
}
