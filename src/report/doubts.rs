//! Doubts: what the rules lead to expect and a document does not keep, and dates that contradict
//! the calendar, the running foot or the name of the file.

use crate::model::{
    Area, Date, DateSpan, Language, Paragraph, PublishedSource, Report, Warning, WarningKind,
};
use crate::rules::{Family, FrameworkRules, FrontEnd};

use super::Origin;
use super::body::Named;
use super::dates::{self, Order};
use super::front::Front;
use super::outline::{Outline, Unknown};
use super::paragraphs::Assembled;
use super::recognise::{self, Recognised};

pub(super) fn doubt(kind: WarningKind, message: String) -> Warning {
    Warning {
        kind,
        message,
        page: None,
    }
}

/// Says that a document is nearly of another kind, where it is none of an inspectorate's.
pub(super) fn about_kind(recognised: &Recognised<'_>) -> Option<Warning> {
    recognised.family.secondary.as_ref()?;
    let near = recognised.nearly()?;
    let message = format!(
        "taken for {}, and nearly {}: there is not {}",
        recognised.kind, near.kind, near.failed
    );
    Some(doubt(WarningKind::KindNear, message))
}

/// Says that a text is not in English.
pub(super) fn about_language(report: &Report) -> Option<Warning> {
    (report.language == Language::Welsh)
        .then(|| doubt(WarningKind::Language, "the text is in Welsh".to_owned()))
}

/// Says which numbers are missing or printed without text.
pub(super) fn about_numbers(assembled: &Assembled) -> Vec<Warning> {
    let missing = assembled
        .missing
        .chunk_by(|before, number| before + 1 == *number)
        .filter_map(|missing| match missing {
            [number] => Some(format!("there is no paragraph {number}")),
            [first, .., last] => Some(format!("there are no paragraphs {first} to {last}")),
            [] => None,
        });
    let empty = assembled.empty.iter();
    let empty = empty.map(|number| format!("paragraph {number} is printed without text"));
    let astray = assembled.astray.first().map(|(number, page)| {
        let count = assembled.astray.len();
        let them = match count {
            1 => "one paragraph has".to_owned(),
            _ => format!("{count} paragraphs have"),
        };
        format!(
            "{them} a number that does not go on from those before: {number} on page {page} is the first"
        )
    });
    let messages = missing.chain(empty).chain(astray);
    messages
        .map(|message| doubt(WarningKind::NumberSkipped, message))
        .collect()
}

/// Says that an authority was taken from a sentence, or from a title that names others too.
pub(super) fn about_authority(named: &Named<'_>) -> Option<Warning> {
    let name = &named.authority.name;
    if !named.several.is_empty() {
        let all: Vec<&str> = named.several.iter().map(|it| it.name.as_str()).collect();
        let message = format!("taken for {name}: the title names {}", all.join(", "));
        return Some(doubt(WarningKind::AuthorityInferred, message));
    }
    let from = named.inferred_from.as_ref()?;
    let message = format!("{name} is named by a sentence alone: `{from}…`");
    Some(doubt(WarningKind::AuthorityInferred, message))
}

/// Looks for what the rules lead to expect.
pub(super) fn about_rules(
    report: &Report,
    family: &Family,
    framework: Option<&FrameworkRules>,
    outline: &Outline,
    front: &Front,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |kind, message: String| warnings.push(doubt(kind, message));
    if report.authority.is_none() && !family.inspects_provider {
        warn(
            WarningKind::AuthorityUnknown,
            format!("no known authority in `{}`", report.title),
        );
    }
    if report.provider.is_none() && family.inspects_provider {
        let message = "the name of the provider was not found".to_owned();
        warn(WarningKind::ProviderUnknown, message);
    }
    if report.inspection.is_none() {
        warn(
            WarningKind::DateUnknown,
            "the dates of the inspection were not found".to_owned(),
        );
    }
    if family.front.expects_inspector && report.lead_inspectors.is_empty() {
        warn(
            WarningKind::InspectorUnknown,
            "no lead inspector was found".to_owned(),
        );
    }
    for area in expected(report, family, framework, outline) {
        if !outline.areas.contains(area) {
            warn(WarningKind::AreaMissing, format!("no heading for {area}"));
        }
        if report.kind.is_graded() && report.grade_of(area).is_none() {
            warn(WarningKind::GradeMissing, format!("no grade for {area}"));
        }
    }
    // A table names the areas of the chapters, and the chapters are those of the table.
    if family.front.end == FrontEnd::Table && !front.table.is_empty() {
        let in_table = |area: &Area| front.table.iter().any(|(other, _)| other == area);
        for area in outline.areas.iter().filter(|area| !in_table(area)) {
            let message = format!("a heading for {area}, which the table does not name");
            warn(WarningKind::AreaUnexpected, message);
        }
    }
    let has_overall = recognise::has_overall(framework);
    if report.kind.is_graded() && !has_overall && report.overall.is_some() {
        let message = "an overall grade is printed where none is given any more".to_owned();
        warn(WarningKind::GradeConflict, message);
    }
    let of_kind = family
        .kind(report.kind)
        .is_some_and(|kind| !kind.areas.is_empty());
    let names_overall = framework.is_some() && family.headings.has_own(&Area::OVERALL);
    let expects_overall = has_overall && names_overall && !of_kind;
    if report.kind.is_graded() && expects_overall && report.overall.is_none() {
        warn(WarningKind::GradeMissing, "no overall grade".to_owned());
    }
    for near in front.near.iter().chain(&outline.near) {
        let message = format!(
            "`{}` is read as `{}`: {}",
            near.printed, near.heading, near.difference
        );
        warnings.push(Warning {
            page: Some(near.page),
            ..doubt(WarningKind::HeadingNear, message)
        });
    }
    warnings.extend(about_headings(family, outline));
    warnings.extend(about_words(report));
    let items = report.paragraphs.iter();
    let items = items.filter(|paragraph| paragraph.section.is_improvement());
    let (items, most) = (items.count(), family.outline.most_items as usize);
    if most > 0 && items > most {
        let message =
            format!("{items} items are listed as needing to improve, {most} at most elsewhere");
        warnings.push(doubt(WarningKind::ImprovementLong, message));
    }
    let improves = report.paragraphs.iter().any(|p| p.section.is_improvement());
    let headings = || family.headings.iter();
    let lists_improvement = || headings().any(|(_, meaning)| meaning.is_improvement());
    if !improves && report.kind.is_graded() && lists_improvement() {
        let message = "nothing is listed as needing to improve".to_owned();
        warnings.push(doubt(WarningKind::ImprovementMissing, message));
    }
    warnings
}

