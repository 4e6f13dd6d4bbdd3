//! Breaking a paragraph into lines.

use super::metrics::Face;
use super::spec::MARK;

/// Breaks a text into lines of at most the given widths, the first of which may differ.
///
/// A line keeps the space at its end, as Word writes it; a break after a hyphen leaves none.
pub fn break_lines(text: &str, face: Face, size: f32, first: f32, rest: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut filled = 0.0;
    for piece in pieces(text) {
        let room = if lines.is_empty() { first } else { rest };
        let width = measure(piece.trim_end_matches(' '), face, size);
        if !line.is_empty() && filled + width > room {
            lines.push(std::mem::take(&mut line));
            filled = 0.0;
        }
        line.push_str(piece);
        filled += measure(piece, face, size);
    }
    lines.push(line);
    lines
}

/// Measures a text that may hold the mark of a footnote.
pub fn measure(text: &str, face: Face, size: f32) -> f32 {
    let marks = text.matches(MARK).count();
    let plain: String = text.chars().filter(|&c| c != MARK).collect();
    face.measure(&plain, size) + marks as f32 * size * 0.37
}

/// Cuts a text after each space and after each hyphen between letters.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let hyphen = c == '-' && before.is_alphanumeric() && next.is_alphabetic();
        if (c == ' ' && next != ' ') || hyphen {
            pieces.push(&text[start..at + c.len_utf8()]);
            start = at + c.len_utf8();
        }
        before = c;
    }
    pieces.push(&text[start..]);
    pieces
}
