//! REFI-QDA projects (`.qdpx`), as programs for qualitative analysis write them: texts, and which coder
//! gave which code to what of them.
//!
//! The form is that of the REFI-QDA standard 1.0 (qdasoftware.org). Positions count characters (code
//! points) of a text whose lines end in line feeds, and an end is the first character that is no more
//! selected. A mark of the encoding, and carriage returns before line feeds, which some programs write
//! into their texts, are counted by none.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use crate::formats::archive::Archive;
use crate::formats::error::FormatError;
use crate::formats::xml::Element;
use crate::model::Budget;

/// The part that holds all but the texts.
const PROJECT: &str = "project.qde";
/// Where texts lie; the standard spells it small, some programs do not.
const FOLDERS: [&str; 2] = ["sources", "Sources"];
/// What an address of a text within the project begins with.
const INTERNAL: &str = "internal://";

/// A project as far as it can be compared: texts and their codes. Of a PDF that is the text which the
/// program that wrote the project has read of it (its representation).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QdaProject {
    /// The names of its codes, in their order; of several codes of one name with those that they stand under.
    pub codes: Vec<String>,
    /// Its plain texts, and the texts of its PDFs.
    pub sources: Vec<QdaSource>,
    /// The names of its other sources (PDFs without their text, pictures, sounds, films), which are not read.
    pub unread: Vec<String>,
    /// How many coded selections are parts of a page, which say nothing of words, and are not read.
    pub parts_of_pages: usize,
}

/// A text of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QdaSource {
    /// Its name.
    pub name: String,
    /// Its words, lines ending in line feeds.
    pub text: String,
    /// What was coded in it, in the order of the project.
    pub codings: Vec<QdaCoding>,
}

/// A code that somebody gave to a part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QdaCoding {
    /// The name of the coder; the identity of one without a name, and empty where none is told.
    pub coder: String,
    /// The name of the code, as [`QdaProject::codes`] has it.
    pub code: String,
    /// The characters that were selected; those of the whole text where the text itself was coded.
    pub characters: Range<usize>,
}

/// Reports a project that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum QdaError {
    /// It is no archive with a project in it.
    Format(FormatError),
    /// A source lacks its text: the source's name, the part that should hold it.
    NoText(String, String),
    /// A selection does not lie in its text: the source's name, what was selected, the length.
    Outside(String, Range<usize>, usize),
    /// A selection says not where it lies: the source's name.
    NoPlace(String),
    /// A coding names a code that the project lacks: the source's name, the code's identity.
    NoCode(String, String),
}

impl fmt::Display for QdaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            QdaError::Format(error) => error.fmt(f),
            QdaError::NoText(source, part) => {
                write!(
                    f,
                    "source `{source}`: its text {part} is missing or no UTF-8"
                )
            }
            QdaError::Outside(source, selected, length) => write!(
                f,
                "source `{source}`: characters {} to {} are selected of {length}",
                selected.start, selected.end
            ),
            QdaError::NoPlace(source) => write!(
                f,
                "source `{source}`: a selection lacks startPosition or endPosition"
            ),
            QdaError::NoCode(source, code) => {
                write!(
                    f,
                    "source `{source}`: there is no code with the identity {code}"
                )
            }
        }
    }
}

impl std::error::Error for QdaError {}

impl From<FormatError> for QdaError {
    fn from(error: FormatError) -> Self {
        QdaError::Format(error)
    }
}

/// What codings refer to, by identity in small letters.
struct Named {
    codes: HashMap<String, String>,
    users: HashMap<String, String>,
    /// Who made what names nobody.
    owner: String,
}

