//! The outline: under which headings every block of a report stands.

use std::collections::HashSet;

use crate::gazetteer::{fold, fold_opening};
use crate::layout::{Block, Mark, Role, common_size};
use crate::model::{Area, Grade, Section};
use crate::rules::{Boilerplate, Family, FrameworkRules, KindRules, Meaning, Part};

use super::front::Front;
use super::heading::{self, Near};
use super::number::{self, Candidate};
use super::text::is_finished;

/// A heading is not longer, in bytes.
const MAX_HEADING: usize = 250;
/// A line in bold that is no known heading is one if it is not longer, in bytes.
const MAX_SUBHEADING: usize = 140;
/// By how much a heading is larger than the text, in points.
const LARGER: f32 = 0.9;

/// What a block is to the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Cover, letterhead, headings and table heads: they tag what follows.
    Apparatus,
    /// Not of this report's findings: contents, notes, colophon.
    Boilerplate,
    /// A note to what is said elsewhere.
    Note,
    /// A paragraph or item.
    Content(Spot),
}

/// Where a paragraph stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) section: Section,
    pub(super) area: Option<Area>,
    pub(super) part: Part,
    pub(super) heading: Option<String>,
    /// The heading of the area, where a number in a summary begins the area's findings.
    pub(super) opening: Option<String>,
}

impl Spot {
    /// Makes the place of what stands in a section and under nothing else.
    pub(super) fn of(section: Section) -> Self {
        Spot {
            section,
            area: None,
            part: Part::Main,
            heading: None,
            opening: None,
        }
    }
}

/// The places of all blocks, with the grades that headings give.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) places: Vec<Place>,
    pub(super) grades: Vec<(Area, Grade)>,
    /// Areas whose headings were met.
    pub(super) areas: Vec<Area>,
    /// Headings that were read as what they nearly are.
    pub(super) near: Vec<Near>,
    /// Lines set as headings that no rule knows.
    pub(super) unknown: Vec<Unknown>,
    /// The sizes of the headings that are known, in points.
    pub(super) sizes: Vec<f32>,
}

/// A line set as a heading that no rule knows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unknown {
    pub(super) line: String,
    /// The physical page.
    pub(super) page: u32,
    /// In points.
    pub(super) size: f32,
    /// Whether it gives a grade.
    pub(super) is_graded: bool,
}

/// Walks through the blocks behind the front matter.
pub(super) fn read(
    blocks: &[Block],
    family: &Family,
    kind: Option<&KindRules>,
    framework: Option<&FrameworkRules>,
    front: &Front,
) -> Outline {
    let part = kind.and_then(|kind| kind.part.clone());
    let mut walk = Walk {
        blocks,
        family,
        body_size: common_size(
            blocks
                .iter()
                .map(|block| (block.setting.size, block.text.len())),
        ),
        wide_rows: wide_rows(blocks),
        start: State::start(family, framework, None).within,
        state: State::start(family, framework, part.clone()),
        outline: Outline::default(),
        numbered: is_numbered(blocks),
        joined: 0,
    };
    walk.outline.areas.extend(part);
    for (index, block) in blocks.iter().enumerate() {
        let place = if index < front.end && block.role != Role::Note {
            Place::Apparatus
        } else {
            walk.place(index, block)
        };
        walk.outline.places.push(place);
    }
    walk.outline
}

#[derive(Debug, Clone)]
enum Within {
    /// Before the first heading.
    Front,
    Section(Section),
    /// Boilerplate; closed boilerplate repeats headings that must not be believed.
    Boilerplate {
        closed: bool,
        page: u32,
        contents: bool,
    },
}

struct State {
    within: Within,
    area: Option<Area>,
    part: Part,
    heading: Option<String>,
    /// See [`Spot::opening`].
    opening: Option<String>,
    /// The section that a box interrupts.
    before_box: Option<Section>,
    /// Whether the last block was an area heading without a grade.
    awaits_grade: Option<Area>,
}

impl State {
    fn start(family: &Family, framework: Option<&FrameworkRules>, part: Option<Area>) -> State {
        let start = framework.and_then(|rules| rules.start);
        State {
            within: match start.or(family.outline.start) {
                Some(section) => Within::Section(section),
                None => Within::Front,
            },
            part: part.clone().map_or(Part::Main, Part::Of),
            area: part,
            heading: None,
            opening: None,
            before_box: None,
            awaits_grade: None,
        }
    }
}

