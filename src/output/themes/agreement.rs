//! Agreement with hand coding: figures by theme, and the ids on which queries and readers differ.

use std::io::{self, Write};

use serde::Serialize;

use super::rows::{columns, rounded, write_markdown};
use crate::output::Screen;
use crate::output::screen::paint;
use crate::output::table;
use crate::themes::Agreement;

#[derive(Serialize)]
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

/// The columns of the figures.
pub(super) const HEADINGS: [&str; 8] = [
    "theme",
    "n",
    "both",
    "hand only",
    "queries only",
    "neither",
    "kappa",
    "s.e.",
];

/// Draws up a row of figures a theme.
pub(super) fn rows(agreement: &[Agreement]) -> Vec<Vec<String>> {
    let figure = |value: Option<f64>| value.map_or("–".to_owned(), |value| format!("{value:.2}"));
    let rows = agreement.iter().map(|found| {
        vec![
            found.theme.clone(),
            found.n().to_string(),
            found.both.to_string(),
            found.hand.len().to_string(),
            found.queries.len().to_string(),
            found.neither.to_string(),
            figure(found.kappa.map(|k| k.kappa)),
            figure(found.kappa.map(|k| k.standard_error)),
        ]
    });
    rows.collect()
}

/// Lists where queries and readers differ, and what was coded but not searched, one line each.
pub(super) fn differences(agreement: &[Agreement]) -> Vec<String> {
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

pub(super) fn write_text(
    out: &mut impl Write,
    agreement: &[Agreement],
    screen: &Screen,
) -> io::Result<()> {
    if agreement.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n{}",
        paint(screen.palette.title, "Agreement with hand coding")
    )?;
    table::write(out, &columns(&HEADINGS), &rows(agreement), screen)?;
    differences(agreement)
        .iter()
        .try_for_each(|line| writeln!(out, "{line}"))
}

pub(super) fn write_as_markdown(out: &mut impl Write, agreement: &[Agreement]) -> io::Result<()> {
    if agreement.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n**Agreement with hand coding**\n")?;
    write_markdown(out, &HEADINGS, rows(agreement).into_iter())?;
    differences(agreement)
        .iter()
        .try_for_each(|line| writeln!(out, "\n{line}"))
}

#[cfg(test)]
mod tests {
    use super::{differences, rows};
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
        assert_eq!(rows(&found)[0][..4], ["oversight", "36", "20", "1"]);
        assert_eq!(
            differences(&found),
            [
                "oversight, coded by hand only: a/2020/ilacs#1",
                "oversight, coded, but not among what was searched: b",
            ]
        );
    }
}
