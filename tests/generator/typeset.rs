//! Setting blocks on pages, tagged as Word tags them, faults included.

use std::collections::VecDeque;

use super::block::{Block, Label, Note, Paragraph, Role, Row};
use super::fragments::Fragments;
use super::lines::{break_lines, measure};
use super::metrics::Face;
use super::page::{Document, Kid, LEFT, MEASURE, Marked, Node, Page, Show, Shown};
use super::spec::{Labels, MARK, Traps, Turn};
use super::tagger::Tagger;
use super::truth;

const TOP: f32 = 778.0;
const BOTTOM: f32 = 68.0;
/// Space between two columns.
const GAP: f32 = 20.0;

/// A heading that was set.
pub struct Heading {
    /// Its level.
    pub level: u8,
    /// Its words.
    pub words: String,
    /// The page on which it stands.
    pub page: usize,
}

/// What setting a report gives.
pub struct Setting {
    /// The pages and their tags.
    pub document: Document,
    /// Every fact that was met, its pages filled in.
    pub facts: Vec<truth::Paragraph>,
    /// Every heading with its page, for a page of contents.
    pub headings: Vec<Heading>,
}

/// Sets blocks on pages.
pub fn typeset(blocks: &[Block], traps: &Traps) -> Setting {
    let mut setter = Setter::new(traps);
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Text(paragraph) => {
                setter.tagger.close_plain_table();
                let next = match blocks.get(at + 1) {
                    Some(Block::Text(next)) if matches!(paragraph.role, Role::Heading(_)) => {
                        next.above + 3.0 * next.pitch()
                    }
                    Some(Block::Row(_) | Block::Columns(_))
                        if matches!(paragraph.role, Role::Heading(_)) =>
                    {
                        60.0
                    }
                    _ => 0.0,
                };
                setter.paragraph(paragraph, LEFT, MEASURE, next);
            }
            Block::Row(row) => setter.row(row),
            Block::Columns(paragraphs) => {
                setter.tagger.close_plain_table();
                setter.columns(paragraphs);
            }
            Block::Page => {
                setter.tagger.close_plain_table();
                setter.turn();
            }
        }
    }
    setter.finish()
}

struct Setter<'a> {
    traps: &'a Traps,
    pages: Vec<Page>,
    tagger: Tagger<'a>,
    fragments: Fragments<'a>,
    facts: Vec<truth::Paragraph>,
    headings: Vec<Heading>,
    y: f32,
    floor: f32,
    /// Notes to be set at the foot of the page.
    notes: Vec<Paragraph>,
}

/// One line on its page.
struct Placed {
    text: String,
    y: f32,
}

