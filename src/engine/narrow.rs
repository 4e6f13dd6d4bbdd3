//! From what can match to a query of the engine.
//!
//! Only what was seen to be exact is used, or to find too much: terms, sets of terms, ranges, and
//! `intervals` over single words that differ. No `fuzzy`, no `prefix` inside `intervals`: these are cut
//! off or fail at limits of their own.

use serde_json::{Value, json};

use super::mapping::{self, VALUES, class, field};
use crate::index::{Narrow, TokenField};
use crate::query::Counted;

/// The engine takes so many clauses in one query; a few are left for what selects the state.
const CLAUSES: usize = 900;
/// So many stems may be told places of.
const PLACED: usize = 200;

/// Makes a query that finds all paragraphs and notes that fulfil something, and maybe others.
pub(super) fn query(narrow: &Narrow) -> Value {
    if clauses(narrow) <= CLAUSES {
        return exact(narrow);
    }
    let coarse = coarse(narrow);
    match clauses(&coarse) <= CLAUSES {
        true => exact(&coarse),
        false => json!({"match_all": {}}),
    }
}

/// Counts the clauses that it takes.
fn clauses(narrow: &Narrow) -> usize {
    match narrow {
        Narrow::All | Narrow::NoNote | Narrow::Days { .. } => 1,
        Narrow::Tokens { any_of, .. } => any_of.len().div_ceil(VALUES).max(1),
        Narrow::Near { parts, .. } => parts.iter().map(Vec::len).sum(),
        Narrow::Enough { tokens, .. } => tokens.len(),
        Narrow::Values { .. } => 2,
        Narrow::Numbers { spans, .. } => spans.len(),
        Narrow::And(parts) | Narrow::Or(parts) => parts.iter().map(clauses).sum(),
        Narrow::Not(part) => clauses(part),
    }
}

