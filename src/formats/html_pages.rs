//! Web pages that draw pages: every line stands at a place of its own, as programs write that make them of
//! a PDF (pdftohtml and MuPDF do). Their elements say nothing of paragraphs; they are read as pages are.

use std::collections::HashMap;

use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node, Selector};

use crate::layout::{self, Block};
use crate::model::{Budget, Limit, Warned, Warning, WarningKind};
use crate::pdf::{Document, Run, ShownPage};

use super::html_style::{self, Size, Style};
use super::letter_width::letter_width;

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
/// By how much a line may stand elsewhere because its place is a whole number of pixels, in points.
const ROUNDED: f32 = 1.4;
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
        classes: html_style::sizes(page, PIXEL),
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

/// Returns how far most lines stand apart, to half a point; none where there are no two.
fn common_pitch(pages: &[Vec<f32>]) -> Option<f32> {
    let mut pitches: HashMap<i32, u32> = HashMap::new();
    for pair in pages.iter().flat_map(|page| page.windows(2)) {
        if let [above, below] = pair {
            let count = pitches
                .entry(((above - below) * 2.0).round() as i32)
                .or_default();
            *count = count.saturating_add(1);
        }
    }
    let most = pitches
        .into_iter()
        .max_by_key(|&(pitch, count)| (count, -pitch));
    most.map(|(pitch, _)| pitch as f32 / 2.0)
}

/// Moves lines, given from above, so that those at about a pitch from each other are at that pitch.
fn evened(lines: &[f32], pitch: f32) -> Vec<f32> {
    let mut evened: Vec<f32> = Vec::with_capacity(lines.len());
    let mut last = None;
    for &y in lines {
        let moved = match (last, evened.last()) {
            (Some(above), Some(moved)) => {
                let own: f32 = above - y;
                let is_common = (own - pitch).abs() <= ROUNDED;
                moved - if is_common { pitch } else { own }
            }
            _ => y,
        };
        evened.push(moved);
        last = Some(y);
    }
    evened
}

#[cfg(test)]
mod tests {
    use super::super::html_tree;
    use super::*;

    fn read(body: &str) -> Option<Vec<String>> {
        let text = format!(
            "<html><head><title>Pages</title><style>.a{{font-size:18px;line-height:24px}} \
             .b {{ font-size: 30px; }}</style></head><body>{body}</body></html>"
        );
        let page = html_tree::parse(&text, &Budget::default()).unwrap();
        let read = blocks(&page, &Budget::default())?;
        let told = read.value.iter().map(|block| match block.cell {
            Some(cell) => format!("{}.{} {}", cell.row, cell.column, block.text),
            None => format!("{} {}", block.page, block.text),
        });
        let warnings = read.warnings.iter().map(|warning| warning.message.clone());
        Some(told.chain(warnings).collect())
    }

    /// pdftohtml describes a font on the first page that has it, by a class of that page.
    #[test]
    fn classes_of_earlier_pages() {
        let line = |page: u32, at: u32, text: &str| {
            format!(
                "<p class='ft{page}0' style='position:absolute;top:{}px;left:90px'>{text}</p>",
                100 + at * 30
            )
        };
        let lines = [
            "Lamps are lit in time, and they are seen by the",
            "ships that come from the west at night.",
        ];
        let text = |page| {
            (0..)
                .zip(lines)
                .map(|(at, text)| line(page, at, text))
                .collect::<String>()
        };
        let open = "<div style='position:relative;width:892px;height:1262px'>";
        let head = "<style>.ft10{font-size:27px;line-height:30px}</style>";
        let heads =
            [1, 2].map(|page| line(page, 5, "Keepers are asked what it is that they see there."));
        let pages = format!(
            "{head}{open}{}{}</div>{open}{}{}</div>",
            text(1),
            heads[0],
            text(2),
            heads[1]
        );
        let read = read(&pages).unwrap();
        let whole = lines.join(" ");
        let same = "Keepers are asked what it is that they see there.";
        assert_eq!(
            read,
            [
                format!("1 {whole}"),
                format!("1 {same}"),
                format!("2 {whole}"),
                format!("2 {same}")
            ]
        );
    }

    /// Lines `class top left text`.
    fn page(lines: &[&str]) -> String {
        let lines = lines.iter().map(|line| {
            let mut parts = line.splitn(4, ' ');
            let mut next = || parts.next().unwrap();
            let (class, top, left) = (next(), next(), next());
            format!(
                "<p class='{class}' style='position:absolute;top:{top}px;left:{left}px'>{}</p>\n",
                next()
            )
        });
        let lines: String = lines.collect();
        format!("<div style='position:relative;width:892px;height:1262px;'>\n{lines}</div>\n")
    }

