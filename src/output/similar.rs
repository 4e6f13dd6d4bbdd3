//! Similar paragraphs, in every format.

use std::io::{self, Write};

use serde::Serialize;

use super::csv::Table;
use super::hits::write_hit;
use super::screen::paint;
use super::wire::{ParagraphRow, SimilarRow};
use super::{Screen, TableFormat, json, label};
use crate::index::SimilarResults;

#[derive(Serialize)]
struct SimilarAnswer<'a> {
    paragraph: ParagraphRow<'a>,
    terms: &'a [String],
    total: u64,
    hits: Vec<SimilarRow<'a>>,
}

/// Writes the paragraphs like one: those of other authorities, then those of its own.
pub fn write_similar(
    out: &mut impl Write,
    results: &SimilarResults,
    format: TableFormat,
    screen: &Screen,
) -> io::Result<()> {
    let hits = &results.hits;
    let mut rows = hits
        .iter()
        .map(|(hit, likeness)| SimilarRow::new(hit, *likeness));
    match format {
        TableFormat::Table => write_text(out, results, screen),
        TableFormat::Json => json::pretty(
            out,
            &SimilarAnswer {
                paragraph: ParagraphRow::new(&results.report, &results.paragraph),
                terms: &results.terms,
                total: results.total,
                hits: rows.collect(),
            },
        ),
        TableFormat::Jsonl => rows.try_for_each(|row| json::line(out, &row)),
        TableFormat::Csv(cells) => {
            let mut table = Table::new(cells);
            rows.try_for_each(|row| table.row(out, &row))
        }
    }
}

fn write_text(out: &mut impl Write, results: &SimilarResults, screen: &Screen) -> io::Result<()> {
    let shown = results.hits.len();
    write!(out, "{}", label::count(results.total, "similar paragraph"))?;
    match shown as u64 {
        all if all == results.total => writeln!(out)?,
        0 => writeln!(out, ", none shown")?,
        shown => writeln!(out, ", 1 to {shown} shown")?,
    }
    let mut foreign = true;
    for (hit, likeness) in &results.hits {
        if foreign && likeness.own_authority {
            foreign = false;
            let report = &results.report.report;
            let authority = report.authority.as_ref();
            let name = authority.map_or_else(|| label::body(report), |a| (&a.name).into());
            let title = format!("Of {name} itself");
            writeln!(out, "\n{}", paint(screen.palette.title, title))?;
        }
        writeln!(out)?;
        write_hit(out, hit, screen)?;
        if likeness.is_near_duplicate() {
            let share = (likeness.resemblance * 100.0).floor();
            let words = match likeness.resemblance {
                1.0 => "the same words".to_owned(),
                _ => format!("nearly the same words: {share}% of its runs of three are shared"),
            };
            writeln!(out, "{}", paint(screen.palette.place, words))?;
        }
    }
    Ok(())
}
