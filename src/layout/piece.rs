//! Pieces: what an element or a run of lines holds, before page turns are mended.

use super::block::{Role, TableCell, Typesetting};
use super::flow::Flow;

/// The text of one structure element, or of lines that stand together.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) role: Role,
    pub(super) text: String,
    pub(super) notes: Vec<u32>,
    pub(super) setting: Typesetting,
    /// Counted from 1.
    pub(super) page: u32,
    pub(super) last_page: u32,
    pub(super) cell: Option<TableCell>,
    /// Whether its end is marked as the end of a paragraph.
    ///
    /// Word draws a single space of its own behind every paragraph, but not where it cuts one
    /// at a page turn.
    pub(super) complete: bool,
    /// Whether its last line leaves room for the word that follows: nothing goes on from it.
    pub(super) closed: bool,
}

impl Piece {
    pub(super) fn new(role: Role, flow: Flow, cell: Option<TableCell>) -> Piece {
        Piece {
            role,
            text: flow.text,
            notes: flow.notes,
            setting: flow.setting,
            page: flow.page,
            last_page: flow.last_page,
            cell,
            complete: flow.complete,
            closed: false,
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}
