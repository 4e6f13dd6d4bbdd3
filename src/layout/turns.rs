//! Page turns: paragraphs that a page break cut into two pieces become one again.

use super::block::Role;
use super::label::{self, Mark};
use super::piece::Piece;

/// Two positions or sizes that differ by less, in points, are the same.
const NEAR: f32 = 3.0;

/// Joins the last piece of a page and the first of the next where one continues the other.
pub(super) fn join(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.is_blank() {
            continue;
        }
        // Notes stand at the foot of the page, between the two halves.
        let before = joined.iter_mut().rev().find(|other| other.role != Role::Note);
        match before {
            Some(before) if piece.role != Role::Note && continues(before, &piece) => {
                append(before, piece);
            }
            _ => joined.push(piece),
        }
    }
    joined
}

/// Tells whether a piece that begins a page continues the one that ended the page before.
fn continues(before: &Piece, piece: &Piece) -> bool {
    if piece.page != before.last_page + 1 {
        return false;
    }
    let same_style = (before.setting.size - piece.setting.size).abs() < 0.6
        && before.setting.bold == piece.setting.bold;
    let same_column = match (before.cell, piece.cell) {
        (None, None) => true,
        (Some(a), Some(b)) => a.column == b.column && (a.table == b.table || b.row <= 1),
        _ => false,
    };
    if !same_style || !same_column || matches!(before.role, Role::Contents) {
        return false;
    }
    let at_hanging_indent = (piece.setting.x - before.setting.indent).abs() < NEAR;
    let label = label::find(&piece.text);
    let bulleted = label.is_some_and(|label| matches!(label.mark, Mark::Bullet | Mark::SubBullet));
    if bulleted || matches!(piece.role, Role::Heading(_)) != matches!(before.role, Role::Heading(_)) {
        return false;
    }
    let open = !before.text.trim_end().ends_with(['.', ':', ';', '?', '!', '’', '”'])
        && piece.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '(');
    if !before.complete {
        return at_hanging_indent || open;
    }
    // An item without a label at the indent of the item before is its rest.
    let hanging = before.setting.indent > before.setting.x + NEAR;
    let rest = hanging && piece.role == Role::ListItem && before.role == Role::ListItem;
    label.is_none() && at_hanging_indent && (open || rest)
}

fn append(before: &mut Piece, piece: Piece) {
    let text = before.text.trim_end();
    let hyphenated = text.ends_with('-') && !text.ends_with(" -");
    before.text.truncate(text.len());
    if !hyphenated {
        before.text.push(' ');
    }
    before.text.push_str(piece.text.trim_start());
    before.notes.extend(piece.notes);
    before.last_page = piece.last_page;
    before.complete = piece.complete;
    before.setting.indent = piece.setting.indent;
    before.x_end = piece.x_end;
}
