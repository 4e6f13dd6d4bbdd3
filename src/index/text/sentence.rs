//! Where sentences begin.

use std::ops::Range;

/// Words before a full stop that end no sentence.
const ABBREVIATIONS: &[&str] = &[
    "cf", "dr", "e.g", "eg", "fig", "i.e", "ie", "mr", "mrs", "ms", "no", "nos", "para", "paras",
    "prof", "rev", "st", "viz", "vs",
];

/// Words before a full stop that end no sentence where a number follows.
const BEFORE_NUMBERS: &[&str] = &[
    "apr", "approx", "art", "aug", "c", "ca", "ch", "dec", "feb", "jan", "jul", "jun", "mar",
    "nov", "oct", "p", "pp", "reg", "regs", "s", "sch", "sec", "sep", "sept", "ss", "vol",
];

/// Finds where sentences begin, in bytes, the first at 0. Every line begins one.
pub(in crate::index) fn sentence_starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut from = 0;
    while let Some(start) = next_start(text, from..text.len()) {
        starts.push(start);
        from = start;
    }
    starts
}

/// Tells whether a sentence begins behind what ends one in a part of a text.
pub(in crate::index) fn sentence_begins(text: &str, part: Range<usize>) -> bool {
    match &text.as_bytes()[part.clone()] {
        // Nearly all words are parted so.
        b" " | b"-" | b"" => false,
        _ => next_start(text, part).is_some(),
    }
}

/// Finds the next beginning of a sentence whose end stands in a part of a text.
fn next_start(text: &str, part: Range<usize>) -> Option<usize> {
    let mut from = part.start;
    while let Some(found) = text.as_bytes()[from..part.end]
        .iter()
        .position(|b| may_end(*b))
    {
        let at = from + found;
        let mut chars = text[at..].chars();
        let end = chars.next();
        from = text.len() - chars.as_str().len();
        match end {
            Some('\n') => return Some(from),
            Some('.' | '!' | '?' | '…') => {
                let rest = chars.as_str().trim_start_matches(is_closing);
                let next = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
                from = text.len() - next.len();
                let first = next.chars().next()?;
                let opens = !first.is_lowercase() && first != '\n';
                let spaces = next.len() < rest.len();
                let is_number = first.is_ascii_digit();
                if spaces && opens && !(end == Some('.') && abbreviates(&text[..at], is_number)) {
                    return Some(from);
                }
            }
            _ => {}
        }
        from = from.min(part.end);
    }
    None
}

/// Tells whether a character that ends a sentence can begin with this byte.
fn may_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'.' | b'!' | b'?' | 0xe2)
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | ')' | ']' | '"' | '\'' | '’' | '”' | '»'
    )
}

/// Tells whether the full stop behind a text is that of an abbreviation, by whether a number follows.
fn abbreviates(before: &str, number_follows: bool) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or("");
    // "J. Smith", "the U.K. Act", "s.47".
    let is_letter = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    let initials = match word.contains('.') {
        true => word.split('.').all(is_letter),
        false => is_letter(word) && word.chars().all(char::is_uppercase),
    };
    let word = word.to_lowercase();
    let is_known = |words: &[&str]| words.contains(&word.as_str());
    initials || is_known(ABBREVIATIONS) || number_follows && is_known(BEFORE_NUMBERS)
}

#[cfg(test)]
mod tests {
    use super::sentence_starts;

    #[test]
    fn parts_sentences() {
        let check = |text: &str, expected: &[&str]| {
            let mut starts = sentence_starts(text);
            starts.push(text.len());
            let parts: Vec<_> = starts.windows(2).map(|w| text[w[0]..w[1]].trim()).collect();
            assert_eq!(parts, expected, "{text:?}");
        };
        check("One. Two? Three", &["One.", "Two?", "Three"]);
        check(
            "Use tools, e.g. Signs. Done.",
            &["Use tools, e.g. Signs.", "Done."],
        );
        check(
            "It was so in Jan. 2024, approx. 20 of them. 12 were seen. They met in Sept. Leaders know.",
            &[
                "It was so in Jan. 2024, approx. 20 of them.",
                "12 were seen.",
                "They met in Sept.",
                "Leaders know.",
            ],
        );
        check(
            "St. Helens and J. Smith met.",
            &["St. Helens and J. Smith met."],
        );
        check(
            "It is ‘good.’ Leaders know.",
            &["It is ‘good.’", "Leaders know."],
        );
        check("8.8 per week. 17 left.", &["8.8 per week.", "17 left."]);
        check(
            "A child of the U.K. Act is seen. So is (U.S. law) theirs.",
            &[
                "A child of the U.K. Act is seen.",
                "So is (U.S. law) theirs.",
            ],
        );
        check(
            "They went to X.Y.Zed. Then back.",
            &["They went to X.Y.Zed.", "Then back."],
        );
        check("one\ntwo", &["one", "two"]);
        check("wait… and see", &["wait… and see"]);
    }
}
