//! The tags of reports and paragraphs, and tests on them.

use super::ReportRecord;
use crate::gazetteer::Gazetteer;
use crate::model::{Date, Paragraph};
use crate::query::{Counted, Field};

/// The value of a field that is absent.
pub(super) const NONE: &str = "none";

/// What a paragraph, or a report as a whole, is filtered and counted by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tags {
    /// The values of each field, in the order of [`Field::ALL`]; never empty, but for the
    /// fields of paragraphs in the tags of a report.
    values: Vec<Vec<String>>,
    pub(super) day: Option<i64>,
    pub(super) number: Option<u32>,
    pub(super) page: Option<u32>,
}

impl Tags {
    /// Collects the tags of a report.
    pub(super) fn of_report(record: &ReportRecord) -> Tags {
        let values = Field::ALL
            .iter()
            .map(|field| match field.is_of_paragraph() {
                true => Vec::new(),
                false => or_none(report_values(record, *field)),
            });
        let (day, number, page) = (record.day().map(day), None, None);
        Tags {
            values: values.collect(),
            day,
            number,
            page,
        }
    }

    /// Turns the tags of a report, or of one of its paragraphs, into those of a paragraph.
    pub(super) fn turn_to(&mut self, record: &ReportRecord, paragraph: &Paragraph) {
        for field in Field::ALL.iter().filter(|field| field.is_of_paragraph()) {
            self.values[*field as usize] = values_of(record, paragraph, *field);
        }
        self.number = paragraph.number;
        self.page = Some(paragraph.page);
    }

    pub(super) fn values(&self, field: Field) -> &[String] {
        &self.values[field as usize]
    }
}

/// Lists the values that a paragraph has in a field; never empty.
fn values_of(record: &ReportRecord, paragraph: &Paragraph, field: Field) -> Vec<String> {
    let value = match field {
        Field::Area => paragraph.area.as_ref().map(|area| area.slug().to_owned()),
        Field::AreaGroup => Gazetteer::builtin()
            .group_in(&record.report, paragraph)
            .map(|group| group.slug().to_owned()),
        Field::Section => Some(paragraph.section.slug().to_owned()),
        Field::Grade => paragraph.grade.map(|grade| grade.slug().to_owned()),
        _ => return or_none(report_values(record, field)),
    };
    or_none(value.into_iter().collect())
}

fn or_none(values: Vec<String>) -> Vec<String> {
    if values.is_empty() {
        vec![NONE.to_owned()]
    } else {
        values
    }
}

fn report_values(record: &ReportRecord, field: Field) -> Vec<String> {
    let report = &record.report;
    let authority = report.authority.as_ref();
    let value = match field {
        Field::Authority => authority.map(|authority| authority.slug.clone()),
        Field::Region => authority.map(|authority| authority.region.clone()),
        Field::Type => authority.map(|authority| authority.authority_type.0.clone()),
        Field::Kind => Some(report.kind.slug().to_owned()),
        Field::Framework => report
            .framework
            .map(|framework| framework.slug().to_owned()),
        Field::Overall => report.overall.map(|grade| grade.slug().to_owned()),
        Field::Source => Some(report.source().slug().to_owned()),
        Field::Year => record.day().map(|date| format!("{:04}", date.year())),
        Field::Inspector => {
            return report
                .lead_inspectors
                .iter()
                .map(|lead| lead.name.clone())
                .collect();
        }
        Field::Area | Field::AreaGroup | Field::Section | Field::Grade => None,
    };
    value
        .filter(|value| !value.is_empty())
        .into_iter()
        .collect()
}

/// A day as a number that grows with time: 20241025.
pub(super) fn day(date: Date) -> i64 {
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// The day that a number of [`day`] stands for.
pub(super) fn date(day: i64) -> Option<Date> {
    let part = |value: i64| i8::try_from(value).ok();
    let year = i16::try_from(day / 10_000).ok()?;
    Date::new(year, part(day / 100 % 100)?, part(day % 100)?).ok()
}

/// A test on tags, its values spelt as the index has them.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Values {
        field: Field,
        any_of: Vec<String>,
        none_of: Vec<String>,
    },
    Days {
        first: Option<i64>,
        last: Option<i64>,
    },
    Numbers {
        counted: Counted,
        spans: Vec<(Option<u32>, Option<u32>)>,
    },
}

impl Test {
    /// Tests a paragraph, of which no more is looked at than is asked for.
    pub(super) fn passes(&self, record: &ReportRecord, paragraph: &Paragraph) -> bool {
        match self {
            Test::Values {
                field,
                any_of,
                none_of,
            } => {
                let values = values_of(record, paragraph, *field);
                (any_of.is_empty() || values.iter().any(|value| any_of.contains(value)))
                    && !values.iter().any(|value| none_of.contains(value))
            }
            Test::Days { first, last } => record
                .day()
                .is_some_and(|date| within(day(date), *first, *last)),
            Test::Numbers { counted, spans } => {
                let number = match counted {
                    Counted::Number => paragraph.number,
                    Counted::Page => Some(paragraph.page),
                };
                number.is_some_and(|n| spans.iter().any(|(from, to)| within(n, *from, *to)))
            }
        }
    }

    /// Tells whether paragraphs of one report can differ in the answer.
    pub(super) fn is_of_paragraph(&self) -> bool {
        match self {
            Test::Values { field, .. } => field.is_of_paragraph(),
            Test::Days { .. } => false,
            Test::Numbers { .. } => true,
        }
    }
}

/// Tells whether a value lies in a span whose ends may be open.
pub(super) fn within<T: PartialOrd>(value: T, first: Option<T>, last: Option<T>) -> bool {
    first.is_none_or(|first| value >= first) && last.is_none_or(|last| value <= last)
}
