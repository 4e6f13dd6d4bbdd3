//! Words of a text and their folded form, the same for queries and for paragraphs.
//!
//! Folding takes away what a reader does not hear: letter case, compatibility forms,
//! apostrophes and invisible characters. Everything that is no letter, digit or apostrophe
//! parts two words, so that every dash and every space is the same boundary.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Finds the words of a text, as byte ranges in their order.
///
/// ```
/// use findings::query::fold::{fold, words};
/// let text = "The children’s life\u{2011}story work";
/// let folded: Vec<_> = words(text).map(|word| fold(&text[word])).collect();
/// assert_eq!(folded, ["the", "childrens", "life", "story", "work"]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// See [`words`].
#[derive(Debug, Clone)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        // Nearly all letters are ASCII, and a byte tells at once what they are.
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        loop {
            let byte = *bytes.get(start)?;
            if PLAIN[usize::from(byte)] {
                break;
            }
            if byte.is_ascii() {
                start += 1;
                continue;
            }
            let c = self.text[start..].chars().next()?;
            if starts_word(c) {
                break;
            }
            start += c.len_utf8();
        }
        let mut end = start;
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            if PLAIN[usize::from(byte)] {
                at += 1;
                end = at;
                continue;
            }
            let c = match byte.is_ascii() {
                true => char::from(byte),
                false => self.text[at..].chars().next()?,
            };
            at += c.len_utf8();
            if continues_word(c) {
                end = at;
            } else if !vanishes(c) {
                break;
            }
        }
        self.at = end;
        Some(start..end)
    }
}

/// Tells of every byte whether it is a letter or digit of ASCII.
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < plain.len() {
        plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// Folds one word.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    Cow::Owned(folded)
}

/// Folds one word to the end of a text, for callers that fold many into the same memory.
pub fn fold_into(word: &str, folded: &mut String) {
    let start = folded.len();
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        folded.push_str(word);
        folded[start..].make_ascii_lowercase();
        return;
    }
    folded.extend(word.split(vanishes));
    let letters = &mut folded[start..];
    if word.is_ascii() || letters.bytes().all(|b| b.is_ascii_alphanumeric()) {
        letters.make_ascii_lowercase();
        return;
    }
    let letters = folded.split_off(start);
    let lower = letters.nfkc().flat_map(char::to_lowercase).nfkc();
    // Marks that come to stand beside each other when a space between them goes have an order.
    folded.extend(lower.filter(|c| continues_word(*c)).nfkc());
}

/// Finds the abbreviation that a word is, without the *s* of a plural or a possessive.
///
/// It is two to six letters and digits, begins with a capital, ends in a capital or a digit and
/// has a second capital: `PLO`, `IROs`, `CiN`, `GCP2`. Capitals tell `SEND` from `send`, which
/// folding takes away.
///
/// ```
/// use findings::query::fold::abbreviation;
/// assert_eq!(abbreviation("IRO’s").as_deref(), Some("IRO"));
/// assert_eq!(abbreviation("Send"), None);
/// ```
pub fn abbreviation(word: &str) -> Option<String> {
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    if capitals < 2 {
        return None;
    }
    let mut letters = visible(word);
    let ends =
        |letters: &str| letters.ends_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    if letters.strip_suffix('s').is_some_and(ends) {
        letters.pop();
    }
    let short = (2..=6).contains(&letters.len());
    let plain = letters.bytes().all(|b| b.is_ascii_alphanumeric());
    (short && plain && ends(&letters)).then_some(letters)
}

/// Takes a word apart into letters and the marks on them (Unicode's form D).
pub fn decomposed(word: &str) -> impl Iterator<Item = char> + '_ {
    word.nfd()
}

/// Tells whether a character is a mark on the letter before it, such as an accent.
pub fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

/// Takes what vanishes out of a word.
pub(super) fn visible(word: &str) -> String {
    word.chars().filter(|c| !vanishes(*c)).collect()
}

/// Tells whether a word can begin with the character.
pub fn starts_word(c: char) -> bool {
    let begins = |c: char| c.is_alphanumeric() && !is_combining_mark(c);
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && continues_word(c) && c.nfkc().next().is_some_and(begins))
}

/// Tells whether the character belongs to the word in which it stands.
pub fn continues_word(c: char) -> bool {
    // The quotation marks and dashes of reports stand in one block, which holds no letters.
    let punctuation = matches!(c, '\u{2000}'..='\u{206f}');
    c.is_ascii_alphanumeric()
        || (!c.is_ascii()
            && !punctuation
            && !is_apostrophe(c)
            && (c.is_alphanumeric() || is_combining_mark(c)))
}

