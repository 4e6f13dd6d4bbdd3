//! Reading a file: its pages and its structure tree, joined.

use std::collections::{HashMap, HashSet};

use crate::model::{Budget, Exceeded, Warned, Warning, WarningKind};

use super::bullets::BULLET;
use super::decrypt::decrypt;
use super::file::File;
use super::interpreter::{Interpreter, Unmapped};
use super::legibility::is_legible;
use super::xref::Fault;
use super::{
    Document, PdfError, Run, ShownPage, annotations, attachments, order, pages, structure,
};

/// How many pages with unmapped glyphs are named.
const MAX_PAGES_NAMED: usize = 5;
/// So many glyphs of a file that stand for no known character are not told of, ...
const FEW_GLYPHS: usize = 3;
/// ... unless they are more than one of so many bytes of its text.
const MANY_GLYPHS: usize = 1_000;

/// Reads a PDF file, as far as the budget goes.
///
/// A file that is damaged is read as far as it is there, with a warning that says how many of its
/// pages were read.
///
/// # Errors
/// If nothing can be read; whatever can be read is returned, with warnings.
///
/// ```
/// use findings::model::Budget;
/// use findings::pdf::{PdfError, read};
/// let error = read(b"%PDF-1.7 and no more", &Budget::default()).unwrap_err();
/// assert_eq!(error, PdfError::CutShort { pages: 0, of: None });
/// ```
pub fn read(bytes: &[u8], budget: &Budget) -> Result<Warned<Document>, PdfError> {
    match File::open(bytes, budget) {
        Err(Fault::Encrypted) => return read_encrypted(bytes, budget),
        Err(Fault::Unsound) => {}
        Ok(file) => {
            let read = assemble(&file);
            if budget.over().is_some() {
                return read;
            }
            let dangling = file.dangling();
            if !file.is_damaged() {
                let nothing_lost = dangling.is_empty() || {
                    let budget = budget.anew();
                    File::mend(bytes, &budget)
                        .is_ok_and(|mended| !dangling.iter().any(|&id| mended.knows(id)))
                };
                if nothing_lost {
                    return read;
                }
            }
        }
    }
    budget.check().map_err(PdfError::Over)?;
    let budget = budget.anew();
    match File::mend(bytes, &budget) {
        Ok(file) => assemble(&file),
        Err(_) => read_encrypted(bytes, &budget),
    }
}

fn read_encrypted(bytes: &[u8], budget: &Budget) -> Result<Warned<Document>, PdfError> {
    let decrypted = decrypt(bytes, &budget.anew())?;
    let budget = budget.anew();
    match File::open(&decrypted, &budget) {
        Ok(file) => assemble(&file),
        Err(_) => Err(PdfError::Encrypted),
    }
}

/// Reads what an opened file draws and joins it with the structure tree.
fn assemble(file: &File<'_>) -> Result<Warned<Document>, PdfError> {
    let budget = file.budget;
    let pages = pages::pages(file);
    let mut interpreter = Interpreter::new(file);
    let mut page_index = HashMap::new();
    let mut bytes = Vec::new();
    let mut sizes: Vec<ShownPage> = Vec::new();
    let mut added = Vec::new();
    let mut fields = HashSet::new();
    let mut whole = 0usize;
    for (page, object) in (0..).zip(&pages.found) {
        page_index.insert(object.id, page);
        bytes.clear();
        let so_far = interpreter.so_far();
        let is_whole = pages::content(file, object.contents, &mut bytes);
        let mut size = object.page;
        let has_fonts = interpreter.page(page, &bytes, object.resources, object.matrix, &mut size);
        sizes.push(size);
        budget.has_time();
        if budget.over().is_some() {
            interpreter.go_back(so_far);
            interpreter.bullets.retain(|run| run.page != page);
            break;
        }
        whole = whole.saturating_add(usize::from(is_whole && has_fonts));
        let annotations = annotations::read(
            file,
            page,
            object.annotations,
            &mut interpreter,
            &mut fields,
        );
        added.extend(annotations);
    }
    let state = State {
        found: pages.found.len(),
        whole,
        count: pages.count.filter(|&count| count >= pages.found.len()),
        over: budget.over(),
    };
    let rest = pages.found.iter().skip(sizes.len()).map(|page| page.page);
    let pages: Vec<ShownPage> = sizes.iter().copied().chain(rest).collect();
    if added.is_empty() {
        state.check(file, &interpreter, &pages)?;
    }
    // A glyph or two, such as a mark in front of a line, are no loss of text.
    let lost: usize = interpreter.unmapped().map(|font| font.glyphs).sum();
    let is_told = lost > FEW_GLYPHS || lost.saturating_mul(MANY_GLYPHS) > interpreter.text.len();
    let unmapped: Vec<Warning> = match is_told {
        true => interpreter.unmapped().map(unmapped_warning).collect(),
        false => Vec::new(),
    };
    let bullets = interpreter.bullets;
    let mut document = Document {
        pages,
        elements: Vec::new(),
        runs: interpreter.runs,
        artifacts: interpreter.artifacts,
        annotations: added,
        text: interpreter.text,
    };
    let mut warnings: Vec<Warning> = state.doubt(file).into_iter().collect();
    warnings.extend(unmapped);
    if budget.over().is_none() {
        warnings.extend(attachments::left_out(file));
    }
    let pages_over = budget.over();
    match pages_over.map_or_else(|| structure::read(file, &page_index), |_| None) {
        Some(structure) => warnings.extend(order::order(&mut document, structure)),
        None => warnings.push(Warning {
            kind: WarningKind::Untagged,
            message: match budget.over() {
                None => "the file has no structure tree; its layout alone was read".to_owned(),
                Some(over) => format!("the structure tree was not read: {over}"),
            },
            page: None,
        }),
    }
    if !document.is_tagged() {
        draw_bullets(&mut document, bullets);
    }
    Ok(Warned {
        value: document,
        warnings,
    })
}

