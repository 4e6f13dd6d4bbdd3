//! Transformation matrices (ISO 32000-1, 8.3.3).

/// The six numbers `[a b c d e f]` that map `(x, y)` to `(ax + cy + e, bx + dy + f)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f32; 6]);

impl Matrix {
    pub(super) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn translation(x: f32, y: f32) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Returns the matrix that applies `self` first and `next` after it.
    pub(super) fn then(self, next: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, next.0);
        Matrix([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    /// Maps a point.
    pub(super) fn apply(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Returns by how many degrees it turns what is level, counterclockwise, from -180 to 180; no more
    /// than a rounding error is nothing.
    pub(super) fn angle(self) -> f32 {
        let [a, b, ..] = self.0;
        if b.abs() <= a * 0.01 {
            return 0.0;
        }
        b.atan2(a).to_degrees()
    }

    /// Returns by how much it stretches what stands upright.
    pub(super) fn vertical_scale(self) -> f32 {
        self.0[2].hypot(self.0[3])
    }
}

#[cfg(test)]
mod tests {
    use super::Matrix;

    #[test]
    fn order_of_application() {
        let scaled = Matrix([2.0, 0.0, 0.0, 3.0, 0.0, 0.0]);
        let moved = Matrix::translation(10.0, 20.0);
        assert_eq!(scaled.then(moved).apply(1.0, 1.0), (12.0, 23.0));
        assert_eq!(moved.then(scaled).apply(1.0, 1.0), (22.0, 63.0));
        assert_eq!(scaled.vertical_scale(), 3.0);
    }
}
