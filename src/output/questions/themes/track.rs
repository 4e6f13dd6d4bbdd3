//! The improvement tracker: each item of a report, and what the next one says on it.

use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

use super::{matters, pairs, totals_columns, totals_row};
use crate::model::Paragraph;
use crate::output::screen::Role;
use crate::output::sheet::{Cell, Column, Line, Media, Part, Prose, Sheet, Table, cells};
use crate::output::wire::{EchoRow, PairRow, PlaceRow, ShareRow};
use crate::output::words::label::{self, count};
use crate::output::{Reply, Screen};
use crate::themes::stats::Proportion;
use crate::themes::{
    Fate, ItemTotals, MENTION_FLOOR, MatchedItem, Pair, SAME_FLOOR, TrackedItem, TrackedPair,
};

/// The items of successive reports.
#[derive(Debug, Clone, Copy)]
pub struct TrackedItems<'a> {
    /// The pairs of reports.
    pub pairs: &'a [TrackedPair],
    /// How many findings at most are written of each item; text has the items themselves only where
    /// there are to be some.
    pub quotes: usize,
}

#[derive(JsonSchema, Serialize)]
struct Envelope<'a> {
    same_floor: f32,
    mention_floor: f32,
    totals: TotalsRow,
    pairs: Vec<TrackedRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct TotalsRow {
    pairs: u64,
    predecessors: u64,
    named_again: ShareRow,
    dropped_mentioned: ShareRow,
    new: ShareRow,
}

#[derive(JsonSchema, Serialize)]
struct TrackedRow<'a> {
    #[serde(flatten)]
    pair: PairRow<'a>,
    items: Vec<ItemRow<'a>>,
    items_now: u64,
    new: Vec<PlaceRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct ItemRow<'a> {
    #[serde(flatten)]
    place: PlaceRow<'a>,
    fate: &'static str,
    mentioned: bool,
    again: Option<EchoRow<'a>>,
    findings: Vec<EchoRow<'a>>,
    matches: Vec<MatchRow<'a>>,
}

/// An item of the later report that asks for the same, or partly.
#[derive(JsonSchema, Serialize)]
struct MatchRow<'a> {
    #[serde(flatten)]
    echo: EchoRow<'a>,
    verdict: &'static str,
    reason: String,
    practices: &'a [&'static str],
    children: &'a [&'static str],
    qualities: &'a [&'static str],
}

/// A row of CSV: an item then with the likest item and finding now, or a new item.
#[derive(JsonSchema, Serialize)]
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
    verdict: Option<&'static str>,
    reason: Option<String>,
    matched: Option<String>,
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

impl<'a> MatchRow<'a> {
    fn new(pair: &Pair, found: &'a MatchedItem) -> Self {
        MatchRow {
            echo: EchoRow::new(pair, &found.echo),
            verdict: found.common.verdict.slug(),
            reason: matters::reason(&found.common),
            practices: &found.common.practices,
            children: &found.common.children,
            qualities: &found.common.qualities,
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
                again: item.again().map(|again| EchoRow::new(pair, &again.echo)),
                findings: findings.map(|echo| EchoRow::new(pair, echo)).collect(),
                matches: item
                    .matches
                    .iter()
                    .map(|found| MatchRow::new(pair, found))
                    .collect(),
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
        let again = item.again().map(|again| &again.echo.paragraph);
        let matched = item.matches.first();
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
            verdict: matched.map(|found| found.common.verdict.slug()),
            reason: matched.map(|found| matters::reason(&found.common)),
            matched: matched.map(|found| matched_id(pair, found)),
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
            verdict: None,
            reason: None,
            matched: None,
        }
    }
}