/// Tells whether the character inside a word is as good as absent.
fn vanishes(c: char) -> bool {
    is_apostrophe(c)
        || matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
        )
}

/// Tells whether the character is a double quotation mark.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '″' | '\u{ff02}'
    )
}

fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '\u{b4}'
            | '\u{2b9}'..='\u{2bd}'
            | '\u{2018}'..='\u{201b}'
            | '\u{2032}'
            | '\u{a78c}'
            | '\u{ff07}'
    )
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::{abbreviation, continues_word, fold, fold_into, starts_word, vanishes, words};

    /// Finds words character by character.
    fn plain_words(text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut inside = false;
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            match found.last_mut().filter(|_| inside) {
                Some(word) if continues_word(c) => word.end = end,
                Some(_) if vanishes(c) => {}
                _ => {
                    inside = starts_word(c);
                    if inside {
                        found.push(at..end);
                    }
                }
            }
        }
        found
    }

    /// Folds a word that is not ASCII alone as Unicode has it, whatever stands in it.
    fn plain_fold(word: &str) -> String {
        let letters = word.chars().filter(|c| !vanishes(*c));
        if word.is_ascii() {
            return letters.map(|c| c.to_ascii_lowercase()).collect();
        }
        let lower = letters.nfkc().flat_map(char::to_lowercase).nfkc();
        lower.filter(|c| continues_word(*c)).nfkc().collect()
    }

    fn any_text() -> impl Strategy<Value = String> {
        "([ -~]|[’‘“”–é\u{301}\u{ad}\u{200b}\u{fb03}\u{a8}\u{130}]|\\PC){0,40}"
    }

    proptest! {
        #[test]
        fn bytes_tell_words_as_characters_do(text in any_text()) {
            let found: Vec<_> = words(&text).collect();
            prop_assert_eq!(found, plain_words(&text));
        }

        #[test]
        fn ascii_is_folded_as_the_rest_is(word in any_text()) {
            prop_assert_eq!(fold(&word), plain_fold(&word));
            let mut folded = "before ".to_owned();
            fold_into(&word, &mut folded);
            prop_assert_eq!(&folded[7..], plain_fold(&word));
        }
    }

    #[test]
    fn general_punctuation_holds_no_letters() {
        for c in '\u{2000}'..='\u{206f}' {
            assert!(
                !c.is_alphanumeric() && !super::is_combining_mark(c),
                "{c:?}"
            );
        }
    }

    #[test]
    fn capitals_make_abbreviations() {
        let check = |word: &str, expected: Option<&str>| {
            assert_eq!(abbreviation(word).as_deref(), expected, "{word}");
        };
        for (word, expected) in [
            ("PLO", "PLO"),
            ("IROs", "IRO"),
            ("IRO’s", "IRO"),
            ("PAs’", "PA"),
            ("CAMHS", "CAMHS"),
            ("CiN", "CiN"),
            ("DoLS", "DoLS"),
            ("GCP2", "GCP2"),
        ] {
            check(word, Some(expected));
        }
        for word in [
            "plo",
            "Plo",
            "I",
            "As",
            "The",
            "A2",
            "4X4",
            "GOVERNMENT",
            "McKay",
            "",
            "ÉLAN",
        ] {
            check(word, None);
        }
    }

    #[test]
    fn folds_what_readers_do_not_hear() {
        let check = |text: &str, expected: &[&str]| {
            let folded: Vec<_> = words(text).map(|word| fold(&text[word])).collect();
            assert_eq!(folded, expected, "{text:?}");
        };
        check("", &[]);
        check(" – … ", &[]);
        check(
            "children's childrens children’s children\u{2bc}s",
            &["childrens"; 4],
        );
        check("leavers’ rights", &["leavers", "rights"]);
        check("‘front door’", &["front", "door"]);
        for dash in [
            '-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}',
        ] {
            check(&format!("life{dash}story"), &["life", "story"]);
        }
        check("16- and 17-year-olds", &["16", "and", "17", "year", "olds"]);
        check("e\u{301}lan \u{e9}lan", &["\u{e9}lan"; 2]);
        check("o\u{fb03}ce \u{ff2f}\u{ff26}", &["office", "of"]);
        check("agen\u{ad}cies a\u{200b}b", &["agencies", "ab"]);
        check(
            "24/7 (PLO) life) and/or",
            &["24", "7", "plo", "life", "and", "or"],
        );
    }

    #[test]
    fn ranges_point_into_the_text() {
        let text = "“Children’s” life–story";
        let found: Vec<_> = words(text).map(|word| &text[word]).collect();
        assert_eq!(found, ["Children’s", "life", "story"]);
    }
}
