//! A theme from report to report: totals with their test, and who was told.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::ThemeFormat;
use super::pairs::{self, EchoRow, PairRow, PlaceRow, write_echo, write_item};
use super::rows::{columns, probability, significant, write_markdown};
use super::shares::{ShareRow, totals_headings, totals_row};
use crate::output::csv::Table;
use crate::output::label::{self, count};
use crate::output::markdown::escape;
use crate::output::screen::paint;
use crate::output::table::{self, Column};
use crate::output::{Screen, json};
use crate::themes::stats::Proportion;
use crate::themes::{Naming, Told, ToldPair, ToldTheme, ToldTotals};

#[derive(Serialize)]
struct Envelope<'a> {
    query: &'a str,
    totals: TotalsRow,
    pairs: Vec<ToldRow<'a>>,
    authorities: Vec<AuthorityRow<'a>>,
}

#[derive(Serialize)]
struct TotalsRow {
    pairs: u64,
    predecessors: u64,
    named_again: u64,
    dropped: u64,
    new: u64,
    neither: u64,
    named_then: ShareRow,
    named_now: ShareRow,
    told_again: ShareRow,
    told_newly: ShareRow,
    mcnemar_p: f64,
}

#[derive(Serialize)]
struct ToldRow<'a> {
    #[serde(flatten)]
    pair: PairRow<'a>,
    naming: &'static str,
    items_then: Vec<PlaceRow<'a>>,
    items_now: Vec<EchoRow<'a>>,
    findings_now: Vec<EchoRow<'a>>,
}

#[derive(Serialize)]
struct AuthorityRow<'a> {
    authority: &'a str,
    reports: Vec<ReportRow<'a>>,
}

#[derive(Serialize)]
struct ReportRow<'a> {
    report_id: &'a str,
    date: Option<String>,
    kind: &'static str,
    items: u64,
}

/// A row of CSV: a pair, with the finding now that speaks most of the items then.
#[derive(Serialize)]
struct FlatRow<'a> {
    #[serde(flatten)]
    pair: PairRow<'a>,
    naming: &'static str,
    items_then: Vec<String>,
    items_now: Vec<String>,
    finding: Option<String>,
    finding_area: Option<&'a str>,
    grades_then: BTreeMap<&'a str, &'static str>,
    grade_now: Option<&'static str>,
    finding_text: Option<&'a str>,
}

impl From<ToldTotals> for TotalsRow {
    fn from(totals: ToldTotals) -> Self {
        TotalsRow {
            pairs: totals.pairs,
            predecessors: totals.succeeded,
            named_again: totals.again,
            dropped: totals.dropped,
            new: totals.new,
            neither: totals.neither,
            named_then: totals.named_then().into(),
            named_now: totals.named_now().into(),
            told_again: totals.told_again().into(),
            told_newly: totals.told_newly().into(),
            mcnemar_p: significant(totals.p),
        }
    }
}

impl<'a> ToldRow<'a> {
    fn new(told: &'a ToldPair, quotes: usize) -> Self {
        let pair = &told.pair;
        let place = |item| PlaceRow::new(&pair.then, item);
        let echo = |echo| EchoRow::new(pair, echo);
        ToldRow {
            pair: PairRow::from(pair),
            naming: told.naming.slug(),
            items_then: told.then.iter().map(place).collect(),
            items_now: told.now.iter().map(echo).collect(),
            findings_now: told.findings.iter().take(quotes).map(echo).collect(),
        }
    }
}

impl<'a> From<&'a ToldPair> for FlatRow<'a> {
    fn from(told: &'a ToldPair) -> Self {
        let pair = &told.pair;
        let then = told.then.iter();
        let now = told.now.iter();
        let best = told.findings.first().map(|echo| EchoRow::new(pair, echo));
        let finding = best.as_ref().map(|best| &best.place);
        FlatRow {
            pair: PairRow::from(pair),
            naming: told.naming.slug(),
            items_then: then
                .map(|item| label::paragraph_id(&pair.then, item))
                .collect(),
            items_now: now
                .map(|item| label::paragraph_id(&pair.now, &item.paragraph))
                .collect(),
            finding: finding.map(|place| place.id.clone()),
            finding_area: finding.and_then(|place| place.area),
            grade_now: finding.and_then(|place| place.grade),
            finding_text: finding.map(|place| place.text),
            grades_then: best.map(|best| best.grades_then).unwrap_or_default(),
        }
    }
}

