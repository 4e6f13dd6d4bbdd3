//! The page of collocates.

use super::{Chart, Mark, Page, Part, Row, columns};
use crate::output::themes::Asked;
use crate::output::themes::collocates::{HEADINGS, cells, sentence};
use crate::themes::Collocates;

/// The greatest logDice there can be (Rychlý 2008).
const MOST: f64 = 14.0;

/// Draws up the page of the words that stand with a term.
pub fn collocates_page(asked: &Asked, found: &Collocates) -> Page {
    let mut page = Page {
        title: asked.title(&format!("Words that stand with {}", found.term)),
        lead: vec![sentence(asked, found)],
        method: vec![
            "Words are counted once a paragraph. logDice = 14 + log2(2·joint / (paragraphs with \
             the term + paragraphs with the word)); MI and t-score besides.",
        ],
        ..Page::default()
    };
    let mut part = Part {
        title: "Collocates".to_owned(),
        columns: columns(&HEADINGS),
        ..Part::default()
    };
    let mut marks = Vec::new();
    for (rank, word) in (1..).zip(&found.words) {
        let section = page.section(format!("{} with {}", found.term, word.word), &word.query);
        marks.push(Mark::bar(&word.word, word.counts.log_dice()));
        part.rows.push(Row {
            cells: cells(rank, word).split_off(1),
            section: Some(section),
        });
    }
    part.chart = Some(Chart {
        title: format!(
            "Closeness to {}, n = {} paragraphs",
            found.term, found.paragraphs
        ),
        unit: "logDice",
        domain: (0.0, MOST),
        marks,
    });
    page.parts.push(part);
    page
}
