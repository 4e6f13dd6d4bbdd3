//! The gazetteer: what there is to be named in reports, and how reports spell it.
//!
//! Authorities, areas, headings and lead inspectors are data, kept in CSV files that are compiled
//! in. A user's file of authorities may add to them, so that reports about other bodies fit.

mod area;
mod authority;
mod chapter;
mod fold;
mod heading;
mod inspector;
#[cfg_attr(not(test), expect(dead_code, reason = "not wired in yet"))]
mod near;
mod neighbours;
mod table;
mod theme;

use std::fmt;

use crate::model::{Area, AreaGroup, Authority, Date, Framework, Inspector, Paragraph, Report};
use area::Areas;
use authority::Authorities;
use chapter::{Chapter, Lazy};
pub use fold::{fold, fold_contains, fold_opening};
use heading::Headings;
pub use heading::{Family, Meaning, Part};
use inspector::Inspectors;
pub use neighbours::{Neighbours, NeighboursError};
use table::Table;
use theme::Themes;

/// Authorities, areas, headings and inspectors, with their spellings.
///
/// What is compiled in is read file by file, each when it is asked for first: a search needs the
/// areas at most, reading a report all.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    authorities: Lazy<Authorities>,
    areas: Lazy<Areas>,
    headings: Lazy<Headings>,
    inspectors: Lazy<Inspectors>,
    themes: Lazy<Themes>,
}

/// Reports a line of a gazetteer file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GazetteerError {
    /// The line, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for GazetteerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for GazetteerError {}

