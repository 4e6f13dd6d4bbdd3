//! Strays: runs that stand outside the structure tree, and which of them are running heads and feet.
//!
//! Some makers (WeasyPrint is one) write what stands in the margins of every page without marking it
//! as an artifact. It is told by coming again: the same words but for numbers, at the same height.

use std::collections::{HashMap, HashSet};

use crate::model::{Warning, WarningKind};

use super::{Document, Run};

/// What recurs stands on at least so many pages.
const FEWEST: usize = 2;

/// A line of strays: its page, its height in whole points, and its letters.
type Line = (u32, i32, String);

/// Parts the runs that recur from page to page from those that do not; the order of both is kept.
pub(super) fn part_running(document: &Document, strays: Vec<Run>) -> (Vec<Run>, Vec<Run>) {
    let least = FEWEST.max(document.pages.len() / 2);
    if strays.len() < least {
        return (Vec::new(), strays);
    }
    let mut letters: HashMap<(u32, i32), String> = HashMap::new();
    for run in &strays {
        let line = letters.entry(place(run)).or_default();
        let text = document.run_text(run).chars();
        line.extend(text.filter(|c| !c.is_whitespace() && !c.is_numeric()));
    }
    let lines = letters.into_iter();
    let lines: HashSet<Line> = lines.map(|((page, y), text)| (page, y, text)).collect();
    let mut pages: HashMap<(i32, &str), usize> = HashMap::new();
    for (_, y, text) in &lines {
        let count = pages.entry((*y, text)).or_default();
        *count = count.saturating_add(1);
    }
    let recurs = |(_, y, text): &&Line| {
        let count = pages.get(&(*y, text.as_str()));
        count.is_some_and(|count| *count >= least)
    };
    let running: HashSet<(u32, i32)> = lines
        .iter()
        .filter(recurs)
        .map(|(page, y, _)| (*page, *y))
        .collect();
    strays
        .into_iter()
        .partition(|run| running.contains(&place(run)))
}

/// Returns where the line of a run stands: its page, and its height in whole points.
fn place(run: &Run) -> (u32, i32) {
    (run.page, run.y.round() as i32)
}

/// Says that runs are read which the tree does not hold; none if there are none.
pub(super) fn doubt(document: &Document, strays: &[Run]) -> Option<Warning> {
    let first = strays.first()?;
    let pieces = if strays.len() == 1 {
        "1 piece of text stands"
    } else {
        &format!("{} pieces of text stand", strays.len())
    };
    let example: String = document.run_text(first).trim().chars().take(40).collect();
    Some(Warning {
        kind: WarningKind::OutsideTree,
        message: format!("{pieces} outside the structure tree, such as `{example}`"),
        page: Some(first.page.saturating_add(1)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::ShownPage;

    /// Runs of `page y text`, in a document of so many pages; those that do not recur are expected.
    fn check(pages: usize, runs: &[&str], expected: &[&str]) {
        let mut document = Document::default();
        let page = ShownPage {
            width: 595.0,
            height: 842.0,
            covered: 0.0,
        };
        document.pages.resize(pages, page);
        let mut strays = Vec::new();
        for run in runs {
            let mut parts = run.splitn(3, ' ');
            let (page, y) = (parts.next().unwrap(), parts.next().unwrap());
            let start = document.text.len();
            document.text.push_str(parts.next().unwrap());
            strays.push(Run {
                text: start..document.text.len(),
                ..Run::at(page.parse().unwrap(), y.parse().unwrap(), 12.0)
            });
        }
        let (running, others) = part_running(&document, strays);
        let texts: Vec<_> = others.iter().map(|run| document.run_text(run)).collect();
        assert_eq!(texts, expected);
        assert_eq!(running.len() + others.len(), runs.len());
        assert_eq!(doubt(&document, &others).is_some(), !others.is_empty());
    }

    #[test]
    fn what_comes_again_at_its_height_is_a_running_line() {
        let foot = ["0 40 Page 1", "1 40 Page 2", "1 90 of 3", "2 40 Page 3"];
        check(3, &foot, &["of 3"]);
        // Left and right pages have feet of their own, and numbers alone are feet too.
        let both = ["0 40 1", "1 40 2 Aford", "2 40 3", "3 40 4 Aford"];
        check(4, &both, &[]);
        // A line in several pieces is one.
        check(2, &["0 40 Page", "0 40 1", "1 40 Page", "1 40.2 2"], &[]);
        check(2, &["0 40 Good", "1 41 Good"], &["Good", "Good"]);
        check(1, &["0 40 Page 1"], &["Page 1"]);
        check(
            6,
            &["0 40 Good", "1 40 Good", "2 70 x"],
            &["Good", "Good", "x"],
        );
        check(0, &[], &[]);
    }
}
