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
            "board1" | "board2" | "board3" => "board",
            _ => word,
        })
        .collect::<Vec<_>>()
        .join(" ")
}
