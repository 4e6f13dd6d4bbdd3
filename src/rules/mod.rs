//! Rules: what the documents of each inspectorate look like, as data.
//!
//! A kind, a framework, its first page, fields, scale, areas, sections and headings stand in one
//! file for each family of documents. Those in `data` are compiled in; a user's files add to them
//! or take their place. Nothing outside these files names a kind, a framework, a grade, an area
//! or a section.

mod conditions;
mod family;
mod heading;
mod near;
mod read;
mod rows;
mod scale;

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::gazetteer::{Gazetteer, GazetteerError, Table, fold};
use crate::model::{Authority, Kind, Section, Terms};
use crate::toml_file::{TomlError, TomlFile, Tree};

pub use conditions::{Conditions, LineTest, TextTest};
pub use family::{
    AboutRule, Family, FrameworkRules, FrontEnd, FrontRules, KindRules, OutlineRules, Recognition,
    ReferenceElement, References, SecondaryRules, ThemeRule,
};
pub use heading::{Boilerplate, Headings, Meaning, NearMiss, Part};
pub use scale::Scale;

/// The compiled-in files, packed by the build.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));
/// Changes with any of the compiled-in files.
const FINGERPRINT: &str = env!("FINDINGS_RULES");
/// The file of what all families share.
const COMMON: &str = "common";

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
    /// Documents that items refer to, by name.
    references: Vec<(String, References)>,
    /// The section of what stands in an area.
    findings: Option<Section>,
    terms: Terms,
}

impl Rules {
    /// Returns the rules that are compiled in.
    ///
    /// ```
    /// use findings::rules::Rules;
    /// let terms = Rules::builtin().terms();
    /// assert!(terms.grade("good").unwrap() < terms.grade("inadequate").unwrap());
    /// ```
    pub fn builtin() -> &'static Rules {
        static BUILTIN: OnceLock<Rules> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let mut rest = PACKED;
            let mut files = Vec::new();
            while let Some(name) = Tree::unpack(&mut rest) {
                let crate::toml_file::TomlNode::Text(name) = name.node else {
                    break;
                };
                files.extend(Tree::unpack(&mut rest).map(|tree| TomlFile::of_tree(&name, tree)));
            }
            Rules::read(&files)
                .unwrap_or_else(|error| panic!("compiled-in rules are read in every test: {error}"))
        })
    }

    fn read(files: &[TomlFile]) -> Result<Rules, TomlError> {
        let mut rules = Rules {
            gazetteer: Gazetteer::builtin().clone(),
            families: Vec::new(),
            common: Headings::default(),
            scales: Vec::new(),
            references: Vec::new(),
            findings: None,
            terms: Terms::default(),
        };
        let (common, families): (Vec<_>, Vec<_>) =
            files.iter().partition(|file| read::name_of(file) == COMMON);
        let mut order = Vec::new();
        for file in common {
            order = read::common(&mut rules, file)?;
        }
        let mut families: Vec<&TomlFile> = families;
        families.sort_by_key(|file| {
            let place = order.iter().position(|name| *name == read::name_of(file));
            place.unwrap_or(order.len())
        });
        for file in families {
            let family = read::family(&mut rules, file)?;
            rules.families.push(family);
        }
        rules.renew_authorities();
        Ok(rules)
    }

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

    /// Adds files of families, or puts them in the place of those of the same name. What they
    /// define is tried before what is there.
    ///
    /// # Errors
    /// If a file is not in order; the error names file and line.
    pub fn with_files(&self, files: &[TomlFile]) -> Result<Rules, TomlError> {
        let mut rules = self.clone();
        let mut added = 0;
        let (extending, families): (Vec<_>, Vec<_>) = files
            .iter()
            .partition(|file| file.any_table().has("extends"));
        for file in families {
            let family = read::family(&mut rules, file)?;
            let known = rules.families.iter_mut();
            match known.into_iter().find(|known| known.name == family.name) {
                Some(known) => *known = family,
                None => {
                    rules.families.insert(added, family);
                    added += 1;
                }
            }
        }
        // Behind the families, one of which may be of these files.
        for file in extending {
            read::extend(&mut rules, file)?;
        }
        Ok(rules)
    }

    /// Adds the rows of a CSV file, or puts them in the place of those with the same slug.
    ///
    /// The first line names the columns, and the columns tell what the file holds:
    ///
    /// - authorities: `slug`, `name` (or `canonical_name`), and if known `official_name`,
    ///   `region`, `type`, `aliases` (parted by semicolons), `predecessors`, `successors`,
    ///   `since` and `until` (dates);
    /// - inspectors: `printed`, `name`;
    /// - areas: `slug`, `name`, `group`;
    /// - headings: `family`, `heading`, `role`, `slug`;
    /// - themes: `framework`, `phrase`, `slug`.
    ///
    /// Other columns are passed over.
    ///
    /// # Errors
    /// If the file is no CSV, or a line lacks what it needs.
    pub fn with_csv(&self, bytes: &[u8]) -> Result<Rules, GazetteerError> {
        let mut rules = self.clone();
        let table = Table::read(bytes)?;
        table.must_have_rows()?;
        if !rows::add(&mut rules, &table)? {
            rules.gazetteer.add(&table)?;
            rules.renew_authorities();
        }
        Ok(rules)
    }

    /// Takes from the gazetteer what readers of an index need of it.
    fn renew_authorities(&mut self) {
        self.terms.successions = self.gazetteer.successions();
        let builtin: HashSet<&Authority> = Gazetteer::builtin().authorities().collect();
        let added = self.gazetteer.authorities();
        let added = added.filter(|authority| !builtin.contains(authority));
        self.terms.authorities = added.cloned().collect();
    }

    /// Changes with the rules that are compiled in.
    pub fn fingerprint() -> &'static str {
        FINGERPRINT
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

/// Terms of the compiled-in rules by their slugs, for tests.
#[cfg(test)]
pub(crate) mod named {
    use super::Rules;
    use crate::model::{Framework, Grade, Kind, Section};

    pub(crate) fn kind(slug: &str) -> Kind {
        Rules::builtin().terms().kind(slug).unwrap()
    }

    pub(crate) fn framework(slug: &str) -> Framework {
        Rules::builtin().terms().framework(slug).unwrap()
    }

    pub(crate) fn grade(slug: &str) -> Grade {
        Rules::builtin().terms().grade(slug).unwrap()
    }

    pub(crate) fn section(slug: &str) -> Section {
        Rules::builtin().terms().section(slug).unwrap()
    }
}

#[cfg(test)]
mod tests;
