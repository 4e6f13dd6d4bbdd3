//! Concordances: every match a line of its own, sorted by the words around it.

use std::fmt;
use std::ops::{ControlFlow, Range};
use std::str::FromStr;

use rustc_hash::FxHashSet;

use super::{found, hits, order, search};
use crate::index::commit::Commit;
use crate::index::matching::matcher::Matcher;
use crate::index::matching::matches::Match;
use crate::index::text::words_of;
use crate::index::{Hit, IndexError, SearchRequest, Sort};
use crate::query::fold::{fold, words};

/// A word by which lines are sorted, as it is counted from the match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Neighbour {
    /// The first, second, … word to the left.
    Left(u8),
    /// The match itself.
    Node,
    /// The first, second, … word to the right.
    Right(u8),
}

/// Reports a text that names no neighbour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidNeighbour(pub String);

impl fmt::Display for InvalidNeighbour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no place beside a match, such as L1, R2 or node",
            self.0
        )
    }
}

impl std::error::Error for InvalidNeighbour {}

impl FromStr for Neighbour {
    type Err = InvalidNeighbour;

    /// Reads `L1` or `1L`, `R2` or `2R`, and `node`, in either case.
    ///
    /// ```
    /// use findings::index::Neighbour;
    /// assert_eq!("L1".parse(), Ok(Neighbour::Left(1)));
    /// assert_eq!("2r".parse(), Ok(Neighbour::Right(2)));
    /// assert!("L0".parse::<Neighbour>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, InvalidNeighbour> {
        let lower = text.to_ascii_lowercase();
        let invalid = || InvalidNeighbour(text.to_owned());
        if lower == "node" {
            return Ok(Neighbour::Node);
        }
        let digits = lower.trim_matches(['l', 'r']);
        let place = digits.parse().map_err(|_| invalid())?;
        match lower.replacen(digits, "", 1).as_str() {
            _ if place == 0 => Err(invalid()),
            "l" => Ok(Neighbour::Left(place)),
            "r" => Ok(Neighbour::Right(place)),
            _ => Err(invalid()),
        }
    }
}

/// A line before it is read: its match, its place among those of its paragraph, and the words
/// that it is sorted by.
struct Line {
    found: Match,
    node: usize,
    key: Vec<String>,
}

