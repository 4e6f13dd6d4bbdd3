//! What another engine is asked for: all paragraphs that can match a request, and as few others as it
//! can tell apart.
//!
//! It is made of the plan of the whole, so that every word of it is a token that the engine has. What
//! the engine cannot decide exactly is widened, and never the other way: places of words are told only
//! between words that differ, and what is negated only where the engine tells it exactly.

use crate::index::disk::tags::{Test, date};
use crate::index::matching::plan::{Lowered, Pattern, Plan};
use crate::index::text::{Form, term, unstemmed};
use crate::index::whole::TokenField;
use crate::model::Date;
use crate::query::{Counted, Field};

/// What a paragraph must fulfil that can match.
#[derive(Debug, Clone, PartialEq)]
pub enum Narrow {
    /// Nothing.
    All,
    /// It holds one of some tokens.
    Tokens {
        /// Which tokens.
        of: TokenField,
        /// The tokens.
        any_of: Vec<String>,
    },
    /// It holds one of the stems of each part, and no more words than so many among them.
    Near {
        /// The stems; no two parts share one.
        parts: Vec<Vec<String>>,
        /// So many words at most.
        gap: u32,
        /// Whether the parts stand in this order.
        ordered: bool,
    },
    /// It holds so many of some tokens.
    Enough {
        /// Which tokens.
        of: TokenField,
        /// The tokens.
        tokens: Vec<String>,
        /// So many at least.
        needed: usize,
    },
    /// It has one of some values in a field, if there are any, and none of others.
    Values {
        /// The field.
        field: Field,
        /// These.
        any_of: Vec<String>,
        /// Those.
        none_of: Vec<String>,
    },
    /// Its report is of a day between two, or of any day before or after one.
    Days {
        /// The first.
        first: Option<Date>,
        /// The last.
        last: Option<Date>,
    },
    /// Its number lies in one of some spans, of which the ends may be open.
    Numbers {
        /// Which number.
        counted: Counted,
        /// The spans.
        spans: Vec<(Option<u32>, Option<u32>)>,
    },
    /// All of these.
    And(Vec<Narrow>),
    /// One of these.
    Or(Vec<Narrow>),
    /// Not this, which is told exactly.
    Not(Box<Narrow>),
    /// It is no note.
    NoNote,
}

/// What is asked for, and whether it is exactly what is meant.
struct Told(Narrow, bool);

/// Narrows a plan.
pub(in crate::index) fn narrowed(lowered: &Lowered) -> Narrow {
    let Told(narrow, _) = of_plan(&lowered.plan, lowered);
    match lowered.notes {
        true => narrow,
        false => Narrow::And(vec![narrow, Narrow::NoNote]),
    }
}

/// Narrows a plan of stems, of which so many are needed.
pub(in crate::index) fn narrowed_to(lowered: &Lowered, needed: usize) -> Narrow {
    let stems = lowered.leaves.iter();
    let stems = stems.filter(|leaf| leaf.form == Form::Stem);
    let enough = Narrow::Enough {
        of: TokenField::Stems,
        tokens: stems.flat_map(|leaf| leaf.terms.clone()).collect(),
        needed,
    };
    Narrow::And(vec![enough, narrowed(lowered)])
}

fn of_plan(plan: &Plan, lowered: &Lowered) -> Told {
    match plan {
        Plan::All => Told(Narrow::All, true),
        Plan::Text(pattern) => of_pattern(pattern, lowered),
        Plan::And(plans) => {
            let told = plans.iter().map(|plan| of_plan(plan, lowered));
            joined(told, Narrow::And)
        }
        Plan::Or(plans) => {
            let told = plans.iter().map(|plan| of_plan(plan, lowered));
            joined(told, Narrow::Or)
        }
        Plan::Not(plan) => match of_plan(plan, lowered) {
            Told(narrow, true) => Told(Narrow::Not(Box::new(narrow)), true),
            Told(_, false) => Told(Narrow::All, false),
        },
        Plan::Tag(test) => Told(of_test(&lowered.tests[*test]), true),
    }
}

