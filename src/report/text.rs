//! Small questions about text.

/// Counts words: stretches without white space that hold a letter or a digit.
pub(super) fn count_words(text: &str) -> u64 {
    let mut words = 0;
    let mut counted = false;
    for c in text.chars() {
        let (letter, space) = match c.is_ascii() {
            true => (c.is_ascii_alphanumeric(), matches!(c, ' ' | '\t'..='\r')),
            false => (c.is_alphanumeric(), c.is_whitespace()),
        };
        // No branches: a processor cannot foresee where words end.
        words += u64::from(letter & !counted);
        counted = (counted | letter) & !space;
    }
    words
}

/// Tells whether a text ends as a sentence does.
pub(super) fn is_finished(text: &str) -> bool {
    text.trim_end_matches(['’', '”', '\'', '"', ')', ' '])
        .ends_with(['.', '?', '!'])
}
