//! The words of a block in the making: marks that stand on them, and lines that are broken by hand.

use crate::layout::{Block, Mark, Role};

/// Stands for a line that is broken by hand.
const LINE: char = '\u{2028}';
/// Characters that are not printed: soft hyphens, joiners, byte order marks.
const UNPRINTED: [char; 5] = ['\u{AD}', '\u{200B}', '\u{200C}', '\u{2060}', '\u{FEFF}'];
/// Units of length, whose 2 or 3 is no mark of a note.
const UNITS: [&str; 8] = ["m", "km", "cm", "mm", "ft", "in", "yd", "mi"];
/// Lines that a program breaks where they are full are not longer, in bytes.
const WRAPPED: usize = 200;
/// So many longer ones tell that lines are paragraphs.
const ENOUGH: usize = 3;
/// Signs that mark notes.
const SIGNS: &str = "*†‡§¶";
/// Above so many stand the numbers of notes that are marked by signs.
const SIGNED: usize = 9_000;
/// So many notes are marked at one place, or signs mark one.
const MOST: usize = 9;

/// Text that is gathered until a block ends.
#[derive(Debug, Default)]
pub(in crate::formats) struct Inline {
    text: String,
    /// Whether any of the text is not bold.
    plain: bool,
    /// Raised text of which it is not known yet what it is.
    raised: String,
    /// Whether the last thing was a mark that was taken off a word.
    after_mark: bool,
    /// The numbers of the notes that are marked.
    marks: Vec<u32>,
    /// Whether the text begins with the mark of a note.
    begins_with_mark: bool,
}

/// A block's text, ended.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formats) struct Words {
    /// The paragraphs and items that lines broken by hand part it into; there may be none.
    pub(in crate::formats) pieces: Vec<String>,
    /// Whether all of it is bold.
    pub(in crate::formats) bold: bool,
    /// The numbers of the notes that are marked by raised numbers.
    pub(in crate::formats) marks: Vec<u32>,
    /// Whether it begins with the mark of a note, as a note does.
    pub(in crate::formats) begins_with_mark: bool,
}

impl Inline {
    /// Tells whether there is no text yet.
    pub(in crate::formats) fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.raised.trim().is_empty()
    }

    /// Adds text.
    pub(in crate::formats) fn push(&mut self, text: &str, bold: bool) {
        if text.is_empty() {
            return;
        }
        self.settle();
        self.plain |= !bold && !text.trim().is_empty();
        if std::mem::take(&mut self.after_mark)
            && text.trim_start().starts_with([',', '.', ';', ':', ')'])
        {
            self.text.truncate(self.text.trim_end().len());
        }
        self.text
            .extend(text.chars().filter(|c| !UNPRINTED.contains(c)));
    }

    /// Adds text that is raised: the mark of a note, a power, or letters as in "5th".
    pub(in crate::formats) fn raise(&mut self, text: &str) {
        self.raised.push_str(text);
    }

    /// Breaks the line.
    pub(in crate::formats) fn break_line(&mut self) {
        self.settle();
        self.text.push(LINE);
    }

    /// Says that the mark of a note stood here.
    pub(in crate::formats) fn mark(&mut self) {
        self.settle();
        self.after_mark = true;
    }

    /// Ends the text; one that may not be parted is one piece.
    pub(in crate::formats) fn end(&mut self, parts: bool) -> Words {
        self.settle();
        let words = std::mem::take(self);
        Words {
            pieces: match parts {
                true => pieces(&words.text),
                false => Some(fold_spaces(&words.text))
                    .filter(|text| !text.is_empty())
                    .into_iter()
                    .collect(),
            },
            bold: !words.plain,
            marks: words.marks,
            begins_with_mark: words.begins_with_mark,
        }
    }

    /// Finds out what the raised text is.
    fn settle(&mut self) {
        if self.raised.is_empty() {
            return;
        }
        let raised = std::mem::take(&mut self.raised);
        // What is left around a mark that was a link.
        if matches!(raised.trim(), "[" | "]" | "," | "(" | ")") {
            return;
        }
        let Some(numbers) = note_marks(&raised) else {
            self.plain |= !raised.trim().is_empty();
            let raised = match raised.trim().starts_with(['-', '−']) {
                true => as_power(&raised),
                false => raised,
            };
            self.text.push_str(&raised);
            return;
        };
        if self.text.trim().is_empty() {
            self.begins_with_mark = true;
            self.text.push_str(raised.trim());
            self.text.push(' ');
        } else if is_power(&self.text, &raised) {
            self.text.push_str(&as_power(&raised));
        } else {
            self.marks.extend(numbers);
            self.after_mark = true;
        }
    }
}

