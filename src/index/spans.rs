//! Where patterns stand in a text, and whether a plan holds there.
//!
//! This is the one definition of a match: the index and the highlights both use it, the one
//! with positions from its postings, the other with positions of the paragraph's tokens.

use super::plan::{Pattern, Plan};

/// Words `start..end` of a text.
pub(super) type Words = (u32, u32);

/// A place where a pattern stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The words that make it match, in order; words between them do not count.
    pub(super) marks: Vec<Words>,
}

/// The words of one text, as far as a plan asks for them.
#[derive(Debug, Default)]
pub(super) struct Occurrences {
    /// For each leaf the places where it stands, sorted.
    pub(super) leaves: Vec<Vec<u32>>,
    /// Where the sentences begin, other than the first.
    pub(super) sentences: Vec<u32>,
}

/// The whole of a text.
const WHOLE: Words = (0, u32::MAX);

/// Finds every place inside `window` where a pattern stands, sorted and without repetition.
fn spans(pattern: &Pattern, text: &Occurrences, window: Words) -> Vec<Span> {
    let mut found = match pattern {
        Pattern::Leaf(leaf) => {
            let places = &text.leaves[*leaf];
            let first = places.partition_point(|place| *place < window.0);
            let inside = places[first..]
                .iter()
                .take_while(|place| **place < window.1);
            return inside
                .map(|&start| Span {
                    start,
                    end: start + 1,
                    marks: vec![(start, start + 1)],
                })
                .collect();
        }
        Pattern::Any(parts) => parts
            .iter()
            .flat_map(|part| spans(part, text, window))
            .collect(),
        Pattern::Sequence { parts, slop } => sequence(parts, *slop, text, window),
        Pattern::Near {
            left,
            right,
            distance,
            ordered,
        } => {
            let left = spans(left, text, window);
            let right = if left.is_empty() {
                Vec::new()
            } else {
                spans(right, text, window)
            };
            near(&left, &right, *distance, *ordered)
        }
    };
    found.sort_unstable();
    found.dedup();
    found
}

fn sequence(parts: &[Pattern], slop: u32, text: &Occurrences, window: Words) -> Vec<Span> {
    let Some((first, rest)) = parts.split_first() else {
        return Vec::new();
    };
    // Each with the words left out so far.
    let mut begun: Vec<(Span, u32)> = spans(first, text, window)
        .into_iter()
        .map(|span| (span, 0))
        .collect();
    for part in rest {
        if begun.is_empty() {
            break;
        }
        let next = spans(part, text, window);
        let mut longer = Vec::new();
        for (span, gap) in &begun {
            let from = next.partition_point(|next| next.start < span.end);
            for next in &next[from..] {
                let gap = gap + next.start - span.end;
                if gap > slop {
                    break;
                }
                longer.push((joined(span, next, true), gap));
            }
        }
        longer.sort_unstable();
        longer.dedup();
        begun = longer;
    }
    begun.into_iter().map(|(span, _)| span).collect()
}

fn near(left: &[Span], right: &[Span], distance: u32, ordered: bool) -> Vec<Span> {
    let mut found = Vec::new();
    for a in left {
        for b in right {
            let apart = if a.end <= b.start {
                b.start - a.end
            } else if !ordered && b.end <= a.start {
                a.start - b.end
            } else if ordered || shares_word(a, b) {
                continue;
            } else {
                // The one stands among the words of the other.
                0
            };
            if apart <= distance {
                found.push(joined(a, b, false));
            }
        }
    }
    found
}

fn shares_word(a: &Span, b: &Span) -> bool {
    a.marks
        .iter()
        .any(|a| b.marks.iter().any(|b| a.0 < b.1 && b.0 < a.1))
}

/// Joins two spans; in a phrase, marks that touch become one.
fn joined(a: &Span, b: &Span, phrase: bool) -> Span {
    let mut marks = a.marks.clone();
    match (marks.last_mut(), b.marks.split_first()) {
        (Some(last), Some((first, rest))) if phrase && last.1 == first.0 => {
            last.1 = first.1;
            marks.extend_from_slice(rest);
        }
        _ => marks.extend_from_slice(&b.marks),
    }
    marks.sort_unstable();
    Span {
        start: a.start.min(b.start),
        end: a.end.max(b.end),
        marks,
    }
}

