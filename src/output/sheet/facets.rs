//! Facets: how the hits spread over the values of a field.

use std::collections::BTreeMap;

use super::{Cell, Chart, Column, Kind, Mark, Part, Sheet, Table, cells};
use crate::index::{Facet, FacetValue};
use crate::output::words::{figures, label::left_out};
use crate::themes::stats::Proportion;

/// The bars of shares, as wide as this where they stand for all reports searched.
const BARS: Kind = Kind::Bars {
    beside: 0,
    bounds: (20, 20),
    seen: true,
};

impl Sheet<'_> {
    /// Adds a table a facet.
    ///
    /// A value's share is that of the reports of comparable kinds that have it: raw counts follow
    /// how many reports there are. Values with an order are drawn as a bar chart of their shares.
    pub(in crate::output) fn add_facets(&mut self, facets: &[Facet]) {
        for facet in facets {
            self.add(Part::Table(table(facet)));
        }
        if let Some(said) = facets.iter().find_map(said_of_left_out) {
            self.add(Part::Notes(vec![said]));
        }
    }
}

/// Draws the share of the reports of comparable kinds that each value of a facet has.
pub(in crate::output) fn chart_of_shares(facet: &Facet, title: &str) -> Chart {
    let searched = facet.values.iter();
    let searched = searched.filter(|value| value.compared_searched > 0);
    let marks = searched.map(|value| {
        let of = Proportion {
            part: value.reports_compared,
            whole: value.compared_searched,
        };
        let label = format!("{} ({}/{})", value.value, of.part, of.whole);
        Mark::share(&label, of)
    });
    let chart = Chart::of_shares(title, marks.collect());
    match facet.field.is_ordered() {
        true => chart.across(),
        false => chart,
    }
}

/// Says which reports the shares of a facet leave out; nothing where they leave out none.
pub(in crate::output) fn said_of_left_out(facet: &Facet) -> Option<String> {
    let kinds = facet.left_out.iter();
    let kinds: BTreeMap<_, _> = kinds.map(|(kind, n)| (kind.slug(), *n)).collect();
    left_out(kinds.iter().map(|(kind, reports)| (*kind, *reports)))
}

fn table(facet: &Facet) -> Table<'static> {
    let has_copies = facet.values.iter().any(|v| v.distinct != v.paragraphs);
    let mut columns = Column::figures(&[facet.field.name(), "paragraphs"]);
    if has_copies {
        columns.push(Column::numbers("distinct"));
    }
    columns.push(Column::numbers("reports"));
    let leaves_out = !facet.left_out.is_empty();
    if leaves_out {
        columns.push(Column::numbers("compared"));
    }
    columns.extend(["searched", "share"].map(Column::numbers));
    if facet.field.is_ordered() {
        columns.push(Column::bars(BARS));
    }
    let row = |value: &FacetValue| {
        let mut row = cells![&value.value, value.paragraphs];
        if has_copies {
            row.push(value.distinct.into());
        }
        row.push(value.reports.into());
        if leaves_out {
            row.push(value.reports_compared.into());
        }
        row.extend(cells![value.compared_searched, percent(value)]);
        if facet.field.is_ordered() {
            row.push(Cell::Bar(value.reports_compared, value.compared_searched));
        }
        row
    };
    Table {
        caption: facet.field.name().to_owned(),
        ..Table::plain(columns, facet.values.iter().map(row))
    }
}

/// Writes the share of the reports that can be compared; nothing where there is none.
fn percent(value: &FacetValue) -> String {
    value.share().map(figures::percent).unwrap_or_default()
}