/// Adds bullets that are painted to the runs of their pages.
fn draw_bullets(document: &mut Document, bullets: Vec<Run>) {
    if bullets.is_empty() {
        return;
    }
    let text = document.text.len()..document.text.len().saturating_add(BULLET.len());
    document.text.push_str(BULLET);
    document.runs.extend(bullets.into_iter().map(|run| Run {
        text: text.clone(),
        ..run
    }));
    document.runs.sort_by_key(|run| run.page);
}

/// Says what a font has shown that stands for no character that is known.
fn unmapped_warning(unmapped: &Unmapped) -> Warning {
    let Unmapped {
        font,
        glyphs,
        pages,
    } = unmapped;
    let named: Vec<String> = pages
        .iter()
        .take(MAX_PAGES_NAMED)
        .map(|page| page.saturating_add(1).to_string())
        .collect();
    let more = match pages.len().saturating_sub(MAX_PAGES_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let what = if *glyphs == 1 { "glyph" } else { "glyphs" };
    let pages_word = if pages.len() == 1 { "page" } else { "pages" };
    Warning {
        kind: WarningKind::UnmappedGlyphs,
        message: format!(
            "{glyphs} {what} of the font {font} cannot be mapped to characters, on {pages_word} {}{more}",
            named.join(", ")
        ),
        page: pages.first().map(|page| page.saturating_add(1)),
    }
}

/// How much of a file was read.
struct State {
    /// How many pages were found, and how many of them were read with all that they draw.
    found: usize,
    whole: usize,
    /// How many pages the file says that it has.
    count: Option<usize>,
    over: Option<Exceeded>,
}

impl State {
    /// Tells why nothing was read, if nothing was.
    fn check(
        &self,
        file: &File<'_>,
        read: &Interpreter<'_>,
        pages: &[ShownPage],
    ) -> Result<(), PdfError> {
        if !read.text.trim().is_empty() {
            return match is_legible(&read.text) {
                true => Ok(()),
                false => Err(PdfError::Illegible {
                    pages: pages.to_vec(),
                }),
            };
        }
        let most = read.unmapped().max_by_key(|unmapped| unmapped.glyphs);
        Err(match self.over {
            Some(over) => PdfError::Over(over),
            None if file.is_cut_short() => PdfError::CutShort {
                pages: self.found,
                of: self.count,
            },
            None if self.whole < self.found && file.is_mended() => {
                PdfError::Malformed("what is left of its pages holds no text".to_owned())
            }
            None if most.is_some() => PdfError::Unmapped {
                font: most.map(|most| most.font.clone()).unwrap_or_default(),
                glyphs: read.unmapped().map(|unmapped| unmapped.glyphs).sum(),
                pages: pages.to_vec(),
            },
            None if self.found > 0 => PdfError::NoText {
                pages: pages.to_vec(),
            },
            None if file.is_mended() => PdfError::Malformed("no page was found in it".to_owned()),
            None => PdfError::NoPages,
        })
    }

    /// Says what is missing of what was read.
    fn doubt(&self, file: &File<'_>) -> Option<Warning> {
        let State { found, whole, .. } = *self;
        let mut pages = match self.count {
            Some(count) => format!("{whole} of {count} pages were read whole"),
            None => format!("{whole} pages were read whole, of a number that is not known"),
        };
        let missing = file.dangling().len();
        if file.is_mended() && missing > 0 {
            pages += &format!(", and {missing} objects that they may need are missing");
        }
        let complete = self.count == Some(whole) && found == whole;
        let (kind, message) = match self.over {
            Some(over) => (WarningKind::Incomplete, format!("{pages}: {over}")),
            // In a file whose tables are sound, what is named and not there is nothing, unless it is a page
            // that the file counts.
            None if !file.is_mended() && self.count.is_none_or(|count| count <= found) => {
                return None;
            }
            None if file.is_cut_short() => (
                WarningKind::Incomplete,
                format!("the file is cut short; {pages}"),
            ),
            None if !complete => (
                WarningKind::Incomplete,
                format!("the file is damaged; {pages}"),
            ),
            None => (
                WarningKind::Damaged,
                format!("the file is damaged and was mended; {pages}"),
            ),
        };
        Some(Warning {
            kind,
            message,
            page: None,
        })
    }
}
