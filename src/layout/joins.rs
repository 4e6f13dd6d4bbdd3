//! Joins: paragraphs that a page turn or a hard break cut in two become one again.

use super::block::Role;
use super::compounds;
use super::hyphens;
use super::label::{self, Mark};
use super::piece::Piece;

/// Two positions that differ by less, in points, are the same.
const NEAR: f32 = 3.0;
/// Two sizes that differ by less, in points, are the same.
const SAME_SIZE: f32 = 0.6;
/// The lines of an item are not set in further, in points.
const MAX_INSET: f32 = 45.0;
/// A first half of a sentence is not shorter, in bytes; shorter lines are items or titles.
const MIN_OPEN: usize = 40;

/// A quotation in a paragraph of its own is seldom longer, in bytes.
const MAX_QUOTATION: usize = 200;

/// A label is not longer, in bytes.
const MAX_LABEL: usize = 6;

/// How many pieces are looked through for the other half of one.
const MAX_BACK: usize = 1_000;

/// Joins pieces where one continues another.
pub(super) fn join(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.is_blank() {
            continue;
        }
        // Some programs draw a label at the foot and, with its text, at the head of the next page again.
        if joined.last().is_some_and(|last| is_label_of(last, &piece)) {
            joined.pop();
        }
        match before(&joined, &piece) {
            Some(index) if continues(&joined[index], &piece) && !counts_on(&joined, &piece) => {
                append(&mut joined[index], piece);
            }
            _ => joined.push(piece),
        }
    }
    joined
}

/// Tells whether a piece begins with the number, without a full stop, behind that of another which begins at its
/// edge.
fn counts_on(joined: &[Piece], piece: &Piece) -> bool {
    let number = |piece: &Piece| match label::find(&piece.text)?.mark {
        Mark::BareNumber(number) => Some(number),
        _ => None,
    };
    let Some(own) = number(piece).filter(|own| *own > 1) else {
        return false;
    };
    let is_before = |other: &Piece| {
        let is_at_edge = (other.setting.x - piece.setting.x).abs() < NEAR;
        is_at_edge && number(other) == Some(own - 1)
    };
    joined.iter().rev().take(MAX_BACK).any(is_before)
}

/// Tells whether a piece is the label alone with which another begins on the next page.
fn is_label_of(label: &Piece, piece: &Piece) -> bool {
    let number = |text: &str| match label::find(text)?.mark {
        Mark::Number(number) => Some(number),
        _ => None,
    };
    if piece.page != label.last_page + 1 || label.text.len() > MAX_LABEL {
        return false;
    }
    let text = format!("{} ", label.text.trim_end());
    label::is_alone(&text) && number(&text).is_some_and(|of| number(&piece.text) == Some(of))
}

/// Finds the piece that a piece would continue: the one before it, or at a page turn inside a
/// table the last one of its own column.
///
/// Notes stand at the foot of the page, between the two halves.
fn before(joined: &[Piece], piece: &Piece) -> Option<usize> {
    if piece.role == Role::Note {
        return None;
    }
    let mut back = (0..joined.len()).rev().take(MAX_BACK);
    let last = back.find(|&index| joined[index].role != Role::Note)?;
    let (Some(cell), Some(last_cell)) = (piece.cell, joined[last].cell) else {
        return Some(last);
    };
    let turned = joined[last].last_page + 1 == piece.page
        || joined[last].page == piece.page && last_cell.table == cell.table;
    if cell.row > 1 || cell.column == last_cell.column || !turned {
        return Some(last);
    }
    let mut back = (0..joined.len()).rev().take(MAX_BACK);
    let foot = back.find(|&index| joined[index].last_page + 1 == piece.page)?;
    // Another table stands below the text of its page, and goes on from none.
    let is_of_table = |other: &Piece| other.cell.is_some_and(|other| other.table == cell.table);
    let mut head = joined[foot + 1..].iter();
    if !head.all(|other| other.role == Role::Note || is_of_table(other)) {
        return Some(last);
    }
    let row = joined[foot].cell?;
    let of_column = |&index: &usize| {
        joined[index].cell.is_some_and(|other| {
            (other.table, other.row, other.column) == (row.table, row.row, cell.column)
        })
    };
    let mut back = (0..=foot).rev().take(MAX_BACK);
    back.find(of_column)
}

