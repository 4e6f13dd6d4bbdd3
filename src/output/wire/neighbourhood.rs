//! What stands around a paragraph in JSON and CSV: near-duplicates, its score, its neighbours.
//!
//! Like the other wire types, these keep the names of their fields.

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::{Explanation, Hit, NearDuplicate};
use crate::model::Paragraph;
use crate::output::words::label;

/// A paragraph of nearly the same words.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct NearRow {
    id: String,
    resemblance: f32,
}

impl From<&NearDuplicate> for NearRow {
    fn from(near: &NearDuplicate) -> Self {
        NearRow {
            id: near.id.to_string(),
            resemblance: near.resemblance,
        }
    }
}

/// How a score came about.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct ExplanationRow<'a> {
    length: u32,
    average_length: f32,
    parts: Vec<PartRow<'a>>,
}

#[derive(Debug, JsonSchema, Serialize)]
struct PartRow<'a> {
    pattern: &'a str,
    count: u32,
    weight: f32,
    score: f32,
}

impl<'a> From<&'a Explanation> for ExplanationRow<'a> {
    fn from(explanation: &'a Explanation) -> Self {
        let part = explanation.parts.iter().map(|part| PartRow {
            pattern: &part.pattern,
            count: part.count,
            weight: part.weight,
            score: part.score,
        });
        ExplanationRow {
            length: explanation.length,
            average_length: explanation.average_length,
            parts: part.collect(),
        }
    }
}

/// The paragraphs around a hit.
#[derive(Debug, JsonSchema, Serialize)]
pub(in crate::output) struct ContextRow<'a> {
    before: Vec<NeighbourRow<'a>>,
    after: Vec<NeighbourRow<'a>>,
}

#[derive(Debug, JsonSchema, Serialize)]
struct NeighbourRow<'a> {
    id: String,
    number: Option<u32>,
    page: u32,
    text: &'a str,
}

impl<'a> ContextRow<'a> {
    /// Describes the paragraphs around a hit.
    pub(in crate::output) fn new(hit: &'a Hit) -> Self {
        let rows = |paragraphs: &'a [Paragraph]| {
            let row = |paragraph: &'a Paragraph| NeighbourRow {
                id: label::paragraph_id(&hit.report, paragraph),
                number: paragraph.number,
                page: paragraph.page,
                text: &paragraph.text,
            };
            paragraphs.iter().map(row).collect()
        };
        ContextRow {
            before: rows(&hit.context.before),
            after: rows(&hit.context.after),
        }
    }
}
