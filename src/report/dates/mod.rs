//! Dates as reports print them: in words or digits, as spans, with parts left out.

mod span;
#[cfg(test)]
mod tests;
mod words;

use self::span::{span_at, span_before, span_in};
use self::words::{Word, words};
use crate::model::{Date, DateSpan};

pub(super) use self::words::{MONTHS, Order};

/// Finds the first span of days in a text: `30 October to 3 November 2023`, `15 – 19 July 2013`,
/// `5 to 9 December 2022 and 14 to 15 February 2023`, `1/06/2015 – 25/06/2015`, `16 May 2016`,
/// `December 8, 2007`; `order` is that of dates in digits.
///
/// `year` stands in where no year is printed.
pub(super) fn find_span(text: &str, order: Order, year: Option<i16>) -> Option<DateSpan> {
    span_in(&words(text, order), year).map(|found| found.span)
}

/// Finds the first span of days in a text that may be broken off, so that the text behind it has
/// the rest: `8 to 12 July 2019 and` | `7 to 8 August 2019`, `30 September to 11` | `October 2024`.
///
/// Where no year is printed, it is that of the last such days before `written`, the day of the
/// letter: a visit in December is told of in January. `week commencing 3 March 2025` goes to its Friday.
pub(super) fn find_broken_span(
    text: &str,
    behind: Option<&str>,
    order: Order,
    written: Option<Date>,
) -> Option<DateSpan> {
    let span = broken_span(text, behind, order, written)?;
    Some(match tells_of_weeks(text) {
        true => to_friday(span),
        false => span,
    })
}

/// Tells whether a text tells of weeks by the days on which they begin.
fn tells_of_weeks(text: &str) -> bool {
    const SAID: [&str; 6] = [
        "w/c",
        "w/b",
        "week commencing",
        "weeks commencing",
        "week beginning",
        "weeks beginning",
    ];
    let text = text.to_lowercase();
    SAID.iter().any(|said| text.contains(said))
}

/// Has a span that ends on a Monday end on the Friday of that week.
fn to_friday(span: DateSpan) -> DateSpan {
    const DAYS: usize = 4;
    let is_monday = span.end.weekday().to_monday_zero_offset() == 0;
    let friday = (0..DAYS).try_fold(span.end, |day, _| day.tomorrow());
    match friday {
        Ok(end) if is_monday => DateSpan { end, ..span },
        _ => span,
    }
}

fn broken_span(
    text: &str,
    behind: Option<&str>,
    order: Order,
    written: Option<Date>,
) -> Option<DateSpan> {
    let mut here = words(text, order);
    let Some(behind) = behind else {
        return span_before(&here, written);
    };
    let behind = words(behind, order);
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
    // "Friday, 20 December 2024"
    let is_before = |word: &&Word| matches!(word, Word::Filler | Word::Comma);
    let before = words.iter().take_while(is_before).count();
    let span = span_at(&words[before..], None)?;
    (span.start == span.end).then_some(span.start)
}

/// Reads the date in a line of the head of a letter: behind a label or a weekday, or at the end in digits.
pub(super) fn date_of_letter(line: &str, order: Order) -> Option<Date> {
    const MAX_LABEL: usize = 30;
    let label = line.split_once(':').filter(|(label, _)| {
        label.len() <= MAX_LABEL
            && label
                .to_lowercase()
                .split_whitespace()
                .any(|word| word == "date")
    });
    let line = label.map_or(line, |(_, behind)| behind);
    whole_date_in(line, order).or_else(|| {
        let words = words(line, order);
        let Some((Word::Numeric(_), before)) = words.split_last() else {
            return None;
        };
        let is_name = before
            .iter()
            .all(|word| matches!(word, Word::Other | Word::Filler));
        is_name
            .then(|| span_at(&words[before.len()..], None))
            .flatten()
            .map(|span| span.start)
    })
}

/// Finds the first single date with a year in a text.
pub(super) fn find_date(text: &str, order: Order) -> Option<Date> {
    find_span(text, order, None).map(|span| span.start)
}
