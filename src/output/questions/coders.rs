//! Coders: how far readers who coded by hand agree, by theme and in all, and where they differ.

use schemars::JsonSchema;
use serde::Serialize;

use super::themes::{ALL_THEMES, reliability_cells};
use crate::output::sheet::{Column, Media, Part, Row, Sheet, Table, cells};
use crate::output::wire::ReliabilityRow;
use crate::output::words::figures::RELIABILITY;
use crate::output::words::label::count;
use crate::output::{Reply, Screen};
use crate::themes::stats::Reliability;
use crate::themes::{Coders, CodersOnTheme, Difference};

/// How the figures are made.
const METHOD: [&str; 4] = [
    "A decision is that of one coder on one unit (a report or a paragraph) and one theme; units on which fewer \
     than two coders decided are not compared.",
    "Kappa is Cohen's (1960), of two coders alone, with the standard error of Fleiss, Cohen and Everitt (1969).",
    "Alpha is Krippendorff's for nominal data (2011).",
    "AC1 is Gwet's (2008), which holds where nearly all decisions are the same.",
];

/// How far coders agree.
#[derive(Debug, Clone, Copy)]
pub struct AgreeingCoders<'a> {
    /// Who was compared, and how far they agree.
    pub coders: &'a Coders,
}

/// The same, of which the rows are the decisions on which they differ, and not the figures.
#[derive(Debug, Clone, Copy)]
pub struct DifferingCoders<'a>(
    /// Who was compared.
    pub AgreeingCoders<'a>,
);

#[derive(JsonSchema, Serialize)]
struct Envelope<'a> {
    coders: &'a [String],
    themes: Vec<ThemeRow<'a>>,
    overall: FiguresRow<'a>,
}

#[derive(JsonSchema, Serialize)]
struct ThemeRow<'a> {
    #[serde(flatten)]
    figures: FiguresRow<'a>,
    differences: Vec<DifferenceRow<'a>>,
}

/// The figures of a theme; of all themes together it has no name.
#[derive(JsonSchema, Serialize)]
struct FiguresRow<'a> {
    theme: Option<&'a str>,
    n: u64,
    #[serde(flatten)]
    reliability: ReliabilityRow,
    differing: u64,
}

/// A decision on which coders differ.
#[derive(JsonSchema, Serialize)]
struct DifferenceRow<'a> {
    theme: &'a str,
    id: &'a str,
    yes: &'a [String],
    no: &'a [String],
}

impl<'a> FiguresRow<'a> {
    fn new(theme: Option<&'a str>, of: Reliability, differing: usize) -> Self {
        FiguresRow {
            theme,
            n: of.n,
            reliability: of.into(),
            differing: differing as u64,
        }
    }

    fn of(theme: &'a CodersOnTheme) -> Self {
        FiguresRow::new(
            Some(&theme.theme),
            theme.reliability,
            theme.differences.len(),
        )
    }

    /// Describes all themes together.
    fn overall(coders: &Coders) -> Self {
        FiguresRow::new(None, coders.overall, differing(coders))
    }
}

impl<'a> DifferenceRow<'a> {
    fn new(theme: &'a CodersOnTheme, of: &'a Difference) -> Self {
        DifferenceRow {
            theme: &theme.theme,
            id: &of.id,
            yes: &of.yes,
            no: &of.no,
        }
    }
}

fn differing(coders: &Coders) -> usize {
    coders
        .themes
        .iter()
        .map(|theme| theme.differences.len())
        .sum()
}

impl Reply for AgreeingCoders<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let found = self.coders;
        let title = format!("Agreement of {}", found.coders.join(", "));
        let mut sheet = Sheet::figures(title, &METHOD);
        let themes = count(found.themes.len() as u64, "theme");
        let lead = format!(
            "{} of {themes}, {} compared: {}",
            count(found.overall.n, "decision"),
            count(found.coders.len() as u64, "coder"),
            found.coders.join(", ")
        );
        sheet.add(Part::Lead(vec![lead]));
        let row = |name: &str, of: &Reliability, differing: usize| Row {
            cells: [cells![name, of.n, differing], reliability_cells(of)].concat(),
            ..Row::default()
        };
        let themes = found.themes.iter();
        let themes = themes.map(|on| row(&on.theme, &on.reliability, on.differences.len()));
        let mut rows: Vec<Row<'_>> = themes.collect();
        if found.themes.len() > 1 {
            rows.push(row(ALL_THEMES, &found.overall, differing(found)));
        }
        let names = [&["theme", "n", "differing"][..], &RELIABILITY].concat();
        sheet.add(Part::Table(Table {
            caption: "Themes".to_owned(),
            columns: Column::figures(&names),
            rows,
        }));
        for theme in found
            .themes
            .iter()
            .filter(|theme| !theme.differences.is_empty())
        {
            sheet.say_apart(format!("differing on {}", theme.theme));
            for difference in &theme.differences {
                sheet.say(format!("  {}", told(difference)));
            }
            let columns = [
                format!("differing on {}", theme.theme),
                "yes".to_owned(),
                "no".to_owned(),
            ];
            let columns = columns
                .iter()
                .map(|name| Column::words(name.as_str()))
                .collect();
            let rows = theme.differences.iter();
            let rows = rows.map(|of| cells![&of.id, of.yes.join(", "), of.no.join(", ")]);
            sheet.add_for(Media::DOCUMENT, Part::Table(Table::plain(columns, rows)));
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let themes = self.coders.themes.iter().map(|theme| ThemeRow {
            figures: FiguresRow::of(theme),
            differences: rows_of(theme).collect(),
        });
        Envelope {
            coders: &self.coders.coders,
            themes: themes.collect(),
            overall: FiguresRow::overall(self.coders),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        let figures = self.coders.themes.iter().map(FiguresRow::of);
        figures.chain([FiguresRow::overall(self.coders)])
    }
}

impl Reply for DifferingCoders<'_> {
    fn sheet(&self, screen: &Screen) -> Sheet<'_> {
        self.0.sheet(screen)
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        self.0.object()
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        self.0.coders.themes.iter().flat_map(rows_of)
    }
}

fn rows_of(theme: &CodersOnTheme) -> impl Iterator<Item = DifferenceRow<'_>> {
    let differences = theme.differences.iter();
    differences.map(move |of| DifferenceRow::new(theme, of))
}

/// Says who decided how.
fn told(difference: &Difference) -> String {
    let (yes, no) = (difference.yes.join(", "), difference.no.join(", "));
    format!("{}: yes {yes}; no {no}", difference.id)
}
