//! Agreement with hand coding: figures by theme, and the ids on which queries and readers differ.

use schemars::JsonSchema;
use serde::Serialize;

use crate::output::sheet::{Column, Media, Part, Row, Sheet, Table, cells};
use crate::output::words::figures::rounded;
use crate::themes::Agreement;

#[derive(JsonSchema, Serialize)]
pub(super) struct AgreementRow<'a> {
    theme: &'a str,
    n: u64,
    both: u64,
    hand_only: u64,
    queries_only: u64,
    neither: u64,
    agreement: Option<f64>,
    expected: Option<f64>,
    kappa: Option<f64>,
    standard_error: Option<f64>,
    hand_only_ids: &'a [String],
    queries_only_ids: &'a [String],
    unknown_ids: &'a [String],
}

impl<'a> From<&'a Agreement> for AgreementRow<'a> {
    fn from(found: &'a Agreement) -> Self {
        let kappa = found.kappa;
        AgreementRow {
            theme: &found.theme,
            n: found.n(),
            both: found.both,
            hand_only: found.hand.len() as u64,
            queries_only: found.queries.len() as u64,
            neither: found.neither,
            agreement: kappa.map(|k| rounded(k.agreement)),
            expected: kappa.map(|k| rounded(k.expected)),
            kappa: kappa.map(|k| rounded(k.kappa)),
            standard_error: kappa.map(|k| rounded(k.standard_error)),
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
    let figure = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.2}"));
    let rows = agreement.iter().map(|found| Row {
        cells: cells![
            &found.theme,
            found.n(),
            found.both,
            found.hand.len(),
            found.queries.len(),
            found.neither,
            figure(found.kappa.map(|k| k.kappa)),
            figure(found.kappa.map(|k| k.standard_error)),
        ],
        section: section(&found.theme),
        ..Row::default()
    });
    let names = [
        "theme",
        "n",
        "both",
        "hand only",
        "queries only",
        "neither",
        "kappa",
        "s.e.",
    ];
    let table = Table {
        caption: "Agreement with hand coding".to_owned(),
        columns: Column::figures(&names),
        rows: rows.collect(),
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
    use crate::themes::stats::cohen_kappa;

    #[test]
    fn figures_and_ids() {
        let found = Agreement {
            theme: "oversight".to_owned(),
            both: 20,
            hand: vec!["a/2020/ilacs#1".to_owned()],
            queries: Vec::new(),
            neither: 15,
            kappa: cohen_kappa(20, 1, 0, 15),
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
