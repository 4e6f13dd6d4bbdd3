//! The text of runs in reading order.

use super::block::Typesetting;

/// The text of runs in reading order.
#[derive(Debug, Clone, Default)]
pub(super) struct Flow {
    pub(super) text: String,
    pub(super) notes: Vec<u32>,
    pub(super) setting: Typesetting,
    /// Counted from 1.
    pub(super) page: u32,
    pub(super) last_page: u32,
    pub(super) complete: bool,
}
