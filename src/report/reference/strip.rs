//! What is stripped from the beginning of a text: signs, phrases, numbers.

/// Drops signs at the beginning, which part the words of references in many ways.
pub(super) fn without_signs(text: &str) -> &str {
    text.trim_start_matches(|c: char| !c.is_alphanumeric())
}

/// Strips the longest phrase of some.
pub(super) fn strip_any<'a>(text: &'a str, phrases: &[String]) -> Option<&'a str> {
    let found = phrases.iter().filter_map(|phrase| strip(text, phrase));
    found.min_by_key(|behind| behind.len())
}

/// Strips a phrase from the beginning of a text, whole words of which only letters and digits
/// count: a line may end in it, with a hyphen or without.
pub(super) fn strip<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let mut letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    let mut end = 0;
    for expected in phrase.chars().filter(|c| c.is_alphanumeric()) {
        let (at, c) = letters.next()?;
        let is_same = c.eq_ignore_ascii_case(&expected)
            || !c.is_ascii() && c.to_lowercase().eq(expected.to_lowercase());
        if !is_same {
            return None;
        }
        end = at + c.len_utf8();
    }
    let behind = &text[end..];
    let is_whole = !behind.starts_with(char::is_alphabetic);
    (end > 0 && is_whole).then_some(behind)
}

/// Strips a number in digits or as a word.
pub(super) fn strip_number(text: &str) -> Option<(u32, &str)> {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let text = without_signs(text);
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - behind.len()];
    if !digits.is_empty() {
        let number = digits.parse().ok().filter(|number| *number < 100)?;
        return Some((number, behind));
    }
    (1..)
        .zip(WORDS)
        .find_map(|(number, word)| Some((number, strip(text, word)?)))
}

/// The places where words begin.
pub(super) fn words(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, c)| {
        let begins = c.is_alphanumeric() && !inside;
        inside = c.is_alphanumeric();
        begins.then_some(at)
    })
}
