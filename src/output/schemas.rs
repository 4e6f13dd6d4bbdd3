//! Schemas: what the JSON of each answer looks like, drawn from the very types that write it.
//!
//! JSON Schema, draft 2020-12, of what is written; fields may be added in later versions, and are never
//! renamed or taken away.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::Value;

use super::questions::changes::Changes;
use super::questions::check::Checked;
use super::questions::coders::AgreeingCoders;
use super::questions::explanation::Explained;
use super::questions::family::WholeFamily;
#[cfg(feature = "fetch")]
use super::questions::fetched::{Arranged, Fetched};
use super::questions::frameworks::RulesInOrder;
use super::questions::groups::GroupedHits;
use super::questions::headings::UnknownHeadings;
use super::questions::holdings::Holdings;
use super::questions::ingest::Ingested;
use super::questions::manifest::Manifest;
use super::questions::news::News;
use super::questions::outline::Outline;
use super::questions::passage::Passage;
#[cfg(feature = "serve")]
use super::questions::problem::Problem;
use super::questions::quotations::Quotations;
use super::questions::related::RelatedNames;
use super::questions::reports::Absent;
use super::questions::settings::Settings;
use super::questions::themes::{
    CodeSuggestions, CodedReports, CollocatesOf, ContrastedGroups, CoveredTopics, PhrasesTogether,
    RecurringPhrases, TrackedItems, TrackedTheme, Trends,
};
use super::render::Reply;
use super::render::json::{self, EnvelopeFields};
use super::screen::Screen;
use super::sheet::{Column, Part, Sheet, Table, cells};
use super::wire::{ConcordanceRow, ParagraphRow};
use crate::index::{ConceptUse, ReportRecord, SimilarResults};
use crate::rules::Rules;
use crate::semantics::Reworded;

/// The shape of an answer.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Its name.
    pub name: &'static str,
    /// What has it: a command, or a line or an item of its answer.
    pub of: &'static str,
    schema: fn() -> Schema,
}

impl Shape {
    /// Returns it as JSON Schema.
    pub fn schema(&self) -> Value {
        let mut schema = (self.schema)();
        RecursiveTransform(standard_formats).transform(&mut schema);
        let about = format!(
            "What `{}` writes, findings {}",
            self.of,
            env!("CARGO_PKG_VERSION")
        );
        schema.insert("title".to_owned(), self.name.into());
        schema.insert("description".to_owned(), about.into());
        schema.to_value()
    }

    /// Writes it as JSON Schema.
    ///
    /// # Errors
    /// A writer that fails.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        json::pretty(out, &self.schema())
    }

    /// Finds one by its name.
    pub fn named(name: &str) -> Option<&'static Shape> {
        SHAPES.iter().find(|shape| shape.name == name)
    }
}

/// Leaves out formats that are those of a language and of no standard.
fn standard_formats(schema: &mut Schema) {
    schema.remove("format");
}

/// The answer to a search with a list of its own.
#[derive(JsonSchema)]
#[expect(
    dead_code,
    reason = "it is written field by field while it is found, and described here"
)]
struct Listed<'a, L> {
    #[serde(flatten)]
    envelope: EnvelopeFields<'a, ()>,
    #[serde(flatten)]
    list: L,
}

#[derive(JsonSchema)]
#[expect(dead_code, reason = "see above")]
struct Groups<T> {
    groups: Vec<T>,
}

#[derive(JsonSchema)]
#[expect(dead_code, reason = "see above")]
struct Lines<T> {
    lines: Vec<T>,
}

#[derive(JsonSchema)]
#[expect(dead_code, reason = "see above")]
struct Silent<T> {
    absent: Vec<T>,
}

fn of<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<T>()
}

