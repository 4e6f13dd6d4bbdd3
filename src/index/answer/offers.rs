//! Other names of what was asked for, with what they would find.
//!
//! Terms that changed over time are not merged unasked; whoever asks for one should learn of the
//! others.

use super::found;
use crate::index::answer::suggest::is_advised;
use crate::index::commit::Commit;
use crate::index::lowering::thesaurus::{longest_wording, names_of};
use crate::index::matching::steps::Steps;
use crate::index::{IndexError, Offer, SearchRequest};
use crate::query::{ConceptTerm, Concepts, Node, NodeKind, Reach, Relation, Term, concept, parse};

/// Offers the other names of the words and phrases that a request wants.
pub(in crate::index) fn offers(
    commit: &Commit,
    request: &SearchRequest,
) -> Result<Vec<Offer>, IndexError> {
    let mut offers: Vec<Offer> = Vec::new();
    let steps: Steps = Steps::default();
    for Tried {
        concept,
        term,
        changed,
    } in tried(request)
    {
        if offers.iter().any(|offer| offer.term == term) {
            continue;
        }
        let (paragraphs, reports) = match found::tally(commit, &changed, &steps) {
            Err(IndexError::TooCostly) => break,
            tally => tally?,
        };
        if paragraphs > 0 {
            offers.push(Offer {
                concept: concept.to_owned(),
                term,
                query: changed.query.to_string(),
                paragraphs,
                reports,
            });
        }
    }
    offers.sort_by(|a, b| {
        (b.reports, b.paragraphs)
            .cmp(&(a.reports, a.paragraphs))
            .then_with(|| a.term.cmp(&b.term))
    });
    Ok(offers)
}

/// A request in which a concept is called by another name.
pub(in crate::index) struct Tried<'r> {
    concept: &'r str,
    term: String,
    pub(in crate::index) changed: SearchRequest,
}

/// Lists the requests that are tried for offers.
pub(in crate::index) fn tried(request: &SearchRequest) -> Vec<Tried<'_>> {
    let root = &request.query.root;
    if request.exact || request.reach != Reach::Same || !is_advised(root) {
        return Vec::new();
    }
    let mut tried: Vec<Tried<'_>> = Vec::new();
    let mut alike: Vec<&str> = Vec::new();
    for (concept, term, changed) in named(&request.concepts, root, root) {
        // Terms that are the same find the same: one of them is enough.
        let same = term.relation == Relation::Same;
        if same && alike.contains(&concept) {
            continue;
        }
        if same {
            alike.push(concept);
        }
        // What the query floor has printed is valid.
        let Ok(query) = parse(&changed.to_string()) else {
            continue;
        };
        tried.push(Tried {
            concept,
            term: term.to_string(),
            changed: SearchRequest {
                query,
                ..request.clone()
            },
        });
    }
    tried
}

/// Lists the other terms of the concepts named inside a node that is wanted, each with its
/// concept's name and with the whole query changed to say it.
fn named<'c>(
    concepts: &'c Concepts,
    root: &Node,
    node: &Node,
) -> Vec<(&'c str, &'c ConceptTerm, Node)> {
    let mut found = Vec::new();
    match &node.kind {
        NodeKind::Term(_) | NodeKind::Phrase { .. } => {
            let run = concept::wording(&node.kind).unwrap_or_default();
            for name in names_of(&concepts.akin(run), run) {
                let others = name.others();
                // What is the same has been searched.
                for (term, _) in others.filter(|(_, relation)| *relation == Relation::Other) {
                    let changed = root.replacing(node, &term.query.kind);
                    found.push((name.concept.name.as_str(), term, changed));
                }
            }
        }
        NodeKind::And(nodes) => {
            found.extend(side_by_side(concepts, root, node, nodes));
            for node in nodes {
                found.extend(named(concepts, root, node));
            }
        }
        NodeKind::Or(nodes) => {
            let runs = nodes.iter().filter_map(|node| concept::wording(&node.kind));
            let asked: Vec<&ConceptTerm> = runs
                .flat_map(|run| names_of(&concepts.akin(run), run))
                .map(|name| name.term)
                .collect();
            for node in nodes {
                let others = named(concepts, root, node).into_iter();
                // What is asked for as well is no other name.
                found.extend(others.filter(|(_, term, _)| !asked.contains(term)));
            }
        }
        NodeKind::Near { left, right, .. } => {
            found.extend(named(concepts, root, left));
            found.extend(named(concepts, root, right));
        }
        NodeKind::All | NodeKind::Not(_) | NodeKind::Tag(_) => {}
    }
    found
}

/// Looks for names of concepts among bare words, which are no phrase and were searched apart.
fn side_by_side<'c>(
    concepts: &'c Concepts,
    root: &Node,
    and: &Node,
    nodes: &[Node],
) -> Vec<(&'c str, &'c ConceptTerm, Node)> {
    let mut found = Vec::new();
    for from in 0..nodes.len() {
        let words = nodes[from..].iter().map_while(|node| match &node.kind {
            NodeKind::Term(term) => Some(term.clone()),
            _ => None,
        });
        let words: Vec<Term> = words.collect();
        let akin = concepts.akin(&words);
        for length in 2..=words.len().min(longest_wording(&akin)) {
            for name in names_of(&akin, &words[..length]) {
                for (term, _) in name.others() {
                    let mut changed = nodes.to_vec();
                    changed.splice(from..from + length, [term.query.clone()]);
                    let changed = match changed.len() {
                        1 => changed.remove(0).kind,
                        _ => NodeKind::And(changed),
                    };
                    found.push((
                        name.concept.name.as_str(),
                        term,
                        root.replacing(and, &changed),
                    ));
                }
            }
        }
    }
    found
}
