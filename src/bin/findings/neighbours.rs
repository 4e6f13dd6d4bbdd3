//! The file of statistical neighbours, and the filters that it makes of one authority.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use findings::gazetteer::{Neighbours, NeighboursError};
use findings::index::Index;
use findings::model::Authority;
use findings::query::spelling::nearest;
use findings::query::{Field, Filter, Filters};

use crate::build::{self, Purpose};
use crate::error::CommandError;
use crate::ui::Ui;

/// The option that names the file.
#[derive(Debug, clap::Args)]
pub(crate) struct NeighbourArgs {
    /// A CSV file `authority,neighbour[,rank]`: adds the neighbours of the one `--authority`
    ///
    /// Authorities stand in it by name or by identifier.
    #[arg(long, value_name = "FILE")]
    neighbours: Option<PathBuf>,
}

impl NeighbourArgs {
    /// Widens a filter on one authority by its neighbours, where a file of them is given.
    pub(crate) fn widen(&self, filters: &mut Filters, ui: &Ui) -> Result<(), CommandError> {
        match &self.neighbours {
            Some(path) => {
                let index = build::open_for(ui, Purpose::Reports)?;
                widen(filters, path, &index, ui)
            }
            None => Ok(()),
        }
    }
}

fn widen(filters: &mut Filters, path: &Path, index: &Index, ui: &Ui) -> Result<(), CommandError> {
    let is_authority = |filter: &&mut Filter| filter.field == Field::Authority;
    let Some(filter) = filters.fields.iter_mut().find(is_authority) else {
        return Err(of_one());
    };
    let [asked] = &filter.any_of[..] else {
        return Err(of_one());
    };
    let reported = authorities(index)?;
    let known = known(&reported, index);
    let neighbours = read(path, &known)?;
    // Whether there is such an authority is found out when searching.
    let is_asked = |authority: &&Authority| authority.slug == *asked || authority.name == *asked;
    let slug = known.values().find(is_asked).map_or(asked, |a| &a.slug);
    let Some(found) = neighbours.of(slug) else {
        return Err(CommandError::new(format!(
            "`{}` names no neighbours of `{slug}`",
            path.display()
        )));
    };
    let (there, missing): (Vec<_>, Vec<_>) =
        found.iter().partition(|slug| reported.contains_key(*slug));
    if !missing.is_empty() {
        let names: Vec<&str> = missing.into_iter().map(String::as_str).collect();
        ui.note(&format!("no reports on {}", names.join(", ")));
    }
    let there = there.into_iter().cloned();
    filter.any_of = std::iter::once(slug.clone()).chain(there).collect();
    Ok(())
}

/// Reads the neighbours of all authorities from a file.
#[cfg(feature = "serve")]
pub(crate) fn load(path: &Path, index: &Index) -> Result<Neighbours, CommandError> {
    read(path, &known(&authorities(index)?, index))
}

/// Adds those that are known without having reports.
fn known(reported: &BTreeMap<String, Authority>, index: &Index) -> BTreeMap<String, Authority> {
    let mut known = reported.clone();
    for authority in index.known_authorities() {
        known
            .entry(authority.slug.clone())
            .or_insert_with(|| authority.clone());
    }
    known
}

fn of_one() -> CommandError {
    CommandError::new("`--neighbours` needs one authority")
        .hint("--authority NAME --neighbours FILE")
}

fn read(path: &Path, known: &BTreeMap<String, Authority>) -> Result<Neighbours, CommandError> {
    let name = path.display();
    let bytes = fs::read(path).map_err(|error| CommandError::cannot_read(path, &error))?;
    Neighbours::read(&bytes, known.values()).map_err(|error| {
        let said = CommandError::new(format!("`{name}`, {error}"));
        match error {
            NeighboursError::Unknown { name, .. } => {
                said.did_you_mean(&nearest(&name, known.keys().map(String::as_str)))
            }
            NeighboursError::Table(_) => said,
        }
    })
}

/// Lists the authorities that have reports, by slug.
fn authorities(index: &Index) -> Result<BTreeMap<String, Authority>, CommandError> {
    let reports = index.reports(&Filters::default())?;
    let authorities = reports
        .into_iter()
        .filter_map(|record| record.report.authority);
    Ok(authorities
        .map(|authority| (authority.slug.clone(), authority))
        .collect())
}
