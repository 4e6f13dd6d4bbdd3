//! What a reader of a query has to say about it: errors that refuse it, notes that do not.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// So many characters of a query are shown around a place, and so many before it at most.
const SHOWN: usize = 160;
const SHOWN_BEFORE: usize = 60;
/// So many characters of a word or a value are told.
const CITED: usize = 60;

/// Cuts what a message cites to a length that can be read.
///
/// ```
/// use findings::query::shortened;
/// assert_eq!(shortened("supervision"), "supervision");
/// assert_eq!(shortened(&"a".repeat(1000)).chars().count(), 61);
/// ```
pub fn shortened(text: &str) -> Cow<'_, str> {
    shortened_to(text, CITED)
}

/// Cuts what a message cites to so many characters.
pub fn shortened_to(text: &str, characters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(characters) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
    }
}

/// Reports a query that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The place, in bytes of the query's text.
    pub span: Range<usize>,
    /// What to write instead, where that can be said.
    pub hint: Option<String>,
}

impl QueryError {
    /// Draws the query on one line, and carets under the place on the next. Of a long query no
    /// more is drawn than what is around the place.
    ///
    /// ```
    /// let text = "supervision NEAR/x quality";
    /// let error = findings::query::parse(text).unwrap_err();
    /// assert_eq!(
    ///     error.underline(text),
    ///     ["  supervision NEAR/x quality", "              ^^^^^^"]
    /// );
    /// ```
    pub fn underline(&self, text: &str) -> [String; 2] {
        let start = text.floor_char_boundary(self.span.start);
        let end = text.ceil_char_boundary(self.span.end.max(start));
        let first = text[..start].char_indices().rev().take(SHOWN_BEFORE).last();
        let first = first.map_or(start, |(at, _)| at);
        let mut rest = text[first..].char_indices();
        let last = rest.nth(SHOWN).map_or(text.len(), |(at, _)| first + at);
        let end = end.min(last.max(start));
        // Queries are one line; whatever else stands in them must not break the display.
        let line = text[first..last].replace(|c: char| c.is_control() || c.is_whitespace(), " ");
        let before_it = if first > 0 { "…" } else { "" };
        let behind_it = if last < text.len() { "…" } else { "" };
        let before = text[first..start].chars().count() + before_it.chars().count();
        let marked = text[start..end].chars().count().max(1);
        [
            format!("  {before_it}{line}{behind_it}"),
            format!("  {:before$}{:^<marked$}", "", ""),
        ]
    }

    /// Renders the query with carets under the place, and the message behind them.
    ///
    /// ```
    /// let text = "supervision NEAR/x quality";
    /// let error = findings::query::parse(text).unwrap_err();
    /// let lines: Vec<_> = error.render(text).lines().map(str::to_owned).collect();
    /// assert!(lines[1].starts_with("              ^^^^^^ "));
    /// ```
    pub fn render(&self, text: &str) -> String {
        let [line, carets] = self.underline(text);
        let mut display = format!("{line}\n{carets} {}", self.message);
        if let Some(hint) = &self.hint {
            display.push_str("\n  hint: ");
            display.push_str(hint);
        }
        display
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for QueryError {}

/// Says how a place of a query was understood that could have meant something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The place, in bytes of the query's text.
    pub span: Range<usize>,
    /// One sentence without a full stop.
    pub message: String,
    /// Whether it is told unasked: an operator may have been meant.
    pub is_operator: bool,
    /// What could stand in that place, where something else may have been meant.
    pub offer: Option<String>,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
