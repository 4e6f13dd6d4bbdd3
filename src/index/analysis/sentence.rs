//! Where sentences begin.

/// Words before a full stop that end no sentence.
const ABBREVIATIONS: &[&str] = &[
    "cf", "dr", "e.g", "eg", "fig", "i.e", "ie", "mr", "mrs", "ms", "no", "nos", "para", "paras",
    "prof", "rev", "st", "viz", "vs",
];

/// Finds where sentences begin, in bytes, the first at 0. Every line begins one.
pub(super) fn sentence_starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '\n' => starts.push(at + 1),
            '.' | '!' | '?' | '…' => {
                while chars.next_if(|(_, c)| is_closing(*c)).is_some() {}
                let mut spaces = false;
                while chars
                    .next_if(|(_, c)| c.is_whitespace() && *c != '\n')
                    .is_some()
                {
                    spaces = true;
                }
                let Some(&(next, first)) = chars.peek() else {
                    break;
                };
                let opens = !first.is_lowercase() && first != '\n';
                if spaces && opens && !(c == '.' && abbreviates(&text[..at])) {
                    starts.push(next);
                }
            }
            _ => {}
        }
    }
    starts
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | ')' | ']' | '"' | '\'' | '’' | '”' | '»'
    )
}

fn abbreviates(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
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
            "St. Helens and J. Smith met.",
            &["St. Helens and J. Smith met."],
        );
        check(
            "It is ‘good.’ Leaders know.",
            &["It is ‘good.’", "Leaders know."],
        );
        check("8.8 per week. 17 left.", &["8.8 per week.", "17 left."]);
        check("one\ntwo", &["one", "two"]);
        check("wait… and see", &["wait… and see"]);
    }
}
