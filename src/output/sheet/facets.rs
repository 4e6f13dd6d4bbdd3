//! Facets: how the hits spread over the values of a field.

use super::{Cell, Column, Kind, Media, Part, Sheet, Table, cells};
use crate::index::{Facet, FacetValue};
use crate::output::words::figures;

/// The bars of shares, as wide as this where they stand for all reports searched.
const BARS: Kind = Kind::Bars {
    beside: 0,
    bounds: (20, 20),
    seen: true,
};

impl Sheet<'_> {
    /// Adds a table a facet.
    ///
    /// In text a value's share is that of the reports searched that have it: raw counts follow how
    /// many reports there are. Values with an order are drawn as a bar chart of their shares.
    pub(in crate::output) fn add_facets(&mut self, facets: &[Facet]) {
        for facet in facets {
            self.add(Part::Table(table(facet)));
        }
    }
}

fn table(facet: &Facet) -> Table<'static> {
    let has_copies = facet.values.iter().any(|v| v.distinct != v.paragraphs);
    let in_text = |column: Column| column.only(Media::TEXT);
    let mut columns = Column::figures(&[facet.field.name(), "paragraphs"]);
    if has_copies {
        columns.push(in_text(Column::numbers("distinct")));
    }
    columns.push(Column::numbers("reports"));
    columns.extend(["searched", "share"].map(|name| in_text(Column::numbers(name))));
    if facet.field.is_ordered() {
        columns.push(Column::bars(BARS));
    }
    let row = |value: &FacetValue| {
        let mut row = cells![&value.value, value.paragraphs];
        if has_copies {
            row.push(value.distinct.into());
        }
        row.extend(cells![
            value.reports,
            value.reports_searched,
            percent(value)
        ]);
        if facet.field.is_ordered() {
            row.push(Cell::Bar(value.reports, value.reports_searched));
        }
        row
    };
    Table {
        caption: facet.field.name().to_owned(),
        ..Table::plain(columns, facet.values.iter().map(row))
    }
}

/// Writes the share of the reports searched; nothing where none was.
fn percent(value: &FacetValue) -> String {
    let (part, all) = (value.reports, value.reports_searched);
    match all {
        0 => String::new(),
        _ => figures::percent(part as f64 / all as f64),
    }
}
