//! What a sheet is made of: parts, tables among them, whose rows may have parts beneath them.

use std::ops::Range;

use super::cell::Cell;
use super::chart::Chart;
use super::column::Column;
use super::line::Line;
use super::prose::Prose;
use crate::index::{Hit, ReportRecord};
use crate::model::Paragraph;

/// What a sheet is made of.
#[derive(Debug)]
pub(in crate::output) enum Part<'a> {
    /// What was looked at and what came of it, a sentence each; no report's words stand in it.
    Lead(Vec<String>),
    /// What makes the figures doubtful.
    Warning(String),
    /// A heading of a level, 1 for the title.
    Heading(u8, String),
    /// The heading of a group of quotations, and how much is in it.
    Group(String, String),
    Table(Table<'a>),
    Chart(Chart),
    /// Lines as they stand.
    Lines(Vec<Line>),
    /// Lines of verdicts on the figures above; no report's words stand in them.
    Notes(Vec<String>),
    /// A paragraph of its own.
    Paragraph(String),
    /// Lines under a title, if there are any.
    List(String, Vec<String>),
    /// Text that is wrapped.
    Prose(Prose),
    /// An empty line of text.
    Gap,
    /// A hit under a heading of a level.
    Hit(&'a Hit, u8),
    /// A line of a concordance: a hit, and which bytes of it match.
    Match(&'a Hit, Range<usize>),
    /// A hit among the paragraphs around it.
    InContext(&'a Hit),
    /// Paragraphs of a report in one quotation, of which the last named is the source.
    Quotation(&'a ReportRecord, Vec<&'a Paragraph>, &'a Paragraph),
    /// An item of a list: its place, its words, its page.
    Entry(String, String, u32),
}

/// A table.
#[derive(Debug, Default)]
pub(in crate::output) struct Table<'a> {
    /// What it is called by those who hear it.
    pub(in crate::output) caption: String,
    pub(in crate::output) columns: Vec<Column>,
    pub(in crate::output) rows: Vec<Row<'a>>,
}

/// A row.
#[derive(Debug, Default)]
pub(in crate::output) struct Row<'a> {
    pub(in crate::output) cells: Vec<Cell>,
    /// What text says beneath it.
    pub(in crate::output) beneath: Vec<Part<'a>>,
    /// The section with its quotations.
    pub(in crate::output) section: Option<usize>,
}

impl Table<'_> {
    /// Makes a table without a caption, which has rows of cells alone.
    pub(in crate::output) fn plain(
        columns: Vec<Column>,
        rows: impl IntoIterator<Item = Vec<Cell>>,
    ) -> Self {
        Table {
            caption: String::new(),
            columns,
            rows: rows.into_iter().map(Row::from).collect(),
        }
    }

    /// Names it for those who hear it.
    #[must_use]
    pub(in crate::output) fn called(self, caption: impl Into<String>) -> Self {
        Table {
            caption: caption.into(),
            ..self
        }
    }
}

impl From<Vec<Cell>> for Row<'_> {
    fn from(cells: Vec<Cell>) -> Self {
        Row {
            cells,
            ..Row::default()
        }
    }
}