/// Calls `each` on every match as a hit with that match alone among its highlights. Where
/// nothing is highlighted, a paragraph is one line.
///
/// Offset and limit of the request count lines. With `order`, they are sorted over all matches by folded
/// words, then by id, and only these words are held. Without it, lines are not held and come in the order of
/// hits, but by relevance the best line of each report comes before the others: the first lines are of
/// different reports.
pub(in crate::index) fn concordance(
    commit: &Commit,
    request: &SearchRequest,
    order: &[Neighbour],
    each: &mut dyn FnMut(&Hit) -> ControlFlow<()>,
) -> Result<(), IndexError> {
    let limit = request.limit.unwrap_or(usize::MAX);
    if limit == 0 {
        return Ok(());
    }
    if !order.is_empty() {
        return sorted_lines(commit, request, limit, order, each);
    }
    if request.sort == Sort::Relevance {
        return spread_lines(commit, request, limit, each);
    }
    // A paragraph has one line at least.
    let hits = SearchRequest {
        offset: 0,
        limit: request.limit.map(|n| n.saturating_add(request.offset)),
        ..request.clone()
    };
    let mut line = 0usize;
    search::for_each(commit, &hits, &mut |mut hit| {
        let nodes = std::mem::take(&mut hit.highlights);
        for node in 0..nodes.len().max(1) {
            line += 1;
            if line <= request.offset {
                continue;
            }
            hit.highlights.clear();
            hit.highlights.extend(nodes.get(node).cloned());
            if each(&hit).is_break() || line - request.offset >= limit {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })
}

/// Calls `each` on the best line of each report, and then on all others by relevance.
fn spread_lines(
    commit: &Commit,
    request: &SearchRequest,
    limit: usize,
    each: &mut dyn FnMut(&Hit) -> ControlFlow<()>,
) -> Result<(), IndexError> {
    let every = SearchRequest {
        offset: 0,
        limit: None,
        ..request.clone()
    };
    let found = found::find(commit, &every)?;
    let ordered = order::best(commit, &every, &found.matches)?;
    let mut reports = FxHashSet::default();
    let leads: Vec<bool> = ordered
        .iter()
        .map(|found| reports.insert(found.serial))
        .collect();
    let leading = ordered.iter().zip(&leads).filter(|(_, leads)| **leads);
    let leading: Vec<Match> = leading.map(|(found, _)| *found).collect();
    let (mut passed, mut left) = (request.offset, limit);
    let shown = leading.iter().skip(passed).take(left);
    let shown: Vec<Match> = shown.copied().collect();
    passed -= passed.min(leading.len());
    left -= shown.len();
    let mut ended = left == 0;
    hits::read(commit, &every, &found.lowered, &shown, &mut |mut hit| {
        hit.highlights.truncate(1);
        let flow = each(&hit);
        ended |= flow.is_break();
        flow
    })?;
    if ended {
        return Ok(());
    }
    // What leads no report has one line at least.
    let enough = leading.len().saturating_add(passed).saturating_add(left);
    let rest = &ordered[..enough.min(ordered.len())];
    let mut leads = leads.into_iter();
    hits::read(commit, &every, &found.lowered, rest, &mut |mut hit| {
        let nodes = std::mem::take(&mut hit.highlights);
        let told = usize::from(leads.next().unwrap_or_default());
        for node in told..nodes.len().max(1) {
            if passed > 0 {
                passed -= 1;
                continue;
            }
            hit.highlights.clear();
            hit.highlights.extend(nodes.get(node).cloned());
            left -= 1;
            if each(&hit).is_break() || left == 0 {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })
}

fn sorted_lines(
    commit: &Commit,
    request: &SearchRequest,
    limit: usize,
    order: &[Neighbour],
    each: &mut dyn FnMut(&Hit) -> ControlFlow<()>,
) -> Result<(), IndexError> {
    let by_id = SearchRequest {
        sort: Sort::Authority,
        offset: 0,
        limit: None,
        ..request.clone()
    };
    let found = found::find(commit, &by_id)?;
    let ordered = order::by_id(commit, &found.matches)?;
    let matcher = Matcher::new(&found.lowered);
    let mut lines = Vec::new();
    hits::read_paragraphs(commit, &ordered, &mut |found, report, paragraph| {
        let highlights = matcher.of_hit(&report, &paragraph)?;
        for node in 0..highlights.len().max(1) {
            let span = highlights.get(node).cloned().unwrap_or(0..0);
            lines.push(Line {
                found: *found,
                node,
                key: key(&paragraph.text, &span, order),
            });
        }
        Ok(ControlFlow::Continue(()))
    })?;
    drop(matcher);
    // The sort is stable: lines of the same words stay in the order of their ids.
    lines.sort_by(|a, b| a.key.cmp(&b.key));
    let wanted = lines.into_iter().skip(request.offset).take(limit);
    let (matches, nodes): (Vec<Match>, Vec<usize>) =
        wanted.map(|line| (line.found, line.node)).unzip();
    let mut nodes = nodes.into_iter();
    hits::read(commit, &by_id, &found.lowered, &matches, &mut |mut hit| {
        let node = nodes.next().unwrap_or_default();
        hit.highlights = hit.highlights.get(node).cloned().into_iter().collect();
        each(&hit)
    })
}

/// Returns the folded words by which a line is sorted; nothing where there is no such word.
fn key(text: &str, node: &Range<usize>, order: &[Neighbour]) -> Vec<String> {
    let spans: Vec<Range<usize>> = words(text).collect();
    let Range { start, end } = words_of(&spans, node);
    let folded = |at: Option<usize>| {
        let span = at.and_then(|at| spans.get(at)).cloned();
        span.map_or_else(String::new, |span| fold(&text[span]).into_owned())
    };
    let word = |neighbour: &Neighbour| match neighbour {
        Neighbour::Left(n) => folded(start.checked_sub(usize::from(*n))),
        Neighbour::Right(n) => folded(Some(end + usize::from(*n) - 1)),
        Neighbour::Node => {
            let words: Vec<_> = (start..end).map(|at| folded(Some(at))).collect();
            words.join(" ")
        }
    };
    order.iter().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::{Neighbour, key};

    #[test]
    fn keys_are_folded_words_beside_the_match() {
        let text = "One two. Life-story Work, then";
        let node = text.find("Life").unwrap()..text.find(", then").unwrap();
        let check = |place: &str, expected: &str| {
            let place: Neighbour = place.parse().unwrap();
            assert_eq!(key(text, &node, &[place]), [expected]);
        };
        check("L1", "two");
        check("2L", "one");
        check("l3", "");
        check("node", "life story work");
        check("R1", "then");
        check("R2", "");
        check("R255", "");
    }

    #[test]
    fn other_places_are_refused() {
        for text in ["", "L", "1", "L0", "LR1", "L1R", "R256", "left", "L-1"] {
            assert!(text.parse::<Neighbour>().is_err(), "{text}");
        }
    }
}
