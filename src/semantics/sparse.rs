//! Matrices: sparse ones row by row, and dense ones of few columns.

use std::convert::Infallible;
use std::ops::Range;

use nalgebra::{DMatrix, DMatrixView};

use crate::index::threads::on_all_cores;

/// So many rows at a time are multiplied; sums over rows are made of sums over these, in order, so
/// that they are the same on any number of threads.
const BLOCK: usize = 512;

/// A sparse matrix.
pub(super) struct Sparse {
    columns: usize,
    cells: Vec<(u32, f32)>,
    /// Where the cells of each row end.
    ends: Vec<usize>,
}

/// A dense matrix, row by row.
pub(super) struct Dense {
    pub(super) width: usize,
    pub(super) numbers: Vec<f32>,
}

impl Sparse {
    /// Begins a matrix without rows.
    pub(super) fn new(columns: usize) -> Self {
        Sparse {
            columns,
            cells: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Adds a cell to the last row.
    pub(super) fn push(&mut self, column: u32, number: f32) {
        self.cells.push((column, number));
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self) {
        self.ends.push(self.cells.len());
    }

    pub(super) fn columns(&self) -> usize {
        self.columns
    }

    fn row(&self, row: usize) -> &[(u32, f32)] {
        let from = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.cells[from..self.ends[row]]
    }

    /// Turns rows into columns.
    pub(super) fn transposed(&self) -> Sparse {
        let mut ends = vec![0; self.columns + 1];
        for (column, _) in &self.cells {
            ends[*column as usize + 1] += 1;
        }
        for column in 1..ends.len() {
            ends[column] += ends[column - 1];
        }
        let mut cells = vec![(0, 0.0); self.cells.len()];
        for row in 0..self.ends.len() {
            for (column, number) in self.row(row) {
                let end = &mut ends[*column as usize];
                cells[*end] = (row as u32, *number);
                *end += 1;
            }
        }
        ends.pop();
        Sparse {
            columns: self.ends.len(),
            cells,
            ends,
        }
    }

    /// Multiplies it with a dense matrix.
    pub(super) fn times(&self, right: &Dense) -> Dense {
        let rows = blocks(self.ends.len());
        let multiply = |rows: Range<usize>| {
            let mut product = vec![0.0; rows.len() * right.width];
            for (sum, row) in product.chunks_exact_mut(right.width).zip(rows) {
                for (column, number) in self.row(row) {
                    let addends = &right.numbers[*column as usize * right.width..];
                    for (sum, addend) in sum.iter_mut().zip(&addends[..right.width]) {
                        *sum += number * addend;
                    }
                }
            }
            product
        };
        Dense {
            width: right.width,
            numbers: on_blocks(&rows, multiply).concat(),
        }
    }
}

impl Dense {
    fn rows(&self) -> usize {
        self.numbers.len() / self.width
    }

    /// Some rows, as columns.
    fn view(&self, rows: Range<usize>) -> DMatrixView<'_, f32> {
        let numbers = &self.numbers[rows.start * self.width..rows.end * self.width];
        DMatrixView::from_slice(numbers, self.width, rows.len())
    }

    /// Multiplies it, turned about, with itself.
    pub(super) fn gram(&self) -> DMatrix<f64> {
        let part = |rows| {
            let view = self.view(rows);
            view * view.transpose()
        };
        let mut gram = DMatrix::zeros(self.width, self.width);
        for part in on_blocks(&blocks(self.rows()), part) {
            gram += part.cast::<f64>();
        }
        gram
    }

    /// Multiplies it with a small matrix.
    pub(super) fn times(&self, right: &DMatrix<f64>) -> Dense {
        let right = right.transpose().cast::<f32>();
        let multiply = |rows| (&right * self.view(rows)).as_slice().to_vec();
        Dense {
            width: right.nrows(),
            numbers: on_blocks(&blocks(self.rows()), multiply).concat(),
        }
    }
}

fn blocks(rows: usize) -> Vec<Range<usize>> {
    let begin = (0..rows).step_by(BLOCK);
    begin.map(|from| from..(from + BLOCK).min(rows)).collect()
}

/// Does a work on every block, and returns what was made of them in their order.
fn on_blocks<M: Send>(blocks: &[Range<usize>], work: impl Fn(Range<usize>) -> M + Sync) -> Vec<M> {
    let work = |blocks: &[Range<usize>]| -> Result<Vec<M>, Infallible> {
        Ok(blocks.iter().cloned().map(&work).collect())
    };
    match on_all_cores(blocks, work) {
        Ok(parts) => parts.into_iter().flatten().collect(),
        Err(never) => match never {},
    }
}
