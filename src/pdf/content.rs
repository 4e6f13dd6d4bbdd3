//! The interpreter of page contents: operators to text runs (ISO 32000-1, 9.4 and 14.6).

use std::collections::HashMap;

use crate::model::Limit;

use super::cmap::Text;
use super::fallback;
use super::file::File;
use super::font::Font;
use super::lexer::{Lexer, Token, unescape, unhex};
use super::matrix::Matrix;
use super::object::{Dict, Id, Memo, Object, Stream};
use super::spacing::{self, Gap};
use super::unseen::{self, Drawn};
use super::{Page, Run};

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
    /// What else there is on that page.
    drawn: Drawn,
    /// What each font has shown that stands for no character that is known.
    unmapped: Vec<Unmapped>,
    bytes: Vec<u8>,
}

/// Glyphs of a font that stand for no character that is known.
#[derive(Debug, Clone, Default)]
pub(super) struct Unmapped {
    /// The font's name.
    pub(super) font: String,
    pub(super) glyphs: usize,
    /// The pages that show them.
    pub(super) pages: Vec<u32>,
}

/// What a stream of contents may name.
struct Resources<'a> {
    /// Their places among the fonts read.
    fonts: Memo<'a, usize>,
    /// None for a picture.
    forms: Memo<'a, Option<Stream<'a>>>,
    /// Lists of properties of marked content.
    properties: Memo<'a, Dict<'a>>,
    /// The fonts and sizes that states of graphics set.
    states: Memo<'a, (usize, f32)>,
}

/// Where in the marked content the interpreter is.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    mcid: Option<u32>,
    artifact: bool,
    /// How many marks around what is shown state its text.
    stated: u32,
}

/// The text that marked content stands for (ISO 32000-1, 14.9.4), and how much was read before it.
struct Stated {
    text: String,
    before: [usize; 3],
    gaps: usize,
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
    /// The text rendering mode (ISO 32000-1, 9.3.6).
    mode: u8,
}

