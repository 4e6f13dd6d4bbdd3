//! Parameters: what a question can be asked with beside its query and filters, as addresses and forms
//! name it.

/// One of those.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameter {
    /// Its name in addresses, which is that of the option on the command line.
    pub(super) name: &'static str,
    /// Its label in forms.
    pub(super) label: &'static str,
    /// What it does, and what it is like.
    pub(super) help: &'static str,
    pub(super) kind: Kind,
}

/// What a parameter holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Words, with what stands there at first.
    Text(&'static str),
    /// Values, joined by commas or given again.
    Values,
    /// A day: a year, a month or a date.
    Day,
    /// A query or a name a line.
    Lines,
    /// A number from the least to the most, with the usual one; JavaScript can hold each.
    Number(usize, usize, usize),
    /// One of some values, with how they read; the first is the usual one.
    Choice(&'static [(&'static str, &'static str)]),
    /// Yes or no.
    Flag,
}

impl Parameter {
    /// Tells whether it may be given again.
    pub(super) fn is_repeatable(&self) -> bool {
        matches!(self.kind, Kind::Lines | Kind::Values)
    }

    /// Returns what stands in its field at first.
    pub(super) fn first(&self) -> &'static str {
        match self.kind {
            Kind::Text(first) => first,
            _ => "",
        }
    }
}

/// What a page or an answer counts from, at most.
pub(super) const FARTHEST: usize = 1_000_000_000;
