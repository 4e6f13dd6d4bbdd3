//! Styles: which parts of text output stand out, and how.

use std::fmt;

use anstyle::{AnsiColor, Effects, Style};

/// The styles of text output; a plain theme leaves no trace in the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Names of authorities and headings of lists.
    pub title: Style,
    /// Words that matched.
    pub highlight: Style,
    /// What places a result: numbers, pages, identifiers.
    pub place: Style,
    /// The word "error" and the place of a mistake.
    pub error: Style,
    /// The words "hint" and "note".
    pub hint: Style,
    /// Whether identifiers are links to the file at its page.
    pub hyperlinks: bool,
    /// Whether pages for browsers link to the files that were read, which names folders of this machine.
    pub file_links: bool,
}

impl Theme {
    /// Returns the theme without any styles.
    pub const fn plain() -> Self {
        let none = Style::new();
        Theme {
            title: none,
            highlight: none,
            place: none,
            error: none,
            hint: none,
            hyperlinks: false,
            file_links: false,
        }
    }

    /// Returns the theme for terminals that understand ANSI sequences.
    pub const fn ansi() -> Self {
        let bold = Style::new().effects(Effects::BOLD);
        Theme {
            title: bold,
            highlight: AnsiColor::Red.on_default().effects(Effects::BOLD),
            place: AnsiColor::Cyan.on_default(),
            error: AnsiColor::Red.on_default().effects(Effects::BOLD),
            hint: AnsiColor::Green.on_default().effects(Effects::BOLD),
            hyperlinks: false,
            file_links: false,
        }
    }
}

/// Wraps a value so that it is displayed in a style.
pub(super) fn paint<T: fmt::Display>(style: Style, value: T) -> Painted<T> {
    Painted { style, value }
}

/// A value in a style; made by [`paint`].
pub(super) struct Painted<T> {
    style: Style,
    value: T,
}

impl<T: fmt::Display> fmt::Display for Painted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Painted { style, value } = self;
        write!(f, "{style}{value}{style:#}")
    }
}
