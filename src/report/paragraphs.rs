//! Paragraphs: blocks with their places become numbered findings and items.

use std::collections::HashMap;

use crate::layout::{Block, Mark, Role, TableCell};
use crate::model::{Area, AreaGroup, Grade, Locator, Paragraph, Place as Locus, Section};
use crate::rules::Part;

use super::notes::Notes;
use super::number::{self, Candidate};
use super::outline::{Place, Spot};

/// By how much a lower item of a list is set in, in points.
const INSET: f32 = 8.0;
/// What is set in by more, in points, stands in another column.
const COLUMN: f32 = 120.0;

/// A cell of a row that is told as one is not longer, in bytes, nor are those before it together.
const MAX_CELL: usize = 240;

/// Paragraphs with what was found out about their numbers.
#[derive(Debug, Default)]
pub(super) struct Assembled {
    pub(super) paragraphs: Vec<Paragraph>,
    /// Numbers missing from the sequence.
    pub(super) missing: Vec<u32>,
    /// Numbers that are printed with no text behind them.
    pub(super) empty: Vec<u32>,
    /// The section in which each block that is content ended up, in order.
    pub(super) sections: Vec<Section>,
}

/// Makes paragraphs of the blocks that are content, and behind them of the notes; `judge` gives a spot
/// the group and the grade of its area.
pub(super) fn assemble(
    blocks: &[Block],
    places: &[Place],
    (findings, notes_section): (Section, Option<Section>),
    judge: impl Fn(&Spot) -> (Option<AreaGroup>, Option<Grade>),
) -> Assembled {
    let contents: Vec<(&Block, &Spot)> = blocks
        .iter()
        .zip(places)
        .filter_map(|(block, place)| match place {
            Place::Content(spot) => Some((block, spot)),
            _ => None,
        })
        .collect();
    let numbering = number_all(&contents);
    let mut notes = Notes::gather(blocks);
    let mut assembly = Assembly {
        findings,
        ordinals: HashMap::new(),
        last: None,
        begun: None,
        paragraphs: Vec::new(),
    };
    let mut sections = Vec::with_capacity(contents.len());
    for (index, (block, spot)) in contents.into_iter().enumerate() {
        let number = numbering.numbers[index];
        if number.is_none() && (assembly.takes(block, spot) || assembly.goes_on_row(block, spot)) {
            assembly.append(block, &mut notes);
            sections.extend(
                assembly
                    .paragraphs
                    .last()
                    .map(|paragraph| paragraph.section),
            );
            continue;
        }
        let part = match &spot.part {
            Part::Of(area) if numbering.restarted[index] => Some(area.slug()),
            _ => None,
        };
        let label = match (number, numbering.listed[index]) {
            (Some(number), _) => Counted::Paragraph(number),
            (None, true) => Counted::Listed,
            (None, false) => Counted::Not,
        };
        assembly.push(block, spot, label, part, judge(spot), &mut notes);
        sections.extend(
            assembly
                .paragraphs
                .last()
                .map(|paragraph| paragraph.section),
        );
    }
    let notes = notes_section.map(|section| {
        let ungraded = judge(&Spot::of(section)).1;
        notes.into_paragraphs(section, &assembly.paragraphs, ungraded)
    });
    assembly.paragraphs.extend(notes.unwrap_or_default());
    let (paragraphs, empty): (Vec<_>, Vec<_>) = assembly
        .paragraphs
        .into_iter()
        .partition(|paragraph| !paragraph.text.is_empty());
    let empty = empty
        .iter()
        .filter_map(|paragraph| paragraph.number)
        .collect();
    Assembled {
        paragraphs,
        missing: numbering.missing,
        empty,
        sections,
    }
}

/// The numbers of blocks.
struct Numbering {
    /// For each block, whether its label is its number.
    numbers: Vec<Option<u32>>,
    /// For each, whether its part starts again at 1.
    restarted: Vec<bool>,
    /// For each, whether its label counts in a list that is none of the paragraphs.
    listed: Vec<bool>,
    missing: Vec<u32>,
}

