//! Names for the codes of a code book: what the reports say in the company of what a code includes.

use std::sync::Arc;

use super::asked::{contains, stems};
use super::related::{RelatedName, related};
use super::related_request::{KnownNames, RelatedRequest};
use super::thesaurus::Thesaurus;
use crate::index::{Index, IndexError};
use crate::query::{Concepts, Filters, Node, NodeKind, Query, Term, parse};
use crate::themes::{Codebook, CodebookTheme, Scope};

/// What is less like is seldom the same.
const LIKE: f32 = 0.5;

/// A question for names for the codes of a book.
#[derive(Debug, Clone)]
pub struct SuggestRequest {
    /// Where names are counted.
    pub filters: Filters,
    /// So many for each code; none means all.
    pub limit: Option<usize>,
    /// What is found without being asked for.
    pub concepts: Arc<Concepts>,
}

/// What is offered for a code.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SuggestedNames {
    /// The name of the code.
    pub theme: String,
    /// The names that it includes.
    pub asked: Vec<String>,
    /// How many names are not offered because they were declined.
    pub declined: u64,
    /// The names, those that texts spell out first, then the likest.
    pub names: Vec<SuggestedName>,
}

/// A name that is offered for a code.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SuggestedName {
    /// The name, counted in the scope of the code book.
    pub name: RelatedName,
    /// The name that the code includes in whose company it is said.
    pub like: String,
    /// The query that lists what it would add, given the same filters.
    pub listing: String,
    /// How many paragraphs the code would have in addition.
    pub adds_paragraphs: u64,
    /// How many reports.
    pub adds_reports: u64,
    /// The other codes that include it.
    pub held_by: Vec<String>,
}

/// Lists names for each code of a book that it does not hold. What adds nothing is left out, and so is
/// what the file says was declined or excluded, and what is a part of a name that it includes or excludes.
///
/// # Errors
/// As for [`related`].
pub fn suggested(
    index: &Index,
    thesaurus: &Thesaurus,
    scope: &Scope<'_>,
    book: &Codebook,
    request: &SuggestRequest,
) -> Result<Vec<SuggestedNames>, IndexError> {
    let suggest = |theme| Code::new(book, theme).suggested(index, thesaurus, scope, request);
    book.themes.iter().map(suggest).collect()
}

/// A code with the names on which its file has decided.
struct Code<'b> {
    book: &'b Codebook,
    theme: &'b CodebookTheme,
    /// The names that it includes.
    included: Vec<String>,
    /// The stems of the names that it includes or excludes.
    held: Vec<Vec<String>>,
    declined: Vec<Vec<String>>,
}

impl<'b> Code<'b> {
    fn new(book: &'b Codebook, theme: &'b CodebookTheme) -> Self {
        let included = names(&theme.include);
        let excluded = names(&theme.exclude);
        let held = included.iter().chain(&excluded);
        Code {
            book,
            theme,
            held: held.map(|name| stems(name)).collect(),
            declined: names(&theme.declined)
                .iter()
                .map(|name| stems(name))
                .collect(),
            included,
        }
    }

    fn suggested(
        &self,
        index: &Index,
        thesaurus: &Thesaurus,
        scope: &Scope<'_>,
        request: &SuggestRequest,
    ) -> Result<SuggestedNames, IndexError> {
        let most = request.limit.unwrap_or(usize::MAX);
        let mut suggested = SuggestedNames {
            theme: self.theme.name.clone(),
            asked: self.included.clone(),
            declined: 0,
            names: Vec::new(),
        };
        let before = scope.tally(&self.theme.query())?;
        for (name, like) in self.near(index, thesaurus, request)? {
            let stems = stems(&name.text);
            if self.declined.contains(&stems) {
                suggested.declined += 1;
                continue;
            }
            let is_part = self.held.iter().any(|held| contains(held, &stems));
            if suggested.names.len() >= most || is_part {
                continue;
            }
            let query = parse(&name.query).map_err(|_| IndexError::Damaged("name"))?;
            let after = scope.tally(&self.theme.with(&query).query())?;
            if after.0 <= before.0 {
                continue;
            }
            let (paragraphs, reports) = scope.tally(&query)?;
            suggested.names.push(SuggestedName {
                listing: scope.narrowed(&self.theme.added_by(&query)).to_string(),
                adds_paragraphs: after.0 - before.0,
                adds_reports: after.1.saturating_sub(before.1),
                held_by: self.others_with(&stems),
                name: RelatedName {
                    paragraphs,
                    reports,
                    ..name
                },
                like,
            });
        }
        Ok(suggested)
    }

