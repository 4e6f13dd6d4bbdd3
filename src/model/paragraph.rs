//! Paragraphs: the unit that is searched, counted and cited.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::{Area, Grade, ReportId, Section};

/// A paragraph of a report with everything that places it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its place inside the report; with the report's id it names the paragraph.
    pub locator: Locator,
    /// The part of the report it stands in.
    pub section: Section,
    /// The judgement area it stands in, if any.
    pub area: Option<Area>,
    /// The grade of that area; `NotGraded` throughout in kinds without grades.
    pub grade: Option<Grade>,
    /// The nearest heading above, as printed.
    pub heading: Option<String>,
    /// The printed paragraph number.
    pub number: Option<u32>,
    /// The physical page on which it begins, counted from 1.
    pub page: u32,
    /// The physical page on which it ends.
    pub last_page: u32,
    /// The text, in one piece; sub-items of a list stand on lines of their own.
    pub text: String,
    /// Texts of the footnotes that it refers to.
    pub notes: Vec<String>,
}

/// A paragraph's place inside its report: what stands behind `#` in its id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locator {
    /// Slug of an embedded part with numbers of its own (`lscb`), if it stands in one.
    pub part: Option<Cow<'static, str>>,
    /// The printed number or the ordinal within a section.
    pub place: Place,
}

/// See [`Locator`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The printed number.
    Number(u32),
    /// Section and ordinal, counted from 1, of a paragraph without a number.
    Ordinal(Section, u32),
}

impl fmt::Display for Locator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(part) = &self.part {
            write!(f, "{part}-")?;
        }
        match self.place {
            Place::Number(number) => write!(f, "{number}"),
            Place::Ordinal(section, ordinal) => write!(f, "{section}-{ordinal}"),
        }
    }
}

/// Reports a text that names no place inside a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidLocator(pub String);

impl fmt::Display for InvalidLocator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no paragraph number such as 28 or improvement-2",
            self.0
        )
    }
}

impl std::error::Error for InvalidLocator {}

impl FromStr for Locator {
    type Err = InvalidLocator;

    /// Reads `28`, `lscb-12`, `improvement-2` and `lscb-improvement-2`; section names go before
    /// names of parts.
    fn from_str(text: &str) -> Result<Self, InvalidLocator> {
        locator(text).ok_or_else(|| InvalidLocator(text.to_owned()))
    }
}

fn locator(text: &str) -> Option<Locator> {
    let (before, number) = match text.rsplit_once('-') {
        Some((before, number)) => (Some(before), number),
        None => (None, text),
    };
    if !number.bytes().all(|b| b.is_ascii_digit()) || (number.len() > 1 && number.starts_with('0'))
    {
        return None;
    }
    let number = number.parse().ok()?;
    let Some(before) = before else {
        return Some(Locator {
            part: None,
            place: Place::Number(number),
        });
    };
    // The longest section name wins: `what-needs-to-improve` is not a part `what-needs-to`.
    for (at, _) in
        std::iter::once((0, ' ')).chain(before.match_indices('-').map(|(i, _)| (i + 1, ' ')))
    {
        if let Ok(section) = before[at..].parse() {
            let part = part(before[..at].strip_suffix('-'))?;
            return Some(Locator {
                part,
                place: Place::Ordinal(section, number),
            });
        }
    }
    Some(Locator {
        part: part(Some(before))?,
        place: Place::Number(number),
    })
}

fn part(name: Option<&str>) -> Option<Option<Cow<'static, str>>> {
    match name {
        None => Some(None),
        Some(name) if name.is_empty() || name.starts_with('-') || name.ends_with('-') => None,
        Some(name) => Some(Some(Cow::Owned(name.to_owned()))),
    }
}

/// The stable name of a paragraph: `southend-on-sea/2024-10-25/ilacs#28`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParagraphId {
    /// The report's name.
    pub report: ReportId,
    /// What stands behind `#`.
    pub locator: String,
}

impl fmt::Display for ParagraphId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.report, self.locator)
    }
}

impl std::str::FromStr for ParagraphId {
    type Err = std::convert::Infallible;

    /// Splits at the first `#`; a text without one has an empty locator and names a report.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (report, locator) = text.split_once('#').unwrap_or((text, ""));
        Ok(ParagraphId {
            report: ReportId::new(report),
            locator: locator.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Locator, Place, Section};

    #[test]
    fn locators_are_read_as_they_are_printed() {
        let check = |text: &str, part: Option<&'static str>, place| {
            let locator = Locator {
                part: part.map(Into::into),
                place,
            };
            assert_eq!(text.parse(), Ok(locator.clone()));
            assert_eq!(locator.to_string(), text);
        };
        check("28", None, Place::Number(28));
        check("lscb-12", Some("lscb"), Place::Number(12));
        check(
            "improvement-2",
            None,
            Place::Ordinal(Section::Improvement, 2),
        );
        check(
            "lscb-improvement-2",
            Some("lscb"),
            Place::Ordinal(Section::Improvement, 2),
        );
        check(
            "what-needs-to-improve-3",
            None,
            Place::Ordinal(Section::WhatNeedsToImprove, 3),
        );
        for text in [
            "",
            "-",
            "x",
            "-1",
            "improvement-",
            "1.5",
            "lscb--improvement-2",
            "007",
        ] {
            assert!(text.parse::<Locator>().is_err(), "{text}");
        }
    }
}
