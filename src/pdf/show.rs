//! Text-showing operators: strings to runs (ISO 32000-1, 9.4.3 and 9.4.4).

use crate::model::Limit;

use super::Run;
use super::cmap::Text;
use super::content::{Interpreter, State};
use super::lexer::{Token, unescape, unhex};
use super::marks::Mark;
use super::matrix::Matrix;
use super::spacing::{self, Gap};

/// How many bytes of text are read between two looks at the clock.
const CLOCK: usize = 1 << 16;

/// Glyphs of a font that stand for no character that is known.
#[derive(Debug, Clone, Default)]
pub(super) struct Unmapped {
    /// The font's name.
    pub(super) font: String,
    pub(super) glyphs: usize,
    /// The pages that show them.
    pub(super) pages: Vec<u32>,
}

impl Interpreter<'_> {
    /// Shows strings as one run, and notes gaps between them that may be spaces.
    pub(super) fn show(
        &mut self,
        page: u32,
        operands: &[Token<'_>],
        state: &State,
        text: &mut Matrix,
        mark: Mark,
    ) {
        let Some(font) = state.font.and_then(|font| self.fonts.get_mut(font)) else {
            return;
        };
        let budget = self.file.budget;
        let start = self.text.len();
        let placed = text.then(state.ctm);
        let mut advance = 0.0f32;
        // Where the first glyph begins and the last one ends.
        let (mut first, mut last) = (0.0f32, 0.0f32);
        let mut gap = 0.0f32;
        let mut unmapped = 0usize;
        // Characters that are spaced widely stand apart like words.
        let apart = state.char_spacing / state.size;
        let apart = if apart >= spacing::NARROWEST {
            apart
        } else {
            0.0
        };
        for &operand in operands {
            let bytes = match operand {
                Token::Number(adjustment) => {
                    let adjustment = adjustment as f32;
                    advance -= adjustment / 1000.0 * state.size * state.scale;
                    gap -= adjustment / 1000.0;
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
            let left = budget.left(Limit::Text) as usize;
            if bytes.len() > left || self.text.len().saturating_sub(start) > left {
                budget.take(Limit::Text, bytes.len().saturating_add(left));
                break;
            }
            if font.is_learnt() {
                font.learn(bytes, budget);
            }
            let (shown, gaps) = (&mut self.text, &mut self.gaps);
            font.for_each_glyph(bytes, |glyph| {
                if let Text::Nothing = glyph.text {
                    gap += glyph.width;
                    unmapped = unmapped.saturating_add(usize::from(!glyph.is_space));
                } else {
                    let at = shown.len();
                    if gap >= spacing::NARROWEST && at > start {
                        gaps.push(Gap { at, width: gap });
                    }
                    gap = 0.0;
                    if at == start {
                        first = advance;
                    }
                    match &glyph.text {
                        Text::Nothing => {}
                        Text::Char(char) => shown.push(*char),
                        Text::Chars(chars) => shown.push_str(chars),
                    }
                }
                let spacing = state.char_spacing
                    + if glyph.is_space {
                        state.word_spacing
                    } else {
                        0.0
                    };
                advance += (glyph.width * state.size + spacing) * state.scale;
                gap += apart;
            });
            last = advance - apart * state.size * state.scale;
        }
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
