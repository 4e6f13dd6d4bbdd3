//! How wide letters are about, where nothing says in which type they are set.

/// Tells about how wide a letter is, in parts of the size: that of Helvetica.
pub(in crate::formats) fn letter_width(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | '\'' | '‘' | '’' => 0.22,
        'f' | 't' | 'r' | '.' | ',' | ':' | ';' | '!' | '|' | '-' | '(' | ')' | '“' | '”' => {
            0.32
        }
        'I' => 0.28,
        'm' | 'w' | 'M' | 'W' => 0.8,
        c if c.is_whitespace() => 0.28,
        c if c.is_uppercase() => 0.68,
        _ => 0.54,
    }
}
