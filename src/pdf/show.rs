//! Text-showing operators: strings to runs (ISO 32000-1, 9.4.3 and 9.4.4).

use crate::model::Limit;

use super::Run;
use super::cmap::Text;
use super::font::Font;
use super::interpreter::{Interpreter, State, Unmapped};
use super::lexer::{Token, unescape, unhex};
use super::marks::Mark;
use super::matrix::Matrix;
use super::spacing::{self, Gap};

/// A gap inside a shown array that parts columns, in thousandths of the font size.
const COLUMN_GAP: f64 = 1200.0;
/// How many bytes of text are read between two looks at the clock.
const CLOCK: usize = 1 << 16;

/// Where the next glyph of a run is drawn.
struct Pen {
    /// How far it is from the start without what is set between characters, in parts of the font
    /// size: behind all that was drawn or moved, and behind the last string.
    widths: f32,
    drawn: f32,
    /// How many glyphs are drawn, and how many of them are spaces.
    glyphs: u32,
    spaces: u32,
    /// Where the first glyph that is text begins.
    first: f32,
    /// The gap before the next glyph, in parts of the font size; there is no end of it before the
    /// first that is text.
    gap: f32,
    /// How many glyphs stood for no character.
    unmapped: usize,
    /// Where the run begins in the text.
    start: usize,
    /// The gap behind each glyph: characters that are spaced widely stand apart like words.
    apart: f32,
    char_spacing: f32,
    word_spacing: f32,
    size: f32,
    scale: f32,
}

impl Pen {
    fn of(state: &State, start: usize) -> Pen {
        let apart = state.char_spacing / state.size;
        Pen {
            widths: 0.0,
            drawn: 0.0,
            glyphs: 0,
            spaces: 0,
            first: 0.0,
            gap: f32::INFINITY,
            unmapped: 0,
            start,
            apart: if apart >= spacing::NARROWEST {
                apart
            } else {
                0.0
            },
            char_spacing: state.char_spacing,
            word_spacing: state.word_spacing,
            size: state.size,
            scale: state.scale,
        }
    }

    /// Returns how far it is from the start to a place told without what is set between characters.
    fn place(&self, widths: f32) -> f32 {
        let (glyphs, spaces) = (self.glyphs as f32, self.spaces as f32);
        let spacing = glyphs * self.char_spacing + spaces * self.word_spacing;
        (widths * self.size + spacing) * self.scale
    }

    /// Moves on between strings by so many parts of the font size.
    fn adjust(&mut self, by: f32) {
        self.widths += by;
        self.gap += by;
    }

    /// Ends the gap before a glyph that is text.
    fn close_gap(&mut self, text: &str, gaps: &mut Vec<Gap>) {
        let (at, width) = (text.len(), self.gap);
        if at == self.start {
            self.first = self.place(self.widths);
        } else if width >= spacing::NARROWEST {
            gaps.push(Gap { at, width });
        }
    }

    /// Draws the glyphs of a string.
    #[inline(always)]
    fn draw_all(
        &mut self,
        font: &Font,
        codes: impl Iterator<Item = u32>,
        text: &mut String,
        gaps: &mut Vec<Gap>,
    ) {
        let (mut widths, mut glyphs, mut spaces) = (self.widths, self.glyphs, self.spaces);
        for code in codes {
            let glyph = font.glyph(code);
            // Most glyphs follow on the one before.
            let is_apart = self.gap.to_bits() != 0;
            if is_apart && !matches!(glyph.text, Text::Nothing) {
                (self.widths, self.glyphs, self.spaces) = (widths, glyphs, spaces);
                self.close_gap(text, gaps);
            }
            match &glyph.text {
                Text::Char(char) => {
                    text.push(*char);
                    self.gap = self.apart;
                }
                Text::Chars(chars) => {
                    text.push_str(chars);
                    self.gap = self.apart;
                }
                Text::Nothing => {
                    self.gap += glyph.width + self.apart;
                    self.unmapped = self.unmapped.saturating_add(usize::from(!glyph.is_space));
                }
            }
            widths += glyph.width;
            glyphs = glyphs.wrapping_add(1);
            spaces = spaces.wrapping_add(u32::from(glyph.is_space));
        }
        (self.widths, self.glyphs, self.spaces) = (widths, glyphs, spaces);
        self.drawn = widths;
    }
}

