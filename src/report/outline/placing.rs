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
        let is_peer = matches!(
            (Rank::of(block), self.state.rank),
            (Some(rank), Some(known)) if rank.reaches(known)
        );
        let has_own = self.family.outline.own_headings;
        // A cell of a table may look like a heading where nothing but text is known.
        let heads_text = self
            .blocks
            .get(index + 1)
            .is_some_and(|next| is_finished(&next.text));
        // What stands there again is the head of pages.
        let recurs = || {
            self.blocks
                .iter()
                .filter(|other| other.text == block.text)
                .count()
                > 1
        };
        let is_apart = is_peer && !has_own && heads_text && !recurs();
        if (is_graded || is_apart) && self.state.part == Part::Main {
            self.state.area = None;
            self.state.opening = None;
        }
        // What a list asks for stands above the next heading of the list's own rank, unless that
        // heads items itself.
        let heads_items = self
            .blocks
            .get(index + 1)
            .is_some_and(|next| next.label.is_some());
        if is_peer
            && !heads_items
            && matches!(self.state.within, Within::Section(section) if section.is_improvement())
        {
            self.state.within = Within::Section(self.family.findings);
        }
        self.outline.unknown.push(Unknown {
            line: block.text.clone(),
            page: block.page,
            size: block.setting.size,
            is_graded,
        });
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
