//! Whole sentences as questions: any of their words, those left out that say nothing.

use super::scope::parsed;
use super::stopwords::is_stop_word;
use crate::query::fold::fold;
use crate::query::{Node, NodeKind, Query, Term};

/// Turns words and phrases side by side into any of them; words that say nothing are left out, unless
/// there are no others. None if the query is more than that.
pub fn any_of(query: &Query) -> Option<Query> {
    let leaves = match &query.root.kind {
        NodeKind::And(nodes) if nodes.iter().all(is_leaf) => nodes.iter().collect(),
        _ if is_leaf(&query.root) => vec![&query.root],
        _ => return None,
    };
    let telling = leaves.iter().filter(|leaf| !says_nothing(leaf));
    let telling: Vec<String> = telling.map(ToString::to_string).collect();
    Some(match telling.is_empty() {
        true => query.clone(),
        false => parsed(&telling.join(" OR ")),
    })
}

/// Returns the word that a part of a query is, folded; none where it is more than a plain word.
pub fn plain_word(node: &Node) -> Option<String> {
    match &node.kind {
        NodeKind::Term(Term::Word(word)) => Some(word.clone()),
        NodeKind::Term(Term::Capitals(word)) => Some(fold(word).into_owned()),
        _ => None,
    }
}

/// Tells whether a part of a query is a word or a phrase.
pub fn is_leaf(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Term(_) | NodeKind::Phrase { .. })
}

/// Tells whether a word is one of grammar, or one with which questions are asked.
pub fn says_nothing(node: &Node) -> bool {
    /// Words of questions that reports do not share.
    const ASKING: [&str; 12] = [
        "what", "which", "who", "whom", "how", "why", "when", "where", "did", "does", "say", "said",
    ];
    plain_word(node).is_some_and(|word| is_stop_word(&word) || ASKING.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::any_of;
    use crate::query::parse;

    #[test]
    fn any_of_the_words_that_say_something() {
        let check = |text: &str, expected: &str| {
            let any = any_of(&parse(text).unwrap()).map(|query| query.to_string());
            assert_eq!(any.unwrap_or_default(), expected, "{text}");
        };
        check("what did they say about supervision", "supervision");
        check(
            "drift \"and delay\" visits",
            "drift OR \"and delay\" OR visits",
        );
        check("the of", "the of");
        check("a OR b", "");
    }
}
