//! The tree of a page, made piece by piece and given up where it grows too large or too deep.
//!
//! What makes the tree looks through the open elements at every tag, so that a page that nests
//! without end takes the square of its length. The tree is watched while it grows, because tags
//! alone do not tell how deep it is: some close others, and some are opened again by themselves.

use std::borrow::Cow;
use std::cell::{Cell, Ref};

use ego_tree::NodeId;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};
use scraper::{Html, HtmlTreeSink};

use crate::model::{Budget, Exceeded, Limit};

/// How many bytes are read between two looks at the tree.
const STEP: usize = 4096;
/// From this many attributes on, those of one tag count by their square: each is compared with all
/// before it.
const MANY: usize = 1_000;

/// Parses a page.
pub(in crate::formats) fn parse(text: &str, budget: &Budget) -> Result<Html, Exceeded> {
    let sink = Watched {
        tree: HtmlTreeSink::new(Html::new_document()),
        budget,
        tokens: Cell::new(0),
    };
    let mut parser = parse_document(sink, ParseOpts::default());
    let mut rest = text;
    let mut separators = 0usize;
    while !rest.is_empty() {
        let (step, behind) = rest.split_at(rest.floor_char_boundary(STEP));
        rest = behind;
        let before = parser.tokenizer.sink.sink.tokens.get();
        parser.process(step.into());
        // A tag that goes on over several steps is all attributes.
        if parser.tokenizer.sink.sink.tokens.get() != before {
            take_attributes(separators, budget);
            separators = 0;
        }
        separators = separators.saturating_add(step.bytes().filter(is_separator).count());
        if work(separators) as u64 > budget.left(Limit::Objects) {
            take_attributes(separators, budget);
        }
        budget.has_time();
        budget.check()?;
    }
    take_attributes(separators, budget);
    budget.check()?;
    let page = parser.finish();
    budget.check()?;
    Ok(page)
}

fn take_attributes(separators: usize, budget: &Budget) {
    budget.take(Limit::Objects, work(separators));
}

/// Tells for how many elements the attributes of one tag count.
fn work(separators: usize) -> usize {
    match separators {
        0..=MANY => 0,
        _ => separators.saturating_mul(separators) / MANY,
    }
}

fn is_separator(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'=' | b'/')
}

/// A tree that takes its elements from the budget.
struct Watched<'b> {
    tree: HtmlTreeSink,
    budget: &'b Budget,
    /// How many things were done to the tree.
    tokens: Cell<usize>,
}

impl Watched<'_> {
    fn count(&self) {
        self.tokens.set(self.tokens.get().wrapping_add(1));
        self.budget.take(Limit::Objects, 1);
    }

    /// Looks how deep a child of an element stands.
    fn watch(&self, parent: NodeId) {
        let html = self.tree.0.borrow();
        let depth = html.tree.get(parent).map(|node| node.ancestors().count());
        self.budget.allows(Limit::Depth, depth.unwrap_or(0) as u64);
    }
}

impl TreeSink for Watched<'_> {
    type Output = Html;
    type Handle = NodeId;
    type ElemName<'a>
        = Ref<'a, QualName>
    where
        Self: 'a;

    fn finish(self) -> Html {
        self.tree.finish()
    }

    fn parse_error(&self, message: Cow<'static, str>) {
        self.tree.parse_error(message);
    }

    fn get_document(&self) -> NodeId {
        self.tree.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.tree.elem_name(target)
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> NodeId {
        self.count();
        self.tree.create_element(name, attributes, flags)
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.count();
        self.tree.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.count();
        self.tree.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(_) => self.watch(*parent),
            NodeOrText::AppendText(_) => self.count(),
        }
        self.tree.append(parent, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        self.count();
        self.watch(*element);
        self.tree
            .append_based_on_parent_node(element, previous, child);
    }

    fn append_doctype_to_document(
        &self,
        name: StrTendril,
        public_id: StrTendril,
        system_id: StrTendril,
    ) {
        self.tree
            .append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.tree.get_template_contents(target)
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        self.tree.same_node(x, y)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.tree.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.count();
        self.tree.append_before_sibling(sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.count();
        self.tree.add_attrs_if_missing(target, attributes);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.count();
        self.watch(*new_parent);
        self.tree.reparent_children(node, new_parent);
    }
}
