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
        /// Not all of the file was there, or not all was read: it is cut short, or passes a limit.
        Incomplete = "incomplete",
        /// Pages are pictures, whose text was recognised by a program outside.
        Recognised = "recognised",
        /// The file holds text that is not read: it is struck out, hidden, attached, or in a form that is not known.
        LeftOut = "left-out",
        /// The characters were read in an encoding that the file does not name.
        Encoding = "encoding",
        /// The file is damaged, and was mended as far as it could be.
        Damaged = "damaged",
        /// Text of the PDF stands outside its structure tree: its place among the other text is guessed.
        OutsideTree = "outside-tree",
        /// Fonts of the PDF do not say what characters some of their glyphs stand for.
        UnmappedGlyphs = "unmapped-glyphs",
        /// Text stands in a table, and in no row of it: it is read as a paragraph of its own.
        CellsWithoutRow = "cells-without-row",
        /// The kind of document could not be told.
        KindUnknown = "kind-unknown",
        /// The authority could not be told.
        AuthorityUnknown = "authority-unknown",
        /// A date is missing or cannot be read.
        DateUnknown = "date-unknown",
        /// Dates contradict each other.
        DateConflict = "date-conflict",
        /// Another report begins in the file, which is read apart.
        AnotherReport = "another-report",
        /// No lead inspector was found in a kind that names one.
        InspectorUnknown = "inspector-unknown",
        /// An area that the kind must have has no heading.
        AreaMissing = "area-missing",
        /// An area has a heading, and the table of judgements does not name it.
        AreaUnexpected = "area-unexpected",
        /// An area that the kind must have has no grade.
        GradeMissing = "grade-missing",
        /// Table and heading give different grades.
        GradeConflict = "grade-conflict",
        /// A paragraph number is missing from the sequence.
        NumberSkipped = "number-skipped",
        /// The section that lists what must improve is missing.
        ImprovementMissing = "improvement-missing",
        /// A list of what must improve is longer than such lists are.
        ImprovementLong = "improvement-long",
        /// Nothing was found that states findings.
        FindingsMissing = "findings-missing",
        /// The document is nearly of another kind.
        KindNear = "kind-near",
        /// The authority was taken from elsewhere than a title or a label.
        AuthorityInferred = "authority-inferred",
        /// The provider could not be told.
        ProviderUnknown = "provider-unknown",
        /// A heading is read as the one that it nearly is.
        HeadingNear = "heading-near",
        /// A line looks like a heading and is none that is known.
        HeadingUnknown = "heading-unknown",
        /// More of the words than usual tag paragraphs and are none.
        ApparatusLarge = "apparatus-large",
        /// Words are printed without spaces between them.
        WordsGlued = "words-glued",
        /// Words are printed with spaces between their letters.
        WordsSplit = "words-split",
        /// A cross-reference could not be read whole.
        ReferenceUnread = "reference-unread",
        /// The text is in another language than English.
        Language = "language",
        /// The file of metadata says something that cannot be used.
        Metadata = "metadata",
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
