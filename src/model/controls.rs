//! Characters that are no text: they change how a terminal or a reader shows what stands around them.

/// Tells whether a character is a control of terminals (C0, DEL, C1) or changes the direction in
/// which others are written (Unicode Standard Annex 9: marks, embeddings, overrides, isolates).
///
/// Line feeds and tabs are text.
///
/// ```
/// use findings::model::is_control;
///
/// assert!(is_control('\u{1b}') && is_control('\u{9b}') && is_control('\u{202e}'));
/// assert!(!is_control('\n') && !is_control('é'));
/// ```
pub const fn is_control(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Takes controls out of a text: those that separate words leave a space, the others nothing. None
/// if there are none.
pub fn without_controls(text: &str) -> Option<String> {
    if !text.contains(is_control) {
        return None;
    }
    let kept = text.chars().filter_map(|c| match c {
        '\u{b}' | '\u{c}' | '\r' | '\u{1c}'..='\u{1f}' | '\u{85}' => Some(' '),
        c => (!is_control(c)).then_some(c),
    });
    Some(kept.collect())
}

#[cfg(test)]
mod tests {
    use super::without_controls;

    #[test]
    fn words_stay_apart() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(without_controls(text).as_deref(), expected);
        };
        check("one two\n\tthree – “é”", None);
        check("one\u{c}two\u{7}", Some("one two"));
        check("\u{1b}[31mred\u{9b}0m \u{202e}x", Some("[31mred0m x"));
    }
}
