//! Page contents: operators to text runs (ISO 32000-1, 9.4 and 14.6).

use crate::model::Limit;

use super::bullets::{self, Path};
use super::font::Font;
use super::interpreter::{Interpreter, Resources, State};
use super::lexer::{Lexer, Token};
use super::marks::{Mark, Stated};
use super::matrix::Matrix;
use super::object::{Dict, Memo, Object, Stream};
use super::spacing;
use super::unseen;
use super::{Run, ShownPage};

/// How deep graphics states and marked content may nest.
const MAX_STACK: usize = 10_000;
/// Most operands that an operator is given; one that shows a line in pieces has some hundreds.
const MAX_OPERANDS: usize = 100_000;

impl<'a> Interpreter<'a> {
    /// Reads the contents of one page, of which a matrix leads to its coordinates. Tells whether all
    /// of its fonts are there.
    pub(super) fn page(
        &mut self,
        number: u32,
        content: &[u8],
        resources: Option<Dict<'a>>,
        matrix: Matrix,
        page: &mut ShownPage,
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
        let bullets = bullets::runs(&self.drawn.circles, runs);
        self.bullets.extend(bullets);
        !self.lacks_font
    }

    /// Returns the text that the appearance of an annotation shows, as if it stood alone.
    pub(super) fn appearance(&mut self, page: u32, form: Stream<'a>) -> String {
        let before = self.so_far();
        let [start, runs, _] = before;
        self.gaps.clear();
        let state = State::on_page(Matrix::IDENTITY);
        self.draw(page, form, None, state, Mark::default(), 0);
        let shown = self.runs.get_mut(runs..).unwrap_or_default();
        spacing::place(&mut self.text, start, [shown, &mut []], &self.gaps);
        let mut text = String::new();
        let mut last: Option<&Run> = None;
        for run in self.runs.get(runs..).unwrap_or_default() {
            if last.is_some_and(|last| run.y != last.y || run.x - last.x_end >= last.word_gap) {
                text.push(' ');
            }
            text.push_str(self.text.get(run.text.clone()).unwrap_or_default());
            last = Some(run);
        }
        self.go_back(before);
        text
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
        let keys: [&[u8]; 4] = [b"Font", b"XObject", b"Properties", b"ExtGState"];
        let [fonts, forms, properties, states] = resources
            .map_or([None; 4], |resources| self.file.get_all(resources, keys))
            .map(|dict| self.file.index(dict));
        let mut named = Resources {
            fonts: Memo::new(fonts),
            forms: Memo::new(forms),
            properties: Memo::new(properties),
            states: Memo::new(states),
        };
        let mut state = state;
        let mut stated: Vec<Stated> = Vec::new();
        let mut saved = Vec::new();
        let mut mark = mark;
        let mut outer_marks: Vec<Mark> = Vec::new();
        // Marked content beyond the cap is counted only, so that its ends find their starts.
        let mut unmarked = 0usize;
        let mut path = Path::default();
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
            // By single bytes, which are told apart faster than strings.
            match operator {
                [b'q'] if saved.len() < MAX_STACK => saved.push(state),
                [b'Q'] => {
                    if let Some(last) = saved.pop() {
                        state = last;
                    }
                }
                [b'c', b'm'] => {
                    if let Some(matrix) = matrix_operand(&operands) {
                        state.ctm = matrix.then(state.ctm);
                    }
                }
                [b'B', b'T'] => {
                    line = Matrix::IDENTITY;
                    text = line;
                }
                [b'T', b'f'] => {
                    if let [.., Token::Name(name), Token::Number(size)] = operands[..] {
                        state.font = named.fonts.get(name, |font| self.font(font));
                        state.size = size as f32;
                    }
                }
                [b'g', b's'] => {
                    if let Some(Token::Name(name)) = operands.last()
                        && let Some((font, size)) = named.states.get(name, |set| self.font_set(set))
                    {
                        state.font = Some(font);
                        state.size = size;
                    }
                }
                [b'T', b'd'] | [b'T', b'D'] => {
                    if let [.., Token::Number(x), Token::Number(y)] = operands[..] {
                        let (x, y) = (x as f32, y as f32);
                        if operator == b"TD" {
                            state.leading = -y;
                        }
                        line = Matrix::translation(x, y).then(line);
                        text = line;
                    }
                }
                [b'T', b'm'] => {
                    if let Some(matrix) = matrix_operand(&operands) {
                        line = matrix;
                        text = line;
                    }
                }
                [b'T', b'*'] => {
                    line = Matrix::translation(0.0, -state.leading).then(line);
                    text = line;
                }
                [b'T', b'c'] => set(&operands, &mut state.char_spacing),
                [b'T', b'w'] => set(&operands, &mut state.word_spacing),
                [b'T', b'L'] => set(&operands, &mut state.leading),
                [b'T', b's'] => set(&operands, &mut state.rise),
                [b'T', b'r'] => {
                    let mut mode = f32::from(state.mode);
                    set(&operands, &mut mode);
                    state.mode = mode as u8;
                }
                [b'T', b'z'] => {
                    set(&operands, &mut state.scale);
                    state.scale /= 100.0;
                }
                [b'T', b'j'] | [b'T', b'J'] => self.show(page, &operands, &state, &mut text, mark),
                [b'\''] | [b'"'] => {
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
                [b'B', b'M', b'C'] | [b'B', b'D', b'C'] => {
                    if outer_marks.len() < MAX_STACK {
                        let (mut inner, text) = self.mark(&operands, &mut named, mark);
                        if let Some(text) = text {
                            inner.stated = mark.stated.saturating_add(1);
                            stated.push(Stated {
                                text,
                                before: self.so_far(),
                                gaps: self.gaps.len(),
                            });
                        }
                        outer_marks.push(std::mem::replace(&mut mark, inner));
                    } else {
                        unmarked = unmarked.saturating_add(1);
                    }
                }
                [b'E', b'M', b'C'] => {
                    if unmarked > 0 {
                        unmarked = unmarked.saturating_sub(1);
                    } else if let Some(outer) = outer_marks.pop() {
                        if mark.stated > outer.stated
                            && let Some(stated) = stated.pop()
                        {
                            self.replace(stated);
                        }
                        mark = outer;
                    }
                }
                [b'c'] | [b'v'] | [b'y'] => path.curve(&operands, state.ctm),
                [b'f' | b'F' | b'B' | b'b' | b'S' | b's'] | [b'f' | b'B' | b'b', b'*'] => {
                    self.drawn.circles.extend(path.paint());
                }
                // A path that only clips is not painted.
                [b'n'] => path = Path::default(),
                [b'D', b'o'] => {
                    if let Some(Token::Name(name)) = operands.last()
                        && let Some(drawn) = named.forms.get(name, |object| self.drawing(object))
                    {
                        match drawn {
                            Some(form) => self.draw(page, form, resources, state, mark, depth),
                            None => self.picture(state.ctm),
                        }
                    }
                }
                [b'I', b'D'] => {
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

    /// Notes a picture, which is drawn into the unit square (ISO 32000-1, 8.9.5).
    fn picture(&mut self, ctm: Matrix) {
        if !self.file.budget.take(Limit::Runs, 1) {
            return;
        }
        let mut covered = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        for (x, y) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
            let [left, bottom, right, top] = covered;
            let (x, y) = ctm.apply(x, y);
            covered = [left.min(x), bottom.min(y), right.max(x), top.max(y)];
        }
        self.drawn.pictures.push(covered);
    }

    /// Reads the font and the size that a state of graphics sets, if it does.
    fn font_set(&mut self, set: Object<'a>) -> Option<(usize, f32)> {
        let file = self.file;
        let set = file.resolve(set).as_dict()?;
        let mut pair = file.get(set, b"Font")?.as_array()?.iter();
        let font = self.font(pair.next()?)?;
        Some((font, file.resolve(pair.next()?).as_number()?))
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
