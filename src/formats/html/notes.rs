//! The notes of a page: marks that link to them, and where they stand.
//!
//! Every program marks them in its own way. They all link a raised or bracketed number, or one of a
//! role of its own, to an element further down, which links back.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::{ElementRef, Html, Node};

use crate::formats::blocks::inline::note_marks;
use crate::formats::blocks::numbering::{Numeral, numeral};

/// The mark of a note is not longer, in bytes.
pub(super) const MAX_MARK: usize = 12;
/// Above so many stand the numbers of endnotes, of which so many are told.
const ENDNOTES: u32 = 7_000;
const MOST_ENDNOTES: i64 = 200;
/// What names the marks of notes: in classes, roles and types of other vocabularies.
const MARK_WORDS: [&str; 4] = ["noteref", "footnote-ref", "noteanc", "mso-footnote-id"];
/// What links back from a note.
const BACK: [&str; 6] = ["↩", "↩︎", "↑", "^", "⏎", "back"];

/// The notes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The number that a link marks, and the note that it is for.
    marks: HashMap<NodeId, (u32, NodeId)>,
    /// The texts that have not been asked for yet, by note.
    texts: RefCell<HashMap<NodeId, String>>,
    notes: HashSet<NodeId>,
    /// Links from notes back to their marks.
    back: HashSet<NodeId>,
}

impl Notes {
    /// Gathers the notes; `read` reads the text of one, in which links back are left out.
    pub(super) fn gather(page: &Html, read: impl Fn(ElementRef<'_>, &Notes) -> String) -> Notes {
        let mut notes = Notes::default();
        let mut targets: HashMap<&str, (usize, NodeRef<'_, Node>)> = HashMap::new();
        for (order, node) in page.tree.root().descendants().enumerate() {
            let Some(element) = node.value().as_element() else {
                continue;
            };
            for name in [element.attr("id"), element.attr("name")]
                .into_iter()
                .flatten()
            {
                targets.entry(name).or_insert((order, node));
            }
        }
        let mut last = 0u32;
        let mut containers = Vec::new();
        for (order, node) in page.tree.root().descendants().enumerate() {
            let Some((link, target)) = link(node) else {
                continue;
            };
            let text = text_of(link);
            if BACK.contains(&text.trim()) {
                notes.back.insert(link.id());
                continue;
            }
            let end = || roman_mark(&text).filter(|_| target.contains("edn"));
            let Some(numbers) = note_marks(&text).or_else(|| Some(vec![end()?])) else {
                continue;
            };
            let Some((place, target)) = targets.get(target) else {
                continue;
            };
            if *place < order {
                notes.back.insert(link.id());
                continue;
            }
            let container = container(*target);
            if !(is_mark(link, &text) || leads_back(*target, link))
                || container.has_ancestor(link.id())
            {
                continue;
            }
            let is_new = notes.notes.insert(container.id());
            let number = numbers
                .first()
                .copied()
                .unwrap_or(last.saturating_add(u32::from(is_new)));
            last = last.max(number);
            notes.marks.insert(link.id(), (number, container.id()));
            if is_new {
                containers.extend(ElementRef::wrap(container.node));
            }
        }
        let texts = containers.into_iter().map(|container| {
            let text = read(container, &notes);
            let mark = text.bytes().take_while(u8::is_ascii_digit).count();
            let text = match text.get(mark..).and_then(|rest| rest.strip_prefix(' ')) {
                Some(rest) if mark > 0 && holds_raised(container) => rest.to_owned(),
                _ => text,
            };
            (container.id(), text)
        });
        let texts = texts.collect();
        notes.texts = RefCell::new(texts);
        notes
    }

    /// Tells whether an element is a note, or a link back from one.
    pub(super) fn is_note(&self, id: NodeId) -> bool {
        self.notes.contains(&id) || self.back.contains(&id)
    }

    /// Returns the number of the note that a link marks, and the first time its text.
    pub(super) fn marked(&self, id: NodeId) -> Option<(u32, Option<String>)> {
        let (number, note) = self.marks.get(&id)?;
        Some((*number, self.texts.borrow_mut().remove(note)))
    }
}

/// Returns an element that is a link within the page, with the name of what it leads to.
fn link(node: NodeRef<'_, Node>) -> Option<(NodeRef<'_, Node>, &str)> {
    let element = node.value().as_element()?;
    let target = element.attr("href")?.strip_prefix('#')?;
    (element.name() == "a" && !target.is_empty()).then_some((node, target))
}

/// Returns the text of a short element, and more than a mark has of another.
fn text_of(node: NodeRef<'_, Node>) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        if let Some(part) = node.value().as_text() {
            text.push_str(part);
        }
        if text.len() > MAX_MARK {
            break;
        }
    }
    text
}

