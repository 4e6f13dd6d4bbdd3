//! Which words of a text make a plan hold there: what lights up in a hit.

use std::collections::HashMap;

use crate::index::matching::occurrences::{Occurrences, Span, WHOLE, Words};
use crate::index::matching::plan::{Pattern, Plan};
use crate::index::matching::spans::{Finder, Placed, begin, following};
use crate::index::matching::steps::{OutOfSteps, Steps};

/// Evaluates a plan: none where it does not hold, else the words that make it hold, in no order;
/// words of a phrase that touch are told together too.
///
/// With `sentence`, all that is wanted must stand in one sentence; words are returned from
/// every such sentence.
pub(in crate::index) fn marks(
    plan: &Plan,
    text: &Occurrences,
    passes: &dyn Fn(usize) -> bool,
    sentence: bool,
    steps: &Steps,
) -> Result<Option<Vec<Words>>, OutOfSteps> {
    let reader = Reader {
        text,
        passes,
        steps,
    };
    if !sentence {
        return reader.within(plan, WHOLE);
    }
    let starts = std::iter::once(0).chain(text.sentences.iter().copied());
    let ends = text.sentences.iter().copied().chain([u32::MAX]);
    let mut all: Option<Vec<Words>> = None;
    for window in starts.zip(ends) {
        if let Some(found) = reader.within(plan, window)? {
            all.get_or_insert_default().extend(found);
        }
    }
    Ok(all)
}

struct Reader<'t> {
    text: &'t Occurrences,
    passes: &'t dyn Fn(usize) -> bool,
    steps: &'t Steps,
}

impl Reader<'_> {
    /// Tells whether the text has the words of a pattern anywhere.
    fn has_words(&self, pattern: &Pattern) -> bool {
        match pattern {
            Pattern::Leaf(leaf) => !self.text.leaves[*leaf].is_empty(),
            Pattern::Any(parts) => parts.iter().any(|part| self.has_words(part)),
            Pattern::Sequence { parts, .. } => parts.iter().all(|part| self.has_words(part)),
            Pattern::Near { left, right, .. } => self.has_words(left) && self.has_words(right),
        }
    }

    fn within(&self, plan: &Plan, window: Words) -> Result<Option<Vec<Words>>, OutOfSteps> {
        Ok(match plan {
            Plan::All => Some(Vec::new()),
            Plan::Text(pattern) if !self.has_words(pattern) => None,
            Plan::Text(pattern) => {
                let finder = Finder::new(pattern, self.text, window, self.steps)?;
                let mut marker = Marker {
                    finder,
                    marks: Vec::new(),
                };
                let placed = marker.finder.placed(pattern)?;
                if placed.spans.is_empty() {
                    return Ok(None);
                }
                marker.mark(pattern, &placed, &placed.spans)?;
                Some(marker.marks)
            }
            Plan::And(plans) => {
                let mut all = Vec::new();
                for plan in plans {
                    let Some(found) = self.within(plan, window)? else {
                        return Ok(None);
                    };
                    all.extend(found);
                }
                Some(all)
            }
            Plan::Or(plans) => {
                let mut all: Option<Vec<Words>> = None;
                for plan in plans {
                    if let Some(found) = self.within(plan, window)? {
                        all.get_or_insert_default().extend(found);
                    }
                }
                all
            }
            Plan::Not(plan) => match self.within(plan, WHOLE)? {
                Some(_) => None,
                None => Some(Vec::new()),
            },
            Plan::Tag(test) => (self.passes)(*test).then(Vec::new),
        })
    }
}

/// Goes from the places of a pattern down to the words that make them up.
struct Marker<'t> {
    finder: Finder<'t>,
    marks: Vec<Words>,
}

