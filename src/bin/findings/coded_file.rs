//! Files of what readers coded by hand: CSV, and projects of programs for qualitative analysis.

use std::fs;
use std::path::{Path, PathBuf};

use findings::formats::{QdaProject, read_project};
use findings::index::Index;
use findings::model::Budget;
use findings::themes::{self, Codebook, HandCoding};

use crate::error::CommandError;
use crate::ui::Ui;

/// What a zip archive, which a project is, begins with.
const ARCHIVE: &[u8] = b"PK";

/// Reads a file; `index` is where the paragraphs of a project's texts are looked up, and is opened for
/// projects alone. Where there is a code book, themes are those of the book.
pub(crate) fn load<'i>(
    path: &Path,
    coder: &str,
    book: Option<&Codebook>,
    index: impl FnOnce() -> Result<&'i Index, CommandError>,
    ui: &Ui,
) -> Result<HandCoding, CommandError> {
    let bytes = fs::read(path).map_err(|error| CommandError::cannot_read(path, &error))?;
    let name = path.display();
    if bytes.starts_with(ARCHIVE) {
        let project = read_project(&bytes, &Budget::default());
        let project = project.map_err(|error| CommandError::new(format!("{name}: {error}")))?;
        return of_project(path, &project, book, index()?, ui);
    }
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(CommandError::new(format!("{name}: not text in UTF-8"))
            .hint("save it as CSV UTF-8, or export a REFI-QDA project (.qdpx)"));
    };
    HandCoding::parse(&text, coder, book).map_err(|error| {
        CommandError::new(format!("{name}:{}: {}", error.line, error.message))
            .hint("the columns are id (of a report or a paragraph), theme, value, in any order")
    })
}

/// Names who coded in a file that does not say so: by the file's name, and by its folders too where others have
/// that name.
pub(crate) fn coder_of(path: &Path, among: &[PathBuf]) -> String {
    let is_same = |other: &&PathBuf| other.file_stem() == path.file_stem();
    match among.iter().filter(is_same).count() {
        0 | 1 => path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        _ => path.with_extension("").to_string_lossy().into_owned(),
    }
}

fn of_project(
    path: &Path,
    project: &QdaProject,
    book: Option<&Codebook>,
    index: &Index,
    ui: &Ui,
) -> Result<HandCoding, CommandError> {
    let name = path.display();
    if let [first, ..] = &project.unread[..] {
        let n = project.unread.len();
        ui.note(&format!(
            "{name}: {n} of its sources have no text and are left out (`{first}`)"
        ));
    }
    if project.parts_of_pages > 0 {
        ui.note(&format!(
            "{name}: {} coded selections are parts of a page and are left out; those of its text are read",
            project.parts_of_pages
        ));
    }
    let units = themes::units_of(index, project)?;
    let mut coding = HandCoding::of_project(project, &units);
    if let Some(book) = book {
        let is_known = |theme: &str| book.themes.iter().any(|known| known.name == theme);
        let strange = coding.used_themes().into_iter();
        let strange: Vec<_> = strange.filter(|theme| !is_known(theme)).collect();
        if !strange.is_empty() {
            ui.note(&format!(
                "{name}: codes that the code book has not: {}",
                strange.join(", ")
            ));
        }
        coding.keep_themes(is_known);
    }
    if coding.themes().is_empty() {
        return Err(CommandError::new(format!("{name}: nothing is coded in it"))
            .hint("export the project with its sources as plain text, and with codings"));
    }
    Ok(coding)
}

/// Keeps the coders who are named; all where none is.
pub(crate) fn keep_coders(coding: &mut HandCoding, named: &[String]) -> Result<(), CommandError> {
    let known = coding.coders();
    if let Some(unknown) = named.iter().find(|coder| !known.contains(coder)) {
        let hint = match known.is_empty() {
            true => "the file names no coders".to_owned(),
            false => format!("the coders are {}", known.join(", ")),
        };
        return Err(CommandError::new(format!("nobody called `{unknown}` coded")).hint(hint));
    }
    if !named.is_empty() {
        coding.keep_coders(|coder| named.iter().any(|name| name == coder));
    }
    Ok(())
}
