//! Paragraphs: the unit that is searched, counted and cited.

use std::borrow::Cow;
use std::fmt;

use super::{Area, AreaGroup, Grade, Reference, ReportId, Section};

/// A paragraph of a report with everything that places it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its place inside the report; with the report's id it names the paragraph.
    pub locator: Locator,
    /// The part of the report it stands in.
    pub section: Section,
    /// The judgement area it stands in, if any.
    pub area: Option<Area>,
    /// The group to which that area belongs, if any.
    pub group: Option<AreaGroup>,
    /// The grade of that area; in kinds without grades the value that stands for none.
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
    /// Texts of the notes that it refers to.
    pub notes: Vec<String>,
    /// The paragraph that refers to it first, if it is a note itself and one does.
    pub note_of: Option<Locator>,
    /// Cross-references that stood at its end.
    pub references: Vec<Reference>,
    /// The mean confidence, in percent, with which its words were recognised in a picture of a page;
    /// none where they were read as text.
    pub recognised: Option<u8>,
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
