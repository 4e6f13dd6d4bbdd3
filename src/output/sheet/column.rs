//! Columns of tables, which say what they hold and where they are shown.

use super::media::Media;

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
