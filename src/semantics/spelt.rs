//! Abbreviations that the texts spell out: `independent reviewing officers (IROs)`.
//!
//! A short form stands beside its long form, whose words begin with its letters in their order; words
//! such as `and` may have none (after Schwartz and Hearst, "A simple algorithm for identifying
//! abbreviation definitions in biomedical text", 2003, which takes letters from within words
//! too: initials alone find less and err less). What is said so by chance is said seldom.

use std::collections::BTreeMap;

use super::texts::Texts;

/// The fewest and most letters of an abbreviation.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;
/// So often at least the two stand beside each other.
const LEAST: usize = 3;
/// And once at least in so many places of the abbreviation.
const SHARE: usize = 50;

/// A name that an abbreviation stands for has so many words at most: its small words have no letter there.
pub(super) const MOST_WORDS: usize = 2 * *LETTERS.end();

/// An abbreviation, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spelt {
    pub(super) short: u32,
    pub(super) long: Vec<u32>,
    /// Where the long form stands first.
    pub(super) place: u32,
}

/// Finds the abbreviations that texts spell out; `counts` tells how often each word stands.
pub(super) fn find(texts: &Texts<'_>, counts: &[u32]) -> Vec<Spelt> {
    let letters: Vec<Vec<u8>> = (texts.words.iter().zip(&texts.is_edge))
        .map(|(word, edge)| match edge {
            false if is_abbreviation(word) => word.as_bytes().to_vec(),
            _ => Vec::new(),
        })
        .collect();
    let mut found: BTreeMap<(u32, &[u32]), (usize, usize)> = BTreeMap::new();
    for (place, short) in texts.tokens.iter().enumerate() {
        let letters = &letters[*short as usize];
        if letters.is_empty() {
            continue;
        }
        let singular = letters.strip_suffix(b"s").filter(|rest| rest.len() > 1);
        for letters in [Some(&letters[..]), singular].into_iter().flatten() {
            let long = before(texts, place, letters).or_else(|| behind(texts, place, letters));
            if let Some(long) = long.filter(|long| long.len() <= MOST_WORDS) {
                let entry = found.entry((*short, &texts.tokens[long.clone()]));
                entry.or_insert((0, long.start)).0 += 1;
                break;
            }
        }
    }
    let often = |short: u32, times: usize| {
        times >= LEAST && times * SHARE >= counts[short as usize] as usize
    };
    let found = found.into_iter();
    let spelt = found.filter(|((short, _), (times, _))| often(*short, *times));
    let spelt = spelt.map(|((short, long), (_, place))| Spelt {
        short,
        long: long.to_vec(),
        place: place as u32,
    });
    spelt.collect()
}

fn is_abbreviation(word: &str) -> bool {
    LETTERS.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Finds the words before a place whose initials are some letters.
fn before(texts: &Texts<'_>, place: usize, letters: &[u8]) -> Option<std::ops::Range<usize>> {
    let mut from = place;
    for (left, letter) in letters.iter().enumerate().rev() {
        from = from.checked_sub(1)?;
        // The last word of a name is none of those that are passed over.
        while !begins(texts, from, *letter) {
            let passed = left + 1 < letters.len() && texts.is_edge[texts.tokens[from] as usize];
            from = from.checked_sub(1).filter(|_| passed)?;
        }
    }
    let names = !texts.is_edge[texts.tokens[from] as usize];
    (names && texts.holds_run(from, place - from + 1)).then_some(from..place)
}

/// Finds the words behind a place whose initials are some letters.
fn behind(texts: &Texts<'_>, place: usize, letters: &[u8]) -> Option<std::ops::Range<usize>> {
    let mut to = place + 1;
    for (at, letter) in letters.iter().enumerate() {
        while !begins(texts, to, *letter) {
            let passed = at > 0 && texts.is_edge[*texts.tokens.get(to)? as usize];
            to = Some(to + 1).filter(|_| passed)?;
        }
        to += 1;
    }
    let names = !texts.is_edge[texts.tokens[to - 1] as usize];
    (names && texts.holds_run(place, to - place)).then_some(place + 1..to)
}

fn begins(texts: &Texts<'_>, place: usize, letter: u8) -> bool {
    let word = texts
        .tokens
        .get(place)
        .map(|token| &texts.words[*token as usize]);
    word.is_some_and(|word| word.as_bytes().first() == Some(&letter))
}

#[cfg(test)]
mod tests {
    use super::super::testutil::Told;
    use super::find;

    /// Finds what texts, each told four times, spell out.
    fn check(texts: &[&str], expected: &[(&str, &str)]) {
        let told = Told::new(&texts.repeat(4));
        let texts = told.texts();
        let mut counts = vec![0; texts.words.len()];
        texts
            .tokens
            .iter()
            .for_each(|token| counts[*token as usize] += 1);
        let found = find(&texts, &counts);
        let found: Vec<_> = found
            .iter()
            .map(|spelt| (texts.spell(&[spelt.short]), texts.spell(&spelt.long)))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(a, b)| ((*a).into(), (*b).into()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn initials_in_their_order_spell_an_abbreviation() {
        check(
            &["all independent reviewing officers iros chair"],
            &[("iros", "independent reviewing officers")],
        );
        check(
            &["education health and care ehc plans drift"],
            &[("ehc", "education health and care")],
        );
        check(
            &["the plo public law outline is used"],
            &[("plo", "public law outline")],
        );
    }

    #[test]
    fn what_stands_in_two_texts_or_begins_otherwise_spells_nothing() {
        check(&["independent reviewing officers", "iros chair"], &[]);
        check(&["independent officers iros"], &[]);
        check(&["plans drift and pd"], &[]);
    }
}
