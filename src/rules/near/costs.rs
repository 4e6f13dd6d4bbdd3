//! What it costs to get from a heading to a line, and the cheapest way.

use super::alignment::{Aligned, Alignment};
use super::step::Step;

/// The least costs to get from the first words of a heading to the first words of a line.
#[derive(Debug, Default)]
pub(super) struct Costs {
    /// Rows by words of the line, columns by words of the heading.
    table: Vec<u16>,
    columns: usize,
}

impl Costs {
    /// Fills the table; returns the cost of the whole.
    pub(super) fn fill(&mut self, line: &[&str], heading: &[&str]) -> u16 {
        self.columns = heading.len() + 1;
        self.table.clear();
        for row in 0..=line.len() {
            for column in 0..=heading.len() {
                let steps = self.steps(&line[..row], &heading[..column]);
                let least = steps.map(|(_, cost)| cost).min();
                self.table.push(least.unwrap_or_default());
            }
        }
        self.table.last().copied().unwrap_or_default()
    }

    /// Lists the last steps to these words that there can be, with the cost of the way.
    fn steps(&self, line: &[&str], heading: &[&str]) -> impl Iterator<Item = (Step, u16)> {
        let is_possible = |step: Step| step.cost(line, heading).is_some();
        // Nothing is cheaper than two words that are the same, unless they are one too many.
        let steps = match is_possible(Step::Same) && !is_possible(Step::Doubled) {
            true => &Step::ALL[..1],
            false => &Step::ALL[..],
        };
        steps.iter().filter_map(move |step| {
            let cost = step.cost(line, heading)?;
            let (rows, columns) = step.words();
            let before = (line.len() - rows) * self.columns + heading.len() - columns;
            Some((*step, self.table[before] + cost))
        })
    }

    /// Walks back the cheapest way through the table as it was filled.
    pub(super) fn alignment<'w>(&self, line: &[&'w str], heading: &[&'w str]) -> Alignment<'w> {
        let (mut row, mut column) = (line.len(), heading.len());
        let mut steps = Vec::new();
        loop {
            let way = self.steps(&line[..row], &heading[..column]);
            // The first of the cheapest, for they are in order.
            let Some((step, _)) = way.min_by_key(|(_, cost)| *cost) else {
                break;
            };
            let (rows, columns) = step.words();
            (row, column) = (row - rows, column - columns);
            let printed = [line.get(row), line.get(row + 1).filter(|_| rows == 2)];
            let known = [
                heading.get(column),
                heading.get(column + 1).filter(|_| columns == 2),
            ];
            steps.push(Aligned {
                step,
                printed: printed.map(|word| word.copied().filter(|_| rows > 0)),
                known: known.map(|word| word.copied().filter(|_| columns > 0)),
            });
        }
        steps.reverse();
        Alignment(steps)
    }
}