/// Counts the places where a pattern stands.
pub(super) fn count(pattern: &Pattern, text: &Occurrences) -> usize {
    // By far the commonest patterns come first, for they are counted in many documents.
    match pattern {
        Pattern::Leaf(leaf) => return text.leaves[*leaf].len(),
        Pattern::Sequence { parts, slop: 0 } => {
            if let Some(words) = plain_words(parts, text) {
                return plain_phrases(&words);
            }
        }
        Pattern::Near {
            left,
            right,
            distance,
            ordered: false,
        } => {
            if let (Pattern::Leaf(left), Pattern::Leaf(right)) = (&**left, &**right) {
                return plain_pairs(&text.leaves[*left], &text.leaves[*right], *distance);
            }
            if let (Some(left), Some(right)) = (runs(left, text), runs(right, text)) {
                return pairs_of_runs(&left, &right, *distance);
            }
        }
        _ => {}
    }
    match runs(pattern, text) {
        Some(runs) => runs.len(),
        None => spans(pattern, text, WHOLE).len(),
    }
}

/// Lists where a pattern stands, sorted, if it is made of words that follow each other without a
/// gap: then it is known by its first and its last word.
fn runs(pattern: &Pattern, text: &Occurrences) -> Option<Vec<Words>> {
    match pattern {
        Pattern::Leaf(leaf) => {
            let places = text.leaves[*leaf].iter();
            Some(places.map(|place| (*place, place + 1)).collect())
        }
        Pattern::Any(parts) => {
            let mut found: Vec<Words> = Vec::new();
            for part in parts {
                let more = runs(part, text)?;
                if found.is_empty() {
                    found = more;
                } else if !more.is_empty() {
                    found.extend(more);
                    found.sort_unstable();
                    found.dedup();
                }
            }
            Some(found)
        }
        Pattern::Sequence { parts, slop: 0 } => {
            let lacks = |part: &Pattern| match part {
                Pattern::Leaf(leaf) => text.leaves[*leaf].is_empty(),
                _ => false,
            };
            if parts.iter().any(lacks) {
                return Some(Vec::new());
            }
            let (first, rest) = parts.split_first()?;
            let mut begun = runs(first, text)?;
            for part in rest {
                let next = runs(part, text)?;
                let mut longer = Vec::new();
                for (start, end) in begun {
                    let from = next.partition_point(|next| next.0 < end);
                    let follow = next[from..].iter().take_while(|next| next.0 == end);
                    longer.extend(follow.map(|next| (start, next.1)));
                }
                longer.sort_unstable();
                longer.dedup();
                begun = longer;
            }
            Some(begun)
        }
        Pattern::Sequence { .. } | Pattern::Near { .. } => None,
    }
}

