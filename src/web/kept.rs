//! The forms in which answers are kept: what programs ask for by `format`, and what a page offers.

use super::address::Links;
use super::parameter::{Kind, Parameter};
use super::question::Question;
use super::tool::Tool;
use super::tools::Form;
use crate::output::page::{Markup, html};
use crate::output::{Cells, Format, Picture, RowFormat};

/// A form in which an answer is kept: its name, how it reads, what browsers are told, and the ending of
/// files.
pub(super) struct Kept {
    name: &'static str,
    pub(super) form: Form,
    pub(super) kind: &'static str,
    pub(super) ending: &'static str,
}

const fn kept_as(name: &'static str, form: Form, kind: &'static str, ending: &'static str) -> Kept {
    Kept {
        name,
        form,
        kind,
        ending,
    }
}

/// The forms in which answers are kept.
const KEPT: &[Kept] = &[
    kept_as(
        "csv",
        Form::Kept(Format::csv(Cells::Guarded)),
        "text/csv; charset=utf-8; header=present",
        "csv",
    ),
    kept_as(
        "markdown",
        Form::Kept(Format::Markdown),
        "text/markdown; charset=utf-8",
        "",
    ),
    kept_as(
        "xlsx",
        Form::Kept(Format::Rows(RowFormat::Xlsx)),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
    ),
    kept_as(
        "docx",
        Form::Kept(Format::Docx),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
    ),
    kept_as(
        "parquet",
        Form::Kept(Format::Rows(RowFormat::Parquet)),
        "application/vnd.apache.parquet",
        "parquet",
    ),
    kept_as(
        "ris",
        Form::Kept(Format::Rows(RowFormat::Ris)),
        "application/x-research-info-systems",
        "ris",
    ),
    kept_as(
        "bibtex",
        Form::Kept(Format::Rows(RowFormat::Bibtex)),
        "text/x-bibtex; charset=utf-8",
        "bib",
    ),
    kept_as("svg", Form::Drawn(Picture::Svg), "image/svg+xml", "svg"),
    #[cfg(feature = "png")]
    kept_as("png", Form::Drawn(Picture::Png), "image/png", "png"),
];

/// The forms of pictures, with how they read.
const PICTURES: &[Offered] = &[
    ("svg", "SVG"),
    #[cfg(feature = "png")]
    ("png", "PNG"),
];

impl Kept {
    /// Finds one by its name.
    pub(super) fn named(name: Option<&str>) -> Option<&'static Kept> {
        KEPT.iter().find(|kept| Some(kept.name) == name)
    }
}

/// The name of a form, and how it reads.
type Offered = (&'static str, &'static str);

/// Those of every answer.
const DATA: [Offered; 2] = [("json", "JSON"), ("csv", "CSV")];
/// Those of every answer that makes a document.
const PLAIN: [Offered; DATA.len() + 1] = joined(&[&DATA, &[("markdown", "Markdown")]]);
/// That of documents with citations.
const DOCUMENT: Offered = ("docx", "Word document");
/// Those of tables alone.
const WORKBOOK: Offered = ("xlsx", "workbook");
const COLUMNS: Offered = ("parquet", "Parquet");
/// Those of what is cited.
const REFERENCES: [Offered; 2] = [
    ("ris", "references (RIS)"),
    ("bibtex", "references (BibTeX)"),
];

/// How many forms a table has, and with them what is cited, what has charts, and what has both.
const TABULAR: usize = PLAIN.len() + 3;
const CITED: usize = TABULAR + REFERENCES.len();
const CHARTED: usize = TABULAR + PICTURES.len();
const ALL: usize = CITED + PICTURES.len();
const SHOWN: usize = PLAIN.len() + 1 + REFERENCES.len();
const LINES: usize = DATA.len() + 2;

const TABULAR_FORMS: [Offered; TABULAR] = joined(&[&PLAIN, &[WORKBOOK, DOCUMENT, COLUMNS]]);
const CITED_FORMS: [Offered; CITED] = joined(&[&TABULAR_FORMS, &REFERENCES]);
const CHARTED_FORMS: [Offered; CHARTED] = joined(&[&TABULAR_FORMS, PICTURES]);
const ALL_FORMS: [Offered; ALL] = joined(&[&CITED_FORMS, PICTURES]);
const LINE_FORMS: [Offered; LINES] = joined(&[&DATA, &[WORKBOOK, COLUMNS]]);
const SHOWN_FORMS: [Offered; SHOWN] = joined(&[&PLAIN, &[DOCUMENT], &REFERENCES]);

/// Joins lists of forms into one of so many.
const fn joined<const N: usize>(lists: &[&[Offered]]) -> [Offered; N] {
    let mut all = [("", ""); N];
    let (mut at, mut list) = (0, 0);
    while list < lists.len() {
        let mut form = 0;
        while form < lists[list].len() {
            all[at] = lists[list][form];
            at += 1;
            form += 1;
        }
        list += 1;
    }
    assert!(at == N, "the lists hold as many forms as are said");
    all
}

/// In which form programs want an answer.
pub(super) const FORMAT: Parameter = Parameter {
    name: "format",
    label: "Format",
    help: "the form of the answer: one object, a table, or a document with citations",
    kind: Kind::Choice(&TABULAR_FORMS),
};

