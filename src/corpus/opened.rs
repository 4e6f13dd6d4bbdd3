//! Opened files: their blocks, whatever the format, by the help of programs outside where that is
//! needed.

use super::attached::is_carrier;
use super::carried::Carried;
use super::joined::name_of;
use super::old_word;
use super::programs::{Aid, Need, Programs};
use super::recognise::{Recognised, recognise};
use super::refusal::Refusal;
use super::signature::{is_html, is_pdf};
use crate::formats::{self, FileFormat, FormatError};
use crate::layout::{self, Block};
use crate::model::{Budget, Exceeded, Limit, Report, Warned, Warning, WarningKind};
use crate::pdf::{self, Document, ShownPage};
use crate::report::{self, Origin};
use crate::rules::Rules;

/// How many stretches of pages are named.
const MAX_STRETCHES: usize = 5;

/// A file as blocks, before anything is known of what it reports.
pub(super) struct Opened {
    pub(super) blocks: Vec<Block>,
    pub(super) warnings: Vec<Warning>,
    /// The name of what was read, where it is attached to another file or a part of it.
    inner: Option<String>,
    /// The first of its pages, counted from 1.
    first_page: u32,
    /// The last page of the file.
    pages: u32,
    running: Vec<String>,
    recognised: Recognised,
}

/// The help that there is to open a file, and where it is noted how much was needed.
#[derive(Clone, Copy)]
pub(super) struct Help<'a> {
    pub(super) programs: &'a Programs,
    pub(super) aid: &'a Aid,
}

impl Opened {
    /// Reads a file's content; the name tells the format where the content does not.
    pub(super) fn of(
        bytes: &[u8],
        name: &str,
        help: Help<'_>,
        budget: &Budget,
    ) -> Result<Self, Refusal> {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let ending = ending.to_lowercase();
        if stem.eq_ignore_ascii_case("readme") {
            return Err(Refusal::Readme);
        }
        if bytes.is_empty() {
            return Err(Refusal::Empty);
        }
        // What says that it is a PDF is one, whatever it is called; what is called one may be another.
        let is_called_pdf = ending == "pdf" && (is_pdf(bytes) || is_html(bytes));
        if !is_called_pdf && !bytes.starts_with(b"%PDF-") {
            match formats::detect(bytes, &ending) {
                Err(error) if error.is_old_word() => {
                    return Opened::old_word(bytes, error, help, budget);
                }
                Err(error) => return Err(Refusal::Text(error)),
                Ok(Some(format)) if format.has_attachments() => {
                    return Opened::message(bytes, name, format, help, budget);
                }
                Ok(Some(format)) => return Opened::document(bytes, format, budget),
                Ok(None) => {}
            }
        }
        if is_pdf(bytes) {
            return Opened::pdf(bytes, help, budget);
        }
        match ending.as_str() {
            "pdf" if is_html(bytes) => Err(Refusal::HtmlNotPdf),
            "pdf" => Opened::pdf(bytes, help, budget),
            _ => Err(Refusal::UnknownFormat(ending)),
        }
    }

    fn document(bytes: &[u8], format: FileFormat, budget: &Budget) -> Result<Self, Refusal> {
        let read = formats::read(bytes, format, budget).map_err(Refusal::Text)?;
        let pages = read.value.iter().map(|block| block.last_page).max();
        Ok(Opened {
            blocks: read.value,
            warnings: read.warnings,
            inner: None,
            first_page: 1,
            pages: pages.unwrap_or(1),
            running: Vec::new(),
            recognised: Recognised::default(),
        })
    }

    /// Reads an old Word file as what a program makes of it.
    fn old_word(
        bytes: &[u8],
        error: FormatError,
        help: Help<'_>,
        budget: &Budget,
    ) -> Result<Self, Refusal> {
        let program = match help.programs.old_word() {
            Ok(program) => program,
            Err(lack) => {
                help.aid.lacks(Need::OldWord, lack);
                return Err(Refusal::NoReader(error));
            }
        };
        match old_word::convert(bytes, program, budget.limits()) {
            Ok((written, format)) => {
                help.aid.met(Need::OldWord, &[program]);
                // The program's time is its own.
                Opened::document(&written, format, &Budget::new(budget.limits()))
            }
            Err(failure) => {
                help.aid.failed(Need::OldWord);
                Err(Refusal::Unconverted(error, failure))
            }
        }
    }

