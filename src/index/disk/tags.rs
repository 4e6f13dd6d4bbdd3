//! The tags of reports and paragraphs, and tests on them.

use std::borrow::Cow;

use crate::index::ReportRecord;
use crate::model::{Date, Paragraph, Reference, ReportId};
use crate::query::{Counted, Field};

/// The value of a field that is absent.
pub(in crate::index) const NONE: &str = "none";

/// The values of [`Field::Edition`].
pub(in crate::index) const LATEST: &str = "latest";
pub(in crate::index) const REPLACED: &str = "replaced";

/// Lists the values that a paragraph has in a field; never empty.
pub(in crate::index) fn values_of<'a>(
    record: &'a ReportRecord,
    paragraph: &'a Paragraph,
    field: Field,
) -> Vec<Cow<'a, str>> {
    match field.is_of_paragraph() {
        true => paragraph_values(paragraph, field),
        false => report_values(record, field),
    }
}

/// Lists the values that a paragraph has in a field of paragraphs; never empty.
pub(in crate::index) fn paragraph_values(paragraph: &Paragraph, field: Field) -> Vec<Cow<'_, str>> {
    let value = match field {
        Field::Area => paragraph.area.as_ref().map(|area| area.slug()),
        Field::AreaGroup => paragraph.group.as_ref().map(|group| group.slug()),
        Field::Section => Some(paragraph.section.slug()),
        Field::Grade => paragraph.grade.map(|grade| grade.slug()),
        // The elements of a national framework bear the names of the fields.
        field if !paragraph.references.is_empty() => {
            let of_field = |reference: &&Reference| reference.element == field.name();
            let references = paragraph.references.iter().filter(of_field);
            let mut numbers: Vec<u32> = references.map(|reference| reference.number).collect();
            // What is named twice is one value.
            numbers.sort_unstable();
            numbers.dedup();
            if !numbers.is_empty() {
                let values = numbers.iter().map(|number| Cow::Owned(number.to_string()));
                return values.collect();
            }
            None
        }
        _ => None,
    };
    vec![Cow::Borrowed(value.unwrap_or(NONE))]
}

/// Lists the values that a report, and every paragraph of it, has in a field of reports; never
/// empty.
pub(in crate::index) fn report_values(record: &ReportRecord, field: Field) -> Vec<Cow<'_, str>> {
    let report = &record.report;
    let authority = report.authority.as_ref();
    let value = match field {
        Field::Authority => authority.map(|authority| authority.slug.as_str()),
        Field::Region => authority.map(|authority| authority.region.as_str()),
        Field::Type => authority.map(|authority| authority.authority_type.0.as_str()),
        Field::Provider => {
            let provider = report.provider.as_ref();
            provider.map(|provider| provider.slug.as_str())
        }
        Field::Kind => Some(report.kind.slug()),
        Field::Framework => report.framework.map(|framework| framework.slug()),
        Field::Overall => report.overall.map(|grade| grade.slug()),
        Field::Source => Some(report.source().slug()),
        Field::Edition => Some(match record.edition.is_latest() {
            true => LATEST,
            false => REPLACED,
        }),
        Field::Year => {
            let year = record.day().map(|date| format!("{:04}", date.year()));
            return vec![year.map_or(Cow::Borrowed(NONE), Cow::Owned)];
        }
        Field::Inspector if !report.lead_inspectors.is_empty() => {
            let names = report.lead_inspectors.iter().map(|lead| lead.name.as_str());
            return names.map(Cow::Borrowed).collect();
        }
        _ => None,
    };
    let value = value.filter(|value| !value.is_empty());
    vec![Cow::Borrowed(value.unwrap_or(NONE))]
}

/// A day as a number that grows with time: 20241025.
pub(in crate::index) fn day(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// The day that a number of [`day`] stands for.
pub(in crate::index) fn date(day: i64) -> Option<Date> {
    let part = |value: i64| i8::try_from(value).ok();
    let year = i16::try_from(day / 10_000).ok()?;
    Date::new(year, part(day / 100 % 100)?, part(day % 100)?).ok()
}

/// A test on tags, its values spelt as the index has them.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::index) enum Test {
    Values {
        field: Field,
        any_of: Vec<String>,
        none_of: Vec<String>,
    },
    Days {
        first: Option<i64>,
        last: Option<i64>,
    },
    /// The day of publication.
    Published {
        first: Option<i64>,
        last: Option<i64>,
    },
    /// One of these reports, sorted.
    Reports(Vec<ReportId>),
    Numbers {
        counted: Counted,
        spans: Vec<(Option<u32>, Option<u32>)>,
    },
    /// Several tests of reports, which are one set of reports.
    All(Vec<Test>),
}

impl Test {
    /// Wants one value of a field.
    pub(in crate::index) fn value(field: Field, value: &str) -> Self {
        Test::Values {
            field,
            any_of: vec![value.to_owned()],
            none_of: Vec::new(),
        }
    }

    /// Tests a paragraph, of which no more is looked at than is asked for.
    pub(in crate::index) fn passes(&self, record: &ReportRecord, paragraph: &Paragraph) -> bool {
        match self {
            Test::Values {
                field,
                any_of,
                none_of,
            } => {
                let values = values_of(record, paragraph, *field);
                let has = |wanted: &[String]| {
                    let wanted = |value: &Cow<'_, str>| wanted.iter().any(|name| name == value);
                    values.iter().any(wanted)
                };
                (any_of.is_empty() || has(any_of)) && !has(none_of)
            }
            Test::Days { first, last } => record
                .day()
                .is_some_and(|date| within(day(date), *first, *last)),
            Test::Published { .. } | Test::Reports(_) => self.passes_report(record),
            Test::Numbers { counted, spans } => {
                let number = match counted {
                    Counted::Number => paragraph.number,
                    Counted::Page => Some(paragraph.page),
                };
                number.is_some_and(|n| spans.iter().any(|(from, to)| within(n, *from, *to)))
            }
            Test::All(tests) => tests.iter().all(|test| test.passes(record, paragraph)),
        }
    }

    /// Tests a report by what only its record tells.
    pub(in crate::index) fn passes_report(&self, record: &ReportRecord) -> bool {
        match self {
            Test::Published { first, last } => {
                let published = record.report.published;
                published.is_some_and(|published| within(day(published.date), *first, *last))
            }
            Test::Reports(ids) => ids.binary_search(&record.id).is_ok(),
            _ => true,
        }
    }

    /// Tells whether paragraphs of one report can differ in the answer.
    pub(in crate::index) fn is_of_paragraph(&self) -> bool {
        match self {
            Test::Values { field, .. } => field.is_of_paragraph(),
            Test::Days { .. } | Test::Published { .. } | Test::Reports(_) => false,
            Test::Numbers { .. } => true,
            Test::All(tests) => tests.iter().any(Test::is_of_paragraph),
        }
    }
}

/// Tells whether a value lies in a span whose ends may be open.
pub(in crate::index) fn within<T: PartialOrd>(value: T, first: Option<T>, last: Option<T>) -> bool {
    first.is_none_or(|first| value >= first) && last.is_none_or(|last| value <= last)
}
