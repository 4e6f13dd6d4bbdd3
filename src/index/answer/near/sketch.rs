//! Sketches: the shingles of a text in half the room, by which most texts are told not to be alike before
//! they are compared in full.

use super::compared::least_shared;

/// The first half of the number of each shingle of a text, sorted.
#[derive(Debug)]
pub(super) struct Sketch(Box<[u32]>);

impl Sketch {
    /// Sketches a text by its shingles, sorted.
    pub(super) fn of(shingles: &[u64]) -> Self {
        let halves = shingles.iter().map(|shingle| (shingle >> 32) as u32);
        Sketch(halves.collect())
    }

    /// Tells whether two texts may be alike: never `false` of two that are. It ends as soon as one lacks
    /// more shingles of the other than it may.
    pub(super) fn may_be_like(&self, other: &Sketch) -> bool {
        let (a, b) = (&self.0, &other.0);
        let shared = least_shared(a.len(), b.len());
        let (Some(mut left_of_a), Some(mut left_of_b)) =
            (a.len().checked_sub(shared), b.len().checked_sub(shared))
        else {
            return false;
        };
        let (mut of_a, mut of_b) = (0, 0);
        while let (Some(one), Some(another)) = (a.get(of_a), b.get(of_b)) {
            of_a += usize::from(one <= another);
            of_b += usize::from(another <= one);
            let left = match one.cmp(another) {
                std::cmp::Ordering::Equal => continue,
                std::cmp::Ordering::Less => &mut left_of_a,
                std::cmp::Ordering::Greater => &mut left_of_b,
            };
            match left.checked_sub(1) {
                Some(less) => *left = less,
                None => return false,
            }
        }
        a.len() - of_a <= left_of_a && b.len() - of_b <= left_of_b
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Sketch;
    use crate::index::answer::near::compared::{ALIKE, resemblance};

    proptest! {
        #[test]
        fn what_is_alike_may_be(
            common in prop::collection::btree_set(0_u64..1000, 5..60),
            of_a in prop::collection::btree_set(1000_u64..1100, 0..12),
            of_b in prop::collection::btree_set(1100_u64..1200, 0..12),
        ) {
            // Some halves are those of two numbers.
            let number = |of: &u64| of << 31;
            let set = |own: &std::collections::BTreeSet<u64>| -> Vec<u64> {
                common.union(own).map(number).collect()
            };
            let (a, b) = (set(&of_a), set(&of_b));
            let is_alike = resemblance(&a, &b).unwrap_or(0.0) >= ALIKE;
            let may_be = Sketch::of(&a).may_be_like(&Sketch::of(&b));
            prop_assert!(may_be || !is_alike);
        }
    }

    #[test]
    fn what_differs_is_not() {
        let shingles = |from: u64| (from..from + 50).map(|of| of << 32).collect::<Vec<_>>();
        let (a, b) = (Sketch::of(&shingles(0)), Sketch::of(&shingles(20)));
        assert!(!a.may_be_like(&b) && !b.may_be_like(&a));
        assert!(a.may_be_like(&a));
        assert!(!a.may_be_like(&Sketch::of(&shingles(0)[..30])));
    }
}
