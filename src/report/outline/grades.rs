//! Grades that stand below a heading, alone or in a sentence.

use super::walk::Walk;
use crate::gazetteer::fold;
use crate::layout::Block;
use crate::model::Grade;

impl Walk<'_> {
    /// Reads the grade that the first sentence of an area gives.
    pub(super) fn grade_spoken(&self, block: &Block) -> Option<Grade> {
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

    /// Reads a grade that stands alone, and how many further blocks of its cell it takes.
    pub(super) fn grade_at(&self, index: usize) -> Option<(Grade, usize)> {
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
}