/// Numbers the blocks by what stands before a full stop, or between brackets where nothing does; or
/// where that numbers few of them, by all that begin with the next number.
fn number_all(contents: &[(&Block, &Spot)]) -> Numbering {
    let candidates = |look: fn(&Block) -> Candidate| -> Vec<Candidate> {
        contents.iter().map(|(block, _)| look(block)).collect()
    };
    let numbering = number_parts(contents, &candidates(number::candidate));
    let count = |numbers: &[Option<u32>]| numbers.iter().flatten().count();
    let numbering = match count(&numbering.numbers) {
        0 => number_parts(contents, &candidates(number::enclosed)),
        _ => numbering,
    };
    let blocks = contents.iter().enumerate();
    let loose: Vec<Candidate> = blocks
        .map(|(index, (block, _))| {
            let next = contents.get(index + 1);
            number::loose(block, next.map(|(next, _)| *next))
        })
        .collect();
    match number::in_order(&loose) {
        Some(numbers) if count(&numbers) > 2 * count(&numbering.numbers) => Numbering {
            listed: vec![false; contents.len()],
            restarted: vec![false; contents.len()],
            numbers,
            missing: Vec::new(),
        },
        _ => numbering,
    }
}

/// Numbers the parts: the second goes on where the first ended, or starts again at 1.
fn number_parts(contents: &[(&Block, &Spot)], candidates: &[Candidate]) -> Numbering {
    let split = contents
        .iter()
        .position(|(_, spot)| spot.part != Part::Main)
        .unwrap_or(contents.len());
    let first = number::sequence(&candidates[..split], 0);
    let last = first.accepted.iter().flatten().max().copied().unwrap_or(0);
    let going_on = number::sequence(&candidates[split..], last);
    let again = number::sequence(&candidates[split..], 0);
    let count = |numbers: &number::Numbers| numbers.accepted.iter().flatten().count();
    let restarts = last > 0 && count(&again) > count(&going_on);
    let second = if restarts { again } else { going_on };
    let mut restarted = vec![false; split];
    restarted.resize(contents.len(), restarts);
    let numbers = [first.accepted, second.accepted].concat();
    Numbering {
        listed: listed(candidates, &numbers),
        numbers,
        restarted,
        missing: [first.missing, second.missing].concat(),
    }
}

/// Tells which labels that are no numbers of paragraphs count in a list: the one before or behind is
/// the next number.
fn listed(candidates: &[Candidate], numbers: &[Option<u32>]) -> Vec<bool> {
    let labels = candidates.iter().zip(numbers).enumerate();
    let labels: Vec<(usize, u32)> = labels
        .filter(|(_, (_, number))| number.is_none())
        .filter_map(|(index, (candidate, _))| match candidate {
            Candidate::Stopped(number) => Some((index, *number)),
            _ => None,
        })
        .collect();
    let mut listed = vec![false; candidates.len()];
    for pair in labels.windows(2) {
        let [(before, number), (behind, next)] = [pair[0], pair[1]];
        if number + 1 == next {
            listed[before] = true;
            listed[behind] = true;
        }
    }
    listed
}

struct Assembly {
    /// The section of the findings that numbers begin.
    findings: Section,
    /// Paragraphs without numbers so far, by part and section.
    ordinals: HashMap<(Option<String>, Section), u32>,
    last: Option<Last>,
    /// Area and heading of the findings that the last number began.
    begun: Option<(Option<Area>, Option<String>)>,
    paragraphs: Vec<Paragraph>,
}

/// What the number that a block is labelled with counts.
#[derive(Clone, Copy)]
enum Counted {
    /// The paragraphs of the report.
    Paragraph(u32),
    /// The items of a list.
    Listed,
    /// Nothing: it is of the text, or there is none.
    Not,
}

/// What the next block needs to know of the last paragraph.
struct Last {
    spot: Spot,
    x: f32,
    cell: Option<TableCell>,
    is_item: bool,
    /// Whether it is a cell that is marked as an item, and not one that begins with an amount.
    is_marked: bool,
    /// Whether the paragraph is so far a number on a line of its own.
    is_empty: bool,
}

impl Last {
    /// Tells whether a block stands in another column, and so is not set in below this.
    fn is_of_other_column(&self, block: &Block) -> bool {
        match (self.cell, block.cell) {
            (Some(here), Some(there)) => here.table == there.table && here.column != there.column,
            _ => block.setting.x > self.x + COLUMN,
        }
    }
}

impl Assembly {
    /// Tells whether a block belongs to the paragraph before it.
    fn takes(&self, block: &Block, spot: &Spot) -> bool {
        let (Some(last), Some(paragraph)) = (&self.last, self.paragraphs.last()) else {
            return false;
        };
        if last.spot != *spot {
            return false;
        }
        if last.is_empty {
            return true;
        }
        let mark = block.label.map(|label| label.mark);
        let item = has_mark(block);
        // On the next page the table is another one.
        if item && last.is_of_other_column(block) {
            return false;
        }
        // A numbered finding that ends in a full stop is whole.
        let whole = paragraph.number.is_some() && paragraph.text.trim_end().ends_with('.');
        let lower = last.is_item && block.setting.x > last.x + INSET && !whole;
        item && (lower && mark != Some(Mark::Letter)
            || paragraph.text.trim_end().ends_with(':')
            || self.continues_list(block))
    }

