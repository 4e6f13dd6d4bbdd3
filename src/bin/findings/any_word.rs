//! Whole sentences as questions: any of their words, best first, and the authority that they name.

use findings::index::{Index, IndexError, SearchRequest};
use findings::query::fold::{fold, words};
use findings::query::{Field, Filters, Node, NodeKind, Query};
use findings::themes::{self, is_leaf, plain_word as plain, says_nothing};

use crate::error::CommandError;
use crate::queries;

/// So many words a question has that may be a sentence.
const SENTENCE: usize = 3;
/// The first word of a name tells it alone if it has so many letters.
const TELLING: usize = 5;

/// Turns words side by side into any of them.
///
/// # Errors
/// A query that is more than words and phrases side by side.
pub(crate) fn any_of(query: &Query) -> Result<Query, CommandError> {
    themes::any_of(query).ok_or_else(|| {
        CommandError::new("`--any` takes words and phrases alone")
            .hint("OR between the parts of a query says the same")
    })
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
