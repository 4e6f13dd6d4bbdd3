//! Marked content (ISO 32000-1, 14.6): which element it belongs to, and what it stands for.

use crate::model::Limit;

use super::Run;
use super::fallback;
use super::interpreter::Interpreter;
use super::lexer::Token;
use super::object::Object;
use super::resources::Resources;

/// How deep marked content may nest.
const MAX_DEPTH: usize = 10_000;

/// Where in the marked content the interpreter is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mark {
    pub(super) mcid: Option<u32>,
    pub(super) artifact: bool,
    /// How many marks around what is shown state its text.
    pub(super) stated: u32,
}

/// The text that marked content stands for (ISO 32000-1, 14.9.4), and how much was read before it.
struct Stated {
    text: String,
    before: [usize; 3],
    gaps: usize,
}

/// The marks that are open at a place of a stream of contents.
pub(super) struct Marks {
    /// What the innermost of them says, and those around it.
    inner: Mark,
    /// What those around each open mark say, outermost first.
    outer: Vec<Mark>,
    /// How many are open beyond the cap, which are counted only, so that their ends find their starts.
    beyond: usize,
    /// The texts of those that state one.
    stated: Vec<Stated>,
}

impl Marks {
    /// Those of a stream that is drawn within a mark.
    pub(super) fn within(mark: Mark) -> Marks {
        Marks {
            inner: mark,
            outer: Vec::new(),
            beyond: 0,
            stated: Vec::new(),
        }
    }

    pub(super) fn inner(&self) -> Mark {
        self.inner
    }

    /// Opens a mark.
    pub(super) fn begin<'a>(
        &mut self,
        interpreter: &Interpreter<'a>,
        operands: &[Token<'_>],
        named: &mut Resources<'a>,
    ) {
        if self.outer.len() >= MAX_DEPTH {
            self.beyond = self.beyond.saturating_add(1);
            return;
        }
        let (mut inner, text) = interpreter.mark(operands, named, self.inner);
        if let Some(text) = text {
            inner.stated = self.inner.stated.saturating_add(1);
            self.stated.push(Stated {
                text,
                before: interpreter.so_far(),
                gaps: interpreter.gaps.len(),
            });
        }
        self.outer.push(std::mem::replace(&mut self.inner, inner));
    }

    /// Closes the innermost mark, and puts the text that it states in the place of what was shown.
    pub(super) fn end(&mut self, interpreter: &mut Interpreter<'_>) {
        if self.beyond > 0 {
            self.beyond = self.beyond.saturating_sub(1);
        } else if let Some(outer) = self.outer.pop() {
            if self.inner.stated > outer.stated
                && let Some(stated) = self.stated.pop()
            {
                interpreter.replace(stated);
            }
            self.inner = outer;
        }
    }
}

impl<'a> Interpreter<'a> {
    /// Puts stated text in the place of what was shown for it, unless it is the same.
    fn replace(&mut self, stated: Stated) {
        let [start, runs, artifacts] = stated.before;
        let shown = self.text.get(start..).unwrap_or_default();
        if shown.split_whitespace().eq(stated.text.split_whitespace()) {
            return;
        }
        // FOP states a line without the hyphen that it ends in.
        let shown = shown.trim_end();
        let broken = shown.strip_suffix(['-', '\u{2010}', '\u{AD}']);
        let is_same = |line: &str| line.split_whitespace().eq(stated.text.split_whitespace());
        if let Some(line) = broken.filter(|line| line.ends_with(char::is_alphabetic))
            && is_same(line)
            && let Some(run) = self.runs.last_mut()
        {
            let end = start.saturating_add(line.len());
            self.text.truncate(end);
            self.text.push('\u{AD}');
            run.text.end = self.text.len();
            run.text.start = run.text.start.min(run.text.end);
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
}
