//! What is true of the documents, as `tests/other/truth.json` says it.

use serde_json::{Map, Value, json};

use super::Fact;
use super::source::Document;

/// How many of a paragraph's first words are given.
const WORDS: usize = 9;

/// Says what is true of one document.
pub fn truth(document: &Document, facts: &[Fact]) -> Value {
    let text = |key: &str| document.get(key).map_or(Value::Null, |value| json!(value));
    let object = |key: &str| -> Map<String, Value> {
        let pairs = document.pairs(key).into_iter();
        pairs
            .map(|(name, value)| (name.to_owned(), json!(value)))
            .collect()
    };
    let mut sections = Map::new();
    for fact in facts {
        let count = sections.get(&fact.section).and_then(Value::as_u64);
        sections.insert(fact.section.clone(), json!(count.unwrap_or(0) + 1));
    }
    let mut truth = json!({
        "file": document.file,
        "seen": document.get("seen") == Some("yes"),
        "basis": text("basis"),
        "kind": text("kind"),
        "framework": text("framework"),
        "inspectorate": text("inspectorate"),
        "provider": text("provider"),
        "identifiers": object("identifiers"),
        "authority": text("authority"),
        "inspection_start": text("start"),
        "inspection_end": text("end"),
        "published": text("published"),
        "lead_inspector": text("lead"),
        "overall": text("overall"),
        "grades": object("grades"),
        "sections": sections,
        "paragraphs": samples(facts).into_iter().map(paragraph).collect::<Vec<_>>(),
    });
    for key in ["operator", "language", "previous_overall", "scores"] {
        if document.get(key).is_some() {
            truth[key] = match object(key) {
                pairs if pairs.is_empty() => text(key),
                pairs => json!(pairs),
            };
        }
    }
    truth
}

/// Picks three paragraphs: the first, one in the middle, the last.
fn samples(facts: &[Fact]) -> Vec<&Fact> {
    let mut places = vec![0, facts.len() / 2, facts.len().saturating_sub(1)];
    places.dedup();
    places.into_iter().filter_map(|at| facts.get(at)).collect()
}

fn paragraph(fact: &Fact) -> Value {
    let words: Vec<&str> = without_label(&fact.text).split(' ').take(WORDS).collect();
    json!({
        "section": fact.section,
        "area": fact.area,
        "heading": fact.heading,
        "words": words.join(" "),
        "page": fact.page,
    })
}

/// Takes the label off a paragraph: "R1" or, in Welsh, "A1" of a recommendation, "2.4" of a finding.
fn without_label(text: &str) -> &str {
    let is_label = |word: &str| {
        let number = word.strip_prefix(['R', 'A']).unwrap_or(word);
        number.len() < word.len() && number.parse::<u8>().is_ok()
            || word.contains('.') && word.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    match text.split_once(' ') {
        Some((word, rest)) if is_label(word) => rest,
        _ => text,
    }
}

/// Writes the file.
pub fn file(truths: Vec<Value>) -> String {
    let text = serde_json::to_string_pretty(&Value::Array(truths));
    text.expect("values of text and numbers can be written") + "\n"
}
