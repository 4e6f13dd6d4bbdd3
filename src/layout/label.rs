//! Labels: the bullet or number that a list item begins with.

/// The label at the start of a block's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// What it is.
    pub mark: Mark,
    /// Bytes of the block's text that it takes, the white space behind it included.
    pub len: usize,
}

/// A bullet or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A bullet of the first rank: ■, ●, • and the private-use glyphs that stand for them.
    Bullet,
    /// A bullet of a lower rank: a dash or an open circle.
    SubBullet,
    /// `12.`: a number and a full stop.
    Number(u32),
    /// `12` without a full stop, which may as well begin a sentence.
    BareNumber(u32),
    /// `2.1`: a number of a table or a heading.
    Section(u32, u32),
    /// `a)`, `(iv)`, `3)`, `(12)`, `§ 12`.
    Letter,
}

/// Highest number that is taken for a label; years are none.
const MAX_NUMBER: u32 = 399;

/// Numerals of lists.
const ROMAN: [&str; 12] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
];

/// Finds the label that a text begins with.
pub(super) fn find(text: &str) -> Option<Label> {
    let first = text.chars().next()?;
    let recognised = || is_recognised_bullet(text).then_some(Mark::Bullet);
    if let Some(mark) = bullet(first).or_else(recognised) {
        let rest = &text[first.len_utf8()..];
        let len = text.len() - rest.trim_start().len();
        // A dash without a space behind it belongs to the word.
        let is_label =
            rest.is_empty() || rest.starts_with(char::is_whitespace) || mark == Mark::Bullet;
        return is_label.then_some(Label { mark, len });
    }
    if first.is_ascii_digit() {
        return number(text);
    }
    letter(text)
        .or_else(|| enclosed(text))
        .or_else(|| signed(text))
}

/// Reads the number of a label like `(12)`, `3)` or `§ 12`.
pub(super) fn enclosed_number(label: &str) -> Option<u32> {
    if let Some(number) = label.strip_prefix(['§', '¶']) {
        return number.trim().trim_end_matches('.').parse().ok();
    }
    // Word processors count with a word before the number: "Para 12".
    let named = label.trim_end().trim_end_matches('.').split_once(' ');
    if let Some((_, number)) = named.filter(|(word, _)| word.chars().all(char::is_alphabetic)) {
        return number.parse().ok();
    }
    let inner = label.trim_end().strip_suffix(')')?;
    inner.strip_prefix('(').unwrap_or(inner).parse().ok()
}

fn enclosed(text: &str) -> Option<Label> {
    let inner = text.strip_prefix('(')?;
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let rest = inner[digits..].strip_prefix(')')?;
    let number: u32 = inner[..digits].parse().ok()?;
    let is_label = number <= MAX_NUMBER && rest.starts_with(char::is_whitespace);
    is_label.then(|| Label {
        mark: Mark::Letter,
        len: text.len() - rest.trim_start().len(),
    })
}

/// Finds a number behind the sign of a paragraph.
fn signed(text: &str) -> Option<Label> {
    let number = text.strip_prefix(['§', '¶'])?.trim_start();
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let value: u32 = number[..digits].parse().ok()?;
    let rest = &number[digits..];
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let is_label =
        value <= MAX_NUMBER && (rest.is_empty() || rest.starts_with(char::is_whitespace));
    is_label.then(|| Label {
        mark: Mark::Letter,
        len: text.len() - rest.trim_start().len(),
    })
}

/// Tells whether a text begins with the number or the letter behind that of another.
pub(super) fn follows(before: &str, text: &str) -> bool {
    let [Some(label), Some(next)] = [find(before), find(text)] else {
        return false;
    };
    match [label.mark, next.mark] {
        [Mark::Number(number), Mark::Number(next)] => next == number + 1,
        [Mark::Letter, Mark::Letter] => {
            counts_on(before[..label.len].trim_end(), text[..next.len].trim_end())
        }
        _ => false,
    }
}

/// Tells whether a label of letters or of numbers in brackets counts on from another: `(c)` from `(b)`, `iv)`
/// from `iii)`.
fn counts_on(label: &str, next: &str) -> bool {
    if label.starts_with('(') != next.starts_with('(') {
        return false;
    }
    let [label, next] =
        [label, next].map(|label| label.trim_end_matches(')').trim_start_matches('('));
    if let (Ok(number), Ok(next)) = (label.parse::<u32>(), next.parse::<u32>()) {
        return next == number + 1;
    }
    let roman = |text: &str| ROMAN.iter().position(|numeral| *numeral == text);
    let is_next_numeral = roman(label).is_some_and(|at| roman(next) == Some(at + 1));
    let is_next_letter = matches!(
        (label.as_bytes(), next.as_bytes()),
        ([letter], [next]) if *next == letter + 1
    );
    is_next_numeral || is_next_letter
}

/// Tells whether a text is nothing but a label.
pub(super) fn is_alone(text: &str) -> bool {
    find(text).is_some_and(|label| label.len == text.len())
}

