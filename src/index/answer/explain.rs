//! Telling how a query was read, and what each way of reading it found.

use crate::index::commit::Commit;
use crate::index::matching::matches::{self, Matches};
use crate::index::matching::plan::{Lowered, Pattern, Reading};
use crate::index::text::{Form, stem};
use crate::index::{Explain, IndexError, SearchRequest, Sort};
use crate::query::{Reach, Relation};

/// So many words are named where a pattern stands for many.
const NAMED: usize = 12;

/// How a score is made up, as `score` does it.
const SCORES: &str = "a score adds up, for each pattern that stands in the paragraph, \
    weight * count * 2.2 / (count + 0.3 + 0.9 * length / average length)";

/// A line of the explanation: what was written, and the variants looked for.
struct Line {
    lead: String,
    variants: Vec<Variant>,
}

/// One way of writing what was asked for.
struct Variant {
    label: String,
    pattern: Pattern,
    /// In how many paragraphs of the index it stands, where that is known of a word.
    anywhere: Option<u64>,
}

/// Explains a request, one line a fact; these paragraphs match.
pub(in crate::index) fn explain(
    commit: &Commit,
    request: &SearchRequest,
    lowered: &Lowered,
    matches: &Matches,
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
    } else if request.reach == Reach::Others {
        lines.push("other names of concepts are searched together".to_owned());
    }
    let scored = request.explain == Explain::Scores && request.sort == Sort::Relevance;
    if scored && request.limit != Some(0) && !lowered.leaves.is_empty() {
        lines.push(SCORES.to_owned());
    }
    // Inflections are no leaves of the plan and have to become some to be counted.
    let mut counted = lowered.clone();
    let mut read = Vec::new();
    for reading in &lowered.readings {
        read.push(line(commit, reading, &mut counted)?);
    }
    let mut segments = matches::segments(commit, &counted)?;
    for line in read {
        let mut said = Vec::new();
        for variant in &line.variants {
            let mut hits = 0u64;
            for (segment, documents) in segments.iter_mut().zip(matches.documents()) {
                hits += segment.count_holders(&variant.pattern, documents)? as u64;
            }
            let hits = count(hits, "hit");
            said.push(match variant.anywhere {
                Some(all) => {
                    format!("{} ({hits} of {})", variant.label, count(all, "paragraph"))
                }
                None => format!("{} ({hits})", variant.label),
            });
        }
        lines.push(match said.is_empty() {
            true => format!("{}: no such word in any paragraph", line.lead),
            false => format!("{}: {}", line.lead, said.join(", ")),
        });
    }
    Ok(lines)
}

/// Lists the variants of a reading; what they need beyond the plan's leaves is added.
fn line(commit: &Commit, reading: &Reading, counted: &mut Lowered) -> Result<Line, IndexError> {
    let mut variants = Vec::new();
    if reading.expanded {
        let words = reading.variants.iter().map(|(word, _)| word);
        for word in words.clone().take(NAMED) {
            variants.push(word_variant(commit, word, counted)?);
        }
        let mut more: Vec<String> = words.skip(NAMED).cloned().collect();
        if !more.is_empty() {
            more.sort_unstable();
            variants.push(Variant {
                label: format!("{} more words", more.len()),
                pattern: counted.add(Form::Exact, more),
                anywhere: None,
            });
        }
    }
    for (label, pattern) in reading.variants.iter().filter(|_| !reading.expanded) {
        let form = match pattern {
            Pattern::Leaf(leaf) if reading.relation.is_none() => Some(counted.leaves[*leaf].form),
            _ => None,
        };
        match form {
            Some(Form::Stem) => {
                for word in commit.vocabulary().inflections(&stem(label))?.into_keys() {
                    variants.push(word_variant(commit, &word, counted)?);
                }
            }
            Some(form) => variants.push(Variant {
                label: label.clone(),
                pattern: pattern.clone(),
                anywhere: Some(commit.vocabulary().frequency(form, label)?),
            }),
            None => variants.push(Variant {
                label: label.clone(),
                pattern: pattern.clone(),
                anywhere: None,
            }),
        }
    }
    // A word that the index has not is told so in words.
    variants.retain(|variant| variant.anywhere != Some(0));
    Ok(Line {
        lead: match reading.relation {
            None => reading.written.clone(),
            Some(Relation::Same) => format!("same as {}", reading.written),
            Some(Relation::Other) => format!("also called, with {}", reading.written),
        },
        variants,
    })
}

/// Makes a variant of a word as folded.
fn word_variant(commit: &Commit, word: &str, counted: &mut Lowered) -> Result<Variant, IndexError> {
    Ok(Variant {
        label: word.to_owned(),
        pattern: counted.add(Form::Exact, vec![word.to_owned()]),
        anywhere: Some(commit.vocabulary().frequency(Form::Exact, word)?),
    })
}

/// Writes a pattern as a query would; of several ways to spell it, as this query does.
pub(in crate::index) fn pattern(of: &Pattern, lowered: &Lowered) -> String {
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

fn count(number: u64, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
