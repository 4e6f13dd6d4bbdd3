//! What a generated report says: the value from which its pages and its truth are both made.

/// Kinds of report that can be generated, with the template where a kind has several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Inspection of a local authority's children's services, with three or four areas.
    Ilacs,
    /// Single inspection with area names in key-judgement tables (2014 and 2015).
    SifTables,
    /// Single inspection with area names in boxes (from 2015).
    SifBoxes,
    /// Re-inspection under the single inspection framework.
    SifReinspection,
    /// Joint targeted area inspection, letter of 2016 to 2020.
    JtaiEarly,
    /// Joint targeted area inspection, letter from 2022 on.
    JtaiLate,
    /// Area inspection of special educational needs and disabilities.
    AreaSend,
    /// Focused-visit letter.
    FocusedVisit,
}

impl Kind {
    /// Every kind, by the name that source files use.
    pub const NAMES: [(&'static str, Kind); 8] = [
        ("ilacs", Kind::Ilacs),
        ("sif-tables", Kind::SifTables),
        ("sif-boxes", Kind::SifBoxes),
        ("sif-reinspection", Kind::SifReinspection),
        ("jtai-early", Kind::JtaiEarly),
        ("jtai-late", Kind::JtaiLate),
        ("area-send", Kind::AreaSend),
        ("focused-visit", Kind::FocusedVisit),
    ];

    /// Returns the slug that the program gives to such a report.
    pub fn slug(self) -> &'static str {
        match self {
            Kind::Ilacs => "ilacs",
            Kind::SifTables | Kind::SifBoxes => "sif",
            Kind::SifReinspection => "sif-reinspection",
            Kind::JtaiEarly | Kind::JtaiLate => "jtai",
            Kind::AreaSend => "area-send",
            Kind::FocusedVisit => "focused-visit",
        }
    }

    /// Is true of the two templates and the re-inspections of the single inspection framework.
    pub fn is_sif(self) -> bool {
        matches!(
            self,
            Kind::SifTables | Kind::SifBoxes | Kind::SifReinspection
        )
    }

    /// Returns the words that begin the website's file name.
    pub fn file_stem(self) -> &'static str {
        match self {
            Kind::JtaiEarly | Kind::JtaiLate => "joint area child protection inspection",
            Kind::AreaSend => "area send full inspection",
            Kind::FocusedVisit => "focused visit",
            _ => "children's services inspection",
        }
    }
}

/// One report before it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Kind and template.
    pub kind: Kind,
    /// Slug of the authority.
    pub slug: String,
    /// Name of the authority as the prose uses it.
    pub authority: String,
    /// Name as the title prints it: "Northmere County Council".
    pub title_name: String,
    /// Dates of inspection as printed.
    pub dates: String,
    /// First day, ISO.
    pub start: String,
    /// Last day, ISO.
    pub end: String,
    /// Day of publication, ISO.
    pub published: String,
    /// Lead inspector; empty where the kind names none.
    pub lead: String,
    /// Area slugs with grade slugs, in the order of the judgement table.
    pub grades: Vec<(String, String)>,
    /// Slug of the outcome of an area inspection of special educational needs.
    pub outcome: Option<String>,
    /// Dates of the previous inspection, as printed; addressees of a letter, one a line.
    pub addressees: Vec<String>,
    /// The parts in the order of the document.
    pub parts: Vec<Part>,
    /// How the document is built.
    pub traps: Traps,
}

impl Report {
    /// Returns the grade slug of an area.
    pub fn grade(&self, area: &str) -> Option<&str> {
        self.grades
            .iter()
            .find(|(name, _)| name == area)
            .map(|(_, grade)| grade.as_str())
    }

    /// Returns the slug of the framework, where the program knows one.
    pub fn framework(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Ilacs if self.has_four_areas() => Some("ilacs-2023"),
            Kind::Ilacs => Some("ilacs-2018"),
            Kind::SifTables | Kind::SifBoxes | Kind::SifReinspection => Some("sif-2013"),
            Kind::JtaiEarly => Some("jtai-2016"),
            Kind::JtaiLate => Some("jtai-2022"),
            Kind::AreaSend => Some("area-send-2023"),
            Kind::FocusedVisit => None,
        }
    }

    /// Is true of an inspection under the four-area form of 2023.
    pub fn has_four_areas(&self) -> bool {
        self.grade("children-in-care").is_some()
    }

    /// Returns the year of the last day of inspection.
    pub fn year(&self) -> u32 {
        self.end
            .get(..4)
            .and_then(|year| year.parse().ok())
            .unwrap_or(2019)
    }
}

/// A run of paragraphs that play one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Slug of the section; `opening` and `closing` are apparatus and no part of the truth.
    pub section: String,
    /// Slug of the area, where the part belongs to one.
    pub area: Option<String>,
    /// Heading, where the kind's usual one is not meant.
    pub heading: Option<String>,
    /// What stands in it.
    pub items: Vec<Item>,
}

/// One thing in a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A paragraph; it carries a number where the kind numbers such a part.
    Paragraph(String),
    /// A paragraph without number even where its neighbours have one.
    Plain(String),
    /// A bullet.
    Bullet(String),
    /// A bullet below a bullet.
    SubBullet(String),
    /// A footnote to the item before it, whose text has [`MARK`] where the mark stands.
    Note(String),
    /// A heading inside the part.
    Heading(String),
    /// A row of a two-column table.
    Row(String, String),
}

/// Stands in a text where the mark of its footnote is printed.
pub const MARK: char = '\u{1}';

/// How a list label is tagged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Labels {
    /// As `Lbl` beside `LBody`.
    #[default]
    Apart,
    /// As the first words of `LBody`.
    Inside,
    /// Not at all: the numbered paragraph is a plain `P`.
    Untagged,
}

/// What the rest of a paragraph is tagged as after a page turn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Turn {
    /// A list item without a label.
    #[default]
    Item,
    /// A plain paragraph.
    Paragraph,
    /// A list item whose first words are tagged as its label.
    Labelled,
}

/// How an area's heading gives its grade.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Suffix {
    /// "…: good"
    #[default]
    Colon,
    /// "…: Good."
    Capital,
    /// "… is good"
    Verb,
}

/// The ways in which real files mislead a reader.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traps {
    /// Headings are plain paragraphs in bold.
    pub plain_headings: bool,
    /// The whole report stands in tables, broken at each page turn.
    pub layout_tables: bool,
    /// No tags at all.
    pub untagged: bool,
    /// No space between a number and its paragraph, from the tenth number on.
    pub tight_numbers: bool,
    /// Each right single quotation mark comes from another font than its word.
    pub split_quotes: bool,
    /// Lines are shown in several fragments.
    pub fragments: bool,
    /// Words are shown one by one, and nothing is shown between them.
    pub spaceless: bool,
    /// Bullets are private-use characters.
    pub private_bullets: bool,
    /// Notes are tagged `Footnote` and mapped to `Note`.
    pub mapped_notes: bool,
    /// The running foot names another span of dates than the cover.
    pub wrong_foot: bool,
    /// The lead inspector's title stands in a paragraph of its own.
    pub split_inspector: bool,
    /// A number that is printed without its stop.
    pub stopless_number: Option<u32>,
    /// A number that stands alone on its line.
    pub lone_number: Option<u32>,
    /// How headings of areas give the grade.
    pub suffix: Suffix,
    /// How labels are tagged.
    pub labels: Labels,
    /// How paragraphs go on after a page turn.
    pub turn: Turn,
}
