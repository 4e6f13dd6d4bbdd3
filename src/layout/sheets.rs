//! Sheets: two pages side by side on one, as programs put them there to save paper.
//!
//! They are told from columns and from tables by their margins: the text of both halves begins at the
//! same distance from the left edge of its half, and nothing crosses the middle.

use std::borrow::Cow;

use crate::model::Warned;
use crate::pdf::{Document, Run};

use super::block::Block;

/// A sheet is so many times as wide as high at least.
const WIDE: f32 = 1.2;
/// The white between two pages, in parts of the width of a sheet.
const BETWEEN: f32 = 0.03;
/// Margins that differ by less, in parts of the width of a sheet, are the same.
const SAME_MARGIN: f32 = 0.01;
/// So many runs of a half show its margins.
const LEAST_RUNS: usize = 10;

/// Parts the sheets of a file without tags into their pages; the file as it is if it has none.
pub(super) fn parted(document: &Document) -> Cow<'_, Document> {
    let is_wide = |document: &Document| {
        let pages = &document.pages;
        let mut wide = pages.iter().map(|page| page.width > page.height * WIDE);
        !pages.is_empty() && wide.all(|is_wide| is_wide)
    };
    match !document.is_tagged() && is_wide(document) && are_two_pages(document) {
        true => Cow::Owned(pages(document)),
        false => Cow::Borrowed(document),
    }
}

/// Puts blocks of parted sheets, and what is doubted of them, on the sheets again.
pub(super) fn rejoin(blocks: &mut Warned<Vec<Block>>) {
    // Both count from 1.
    let sheet = |page: &mut u32| *page = page.div_ceil(2);
    for block in &mut blocks.value {
        sheet(&mut block.page);
        sheet(&mut block.last_page);
    }
    for warning in &mut blocks.warnings {
        warning.page.as_mut().map(sheet);
    }
}

/// A half of all sheets.
#[derive(Default)]
struct Half {
    runs: usize,
    /// Left and right end of its text, in parts of the width of a sheet.
    ends: Option<[f32; 2]>,
}

impl Half {
    fn add(&mut self, [start, end]: [f32; 2]) {
        self.runs += 1;
        let [left, right] = self.ends.unwrap_or([start, end]);
        self.ends = Some([left.min(start), right.max(end)]);
    }
}

/// Tells whether all sheets hold two pages, from the ends of their text.
fn are_two_pages(document: &Document) -> bool {
    let mut halves = [Half::default(), Half::default()];
    for run in &document.runs {
        if document.run_text(run).trim().is_empty() {
            continue;
        }
        let width = document.pages[run.page as usize].width;
        let ends = [run.x / width, run.x_end / width];
        match ends {
            [_, end] if end < 0.5 => halves[0].add(ends),
            [start, _] if start > 0.5 => halves[1].add(ends),
            _ => return false,
        }
    }
    let enough = halves.iter().all(|half| half.runs >= LEAST_RUNS);
    let [Some(left), Some(right)] = halves.map(|half| half.ends) else {
        return false;
    };
    let same_margin = (left[0] - (right[0] - 0.5)).abs() < SAME_MARGIN;
    enough && same_margin && right[0] - left[1] > BETWEEN
}

/// Makes a document of the pages on its sheets.
fn pages(document: &Document) -> Document {
    let mut parted = document.clone();
    parted.pages = document
        .pages
        .iter()
        .flat_map(|sheet| {
            let mut page = *sheet;
            page.width /= 2.0;
            [page, page]
        })
        .collect();
    let half = |run: &mut Run| {
        let width = document.pages[run.page as usize].width / 2.0;
        let is_right = run.x > width;
        run.page = run.page * 2 + u32::from(is_right);
        if is_right {
            run.x -= width;
            run.x_end -= width;
        }
    };
    parted.runs.iter_mut().for_each(half);
    // Runs are ordered by page.
    parted.runs.sort_by_key(|run| run.page);
    for annotation in &mut parted.annotations {
        annotation.page *= 2;
    }
    parted
}
