//! Recognition: pages that are pictures, read by programs outside as text at positions.
//!
//! A page is made a picture, the picture is recognised, and its words join the document as runs, so
//! that they are put in paragraphs as those of any page are. How sure the program was of each word
//! is kept apart, by page and spelling, until the paragraphs are there.

use std::collections::{BTreeMap, HashMap};

use super::programs::{Installed, Program};
use super::tsv::{self, Picture};
use super::workshop::{Failure, Workshop};
use crate::layout::common_size;
use crate::model::{Budget, Exceeded, Limit, Paragraph};
use crate::pdf::{Document, Run, ShownPage};

/// Dots an inch of a picture: what recognition is best at.
const RESOLUTION: f32 = 300.0;
/// The longest side of a picture, in pixels.
const MAX_SIDE: f32 = 4500.0;
/// After so many failures the rest of a file is not tried.
const MAX_FAILURES: usize = 3;
/// A picture is not of text if its words were recognised with less confidence on average.
const LEAST_CONFIDENCE: f32 = 40.0;
/// Sizes that differ from the common one by less, in parts of it, are that: they are measured.
const SAME_SIZE: f32 = 0.13;
/// Points an inch.
const POINTS: f32 = 72.0;

/// What came of the recognition of some pages.
#[derive(Debug, Default)]
pub(super) struct Recognised {
    /// The pages with text, from 0 on.
    pages: BTreeMap<u32, Confidence>,
    /// The pages without, from 0 on.
    pub(super) empty: Vec<u32>,
    /// The pages that were not recognised, from 0 on.
    pub(super) unread: Vec<u32>,
    /// The first failure.
    pub(super) failure: Option<Failure>,
    /// The limit that was passed.
    pub(super) over: Option<Exceeded>,
}

/// How sure the program was of the words of a page, from 0 to 100.
#[derive(Debug, Default)]
struct Confidence {
    all: Mean,
    /// By spelling.
    words: HashMap<String, Mean>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Mean {
    sum: f32,
    count: f32,
}

impl Mean {
    fn add(&mut self, value: f32) {
        self.sum += value;
        self.count += 1.0;
    }

    fn percent(self) -> Option<u8> {
        (self.count > 0.0).then(|| (self.sum / self.count).round() as u8)
    }
}

impl Recognised {
    /// Returns the pages with text, from 0 on.
    pub(super) fn pages(&self) -> Vec<u32> {
        self.pages.keys().copied().collect()
    }

    /// Returns the confidence with which all words were recognised, in percent.
    pub(super) fn percent(&self) -> Option<u8> {
        let mut all = Mean::default();
        for page in self.pages.values() {
            all.sum += page.all.sum;
            all.count += page.all.count;
        }
        all.percent()
    }

