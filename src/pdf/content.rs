//! The interpreter of page contents: operators to text runs (ISO 32000-1, 9.4 and 14.6).

use std::collections::HashMap;

use crate::model::Limit;

use super::Run;
use super::cmap::Text;
use super::file::File;
use super::font::Font;
use super::lexer::{Lexer, Token, unescape, unhex};
use super::matrix::Matrix;
use super::object::{Dict, Id, Memo, Object, Stream};
use super::spacing::{self, Gap};

/// How deep graphics states and marked content may nest.
const MAX_STACK: usize = 10_000;
/// Most operands that an operator is given; one that shows a line in pieces has some hundreds.
const MAX_OPERANDS: usize = 100_000;
/// How many bytes of text are read between two looks at the clock.
const CLOCK: usize = 1 << 16;

/// Reads the contents of pages, sharing fonts among them.
pub(super) struct Interpreter<'a> {
    file: &'a File<'a>,
    /// The fonts read so far. Those that have a number are read once.
    fonts: Vec<Font>,
    font_numbers: HashMap<Id, usize>,
    /// Whether a font of the page is not there, or not all of it, so that its text is in doubt.
    lacks_font: bool,
    /// The text of all runs, one after the other.
    pub(super) text: String,
    /// The runs of all pages read so far, in the order in which they are drawn.
    pub(super) runs: Vec<Run>,
    /// Those of artifacts.
    pub(super) artifacts: Vec<Run>,
    /// The gaps inside the runs of the page that is read.
    gaps: Vec<Gap>,
    bytes: Vec<u8>,
}

/// What a stream of contents may name.
struct Resources<'a> {
    /// Their places among the fonts read.
    fonts: Memo<'a, usize>,
    forms: Memo<'a, Stream<'a>>,
    /// The marked-content numbers in lists of properties.
    properties: Memo<'a, u32>,
}

/// Where in the marked content the interpreter is.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    mcid: Option<u32>,
    artifact: bool,
}

#[derive(Clone, Copy)]
struct State {
    ctm: Matrix,
    /// Its place among the fonts read.
    font: Option<usize>,
    size: f32,
    char_spacing: f32,
    word_spacing: f32,
    /// Horizontal scaling as a factor.
    scale: f32,
    leading: f32,
    rise: f32,
}

impl<'a> Interpreter<'a> {
    pub(super) fn new(file: &'a File<'_>) -> Self {
        Interpreter {
            file,
            fonts: Vec::new(),
            font_numbers: HashMap::new(),
            lacks_font: false,
            text: String::new(),
            runs: Vec::new(),
            artifacts: Vec::new(),
            gaps: Vec::new(),
            bytes: Vec::new(),
        }
    }

    /// Notes how much was read, to go back to.
    pub(super) fn so_far(&self) -> [usize; 3] {
        [self.text.len(), self.runs.len(), self.artifacts.len()]
    }

    /// Forgets what was read since.
    pub(super) fn go_back(&mut self, [text, runs, artifacts]: [usize; 3]) {
        self.text.truncate(text);
        self.runs.truncate(runs);
        self.artifacts.truncate(artifacts);
    }

    /// Reads the contents of one page. Tells whether all of its fonts are there.
    pub(super) fn page(&mut self, page: u32, content: &[u8], resources: Option<Dict<'a>>) -> bool {
        let [start, runs, artifacts] = self.so_far();
        self.lacks_font = false;
        self.gaps.clear();
        self.stream(
            page,
            content,
            resources,
            Matrix::IDENTITY,
            Mark::default(),
            0,
        );
        let runs = self.runs.get_mut(runs..).unwrap_or_default();
        let artifacts = self.artifacts.get_mut(artifacts..).unwrap_or_default();
        spacing::place(&mut self.text, start, [runs, artifacts], &self.gaps);
        !self.lacks_font
    }

