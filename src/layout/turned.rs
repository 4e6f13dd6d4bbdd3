//! Text that is turned against the rest of its page: labels beside tables, heads of narrow columns,
//! stamps at an edge. It is read on its own, in its own direction.

use crate::pdf::{Document, Run};

/// A direction of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// From left to right, as nearly all text is.
    Level,
    Up,
    UpsideDown,
    Down,
}

impl Turn {
    /// Those that are not level, in the order in which they are read.
    pub(super) const OTHERS: [Turn; 3] = [Turn::Up, Turn::Down, Turn::UpsideDown];

    /// Returns the direction that is nearest to that of a run.
    pub(super) fn of(run: &Run) -> Turn {
        if run.angle == 0.0 {
            return Turn::Level;
        }
        match (run.angle / 90.0).round().rem_euclid(4.0) as u8 {
            0 => Turn::Level,
            1 => Turn::Up,
            2 => Turn::UpsideDown,
            _ => Turn::Down,
        }
    }
}

/// Lists runs of one direction as they stand if the page is turned so that they are level.
pub(super) fn levelled<'a>(
    document: &Document,
    runs: impl Iterator<Item = &'a Run>,
    turn: Turn,
) -> Vec<Run> {
    let runs = runs.filter(|run| Turn::of(run) == turn);
    runs.map(|run| {
        let page = document.pages.get(run.page as usize);
        let (width, height) = page.map_or((0.0, 0.0), |page| (page.width, page.height));
        let (x, y) = match turn {
            Turn::Level => (run.x, run.y),
            Turn::Up => (run.y, width - run.x),
            Turn::UpsideDown => (width - run.x, height - run.y),
            Turn::Down => (height - run.y, run.x),
        };
        Run {
            x,
            x_end: x + run.x_end - run.x,
            y,
            angle: 0.0,
            ..run.clone()
        }
    })
    .collect()
}
