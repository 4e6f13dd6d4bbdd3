//! What was put into a generated report, for a test to compare with what was read out of it.

/// All that is true of one generated report.
#[derive(Debug, Clone, PartialEq)]
pub struct Truth {
    /// Kind, as a slug.
    pub kind: &'static str,
    /// Framework, as a slug, where the kind fixes it.
    pub framework: Option<&'static str>,
    /// Slug of the authority.
    pub authority: String,
    /// First day of inspection, ISO.
    pub start: String,
    /// Last day of inspection, ISO.
    pub end: String,
    /// Day of publication, ISO; only single inspections and letters print it.
    pub published: String,
    /// Lead inspector, empty where none is named.
    pub lead: String,
    /// Area slugs with grade slugs, `overall` among them.
    pub grades: Vec<(String, String)>,
    /// Outcome of an area inspection of special educational needs, as a slug.
    pub outcome: Option<String>,
    /// Number of pages.
    pub pages: u32,
    /// Every paragraph, in reading order.
    pub paragraphs: Vec<Paragraph>,
}

/// How a paragraph is set off from its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// By a number.
    Numbered(u32),
    /// By a bullet.
    Bullet,
    /// By space alone.
    Plain,
    /// By a cell of a table.
    Cell,
}

/// One paragraph as its author wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// The words, without number, bullet or footnote mark.
    pub text: String,
    /// How it is set off, with its number.
    pub form: Form,
    /// Slug of the section.
    pub section: String,
    /// Slug of the area, where the section belongs to one.
    pub area: Option<String>,
    /// Grade of that area, as a slug.
    pub grade: Option<String>,
    /// The page on which it begins.
    pub page: u32,
    /// The page on which it ends.
    pub last_page: u32,
    /// The footnote that belongs to it.
    pub note: Option<String>,
}

impl Paragraph {
    /// Returns the number, if it has one.
    pub fn number(&self) -> Option<u32> {
        match self.form {
            Form::Numbered(number) => Some(number),
            _ => None,
        }
    }
}