/// Counts pairs of runs in either order that share no word; one that reads both ways counts once.
fn pairs_of_runs(left: &[Words], right: &[Words], distance: u32) -> usize {
    let mut pairs = Vec::new();
    for &a in left {
        for &b in right {
            let (first, second) = (a.min(b), a.max(b));
            let gap = second.0.checked_sub(first.1);
            if gap.is_some_and(|gap| gap <= distance) {
                pairs.push((first, second));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.len()
}

/// Lists the places of the words of a phrase, if it is made of nothing but words.
fn plain_words<'t>(parts: &[Pattern], text: &'t Occurrences) -> Option<Vec<&'t [u32]>> {
    let word = |part: &Pattern| match part {
        Pattern::Leaf(leaf) => Some(text.leaves[*leaf].as_slice()),
        _ => None,
    };
    parts.iter().map(word).collect()
}

fn plain_phrases(words: &[&[u32]]) -> usize {
    let Some((first, rest)) = words.split_first() else {
        return 0;
    };
    let follows = |start: u32| {
        (start + 1..)
            .zip(rest)
            .all(|(place, word)| word.binary_search(&place).is_ok())
    };
    first.iter().filter(|start| follows(**start)).count()
}

/// Counts pairs of words in either order; a pair that reads both ways counts once.
fn plain_pairs(left: &[u32], right: &[u32], distance: u32) -> usize {
    let reach = distance.saturating_add(1);
    let mut pairs = 0;
    for &a in left {
        let first = right.partition_point(|b| *b < a.saturating_sub(reach));
        let near = right[first..]
            .iter()
            .take_while(|b| **b <= a.saturating_add(reach));
        pairs += near
            .filter(|b| {
                let counted_before =
                    **b < a && left.binary_search(b).is_ok() && right.binary_search(&a).is_ok();
                **b != a && !counted_before
            })
            .count();
    }
    pairs
}

/// Evaluates a plan: none where it does not hold, else the words that make it hold.
///
/// With `sentence`, all that is wanted must stand in one sentence; words are returned from
/// every such sentence.
pub(super) fn marks(
    plan: &Plan,
    text: &Occurrences,
    passes: &dyn Fn(usize) -> bool,
    sentence: bool,
) -> Option<Vec<Words>> {
    if !sentence {
        return marks_within(plan, text, passes, WHOLE);
    }
    let starts = std::iter::once(0).chain(text.sentences.iter().copied());
    let ends = text.sentences.iter().copied().chain([u32::MAX]);
    let mut all: Option<Vec<Words>> = None;
    for window in starts.zip(ends) {
        if let Some(found) = marks_within(plan, text, passes, window) {
            all.get_or_insert_default().extend(found);
        }
    }
    all
}

fn marks_within(
    plan: &Plan,
    text: &Occurrences,
    passes: &dyn Fn(usize) -> bool,
    window: Words,
) -> Option<Vec<Words>> {
    match plan {
        Plan::All => Some(Vec::new()),
        Plan::Text(pattern) => {
            let found = spans(pattern, text, window);
            (!found.is_empty()).then(|| found.into_iter().flat_map(|span| span.marks).collect())
        }
        Plan::And(plans) => {
            let mut all = Vec::new();
            for plan in plans {
                all.extend(marks_within(plan, text, passes, window)?);
            }
            Some(all)
        }
        Plan::Or(plans) => {
            let mut all: Option<Vec<Words>> = None;
            for plan in plans {
                if let Some(found) = marks_within(plan, text, passes, window) {
                    all.get_or_insert_default().extend(found);
                }
            }
            all
        }
        Plan::Not(plan) => marks_within(plan, text, passes, WHOLE)
            .is_none()
            .then(Vec::new),
        Plan::Tag(test) => passes(*test).then(Vec::new),
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::btree_set;
    use proptest::prelude::*;

    use super::{Occurrences, WHOLE, count, spans};
    use crate::index::plan::Pattern;

    fn any_pattern() -> impl Strategy<Value = Pattern> {
        let leaf = (0usize..3).prop_map(Pattern::Leaf);
        leaf.prop_recursive(3, 12, 3, |inner| {
            let parts = prop::collection::vec(inner.clone(), 1..4);
            let near = (inner.clone(), inner, 0u32..6, any::<bool>());
            prop_oneof![
                parts.clone().prop_map(Pattern::Any),
                (parts, 0u32..2).prop_map(|(parts, slop)| Pattern::Sequence { parts, slop }),
                near.prop_map(|(left, right, distance, ordered)| Pattern::Near {
                    left: Box::new(left),
                    right: Box::new(right),
                    distance,
                    ordered,
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn places_are_counted_as_they_are_found(
            pattern in any_pattern(),
            leaves in prop::collection::vec(btree_set(0u32..12, 0..6), 3),
        ) {
            let text = Occurrences {
                leaves: leaves.into_iter().map(|places| places.into_iter().collect()).collect(),
                sentences: Vec::new(),
            };
            prop_assert_eq!(count(&pattern, &text), spans(&pattern, &text, WHOLE).len());
        }

        #[test]
        fn pairs_are_counted_as_they_are_found(
            left in btree_set(0u32..30, 0..8),
            right in btree_set(0u32..30, 0..8),
            distance in 0u32..8,
        ) {
            let text = Occurrences {
                leaves: vec![left.into_iter().collect(), right.into_iter().collect()],
                sentences: Vec::new(),
            };
            let near = Pattern::Near {
                left: Box::new(Pattern::Leaf(0)),
                right: Box::new(Pattern::Leaf(1)),
                distance,
                ordered: false,
            };
            prop_assert_eq!(count(&near, &text), spans(&near, &text, WHOLE).len());
        }
    }
}