/// Reads a project, as far as the budget goes.
///
/// # Errors
/// A file that is no such project, and one that contradicts itself.
pub fn read_project(bytes: &[u8], budget: &Budget) -> Result<QdaProject, QdaError> {
    let mut archive = Archive::open(bytes, budget)?;
    let xml = archive.part(PROJECT)?;
    let root = Element::part(&xml, PROJECT, budget)?;
    let (codes, by_identity) = codes(&root);
    let users = root.child("Users").into_iter().flat_map(Element::elements);
    let named = Named {
        codes: by_identity,
        users: users.map(|user| (guid(user, "guid"), name(user))).collect(),
        owner: guid(&root, "creatingUserGUID"),
    };
    let mut project = QdaProject {
        codes,
        ..QdaProject::default()
    };
    for source in root
        .child("Sources")
        .into_iter()
        .flat_map(Element::elements)
    {
        match source.name() {
            "TextSource" => {
                let text = text_of(source, &name(source), &mut archive)?;
                project
                    .sources
                    .push(read_source(source, &[source], text, &named)?);
            }
            "PDFSource" => match source.child("Representation") {
                Some(represented) => {
                    let text = text_of(represented, &name(source), &mut archive)?;
                    let parts = [source, represented];
                    project
                        .sources
                        .push(read_source(source, &parts, text, &named)?);
                    project.parts_of_pages += coded_parts_of_pages(source);
                }
                None => project.unread.push(name(source)),
            },
            _ => project.unread.push(name(source)),
        }
    }
    Ok(project)
}

