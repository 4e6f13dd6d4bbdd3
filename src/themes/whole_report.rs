//! Questions of whole reports: all that is asked must stand in one report, wherever in it.

use std::collections::BTreeSet;

use super::scope::parsed;
use crate::index::{Index, IndexError, SearchRequest};
use crate::model::ReportId;
use crate::query::{Node, NodeKind, Query};

/// What of a question is said where in reports that say all of it.
#[derive(Debug, Clone, PartialEq)]
pub struct WithinReports {
    /// The reports in which each part stands, and none of what must be absent.
    pub reports: BTreeSet<ReportId>,
    /// What finds in them the paragraphs with any of the parts.
    pub query: Query,
    /// How many reports pass the filters.
    pub searched: u64,
}

/// Finds the reports in each of which everything that a request asks for stands, be it in different
/// paragraphs. Parts are what stands side by side in the query; what is negated must stand nowhere in the
/// report, and conditions on tags hold for the paragraph of each part.
///
/// # Errors
/// A filter's value that no report has; an index that cannot be read.
pub fn within_reports(index: &Index, request: &SearchRequest) -> Result<WithinReports, IndexError> {
    let parts = Parts::of(request);
    let numbered = index.numbered_reports(&request.filters)?;
    let mut left: BTreeSet<u64> = numbered.keys().copied().collect();
    let found = |part: &Node| -> Result<BTreeSet<u64>, IndexError> {
        let found = index.census(&parts.request(request, part))?;
        Ok(found.iter().map(|paragraph| paragraph.report).collect())
    };
    for part in &parts.wanted {
        let found = found(part)?;
        left.retain(|report| found.contains(report));
    }
    for part in &parts.unwanted {
        let found = found(part)?;
        left.retain(|report| !found.contains(report));
    }
    let reports = left.iter().filter_map(|number| numbered.get(number));
    Ok(WithinReports {
        reports: reports.map(|record| record.id.clone()).collect(),
        query: with_tags(&parts.wanted, &parts.tags),
        searched: numbered.len() as u64,
    })
}

/// Lists the searches that [`within_reports`] makes.
pub(super) fn searches_within(request: &SearchRequest) -> Vec<SearchRequest> {
    let parts = Parts::of(request);
    let asked = parts.wanted.iter().chain(&parts.unwanted);
    let searches = asked.map(|part| SearchRequest {
        advice: false,
        ..parts.request(request, part)
    });
    searches.collect()
}

/// What a request asks for in a report.
struct Parts<'q> {
    /// What must stand in it,
    wanted: Vec<&'q Node>,
    /// and what must not.
    unwanted: Vec<&'q Node>,
    /// What holds of the paragraph of each part.
    tags: Vec<&'q Node>,
}

impl<'q> Parts<'q> {
    fn of(request: &'q SearchRequest) -> Self {
        let root = &request.query.root;
        let nodes = match &root.kind {
            NodeKind::And(nodes) => &nodes[..],
            _ => std::slice::from_ref(root),
        };
        let (mut wanted, mut unwanted, mut tags) = (Vec::new(), Vec::new(), Vec::new());
        for node in nodes {
            match &node.kind {
                NodeKind::Tag(_) => tags.push(node),
                NodeKind::Not(inner) if !is_tag(inner) => unwanted.push(&**inner),
                NodeKind::Not(_) => tags.push(node),
                _ => wanted.push(node),
            }
        }
        Parts {
            wanted,
            unwanted,
            tags,
        }
    }

    /// Asks for one of the parts.
    fn request(&self, request: &SearchRequest, part: &Node) -> SearchRequest {
        SearchRequest {
            query: with_tags(&[part], &self.tags),
            ..request.clone()
        }
    }
}

fn is_tag(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Tag(_))
}

/// Asks for any of some parts in paragraphs that bear all of some tags.
fn with_tags(parts: &[&Node], tags: &[&Node]) -> Query {
    let grouped = |node: &&Node| format!("({node})");
    let parts: Vec<_> = parts.iter().map(grouped).collect();
    let tags: Vec<_> = tags.iter().map(ToString::to_string).collect();
    match parts.is_empty() {
        true => parsed(&tags.join(" ")),
        false => parsed(&format!("({}) {}", parts.join(" OR "), tags.join(" "))),
    }
}
