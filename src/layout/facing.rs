//! Facing pages: those on the left have another margin than those on the right, as in books.
//!
//! Lines of both are set at one place, so that paragraphs go on over the turn and the end of a full line
//! is the same on all pages.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::pdf::{Document, Run};

/// So many lines of each side tell its margins.
const LEAST_LINES: usize = 30;
/// Margins differ by so much at least, and at most, in points.
const DIFFERENT: f32 = 3.0;
const MOST: f32 = 150.0;
/// Two distances that differ by less, in points, are the same, ...
const SAME: f32 = 2.0;
/// ... and so are those that differ by this part of how far pages lie apart.
const RAGGED: f32 = 0.2;
/// Of so many lines, one goes further to the right than those that tell where they end.
const LONGEST: usize = 20;
/// Two baselines that differ by less, in points, are one.
const SAME_LINE: f32 = 2.0;

/// Sets the lines of facing pages at one place; the file as it is if it has none, or tags.
pub(super) fn aligned(document: &Document) -> Cow<'_, Document> {
    if document.is_tagged() || document.pages.len() < 2 {
        return Cow::Borrowed(document);
    }
    let Some(apart) = apart(document) else {
        return Cow::Borrowed(document);
    };
    let mut aligned = document.clone();
    for run in aligned.runs.iter_mut().filter(|run| run.page % 2 == 1) {
        run.x -= apart;
        run.x_end -= apart;
    }
    Cow::Owned(aligned)
}

/// Tells how far the text of every second page lies to the right of that of the others, in points; none
/// where it does not.
fn apart(document: &Document) -> Option<f32> {
    let mut sides = [Side::default(), Side::default()];
    let mut line: Option<(&Run, f32, f32)> = None;
    for run in &document.runs {
        if document.run_text(run).trim().is_empty() || run.angle != 0.0 {
            continue;
        }
        match &mut line {
            Some((first, start, end))
                if first.page == run.page && (first.y - run.y).abs() < SAME_LINE =>
            {
                *start = start.min(run.x);
                *end = end.max(run.x_end);
            }
            _ => {
                if let Some((first, start, end)) = line {
                    sides[first.page as usize % 2].add(start, end);
                }
                line = Some((run, run.x, run.x_end));
            }
        }
    }
    let [even, odd] = sides.map(Side::ends);
    let ([left, right], [other_left, other_right]) = (even?, odd?);
    let apart = other_left - left;
    let is_apart = (DIFFERENT..MOST).contains(&apart.abs());
    // Lines end raggedly.
    let same = SAME + apart.abs() * RAGGED;
    (is_apart && (other_right - right - apart).abs() < same).then_some(apart)
}

/// The lines of every second page.
#[derive(Default)]
struct Side {
    /// How many begin at a place, in points.
    starts: HashMap<i32, usize>,
    ends: Vec<f32>,
}

impl Side {
    fn add(&mut self, start: f32, end: f32) {
        *self.starts.entry(start.round() as i32).or_default() += 1;
        self.ends.push(end);
    }

    /// Returns where most lines begin and where long ones end.
    fn ends(mut self) -> Option<[f32; 2]> {
        if self.ends.len() < LEAST_LINES {
            return None;
        }
        let starts = self.starts.into_iter();
        let (left, _) = starts.max_by_key(|&(place, count)| (count, -place))?;
        self.ends.sort_by(|a, b| b.total_cmp(a));
        let right = self.ends.get(self.ends.len() / LONGEST)?;
        Some([left as f32, *right])
    }
}
