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
    use super::distance;

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
