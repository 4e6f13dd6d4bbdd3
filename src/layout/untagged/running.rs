//! Running heads and feet of untagged pages, and what else is printed on page after page.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::pdf::{Document, Run};

use super::super::label::{self, Mark};
use super::super::size::{common_size, low};
use super::paragraph::NOTE_SMALLER;
use super::segment::Segment;

/// Part of the page height at top and bottom where running heads and feet stand.
const MARGIN: f32 = 0.1;
/// Two positions that differ by less, in points, are the same place.
const SAME_PLACE: f32 = 3.0;
/// How many lines at the top and at the bottom of a page may be running ones beyond the margin.
const EDGE_LINES: usize = 5;
/// Space that sets a running line apart from the text, in parts of its font size.
const APART: f32 = 2.0;
/// The same in parts of the space between most lines.
const SET_APART: f32 = 1.2;
/// How many pages stand before page 1 at most.
const MAX_FRONT: u32 = 12;
/// How many places of one text are compared with its others.
const MAX_PLACES: usize = 8;
/// The name of a chapter is not shorter, in bytes.
const LEAST_NAME: usize = 8;
/// Headings are larger than the text, in parts of its size.
const LARGE: f32 = 1.1;
/// So many segments stand on either side of the number of a page at most.
const MOST_BESIDE: usize = 8;
/// A running head that changes from page to page has no more lines, ...
const MOST_HEAD_LINES: usize = 3;
/// ... and is not longer, in bytes.
const MAX_HEAD: usize = 120;

/// A word drawn across pages, in points, is larger.
const MARK_SIZE: f32 = 30.0;
/// It stands on so many pages at least, and on half of all.
const MARKED_PAGES: usize = 3;

/// Drops words that are drawn across page after page in large letters, in the same place: they stand in
/// the lines of the text.
pub(super) fn without_marks<'a>(document: &Document, runs: Vec<&'a Run>) -> Vec<&'a Run> {
    let place = |run: &Run| {
        let rounded = |at: f32| (at / SAME_PLACE).round() as i32;
        let text = || document.run_text(run).trim();
        (run.size > MARK_SIZE).then(|| (text(), rounded(run.x), rounded(run.y)))
    };
    let mut pages: HashMap<_, HashSet<u32>> = HashMap::new();
    for run in &runs {
        if let Some(place) = place(run) {
            pages.entry(place).or_default().insert(run.page);
        }
    }
    let enough = MARKED_PAGES.max(document.pages.len() / 2);
    pages.retain(|_, pages| pages.len() >= enough);
    match pages.is_empty() {
        true => runs,
        false => {
            let is_text = |run: &&Run| place(run).is_none_or(|place| !pages.contains_key(&place));
            runs.into_iter().filter(is_text).collect()
        }
    }
}

/// Drops running heads, running feet and marks that are drawn across pages.
pub(super) fn without<'a>(document: &Document, segments: Vec<Segment<'a>>) -> Vec<Segment<'a>> {
    let pages = document.pages.len();
    let dropped = {
        let lines = Lines::of(document, &segments);
        let mut dropped = lines.repeated(pages);
        dropped.extend(lines.at_one_height(pages));
        dropped.extend(lines.names_of_chapters());
        dropped
    };
    let mut segments = segments;
    let mut index = 0;
    segments.retain(|_| {
        index += 1;
        !dropped.contains(&(index - 1))
    });
    segments
}

/// Tells whether a line begins with a bullet that words follow.
fn begins_as_item(text: &str) -> bool {
    label::find(text).is_some_and(|label| {
        let is_bullet = matches!(label.mark, Mark::Bullet | Mark::SubBullet);
        is_bullet && text[label.len..].starts_with(char::is_alphabetic)
    })
}

