//! Tables: columns that say what they hold and where they are shown, and rows of typed cells.

use super::{Media, Part};

/// A table.
#[derive(Debug, Default)]
pub(in crate::output) struct Table<'a> {
    /// What it is called by those who hear it.
    pub(in crate::output) caption: String,
    pub(in crate::output) columns: Vec<Column>,
    pub(in crate::output) rows: Vec<Row<'a>>,
}

/// A column.
#[derive(Debug, Clone)]
pub(in crate::output) struct Column {
    pub(in crate::output) heading: String,
    /// Its heading where room is short.
    pub(in crate::output) short: Option<&'static str>,
    pub(in crate::output) kind: Kind,
    pub(in crate::output) media: Media,
    /// The narrowest screen that has room for it.
    pub(in crate::output) room: usize,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::output) enum Kind {
    Words,
    Numbers,
    /// Bars in what is left of the screen beside so many columns, but within some bounds; `seen` says
    /// that what is more than nothing is seen.
    Bars {
        beside: usize,
        bounds: (usize, usize),
        seen: bool,
    },
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::output) enum Cell {
    Words(String),
    Number(u64),
    /// Words that lead somewhere on terminals.
    Link(String, Option<String>),
    /// The identifier of a paragraph, which leads to it on pages that have it.
    Place(String),
    /// A part of a whole.
    Bar(u64, u64),
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

impl Column {
    fn new(heading: impl Into<String>, kind: Kind) -> Self {
        Column {
            heading: heading.into(),
            short: None,
            kind,
            media: Media::ALL,
            room: 0,
        }
    }

    /// Makes a column of words.
    pub(in crate::output) fn words(heading: impl Into<String>) -> Self {
        Column::new(heading, Kind::Words)
    }

    /// Makes a column of numbers.
    pub(in crate::output) fn numbers(heading: impl Into<String>) -> Self {
        Column::new(heading, Kind::Numbers)
    }

    /// Makes columns, the first of words and the others of numbers.
    pub(in crate::output) fn figures(headings: &[&str]) -> Vec<Self> {
        let columns = headings.iter().enumerate();
        let column = |(at, heading): (usize, &&str)| match at {
            0 => Column::words(*heading),
            _ => Column::numbers(*heading),
        };
        columns.map(column).collect()
    }

    /// Makes a column of bars, which text alone has.
    pub(in crate::output) fn bars(kind: Kind) -> Self {
        Column::new("", kind).only(Media::TEXT)
    }

    /// Makes the column of the numbers of rows, by which text alone opens them.
    pub(in crate::output) fn ranks() -> Self {
        Column::numbers("").only(Media::TEXT)
    }

    /// Shows it in some forms only.
    pub(in crate::output) fn only(self, media: Media) -> Self {
        Column { media, ..self }
    }

    /// Gives it a heading for where room is short.
    pub(in crate::output) fn short(self, heading: &'static str) -> Self {
        Column {
            short: Some(heading),
            ..self
        }
    }

    /// Shows it on screens only that are so wide.
    pub(in crate::output) fn where_wide(self, room: usize) -> Self {
        Column { room, ..self }
    }
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
}

impl Table<'_> {
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

impl Cell {
    /// Returns what it says; a bar says nothing.
    pub(in crate::output) fn text(&self) -> String {
        match self {
            Cell::Words(text) | Cell::Link(text, _) | Cell::Place(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Bar(..) => String::new(),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Words(text)
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Cell::Words(text.clone())
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Words(text.to_owned())
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Cell::Number(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Cell::Number(number.into())
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Cell::Number(number as u64)
    }
}

/// What is not known is an empty cell.
impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or_else(|| Cell::Words(String::new()), Into::into)
    }
}

/// Makes the cells of a row of what they hold.
macro_rules! cells {
    ($($cell:expr),* $(,)?) => {
        vec![$($crate::output::sheet::Cell::from($cell)),*]
    };
}

pub(in crate::output) use cells;
