//! Outcomes of commands, from which exit codes are made.

/// What a command that ran to its end has to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Something was found, or what was asked is done.
    Done,
    /// Nothing was found, or something is out of order.
    Nothing,
}

impl Outcome {
    /// Tells by a number whether anything was found.
    pub(crate) const fn of(found: u64) -> Self {
        if found == 0 {
            Outcome::Nothing
        } else {
            Outcome::Done
        }
    }
}
