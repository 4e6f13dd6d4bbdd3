//! Messages, taken apart.

/// A file that is attached to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name; one that has none is named by its place.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A message, taken apart.
#[derive(Debug, Default)]
pub(super) struct Mail {
    pub(super) subject: Option<String>,
    pub(super) html: Option<String>,
    pub(super) text: Option<String>,
    pub(super) attachments: Vec<Attachment>,
}
