//! Rules: what the documents of each inspectorate look like, as data.
//!
//! A kind, a framework, its first page, fields, scale, areas, sections and headings stand in one
//! file for each family of documents. Those in `data` are compiled in; a user's files add to them
//! or take their place. Nothing outside these files names a kind, a framework, a grade, an area
//! or a section.

mod conditions;
mod family;
mod heading;
mod making;
mod near;
mod read;
mod rows;
mod scale;

use crate::gazetteer::{Gazetteer, fold};
use crate::model::{Kind, Section, Terms};

pub use conditions::{Conditions, LineTest, TextTest};
pub use family::{
    AboutRule, Family, FrameworkRules, FrontEnd, FrontRules, KindRules, OutlineRules, Recognition,
    ReferenceElement, References, SecondaryRules, ThemeRule,
};
pub use heading::{Boilerplate, Headings, Meaning, NearMiss, Part};
pub use scale::Scale;

/// Everything that reading a report goes by: families of documents, and the names of bodies and
/// people.
#[derive(Debug, Clone)]
pub struct Rules {
    gazetteer: Gazetteer,
    /// In the order in which they are tried.
    families: Vec<Family>,
    /// Headings of all families that hold the inspectorates' own words.
    common: Headings,
    /// The scales that families share.
    scales: Vec<Scale>,
    /// Where inspectorates keep a page of each body.
    registers: Vec<Register>,
    /// Documents that items refer to, by name.
    references: Vec<(String, References)>,
    /// The section of what stands in an area.
    findings: Option<Section>,
    terms: Terms,
}

/// Where an inspectorate keeps a page of each body that it inspects.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Register {
    inspectorate: String,
    /// Whether these are providers, and not authorities.
    inspects_provider: bool,
    /// The address, with `{urn}` for the number of the body.
    page: String,
}

impl Rules {
    /// Returns the kinds of documents to which a link with this text may lead, by the longest of the
    /// texts that families name for their links.
    pub fn kinds_of_link(&self, text: &str) -> Vec<Kind> {
        let text = fold(text);
        let kinds = self.families.iter().flat_map(|family| &family.kinds);
        let linked = kinds.flat_map(|rules| rules.links.iter().map(|link| (link, rules.kind)));
        let found = linked.filter(|(link, _)| text.contains(link.as_str()));
        let found: Vec<(&String, Kind)> = found.collect();
        let longest = found.iter().map(|(link, _)| link.len()).max();
        let is_longest = |link: &str| Some(link.len()) == longest;
        let told = found.iter().filter(|(link, _)| is_longest(link));
        told.map(|(_, kind)| *kind).collect()
    }

    /// Lists the kinds whose links are known.
    pub fn linked_kinds(&self) -> impl Iterator<Item = Kind> {
        let kinds = self.families.iter().flat_map(|family| &family.kinds);
        let linked = kinds.filter(|rules| !rules.links.is_empty());
        linked.map(|rules| rules.kind)
    }

    /// Returns the names of authorities and inspectors.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Returns the families, in the order in which they are tried.
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// Finds a family by its name.
    pub fn family(&self, name: &str) -> Option<&Family> {
        self.families.iter().find(|family| family.name == name)
    }

    /// Finds the family of a kind.
    pub fn family_of(&self, kind: Kind) -> Option<&Family> {
        let mut families = self.families.iter();
        families.find(|family| family.kind(kind).is_some())
    }

    /// Returns every term that reports can be tagged with.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }
}

#[cfg(test)]
pub(crate) mod testutil;
#[cfg(test)]
pub(crate) use testutil as named;
#[cfg(test)]
mod tests;
