//! What a reader of a query has to say about it: errors that refuse it, notes that do not.

use std::fmt;
use std::ops::Range;

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
    /// Draws the query on one line, and carets under the place on the next.
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
        // Queries are one line; whatever else stands in them must not break the display.
        let line = text.replace(|c: char| c.is_control() || c.is_whitespace(), " ");
        let before = text[..start].chars().count();
        let marked = text[start..end].chars().count().max(1);
        [
            format!("  {line}"),
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
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
