//! The gazetteer: what there is to be named in reports, and how reports spell it.
//!
//! Authorities and lead inspectors are data, kept in CSV files that are compiled in. A user's file
//! of authorities may add to them, so that reports about other bodies fit.

mod authority;
mod chapter;
mod error;
mod fold;
mod inspector;
mod neighbours;
mod table;

use crate::model::{Authority, Date, Inspector, Succession};
use authority::Authorities;
use chapter::{Chapter, Lazy};
pub use error::GazetteerError;
pub use fold::{fold, fold_contains, fold_heading, fold_heading_word, fold_initial, fold_opening};
use inspector::Inspectors;
pub use neighbours::{Neighbours, NeighboursError};
pub use table::{Row, Table};

/// Authorities and inspectors, with their spellings.
///
/// What is compiled in is read file by file, each when it is asked for first.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    authorities: Lazy<Authorities>,
    inspectors: Lazy<Inspectors>,
}

impl Gazetteer {
    /// Returns the gazetteer that is compiled in.
    pub fn builtin() -> &'static Gazetteer {
        static BUILTIN: Gazetteer = Gazetteer {
            authorities: Lazy::new(),
            inspectors: Lazy::new(),
        };
        &BUILTIN
    }

    /// Adds the rows of a table of authorities or inspectors, or puts them in the place of those
    /// with the same slug.
    ///
    /// # Errors
    /// If a line lacks what it needs.
    pub fn add(&mut self, table: &Table) -> Result<(), GazetteerError> {
        if table.has("printed") {
            return self.inspectors.get_mut().add(table);
        }
        if let Some(row) = table.rows().find(|row| row.get("slug").is_empty()) {
            return Err(row.error("no slug; the first line must name the columns"));
        }
        self.authorities.get_mut().add(table)
    }

    /// Returns all authorities, sorted by slug.
    pub fn authorities(&self) -> impl Iterator<Item = &Authority> {
        self.authorities.get().iter()
    }

    /// Lists the authorities that there are today, sorted by slug.
    pub fn current(&self) -> impl Iterator<Item = &Authority> {
        self.authorities.get().current()
    }

    /// Lists the authorities that took over from others.
    pub fn successions(&self) -> Vec<Succession> {
        self.authorities.get().successions()
    }

    /// Returns the authority that a title names, as it was on a date.
    ///
    /// The longest name that stands in the title counts, so that "East Riding of Yorkshire" is
    /// not York. Authorities that were replaced under the same name are told apart by the date.
    pub fn authority_in(&self, title: &str, date: Option<Date>) -> Option<&Authority> {
        self.authorities.get().find(title, date)
    }

    /// Returns all authorities that a title names, each once, in its order; see
    /// [`Gazetteer::authority_in`].
    pub fn authorities_in(&self, title: &str, date: Option<Date>) -> Vec<&Authority> {
        self.authorities.get().find_all(title, date)
    }

    /// Returns an inspector under the one spelling of a printed name.
    pub fn inspector(&self, printed: &str) -> Inspector {
        Inspector {
            name: self.inspectors.get().name_of(printed),
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
        check_authority("East Hertfordshire District Council", None, None);
        check_authority("Greater Manchester Combined Authority", None, None);
        check_authority("N Somerset Council", None, Some("north-somerset"));
        check_authority("N.E. Lincolnshire", None, Some("north-east-lincolnshire"));
        check_authority("Ofsted South East, Kent", None, Some("kent"));
        check_authority(
            "Bath & NE Somerset",
            None,
            Some("bath-and-north-east-somerset"),
        );
        check_authority("City of London", None, Some("city-of-london"));
        check_authority("London Borough of Camden", None, Some("camden"));
        check_authority(
            "Nottinghamshire County Council",
            None,
            Some("nottinghamshire"),
        );
    }

    #[test]
    fn a_title_may_name_several() {
        let named = |title| {
            let all = Gazetteer::builtin().authorities_in(title, None);
            let slugs: Vec<&str> = all.iter().map(|found| found.slug.as_str()).collect();
            slugs.join(" ")
        };
        assert_eq!(
            named("Nottingham and Nottinghamshire"),
            "nottingham nottinghamshire"
        );
        assert_eq!(
            named("Bournemouth, Christchurch and Poole"),
            "bournemouth-christchurch-and-poole"
        );
        assert_eq!(named("Derby City Council: services of Derby"), "derby");
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
    fn users_add_authorities() {
        let with = |csv: &[u8]| {
            let mut more = Gazetteer::builtin().clone();
            more.add(&Table::read(csv)?).map(|()| more)
        };
        let more = with(b"slug,canonical_name,region\nambleford,Ambleford,Westmere\n").unwrap();
        let found = more
            .authority_in("Ambleford Borough Council", None)
            .unwrap();
        assert_eq!(
            (found.slug.as_str(), found.region.as_str()),
            ("ambleford", "Westmere")
        );
        assert!(with(b"name\nAmbleford\n").is_err());
    }
}
