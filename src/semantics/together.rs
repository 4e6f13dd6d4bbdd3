//! Phrases that mean the same, gathered.

use std::collections::HashMap;

use super::asked::{contains, stems};
use super::thesaurus::Thesaurus;

/// Phrases stand together if any two of them are so like.
const LIKE: f32 = 0.65;

/// A phrase as it is gathered.
struct Phrase {
    stems: Vec<String>,
    /// Its place in the thesaurus; what is only known by its parts is likened to nothing.
    unit: Option<usize>,
}

/// Gathers phrases that mean the same: inflections of each other, and those of which any two are alike,
/// or spelt out by each other in texts, and no parts of one run of words (complete linkage). `apart`
/// tells of two whether they mostly stand apart: what stands together keeps the same company and is
/// seldom the same. Returns their numbers: groups in the order of their first phrases, and so the
/// phrases of each.
pub fn together(
    thesaurus: &Thesaurus,
    phrases: &[String],
    apart: &dyn Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    let phrases: Vec<Phrase> = phrases
        .iter()
        .map(|phrase| Phrase {
            stems: stems(phrase),
            unit: thesaurus.find(phrase),
        })
        .collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut inflected: HashMap<&[String], usize> = HashMap::new();
    for (at, phrase) in phrases.iter().enumerate() {
        let means_all = |group: &Vec<usize>| {
            let means =
                |member: &usize| phrase.means(&phrases[*member], thesaurus) && apart(*member, at);
            group.iter().all(means)
        };
        let known = inflected.get(&*phrase.stems).copied();
        let group = known.or_else(|| groups.iter().position(means_all));
        let group = group.unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(at);
        inflected.entry(&phrase.stems).or_insert(group);
    }
    groups
}

impl Phrase {
    /// Tells whether it means the same as another, as far as the company of both tells.
    fn means(&self, other: &Phrase, thesaurus: &Thesaurus) -> bool {
        let (Some(unit), Some(of)) = (self.unit, other.unit) else {
            return false;
        };
        let is_spelt = || thesaurus.spelt(unit).any(|spelt| spelt == of);
        (thesaurus.alike(unit, of) >= LIKE || is_spelt())
            && !self.meets(other)
            && !other.meets(self)
    }

    /// Tells whether it can be a part of one run of words with another that begins in it.
    fn meets(&self, other: &Phrase) -> bool {
        let (own, other) = (&self.stems, &other.stems);
        contains(own, other) || (1..own.len()).any(|from| other.starts_with(&own[from..]))
    }
}

#[cfg(test)]
mod tests {
    use super::super::thesaurus::{Thesaurus, lengths};
    use super::together;

    /// A thesaurus of names that keep one of three companies each.
    fn thesaurus(names: &[(&str, [i8; 3])]) -> Thesaurus {
        let mut names = names.to_vec();
        names.sort_unstable();
        let vectors: Vec<i8> = names.iter().flat_map(|(_, vector)| *vector).collect();
        Thesaurus {
            made_of: Vec::new(),
            counts: vec![20; names.len()],
            dimensions: 3,
            tokens: 1000,
            common: vec![0.0; 3],
            lengths: lengths(&vectors, 3),
            vectors,
            spelt: Vec::new(),
            printed: names.iter().map(|(name, _)| (*name).to_owned()).collect(),
            names: names.iter().map(|(name, _)| (*name).to_owned()).collect(),
        }
    }

    #[test]
    fn phrases_that_mean_the_same_stand_together() {
        let thesaurus = thesaurus(&[
            ("high caseloads", [127, 9, 0]),
            ("heavy workloads", [127, 0, 9]),
            ("very heavy workloads", [127, 0, 9]),
            ("workloads are high", [127, 5, 9]),
            ("school attendance", [0, 127, 0]),
            ("between the two", [90, 90, 0]),
        ]);
        let check = |phrases: &[&str], expected: &[&[usize]]| {
            let phrases: Vec<String> = phrases.iter().map(|it| (*it).to_owned()).collect();
            let found = together(&thesaurus, &phrases, &|_, _| true);
            assert_eq!(found, expected, "{phrases:?}");
        };
        check(
            &["high caseloads", "school attendance", "heavy workloads"],
            &[&[0, 2], &[1]],
        );
        // One that holds another says more.
        check(&["heavy workloads", "very heavy workloads"], &[&[0], &[1]]);
        // Neighbours in one run of words.
        check(&["heavy workloads", "workloads are high"], &[&[0], &[1]]);
        // What is like two brings them together only if they are like each other.
        check(
            &["between the two", "high caseloads", "school attendance"],
            &[&[0, 1], &[2]],
        );
        // Inflections, in the thesaurus or not; what is not in it is like nothing.
        check(
            &["late visit", "late visits", "missed visits"],
            &[&[0, 1], &[2]],
        );
        // What stands together is not the same.
        let phrases = ["high caseloads", "heavy workloads"].map(str::to_owned);
        assert_eq!(together(&thesaurus, &phrases, &|_, _| false), [[0], [1]]);
    }
}
