//! REFI-QDA projects: coded reports for programs for qualitative analysis.
//!
//! The form is that of the REFI-QDA standard 1.0 (qdasoftware.org): a zip archive with `project.qde` in the
//! namespace `urn:QDA-XML:project:1.0` and, under `sources/`, a plain text for each report. Positions
//! count characters (code points) from 0, and an end is the first character that is no more selected; lines
//! end in a line feed. Identities come from names, so that the same coding gives the same bytes.

use std::io::{self, Write};

use maud::{Markup, PreEscaped, html};

use super::qdc::{codes, identity};
use crate::formats::write_package;
use crate::output::render::Escaped;
use crate::output::words::{citation, label};
use crate::themes::{BETWEEN_PARAGRAPHS, Codebook, CodedText};

/// Who codes by queries, among the coders of a project.
pub const CODER: &str = "findings";

/// A report as a source: its text, and what is selected of it.
struct Source<'a> {
    coded: &'a CodedText,
    guid: String,
    text: String,
    selections: Vec<Selection<'a>>,
}

/// A paragraph on themes: from one character to before another.
struct Selection<'a> {
    id: String,
    start: usize,
    end: usize,
    themes: &'a [usize],
}

impl<'a> Source<'a> {
    fn new(coded: &'a CodedText) -> Self {
        let (mut text, mut length) = (String::new(), 0);
        let mut selections = Vec::new();
        for (paragraph, themes) in &coded.paragraphs {
            if !text.is_empty() {
                text.push_str(BETWEEN_PARAGRAPHS);
                length += BETWEEN_PARAGRAPHS.len();
            }
            let start = length;
            length += paragraph.text.chars().count();
            text.push_str(&paragraph.text);
            if !themes.is_empty() {
                selections.push(Selection {
                    id: label::paragraph_id(&coded.record, paragraph),
                    start,
                    end: length,
                    themes,
                });
            }
        }
        Source {
            guid: identity(&["source", coded.record.id.as_str()]).to_string(),
            coded,
            text,
            selections,
        }
    }
}

/// Writes coded reports as a project, with the code book that they were coded by.
///
/// # Errors
/// A writer that fails.
pub fn write_qdpx(out: &mut impl Write, book: &Codebook, coded: &[CodedText]) -> io::Result<()> {
    let sources: Vec<Source<'_>> = coded.iter().map(Source::new).collect();
    let project = project(book, &sources);
    let names: Vec<String> = sources
        .iter()
        .map(|source| format!("sources/{}.txt", source.guid))
        .collect();
    let mut parts = vec![("project.qde", project.0.as_bytes())];
    let texts = sources.iter().map(|source| source.text.as_bytes());
    parts.extend(names.iter().map(String::as_str).zip(texts));
    out.write_all(&write_package(&parts)?)
}

fn project(book: &Codebook, sources: &[Source<'_>]) -> Markup {
    let origin = concat!("findings ", env!("CARGO_PKG_VERSION"));
    let user = identity(&["user", CODER]).to_string();
    html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
        Project xmlns="urn:QDA-XML:project:1.0" name=(Escaped(&book.name)) origin=(origin) creatingUserGUID=(user) {
            "\n"
            Users { (PreEscaped(format!("<User guid=\"{user}\" name=\"{CODER}\"/>"))) } "\n"
            CodeBook { Codes { "\n" (codes(book)) } } "\n"
            @if !sources.is_empty() {
                Sources { "\n" @for source in sources { (text_source(book, source, &user)) "\n" } } "\n"
            }
            @if !book.description.is_empty() {
                Description { (Escaped(&book.description)) } "\n"
            }
        } "\n"
    }
}

fn text_source(book: &Codebook, source: &Source<'_>, user: &str) -> Markup {
    let record = &source.coded.record;
    let path = format!("internal://{}.txt", source.guid);
    html! {
        TextSource guid=(source.guid) name=(Escaped(&label::report(&record.report))) plainTextPath=(path) creatingUser=(user) {
            "\n" Description { (Escaped(&citation::source(&record.report, None))) } "\n"
            @for selection in &source.selections { (text_selection(book, selection, user)) "\n" }
        }
    }
}

fn text_selection(book: &Codebook, selection: &Selection<'_>, user: &str) -> Markup {
    let id = selection.id.as_str();
    let guid = identity(&["selection", id]);
    html! {
        PlainTextSelection guid=(guid) name=(Escaped(id)) startPosition=(selection.start) endPosition=(selection.end) creatingUser=(user) {
            @for theme in selection.themes.iter().filter_map(|at| book.themes.get(*at)) {
                @let coding = identity(&["coding", id, &book.name, &theme.name]);
                @let code = identity(&[&book.name, &theme.name]);
                Coding guid=(coding) creatingUser=(user) {
                    (PreEscaped(format!("<CodeRef targetGUID=\"{code}\"/>")))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Source;
    use crate::output::testutil::{paragraph, record};
    use crate::themes::CodedText;

    #[test]
    fn positions_count_characters() {
        let with = |text: &str| {
            let mut paragraph = paragraph();
            paragraph.text = text.to_owned();
            paragraph
        };
        let coded = CodedText {
            record: record(),
            paragraphs: vec![
                (with("The children’s café."), Vec::new()),
                (with("One\ntwo – three."), vec![0]),
            ],
        };
        let source = Source::new(&coded);
        let selection = &source.selections[0];
        let selected = source.text.chars().skip(selection.start);
        let selected: String = selected.take(selection.end - selection.start).collect();
        assert_eq!(selected, "One\ntwo – three.");
    }
}