    #[test]
    fn lines_are_those_of_pages() {
        let first = page(&[
            "b 100 90 Inspection&#160;of&#160;Ambleford",
            "a 160 90 Judgement",
            "a 160 450 Grade",
            "a 190 90 Overall effectiveness",
            "a 190 450 Good",
            "a 260 90 <b>What was found</b>",
            "a 300 90 1.",
            "a 300 110 Families are seen early in all of the places, and all that was seen<br/>is told to them",
        ]);
        let second = page(&["a 100 110 by those whom they know. It is well done."]);
        let outline = "<a name='outline'></a><h1>Contents</h1>";
        let expected = [
            "1 Inspection of Ambleford",
            "0.0 Judgement",
            "0.1 Grade",
            "1.0 Overall effectiveness",
            "1.1 Good",
            "1 What was found",
            "1 1. Families are seen early in all of the places, and all that was seen is told to them \
             by those whom they know. It is well done.",
            "text that stands on none of its pages is left out: “Contents”",
        ];
        assert_eq!(read(&(first + &second + outline)).unwrap(), expected);
    }

    #[test]
    fn places_are_rounded() {
        assert_eq!(
            evened(&[700.0, 686.0, 671.3, 640.0, 627.0], 14.0),
            [700.0, 686.0, 672.0, 640.7, 626.7]
        );
        assert_eq!(
            common_pitch(&[vec![700.0, 686.0, 672.2], vec![700.0]]),
            Some(14.0)
        );
        assert_eq!(common_pitch(&[vec![700.0]]), None);
        let lines = page(&[
            "a 100 90 Families are seen early in all of the places, and all that is seen.",
            "a 124 90 What is told to them is written down in words that they would use.",
            "a 149 90 Workers know them well.",
            "a 200 90 One",
            "a 300 90 Two",
        ]);
        let first = &read(&lines).unwrap()[0];
        assert!(first.ends_with("use. Workers know them well."), "{first}");
    }

    /// The height of lines is that of the last two.
    #[test]
    fn lines_of_an_element_end_above_the_next() {
        let others = ["a 500 90 One", "a 540 90 Two", "a 580 90 Three"];
        let first = [
            "b 194 90 Inspection of Ambleford<br/>children’s services<br/><b>Inspection dates:</b> 24 November 2024 to 5 December 2024",
            "a 346 90 <b>Lead inspector:</b> Ann Example",
        ];
        let styles = "<style>.a{font-size:18px;} .b{font-size:39px;line-height:65px;}</style>";
        let body = page(&[&first[..], &others[..]].concat());
        let read = read(&format!("{styles}{body}")).unwrap();
        assert!(
            read.ends_with(&[
                "1 Inspection dates: 24 November 2024 to 5 December 2024".to_owned(),
                "1 Lead inspector: Ann Example".to_owned(),
                "1 One".to_owned(),
                "1 Two".to_owned(),
                "1 Three".to_owned(),
            ]),
            "{read:?}"
        );
    }

    /// A class of page 12 that begins as one of page 1 does is none of it.
    #[test]
    fn fonts_are_described_once_for_all_pages() {
        let sheets =
            "<style>.ft11{font-size:18px;} .ft121{font-size:9px;} .ft111{font-size:9px;}</style>";
        let mut all = format!("{sheets}{}", page(&["ft11 100 90 One"]));
        for number in 2..=12 {
            let class = format!("ft{number}1 100 90 Families are seen");
            all = all + "<style></style>" + &page(&[&class]);
        }
        let page = html_tree::parse(&all, &Budget::default()).unwrap();
        let read = blocks(&page, &Budget::default()).unwrap().value;
        let sizes: Vec<f32> = read.iter().map(|block| block.setting.size).collect();
        assert!(sizes.iter().all(|size| *size == 12.0), "{sizes:?}");
    }

    #[test]
    fn ordinary_pages_are_none() {
        assert!(read(&"<p>Help is early.</p>".repeat(9)).is_none());
        let few = page(&["a 100 90 One", "a 120 90 Two"]);
        assert!(read(&few).is_none());
        let lines = page(&["a 100 90 One"; 5]);
        assert!(read(&format!("{lines}<p>{}</p>", "Help is early. ".repeat(9))).is_none());
    }
}