impl Reply for TrackedItems<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let totals = ItemTotals::of(self.pairs);
        let mut sheet = Sheet::figures("Items", &[]);
        sheet.add(Part::Lead(vec![sentence(&totals)]));
        let media = match totals.pairs {
            0 => Media::DOCUMENT,
            _ => Media::ALL,
        };
        let table = Table::plain(totals_columns("items"), totals_rows(&totals));
        let table = table.called("What became of items");
        sheet.add_for(media, Part::Table(table));
        for tracked in self.pairs {
            if self.quotes > 0 {
                for part in self.pair(tracked) {
                    sheet.add_for(Media::TEXT, part);
                }
            }
            let heading = Part::Heading(3, pairs::heading(&tracked.pair));
            sheet.add_for(Media::DOCUMENT, heading);
            sheet.add_for(Media::DOCUMENT, Part::Table(fates(tracked)));
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let pairs = self.pairs.iter();
        let pairs = pairs.map(|pair| TrackedRow::new(pair, self.quotes));
        Envelope {
            same_floor: SAME_FLOOR,
            mention_floor: MENTION_FLOOR,
            totals: ItemTotals::of(self.pairs).into(),
            pairs: pairs.collect(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        self.pairs.iter().flat_map(|tracked| {
            let items = tracked.items.iter();
            let items = items.map(|item| FlatRow::of_item(tracked, item));
            let new = tracked.new.iter();
            items.chain(new.map(|item| FlatRow::of_new(tracked, item)))
        })
    }
}

impl TrackedItems<'_> {
    /// Draws up a pair with its items.
    fn pair(&self, tracked: &TrackedPair) -> Vec<Part<'static>> {
        let pair = &tracked.pair;
        let heading = Prose::whole(0, pairs::heading(pair), Role::Title);
        let mut parts = vec![Part::Gap, Part::Prose(heading)];
        let title = |title: &str| {
            let title = Part::Lines(vec![Line::of(Role::Title, title)]);
            [Part::Gap, title]
        };
        for (fate, name) in [
            (Fate::NamedAgain, "named again"),
            (Fate::Dropped, "dropped"),
        ] {
            for item in tracked.items.iter().filter(|item| item.fate == fate) {
                parts.extend(title(name));
                parts.extend(pairs::item(&pair.then, &item.item));
                for found in &item.matches {
                    parts.push(Part::Prose(matters::line(&found.common)));
                    parts.extend(pairs::echo(pair, &found.echo));
                }
                if item.findings.is_empty() {
                    let line = "    not mentioned in the findings now";
                    parts.push(Part::Lines(vec![line.into()]));
                }
                let quoted = item.findings.iter().take(self.quotes);
                parts.extend(quoted.flat_map(|echo| pairs::echo(pair, echo)));
            }
        }
        for item in &tracked.new {
            parts.extend(title("new"));
            parts.extend(pairs::item(&pair.now, item));
        }
        parts
    }
}

/// Names an item of the later report.
fn matched_id(pair: &Pair, found: &MatchedItem) -> String {
    label::paragraph_id(&pair.now, &found.echo.paragraph)
}

/// Draws up what became of each item.
fn fates(tracked: &TrackedPair) -> Table<'static> {
    let rows = tracked.items.iter().map(|item| {
        let found = item.findings.first();
        let found = found.map(|echo| label::paragraph_id(&tracked.pair.now, &echo.paragraph));
        let matched = item.matches.first();
        cells![
            &item.item.text,
            Cell::Place(label::paragraph_id(&tracked.pair.then, &item.item)),
            item.fate.slug().replace('-', " "),
            matched.map_or(String::new(), |found| matters::reason(&found.common)),
            Cell::Place(matched.map_or(String::new(), |found| matched_id(&tracked.pair, found))),
            match found {
                Some(id) => Cell::Place(id),
                None => Cell::from("no finding"),
            },
        ]
    });
    Table::plain(
        [
            "item",
            "where",
            "fate",
            "in common",
            "item now",
            "found now",
        ]
        .map(Column::words)
        .to_vec(),
        rows,
    )
    .called(format!("Items: {}", pairs::heading(&tracked.pair)))
}

fn sentence(totals: &ItemTotals) -> String {
    let pairs = count(totals.pairs, "pair");
    let with = match totals.succeeded {
        0 => String::new(),
        succeeded => format!(", {succeeded} with the report of a predecessor"),
    };
    format!("{pairs} of successive graded reports{with}")
}

fn totals_rows(totals: &ItemTotals) -> Vec<Vec<Cell>> {
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