    fn pdf(bytes: &[u8], help: Help<'_>, budget: &Budget) -> Result<Self, Refusal> {
        let (read, error) = match pdf::read(bytes, budget) {
            Ok(read) => (read, None),
            Err(error) => match error.pages_to_recognise() {
                Some(pages) => (pictures_of(pages), Some(error)),
                None => return Err(Refusal::Pdf(error)),
            },
        };
        let mut document = read.value;
        let mut warnings = read.warnings;
        let pictures = match error {
            Some(_) => (0..).take(document.pages.len()).collect(),
            None => document.pictures_alone(),
        };
        let mut recognised = Recognised::default();
        match help.programs.ocr() {
            _ if pictures.is_empty() => {}
            Ok(programs) => {
                recognised = recognise(bytes, &mut document, &pictures, programs, budget);
                match recognised.failure {
                    Some(_) => help.aid.failed(Need::Ocr),
                    None => help.aid.met(Need::Ocr, &programs),
                }
            }
            Err(lack) => {
                help.aid.lacks(Need::Ocr, lack);
                match error {
                    Some(error) => return Err(Refusal::Unseen(error, lack)),
                    None => warnings.push(unread(&pictures, &lack.hint())),
                }
            }
        }
        if let Some(error) = error
            && recognised.pages().is_empty()
        {
            return Err(match (recognised.failure, recognised.over) {
                (Some(failure), _) => Refusal::Unrecognised(error, failure),
                (None, Some(over)) => Refusal::Over(over),
                (None, None) => Refusal::NothingSeen(error),
            });
        }
        warnings.extend(told(&recognised));
        let Warned {
            value: mut blocks,
            warnings: doubts,
        } = layout::blocks(&document);
        warnings.extend(doubts);
        warnings.extend(cap(&mut blocks, budget));
        Ok(Opened {
            blocks,
            inner: None,
            first_page: 1,
            pages: document.pages.len() as u32,
            running: document.running_lines(),
            warnings,
            recognised,
        })
    }

    /// Reads the document that is attached to a message, or else the message itself; what is not read
    /// is named.
    fn message(
        bytes: &[u8],
        name: &str,
        format: FileFormat,
        help: Help<'_>,
        budget: &Budget,
    ) -> Result<Self, Refusal> {
        let Carried {
            documents, others, ..
        } = Carried::by(bytes, format, budget).map_err(Refusal::Text)?;
        if documents.len() > 1 && is_carrier(name) {
            let documents = documents.into_iter().map(|it| it.name).collect();
            return Err(Refusal::Carrier { documents, others });
        }
        let mut found: Option<Opened> = None;
        let mut unread = others;
        for document in documents {
            if found.is_some() {
                unread.push(document.name);
                continue;
            }
            match Opened::of(&document.bytes, &document.name, help, budget) {
                Ok(opened) => {
                    found = Some(Opened {
                        inner: Some(document.name),
                        ..opened
                    });
                }
                Err(refusal) => unread.push(format!("{} ({refusal})", document.name)),
            }
        }
        let message = Opened::document(bytes, format, budget);
        let mut opened = match (found, message) {
            (Some(mut found), Ok(message)) => {
                let text = message.blocks.first().map_or("", |block| &block.text);
                let name = found.inner.as_deref().unwrap_or_default();
                found.warnings.push(left_out(format!(
                    "{name}, which is attached, is read, and not the message itself: “{text}”"
                )));
                found
            }
            (Some(found), Err(_)) => found,
            (None, message) => message?,
        };
        if !unread.is_empty() {
            let unread = unread.join(", ");
            opened
                .warnings
                .push(left_out(format!("not read of what is attached: {unread}")));
        }
        Ok(opened)
    }

    /// Reads the report; the name may tell a date, and so may the metadata beside the file.
    pub(super) fn report(
        &self,
        name: &str,
        sidecar: Option<&str>,
        rules: &Rules,
    ) -> Warned<Report> {
        let mut read = report::read(&self.blocks, &self.origin(name, sidecar), rules);
        for paragraph in &mut read.value.paragraphs {
            self.recognised.mark(paragraph);
        }
        let next = report::another(&read);
        let end = next.unwrap_or(self.pages + 1);
        read.value.pages = end.saturating_sub(self.first_page);
        let is_before = |warning: &&Warning| warning.page.is_none_or(|page| page < end);
        let warnings = self.warnings.iter().filter(is_before);
        read.warnings.splice(0..0, warnings.cloned());
        read
    }

    /// Lists the pages on which reports begin that are joined to the first, which has been read.
    pub(super) fn joined(&self, first: &Warned<Report>, rules: &Rules) -> Vec<u32> {
        let mut pages = Vec::new();
        let mut next = report::another(first);
        while let Some(page) = next {
            pages.push(page);
            let name = name_of(page);
            let origin = Origin {
                file_name: &name,
                ..self.origin("", None)
            };
            let read = report::read(self.behind(page), &origin, rules);
            next = report::another(&read);
        }
        pages
    }

    /// Returns the blocks from a page on.
    fn behind(&self, page: u32) -> &[Block] {
        let mut blocks = self.blocks.iter();
        let first = blocks.position(|block| block.page >= page);
        &self.blocks[first.unwrap_or(self.blocks.len())..]
    }

