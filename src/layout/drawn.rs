//! Runs with their characters at hand, because every question about a run asks for them.

use crate::pdf::{Document, Run};

/// A run of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawn<'a> {
    pub(super) run: &'a Run,
    /// Its characters.
    pub(super) text: &'a str,
    /// The same without white space at the ends.
    pub(super) bare: &'a str,
    /// Whether its tag says that it is the mark of a note.
    pub(super) is_mark: bool,
    /// Whether a space is drawn before it on its own.
    pub(super) after_space: bool,
}

impl<'a> Drawn<'a> {
    pub(super) fn of(document: &'a Document, run: &'a Run) -> Drawn<'a> {
        let text = document.run_text(run);
        let bare = text.trim();
        Drawn {
            run,
            text,
            bare,
            is_mark: false,
            after_space: false,
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.bare.is_empty()
    }
}