struct Walk<'a> {
    blocks: &'a [Block],
    family: &'a Family,
    body_size: f32,
    /// Rows of tables that have more than one filled column.
    wide_rows: HashSet<(u32, u32)>,
    state: State,
    outline: Outline,
    /// Where the text before the first heading stands, and that behind a list of contents.
    start: Within,
    /// Whether the report numbers its paragraphs.
    numbered: bool,
    /// How many of the next blocks are the rest of a heading.
    joined: usize,
}

impl Walk<'_> {
    fn place(&mut self, index: usize, block: &Block) -> Place {
        match block.role {
            Role::Note => return Place::Note,
            Role::Contents => return Place::Boilerplate,
            _ => {}
        }
        if self.joined > 0 {
            self.joined -= 1;
            return self.heading_place();
        }
        if let Within::Boilerplate {
            contents: true,
            page,
            ..
        } = self.state.within
            && block.page > page
            && !block.text.ends_with(|c: char| c.is_ascii_digit())
        {
            self.state.within = self.start.clone();
        }
        if let Some(area) = self.state.awaits_grade.take() {
            if let Some((grade, rest)) = self.grade_at(index) {
                self.outline.grades.push((area, grade));
                self.joined = rest;
                return Place::Apparatus;
            }
            let spoken = self.grade_spoken(block);
            self.outline
                .grades
                .extend(spoken.map(|grade| (area, grade)));
        }
        if let Some(area) = &self.state.area
            && !self.family.outline.grade_labels.is_empty()
            && let labels = &self.family.outline.grade_labels
            && let Some(grade) = self.family.scale.labelled(&block.text, labels)
        {
            self.outline.grades.push((area.clone(), grade));
            return Place::Apparatus;
        }
        if self.is_table_head(block) {
            return Place::Apparatus;
        }
        let meaning = self.meaning(&block.text).or_else(|| {
            let apart = self.is_set_apart(block).then_some(block)?;
            heading::numbered(self.family, apart)
        });
        if !matches!(self.state.within, Within::Boilerplate { .. })
            && let Some(Meaning::Aside(section)) = meaning
        {
            return match section {
                Some(section) => self.content(section, block, None),
                None => Place::Boilerplate,
            };
        }
        if let Some((text, rest, meaning)) = self.heading(index, block, meaning)
            && self.enter(index + rest, block, &text, meaning)
        {
            self.joined = rest;
            return self.heading_place();
        }
        if let Some((text, rest, meaning, near)) = self.near_heading(index, block)
            && self.enter(index + rest, block, &text, meaning)
        {
            self.outline.near.push(near);
            self.joined = rest;
            return self.heading_place();
        }
        self.leave_box(block);
        match self.state.within {
            Within::Front => Place::Apparatus,
            Within::Boilerplate { .. } => Place::Boilerplate,
            Within::Section(section) => {
                if self.is_subheading(index, block) {
                    self.note_unknown(block);
                    self.state.heading = Some(block.text.clone());
                    return Place::Apparatus;
                }
                self.content(section, block, self.state.area.as_ref())
            }
        }
    }

    fn heading_place(&self) -> Place {
        match self.state.within {
            Within::Boilerplate { .. } => Place::Boilerplate,
            _ => Place::Apparatus,
        }
    }

    fn content(&self, section: Section, block: &Block, area: Option<&Area>) -> Place {
        let rules = &self.family.outline;
        if block.cell.is_some() && rules.without_tables.contains(&section) {
            return Place::Boilerplate;
        }
        let area = match &self.state.part {
            Part::Of(area) => Some(area.clone()),
            Part::Main => area.cloned(),
        };
        let heading = self.state.heading.clone();
        Place::Content(Spot {
            section,
            area,
            part: self.state.part.clone(),
            heading,
            opening: self
                .state
                .opening
                .clone()
                .filter(|_| Some(section) == rules.start),
        })
    }

    /// Tells whether a block is a heading, by its meaning, or the first line of one.
    ///
    /// Returns the heading's text, how many of the next blocks belong to it, and its meaning.
    fn heading(
        &self,
        index: usize,
        block: &Block,
        meaning: Option<Meaning>,
    ) -> Option<(String, usize, Meaning)> {
        let bulleted = block
            .label
            .is_some_and(|label| matches!(label.mark, Mark::Bullet | Mark::SubBullet));
        if let Some(meaning) = meaning {
            let is_end = meaning == Meaning::End;
            let is_heading = is_end || !bulleted && block.text.len() <= MAX_HEADING;
            return is_heading.then(|| (block.text.clone(), 0, meaning));
        }
        let set_apart = block.setting.bold || self.is_large(block);
        if bulleted || !set_apart && block.cell.is_none() {
            return None;
        }
        let mut text = block.text.clone();
        for (rest, next) in (1..=2).zip(&self.blocks[index + 1..]) {
            let alike = next.page == block.page
                && next.setting.bold == block.setting.bold
                && (next.setting.size - block.setting.size).abs() < LARGER
                && (set_apart || next.cell == block.cell)
                && next.label.is_none();
            if !alike || text.len() > MAX_HEADING {
                return None;
            }
            text = format!("{text} {}", next.text);
            if let Some(meaning @ Meaning::Area(..)) = self.meaning(&text) {
                return Some((text, rest, meaning));
            }
        }
        None
    }

    /// Reads the grade that the first sentence of an area gives.
    fn grade_spoken(&self, block: &Block) -> Option<Grade> {
        let tests = &self.family.outline.grade_sentences;
        if tests.is_empty() {
            return None;
        }
        let sentence = fold(block.text.split_inclusive(". ").next()?);
        let speaks = tests.iter().any(|test| test.holds(&sentence));
        speaks
            .then(|| self.family.scale.spoken(&sentence))
            .flatten()
    }

    /// Tells whether a block is nearly a heading that is known, and set as one, or the first line of
    /// one.
    ///
    /// Returns the heading's text, how many of the next blocks belong to it, and what it is near to.
    fn near_heading(&self, index: usize, block: &Block) -> Option<(String, usize, Meaning, Near)> {
        let closed = matches!(self.state.within, Within::Boilerplate { closed: true, .. });
        let labelled = block.label.is_some();
        if closed || labelled || !self.is_set_apart(block) || block.text.len() > MAX_SUBHEADING {
            return None;
        }
        let goes_on = |next: &&Block| {
            next.page == block.page
                && next.setting.bold == block.setting.bold
                && (next.setting.size - block.setting.size).abs() < LARGER
                && self.is_set_apart(next)
                && next.text.starts_with(char::is_lowercase)
        };
        let rest = self.blocks[index + 1..].iter().take(2);
        let rest: Vec<&str> = rest
            .take_while(goes_on)
            .map(|next| next.text.as_str())
            .collect();
        let text = [&[block.text.as_str()], &rest[..]].concat().join(" ");
        // A sentence that ends is none; a question may be a heading.
        if text.ends_with(['.', ';', ',']) && !self.is_large(block) {
            return None;
        }
        let (meaning, near) = heading::near(self.family, &text, block.page)?;
        Some((text, rest.len(), meaning, near))
    }

    /// Tells whether a block is set as headings are.
    fn is_set_apart(&self, block: &Block) -> bool {
        block.setting.bold || self.is_large(block) || matches!(block.role, Role::Heading(_))
    }

    /// Notes a heading that no rule knows. One that gives a grade begins an area that is not known:
    /// what follows it does not stand in the area before.
    fn note_unknown(&mut self, block: &Block) {
        let (_, behind) = block.text.split_once(':').unwrap_or(("", ""));
        let is_graded = self.family.scale.read(behind).is_some();
        if is_graded && self.state.part == Part::Main {
            self.state.area = None;
            self.state.opening = None;
        }
        self.outline.unknown.push(Unknown {
            line: block.text.clone(),
            page: block.page,
            size: block.setting.size,
            is_graded,
        });
    }

    /// Reads a grade that stands alone, and how many further blocks of its cell it takes.
    fn grade_at(&self, index: usize) -> Option<(Grade, usize)> {
        let block = &self.blocks[index];
        if let Some(grade) = self.family.scale.read(&block.text) {
            return Some((grade, 0));
        }
        let next = self.blocks.get(index + 1)?;
        let same_cell = block.cell.is_some() && block.cell == next.cell;
        let text = format!("{} {}", block.text, next.text);
        same_cell
            .then(|| self.family.scale.read(&text))
            .flatten()
            .map(|grade| (grade, 1))
    }

    /// Takes a heading's meaning into the state; false if it is no heading after all. `index` is
    /// that of its last block.
    fn enter(&mut self, index: usize, block: &Block, text: &str, meaning: Meaning) -> bool {
        let large = self.is_large(block);
        if let Within::Boilerplate {
            closed: true,
            page,
            contents,
        } = self.state.within
        {
            let weak = self.family.outline.weak.contains(&fold(&block.text));
            let reopens = match meaning {
                Meaning::Boilerplate(_) | Meaning::End => true,
                _ => {
                    large
                        && !weak
                        && (block.page > page || fold(&block.text).starts_with("section"))
                }
            };
            if contents && block.page == page || !reopens {
                return false;
            }
        }
        let entered = match meaning {
            Meaning::Area(area, grade) => self.enter_area(index, block, text, area, grade),
            Meaning::Section { section, inside } => self.enter_section(block, section, inside),
            Meaning::Part(part) => self.enter_part(block, part, false),
            Meaning::PartFindings(part) => self.enter_part(block, part, true),
            Meaning::Aside(_) => false,
            Meaning::Boilerplate(kind) => {
                self.state.within = Within::Boilerplate {
                    closed: kind != Boilerplate::Open,
                    page: block.page,
                    contents: kind == Boilerplate::Contents,
                };
                true
            }
            Meaning::End => {
                self.state.within = Within::Boilerplate {
                    closed: true,
                    page: block.page,
                    contents: false,
                };
                true
            }
        };
        if entered && !matches!(self.state.within, Within::Boilerplate { .. }) {
            self.state.heading = Some(text.to_owned());
            self.outline.sizes.push(block.setting.size);
        }
        entered
    }

    fn enter_area(
        &mut self,
        index: usize,
        block: &Block,
        text: &str,
        area: Area,
        grade: Option<Grade>,
    ) -> bool {
        let rules = &self.family.outline;
        if area == Area::OVERALL && !rules.overall_chapter {
            return false;
        }
        if matches!(self.state.within, Within::Section(section) if rules.without_areas.contains(&section))
        {
            return false;
        }
        if rules.chapters && !self.begins_chapter(index, block, &area) {
            return false;
        }
        if self.is_of_other_body(&area) {
            self.state.part = Part::Of(area.clone());
        }
        match grade {
            Some(grade) => self.outline.grades.push((area.clone(), grade)),
            None => self.state.awaits_grade = Some(area.clone()),
        }
        if !self.outline.areas.contains(&area) {
            self.outline.areas.push(area.clone());
        }
        // A chapter opens with its summary, and its numbers begin the findings; where nothing is
        // numbered, all of it is findings.
        let chapter = rules.chapters && self.numbered && self.around(&area).is_none();
        let because = fold(text).ends_with("because");
        self.state.opening = (chapter && !because).then(|| text.to_owned());
        self.state.area = Some(area);
        self.state.within = match (chapter, rules.start) {
            (true, Some(start)) => Within::Section(start),
            _ => Within::Section(self.family.findings),
        };
        true
    }

    /// Returns the area inside whose chapter another stands.
    fn around(&self, inner: &Area) -> Option<&Area> {
        let mut nested = self.family.outline.nested.iter();
        nested
            .find(|(area, _)| area == inner)
            .map(|(_, outer)| outer)
    }

    /// Tells whether an area is about another body than the one inspected.
    fn is_of_other_body(&self, area: &Area) -> bool {
        self.family.other_bodies.contains(area)
    }

    /// Tells whether an area's name begins the area or only heads a list inside a summary.
    fn begins_chapter(&self, index: usize, block: &Block, area: &Area) -> bool {
        let in_list = match self.state.within {
            Within::Section(section) => {
                section != self.family.findings && self.state.area.is_none()
            }
            Within::Front => true,
            Within::Boilerplate { .. } => false,
        };
        if let Some(outer) = self.around(area) {
            let here = self.state.area.as_ref();
            let inside = here.is_some_and(|here| here == outer || self.around(here) == Some(outer));
            return inside && !matches!(block.role, Role::ListItem);
        }
        if self.is_of_other_body(area) && self.state.part == Part::Main {
            return self.is_large(block);
        }
        !in_list || self.is_large(block) || self.has_grade_beside(index, block)
    }

    fn has_grade_beside(&self, index: usize, block: &Block) -> bool {
        let row = |block: &Block| block.cell.map(|cell| (cell.table, cell.row));
        self.blocks.get(index + 1).is_some_and(|next| {
            row(block).is_some() && row(next) == row(block) && self.grade_at(index + 1).is_some()
        })
    }

    fn enter_section(&mut self, block: &Block, section: Section, inside: bool) -> bool {
        let boxed = &self.family.outline.boxed;
        if boxed.contains(&section)
            && let Within::Section(before) = self.state.within
            && !boxed.contains(&before)
            && block.cell.is_some()
        {
            self.state.before_box = Some(before);
        }
        if !inside && self.state.part == Part::Main {
            self.state.area = None;
        }
        // The numbers behind an area's own summary still begin its findings.
        if !inside || section.is_finding() {
            self.state.opening = None;
        }
        self.state.within = Within::Section(section);
        true
    }

    fn enter_part(&mut self, block: &Block, part: Part, findings: bool) -> bool {
        if !self.is_large(block) && !matches!(block.role, Role::Heading(_)) {
            return false;
        }
        let start = match findings {
            true => Some(self.family.findings),
            false => self.family.outline.start,
        };
        self.state.within = start.map_or(Within::Front, Within::Section);
        self.state.area = match &part {
            Part::Main => None,
            Part::Of(area) => {
                self.state.opening = Some(block.text.clone());
                if !self.outline.areas.contains(area) {
                    self.outline.areas.push(area.clone());
                }
                Some(area.clone())
            }
        };
        self.state.part = part;
        true
    }

    /// Goes back to what a box interrupted, once it is left.
    fn leave_box(&mut self, block: &Block) {
        if block.cell.is_none()
            && let Within::Section(section) = self.state.within
            && self.family.outline.boxed.contains(&section)
            && let Some(before) = self.state.before_box.take()
        {
            self.state.within = Within::Section(before);
            self.state.heading = None;
        }
    }

    fn is_large(&self, block: &Block) -> bool {
        block.setting.size > self.body_size + LARGER
            || block.setting.size == 0.0 && matches!(block.role, Role::Heading(_))
    }

    /// Tells whether a block that the gazetteer does not know heads what follows.
    fn is_subheading(&self, index: usize, block: &Block) -> bool {
        if self.names_body(block) {
            return true;
        }
        let line = block.text.as_str();
        if self.introduces_items(index, block) {
            return true;
        }
        let short =
            line.len() <= MAX_SUBHEADING && !is_finished(line) && !line.ends_with([',', ';']);
        let labelled = block
            .label
            .is_some_and(|label| !matches!(label.mark, Mark::BareNumber(_)));
        if !short || labelled || block.role == Role::ListItem || self.is_of_head_row(index) {
            return false;
        }
        let set_apart = matches!(block.role, Role::Heading(_))
            || block.setting.bold
            || block.setting.size > self.body_size + 0.4;
        let heads_something = self.blocks.get(index + 1).is_some();
        set_apart && heads_something && line.starts_with(|c: char| !c.is_lowercase())
    }

    /// Tells whether a block is one of the heads of a table's columns, which stand side by side in
    /// bold.
    fn is_of_head_row(&self, index: usize) -> bool {
        let block = &self.blocks[index];
        let beside = |other: &Block| match (block.cell, other.cell) {
            (Some(a), Some(b)) => {
                (a.table, a.row) == (b.table, b.row) && a.column != b.column && other.setting.bold
            }
            _ => false,
        };
        let before = index
            .checked_sub(1)
            .and_then(|index| self.blocks.get(index));
        let behind = self.blocks.get(index + 1);
        before.is_some_and(beside) || behind.is_some_and(beside)
    }

    /// Tells whether a line says who must do what the items below it ask for.
    fn introduces_items(&self, index: usize, block: &Block) -> bool {
        let sections = &self.family.outline.introductions;
        matches!(self.state.within, Within::Section(section) if sections.contains(&section))
            && block.label.is_none()
            && block.text.trim_end().ends_with(':')
            && self
                .blocks
                .get(index + 1)
                .is_some_and(|next| next.label.is_some())
    }

    fn is_table_head(&self, block: &Block) -> bool {
        // Longer than any of them.
        const OPENING: usize = 30;
        let heads = &self.family.outline.table_heads;
        block.cell.is_some()
            && !heads.is_empty()
            && heads.contains(&fold_opening(&block.text, OPENING))
    }

    /// Returns what a line means if it is a heading.
    fn meaning(&self, line: &str) -> Option<Meaning> {
        self.family.headings.find(line, &self.family.scale)
    }

    /// Tells whether a cell names the body that the action in the next cell is for.
    fn names_body(&self, block: &Block) -> bool {
        let bodies_in = &self.family.outline.bodies_in;
        matches!(self.state.within, Within::Section(section) if bodies_in.contains(&section))
            && block.cell.is_some_and(|cell| {
                cell.column == 0 && self.wide_rows.contains(&(cell.table, cell.row))
            })
    }
}

/// Tells whether a report numbers its paragraphs through.
fn is_numbered(blocks: &[Block]) -> bool {
    const ENOUGH: usize = 10;
    let numbers = blocks
        .iter()
        .filter(|block| matches!(number::candidate(block), Candidate::Stopped(_)));
    numbers.count() >= ENOUGH
}

fn wide_rows(blocks: &[Block]) -> HashSet<(u32, u32)> {
    blocks
        .iter()
        .filter_map(|block| block.cell)
        .filter(|cell| cell.column > 0)
        .map(|cell| (cell.table, cell.row))
        .collect()
}
