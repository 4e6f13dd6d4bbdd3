//! How often patterns stand in a text: the places of `spans`, counted without listing them
//! where there is a quicker way.

use crate::index::matching::occurrences::{Occurrences, WHOLE, Words};
use crate::index::matching::plan::Pattern;
use crate::index::matching::spans::{Finder, within_bounds};
use crate::index::matching::steps::{OutOfSteps, Steps};

/// Counts the places where a pattern stands.
pub(in crate::index) fn count(
    pattern: &Pattern,
    text: &Occurrences,
    steps: &Steps,
) -> Result<usize, OutOfSteps> {
    // By far the commonest patterns come first, for they are counted in many documents.
    match pattern {
        Pattern::Leaf(leaf) => return Ok(text.leaves[*leaf].len()),
        Pattern::Sequence { parts, slop: 0 } => {
            if let Some(words) = plain_words(parts, text) {
                steps.spend(words.len())?;
                return Ok(plain_phrases(&words));
            }
        }
        Pattern::Sequence { parts, slop } => {
            let runs: Option<Vec<_>> = parts.iter().map(|part| runs(part, text)).collect();
            if let Some(runs) = runs {
                return runs_apart(&runs, *slop, steps);
            }
        }
        Pattern::Near {
            left,
            right,
            distance,
            ordered: false,
        } => {
            if let (Pattern::Leaf(left), Pattern::Leaf(right)) = (&**left, &**right) {
                return plain_pairs(&text.leaves[*left], &text.leaves[*right], *distance, steps);
            }
            if let (Some(left), Some(right)) = (runs(left, text), runs(right, text)) {
                return pairs_of_runs(&left, &right, *distance, steps);
            }
        }
        _ => {}
    }
    if let Some(runs) = runs(pattern, text) {
        steps.spend(runs.len())?;
        return Ok(runs.len());
    }
    let mut spans = Finder::new(pattern, text, WHOLE, steps)?.spans(pattern)?;
    spans.dedup_by_key(|span| (span.start, span.end));
    Ok(spans.len())
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
                found.extend(runs(part, text)?);
            }
            if parts.len() > 1 {
                found.sort_unstable();
                found.dedup();
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

/// Counts places of runs that follow each other, with so many words between them at most in all.
fn runs_apart(runs: &[Vec<Words>], slop: u32, steps: &Steps) -> Result<usize, OutOfSteps> {
    if runs.is_empty() || runs.iter().any(Vec::is_empty) {
        return Ok(0);
    }
    // Beginnings: their first and their last word, and the fewest words that are left out.
    let mut begun: Vec<(u32, u32, u32)> = Vec::new();
    begun.extend(runs[0].iter().map(|(start, end)| (*start, *end, 0)));
    for next in &runs[1..] {
        let mut longer = Vec::new();
        for (start, end, gap) in begun {
            let from = next.partition_point(|next| next.0 < end);
            let near = next[from..].iter();
            let near = near.take_while(|next| gap + next.0 - end <= slop);
            longer.extend(near.map(|next| (start, next.1, gap + next.0 - end)));
            steps.spend(1)?;
            within_bounds(longer.len())?;
        }
        steps.spend(longer.len())?;
        longer.sort_unstable();
        longer.dedup_by_key(|(start, end, _)| (*start, *end));
        begun = longer;
    }
    Ok(begun.len())
}

/// Counts places of two runs in either order that share no word.
fn pairs_of_runs(
    left: &[Words],
    right: &[Words],
    distance: u32,
    steps: &Steps,
) -> Result<usize, OutOfSteps> {
    let mut pairs = Vec::new();
    for &a in left {
        steps.spend(right.len())?;
        for &b in right {
            let (first, second) = (a.min(b), a.max(b));
            let gap = second.0.checked_sub(first.1);
            if gap.is_some_and(|gap| gap <= distance) {
                pairs.push((first.0, second.1));
            }
        }
        within_bounds(pairs.len())?;
    }
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs.len())
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
fn plain_pairs(
    left: &[u32],
    right: &[u32],
    distance: u32,
    steps: &Steps,
) -> Result<usize, OutOfSteps> {
    let reach = distance.saturating_add(1);
    let mut pairs = 0;
    for &a in left {
        let first = right.partition_point(|b| *b < a.saturating_sub(reach));
        let near = right[first..]
            .iter()
            .take_while(|b| **b <= a.saturating_add(reach));
        let mut looked_at = 1;
        pairs += near
            .filter(|b| {
                looked_at += 1;
                let counted_before =
                    **b < a && left.binary_search(b).is_ok() && right.binary_search(&a).is_ok();
                **b != a && !counted_before
            })
            .count();
        steps.spend(looked_at)?;
    }
    Ok(pairs)
}

#[cfg(test)]
mod tests {
    use proptest::collection::btree_set;
    use proptest::prelude::*;

    use super::{OutOfSteps, count};
    use crate::index::matching::occurrences::{Occurrences, WHOLE};
    use crate::index::matching::plan::Pattern;
    use crate::index::matching::spans::Finder;
    use crate::index::matching::steps::Steps;

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

    fn counted(pattern: &Pattern, text: &Occurrences) -> usize {
        count(pattern, text, &Steps::new(u64::MAX)).unwrap()
    }

    fn found(pattern: &Pattern, text: &Occurrences) -> usize {
        let steps = Steps::new(u64::MAX);
        let mut spans = Finder::new(pattern, text, WHOLE, &steps)
            .unwrap()
            .spans(pattern)
            .unwrap();
        spans.dedup_by_key(|span| (span.start, span.end));
        spans.len()
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
            prop_assert_eq!(counted(&pattern, &text), found(&pattern, &text));
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
            prop_assert_eq!(counted(&near, &text), found(&near, &text));
        }
    }

    /// Chains one word near itself, so many times.
    fn chain(times: usize, distance: u32) -> Pattern {
        (1..times).fold(Pattern::Leaf(0), |left, _| Pattern::Near {
            left: Box::new(left),
            right: Box::new(Pattern::Leaf(0)),
            distance,
            ordered: false,
        })
    }

    #[test]
    fn chains_of_one_word_take_steps_by_the_square_of_its_places() {
        let text = Occurrences {
            leaves: vec![(0..200).map(|place| place * 3).collect()],
            sentences: Vec::new(),
        };
        let steps = |pattern: &Pattern| {
            let all = Steps::new(u64::MAX);
            count(pattern, &text, &all).unwrap();
            u64::MAX - all.left()
        };
        // Each further word looks at every place beside every word.
        let (three, four, seven) = (
            steps(&chain(3, 99)),
            steps(&chain(4, 99)),
            steps(&chain(7, 99)),
        );
        assert!(
            four < 4 * three && seven < 8 * four,
            "{three} {four} {seven}"
        );
        assert_eq!(
            count(&chain(7, 99), &text, &Steps::new(1000)),
            Err(OutOfSteps)
        );
    }

    #[test]
    fn no_word_counts_for_two() {
        let places = |places: &[u32], times: usize| {
            let text = Occurrences {
                leaves: vec![places.to_vec()],
                sentences: Vec::new(),
            };
            counted(&chain(times, 99), &text)
        };
        assert_eq!(places(&[1, 5], 2), 1);
        assert_eq!(places(&[1, 5], 3), 0);
        assert_eq!(places(&[1, 5, 9], 3), 1);
        assert_eq!(places(&[1, 5, 9], 4), 0);
        assert_eq!(places(&[1, 5, 9, 12], 3), 3);
    }
}
