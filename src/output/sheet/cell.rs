//! Cells of tables, which are typed.

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
