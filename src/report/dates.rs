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
pub(super) enum Order {
    /// `12/08/2007` is in August, as everywhere in Britain.
    DayFirst,
    /// `12/08/2007` is in December.
    #[allow(dead_code, reason = "for sources that say so")]
    MonthFirst,
}

/// Finds the first span of days in a text: `30 October to 3 November 2023`, `15 – 19 July 2013`,
/// `5 to 9 December 2022 and 14 to 15 February 2023`, `1/06/2015 – 25/06/2015`, `16 May 2016`,
/// `December 8, 2007`.
///
/// `year` stands in where no year is printed.
pub(super) fn find_span(text: &str, year: Option<i16>) -> Option<DateSpan> {
    span_in(&words(text, Order::DayFirst), year).map(|found| found.span)
}

/// Finds the first span of days in a text that may be broken off, so that the text behind it has
/// the rest: `8 to 12 July 2019 and` | `7 to 8 August 2019`, `30 September to 11` | `October 2024`.
///
/// Where no year is printed, it is that of the last such days before `written`, the day of the
/// letter: a visit in December is told of in January.
#[allow(dead_code, reason = "the reading of front matter takes it up next")]
pub(super) fn find_broken_span(
    text: &str,
    behind: Option<&str>,
    written: Option<Date>,
) -> Option<DateSpan> {
    let mut here = words(text, Order::DayFirst);
    let Some(behind) = behind else {
        return span_before(&here, written);
    };
    let behind = words(behind, Order::DayFirst);
    let first = behind.iter().find(|word| **word != Word::Filler);
    let is_broken = matches!(
        (here.last(), first),
        (
            Some(Word::Joiner | Word::Comma),
            Some(Word::Number(_) | Word::Numeric(_))
        ) | (Some(Word::Number(_)), Some(Word::Month(_) | Word::Joiner))
            | (
                Some(Word::Month(_)),
                Some(Word::Number(1990..=2099) | Word::Joiner)
            )
            | (Some(Word::Numeric(_)), Some(Word::Joiner))
    );
    if is_broken {
        let len = here.len();
        let joined: Vec<Word> = here.iter().chain(&behind).copied().collect();
        let year = written.map(Date::year);
        let spans_both =
            span_in(&joined, year).is_some_and(|found| found.start < len && found.end > len);
        if spans_both {
            here = joined;
        }
    }
    span_before(&here, written).or_else(|| span_before(&behind, written))
}

/// Finds the first month of a text in which no day is named, and returns its days: `January 2017`.
pub(super) fn find_month(text: &str) -> Option<DateSpan> {
    let words = words(text, Order::DayFirst);
    (0..words.len()).find_map(|at| {
        let (Word::Month(month), Word::Number(year @ 1990..=2099)) =
            (*words.get(at)?, *words.get(at + 1)?)
        else {
            return None;
        };
        let before = words[..at].iter().rev().find(|word| **word != Word::Filler);
        if matches!(before, Some(Word::Number(1..=31))) {
            return None;
        }
        let start = Date::new(year as i16, month, 1).ok()?;
        Some(DateSpan {
            start,
            end: start.last_of_month(),
        })
    })
}

/// Reads a text that is nothing but one date, as people write it: `12 July 2024`.
pub fn whole_date(text: &str) -> Option<Date> {
    whole_date_in(text, Order::DayFirst)
}

/// The same, where it is known in which order digits stand.
pub(super) fn whole_date_in(text: &str, order: Order) -> Option<Date> {
    let words = words(text, order);
    if words.contains(&Word::Other) || words.contains(&Word::Joiner) {
        return None;
    }
    let span = span_at(&words, None)?.span;
    (span.start == span.end).then_some(span.start)
}

/// Reads a date of which each digit stands in a box of its own: `2 5 0 2 2 0 1 0`.
#[allow(dead_code, reason = "for forms that are filled in")]
pub(super) fn boxed_date(text: &str) -> Option<Date> {
    let mut digits = Vec::new();
    for piece in text.split_whitespace() {
        let [digit @ b'0'..=b'9'] = piece.as_bytes() else {
            return None;
        };
        digits.push(i16::from(digit - b'0'));
    }
    let [d1, d2, m1, m2, y1, y2, y3, y4] = digits[..] else {
        return None;
    };
    let year = ((y1 * 10 + y2) * 10 + y3) * 10 + y4;
    let date = Date::new(year, (m1 * 10 + m2) as i8, (d1 * 10 + d2) as i8);
    date.ok()
        .filter(|date| (1990..=2099).contains(&date.year()))
}

