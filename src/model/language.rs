//! The language in which a report is written.

use super::slug::slugs;

slugs! {
    /// The language in which a report is written.
    "language": Language {
        /// English.
        English = "en",
        /// Welsh.
        Welsh = "cy",
        /// It cannot be told.
        Unknown = "unknown",
    }
}

impl Language {
    /// Returns the code of ISO 639-1, which is the slug; none where the language is not known.
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Language::Unknown => None,
            known => Some(known.slug()),
        }
    }

    /// Tells whether words are brought to the stems of English.
    pub const fn has_stems(self) -> bool {
        !matches!(self, Language::Welsh)
    }
}
