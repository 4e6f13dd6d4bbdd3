use super::*;

fn check(text: &str, expected: &str) {
    let span =
        find_span(text, Order::DayFirst, None).map(|span| format!("{}..{}", span.start, span.end));
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
    check("3 to 14 Sept. 2024", "2024-09-03..2024-09-14");
}

#[test]
fn remarks_stand_between_spans() {
    check(
        "24 to 28 February 2025 (off site) and 3 to 14 March 2025 (on site)",
        "2025-02-24..2025-03-14",
    );
    check(
        "Off-site 24 to 28 February 2025; on site 3 to 14 March 2025",
        "2025-02-24..2025-03-14",
    );
    check(
        "3 March 2025 (and 10 to 14 March 2025 on site)",
        "2025-03-03..2025-03-14",
    );
    check("3 March 2025 (14 children)", "2025-03-03..2025-03-03");
    check("on 3 March 2025; 14 children", "2025-03-03..2025-03-03");
}

#[test]
fn what_is_left_of_a_span_with_an_impossible_day_is_none() {
    check("29 February 2025 to 7 March 2025", "none");
    check("3 to 31 June 2024", "none");
    check(
        "31 June 2024. It was seen on 3 July 2024",
        "2024-07-03..2024-07-03",
    );
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
    let outside = find_span("in May 16 children", Order::DayFirst, Some(2019));
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
fn broken_spans_go_on_in_the_text_behind() {
    let check = |text, behind, expected: &str| {
        let span = find_broken_span(text, Some(behind), Order::DayFirst, None)
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
        let span = find_broken_span(text, None, Order::DayFirst, Some(written.parse().unwrap()))
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
    let span = find_span("between 15 and 26 July", Order::DayFirst, Some(2019)).unwrap();
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

#[test]
fn weeks_go_to_their_fridays() {
    let check = |text: &str, expected: &str| {
        let span = find_broken_span(text, None, Order::DayFirst, None).unwrap();
        assert_eq!(format!("{}..{}", span.start, span.end), expected, "{text}");
    };
    check("w/c 3 March 2025", "2025-03-03..2025-03-07");
    check(
        "Weeks commencing 3 and 10 March 2025",
        "2025-03-03..2025-03-14",
    );
    // Where the day is no Monday, it is taken as printed.
    check("week beginning 5 March 2025", "2025-03-05..2025-03-05");
    check("3 March 2025", "2025-03-03..2025-03-03");
}

#[test]
fn a_letter_is_dated_behind_a_label_a_weekday_or_a_name() {
    let check = |line: &str, expected: Option<&str>| {
        let date = date_of_letter(line, Order::DayFirst).map(|date| date.to_string());
        assert_eq!(date.as_deref(), expected, "{line}");
    };
    check("20 December 2024", Some("2024-12-20"));
    check("Friday, 20 December 2024", Some("2024-12-20"));
    check("Date: 20 December 2024", Some("2024-12-20"));
    check(
        "Date of letter: Friday 20th December 2024",
        Some("2024-12-20"),
    );
    check(
        "Ambleford Safeguarding Partnership 20/12/2024",
        Some("2024-12-20"),
    );
    check("Inspected from 2 to 20/12/2024", None);
    check("We wrote to you on 20 December 2024", None);
}
