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

/// Tells whether a text holds a control ([`is_control`]).
///
/// It looks at all bytes at once, since texts hardly ever do.
///
/// ```
/// assert!(findings::model::has_control("\u{1b}[31mred") && !findings::model::has_control("naïve"));
/// ```
pub fn has_control(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (second, third) = (bytes.get(1..), bytes.get(2..));
    let (second, third) = (second.unwrap_or_default(), third.unwrap_or_default());
    // Without branches, many bytes are compared by one instruction. The longer ones are as UTF-8
    // writes them.
    let one = bytes.iter().fold(false, |any, &a| {
        any | (a < 0x20) & (a != b'\t') & (a != b'\n') | (a == 0x7f)
    });
    let two = bytes.iter().zip(second).fold(false, |any, (&a, &b)| {
        any | (a == 0xc2) & (b < 0xa0) | (a == 0xd8) & (b == 0x9c)
    });
    let pairs = bytes.iter().zip(second);
    let three = pairs.zip(third).fold(false, |any, ((&a, &b), &c)| {
        let of_80 = (c == 0x8e) | (c == 0x8f) | (0xaa..=0xae).contains(&c);
        let of_81 = (0xa6..=0xa9).contains(&c);
        any | (a == 0xe2) & ((b == 0x80) & of_80 | (b == 0x81) & of_81)
    });
    one | two | three
}

/// Takes controls out of a text: those that separate words leave a space, the others nothing. None
/// if there are none.
pub fn without_controls(text: &str) -> Option<String> {
    if !has_control(text) {
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
    use proptest::prelude::*;

    use super::{has_control, is_control, without_controls};

    #[test]
    fn words_stay_apart() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(without_controls(text).as_deref(), expected);
        };
        check("one two\n\tthree – “é”", None);
        check("one\u{c}two\u{7}", Some("one two"));
        check("\u{1b}[31mred\u{9b}0m \u{202e}x", Some("[31mred0m x"));
    }

    proptest! {
        #[test]
        fn a_control_is_seen_wherever_it_stands(
            text in "([ -~\\t\n]|[–’\u{A0}é\u{61b}\u{2010}\u{202f}\u{2065}]|[\0-\u{9f}\u{61c}\u{200d}-\u{200f}\u{2029}-\u{202f}\u{2064}-\u{206a}]|\\PC){0,9}",
        ) {
            prop_assert_eq!(has_control(&text), text.contains(is_control));
        }
    }
}
