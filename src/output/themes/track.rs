//! The improvement tracker: each item of a report, and what the next one says on it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::ThemeFormat;
use super::pairs::{self, EchoRow, PairRow, PlaceRow, write_echo, write_item};
use super::rows::{columns, write_markdown};
use super::shares::{ShareRow, totals_headings, totals_row};
use crate::model::Paragraph;
use crate::output::csv::Table;
use crate::output::label::{self, count};
use crate::output::screen::paint;
use crate::output::table;
use crate::output::{Screen, json};
use crate::themes::stats::Proportion;
use crate::themes::{Fate, ItemTotals, MENTION_FLOOR, SAME_FLOOR, TrackedItem, TrackedPair};

#[derive(Serialize)]
struct Envelope<'a> {
    same_floor: f32,
    mention_floor: f32,
    totals: TotalsRow,
    pairs: Vec<TrackedRow<'a>>,
}

#[derive(Serialize)]
struct TotalsRow {
    pairs: u64,
    predecessors: u64,
    named_again: ShareRow,
    dropped_mentioned: ShareRow,
    new: ShareRow,
}

#[derive(Serialize)]
struct TrackedRow<'a> {
    #[serde(flatten)]
    pair: PairRow<'a>,
    items: Vec<ItemRow<'a>>,
    items_now: u64,
    new: Vec<PlaceRow<'a>>,
}

#[derive(Serialize)]
struct ItemRow<'a> {
    #[serde(flatten)]
    place: PlaceRow<'a>,
    fate: &'static str,
    mentioned: bool,
    again: Option<EchoRow<'a>>,
    findings: Vec<EchoRow<'a>>,
}

/// A row of CSV: an item then with the likest item and finding now, or a new item.
#[derive(Serialize)]
struct FlatRow<'a> {
    #[serde(flatten)]
    pair: PairRow<'a>,
    id: String,
    page: u32,
    text: &'a str,
    fate: &'static str,
    again: Option<String>,
    again_text: Option<&'a str>,
    finding: Option<String>,
    finding_page: Option<u32>,
    finding_area: Option<&'a str>,
    grades_then: BTreeMap<&'a str, &'static str>,
    grade_now: Option<&'static str>,
    resemblance: Option<f32>,
    finding_text: Option<&'a str>,
}

impl From<ItemTotals> for TotalsRow {
    fn from(totals: ItemTotals) -> Self {
        TotalsRow {
            pairs: totals.pairs,
            predecessors: totals.succeeded,
            named_again: totals.named_again.into(),
            dropped_mentioned: totals.dropped_mentioned.into(),
            new: totals.new.into(),
        }
    }
}

impl<'a> TrackedRow<'a> {
    fn new(tracked: &'a TrackedPair, quotes: usize) -> Self {
        let pair = &tracked.pair;
        let item = |item: &'a TrackedItem| {
            let findings = item.findings.iter().take(quotes);
            ItemRow {
                place: PlaceRow::new(&pair.then, &item.item),
                fate: item.fate.slug(),
                mentioned: !item.findings.is_empty(),
                again: item.again.as_ref().map(|echo| EchoRow::new(pair, echo)),
                findings: findings.map(|echo| EchoRow::new(pair, echo)).collect(),
            }
        };
        let new = tracked.new.iter();
        TrackedRow {
            pair: PairRow::from(pair),
            items: tracked.items.iter().map(item).collect(),
            items_now: tracked.items_now,
            new: new.map(|item| PlaceRow::new(&pair.now, item)).collect(),
        }
    }
}

impl<'a> FlatRow<'a> {
    fn of_item(tracked: &'a TrackedPair, item: &'a TrackedItem) -> Self {
        let pair = &tracked.pair;
        let again = item.again.as_ref().map(|echo| &echo.paragraph);
        let best = item.findings.first().map(|echo| EchoRow::new(pair, echo));
        let finding = best.as_ref().map(|best| &best.place);
        FlatRow {
            id: label::paragraph_id(&pair.then, &item.item),
            page: item.item.page,
            text: &item.item.text,
            fate: item.fate.slug(),
            again: again.map(|paragraph| label::paragraph_id(&pair.now, paragraph)),
            again_text: again.map(|paragraph| paragraph.text.as_str()),
            finding: finding.map(|place| place.id.clone()),
            finding_page: finding.map(|place| place.page),
            finding_area: finding.and_then(|place| place.area),
            grade_now: finding.and_then(|place| place.grade),
            finding_text: finding.map(|place| place.text),
            resemblance: best.as_ref().map(|best| best.resemblance),
            grades_then: best.map(|best| best.grades_then).unwrap_or_default(),
            pair: PairRow::from(pair),
        }
    }

