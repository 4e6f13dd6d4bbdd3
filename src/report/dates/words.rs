//! A text as far as dates are concerned, piece by piece.

/// A date of which the month or the year may be left to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Partial {
    pub(super) day: i8,
    pub(super) month: Option<i8>,
    pub(super) year: Option<i16>,
}

/// A piece of text as far as dates are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Number(u32),
    Month(i8),
    /// A date in one piece: `1/06/2015`, `19-JUL-2022`.
    Numeric(Partial),
    /// "to", "and", a dash: joins dates to a span.
    Joiner,
    /// A comma: may stand inside a date, or join dates that are complete.
    Comma,
    /// A weekday or an article: may stand inside a date.
    Filler,
    Other,
}

/// Which of two numbers comes first where a date is printed in digits alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Order {
    /// `12/08/2007` is in August, as everywhere in Britain.
    DayFirst,
    /// `12/08/2007` is in December.
    MonthFirst,
}

pub(super) fn words(text: &str, order: Order) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            if let Some((date, behind)) = compact(rest, order) {
                words.push(Word::Numeric(date));
                rest = behind;
                continue;
            }
            let (digits, behind) = cut(rest, |c| c.is_ascii_digit());
            words.push(digits.parse().map_or(Word::Other, Word::Number));
            rest = behind;
            // "16/17 October"
            if let Some(behind) = rest.strip_prefix('/')
                && behind.starts_with(|c: char| c.is_ascii_digit())
            {
                words.push(Word::Joiner);
                rest = behind;
            }
        } else if let Some(behind) = without_remark(rest) {
            words.push(Word::Filler);
            rest = behind;
        } else if c.is_alphabetic() {
            let (word, behind) = cut(rest, char::is_alphabetic);
            let word = word.to_lowercase();
            rest = behind;
            // Ordinal endings, which may be set apart as they are set high: 1st, 2 nd.
            let is_ending = matches!(word.as_str(), "st" | "nd" | "rd" | "th");
            if !(is_ending && matches!(words.last(), Some(Word::Number(_)))) {
                words.push(name(&word));
            }
        } else {
            rest = &rest[c.len_utf8()..];
            match c {
                '-' | '‐' | '‑' | '–' | '—' | '−' | '─' | '&' => {
                    words.push(Word::Joiner)
                }
                ',' | ';' => words.push(Word::Comma),
                // "3 to 14 Sept. 2024"
                '.' if matches!(words.last(), Some(Word::Month(_))) && is_year(rest) => {}
                _ if c.is_whitespace() => {}
                _ => words.push(Word::Other),
            }
        }
    }
    words
}

/// Where inspectors were on some of the days.
const WHERE: [&str; 8] = [
    "on-site",
    "off-site",
    "on site",
    "off site",
    "onsite",
    "offsite",
    "remotely",
    "virtually",
];

/// Returns what stands behind a remark between dates: where inspectors were, in brackets or not;
/// brackets that a remark without figures stands in, or that a further date does.
fn without_remark(text: &str) -> Option<&str> {
    const MAX_REMARK: usize = 40;
    if let Some(inside) = text.strip_prefix('(') {
        // "(off site)"; "3 March 2025 (and 10 March 2025)".
        if let Some((remark, behind)) = inside.split_once(')')
            && remark.len() <= MAX_REMARK
            && !remark.contains(|c: char| c.is_ascii_digit())
        {
            return Some(behind);
        }
        return inside.starts_with("and ").then_some(inside);
    }
    if !text.starts_with(['o', 'O', 'r', 'R', 'v', 'V']) {
        return None;
    }
    WHERE.iter().find_map(|place| {
        let said = text.get(..place.len())?;
        let behind = &text[place.len()..];
        let is_whole = !behind.starts_with(char::is_alphanumeric);
        (said.eq_ignore_ascii_case(place) && is_whole).then_some(behind)
    })
}

/// Tells whether a text begins with a year.
fn is_year(text: &str) -> bool {
    let (digits, _) = cut(text.trim_start(), |c| c.is_ascii_digit());
    digits.len() == 4 && matches!(digits.parse(), Ok(1990..=2099u32))
}

/// Splits a text where a run of some characters ends.
fn cut(text: &str, is_in: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !is_in(c)).unwrap_or(text.len()))
}

/// Reads a date in one piece from the beginning of a text: `1/06/2015`, `01.06.15`, `2015-06-01`,
/// `19-JUL-2022`. Returns the text behind it too.
fn compact(text: &str, order: Order) -> Option<(Partial, &str)> {
    let (first, rest) = cut(text, |c| c.is_ascii_digit());
    let separator = rest.chars().next()?;
    if !matches!(separator, '/' | '-' | '.') {
        return None;
    }
    let (second, rest) = cut(&rest[1..], char::is_alphanumeric);
    let (third, behind) = cut(rest.strip_prefix(separator)?, |c| c.is_ascii_digit());
    let number = |digits: &str| digits.parse::<i16>().ok();
    let (year, month, day) = if first.len() == 4 && third.len() <= 2 {
        (number(first)?, number(second)?, number(third)?)
    } else {
        let year = match third.len() {
            4 => number(third)?,
            2 => 2000 + number(third)?,
            _ => return None,
        };
        match name(&second.to_lowercase()) {
            Word::Month(month) => (year, i16::from(month), number(first)?),
            _ if order == Order::MonthFirst => (year, number(first)?, number(second)?),
            _ => (year, number(second)?, number(first)?),
        }
    };
    let holds =
        (1990..=2099).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let date = Partial {
        day: day as i8,
        month: Some(month as i8),
        year: Some(year),
    };
    holds.then_some((date, behind))
}

/// The months, as they are compared.
pub(in crate::report) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn name(word: &str) -> Word {
    let month = MONTHS.iter().position(|month| {
        *month == word
            || word.len() >= 3 && (month[..3] == *word || word == "sept" && month.starts_with(word))
    });
    match month {
        Some(index) => Word::Month(index as i8 + 1),
        None => match word {
            "to" | "and" | "until" => Word::Joiner,
            "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
            | "mon" | "tue" | "tues" | "wed" | "weds" | "thu" | "thur" | "thurs" | "fri"
            | "sat" | "sun" | "of" | "the" => Word::Filler,
            _ => Word::Other,
        },
    }
}
