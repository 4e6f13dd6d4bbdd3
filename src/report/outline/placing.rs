//! What each block is, by what stands before it.

use super::places::{Place, Spot, Unknown};
use super::state::{Rank, Within};
use super::walk::Walk;
use crate::layout::{Block, Role};
use crate::model::{Area, Section};
use crate::report::heading;
use crate::report::text::is_finished;
use crate::rules::{Meaning, Part};

impl Walk<'_> {
    pub(super) fn place(&mut self, index: usize, block: &Block) -> Place {
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
            contents: Some(behind),
            page,
            ..
        } = self.state.within
            && (index >= behind
                || block.page > page && !block.text.ends_with(|c: char| c.is_ascii_digit()))
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
                .or_else(|| heading::spaced_out(self.family, &apart.text))
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
                    self.note_unknown(index, block);
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

    /// Notes a heading that no rule knows. One that gives a grade, or stands no lower than the last that
    /// is known where documents have few of their own, begins something of its own: what follows it
    /// does not stand in the area before.
    fn note_unknown(&mut self, index: usize, block: &Block) {
        let (_, behind) = block.text.split_once(':').unwrap_or(("", ""));
        let is_graded = self.family.scale.read(behind).is_some();
        if (is_graded || self.ends_area(index, block)) && self.state.part == Part::Main {
            self.state.area = None;
            self.state.opening = None;
        }
        if self.ends_list(index, block) {
            self.state.within = Within::Section(self.family.findings);
        }
        self.outline.unknown.push(Unknown {
            line: block.text.clone(),
            page: block.page,
            size: block.setting.size,
            is_graded,
        });
    }

    /// Tells whether a heading stands as high as the last one that was known.
    fn is_peer(&self, block: &Block) -> bool {
        matches!(
            (Rank::of(block), self.state.rank),
            (Some(rank), Some(known)) if rank.reaches(known)
        )
    }

    /// Tells whether a heading that no rule knows ends the area before it: one of its rank, above text, that
    /// stands nowhere else, as the heads of pages do. A cell of a table may look like a heading where nothing
    /// but text is known.
    fn ends_area(&self, index: usize, block: &Block) -> bool {
        let mut next = self.blocks.get(index + 1).into_iter();
        let recurs = || {
            self.blocks
                .iter()
                .filter(|it| it.text == block.text)
                .nth(1)
                .is_some()
        };
        self.is_peer(block)
            && !self.family.outline.own_headings
            && next.any(|next| is_finished(&next.text))
            && !recurs()
    }

    /// Tells whether such a heading ends a list of what must improve: what the list asks for stands above the
    /// next heading of its rank, unless that heads items itself.
    fn ends_list(&self, index: usize, block: &Block) -> bool {
        let mut next = self.blocks.get(index + 1).into_iter();
        self.is_peer(block)
            && !next.any(|next| next.label.is_some())
            && matches!(self.state.within, Within::Section(section) if section.is_improvement())
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
}
