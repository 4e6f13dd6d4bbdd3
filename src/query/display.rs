//! Printing a query back, in a form that parses to the same tree.

use std::fmt::{self, Display};

use super::connector::Connector;
use super::{Condition, Counted, Field, Filters, Node, NodeKind, Query, Term};
use crate::model::{PartialDate, Source};

impl Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

/// Writes filters as conditions of a query; what holds of every question that does not say otherwise is left
/// out, the inspectorate's own words in the newest editions.
impl Display for Filters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = self.fields.iter().cloned().map(Condition::Values);
        let mut conditions: Vec<String> = fields.map(|condition| condition.to_string()).collect();
        let days = [
            ("since", self.since),
            ("until", self.until),
            ("published-since", self.published_since),
            ("published-until", self.published_until),
        ];
        let days = days
            .into_iter()
            .filter_map(|(name, day)| Some((name, day?)));
        conditions.extend(days.map(|(name, day)| format!("{name}:{}", Written(day))));
        if let Some(source) = self.source.filter(|source| *source != Source::Primary) {
            conditions.push(format!("{}:{}", Field::Source, source.slug()));
        }
        separated(f, &conditions, " ", |f, condition| f.write_str(condition))
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl Display for NodeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NodeKind::All => Ok(()),
            // Bare it would join what stands beside it.
            NodeKind::Term(Term::Word(word) | Term::Capitals(word))
                if Connector::of_others(word).is_some() =>
            {
                write!(f, "\"{word}\"")
            }
            NodeKind::Term(term) => term.fmt(f),
            NodeKind::Phrase { terms, slop } => {
                f.write_str("\"")?;
                separated(f, terms, " ", |f, term| term.fmt(f))?;
                f.write_str("\"")?;
                if *slop > 0 {
                    write!(f, "~{slop}")
                } else {
                    Ok(())
                }
            }
            NodeKind::Near {
                left,
                right,
                distance,
                ordered,
            } => {
                // Chains lean to the left, so only the right one needs parentheses.
                grouped(
                    f,
                    left,
                    matches!(left.kind, NodeKind::And(_) | NodeKind::Or(_)),
                )?;
                write!(f, " {}/{distance} ", if *ordered { "ADJ" } else { "NEAR" })?;
                let group = matches!(
                    right.kind,
                    NodeKind::And(_) | NodeKind::Or(_) | NodeKind::Near { .. }
                );
                grouped(f, right, group)
            }
            NodeKind::And(nodes) => separated(f, nodes, " ", |f, node| {
                grouped(f, node, matches!(node.kind, NodeKind::Or(_)))
            }),
            NodeKind::Or(nodes) => separated(f, nodes, " OR ", |f, node| {
                grouped(f, node, matches!(node.kind, NodeKind::And(_)))
            }),
            NodeKind::Not(node) => {
                f.write_str("NOT ")?;
                grouped(
                    f,
                    node,
                    matches!(node.kind, NodeKind::And(_) | NodeKind::Or(_)),
                )
            }
            NodeKind::Tag(condition) => condition.fmt(f),
        }
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Term::Word(word) | Term::Capitals(word) => f.write_str(word),
            Term::Exact(word) => write!(f, "={word}"),
            Term::Wildcard(pattern) => f.write_str(pattern),
            Term::Regex(expression) => write!(f, "/{expression}/"),
            Term::Fuzzy(word, distance) => write!(f, "{word}~{distance}"),
        }
    }
}

impl Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Values(filter) => {
                write!(f, "{}:", filter.field)?;
                let wanted = filter.any_of.iter().map(|value| ("", value));
                let excluded = filter.none_of.iter().map(|value| ("!", value));
                let values: Vec<_> = wanted.chain(excluded).collect();
                separated(f, &values, ",", |f, (mark, value)| {
                    let plain = |c: char| c.is_alphanumeric() || c == '-';
                    if value.chars().all(plain) {
                        write!(f, "{mark}{value}")
                    } else {
                        write!(f, "{mark}\"{value}\"")
                    }
                })
            }
            Condition::Dates {
                since: Some(date),
                until: None,
            } => {
                write!(f, "since:{}", Written(*date))
            }
            Condition::Dates {
                since: None,
                until: Some(date),
            } => {
                write!(f, "until:{}", Written(*date))
            }
            Condition::Dates {
                since: Some(a),
                until: Some(b),
            } if a == b => {
                write!(f, "date:{}", Written(*a))
            }
            Condition::Dates {
                since: Some(a),
                until: Some(b),
            } => {
                write!(f, "date:[{} TO {}]", Written(*a), Written(*b))
            }
            Condition::Dates {
                since: None,
                until: None,
            } => Ok(()),
            Condition::Numbers { counted, spans } => {
                let name = match counted {
                    Counted::Number => "number",
                    Counted::Page => "page",
                };
                match spans[..] {
                    [(from, to)] if from != to => {
                        write!(f, "{name}:[{} TO {}]", End(from), End(to))
                    }
                    _ => {
                        write!(f, "{name}:")?;
                        separated(f, spans, ",", |f, (from, _)| End(*from).fmt(f))
                    }
                }
            }
        }
    }
}

/// A date as short as it was written.
struct Written(PartialDate);

impl Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.0.first(), self.0.last());
        if first == last {
            write!(f, "{first}")
        } else if first.month() == last.month() {
            write!(f, "{:04}-{:02}", first.year(), first.month())
        } else {
            write!(f, "{:04}", first.year())
        }
    }
}

/// An end of a range of numbers.
struct End(Option<u32>);

impl Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(number) => number.fmt(f),
            None => f.write_str("*"),
        }
    }
}

fn grouped(f: &mut fmt::Formatter<'_>, node: &Node, group: bool) -> fmt::Result {
    if group {
        write!(f, "({node})")
    } else {
        node.fmt(f)
    }
}

fn separated<T>(
    f: &mut fmt::Formatter<'_>,
    items: &[T],
    separator: &str,
    each: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            f.write_str(separator)?;
        }
        each(f, item)?;
    }
    Ok(())
}
