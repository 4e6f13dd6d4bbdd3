//! Lead inspectors: who led an inspection, wherever in the report it is said.
//!
//! A name is taken where a label stands before it ("Lead inspector:"), where a letter says who
//! came, and where someone is called the lead in the table of the team. What may be a name is told
//! by its words alone, so that running text yields none.

mod names;
#[cfg(test)]
mod tests;

use self::names::{names, sentence_end};
use crate::gazetteer::{Gazetteer, fold_contains};
use crate::layout::Block;
use crate::model::Inspector;
use crate::rules::FrontRules;

/// What a letter says before the names of those who came.
const CAME: [&str; 10] = [
    "inspectors for this visit were",
    "inspector for this visit was",
    "inspectors (hmi) for this visit were",
    "inspectors for the visit were",
    "inspector for the visit was",
    "inspectors were",
    "inspector was",
    "carried out by",
    "conducted by",
    "undertaken by",
];

/// Someone who is called the lead is so in a line, not in a paragraph: bytes.
const MAX_LINE: usize = 200;

/// Finds the lead inspectors, wherever in the report they are named.
///
/// The rules have the labels that stand before a name, in lower case.
pub(super) fn lead_inspectors(
    blocks: &[Block],
    rules: &FrontRules,
    gazetteer: &Gazetteer,
) -> Vec<Inspector> {
    let found = (0..blocks.len()).find_map(|index| {
        let names = names_at(blocks, index, rules);
        (!names.is_empty()).then_some(names)
    });
    let names = found.unwrap_or_else(|| signed(blocks));
    names.iter().map(|name| gazetteer.inspector(name)).collect()
}

/// Finds the inspector who signed a letter: a name below its last words, and below that the rank.
fn signed(blocks: &[Block]) -> Vec<String> {
    const SIGNATURE: usize = 4;
    let is_close = |block: &Block| {
        let text = block.text.to_lowercase();
        text.len() <= MAX_LINE && text.starts_with("yours ")
    };
    let Some(close) = blocks.iter().rposition(is_close) else {
        return Vec::new();
    };
    let below: Vec<&str> = blocks[close..]
        .iter()
        .take(SIGNATURE)
        .map(|block| block.text.trim())
        .collect();
    let signature = below.join(", ");
    let ranks = ["her majesty’s inspector", "his majesty’s inspector", "hmi"];
    let is_rank = |line: &str| {
        let line = line.to_lowercase().replace('\'', "’");
        ranks
            .iter()
            .any(|rank| line.split(", ").any(|part| part == *rank))
    };
    match below.split_first() {
        Some((_, signed)) if signed.iter().any(|line| is_rank(line)) => {
            let (_, behind) = signature.split_once(", ").unwrap_or_default();
            names(behind)
        }
        _ => Vec::new(),
    }
}

/// Finds the names of those of whom a block says that they led or came.
fn names_at(blocks: &[Block], index: usize, rules: &FrontRules) -> Vec<String> {
    let text = &blocks[index].text;
    if let Some(after) = rules
        .inspectors
        .iter()
        .find_map(|label| after_label(text, label))
    {
        return names(&with_rest(after, blocks, index));
    }
    for after in who_came(text) {
        let names = names(&with_rest(after, blocks, index));
        if !names.is_empty() {
            return names;
        }
    }
    if of_another_body(blocks, index) {
        return Vec::new();
    }
    let of_inspectorate = rules.inspectors_alone || in_column(blocks, index, &["ofsted"]);
    who_leads(text, of_inspectorate)
}

/// Returns what stands behind a label, if a text begins with it.
fn after_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let mut rest = text;
    for word in label.split(' ') {
        rest = rest.trim_start();
        let begins = rest.get(..word.len())?.eq_ignore_ascii_case(word);
        rest = begins.then(|| &rest[word.len()..])?;
    }
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    rest = rest.strip_prefix("(s)").unwrap_or(rest);
    let is_gap = |c: char| c == ':' || c.is_whitespace() || matches!(c, '–' | '-');
    rest = rest.trim_start_matches(is_gap);
    Some(rest.strip_prefix("on site:").unwrap_or(rest))
}

