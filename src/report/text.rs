//! Small questions about text.

/// Counts words: stretches without white space that hold a letter or a digit.
pub(super) fn count_words(text: &str) -> u64 {
    let mut words = 0;
    let mut counted = false;
    for c in text.chars() {
        if c.is_whitespace() {
            counted = false;
        } else if !counted && c.is_alphanumeric() {
            counted = true;
            words += 1;
        }
    }
    words
}

/// Tells whether a text ends as a sentence does.
pub(super) fn is_finished(text: &str) -> bool {
    text.trim_end_matches(['’', '”', '\'', '"', ')', ' '])
        .ends_with(['.', '?', '!'])
}