impl Gazetteer {
    /// Returns the gazetteer that is compiled in.
    pub fn builtin() -> &'static Gazetteer {
        static BUILTIN: Gazetteer = Gazetteer {
            authorities: Lazy::new(),
            areas: Lazy::new(),
            headings: Lazy::new(),
            inspectors: Lazy::new(),
            themes: Lazy::new(),
        };
        &BUILTIN
    }

    /// Adds the rows of a CSV file, or puts them in the place of those with the same slug.
    ///
    /// The first line names the columns, and the columns tell what the file holds:
    ///
    /// - authorities: `slug`, `name` (or `canonical_name`), and if known `official_name`,
    ///   `region`, `type`, `aliases` (parted by semicolons), `predecessors`, `successors`,
    ///   `since` and `until` (dates);
    /// - areas: `slug`, `name`, `group`;
    /// - headings: `family`, `heading`, `role`, `slug`, as in the file that is compiled in;
    /// - inspectors: `printed`, `name`.
    ///
    /// Other columns are passed over.
    ///
    /// # Errors
    /// If the file is no CSV, or a line lacks what it needs.
    pub fn with_file(&self, csv: &[u8]) -> Result<Gazetteer, GazetteerError> {
        let mut more = self.clone();
        more.add(&Table::read(csv)?)?;
        Ok(more)
    }

    fn add(&mut self, table: &Table) -> Result<(), GazetteerError> {
        if table.has("heading") {
            return self.headings.get_mut().add(table);
        }
        if table.has("phrase") {
            return self.themes.get_mut().add(table);
        }
        if table.has("printed") {
            return self.inspectors.get_mut().add(table);
        }
        if let Some(row) = table.rows().find(|row| row.get("slug").is_empty()) {
            return Err(row.error("no slug; the first line must name the columns"));
        }
        if table.has("group") {
            return self.areas.get_mut().add(table);
        }
        self.authorities.get_mut().add(table)
    }

    /// Returns all authorities, sorted by slug.
    pub fn authorities(&self) -> impl Iterator<Item = &Authority> {
        self.authorities.get().iter()
    }

    /// Returns the slugs of the authorities that one took over from, wholly or in part.
    pub fn predecessors(&self, slug: &str) -> &[String] {
        self.authorities.get().predecessors(slug)
    }

    /// Returns the authority that a title names, as it was on a date.
    ///
    /// The longest name that stands in the title counts, so that "East Riding of Yorkshire" is
    /// not York. Authorities that were replaced under the same name are told apart by the date.
    pub fn authority_in(&self, title: &str, date: Option<Date>) -> Option<&Authority> {
        self.authorities.get().find(title, date)
    }

    /// Returns all areas with the names that they are known by and their groups.
    pub fn areas(&self) -> impl Iterator<Item = (&Area, &str, Option<&AreaGroup>)> {
        self.areas.get().iter()
    }

    /// Returns the group of an area.
    pub fn group_of(&self, area: &Area) -> Option<&AreaGroup> {
        self.areas.get().group_of(area)
    }

    /// Returns the group of a paragraph's area: as the report's judgements have it, or as known
    /// here for an area without a judgement.
    pub fn group_in<'a>(
        &'a self,
        report: &'a Report,
        paragraph: &Paragraph,
    ) -> Option<&'a AreaGroup> {
        let area = paragraph.area.as_ref()?;
        match report
            .judgements
            .iter()
            .find(|judgement| judgement.area == *area)
        {
            Some(judgement) => judgement.group.as_ref(),
            None => self.group_of(area),
        }
    }

    /// Returns what a line means if it is a heading that the family of reports is known to use.
    pub fn heading(&self, family: Family, line: &str) -> Option<Meaning> {
        self.headings.get().find(family, line)
    }

    /// Returns the theme of a joint targeted area inspection that a folded sentence speaks of.
    pub fn theme_in(&self, framework: Framework, sentence: &str) -> Option<&str> {
        self.themes.get().find(framework, sentence)
    }

    /// Returns an inspector under the one spelling of a printed name.
    pub fn inspector(&self, printed: &str) -> Inspector {
        let name = self.inspectors.get().name_of(printed).unwrap_or(printed);
        Inspector {
            name: name.to_owned(),
            printed: printed.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_authority(title: &str, date: Option<&str>, expected: Option<&str>) {
        let date = date.map(|date| date.parse().unwrap());
        let found = Gazetteer::builtin()
            .authority_in(title, date)
            .map(|a| a.slug.as_str());
        assert_eq!(found, expected, "{title}");
    }

    #[test]
    fn titles_name_authorities() {
        check_authority("London Borough of Havering", None, Some("havering"));
        check_authority(
            "Inspection of the Isle of Wight local authority children’s services",
            None,
            Some("isle-of-wight"),
        );
        check_authority(
            "Inspection of Windsor & Maidenhead children's services",
            None,
            Some("windsor-and-maidenhead"),
        );
        check_authority("St. Helens Council", None, Some("st-helens"));
        check_authority(
            "Area SEND inspection of Stoke-on- Trent Local Area Partnership",
            None,
            Some("stoke-on-trent"),
        );
        check_authority(
            "Bournemouth, Christchurch and Poole",
            None,
            Some("bournemouth-christchurch-and-poole"),
        );
        check_authority("Narnia Council", None, None);
    }

    #[test]
    fn name_traps() {
        check_authority("York City Council", None, Some("york"));
        check_authority(
            "East Riding of Yorkshire Council",
            None,
            Some("east-riding-of-yorkshire"),
        );
        check_authority("Derby City Council", None, Some("derby"));
        check_authority("Derbyshire County Council", None, Some("derbyshire"));
        check_authority(
            "Central Bedfordshire Council",
            None,
            Some("central-bedfordshire"),
        );
        check_authority("Bedford Borough Council", None, Some("bedford"));
        check_authority(
            "North East Lincolnshire Council",
            None,
            Some("north-east-lincolnshire"),
        );
        check_authority(
            "Kingston upon Hull City Council",
            None,
            Some("kingston-upon-hull"),
        );
        check_authority(
            "Royal Borough of Kingston upon Thames",
            None,
            Some("kingston-upon-thames"),
        );
        check_authority("Hertfordshire County Council", None, Some("hertfordshire"));
        check_authority("City of London", None, Some("city-of-london"));
        check_authority("London Borough of Camden", None, Some("camden"));
        check_authority(
            "Nottinghamshire County Council",
            None,
            Some("nottinghamshire"),
        );
    }

    #[test]
    fn succession_goes_by_date() {
        check_authority(
            "Somerset County Council",
            Some("2022-07-29"),
            Some("somerset-county"),
        );
        check_authority("Somerset Council", Some("2024-02-01"), Some("somerset"));
        check_authority(
            "North Yorkshire County Council",
            Some("2018-07-01"),
            Some("north-yorkshire-county"),
        );
        check_authority(
            "North Yorkshire",
            Some("2023-07-14"),
            Some("north-yorkshire"),
        );
        check_authority(
            "Buckinghamshire",
            Some("2014-06-01"),
            Some("buckinghamshire-county"),
        );
        check_authority("Buckinghamshire", None, Some("buckinghamshire"));
        check_authority("North Somerset", Some("2017-06-01"), Some("north-somerset"));
    }

    #[test]
    fn users_add_areas_and_headings() {
        let area = b"slug,name,group\nyouth-justice,Youth justice,protection\n";
        let heading =
            b"family,heading,role,slug\nilacs,the youth justice service,area,youth-justice\n";
        let builtin = Gazetteer::builtin();
        let more = builtin.with_file(area).unwrap().with_file(heading).unwrap();
        let youth_justice = Area::new("youth-justice");
        assert_eq!(
            more.group_of(&youth_justice).map(AreaGroup::slug),
            Some("protection")
        );
        assert_eq!(
            more.heading(Family::Ilacs, "The youth justice service: good"),
            Some(Meaning::Area(
                youth_justice,
                Some(crate::model::Grade::Good)
            ))
        );
        let error = builtin.with_file(b"family,heading,role,slug\nilacs,x,section,nowhere\n");
        assert_eq!(
            error.unwrap_err().to_string(),
            "line 2: unknown section `nowhere`"
        );
    }

    #[test]
    fn users_add_authorities() {
        let more = Gazetteer::builtin()
            .with_file(b"slug,canonical_name,region\nambleford,Ambleford,Westmere\n")
            .unwrap();
        let found = more
            .authority_in("Ambleford Borough Council", None)
            .unwrap();
        assert_eq!(
            (found.slug.as_str(), found.region.as_str()),
            ("ambleford", "Westmere")
        );
        assert!(
            Gazetteer::builtin()
                .with_file(b"name\nAmbleford\n")
                .is_err()
        );
    }
}
