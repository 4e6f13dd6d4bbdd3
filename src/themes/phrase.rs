//! Phrases: from tokens to the query that finds them, and from a query to the phrases it asks for.

use super::grams::Texts;
use crate::query::fold::fold;
use crate::query::{NodeKind, Query, Term};

/// Writes the query that finds a phrase in every spelling that was counted, word for word.
pub(super) fn query_of(texts: &Texts<'_>, phrase: &[u32]) -> String {
    let spellings: Vec<String> = texts
        .compounds()
        .spellings(phrase)
        .iter()
        .map(|tokens| {
            let words: Vec<String> = tokens
                .iter()
                .map(|token| format!("={}", texts.streams.words[*token as usize]))
                .collect();
            match words.len() {
                1 => words.concat(),
                _ => format!("\"{}\"", words.join(" ")),
            }
        })
        .collect();
    spellings.join(" OR ")
}

/// Lists the phrases that a query asks for, a single word being one too; what is negated is not
/// asked for.
pub(super) fn wanted(query: &Query) -> Vec<Vec<String>> {
    fn gather(kind: &NodeKind, found: &mut Vec<Vec<String>>) {
        let word = |term: &Term| match term {
            Term::Word(word) | Term::Exact(word) => Some(word.clone()),
            Term::Capitals(word) => Some(fold(word).into_owned()),
            Term::Wildcard(_) | Term::Regex(_) | Term::Fuzzy(..) => None,
        };
        match kind {
            NodeKind::Term(term) => found.extend(word(term).map(|word| vec![word])),
            NodeKind::Phrase { terms, .. } => {
                found.extend(terms.iter().map(word).collect::<Option<Vec<_>>>())
            }
            NodeKind::Near { left, right, .. } => {
                gather(&left.kind, found);
                gather(&right.kind, found);
            }
            NodeKind::And(nodes) | NodeKind::Or(nodes) => {
                for node in nodes {
                    gather(&node.kind, found);
                }
            }
            NodeKind::All | NodeKind::Not(_) | NodeKind::Tag(_) => {}
        }
    }
    let mut found = Vec::new();
    gather(&query.root.kind, &mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::wanted;
    use crate::query::parse;

    #[test]
    fn what_a_query_asks_for() {
        let check = |query: &str, expected: &str| {
            let phrases: Vec<String> = wanted(&parse(query).unwrap())
                .iter()
                .map(|words| words.join(" "))
                .collect();
            assert_eq!(phrases.join(", "), expected, "{query}");
        };
        check("\"life-story work\" housing", "life story work, housing");
        check("drift NEAR/3 delay NOT court grade:good", "drift, delay");
        check("permanen*", "");
    }
}
