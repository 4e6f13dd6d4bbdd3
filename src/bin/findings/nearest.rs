//! Near names: what somebody may have meant by a name that does not exist.

/// Returns at most five of the names that hold the one given or differ from it by little,
/// nearest first.
pub(crate) fn nearest(name: &str, names: impl IntoIterator<Item = String>) -> Vec<String> {
    let limit = name.chars().count() / 4;
    let mut near: Vec<(usize, String)> = names
        .into_iter()
        .map(|other| match other.contains(name) {
            true => (0, other),
            false => (distance(name, &other), other),
        })
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    near.sort();
    near.truncate(5);
    near.into_iter().map(|(_, name)| name).collect()
}

/// Counts the letters to insert, remove or replace to make one name of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, a) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn counts_edits() {
        let check = |a, b, expected| assert_eq!(distance(a, b), expected, "{a} {b}");
        check("", "abc", 3);
        check("kitten", "sitting", 3);
        check("same", "same", 0);
    }

    #[test]
    fn offers_what_holds_the_name_first() {
        let names = [
            "wells/2019-06-14/ilacs",
            "kent/2019-06-14/ilacs",
            "kant/2013/sif",
        ];
        let check = |name, expected: &[&str]| {
            assert_eq!(nearest(name, names.map(str::to_owned)), expected, "{name}");
        };
        check("kent", &["kent/2019-06-14/ilacs"]);
        check(
            "kent/2019-06-15/ilacs",
            &["kent/2019-06-14/ilacs", "wells/2019-06-14/ilacs"],
        );
        check("nowhere", &[]);
    }
}
