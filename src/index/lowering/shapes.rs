//! Plans made into patterns, and patterns into plans.

use crate::index::matching::plan::{Pattern, Plan};

/// Makes a pattern of the plan of a concept's term, which has neither tags nor negations.
pub(in crate::index) fn pattern_of(plan: Plan) -> Pattern {
    match plan {
        Plan::Text(pattern) => pattern,
        Plan::Or(plans) => Pattern::any(plans.into_iter().map(pattern_of).collect()),
        Plan::All | Plan::And(_) | Plan::Not(_) | Plan::Tag(_) => Pattern::Any(Vec::new()),
    }
}

/// Makes one pattern of alternatives.
pub(in crate::index) fn any_of(plan: &Plan) -> Option<Pattern> {
    match plan {
        Plan::Text(pattern) => Some(pattern.clone()),
        Plan::Or(plans) => {
            let parts: Option<Vec<_>> = plans.iter().map(any_of).collect();
            parts.map(Pattern::any)
        }
        _ => None,
    }
}

/// Distributes nearness over groups: `(a b) NEAR c` is `a NEAR c` and `b NEAR c`.
pub(in crate::index) fn near(left: Plan, right: Plan, distance: u32, ordered: bool) -> Plan {
    match (left, right) {
        (Plan::Text(left), Plan::Text(right)) => {
            let (left, right) = (Box::new(left), Box::new(right));
            Plan::Text(Pattern::Near {
                left,
                right,
                distance,
                ordered,
            })
        }
        (Plan::And(plans), right) => Plan::And(
            plans
                .into_iter()
                .map(|plan| near(plan, right.clone(), distance, ordered))
                .collect(),
        ),
        (Plan::Or(plans), right) => Plan::Or(
            plans
                .into_iter()
                .map(|plan| near(plan, right.clone(), distance, ordered))
                .collect(),
        ),
        (left, Plan::And(plans)) => Plan::And(
            plans
                .into_iter()
                .map(|plan| near(left.clone(), plan, distance, ordered))
                .collect(),
        ),
        (left, Plan::Or(plans)) => Plan::Or(
            plans
                .into_iter()
                .map(|plan| near(left.clone(), plan, distance, ordered))
                .collect(),
        ),
        // The parser lets nothing else stand beside NEAR.
        (left, right) => Plan::And(vec![left, right]),
    }
}
