//! Values that come with warnings.
//!
//! Damaged input is normal input: a reader returns what it could make, and says beside it what
//! it had to leave open.

use std::fmt;

use super::slug::slugs;

slugs! {
    /// The classes of warning, for counting and filtering.
    "warning": WarningKind {
        /// The PDF has no structure tree; its layout alone was read.
        Untagged = "untagged",
        /// Part of the file could not be read.
        Damaged = "damaged",
        /// The kind of document could not be told.
        KindUnknown = "kind-unknown",
        /// The authority could not be told.
        AuthorityUnknown = "authority-unknown",
        /// A date is missing or cannot be read.
        DateUnknown = "date-unknown",
        /// Dates contradict each other.
        DateConflict = "date-conflict",
        /// No lead inspector was found in a kind that names one.
        InspectorUnknown = "inspector-unknown",
        /// An area that the kind must have has no heading.
        AreaMissing = "area-missing",
        /// An area that the kind must have has no grade.
        GradeMissing = "grade-missing",
        /// Table and heading give different grades.
        GradeConflict = "grade-conflict",
        /// A paragraph number is missing from the sequence.
        NumberSkipped = "number-skipped",
        /// The section that lists what must improve is missing.
        ImprovementMissing = "improvement-missing",
    }
}

/// Something that a reader of a report should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Its class.
    pub kind: WarningKind,
    /// What is the matter, in one sentence without a full stop.
    pub message: String,
    /// The physical page, counted from 1, where one is known.
    pub page: Option<u32>,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.message)?;
        match self.page {
            Some(page) => write!(f, " (page {page})"),
            None => Ok(()),
        }
    }
}

/// A value with the warnings that arose while it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warned<T> {
    /// What could be made.
    pub value: T,
    /// What is doubtful about it.
    pub warnings: Vec<Warning>,
}
