//! Agreement with hand coding: figures by theme, and the ids on which queries and readers differ.

use schemars::JsonSchema;
use serde::Serialize;

use crate::output::sheet::{Cell, Column, Media, Part, Row, Sheet, Table, cells};
use crate::output::wire::ReliabilityRow;
use crate::output::words::figures::{RELIABILITY, reliability};
use crate::themes::Agreement;
use crate::themes::stats::Reliability;

/// What the row of all themes together is called.
pub(in crate::output) const ALL_THEMES: &str = "(all themes)";

/// Draws up how far coders agree, under [`RELIABILITY`].
pub(in crate::output) fn reliability_cells(of: &Reliability) -> Vec<Cell> {
    reliability(of).map(Cell::from).to_vec()
}

#[derive(JsonSchema, Serialize)]
pub(super) struct AgreementRow<'a> {
    theme: &'a str,
    n: u64,
    both: u64,
    hand_only: u64,
    queries_only: u64,
    neither: u64,
    #[serde(flatten)]
    figures: ReliabilityRow,
    hand_only_ids: &'a [String],
    queries_only_ids: &'a [String],
    unknown_ids: &'a [String],
}

impl<'a> From<&'a Agreement> for AgreementRow<'a> {
    fn from(found: &'a Agreement) -> Self {
        AgreementRow {
            theme: &found.theme,
            n: found.reliability.n,
            both: found.both,
            hand_only: found.hand.len() as u64,
            queries_only: found.queries.len() as u64,
            neither: found.neither,
            figures: found.reliability.into(),
            hand_only_ids: &found.hand,
            queries_only_ids: &found.queries,
            unknown_ids: &found.unknown,
        }
    }
}

/// Adds a row of figures a theme, and where queries and readers differ; `section` finds the quotations
/// of a theme.
pub(super) fn add(
    sheet: &mut Sheet<'_>,
    agreement: &[Agreement],
    section: impl Fn(&str) -> Option<usize>,
) {
    let rows = agreement.iter().map(|found| Row {
        cells: [
            cells![
                &found.theme,
                found.reliability.n,
                found.both,
                found.hand.len(),
                found.queries.len(),
                found.neither,
            ],
            reliability_cells(&found.reliability),
        ]
        .concat(),
        section: section(&found.theme),
        ..Row::default()
    });
    let mut rows: Vec<Row<'_>> = rows.collect();
    if agreement.len() > 1 {
        let overall = Agreement::overall(agreement);
        let sum = |count: fn(&Agreement) -> u64| agreement.iter().map(count).sum::<u64>();
        rows.push(Row {
            cells: [
                cells![
                    ALL_THEMES,
                    overall.n,
                    sum(|found| found.both),
                    sum(|found| found.hand.len() as u64),
                    sum(|found| found.queries.len() as u64),
                    sum(|found| found.neither),
                ],
                reliability_cells(&overall),
            ]
            .concat(),
            ..Row::default()
        });
    }
    let names = ["theme", "n", "both", "hand only", "queries only", "neither"];
    let names = [&names[..], &RELIABILITY].concat();
    let table = Table {
        caption: "Agreement with hand coding".to_owned(),
        columns: Column::figures(&names),
        rows,
    };
    let differences = differences(agreement);
    sheet.add(Part::Heading(2, table.caption.clone()));
    sheet.add_for(Media::HTML, Part::Notes(differences.clone()));
    sheet.add(Part::Table(table));
    for line in differences {
        sheet.add_for(Media::ROWS, Part::Notes(vec![line]));
    }
}

/// Lists where queries and readers differ, and what was coded but not searched, one line each.
fn differences(agreement: &[Agreement]) -> Vec<String> {
    let mut lines = Vec::new();
    for found in agreement {
        for (what, ids) in [
            ("coded by hand only", &found.hand),
            ("found by queries only", &found.queries),
            ("coded, but not among what was searched", &found.unknown),
        ] {
            if !ids.is_empty() {
                lines.push(format!("{}, {what}: {}", found.theme, ids.join(", ")));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{add, differences};
    use crate::output::sheet::{Part, Sheet};
    use crate::themes::Agreement;
    use crate::themes::stats::Reliability;

    #[test]
    fn figures_and_ids() {
        let found = Agreement {
            theme: "oversight".to_owned(),
            both: 20,
            hand: vec!["a/2020/ilacs#1".to_owned()],
            queries: Vec::new(),
            neither: 15,
            reliability: Reliability::of_two([20, 1, 0, 15]),
            unknown: vec!["b".to_owned()],
        };
        let found = [found];
        let mut sheet = Sheet::default();
        add(&mut sheet, &found, |_| None);
        let tables = sheet.parts.iter().filter_map(|(_, part)| match part {
            Part::Table(table) => Some(table),
            _ => None,
        });
        let rows: Vec<_> = tables.flat_map(|table| &table.rows).collect();
        let cells: Vec<String> = rows[0].cells.iter().map(|cell| cell.text()).collect();
        assert_eq!(cells[..4], ["oversight", "36", "20", "1"]);
        assert_eq!(rows.len(), 1);
        assert_eq!(
            differences(&found),
            [
                "oversight, coded by hand only: a/2020/ilacs#1",
                "oversight, coded, but not among what was searched: b",
            ]
        );
    }
}
