//! Dates as reports print them: in words or digits, as spans, with parts left out.

use crate::model::{Date, DateSpan};

/// A date of which the month or the year may be left to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Partial {
    day: i8,
    month: Option<i8>,
    year: Option<i16>,
}

/// A piece of text as far as dates are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Number(u32),
    Month(i8),
    /// `1/06/2015`
    Numeric(Partial),
    /// "to", "and", a dash: joins dates to a span.
    Joiner,
    /// A weekday or a comma: may stand inside a date.
    Filler,
    Other,
}

/// Finds the first span of days in a text: `30 October to 3 November 2023`, `15 – 19 July 2013`,
/// `5 to 9 December 2022 and 14 to 15 February 2023`, `1/06/2015 – 25/06/2015`, `16 May 2016`.
///
/// `year` stands in where no year is printed.
pub(super) fn find_span(text: &str, year: Option<i16>) -> Option<DateSpan> {
    let words = words(text);
    (0..words.len()).find_map(|start| span_at(&words[start..], year))
}

/// Reads a text that is nothing but one date.
pub(super) fn whole_date(text: &str) -> Option<Date> {
    let words = words(text);
    if words.contains(&Word::Other) || words.contains(&Word::Joiner) {
        return None;
    }
    let span = span_at(&words, None)?;
    (span.start == span.end).then_some(span.start)
}

/// Finds the first single date with a year in a text.
pub(super) fn find_date(text: &str) -> Option<Date> {
    find_span(text, None).map(|span| span.start)
}

fn span_at(words: &[Word], year: Option<i16>) -> Option<DateSpan> {
    if !matches!(words.first(), Some(Word::Number(_) | Word::Numeric(_))) {
        return None;
    }
    let mut dates: Vec<Partial> = Vec::new();
    let mut at = 0;
    let mut joined = true;
    while let Some(&word) = words.get(at) {
        match word {
            Word::Number(day @ 1..=31) if joined => {
                dates.push(Partial {
                    day: day as i8,
                    month: None,
                    year: None,
                });
                joined = false;
            }
            Word::Numeric(date) if joined => {
                dates.push(date);
                joined = false;
            }
            Word::Month(month) if !joined && dates.last().is_some_and(|d| d.month.is_none()) => {
                dates.last_mut()?.month = Some(month);
            }
            Word::Number(year @ 1990..=2099)
                if !joined
                    && dates
                        .last()
                        .is_some_and(|d| d.month.is_some() && d.year.is_none()) =>
            {
                dates.last_mut()?.year = Some(year as i16);
            }
            Word::Joiner => joined = true,
            Word::Filler => {}
            _ => break,
        }
        at += 1;
    }
    complete(&mut dates, year)?;
    let days: Vec<Date> = dates
        .iter()
        .filter_map(|date| Date::new(date.year?, date.month?, date.day).ok())
        .collect();
    if days.len() != dates.len() {
        return None;
    }
    Some(DateSpan {
        start: *days.first()?,
        end: *days.last()?,
    })
}

/// Fills what is left out from the next date that has it, or else from the one before.
fn complete(dates: &mut [Partial], year: Option<i16>) -> Option<()> {
    let mut next: Option<Partial> = None;
    for date in dates.iter_mut().rev() {
        date.month = date.month.or(next.and_then(|next| next.month));
        if date.year.is_none() {
            // "12 December to 5 January 2019" began the year before.
            date.year = next.and_then(|next| {
                let earlier = date.month > next.month;
                next.year.map(|year| if earlier { year - 1 } else { year })
            });
        }
        next = Some(*date);
    }
    let mut before: Option<Partial> = None;
    for date in dates.iter_mut() {
        if date.year.is_none() {
            date.year = before
                .and_then(|before| {
                    let later = date.month < before.month;
                    before.year.map(|year| if later { year + 1 } else { year })
                })
                .or(year);
        }
        before = Some(*date);
    }
    dates
        .iter()
        .all(|date| date.month.is_some() && date.year.is_some())
        .then_some(())
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(&c) = chars.peek() {
        if c.is_ascii_digit() {
            let mut digits = String::new();
            while let Some(&c) = chars.peek().filter(|c| c.is_ascii_digit() || **c == '/') {
                digits.push(c);
                chars.next();
            }
            // Ordinal endings: 1st, 2nd, 3rd, 4th.
            let mut ending = String::new();
            let mut ahead = chars.clone();
            while let Some(&c) = ahead.peek().filter(|c| c.is_ascii_alphabetic()) {
                ending.push(c.to_ascii_lowercase());
                ahead.next();
            }
            if matches!(ending.as_str(), "st" | "nd" | "rd" | "th") {
                chars = ahead;
            }
            words.push(numeric(&digits));
        } else if c.is_alphabetic() {
            let mut word = String::new();
            while let Some(&c) = chars.peek().filter(|c| c.is_alphabetic()) {
                word.extend(c.to_lowercase());
                chars.next();
            }
            words.push(name(&word));
        } else {
            chars.next();
            match c {
                '-' | '‐' | '‑' | '–' | '—' | '−' | '─' | '&' => {
                    words.push(Word::Joiner)
                }
                ',' => words.push(Word::Filler),
                _ if c.is_whitespace() => {}
                _ => words.push(Word::Other),
            }
        }
    }
    words
}

