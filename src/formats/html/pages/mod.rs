//! Web pages that draw pages: every line stands at a place of its own, as programs write that make them of
//! a PDF (pdftohtml and MuPDF do). Their elements say nothing of paragraphs; they are read as pages are.

mod pitch;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};

use crate::layout::{self, Block};
use crate::model::{Budget, Limit, Warned, Warning, WarningKind};
use crate::pdf::{Document, Run, ShownPage};

use pitch::{common_pitch, evened};

use super::style::{self, Size, Style};
use crate::formats::blocks::letter_width::letter_width;

/// A page that draws has so many lines at least, ...
const LEAST: usize = 5;
/// ... and no more than one of so many letters stands elsewhere: contents, buttons.
const ELSEWHERE: usize = 5;
/// A font is looked for on so many earlier pages.
const EARLIER: usize = 100;
/// How many points a pixel is: pdftohtml draws half as large again.
const PIXEL: f32 = 2.0 / 3.0;
/// What is taken for the height of a page that does not say, in points.
const HEIGHT: f32 = 842.0;
/// How large characters are that do not say, in points.
const SIZE: f32 = 11.0;
/// How far lines of one element stand apart that does not say, in parts of the size.
const PITCH: f32 = 1.2;
/// How much wider bold letters are in the type of word processors, which draw the spaces behind lines.
const BOLD: f32 = 1.12;
/// A line that goes as far as this part of the others is full.
const FULL: f32 = 0.9;
/// Of so many lines, one is longer than those that tell how long lines are.
const LONGEST: usize = 20;
/// Sizes that differ by so much are not those of a text and its notes.
const MUCH_SMALLER: f32 = 0.7;
/// Lines of different elements are not nearer to each other, in parts of the size.
const CLOSE: f32 = 0.8;
/// Baselines that differ by less, in points, are one.
const SAME_LINE: f32 = 1.0;
/// A gap behind a run that stands for a space, in parts of the size.
const WORD_GAP: f32 = 0.15;

/// Reads a page of pages into blocks; none if it is an ordinary one.
pub(super) fn blocks(page: &Html, budget: &Budget) -> Option<Warned<Vec<Block>>> {
    let paragraphs = Selector::parse("p").ok()?;
    let placed = page.select(&paragraphs).filter(|element| {
        let style = Style::of(element.value());
        style.length("top", PIXEL).is_some() && style.length("left", PIXEL).is_some()
    });
    if placed.take(LEAST).count() < LEAST {
        return None;
    }
    let mut drawing = Drawing {
        document: Document::default(),
        budget,
        bold_width: if draws_spaces(page, &paragraphs) {
            BOLD
        } else {
            1.0
        },
        classes: style::sizes(page, PIXEL),
        sheets: Vec::new(),
        line: None,
        lines: None,
        bold: 0,
        skipped: 0,
        elsewhere: String::new(),
    };
    for edge in page.root_element().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) => drawing.text(text),
                Node::Element(_) => {
                    if let Some(element) = ElementRef::wrap(node) {
                        drawing.open(element.value());
                    }
                }
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    drawing.close(element);
                }
            }
        }
    }
    drawing.finish()
}

/// Tells whether most lines end in a space.
fn draws_spaces(page: &Html, lines: &Selector) -> bool {
    let ends_in_space = |line: ElementRef<'_>| {
        let last = line.text().last();
        last.is_some_and(|text| text.ends_with(['\u{A0}', ' ']))
    };
    let (mut spaced, mut all) = (0usize, 0usize);
    for line in page.select(lines) {
        spaced = spaced.saturating_add(usize::from(ends_in_space(line)));
        all = all.saturating_add(1);
    }
    spaced.saturating_mul(2) >= all
}

/// Pages in the making.
struct Drawing<'b> {
    document: Document,
    budget: &'b Budget,
    /// What style sheets say of the sizes of classes.
    classes: HashMap<String, Vec<(usize, Size)>>,
    /// How wide bold letters are, in parts of the width of others.
    bold_width: f32,
    /// The pages before which style sheets stand.
    sheets: Vec<usize>,
    line: Option<Line>,
    /// The lines of the last element that had several.
    lines: Option<Lines>,
    /// The elements around the text whose letters are bold, or that is not shown.
    bold: usize,
    skipped: usize,
    /// What stands at no place.
    elsewhere: String,
}

/// How large text is, and how far its lines stand apart, in points.
struct Setting {
    size: Option<f32>,
    pitch: Option<f32>,
}

/// Lines of one element, whose height is told for all of them though it is that of some.
struct Lines {
    page: u32,
    left: f32,
    /// Where the first stands.
    y: f32,
    /// How far the last stands below the first, and below the one before it.
    depth: f32,
    pitch: f32,
    /// What is drawn on them, from here on.
    runs: usize,
}

/// The line that is being written.
struct Line {
    left: f32,
    x: f32,
    y: f32,
    settings: Vec<Setting>,
}

impl Line {
    fn size(&self) -> f32 {
        let sizes = self.settings.iter().rev();
        sizes.filter_map(|it| it.size).next().unwrap_or(SIZE)
    }

