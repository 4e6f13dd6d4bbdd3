//! How rules are made: of the files that are compiled in, and of those of a user.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::heading::Headings;
use super::{Family, Rules, read, rows};
use crate::gazetteer::{Gazetteer, GazetteerError, Table};
use crate::model::{Authority, Terms};
use crate::toml_file::{TomlError, TomlFile, TomlNode, Tree};

/// The compiled-in files, packed by the build.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));
/// Changes with any of the compiled-in files.
const FINGERPRINT: &str = env!("FINDINGS_RULES");
/// The file of what all families share.
const COMMON: &str = "common";

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
                let TomlNode::Text(name) = name.node else {
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
            registers: Vec::new(),
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
            rules.families.push(Family {
                is_built_in: true,
                ..family
            });
        }
        rules.renew_authorities();
        Ok(rules)
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
}
