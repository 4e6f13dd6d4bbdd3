//! The screen: what text is written on, how wide it is, and which parts of text stand out.

use std::fmt;

use anstyle::{AnsiColor, Effects, Style};
use unicode_width::UnicodeWidthChar;

/// What answers are written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// The styles of text.
    pub palette: Palette,
    /// The width of text, in columns of a terminal.
    pub width: usize,
    /// Whether a longer line would be broken, as terminals do: then none is longer, if it can be helped.
    /// Files take lines of any length.
    pub bounded: bool,
    /// Which signs can be shown.
    pub glyphs: Glyphs,
    /// Whether identifiers are links to the file at its page.
    pub hyperlinks: bool,
    /// Whether pages for browsers link to the files that were read, which names folders of this machine.
    pub file_links: bool,
}

/// The styles of text; a plain palette leaves no trace in the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
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
}

/// What a piece of text is, and so how it stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    /// Nothing in particular.
    Plain,
    Title,
    /// Words that were searched for.
    #[default]
    Match,
    /// What places a result.
    Place,
    /// The word before a remark.
    Hint,
}

/// The signs that stand for what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    /// Arrows: ↑, =, ↓.
    Arrows,
    /// `+`, `=`, `-`, for terminals without arrows.
    Ascii,
}

impl Screen {
    /// The width of what goes to no terminal.
    pub const PLAIN_WIDTH: usize = 80;

    /// Returns a file: no styles, no links, as wide as files are.
    pub const fn plain() -> Self {
        Screen {
            palette: Palette::plain(),
            width: Self::PLAIN_WIDTH,
            bounded: false,
            glyphs: Glyphs::Arrows,
            hyperlinks: false,
            file_links: false,
        }
    }
}

impl Palette {
    /// Returns the palette without any styles.
    pub const fn plain() -> Self {
        let none = Style::new();
        Palette {
            title: none,
            highlight: none,
            place: none,
            error: none,
            hint: none,
        }
    }

    /// Returns the style of what a piece of text is.
    pub(super) const fn of(&self, role: Role) -> Style {
        match role {
            Role::Plain => Style::new(),
            Role::Title => self.title,
            Role::Match => self.highlight,
            Role::Place => self.place,
            Role::Hint => self.hint,
        }
    }

    /// Returns the palette for terminals that understand ANSI sequences.
    pub const fn ansi() -> Self {
        let bold = Style::new().effects(Effects::BOLD);
        Palette {
            title: bold,
            highlight: AnsiColor::Red.on_default().effects(Effects::BOLD),
            place: AnsiColor::Cyan.on_default(),
            error: AnsiColor::Red.on_default().effects(Effects::BOLD),
            hint: AnsiColor::Green.on_default().effects(Effects::BOLD),
        }
    }
}

/// Counts the columns that a text takes on a terminal: the sum of those of its characters, so that it
/// can be shared out between lines. Links take none.
pub(super) fn columns(text: &str) -> usize {
    let mut rest = text;
    let mut columns = 0;
    while let Some((before, link)) = rest.split_once("\x1b]8;") {
        columns += before.chars().map(column).sum::<usize>();
        rest = link.split_once("\x1b\\").map_or("", |(_, behind)| behind);
    }
    columns + rest.chars().map(column).sum::<usize>()
}

/// Takes as many characters as fit into so many columns.
pub(super) fn fitting(chars: impl Iterator<Item = char>, width: usize) -> String {
    let mut taken = String::new();
    let mut columns = 0;
    for c in chars {
        columns += column(c);
        if columns > width {
            break;
        }
        taken.push(c);
    }
    taken
}

/// Counts the columns of a character: none, one or two; a control takes none.
fn column(c: char) -> usize {
    match c {
        // Most are these, and need no table.
        ' '..='~' => 1,
        _ => c.width().unwrap_or(0),
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

#[cfg(test)]
mod tests {
    use super::{columns, fitting};

    #[test]
    fn characters_are_as_wide_as_terminals_show_them() {
        let check = |text, expected| assert_eq!(columns(text), expected, "{text}");
        check("Siân", 4);
        check("Sia\u{302}n", 4);
        check("日本", 4);
        check("\x1b]8;;https://a.example\x1b\\日\x1b]8;;\x1b\\", 2);
        assert_eq!(fitting("日本".chars(), 3), "日");
    }
}
