//! Near spellings, for "did you mean" and for fuzzy words.

/// Counts the letters to insert, delete, replace or swap with a neighbour to get from one word
/// to the other.
///
/// ```
/// use findings::query::spelling::distance;
/// assert_eq!(distance("safegaurding", "safeguarding"), 1);
/// ```
pub fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replaced = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if swapped {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// Finds words at most so many letters away from one, as [`distance`] counts them, letter by
/// letter.
///
/// Each number of changes has a row of bits; bit `j` tells that the letters read so far come of
/// the first `j` letters of the word by so many changes at most (Wu and Manber, "Fast text
/// searching allowing errors", 1992; swaps as in Hyyrö, "A bit-vector algorithm for computing
/// Levenshtein and Damerau edit distances", 2003).
#[derive(Debug, Clone)]
pub struct Near {
    /// For each letter of the word, bits of the places where it stands, counted from 1.
    places: Vec<(char, u64)>,
    length: usize,
    most: usize,
}

/// What [`Near`] knows of the letters read so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    rows: [u64; Near::MOST + 1],
    /// The rows and the places of the last letter, for it may be swapped with the next.
    before: [u64; Near::MOST + 1],
    last: u64,
}

impl Near {
    /// So many changes can be asked for.
    pub const MOST: usize = 2;
    /// So many letters can a word have.
    pub const LONGEST: usize = 63;

    /// Compares with a word, `most` letters away from which is near enough; none if that is more
    /// than [`Near::MOST`], or the word longer than [`Near::LONGEST`].
    pub fn new(word: &str, most: usize) -> Option<Self> {
        let length = word.chars().count();
        if length > Near::LONGEST || most > Near::MOST {
            return None;
        }
        let mut places: Vec<(char, u64)> = Vec::new();
        for (place, letter) in (1..).zip(word.chars()) {
            match places.iter_mut().find(|(known, _)| *known == letter) {
                Some((_, places)) => *places |= 1 << place,
                None => places.push((letter, 1 << place)),
            }
        }
        Some(Near {
            places,
            length,
            most,
        })
    }

    /// Begins to read a word.
    pub fn start(&self) -> Reading {
        // To have read nothing is to have left out the letters of a beginning.
        let rows = std::array::from_fn(|changes| (1 << (changes + 1)) - 1);
        Reading {
            rows,
            before: [0; Near::MOST + 1],
            last: 0,
        }
    }

    /// Reads a letter.
    pub fn read(&self, reading: &Reading, letter: char) -> Reading {
        let known = self.places.iter().find(|(known, _)| *known == letter);
        let here = known.map_or(0, |(_, places)| *places);
        let old = &reading.rows;
        let mut rows = [(old[0] << 1) & here; Near::MOST + 1];
        for changes in 1..=self.most {
            let same = (old[changes] << 1) & here;
            let inserted = old[changes - 1];
            let replaced = old[changes - 1] << 1;
            let left_out = rows[changes - 1] << 1;
            let swapped = (reading.before[changes - 1] << 2) & (here << 1) & reading.last;
            rows[changes] = same | inserted | replaced | left_out | swapped;
        }
        Reading {
            rows,
            before: *old,
            last: here,
        }
    }

    /// Tells whether a word is near enough.
    pub fn has(&self, word: &str) -> bool {
        // A letter has four bytes at most.
        let letters = word.len().div_ceil(4)..=word.len();
        if *letters.start() > self.length + self.most || *letters.end() + self.most < self.length {
            return false;
        }
        let mut reading = self.start();
        for letter in word.chars() {
            reading = self.read(&reading, letter);
            if self.is_far(&reading) {
                return false;
            }
        }
        self.accepts(&reading)
    }

    /// Tells whether the letters read are a word near enough.
    ///
    /// ```
    /// use findings::query::spelling::Near;
    /// let near = Near::new("neglect", 1).unwrap();
    /// let mut reading = near.start();
    /// for letter in "neglcet".chars() {
    ///     reading = near.read(&reading, letter);
    /// }
    /// assert!(near.accepts(&reading));
    /// ```
    pub fn accepts(&self, reading: &Reading) -> bool {
        reading.rows[self.most] >> self.length & 1 == 1
    }

    /// Tells whether nothing that begins with the letters read is near enough.
    pub fn is_far(&self, reading: &Reading) -> bool {
        let word = u64::MAX >> (Near::LONGEST - self.length);
        // A swap looks two rows back.
        (reading.rows[self.most] | reading.before[self.most]) & word == 0
    }
}

/// Picks the candidates that somebody may have meant, nearest first, at most five.
///
/// ```
/// use findings::query::spelling::nearest;
/// assert_eq!(nearest("inadequat", ["good", "adequate", "inadequate"]), ["inadequate", "adequate"]);
/// ```
pub fn nearest<S: AsRef<str>>(value: &str, candidates: impl IntoIterator<Item = S>) -> Vec<String> {
    let value = value.to_lowercase();
    let length = value.chars().count();
    let bound = (length / 3).clamp(1, 4);
    let mut near: Vec<(usize, String)> = Vec::new();
    for candidate in candidates {
        let candidate = candidate.as_ref();
        let contains = length >= 3 && candidate.contains(&value);
        // What differs more in length is farther away.
        let distance = match candidate.chars().count().abs_diff(length) <= bound {
            true => distance(&value, candidate),
            false => bound + 1,
        };
        if distance <= bound {
            near.push((distance, candidate.to_owned()));
        } else if contains {
            near.push((bound + 1, candidate.to_owned()));
        }
    }
    near.sort_unstable();
    near.dedup();
    let near = near.into_iter().take(5);
    near.map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Near, distance};

    proptest! {
        #[test]
        fn near_words_are_those_at_a_distance(
            word in "[abcé]{0,6}",
            other in "[abcdé]{0,7}",
            most in 0usize..=2,
        ) {
            let near = Near::new(&word, most).unwrap();
            let mut reading = near.start();
            let mut far = false;
            for letter in other.chars() {
                reading = near.read(&reading, letter);
                far |= near.is_far(&reading);
            }
            let expected = distance(&word, &other) <= most;
            prop_assert_eq!(near.accepts(&reading), expected, "{} {}", word, other);
            prop_assert!(!(far && expected), "{} {}", word, other);
        }
    }

    #[test]
    fn long_words_have_their_neighbours() {
        let longest = "a".repeat(Near::LONGEST);
        let near = Near::new(&longest, 2).unwrap();
        let accepts = |other: &str| {
            let letters = other.chars();
            near.accepts(&letters.fold(near.start(), |reading, letter| near.read(&reading, letter)))
        };
        assert!(accepts(&longest) && accepts(&longest[2..]) && accepts(&format!("{longest}bc")));
        assert!(!accepts(&longest[3..]) && !accepts(&format!("{longest}bcd")));
        assert!(Near::new(&"a".repeat(Near::LONGEST + 1), 2).is_none());
    }

    #[test]
    fn counts_single_edits() {
        let check = |a: &str, b: &str, expected| {
            assert_eq!(distance(a, b), expected, "{a} {b}");
            assert_eq!(distance(b, a), expected, "{b} {a}");
        };
        check("", "", 0);
        check("", "care", 4);
        check("care", "carer", 1);
        check("leaver", "laever", 1);
        check("visit", "visti", 1);
        check("kitten", "sitting", 3);
        check("é", "e", 1);
    }
}
