//! Cells without a row: text that stands in a table by its tag or by its place, but in no row of it.
//!
//! It is read as a paragraph of its own, so that nothing is lost; what it belongs to is, and that is
//! told.

use crate::model::{Warning, WarningKind};
use crate::pdf::{Document, Element, Tag};

/// An example is not longer, in characters.
const MAX_EXAMPLE: usize = 40;

/// Text in a table that no row of it holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Loose {
    /// Counted from 1.
    pub(super) page: u32,
    pub(super) text: String,
}

/// Returns the row that holds an element with this parent: groups between the two hold nothing of
/// their own.
pub(super) fn row_above(document: &Document, parent: Option<u32>) -> Option<u32> {
    let mut above = parent;
    while let Some(element) = above {
        let Element { tag, parent, .. } = &document.elements[element as usize];
        match tag {
            Tag::Row => return Some(element),
            Tag::Other => above = *parent,
            _ => return None,
        }
    }
    None
}

/// Finds the text of cells that are tagged outside of rows, or in rows outside of tables.
pub(super) fn loose_cells(document: &Document) -> Vec<Loose> {
    let mut known = None;
    let mut is_loose = |element: &Element| {
        if !matches!(element.tag, Tag::Cell | Tag::HeaderCell) {
            return false;
        }
        let row = row_above(document, element.parent);
        if row.is_some() && row == known {
            return false;
        }
        let is_known = row.is_some_and(|row| is_in_table(document, row));
        if is_known {
            known = row;
        }
        !is_known
    };
    let loose: Vec<bool> = document.elements.iter().map(&mut is_loose).collect();
    if !loose.contains(&true) {
        return Vec::new();
    }
    // Parents come before their children.
    let mut cells: Vec<Option<u32>> = Vec::with_capacity(loose.len());
    for (index, (element, is_loose)) in (0..).zip(document.elements.iter().zip(loose)) {
        let is_cell = matches!(element.tag, Tag::Cell | Tag::HeaderCell);
        let above = element.parent.and_then(|parent| cells[parent as usize]);
        cells.push(match is_cell {
            true => is_loose.then_some(index),
            false => above,
        });
    }
    let mut found: Vec<(u32, Loose)> = Vec::new();
    for run in &document.runs {
        let text = document.run_text(run);
        let Some(cell) = run.element.and_then(|element| cells[element as usize]) else {
            continue;
        };
        match found.last_mut() {
            Some((last, loose)) if *last == cell => loose.text.push_str(text),
            _ if text.trim().is_empty() => {}
            _ => {
                let (page, text) = (run.page + 1, text.to_owned());
                found.push((cell, Loose { page, text }));
            }
        }
    }
    // The sort is stable: of each cell, the text that comes first is kept.
    found.sort_by_key(|(cell, _)| *cell);
    found.dedup_by_key(|(cell, _)| *cell);
    found.into_iter().map(|(_, loose)| loose).collect()
}

fn is_in_table(document: &Document, row: u32) -> bool {
    let mut above = Some(row);
    while let Some(element) = above {
        let Element { tag, parent, .. } = &document.elements[element as usize];
        if *tag == Tag::Table {
            return true;
        }
        above = *parent;
    }
    false
}

/// Says that text stands in tables and in no row of them; none if there is no such text.
pub(super) fn doubt(loose: &[Loose]) -> Option<Warning> {
    let first = loose.iter().min_by_key(|loose| loose.page)?;
    let cells = match loose.len() {
        1 => "1 cell of a table stands".to_owned(),
        more => format!("{more} cells of tables stand"),
    };
    let example: String = first.text.trim().chars().take(MAX_EXAMPLE).collect();
    Some(Warning {
        kind: WarningKind::CellsWithoutRow,
        message: format!("{cells} in no row, such as `{example}`"),
        page: Some(first.page),
    })
}
