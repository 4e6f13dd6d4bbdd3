//! Text that is wrapped.

use std::ops::Range;

use crate::output::screen::Role;

/// Text that is wrapped, with what is marked in it.
#[derive(Debug, Clone, Default)]
pub(in crate::output) struct Prose {
    pub(in crate::output) indent: usize,
    pub(in crate::output) text: String,
    pub(in crate::output) marked: Vec<Range<usize>>,
    /// The style of what is marked.
    pub(in crate::output) role: Role,
}

impl Prose {
    /// Sets a text in by so many columns.
    pub(in crate::output) fn plain(indent: usize, text: impl Into<String>) -> Self {
        Prose {
            indent,
            text: text.into(),
            ..Prose::default()
        }
    }

    /// Sets a text in, all of it in the style of a role.
    pub(in crate::output) fn whole(indent: usize, text: impl Into<String>, role: Role) -> Self {
        let text = text.into();
        Prose {
            indent,
            marked: std::iter::once(0..text.len()).collect(),
            text,
            role,
        }
    }
}
