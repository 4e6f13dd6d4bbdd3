//! Dates as running text prints them.

use crate::model::{Date, DateSpan};

/// Spells a day: "25 October 2024".
pub(in crate::output) fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// Spells a span, naming month and year once where both days share them.
pub(in crate::output) fn span(span: DateSpan) -> String {
    let DateSpan { start, end } = span;
    let first = if start == end {
        return day(end);
    } else if start.first_of_month() == end.first_of_month() {
        start.strftime("%-d").to_string()
    } else if start.year() == end.year() {
        start.strftime("%-d %B").to_string()
    } else {
        day(start)
    };
    format!("{first} to {}", day(end))
}

#[cfg(test)]
mod tests {
    use super::span;
    use crate::model::{DateSpan, PartialDate};

    fn check(start: &str, end: &str, expected: &str) {
        let date = |text: &str| text.parse::<PartialDate>().unwrap().first();
        assert_eq!(
            span(DateSpan {
                start: date(start),
                end: date(end)
            }),
            expected
        );
    }

    #[test]
    fn names_what_both_days_share_once() {
        check("2024-10-21", "2024-10-25", "21 to 25 October 2024");
        check("2019-06-28", "2019-07-02", "28 June to 2 July 2019");
        check(
            "2018-12-20",
            "2019-01-08",
            "20 December 2018 to 8 January 2019",
        );
        check("2019-06-14", "2019-06-14", "14 June 2019");
    }
}
