//! XML as a tree, which is plainer to walk than events where elements look ahead.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion, escape};

use crate::model::{Budget, Limit};

use crate::formats::error::FormatError;

/// An element, known by its name without the prefix of its namespace.
pub(super) struct Element<'a> {
    start: BytesStart<'a>,
    /// What stands in it.
    pub(super) children: Vec<Node<'a>>,
}

/// What stands in an element.
pub(super) enum Node<'a> {
    /// Another element.
    Element(Element<'a>),
    /// Text, entities resolved.
    Text(Cow<'a, str>),
}

impl<'a> Element<'a> {
    /// Parses a part of an archive into its root element.
    pub(super) fn part(
        text: &'a str,
        name: &'static str,
        budget: &Budget,
    ) -> Result<Element<'a>, FormatError> {
        let root = Element::parse(text, budget);
        budget.check().map_err(FormatError::Over)?;
        root.ok_or(FormatError::DamagedPart(name))
    }

    /// Parses a document into its root element; none if it is not well formed, or if it has more
    /// elements than the budget, or deeper ones.
    pub(super) fn parse(text: &'a str, budget: &Budget) -> Option<Element<'a>> {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
        let mut open = vec![Element::new(BytesStart::new(""))];
        loop {
            let node = match reader.read_event().ok()? {
                Event::Start(start) => {
                    open.push(Element::new(start));
                    if !budget.allows(Limit::Depth, open.len() as u64) {
                        return None;
                    }
                    continue;
                }
                Event::Empty(start) => Node::Element(Element::new(start)),
                Event::End(_) => Node::Element(open.pop()?),
                Event::Text(text) => Node::Text(text.xml10_content()),
                Event::CData(text) => Node::Text(text.xml10_content()),
                Event::GeneralRef(entity) => match entity.resolve_char_ref().ok()? {
                    Some(c) => Node::Text(c.to_string().into()),
                    None => Node::Text(escape::resolve_xml_entity(&entity)?.into()),
                },
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            };
            if !budget.take(Limit::Objects, 1) {
                return None;
            }
            open.last_mut()?.children.push(node);
        }
        let document = open.pop().filter(|_| open.is_empty())?;
        document.children.into_iter().find_map(|node| match node {
            Node::Element(root) => Some(root),
            Node::Text(_) => None,
        })
    }

    fn new(start: BytesStart<'a>) -> Element<'a> {
        Element {
            start,
            children: Vec::new(),
        }
    }

    /// Returns the name.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Returns an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        self.start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)
            .and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok())
    }

    /// Returns an attribute by its name with the prefix, where another has the same without it.
    pub(super) fn qualified(&self, name: &str) -> Option<Cow<'_, str>> {
        self.start
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.into_inner() == name)
            .and_then(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).ok())
    }

    /// Returns an attribute that is a number.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Returns the elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Returns the first element in it of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Element<'a>> {
        self.elements().find(|element| element.name() == name)
    }

    /// Tells whether an element of a name stands anywhere in it.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.elements()
            .any(|element| element.name() == name || element.holds(name))
    }

    /// Returns all text in it.
    pub(super) fn all_text(&self) -> String {
        self.children
            .iter()
            .map(|node| match node {
                Node::Element(element) => Cow::Owned(element.all_text()),
                Node::Text(text) => Cow::Borrowed(text.as_ref()),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<Element<'_>> {
        Element::parse(text, &Budget::default())
    }

    #[test]
    fn names_attributes_and_text() {
        let root = parse("<?xml version='1.0'?><w:a w:b='1'>x &amp;&#x79;<c/></w:a>").unwrap();
        assert_eq!(root.name(), "a");
        assert_eq!(root.number("b"), Some(1));
        assert_eq!(root.all_text(), "x &y");
        assert!(root.child("c").is_some());
    }

    #[test]
    fn what_is_not_well_formed_is_no_tree() {
        let deep = "<a>".repeat(1000) + &"</a>".repeat(1000);
        for text in ["", "text", "<a>", "<a></b>", "</a>", "<a>&none;</a>", &deep] {
            assert!(parse(text).is_none(), "{text}");
        }
    }
}