/// Reads the number of a page: "3", "Page 3", "Page 3 of 12", "3 / 12", "3 | Name of the report".
fn page_number(text: &str) -> Option<u32> {
    let text = text.trim();
    let behind_page = |text: &str| {
        let number = text
            .strip_prefix("Page ")
            .or_else(|| text.strip_prefix("page "));
        number.unwrap_or(text).trim().to_owned()
    };
    let number = |text: &str| text.trim().trim_matches(['–', '-']).trim().parse().ok();
    if let Some((before, behind)) = text.split_once(" | ") {
        return number(before).or_else(|| number(&behind_page(behind)));
    }
    let text = behind_page(text);
    let of = [" of ", "/"].iter().find_map(|of| text.split_once(of));
    match of {
        Some((page, pages)) => {
            number(page).filter(|page| number(pages).is_some_and(|all: u32| *page <= all))
        }
        None => number(&text),
    }
}

/// The segments of a document with their places on their pages.
struct Lines<'s, 'a> {
    segments: &'s [Segment<'a>],
    /// The size of most of the text, in points.
    body_size: f32,
    /// By segment: whether it stands in the margin above or below.
    in_margin: Vec<bool>,
    /// How far lines of text stand apart, in points.
    pitch: f32,
    /// By segment: its line on the page counted from above and from below.
    ranks: Vec<(usize, usize)>,
}

