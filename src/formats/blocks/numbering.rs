//! The numbers that a word processor prints before the paragraphs of its lists.

/// Lists are not nested deeper.
const DEPTH: usize = 10;

/// Longest pattern of a label, in characters; it is printed before every item.
const MAX_PATTERN: usize = 80;

/// How the items of one level of a list are marked.
#[derive(Debug, Clone)]
pub(in crate::formats) struct Level {
    /// What stands for the number.
    pub(in crate::formats) numeral: Numeral,
    /// The first number.
    pub(in crate::formats) start: i64,
    /// The label, with `%1` in place of the number of the outermost level.
    pub(in crate::formats) pattern: String,
    /// Whether all numbers of the label are written as 1, 2, 3.
    pub(in crate::formats) legal: bool,
    /// The level, counted from 1, whose items begin this one anew; none is the level above, and 0
    /// is no level at all.
    pub(in crate::formats) restarts_below: Option<usize>,
    /// Where the text begins, in points, if the file says so.
    pub(in crate::formats) left: Option<f32>,
}

impl Level {
    /// Returns a level whose items bear no label.
    pub(in crate::formats) fn unlabelled() -> Level {
        Level {
            numeral: Numeral::None,
            start: 1,
            pattern: String::new(),
            legal: false,
            restarts_below: None,
            left: None,
        }
    }
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Numeral {
    /// No number but a bullet.
    Bullet,
    /// Nothing at all.
    None,
    /// 1, 2, 3.
    Decimal,
    /// a, b, c.
    LowerLetter,
    /// A, B, C.
    UpperLetter,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// 01, 02, 03.
    Padded,
    /// 1st, 2nd, 3rd.
    Ordinal,
    /// One, Two, Three.
    CardinalText,
    /// First, Second, Third.
    OrdinalText,
}

/// Where a list has got to: the last number on each level.
#[derive(Debug, Clone, Default)]
pub(in crate::formats) struct Counter {
    numbers: [Option<i64>; DEPTH],
}

impl Counter {
    /// Counts an item and returns its label, white space included. Depth counts from 0.
    pub(in crate::formats) fn label(&mut self, levels: &[Level], depth: usize) -> Option<String> {
        let depth = depth.min(DEPTH - 1);
        let level = levels.get(depth)?;
        let (place, below) = self.numbers.get_mut(depth..)?.split_first_mut()?;
        *place = Some(match *place {
            Some(number) => number.saturating_add(1),
            None => level.start,
        });
        let deeper = levels.iter().skip(depth.saturating_add(1));
        for (place, level) in below.iter_mut().zip(deeper) {
            if level.restarts_below.is_none_or(|above| depth < above) {
                *place = None;
            }
        }
        match level.numeral {
            Numeral::Bullet => Some(bullet(depth).to_owned()),
            Numeral::None if !level.pattern.contains('%') && !level.pattern.trim().is_empty() => {
                Some(level.pattern.trim().to_owned() + " ")
            }
            Numeral::None => None,
            _ => Some(self.fill(levels, level) + " ").filter(|label| label != " "),
        }
    }

    /// Lets the next item of a level have a number.
    pub(in crate::formats) fn restart(&mut self, depth: usize, number: Option<i64>) {
        if let Some(place) = self.numbers.get_mut(depth) {
            *place = number.map(|number| number.saturating_sub(1));
        }
    }

    fn fill(&self, levels: &[Level], labelled: &Level) -> String {
        let mut label = String::new();
        let mut chars = labelled.pattern.chars().take(MAX_PATTERN).peekable();
        while let Some(c) = chars.next() {
            let depth = chars
                .peek()
                .and_then(|c| c.to_digit(10))
                .filter(|&digit| c == '%' && digit > 0)
                .map(|digit| digit as usize - 1);
            let Some(level) = depth.and_then(|depth| levels.get(depth)) else {
                label.push(c);
                continue;
            };
            chars.next();
            // A level above may not have begun.
            let number = depth.and_then(|depth| *self.numbers.get(depth)?);
            let how = match labelled.legal {
                true => Numeral::Decimal,
                false => level.numeral,
            };
            label.push_str(&numeral(how, number.unwrap_or(level.start)));
        }
        label.trim().to_owned()
    }
}

/// Returns the label of a bulleted item at a depth counted from 0.
pub(in crate::formats) fn bullet(depth: usize) -> &'static str {
    if depth == 0 { "• " } else { "– " }
}