fn name(element: &Element<'_>) -> String {
    element
        .attribute("name")
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// Returns an identity, whose letters may be small or large.
fn guid(element: &Element<'_>, attribute: &str) -> String {
    element
        .attribute(attribute)
        .unwrap_or_default()
        .to_lowercase()
}

/// Collects the codes: their names in order, and by identity.
fn codes(root: &Element<'_>) -> (Vec<String>, HashMap<String, String>) {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    let book = root.child("CodeBook").and_then(|book| book.child("Codes"));
    if let Some(top) = book {
        collect(top, &[], &mut found);
    }
    let is_shared = |name: &String| {
        found
            .iter()
            .filter(|(_, path)| path.last() == Some(name))
            .count()
            > 1
    };
    let told = |path: &Vec<String>| match path.last() {
        Some(name) if !is_shared(name) => name.clone(),
        _ => path.join(" / "),
    };
    let names = found.iter().map(|(_, path)| told(path)).collect();
    let by_identity = found.iter().map(|(guid, path)| (guid.clone(), told(path)));
    let by_identity = by_identity.collect();
    (names, by_identity)
}

/// Collects codes below an element with the names that they stand under.
fn collect(below: &Element<'_>, path: &[String], found: &mut Vec<(String, Vec<String>)>) {
    for code in below.elements().filter(|element| element.name() == "Code") {
        let path = [path, &[name(code)]].concat();
        found.push((guid(code, "guid"), path.clone()));
        collect(code, &path, found);
    }
}

/// Counts the parts of pages of a PDF that somebody coded.
fn coded_parts_of_pages(source: &Element<'_>) -> usize {
    let selections = source
        .elements()
        .filter(|inside| inside.name() == "PDFSelection");
    selections
        .filter(|selection| selection.child("Coding").is_some())
        .count()
}

/// Returns the text of a source, or of what represents one, that has a name.
fn text_of(
    source: &Element<'_>,
    name: &str,
    archive: &mut Archive<'_>,
) -> Result<String, QdaError> {
    if let Some(content) = source.child("PlainTextContent") {
        return Ok(plain(&content.all_text()));
    }
    let address = source.attribute("plainTextPath").unwrap_or_default();
    let file = address.strip_prefix(INTERNAL).unwrap_or(&address);
    for folder in FOLDERS {
        let Some(bytes) = archive.find_bytes(&format!("{folder}/{file}"))? else {
            continue;
        };
        if let Ok(text) = String::from_utf8(bytes) {
            return Ok(plain(&text));
        }
    }
    let part = format!("{}/{file}", FOLDERS.first().unwrap_or(&""));
    Err(QdaError::NoText(name.to_owned(), part))
}

/// Leaves of a text what positions count.
fn plain(text: &str) -> String {
    text.trim_start_matches('\u{FEFF}')
        .replace("\r\n", "\n")
        .replace('\r', "\n")
}

/// Reads a source from the elements that hold what was coded in it.
fn read_source(
    source: &Element<'_>,
    parts: &[&Element<'_>],
    text: String,
    named: &Named,
) -> Result<QdaSource, QdaError> {
    let mut read = QdaSource {
        name: name(source),
        text,
        codings: Vec::new(),
    };
    let length = read.text.chars().count();
    let author = first_of(&[guid(source, "creatingUser"), named.owner.clone()]);
    for element in parts.iter().flat_map(|part| part.elements()) {
        match element.name() {
            "Coding" => add(&mut read, element, 0..length, &author, named)?,
            "PlainTextSelection" => {
                let place = element
                    .number("startPosition")
                    .zip(element.number("endPosition"));
                let Some((start, end)) = place else {
                    return Err(QdaError::NoPlace(read.name));
                };
                if start > end || end > length {
                    return Err(QdaError::Outside(read.name, start..end, length));
                }
                let author = first_of(&[guid(element, "creatingUser"), author.clone()]);
                for coding in element
                    .elements()
                    .filter(|inside| inside.name() == "Coding")
                {
                    add(&mut read, coding, start..end, &author, named)?;
                }
            }
            _ => {}
        }
    }
    Ok(read)
}

fn first_of(identities: &[String]) -> String {
    let mut told = identities.iter().filter(|identity| !identity.is_empty());
    told.next().cloned().unwrap_or_default()
}

/// Adds the codes of a coding.
fn add(
    source: &mut QdaSource,
    coding: &Element<'_>,
    characters: Range<usize>,
    author: &str,
    named: &Named,
) -> Result<(), QdaError> {
    let user = first_of(&[guid(coding, "creatingUser"), author.to_owned()]);
    let known = named.users.get(&user).filter(|name| !name.is_empty());
    let coder = known.cloned().unwrap_or(user);
    for reference in coding
        .elements()
        .filter(|inside| inside.name() == "CodeRef")
    {
        let target = guid(reference, "targetGUID");
        let Some(code) = named.codes.get(&target) else {
            return Err(QdaError::NoCode(source.name.clone(), target));
        };
        source.codings.push(QdaCoding {
            coder: coder.clone(),
            code: code.clone(),
            characters: characters.clone(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{QdaError, QdaProject, read_project};
    use crate::formats::write_package;
    use crate::model::Budget;

    /// Makes a project of one text with what is said of it.
    fn project(text: &str, inside: &str) -> Result<QdaProject, QdaError> {
        let xml = format!(
            "<?xml version=\"1.0\"?><q:Project xmlns:q=\"urn:QDA-XML:project:1.0\" creatingUserGUID=\"U-1\">\
             <q:Users><q:User guid=\"u-1\" name=\"Ann\"/><q:User guid=\"U-2\" name=\"Bo\"/></q:Users>\
             <q:CodeBook><q:Codes><q:Code guid=\"C-1\" name=\"plans\"><q:Code guid=\"c-2\" name=\"late\"/></q:Code>\
             <q:Code guid=\"c-3\" name=\"visits\"><q:Code guid=\"c-4\" name=\"late\"/></q:Code></q:Codes></q:CodeBook>\
             <q:Sources><q:PDFSource guid=\"s-2\" name=\"A scan\"/>\
             <q:TextSource guid=\"s-1\" name=\"A report\" plainTextPath=\"internal://a.txt\">{inside}</q:TextSource>\
             </q:Sources></q:Project>"
        );
        let parts = [
            ("project.qde", xml.as_bytes()),
            ("Sources/a.txt", text.as_bytes()),
        ];
        read_project(&write_package(&parts).unwrap(), &Budget::default())
    }

    #[test]
    fn positions_count_characters_and_lines_end_in_line_feeds() {
        let text = "\u{FEFF}Children’s café.\r\n\r\nPlans are late.";
        let selected = "<q:PlainTextSelection startPosition=\"18\" endPosition=\"33\">\
                        <q:Coding creatingUser=\"u-2\"><q:CodeRef targetGUID=\"c-1\"/></q:Coding>\
                        <q:Coding><q:CodeRef targetGUID=\"C-4\"/></q:Coding></q:PlainTextSelection>";
        let read = project(text, selected).unwrap();
        assert_eq!(
            read.codes,
            ["plans", "plans / late", "visits", "visits / late"]
        );
        assert_eq!(read.unread, ["A scan"]);
        let source = &read.sources[0];
        let told: Vec<_> = source
            .codings
            .iter()
            .map(|coding| {
                let words = source.text.chars().skip(coding.characters.start);
                let words: String = words.take(coding.characters.len()).collect();
                (coding.coder.as_str(), coding.code.as_str(), words)
            })
            .collect();
        let words = || "Plans are late.".to_owned();
        assert_eq!(
            told,
            [("Bo", "plans", words()), ("Ann", "visits / late", words())]
        );
    }

    #[test]
    fn pdfs_are_read_by_the_text_that_represents_them() {
        let xml = "<Project xmlns=\"urn:QDA-XML:project:1.0\" creatingUserGUID=\"u-1\">\
             <Users><User guid=\"u-1\" name=\"Ann\"/><User guid=\"u-2\" name=\"Bo\"/></Users>\
             <CodeBook><Codes><Code guid=\"c-1\" name=\"plans\"/></Codes></CodeBook><Sources>\
             <PDFSource guid=\"s-1\" name=\"A report\" path=\"internal://a.pdf\">\
             <PDFSelection guid=\"p-1\" page=\"0\" firstX=\"1\" firstY=\"1\" secondX=\"9\" secondY=\"9\">\
             <Coding><CodeRef targetGUID=\"c-1\"/></Coding></PDFSelection>\
             <Representation guid=\"r-1\" plainTextPath=\"internal://a.txt\">\
             <PlainTextSelection startPosition=\"7\" endPosition=\"12\" creatingUser=\"u-2\">\
             <Coding><CodeRef targetGUID=\"c-1\"/></Coding></PlainTextSelection></Representation>\
             <Coding><CodeRef targetGUID=\"c-1\"/></Coding></PDFSource>\
             <PDFSource guid=\"s-2\" name=\"A scan\"/></Sources></Project>";
        let parts = [
            ("project.qde", xml.as_bytes()),
            ("sources/a.txt", "Visits plans".as_bytes()),
        ];
        let read = read_project(&write_package(&parts).unwrap(), &Budget::default()).unwrap();
        assert_eq!(
            (&read.unread[..], read.parts_of_pages),
            (&["A scan".to_owned()][..], 1)
        );
        let [source] = &read.sources[..] else {
            panic!("one has its text")
        };
        assert_eq!(
            (source.name.as_str(), source.text.as_str()),
            ("A report", "Visits plans")
        );
        let mut told: Vec<_> = source.codings.iter().collect();
        told.sort_by_key(|coding| coding.characters.len());
        let told = told
            .iter()
            .map(|coding| (coding.coder.as_str(), coding.characters.clone()));
        assert_eq!(told.collect::<Vec<_>>(), [("Bo", 7..12), ("Ann", 0..12)]);
    }

    #[test]
    fn what_contradicts_itself_is_named_by_its_source() {
        let check = |inside: &str, expected: &str| {
            let error = project("Plans.", inside).unwrap_err().to_string();
            assert_eq!(error, expected);
        };
        check(
            "<q:PlainTextSelection startPosition=\"0\" endPosition=\"7\"/>",
            "source `A report`: characters 0 to 7 are selected of 6",
        );
        check(
            "<q:PlainTextSelection startPosition=\"0\"/>",
            "source `A report`: a selection lacks startPosition or endPosition",
        );
        check(
            "<q:Coding><q:CodeRef targetGUID=\"c-9\"/></q:Coding>",
            "source `A report`: there is no code with the identity c-9",
        );
        let error = read_project(b"id,theme,value", &Budget::default()).unwrap_err();
        assert_eq!(
            error.to_string(),
            "not a zip archive, which such documents are"
        );
    }
}
