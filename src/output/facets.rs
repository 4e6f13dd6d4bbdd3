//! Facets: how the hits spread over the values of a field.

use std::io::{self, Write};

use super::csv::Table;
use super::table::{self, Column};
use super::wire::FacetRow;
use super::{Theme, json};
use crate::index::Facet;

/// Writes a table a facet, each after an empty line.
pub(super) fn write_facets_text(
    out: &mut impl Write,
    facets: &[Facet],
    theme: &Theme,
) -> io::Result<()> {
    for facet in facets {
        let columns = [
            Column::left(facet.field.name()),
            Column::right("paragraphs"),
            Column::right("reports"),
        ];
        let rows = facet.values.iter().map(|value| {
            vec![
                value.value.clone(),
                value.paragraphs.to_string(),
                value.reports.to_string(),
            ]
        });
        writeln!(out)?;
        table::write(out, &columns, &rows.collect::<Vec<_>>(), theme)?;
    }
    Ok(())
}

/// Writes the values of all facets, one a row.
pub(super) fn write_facets_csv(out: &mut impl Write, facets: &[Facet]) -> io::Result<()> {
    let mut table = Table::default();
    each(facets, |row| table.row(out, row))
}

/// Writes the values of all facets, one a line.
pub(super) fn write_facets_jsonl(out: &mut impl Write, facets: &[Facet]) -> io::Result<()> {
    each(facets, |row| json::line(out, row))
}

fn each(
    facets: &[Facet],
    mut write: impl FnMut(&FacetRow<'_>) -> io::Result<()>,
) -> io::Result<()> {
    for facet in facets {
        for value in &facet.values {
            write(&FacetRow::new(facet, value))?;
        }
    }
    Ok(())
}
