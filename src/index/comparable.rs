//! Comparable kinds: of which reports a share can be made without misleading.

use std::collections::BTreeMap;

use crate::model::Kind;
use crate::query::{Field, Filters, Query};

/// Kinds of reports, of which some can be compared with each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComparableKinds {
    /// Those of the largest group that can be compared.
    pub compared: Vec<Kind>,
    /// The others, with how many reports they have.
    pub left_out: Vec<(Kind, u64)>,
}

impl ComparableKinds {
    /// Parts kinds, given with how many reports they have.
    ///
    /// Full inspections that follow each other are comparable, and reports of one kind; of several
    /// such groups the largest is compared, those of inspections before others.
    pub fn of(kinds: BTreeMap<Kind, u64>) -> Self {
        let is_full = |kind: &Kind| kind.definition().is_successive;
        let full: u64 = kinds
            .iter()
            .filter(|(kind, _)| is_full(kind))
            .map(|(_, n)| n)
            .sum();
        let alone = kinds.iter().filter(|(kind, _)| !is_full(kind));
        let rank = |(kind, reports): &(&Kind, &u64)| (kind.is_graded(), **reports);
        // Of groups as large the first in the order of kinds.
        let alone = alone
            .rev()
            .max_by_key(rank)
            .map(|(kind, reports)| (*kind, *reports));
        let compares_full = match alone {
            None => true,
            Some((kind, reports)) => full > 0 && (!kind.is_graded() || full >= reports),
        };
        let (compared, left_out): (Vec<_>, Vec<_>) =
            kinds
                .into_iter()
                .partition(|(kind, _)| match compares_full {
                    true => is_full(kind),
                    false => alone.is_some_and(|(one, _)| one == *kind),
                });
        ComparableKinds {
            compared: compared.into_iter().map(|(kind, _)| kind).collect(),
            left_out,
        }
    }

    /// Tells whether a question itself says which kinds are looked at: it names kinds or frameworks.
    pub fn are_named<'q>(filters: &Filters, queries: impl IntoIterator<Item = &'q Query>) -> bool {
        let is_kind = |field| matches!(field, Field::Kind | Field::Framework);
        let mentions = |query: &Query| {
            [Field::Kind, Field::Framework]
                .iter()
                .any(|f| query.mentions(*f))
        };
        filters.fields.iter().any(|filter| is_kind(filter.field))
            || queries.into_iter().any(mentions)
    }
}

#[cfg(test)]
mod tests {
    use super::ComparableKinds;
    use crate::query::{self, Field, Filters};

    #[test]
    fn kinds_are_named_by_filters_and_queries() {
        let named = |filter: Option<Field>, query: &str| {
            let mut filters = Filters::default();
            if let Some(field) = filter {
                filters.add(field, "one");
            }
            ComparableKinds::are_named(&filters, [&query::parse(query).expect("a query")])
        };
        assert!(named(Some(Field::Kind), "drift"));
        assert!(named(Some(Field::Framework), "drift"));
        assert!(named(None, "drift kind:one"));
        assert!(!named(Some(Field::Area), "drift area:one"));
    }
}
