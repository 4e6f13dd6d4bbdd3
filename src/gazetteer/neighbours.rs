//! Statistical neighbours: authorities that are alike in what they have to deal with, as a
//! user's file names them.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use super::fold::fold;
use super::{GazetteerError, Table};
use crate::model::Authority;

/// Authorities with their neighbours, by slug.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbours {
    of: BTreeMap<String, Vec<String>>,
}

/// Why a file of neighbours cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NeighboursError {
    /// It is no table with the columns `authority` and `neighbour`, or a rank is no number.
    Table(GazetteerError),
    /// A line, counted from 1, names an authority that is not known.
    Unknown {
        /// The line.
        line: u64,
        /// The name.
        name: String,
    },
}

impl fmt::Display for NeighboursError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NeighboursError::Table(error) => error.fmt(f),
            NeighboursError::Unknown { line, name } => {
                write!(f, "line {line}: unknown authority `{name}`")
            }
        }
    }
}

impl std::error::Error for NeighboursError {}

impl Neighbours {
    /// Reads a CSV file with the columns `authority`, `neighbour` and, if wanted, `rank`.
    ///
    /// Authorities are given by slug or by name, as `known` has them. Neighbours stand in the
    /// order of their ranks, those without one in the order of the file behind them.
    ///
    /// # Errors
    /// If the file is no such table, or names an authority that is not known.
    pub fn read<'a>(
        csv: &[u8],
        known: impl IntoIterator<Item = &'a Authority>,
    ) -> Result<Neighbours, NeighboursError> {
        let mut slugs: HashMap<String, &str> = HashMap::new();
        for authority in known {
            for name in [&authority.slug, &authority.name] {
                slugs.insert(fold(name), &authority.slug);
            }
        }
        let table = Table::read(csv).map_err(NeighboursError::Table)?;
        if !(table.has("authority") && table.has("neighbour")) {
            return Err(NeighboursError::Table(GazetteerError {
                line: 1,
                message: "the first line must name the columns `authority` and `neighbour`".into(),
            }));
        }
        let mut ranked: BTreeMap<String, Vec<(u32, String)>> = BTreeMap::new();
        for row in table.rows() {
            let slug = |name: &str| {
                let known = slugs.get(&fold(name)).map(|slug| (*slug).to_owned());
                known.ok_or_else(|| NeighboursError::Unknown {
                    line: row.line,
                    name: name.to_owned(),
                })
            };
            let rank = match row.get("rank") {
                "" => u32::MAX,
                rank => rank.parse().map_err(|_| {
                    NeighboursError::Table(row.error(&format!("`{rank}` is no rank")))
                })?,
            };
            let neighbour = slug(row.get("neighbour"))?;
            let neighbours = ranked.entry(slug(row.get("authority"))?).or_default();
            neighbours.push((rank, neighbour));
        }
        let sorted = ranked.into_iter().map(|(authority, mut neighbours)| {
            // The sort is stable.
            neighbours.sort_by_key(|(rank, _)| *rank);
            (authority, neighbours.into_iter().map(|(_, n)| n).collect())
        });
        Ok(Neighbours {
            of: sorted.collect(),
        })
    }

    /// Returns the neighbours of an authority by its slug, the nearest first; none where the
    /// file has none.
    pub fn of(&self, slug: &str) -> Option<&[String]> {
        self.of.get(slug).map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::{Neighbours, NeighboursError};
    use crate::gazetteer::Gazetteer;

    fn read(csv: &str) -> Result<Neighbours, NeighboursError> {
        Neighbours::read(csv.as_bytes(), Gazetteer::builtin().authorities())
    }

    #[test]
    fn neighbours_stand_by_rank() {
        let found = read(
            "authority,neighbour,rank\n\
             Kent,essex,2\n\
             kent,Medway,\n\
             KENT,Brighton and Hove,1\n",
        );
        let found = found.unwrap();
        let expected = ["brighton-and-hove", "essex", "medway"].map(str::to_owned);
        assert_eq!(found.of("kent"), Some(&expected[..]));
        assert_eq!(found.of("essex"), None);
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        let check = |csv: &str, expected: &str| {
            assert_eq!(read(csv).unwrap_err().to_string(), expected, "{csv}");
        };
        check(
            "authority,neighbour\nkent,essecks\n",
            "line 2: unknown authority `essecks`",
        );
        check(
            "authority,neighbour,rank\nkent,essex,first\n",
            "line 2: `first` is no rank",
        );
        check(
            "kent,essex\n",
            "line 1: the first line must name the columns `authority` and `neighbour`",
        );
    }
}
