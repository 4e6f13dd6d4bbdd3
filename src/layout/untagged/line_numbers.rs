//! Numbers of lines in the margin, as drafts and papers for courts have them: they are no text.
//!
//! They are told from numbers of paragraphs and of rows by what stands beside them: each line has one,
//! and many lines begin in the middle of a sentence.

use std::collections::HashSet;

use crate::pdf::{Document, Run};

/// So many numbers, one below the other, tell that lines are numbered.
const LEAST: usize = 10;
/// So many do where they are those of every fifth line, or the like: more tells them then.
const LEAST_BY_STEPS: usize = 4;
/// Between so many numbers of five, and the next, there are as many lines as they say.
const RIGHT_STEPS: usize = 4;
/// A number is not longer, in digits.
const MAX_DIGITS: usize = 4;
/// Baselines that differ by less, in points, are one.
const SAME_LINE: f32 = 2.0;
/// One of so many numbered lines begins in the middle of a sentence.
const INSIDE: usize = 4;

/// Drops the numbers of lines; tells the first page that has them beside what is left, counted from 1.
pub(super) fn without<'a>(
    document: &Document,
    runs: impl Iterator<Item = &'a Run>,
) -> (Vec<&'a Run>, Option<u32>) {
    let mut runs: Vec<&Run> = runs.collect();
    let number = |run: &Run| -> Option<u32> {
        let text = (run.text.len() <= MAX_DIGITS).then(|| document.run_text(run))?;
        text.parse().ok()
    };
    let mut numbers: Vec<Number> = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let value = number(run);
        numbers.extend(value.map(|value| Number { index, value }));
    }
    if numbers.len() < LEAST_BY_STEPS {
        return (runs, None);
    }
    let columns = columns(&runs, numbers);
    let counted: Vec<&Column> = (columns.iter())
        .filter(|column| column.counts_lines(document, &runs))
        .collect();
    let is_known = |column: &&Column| counted.iter().any(|other| column.is_at_place_of(other));
    let known: Vec<&Column> = columns.iter().filter(is_known).collect();
    let page = known.iter().map(|column| column.page + 1).min();
    let dropped: HashSet<usize> = (known.iter())
        .flat_map(|column| column.numbers.iter().map(|number| number.index))
        .collect();
    let mut index = 0;
    runs.retain(|_| {
        index += 1;
        !dropped.contains(&(index - 1))
    });
    (runs, page)
}

/// A run that is nothing but a number.
struct Number {
    /// Its place among the runs.
    index: usize,
    value: u32,
}

/// Numbers one below the other at an edge of a page, each greater than that above it by as much.
struct Column {
    page: u32,
    /// Left and right end, in points.
    ends: [f32; 2],
    /// Ordered from above.
    numbers: Vec<Number>,
}

/// Finds the columns of numbers that stand outside of all else on their pages.
fn columns(runs: &[&Run], mut numbers: Vec<Number>) -> Vec<Column> {
    let among: HashSet<usize> = numbers.iter().map(|number| number.index).collect();
    let pages = runs.iter().map(|run| run.page + 1).max().unwrap_or(0);
    let mut edges = vec![[f32::MAX, f32::MIN]; pages as usize];
    let text = (runs.iter().enumerate()).filter(|(index, _)| !among.contains(index));
    for (_, run) in text {
        let [left, right] = &mut edges[run.page as usize];
        *left = left.min(run.x);
        *right = right.max(run.x_end);
    }
    numbers.retain(|number| {
        let run = runs[number.index];
        let [left, right] = edges[run.page as usize];
        run.x_end < left || run.x > right
    });
    numbers.sort_by(|a, b| {
        let [a, b] = [a, b].map(|number| runs[number.index]);
        a.page.cmp(&b.page).then(a.x.total_cmp(&b.x))
    });
    let mut columns: Vec<Column> = Vec::new();
    for number in numbers {
        let run = runs[number.index];
        match columns.last_mut() {
            Some(column) if column.page == run.page && run.x < column.ends[1] => {
                column.ends[1] = column.ends[1].max(run.x_end);
                column.numbers.push(number);
            }
            _ => columns.push(Column {
                page: run.page,
                ends: [run.x, run.x_end],
                numbers: vec![number],
            }),
        }
    }
    for column in &mut columns {
        let y = |number: &Number| runs[number.index].y;
        column.numbers.sort_by(|a, b| y(b).total_cmp(&y(a)));
    }
    columns.retain(Column::counts_on);
    columns
}

impl Column {
    fn counts_on(&self) -> bool {
        let step = self.step();
        let mut pairs = self.numbers.windows(2);
        // The first line may be numbered beside every fifth.
        let is_first = |pair: &[Number]| pair[0].value == 1 && pair[1].value == step;
        pairs.all(|pair| pair[1].value == pair[0].value.saturating_add(step) || is_first(pair))
    }

    /// Returns by how much the last number is greater than the one above it; 1 where there is none.
    fn step(&self) -> u32 {
        match self.numbers.as_slice() {
            [.., above, last] => last.value.saturating_sub(above.value).max(1),
            _ => 1,
        }
    }

    /// Tells whether so many lines stand from each number to the next as these say, of most.
    fn counts_lines_by_steps(&self, runs: &[&Run], text: &[&Run]) -> bool {
        let step = self.step();
        let is_multiple = |number: &Number| number.value.is_multiple_of(step) || number.value == 1;
        if self.numbers.len() < LEAST_BY_STEPS || !self.numbers.iter().all(is_multiple) {
            return false;
        }
        let right = self.numbers.windows(2).filter(|pair| {
            let [above, below] = [runs[pair[0].index].y, runs[pair[1].index].y];
            let mut lines = 0;
            let mut last = f32::MAX;
            for run in text {
                let is_between = run.y < above - SAME_LINE && run.y > below - SAME_LINE;
                if is_between && last - run.y > SAME_LINE {
                    lines += 1;
                    last = run.y;
                }
            }
            lines == pair[1].value - pair[0].value
        });
        right.count() * (RIGHT_STEPS + 1) >= (self.numbers.len() - 1) * RIGHT_STEPS
    }

    fn is_at_place_of(&self, other: &Column) -> bool {
        self.ends[0] < other.ends[1] && other.ends[0] < self.ends[1]
    }

    /// Tells whether what it counts are lines.
    fn counts_lines(&self, document: &Document, runs: &[&Run]) -> bool {
        let by_steps = self.step() > 1;
        if self.numbers.len() < LEAST && !by_steps {
            return false;
        }
        let own: HashSet<usize> = self.numbers.iter().map(|number| number.index).collect();
        let of_page = runs.iter().enumerate().filter(|(index, run)| {
            run.page == self.page
                && !own.contains(index)
                && !document.run_text(run).trim().is_empty()
        });
        let mut text: Vec<&Run> = of_page.map(|(_, run)| *run).collect();
        text.sort_by(|a, b| b.y.total_cmp(&a.y));
        if by_steps {
            return self.counts_lines_by_steps(runs, &text);
        }
        let inside = self.numbers.iter().filter(|number| {
            let y = runs[number.index].y;
            let from = text.partition_point(|run| run.y > y + SAME_LINE);
            let line = text[from..].iter().take_while(|run| run.y > y - SAME_LINE);
            let first = line.min_by(|a, b| a.x.total_cmp(&b.x));
            first.is_some_and(|run| {
                let text = document.run_text(run).trim_start();
                text.starts_with(char::is_lowercase)
            })
        });
        inside.count() * INSIDE >= self.numbers.len()
    }
}
