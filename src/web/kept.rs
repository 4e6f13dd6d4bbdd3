//! The forms in which answers are kept: what programs ask for by `format`, and what a page offers.

use super::address::Links;
use super::parameter::{Kind, Parameter};
use super::question::Question;
use super::tool::Tool;
use crate::output::page::{Markup, html};
use crate::output::{Cells, Format, RowFormat};

/// A form in which an answer is kept: its name, how it reads, what browsers are told, and the ending of
/// files.
pub(super) struct Kept {
    name: &'static str,
    pub(super) format: Format,
    pub(super) kind: &'static str,
    pub(super) ending: &'static str,
}

const fn kept_as(
    name: &'static str,
    format: Format,
    kind: &'static str,
    ending: &'static str,
) -> Kept {
    Kept {
        name,
        format,
        kind,
        ending,
    }
}

/// The forms in which answers are kept.
const KEPT: [Kept; 7] = [
    kept_as(
        "csv",
        Format::csv(Cells::Guarded),
        "text/csv; charset=utf-8; header=present",
        "csv",
    ),
    kept_as(
        "markdown",
        Format::Markdown,
        "text/markdown; charset=utf-8",
        "",
    ),
    kept_as(
        "xlsx",
        Format::Rows(RowFormat::Xlsx),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
    ),
    kept_as(
        "docx",
        Format::Docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
    ),
    kept_as(
        "parquet",
        Format::Rows(RowFormat::Parquet),
        "application/vnd.apache.parquet",
        "parquet",
    ),
    kept_as(
        "ris",
        Format::Rows(RowFormat::Ris),
        "application/x-research-info-systems",
        "ris",
    ),
    kept_as(
        "bibtex",
        Format::Rows(RowFormat::Bibtex),
        "text/x-bibtex; charset=utf-8",
        "bib",
    ),
];

impl Kept {
    /// Finds one by its name.
    pub(super) fn named(name: Option<&str>) -> Option<&'static Kept> {
        KEPT.iter().find(|kept| Some(kept.name) == name)
    }
}

/// In which form programs want an answer.
pub(super) const FORMAT: Parameter = Parameter {
    name: "format",
    label: "Format",
    help: "the form of the answer: one object, a table, or a document with citations",
    kind: Kind::Choice(&[
        ("json", "JSON"),
        ("csv", "CSV"),
        ("markdown", "Markdown"),
        ("xlsx", "workbook"),
        ("docx", "Word document"),
        ("parquet", "Parquet"),
    ]),
};

/// The same of paragraphs and reports, which are cited.
const CITED_FORMAT: Parameter = Parameter {
    help: "the form of the answer: one object, a table, a document with citations, or references",
    kind: Kind::Choice(&[
        ("json", "JSON"),
        ("csv", "CSV"),
        ("markdown", "Markdown"),
        ("xlsx", "workbook"),
        ("docx", "Word document"),
        ("parquet", "Parquet"),
        ("ris", "references (RIS)"),
        ("bibtex", "references (BibTeX)"),
    ]),
    ..FORMAT
};

/// The same of lines and what is shown alone, which are no table and no document.
const PLAIN_FORMAT: Parameter = Parameter {
    kind: Kind::Choice(&[("json", "JSON"), ("csv", "CSV"), ("markdown", "Markdown")]),
    ..FORMAT
};

/// In which form everything is exported.
pub(super) const EXPORT_FORMAT: Parameter = Parameter {
    help: "the form of the export: an object a line, or a table",
    kind: Kind::Choice(&[("jsonl", "JSON Lines"), ("csv", "CSV")]),
    ..FORMAT
};

impl Tool {
    /// Describes in which forms its answer is had.
    pub(super) const fn format(self) -> Parameter {
        match self {
            Tool::Search | Tool::Reports | Tool::Similar => CITED_FORMAT,
            Tool::Concordance | Tool::Show => PLAIN_FORMAT,
            _ => FORMAT,
        }
    }

    /// Lists the names of the forms in which its answer is had, with how they read.
    fn formats(self) -> &'static [(&'static str, &'static str)] {
        match self.format().kind {
            Kind::Choice(formats) => formats,
            _ => &[],
        }
    }
}

/// Lists what browsers are told of the forms in which the answer of a tool is kept.
pub(super) fn kinds(tool: Tool) -> impl Iterator<Item = &'static str> {
    let kept = KEPT.iter().filter(move |kept| {
        let mut formats = tool.formats().iter();
        formats.any(|(name, _)| *name == kept.name)
    });
    kept.map(|kept| kept.kind)
}

/// Leads to the same answer in other forms, with as many paragraphs as programs get at once.
pub(super) fn links(links: &Links<'_>, tool: Tool, question: &Question) -> Markup {
    let path = format!("/api/v1{}", tool.path());
    let to = |more: &[(&'static str, &str)]| {
        let asked = match tool {
            Tool::Quotations => question.clone(),
            _ => question.without_kept(),
        };
        let mut pairs = asked.pairs();
        pairs.extend(
            more.iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        );
        links.asking(&path, &pairs)
    };
    let most: &[(&str, &str)] = match tool {
        Tool::Search => &[("limit", "1000")],
        _ => &[],
    };
    html! {
        p class="links" {
            "The same as data: "
            @for (format, said) in tool.formats() {
                a href=(to(&[most, &[("format", format)]].concat())) { (said) } " "
            }
        } "\n"
        @if tool == Tool::Search {
            p class="links" {
                "Fifty drawn by chance: "
                @for (format, said) in [("csv", "CSV"), ("xlsx", "workbook"), ("docx", "Word document")] {
                    a href=(to(&[("sample", "50"), ("format", format)])) { (said) } " "
                }
            } "\n"
        }
    }
}