    /// Tells whether a block is the next cell of a row of short cells. What stands on pages is set
    /// in rows for other reasons too.
    fn goes_on_row(&self, block: &Block, spot: &Spot) -> bool {
        let (Some(last), Some(paragraph)) = (&self.last, self.paragraphs.last()) else {
            return false;
        };
        let (Some(here), Some(there)) = (last.cell, block.cell) else {
            return false;
        };
        let is_next =
            (here.table, here.row) == (there.table, there.row) && here.column < there.column;
        let is_plain = block.setting.size == 0.0 && !last.is_marked && block.role != Role::ListItem;
        let is_short = paragraph.text.len().max(block.text.len()) <= MAX_CELL;
        is_next && is_plain && is_short && last.spot == *spot && paragraph.number.is_none()
    }

    /// Tells whether the paragraph already holds items like this one.
    fn continues_list(&self, block: &Block) -> bool {
        let (Some(last), Some(paragraph)) = (&self.last, self.paragraphs.last()) else {
            return false;
        };
        paragraph.text.contains('\n') && block.setting.x > last.x + INSET
    }

    fn append(&mut self, block: &Block, notes: &mut Notes<'_>) {
        let place = self.paragraphs.len().saturating_sub(1);
        let (Some(last), Some(paragraph)) = (&mut self.last, self.paragraphs.last_mut()) else {
            return;
        };
        if last.is_empty {
            paragraph.text.push_str(block.text.trim());
            paragraph.page = block.page;
        } else if last.cell.is_some() && last.cell != block.cell && !has_mark(block) {
            paragraph.text.push_str(" | ");
            paragraph.text.push_str(block.text.trim());
            last.cell = block.cell;
        } else {
            paragraph.text.push_str("\n– ");
            paragraph.text.push_str(block.body().trim());
        }
        last.is_empty = false;
        paragraph.last_page = block.last_page;
        paragraph.notes.extend(notes.of(block, place));
    }

    fn push(
        &mut self,
        block: &Block,
        spot: &Spot,
        label: Counted,
        part: Option<&str>,
        (group, grade): (Option<AreaGroup>, Option<Grade>),
        notes: &mut Notes<'_>,
    ) {
        let number = match label {
            Counted::Paragraph(number) => Some(number),
            Counted::Listed | Counted::Not => None,
        };
        // A number under an area's own summary begins the findings, which go on from there.
        if spot.opening.is_some() && number.is_some() {
            self.begun = Some((spot.area.clone(), spot.opening.clone()));
        }
        let begun = self.begun.as_ref().is_some_and(|(area, opening)| {
            spot.opening.is_some() && (area, opening) == (&spot.area, &spot.opening)
        });
        let (section, heading) = match begun {
            true => (self.findings, spot.opening.clone()),
            false => (spot.section, spot.heading.clone()),
        };
        let text = match (label, block.label.map(|label| label.mark)) {
            (Counted::Not, Some(Mark::Number(_) | Mark::BareNumber(_) | Mark::Section(..))) => {
                &block.text
            }
            _ => block.body(),
        };
        let place = match number {
            Some(number) => Locus::Number(number),
            None => {
                let key = (part.map(str::to_owned), section);
                let ordinal = self.ordinals.entry(key).or_default();
                *ordinal += 1;
                Locus::Ordinal(section, *ordinal)
            }
        };
        self.last = Some(Last {
            spot: spot.clone(),
            x: block.setting.x,
            cell: block.cell,
            is_item: block.role == Role::ListItem || block.label.is_some(),
            is_marked: block.role == Role::ListItem || has_mark(block),
            is_empty: text.trim().is_empty(),
        });
        self.paragraphs.push(Paragraph {
            locator: Locator {
                part: part.map(|part| part.to_owned().into()),
                place,
            },
            section,
            area: spot.area.clone(),
            group,
            grade,
            heading,
            number,
            page: block.page,
            last_page: block.last_page,
            text: text.trim().to_owned(),
            notes: notes.of(block, self.paragraphs.len()),
            note_of: None,
            references: Vec::new(),
            recognised: None,
        });
    }
}

/// Tells whether a block is marked as an item.
fn has_mark(block: &Block) -> bool {
    let mark = block.label.map(|label| label.mark);
    matches!(mark, Some(Mark::Bullet | Mark::SubBullet | Mark::Letter))
}
