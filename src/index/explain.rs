//! Telling how a query was read.

use super::analysis::{Form, stem};
use super::plan::{Lowered, Pattern, Reading};
use super::vocabulary::Vocabulary;
use super::{IndexError, SearchRequest, Sort};

/// So many words are named where a pattern stands for many.
const NAMED: usize = 12;

/// How a score is made up, as `score` does it.
const SCORES: &str = "a score adds up, for each pattern that stands in the paragraph, \
    weight * count * 2.2 / (count + 0.3 + 0.9 * length / average length)";

/// Explains a request, one line a fact.
pub(super) fn explain(
    vocabulary: &Vocabulary<'_>,
    request: &SearchRequest,
    lowered: &Lowered,
) -> Result<Vec<String>, IndexError> {
    let query = request.query.to_string();
    let mut lines = vec![match query.as_str() {
        "" => "every paragraph".to_owned(),
        query => format!("read as: {query}"),
    }];
    lines.extend(request.query.notes.iter().map(|note| note.message.clone()));
    if request.sentence {
        lines.push("all words wanted must stand in one sentence".to_owned());
    }
    if request.exact {
        lines.push("words are matched as written, without inflections and compounds".to_owned());
    }
    if request.explain && request.sort == Sort::Relevance && !lowered.leaves.is_empty() {
        lines.push(SCORES.to_owned());
    }
    for reading in &lowered.readings {
        lines.push(line(vocabulary, reading, lowered)?);
    }
    Ok(lines)
}

fn line(
    vocabulary: &Vocabulary<'_>,
    reading: &Reading,
    lowered: &Lowered,
) -> Result<String, IndexError> {
    let written = &reading.written;
    let mut parts = Vec::new();
    if reading.expanded {
        for (word, _) in reading.variants.iter().take(NAMED) {
            parts.push(counted(word, vocabulary.frequency(Form::Exact, word)?));
        }
        let more = reading.variants.len().saturating_sub(NAMED);
        if more > 0 {
            parts.push(format!("and {more} more words"));
        }
    }
    for (word, pattern) in reading.variants.iter().filter(|_| !reading.expanded) {
        match pattern {
            Pattern::Leaf(leaf) if lowered.leaves[*leaf].form == Form::Stem => {
                for (word, count) in vocabulary.inflections(&stem(word))? {
                    parts.push(counted(&word, count));
                }
            }
            Pattern::Leaf(_) => {
                parts.push(counted(word, vocabulary.frequency(Form::Exact, word)?));
            }
            _ => parts.push(format!("\"{word}\"")),
        }
    }
    if parts.is_empty() {
        return Ok(format!("{written}: no such word in any paragraph"));
    }
    Ok(format!("{written}: {}", parts.join(", ")))
}

/// Writes a pattern as a query would; of several ways to spell it, as this query does.
pub(super) fn pattern(of: &Pattern, lowered: &Lowered) -> String {
    let written = |parts: &[Pattern]| {
        let parts: Vec<_> = parts.iter().map(|part| pattern(part, lowered)).collect();
        parts.join(" ").replace('"', "")
    };
    match of {
        Pattern::Leaf(leaf) => {
            let is_own = |reading: &&Reading| {
                let own = reading.variants.first();
                own.is_some_and(|(_, own)| own == of)
            };
            let leaf = &lowered.leaves[*leaf];
            match (lowered.readings.iter().find(is_own), leaf.form) {
                (Some(reading), _) => reading.written.clone(),
                (None, Form::Stem) => leaf.terms.join(" OR "),
                (None, _) => format!("={}", leaf.terms.join(" OR =")),
            }
        }
        Pattern::Any(parts) => parts
            .first()
            .map_or_else(String::new, |part| pattern(part, lowered)),
        Pattern::Sequence { parts, slop: 0 } => format!("\"{}\"", written(parts)),
        Pattern::Sequence { parts, slop } => format!("\"{}\"~{slop}", written(parts)),
        Pattern::Near {
            left,
            right,
            distance,
            ordered,
        } => {
            let operator = if *ordered { "ADJ" } else { "NEAR" };
            let (left, right) = (pattern(left, lowered), pattern(right, lowered));
            format!("{left} {operator}/{distance} {right}")
        }
    }
}

fn counted(word: &str, paragraphs: u64) -> String {
    let noun = if paragraphs == 1 {
        "paragraph"
    } else {
        "paragraphs"
    };
    format!("{word} ({paragraphs} {noun})")
}
