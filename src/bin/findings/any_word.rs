//! Whole sentences as questions: any of their words, best first, and the authority that they name.

use findings::index::{Index, IndexError, SearchRequest};
use findings::query::fold::{fold, words};
use findings::query::{Field, Filters, Node, NodeKind, Query, Term};
use findings::themes::is_stop_word;

use crate::error::CommandError;
use crate::queries;

/// So many words a question has that may be a sentence.
const SENTENCE: usize = 3;
/// The first word of a name tells it alone if it has so many letters.
const TELLING: usize = 5;

/// Turns words side by side into any of them; words that say nothing are left out.
///
/// # Errors
/// A query that is more than words and phrases side by side.
pub(crate) fn any_of(query: &Query) -> Result<Query, CommandError> {
    let leaves = match &query.root.kind {
        NodeKind::And(nodes) if nodes.iter().all(is_leaf) => nodes.iter().collect(),
        _ if is_leaf(&query.root) => vec![&query.root],
        _ => {
            return Err(CommandError::new("`--any` takes words and phrases alone")
                .hint("OR between the parts of a query says the same"));
        }
    };
    let telling: Vec<String> = leaves
        .iter()
        .filter(|leaf| !says_nothing(leaf))
        .map(|leaf| leaf.to_string())
        .collect();
    match telling.is_empty() {
        true => Ok(query.clone()),
        false => queries::parse(&telling.join(" OR ")),
    }
}

/// Says what a whole sentence of which nothing is found may have meant, as command lines.
pub(crate) fn advice(index: &Index, request: &SearchRequest) -> Result<Vec<String>, CommandError> {
    let NodeKind::And(nodes) = &request.query.root.kind else {
        return Ok(Vec::new());
    };
    if nodes.len() < SENTENCE || !nodes.iter().all(is_leaf) {
        return Ok(Vec::new());
    }
    let mut advice = Vec::new();
    if let Some((name, slug, rest)) = authority(index, nodes)? {
        let mut filters = request.filters.clone();
        filters.add(Field::Authority, &slug);
        if let Some(found) = count(index, request, &rest, filters)? {
            advice.push(format!(
                "{name} is an authority: `--any \'{rest}\' --authority {slug}` finds {found}"
            ));
        }
    }
    let text = request.query.text.clone();
    if let Some(found) = count(index, request, &text, request.filters.clone())? {
        advice.push(format!(
            "`--any` finds {found} with any of these words, best first"
        ));
    }
    Ok(advice)
}

fn count(
    index: &Index,
    request: &SearchRequest,
    text: &str,
    filters: Filters,
) -> Result<Option<String>, CommandError> {
    let query = any_of(&queries::parse(text)?)?;
    let changed = SearchRequest {
        query,
        filters,
        ..request.totals()
    };
    let total = index.search(&changed)?.total;
    let paragraphs = if total == 1 {
        "paragraph"
    } else {
        "paragraphs"
    };
    Ok((total > 0).then(|| format!("{total} {paragraphs}")))
}

/// Finds an authority whose name stands among words: its name, its slug, and the other words.
fn authority(
    index: &Index,
    nodes: &[Node],
) -> Result<Option<(String, String, String)>, IndexError> {
    let said: Vec<String> = nodes.iter().filter_map(plain).collect();
    let mut found: Option<(String, String, Vec<String>)> = None;
    for record in index.reports(&Filters::default())? {
        let Some(authority) = record.report.authority else {
            continue;
        };
        let name: Vec<String> = words(&authority.name)
            .map(|span| fold(&authority.name[span]).into_owned())
            .collect();
        let whole = said.windows(name.len().max(1)).any(|window| window == name);
        let first = name.first().filter(|first| first.len() >= TELLING);
        let named = match (whole, first) {
            (true, _) => name,
            (false, Some(first)) if said.contains(first) => vec![first.clone()],
            _ => continue,
        };
        match &found {
            Some((_, slug, _)) if *slug == authority.slug => {}
            Some((_, _, before)) if before.len() >= named.len() => {
                // Two authorities are named alike: neither is offered.
                if before.len() == named.len() {
                    return Ok(None);
                }
            }
            _ => found = Some((authority.name, authority.slug, named)),
        }
    }
    Ok(found.map(|(name, slug, named)| {
        let rest = nodes.iter().filter(|node| {
            let word = plain(node);
            !word.is_some_and(|word| named.contains(&word)) && !says_nothing(node)
        });
        let rest: Vec<String> = rest.map(ToString::to_string).collect();
        (name, slug, rest.join(" "))
    }))
}

fn plain(node: &Node) -> Option<String> {
    match &node.kind {
        NodeKind::Term(Term::Word(word)) => Some(word.clone()),
        NodeKind::Term(Term::Capitals(word)) => Some(fold(word).into_owned()),
        _ => None,
    }
}

fn is_leaf(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Term(_) | NodeKind::Phrase { .. })
}

/// Tells whether a word is one of grammar, or one with which questions are asked.
fn says_nothing(node: &Node) -> bool {
    /// Words of questions that reports do not share.
    const ASKING: [&str; 12] = [
        "what", "which", "who", "whom", "how", "why", "when", "where", "did", "does", "say", "said",
    ];
    plain(node).is_some_and(|word| is_stop_word(&word) || ASKING.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::any_of;
    use crate::queries;

    #[test]
    fn any_of_the_words_that_say_something() {
        let check = |text: &str, expected: &str| {
            let query = queries::parse(text).unwrap_or_else(|_| panic!("{text}"));
            let any = any_of(&query).map(|query| query.to_string());
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