/// Finds the first single date with a year in a text.
pub(super) fn find_date(text: &str) -> Option<Date> {
    find_span(text, None).map(|span| span.start)
}

/// A span and where it stands among the words.
struct Found {
    span: DateSpan,
    start: usize,
    end: usize,
}

fn span_in(words: &[Word], year: Option<i16>) -> Option<Found> {
    (0..words.len()).find_map(|start| {
        let found = span_at(&words[start..], year)?;
        Some(Found {
            start,
            end: start + found.end,
            ..found
        })
    })
}

/// Finds a span that ended on `written` or before, if its year is to be supplied.
fn span_before(words: &[Word], written: Option<Date>) -> Option<DateSpan> {
    let printed = span_in(words, None).map(|found| found.span);
    printed.or_else(|| {
        let written = written?;
        [written.year(), written.year() - 1]
            .into_iter()
            .filter_map(|year| span_in(words, Some(year)))
            .map(|found| found.span)
            .find(|span| span.end <= written)
    })
}

/// Reads the span that the words begin with.
fn span_at(words: &[Word], year: Option<i16>) -> Option<Found> {
    // `December 8, 2007`; without a year it may be anything: "in May 16 children".
    let month_first = matches!(words, [Word::Month(_), Word::Number(1..=31), ..]);
    if !month_first && !matches!(words.first(), Some(Word::Number(_) | Word::Numeric(_))) {
        return None;
    }
    let mut dates: Vec<Partial> = Vec::new();
    let mut month_ahead = None;
    let mut at = 0;
    let mut end = 0;
    let mut joined = true;
    while let Some(&word) = words.get(at) {
        let last_month = dates.last().and_then(|date| date.month);
        let last = dates.last_mut();
        match word {
            // Where the month comes first, it holds until the next month or the year.
            Word::Number(day @ 1..=31)
                if joined
                    && (!month_first
                        || month_ahead.is_some()
                        || last.as_ref().is_some_and(|d| d.year.is_none())) =>
            {
                let month = month_ahead.take();
                dates.push(Partial {
                    day: day as i8,
                    month: month.or(last_month.filter(|_| month_first)),
                    year: None,
                });
                joined = false;
            }
            Word::Numeric(date) if joined => {
                dates.push(date);
                joined = false;
            }
            Word::Month(month) if joined && month_first => month_ahead = Some(month),
            Word::Month(month) if !joined && last.as_ref().is_some_and(|d| d.month.is_none()) => {
                last?.month = Some(month);
            }
            Word::Number(year @ 1990..=2099)
                if !joined
                    && last.as_ref().is_some_and(|d| {
                        (d.month.is_some() || month_first) && d.year.is_none()
                    }) =>
            {
                last?.year = Some(year as i16);
            }
            Word::Joiner => joined = true,
            Word::Comma => joined |= joins(words, at),
            Word::Filler => {}
            _ => break,
        }
        at += 1;
        if !joined {
            end = at;
        }
    }
    // "on 12 May 2018 and 15 children" is one day.
    while dates.len() > 1 && dates.last().is_some_and(|date| date.month.is_none()) {
        dates.pop();
    }
    complete(&mut dates, year.filter(|_| !month_first))?;
    let days: Vec<Date> = dates
        .iter()
        .filter_map(|date| Date::new(date.year?, date.month?, date.day).ok())
        .collect();
    if days.len() != dates.len() {
        return None;
    }
    Some(Found {
        span: DateSpan {
            start: *days.first()?,
            end: *days.last()?,
        },
        start: 0,
        end,
    })
}

