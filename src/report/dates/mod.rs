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
/// letter: a visit in December is told of in January.
pub(super) fn find_broken_span(
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
    let span = span_at(&words, None)?;
    (span.start == span.end).then_some(span.start)
}

/// Finds the first single date with a year in a text.
pub(super) fn find_date(text: &str, order: Order) -> Option<Date> {
    find_span(text, order, None).map(|span| span.start)
}
