//! A query made ready for matching: words turned into the terms of this index.

use std::collections::BTreeMap;

use crate::index::disk::tags::Test;
use crate::index::text::Form;
use crate::query::Relation;

/// What a paragraph must fulfil.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::index) enum Plan {
    All,
    /// Something stands in the text.
    Text(Pattern),
    And(Vec<Plan>),
    Or(Vec<Plan>),
    Not(Box<Plan>),
    /// A test of [`Lowered::tests`] passes.
    Tag(usize),
}

/// Something that stands at places of a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::index) enum Pattern {
    /// A leaf of [`Lowered::leaves`].
    Leaf(usize),
    /// One of these.
    Any(Vec<Pattern>),
    /// These in their order, with at most so many words among them in all.
    Sequence { parts: Vec<Pattern>, slop: u32 },
    /// Two with at most so many words between them.
    Near {
        left: Box<Pattern>,
        right: Box<Pattern>,
        distance: u32,
        ordered: bool,
    },
}

/// One word: any of these terms, which are sorted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::index) struct Leaf {
    pub(in crate::index) form: Form,
    pub(in crate::index) terms: Vec<String>,
}

/// A plan with what it refers to.
#[derive(Debug, Clone)]
pub(in crate::index) struct Lowered {
    pub(in crate::index) plan: Plan,
    pub(in crate::index) leaves: Vec<Leaf>,
    pub(in crate::index) tests: Vec<Test>,
    /// Patterns that no paragraph needs but that make it rank higher, with their weights.
    pub(in crate::index) lifts: Vec<(Pattern, f32)>,
    /// How words of the query were read.
    pub(in crate::index) readings: Vec<Reading>,
    /// Phrases that can be written in more ways than are looked for, with how many these are.
    pub(in crate::index) curtailed: BTreeMap<String, usize>,
    pub(in crate::index) sentence: bool,
    /// Whether notes are looked at beside paragraphs.
    pub(in crate::index) notes: bool,
    /// Whether outlines stand for the paragraphs that are not here: so they do where reports are asked
    /// for, and not what they say.
    pub(in crate::index) outlines: bool,
}

/// How a word of the query was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::index) struct Reading {
    /// The word, or words, as the query has them.
    pub(in crate::index) written: String,
    /// What else, or what exactly, was looked for; the first is the word itself.
    pub(in crate::index) variants: Vec<(String, Pattern)>,
    /// Whether `variants` are words that the index holds for a pattern, and can be many.
    pub(in crate::index) expanded: bool,
    /// How the variants stand to `written`, where a concept joins them to it.
    pub(in crate::index) relation: Option<Relation>,
}

impl Lowered {
    /// Makes a plan of a pattern alone.
    pub(in crate::index) fn of_text(pattern: Pattern, leaves: Vec<Leaf>) -> Self {
        Lowered {
            plan: Plan::Text(pattern),
            leaves,
            tests: Vec::new(),
            lifts: Vec::new(),
            readings: Vec::new(),
            curtailed: BTreeMap::new(),
            sentence: false,
            notes: false,
            outlines: false,
        }
    }

    /// Adds a leaf that the plan itself does not ask for.
    pub(in crate::index) fn add(&mut self, form: Form, terms: Vec<String>) -> Pattern {
        self.leaves.push(Leaf { form, terms });
        Pattern::Leaf(self.leaves.len() - 1)
    }
}

impl Plan {
    /// Tells whether nothing can match that has no words.
    pub(in crate::index) fn needs_words(&self) -> bool {
        match self {
            Plan::Text(_) => true,
            Plan::And(plans) => plans.iter().any(Plan::needs_words),
            Plan::Or(plans) => plans.iter().all(Plan::needs_words),
            Plan::All | Plan::Not(_) | Plan::Tag(_) => false,
        }
    }

    /// Counts the patterns that it joins.
    pub(in crate::index) fn clauses(&self) -> usize {
        match self {
            Plan::And(plans) | Plan::Or(plans) => plans.iter().map(Plan::clauses).sum(),
            _ => 1,
        }
    }

    /// Counts the leaves of all of them.
    pub(in crate::index) fn size(&self) -> usize {
        match self {
            Plan::Text(pattern) => pattern.leaves().len(),
            Plan::And(plans) | Plan::Or(plans) => plans.iter().map(Plan::size).sum(),
            Plan::Not(plan) => plan.size(),
            Plan::All | Plan::Tag(_) => 1,
        }
    }

    /// Lists the patterns that can make a paragraph match, in the order of the query.
    pub(in crate::index) fn wanted(&self) -> Vec<&Pattern> {
        match self {
            Plan::Text(pattern) => vec![pattern],
            Plan::And(plans) | Plan::Or(plans) => plans.iter().flat_map(Plan::wanted).collect(),
            Plan::All | Plan::Not(_) | Plan::Tag(_) => Vec::new(),
        }
    }
}

impl Pattern {
    /// Lists the patterns it is made of, in their order.
    pub(in crate::index) fn parts(&self) -> Vec<&Pattern> {
        match self {
            Pattern::Leaf(_) => Vec::new(),
            Pattern::Any(parts) | Pattern::Sequence { parts, .. } => parts.iter().collect(),
            Pattern::Near { left, right, .. } => vec![left, right],
        }
    }

    /// Tells whether it stands nowhere unless all its parts do somewhere.
    pub(in crate::index) fn needs_all(&self) -> bool {
        !matches!(self, Pattern::Any(_))
    }

    /// Lists the leaves it is made of.
    pub(in crate::index) fn leaves(&self) -> Vec<usize> {
        match self {
            Pattern::Leaf(leaf) => vec![*leaf],
            Pattern::Any(parts) | Pattern::Sequence { parts, .. } => {
                parts.iter().flat_map(Pattern::leaves).collect()
            }
            Pattern::Near { left, right, .. } => [left.leaves(), right.leaves()].concat(),
        }
    }

    /// Tells whether two of its parts may stand among each other's words.
    pub(in crate::index) fn can_overlap(&self) -> bool {
        match self {
            Pattern::Leaf(_) => false,
            Pattern::Any(parts) | Pattern::Sequence { parts, .. } => {
                parts.iter().any(Pattern::can_overlap)
            }
            Pattern::Near {
                left,
                right,
                ordered,
                ..
            } => !ordered || left.can_overlap() || right.can_overlap(),
        }
    }

    /// Tells whether it is single words near each other, which are added one by one.
    pub(in crate::index) fn is_chain(&self) -> bool {
        match self {
            Pattern::Leaf(_) => true,
            Pattern::Near { left, right, .. } => {
                matches!(**right, Pattern::Leaf(_)) && left.is_chain()
            }
            Pattern::Any(_) | Pattern::Sequence { .. } => false,
        }
    }

    /// Makes one of several.
    pub(in crate::index) fn any(mut patterns: Vec<Pattern>) -> Pattern {
        if patterns.len() == 1 {
            patterns.remove(0)
        } else {
            Pattern::Any(patterns)
        }
    }
}