/// Tells whether a piece continues the one before it.
fn continues(before: &Piece, piece: &Piece) -> bool {
    let turns = piece.page == before.last_page + 1;
    if !turns && piece.page != before.last_page {
        return false;
    }
    let same_style = (before.setting.size - piece.setting.size).abs() < SAME_SIZE
        && before.setting.bold == piece.setting.bold;
    let same_column = match (before.cell, piece.cell) {
        (None, None) => true,
        // The next page has a table of its own, unless tags say that it is one.
        (Some(a), Some(b)) if turns && a.table != b.table => a.column == b.column && b.row <= 1,
        (Some(a), Some(b)) => a == b,
        _ => false,
    };
    let headings = (
        matches!(before.role, Role::Heading(_)),
        matches!(piece.role, Role::Heading(_)),
    );
    if !same_style || !same_column || headings.0 != headings.1 || before.role == Role::Contents {
        return false;
    }
    let label = label::find(&piece.text);
    if label.is_some_and(|label| matches!(label.mark, Mark::Bullet | Mark::SubBullet))
        || label::follows(&before.text, &piece.text)
    {
        return false;
    }
    // Items whose labels are painted have none in their text; what is the rest of one is no item of its own.
    let are_items = before.role == Role::ListItem && piece.role == Role::ListItem;
    if are_items && label.is_none() && label::find(&before.text).is_none() {
        return false;
    }
    // An item of one line does not show how far its other lines are set in.
    let inset = piece.setting.x - before.setting.x;
    let one_line = before.setting.indent == before.setting.x && label::find(&before.text).is_some();
    let at_indent = (piece.setting.x - before.setting.indent).abs() < NEAR
        || one_line && (NEAR..MAX_INSET).contains(&inset);
    let hanging = before.setting.indent > before.setting.x + NEAR;
    let small = piece.text.starts_with(|c: char| c.is_lowercase());
    if !turns {
        // A hard break in the middle of a sentence.
        return small && label.is_none() && is_cut(&before.text) && (at_indent || !hanging);
    }
    let open = is_open(&before.text)
        && (small || expects_more(&before.text) || begins_with_figure(&piece.text));
    if !before.complete {
        return at_indent || open;
    }
    // What is said in a paragraph of its own stands in quotation marks from its beginning.
    let is_quotation = piece.text.starts_with(['“', '"']);
    if !open && is_quotation && piece.role != Role::ListItem && piece.text.len() <= MAX_QUOTATION {
        return false;
    }
    // An item without a label at the indent of the item before is its rest.
    let numbered =
        label::find(&before.text).is_some_and(|label| matches!(label.mark, Mark::Number(_)));
    let rest = (hanging || one_line)
        && before.role == Role::ListItem
        && (numbered || piece.role == Role::ListItem);
    label.is_none() && at_indent && (open || rest && !before.closed)
}

/// Tells whether a text begins with a figure or a bracket, and is more than a figure alone, as a cell may be.
fn begins_with_figure(text: &str) -> bool {
    let is_figure = text.trim().bytes().all(|byte| byte.is_ascii_digit());
    text.starts_with(|c: char| c.is_ascii_digit() || c == '(') && !is_figure
}

/// Tells whether a text ends before its sentence does.
fn is_open(text: &str) -> bool {
    !text.trim_end().ends_with(['.', ':', '?', '!', '’', '”'])
}

/// Tells whether a text ends in a word that no sentence ends in.
pub(super) fn expects_more(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    matches!(
        last,
        "a" | "an"
            | "and"
            | "at"
            | "by"
            | "for"
            | "from"
            | "in"
            | "of"
            | "on"
            | "or"
            | "the"
            | "to"
            | "with"
    )
}

/// Tells whether the line of a cell ends before its sentence does: most cells end without a full stop.
pub(super) fn is_open_cell(line: &str) -> bool {
    line.trim_end().ends_with(',') || expects_more(line)
}

/// Tells whether a text ends in the middle of a clause.
fn is_cut(text: &str) -> bool {
    let text = text.trim_end();
    text.len() >= MIN_OPEN && text.ends_with(|c: char| c.is_alphanumeric() || c == ',')
}

fn append(before: &mut Piece, piece: Piece) {
    let text = before.text.trim_end();
    let hyphenated = text.ends_with(['-', '\u{2010}', '\u{AD}']) && !text.ends_with(" -");
    before.text.truncate(text.len());
    let rest = piece.text.trim_start();
    if hyphenated && !compounds::is_elliptic(&before.text, rest) {
        hyphens::mark(&mut before.text, rest);
    } else {
        before.text.push(' ');
    }
    before.text.push_str(rest);
    before.notes.extend(piece.notes);
    before.last_page = piece.last_page;
    before.complete = piece.complete;
    before.closed = piece.closed;
    before.setting.indent = piece.setting.indent;
}

#[cfg(test)]
mod tests {
    use super::super::block::{TableCell, Typesetting};
    use super::*;

    fn piece(text: &str, page: u32, x: f32, complete: bool) -> Piece {
        Piece {
            role: Role::Paragraph,
            text: text.to_owned(),
            notes: Vec::new(),
            setting: Typesetting {
                bold: false,
                size: 12.0,
                x,
                indent: x,
            },
            page,
            last_page: page,
            cell: None,
            complete,
            closed: false,
        }
    }

