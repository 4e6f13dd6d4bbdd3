//! Blocks of pages laid out by hand.

mod columns;
mod notes;
mod paragraphs;
mod running;
mod tables;
mod tagged;
mod turns;

use crate::pdf::{Document, Run, ShownPage};

use super::block::Role;
use super::blocks;

/// Lays out pages of lines `x y size text`; a `b` behind the size is bold, a `!` before the text an
/// element of the structure tree by its number. A letter is half as wide as high.
fn document(pages: &[&[&str]]) -> Document {
    let mut document = Document::default();
    for (page, lines) in (0..).zip(pages) {
        document.pages.push(ShownPage {
            width: 600.0,
            height: 800.0,
            covered: 0.0,
        });
        for (mcid, line) in (0..).zip(*lines) {
            let mut parts = line.splitn(4, ' ');
            let mut next = || parts.next().unwrap();
            let (x, y) = (next().parse().unwrap(), next().parse().unwrap());
            let size = next();
            let (bold, size) = (size.ends_with('b'), size.trim_end_matches('b'));
            let size: f32 = size.parse().unwrap();
            let (element, text) = match next().strip_prefix('!') {
                Some(rest) => {
                    let (element, text) = rest.split_once(' ').unwrap();
                    (Some(element.parse().unwrap()), text)
                }
                None => (None, line.splitn(4, ' ').last().unwrap()),
            };
            let start = document.text.len();
            document.text.push_str(text);
            document.runs.push(Run {
                text: start..document.text.len(),
                page,
                x,
                x_end: x + text.chars().count() as f32 * size / 2.0,
                y,
                size,
                angle: 0.0,
                word_gap: 0.15 * size,
                bold,
                italic: false,
                artifact: false,
                mcid: Some(mcid),
                element,
            });
        }
    }
    document
}

/// Tells blocks: `#` before a heading, `*` before an item, `^` before a note, table, row and column
/// before a cell.
fn told(document: &Document) -> Vec<String> {
    let tell = |block: super::Block| {
        let mark = match block.role {
            Role::Heading(_) => "# ".to_owned(),
            Role::ListItem => "* ".to_owned(),
            Role::Note => "^ ".to_owned(),
            _ => String::new(),
        };
        let cell = block.cell.map_or(String::new(), |cell| {
            format!("{}.{}.{} ", cell.table, cell.row, cell.column)
        });
        format!("{cell}{mark}{}", block.text)
    };
    blocks(document).value.into_iter().map(tell).collect()
}

#[track_caller]
fn check(pages: &[&[&str]], expected: &[&str]) {
    assert_eq!(told(&document(pages)), expected);
}

/// Holds the texts and the doubts about them.
#[track_caller]
fn check_doubts(document: &Document, texts: &[&str], doubts: &[&str]) {
    assert_eq!(told(document), texts);
    let warnings = blocks(document).warnings;
    let warnings: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings, doubts);
}

/// Counts the blocks of pages.
fn count(pages: &[Vec<String>]) -> usize {
    let pages: Vec<Vec<&str>> = pages
        .iter()
        .map(|page| page.iter().map(String::as_str).collect())
        .collect();
    let pages: Vec<&[&str]> = pages.iter().map(Vec::as_slice).collect();
    told(&document(&pages)).len()
}
