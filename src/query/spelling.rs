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

/// Finds words at most so many letters away from one, as [`distance`] counts them.
///
/// What is asked in alphabetical order is compared from where it differs from the word before.
#[derive(Debug, Clone)]
pub struct Near {
    word: Vec<char>,
    most: usize,
    /// The letters of the word asked about last, as far as they were compared.
    other: Vec<char>,
    /// For each length of `other`, the distance to each beginning of `word`.
    rows: Vec<Vec<usize>>,
    /// Whether nothing that begins with `other` is near enough.
    is_far: bool,
}

impl Near {
    /// Compares with a word, `most` letters away from which is near enough.
    pub fn new(word: &str, most: usize) -> Self {
        let word: Vec<char> = word.chars().collect();
        Near {
            rows: vec![(0..=word.len()).collect()],
            word,
            most,
            other: Vec::new(),
            is_far: false,
        }
    }

    /// Tells whether another word is near enough.
    ///
    /// ```
    /// use findings::query::spelling::Near;
    /// let mut near = Near::new("neglect", 1);
    /// assert!(near.accepts("neglcet") && !near.accepts("negelcte"));
    /// ```
    pub fn accepts(&mut self, other: &str) -> bool {
        let same = self
            .other
            .iter()
            .zip(other.chars())
            .take_while(|(a, b)| **a == *b);
        let same = same.count();
        if same == self.other.len() && self.is_far {
            return false;
        }
        self.other.truncate(same);
        self.is_far = false;
        for letter in other.chars().skip(same) {
            self.other.push(letter);
            self.compare();
            if self.is_far {
                return false;
            }
        }
        self.rows[self.other.len()][self.word.len()] <= self.most
    }

    /// Fills the row of the last letter.
    fn compare(&mut self) {
        let (word, other, i) = (&self.word, &self.other, self.other.len());
        if self.rows.len() == i {
            self.rows.push(vec![0; word.len() + 1]);
        }
        let (before, rest) = self.rows.split_at_mut(i);
        let (last, row) = (&before[i - 1], &mut rest[0]);
        row[0] = i;
        for j in 1..=word.len() {
            let replaced = last[j - 1] + usize::from(other[i - 1] != word[j - 1]);
            row[j] = replaced.min(last[j] + 1).min(row[j - 1] + 1);
            let swapped =
                i > 1 && j > 1 && other[i - 1] == word[j - 2] && other[i - 2] == word[j - 1];
            if swapped {
                row[j] = row[j].min(before[i - 2][j - 2] + 1);
            }
        }
        // A swap looks two rows back.
        let least = |row: &[usize]| row.iter().min().copied().unwrap_or(0);
        self.is_far = least(row) > self.most && least(last) > self.most;
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
        let distance = distance(&value, candidate);
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
            word in "[abc]{0,6}",
            mut others in prop::collection::vec("[abcd]{0,7}", 0..40),
            most in 0usize..4,
        ) {
            others.sort();
            let mut near = Near::new(&word, most);
            for other in others {
                prop_assert_eq!(near.accepts(&other), distance(&word, &other) <= most, "{}", other);
            }
        }
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
