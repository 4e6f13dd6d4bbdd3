//! Tags by which paragraphs are filtered and counted, and values of one of them.

use std::fmt;
use std::str::FromStr;

/// A tag by which paragraphs are filtered and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The authority's slug.
    Authority,
    /// The authority's region.
    Region,
    /// The authority's type.
    Type,
    /// The provider inspected, where that is no authority.
    Provider,
    /// The kind of report.
    Kind,
    /// The framework.
    Framework,
    /// The judgement area in which the paragraph stands.
    Area,
    /// The group of that area.
    AreaGroup,
    /// The section in which the paragraph stands.
    Section,
    /// The grade of the paragraph's area.
    Grade,
    /// The overall grade or outcome of the report.
    Overall,
    /// The lead inspectors.
    Inspector,
    /// Outcomes of a national framework that an item refers to, by number.
    Outcome,
    /// Its enablers.
    Enabler,
    /// Its principles.
    Principle,
    /// Whose words they are.
    Source,
    /// Year of the inspection's end (facet only, and `year:2019` in queries).
    Year,
    /// Whether it is the newest edition of its report (facet only, and `edition:replaced` in
    /// queries).
    Edition,
}

impl Field {
    /// Every field, in the order of declaration.
    pub const ALL: &'static [Field] = &[
        Field::Authority,
        Field::Region,
        Field::Type,
        Field::Provider,
        Field::Kind,
        Field::Framework,
        Field::Area,
        Field::AreaGroup,
        Field::Section,
        Field::Grade,
        Field::Overall,
        Field::Inspector,
        Field::Outcome,
        Field::Enabler,
        Field::Principle,
        Field::Source,
        Field::Year,
        Field::Edition,
    ];

    /// Returns the name by which the command line and queries know the field.
    pub const fn name(self) -> &'static str {
        match self {
            Field::Authority => "authority",
            Field::Region => "region",
            Field::Type => "type",
            Field::Provider => "provider",
            Field::Kind => "kind",
            Field::Framework => "framework",
            Field::Area => "area",
            Field::AreaGroup => "area-group",
            Field::Section => "section",
            Field::Grade => "grade",
            Field::Overall => "overall",
            Field::Inspector => "inspector",
            Field::Outcome => "outcome",
            Field::Enabler => "enabler",
            Field::Principle => "principle",
            Field::Source => "source",
            Field::Year => "year",
            Field::Edition => "edition",
        }
    }

    /// Lists the fields that are narrowed by naming values, in the order of declaration; sources, years
    /// and editions have filters of their own.
    pub fn named() -> impl Iterator<Item = Field> + Clone {
        let others = [Field::Source, Field::Year, Field::Edition];
        let fields = Field::ALL.iter().copied();
        fields.filter(move |field| !others.contains(field))
    }

    /// Tells whether paragraphs of one report can differ in the field.
    pub const fn is_of_paragraph(self) -> bool {
        matches!(
            self,
            Field::Area
                | Field::AreaGroup
                | Field::Section
                | Field::Grade
                | Field::Outcome
                | Field::Enabler
                | Field::Principle
        )
    }

    /// Tells whether a paragraph can have several values of the field: a report has several
    /// inspectors, an item refers to several outcomes.
    pub const fn is_multiple(self) -> bool {
        matches!(
            self,
            Field::Inspector | Field::Outcome | Field::Enabler | Field::Principle
        )
    }

    /// Tells whether nearly everything has no value of the field, so that what has one is of more
    /// interest.
    pub const fn is_sparse(self) -> bool {
        matches!(
            self,
            Field::Provider | Field::Outcome | Field::Enabler | Field::Principle
        )
    }

    /// Tells whether the values are numbers, any of which may be asked for.
    pub const fn is_number(self) -> bool {
        matches!(self, Field::Outcome | Field::Enabler | Field::Principle)
    }

    /// Tells whether the values have an order of their own, in which they are listed.
    pub const fn is_ordered(self) -> bool {
        matches!(self, Field::Year)
    }

    /// Tells whether the values are slugs that rules define, written in small letters.
    pub const fn is_defined(self) -> bool {
        matches!(
            self,
            Field::Kind | Field::Framework | Field::Section | Field::Grade | Field::Overall
        )
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Reports a name that is no field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownField(pub String);

impl fmt::Display for UnknownField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown field `{}`", self.0)
    }
}

impl std::error::Error for UnknownField {}

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(name: &str) -> Result<Self, UnknownField> {
        let field = Field::ALL
            .iter()
            .find(|field| field.name().eq_ignore_ascii_case(name));
        field.copied().ok_or_else(|| UnknownField(name.to_owned()))
    }
}

/// Values of one field, some wanted, some excluded.
///
/// With nothing in `any_of`, everything but the excluded values passes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The field.
    pub field: Field,
    /// One of these is wanted, unless there are none.
    pub any_of: Vec<String>,
    /// None of these is wanted.
    pub none_of: Vec<String>,
}