    fn of_new(tracked: &'a TrackedPair, item: &'a Paragraph) -> Self {
        FlatRow {
            pair: PairRow::from(&tracked.pair),
            id: label::paragraph_id(&tracked.pair.now, item),
            page: item.page,
            text: &item.text,
            fate: "new",
            again: None,
            again_text: None,
            finding: None,
            finding_page: None,
            finding_area: None,
            grades_then: BTreeMap::new(),
            grade_now: None,
            resemblance: None,
            finding_text: None,
        }
    }
}

/// Writes the items of successive reports; `quotes` findings at most are written of each, and in
/// text the items themselves only where there are to be some.
pub fn write_tracked(
    out: &mut impl Write,
    tracked: &[TrackedPair],
    quotes: usize,
    format: ThemeFormat,
    screen: &Screen,
) -> io::Result<()> {
    let totals = ItemTotals::of(tracked);
    match format {
        ThemeFormat::Text => {
            write_totals(out, &totals, screen)?;
            for pair in tracked.iter().filter(|_| quotes > 0) {
                write_pair(out, pair, quotes, screen)?;
            }
            Ok(())
        }
        ThemeFormat::Json => json::pretty(
            out,
            &Envelope {
                same_floor: SAME_FLOOR,
                mention_floor: MENTION_FLOOR,
                totals: totals.into(),
                pairs: tracked
                    .iter()
                    .map(|pair| TrackedRow::new(pair, quotes))
                    .collect(),
            },
        ),
        ThemeFormat::Csv(cells) => {
            let mut table = Table::new(cells);
            for tracked in tracked {
                for item in &tracked.items {
                    table.row(out, &FlatRow::of_item(tracked, item))?;
                }
                for item in &tracked.new {
                    table.row(out, &FlatRow::of_new(tracked, item))?;
                }
            }
            Ok(())
        }
        ThemeFormat::Markdown => {
            writeln!(out, "{}\n", sentence(&totals))?;
            write_markdown(out, &TOTALS, totals_rows(&totals).into_iter())?;
            for tracked in tracked {
                writeln!(out, "\n### {}\n", pairs::heading(&tracked.pair))?;
                write_markdown(
                    out,
                    &["item", "fate", "found now"],
                    tracked.items.iter().map(|item| {
                        let found = item.findings.first();
                        let found = found
                            .map(|echo| label::paragraph_id(&tracked.pair.now, &echo.paragraph));
                        vec![
                            item.item.text.clone(),
                            item.fate.slug().replace('-', " "),
                            found.unwrap_or_else(|| "not mentioned".to_owned()),
                        ]
                    }),
                )?;
            }
            Ok(())
        }
    }
}

const TOTALS: [&str; 4] = totals_headings("items");

fn sentence(totals: &ItemTotals) -> String {
    let pairs = count(totals.pairs, "pair");
    let with = match totals.succeeded {
        0 => String::new(),
        succeeded => format!(", {succeeded} with the report of a predecessor"),
    };
    format!("{pairs} of successive graded reports{with}")
}

fn totals_rows(totals: &ItemTotals) -> Vec<Vec<String>> {
    let of = totals.dropped_mentioned;
    let silent = Proportion {
        part: of.whole - of.part,
        ..of
    };
    vec![
        totals_row("items then: named again", totals.named_again),
        totals_row("dropped: in the findings now", of),
        totals_row("dropped: not mentioned", silent),
        totals_row("items now: new", totals.new),
    ]
}

fn write_totals(out: &mut impl Write, totals: &ItemTotals, screen: &Screen) -> io::Result<()> {
    writeln!(out, "{}", sentence(totals))?;
    if totals.pairs == 0 {
        return Ok(());
    }
    writeln!(out)?;
    table::write(out, &columns(&TOTALS), &totals_rows(totals), screen)
}

fn write_pair(
    out: &mut impl Write,
    tracked: &TrackedPair,
    quotes: usize,
    screen: &Screen,
) -> io::Result<()> {
    let pair = &tracked.pair;
    writeln!(out)?;
    pairs::write_heading(out, pair, screen)?;
    for (fate, title) in [
        (Fate::NamedAgain, "named again"),
        (Fate::Dropped, "dropped"),
    ] {
        for item in tracked.items.iter().filter(|item| item.fate == fate) {
            writeln!(out, "\n{}", paint(screen.palette.title, title))?;
            write_item(out, &pair.then, &item.item, screen)?;
            if let Some(again) = &item.again {
                write_echo(out, pair, again, screen)?;
            }
            if item.findings.is_empty() {
                writeln!(out, "    not mentioned in the findings now")?;
            }
            for echo in item.findings.iter().take(quotes) {
                write_echo(out, pair, echo, screen)?;
            }
        }
    }
    for item in &tracked.new {
        writeln!(out, "\n{}", paint(screen.palette.title, "new"))?;
        write_item(out, &pair.now, item, screen)?;
    }
    Ok(())
}