/// Returns the numbers of the notes that a raised text marks; none if it is no mark.
pub(in crate::formats) fn note_marks(raised: &str) -> Option<Vec<u32>> {
    let inner = raised.trim().trim_matches(['[', ']', '(', ')']);
    if inner.is_empty() {
        return None;
    }
    let parts = inner.split([',', ' ', '\u{A0}']);
    let mut numbers = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        match (sign_number(part), part.split_once(['–', '-'])) {
            (Some(number), _) => numbers.push(number),
            (None, Some((first, last))) => {
                let (first, last) = (plain_number(first)?, plain_number(last)?);
                let count = last.checked_sub(first)?;
                let range = (first..=last).take(MOST);
                numbers.extend((1..MOST as u32).contains(&count).then_some(range)?);
            }
            (None, None) => numbers.push(plain_number(part)?),
        }
    }
    Some(numbers)
}

fn plain_number(part: &str) -> Option<u32> {
    let is_number = part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| part.parse().ok()).flatten()
}

/// Returns the number that stands for a note marked by signs, `*` or `††`: one that none is marked by.
fn sign_number(signs: &str) -> Option<u32> {
    let sign = signs.chars().next()?;
    let kind = SIGNS.chars().position(|known| known == sign)?;
    let count = signs.chars().count();
    let number = SIGNED
        .saturating_add(kind.saturating_mul(10))
        .saturating_add(count);
    let is_mark = count <= MOST && signs.chars().all(|c| c == sign);
    is_mark.then(|| u32::try_from(number).ok()).flatten()
}

/// Parts the mark of a note from the text that it stands before: `* Text`, `[6] Text`.
pub(in crate::formats) fn marked_text(text: &str) -> Option<(u32, &str)> {
    if let Some((mark, rest)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) {
        return Some((plain_number(mark)?, rest.trim_start()));
    }
    let rest = text.trim_start_matches(|c| SIGNS.contains(c));
    let (mark, _) = text.split_at_checked(text.len().saturating_sub(rest.len()))?;
    Some((sign_number(mark)?, rest.trim_start()))
}

/// Tells whether a raised number is a power: of ten, or of a unit of length.
fn is_power(before: &str, raised: &str) -> bool {
    let word = |is_part: fn(char) -> bool| {
        let rest = before.trim_end_matches(is_part);
        before.get(rest.len()..).unwrap_or_default()
    };
    if before.ends_with(char::is_numeric) {
        return word(char::is_numeric) == "10";
    }
    matches!(raised.trim(), "2" | "3") && UNITS.contains(&word(char::is_alphabetic))
}

fn as_power(raised: &str) -> String {
    let power = |c: char| match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '-' | '−' => '⁻',
        c => c,
    };
    raised.trim().chars().map(power).collect()
}

/// Brings white space to single spaces.
pub(in crate::formats) fn fold_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Parts text at empty lines, and at lines that go on with a list.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut sequence = Sequence::default();
    let lines: Vec<String> = text.split(LINE).map(fold_spaces).collect();
    let are_paragraphs = are_paragraphs(&lines);
    let mut is_new = true;
    for (at, line) in lines.iter().enumerate() {
        if line.is_empty() {
            is_new = true;
            continue;
        }
        let after = lines.get(at.saturating_add(1)..).unwrap_or_default();
        let begins = sequence.goes_on(pieces.last().map_or("", String::as_str), line, after);
        match pieces.last_mut() {
            Some(open) if !is_new && !begins && !are_paragraphs => {
                open.push(' ');
                open.push_str(line);
            }
            _ => pieces.push(line.clone()),
        }
        is_new = false;
    }
    pieces
}