/// Writes a theme in successive reports; `quotes` findings at most are written of each pair, and
/// in text the pairs in full only where there are to be some.
pub fn write_told(
    out: &mut impl Write,
    told: &ToldTheme,
    quotes: usize,
    format: ThemeFormat,
    screen: &Screen,
) -> io::Result<()> {
    match format {
        ThemeFormat::Text => {
            write_totals(out, told, screen)?;
            write_authorities(out, told, screen)?;
            let named = told.pairs.iter().filter(|p| p.naming != Naming::Neither);
            for pair in named.filter(|_| quotes > 0) {
                writeln!(out)?;
                write_pair(out, pair, quotes, screen)?;
            }
            Ok(())
        }
        ThemeFormat::Json => {
            let authorities = told.authorities.iter().map(|(slug, told)| AuthorityRow {
                authority: slug,
                reports: told.iter().map(ReportRow::from).collect(),
            });
            let pairs = told.pairs.iter().map(|pair| ToldRow::new(pair, quotes));
            json::pretty(
                out,
                &Envelope {
                    query: &told.query,
                    totals: told.totals().into(),
                    pairs: pairs.collect(),
                    authorities: authorities.collect(),
                },
            )
        }
        ThemeFormat::Csv(cells) => {
            let mut table = Table::new(cells);
            let mut rows = told.pairs.iter().map(FlatRow::from);
            rows.try_for_each(|row| table.row(out, &row))
        }
        ThemeFormat::Markdown => {
            writeln!(out, "**{}**\n", escape(&told.query))?;
            let rows = totals_rows(&told.totals()).into_iter();
            write_markdown(out, &TOTALS, rows)?;
            writeln!(out, "\n{}\n", escape(&verdict(&told.totals())))?;
            let rows = told.pairs.iter().map(|told| {
                vec![
                    pairs::heading(&told.pair),
                    told.naming.slug().replace('-', " "),
                ]
            });
            write_markdown(out, &["reports", "named"], rows)
        }
    }
}

impl<'a> From<&'a Told> for ReportRow<'a> {
    fn from(told: &'a Told) -> Self {
        ReportRow {
            report_id: told.record.id.as_str(),
            date: told.record.day().map(|day| day.to_string()),
            kind: told.record.report.kind.slug(),
            items: told.items,
        }
    }
}

const TOTALS: [&str; 4] = totals_headings("pairs");

fn totals_rows(totals: &ToldTotals) -> Vec<Vec<String>> {
    let others = |part, of: Proportion| Proportion { part, ..of };
    let (again, newly) = (totals.told_again(), totals.told_newly());
    vec![
        totals_row("named then", totals.named_then()),
        totals_row("named now", totals.named_now()),
        totals_row("named then: again", again),
        totals_row("named then: dropped", others(totals.dropped, again)),
        totals_row("not named then: new", newly),
        totals_row("not named then: neither", others(totals.neither, newly)),
    ]
}

fn verdict(totals: &ToldTotals) -> String {
    format!(
        "McNemar's exact test: p {} (n {}; {} dropped, {} new)",
        probability(totals.p),
        totals.pairs,
        totals.dropped,
        totals.new
    )
}

fn write_totals(out: &mut impl Write, told: &ToldTheme, screen: &Screen) -> io::Result<()> {
    let totals = told.totals();
    writeln!(
        out,
        "{} in what must improve: {} of successive graded reports",
        paint(screen.palette.title, &told.query),
        count(totals.pairs, "pair")
    )?;
    if totals.pairs == 0 {
        return Ok(());
    }
    writeln!(out)?;
    table::write(out, &columns(&TOTALS), &totals_rows(&totals), screen)?;
    writeln!(out, "{}", verdict(&totals))?;
    if totals.succeeded > 0 {
        let pairs = count(totals.succeeded, "pair");
        writeln!(out, "{pairs} with the report of a predecessor")?;
    }
    Ok(())
}

/// Writes who was told in which inspection.
fn write_authorities(out: &mut impl Write, told: &ToldTheme, screen: &Screen) -> io::Result<()> {
    let rows: Vec<Vec<String>> = told
        .authorities
        .iter()
        .filter(|(_, reports)| reports.iter().any(|told| told.items > 0))
        .map(|(slug, reports)| {
            let said = reports.iter().map(|told| {
                let year = told.record.day().map_or(0, |day| day.year());
                format!("{year} {}", if told.items > 0 { "told" } else { "not" })
            });
            let name = reports
                .first()
                .map_or_else(|| slug.into(), |told| label::body(&told.record.report));
            vec![name.into_owned(), said.collect::<Vec<_>>().join(", ")]
        })
        .collect();
    let never = told.authorities.len() - rows.len();
    writeln!(out)?;
    let columns = [
        Column::left("authority"),
        Column::left("graded inspections"),
    ];
    if !rows.is_empty() {
        table::write(out, &columns, &rows, screen)?;
    }
    match never {
        0 => Ok(()),
        1 => writeln!(out, "1 authority was never told"),
        _ => writeln!(out, "{never} authorities were never told"),
    }
}

fn write_pair(
    out: &mut impl Write,
    told: &ToldPair,
    quotes: usize,
    screen: &Screen,
) -> io::Result<()> {
    let pair = &told.pair;
    pairs::write_heading(out, pair, screen)?;
    writeln!(out, "{}", told.naming.slug().replace('-', " "))?;
    for item in &told.then {
        writeln!(out, "  then:")?;
        write_item(out, &pair.then, item, screen)?;
    }
    for item in &told.now {
        writeln!(out, "  now:")?;
        write_item(out, &pair.now, &item.paragraph, screen)?;
    }
    if told.then.is_empty() {
        return Ok(());
    }
    if told.findings.is_empty() {
        return writeln!(out, "  not mentioned in the findings now");
    }
    writeln!(out, "  found now:")?;
    let mut quoted = told.findings.iter().take(quotes);
    quoted.try_for_each(|echo| write_echo(out, pair, echo, screen))
}
