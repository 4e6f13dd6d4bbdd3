//! Lines of text, whose pieces say what they are.

use crate::output::screen::Role;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::output) struct Span {
    pub(in crate::output) role: Role,
    pub(in crate::output) text: String,
    /// Where it leads, if anywhere.
    pub(in crate::output) url: Option<String>,
}

/// A line that is not wrapped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::output) struct Line(pub(in crate::output) Vec<Span>);

impl Line {
    /// Adds a piece.
    pub(in crate::output) fn and(self, role: Role, text: impl Into<String>) -> Self {
        self.and_link(role, text, None)
    }

    /// Adds a piece that leads somewhere.
    pub(in crate::output) fn and_link(
        mut self,
        role: Role,
        text: impl Into<String>,
        url: Option<String>,
    ) -> Self {
        let text = text.into();
        self.0.push(Span { role, text, url });
        self
    }

    /// Makes a line of one piece.
    pub(in crate::output) fn of(role: Role, text: impl Into<String>) -> Self {
        Line::default().and(role, text)
    }
}

impl<T: Into<String>> From<T> for Line {
    fn from(text: T) -> Self {
        Line::of(Role::Plain, text)
    }
}
