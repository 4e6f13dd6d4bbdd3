//! Telling how a query was read.

use super::analysis::{Form, stem};
use super::plan::{Lowered, Pattern, Reading};
use super::vocabulary::Vocabulary;
use super::{IndexError, SearchRequest};

/// So many words are named where a pattern stands for many.
const NAMED: usize = 12;

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

fn counted(word: &str, paragraphs: u64) -> String {
    let noun = if paragraphs == 1 {
        "paragraph"
    } else {
        "paragraphs"
    };
    format!("{word} ({paragraphs} {noun})")
}
