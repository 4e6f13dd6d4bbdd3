//! What a heading's meaning does to the state.

use super::state::{Rank, Within};
use super::walk::Walk;
use crate::gazetteer::fold;
use crate::layout::{Block, Role};
use crate::model::{Area, Grade, Section};
use crate::rules::{Boilerplate, Meaning, Part};

impl Walk<'_> {
    /// Takes a heading's meaning into the state; false if it is no heading after all. `index` is
    /// that of its last block.
    pub(super) fn enter(
        &mut self,
        index: usize,
        block: &Block,
        text: &str,
        meaning: Meaning,
    ) -> bool {
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
            if contents.is_some() && block.page == page || !reopens {
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
                    contents: (kind == Boilerplate::Contents).then(|| self.behind_contents(index)),
                };
                true
            }
            Meaning::End => {
                self.state.within = Within::Boilerplate {
                    closed: true,
                    page: block.page,
                    contents: None,
                };
                true
            }
        };
        if entered && !matches!(self.state.within, Within::Boilerplate { .. }) {
            self.state.heading = Some(text.to_owned());
            self.state.rank = Rank::of(block);
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
        let is_set_apart = matches!(block.role, Role::Heading(_)) || findings && block.setting.bold;
        if !self.is_large(block) && !is_set_apart {
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
}