/// Describes what a method returns.
fn object<'a, A: ?Sized + 'a, T: JsonSchema>(_: fn(&'a A) -> T) -> Schema {
    of::<T>()
}

/// Describes the rows that a method returns, all of them in an array.
fn array<'a, A: ?Sized + 'a, I: Iterator<Item: JsonSchema>>(_: fn(&'a A) -> I) -> Schema {
    of::<Vec<I::Item>>()
}

/// Describes one of the rows that a method returns.
fn row<'a, A: ?Sized + 'a, I: Iterator<Item: JsonSchema>>(_: fn(&'a A) -> I) -> Schema {
    of::<I::Item>()
}

/// Describes the answer to a search whose list has the rows that a method returns.
fn groups<'a, A: ?Sized + 'a, I: Iterator<Item: JsonSchema>>(_: fn(&'a A) -> I) -> Schema {
    of::<Listed<'_, Groups<I::Item>>>()
}

/// The same of reports that do not say it.
fn silent<'a, A: ?Sized + 'a, I: Iterator<Item: JsonSchema>>(_: fn(&'a A) -> I) -> Schema {
    of::<Listed<'_, Silent<I::Item>>>()
}

/// Every shape, in the order of the commands.
pub const SHAPES: &[Shape] = &[
    Shape {
        name: "search",
        of: "findings search --format json, and findings themes --open N --format json",
        schema: || of::<EnvelopeFields<'_, ParagraphRow<'_>>>(),
    },
    Shape {
        name: "hit",
        of: "a line of findings search --format jsonl, or of findings export",
        schema: || of::<ParagraphRow<'_>>(),
    },
    Shape {
        name: "concordance",
        of: "findings search --kwic --format json",
        schema: || of::<Listed<'_, Lines<ConcordanceRow<'_>>>>(),
    },
    Shape {
        name: "line",
        of: "a line of findings search --kwic --format jsonl",
        schema: || of::<ConcordanceRow<'_>>(),
    },
    Shape {
        name: "groups",
        of: "findings search --group-by authority --format json",
        schema: || groups(<GroupedHits<'_> as Reply>::lines),
    },
    Shape {
        name: "group",
        of: "a line of findings search --group-by authority --format jsonl",
        schema: || row(<GroupedHits<'_> as Reply>::lines),
    },
    Shape {
        name: "absent",
        of: "findings search --absent --format json",
        schema: || silent(<Absent<'_> as Reply>::rows),
    },
    Shape {
        name: "reports",
        of: "findings reports --format json",
        schema: || array(<[ReportRecord] as Reply>::rows),
    },
    Shape {
        name: "report",
        of: "a line of findings reports --format jsonl",
        schema: || row(<[ReportRecord] as Reply>::rows),
    },
    Shape {
        name: "judgements",
        of: "findings reports --matrix --format json",
        schema: || array(<Changes<'_> as Reply>::rows),
    },
    Shape {
        name: "outline",
        of: "findings show REPORT --format json",
        schema: || object(<Outline<'_> as Reply>::object),
    },
    Shape {
        name: "passage",
        of: "findings show REPORT#PLACE --format json",
        schema: || object(<Passage<'_> as Reply>::object),
    },
    Shape {
        name: "similar",
        of: "findings similar --format json",
        schema: || object(<SimilarResults as Reply>::object),
    },
    Shape {
        name: "quotations",
        of: "the API, where chosen quotations are asked for",
        schema: || array(<Quotations as Reply>::rows),
    },
    Shape {
        name: "reworded",
        of: "findings similar --in-other-words --format json",
        schema: || object(<Reworded as Reply>::object),
    },
    Shape {
        name: "related",
        of: "findings related --format json",
        schema: || object(<RelatedNames<'_> as Reply>::object),
    },
    Shape {
        name: "recurring",
        of: "findings themes --format json",
        schema: || object(<RecurringPhrases<'_> as Reply>::object),
    },
    Shape {
        name: "together",
        of: "findings themes --together --format json",
        schema: || object(<PhrasesTogether<'_> as Reply>::object),
    },
    Shape {
        name: "contrast",
        of: "findings themes --compare GROUPS --format json",
        schema: || object(<ContrastedGroups<'_> as Reply>::object),
    },
    Shape {
        name: "trends",
        of: "findings themes --trend --format json",
        schema: || object(<Trends<'_> as Reply>::object),
    },
    Shape {
        name: "coverage",
        of: "findings themes --coverage --format json",
        schema: || object(<CoveredTopics<'_> as Reply>::object),
    },
    Shape {
        name: "collocates",
        of: "findings themes --collocates TERM --format json",
        schema: || object(<CollocatesOf<'_> as Reply>::object),
    },
    Shape {
        name: "coding",
        of: "findings themes --codebook FILE --format json",
        schema: || object(<CodedReports<'_> as Reply>::object),
    },
    Shape {
        name: "suggestions",
        of: "findings themes --codebook FILE --suggest --format json",
        schema: || object(<CodeSuggestions<'_> as Reply>::object),
    },
    Shape {
        name: "agreement",
        of: "findings agreement FILE --format json",
        schema: || object(<AgreeingCoders<'_> as Reply>::object),
    },
    Shape {
        name: "tracked-items",
        of: "findings track --format json",
        schema: || object(<TrackedItems<'_> as Reply>::object),
    },
    Shape {
        name: "tracked-theme",
        of: "findings track THEME --format json",
        schema: || object(<TrackedTheme<'_> as Reply>::object),
    },
    Shape {
        name: "concepts",
        of: "findings concepts --format json",
        schema: || array(<[ConceptUse] as Reply>::rows),
    },
    Shape {
        name: "rules",
        of: "findings frameworks --format json",
        schema: || object(<Rules as Reply>::object),
    },
    Shape {
        name: "family",
        of: "findings frameworks NAME --format json",
        schema: || object(<WholeFamily<'_> as Reply>::object),
    },
    Shape {
        name: "explanation",
        of: "findings frameworks --explain FILE --format json",
        schema: || object(<Explained<'_> as Reply>::object),
    },
    Shape {
        name: "rules-in-order",
        of: "findings frameworks --check --format json",
        schema: || object(<RulesInOrder<'_> as Reply>::object),
    },
    Shape {
        name: "manifest",
        of: "findings run STUDY, manifest.json",
        schema: || of::<Manifest>(),
    },
    #[cfg(feature = "serve")]
    Shape {
        name: "problem",
        of: "the API, where a question cannot be answered",
        schema: || object(<Problem<'_> as Reply>::object),
    },
    Shape {
        name: "ingest",
        of: "findings ingest --format json",
        schema: || object(<Ingested<'_> as Reply>::object),
    },
    #[cfg(feature = "fetch")]
    Shape {
        name: "fetch",
        of: "findings fetch --format json",
        schema: || object(<Fetched<'_> as Reply>::object),
    },
    #[cfg(feature = "fetch")]
    Shape {
        name: "moves",
        of: "findings fetch --from DIR --format json",
        schema: || object(<Arranged<'_> as Reply>::object),
    },
    Shape {
        name: "check",
        of: "findings check --format json",
        schema: || object(<Checked<'_> as Reply>::object),
    },
    Shape {
        name: "headings",
        of: "findings check --headings --format json",
        schema: || object(<UnknownHeadings<'_> as Reply>::object),
    },
    Shape {
        name: "holdings",
        of: "findings check --manifest --format json",
        schema: || object(<Holdings<'_> as Reply>::object),
    },
    Shape {
        name: "news",
        of: "findings news --format json",
        schema: || object(<News as Reply>::object),
    },
    Shape {
        name: "settings",
        of: "findings config --format json",
        schema: || object(<Settings as Reply>::object),
    },
];

/// The list of shapes, for readers and programs.
#[derive(Debug, Clone, Copy)]
pub struct Shapes;

#[derive(JsonSchema, Serialize)]
struct ShapeRow {
    name: &'static str,
    of: &'static str,
}

impl Reply for Shapes {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let mut sheet = Sheet::default();
        let columns = ["name", "of"].map(Column::words);
        let rows = SHAPES.iter().map(|shape| cells![shape.name, shape.of]);
        sheet.add(Part::Table(Table::plain(columns.to_vec(), rows)));
        sheet
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        let row = |shape: &Shape| ShapeRow {
            name: shape.name,
            of: shape.of,
        };
        SHAPES.iter().map(row)
    }
}