impl Marker<'_> {
    /// Marks the words of some of the places of a pattern, which are sorted.
    fn mark(
        &mut self,
        pattern: &Pattern,
        placed: &Placed,
        wanted: &[Span],
    ) -> Result<(), OutOfSteps> {
        match pattern {
            Pattern::Leaf(_) => {
                let words = wanted.iter().map(|span| (span.start, span.end));
                self.marks.extend(words);
            }
            Pattern::Any(parts) => {
                for (part, placed) in parts.iter().zip(&placed.parts) {
                    let mut found = Vec::new();
                    for span in &placed.spans {
                        if is_among(&mut self.finder, span, wanted)? {
                            found.push(*span);
                        }
                    }
                    self.mark(part, placed, &found)?;
                }
            }
            Pattern::Sequence { parts, slop } => {
                self.mark_sequence(parts, *slop, &placed.parts, wanted)?;
            }
            Pattern::Near { left, right, .. } => {
                let [a, b] = &placed.parts[..] else {
                    return Ok(());
                };
                let (mut of_left, mut of_right) = (Vec::new(), vec![false; b.spans.len()]);
                self.finder
                    .pairs(pattern, &a.spans, &b.spans, |finder, joined, one, at| {
                        if is_among(finder, &joined, wanted)? {
                            if of_left.last() != Some(one) {
                                of_left.push(*one);
                            }
                            of_right[at] = true;
                        }
                        Ok(())
                    })?;
                self.mark(left, a, &of_left)?;
                self.mark(right, b, &chosen(&b.spans, &of_right))?;
            }
        }
        Ok(())
    }

    fn mark_sequence(
        &mut self,
        parts: &[Pattern],
        slop: u32,
        placed: &[Placed],
        wanted: &[Span],
    ) -> Result<(), OutOfSteps> {
        let (Some((first, rest)), Some((of_first, of_rest))) =
            (parts.split_first(), placed.split_first())
        else {
            return Ok(());
        };
        // The beginnings that end with each part.
        let mut begun = vec![begin(&of_first.spans)];
        for (next, before) in of_rest.iter().zip(0..) {
            let longer = self.finder.longer(&begun[before], &next.spans, slop)?;
            begun.push(longer);
        }
        // Back from the end: the fewest words left out behind a beginning that can be finished.
        let mut ends: HashMap<Span, u32> = wanted.iter().map(|span| (*span, 0)).collect();
        for ((part, placed), begun) in rest.iter().zip(of_rest).zip(&begun).rev() {
            let next = &placed.spans[..];
            let mut before: HashMap<Span, u32> = HashMap::new();
            let mut of_part = vec![false; next.len()];
            for (span, gap) in begun {
                let following = following(span, next);
                let from = next.len() - following.len();
                for (at, next) in (from..).zip(following) {
                    self.finder.step()?;
                    let apart = next.start - span.end;
                    if gap + apart > slop {
                        break;
                    }
                    let joined = self.finder.joined(span, next)?;
                    let behind = match ends.get(&joined) {
                        Some(behind) => Some(behind),
                        None => ends.get(&self.finder.counted(&joined)?),
                    };
                    let Some(behind) = behind else {
                        continue;
                    };
                    let left_out = apart + behind;
                    if gap + left_out > slop {
                        continue;
                    }
                    of_part[at] = true;
                    if apart == 0 {
                        self.marks.push((span.end - 1, next.start + 1));
                    }
                    let least = before.entry(*span).or_insert(left_out);
                    *least = left_out.min(*least);
                }
            }
            self.mark(part, placed, &chosen(next, &of_part))?;
            ends = before;
        }
        let mut beginnings: Vec<Span> = ends.into_keys().collect();
        beginnings.sort_unstable();
        self.mark(first, of_first, &beginnings)
    }
}

/// Lists the places that are chosen.
fn chosen(places: &[Span], is_chosen: &[bool]) -> Vec<Span> {
    let chosen = places
        .iter()
        .zip(is_chosen)
        .filter(|(_, is_chosen)| **is_chosen);
    chosen.map(|(place, _)| *place).collect()
}

/// Tells whether a place is one of some, which may be told by the number of their words alone.
fn is_among(finder: &mut Finder<'_>, place: &Span, places: &[Span]) -> Result<bool, OutOfSteps> {
    let ends = |place: &Span| (place.start, place.end);
    if places.binary_search_by_key(&ends(place), ends).is_err() {
        return Ok(false);
    }
    Ok(
        places.binary_search(place).is_ok()
            || places.binary_search(&finder.counted(place)?).is_ok(),
    )
}
