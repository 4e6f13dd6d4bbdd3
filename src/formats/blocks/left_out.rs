//! What a document holds and does not show: text that is struck out or hidden, or that cannot be read.

use crate::model::{Warning, WarningKind};

/// What is told of an equation that is not read.
pub(in crate::formats) const EQUATION: &str = "an equation";
/// What the names of programs begin with that make equations as objects.
pub(in crate::formats) const EQUATIONS: &str = "Equation";

/// How many pieces are quoted, and how many characters of each.
const QUOTED: usize = 5;
const LONGEST: usize = 60;

/// Why text is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::formats) enum Unshown {
    /// It is struck through or deleted.
    Struck,
    /// It is hidden.
    Hidden,
    /// It stands in a form that is not read here.
    Unread,
}

/// Text that was left out, to be told.
#[derive(Debug, Default)]
pub(in crate::formats) struct LeftOut {
    pieces: Vec<String>,
    count: usize,
    struck: bool,
    hidden: bool,
    unread: bool,
    /// Whether the last piece may still go on.
    open: bool,
}

impl LeftOut {
    /// Notes text; pieces that follow each other are one, but for things that are not read.
    pub(in crate::formats) fn note(&mut self, text: &str, why: Unshown) {
        if why == Unshown::Unread {
            self.end();
        }
        if !self.open && text.trim().is_empty() {
            return;
        }
        match why {
            Unshown::Struck => self.struck = true,
            Unshown::Hidden => self.hidden = true,
            Unshown::Unread => self.unread = true,
        }
        if !self.open {
            self.count = self.count.saturating_add(1);
            if self.pieces.len() < QUOTED {
                self.pieces.push(String::new());
            }
            self.open = true;
        }
        if self.count <= QUOTED
            && let Some(piece) = self.pieces.last_mut()
            && piece.len() <= 4 * LONGEST
        {
            piece.extend(text.chars().take(LONGEST + 1));
        }
        if why == Unshown::Unread {
            self.end();
        }
    }

    /// Says that other text follows.
    pub(in crate::formats) fn end(&mut self) {
        self.open = false;
    }

    /// Returns what is to be told.
    pub(in crate::formats) fn warning(&self) -> Option<Warning> {
        let kinds = [
            (self.struck, "struck-out"),
            (self.hidden, "hidden"),
            (self.unread, "unread"),
        ];
        let kinds = kinds.iter().filter(|(is, _)| *is).map(|(_, kind)| *kind);
        let what = kinds.collect::<Vec<_>>().join(" and ");
        if what.is_empty() {
            return None;
        }
        let quotes: Vec<String> = self.pieces.iter().map(|piece| quote(piece)).collect();
        let more = match self.count.checked_sub(self.pieces.len()) {
            None | Some(0) => String::new(),
            Some(more) => format!(" and {more} more"),
        };
        Some(Warning {
            kind: WarningKind::LeftOut,
            message: format!("{what} text is left out: {}{more}", quotes.join(", ")),
            page: None,
        })
    }
}

fn quote(piece: &str) -> String {
    let piece = piece.split_whitespace().collect::<Vec<_>>().join(" ");
    match piece.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{}…”", piece.get(..end).unwrap_or_default()),
        None => format!("“{piece}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_named() {
        let mut left_out = LeftOut::default();
        assert_eq!(left_out.warning(), None);
        left_out.note("not ", Unshown::Struck);
        left_out.note("so", Unshown::Struck);
        left_out.end();
        left_out.note(" ", Unshown::Hidden);
        for _ in 0..6 {
            left_out.note("x", Unshown::Struck);
            left_out.end();
        }
        let message = left_out.warning().unwrap().message;
        let expected = "struck-out text is left out: “not so”, “x”, “x”, “x”, “x” and 2 more";
        assert_eq!(message, expected);

        let mut left_out = LeftOut::default();
        left_out.note(EQUATION, Unshown::Unread);
        left_out.note(EQUATION, Unshown::Unread);
        left_out.note("x", Unshown::Hidden);
        let message = left_out.warning().unwrap().message;
        let expected = "hidden and unread text is left out: “an equation”, “an equation”, “x”";
        assert_eq!(message, expected);
    }
}