    fn stream(
        &mut self,
        page: u32,
        content: &[u8],
        resources: Option<Dict<'a>>,
        ctm: Matrix,
        mark: Mark,
        depth: u64,
    ) {
        let mut named = Resources {
            fonts: Memo::new(self.file.index(resources, b"Font")),
            forms: Memo::new(self.file.index(resources, b"XObject")),
            properties: Memo::new(self.file.index(resources, b"Properties")),
        };
        let mut state = State {
            ctm,
            font: None,
            size: 0.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut saved = Vec::new();
        let mut marks = vec![mark];
        // Marked content beyond the cap is counted only, so that its ends find their starts.
        let mut unmarked = 0usize;
        let mut line = Matrix::IDENTITY;
        let mut text = Matrix::IDENTITY;
        let mut operands: Vec<Token<'_>> = Vec::with_capacity(64);
        let mut lexer = Lexer::new(content);
        while let Some(token) = lexer.next() {
            let Token::Word(operator) = token else {
                if operands.len() < MAX_OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            let mark = marks.last().copied().unwrap_or_default();
            match operator {
                b"q" if saved.len() < MAX_STACK => saved.push(state),
                b"Q" => {
                    if let Some(last) = saved.pop() {
                        state = last;
                    }
                }
                b"cm" => {
                    if let Some(matrix) = matrix_operand(&operands) {
                        state.ctm = matrix.then(state.ctm);
                    }
                }
                b"BT" => {
                    line = Matrix::IDENTITY;
                    text = line;
                }
                b"Tf" => {
                    if let [.., Token::Name(name), Token::Number(size)] = operands[..] {
                        state.font = named.fonts.get(name, |font| self.font(font));
                        state.size = size as f32;
                    }
                }
                b"Td" | b"TD" => {
                    if let [.., Token::Number(x), Token::Number(y)] = operands[..] {
                        let (x, y) = (x as f32, y as f32);
                        if operator == b"TD" {
                            state.leading = -y;
                        }
                        line = Matrix::translation(x, y).then(line);
                        text = line;
                    }
                }
                b"Tm" => {
                    if let Some(matrix) = matrix_operand(&operands) {
                        line = matrix;
                        text = line;
                    }
                }
                b"T*" => {
                    line = Matrix::translation(0.0, -state.leading).then(line);
                    text = line;
                }
                b"Tc" => set(&operands, &mut state.char_spacing),
                b"Tw" => set(&operands, &mut state.word_spacing),
                b"TL" => set(&operands, &mut state.leading),
                b"Ts" => set(&operands, &mut state.rise),
                b"Tz" => {
                    set(&operands, &mut state.scale);
                    state.scale /= 100.0;
                }
                b"Tj" | b"TJ" => self.show(page, &operands, &state, &mut text, mark),
                b"'" | b"\"" => {
                    if let (b"\"", [Token::Number(word), Token::Number(char), ..]) =
                        (operator, &operands[..])
                    {
                        state.word_spacing = *word as f32;
                        state.char_spacing = *char as f32;
                    }
                    line = Matrix::translation(0.0, -state.leading).then(line);
                    text = line;
                    self.show(page, &operands, &state, &mut text, mark);
                }
                b"BMC" | b"BDC" => {
                    if marks.len() < MAX_STACK {
                        marks.push(self.mark(&operands, &mut named, mark));
                    } else {
                        unmarked = unmarked.saturating_add(1);
                    }
                }
                b"EMC" => {
                    if unmarked > 0 {
                        unmarked = unmarked.saturating_sub(1);
                    } else if marks.len() > 1 {
                        marks.pop();
                    }
                }
                b"Do" => {
                    if let Some(Token::Name(name)) = operands.last()
                        && let Some(form) = named.forms.get(name, |object| self.form(object))
                    {
                        self.draw(page, form, resources, state.ctm, mark, depth);
                    }
                }
                b"ID" => lexer.skip_inline_image(),
                _ => {}
            }
            if self.file.budget.over().is_some() {
                return;
            }
            operands.clear();
        }
    }

    fn font(&mut self, entry: Object<'a>) -> Option<usize> {
        if let Object::Reference(id) = entry
            && let Some(&font) = self.font_numbers.get(&id)
        {
            self.lacks_font |= !self.fonts.get(font)?.is_whole;
            return Some(font);
        }
        let losses = self.file.losses();
        let Some(dict) = self.file.resolve(entry).as_dict() else {
            self.lacks_font |= self.file.losses() > losses;
            return None;
        };
        let font = self.fonts.len();
        let mut read = Font::read(self.file, dict);
        read.is_whole = self.file.losses() == losses;
        self.lacks_font |= !read.is_whole;
        self.fonts.push(read);
        if let Object::Reference(id) = entry {
            self.font_numbers.insert(id, font);
        }
        Some(font)
    }

    /// Shows strings as one run, and notes gaps between them that may be spaces.
    fn show(
        &mut self,
        page: u32,
        operands: &[Token<'_>],
        state: &State,
        text: &mut Matrix,
        mark: Mark,
    ) {
        let Some(font) = state.font.and_then(|font| self.fonts.get(font)) else {
            return;
        };
        let budget = self.file.budget;
        let start = self.text.len();
        let placed = text.then(state.ctm);
        let mut advance = 0.0f32;
        // Where the first glyph begins and the last one ends.
        let (mut first, mut last) = (None, 0.0f32);
        let mut gap = 0.0f32;
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
            if gap >= spacing::NARROWEST && self.text.len() > start {
                let at = self.text.len();
                self.gaps.push(Gap { at, width: gap });
            }
            gap = 0.0;
            first.get_or_insert(advance);
            for glyph in font.glyphs(bytes) {
                match &glyph.text {
                    Text::Nothing => {}
                    Text::Char(char) => self.text.push(*char),
                    Text::Chars(chars) => self.text.push_str(chars),
                }
                let spacing = state.char_spacing
                    + if glyph.is_space {
                        state.word_spacing
                    } else {
                        0.0
                    };
                advance += (glyph.width * state.size + spacing) * state.scale;
            }
            last = advance;
        }
        let (x, y) = placed.apply(first.unwrap_or_default(), state.rise);
        let (x_end, _) = placed.apply(last, state.rise);
        *text = Matrix::translation(advance, 0.0).then(*text);
        let end = self.text.len();
        if end == start {
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
        runs.push(Run {
            text: start..end,
            page,
            x,
            x_end,
            y,
            word_gap: 0.0,
            size: state.size.abs() * placed.vertical_scale(),
            bold: font.bold,
            italic: font.italic,
            artifact: mark.artifact,
            mcid: mark.mcid,
            element: None,
        });
    }

    fn mark(&self, operands: &[Token<'_>], named: &mut Resources<'a>, outer: Mark) -> Mark {
        let artifact = outer.artifact || operands.first() == Some(&Token::Name(b"Artifact"));
        let inline = operands.windows(2).find_map(|pair| match pair {
            [Token::Name(b"MCID"), Token::Number(mcid)] => Some(*mcid as u32),
            _ => None,
        });
        let named = || {
            let [_, Token::Name(name)] = operands else {
                return None;
            };
            named.properties.get(name, |list| {
                let list = self.file.resolve(list).as_dict()?;
                let mcid = self.file.get(list, b"MCID")?.as_number()?;
                Some(mcid as u32)
            })
        };
        Mark {
            mcid: inline.or_else(named).or(outer.mcid),
            artifact,
        }
    }

    /// Tells whether an XObject is a form: text may stand in one, but not in an image.
    fn form(&self, object: Object<'a>) -> Option<Stream<'a>> {
        let stream = self.file.resolve(object).as_stream()?;
        let subtype = self.file.get(stream.dict, b"Subtype")?;
        (subtype.as_name() == Some(b"Form")).then_some(stream)
    }

    fn draw(
        &mut self,
        page: u32,
        form: Stream<'a>,
        resources: Option<Dict<'a>>,
        ctm: Matrix,
        mark: Mark,
        depth: u64,
    ) {
        let file = self.file;
        if !file.budget.allows(Limit::Depth, depth) || !file.budget.has_time() {
            return;
        }
        let matrix = file
            .get(form.dict, b"Matrix")
            .and_then(Object::as_array)
            .and_then(|numbers| {
                let numbers: Vec<f32> = numbers
                    .iter()
                    .take(7)
                    .filter_map(|number| file.resolve(number).as_number())
                    .collect();
                numbers.try_into().ok()
            })
            .map_or(Matrix::IDENTITY, Matrix);
        let own = file.get(form.dict, b"Resources").and_then(Object::as_dict);
        let mut content = Vec::new();
        file.decode(form, &mut content);
        self.stream(
            page,
            &content,
            own.or(resources),
            matrix.then(ctm),
            mark,
            depth.saturating_add(1),
        );
    }
}

fn set(operands: &[Token<'_>], value: &mut f32) {
    if let Some(Token::Number(number)) = operands.last() {
        *value = *number as f32;
    }
}

fn matrix_operand(operands: &[Token<'_>]) -> Option<Matrix> {
    let mut numbers = [0.0; 6];
    for (slot, operand) in numbers
        .iter_mut()
        .zip(operands.get(operands.len().checked_sub(6)?..)?)
    {
        let Token::Number(value) = operand else {
            return None;
        };
        *slot = *value as f32;
    }
    Some(Matrix(numbers))
}
