//! Makes invented reports of inspectorates beside Ofsted's children's services, with their truth.
//!
//! Their sources in `documents/` say both what stands on the page and what is true of it
//! ([`source`]). A document is set as a PDF ([`sheet`]) or written as a web page or markdown
//! ([`web`]); [`truth`] writes what a reader should find in it.

pub mod sheet;
pub mod source;
pub mod truth;
pub mod web;

use source::{Document, Form};

/// A file below `tests/other`.
pub struct Written {
    /// Where it lies.
    pub path: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// Something a reader should find: a paragraph, where it belongs and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Slug of the section.
    pub section: String,
    /// Slug of the area, where the section belongs to one.
    pub area: Option<String>,
    /// The nearest heading above.
    pub heading: String,
    /// The words.
    pub text: String,
    /// The page on which it begins; 1 in a file without pages.
    pub page: u32,
}

/// The sources, by file name.
pub const SOURCES: &[(&str, &str)] = &[
    ("school-2016", include_str!("documents/school-2016.txt")),
    ("school-2015", include_str!("documents/school-2015.txt")),
    (
        "school-card-2025",
        include_str!("documents/school-card-2025.txt"),
    ),
    (
        "early-years-card-2025",
        include_str!("documents/early-years-card-2025.txt"),
    ),
    (
        "adult-care-2015",
        include_str!("documents/adult-care-2015.txt"),
    ),
    (
        "local-authority-2025",
        include_str!("documents/local-authority-2025.txt"),
    ),
    (
        "youth-justice-2020",
        include_str!("documents/youth-justice-2020.txt"),
    ),
    (
        "youth-justice-2025",
        include_str!("documents/youth-justice-2025.txt"),
    ),
    (
        "designated-centre-2019",
        include_str!("documents/designated-centre-2019.txt"),
    ),
    (
        "care-service-2025",
        include_str!("documents/care-service-2025.txt"),
    ),
    (
        "school-wales-2017",
        include_str!("documents/school-wales-2017.txt"),
    ),
    (
        "school-wales-2023",
        include_str!("documents/school-wales-2023.txt"),
    ),
    (
        "school-wales-welsh",
        include_str!("documents/school-wales-welsh.txt"),
    ),
    ("prison-2017", include_str!("documents/prison-2017.txt")),
    (
        "regulated-service-2016",
        include_str!("documents/regulated-service-2016.txt"),
    ),
    ("aviation-2007", include_str!("documents/aviation-2007.txt")),
];

/// Writes every document, and the truth about all of them last.
pub fn written() -> Result<Vec<Written>, source::Fault> {
    let mut files = Vec::new();
    let mut truths = Vec::new();
    for (name, text) in SOURCES {
        let document = source::parse(name, text)?;
        let (bytes, facts) = write(&document);
        truths.push(truth::truth(&document, &facts));
        files.push(Written {
            path: document.file,
            bytes,
        });
    }
    files.push(Written {
        path: "truth.json".to_owned(),
        bytes: truth::file(truths).into_bytes(),
    });
    Ok(files)
}

fn write(document: &Document) -> (Vec<u8>, Vec<Fact>) {
    let facts = document.facts();
    match document.form {
        Form::Tagged | Form::Untagged => sheet::write(document, facts),
        Form::Html => (web::html(document).into_bytes(), facts),
        Form::Markdown => (web::markdown(document).into_bytes(), facts),
    }
}
