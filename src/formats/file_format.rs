//! The formats that are read here.

/// A format that is read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// HTML.
    Html,
    /// Markdown: CommonMark, with what GitHub and pandoc add to it.
    Markdown,
    /// Plain text: lines, blank lines and what people type for lists and tables.
    Plain,
    /// Office Open XML, as Word writes it.
    Docx,
    /// OpenDocument text, as LibreOffice writes it.
    Odt,
    /// OpenDocument text in one part.
    FlatOdt,
    /// Rich Text Format.
    Rtf,
    /// A book of web pages.
    Epub,
    /// Slides in Office Open XML, as PowerPoint writes them.
    Pptx,
    /// A web page with all that belongs to it (MHTML).
    Mhtml,
    /// A message (RFC 5322).
    Eml,
    /// A message, as Outlook writes it.
    Msg,
}

impl FileFormat {
    /// Tells whether files of this format have others attached.
    pub fn has_attachments(self) -> bool {
        matches!(self, FileFormat::Eml | FileFormat::Msg)
    }
}
