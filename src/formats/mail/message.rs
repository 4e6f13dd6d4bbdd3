//! Messages, taken apart.

/// A file that is attached to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name; one that has none is named by its place. What is attached to a message inside has the
    /// name of that before its own, and `/` between them.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A message, taken apart.
#[derive(Debug, Default)]
pub(super) struct Mail {
    pub(super) subject: Option<String>,
    pub(super) bodies: Vec<Body>,
    pub(super) attachments: Vec<Attachment>,
}

/// What a message says, or a part of it: what is attached may stand between two.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Body {
    Html(String),
    Text(String),
}

/// Returns a name by which an attachment can be told apart, from the one that it has and its place,
/// from 0 on: what cannot stand in the name of a file is taken out.
pub(super) fn name_of(name: Option<&str>, place: usize) -> String {
    let name = name.unwrap_or_default().replace(['/', '\\'], "_");
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    match name.trim() {
        "" | "." | ".." => format!("attachment {}", place.saturating_add(1)),
        name => name.to_owned(),
    }
}