fn numeric(digits: &str) -> Word {
    let parts: Vec<u32> = digits
        .split('/')
        .filter_map(|part| part.parse().ok())
        .collect();
    match parts[..] {
        [number] if !digits.contains('/') => Word::Number(number),
        [day @ 1..=31, month @ 1..=12, year] if year < 2100 => {
            let year = if year < 100 { 2000 + year } else { year };
            Word::Numeric(Partial {
                day: day as i8,
                month: Some(month as i8),
                year: Some(year as i16),
            })
        }
        _ => Word::Other,
    }
}

fn name(word: &str) -> Word {
    const MONTHS: [&str; 12] = [
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
    let month = MONTHS.iter().position(|month| {
        *month == word
            || word.len() >= 3 && (month[..3] == *word || word == "sept" && month.starts_with(word))
    });
    match month {
        Some(index) => Word::Month(index as i8 + 1),
        None => match word {
            "to" | "and" | "until" => Word::Joiner,
            "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
            | "of" => Word::Filler,
            _ => Word::Other,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let span = find_span(text, None).map(|span| format!("{}..{}", span.start, span.end));
        assert_eq!(span.as_deref().unwrap_or("none"), expected, "{text}");
    }

    #[test]
    fn spans_in_every_printed_form() {
        check(
            "Inspection dates: 30 October to 3 November 2023",
            "2023-10-30..2023-11-03",
        );
        check("11 June 2018 to 22 June 2018", "2018-06-11..2018-06-22");
        check("29 April 2014 – 21 May 2014", "2014-04-29..2014-05-21");
        check("15 – 19 July 2013", "2013-07-15..2013-07-19");
        check("2to 13 December 2024", "2024-12-02..2024-12-13");
        check("1/06/2015 – 25/06/2015", "2015-06-01..2015-06-25");
        check("12/09/2016 to 06/10/2016", "2016-09-12..2016-10-06");
        check("14 January 2014- 5 February", "2014-01-14..2014-02-05");
        check("26th February to 8th March 2024", "2024-02-26..2024-03-08");
        check(
            "5 to 9 December 2022 and 14 to 15 February 2023",
            "2022-12-05..2023-02-15",
        );
        check(
            "8 to 12 July and 7 to 8 August 2019",
            "2019-07-08..2019-08-08",
        );
        check("12 December to 5 January 2019", "2018-12-12..2019-01-05");
        check(
            "Between 16 and 20 October 2017, Ofsted, the CQC and 3 others",
            "2017-10-16..2017-10-20",
        );
        check(
            "Wednesday 23 and Thursday 24 March 2022",
            "2022-03-23..2022-03-24",
        );
        check("20 June 2016", "2016-06-20..2016-06-20");
        check("21 November ─ 15 December 2017", "2017-11-21..2017-12-15");
    }

    #[test]
    fn what_is_no_date() {
        check("16 and 17 year olds", "none");
        check("between 15 and 26 July", "none");
        check("31 February 2020", "none");
        check("section 20 of the Children Act 2004", "none");
    }

    #[test]
    fn missing_years_come_from_outside() {
        let span = find_span("between 15 and 26 July", Some(2019)).unwrap();
        assert_eq!(
            (span.start.to_string(), span.end.to_string()),
            ("2019-07-15".into(), "2019-07-26".into())
        );
    }

    #[test]
    fn whole_dates() {
        assert_eq!(
            whole_date("30 November 2023").unwrap().to_string(),
            "2023-11-30"
        );
        assert_eq!(
            whole_date("01 December 2017").unwrap().to_string(),
            "2017-12-01"
        );
        assert_eq!(whole_date("On 30 November 2023"), None);
        assert_eq!(whole_date("1 to 2 May 2020"), None);
    }
}