    /// Says of a paragraph with which confidence its words were recognised, if they were: the mean
    /// over its words of that of the same words on its pages.
    pub(super) fn mark(&self, paragraph: &mut Paragraph) {
        let first = paragraph.page.saturating_sub(1);
        let last = paragraph.last_page.saturating_sub(1).max(first);
        let pages: Vec<&Confidence> = self
            .pages
            .range(first..=last)
            .map(|(_, page)| page)
            .collect();
        if pages.is_empty() {
            return;
        }
        let mut of_words = Mean::default();
        for word in paragraph.text.split_whitespace() {
            let known = pages.iter().find_map(|page| page.words.get(word));
            if let Some(known) = known {
                of_words.add(known.sum / known.count);
            }
        }
        let of_page = || pages.iter().find_map(|page| page.all.percent());
        paragraph.recognised = of_words.percent().or_else(of_page);
    }
}

/// Recognises pages of a PDF file, numbered from 0, and adds their words to its document.
pub(super) fn recognise(
    bytes: &[u8],
    document: &mut Document,
    pages: &[u32],
    [renderer, tesseract]: [Installed<'_>; 2],
    budget: &Budget,
) -> Recognised {
    let mut recognised = Recognised::default();
    let workshop = match Workshop::new(renderer.program, INPUT, bytes, budget.limits()) {
        Ok(workshop) => workshop,
        Err(failure) => {
            recognised.failure = Some(failure);
            recognised.unread = pages.to_vec();
            return recognised;
        }
    };
    let mut failures = 0;
    let mut found: Vec<(u32, ShownPage, Picture)> = Vec::new();
    for &page in pages {
        let Some(&size) = document.pages.get(page as usize) else {
            continue;
        };
        let may_go_on = failures < MAX_FAILURES && budget.take(Limit::Pictures, 1);
        let picture = match may_go_on {
            true => picture(&workshop, page, size, renderer, tesseract),
            false => {
                recognised.unread.push(page);
                continue;
            }
        };
        match picture {
            Ok(picture) if is_text(&picture) => found.push((page, size, picture)),
            Ok(_) => recognised.empty.push(page),
            Err(failure) => {
                failures += 1;
                recognised.unread.push(page);
                recognised.failure.get_or_insert(failure);
            }
        }
    }
    let common = found
        .iter()
        .map(|(_, page, picture)| body_size(*page, picture));
    let common = common_size(common);
    for (page, size, picture) in &found {
        let words = picture.lines.iter().map(|line| line.words.len()).sum();
        let text = picture.lines.iter().flat_map(|line| &line.words);
        let text = text.map(|word| word.text.len() + 1).sum();
        if !budget.take(Limit::Runs, words) || !budget.take(Limit::Text, text) {
            recognised.unread.push(*page);
            continue;
        }
        set(document, *page, *size, picture, common);
        let confidence = recognised.pages.entry(*page).or_default();
        for word in picture.lines.iter().flat_map(|line| &line.words) {
            confidence.all.add(word.confidence);
            let of_word = confidence.words.entry(word.text.clone()).or_default();
            of_word.add(word.confidence);
        }
    }
    recognised.unread.sort_unstable();
    recognised.over = budget.over();
    recognised
}

/// Names of files in the workshop.
const INPUT: &str = "input.pdf";
const PICTURE: &str = "page.pgm";
const WORDS: &str = "words";

/// Makes a picture of a page and recognises it.
fn picture(
    workshop: &Workshop,
    page: u32,
    size: ShownPage,
    renderer: Installed<'_>,
    tesseract: Installed<'_>,
) -> Result<Picture, Failure> {
    let longest = size.width.max(size.height).max(1.0);
    let side = (longest / POINTS * RESOLUTION).min(MAX_SIDE).ceil();
    let resolution = (side * POINTS / longest).round().max(1.0).to_string();
    let side = side.to_string();
    let number = (page + 1).to_string();
    match renderer.program {
        Program::Mutool => {
            let fit = ["-w", &side, "-h", &side, "-r", &resolution];
            let draw = ["draw", "-q", "-F", "pgm", "-o", PICTURE];
            workshop.run(renderer, &[&draw[..], &fit, &[INPUT, &number]].concat())?;
        }
        _ => {
            let stem = PICTURE.trim_end_matches(".pgm");
            let pages = ["-f", &number, "-l", &number, "-singlefile", "-cropbox"];
            let fit = ["-gray", "-scale-to", &side];
            workshop.run(renderer, &[&pages[..], &fit, &[INPUT, stem]].concat())?;
        }
    }
    if !workshop.path().join(PICTURE).is_file() {
        return Err(Failure::nothing(renderer.program));
    }
    // Text of one column: the numbers of paragraphs stay with them, and columns are found here.
    let read = ["--psm", "4", "--dpi", &resolution, "tsv"];
    workshop.run(tesseract, &[&[PICTURE, WORDS][..], &read].concat())?;
    workshop.take(renderer.program, PICTURE)?;
    let table = workshop.take(tesseract.program, &format!("{WORDS}.tsv"))?;
    let table = String::from_utf8_lossy(&table);
    tsv::parse(&table).ok_or_else(|| Failure::nothing(tesseract.program))
}

/// Tells whether a picture is of text: in a photograph words are seen too, but not for sure.
fn is_text(picture: &Picture) -> bool {
    let mut all = Mean::default();
    for word in picture.lines.iter().flat_map(|line| &line.words) {
        all.add(word.confidence);
    }
    all.count > 0.0 && all.sum / all.count >= LEAST_CONFIDENCE
}

/// Returns how many points a pixel is.
fn scale(page: ShownPage, picture: &Picture) -> f32 {
    page.width.max(page.height) / picture.width.max(picture.height)
}

/// Returns the size of most of the type of a page, in points, and how many words are on it.
fn body_size(page: ShownPage, picture: &Picture) -> (f32, usize) {
    let sizes = picture
        .lines
        .iter()
        .flat_map(|line| line.words.iter().map(|_| line.size));
    let size = tsv::median(sizes).unwrap_or_default();
    let words = picture.lines.iter().map(|line| line.words.len()).sum();
    (size * scale(page, picture), words)
}

/// Adds the words of a page to a document, as runs on the lines they stand on.
///
/// Weight is not recognised: what is larger than the text is set as headings are, in bold.
fn set(document: &mut Document, number: u32, page: ShownPage, picture: &Picture, common: f32) {
    let scale = scale(page, picture);
    for line in &picture.lines {
        let measured = line.size * scale;
        let size = match (measured - common).abs() < SAME_SIZE * common {
            true => common,
            false => (measured * 2.0).round() / 2.0,
        };
        for (at, word) in line.words.iter().enumerate() {
            let start = document.text.len();
            document.text.push_str(&word.text);
            if at + 1 < line.words.len() {
                document.text.push(' ');
            }
            document.runs.push(Run {
                text: start..document.text.len(),
                x: word.left * scale,
                x_end: word.right * scale,
                bold: size > common,
                ..Run::at(number, page.height - line.baseline * scale, size)
            });
        }
    }
}