/// Adds the next block to a text that breaks off before a name or inside a list of them.
fn with_rest(text: &str, blocks: &[Block], index: usize) -> String {
    let text = text.trim_end();
    let is_broken = text.is_empty()
        || [",", " and", " &", " were", " was"].map(|end| text.ends_with(end)) != [false; 5];
    let mut whole = text.to_owned();
    if !is_broken {
        return whole;
    }
    let Some(next) = blocks.get(index + 1) else {
        return whole;
    };
    // A cell of several lines is one text.
    let same_cell = |block: &&Block| next.cell.is_some() && block.cell == next.cell;
    let more = blocks[index + 2..].iter().take_while(same_cell);
    for block in std::iter::once(next).chain(more) {
        whole.push_str(if whole.is_empty() { "" } else { " " });
        whole.push_str(&block.text);
        if block.cell.is_some() {
            whole.push(';');
        }
    }
    whole
}

/// Returns what stands behind each of the phrases that name those who came.
fn who_came(text: &str) -> impl Iterator<Item = &str> {
    // Most paragraphs are told apart by this alone. Offsets are those of the text: only ASCII
    // letters change.
    let says_inspector = |text: &str| text.contains("nspector") || text.contains("HMI");
    let lower = says_inspector(text).then(|| text.to_ascii_lowercase());
    CAME.into_iter().filter_map(move |phrase| {
        let after = &text[lower.as_ref()?.find(phrase)? + phrase.len()..];
        // Much is carried out by others.
        let sentence = &after[..sentence_end(after)];
        let of_inspectors = phrase.starts_with("inspector") || says_inspector(sentence);
        let ends = after.is_empty() || after.starts_with(char::is_whitespace);
        (ends && of_inspectors).then_some(after)
    })
}

/// Reads who a line of a team's table calls the lead: "Jo Petch, Ofsted HMI, lead inspector".
///
/// `of_ofsted` says that the column is that of the inspectorate, so that the line need not.
fn who_leads(text: &str, of_ofsted: bool) -> Vec<String> {
    if text.len() > MAX_LINE || !fold_contains(text, "lead") {
        return Vec::new();
    }
    let lower = text.to_ascii_lowercase();
    let lead = lower.find("lead inspector").or_else(|| {
        let end = lower.trim_end_matches([')', '.', ' ']);
        let before = end.strip_suffix("lead")?;
        before.ends_with([' ', '(', ',']).then_some(before.len())
    });
    let Some(lead) = lead else {
        return Vec::new();
    };
    let before = &text[..lead];
    let says_body = ["Ofsted", "HMI", "Majesty"]
        .iter()
        .any(|body| before.contains(body));
    let is_other = ["CQC", "Care Quality", "HMICFRS", "HMIP"]
        .iter()
        .any(|body| before.contains(body));
    if !(says_body || of_ofsted) || is_other || lower[..lead].trim_end().ends_with("deputy") {
        return Vec::new();
    }
    let names = names(before);
    if lower[lead..].starts_with("lead inspectors") {
        return names;
    }
    // Whoever stands before the lead in the same cell is of the team.
    names.into_iter().next_back().into_iter().collect()
}

/// Tells whether a block stands in a column of a table that is headed by another body.
fn of_another_body(blocks: &[Block], index: usize) -> bool {
    in_column(blocks, index, &["care quality commission", "cqc"])
}

/// Tells whether a block stands below one of some words, in the same column of a table.
fn in_column(blocks: &[Block], index: usize, heads: &[&str]) -> bool {
    let Some(cell) = blocks[index].cell else {
        return false;
    };
    blocks[..index].iter().rev().any(|block| {
        let above = block.cell.is_some_and(|other| {
            other.table == cell.table && other.column == cell.column && other.row < cell.row
        });
        above
            && heads
                .iter()
                .any(|head| block.text.trim().eq_ignore_ascii_case(head))
    })
}