/// Writes a number.
pub(in crate::formats) fn numeral(numeral: Numeral, number: i64) -> String {
    match numeral {
        Numeral::Bullet | Numeral::None => String::new(),
        Numeral::LowerLetter => letters(number),
        Numeral::UpperLetter => letters(number).to_uppercase(),
        Numeral::LowerRoman => roman(number),
        Numeral::UpperRoman => roman(number).to_uppercase(),
        Numeral::Decimal => number.to_string(),
        Numeral::Padded => format!("{number:02}"),
        Numeral::Ordinal => format!("{number}{}", ordinal_ending(number)),
        Numeral::CardinalText => in_words(number, &CARDINALS, ""),
        Numeral::OrdinalText => in_words(number, &ORDINALS, "th"),
    }
}

fn ordinal_ending(number: i64) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

const CARDINALS: [&str; 19] = [
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
];
const ORDINALS: [&str; 19] = [
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Thirteenth",
    "Fourteenth",
    "Fifteenth",
    "Sixteenth",
    "Seventeenth",
    "Eighteenth",
    "Nineteenth",
];
const TENS: [&str; 8] = [
    "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety",
];

/// Writes a number below 100 as words; whole tens get an ending.
fn in_words(number: i64, words: &[&str; 19], ending: &str) -> String {
    let word = |words: &[&str], place: i64| {
        let place = usize::try_from(place.saturating_sub(1)).ok()?;
        words.get(place).map(|word| (*word).to_owned())
    };
    let written = match (number / 10, number % 10) {
        (0 | 1, _) => word(words, number),
        (tens, 0) => word(&TENS, tens - 1).map(|tens| match ending {
            "" => tens,
            ending => format!("{}ie{ending}", tens.trim_end_matches('y')),
        }),
        (tens, ones) => word(&TENS, tens - 1)
            .zip(word(words, ones))
            .map(|(tens, ones)| format!("{tens}-{}", ones.to_lowercase())),
    };
    written.unwrap_or_else(|| number.to_string())
}

/// Writes a to z, then aa to zz, as word processors do.
fn letters(number: i64) -> String {
    let letter = |index: i64| u8::try_from(index % 26).map(|index| char::from(b'a' + index));
    match (
        letter(number.saturating_sub(1)),
        usize::try_from((number.saturating_sub(1)) / 26),
    ) {
        (Ok(letter), Ok(round @ 0..10)) => letter.to_string().repeat(round + 1),
        _ => number.to_string(),
    }
}

fn roman(number: i64) -> String {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        let check = |how, number, expected: &str| assert_eq!(numeral(how, number), expected);
        check(Numeral::Decimal, 12, "12");
        check(Numeral::LowerLetter, 26, "z");
        check(Numeral::UpperLetter, 28, "BB");
        check(Numeral::LowerLetter, 0, "0");
        check(Numeral::LowerRoman, 14, "xiv");
        check(Numeral::UpperRoman, 0, "0");
        check(Numeral::Padded, 7, "07");
        check(Numeral::Ordinal, 22, "22nd");
        check(Numeral::Ordinal, 112, "112th");
        check(Numeral::CardinalText, 40, "Forty");
        check(Numeral::OrdinalText, 20, "Twentieth");
        check(Numeral::OrdinalText, 21, "Twenty-first");
        check(Numeral::OrdinalText, 100, "100");
        check(Numeral::CardinalText, -3, "-3");
        check(Numeral::LowerLetter, i64::MIN, &i64::MIN.to_string());
    }

    #[test]
    fn levels_count_on_and_begin_anew() {
        let level = |pattern: &str, start| Level {
            numeral: Numeral::Decimal,
            start,
            pattern: pattern.to_owned(),
            ..Level::unlabelled()
        };
        let levels = [level("%1.", 3), level("%1.%2", 1)];
        let mut counter = Counter::default();
        let labels: Vec<_> = [0, 1, 1, 0, 1]
            .into_iter()
            .map(|depth| counter.label(&levels, depth).unwrap())
            .collect();
        assert_eq!(labels, ["3. ", "3.1 ", "3.2 ", "4. ", "4.1 "]);
        counter.restart(0, Some(9));
        assert_eq!(counter.label(&levels, 0).unwrap(), "9. ");
    }
}
