//! Front matter: title, dates, identifiers and the judgement table.

mod days;
mod labels;
mod matter;
mod table;
mod title;

use crate::layout::{Block, Role};
use crate::model::{Area, Date};
use crate::rules::{Family, FrontEnd, Meaning};

use super::flat_table;
use super::heading::heading;
use days::{last_day, published};
use labels::OPENING;
use table::{behind_row, overall_sentence, read_table, rows_behind};
use title::title;

pub(super) use days::{inspection, order};
pub(super) use labels::{labelled, opening_in};
pub(super) use matter::Front;
pub(super) use table::{headed, rows};
pub(super) use title::{is_title_line, largest};

/// Reads the front matter of an inspectorate's own document: the blocks of its first page, where the
/// rules look further, all, and of those `behind` the page what its table goes on with; `named` is the day of publication as the file's name or metadata has it.
pub(super) fn read(
    blocks: &[Block],
    all: &[Block],
    behind: &[Block],
    family: &Family,
    named: Option<Date>,
) -> Front {
    let rules = &family.front;
    let mut front = Front {
        title: title(blocks, rules),
        published: published(blocks, rules),
        ..Front::default()
    };
    if front.published.is_none() && rules.published_anywhere {
        front.published = published(all, rules);
    }
    let written = front.published.or(named);
    front.inspection = inspection(blocks, rules, written);
    if front.inspection.is_none() && rules.inspected_anywhere {
        front.inspection = inspection(all, rules, written);
    }
    front.inspection = front.inspection.or_else(|| last_day(blocks, rules));
    let mut table_end = behind_row(blocks, read_table(blocks, family, &mut front));
    if front.table.is_empty()
        && let Some(table) = flat_table::read(blocks, family)
    {
        for (area, grade) in table.rows {
            match area == Area::OVERALL {
                true => front.overall = Some(grade),
                false => front.table.push((area, grade)),
            }
        }
        table_end = table.end;
    }
    let goes_on = match front.table.is_empty() {
        // The table may stand at the top of the next page as a whole.
        true => {
            let cells = behind.iter().take_while(|block| block.cell.is_some());
            read_table(&behind[..cells.count()], family, &mut front)
        }
        false if is_at_end(blocks, table_end) => rows_behind(blocks, behind, family, &mut front),
        false => 0,
    };
    front.overall = front.overall.or_else(|| overall_sentence(blocks, family));
    front.end = match &rules.end {
        FrontEnd::Nowhere => 0,
        FrontEnd::Table if goes_on > 0 => blocks.len() + goes_on,
        FrontEnd::Table if table_end > 0 => table_end,
        // Where there is none, or none that can be read, the labels tell.
        FrontEnd::Table => behind_openings(blocks, &rules.title_until),
        FrontEnd::Page => end_of_page(blocks, family),
        FrontEnd::Behind(openings) => behind_openings(blocks, openings),
        FrontEnd::Before(openings) => blocks
            .iter()
            .position(|block| opening_in(&block.text, openings).is_some())
            .unwrap_or_else(|| end_of_page(blocks, family)),
    };
    front
}

/// Tells whether nothing but notes and short lines, as feet have them, stands on a page behind a place.
fn is_at_end(page: &[Block], end: usize) -> bool {
    const FOOT_LINES: usize = 3;
    let rest = page.get(end..).unwrap_or_default();
    let lines = rest.iter().filter(|block| block.role != Role::Note);
    let is_foot = |block: &Block| block.text.len() <= OPENING && block.cell.is_none();
    end > 0 && lines.clone().count() <= FOOT_LINES && lines.clone().all(is_foot)
}

/// Returns the index behind the front matter that takes the first page, up to the first heading that is
/// known: documents without pages have one alone.
fn end_of_page(page: &[Block], family: &Family) -> usize {
    let begins = |block: &Block| {
        let is_set_apart = matches!(block.role, Role::Heading(_)) || block.setting.bold;
        is_set_apart
            && block.cell.is_none()
            && matches!(
                heading(family, &block.text),
                Some(Meaning::Area(..) | Meaning::Section { .. })
            )
    };
    page.iter().position(begins).unwrap_or(page.len())
}

/// Returns the index behind the last block that begins with some folded words.
fn behind_openings(blocks: &[Block], openings: &[String]) -> usize {
    blocks
        .iter()
        .rposition(|block| opening_in(block.body(), openings).is_some())
        .map_or(0, |index| index + 1)
}
