//! Whether what a file shows are words: some fonts map their glyphs to other characters than those that
//! are seen.
//!
//! No language that is written in Latin letters does with few vowels, and none with signs alone. A shift
//! of all letters, as files have whose fonts lost their encoding, leaves vowels where chance puts them.

/// So many characters tell.
const ENOUGH: usize = 400;
/// So many are looked at.
const MOST: usize = 4_000;
/// Fewer vowels in a hundred Latin letters are those of no language: English has 39, with `y`.
const LEAST_VOWELS: usize = 25;

/// How many characters of a text are of each kind.
#[derive(Default)]
struct Tally {
    /// Letters that are no consonants.
    vowels: usize,
    consonants: usize,
    signs: usize,
}

/// Tells whether a text may be words. Short ones may; numbers may.
pub(super) fn is_legible(text: &str) -> bool {
    let mut tally = Tally::default();
    for c in text.chars().take(MOST) {
        let count = match c {
            _ if is_consonant(c) => &mut tally.consonants,
            _ if c.is_alphabetic() => &mut tally.vowels,
            _ if is_uncommon(c) => &mut tally.signs,
            _ => continue,
        };
        *count = count.saturating_add(1);
    }
    let vowels = tally.vowels;
    let letters = vowels.saturating_add(tally.consonants);
    let are_signs = tally.signs >= ENOUGH && tally.signs > letters;
    let are_chance =
        letters >= ENOUGH && vowels.saturating_mul(100) < letters.saturating_mul(LEAST_VOWELS);
    !are_signs && !are_chance
}

/// Letters of other scripts, and those with accents, count as vowels.
fn is_consonant(c: char) -> bool {
    c.is_ascii_alphabetic() && !matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Tells whether a character is a sign that texts seldom have: no punctuation, currency or bullet.
fn is_uncommon(c: char) -> bool {
    let is_common = matches!(
        c,
        '\u{A0}'..='\u{BF}' | '\u{2000}'..='\u{206F}' | '\u{20A0}'..='\u{20CF}' | '\u{25A0}'..='\u{25FF}'
    );
    !(c.is_ascii() || is_common || c.is_whitespace() || c.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Social workers know their children well, and they visit them often. ";

    #[test]
    fn words_are_legible() {
        assert!(is_legible(&TEXT.repeat(20)));
        let welsh = "Mae gweithwyr cymdeithasol yn adnabod eu plant yn dda iawn. ";
        assert!(is_legible(&welsh.repeat(20)));
        assert!(is_legible(
            &"Социальные работники хорошо знают своих детей. ".repeat(20)
        ));
        assert!(is_legible(&"2023 17 14% 310 £295 • 28.02.2025 ".repeat(40)));
        // What is short tells nothing.
        assert!(is_legible("SW LCS CP PLWG"));
    }

    #[test]
    fn letters_by_chance_are_not() {
        let shifted = |text: &str| -> String {
            let shift = |c: char| char::from_u32(u32::from(c) - 29).unwrap();
            text.chars()
                .map(|c| if c.is_alphabetic() { shift(c) } else { c })
                .collect()
        };
        assert!(!is_legible(&shifted(TEXT).repeat(20)));
        assert!(!is_legible(&"✢✣✤✥ ✦✧✤✧★ ".repeat(80)));
    }
}
