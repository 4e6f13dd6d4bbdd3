//! The query language: text to syntax tree and back, without an index.
//!
//! | written | asks for |
//! |---|---|
//! | `care leavers` | both words, in any of their inflections |
//! | `"care leavers"` | the phrase |
//! | `"management drift"~3` | the words in this order, at most three others among them |
//! | `drift NEAR/5 delay` | at most five other words between the two, either way round |
//! | `plan ADJ/3 review` | the same, in this order |
//! | `drift OR delay`, `(…)` | either; grouping |
//! | `drift NOT delay`, `drift -delay` | the one without the other |
//! | `safeguard*`, `advis?r` | any letters, one letter |
//! | `/advis[eo]r.*/` | words that a regular expression matches from end to end |
//! | `leaver~1` | words one letter away |
//! | `=caring` | this very word |
//! | `grade:good,outstanding`, `region:"South East"` | paragraphs with such a tag |
//! | `year:[2019 TO 2021]`, `page:[* TO 3]` | a range of years, dates, numbers or pages |
//!
//! What other programs write for the same is understood, or offered ([`Query::otherwise`]).
//!
//! How much a query may ask for is told by [`LIMITS`]. Operators are upper case. Whatever is no operator is plain English and never an error; where
//! it could have meant something else, a [`Note`] says how it was read.

pub mod concept;
mod condition;
mod connector;
mod display;
mod error;
mod field;
mod filters;
pub mod fold;
mod foreign;
mod language;
mod lexer;
mod limits;
mod listed;
mod node;
mod parser;
mod regex;
pub mod spelling;
mod value;
mod word;

pub use concept::{Concept, ConceptError, ConceptTerm, Concepts, Reach, Relation};
pub use condition::{Condition, Counted};
pub use error::{Note, QueryError, shortened, shortened_to};
pub use field::{Field, Filter, UnknownField};
pub use filters::{Editions, Filters};
pub use language::{CONSTRUCTS, Construct};
pub use limits::{LIMITS, QueryLimits};
pub use node::{Node, NodeKind, Term};
pub use parser::parse;

/// A parsed query.
///
/// Its `Display` is the query as understood, which parses to the same tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The text it was parsed from; spans point into it.
    pub text: String,
    /// The syntax tree.
    pub root: Node,
    /// How doubtful places were understood, in their order.
    pub notes: Vec<Note>,
}

impl Query {
    /// Returns what may have been meant instead: the text, with what the notes offer in its places; none
    /// where they offer nothing.
    ///
    /// ```
    /// let query = findings::query::parse("drift or delay")?;
    /// assert_eq!(query.otherwise().as_deref(), Some("drift OR delay"));
    /// # Ok::<(), findings::query::QueryError>(())
    /// ```
    pub fn otherwise(&self) -> Option<String> {
        let mut offers: Vec<_> = self
            .notes
            .iter()
            .filter_map(|note| Some((&note.span, note.offer.as_ref()?)))
            .collect();
        // What is offered for the whole says what is offered for its parts.
        offers.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let mut text = String::new();
        let mut end = 0;
        for (span, offer) in &offers {
            if span.start < end {
                continue;
            }
            text.push_str(&self.text[end..span.start]);
            text.push_str(offer);
            end = span.end;
        }
        text.push_str(&self.text[end..]);
        (!offers.is_empty()).then_some(text)
    }

    /// Tells whether the query itself speaks of the field.
    ///
    /// A caller whose own default for the field would contradict it can leave the default out.
    pub fn mentions(&self, field: Field) -> bool {
        let mut found = false;
        self.root.walk(&mut |node| {
            if let NodeKind::Tag(Condition::Values(filter)) = &node.kind {
                found |= filter.field == field;
            }
        });
        found
    }
}

#[cfg(test)]
mod tests;
