//! The truncated singular value decomposition of a sparse matrix, by random projection.
//!
//! A random matrix is multiplied into the one to be decomposed, and the result with it and its
//! transpose again, which brings out the directions in which it is largest; within these few the
//! decomposition is exact (Halko, Martinsson and Tropp, "Finding structure with randomness:
//! probabilistic algorithms for constructing approximate matrix decompositions", 2011, algorithms 4.4
//! and 5.1). What is random comes from a fixed seed. Bases are made orthonormal by the Cholesky
//! factor of their Gram matrix, twice where it matters (Yamamoto, Nakatsukasa, Yanagisawa and Fukaya,
//! "Roundoff error analysis of the CholeskyQR2 algorithm", 2015).

use nalgebra::{Cholesky, DMatrix, DVector, SymmetricEigen};

use super::sparse::{Dense, Sparse};

/// So many directions are looked at besides those that are kept.
const BESIDES: usize = 8;
/// So often the matrix and its transpose are multiplied again.
const POWERS: usize = 3;
/// The seed of what is random: any will do.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// Returns the left singular vectors of a matrix, those of the largest singular values first, each
/// times the square root of its value; a row for each row, and fewer of them where the matrix has no
/// more directions.
pub(super) fn left_singular_vectors(matrix: &Sparse, dimensions: usize) -> Dense {
    let turned = matrix.transposed();
    let width = (dimensions + BESIDES)
        .min(matrix.columns())
        .min(turned.columns())
        .max(1);
    let mut basis = matrix.times(&random(matrix.columns(), width));
    for _ in 0..POWERS {
        basis = matrix.times(&turned.times(&orthonormal(basis)));
    }
    let basis = orthonormal(orthonormal(basis));
    let squares = SymmetricEigen::new(turned.times(&basis).gram());
    // Squares of singular values, in no order.
    let mut order: Vec<usize> = (0..squares.eigenvalues.len()).collect();
    order.sort_by(|a, b| squares.eigenvalues[*b].total_cmp(&squares.eigenvalues[*a]));
    order.truncate(dimensions);
    let columns: Vec<_> = order
        .iter()
        .map(|at| {
            let weight = squares.eigenvalues[*at].max(0.0).powf(0.25);
            squares.eigenvectors.column(*at) * weight
        })
        .collect();
    match columns.is_empty() {
        true => Dense {
            width: 1,
            numbers: Vec::new(),
        },
        false => basis.times(&DMatrix::from_columns(&columns)),
    }
}

/// Returns the eigenvector of the largest eigenvalue of a Gram matrix, by the power method.
pub(super) fn largest_direction(gram: &DMatrix<f64>) -> Vec<f32> {
    /// More than enough where one direction stands out, and near enough where none does.
    const STEPS: usize = 50;
    let mut vector = DVector::from_element(gram.nrows(), 1.0);
    for _ in 0..STEPS {
        let next = gram * &vector;
        match next.norm() {
            length if length > 0.0 => vector = next / length,
            _ => return vec![0.0; gram.nrows()],
        }
    }
    vector.iter().map(|number| *number as f32).collect()
}

/// Makes the columns of a matrix orthonormal; those that depend on others come to nothing.
fn orthonormal(basis: Dense) -> Dense {
    let mut gram = basis.gram();
    let width = gram.nrows();
    // What is lost of a number's last digits must not make it less than nothing.
    let least = gram.diagonal().max() * 1e-10 + f64::MIN_POSITIVE;
    for at in 0..width {
        gram[(at, at)] += least;
    }
    let inverse = Cholesky::new(gram).and_then(|factor| {
        let lower = factor.l();
        lower.solve_lower_triangular(&DMatrix::identity(width, width))
    });
    match inverse {
        Some(inverse) => basis.times(&inverse.transpose()),
        None => basis,
    }
}

/// Makes a matrix of numbers between -1 and 1 (SplitMix64: Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014).
fn random(rows: usize, width: usize) -> Dense {
    let mut state = SEED;
    let mut number = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed >> 40) as f32 / (1_u32 << 23) as f32 - 1.0
    };
    Dense {
        width,
        numbers: (0..rows * width).map(|_| number()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sparse::Sparse;
    use super::left_singular_vectors;

    fn matrix(rows: &[&[f32]]) -> Sparse {
        let mut matrix = Sparse::new(rows[0].len());
        for row in rows {
            for (column, number) in (0..).zip(*row) {
                if *number != 0.0 {
                    matrix.push(column, *number);
                }
            }
            matrix.end_row();
        }
        matrix
    }

    /// Rows times rows: what is left of them does not depend on signs.
    fn products(rows: &[&[f32]], dimensions: usize) -> Vec<f32> {
        let vectors = left_singular_vectors(&matrix(rows), dimensions);
        let rows: Vec<&[f32]> = vectors.numbers.chunks(vectors.width).collect();
        let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        let pairs = rows.iter().flat_map(|a| rows.iter().map(|b| product(a, b)));
        pairs
            .map(|number| (number * 1000.0).round() / 1000.0)
            .collect()
    }

    #[test]
    fn the_largest_directions_are_kept() {
        // Of a diagonal matrix the singular values are its numbers.
        let rows: &[&[f32]] = &[&[4.0, 0.0, 0.0], &[0.0, 9.0, 0.0], &[0.0, 0.0, 1.0]];
        assert_eq!(
            products(rows, 3),
            [4.0, 0.0, 0.0, 0.0, 9.0, 0.0, 0.0, 0.0, 1.0]
        );
        assert_eq!(
            products(rows, 1),
            [0.0, 0.0, 0.0, 0.0, 9.0, 0.0, 0.0, 0.0, 0.0]
        );
    }

    #[test]
    fn rows_that_are_alike_stay_alike() {
        let rows: &[&[f32]] = &[&[3.0, 4.0], &[3.0, 4.0], &[0.0, 0.0]];
        // One direction, of value 5 √2, in which both have the share 1/√2.
        let half = (5.0 * 2.0_f32.sqrt() / 2.0 * 1000.0).round() / 1000.0;
        assert_eq!(
            products(rows, 2),
            [half, half, 0.0, half, half, 0.0, 0.0, 0.0, 0.0]
        );
    }
}
