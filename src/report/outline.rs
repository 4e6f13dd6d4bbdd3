//! The outline: under which headings every block of a report stands.

use std::collections::HashSet;

use crate::gazetteer::{Family, Gazetteer, Meaning, Part, fold, fold_opening};
use crate::layout::{Block, Mark, Role, common_size};
use crate::model::{Area, Framework, Grade, Kind, Section};

use super::front::Front;
use super::kind::Classified;
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

/// The places of all blocks, with the grades that headings give.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) places: Vec<Place>,
    pub(super) grades: Vec<(Area, Grade)>,
    /// Areas whose headings were met.
    pub(super) areas: Vec<Area>,
}

/// Walks through the blocks behind the front matter.
pub(super) fn read(
    blocks: &[Block],
    Classified { kind, framework }: Classified,
    family: Family,
    front: &Front,
    gazetteer: &Gazetteer,
) -> Outline {
    let mut walk = Walk {
        blocks,
        kind,
        family,
        body_size: common_size(
            blocks
                .iter()
                .map(|block| (block.setting.size, block.text.len())),
        ),
        wide_rows: wide_rows(blocks),
        state: State::start(kind, framework),
        outline: Outline::default(),
        numbered: is_numbered(blocks),
        joined: 0,
    };
    if kind == Kind::LscbReview {
        walk.outline.areas.push(Area::LSCB);
    }
    for (index, block) in blocks.iter().enumerate() {
        let place = if index < front.end {
            Place::Apparatus
        } else {
            walk.place(index, block, gazetteer)
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
    /// The section that a boxed study interrupts.
    before_study: Option<Section>,
    /// Whether the last block was an area heading without a grade.
    awaits_grade: Option<Area>,
}

impl State {
    fn start(kind: Kind, framework: Option<Framework>) -> State {
        let within = match kind {
            Kind::Ilacs => Within::Section(Section::Summary),
            Kind::Jtai | Kind::FocusedVisit | Kind::MonitoringVisit => {
                Within::Section(Section::Context)
            }
            Kind::Sif | Kind::SifReinspection | Kind::LscbReview => {
                Within::Section(Section::Summary)
            }
            Kind::JarProgress => Within::Section(Section::Findings),
            Kind::AreaSend if framework == Some(Framework::AreaSend2016) => {
                Within::Section(Section::Findings)
            }
            _ => Within::Front,
        };
        let board = kind == Kind::LscbReview;
        State {
            within,
            area: board.then_some(Area::LSCB),
            part: if board {
                Part::Lscb
            } else {
                Part::LocalAuthority
            },
            heading: None,
            opening: None,
            before_study: None,
            awaits_grade: None,
        }
    }
}

struct Walk<'a> {
    blocks: &'a [Block],
    kind: Kind,
    family: Family,
    body_size: f32,
    /// Rows of tables that have more than one filled column.
    wide_rows: HashSet<(u32, u32)>,
    state: State,
    outline: Outline,
    /// Whether the report numbers its paragraphs.
    numbered: bool,
    /// How many of the next blocks are the rest of a heading.
    joined: usize,
}

impl Walk<'_> {
    fn place(&mut self, index: usize, block: &Block, gazetteer: &Gazetteer) -> Place {
        if matches!(block.role, Role::Note | Role::Contents) {
            return Place::Boilerplate;
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
            self.state.within = Within::Front;
        }
        if let Some(area) = self.state.awaits_grade.take()
            && let Some((grade, rest)) = self.grade_at(index)
        {
            self.outline.grades.push((area, grade));
            self.joined = rest;
            return Place::Apparatus;
        }
        if is_table_head(block) {
            return Place::Apparatus;
        }
        let meaning = gazetteer.heading(self.family, &block.text);
        if !matches!(self.state.within, Within::Boilerplate { .. })
            && let Some(Meaning::Aside(section)) = meaning
        {
            return match section {
                Some(section) => self.content(section, block),
                None => Place::Boilerplate,
            };
        }
        if let Some((text, rest, meaning)) = self.heading(index, block, meaning, gazetteer)
            && self.enter(index + rest, block, &text, meaning)
        {
            self.joined = rest;
            return self.heading_place();
        }
        self.leave_study(block);
        match self.state.within {
            Within::Front => Place::Apparatus,
            Within::Boilerplate { .. } => Place::Boilerplate,
            Within::Section(section) => {
                if self.is_subheading(index, block) {
                    self.state.heading = Some(block.text.clone());
                    return Place::Apparatus;
                }
                self.content(section, block)
            }
        }
    }

    fn heading_place(&self) -> Place {
        match self.state.within {
            Within::Boilerplate { .. } => Place::Boilerplate,
            _ => Place::Apparatus,
        }
    }

    fn content(&self, section: Section, block: &Block) -> Place {
        // Scales and other tables of the older reports hold no findings.
        if section == Section::Context && self.family == Family::LookedAfter && block.cell.is_some()
        {
            return Place::Boilerplate;
        }
        let board = self.state.part == Part::Lscb;
        let without_area = matches!(self.kind, Kind::Jtai | Kind::AreaSend);
        let area = match section {
            _ if board => Some(Area::LSCB),
            Section::Findings => self.state.area.clone(),
            Section::Summary if !without_area => self.state.area.clone(),
            _ => None,
        };
        let heading = self.state.heading.clone();
        Place::Content(Spot {
            section,
            area,
            part: self.state.part,
            heading,
            opening: self
                .state
                .opening
                .clone()
                .filter(|_| section == Section::Summary),
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
        gazetteer: &Gazetteer,
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
            if let Some(meaning @ Meaning::Area(..)) = gazetteer.heading(self.family, &text) {
                return Some((text, rest, meaning));
            }
        }
        None
    }

    /// Reads a grade that stands alone, and how many further blocks of its cell it takes.
    fn grade_at(&self, index: usize) -> Option<(Grade, usize)> {
        let block = &self.blocks[index];
        if let Some(grade) = Grade::from_printed(&block.text) {
            return Some((grade, 0));
        }
        let next = self.blocks.get(index + 1)?;
        let same_cell = block.cell.is_some() && block.cell == next.cell;
        let text = format!("{} {}", block.text, next.text);
        same_cell
            .then(|| Grade::from_printed(&text))
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
            let short = matches!(
                fold(&block.text).as_str(),
                "the local authority" | "local authority" | "the lscb" | "lscb" | "summary"
            );
            let reopens = match meaning {
                Meaning::Boilerplate | Meaning::End => true,
                _ => {
                    large
                        && !short
                        && (block.page > page || fold(&block.text).starts_with("section"))
                }
            };
            if contents && block.page == page || !reopens {
                return false;
            }
        }
        let entered = match meaning {
            Meaning::Area(area, grade) => self.enter_area(index, block, text, area, grade),
            Meaning::Section(section) => self.enter_section(block, section),
            Meaning::Part(part) => self.enter_part(block, part, None),
            Meaning::PartFindings(part) => self.enter_part(block, part, Some(Section::Findings)),
            Meaning::Aside(_) => false,
            Meaning::Boilerplate => {
                let line = fold(&block.text);
                let contents = line.starts_with("contents");
                let closed = contents
                    || line.contains("judgements mean")
                    || line.contains("judgments mean")
                    || line.contains("record of main findings")
                    || line.contains("what they mean");
                self.state.within = Within::Boilerplate {
                    closed,
                    page: block.page,
                    contents,
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
        if area == Area::OVERALL && self.family == Family::Ilacs {
            return false;
        }
        if self.family == Family::Sif && !self.begins_sif_area(index, block, &area) {
            return false;
        }
        if area == Area::LSCB {
            self.state.part = Part::Lscb;
        }
        match grade {
            Some(grade) => self.outline.grades.push((area.clone(), grade)),
            None => self.state.awaits_grade = Some(area.clone()),
        }
        if !self.outline.areas.contains(&area) {
            self.outline.areas.push(area.clone());
        }
        // In a single inspection the area opens with its summary, and its numbers begin the
        // findings; where nothing is numbered, all of it is findings.
        let chapter = self.family == Family::Sif
            && self.numbered
            && area != Area::ADOPTION
            && area != Area::CARE_LEAVERS;
        let because = fold(text).ends_with("because");
        self.state.opening = (chapter && !because).then(|| text.to_owned());
        self.state.area = Some(area);
        self.state.within = Within::Section(match chapter {
            true => Section::Summary,
            false => Section::Findings,
        });
        true
    }

    /// Tells whether an area's name begins the area or only heads a list inside a summary.
    fn begins_sif_area(&self, index: usize, block: &Block, area: &Area) -> bool {
        let in_list = match self.state.within {
            Within::Section(section) => section != Section::Findings && self.state.area.is_none(),
            Within::Front => true,
            Within::Boilerplate { .. } => false,
        };
        if *area == Area::ADOPTION || *area == Area::CARE_LEAVERS {
            let inside_care = self.state.area.as_ref().is_some_and(|area| {
                matches!(
                    area.slug(),
                    "children-looked-after" | "adoption" | "care-leavers"
                )
            });
            return inside_care && !matches!(block.role, Role::ListItem);
        }
        if *area == Area::LSCB && self.state.part != Part::Lscb {
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

    fn enter_section(&mut self, block: &Block, section: Section) -> bool {
        if section == Section::PracticeStudy
            && let Within::Section(before) = self.state.within
            && before != Section::PracticeStudy
            && block.cell.is_some()
        {
            self.state.before_study = Some(before);
        }
        let sif = self.family == Family::Sif;
        // "Summary" is a heading only where it opens an area; elsewhere it is a word.
        let keeps_area = match section {
            Section::Findings => true,
            Section::Summary => !sif || fold(&block.text) == "summary",
            _ => false,
        };
        if !keeps_area && self.state.part != Part::Lscb {
            self.state.area = None;
        }
        if !keeps_area || fold(&block.text) != "summary" {
            self.state.opening = None;
        }
        self.state.within = Within::Section(section);
        true
    }

    fn enter_part(&mut self, block: &Block, part: Part, section: Option<Section>) -> bool {
        if !self.is_large(block) && !matches!(block.role, Role::Heading(_)) {
            return false;
        }
        self.state.part = part;
        match part {
            Part::Lscb => {
                self.state.area = Some(Area::LSCB);
                let section = section.unwrap_or(Section::Summary);
                self.state.within = Within::Section(section);
                self.state.opening = Some(block.text.clone());
                if !self.outline.areas.contains(&Area::LSCB) {
                    self.outline.areas.push(Area::LSCB);
                }
            }
            Part::LocalAuthority => {
                self.state.area = None;
                self.state.within = Within::Section(Section::Summary);
            }
        }
        true
    }

    /// Goes back to what a boxed study interrupted, once the box is left.
    fn leave_study(&mut self, block: &Block) {
        if block.cell.is_none()
            && let Within::Section(Section::PracticeStudy) = self.state.within
            && let Some(before) = self.state.before_study.take()
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
        let short =
            line.len() <= MAX_SUBHEADING && !is_finished(line) && !line.ends_with([',', ';']);
        let labelled = block
            .label
            .is_some_and(|label| !matches!(label.mark, Mark::BareNumber(_)));
        if !short || labelled || block.role == Role::ListItem {
            return false;
        }
        let set_apart = matches!(block.role, Role::Heading(_))
            || block.setting.bold
            || block.setting.size > self.body_size + 0.4;
        let heads_something = self.blocks.get(index + 1).is_some();
        set_apart && heads_something && line.starts_with(|c: char| !c.is_lowercase())
    }

    /// Tells whether a cell names the body that the action in the next cell is for.
    fn names_body(&self, block: &Block) -> bool {
        matches!(self.state.within, Within::Section(Section::PriorityAction))
            && self.family == Family::AreaSend
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

fn is_table_head(block: &Block) -> bool {
    // Longer than any of them.
    const OPENING: usize = 20;
    block.cell.is_some()
        && matches!(
            fold_opening(&block.text, OPENING).as_str(),
            "key judgement" | "judgement grade" | "judgement" | "grade" | "responsible body"
        )
}

fn wide_rows(blocks: &[Block]) -> HashSet<(u32, u32)> {
    blocks
        .iter()
        .filter_map(|block| block.cell)
        .filter(|cell| cell.column > 0)
        .map(|cell| (cell.table, cell.row))
        .collect()
}
