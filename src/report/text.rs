//! Small questions about text.

/// Counts words: stretches without white space that hold a letter or a digit.
pub(super) fn count_words(text: &str) -> u64 {
    text.split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count() as u64
}

/// Tells whether a text ends as a sentence does.
pub(super) fn is_finished(text: &str) -> bool {
    text.trim_end_matches(['’', '”', '\'', '"', ')', ' '])
        .ends_with(['.', '?', '!'])
}
