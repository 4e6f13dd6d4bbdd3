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
/// Items of one list begin no further apart, in points.
const SAME_PLACE: f32 = 2.0;
/// What is set in by more, in points, stands in another column.
const COLUMN: f32 = 120.0;

/// A cell of a row that is told as one is not longer, in bytes, nor are those before it together.
pub(super) const MAX_CELL: usize = 240;

/// On pages, where text is set in rows for other reasons too.
const MAX_CELL_ON_PAGE: usize = 60;

/// What stands between the cells of a row that is told as one.
pub(super) const CELL_END: &str = " | ";

/// Paragraphs with what was found out about their numbers.
#[derive(Debug, Default)]
pub(super) struct Assembled {
    pub(super) paragraphs: Vec<Paragraph>,
    /// Numbers missing from the sequence.
    pub(super) missing: Vec<u32>,
    /// Numbers that are printed with no text behind them.
    pub(super) empty: Vec<u32>,
    /// Labels of findings that look like numbers and do not go on from those before, with their
    /// physical pages.
    pub(super) astray: Vec<(u32, u32)>,
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
    let mut astray = Vec::new();
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
        if number.is_none()
            && spot.section == findings
            && let Candidate::Stopped(printed) = number::candidate(block)
        {
            astray.push((printed, block.page));
        }
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
        astray,
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
    let anew = begins_anew(&contents[..split], &candidates[..split]);
    let mut first = number::sequence(&candidates[..anew.unwrap_or(split)], 0);
    first.accepted.resize(split, None);
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

/// Returns where the numbers begin at 1 again, if they do at the beginning of more than one chapter: from
/// there on they count the paragraphs of chapters, and none of them goes on from those before.
fn begins_anew(contents: &[(&Block, &Spot)], candidates: &[Candidate]) -> Option<usize> {
    let mut before: Option<&Spot> = None;
    let mut counted = false;
    let mut found = Vec::new();
    for (index, ((_, spot), candidate)) in contents.iter().zip(candidates).enumerate() {
        let begins = before.is_none_or(|before| before.area != spot.area);
        if begins && counted && *candidate == Candidate::Stopped(1) {
            found.push(index);
        }
        counted |= *candidate == Candidate::Stopped(1);
        before = Some(spot);
    }
    found.first().copied().filter(|_| found.len() > 1)
}

/// Tells which labels that are no numbers of paragraphs count in a list: one after the other from 1
/// on. What counts from elsewhere stays in the text.
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
    for list in labels.chunk_by(|(_, number), (_, next)| number + 1 == *next) {
        if list.len() > 1 && list.first().is_some_and(|(_, first)| *first == 1) {
            for (index, _) in list {
                listed[*index] = true;
            }
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
    /// The bullet or the letter with which it begins.
    bullet: Option<Mark>,
    /// Whether the paragraph is so far a number on a line of its own.
    is_empty: bool,
    /// Where the first of the items inside the paragraph begins, if it is none itself.
    items_x: Option<f32>,
}

impl Last {
    /// Tells whether a block is an item of the same list: marked alike, and set in no further.
    fn is_beside(&self, block: &Block) -> bool {
        self.bullet.is_some()
            && self.bullet == marked_by(block)
            && block.setting.x <= self.x + SAME_PLACE
    }

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
        // A bullet may be drawn as no text.
        let item = has_mark(block) || block.role == Role::ListItem && block.label.is_none();
        // On the next page the table is another one.
        let is_introduced =
            paragraph.text.trim_end().ends_with(':') || paragraph.text.contains('\n');
        if item && last.is_of_other_column(block) && !(is_introduced && block.cell.is_none()) {
            return false;
        }
        // A numbered finding that ends in a full stop is whole.
        let whole = paragraph.number.is_some() && paragraph.text.trim_end().ends_with('.');
        let lower = last.is_item && block.setting.x > last.x + INSET && !whole;
        item && (lower && mark != Some(Mark::Letter)
            || paragraph.text.trim_end().ends_with(':')
            || self.continues_list(block))
    }

    /// Tells whether a block is the next cell of a row of short cells.
    fn goes_on_row(&self, block: &Block, spot: &Spot) -> bool {
        let (Some(last), Some(paragraph)) = (&self.last, self.paragraphs.last()) else {
            return false;
        };
        let (Some(here), Some(there)) = (last.cell, block.cell) else {
            return false;
        };
        let is_plain = !last.is_marked && block.role != Role::ListItem;
        let is_short = match block.setting.size == 0.0 {
            true => paragraph.text.len().max(block.text.len()) <= MAX_CELL,
            false => paragraph.text.len().max(block.text.len()) <= MAX_CELL_ON_PAGE,
        };
        here.is_before_in_row(there)
            && is_plain
            && is_short
            && last.spot == *spot
            && paragraph.number.is_none()
    }

    /// Tells whether the paragraph already holds items like this one.
    fn continues_list(&self, block: &Block) -> bool {
        let (Some(last), Some(paragraph)) = (&self.last, self.paragraphs.last()) else {
            return false;
        };
        let is_set_in = block.setting.x > last.x + INSET;
        // Below a sentence that introduces them, items may be set in no further than it.
        let is_alike = last
            .items_x
            .is_some_and(|x| block.setting.x >= x - SAME_PLACE && !last.is_beside(block));
        // In the first column of the next page they stand to the left of it.
        let is_turned = block.page > paragraph.last_page && block.setting.x < last.x - COLUMN;
        paragraph.text.contains('\n') && (is_set_in || is_alike || is_turned)
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
            paragraph.text.push_str(CELL_END);
            paragraph.text.push_str(block.text.trim());
            last.cell = block.cell;
        } else {
            // In the first column of the next page the list is set in from there.
            if block.page > paragraph.last_page && block.setting.x < last.x - COLUMN {
                last.x -= last.items_x.unwrap_or(last.x) - block.setting.x;
                last.items_x = last.items_x.map(|_| block.setting.x);
            }
            let is_below = !last.is_beside(block);
            let introduces = is_below && !paragraph.section.is_improvement();
            if introduces && last.items_x.is_none() {
                last.items_x = Some(block.setting.x);
            }
            paragraph.text.push_str("\n– ");
            paragraph.text.push_str(item(block).trim());
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
            bullet: marked_by(block).filter(|_| number.is_none()),
            is_empty: text.trim().is_empty(),
            items_x: None,
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

/// Returns the text of an item inside a paragraph: with the letter by which others refer to it.
fn item(block: &Block) -> &str {
    let label = block.label.map_or("", |label| &block.text[..label.len]);
    match label.contains(char::is_alphabetic) {
        true => &block.text,
        false => block.body(),
    }
}

/// Tells whether a block is marked as an item.
fn has_mark(block: &Block) -> bool {
    marked_by(block).is_some()
}

/// Returns the bullet or the letter that marks a block as an item.
fn marked_by(block: &Block) -> Option<Mark> {
    let mark = block.label.map(|label| label.mark);
    mark.filter(|mark| matches!(mark, Mark::Bullet | Mark::SubBullet | Mark::Letter))
}
