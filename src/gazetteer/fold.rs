//! Folding of names and headings to the form in which they are compared.

/// Folds a text to lower-case words parted by single spaces: apostrophes and full stops vanish,
/// `&` is "and", everything else that is no letter or digit parts words.
///
/// ```
/// use findings::gazetteer::fold;
/// assert_eq!(fold("Windsor & Maidenhead’s"), "windsor and maidenheads");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_up_to(text, usize::MAX, &mut folded);
    folded
}

/// Folds the opening of a text: as [`fold`], up to the end of the word with which so many bytes
/// are reached. It tells what a long text begins with, or whether it is as short as a name.
///
/// ```
/// use findings::gazetteer::fold_opening;
/// assert_eq!(fold_opening("Dear Ms. Bird, we write", 5), "dear ms");
/// ```
pub fn fold_opening(text: &str, length: usize) -> String {
    let mut folded = String::with_capacity(2 * length);
    fold_up_to(text, length, &mut folded);
    folded
}

/// Returns the character with which a folded text begins, without folding it.
///
/// ```
/// use findings::gazetteer::fold_initial;
/// assert_eq!(fold_initial("“Dear Ms Bird"), Some('d'));
/// ```
pub fn fold_initial(text: &str) -> Option<char> {
    let initial = text.chars().find(|c| c.is_alphanumeric() || *c == '&')?;
    match initial {
        '&' => Some('a'),
        _ => initial.to_lowercase().next(),
    }
}

/// Tells whether a folded text contains some small letters of one word, without folding it.
///
/// ```
/// use findings::gazetteer::fold_contains;
/// assert!(fold_contains("An OFSTED inspector came", "ofsted"));
/// ```
pub fn fold_contains(text: &str, letters: &str) -> bool {
    let stands_at = |start: usize| {
        let heard = text[start..].chars().filter(|c| *c != '.' && !vanishes(*c));
        let mut folded = heard.flat_map(char::to_lowercase);
        letters.chars().all(|letter| folded.next() == Some(letter))
    };
    let first = letters.bytes().next();
    let begins = |byte: u8| Some(byte.to_ascii_lowercase()) == first;
    (0..)
        .zip(text.bytes())
        .any(|(start, byte)| begins(byte) && stands_at(start))
}

fn fold_up_to(text: &str, length: usize, folded: &mut String) {
    let mut rest = text;
    while folded.len() < length {
        let end = folded.len();
        if end > 0 {
            folded.push(' ');
        }
        let Some(behind) = fold_word(rest, Stop::Vanishes, folded) else {
            folded.truncate(end);
            return;
        };
        rest = behind;
    }
}

/// What a full stop is to the words beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Vanishes,
    PartsWords,
}

/// Folds the first word of a text to the end of `folded`; returns the text behind the word.
fn fold_word<'a>(text: &'a str, stop: Stop, folded: &mut String) -> Option<&'a str> {
    let start = folded.len();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        // Most words are of plain letters, which are taken together.
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if plain > 0 {
            let end = folded.len();
            folded.push_str(&rest[..plain]);
            folded[end..].make_ascii_lowercase();
            at += plain;
            continue;
        }
        let Some(c) = rest.chars().next() else {
            break;
        };
        match c {
            '.' if stop == Stop::Vanishes => {}
            _ if vanishes(c) => {}
            _ if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ if folded.len() > start => return Some(&text[at..]),
            '&' => {
                folded.push_str("and");
                return Some(&text[at + 1..]);
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    (folded.len() > start).then_some("")
}

/// Tells whether a character is none to the words in which it stands.
fn vanishes(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '\u{AD}')
}

/// Drops the digit of a footnote mark that sticks to a word: "area2".
fn without_mark(word: &str) -> &str {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = word.len() - letters.len();
    let is_marked = digits == 1 && letters.len() > 2 && letters.chars().all(char::is_alphabetic);
    if is_marked { letters } else { word }
}

/// Folds a heading: as [`fold`], without articles and with one spelling of words that vary.
pub fn fold_heading(text: &str) -> String {
    let mut heading = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(behind) = fold_heading_word(rest, &mut heading) {
        rest = behind;
    }
    heading
}

/// Folds the next word of a heading to the end of `heading`, behind a space if it is not the
/// first; returns the text behind the word.
pub fn fold_heading_word<'a>(text: &'a str, heading: &mut String) -> Option<&'a str> {
    let end = heading.len();
    if end > 0 {
        heading.push(' ');
    }
    let start = heading.len();
    let mut rest = text;
    while let Some(behind) = fold_word(rest, Stop::PartsWords, heading) {
        let spelling = match &heading[start..] {
            "the" | "a" | "an" => {
                heading.truncate(start);
                rest = behind;
                continue;
            }
            "judgment" => "judgement",
            "judgments" => "judgements",
            "experience" => "experiences",
            word => {
                let kept = without_mark(word).len();
                heading.truncate(start + kept);
                return Some(behind);
            }
        };
        heading.replace_range(start.., spelling);
        return Some(behind);
    }
    heading.truncate(end);
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{fold, fold_contains, fold_heading, fold_heading_word, fold_opening};

    /// Folds a text step by step.
    fn plain_fold(text: &str) -> String {
        let mut folded = String::new();
        for c in text.chars() {
            match c {
                '\'' | '’' | '‘' | '`' | '.' | '\u{AD}' => {}
                '&' => folded.push_str(" and "),
                _ if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
                _ => folded.push(' '),
            }
        }
        folded.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn headings_have_one_spelling() {
        let check = |text: &str, expected: &str| assert_eq!(fold_heading(text), expected, "{text}");
        check("The graded judgment: an area2.", "graded judgement area");
        check("Experience & judgments", "experiences and judgements");
        check("Section 2.the LSCB", "section 2 lscb");
        check("the a", "");
        let mut first = String::new();
        let rest = fold_heading_word("“The experience of", &mut first);
        assert_eq!((first.as_str(), rest), ("experiences", Some(" of")));
    }

    proptest! {
        #[test]
        fn one_pass_folds_as_many_do(text in "([ -~]|[’‘\u{AD}\u{A0}é\u{130}]|\\PC){0,40}") {
            let folded = fold(&text);
            prop_assert_eq!(&folded, &plain_fold(&text));
            for length in [0, 3, 8] {
                let opening = fold_opening(&text, length);
                prop_assert!(folded.starts_with(&opening));
                prop_assert!(opening.len() >= length || opening == folded);
            }
            for letters in ["e", "th", "ofsted"] {
                let text = text.replace("Q", "O'fSt.ed");
                prop_assert_eq!(fold_contains(&text, letters), fold(&text).contains(letters));
            }
        }
    }
}
