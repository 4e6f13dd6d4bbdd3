//! Doubts about dates: what the cover says, held against the calendar and the running foot.

use crate::model::{Date, DateSpan, Warning, WarningKind};

use super::Origin;
use super::dates;

/// Looks for dates that contradict each other. The cover is believed, and the rest is said.
pub(super) fn about_dates(
    inspection: Option<DateSpan>,
    printed: Option<Date>,
    origin: &Origin<'_>,
) -> Vec<Warning> {
    let mut messages = Vec::new();
    if let Some(span) = inspection {
        messages.extend(about_span(span));
        let year = Some(span.end.year());
        let foot = origin.running.iter().find_map(|line| {
            dates::find_span(line, year).filter(|foot| *foot != span && foot.start != foot.end)
        });
        messages.extend(foot.map(|foot| {
            format!(
                "the running foot says {} to {}, the cover {} to {}",
                foot.start, foot.end, span.start, span.end
            )
        }));
        if let Some(published) = printed.or(origin.published())
            && published < span.end
        {
            messages.push(format!(
                "published on {published}, before the inspection ended"
            ));
        }
    }
    if let (Some(printed), Some(named)) = (printed, origin.published())
        && printed != named
    {
        messages.push(format!(
            "published on {printed} as printed, {named} in the file's name"
        ));
    }
    messages
        .into_iter()
        .map(|message| Warning {
            kind: WarningKind::DateConflict,
            message,
            page: None,
        })
        .collect()
}

/// No inspection lasts longer, in days, not even one that was paused and taken up again.
const LONGEST: i32 = 200;

fn about_span(span: DateSpan) -> Option<String> {
    if span.start > span.end {
        return Some(format!(
            "the inspection ends on {}, before it begins",
            span.end
        ));
    }
    // "24 October 2022 to 25 October 2023": most often the year is a misprint.
    let days = (span.end - span.start).get_days();
    if days > LONGEST {
        return Some(format!(
            "the inspection lasts {days} days, from {} to {}",
            span.start, span.end
        ));
    }
    // Inspectors come on weekdays: a weekend is most often a misprint or a misreading.
    [("begins", span.start), ("ends", span.end)]
        .into_iter()
        .find(|(_, day)| day.weekday().to_monday_zero_offset() >= 5)
        .map(|(verb, day)| format!("the inspection {verb} on a weekend, {day}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(inspection: (&str, &str), file_name: &str, running: &[&str], expected: &[&str]) {
        let span = DateSpan {
            start: inspection.0.parse().unwrap(),
            end: inspection.1.parse().unwrap(),
        };
        let running: Vec<String> = running.iter().map(|line| (*line).to_owned()).collect();
        let origin = Origin {
            running: &running,
            ..Origin::of_name(file_name)
        };
        let found: Vec<_> = about_dates(Some(span), None, &origin)
            .into_iter()
            .map(|w| w.message)
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn contradictions_are_said() {
        let week = ("2022-05-09", "2022-05-20");
        check(
            week,
            "inspection - 05 july 2022.pdf",
            &["9 to 20 May 2022"],
            &[],
        );
        check(
            week,
            "inspection - 05 july 2022.pdf",
            &["Inspection of Anywhere", "10 to 20 May 2022"],
            &["the running foot says 2022-05-10 to 2022-05-20, the cover 2022-05-09 to 2022-05-20"],
        );
        check(
            week,
            "inspection - 05 may 2022.pdf",
            &[],
            &["published on 2022-05-05, before the inspection ended"],
        );
        check(
            ("2023-03-26", "2023-03-31"),
            "x.pdf",
            &[],
            &["the inspection begins on a weekend, 2023-03-26"],
        );
        check(
            ("2022-10-24", "2023-10-25"),
            "x.pdf",
            &[],
            &["the inspection lasts 366 days, from 2022-10-24 to 2023-10-25"],
        );
        // One that was paused.
        check(("2024-09-30", "2025-01-16"), "x.pdf", &[], &[]);
    }
}