/// Tells whether a comma joins dates: "8 to 12 July 2019, 7 and 8 August 2019". A date must stand
/// complete before it and begin behind it.
fn joins(words: &[Word], comma: usize) -> bool {
    let is_year = |word: &Word| matches!(word, Word::Number(1990..=2099) | Word::Numeric(_));
    let is_day = |word: &Word| matches!(word, Word::Number(1..=31));
    // "14, 15 and 16 October".
    let of_list = words[..comma].last().is_some_and(is_day);
    let complete = words[..comma].last().is_some_and(is_year);
    let mut behind = words[comma + 1..]
        .iter()
        .filter(|word| **word != Word::Filler);
    match (behind.next(), behind.next(), behind.next(), behind.next()) {
        (Some(Word::Numeric(_)), ..) => complete,
        (Some(Word::Number(1..=31)), Some(Word::Month(_)), ..) => complete,
        (
            Some(Word::Number(1..=31)),
            Some(Word::Joiner),
            Some(Word::Number(1..=31)),
            Some(Word::Month(_)),
        ) => complete || of_list,
        (
            Some(Word::Number(1..=31)),
            Some(Word::Comma),
            Some(Word::Number(1..=31)),
            Some(Word::Joiner | Word::Comma),
        ) => of_list,
        _ => false,
    }
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

fn words(text: &str, order: Order) -> Vec<Word> {
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
                ',' => words.push(Word::Comma),
                _ if c.is_whitespace() => {}
                _ => words.push(Word::Other),
            }
        }
    }
    words
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
pub(super) const MONTHS: [&str; 12] = [
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
        check("7 and 10 July 2015", "2015-07-07..2015-07-10");
        check("9–10 February 2016", "2016-02-09..2016-02-10");
        check("16/17 October 2019", "2019-10-16..2019-10-17");
        check("on the 15 and 16 of May 2018", "2018-05-15..2018-05-16");
        check(
            "on the 4th and the 5th of June 2024",
            "2024-06-04..2024-06-05",
        );
        check("3 rd and 4 th March 2020", "2020-03-03..2020-03-04");
        check("from 27 June to 28 June 2023", "2023-06-27..2023-06-28");
    }

    #[test]
    fn two_spans_reach_from_the_first_to_the_last() {
        check(
            "8 to 12 July 2019 and 7 to 8 August 2019",
            "2019-07-08..2019-08-08",
        );
        check(
            "30 September to 11 October 2024 and 13 to 16 January 2025",
            "2024-09-30..2025-01-16",
        );
        check(
            "3 to 7 March 2014, 2 and 3 April 2014",
            "2014-03-03..2014-04-03",
        );
        check("5 May 2015, 12 June 2015", "2015-05-05..2015-06-12");
        check("on 14, 15 and 16 October 2025", "2025-10-14..2025-10-16");
        check("13, 14, 15 and 16 October 2025", "2025-10-13..2025-10-16");
        check(
            "on 5 May 2015, 12 children spoke to inspectors",
            "2015-05-05..2015-05-05",
        );
        check(
            "on 12 May 2018 and 15 social workers",
            "2018-05-12..2018-05-12",
        );
    }

    #[test]
    fn weekdays_may_stand_inside() {
        check(
            "Monday 8 July to Friday 12 July 2019",
            "2019-07-08..2019-07-12",
        );
        check("Mon 2 – Thurs, 5 December 2024", "2024-12-02..2024-12-05");
        check(
            "on Tuesday, 3 and Wednesday, 4 June 2025",
            "2025-06-03..2025-06-04",
        );
    }

    #[test]
    fn misprints_are_taken_as_printed() {
        check(
            "24 October 2022 to 25 October 2023",
            "2022-10-24..2023-10-25",
        );
        check("11 to 22 May 2026", "2026-05-11..2026-05-22");
        check("22 to 11 May 2026", "2026-05-22..2026-05-11");
    }

    #[test]
    fn dates_in_one_piece() {
        check("19-JUL-2022", "2022-07-19..2022-07-19");
        check("3-Feb-16 to 5-Feb-16", "2016-02-03..2016-02-05");
        check("01.06.2015", "2015-06-01..2015-06-01");
        check("seen on 2021-07-28.", "2021-07-28..2021-07-28");
        check("12/08/2007", "2007-08-12..2007-08-12");
        check("13/14/2007", "none");
        let month_first = |text| whole_date_in(text, Order::MonthFirst).map(|d| d.to_string());
        assert_eq!(month_first("12/08/2007").as_deref(), Some("2007-12-08"));
        assert_eq!(month_first("19-JUL-2022").as_deref(), Some("2022-07-19"));
        assert_eq!(month_first("25/02/2010"), None);
    }

    #[test]
    fn months_may_come_first() {
        check("December 8, 2007", "2007-12-08..2007-12-08");
        check("Published May 1st 2019", "2019-05-01..2019-05-01");
        check("December 8 to 12, 2007", "2007-12-08..2007-12-12");
        check("March 30 to April 2, 2009", "2009-03-30..2009-04-02");
        check("December 8, 2007 and 12 children", "2007-12-08..2007-12-08");
        check("in May 16 children", "none");
        let outside = find_span("in May 16 children", Some(2019));
        assert_eq!(outside, None);
    }

    #[test]
    fn months_without_days() {
        let check = |text, expected: Option<&str>| {
            let span = find_month(text).map(|span| format!("{}..{}", span.start, span.end));
            assert_eq!(span.as_deref(), expected, "{text}");
        };
        check("January 2017", Some("2017-01-01..2017-01-31"));
        check("Inspected in Feb 2024", Some("2024-02-01..2024-02-29"));
        check("seen on 12 January 2017", None);
        check("the 12th of January 2017", None);
        check("in May 30 children", None);
    }

    #[test]
    fn digits_in_boxes() {
        let check = |text, expected: Option<&str>| {
            let date = boxed_date(text).map(|date| date.to_string());
            assert_eq!(date.as_deref(), expected, "{text}");
        };
        check("2 5 0 2 2 0 1 0", Some("2010-02-25"));
        check(" 0 9 1 1 1 9 9 8 ", Some("1998-11-09"));
        check("2 5 1 3 2 0 1 0", None);
        check("2 5 0 2 2 0 1", None);
        check("25 02 2010", None);
    }

    #[test]
    fn broken_spans_go_on_in_the_text_behind() {
        let check = |text, behind, expected: &str| {
            let span = find_broken_span(text, Some(behind), None)
                .map(|span| format!("{}..{}", span.start, span.end));
            assert_eq!(
                span.as_deref().unwrap_or("none"),
                expected,
                "{text} | {behind}"
            );
        };
        let summer = "2019-07-08..2019-08-08";
        check("8 to 12 July 2019 and", "7 to 8 August 2019", summer);
        check("8 to 12 July 2019", "and 7 to 8 August 2019", summer);
        check("8 to 12 July 2019 and 7 to 8", "August 2019", summer);
        check("8 to 12 July and 7 to 8 August", "2019", summer);
        check("8 to 12 July 2019,", "7 to 8 August 2019", summer);
        check("Inspection dates:", "8 July to 8 August 2019", summer);
        // What stands behind a whole span is none of it.
        let week = "2019-07-08..2019-07-12";
        check("8 to 12 July 2019", "7 August 2019", week);
        check("8 to 12 July 2019", "12 children", week);
        check("8 to 12 July 2019 and", "7 inspectors", week);
        check("8 to 12 July 2019", "To whom it may concern", week);
    }

    #[test]
    fn years_left_out_are_those_before_the_letter() {
        let check = |text, written: &str, expected: &str| {
            let span = find_broken_span(text, None, Some(written.parse().unwrap()))
                .map(|span| format!("{}..{}", span.start, span.end));
            assert_eq!(span.as_deref().unwrap_or("none"), expected, "{text}");
        };
        check("on 13 and 14 July.", "2021-08-20", "2021-07-13..2021-07-14");
        check(
            "on 17 and 18 December",
            "2020-01-21",
            "2019-12-17..2019-12-18",
        );
        check(
            "30 December to 3 January",
            "2024-02-01",
            "2023-12-30..2024-01-03",
        );
        check("on 5 May 2018", "2018-05-01", "2018-05-05..2018-05-05");
        check("on 5 and 6 days", "2018-05-01", "none");
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