/// Returns the number that stands for an endnote as Word marks it, `[iv]`: one that no footnote has.
fn roman_mark(text: &str) -> Option<u32> {
    let mark = text.trim().trim_matches(['[', ']']);
    let value = (1..=MOST_ENDNOTES).find(|value| numeral(Numeral::LowerRoman, *value) == mark)?;
    u32::try_from(value).ok()?.checked_add(ENDNOTES)
}

/// Tells whether a link is the mark of a note, and not a number that leads somewhere.
fn is_mark(link: NodeRef<'_, Node>, text: &str) -> bool {
    let is_raised = |node: NodeRef<'_, Node>| {
        node.value()
            .as_element()
            .is_some_and(|element| element.name() == "sup")
    };
    let named = link.value().as_element().is_some_and(|element| {
        let mut values = element.attrs().filter(|(name, _)| *name != "href");
        values.any(|(_, value)| MARK_WORDS.iter().any(|word| value.contains(word)))
    });
    text.trim().starts_with('[')
        || named
        || link.ancestors().take(3).any(is_raised)
        || link.children().any(is_raised)
}

/// Tells whether the target of a link is a link that leads back to it.
fn leads_back(target: NodeRef<'_, Node>, mark: NodeRef<'_, Node>) -> bool {
    let id = mark
        .value()
        .as_element()
        .and_then(|element| element.attr("id"));
    id.is_some() && link(target).map(|(_, back)| back) == id
}

/// The element that a note is.
struct Container<'a> {
    node: NodeRef<'a, Node>,
}

impl Container<'_> {
    fn id(&self) -> NodeId {
        self.node.id()
    }

    fn has_ancestor(&self, id: NodeId) -> bool {
        self.node.id() == id || self.node.ancestors().any(|above| above.id() == id)
    }
}

/// Returns the paragraph or item that holds the target of a mark.
fn container(target: NodeRef<'_, Node>) -> Container<'_> {
    let name = |node: NodeRef<'_, Node>| {
        let element = node.value().as_element();
        element.map_or("", |element| element.name()).to_owned()
    };
    let is_block = |node: &NodeRef<'_, Node>| {
        ["p", "li", "aside", "dd", "div", "tr", "table"].contains(&&*name(*node))
    };
    let node = match is_block(&target) {
        true => target,
        // What holds a heading is a part of the page, and no note.
        false => (target.ancestors().find(is_block))
            .filter(|node| !holds_heading(*node))
            .unwrap_or(target),
    };
    // A note of several paragraphs has an element around them that says so.
    let around = node.parent().filter(|parent| {
        let id = parent
            .value()
            .as_element()
            .and_then(|element| element.attr("id"));
        let is_note = |id: &str| {
            ["ftn", "edn", "footnote", "endnote", "fn"]
                .iter()
                .any(|word| id.contains(word) && id.ends_with(|c: char| c.is_ascii_digit()))
        };
        ["div", "li", "aside"].contains(&&*name(*parent)) && id.is_some_and(is_note)
    });
    Container {
        node: around.unwrap_or(node),
    }
}

fn holds_heading(node: NodeRef<'_, Node>) -> bool {
    let mut elements = node
        .descendants()
        .filter_map(|node| node.value().as_element());
    elements.any(|element| matches!(element.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
}

fn holds_raised(element: ElementRef<'_>) -> bool {
    let mut elements = element
        .descendants()
        .filter_map(|node| node.value().as_element());
    elements.any(|element| element.name() == "sup")
}

#[cfg(test)]
mod tests {
    use crate::model::Budget;

    /// A style sheet may raise what no tag does.
    #[test]
    fn a_link_that_another_leads_back_to_is_the_mark_of_a_note() {
        let page = "<p>Help is early.<span><a href='#n1' id='m1'>1</a></span> It helps.</p>\
                    <p><a id='n1' href='#m1'>1</a> Those of March.</p>";
        let blocks = super::super::blocks(page, &Budget::default())
            .unwrap()
            .value;
        let told: Vec<_> = (blocks.iter())
            .map(|block| (block.text.as_str(), block.notes.as_slice()))
            .collect();
        assert_eq!(told[0], ("Help is early. It helps.", &[1][..]));
        assert!(told[1].0.ends_with("Those of March."), "{told:?}");
    }
}
