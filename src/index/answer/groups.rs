//! Groups of matches: by report, authority or provider, of which the best alone are read.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::ControlFlow;

use super::{found, hits, order};
use crate::index::commit::Commit;
use crate::index::matching::matches::Match;
use crate::index::serial::Serial;
use crate::index::{GroupBy, HitGroup, HitGroups, IndexError, ReportRecord, SearchRequest};

/// A group, before its best hits are read.
struct Gathered {
    key: Option<String>,
    paragraphs: u64,
    reports: u64,
    best: Vec<Match>,
}

/// Gathers all matches in groups; a group comes where its first match does. Offset and limit of the
/// request count groups.
pub(in crate::index) fn groups(
    commit: &Commit,
    request: &SearchRequest,
    by: GroupBy,
    best: usize,
) -> Result<HitGroups, IndexError> {
    let every = SearchRequest {
        offset: 0,
        limit: None,
        ..request.clone()
    };
    let found = found::find(commit, &every)?;
    let ordered = order::best(commit, &every, &found.matches)?;
    let gathered = gather(commit, &ordered, by, best)?;
    let total = gathered.len() as u64;
    let shown = gathered.into_iter().skip(request.offset);
    let shown: Vec<Gathered> = shown.take(request.limit.unwrap_or(usize::MAX)).collect();
    let wanted = shown.iter().flat_map(|group| &group.best).copied();
    let wanted: Vec<Match> = wanted.collect();
    let mut read = Vec::new();
    hits::read(commit, &every, &found.lowered, &wanted, &mut |hit| {
        read.push(hit);
        ControlFlow::Continue(())
    })?;
    let mut read = read.into_iter();
    let groups = shown.into_iter().map(|group| HitGroup {
        key: group.key,
        paragraphs: group.paragraphs,
        reports: group.reports,
        best: read.by_ref().take(group.best.len()).collect(),
    });
    Ok(HitGroups {
        groups: groups.collect(),
        total,
    })
}

fn gather(
    commit: &Commit,
    matches: &[Match],
    by: GroupBy,
    best: usize,
) -> Result<Vec<Gathered>, IndexError> {
    let mut gathered: Vec<Gathered> = Vec::new();
    let mut places: HashMap<Option<String>, usize> = HashMap::new();
    let mut of_reports: HashMap<Serial, usize> = HashMap::new();
    for found in matches {
        let place = match of_reports.entry(found.serial) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                let entry = commit.register.report_entry(found.serial)?;
                let entry = entry.ok_or(IndexError::Damaged("report"))?;
                let key = key(&commit.report_at(entry.address)?, by);
                let place = *places.entry(key.clone()).or_insert(gathered.len());
                if place == gathered.len() {
                    gathered.push(Gathered {
                        key,
                        paragraphs: 0,
                        reports: 0,
                        best: Vec::new(),
                    });
                }
                gathered[place].reports += 1;
                *new.insert(place)
            }
        };
        let group = &mut gathered[place];
        group.paragraphs += 1;
        if group.best.len() < best {
            group.best.push(*found);
        }
    }
    Ok(gathered)
}

/// Names the group to which a report belongs; all without an authority or provider are one.
fn key(record: &ReportRecord, by: GroupBy) -> Option<String> {
    let authority = record.report.authority.as_ref();
    let provider = record.report.provider.as_ref();
    let provider = provider.map(|provider| provider.slug.as_str());
    let key = match by {
        GroupBy::Report => Some(record.id.as_str()),
        GroupBy::Authority => authority.map(|it| it.slug.as_str()).or(provider),
        GroupBy::Provider => provider,
    };
    key.map(str::to_owned)
}
