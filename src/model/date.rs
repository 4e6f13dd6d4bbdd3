//! Days and spans of days.

use std::fmt;
use std::str::FromStr;

/// A calendar day.
pub use jiff::civil::Date;

/// Returns what day it is in Greenwich, by the clock of the system.
pub fn today() -> Date {
    jiff::tz::TimeZone::UTC
        .to_datetime(jiff::Timestamp::now())
        .date()
}

/// A first and a last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateSpan {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

/// A year, a month or a day, as users write dates in filters: `2019`, `2019-06`, `2019-06-14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    span: DateSpan,
}

impl PartialDate {
    /// Returns the first day that it covers.
    pub const fn first(self) -> Date {
        self.span.start
    }

    /// Returns the last day that it covers.
    pub const fn last(self) -> Date {
        self.span.end
    }
}

/// Reports a text that is none of `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or a day that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDate(pub String);

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no date of the form YYYY, YYYY-MM or YYYY-MM-DD",
            self.0
        )
    }
}

impl std::error::Error for InvalidDate {}

impl FromStr for PartialDate {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        parse(text).ok_or_else(|| InvalidDate(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<PartialDate> {
    let mut parts = text.split('-');
    let year = digits::<i16>(parts.next()?, 4)?;
    let month = parts.next().map(|part| digits::<i8>(part, 2));
    let day = parts.next().map(|part| digits::<i8>(part, 2));
    if parts.next().is_some() {
        return None;
    }
    let (start, end) = match (month, day) {
        (None, _) => (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?),
        (Some(month), None) => {
            let start = Date::new(year, month?, 1).ok()?;
            (start, start.last_of_month())
        }
        (Some(month), Some(day)) => {
            let day = Date::new(year, month?, day?).ok()?;
            (day, day)
        }
    };
    Some(PartialDate {
        span: DateSpan { start, end },
    })
}

fn digits<N: FromStr>(text: &str, len: usize) -> Option<N> {
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn covers_years_months_and_days() {
        let check = |text: &str, expected: Option<(&str, &str)>| {
            let span = text
                .parse::<PartialDate>()
                .ok()
                .map(|date| (date.first().to_string(), date.last().to_string()));
            let expected = expected.map(|(a, b)| (a.to_owned(), b.to_owned()));
            assert_eq!(span, expected, "{text}");
        };
        check("2019", Some(("2019-01-01", "2019-12-31")));
        check("2020-02", Some(("2020-02-01", "2020-02-29")));
        check("2020-02-29", Some(("2020-02-29", "2020-02-29")));
        check("2019-02-29", None);
        check("19", None);
        check("2019-6", None);
        check("2019-06-01-01", None);
    }
}