    /// Keeps what begins on a page, a report that is joined to others; the name and the metadata are
    /// those of the file.
    ///
    /// # Errors
    /// If no report begins there.
    pub(super) fn parted(
        self,
        page: u32,
        name: &str,
        sidecar: Option<&str>,
        rules: &Rules,
    ) -> Result<Self, Refusal> {
        let first = self.report(name, sidecar, rules);
        if !self.joined(&first, rules).contains(&page) {
            return Err(Refusal::NotJoined(page));
        }
        let is_of_it = |warning: &&Warning| warning.page.is_some_and(|at| at >= page);
        Ok(Opened {
            blocks: self.behind(page).to_vec(),
            warnings: self.warnings.iter().filter(is_of_it).cloned().collect(),
            inner: Some(name_of(page)),
            first_page: page,
            ..self
        })
    }

    /// Says what is known of the report from outside its text.
    pub(super) fn origin<'a>(&'a self, name: &'a str, sidecar: Option<&'a str>) -> Origin<'a> {
        Origin {
            file_name: self.inner.as_deref().unwrap_or(name),
            pages: self.pages,
            running: &self.running,
            sidecar,
        }
    }
}

/// Returns pages of which nothing is known but their size.
fn pictures_of(pages: &[ShownPage]) -> Warned<Document> {
    Warned {
        value: Document {
            pages: pages.to_vec(),
            ..Document::default()
        },
        warnings: Vec::new(),
    }
}

/// Says which pages, from 0 on, are pictures that were not read, and why.
fn unread(pages: &[u32], why: &str) -> Warning {
    let are = match pages.len() {
        1 => "is a picture without text",
        _ => "are pictures without text",
    };
    Warning {
        kind: WarningKind::Incomplete,
        message: format!("{} {are}: {why}", named(pages)),
        page: pages.first().map(|page| page + 1),
    }
}

/// Says which pages were recognised, and which were not.
fn told(recognised: &Recognised) -> Vec<Warning> {
    let about = |kind, pages: &[u32], message: &str| Warning {
        kind,
        message: format!("{} {message}", named(pages)),
        page: pages.first().map(|page| page + 1),
    };
    let mut warnings = Vec::new();
    let pages = recognised.pages();
    if let Some(percent) = recognised.percent() {
        let message = format!("recognised as text, with a mean confidence of {percent}%");
        warnings.push(about(WarningKind::Recognised, &pages, &message));
    }
    if !recognised.empty.is_empty() {
        let message = "shown as pictures, without text that could be recognised";
        warnings.push(about(WarningKind::Recognised, &recognised.empty, message));
    }
    if !recognised.unread.is_empty() {
        let failure = recognised.failure.as_ref().map(ToString::to_string);
        let over = recognised.over.map(|over| over.to_string());
        let why = failure.or(over).unwrap_or_default();
        warnings.push(unread(&recognised.unread, &why));
    }
    warnings
}

/// Names pages, which are given from 0 on and in order: "pages 3 to 5 and 9".
fn named(pages: &[u32]) -> String {
    let stretches = pages.chunk_by(|a, b| a + 1 == *b);
    let mut names: Vec<String> = stretches
        .filter_map(
            |stretch| match (stretch.first()? + 1, stretch.last()? + 1) {
                (first, last) if first == last => Some(first.to_string()),
                (first, last) if first + 1 == last => Some(format!("{first} and {last}")),
                (first, last) => Some(format!("{first} to {last}")),
            },
        )
        .collect();
    if names.len() > MAX_STRETCHES {
        names.truncate(MAX_STRETCHES);
        names.push("others".to_owned());
    }
    let word = if pages.len() == 1 { "page" } else { "pages" };
    match names.split_last() {
        Some((last, [])) => format!("{word} {last}"),
        Some((last, names)) => format!("{word} {} and {last}", names.join(", ")),
        None => word.to_owned(),
    }
}

fn left_out(message: String) -> Warning {
    Warning {
        kind: WarningKind::LeftOut,
        message,
        page: None,
    }
}

/// Leaves as many blocks as are allowed, and says so where that is not all.
fn cap(blocks: &mut Vec<Block>, budget: &Budget) -> Option<Warning> {
    let most = budget.limits().get(Limit::Blocks);
    if blocks.len() as u64 <= most {
        return None;
    }
    let over = Exceeded {
        limit: Limit::Blocks,
        most,
    };
    let message = format!(
        "the first {most} of {} paragraphs were read: {over}",
        blocks.len()
    );
    blocks.truncate(most as usize);
    Some(Warning {
        kind: WarningKind::Incomplete,
        message,
        page: blocks.last().map(|last| last.last_page),
    })
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn pages_are_named_in_stretches() {
        let check = |pages: &[u32], expected: &str| assert_eq!(named(pages), expected);
        check(&[2], "page 3");
        check(&[2, 3], "pages 3 and 4");
        check(&[0, 1, 2, 8], "pages 1 to 3 and 9");
        check(&[0, 2, 4, 5, 7], "pages 1, 3, 5 and 6 and 8");
        check(&[0, 2, 4, 6, 8, 10, 12], "pages 1, 3, 5, 7, 9 and others");
    }
}