/// Asks for less, in fewer clauses.
fn coarse(narrow: &Narrow) -> Narrow {
    match narrow {
        Narrow::Near { parts, .. } => Narrow::And(tokens_of(parts).collect()),
        Narrow::Enough { of, tokens, .. } => Narrow::Tokens {
            of: *of,
            any_of: tokens.clone(),
        },
        Narrow::And(parts) => Narrow::And(parts.iter().map(coarse).collect()),
        Narrow::Or(parts) => {
            let mut tokens: [Vec<String>; 3] = Default::default();
            for part in parts {
                match needed(part) {
                    Some((of, any_of)) => tokens[of as usize].extend(any_of.iter().cloned()),
                    None => return Narrow::All,
                }
            }
            let fields = [TokenField::Stems, TokenField::Terms, TokenField::Capitals];
            let fields = fields.into_iter().zip(tokens);
            let fields = fields.filter(|(_, any_of)| !any_of.is_empty());
            Narrow::Or(
                fields
                    .map(|(of, any_of)| Narrow::Tokens { of, any_of })
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

/// Finds tokens of which everything that fulfils something must hold one.
fn needed(narrow: &Narrow) -> Option<(TokenField, &[String])> {
    match narrow {
        Narrow::Tokens { of, any_of } => Some((*of, any_of)),
        Narrow::Near { parts, .. } => {
            let fewest = parts.iter().min_by_key(|part| part.len())?;
            Some((TokenField::Stems, fewest))
        }
        Narrow::Enough { of, tokens, .. } => Some((*of, tokens)),
        Narrow::And(parts) => parts.iter().find_map(needed),
        _ => None,
    }
}

fn tokens_of(parts: &[Vec<String>]) -> impl Iterator<Item = Narrow> {
    parts.iter().map(|part| Narrow::Tokens {
        of: TokenField::Stems,
        any_of: part.clone(),
    })
}

fn exact(narrow: &Narrow) -> Value {
    match narrow {
        Narrow::All => json!({"match_all": {}}),
        Narrow::NoNote => json!({"term": {field::CLASS: class::PARAGRAPH}}),
        Narrow::Tokens { of, any_of } => {
            let tokens: Vec<_> = any_of.iter().map(|token| mapping::token(token)).collect();
            any_in(mapping::tokens(*of), &tokens)
        }
        Narrow::Near {
            parts,
            gap,
            ordered,
        } => {
            if parts.iter().map(Vec::len).sum::<usize>() > PLACED {
                return exact(&Narrow::And(tokens_of(parts).collect()));
            }
            let parts: Vec<Value> = parts.iter().map(|part| one_of(part)).collect();
            json!({"intervals": {field::STEMS: {"all_of": {
                "ordered": ordered,
                "max_gaps": (*gap).min(i32::MAX as u32),
                "intervals": parts,
            }}}})
        }
        Narrow::Enough { of, tokens, needed } => {
            let tokens = tokens.iter().map(|token| mapping::token(token));
            let tokens: Vec<Value> = tokens
                .map(|token| json!({"term": {mapping::tokens(*of): token}}))
                .collect();
            json!({"bool": {"should": tokens, "minimum_should_match": needed}})
        }
        Narrow::Values {
            field,
            any_of,
            none_of,
        } => {
            let tag = mapping::tag(*field);
            let spelt = |values: &[String]| -> Vec<_> {
                let values = values.iter().map(|value| mapping::keyword(value));
                values.map(std::borrow::Cow::into_owned).collect()
            };
            let mut filter = Vec::new();
            if !any_of.is_empty() {
                filter.push(json!({"terms": {&tag: spelt(any_of)}}));
            }
            let none = json!({"terms": {&tag: spelt(none_of)}});
            json!({"bool": {"filter": filter, "must_not": [none]}})
        }
        Narrow::Days { first, last } => {
            let mut range = json!({"format": "yyyy-MM-dd"});
            for (key, day) in [("gte", first), ("lte", last)] {
                if let Some(day) = day {
                    range[key] = json!(day.to_string());
                }
            }
            json!({"range": {field::DAY: range}})
        }
        Narrow::Numbers { counted, spans } => {
            let field = match counted {
                Counted::Number => field::NUMBER,
                Counted::Page => field::PAGE,
            };
            let spans = spans.iter().map(|(from, to)| {
                let mut range = json!({});
                for (key, number) in [("gte", from), ("lte", to)] {
                    if let Some(number) = number {
                        range[key] = json!(number);
                    }
                }
                json!({"range": {field: range}})
            });
            one_at_least(spans.collect())
        }
        Narrow::And(parts) => {
            let parts: Vec<Value> = parts.iter().map(exact).collect();
            json!({"bool": {"filter": parts}})
        }
        Narrow::Or(parts) => one_at_least(parts.iter().map(exact).collect()),
        Narrow::Not(part) => json!({"bool": {"must_not": [exact(part)]}}),
    }
}

/// Asks for one of some tokens, in as many clauses as these need.
pub(super) fn any_in<S: AsRef<str>>(field: &str, tokens: &[S]) -> Value {
    let sets = tokens.chunks(VALUES).map(|tokens| {
        let tokens: Vec<&str> = tokens.iter().map(AsRef::as_ref).collect();
        json!({"terms": {field: tokens}})
    });
    one_at_least(sets.collect())
}

fn one_at_least(mut clauses: Vec<Value>) -> Value {
    match clauses.len() {
        0 => json!({"match_none": {}}),
        1 => clauses.remove(0),
        _ => json!({"bool": {"should": clauses, "minimum_should_match": 1}}),
    }
}

/// Asks for a place of one of some stems.
fn one_of(stems: &[String]) -> Value {
    let place = |stem: &String| json!({"match": {"query": mapping::token(stem)}});
    match stems {
        [stem] => place(stem),
        stems => {
            let places: Vec<Value> = stems.iter().map(place).collect();
            json!({"any_of": {"intervals": places}})
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(number: usize) -> Narrow {
        let stem = |at: usize| vec![format!("a{at}"), format!("b{at}")];
        Narrow::Near {
            parts: vec![stem(number), stem(number + 1)],
            gap: 3,
            ordered: true,
        }
    }

    #[test]
    fn what_is_too_long_for_the_engine_asks_for_less() {
        let long = Narrow::Or((0..2000).map(near).collect());
        assert!(clauses(&long) > CLAUSES);
        let coarse = coarse(&long);
        assert!(matches!(&coarse, Narrow::Or(parts) if parts.len() == 1));
        assert_eq!(query(&long), exact(&coarse));
        let hopeless = Narrow::Or((0..2000).map(|_| Narrow::Not(Box::new(near(0)))).collect());
        assert_eq!(query(&hopeless), json!({"match_all": {}}));
    }

    #[test]
    fn nothing_is_one_of_no_tokens() {
        let nothing = Narrow::Tokens {
            of: TokenField::Terms,
            any_of: Vec::new(),
        };
        assert_eq!(query(&nothing), json!({"match_none": {}}));
    }
}
