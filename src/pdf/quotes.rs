//! Quotation marks that are said to be digits.
//!
//! Where a font maps a range of codes to the quotation marks of Unicode, Ghostscript (10.0 is one) writes
//! the range anew with the last two hexadecimal digits alone, and 20 added to them: ‘ and ’ become 8 and 9,
//! “ and ” become < and =. They are told by their width: digits of one font are equally wide.

use super::cmap::Text;

/// No digit is as narrow, in parts of the font size.
const NARROW: f32 = 0.36;
/// No sign of comparison is.
const NARROW_SIGN: f32 = 0.48;
/// A digit is not narrower than this part of another.
const SAME_WIDTH: f32 = 0.8;

/// Returns the mark that a code stands for which is said to be a digit or a sign; none where that is
/// likely. `digit` is the width of other digits of the font, where there are any.
pub(super) fn mended(text: &Text, width: f32, digit: Option<f32>) -> Option<Text> {
    let &Text::Char(said) = text else {
        return None;
    };
    let (mark, narrow) = match said {
        '8' => ('‘', NARROW),
        '9' => ('’', NARROW),
        '<' => ('“', NARROW_SIGN),
        '=' => ('”', NARROW_SIGN),
        _ => return None,
    };
    let is_digit = said.is_ascii_digit() && digit.is_some_and(|digit| width > digit * SAME_WIDTH);
    (width > 0.0 && width < narrow && !is_digit).then_some(Text::Char(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_tell() {
        let check = |said: char, width, digit, expected: char| {
            let text = Text::Char(said);
            assert_eq!(
                mended(&text, width, digit).unwrap_or(text),
                Text::Char(expected)
            );
        };
        check('9', 0.222, Some(0.556), '’');
        check('8', 0.222, None, '‘');
        check('9', 0.556, Some(0.556), '9');
        check('9', 0.3, Some(0.3), '9');
        check('7', 0.222, Some(0.556), '7');
        check('=', 0.444, Some(0.5), '”');
        check('=', 0.564, Some(0.5), '=');
    }
}
