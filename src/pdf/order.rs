//! The order of reading: runs, which are met as they are drawn, in that of the structure tree.

use std::collections::HashMap;

use crate::model::Warning;

use super::structure::Structure;
use super::{Document, Element, Run, is_blank, strays};

/// Puts the runs into the order of the structure tree.
///
/// Runs that the tree does not reach are kept, with a warning: they follow the runs drawn before
/// them. Those that recur from page to page are artifacts.
pub(super) fn order(document: &mut Document, structure: Structure) -> Option<Warning> {
    let drawn = std::mem::take(&mut document.runs);
    let mut marked: Vec<((u32, u32), usize)> = drawn
        .iter()
        .enumerate()
        .filter_map(|(index, run)| Some(((run.page, run.mcid?), index)))
        .collect();
    marked.sort_unstable();
    let mut ordered = Vec::with_capacity(drawn.len());
    let mut left: Vec<Option<Run>> = drawn.into_iter().map(Some).collect();
    let mut at = 0usize;
    for leaf in &structure.leaves {
        let mark = (leaf.page, leaf.mcid);
        // The tree mostly goes on where it was.
        if marked.get(at).is_none_or(|&(next, _)| next != mark) {
            at = marked.partition_point(|&(other, _)| other < mark);
        }
        while let Some(&(found, index)) = marked.get(at)
            && found == mark
            && let Some(run) = left.get_mut(index).and_then(Option::take)
        {
            ordered.push(Run {
                element: Some(leaf.element),
                ..run
            });
            at = at.saturating_add(1);
        }
    }
    let strays = left.into_iter().flatten();
    let strays: Vec<Run> = strays
        .filter(|run| !is_blank(document.run_text(run)))
        .collect();
    let (running, strays) = strays::part_running(document, strays);
    document
        .artifacts
        .extend(running.into_iter().map(|run| Run {
            artifact: true,
            ..run
        }));
    let warning = strays::doubt(document, &strays);
    document.runs = with_strays(ordered, strays);
    document.elements = structure.elements;
    apply_actual_text(document);
    warning
}

/// Puts each stray behind the last run that stands on its page or on an earlier one. Strays come in
/// the order of pages.
fn with_strays(ordered: Vec<Run>, strays: Vec<Run>) -> Vec<Run> {
    if strays.is_empty() {
        return ordered;
    }
    // The places behind which no run of an earlier page follows, last first.
    let mut ends: Vec<(u32, usize)> = Vec::new();
    for (before, run) in ordered.iter().enumerate().rev() {
        if ends.last().is_none_or(|&(lowest, _)| run.page < lowest) {
            ends.push((run.page, before.saturating_add(1)));
        }
    }
    let place_of = |page: u32| {
        let later = ends.partition_point(|&(lowest, _)| lowest > page);
        ends.get(later).map_or(0, |&(_, place)| place)
    };
    let strays = strays.into_iter().map(|run| (place_of(run.page), run));
    let mut all: Vec<(usize, Run)> = (1..).zip(ordered).chain(strays).collect();
    // The sort is stable: a stray stays behind the run whose place it has.
    all.sort_by_key(|&(place, _)| place);
    all.into_iter().map(|(_, run)| run).collect()
}

/// Replaces the text of all runs inside an element where the file states what they stand for.
fn apply_actual_text(document: &mut Document) {
    let states = |element: &Element| {
        let text = element.actual_text.as_deref();
        text.is_some_and(|text| !is_blank(text))
    };
    if !document.elements.iter().any(states) {
        return;
    }
    // The outermost element that states a text for each one; parents come before their children.
    let mut stating: Vec<Option<u32>> = Vec::with_capacity(document.elements.len());
    for (index, element) in (0..).zip(&document.elements) {
        let above = element
            .parent
            .and_then(|parent| stating.get(parent as usize));
        let own = states(element).then_some(index);
        stating.push(above.copied().flatten().or(own));
    }
    let stating = |run: &Run| stating.get(run.element? as usize).copied().flatten();
    let mut shown: HashMap<u32, String> = HashMap::new();
    for run in &document.runs {
        if let Some(element) = stating(run) {
            let text = document.run_text(run);
            shown.entry(element).or_default().push_str(text);
        }
    }
    shown.retain(|&element, shown| {
        let element = document.elements.get(element as usize);
        let stated = element.and_then(|element| element.actual_text.as_deref());
        !words(shown).eq(words(stated.unwrap_or_default()))
    });
    // The first run of an element takes all of the text.
    for run in &mut document.runs {
        let Some(element) = stating(run).filter(|element| shown.contains_key(element)) else {
            continue;
        };
        let start = document.text.len();
        let stated = document.elements.get_mut(element as usize);
        if let Some(actual) = stated.and_then(|element| element.actual_text.take()) {
            document.text.push_str(&actual);
        }
        run.text = start..document.text.len();
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::Tag;
    use crate::pdf::structure::Leaf;

    /// Runs of `page mcid text`, those without a number marked by `-`.
    fn check(runs: &[&str], leaves: &[(u32, u32)], actual: Option<&str>, expected: &str) {
        let mut document = Document::default();
        for run in runs {
            let mut parts = run.splitn(3, ' ');
            let (page, mcid) = (parts.next().unwrap(), parts.next().unwrap());
            let start = document.text.len();
            document.text.push_str(parts.next().unwrap());
            document.runs.push(Run {
                text: start..document.text.len(),
                mcid: mcid.parse().ok(),
                ..Run::at(page.parse().unwrap(), 0.0, 12.0)
            });
        }
        let leaves = leaves.iter().map(|&(page, mcid)| Leaf {
            element: 0,
            page,
            mcid,
        });
        let structure = Structure {
            elements: vec![Element {
                tag: Tag::Paragraph,
                parent: None,
                actual_text: actual.map(str::to_owned),
            }],
            leaves: leaves.collect(),
        };
        let warning = order(&mut document, structure);
        let texts: Vec<_> = document
            .runs
            .iter()
            .map(|run| document.run_text(run))
            .collect();
        assert_eq!(texts.join("|"), expected);
        assert_eq!(
            warning.is_some(),
            document.runs.iter().any(|run| run.element.is_none())
        );
    }

    #[test]
    fn runs_stand_in_the_order_of_the_tree() {
        let runs = ["0 0 a", "0 1 b", "0 1 c", "1 0 d", "2 0 e"];
        let leaves = [(2, 0), (0, 1), (0, 0), (0, 1), (1, 0), (7, 7)];
        check(&runs, &leaves, None, "e|b|c|a|d");
    }

    #[test]
    fn strays_follow_what_is_drawn_before_them() {
        let runs = [
            "0 - x", "0 0 a", "0 -  ", "1 0 b", "1 - y", "1 - z", "3 - w",
        ];
        check(&runs, &[(0, 0), (1, 0)], None, "a|x|b|y|z|w");
        check(&runs, &[(1, 0), (0, 0)], None, "b|a|x|y|z|w");
        check(&runs, &[], None, "x|a|b|y|z|w");
        check(&["0 - x", "1 0 a"], &[(1, 0)], None, "x|a");
    }

    #[test]
    fn stated_text_stands_for_what_is_shown() {
        let runs = ["0 0 o", "0 1 ffi", "0 2 ce"];
        let leaves = [(0, 0), (0, 1), (0, 2)];
        check(&runs, &leaves, Some("office work"), "office work||");
        check(
            &["0 0 office ", "0 1 work"],
            &leaves,
            Some("office work"),
            "office |work",
        );
        check(&runs, &leaves, Some(" "), "o|ffi|ce");
    }
}
