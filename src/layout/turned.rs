//! Text that is turned against the rest of its page: labels beside tables, heads of narrow columns,
//! stamps at an edge. It is read on its own, in its own direction.

use crate::pdf::{Document, Run};

/// A direction of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// From left to right, as nearly all text is.
    Level,
    Up,
    UpsideDown,
    Down,
}

impl Direction {
    /// Those that are not level, in the order in which they are read.
    pub(super) const TURNED: [Direction; 3] =
        [Direction::Up, Direction::Down, Direction::UpsideDown];

    /// Returns the direction that is nearest to that of a run.
    pub(super) fn of(run: &Run) -> Direction {
        if run.angle == 0.0 {
            return Direction::Level;
        }
        match (run.angle / 90.0).round().rem_euclid(4.0) as u8 {
            0 => Direction::Level,
            1 => Direction::Up,
            2 => Direction::UpsideDown,
            _ => Direction::Down,
        }
    }
}

/// Lists runs of one direction that is not level as they stand if the page is turned so that they are.
pub(super) fn levelled<'a>(
    document: &Document,
    runs: impl Iterator<Item = &'a Run>,
    direction: Direction,
) -> Vec<Run> {
    let angle = match direction {
        Direction::Level => return Vec::new(),
        Direction::Up => 90.0,
        Direction::Down => -90.0,
        Direction::UpsideDown => 180.0,
    };
    let runs = runs.filter(|run| Direction::of(run) == direction);
    runs.map(|run| {
        let page = document.pages.get(run.page as usize);
        let (width, height) = page.map_or((0.0, 0.0), |page| (page.width, page.height));
        let mut run = run.clone();
        run.turn(angle, width, height);
        run.angle = 0.0;
        run
    })
    .collect()
}