/// Says which lines set as headings are not known: those as large as the headings that are, and
/// those that give a grade. Smaller ones part a section, and every report has its own.
fn about_headings(family: &Family, outline: &Outline) -> Vec<Warning> {
    let smallest = outline.sizes.iter().copied().reduce(f32::min);
    let is_as_large = |size: f32| smallest.is_some_and(|smallest| size > 0.0 && size >= smallest);
    let unknown = outline.unknown.iter();
    let unknown = unknown.filter(|unknown| {
        unknown.is_graded || !family.outline.own_headings && is_as_large(unknown.size)
    });
    let warning = |unknown: &Unknown| Warning {
        page: Some(unknown.page),
        ..doubt(
            WarningKind::HeadingUnknown,
            format!("`{}` is no known heading", unknown.line),
        )
    };
    unknown.map(warning).collect()
}

/// More than this share of the words in titles and headings is doubted.
const MOST_APPARATUS: f64 = 0.25;
/// Looks at where the words went.
fn about_words(report: &Report) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |kind, message: String| warnings.push(doubt(kind, message));
    let states = |paragraph: &Paragraph| paragraph.section.is_finding();
    if !report.paragraphs.iter().any(states) {
        let message = "no section states findings".to_owned();
        warn(WarningKind::FindingsMissing, message);
    }
    let words = report.words;
    let share = words.apparatus as f64 / words.total().max(1) as f64;
    if share > MOST_APPARATUS {
        let message = format!(
            "{:.0}% of the words stand in titles and headings",
            share * 100.0
        );
        warn(WarningKind::ApparatusLarge, message);
    }
    warnings
}

/// Lists the areas that a report must have, apart from the overall one.
fn expected<'a>(
    report: &Report,
    family: &'a Family,
    framework: Option<&'a FrameworkRules>,
    outline: &Outline,
) -> Vec<&'a Area> {
    let of_kind = family.kind(report.kind).map_or(&[][..], |kind| &kind.areas);
    if !of_kind.is_empty() {
        return of_kind.iter().collect();
    }
    let Some(framework) = framework else {
        return Vec::new();
    };
    let is_named = |area: &&Area| report.grade_of(area).is_some() || outline.areas.contains(area);
    let if_named = framework.areas_if_named.iter().filter(is_named);
    framework.areas.iter().chain(if_named).collect()
}

/// Looks for dates that contradict each other. The cover is believed, and the rest is said.
pub(super) fn about_dates(
    inspection: Option<DateSpan>,
    printed: Option<Date>,
    order: Order,
    origin: &Origin<'_>,
) -> Vec<Warning> {
    let mut messages = Vec::new();
    if let Some(span) = inspection {
        messages.extend(about_span(span));
        let year = Some(span.end.year());
        let foot = origin.running.iter().find_map(|line| {
            dates::find_span(line, order, year)
                .filter(|foot| *foot != span && foot.start != foot.end)
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
    if let (Some(printed), Some(named)) = (printed, origin.publication())
        && printed != named.date
    {
        let place = match named.source {
            PublishedSource::Sidecar => "metadata",
            _ => "name",
        };
        messages.push(format!(
            "published on {printed} as printed, {} in the file's {place}",
            named.date
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
    // A month that stands for the days.
    if span.start.day() == 1 && span.end == span.start.last_of_month() {
        return None;
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
        let found: Vec<_> = about_dates(Some(span), None, Order::DayFirst, &origin)
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
