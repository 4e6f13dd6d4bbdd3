//! The operators of one stream of contents, and what they set (ISO 32000-1, annex A).

use crate::model::Limit;

use super::bullets::Path;
use super::interpreter::{Interpreter, State};
use super::lexer::{Lexer, Token};
use super::marks::{Mark, Marks};
use super::matrix::Matrix;
use super::object::{Dict, Object, Stream};
use super::resources::Resources;

/// Most operands that an operator is given; one that shows a line in pieces has some hundreds.
const MAX_OPERANDS: usize = 100_000;
/// How deep graphics states may nest.
const MAX_STACK: usize = 10_000;

/// What a stream of contents inherits from the page or the form that draws it.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub(super) page: u32,
    pub(super) resources: Option<Dict<'a>>,
    pub(super) state: State,
    pub(super) mark: Mark,
    /// How many forms the stream is drawn by.
    pub(super) depth: u64,
}

/// One stream of contents that is read: what its operators have set so far.
pub(super) struct ContentStream<'a> {
    around: Surroundings<'a>,
    named: Resources<'a>,
    state: State,
    saved: Vec<State>,
    marks: Marks,
    path: Path,
    /// The matrix of the text line.
    line: Matrix,
    /// The matrix of the text.
    text: Matrix,
}

impl<'a> ContentStream<'a> {
    pub(super) fn new(
        interpreter: &Interpreter<'a>,
        around: Surroundings<'a>,
    ) -> ContentStream<'a> {
        ContentStream {
            named: Resources::of(interpreter.file, around.resources),
            state: around.state,
            saved: Vec::new(),
            marks: Marks::within(around.mark),
            path: Path::default(),
            line: Matrix::IDENTITY,
            text: Matrix::IDENTITY,
            around,
        }
    }

    /// Tells what a form is drawn in that stands here.
    fn here(&self) -> Surroundings<'a> {
        Surroundings {
            state: self.state,
            mark: self.marks.inner(),
            ..self.around
        }
    }

    /// The transformation from this stream's coordinates to those of the page.
    pub(super) fn ctm(&self) -> Matrix {
        self.state.ctm
    }

    /// Does what an operator says.
    #[inline(always)]
    pub(super) fn operate(
        &mut self,
        interpreter: &mut Interpreter<'a>,
        operator: &[u8],
        operands: &[Token<'_>],
    ) {
        // By single bytes, which are told apart faster than strings.
        match operator {
            [b'T', b'j' | b'J'] => self.show(interpreter, operands),
            [b'T', b'f'] => {
                if let [.., Token::Name(name), Token::Number(size)] = *operands {
                    let make = |font| interpreter.named_font(font);
                    self.state.font = self.named.fonts.get(name, make);
                    self.state.size = size as f32;
                }
            }
            [b'T', b'd' | b'D' | b'm' | b'*'] | [b'B', b'T'] => self.move_text(operator, operands),
            [b'T', parameter] => self.set_text(*parameter, operands),
            [b'\'' | b'"'] => {
                if let (b"\"", [Token::Number(word), Token::Number(char), ..]) =
                    (operator, operands)
                {
                    self.state.word_spacing = *word as f32;
                    self.state.char_spacing = *char as f32;
                }
                self.move_text(b"T*", &[]);
                self.show(interpreter, operands);
            }
            [b'B', b'M' | b'D', b'C'] => {
                self.marks.begin(interpreter, operands, &mut self.named);
            }
            [b'E', b'M', b'C'] => self.marks.end(interpreter),
            [b'q' | b'Q'] | [b'c', b'm'] | [b'g', b's'] => {
                self.set_graphics(interpreter, operator, operands);
            }
            [b'c' | b'v' | b'y'] => self.path.curve(operands, self.state.ctm),
            [b'f' | b'F' | b'B' | b'b' | b'S' | b's'] | [b'f' | b'B' | b'b', b'*'] => {
                interpreter.drawn.circles.extend(self.path.paint());
            }
            // A path that only clips is not painted.
            [b'n'] => self.path = Path::default(),
            [b'D', b'o'] => self.draw(interpreter, operands),
            _ => {}
        }
    }

    fn show(&mut self, interpreter: &mut Interpreter<'a>, operands: &[Token<'_>]) {
        let (page, mark) = (self.around.page, self.marks.inner());
        interpreter.show(page, operands, &self.state, &mut self.text, mark);
    }

    /// Moves to where text is shown next (ISO 32000-1, 9.4.2).
    #[inline(always)]
    fn move_text(&mut self, operator: &[u8], operands: &[Token<'_>]) {
        let line = match operator {
            [b'B', b'T'] => Matrix::IDENTITY,
            [b'T', b'm'] => match matrix_operand(operands) {
                Some(matrix) => matrix,
                None => return,
            },
            [b'T', b'*'] => Matrix::translation(0.0, -self.state.leading).then(self.line),
            _ => {
                let [.., Token::Number(x), Token::Number(y)] = *operands else {
                    return;
                };
                let (x, y) = (x as f32, y as f32);
                if operator == b"TD" {
                    self.state.leading = -y;
                }
                Matrix::translation(x, y).then(self.line)
            }
        };
        self.line = line;
        self.text = line;
    }

    /// Sets a parameter of the text state (ISO 32000-1, 9.3).
    fn set_text(&mut self, parameter: u8, operands: &[Token<'_>]) {
        let Some(Token::Number(number)) = operands.last() else {
            return;
        };
        let number = *number as f32;
        match parameter {
            b'c' => self.state.char_spacing = number,
            b'w' => self.state.word_spacing = number,
            b'L' => self.state.leading = number,
            b's' => self.state.rise = number,
            b'r' => self.state.mode = number as u8,
            b'z' => self.state.scale = number / 100.0,
            _ => {}
        }
    }

    /// Saves, restores or sets the state of graphics (ISO 32000-1, 8.4.4).
    fn set_graphics(
        &mut self,
        interpreter: &mut Interpreter<'a>,
        operator: &[u8],
        operands: &[Token<'_>],
    ) {
        match operator {
            [b'q'] if self.saved.len() < MAX_STACK => self.saved.push(self.state),
            [b'Q'] => {
                if let Some(last) = self.saved.pop() {
                    self.state = last;
                }
            }
            [b'c', b'm'] => {
                if let Some(matrix) = matrix_operand(operands) {
                    self.state.ctm = matrix.then(self.state.ctm);
                }
            }
            [b'g', b's'] => {
                if let Some(Token::Name(name)) = operands.last()
                    && let Some((font, size)) =
                        self.named.states.get(name, |set| interpreter.font_set(set))
                {
                    self.state.font = Some(font);
                    self.state.size = size;
                }
            }
            _ => {}
        }
    }

    /// Draws a form or notes a picture (ISO 32000-1, 8.8).
    fn draw(&mut self, interpreter: &mut Interpreter<'a>, operands: &[Token<'_>]) {
        let Some(Token::Name(name)) = operands.last() else {
            return;
        };
        let make = |object| interpreter.drawing(object);
        match self.named.forms.get(name, make) {
            Some(Some(form)) => interpreter.draw(form, self.here()),
            Some(None) => interpreter.picture(self.state.ctm),
            None => {}
        }
    }
}

impl<'a> Interpreter<'a> {
    /// Reads one stream of contents: a page's, or that of a form drawn on it.
    pub(super) fn stream(&mut self, content: &[u8], around: Surroundings<'a>) {
        let mut contents = ContentStream::new(self, around);
        let mut operands: Vec<Token<'_>> = Vec::with_capacity(64);
        let mut lexer = Lexer::new(content);
        while let Some(token) = lexer.next() {
            let Token::Word(operator) = token else {
                if operands.len() < MAX_OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            if operator == b"ID" {
                lexer.skip_inline_image();
                self.picture(contents.ctm());
            } else {
                contents.operate(self, operator, &operands);
            }
            if self.file.budget.over().is_some() {
                return;
            }
            operands.clear();
        }
    }

    /// Draws a form (ISO 32000-1, 8.10).
    pub(super) fn draw(&mut self, form: Stream<'a>, around: Surroundings<'a>) {
        let file = self.file;
        if !file.budget.allows(Limit::Depth, around.depth) || !file.budget.has_time() {
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
        let inside = Surroundings {
            resources: own.or(around.resources),
            state: State {
                ctm: matrix.then(around.state.ctm),
                ..around.state
            },
            depth: around.depth.saturating_add(1),
            ..around
        };
        self.stream(&content, inside);
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
