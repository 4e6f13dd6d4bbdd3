//! The interpreter of page contents: what it has read so far, and the state it is in.

use std::collections::HashMap;

use super::Run;
use super::file::File;
use super::font::Font;
use super::matrix::Matrix;
use super::object::Id;
use super::spacing::Gap;
use super::unseen::Drawn;

/// Glyphs of a font that stand for no character that is known.
#[derive(Debug, Clone, Default)]
pub(super) struct Unmapped {
    /// The font's name.
    pub(super) font: String,
    pub(super) glyphs: usize,
    /// The pages that show them.
    pub(super) pages: Vec<u32>,
}

/// Reads the contents of pages, sharing fonts among them.
pub(super) struct Interpreter<'a> {
    pub(super) file: &'a File<'a>,
    /// The fonts read so far. Those that have a number are read once.
    pub(super) fonts: Vec<Font>,
    pub(super) font_numbers: HashMap<Id, usize>,
    /// Whether a font of the page is not there, or not all of it, so that its text is in doubt.
    pub(super) lacks_font: bool,
    /// The text of all runs, one after the other.
    pub(super) text: String,
    /// The runs of all pages read so far, in the order in which they are drawn.
    pub(super) runs: Vec<Run>,
    /// Those of artifacts.
    pub(super) artifacts: Vec<Run>,
    /// Bullets that are painted, as runs without text.
    pub(super) bullets: Vec<Run>,
    /// The gaps inside the runs of the page that is read.
    pub(super) gaps: Vec<Gap>,
    /// What else there is on that page.
    pub(super) drawn: Drawn,
    /// What each font has shown that stands for no character that is known.
    pub(super) unmapped: Vec<Unmapped>,
    pub(super) bytes: Vec<u8>,
}

/// The part of the state of graphics that text depends on.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) ctm: Matrix,
    /// Its place among the fonts read.
    pub(super) font: Option<usize>,
    pub(super) size: f32,
    pub(super) char_spacing: f32,
    pub(super) word_spacing: f32,
    /// Horizontal scaling as a factor.
    pub(super) scale: f32,
    pub(super) leading: f32,
    pub(super) rise: f32,
    /// The text rendering mode (ISO 32000-1, 9.3.6).
    pub(super) mode: u8,
}

impl State {
    /// That at the start of a page.
    pub(super) fn on_page(ctm: Matrix) -> State {
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
            bullets: Vec::new(),
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

    /// Lists the fonts that have shown glyphs of which it is not known what they stand for.
    pub(super) fn unmapped(&self) -> impl Iterator<Item = &Unmapped> {
        self.unmapped.iter().filter(|unmapped| unmapped.glyphs > 0)
    }
}