/// The same of paragraphs and reports, which are cited.
const CITED_FORMAT: Parameter = Parameter {
    help: "the form of the answer: one object, a table, a document with citations, or references",
    kind: Kind::Choice(&CITED_FORMS),
    ..FORMAT
};

/// The same of what has charts.
const CHARTED_FORMAT: Parameter = Parameter {
    help: "the form of the answer: one object, a table, a document, or its charts as a picture",
    kind: Kind::Choice(&CHARTED_FORMS),
    ..FORMAT
};

/// The same of paragraphs, whose facets have charts.
const SEARCH_FORMAT: Parameter = Parameter {
    help: "the form of the answer: one object, a table, a document with citations, references, or the shares \
           of facets as a picture",
    kind: Kind::Choice(&ALL_FORMS),
    ..FORMAT
};

/// The same of what is shown alone, which is no table.
const SHOWN_FORMAT: Parameter = Parameter {
    help: "the form of the answer: one object, a document with citations, or a reference",
    kind: Kind::Choice(&SHOWN_FORMS),
    ..FORMAT
};

/// The same of lines, which are no document.
const LINE_FORMAT: Parameter = Parameter {
    help: "the form of the answer: one object, or a table",
    kind: Kind::Choice(&LINE_FORMS),
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
            Tool::Search => SEARCH_FORMAT,
            Tool::Reports | Tool::Similar | Tool::Absent | Tool::Quotations => CITED_FORMAT,
            Tool::Show => SHOWN_FORMAT,
            Tool::Recurring | Tool::Compare | Tool::Trend | Tool::Collocates | Tool::Codebook => {
                CHARTED_FORMAT
            }
            Tool::Concordance => LINE_FORMAT,
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

/// Leads to the same answer in other forms; it may be a part of a list.
pub(super) fn links(
    links: &Links<'_>,
    tool: Tool,
    question: &Question,
    is_limited: bool,
) -> Markup {
    let lead = match is_limited {
        true => "The same, as far as it is shown, as data: ",
        false => "The same as data: ",
    };
    forms(links, tool, question, lead, &[])
}

/// Leads to the paragraphs of a search in other forms: as many as programs get at once, all where they
/// can be exported, and some that are drawn by chance.
pub(super) fn links_of_search(links: &Links<'_>, question: &Question, total: u64) -> Markup {
    const MOST: u64 = 1000;
    let to = Data::of(links, Tool::Search, question);
    let lead = match total > MOST {
        true => format!("The first {MOST} as data: "),
        false => "The same as data: ".to_owned(),
    };
    let plain = question.plainly();
    let is_exported = plain.pairs() == question.without_kept().pairs();
    let export = |format: &str| {
        let mut pairs = plain.pairs();
        pairs.push((EXPORT_FORMAT.name, format.to_owned()));
        links.asking("/api/v1/export", &pairs)
    };
    html! {
        (forms(links, Tool::Search, question, &lead, &[("limit", "1000")]))
        @if total > MOST && is_exported {
            p class="links" {
                "All " (total) " as data: "
                a href=(export("csv")) { "CSV" } " " a href=(export("jsonl")) { "JSON Lines" }
            } "\n"
        }
        p class="links" {
            "Fifty drawn by chance: "
            @for (format, said) in [("csv", "CSV"), ("xlsx", "workbook"), ("docx", "Word document")] {
                a href=(to.with(&[("sample", "50"), ("format", format)])) { (said) } " "
            }
        } "\n"
    }
}

fn forms(
    links: &Links<'_>,
    tool: Tool,
    question: &Question,
    lead: &str,
    most: &'static [(&'static str, &'static str)],
) -> Markup {
    let to = Data::of(links, tool, question);
    let formats = tool.formats().iter();
    let formats = formats.filter(|format| !PICTURES.contains(format));
    html! {
        p class="links" {
            (lead)
            @for (format, said) in formats {
                a href=(to.with(&[most, &[("format", format)]].concat())) { (said) } " "
            }
        } "\n"
    }
}

/// Leads to the charts of an answer as pictures.
pub(super) fn pictures(links: &Links<'_>, tool: Tool, question: &Question) -> Markup {
    let to = Data::of(links, tool, question);
    // A search has a chart a facet.
    let facet: &[(&str, &str)] = match tool {
        Tool::Search => &[("facet", "year")],
        _ => &[],
    };
    html! {
        p class="links" {
            "The chart as a picture: "
            @for (format, said) in PICTURES {
                a href=(to.with(&[facet, &[("format", format)]].concat())) { (said) } " "
            }
        } "\n"
    }
}

/// The address of an answer as data.
struct Data<'a> {
    links: &'a Links<'a>,
    path: String,
    asked: Question,
}

impl<'a> Data<'a> {
    fn of(links: &'a Links<'a>, tool: Tool, question: &Question) -> Self {
        Data {
            links,
            path: format!("/api/v1{}", tool.path()),
            asked: match tool {
                Tool::Quotations => question.clone(),
                _ => question.without_kept(),
            },
        }
    }

    /// Asks with more.
    fn with(&self, more: &[(&'static str, &str)]) -> String {
        let mut pairs = self.asked.pairs();
        let more = more
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        pairs.extend(more);
        self.links.asking(&self.path, &pairs)
    }
}
