//! Where patterns stand in a text.
//!
//! This is the one definition of a match: the index and the highlights both use it, the one
//! with positions from its postings, the other with positions of the paragraph's tokens.
//!
//! A place is told by its first and its last word. A text of *n* words has at most *n*² such
//! places for each part of a pattern, however many choices of words make them up, so that finding
//! them is polynomial. Two parts that stand among each other's words are near if the words from
//! the first to the last are enough for both: no word of the text counts for two of the query.

use crate::index::matching::contest::{Contest, NOTHING};
use crate::index::matching::occurrences::{Occurrences, Span, Words};
use crate::index::matching::plan::Pattern;
use crate::index::matching::steps::{OutOfSteps, Steps};

/// So many places of one part of a pattern are held at most; what a text would have to be to
/// have more is no paragraph.
const MOST_PLACES: usize = 1 << 19;

/// The places of a pattern and of its parts, in their order.
pub(in crate::index) struct Placed {
    pub(in crate::index) spans: Vec<Span>,
    pub(in crate::index) parts: Vec<Placed>,
}

/// Finds the places of a pattern and of its parts in one text.
pub(in crate::index) struct Finder<'t> {
    text: &'t Occurrences,
    window: Words,
    steps: &'t Steps,
    contest: Contest,
}

impl<'t> Finder<'t> {
    /// Looks for a pattern inside `window`.
    pub(in crate::index) fn new(
        pattern: &Pattern,
        text: &'t Occurrences,
        window: Words,
        steps: &'t Steps,
    ) -> Result<Self, OutOfSteps> {
        Ok(Finder {
            text,
            window,
            steps,
            contest: Contest::new(pattern, text, steps)?,
        })
    }

    /// Finds every place where a part of the pattern stands, sorted and without repetition.
    pub(in crate::index) fn spans(&mut self, pattern: &Pattern) -> Result<Vec<Span>, OutOfSteps> {
        if self.contest.is_hopeless() {
            return Ok(Vec::new());
        }
        let mut spans = Vec::new();
        for part in pattern.parts() {
            let of_part = self.spans(part)?;
            if of_part.is_empty() && pattern.needs_all() {
                return Ok(of_part);
            }
            spans.push(of_part);
        }
        let spans: Vec<&[Span]> = spans.iter().map(Vec::as_slice).collect();
        self.combined(pattern, &spans)
    }

    /// Finds the same places, and those of all parts with them.
    pub(in crate::index) fn placed(&mut self, pattern: &Pattern) -> Result<Placed, OutOfSteps> {
        let parts = pattern.parts().into_iter();
        let parts = parts.map(|part| self.placed(part));
        let parts = parts.collect::<Result<Vec<_>, _>>()?;
        let spans: Vec<&[Span]> = parts.iter().map(|part| part.spans.as_slice()).collect();
        let spans = self.combined(pattern, &spans)?;
        Ok(Placed { spans, parts })
    }

    /// Finds the places of a pattern by those of its parts.
    fn combined(&mut self, pattern: &Pattern, parts: &[&[Span]]) -> Result<Vec<Span>, OutOfSteps> {
        self.step()?;
        let mut found = Places::default();
        match pattern {
            Pattern::Leaf(leaf) => return self.leaf(*leaf),
            Pattern::Any(_) => {
                for part in parts {
                    found.extend(part.iter().copied())?;
                }
            }
            Pattern::Sequence { slop, .. } => {
                let Some((first, rest)) = parts.split_first() else {
                    return Ok(Vec::new());
                };
                let mut begun = begin(first);
                for next in rest {
                    begun = self.longer(&begun, next, *slop)?;
                }
                found.extend(begun.into_iter().map(|(span, _)| span))?;
            }
            Pattern::Near { .. } => {
                if let [left, right] = parts {
                    self.pairs(pattern, left, right, |_, joined, _, _| found.push(joined))?;
                }
            }
        }
        self.thinned(found)
    }

    fn thinned(&mut self, found: Places) -> Result<Vec<Span>, OutOfSteps> {
        let found = found.sorted();
        // They are held until the whole pattern is done.
        self.steps.spend(found.len())?;
        self.contest.thinned(found, self.steps)
    }

    fn leaf(&mut self, leaf: usize) -> Result<Vec<Span>, OutOfSteps> {
        let places = &self.text.leaves[leaf];
        let first = places.partition_point(|place| *place < self.window.0);
        let last = places.partition_point(|place| *place < self.window.1);
        let places = &places[first..last.max(first)];
        self.steps.spend(places.len())?;
        let mut spans = Vec::with_capacity(places.len());
        for &start in places {
            spans.push(Span {
                start,
                end: start + 1,
                needs: self.contest.need(leaf, start, self.steps)?,
            });
        }
        Ok(spans)
    }

