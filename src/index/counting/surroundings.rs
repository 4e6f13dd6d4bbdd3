//! Surroundings: the words that stand near what a query asks for.

use std::fmt;
use std::num::NonZeroU32;
use std::ops::{ControlFlow, Range};
use std::str::FromStr;

use crate::index::answer::{found, hits};
use crate::index::commit::Commit;
use crate::index::commit::register::Numbers;
use crate::index::counting::tokens::{CountedParagraph, TokenStreams};
use crate::index::matching::matcher::Matcher;
use crate::index::text::{sentence_words, words_of};
use crate::index::{IndexError, SearchRequest, Sort};
use crate::query::LIMITS;
use crate::query::fold::words;

/// How near words must stand to keep each other's company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Window {
    /// In one paragraph.
    #[default]
    Paragraph,
    /// In one sentence.
    Sentence,
    /// At most so many words away, to either side and across sentences; the word beside is one away.
    Words(NonZeroU32),
}

/// Reports a text that names no window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidWindow(pub String);

impl fmt::Display for InvalidWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is no window: `paragraph`, `sentence`, or a number of words from 1 to {}",
            self.0, LIMITS.distance
        )
    }
}

impl std::error::Error for InvalidWindow {}

impl FromStr for Window {
    type Err = InvalidWindow;

    /// Reads `paragraph`, `sentence` or a number of words.
    ///
    /// ```
    /// use findings::index::Window;
    /// assert_eq!("sentence".parse(), Ok(Window::Sentence));
    /// assert_eq!("5".parse::<Window>().unwrap().to_string(), "5");
    /// assert!("0".parse::<Window>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, InvalidWindow> {
        match text {
            "paragraph" => Ok(Window::Paragraph),
            "sentence" => Ok(Window::Sentence),
            number => match number.parse::<NonZeroU32>() {
                Ok(words) if words.get() <= LIMITS.distance => Ok(Window::Words(words)),
                _ => Err(InvalidWindow(text.to_owned())),
            },
        }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Window::Paragraph => f.write_str("paragraph"),
            Window::Sentence => f.write_str("sentence"),
            Window::Words(words) => words.fmt(f),
        }
    }
}

/// What stands near in one paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surroundings {
    /// The words, as [`TokenStreams::words`] numbers them, sorted, each once.
    pub tokens: Vec<u32>,
    /// At how many places they stand.
    pub places: u64,
}

/// Reads what stands near what lights up in the paragraphs that match and are wanted, by report and place.
pub(in crate::index) fn surroundings(
    commit: &Commit,
    request: &SearchRequest,
    window: Window,
    streams: &TokenStreams,
    wanted: &dyn Fn(&CountedParagraph) -> bool,
) -> Result<Vec<Surroundings>, IndexError> {
    let unscored = SearchRequest {
        sort: Sort::Newest,
        ..request.clone()
    };
    let found = found::find(commit, &unscored)?;
    let places = commit.register.numbers(Numbers::Place)?;
    let mut matches = found.matches.list(commit)?;
    matches.retain(|found| wanted(&CountedParagraph::new(found, places)));
    let matcher = Matcher::new(&found.lowered);
    let mut all = Vec::with_capacity(matches.len());
    hits::read_paragraphs(commit, &matches, &mut |_, report, paragraph| {
        let nodes = matcher.of_hit(&report, &paragraph)?;
        let text = &paragraph.text;
        let spans: Vec<Range<usize>> = words(text).collect();
        let near = near(text, &spans, &nodes, window);
        let mut tokens = streams.standing(text, &spans, &near);
        let places = tokens.len() as u64;
        tokens.sort_unstable();
        tokens.dedup();
        all.push(Surroundings { tokens, places });
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(all)
}

/// Tells of each word of a text whether it stands near one of some parts, and not in that part itself
/// where words are counted.
fn near(text: &str, spans: &[Range<usize>], nodes: &[Range<usize>], window: Window) -> Vec<bool> {
    let mut near = vec![false; spans.len()];
    let sentences: Vec<usize> = match window {
        Window::Sentence => sentence_words(text, spans)
            .into_iter()
            .map(|word| word as usize)
            .collect(),
        Window::Paragraph | Window::Words(_) => Vec::new(),
    };
    for node in nodes {
        let node = words_of(spans, node);
        let (before, behind) = match window {
            Window::Paragraph | Window::Sentence => {
                let next = sentences.partition_point(|start| *start <= node.start);
                let start = next.checked_sub(1).map_or(0, |at| sentences[at]);
                let last = sentences.partition_point(|start| *start < node.end);
                let end = sentences.get(last).copied().unwrap_or(spans.len());
                // A search takes the part itself for a word of its sentence.
                (start..node.end, node.end..end)
            }
            Window::Words(reach) => {
                let reach = reach.get() as usize;
                let end = node.end.saturating_add(reach).min(spans.len());
                (node.start.saturating_sub(reach)..node.start, node.end..end)
            }
        };
        near[before].fill(true);
        near[behind].fill(true);
    }
    near
}

#[cfg(test)]
mod tests {
    use super::{Window, near, words};

    #[test]
    fn what_stands_near() {
        let check = |text: &str, nodes: &[&str], window: &str, expected: &str| {
            let spans: Vec<_> = words(text).collect();
            let mut from = 0;
            let mut nodes_at = Vec::new();
            for node in nodes {
                let start = from + text[from..].find(node).unwrap();
                from = start + node.len();
                nodes_at.push(start..from);
            }
            let window: Window = window.parse().unwrap();
            let near = near(text, &spans, &nodes_at, window);
            let said: Vec<_> = spans
                .iter()
                .zip(near)
                .filter(|(_, near)| *near)
                .map(|(span, _)| &text[span.clone()])
                .collect();
            assert_eq!(said.join(" "), expected, "{text:?} {window}");
        };
        let text = "Plans are late. Most staff have regular supervision in teams. It helps.";
        check(text, &["supervision"], "1", "regular in");
        check(
            text,
            &["supervision"],
            "3",
            "staff have regular in teams It",
        );
        check(
            text,
            &["supervision"],
            "sentence",
            "Most staff have regular supervision in teams",
        );
        check(text, &["Plans"], "2", "are late");
        check(text, &["helps"], "sentence", "It helps");
        check(text, &[], "sentence", "");
        check(
            "drift, delay, drift",
            &["drift", "drift"],
            "2",
            "drift delay drift",
        );
        check("drift, delay, drift", &["drift", "drift"], "1", "delay");
        check("the edge of care team", &["edge of care"], "1", "the team");
    }

    #[test]
    fn windows_that_are_none() {
        for text in ["", "0", "-1", "10001", "word", "5w"] {
            assert!(text.parse::<Window>().is_err(), "{text}");
        }
    }
}
