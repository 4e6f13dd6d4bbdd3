//! Setting a document as a PDF.

use super::super::block::{self, Block, Label, Paragraph, Row};
use super::super::metrics::Face;
use super::super::page::{self, LEFT, MEASURE, Show, Shown};
use super::super::spec::Traps;
use super::super::truth::{self, Form};
use super::super::{pdf, typeset};
use super::Fact;
use super::source::{self, Cell, Document, Piece};

/// Sets a document and writes it, and fills in the pages of what a reader should find.
pub fn write(document: &Document, mut facts: Vec<Fact>) -> (Vec<u8>, Vec<Fact>) {
    let traps = Traps {
        untagged: document.form == source::Form::Untagged,
        spaceless: document.get("spaces") == Some("none"),
        split_quotes: document.get("quotes") == Some("apart"),
        ..Traps::default()
    };
    let mut setting = typeset::typeset(&blocks(document), &traps);
    for (fact, set) in facts.iter_mut().zip(&setting.facts) {
        debug_assert_eq!(
            fact.text, set.text,
            "facts come in the order they are set in"
        );
        fact.page = set.page;
    }
    running(&mut setting.document, document);
    let bytes = pdf::write(&setting.document, &traps, document.get("pdf-title"));
    (bytes, facts)
}

fn blocks(document: &Document) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut columns: Option<Vec<Paragraph>> = None;
    let mut split = vec![4.0, 290.0];
    let mut place = None;
    for (n, piece) in document.pieces.iter().enumerate() {
        let paragraph = match piece {
            Piece::Place(next) => {
                place.clone_from(next);
                continue;
            }
            Piece::Page => {
                blocks.push(Block::Page);
                continue;
            }
            Piece::Split(places) => {
                split.clone_from(places);
                continue;
            }
            Piece::Columns(begin) => {
                blocks.extend(columns.take().map(Block::Columns));
                columns = begin.then(Vec::new);
                continue;
            }
            Piece::Row(cells) => {
                blocks.push(row(cells, &split, 11.0));
                continue;
            }
            Piece::Area(cells) => {
                let space = Block::Text(Paragraph::body(" ").size(4.0).below(0.0));
                blocks.extend([space.clone(), row(cells, &split, 12.0), space]);
                continue;
            }
            Piece::Heading(level, text) => Paragraph::heading(*level, text),
            Piece::Line(text) => {
                let more = matches!(document.pieces.get(n + 1), Some(Piece::Line(_)));
                let below = if more { 3.0 } else { 8.0 };
                Paragraph::body(text).size(11.0).below(below)
            }
            Piece::SubBullet(text) => Paragraph::item(Label::Dash, 14.0, 28.0, text).below(6.0),
            Piece::Bullet(text) => {
                let bullet = Paragraph::item(Label::Bullet, 0.0, 14.0, text).below(7.0);
                with_fact(bullet, text, place.as_ref(), Form::Bullet)
            }
            Piece::Paragraph(text) => with_fact(
                Paragraph::body(text).below(10.0),
                text,
                place.as_ref(),
                Form::Plain,
            ),
        };
        let paragraph = match piece {
            Piece::Heading(..) | Piece::Line(_) => paragraph,
            _ => paragraph.size(11.0),
        };
        match &mut columns {
            Some(columns) => columns.push(paragraph.size(10.0)),
            None => blocks.push(Block::Text(paragraph)),
        }
    }
    blocks.extend(columns.map(Block::Columns));
    blocks
}

fn with_fact(
    paragraph: Paragraph,
    text: &str,
    place: Option<&(String, Option<String>)>,
    form: Form,
) -> Paragraph {
    let Some((section, area)) = place else {
        return paragraph;
    };
    paragraph.fact(truth::Paragraph {
        text: text.to_owned(),
        form,
        section: section.clone(),
        area: area.clone(),
        grade: None,
        page: 0,
        last_page: 0,
        note: None,
    })
}

/// Makes a row whose cells begin at the given places, the last ending at the right margin.
fn row(cells: &[Cell], split: &[f32], size: f32) -> Block {
    let cells = cells.iter().enumerate().map(|(n, cell)| {
        let x = split.get(n).copied().unwrap_or(MEASURE / 2.0);
        let end = if n + 1 < cells.len() {
            split.get(n + 1).map_or(MEASURE, |next| next - 8.0)
        } else {
            MEASURE
        };
        let last = cell.lines.len() - 1;
        let paragraphs = cell.lines.iter().enumerate().map(|(m, line)| {
            let paragraph =
                Paragraph::body(line)
                    .size(size)
                    .below(if m == last { 6.0 } else { 1.0 });
            if cell.bold {
                paragraph.bold()
            } else {
                paragraph
            }
        });
        block::Cell {
            x,
            width: end - x,
            paragraphs: paragraphs.collect(),
        }
    });
    Block::Row(Row {
        cells: cells.collect(),
        header: false,
        centred: false,
        ruled: true,
    })
}

/// Writes the running foot, and above the first page that the document is invented.
fn running(pages: &mut page::Document, document: &Document) {
    let show = |x: f32, y: f32, words: String| Show {
        x,
        y,
        size: 8.5,
        shown: Shown::Text(Face::Regular, words),
    };
    let total = pages.pages.len();
    let from: usize = document
        .get("foot-from")
        .and_then(|page| page.parse().ok())
        .unwrap_or(1);
    for (n, page) in pages.pages.iter_mut().enumerate() {
        if let (0, Some(words)) = (n, document.get("invented")) {
            page.head.push(show(LEFT, 806.0, words.to_owned()));
        }
        let Some(foot) = document.get("foot") else {
            continue;
        };
        if n + 1 < from {
            continue;
        }
        let foot = foot
            .replace("{page}", &(n + 1).to_string())
            .replace("{pages}", &total.to_string());
        let (left, right) = foot.split_once(" | ").unwrap_or((&foot, ""));
        page.foot.push(show(LEFT, 36.0, left.to_owned()));
        if !right.is_empty() {
            let x = LEFT + MEASURE - Face::Regular.measure(right, 8.5);
            page.foot.push(show(x, 36.0, right.to_owned()));
        }
    }
}
