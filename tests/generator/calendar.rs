//! Just enough of a calendar to date a report.

/// Returns the day that lies a number of days after 1 January 2014, as year, month, day.
pub fn day(after: u32) -> (u32, u32, u32) {
    let (mut year, mut rest) = (2014, after);
    while rest >= length(year) {
        rest -= length(year);
        year += 1;
    }
    let mut month = 1;
    while rest >= month_length(year, month) {
        rest -= month_length(year, month);
        month += 1;
    }
    (year, month, rest + 1)
}

/// Returns the same day in ISO form.
pub fn iso(after: u32) -> String {
    let (year, month, day) = day(after);
    format!("{year}-{month:02}-{day:02}")
}

fn length(year: u32) -> u32 {
    if year.is_multiple_of(4) { 366 } else { 365 }
}

fn month_length(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
