//! Collocates: a table of the words that keep a term's company.

use std::io::{self, Write};

use serde::Serialize;

use super::rows::{rounded, write_markdown};
use super::{Asked, ThemeFormat};
use crate::output::csv::Table;
use crate::output::label::count;
use crate::output::table::{self, Column};
use crate::output::{Screen, json};
use crate::themes::{Collocate, Collocates, MIN_JOINT};

#[derive(Serialize)]
struct Envelope<'a> {
    #[serde(flatten)]
    asked: &'a Asked,
    term: &'a str,
    paragraphs: u64,
    reports: u64,
    total: u64,
    collocates: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    rank: usize,
    word: &'a str,
    query: &'a str,
    joint: u64,
    with_word: u64,
    with_term: u64,
    log_dice: f64,
    mutual_information: f64,
    t_score: f64,
}

impl<'a> Row<'a> {
    fn new(rank: usize, collocate: &'a Collocate) -> Self {
        let counts = collocate.counts;
        Row {
            rank,
            word: &collocate.word,
            query: &collocate.query,
            joint: counts.joint,
            with_word: counts.y,
            with_term: counts.x,
            log_dice: rounded(counts.log_dice()),
            mutual_information: rounded(counts.mutual_information()),
            t_score: rounded(counts.t_score()),
        }
    }
}

/// Writes the collocates of a term, the closest first.
pub fn write_collocates(
    out: &mut impl Write,
    asked: &Asked,
    found: &Collocates,
    format: ThemeFormat,
    screen: &Screen,
) -> io::Result<()> {
    let rows = || (1..).zip(&found.words);
    match format {
        ThemeFormat::Text => {
            writeln!(out, "{}", sentence(asked, found))?;
            if found.words.is_empty() {
                return Ok(());
            }
            let columns = [
                Column::right(""),
                Column::left("word"),
                Column::right("together"),
                Column::right("paras with the word"),
                Column::right("logDice"),
                Column::right("MI"),
                Column::right("t"),
            ];
            let cells: Vec<_> = rows().map(|(rank, row)| cells(rank, row)).collect();
            writeln!(out)?;
            table::write(out, &columns, &cells, screen)
        }
        ThemeFormat::Json => json::pretty(
            out,
            &Envelope {
                asked,
                term: &found.term,
                paragraphs: found.paragraphs,
                reports: found.reports,
                total: found.total,
                collocates: rows().map(|(rank, row)| Row::new(rank, row)).collect(),
            },
        ),
        ThemeFormat::Csv(cells) => {
            let mut table = Table::new(cells);
            rows().try_for_each(|(rank, row)| table.row(out, &Row::new(rank, row)))
        }
        ThemeFormat::Markdown => {
            writeln!(out, "{}\n", sentence(asked, found))?;
            let rows = rows().map(|(rank, row)| cells(rank, row).split_off(1));
            write_markdown(out, &HEADINGS, rows)
        }
    }
}

/// The columns of collocates.
pub(super) const HEADINGS: [&str; 6] = [
    "word",
    "together",
    "paragraphs with the word",
    "logDice",
    "MI",
    "t",
];

pub(super) fn sentence(asked: &Asked, found: &Collocates) -> String {
    let words = match found.total {
        1 => "1 word stands".to_owned(),
        many => format!("{many} words stand"),
    };
    format!(
        "{words} with {} in at least {MIN_JOINT} of its {} in {}; {} searched",
        found.term,
        count(found.paragraphs, "paragraph"),
        count(found.reports, "report"),
        asked.sentence(),
    )
}

pub(super) fn cells(rank: usize, row: &Collocate) -> Vec<String> {
    let counts = row.counts;
    vec![
        rank.to_string(),
        row.word.clone(),
        counts.joint.to_string(),
        counts.y.to_string(),
        format!("{:.2}", counts.log_dice()),
        format!("{:.2}", counts.mutual_information()),
        format!("{:.2}", counts.t_score()),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::asked;
    use super::{ThemeFormat, write_collocates};
    use crate::output::Screen;
    use crate::output::testutil::written;
    use crate::themes::stats::Association;
    use crate::themes::{Collocate, Collocates};

    #[test]
    fn figures_stand_beside_their_counts() {
        let counts = Association {
            joint: 10,
            x: 20,
            y: 20,
            all: 900,
        };
        let found = Collocates {
            term: "supervision".to_owned(),
            paragraphs: 20,
            reports: 9,
            words: vec![Collocate {
                word: "reflective".to_owned(),
                query: "supervision =reflective".to_owned(),
                counts,
            }],
            total: 1,
        };
        let write = |format| {
            written(|out| write_collocates(out, &asked(), &found, format, &Screen::plain()))
        };
        assert_eq!(
            write(ThemeFormat::Text),
            "1 word stands with supervision in at least 5 of its 20 paragraphs in 9 reports; \
             900 paragraphs (2 copies left out) of 30 reports searched\n\
             \n\
             \x20  word        together  paras with the word  logDice    MI     t\n\
             1  reflective        10                   20    13.00  4.49  3.02\n"
        );
        let json: serde_json::Value = serde_json::from_str(&write(ThemeFormat::Json)).unwrap();
        assert_eq!(json["collocates"][0]["log_dice"], 13.0);
    }
}