impl<'s, 'a> Lines<'s, 'a> {
    fn of(document: &Document, segments: &'s [Segment<'a>]) -> Lines<'s, 'a> {
        let in_margin = |segment: &Segment<'_>| {
            let height = document.pages[segment.page as usize].height;
            segment.y < height * MARGIN || segment.y > height * (1.0 - MARGIN)
        };
        let mut ranks = Vec::with_capacity(segments.len());
        let mut pitches = Vec::new();
        for page in segments.chunk_by(|a, b| a.page == b.page) {
            let mut from_above = Vec::with_capacity(page.len());
            let mut line = 0;
            for (index, segment) in page.iter().enumerate() {
                if index > 0 && page[index - 1].y - segment.y > SAME_PLACE {
                    line += 1;
                }
                from_above.push(line);
            }
            ranks.extend(from_above.iter().map(|&above| (above, line - above)));
            let apart = page.windows(2).map(|pair| pair[0].y - pair[1].y);
            pitches.extend(apart.filter(|apart| *apart > SAME_PLACE));
        }
        let sizes = segments
            .iter()
            .map(|segment| (segment.size, segment.text.len()));
        Lines {
            segments,
            body_size: common_size(sizes),
            pitch: low(pitches),
            in_margin: segments.iter().map(in_margin).collect(),
            ranks,
        }
    }

    fn at_edge(&self, index: usize) -> bool {
        let (above, below) = self.ranks[index];
        self.in_margin[index] || above.min(below) < EDGE_LINES
    }

    /// Finds what recurs from page to page: in the margins but for its numbers, at the edges in
    /// the same place, and large letters anywhere in the same place.
    fn repeated(&self, pages: usize) -> HashSet<usize> {
        let often = (pages / 3).max(2);
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, segment) in self.segments.iter().enumerate() {
            let without_digits = segment.text.chars().filter(|c| !c.is_ascii_digit());
            places
                .entry(without_digits.collect())
                .or_default()
                .push(index);
        }
        let mut repeated = self.page_numbers();
        for (text, alike) in places {
            // Items of lists may have the same words on two pages, where margins are narrow.
            if alike.len() < often || begins_as_item(&text) {
                continue;
            }
            let in_margin: Vec<usize> = alike
                .iter()
                .copied()
                .filter(|&i| self.in_margin[i])
                .collect();
            let in_margin = self.as_running(in_margin);
            if self.pages_of(&in_margin) >= self.enough(&in_margin, often, pages) {
                repeated.extend(in_margin);
            }
            if text.is_empty() || pages < 3 {
                continue;
            }
            for &first in alike.iter().take(MAX_PLACES) {
                let large = self.segments[first].size;
                let in_place: Vec<usize> = alike
                    .iter()
                    .copied()
                    .filter(|&other| self.same_place(first, other))
                    .filter(|&other| self.at_edge(other) || large > MARK_SIZE)
                    .collect();
                let enough = self.enough(&in_place, often.max(3), pages);
                if self.pages_of(&in_place) >= enough {
                    repeated.extend(in_place);
                    break;
                }
            }
        }
        repeated
    }

    /// Tells whether a line is larger than the text.
    fn is_large(&self, index: usize) -> bool {
        self.segments[index].size > self.body_size * LARGE
    }

    /// Finds heads and feet that are set smaller than the text and name a chapter by the words of its heading.
    fn names_of_chapters(&self) -> HashSet<usize> {
        let indices = 0..self.segments.len();
        let is_name = |&index: &usize| {
            let (above, below) = self.ranks[index];
            let segment = &self.segments[index];
            let is_small = segment.size < self.body_size - NOTE_SMALLER;
            let is_outermost = self.in_margin[index] && above.min(below) == 0;
            is_small && is_outermost && segment.text.trim().len() >= LEAST_NAME
        };
        let names: Vec<usize> = indices.clone().filter(is_name).collect();
        if names.is_empty() {
            return HashSet::new();
        }
        let large: Vec<usize> = indices.filter(|&index| self.is_large(index)).collect();
        let mut headings: HashSet<&str> = HashSet::new();
        for &name in &names {
            let text = self.segments[name].text.trim();
            if !headings.contains(text) && (0..large.len()).any(|at| self.heads(&large[at..], text))
            {
                headings.insert(text);
            }
        }
        let names = names.into_iter();
        names
            .filter(|&name| headings.contains(self.segments[name].text.trim()))
            .collect()
    }

    /// Tells whether a text is that of a heading which begins with the first of some lines that are larger than
    /// the text: those below it at its edge go on.
    fn heads(&self, large: &[usize], text: &str) -> bool {
        let Some(&first) = large.first() else {
            return false;
        };
        let of_line = |index: usize| self.segments[index].text.trim();
        let Some(mut rest) = text.strip_prefix(of_line(first)) else {
            return false;
        };
        let is_of_page = |index: &&usize| self.segments[**index].page == self.segments[first].page;
        for &next in large[1..].iter().take_while(is_of_page).take(MOST_BESIDE) {
            let at_edge = (self.segments[next].x - self.segments[first].x).abs() < SAME_PLACE;
            let begins = || rest.trim_start().strip_prefix(of_line(next));
            rest = begins().filter(|_| at_edge).unwrap_or(rest);
        }
        rest.is_empty()
    }

    /// Leaves out of lines that are alike those that are larger than the text, if others are not: a
    /// title is no running head, though the heads of later pages repeat it.
    fn as_running(&self, alike: Vec<usize>) -> Vec<usize> {
        let is_large = |&index: &usize| self.is_large(index);
        match alike.iter().all(is_large) {
            true => alike,
            false => alike.into_iter().filter(|index| !is_large(index)).collect(),
        }
    }

    /// Returns on how many pages of all a line must recur: chapters that begin on a new page may have
    /// headings of the same words, which are larger than the text.
    fn enough(&self, alike: &[usize], often: usize, pages: usize) -> usize {
        let is_large = |&index: &usize| self.is_large(index);
        match alike.iter().all(is_large) {
            true => often.max(pages * 2 / 3),
            false => often,
        }
    }

    /// Finds outermost lines that are nothing but the number of their page; front matter may be
    /// uncounted.
    fn page_numbers(&self) -> HashSet<usize> {
        let mut by_offset: HashMap<u32, Vec<usize>> = HashMap::new();
        for (index, segment) in self.segments.iter().enumerate() {
            let (above, below) = self.ranks[index];
            let number = page_number(&segment.text);
            let offset = number.and_then(|number| (segment.page + 1).checked_sub(number));
            if let Some(offset) =
                offset.filter(|&offset| above.min(below) == 0 && offset < MAX_FRONT)
            {
                by_offset.entry(offset).or_default().push(index);
            }
        }
        let mut numbers = HashSet::new();
        for indices in by_offset.into_values() {
            if self.pages_of(&indices) > 1 || indices.iter().all(|&index| self.in_margin[index]) {
                let lines = indices.iter().flat_map(|&index| self.line_of(index));
                numbers.extend(lines);
            }
        }
        numbers
    }

    /// Lists what stands on the line of the number of a page, the title of a chapter, and the number.
    fn line_of(&self, number: usize) -> Vec<usize> {
        let is_beside = |&index: &usize| {
            let pages = [index, number].map(|index| self.segments[index].page);
            pages[0] == pages[1] && self.ranks[index] == self.ranks[number]
        };
        let before = (0..number).rev().take_while(is_beside).take(MOST_BESIDE);
        let behind = (number..self.segments.len()).take_while(is_beside);
        let behind = behind.take(MOST_BESIDE);
        let line: Vec<usize> = before.chain(behind).collect();
        let length: usize = line
            .iter()
            .map(|&index| self.segments[index].text.len())
            .sum();
        match length <= MAX_HEAD {
            true => line,
            false => vec![number],
        }
    }

    fn same_place(&self, a: usize, b: usize) -> bool {
        let [a, b] = [a, b].map(|index| &self.segments[index]);
        (a.y - b.y).abs() < SAME_PLACE && (a.x - b.x).abs() < SAME_PLACE
    }

    fn pages_of(&self, indices: &[usize]) -> usize {
        let pages: HashSet<u32> = indices
            .iter()
            .map(|&index| self.segments[index].page)
            .collect();
        pages.len()
    }

    /// Finds heads that name the section, and feet: the outermost lines of nearly all pages, whose middle
    /// stands at one height, and which are set apart from the text.
    fn at_one_height(&self, pages: usize) -> HashSet<usize> {
        let mut found = HashSet::new();
        if pages <= 3 {
            return found;
        }
        for from_above in [true, false] {
            let mut by_height: HashMap<i32, Vec<usize>> = HashMap::new();
            let mut start = 0;
            for page in self.segments.chunk_by(|a, b| a.page == b.page) {
                let range = start..start + page.len();
                start = range.end;
                let lines = self.outermost(range, from_above);
                let height = |at: Option<&usize>| at.map(|&index| self.segments[index].y);
                if let (Some(first), Some(last)) = (height(lines.first()), height(lines.last())) {
                    let middle = ((first + last) / 2.0).round() as i32;
                    by_height.entry(middle).or_default().extend(&lines);
                }
            }
            for indices in by_height.into_values() {
                if self.pages_of(&indices) * 4 >= pages * 3 {
                    found.extend(indices);
                }
            }
        }
        found
    }

    /// Returns the outermost lines of a page if the text stands well away from them: one, or a few that are
    /// set as no heading is.
    fn outermost(&self, page: Range<usize>, from_above: bool) -> Vec<usize> {
        let rank = |index: usize| match from_above {
            true => self.ranks[index].0,
            false => self.ranks[index].1,
        };
        let is_heading = |&index: &usize| self.segments[index].bold || self.is_large(index);
        let is_apart = |index: usize, next: usize| {
            let [segment, next] = [index, next].map(|index| &self.segments[index]);
            let least = APART * segment.size.max(next.size);
            (next.y - segment.y).abs() > least.max(self.pitch * SET_APART)
        };
        for last in 0..MOST_HEAD_LINES {
            let lines: Vec<usize> = page.clone().filter(|&index| rank(index) <= last).collect();
            let length: usize = (lines.iter())
                .map(|&index| self.segments[index].text.len())
                .sum();
            let may_be = |index: &usize| self.in_margin[*index] && !is_heading(index);
            if length > MAX_HEAD || last > 0 && !lines.iter().all(may_be) {
                break;
            }
            let Some(next) = page.clone().find(|&index| rank(index) == last + 1) else {
                break;
            };
            let mut inner = lines.iter().filter(|&&index| rank(index) == last);
            if inner.all(|&index| is_apart(index, next)) {
                return lines;
            }
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::page_number;

    #[test]
    fn numbers_of_pages() {
        let check = |text: &str, expected: Option<u32>| {
            assert_eq!(page_number(text), expected, "{text}");
        };
        check(" 3 ", Some(3));
        check("– 3 –", Some(3));
        check("Page 3", Some(3));
        check("Page 3 of 12", Some(3));
        check("3 / 12", Some(3));
        check("3 | Inspection report", Some(3));
        check("Inspection report | Page 3", Some(3));
        check("13 of 12", None);
        check("3 of the homes", None);
        check("3. Plans", None);
    }
}
