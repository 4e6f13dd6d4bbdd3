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

/// Drops the digit of a footnote mark that sticks to a word: "area2".
fn without_mark(word: &str) -> &str {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = word.len() - letters.len();
    let is_marked = digits == 1 && letters.len() > 2 && letters.chars().all(char::is_alphabetic);
    if is_marked { letters } else { word }
}

/// Folds a heading: as [`fold`], without articles and with one spelling of words that vary.
pub(super) fn fold_heading(text: &str) -> String {
    let folded = fold(&text.replace('.', " "));
    folded
        .split(' ')
        .filter(|word| !matches!(*word, "the" | "a" | "an"))
        .map(|word| match word {
            "judgment" => "judgement",
            "judgments" => "judgements",
            "experience" => "experiences",
            _ => without_mark(word),
        })
        .collect::<Vec<_>>()
        .join(" ")
}
