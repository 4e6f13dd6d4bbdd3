//! A theme from report to report: totals with their test, and who was told.

use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

use super::{pairs, totals_columns, totals_row};
use crate::output::screen::Role;
use crate::output::sheet::{Cell, Column, Line, Media, Part, Prose, Sheet, Table, cells};
use crate::output::wire::{EchoRow, PairRow, PlaceRow, ShareRow};
use crate::output::words::figures::{probability, significant};
use crate::output::words::label::{self, count};
use crate::output::{Reply, Screen};
use crate::themes::stats::Proportion;
use crate::themes::{Naming, Told, ToldPair, ToldTheme, ToldTotals};

/// A theme in successive reports.
#[derive(Debug, Clone, Copy)]
pub struct TrackedTheme<'a> {
    /// What was found.
    pub told: &'a ToldTheme,
    /// How many findings at most are written of each pair; text has the pairs in full only where
    /// there are to be some.
    pub quotes: usize,
}

#[derive(JsonSchema, Serialize)]
struct Envelope<'a> {
    query: &'a str,
    totals: TotalsRow,
    pairs: Vec<ToldRow<'a>>,
    authorities: Vec<AuthorityRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
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

#[derive(JsonSchema, Serialize)]
struct ToldRow<'a> {
    #[serde(flatten)]
    pair: PairRow<'a>,
    naming: &'static str,
    items_then: Vec<PlaceRow<'a>>,
    items_now: Vec<EchoRow<'a>>,
    findings_now: Vec<EchoRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct AuthorityRow<'a> {
    authority: &'a str,
    reports: Vec<ReportRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct ReportRow<'a> {
    report_id: &'a str,
    date: Option<String>,
    kind: &'static str,
    items: u64,
}

/// A row of CSV: a pair, with the finding now that speaks most of the items then.
#[derive(JsonSchema, Serialize)]
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

impl Reply for TrackedTheme<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let told = self.told;
        let totals = told.totals();
        let mut sheet = Sheet::figures(&told.query, &[]);
        let all = count(totals.pairs, "pair");
        let said = format!(" in what must improve: {all} of successive graded reports");
        sheet.say(Line::of(Role::Title, &told.query).and(Role::Plain, said));
        sheet.add_for(Media::DOCUMENT, Part::Heading(2, told.query.clone()));
        let media = match totals.pairs {
            0 => Media::DOCUMENT,
            _ => Media::ALL,
        };
        let table = Table::plain(totals_columns("pairs"), totals_rows(&totals));
        let table = table.called("Pairs of reports that name it");
        sheet.add_for(media, Part::Table(table));
        sheet.add_for(Media::DOCUMENT, Part::Paragraph(verdict(&totals)));
        if totals.pairs > 0 {
            sheet.say(verdict(&totals));
        }
        if totals.succeeded > 0 {
            let pairs = count(totals.succeeded, "pair");
            sheet.say(format!("{pairs} with the report of a predecessor"));
        }
        add_authorities(&mut sheet, told);
        let named = told.pairs.iter().filter(|p| p.naming != Naming::Neither);
        for part in named
            .filter(|_| self.quotes > 0)
            .flat_map(|pair| self.pair(pair))
        {
            sheet.add_for(Media::TEXT, part);
        }
        let rows = told.pairs.iter().map(|told| {
            let naming = told.naming.slug().replace('-', " ");
            cells![pairs::heading(&told.pair), naming]
        });
        let table = Table::plain(Column::figures(&["reports", "named"]), rows);
        let table = table.called("Pairs of reports");
        sheet.add_for(Media::DOCUMENT, Part::Table(table));
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let told = self.told;
        let authorities = told.authorities.iter().map(|(slug, told)| AuthorityRow {
            authority: slug,
            reports: told.iter().map(ReportRow::from).collect(),
        });
        let pairs = told
            .pairs
            .iter()
            .map(|pair| ToldRow::new(pair, self.quotes));
        Envelope {
            query: &told.query,
            totals: told.totals().into(),
            pairs: pairs.collect(),
            authorities: authorities.collect(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        self.told.pairs.iter().map(FlatRow::from)
    }
}

impl TrackedTheme<'_> {
    /// Draws up a pair in full.
    fn pair(&self, told: &ToldPair) -> Vec<Part<'static>> {
        let pair = &told.pair;
        let line = |text: &str| Part::Lines(vec![text.into()]);
        let mut parts = vec![
            Part::Gap,
            Part::Prose(Prose::whole(0, pairs::heading(pair), Role::Title)),
            line(&told.naming.slug().replace('-', " ")),
        ];
        for item in &told.then {
            parts.push(line("  then:"));
            parts.extend(pairs::item(&pair.then, item));
        }
        for item in &told.now {
            parts.push(line("  now:"));
            parts.extend(pairs::item(&pair.now, &item.paragraph));
        }
        if told.then.is_empty() {
            return parts;
        }
        if told.findings.is_empty() {
            parts.push(line("  not mentioned in the findings now"));
            return parts;
        }
        parts.push(line("  found now:"));
        let quoted = told.findings.iter().take(self.quotes);
        parts.extend(quoted.flat_map(|echo| pairs::echo(pair, echo)));
        parts
    }
}

fn totals_rows(totals: &ToldTotals) -> Vec<Vec<Cell>> {
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

/// Adds who was told in which inspection.
fn add_authorities(sheet: &mut Sheet<'_>, told: &ToldTheme) {
    let authorities = told.authorities.iter();
    let ever = authorities.filter(|(_, reports)| reports.iter().any(|told| told.items > 0));
    let rows = ever.map(|(slug, reports)| {
        let said = reports.iter().map(|told| {
            let year = told.record.day().map_or(0, |day| day.year());
            format!("{year} {}", if told.items > 0 { "told" } else { "not" })
        });
        let name = reports
            .first()
            .map_or_else(|| slug.into(), |told| label::body(&told.record.report));
        cells![name.into_owned(), said.collect::<Vec<_>>().join(", ")]
    });
    let rows: Vec<_> = rows.collect();
    let never = told.authorities.len() - rows.len();
    match rows.is_empty() {
        true => sheet.add_for(Media::TEXT, Part::Gap),
        false => {
            let columns = ["authority", "graded inspections"].map(Column::words);
            let table = Table::plain(columns.to_vec(), rows);
            sheet.add_for(Media::TEXT, Part::Table(table));
        }
    }
    match never {
        0 => {}
        1 => sheet.say("1 authority was never told"),
        _ => sheet.say(format!("{never} authorities were never told")),
    }
}