fn number(text: &str) -> Option<Label> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value: u32 = text[..digits].parse().ok().filter(|&n| n <= MAX_NUMBER)?;
    let rest = &text[digits..];
    let with = |mark, rest: &str| {
        Some(Label {
            mark,
            len: text.len() - rest.trim_start().len(),
        })
    };
    if let Some(after) = rest.strip_prefix('.') {
        let more = after.bytes().take_while(u8::is_ascii_digit).count();
        if more == 0 {
            return with(Mark::Number(value), after);
        }
        let minor = after[..more].parse().ok()?;
        let after = &after[more..];
        let after = after.strip_prefix('.').unwrap_or(after);
        return (after.starts_with(char::is_whitespace) || after.is_empty())
            .then(|| with(Mark::Section(value, minor), after))?;
    }
    if let Some(after) = rest.strip_prefix(')') {
        return with(Mark::Letter, after);
    }
    if rest.is_empty() || rest.starts_with(char::is_whitespace) {
        return with(Mark::BareNumber(value), rest);
    }
    None
}

fn letter(text: &str) -> Option<Label> {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let letters = inner.bytes().take_while(u8::is_ascii_lowercase).count();
    let is_label = letters == 1
        || (2..=4).contains(&letters) && inner[..letters].bytes().all(|b| b"ivx".contains(&b));
    let rest = inner[letters..].strip_prefix(')')?;
    (is_label && rest.starts_with(char::is_whitespace)).then(|| Label {
        mark: Mark::Letter,
        len: text.len() - rest.trim_start().len(),
    })
}

/// Tells whether a text begins with a sign that stands before no words: bullets are recognised as it in pictures.
fn is_recognised_bullet(text: &str) -> bool {
    text.starts_with("¢ ") || text.starts_with("° ")
}

/// Tells whether a character is a bullet. Private-use and control characters at the start of a
/// line are glyphs of symbol fonts, never letters.
fn bullet(c: char) -> Option<Mark> {
    match c {
        '■' | '▪' | '◼' | '●' | '•' | '·' | '♦' | '◆' | '►' | '▶' | '▸' | '‣' | '➢' | '➤' | '❖'
        | '✓' | '*' | '\u{25FE}' => Some(Mark::Bullet),
        '\u{F02D}' | '\u{F0BE}' => Some(Mark::SubBullet),
        '\u{E000}'..='\u{F8FF}' | '\u{80}'..='\u{9F}' | '\u{335}' | '\u{336}' => Some(Mark::Bullet),
        '○' | '◦' | '□' | '-' | '‐' | '‑' | '–' | '—' | '−' | '⎯' | '─' | '―' => {
            Some(Mark::SubBullet)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Label, Mark, find};

    #[test]
    fn labels() {
        let check =
            |text: &str, mark, len| assert_eq!(find(text), Some(Label { mark, len }), "{text}");
        check("12. Social workers", Mark::Number(12), 4);
        check("10.Initial child", Mark::Number(10), 3);
        check("18.", Mark::Number(18), 3);
        check("34 Most children", Mark::BareNumber(34), 3);
        check("2.1 Adoption", Mark::Section(2, 1), 4);
        check("\u{F06E} The quality", Mark::Bullet, 4);
        check("\u{F0B7}The quality", Mark::Bullet, 3);
        check("− private fostering", Mark::SubBullet, 4);
        check("¢ private fostering", Mark::Bullet, 3);
        check("a) first", Mark::Letter, 3);
        check("(iv) fourth", Mark::Letter, 5);
        check("3) third", Mark::Letter, 3);
        check("(12) Assessments", Mark::Letter, 5);
        check("§ 12 Assessments", Mark::Letter, 6);
        check("§3. Assessments", Mark::Letter, 5);
    }

    #[test]
    fn letters_and_numbers_count_on() {
        let check = |before: &str, text: &str, expected: bool| {
            assert_eq!(super::follows(before, text), expected, "{before} {text}");
        };
        check("3. Plans", "4. Visits", true);
        check("3. Plans", "5. Visits", false);
        check("(a) plans", "(b) visits", true);
        check("(a) plans", "(c) visits", false);
        check("(a) plans", "b) visits", false);
        check("(iii) plans", "(iv) visits", true);
        check("(h) plans", "(i) visits", true);
        check("(16) Plans", "(17) Visits", true);
        check("16) Plans", "17) Visits", true);
        check("(16) Plans", "(a) visits", false);
    }

    #[test]
    fn no_labels() {
        for text in [
            "",
            "16- and 17-year-olds",
            "8.8 per week",
            "2019 saw",
            "1,200 children",
            "and) so",
            "-based",
            "(2019) saw",
            "¢50 a day",
            "(12)th",
            "(12",
        ] {
            assert!(
                !matches!(
                    find(text),
                    Some(Label {
                        mark: Mark::Number(_),
                        ..
                    })
                ),
                "{text}"
            );
        }
        assert_eq!(find("16- and 17-year-olds"), None);
        assert_eq!(find("2019 saw"), None);
        assert_eq!(find("1,200 children"), None);
        assert_eq!(find("-based"), None);
    }
}
