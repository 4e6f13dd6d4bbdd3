//! Judgement areas.

use std::borrow::Cow;
use std::fmt;

/// A judgement area, known by its slug.
///
/// Areas are data, not a closed set: the rules say which there are, how headings spell
/// them and to which group they belong, and a user's file may add more.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Area(Cow<'static, str>);

impl Area {
    /// The authority as a whole.
    pub const OVERALL: Area = Area(Cow::Borrowed("overall"));
    /// Makes an area from its slug.
    pub fn new(slug: impl Into<Cow<'static, str>>) -> Self {
        Area(slug.into())
    }

    /// Returns the slug.
    pub fn slug(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A group of areas that correspond to each other across frameworks, known by its slug:
/// `protection`, `care`, `leadership`, `partnership`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaGroup(Cow<'static, str>);

impl AreaGroup {
    /// Makes a group from its slug.
    pub fn new(slug: impl Into<Cow<'static, str>>) -> Self {
        AreaGroup(slug.into())
    }

    /// Returns the slug.
    pub fn slug(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AreaGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
