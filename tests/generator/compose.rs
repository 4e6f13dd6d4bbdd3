//! From a report to the blocks that are set: cover, parts, closing matter.

use super::block::{Block, Cell, Label, Note, Paragraph, Row};
use super::headings;
use super::spec::{Item, Kind, MARK, Part, Report};
use super::truth::{self, Form};
use super::{closing, cover};

/// Composes a report, with a page of contents where the headings' pages are already known.
pub fn compose(report: &Report, contents: &[(String, usize)]) -> Vec<Block> {
    let mut composer = Composer {
        report,
        blocks: Vec::new(),
        number: 0,
        notes: 0,
    };
    cover::cover(&mut composer, contents);
    for part in &report.parts {
        composer.part(part);
    }
    closing::closing(&mut composer);
    composer.blocks
}

/// A report on its way to blocks.
pub struct Composer<'a> {
    /// What is being composed.
    pub report: &'a Report,
    /// What has been composed.
    pub blocks: Vec<Block>,
    number: u32,
    notes: u32,
}

impl Composer<'_> {
    /// Adds a paragraph.
    pub fn text(&mut self, paragraph: Paragraph) {
        self.blocks.push(Block::Text(paragraph));
    }

    /// Adds a row of two cells.
    pub fn pair(&mut self, left: Paragraph, right: Paragraph, split: f32, centred: bool) {
        let cells = vec![
            Cell {
                x: 4.0,
                width: split - 12.0,
                paragraphs: vec![left.below(6.0)],
            },
            Cell {
                x: split,
                width: 449.0 - split,
                paragraphs: vec![right.below(6.0)],
            },
        ];
        self.blocks.push(Block::Row(Row {
            cells,
            header: false,
            centred,
            ruled: true,
        }));
    }

    /// Starts a new page.
    pub fn page(&mut self) {
        self.blocks.push(Block::Page);
    }

    /// Takes the next footnote's number.
    pub fn note(&mut self, text: &str) -> Note {
        self.notes += 1;
        Note {
            number: self.notes,
            text: text.to_owned(),
        }
    }

    fn part(&mut self, part: &Part) {
        cover::area_title(self, part);
        if part.section == "practice-study" {
            return self.boxed(part);
        }
        if let Some((level, heading)) = headings::part(self.report, part) {
            self.text(Paragraph::heading(level, heading));
        }
        if part.section == "priority-action" && self.report.kind == Kind::AreaSend {
            let head = |words: &str| Paragraph::body(words).bold();
            self.pair(
                head("Responsible body"),
                head("Areas for priority action"),
                170.0,
                false,
            );
        }
        let mut items = part.items.iter().peekable();
        while let Some(item) = items.next() {
            let note = match items.peek() {
                Some(Item::Note(text)) => Some(self.note(text)),
                _ => None,
            };
            self.item(part, item, note);
        }
    }

    fn item(&mut self, part: &Part, item: &Item, note: Option<Note>) {
        let deep = self.numbers(part);
        let mut paragraph = match item {
            Item::Note(_) => return,
            Item::Heading(text) => return self.text(Paragraph::heading(3, text)),
            Item::Row(left, right) => {
                let fact = self.fact(part, right, Form::Cell);
                let right = Paragraph::body(right).fact(fact);
                return self.pair(Paragraph::body(left), right, 170.0, false);
            }
            Item::Paragraph(text) if deep => {
                self.number += 1;
                let fact = self.fact(part, text, Form::Numbered(self.number));
                Paragraph::item(Label::Number(self.number), 0.0, 28.0, text).fact(fact)
            }
            Item::Paragraph(text) | Item::Plain(text) => {
                let fact = self.fact(part, text, Form::Plain);
                Paragraph::body(text).fact(fact)
            }
            Item::Bullet(text) => {
                let indent = if deep { 28.0 } else { 0.0 };
                let fact = self.fact(part, text, Form::Bullet);
                Paragraph::item(Label::Bullet, indent, indent + 14.0, text)
                    .below(8.0)
                    .fact(fact)
            }
            Item::SubBullet(text) => {
                let indent = if deep { 42.0 } else { 14.0 };
                let fact = self.fact(part, text, Form::Bullet);
                Paragraph::item(Label::Dash, indent, indent + 14.0, text)
                    .below(8.0)
                    .fact(fact)
            }
        };
        if matches!(part.section.as_str(), "opening" | "closing") {
            paragraph.fact = None;
        }
        paragraph.note = note;
        self.text(paragraph);
    }

    /// Sets a part in a box of its own, as practice studies are.
    fn boxed(&mut self, part: &Part) {
        let heading = part.heading.as_deref().unwrap_or("Practice study");
        let mut paragraphs = vec![Paragraph::body(heading).bold()];
        for item in &part.items {
            match item {
                Item::Paragraph(text) | Item::Plain(text) => {
                    let fact = self.fact(part, text, Form::Plain);
                    paragraphs.push(Paragraph::body(text).fact(fact));
                }
                _ => {}
            }
        }
        let cells = vec![Cell {
            x: 10.0,
            width: 430.0,
            paragraphs,
        }];
        self.blocks.push(Block::Row(Row {
            cells,
            header: false,
            centred: false,
            ruled: false,
        }));
    }

    fn numbers(&self, part: &Part) -> bool {
        match self.report.kind {
            Kind::Ilacs => part.section == "findings",
            kind if kind.is_sif() => {
                matches!(
                    part.section.as_str(),
                    "findings" | "improvement" | "priority-action"
                )
            }
            _ => false,
        }
    }

    fn fact(&self, part: &Part, text: &str, form: Form) -> truth::Paragraph {
        let grade = part
            .area
            .as_deref()
            .and_then(|area| self.report.grade(area));
        truth::Paragraph {
            text: text.replace(MARK, ""),
            form,
            section: part.section.clone(),
            area: part.area.clone(),
            grade: grade.map(str::to_owned),
            page: 0,
            last_page: 0,
            note: None,
        }
    }
}
