//! Facets: how the hits spread over the values of a field.

use std::io::{self, Write};

use super::csv::{Cells, Table};
use super::table::{self, Column};
use super::wire::FacetRow;
use super::{Screen, json};
use crate::index::{Facet, FacetValue};

/// The width of a bar that stands for all reports searched.
const BAR: u64 = 20;

/// Writes a table a facet, each after an empty line.
///
/// A value's share is that of the reports searched that have it: raw counts follow how many
/// reports there are. Values with an order are drawn as a bar chart of their shares.
pub(super) fn write_facets_text(
    out: &mut impl Write,
    facets: &[Facet],
    screen: &Screen,
) -> io::Result<()> {
    for facet in facets {
        let copies = facet.values.iter().any(|v| v.distinct != v.paragraphs);
        let mut columns = vec![
            Column::left(facet.field.name()),
            Column::right("paragraphs"),
        ];
        if copies {
            columns.push(Column::right("distinct"));
        }
        columns.extend(["reports", "searched", "share"].map(Column::right));
        if facet.field.is_ordered() {
            columns.push(Column::left(""));
        }
        let rows = facet.values.iter().map(|value| {
            let mut row = vec![value.value.clone(), value.paragraphs.to_string()];
            if copies {
                row.push(value.distinct.to_string());
            }
            row.extend([
                value.reports.to_string(),
                value.reports_searched.to_string(),
                percent(value),
            ]);
            if facet.field.is_ordered() {
                row.push(bar(value));
            }
            row
        });
        writeln!(out)?;
        table::write(out, &columns, &rows.collect::<Vec<_>>(), screen)?;
    }
    Ok(())
}

/// Writes the share of the reports searched; nothing where none was.
fn percent(value: &FacetValue) -> String {
    let (part, all) = (value.reports, value.reports_searched);
    match all {
        0 => String::new(),
        _ => format!("{}%", (part * 200 + all) / (all * 2)),
    }
}

/// Draws that share, in eighths of a character; whatever is more than nothing is seen.
fn bar(value: &FacetValue) -> String {
    let all = value.reports_searched.max(1);
    table::bar((value.reports * BAR * 8).div_ceil(all) as usize)
}

/// Writes the values of all facets, one a row.
pub(super) fn write_facets_csv(
    out: &mut impl Write,
    facets: &[Facet],
    cells: Cells,
) -> io::Result<()> {
    let mut table = Table::new(cells);
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

#[cfg(test)]
mod tests {
    use super::write_facets_text;
    use crate::index::{Facet, FacetValue};
    use crate::output::Screen;
    use crate::output::testutil::written;
    use crate::query::Field;

    #[test]
    fn years_are_a_bar_chart_of_shares() {
        let value = |value: &str, paragraphs, distinct, reports, reports_searched| FacetValue {
            value: value.to_owned(),
            paragraphs,
            distinct,
            reports,
            reports_searched,
        };
        let facet = Facet {
            field: Field::Year,
            values: vec![
                value("2018", 9, 8, 2, 2),
                value("2019", 0, 0, 0, 0),
                value("2020", 1, 1, 1, 64),
            ],
        };
        assert_eq!(
            written(|out| write_facets_text(out, &[facet], &Screen::plain())),
            "\n\
             year  paragraphs  distinct  reports  searched  share\n\
             2018           9         8        2         2   100%  ████████████████████\n\
             2019           0         0        0         0\n\
             2020           1         1        1        64     2%  ▍\n"
        );
    }
}