/// Tells whether lines are paragraphs: most of the text stands in lines that no program would break so
/// late.
fn are_paragraphs(lines: &[String]) -> bool {
    let long = || lines.iter().filter(|line| line.len() > WRAPPED);
    let length = |line: &String| line.len();
    let all: usize = lines.iter().map(length).sum();
    long().count() >= ENOUGH && long().map(length).sum::<usize>() > all / 2
}

/// The last number of a list that is written by hand, line by line.
#[derive(Debug, Default)]
struct Sequence {
    last: Option<u32>,
}

impl Sequence {
    /// Tells whether a line is the next item of the list, and not the rest of a sentence that
    /// happens to begin with a number.
    fn goes_on(&mut self, before: &str, line: &str, after: &[String]) -> bool {
        let Some(mark) = mark_of(line) else {
            return false;
        };
        let introduced = before.ends_with(':');
        match mark {
            Mark::Bullet | Mark::SubBullet => true,
            Mark::Letter => introduced || matches!(mark_of(before), Some(Mark::Letter)),
            Mark::Number(number) => {
                let second = || {
                    after
                        .iter()
                        .any(|line| mark_of(line) == Some(Mark::Number(2)))
                };
                let is_next = match self.last {
                    Some(last) => last.checked_add(1) == Some(number),
                    None => before.is_empty() || introduced || number == 1 && second(),
                };
                if is_next {
                    self.last = Some(number);
                }
                is_next
            }
            _ => false,
        }
    }
}

fn mark_of(line: &str) -> Option<Mark> {
    let label = Block::plain(Role::ListItem, line.to_owned()).label?;
    // A number alone on its line is a label too, a bullet alone is nothing.
    Some(label.mark).filter(|_| line.len() > label.len || matches!(label.mark, Mark::Number(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads text in which `^` opens and closes what is raised, and `/` breaks a line.
    fn words(text: &str) -> Words {
        let mut inline = Inline::default();
        for (at, part) in text.split('^').enumerate() {
            if at % 2 == 1 {
                inline.raise(part);
                continue;
            }
            for (at, line) in part.split('/').enumerate() {
                if at > 0 {
                    inline.break_line();
                }
                inline.push(line, false);
            }
        }
        inline.end(true)
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text).pieces, expected, "{text}");
    }

    #[test]
    fn marks_come_off_words_and_powers_stay() {
        check("A mark^2^ stands", &["A mark stands"]);
        check("A mark ^1^, and [^*^]", &["A mark, and []"]);
        check("Two^1, 2^ of them", &["Two of them"]);
        check("In 2019^1^ and 10^6^", &["In 2019 and 10⁶"]);
        check("5 m^2^ and 10^-3^", &["5 m² and 10⁻³"]);
        check("the 5^th^ day", &["the 5th day"]);
        assert_eq!(words("Two^1, 2^ of them").marks, [1, 2]);
        let note = words("^3^Of 2022.");
        assert!(note.begins_with_mark);
        assert_eq!(note.pieces, ["3 Of 2022."]);
    }

    #[test]
    fn what_is_not_printed_is_no_text() {
        check("super\u{AD}vision and\u{200B} so", &["supervision and so"]);
    }

    #[test]
    fn lines_part_where_a_list_goes_on() {
        check("One/two", &["One two"]);
        check("One//two", &["One", "two"]);
        check(
            "1. One//2. Two/that wraps/3. Three",
            &["1. One", "2. Two that wraps", "3. Three"],
        );
        check(
            "1. One in/2019. It was/7. no",
            &["1. One in 2019. It was 7. no"],
        );
        check("They know:/• a/• b", &["They know:", "• a", "• b"]);
        check("They know:/(a) x/(b) y", &["They know:", "(a) x", "(b) y"]);
        check("First/1. a/2. b", &["First", "1. a", "2. b"]);
        check("First in/1. August", &["First in 1. August"]);
        let long = "Help is early. ".repeat(20);
        let lines = [long.trim(), "Plans", long.trim(), long.trim()];
        check(&lines.join("/"), &lines);
    }
}