impl Interpreter<'_> {
    /// Shows strings as one run, or as several where gaps between them are as wide as those between
    /// columns.
    pub(super) fn show(
        &mut self,
        page: u32,
        operands: &[Token<'_>],
        state: &State,
        text: &mut Matrix,
        mark: Mark,
    ) {
        let mut left = operands.iter();
        while !left.as_slice().is_empty() {
            self.show_run(page, &mut left, state, text, mark);
        }
    }

    /// Shows strings as one run, up to the first gap as wide as one between columns, and notes gaps
    /// between them that may be spaces.
    fn show_run(
        &mut self,
        page: u32,
        operands: &mut std::slice::Iter<'_, Token<'_>>,
        state: &State,
        text: &mut Matrix,
        mark: Mark,
    ) {
        let Some(font) = state.font.and_then(|font| self.fonts.get_mut(font)) else {
            *operands = [].iter();
            return;
        };
        let budget = self.file.budget;
        let left = budget.left(Limit::Text) as usize;
        let (is_learnt, has_byte_codes) = (font.is_learnt(), font.has_byte_codes());
        let start = self.text.len();
        let placed = text.then(state.ctm);
        let mut pen = Pen::of(state, start);
        for &operand in operands.by_ref() {
            let bytes = match operand {
                Token::Number(thousandths) => {
                    pen.adjust(-(thousandths as f32) / 1000.0);
                    if thousandths < -COLUMN_GAP {
                        break;
                    }
                    continue;
                }
                Token::Literal(literal) => literal,
                Token::Escaped(literal) => {
                    self.bytes.clear();
                    unescape(literal, &mut self.bytes);
                    &self.bytes
                }
                Token::Hex(hex) => {
                    self.bytes.clear();
                    unhex(hex, &mut self.bytes);
                    &self.bytes
                }
                _ => continue,
            };
            if bytes.len() > left || self.text.len().saturating_sub(start) > left {
                budget.take(Limit::Text, bytes.len().saturating_add(left));
                *operands = [].iter();
                break;
            }
            if is_learnt {
                font.learn(bytes, budget);
            }
            let (shown, gaps) = (&mut self.text, &mut self.gaps);
            if has_byte_codes {
                let codes = bytes.iter().copied().map(u32::from);
                pen.draw_all(font, codes, shown, gaps);
            } else {
                pen.draw_all(font, font.codes(bytes), shown, gaps);
            }
        }
        let (first, unmapped) = (pen.first, pen.unmapped);
        let advance = pen.place(pen.widths);
        let last = pen.place(pen.drawn) - pen.apart * state.size * state.scale;
        let (name, bold, italic) = (&font.name, font.bold, font.italic);
        if unmapped > 0
            && let Some(index) = state.font
            && mark.stated == 0
        {
            if self.unmapped.len() <= index {
                let len = index.saturating_add(1);
                self.unmapped.resize_with(len, Unmapped::default);
            }
            if let Some(all) = self.unmapped.get_mut(index) {
                if all.font.is_empty() {
                    all.font.clone_from(name);
                }
                all.glyphs = all.glyphs.saturating_add(unmapped);
                if all.pages.last() != Some(&page) {
                    all.pages.push(page);
                }
            }
        }
        let (x, y) = placed.apply(first, state.rise);
        let (mut x_end, y_end) = placed.apply(last, state.rise);
        let angle = placed.angle();
        if angle != 0.0 {
            x_end = x + (x_end - x).hypot(y_end - y);
        }
        *text = Matrix::translation(advance, 0.0).then(*text);
        let end = self.text.len();
        if end == start && mark.stated == 0 {
            return;
        }
        if mark.artifact && self.breaks_word(start, page, y) {
            return;
        }
        let length = end.saturating_sub(start);
        budget.take(Limit::Text, length);
        if !budget.take(Limit::Runs, 1) || end % CLOCK < length && !budget.has_time() {
            return;
        }
        let runs = if mark.artifact {
            &mut self.artifacts
        } else {
            &mut self.runs
        };
        if state.mode == 3 || state.mode == 7 {
            self.drawn.invisible.push(start);
        }
        runs.push(Run {
            text: start..end,
            page,
            x,
            x_end,
            y,
            angle,
            word_gap: 0.0,
            size: state.size.abs() * placed.vertical_scale(),
            bold,
            italic,
            artifact: mark.artifact,
            mcid: mark.mcid,
            element: None,
        });
    }

    /// Tells whether an artifact, whose text begins at a place, is the hyphen behind a word that goes
    /// on in the next line, as LuaTeX draws it. It is then written into the run of the word, as a
    /// soft one.
    fn breaks_word(&mut self, start: usize, page: u32, y: f32) -> bool {
        if !matches!(self.text.get(start..), Some("-" | "\u{2010}" | "\u{AD}")) {
            return false;
        }
        let Some(run) = self.runs.last_mut() else {
            return false;
        };
        let is_word = run.text.end == start
            && run.page == page
            && (run.y - y).abs() < run.size * 0.1
            && self
                .text
                .get(..start)
                .is_some_and(|text| text.ends_with(char::is_alphabetic));
        if is_word {
            self.text.truncate(start);
            self.text.push('\u{AD}');
            run.text.end = self.text.len();
        }
        is_word
    }
}
