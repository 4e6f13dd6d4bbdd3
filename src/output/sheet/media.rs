//! The forms in which a part of a sheet is shown.

use std::ops::BitOr;

/// The forms for readers in which a part is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::output) struct Media(u8);

impl Media {
    pub(in crate::output) const TEXT: Media = Media(1);
    pub(in crate::output) const MARKDOWN: Media = Media(2);
    pub(in crate::output) const HTML: Media = Media(4);
    /// Both languages of documents.
    pub(in crate::output) const DOCUMENT: Media = Media(6);
    /// What has no charts.
    pub(in crate::output) const ROWS: Media = Media(3);
    pub(in crate::output) const ALL: Media = Media(7);

    /// Tells whether a part for these is shown in one of them.
    pub(in crate::output) const fn holds(self, one: Media) -> bool {
        self.0 & one.0 != 0
    }
}

impl BitOr for Media {
    type Output = Media;

    fn bitor(self, other: Media) -> Media {
        Media(self.0 | other.0)
    }
}