fn joined(told: impl Iterator<Item = Told>, join: fn(Vec<Narrow>) -> Narrow) -> Told {
    let (mut parts, mut exact) = (Vec::new(), true);
    for Told(narrow, is_exact) in told {
        parts.push(narrow);
        exact &= is_exact;
    }
    Told(join(parts), exact)
}

fn of_pattern(pattern: &Pattern, lowered: &Lowered) -> Told {
    let all = |parts: &[&Pattern]| {
        let told = parts.iter().map(|part| of_pattern(part, lowered));
        Told(joined(told, Narrow::And).0, false)
    };
    match pattern {
        Pattern::Leaf(leaf) => Told(of_leaf(*leaf, lowered), true),
        Pattern::Any(parts) => {
            let told = parts.iter().map(|part| of_pattern(part, lowered));
            joined(told, Narrow::Or)
        }
        Pattern::Sequence { parts, slop } => match near(parts.iter(), *slop, true, lowered) {
            Some(near) => Told(near, false),
            None => all(&pattern.parts()),
        },
        Pattern::Near {
            left,
            right,
            distance,
            ordered,
        } => {
            let parts = [&**left, &**right].into_iter();
            match near(parts, *distance, *ordered, lowered) {
                Some(near) => Told(near, false),
                None => all(&pattern.parts()),
            }
        }
    }
}

fn of_leaf(leaf: usize, lowered: &Lowered) -> Narrow {
    let leaf = &lowered.leaves[leaf];
    let (of, any_of) = match leaf.form {
        Form::Stem => (TokenField::Stems, leaf.terms.clone()),
        Form::Exact => {
            let spelt = leaf.terms.iter();
            let spelt = spelt.flat_map(|word| [term(word), unstemmed(word)]);
            let mut terms: Vec<String> = spelt.collect();
            terms.sort_unstable();
            terms.dedup();
            (TokenField::Terms, terms)
        }
        Form::Capitals | Form::Sentence => (TokenField::Capitals, leaf.terms.clone()),
    };
    Narrow::Tokens { of, any_of }
}

/// Says where stems stand, if no two parts share one: what fills which of them the engine cannot tell
/// otherwise.
fn near<'p>(
    parts: impl Iterator<Item = &'p Pattern>,
    gap: u32,
    ordered: bool,
    lowered: &Lowered,
) -> Option<Narrow> {
    let parts = parts.map(|part| stems(part, lowered));
    let parts = parts.collect::<Option<Vec<_>>>()?;
    let mut all: Vec<&String> = parts.iter().flatten().collect();
    let number = all.len();
    all.sort_unstable();
    all.dedup();
    let differ = all.len() == number && parts.iter().all(|part| !part.is_empty());
    differ.then_some(Narrow::Near {
        parts,
        gap,
        ordered,
    })
}

/// Lists the stems of a pattern that is one of some stems.
fn stems(pattern: &Pattern, lowered: &Lowered) -> Option<Vec<String>> {
    match pattern {
        Pattern::Leaf(leaf) => {
            let leaf = &lowered.leaves[*leaf];
            (leaf.form == Form::Stem).then(|| leaf.terms.clone())
        }
        Pattern::Any(parts) => {
            let parts = parts.iter().map(|part| stems(part, lowered));
            let mut stems = parts.collect::<Option<Vec<_>>>()?.concat();
            stems.sort_unstable();
            stems.dedup();
            Some(stems)
        }
        Pattern::Sequence { .. } | Pattern::Near { .. } => None,
    }
}

fn of_test(test: &Test) -> Narrow {
    match test {
        Test::Values {
            field,
            any_of,
            none_of,
        } => Narrow::Values {
            field: *field,
            any_of: any_of.clone(),
            none_of: none_of.clone(),
        },
        Test::Days { first, last } => Narrow::Days {
            first: first.and_then(date),
            last: last.and_then(date),
        },
        Test::Numbers { counted, spans } => Narrow::Numbers {
            counted: *counted,
            spans: spans.clone(),
        },
        // What only the report's record tells is decided here.
        Test::Published { .. } | Test::Reports(_) => Narrow::All,
        Test::All(tests) => Narrow::And(tests.iter().map(of_test).collect()),
    }
}
