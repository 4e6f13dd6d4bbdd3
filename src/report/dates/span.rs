//! Spans of days among the pieces of a text.

use super::words::{Partial, Word};
use crate::model::{Date, DateSpan};

/// A span and where it stands among the words.
pub(super) struct Found {
    pub(super) span: DateSpan,
    pub(super) start: usize,
    pub(super) end: usize,
}

pub(super) fn span_in(words: &[Word], year: Option<i16>) -> Option<Found> {
    let mut start = 0;
    while start < words.len() {
        let Some((span, len)) = read_at(&words[start..], year) else {
            start += 1;
            continue;
        };
        let end = start + len;
        if let Some(span) = span {
            return Some(Found { span, start, end });
        }
        // What is left of a span with a day that there is not is no span.
        start = end.max(start + 1);
    }
    None
}

/// Finds a span that ended on `written` or before, if its year is to be supplied.
pub(super) fn span_before(words: &[Word], written: Option<Date>) -> Option<DateSpan> {
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

/// Returns the span that the words begin with.
pub(super) fn span_at(words: &[Word], year: Option<i16>) -> Option<DateSpan> {
    read_at(words, year)?.0
}

/// Reads the span that the words begin with: none if one of its days is in no calendar. Tells how
/// many words it takes.
fn read_at(words: &[Word], year: Option<i16>) -> Option<(Option<DateSpan>, usize)> {
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
    let span = (days.len() == dates.len())
        .then(|| days.first().zip(days.last()))
        .flatten();
    let span = span.map(|(start, end)| DateSpan {
        start: *start,
        end: *end,
    });
    Some((span, end))
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
