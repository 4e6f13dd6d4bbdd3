//! The syntax tree of a query.

use std::ops::Range;

use super::Condition;

/// A part of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands, in bytes of the query's text.
    pub span: Range<usize>,
    /// What it asks for.
    pub kind: NodeKind,
}

/// See [`Node`].
///
/// The parser keeps the tree in one form: no `And` holds an `And` and no `Or` an `Or`, both
/// have two children at least, and a phrase has two words or a slop.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind {
    /// Every paragraph: the empty query.
    All,
    /// One word.
    Term(Term),
    /// Words that follow each other.
    Phrase {
        /// The words in their order.
        terms: Vec<Term>,
        /// How many other words may stand among them, in all.
        slop: u32,
    },
    /// Two things near each other.
    Near {
        /// The one.
        left: Box<Node>,
        /// The other.
        right: Box<Node>,
        /// How many other words may stand between them.
        distance: u32,
        /// Whether `left` must stand before `right`.
        ordered: bool,
    },
    /// All of these.
    And(Vec<Node>),
    /// Any of these.
    Or(Vec<Node>),
    /// Paragraphs without this.
    Not(Box<Node>),
    /// Paragraphs whose tags are such.
    Tag(Condition),
}

/// One word, folded, and how it is to be matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// The word in any of its inflections.
    Word(String),
    /// An abbreviation as it is written, without apostrophes: `PLO`, `IROs`.
    ///
    /// Where it stands for a concept it matches capitals alone; elsewhere it is a word.
    Capitals(String),
    /// The very word.
    Exact(String),
    /// Words of this shape: `*` stands for any letters, `?` for one.
    Wildcard(String),
    /// Words that a regular expression matches, from the first letter to the last.
    Regex(String),
    /// Words that differ by at most so many letters.
    Fuzzy(String, u8),
}

impl Node {
    /// Makes the same tree with one of its nodes replaced, wherever that stands in it.
    pub fn replacing(&self, old: &Node, new: &NodeKind) -> Node {
        let inside = |node: &Node| node.replacing(old, new);
        let all = |nodes: &[Node]| nodes.iter().map(inside).collect();
        let kind = match &self.kind {
            _ if self == old => new.clone(),
            NodeKind::And(nodes) => NodeKind::And(all(nodes)),
            NodeKind::Or(nodes) => NodeKind::Or(all(nodes)),
            NodeKind::Not(node) => NodeKind::Not(Box::new(inside(node))),
            NodeKind::Near {
                left,
                right,
                distance,
                ordered,
            } => NodeKind::Near {
                left: Box::new(inside(left)),
                right: Box::new(inside(right)),
                distance: *distance,
                ordered: *ordered,
            },
            kind => kind.clone(),
        };
        Node {
            span: self.span.clone(),
            kind,
        }
    }

    /// Calls `visit` on this node and on all below it.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Node)) {
        visit(self);
        match &self.kind {
            NodeKind::And(nodes) | NodeKind::Or(nodes) => {
                for node in nodes {
                    node.walk(visit);
                }
            }
            NodeKind::Not(node) => node.walk(visit),
            NodeKind::Near { left, right, .. } => {
                left.walk(visit);
                right.walk(visit);
            }
            NodeKind::All | NodeKind::Term(_) | NodeKind::Phrase { .. } | NodeKind::Tag(_) => {}
        }
    }
}