impl State {
    /// That at the start of a page.
    fn on_page(ctm: Matrix) -> State {
        State {
            ctm,
            font: None,
            size: 0.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
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
            drawn: Drawn::default(),
            unmapped: Vec::new(),
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

    /// Reads the contents of one page, of which a matrix leads to its coordinates. Tells whether all
    /// of its fonts are there.
    pub(super) fn page(
        &mut self,
        number: u32,
        content: &[u8],
        resources: Option<Dict<'a>>,
        matrix: Matrix,
        page: &mut Page,
    ) -> bool {
        let [start, runs, artifacts] = self.so_far();
        self.lacks_font = false;
        self.gaps.clear();
        self.drawn.clear();
        let state = State::on_page(matrix);
        self.stream(number, content, resources, state, Mark::default(), 0);
        page.covered = self.drawn.covered(page);
        let firsts = [runs, artifacts];
        let (text, drawn) = (&self.text, &self.drawn);
        unseen::remove(
            text,
            &mut self.runs,
            &mut self.artifacts,
            firsts,
            page,
            drawn,
        );
        let runs = self.runs.get_mut(runs..).unwrap_or_default();
        let artifacts = self.artifacts.get_mut(artifacts..).unwrap_or_default();
        unseen::level([&mut *runs, &mut *artifacts], page);
        spacing::place(&mut self.text, start, [runs, artifacts], &self.gaps);
        !self.lacks_font
    }

    /// Lists the fonts that have shown glyphs of which it is not known what they stand for.
    pub(super) fn unmapped(&self) -> impl Iterator<Item = &Unmapped> {
        self.unmapped.iter().filter(|unmapped| unmapped.glyphs > 0)
    }

    fn stream(
        &mut self,
        page: u32,
        content: &[u8],
        resources: Option<Dict<'a>>,
        state: State,
        mark: Mark,
        depth: u64,
    ) {
        let mut named = Resources {
            fonts: Memo::new(self.file.index(resources, b"Font")),
            forms: Memo::new(self.file.index(resources, b"XObject")),
            properties: Memo::new(self.file.index(resources, b"Properties")),
            states: Memo::new(self.file.index(resources, b"ExtGState")),
        };
        let mut state = state;
        let mut stated: Vec<Stated> = Vec::new();
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
                b"gs" => {
                    if let Some(Token::Name(name)) = operands.last()
                        && let Some((font, size)) = named.states.get(name, |set| self.font_set(set))
                    {
                        state.font = Some(font);
                        state.size = size;
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
                b"Tr" => {
                    let mut mode = f32::from(state.mode);
                    set(&operands, &mut mode);
                    state.mode = mode as u8;
                }
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
                        let (mut inner, text) = self.mark(&operands, &mut named, mark);
                        if let Some(text) = text {
                            inner.stated = mark.stated.saturating_add(1);
                            stated.push(Stated {
                                text,
                                before: self.so_far(),
                                gaps: self.gaps.len(),
                            });
                        }
                        marks.push(inner);
                    } else {
                        unmarked = unmarked.saturating_add(1);
                    }
                }
                b"EMC" => {
                    if unmarked > 0 {
                        unmarked = unmarked.saturating_sub(1);
                    } else if marks.len() > 1 {
                        marks.pop();
                        let outer = marks.last().map_or(0, |outer| outer.stated);
                        if mark.stated > outer
                            && let Some(stated) = stated.pop()
                        {
                            self.replace(stated);
                        }
                    }
                }
                b"Do" => {
                    if let Some(Token::Name(name)) = operands.last()
                        && let Some(drawn) = named.forms.get(name, |object| self.drawing(object))
                    {
                        match drawn {
                            Some(form) => self.draw(page, form, resources, state, mark, depth),
                            None => self.picture(state.ctm),
                        }
                    }
                }
                b"ID" => {
                    lexer.skip_inline_image();
                    self.picture(state.ctm);
                }
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
        let Some(font) = state.font.and_then(|font| self.fonts.get_mut(font)) else {
            return;
        };
        let budget = self.file.budget;
        let start = self.text.len();
        let placed = text.then(state.ctm);
        let mut advance = 0.0f32;
        // Where the first glyph begins and the last one ends.
        let (mut first, mut last) = (None, 0.0f32);
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
            for glyph in font.glyphs(bytes) {
                if gap != 0.0 && glyph.text != Text::Nothing {
                    let at = self.text.len();
                    if gap >= spacing::NARROWEST && at > start {
                        self.gaps.push(Gap { at, width: gap });
                    }
                    gap = 0.0;
                }
                match &glyph.text {
                    Text::Nothing => {
                        gap += glyph.width;
                        unmapped = unmapped.saturating_add(usize::from(!glyph.is_space));
                    }
                    Text::Char(char) => self.text.push(*char),
                    Text::Chars(chars) => self.text.push_str(chars),
                }
                if first.is_none() && glyph.text != Text::Nothing {
                    first = Some(advance);
                }
                let spacing = state.char_spacing
                    + if glyph.is_space {
                        state.word_spacing
                    } else {
                        0.0
                    };
                advance += (glyph.width * state.size + spacing) * state.scale;
                gap += apart;
            }
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
        let (x, y) = placed.apply(first.unwrap_or_default(), state.rise);
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

    /// Puts stated text in the place of what was shown for it, unless it is the same.
    fn replace(&mut self, stated: Stated) {
        let [start, runs, artifacts] = stated.before;
        let shown = self.text.get(start..).unwrap_or_default();
        if shown.split_whitespace().eq(stated.text.split_whitespace()) {
            return;
        }
        for (list, first) in [(&mut self.runs, runs), (&mut self.artifacts, artifacts)] {
            let Some((run, others)) = list.get_mut(first..).and_then(<[Run]>::split_first_mut)
            else {
                continue;
            };
            for other in others {
                if (other.y - run.y).abs() < run.size / 2.0 {
                    run.x = run.x.min(other.x);
                    run.x_end = run.x_end.max(other.x_end);
                }
            }
            list.truncate(first.saturating_add(1));
        }
        self.gaps.truncate(stated.gaps);
        self.text.truncate(start);
        self.file.budget.take(Limit::Text, stated.text.len());
        let run = match self.runs.get_mut(runs) {
            Some(run) => {
                self.artifacts.truncate(artifacts);
                run
            }
            None => match self.artifacts.get_mut(artifacts) {
                Some(run) => run,
                None => return,
            },
        };
        self.text.push_str(&stated.text);
        run.text = start..self.text.len();
    }

    /// Notes a picture, which is drawn into the unit square (ISO 32000-1, 8.9.5).
    fn picture(&mut self, ctm: Matrix) {
        if !self.file.budget.take(Limit::Runs, 1) {
            return;
        }
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
        let corners = corners.map(|(x, y)| ctm.apply(x, y));
        let least = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::MAX, f32::min);
        let most = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::MIN, f32::max);
        let (x, y): (fn(&(f32, f32)) -> f32, fn(&(f32, f32)) -> f32) = (|at| at.0, |at| at.1);
        self.drawn
            .pictures
            .push([least(x), least(y), most(x), most(y)]);
    }

    /// Reads the font and the size that a state of graphics sets, if it does.
    fn font_set(&mut self, set: Object<'a>) -> Option<(usize, f32)> {
        let file = self.file;
        let set = file.resolve(set).as_dict()?;
        let mut pair = file.get(set, b"Font")?.as_array()?.iter();
        let font = self.font(pair.next()?)?;
        Some((font, file.resolve(pair.next()?).as_number()?))
    }

    /// Reads what a mark says of its content: beside what outer marks say, the text that it stands for.
    fn mark(
        &self,
        operands: &[Token<'_>],
        named: &mut Resources<'a>,
        outer: Mark,
    ) -> (Mark, Option<String>) {
        let artifact = outer.artifact || operands.first() == Some(&Token::Name(b"Artifact"));
        let (mut mcid, mut text) = (None, None);
        for pair in operands.windows(2) {
            match *pair {
                [Token::Name(b"MCID"), Token::Number(number)] => mcid = Some(number as u32),
                [
                    Token::Name(b"ActualText"),
                    Token::Literal(string) | Token::Escaped(string),
                ] => {
                    text = fallback::text_string(Object::Literal(string));
                }
                [Token::Name(b"ActualText"), Token::Hex(string)] => {
                    text = fallback::text_string(Object::Hex(string));
                }
                _ => {}
            }
        }
        if let [_, Token::Name(name)] = operands
            && let Some(list) = named
                .properties
                .get(name, |list| self.file.resolve(list).as_dict())
        {
            let number = |object: Object<'_>| object.as_number();
            mcid = self
                .file
                .get(list, b"MCID")
                .and_then(number)
                .map(|number| number as u32);
            text = self
                .file
                .get(list, b"ActualText")
                .and_then(fallback::text_string);
        }
        let mark = Mark {
            mcid: mcid.or(outer.mcid),
            artifact,
            ..outer
        };
        (mark, text)
    }

    /// Tells what an XObject is: a form, in which text may stand, or else a picture.
    fn drawing(&self, object: Object<'a>) -> Option<Option<Stream<'a>>> {
        let stream = self.file.resolve(object).as_stream()?;
        let subtype = self.file.get(stream.dict, b"Subtype")?;
        match subtype.as_name()? {
            b"Form" => Some(Some(stream)),
            b"Image" => Some(None),
            _ => None,
        }
    }

    fn draw(
        &mut self,
        page: u32,
        form: Stream<'a>,
        resources: Option<Dict<'a>>,
        state: State,
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
            State {
                ctm: matrix.then(state.ctm),
                ..state
            },
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