    /// Lengthens beginnings of a sequence by its next part; each is told with the fewest words
    /// that are left out in it.
    pub(in crate::index) fn longer(
        &mut self,
        begun: &[(Span, u32)],
        next: &[Span],
        slop: u32,
    ) -> Result<Vec<(Span, u32)>, OutOfSteps> {
        let mut longer: Vec<(Span, u32)> = Vec::new();
        let mut enough = 4096;
        for (span, gap) in begun {
            for next in following(span, next) {
                self.step()?;
                let gap = gap + next.start - span.end;
                if gap > slop {
                    break;
                }
                longer.push((self.joined(span, next)?, gap));
            }
            if longer.len() > enough {
                least_gaps(&mut longer);
                enough = longer.len() * 2 + 4096;
                within_bounds(longer.len())?;
            }
        }
        least_gaps(&mut longer);
        Ok(longer)
    }

    /// Calls `each` on every two places of the parts of a nearness that are near: with the place
    /// that they make together, the left one, and which of the right ones.
    pub(in crate::index) fn pairs(
        &mut self,
        near: &Pattern,
        left: &[Span],
        right: &[Span],
        mut each: impl FnMut(&mut Self, Span, &Span, usize) -> Result<(), OutOfSteps>,
    ) -> Result<(), OutOfSteps> {
        let Pattern::Near {
            distance, ordered, ..
        } = near
        else {
            return Ok(());
        };
        let longest = right.iter().map(|b| b.end - b.start).max().unwrap_or(0);
        let reach = distance.saturating_add(longest);
        for a in left {
            let earliest = match ordered {
                true => a.end,
                false => a.start.saturating_sub(reach),
            };
            let latest = a.end.saturating_add(*distance);
            let from = right.partition_point(|b| b.start < earliest);
            let within_reach = right[from..].iter().take_while(|b| b.start <= latest);
            for (at, b) in (from..).zip(within_reach) {
                self.step()?;
                let is_near = if a.end <= b.start {
                    true
                } else if *ordered {
                    false
                } else if b.end <= a.start {
                    a.start - b.end <= *distance
                } else {
                    self.fit_together(a, b)?
                };
                if is_near {
                    let joined = self.joined(a, b)?;
                    each(self, joined, a, at)?;
                }
            }
        }
        Ok(())
    }

    /// Tells whether two places that overlap have words enough for both.
    fn fit_together(&mut self, a: &Span, b: &Span) -> Result<bool, OutOfSteps> {
        if a.needs == NOTHING || b.needs == NOTHING {
            return Ok(true);
        }
        let both = self.joined(a, b)?;
        self.contest.is_enough(&both, self.text, self.steps)
    }

    /// Uses up one step.
    pub(in crate::index) fn step(&self) -> Result<(), OutOfSteps> {
        self.steps.spend(1)
    }

    /// Makes one place of two.
    pub(in crate::index) fn joined(&mut self, a: &Span, b: &Span) -> Result<Span, OutOfSteps> {
        Ok(Span {
            start: a.start.min(b.start),
            end: a.end.max(b.end),
            needs: self.contest.joined(a.needs, b.needs, self.steps)?,
        })
    }

    /// Returns a place with no more than the number of words that it needs.
    pub(in crate::index) fn counted(&mut self, place: &Span) -> Result<Span, OutOfSteps> {
        self.contest.counted(place, self.steps)
    }
}

/// Makes beginnings of a sequence of the places of its first part.
pub(in crate::index) fn begin(first: &[Span]) -> Vec<(Span, u32)> {
    first.iter().map(|span| (*span, 0)).collect()
}

/// Lists the places of the next part of a sequence that begin behind a place.
pub(in crate::index) fn following<'s>(span: &Span, next: &'s [Span]) -> &'s [Span] {
    let from = next.partition_point(|next| next.start < span.end);
    &next[from..]
}

/// Leaves of each beginning the one with the fewest words left out.
fn least_gaps(begun: &mut Vec<(Span, u32)>) {
    begun.sort_unstable();
    begun.dedup_by_key(|(span, _)| *span);
}

pub(in crate::index) fn within_bounds(places: usize) -> Result<(), OutOfSteps> {
    match places > MOST_PLACES {
        true => Err(OutOfSteps),
        false => Ok(()),
    }
}

/// Places as they are found, of which repetitions are dropped now and then.
#[derive(Default)]
struct Places {
    found: Vec<Span>,
    sorted: usize,
}

impl Places {
    fn push(&mut self, span: Span) -> Result<(), OutOfSteps> {
        self.found.push(span);
        if self.found.len() > self.sorted * 2 + 4096 {
            self.sort();
            within_bounds(self.found.len())?;
        }
        Ok(())
    }

    fn extend(&mut self, spans: impl IntoIterator<Item = Span>) -> Result<(), OutOfSteps> {
        spans.into_iter().try_for_each(|span| self.push(span))
    }

    fn sort(&mut self) {
        self.found.sort_unstable();
        self.found.dedup();
        self.sorted = self.found.len();
    }

    fn sorted(mut self) -> Vec<Span> {
        self.sort();
        self.found
    }
}
