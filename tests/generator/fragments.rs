//! Cutting lines and labels into the fragments in which they are shown.

use super::block::{Label, Paragraph};
use super::metrics::Face;
use super::page::{Show, Shown};
use super::random::Random;
use super::spec::Traps;
use super::symbol;

/// Cuts lines; what it draws by lot depends only on what it has cut before.
pub struct Fragments<'a> {
    traps: &'a Traps,
    random: Random,
}

impl<'a> Fragments<'a> {
    /// Starts with an untouched source of chance.
    pub fn new(traps: &'a Traps) -> Self {
        Fragments {
            traps,
            random: Random::new(7),
        }
    }

    /// Is true of a number that has no space after it.
    pub fn tight(&self, number: u32) -> bool {
        self.traps.tight_numbers && number >= 10 && self.traps.stopless_number != Some(number)
    }

    /// Shows a label, with the space after it.
    pub fn label(&self, paragraph: &Paragraph, label: &Label, x: f32, y: f32) -> Vec<Show> {
        let x = x + paragraph.label_indent;
        let size = paragraph.size;
        let (shown, width, tight) = match label {
            Label::Number(number) => {
                let stop = if self.traps.stopless_number == Some(*number) {
                    ""
                } else {
                    "."
                };
                let text = format!("{number}{stop}");
                let width = paragraph.face.measure(&text, size);
                (
                    Shown::Text(paragraph.face, text),
                    width,
                    self.tight(*number),
                )
            }
            Label::Bullet => (Shown::Glyph(symbol::BULLET), size * 0.6, false),
            Label::Dash => (Shown::Glyph(symbol::DASH), size * 0.5, false),
        };
        let mut shows = vec![Show { x, y, size, shown }];
        if !tight && !self.traps.spaceless {
            let shown = Shown::Text(Face::Regular, " ".to_owned());
            shows.push(Show {
                x: x + width,
                y,
                size,
                shown,
            });
        }
        shows
    }

    /// Cuts a line into the fragments in which it is shown.
    pub fn shows(&mut self, text: &str, paragraph: &Paragraph, x: f32, y: f32) -> Vec<Show> {
        let (face, size) = (paragraph.face, paragraph.size);
        let mut shows = Vec::new();
        let mut at = x;
        let mut run = String::new();
        for c in text.chars() {
            let quote = c == '’' && self.traps.split_quotes && face == Face::Regular;
            let gap = self.traps.spaceless && c == ' ';
            let cut = self.traps.fragments && c == ' ' && self.random.chance(12);
            let kerned = self.traps.spaceless && self.random.chance(3);
            if (quote || cut || gap || kerned) && !run.is_empty() {
                let width = face.measure(&run, size);
                let shown = Shown::Text(face, std::mem::take(&mut run));
                shows.push(Show {
                    x: at,
                    y,
                    size,
                    shown,
                });
                at += width;
            }
            if gap {
                at += face.measure(" ", size);
            } else if quote {
                shows.push(Show {
                    x: at,
                    y,
                    size,
                    shown: Shown::Glyph(symbol::QUOTE),
                });
                at += face.measure("’", size);
            } else {
                run.push(c);
            }
        }
        if !run.is_empty() {
            shows.push(Show {
                x: at,
                y,
                size,
                shown: Shown::Text(face, run),
            });
        }
        shows
    }
}
