//! The steps by which a heading becomes a line, and what each costs.

/// What a word missing or too many costs. A misspelt letter costs one.
pub(super) const WORD: u16 = 3;

/// What a word costs that stands twice, and two that have changed places.
const SLIP: u16 = 2;

/// What a space costs that is missing or too many.
const SPACE: u16 = 1;

/// One step of the way from a heading to a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Same,
    Misspelt,
    Swapped,
    /// The space between two words of the heading is lost.
    Joined,
    /// A word of the heading stands in two parts.
    Parted,
    Doubled,
    Missing,
    Added,
}

impl Step {
    /// In the order in which they are preferred.
    pub(super) const ALL: [Step; 8] = [
        Step::Same,
        Step::Misspelt,
        Step::Swapped,
        Step::Joined,
        Step::Parted,
        Step::Doubled,
        // Ways are walked back, so that what is missing stands before what is there instead.
        Step::Added,
        Step::Missing,
    ];

    /// Counts the words that it takes of the line and of the heading.
    pub(super) fn words(self) -> (usize, usize) {
        match self {
            Step::Same | Step::Misspelt => (1, 1),
            Step::Swapped => (2, 2),
            Step::Joined => (1, 2),
            Step::Parted => (2, 1),
            Step::Doubled | Step::Added => (1, 0),
            Step::Missing => (0, 1),
        }
    }

    /// Tells what it costs as the last step to these words of the line and the heading, if it
    /// can be one.
    pub(super) fn cost(self, line: &[&str], heading: &[&str]) -> Option<u16> {
        let is = |whole: &str, parts: [&str; 2]| {
            let [first, second] = parts;
            whole.strip_prefix(first) == Some(second)
        };
        match (self, line, heading) {
            (Step::Same, [.., a], [.., b]) => (a == b).then_some(0),
            (Step::Misspelt, [.., a], [.., b]) => misspelling(a, b),
            (Step::Swapped, [.., a, b], [.., c, d]) => (a != b && a == d && b == c).then_some(SLIP),
            (Step::Joined, [.., a], [.., b, c]) => is(a, [b, c]).then_some(SPACE),
            (Step::Parted, [.., a, b], [.., c]) => is(c, [a, b]).then_some(SPACE),
            (Step::Doubled, [.., a, b], _) => (a == b).then_some(SLIP),
            (Step::Added, [.., _], _) | (Step::Missing, _, [.., _]) => Some(WORD),
            _ => None,
        }
    }
}

/// Counts the letters in which a word is misspelt, if it is so few that it is the word: one, two
/// in a long word. What is so short that a letter makes it another word cannot be misspelt.
fn misspelling(printed: &str, known: &str) -> Option<u16> {
    let longer = printed.len().max(known.len());
    let most = match longer {
        0..=3 => return None,
        4..=8 => 1,
        _ => 2,
    };
    if printed.len().abs_diff(known.len()) > most {
        return None;
    }
    (1..=most)
        .find(|letters| is_within(printed.as_bytes(), known.as_bytes(), *letters))
        .map(|letters| letters as u16)
}

/// Tells whether one word becomes the other by so many letters inserted, left out, replaced or
/// swapped with a neighbour.
pub(super) fn is_within(a: &[u8], b: &[u8], letters: usize) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    if a.is_empty() || b.is_empty() {
        return a.len().max(b.len()) <= letters;
    }
    if letters == 0 {
        return false;
    }
    let is_swapped = a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0];
    is_within(&a[1..], &b[1..], letters - 1)
        || is_within(&a[1..], b, letters - 1)
        || is_within(a, &b[1..], letters - 1)
        || (is_swapped && is_within(&a[2..], &b[2..], letters - 1))
}