impl<'a> Setter<'a> {
    fn new(traps: &'a Traps) -> Self {
        Setter {
            traps,
            pages: vec![Page::default()],
            tagger: Tagger::new(traps),
            fragments: Fragments::new(traps),
            facts: Vec::new(),
            headings: Vec::new(),
            y: TOP,
            floor: BOTTOM,
            notes: Vec::new(),
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, x: f32, width: f32, reserve: f32) {
        let lines = self.lines(paragraph, width);
        let pitch = paragraph.pitch();
        if self.y < TOP {
            self.y -= paragraph.above;
        }
        let heading = matches!(paragraph.role, Role::Heading(_));
        let together = if heading || lines.len() < 4 {
            lines.len()
        } else {
            2
        };
        if self.y - pitch * together as f32 - reserve < self.floor {
            self.turn();
        }
        let first_page = self.pages.len();
        let mut rest = lines.as_slice();
        let mut first = true;
        while !rest.is_empty() {
            let take = self.fitting(paragraph, rest);
            let (here, after) = rest.split_at(take);
            let placed: Vec<Placed> = here
                .iter()
                .map(|text| {
                    self.y -= pitch;
                    Placed {
                        text: text.clone(),
                        y: self.y + pitch * 0.22,
                    }
                })
                .collect();
            self.piece(paragraph, x, &placed, first, after.is_empty());
            rest = after;
            first = false;
            if !rest.is_empty() {
                self.turn();
            }
        }
        self.y -= paragraph.below;
        self.record(paragraph, first_page);
    }

    fn record(&mut self, paragraph: &Paragraph, first_page: usize) {
        if let Role::Heading(level) = paragraph.role {
            let words = paragraph.text.replace(MARK, "");
            self.headings.push(Heading {
                level,
                words,
                page: first_page,
            });
        }
        if let Some(fact) = &paragraph.fact {
            let mut fact = fact.clone();
            fact.page = first_page as u32;
            fact.last_page = self.pages.len() as u32;
            fact.note = paragraph.note.as_ref().map(|note| note.text.clone());
            self.facts.push(fact);
        }
    }

    fn lines(&self, paragraph: &Paragraph, width: f32) -> Vec<String> {
        let first = self.text_start(paragraph);
        let (face, size) = (paragraph.face, paragraph.size);
        let rest = width - paragraph.indent;
        if self.alone(paragraph) {
            let lines = break_lines(&paragraph.text, face, size, rest, rest);
            return std::iter::once(String::new()).chain(lines).collect();
        }
        break_lines(&paragraph.text, face, size, width - first, rest)
    }

    /// Is true of a paragraph whose number has a line to itself.
    fn alone(&self, paragraph: &Paragraph) -> bool {
        match (&paragraph.label, self.traps.lone_number) {
            (Some(Label::Number(number)), Some(alone)) => *number == alone,
            _ => false,
        }
    }

    /// Returns where the first line's text begins: after a tight number, else at the indent.
    fn text_start(&self, paragraph: &Paragraph) -> f32 {
        match paragraph.label {
            Some(Label::Number(number)) if self.fragments.tight(number) => {
                let label = format!("{number}.");
                paragraph.label_indent + paragraph.face.measure(&label, paragraph.size)
            }
            _ => paragraph.indent,
        }
    }

    /// Returns how many of the lines stand on this page, leaving no line alone.
    fn fitting(&mut self, paragraph: &Paragraph, lines: &[String]) -> usize {
        let mut fit = self.capacity(paragraph.pitch());
        let mark = lines.iter().position(|line| line.contains(MARK));
        if let (Some(note), Some(mark)) = (&paragraph.note, mark)
            && mark < fit
        {
            let set = note_paragraph(note);
            let height = set.pitch() * self.lines(&set, MEASURE).len() as f32 + 6.0;
            self.floor += height;
            self.notes.push(set);
            fit = self.capacity(paragraph.pitch()).max(mark + 1);
        }
        if fit >= lines.len() {
            return lines.len();
        }
        let fit = fit.min(lines.len().saturating_sub(2));
        fit.max(1)
    }

    fn capacity(&self, pitch: f32) -> usize {
        ((self.y - self.floor) / pitch).floor().max(0.0) as usize
    }

    /// Shows one page's lines of a paragraph and tags them.
    fn piece(&mut self, paragraph: &Paragraph, x: f32, lines: &[Placed], first: bool, last: bool) {
        let page = self.pages.len() - 1;
        let mut groups: Vec<Vec<Show>> = vec![Vec::new()];
        let mut noted = None;
        let mut label = Vec::new();
        if let (true, Some(line), Some(printed)) = (first, lines.first(), &paragraph.label) {
            label = self.fragments.label(paragraph, printed, x, line.y);
        }
        let mut end = (x, 0.0);
        for (n, line) in lines.iter().enumerate() {
            let indent = if first && n == 0 {
                self.text_start(paragraph)
            } else {
                paragraph.indent
            };
            let mut at = x + indent;
            for (m, text) in line.text.split(MARK).enumerate() {
                if m > 0 {
                    let number = paragraph.note.as_ref().map_or(1, |note| note.number);
                    let shown = Shown::Text(paragraph.face, number.to_string());
                    let size = paragraph.size * 0.66;
                    groups.push(vec![Show {
                        x: at,
                        y: line.y + 4.0,
                        size,
                        shown,
                    }]);
                    at += paragraph.size * 0.37;
                    noted = Some(groups.len() - 1);
                    groups.push(Vec::new());
                }
                let shows = self.fragments.shows(text, paragraph, at, line.y);
                at += measure(text, paragraph.face, paragraph.size);
                groups
                    .last_mut()
                    .expect("there is always a group")
                    .extend(shows);
            }
            end = (at, line.y);
        }
        if last && !self.traps.spaceless {
            let shown = Shown::Text(Face::Regular, " ".to_owned());
            let space = Show {
                x: end.0,
                y: end.1,
                size: paragraph.size,
                shown,
            };
            groups
                .last_mut()
                .expect("there is always a group")
                .push(space);
        }
        let inside = self.traps.labels != Labels::Apart;
        if inside && !label.is_empty() {
            groups[0].splice(0..0, std::mem::take(&mut label));
        }
        let label = (!label.is_empty()).then(|| self.mark(page, label));
        let lead = match (self.traps.turn, groups.first_mut()) {
            (Turn::Labelled, Some(group)) if !first && group.len() > 1 => {
                let rest = group.split_off(1);
                let words = std::mem::replace(group, rest);
                Some(self.mark(page, words))
            }
            _ => None,
        };
        let mut kids = Vec::new();
        for (n, group) in groups.into_iter().enumerate() {
            if group.is_empty() {
                continue;
            }
            let marked = self.mark(page, group);
            if noted == Some(n) {
                kids.push(Kid::Node(Node::new("Span", vec![marked])));
                if let Some(note) = self.note(page) {
                    kids.push(note);
                }
            } else {
                kids.push(marked);
            }
        }
        self.tagger.tag(paragraph, label.or(lead), kids, first);
    }

    fn mark(&mut self, page: usize, shows: Vec<Show>) -> Kid {
        let marked = &mut self.pages[page].marked;
        marked.push(Marked { shows });
        Kid::Marked(page, marked.len() - 1)
    }

    /// Sets the newest note at the foot of the page.
    fn note(&mut self, page: usize) -> Option<Kid> {
        let paragraph = self.notes.last()?.clone();
        let mut y = self.floor - 8.0;
        let mut shows = Vec::new();
        let lines = self.lines(&paragraph, MEASURE);
        for (n, line) in lines.iter().enumerate() {
            y -= if n == 0 { 4.0 } else { paragraph.pitch() };
            for (m, text) in line.split(MARK).enumerate() {
                if m > 0 {
                    let number = paragraph.note.as_ref().map_or(1, |note| note.number);
                    let shown = Shown::Text(Face::Regular, number.to_string());
                    shows.push(Show {
                        x: LEFT,
                        y: y + 3.0,
                        size: 6.5,
                        shown,
                    });
                }
                let x = LEFT + if n == 0 { 5.0 } else { 0.0 };
                shows.extend(self.fragments.shows(text, &paragraph, x, y));
            }
        }
        let shown = Shown::Text(Face::Regular, " ".to_owned());
        shows.push(Show {
            x: LEFT + MEASURE,
            y,
            size: paragraph.size,
            shown,
        });
        self.pages[page].rules.push((LEFT, self.floor - 2.0, 144.0));
        let marked = self.mark(page, shows);
        let tag = if self.traps.mapped_notes {
            "Footnote"
        } else {
            "Note"
        };
        Some(Kid::Node(Node::new(
            tag,
            vec![Kid::Node(Node::new("P", vec![marked]))],
        )))
    }

    fn turn(&mut self) {
        self.tagger.close_table();
        self.pages.push(Page::default());
        self.y = TOP;
        self.floor = BOTTOM;
        self.notes.clear();
    }

    /// Sets a row; what does not fit goes on in the first row of a table on the next page.
    fn row(&mut self, row: &Row) {
        self.tagger.before_row();
        let heights: Vec<f32> = row
            .cells
            .iter()
            .map(|cell| {
                let lines =
                    |p: &Paragraph| p.pitch() * self.lines(p, cell.width).len() as f32 + p.below;
                cell.paragraphs.iter().map(lines).sum()
            })
            .collect();
        let tallest = heights.iter().copied().fold(0.0, f32::max);
        if self.y - tallest.min(44.0) < self.floor {
            self.turn();
        }
        let (top, start) = (self.y, self.pages.len());
        if top - tallest < self.floor {
            return self.split_row(row);
        }
        let mut cells = Vec::new();
        for (cell, height) in row.cells.iter().zip(&heights) {
            self.y = top
                - if row.centred {
                    (tallest - height) / 2.0
                } else {
                    0.0
                };
            let outer = self.tagger.open_cell();
            for paragraph in &cell.paragraphs {
                self.paragraph(paragraph, LEFT + cell.x, cell.width, 0.0);
            }
            cells.push(self.tagger.shut_cell(outer, row.header));
        }
        debug_assert_eq!(start, self.pages.len(), "a row that fits turns no page");
        self.tagger.row(cells);
        self.y = top - tallest;
        if row.ruled {
            let rule = (LEFT, self.y + 4.0, MEASURE);
            self.page().rules.push(rule);
        }
    }

    /// Sets a row over a page turn: as many lines of each cell as fit, then the rest.
    fn split_row(&mut self, row: &Row) {
        let (top, first_page) = (self.y, self.pages.len());
        let mut rests: Vec<Vec<(Paragraph, Vec<String>, bool)>> = Vec::new();
        let mut cells = Vec::new();
        for cell in &row.cells {
            self.y = top;
            let outer = self.tagger.open_cell();
            let mut rest = Vec::new();
            for paragraph in &cell.paragraphs {
                let mut lines = self.lines(paragraph, cell.width);
                let fit = if rest.is_empty() {
                    self.capacity(paragraph.pitch())
                } else {
                    0
                };
                let after = lines.split_off(fit.min(lines.len()));
                let begun = !lines.is_empty();
                if begun {
                    self.cell_lines(paragraph, LEFT + cell.x, &lines, true, after.is_empty());
                }
                if after.is_empty() {
                    self.y -= paragraph.below;
                    self.record(paragraph, first_page);
                } else {
                    rest.push((paragraph.clone(), after, begun));
                }
            }
            cells.push(self.tagger.shut_cell(outer, row.header));
            rests.push(rest);
        }
        self.tagger.row(cells);
        self.turn();
        let mut lowest = TOP;
        let mut cells = Vec::new();
        for (cell, rest) in row.cells.iter().zip(rests) {
            self.y = TOP;
            let outer = self.tagger.open_cell();
            for (paragraph, lines, begun) in rest {
                self.cell_lines(&paragraph, LEFT + cell.x, &lines, !begun, true);
                self.y -= paragraph.below;
                self.record(&paragraph, if begun { first_page } else { first_page + 1 });
            }
            lowest = lowest.min(self.y);
            cells.push(self.tagger.shut_cell(outer, row.header));
        }
        self.tagger.row(cells);
        self.y = lowest;
    }

    /// Sets paragraphs in two columns of like height, page after page.
    fn columns(&mut self, paragraphs: &[Paragraph]) {
        let width = (MEASURE - GAP) / 2.0;
        let mut rest: VecDeque<(&Paragraph, Vec<String>, Option<usize>)> = paragraphs
            .iter()
            .map(|paragraph| (paragraph, self.lines(paragraph, width), None))
            .collect();
        while !rest.is_empty() {
            let top = self.y;
            let height: f32 = rest
                .iter()
                .map(|(p, lines, _)| p.pitch() * lines.len() as f32 + p.below)
                .sum();
            let mut lowest = top;
            for (x, floor) in [
                (LEFT, (top - height / 2.0).max(self.floor)),
                (LEFT + width + GAP, self.floor),
            ] {
                self.y = top;
                self.column(&mut rest, x, floor);
                lowest = lowest.min(self.y);
            }
            self.y = lowest;
            if !rest.is_empty() {
                self.turn();
            }
        }
    }

    /// Sets as many lines as stand above a floor, and leaves the rest.
    fn column(
        &mut self,
        rest: &mut VecDeque<(&Paragraph, Vec<String>, Option<usize>)>,
        x: f32,
        floor: f32,
    ) {
        while let Some((paragraph, mut lines, begun)) = rest.pop_front() {
            let fit = ((self.y - floor) / paragraph.pitch()).floor().max(0.0) as usize;
            if fit < lines.len().min(2) {
                return rest.push_front((paragraph, lines, begun));
            }
            let first_page = begun.unwrap_or(self.pages.len());
            let after = lines.split_off(fit.min(lines.len()));
            self.cell_lines(paragraph, x, &lines, begun.is_none(), after.is_empty());
            if !after.is_empty() {
                return rest.push_front((paragraph, after, Some(first_page)));
            }
            self.y -= paragraph.below;
            self.record(paragraph, first_page);
        }
    }

    fn cell_lines(&mut self, p: &Paragraph, x: f32, lines: &[String], first: bool, last: bool) {
        let pitch = p.pitch();
        let placed: Vec<Placed> = lines
            .iter()
            .map(|text| {
                self.y -= pitch;
                Placed {
                    text: text.clone(),
                    y: self.y + pitch * 0.22,
                }
            })
            .collect();
        self.piece(p, x, &placed, first, last);
    }

    fn page(&mut self) -> &mut Page {
        self.pages.last_mut().expect("there is always a page")
    }

    fn finish(mut self) -> Setting {
        self.tagger.close_table();
        let document = Document {
            pages: self.pages,
            tree: self.tagger.tree,
        };
        Setting {
            document,
            facts: self.facts,
            headings: self.headings,
        }
    }
}

fn note_paragraph(note: &Note) -> Paragraph {
    let mut paragraph = Paragraph::body(format!("{MARK}{}", note.text)).size(10.0);
    paragraph.note = Some(note.clone());
    paragraph
}