    fn check(pieces: Vec<Piece>, expected: &[&str]) {
        let texts: Vec<String> = join(pieces).into_iter().map(|piece| piece.text).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_figure_alone_goes_on_from_no_cell() {
        let cell = |text: &str, page: u32, table: u32| Piece {
            cell: Some(TableCell {
                table,
                row: 0,
                column: 0,
            }),
            ..piece(text, page, 71.0, true)
        };
        check(
            vec![cell("Year", 1, 0), cell("2022", 2, 1)],
            &["Year", "2022"],
        );
        check(
            vec![
                cell("They were seen by", 1, 0),
                cell("12,000 of the families", 2, 1),
            ],
            &["They were seen by 12,000 of the families"],
        );
    }

    /// A numbered paragraph at the head of a page was taken for the end of an item at the foot, which no full stop ends.
    #[test]
    fn a_number_that_counts_on_begins_a_paragraph() {
        let item = "(a) a plan for the night, of which all have a copy";
        check(
            vec![
                piece("5 Families are asked.", 1, 71.0, true),
                piece(item, 1, 90.0, false),
                piece("6 Plans are clear.", 2, 71.0, true),
            ],
            &["5 Families are asked.", item, "6 Plans are clear."],
        );
        check(
            vec![
                piece("They were seen by all of the teams in", 1, 71.0, false),
                piece("6 days of May.", 2, 71.0, true),
            ],
            &["They were seen by all of the teams in 6 days of May."],
        );
    }

    #[test]
    fn a_paragraph_without_its_end_goes_on_over_the_page() {
        check(
            vec![
                piece("there is not effective ", 1, 71.0, false),
                piece("Sharing of it.", 2, 71.0, true),
            ],
            &["there is not effective Sharing of it."],
        );
        check(
            vec![
                piece("It is effective.", 1, 71.0, true),
                piece("Sharing of it.", 2, 71.0, true),
            ],
            &["It is effective.", "Sharing of it."],
        );
        check(
            vec![
                piece("the multi-", 1, 71.0, false),
                piece("agency team.", 2, 71.0, true),
            ],
            // What the hyphen breaks is found out when all words are known.
            &["the multi-\u{AD}agency team."],
        );
    }

    #[test]
    fn a_label_that_is_drawn_twice_is_one() {
        let label = || piece("5. ", 1, 71.0, true);
        check(
            vec![label(), piece("5. Plans are clear.", 2, 71.0, true)],
            &["5. Plans are clear."],
        );
        check(
            vec![label(), piece("6. Plans are clear.", 2, 71.0, true)],
            &["5. ", "6. Plans are clear."],
        );
    }

    #[test]
    fn notes_stand_between_the_halves() {
        let note = Piece {
            role: Role::Note,
            ..piece("1 A note.", 1, 71.0, true)
        };
        check(
            vec![
                piece("It goes ", 1, 71.0, false),
                note,
                piece("on.", 2, 71.0, true),
            ],
            &["It goes on.", "1 A note."],
        );
    }

    #[test]
    fn a_hard_break_inside_a_sentence_is_mended() {
        let open = "The frequent changes have meant that many care leavers have not";
        check(
            vec![
                piece(open, 1, 90.0, true),
                piece("had the opportunity.", 1, 108.0, true),
            ],
            &[&format!("{open} had the opportunity.")],
        );
        check(
            vec![
                piece("Quality of practice", 1, 90.0, true),
                piece("had the", 1, 90.0, true),
            ],
            &["Quality of practice", "had the"],
        );
    }

    /// Two rows of a short table that a page turn parted became one.
    #[test]
    fn rows_that_tags_tell_apart_stay_apart_over_the_page() {
        let cell = |text, page, row| Piece {
            cell: Some(TableCell {
                table: 0,
                row,
                column: 0,
            }),
            ..piece(text, page, 62.0, false)
        };
        check(
            vec![cell("Year", 1, 0), cell("2022", 2, 1)],
            &["Year", "2022"],
        );
        check(vec![cell("Year", 1, 0), cell("2022", 2, 0)], &["Year 2022"]);
    }

    #[test]
    fn columns_go_on_in_their_own_column() {
        let cell = |text, page, table, column, complete| Piece {
            cell: Some(TableCell {
                table,
                row: 0,
                column,
            }),
            ..piece(text, page, 62.0 + 100.0 * column as f32, complete)
        };
        check(
            vec![
                cell("North and", 5, 1, 0, false),
                cell(
                    "Leaders should act for the needs of children",
                    5,
                    1,
                    1,
                    false,
                ),
                cell("South Board", 6, 2, 0, true),
                cell("with SEND.", 6, 2, 1, true),
            ],
            &[
                "North and South Board",
                "Leaders should act for the needs of children with SEND.",
            ],
        );
    }
}
