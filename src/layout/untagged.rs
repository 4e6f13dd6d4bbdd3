//! Pieces of files without tags: lines grouped by position.

use std::collections::HashMap;

use crate::pdf::{Document, Run};

use super::block::Role;
use super::label::{self, Mark};
use super::lines;
use super::piece::Piece;

/// Runs whose baselines differ by less, in points, stand on one line.
const SAME_LINE: f32 = 2.5;
/// A line pitch above this many times the font size separates paragraphs.
const PARAGRAPH_PITCH: f32 = 1.45;
/// Part of the page height at top and bottom where running heads and feet stand.
const MARGIN: f32 = 0.1;

struct Line<'a> {
    runs: Vec<&'a Run>,
    page: u32,
    x: f32,
    y: f32,
    size: f32,
    bold: bool,
    text: String,
}

/// Groups runs into lines and lines into pieces.
pub(super) fn pieces(document: &Document) -> Vec<Piece> {
    let lines = without_running_lines(document, lines(document));
    let mut pieces = Vec::new();
    let mut group: Vec<Line<'_>> = Vec::new();
    for line in lines {
        if group.last().is_some_and(|last| begins_piece(last, &group[0], &line)) {
            pieces.push(piece(document, std::mem::take(&mut group)));
        }
        group.push(line);
    }
    if !group.is_empty() {
        pieces.push(piece(document, group));
    }
    pieces
}

fn lines(document: &Document) -> Vec<Line<'_>> {
    let mut runs: Vec<&Run> =
        document.runs.iter().filter(|run| !document.run_text(run).trim().is_empty()).collect();
    runs.sort_by(|a, b| a.page.cmp(&b.page).then(b.y.total_cmp(&a.y)));
    let mut grouped: Vec<Vec<&Run>> = Vec::new();
    for run in runs {
        match grouped.last_mut() {
            Some(line) if line[0].page == run.page && (line[0].y - run.y).abs() < SAME_LINE => {
                line.push(run);
            }
            // A raised footnote mark belongs to the line below it.
            _ => grouped.push(vec![run]),
        }
    }
    grouped
        .into_iter()
        .map(|mut runs| {
            runs.sort_by(|a, b| a.x.total_cmp(&b.x));
            let flow = lines::flow(document, &runs, Role::Paragraph);
            Line {
                page: runs[0].page,
                x: runs[0].x,
                y: runs[0].y,
                size: flow.setting.size,
                bold: flow.setting.bold,
                text: flow.text,
                runs,
            }
        })
        .collect()
}

/// Drops lines at the top and bottom edges that recur from page to page.
fn without_running_lines<'a>(document: &Document, lines: Vec<Line<'a>>) -> Vec<Line<'a>> {
    let key = |line: &Line<'_>| -> Option<String> {
        let height = document.pages[line.page as usize].height;
        let at_edge = line.y < height * MARGIN || line.y > height * (1.0 - MARGIN);
        at_edge.then(|| line.text.chars().filter(|c| !c.is_ascii_digit()).collect())
    };
    let mut counts: HashMap<String, u32> = HashMap::new();
    for line in &lines {
        if let Some(key) = key(line) {
            *counts.entry(key).or_default() += 1;
        }
    }
    let often = (document.pages.len() as u32 / 3).max(2);
    lines
        .into_iter()
        .filter(|line| key(line).is_none_or(|key| counts[&key] < often))
        .collect()
}

fn begins_piece(last: &Line<'_>, first: &Line<'_>, line: &Line<'_>) -> bool {
    let new_style = (last.size - line.size).abs() > 0.6 || last.bold != line.bold;
    if new_style || last.page != line.page {
        return true;
    }
    if last.y - line.y > PARAGRAPH_PITCH * line.size {
        return true;
    }
    match label::find(&line.text) {
        Some(label) => match label.mark {
            Mark::Bullet | Mark::SubBullet => true,
            Mark::Number(_) => line.x <= first.x + SAME_LINE,
            _ => false,
        },
        None => false,
    }
}

fn piece(document: &Document, group: Vec<Line<'_>>) -> Piece {
    let runs: Vec<&Run> = group.iter().flat_map(|line| line.runs.iter().copied()).collect();
    let role = match label::find(&group[0].text) {
        Some(label) if !matches!(label.mark, Mark::BareNumber(_)) => Role::ListItem,
        _ => Role::Paragraph,
    };
    let mut flow = lines::flow(document, &runs, role);
    flow.complete = false;
    let mut piece = Piece::new(role, flow, None);
    // Without the mark of a finished paragraph, a sentence that has ended is taken as the end.
    piece.complete = piece.text.trim_end().ends_with(['.', ':', ';', '?', '!']);
    piece
}
