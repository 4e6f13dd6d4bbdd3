//! Layout: from positioned, tagged text to blocks in reading order.
//!
//! Tags say what belongs together; geometry mends where they mislead (a paragraph cut in two by
//! a page turn, a heading that is only set in bold) and is the whole basis where there are none.
//! This floor knows paragraphs and tables, but no inspection.

mod block;
mod compounds;
mod drawn;
mod facing;
mod flow;
mod hyphens;
mod joins;
mod label;
mod lines;
mod piece;
mod rows;
mod sheets;
mod size;
mod tagged;
mod tails;
mod turned;
mod untagged;

pub use block::{Block, Role, TableCell, Typesetting};
pub use hyphens::with_whole_words;
pub use label::{Label, Mark};
pub use size::common_size;

use std::borrow::Cow;

use crate::model::{Warned, Warning, WarningKind};
use crate::pdf::{Annotation, Document};
use piece::Piece;
use turned::Direction;

/// Longest heading, in characters; longer text that is tagged as one is a paragraph.
const MAX_HEADING: usize = 160;

/// Longest heading that is neither bold nor large, in bytes.
const MAX_PLAIN_HEADING: usize = 80;

/// Puts the text of a PDF file into blocks; doubts cells of tables that stand in no row, and
/// numbers of lines that are left out.
pub fn blocks(document: &Document) -> Warned<Vec<Block>> {
    match sheets::parted(document) {
        Cow::Borrowed(document) => blocks_of_pages(&facing::aligned(document)),
        Cow::Owned(pages) => {
            let mut blocks = blocks_of_pages(&pages);
            sheets::rejoin(&mut blocks);
            blocks
        }
    }
}

fn blocks_of_pages(document: &Document) -> Warned<Vec<Block>> {
    let outside = || document.runs.iter().filter(|run| run.element.is_none());
    let level = outside().filter(|run| Direction::of(run) == Direction::Level);
    let level = untagged::read(document, level);
    let mut loose = level.loose;
    let mut strays = among(joins::join(level.pieces), joins::join(level.asides));
    for direction in Direction::TURNED {
        let runs = turned::levelled(document, outside(), direction);
        let turned = untagged::read(document, runs.iter());
        let turned_pieces = among(joins::join(turned.pieces), joins::join(turned.asides));
        strays = beside(strays, turned_pieces);
        loose.extend(turned.loose);
    }
    loose.extend(rows::loose_cells(document));
    let mut pieces = if document.is_tagged() {
        beside(joins::join(tagged::pieces(document)), strays)
    } else {
        strays
    };
    hyphens::resolve(&mut pieces);
    let body_size = common_size(
        pieces
            .iter()
            .map(|piece| (piece.setting.size, piece.text.len())),
    );
    let blocks = pieces
        .into_iter()
        .filter_map(|piece| block(piece, body_size))
        .chain(document.annotations.iter().map(annotation))
        .collect();
    Warned {
        value: blocks,
        warnings: (rows::doubt(&loose).into_iter())
            .chain(level.numbered.map(without_line_numbers))
            .collect(),
    }
}

/// Says that numbers of lines are left out, from a page on.
fn without_line_numbers(page: u32) -> Warning {
    Warning {
        kind: WarningKind::LeftOut,
        message: "numbers in the margin are read as those of lines, and left out".to_owned(),
        page: Some(page),
    }
}

/// Puts pieces that were read apart, outside the structure tree or in another direction, behind
/// those of their pages.
fn beside(mut pieces: Vec<Piece>, others: Vec<Piece>) -> Vec<Piece> {
    if !others.is_empty() {
        pieces.extend(others);
        // The sort is stable: the others were last.
        pieces.sort_by_key(|piece| piece.page);
    }
    pieces
}

/// Puts what stands beside the text of a page before the first numbered paragraph that begins there, where it parts
/// no list from what introduces it; else behind all that begins there.
fn among(mut pieces: Vec<Piece>, asides: Vec<Piece>) -> Vec<Piece> {
    for aside in asides {
        let start = pieces.partition_point(|piece| piece.page < aside.page);
        let of_page = &pieces[start..];
        let of_page = &of_page[..of_page.partition_point(|piece| piece.page == aside.page)];
        let is_numbered = |piece: &Piece| {
            label::find(&piece.text).is_some_and(|label| matches!(label.mark, Mark::Number(_)))
        };
        let at = of_page.iter().position(is_numbered);
        pieces.insert(start + at.unwrap_or(of_page.len()), aside);
    }
    pieces
}

/// Makes a note of what was added to a page: it is said about the text, and is no part of it.
fn annotation(annotation: &Annotation) -> Block {
    Block {
        label: None,
        page: annotation.page + 1,
        last_page: annotation.page + 1,
        ..Block::plain(Role::Note, annotation.text.clone())
    }
}

fn block(piece: Piece, body_size: f32) -> Option<Block> {
    let mut text = piece.text;
    text.truncate(text.trim_end().len());
    text.drain(..text.len() - text.trim_start().len());
    if text.is_empty() {
        return None;
    }
    let short = text.chars().nth(MAX_HEADING).is_none();
    let large = piece.setting.size > body_size + 0.9;
    let plain_heading = text.len() <= MAX_PLAIN_HEADING && !text.ends_with(['.', ',', ';']);
    // Browsers print the sign of the link that leads back from a note.
    let leads_back = text.trim_end_matches('\u{FE0E}').ends_with('↩');
    let role = match piece.role {
        Role::Paragraph | Role::ListItem if leads_back => Role::Note,
        Role::Heading(_) if !short || !(piece.setting.bold || large || plain_heading) => {
            Role::Paragraph
        }
        Role::Paragraph if short && piece.setting.bold && large => {
            Role::Heading(if piece.setting.size > body_size + 4.0 {
                1
            } else {
                2
            })
        }
        role => role,
    };
    Some(Block {
        role,
        label: label::find(&text),
        text,
        page: piece.page,
        last_page: piece.last_page,
        setting: piece.setting,
        cell: piece.cell,
        notes: piece.notes,
    })
}

#[cfg(test)]
mod tests;