    /// Lists the names in the company of those that it includes, each once, with the one it is likest.
    fn near(
        &self,
        index: &Index,
        thesaurus: &Thesaurus,
        request: &SuggestRequest,
    ) -> Result<Vec<(RelatedName, String)>, IndexError> {
        let mut near: Vec<(RelatedName, String)> = Vec::new();
        let decided = self.held.len() + self.declined.len();
        for asked in &self.included {
            let found = related(
                index,
                thesaurus,
                &RelatedRequest {
                    filters: request.filters.clone(),
                    limit: request.limit.map_or(usize::MAX, |most| most + decided),
                    concepts: Arc::clone(&request.concepts),
                    known: KnownNames::NotSearched,
                    least: LIKE,
                    apart: true,
                    parts: false,
                    quotes: false,
                    ..RelatedRequest::new(asked)
                },
            )?;
            near.extend(found.names.into_iter().map(|name| (name, asked.clone())));
        }
        let weight = |name: &RelatedName| (name.spelt, name.likeness);
        near.sort_by(|(a, _), (b, _)| {
            let by_weight = weight(b).partial_cmp(&weight(a));
            by_weight
                .unwrap_or(std::cmp::Ordering::Equal)
                .then_with(|| a.text.cmp(&b.text))
        });
        let mut known: Vec<Vec<String>> = Vec::new();
        near.retain(|(name, _)| {
            let stems = stems(&name.text);
            let is_new = !known.contains(&stems);
            known.push(stems);
            is_new
        });
        Ok(near)
    }

    /// Lists the other codes of the book that include a name.
    fn others_with(&self, name: &[String]) -> Vec<String> {
        let others = self.book.themes.iter();
        let others = others.filter(|theme| theme.name != self.theme.name);
        let holds = |theme: &&CodebookTheme| {
            let mut included = names(&theme.include).into_iter();
            included.any(|included| stems(&included) == name)
        };
        others
            .filter(holds)
            .map(|theme| theme.name.clone())
            .collect()
    }
}

/// Lists the names among queries: words, phrases, words beside each other, and any of these.
fn names(queries: &[Query]) -> Vec<String> {
    let mut found = Vec::new();
    for query in queries {
        match &query.root.kind {
            NodeKind::Or(nodes) => found.extend(nodes.iter().filter_map(name)),
            _ => found.extend(name(&query.root)),
        }
    }
    found
}

fn name(node: &Node) -> Option<String> {
    let word = |term: &Term| match term {
        Term::Word(word) | Term::Capitals(word) | Term::Exact(word) => Some(word.clone()),
        Term::Wildcard(_) | Term::Regex(_) | Term::Fuzzy(..) => None,
    };
    let words: Option<Vec<String>> = match &node.kind {
        NodeKind::Term(term) => word(term).map(|word| vec![word]),
        NodeKind::Phrase { terms, slop: 0 } => terms.iter().map(word).collect(),
        NodeKind::And(nodes) => nodes.iter().map(name).collect(),
        _ => None,
    };
    words.map(|words| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::names;
    use crate::query::parse;

    #[test]
    fn names_are_found_among_queries() {
        let check = |query: &str, expected: &[&str]| {
            assert_eq!(names(&[parse(query).unwrap()]), expected, "{query}");
        };
        check("caseloads", &["caseloads"]);
        check("\"heavy workloads\" OR IROs", &["heavy workloads", "IROs"]);
        check("care leavers", &["care leavers"]);
        check("plan* OR drift", &["drift"]);
        check("drift NEAR/3 delay", &[]);
        check("drift NOT court", &[]);
    }
}
