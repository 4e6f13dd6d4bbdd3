//! Bullets that are painted: small circles before a line, in the place of a character.
//!
//! They matter where no structure tree says what an item is.

use super::Run;
use super::lexer::Token;
use super::matrix::Matrix;

/// A circle is drawn of so many curves at least.
const LEAST_CURVES: usize = 4;
/// A bullet is so wide and high, in points.
const SIZE: std::ops::RangeInclusive<f32> = 1.0..=9.0;
/// A circle is so many times as wide as high at most, and the other way round.
const ROUND: f32 = 1.3;
/// A line begins no further behind its bullet, in parts of the font size.
const REACH: f32 = 4.0;
/// The middle of a bullet lies within so many parts of the font size above the baseline.
const MIDDLE: std::ops::RangeInclusive<f32> = 0.0..=0.9;
/// A page has no more bullets.
const MAX_BULLETS: usize = 200;

/// What a bullet reads as.
pub(super) const BULLET: &str = "•";

/// A path as it is built, as far as it may be a circle.
#[derive(Debug, Default)]
pub(super) struct Path {
    curves: usize,
    /// Left, bottom, right and top of what is drawn so far.
    bounds: Option<[f32; 4]>,
}

impl Path {
    /// Adds a curve that ends at the last two operands.
    pub(super) fn curve(&mut self, operands: &[Token<'_>], ctm: Matrix) {
        let [.., Token::Number(x), Token::Number(y)] = operands else {
            return;
        };
        let (x, y) = ctm.apply(*x as f32, *y as f32);
        let [left, bottom, right, top] = self.bounds.unwrap_or([x, y, x, y]);
        self.bounds = Some([left.min(x), bottom.min(y), right.max(x), top.max(y)]);
        self.curves = self.curves.saturating_add(1);
    }

    /// Ends the path by painting it; returns its bounds where it is a small circle.
    pub(super) fn paint(&mut self) -> Option<[f32; 4]> {
        let Path { curves, bounds } = std::mem::take(self);
        let [left, bottom, right, top] = bounds?;
        let (width, height) = (right - left, top - bottom);
        let is_small = SIZE.contains(&width) && SIZE.contains(&height);
        let is_round = width < height * ROUND && height < width * ROUND;
        (curves >= LEAST_CURVES && is_small && is_round).then_some([left, bottom, right, top])
    }
}

/// Makes runs without text yet of the circles of a page that stand before lines, as bullets do.
pub(super) fn runs(circles: &[[f32; 4]], runs: &[Run]) -> Vec<Run> {
    let circles = circles.iter().take(MAX_BULLETS);
    circles.filter_map(|circle| run(*circle, runs)).collect()
}

fn run([left, bottom, right, top]: [f32; 4], runs: &[Run]) -> Option<Run> {
    let middle = bottom.midpoint(top);
    let is_on_line = |run: &&Run| run.size > 0.0 && MIDDLE.contains(&((middle - run.y) / run.size));
    let line = runs.iter().filter(is_on_line);
    let behind = line.filter(|run| run.x > left && run.x - right < REACH * run.size);
    let first = behind.min_by(|a, b| a.x.total_cmp(&b.x))?;
    let is_before = |run: &Run| run.x < left && left - run.x_end < REACH * run.size;
    let is_inside = runs.iter().filter(is_on_line).any(is_before);
    (!is_inside && first.x >= right).then(|| Run {
        text: 0..0,
        x: left,
        x_end: right,
        artifact: false,
        mcid: None,
        element: None,
        bold: false,
        italic: false,
        ..first.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f32, x_end: f32, y: f32) -> Run {
        Run {
            x,
            x_end,
            ..Run::at(0, y, 10.0)
        }
    }

    #[test]
    fn circles_before_lines_are_bullets() {
        let lines = [at(90.0, 300.0, 700.0), at(90.0, 250.0, 688.0)];
        let bullet = [78.0, 701.0, 82.0, 705.0];
        let found = runs(&[bullet, [78.0, 501.0, 82.0, 505.0]], &lines);
        let places: Vec<_> = found.iter().map(|run| (run.x, run.x_end, run.y)).collect();
        assert_eq!(places, [(78.0, 82.0, 700.0)]);
        // A circle in a line is none.
        assert!(
            runs(
                &[[270.0, 689.0, 274.0, 693.0]],
                &[at(90.0, 268.0, 688.0), at(276.0, 300.0, 688.0)]
            )
            .is_empty()
        );
    }

    #[test]
    fn small_round_paths_are_circles() {
        let check = |width: f64, height: f64, expected: bool| {
            let mut path = Path::default();
            for (x, y) in [(width, 0.5), (0.5, height), (0.0, 0.5), (0.5, 0.0)] {
                let operands = [Token::Number(x), Token::Number(y)];
                path.curve(&operands, Matrix::IDENTITY);
            }
            assert_eq!(path.paint().is_some(), expected, "{width} {height}");
            assert_eq!(path.paint(), None);
        };
        check(4.0, 4.0, true);
        check(40.0, 40.0, false);
        check(8.0, 2.0, false);
    }
}