    fn pitch(&self) -> f32 {
        let pitches = self.settings.iter().rev();
        let pitch = pitches.filter_map(|it| it.pitch).next();
        pitch.unwrap_or(self.size() * PITCH)
    }
}

impl Drawing<'_> {
    fn open(&mut self, element: &Element) {
        let style = Style::of(element);
        let length = |property| style.length(property, PIXEL);
        let setting = self.setting(element, &style);
        if element.name() == "style" {
            self.sheets.push(self.document.pages.len());
        }
        match element.name() {
            "style" | "script" | "title" => self.skipped = self.skipped.saturating_add(1),
            "b" | "strong" => self.bold = self.bold.saturating_add(1),
            "br" => self.break_line(),
            "div" => {
                if let (Some(width), Some(height)) = (length("width"), length("height")) {
                    self.document.pages.push(ShownPage {
                        width,
                        height,
                        covered: 0.0,
                    });
                }
            }
            "p" => {
                if let (Some(left), Some(top)) = (length("left"), length("top")) {
                    let size = setting.size.unwrap_or(SIZE);
                    self.begin_lines(left, top, size);
                }
                self.line = match (length("left"), length("top")) {
                    (Some(left), Some(top)) => Some(Line {
                        left,
                        x: left,
                        y: self.height() - top - setting.size.unwrap_or(SIZE),
                        settings: vec![setting],
                    }),
                    _ => None,
                };
            }
            _ => {
                if let Some(line) = &mut self.line {
                    line.settings.push(setting);
                }
            }
        }
    }

    fn close(&mut self, element: &Element) {
        match element.name() {
            "style" | "script" | "title" => self.skipped = self.skipped.saturating_sub(1),
            "b" | "strong" => self.bold = self.bold.saturating_sub(1),
            "br" | "div" => {}
            "p" => self.line = None,
            _ => {
                if let Some(line) = &mut self.line {
                    line.settings.pop();
                }
            }
        }
    }

    fn setting(&self, element: &Element, style: &Style<'_>) -> Setting {
        let mut classes = element.classes();
        let class = classes.find_map(|class| {
            let own = || self.classes.get(class)?.last().map(|(_, size)| *size);
            self.of_font(class).or_else(own)
        });
        let [size, pitch] = class.unwrap_or_default();
        Setting {
            size: style.length("font-size", PIXEL).or(size),
            pitch: style.length("line-height", PIXEL).or(pitch),
        }
    }

    /// Returns the size of a font: pdftohtml numbers the fonts of a page behind its own number, and describes
    /// each on the first page that has it alone, so that `ft121` is font 1 of page 12 or font 21 of page 1.
    fn of_font(&self, class: &str) -> Option<Size> {
        let page = self.document.pages.len();
        let font = class.strip_prefix(&format!("ft{page}"))?;
        let pages = (1..=page).rev().take(EARLIER);
        pages
            .filter_map(|page| {
                let sizes = self.classes.get(&format!("ft{page}{font}"))?;
                let is_of_page = |(sheet, _): &&(usize, Size)| {
                    let before = self.sheets.get(*sheet);
                    before.is_some_and(|before| before.saturating_add(1) == page)
                };
                sizes.iter().rfind(is_of_page).map(|(_, size)| *size)
            })
            .next()
    }

    /// Returns the height of the last page, which is there from the first line on.
    fn height(&mut self) -> f32 {
        if self.document.pages.is_empty() {
            self.document.pages.push(ShownPage {
                width: HEIGHT,
                height: HEIGHT,
                covered: 0.0,
            });
        }
        self.document
            .pages
            .last()
            .map_or(HEIGHT, |page| page.height)
    }

    fn break_line(&mut self) {
        if let Some(line) = &mut self.line {
            line.x = line.left;
            line.y -= line.pitch();
            if let Some(lines) = &mut self.lines {
                lines.pitch = line.pitch();
                lines.depth += lines.pitch;
            }
        }
    }

    /// Begins the lines of an element; those of the one above it are moved together if they would go
    /// into it.
    fn begin_lines(&mut self, left: f32, top: f32, size: f32) {
        let y = self.height() - top - size;
        let page = self.document.pages.len().saturating_sub(1) as u32;
        let begun = Lines {
            page,
            left,
            y,
            depth: 0.0,
            pitch: 0.0,
            runs: self.document.runs.len(),
        };
        let Some(above) = self.lines.replace(begun) else {
            return;
        };
        let is_below = above.page == page && above.left == left && above.y > y;
        let room = above.y - y;
        if above.depth == 0.0 || !is_below || room - above.depth >= size * CLOSE {
            return;
        }
        // The height that is told is that of the last line.
        let depth = room - size * PITCH;
        let before = above.depth - above.pitch;
        let narrower = (depth - above.pitch).max(0.0) / before.max(above.pitch);
        let runs = self.document.runs.get_mut(above.runs..).unwrap_or_default();
        for run in runs {
            let below = above.y - run.y;
            run.y = match below <= before + SAME_LINE {
                true => above.y - below * narrower,
                false => above.y - depth,
            };
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 || text.trim().is_empty() && self.line.is_none() {
            return;
        }
        let Some(line) = &mut self.line else {
            self.elsewhere.push_str(text);
            return;
        };
        if !self.budget.take(Limit::Runs, 1) {
            return;
        }
        let text = text.trim_matches(['\n', '\r']);
        let size = line.size();
        let page = self.document.pages.len().saturating_sub(1) as u32;
        let start = self.document.text.len();
        self.document.text.push_str(text);
        let width: f32 = text.chars().map(letter_width).sum();
        let wider = if self.bold > 0 { self.bold_width } else { 1.0 };
        let x_end = line.x + width * size * wider;
        self.document.runs.push(Run {
            text: start..self.document.text.len(),
            x: line.x,
            x_end,
            word_gap: WORD_GAP * size,
            bold: self.bold > 0,
            ..Run::at(page, line.y, size)
        });
        line.x = x_end;
    }

    /// Sets lines that would go into the margin as large as those that follow: pdftohtml tells but one size
    /// for the lines of an element.
    fn fit_lines(&mut self) {
        let pages = &self.document.pages;
        let runs = &mut self.document.runs;
        let is_same = |a: &Run, b: &Run| a.page == b.page && (a.y - b.y).abs() < SAME_LINE;
        let mut margins: HashMap<u32, f32> = HashMap::new();
        for run in runs.iter() {
            let margin = margins.entry(run.page).or_insert(run.x);
            *margin = margin.min(run.x);
        }
        let mut next: Option<(u32, f32)> = None;
        let mut end = runs.len();
        while let Some(last) = end.checked_sub(1).and_then(|last| runs.get(last)).cloned() {
            let before = runs.get(..end).unwrap_or_default();
            let line = before.iter().rev().take_while(|run| is_same(run, &last));
            let from = end.saturating_sub(line.count().max(1));
            let line = runs.get_mut(from..end).unwrap_or_default();
            let width = pages.get(last.page as usize).map_or(0.0, |page| page.width);
            if let ([first, ..], Some((page, size))) = (&*line, next)
                && page == last.page
                && size < first.size * MUCH_SMALLER
                && first.x < width / 2.0
                && last.x_end > width - margins.get(&page).copied().unwrap_or(0.0)
            {
                let (left, smaller) = (first.x, size / first.size);
                for run in line.iter_mut() {
                    run.x = left + (run.x - left) * smaller;
                    run.x_end = left + (run.x_end - left) * smaller;
                    run.word_gap *= smaller;
                    run.size = size;
                }
            }
            next = line.first().map(|first| (first.page, first.size));
            end = from;
        }
    }

    /// Has lines that are about as long as the longest end where those do: how wide letters are is but
    /// estimated.
    fn fill_lines(&mut self) {
        let runs = &mut self.document.runs;
        let lines = || runs.chunk_by(|a, b| a.page == b.page && (a.y - b.y).abs() < 1.0);
        let mut ends: Vec<f32> = lines()
            .filter_map(|line| Some(line.last()?.x_end))
            .collect();
        ends.sort_by(|a, b| b.total_cmp(a));
        let right = ends.get(ends.len() / LONGEST).copied().unwrap_or(0.0);
        for line in runs.chunk_by_mut(|a, b| a.page == b.page && (a.y - b.y).abs() < 1.0) {
            if let Some(last) = line.last_mut()
                && last.x_end > right * FULL
            {
                last.x_end = right;
            }
        }
    }

    /// Sets lines that are about as far apart as most exactly so: their places are whole pixels, which
    /// would tell of paragraphs else.
    fn even_lines(&mut self) {
        let mut heights: Vec<Vec<f32>> = vec![Vec::new(); self.document.pages.len()];
        for run in &self.document.runs {
            if let Some(page) = heights.get_mut(run.page as usize) {
                page.push(run.y);
            }
        }
        for page in &mut heights {
            page.sort_by(|a, b| b.total_cmp(a));
            page.dedup_by(|below, above| *above - *below < SAME_LINE);
        }
        let Some(common) = common_pitch(&heights) else {
            return;
        };
        let evened: Vec<Vec<f32>> = heights.iter().map(|page| evened(page, common)).collect();
        for run in &mut self.document.runs {
            let page = run.page as usize;
            let (Some(heights), Some(evened)) = (heights.get(page), evened.get(page)) else {
                continue;
            };
            let line = heights.partition_point(|y| *y >= run.y + SAME_LINE);
            if let (Some(was), Some(is)) = (heights.get(line), evened.get(line)) {
                run.y += is - was;
            }
        }
    }

    fn finish(mut self) -> Option<Warned<Vec<Block>>> {
        self.fit_lines();
        self.fill_lines();
        self.even_lines();
        let elsewhere = self.elsewhere.trim();
        if elsewhere.len() > self.document.text.len() / ELSEWHERE {
            return None;
        }
        let mut read = layout::blocks(&self.document);
        if !elsewhere.is_empty() {
            let start: String = elsewhere.chars().take(40).collect();
            read.warnings.push(Warning {
                kind: WarningKind::LeftOut,
                message: format!("text that stands on none of its pages is left out: “{start}”"),
                page: None,
            });
        }
        Some(read)
    }
}
