//! Asides: text set smaller beside the lines of the text, which are shorter there. It is read on its own, so that it
//! stands in no sentence.

use super::super::size::common_size;
use super::paragraph::NOTE_SMALLER;
use super::segment::Segment;

/// Lines of an aside are not further apart, in parts of the font size.
const MAX_PITCH: f32 = 2.0;
/// Two positions that differ by less, in points, are one edge.
const SAME_EDGE: f32 = 1.0;
/// The space between the text and what stands beside it is not narrower, in points.
const LEAST_GAP: f32 = 4.0;
/// Two lines whose baselines differ by less, in points, stand at one height, as those of cells do.
const SAME_HEIGHT: f32 = 0.5;
/// So many lines of the text on a page cross the place of an aside at least.
const LEAST_CROSSING: usize = 5;
/// So many small lines of a page are looked at.
const MAX_SMALL: usize = 200;

/// Takes the asides out of the lines of pages, each ordered from above; returns them by page.
pub(super) fn taken<'a>(pages: &mut [Vec<Segment<'a>>]) -> Vec<Vec<Segment<'a>>> {
    let all = || pages.iter().flatten();
    let body_size = common_size(all().map(|line| (line.size, line.text.len())));
    let is_small = |line: &Segment<'_>| line.size < body_size - NOTE_SMALLER;
    if !all().any(is_small) {
        return Vec::new();
    }
    let take = |page: &mut Vec<Segment<'a>>| -> Vec<Segment<'a>> {
        let small = (0..page.len()).filter(|&at| is_small(&page[at]));
        let small: Vec<usize> = small.take(MAX_SMALL).collect();
        let mut is_aside = vec![false; page.len()];
        for block in blocks(page, &small) {
            if stands_beside(page, &block, is_small) {
                narrow(page, &block);
                block.into_iter().for_each(|at| is_aside[at] = true);
            }
        }
        if !is_aside.contains(&true) {
            return Vec::new();
        }
        let mut asides = Vec::new();
        let mut rest = Vec::with_capacity(page.len());
        for (line, is_aside) in std::mem::take(page).into_iter().zip(is_aside) {
            match is_aside {
                true => asides.push(line),
                false => rest.push(line),
            }
        }
        *page = rest;
        asides
    };
    pages.iter_mut().map(take).collect()
}

/// Gathers small lines that stand below each other at one edge.
fn blocks(page: &[Segment<'_>], small: &[usize]) -> Vec<Vec<usize>> {
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    for &at in small {
        let line = &page[at];
        let goes_on = |block: &&mut Vec<usize>| {
            let last = &page[block[block.len() - 1]];
            (last.x - line.x).abs() < SAME_EDGE && last.y - line.y < MAX_PITCH * line.size
        };
        match blocks.iter_mut().find(goes_on) {
            Some(block) => block.push(at),
            None => blocks.push(vec![at]),
        }
    }
    blocks
}

/// Says of the lines of the text beside a block, and of those right above and below, where that begins.
fn narrow(page: &mut [Segment<'_>], block: &[usize]) {
    let lines = || block.iter().map(|&at| &page[at]);
    let left = lines().map(|line| line.x).fold(f32::MAX, f32::min);
    let top = lines().map(|line| line.y).fold(f32::MIN, f32::max);
    let bottom = lines().map(|line| line.y).fold(f32::MAX, f32::min);
    for line in page {
        let reach = MAX_PITCH * line.size;
        if line.x_end < left && line.y < top + reach && line.y > bottom - reach {
            line.beside = Some(left);
        }
    }
}

/// Tells whether lines of the text stand beside a block, none at the height of one of its own, while others cross
/// its place above or below.
fn stands_beside(
    page: &[Segment<'_>],
    block: &[usize],
    is_small: impl Fn(&Segment<'_>) -> bool,
) -> bool {
    let lines = || block.iter().map(|&at| &page[at]);
    let left = lines().map(|line| line.x).fold(f32::MAX, f32::min);
    let top = lines()
        .map(|line| line.y + line.size)
        .fold(f32::MIN, f32::max);
    let bottom = lines()
        .map(|line| line.y - line.size)
        .fold(f32::MAX, f32::min);
    let text = || page.iter().filter(|line| !is_small(line));
    let is_level = |line: &&Segment<'_>| line.y < top && line.y > bottom;
    let mut beside = text().filter(is_level).peekable();
    if beside.peek().is_none() {
        return false;
    }
    let is_free = |line: &Segment<'_>| {
        let has_height = |own: &Segment<'_>| (own.y - line.y).abs() < SAME_HEIGHT;
        line.x_end + LEAST_GAP < left && !lines().any(has_height)
    };
    let crosses = |line: &&Segment<'_>| line.x + LEAST_GAP < left && line.x_end > left + LEAST_GAP;
    beside.all(is_free) && text().filter(crosses).count() >= LEAST_CROSSING
}
