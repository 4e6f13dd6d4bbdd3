//! Set pages: text shown at places, grouped into marked content, and the tree that tags it.

use super::metrics::Face;

/// Height of a page in points.
pub const HEIGHT: f32 = 842.0;
/// Width of a page in points.
pub const WIDTH: f32 = 595.0;
/// Left margin.
pub const LEFT: f32 = 71.0;
/// Width of the text.
pub const MEASURE: f32 = 453.0;

/// What one text-showing operation shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Text of the two standard fonts.
    Text(Face, String),
    /// A glyph of the embedded font.
    Glyph(u16),
}

/// A text shown at a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Show {
    /// Left end of the base line.
    pub x: f32,
    /// Height of the base line.
    pub y: f32,
    /// Size of the type.
    pub size: f32,
    /// What is shown.
    pub shown: Shown,
}

/// Texts that belong to one piece of marked content.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marked {
    /// What is shown, in order.
    pub shows: Vec<Show>,
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// Marked content; its place in the list is its id.
    pub marked: Vec<Marked>,
    /// Ruled lines: left end, height, width.
    pub rules: Vec<(f32, f32, f32)>,
    /// Running head.
    pub head: Vec<Show>,
    /// Running foot.
    pub foot: Vec<Show>,
}

/// An element of the structure tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The structure type.
    pub tag: &'static str,
    /// What it holds.
    pub kids: Vec<Kid>,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Kid {
    /// Another element.
    Node(Node),
    /// Marked content: page and id.
    Marked(usize, usize),
}

impl Node {
    /// Makes an element.
    pub fn new(tag: &'static str, kids: Vec<Kid>) -> Self {
        Node { tag, kids }
    }

    /// Returns the page of the first marked content below.
    pub fn page(&self) -> Option<usize> {
        self.kids.iter().find_map(|kid| match kid {
            Kid::Marked(page, _) => Some(*page),
            Kid::Node(node) => node.page(),
        })
    }
}

/// A document set and tagged.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The pages.
    pub pages: Vec<Page>,
    /// What stands below the root of the structure tree.
    pub tree: Vec<Kid>,
}
