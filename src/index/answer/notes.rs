//! Notes on a search: which reports a filter could not reach, whatever they say, and which phrases
//! were not looked for in every wording.
//!
//! Care leavers are an area of their own in one framework alone, and letters after visits grade
//! nothing: a filter by such a tag leaves out reports that it says nothing about. Nothing of
//! this is written down here. What a report could have is told by what reports of its kind and
//! framework have in this index.

use std::collections::{BTreeMap, BTreeSet};

use super::{facet, reports};
use crate::index::commit::Commit;
use crate::index::commit::sets::Serials;
use crate::index::disk::tags::{NONE, Test};
use crate::index::lowering::lower::lower_filters;
use crate::index::matching::plan::Lowered;
use crate::index::serial::Serial;
use crate::index::{IndexError, SearchRequest};
use crate::model::Area;
use crate::query::{Condition, Field, Filter, Filters, Node, NodeKind, shortened_to};

/// So many characters of a phrase are told.
const TOLD: usize = 200;
/// So many kinds or frameworks are named.
const NAMED: usize = 4;

/// The values that each report has in a field, by the report's number.
type ByReport = BTreeMap<Serial, BTreeSet<String>>;

/// Says of each filter that wants values how many of the reports that pass the others can
/// have none of them; nothing of a filter that could have reached all. Phrases with too many
/// wordings come first.
pub(in crate::index) fn notes(
    commit: &Commit,
    request: &SearchRequest,
    lowered: &Lowered,
) -> Result<Vec<String>, IndexError> {
    let filters = &request.filters;
    let note = |(phrase, ways): (&String, &usize)| {
        let phrase = shortened_to(phrase, TOLD);
        format!("{phrase} can be worded in more than {ways} ways; {ways} were looked for")
    };
    let operators = request.query.notes.iter().filter(|note| note.is_operator);
    let mut notes: Vec<String> = operators.map(|note| note.message.clone()).collect();
    notes.extend(lowered.curtailed.iter().map(note));
    notes.extend(note_of_apostrophes(request));
    for (at, filter) in filters.fields.iter().enumerate() {
        let mut others = filters.clone();
        others.fields.remove(at);
        notes.extend(note_of_filter(commit, filter, &others)?);
    }
    for filter in conditions(&request.query.root) {
        notes.extend(note_of_filter(commit, filter, filters)?);
    }
    if filters.since.is_some() || filters.until.is_some() {
        let others = Filters {
            since: None,
            until: None,
            ..filters.clone()
        };
        notes.extend(note_of_absence(commit, Field::Year, &others)?);
    }
    notes.extend(note_of_conflict(commit, filters)?);
    Ok(notes)
}

/// Notes a word with an apostrophe that is to be found as it is spelt, which its plural is then too.
fn note_of_apostrophes(request: &SearchRequest) -> Option<String> {
    let mut words = request.query.text.split_whitespace();
    let written = words.find(|word| {
        let possessive =
            |mark: char| word.contains(&format!("{mark}s")) || word.contains(&format!("s{mark}"));
        (request.exact || word.starts_with('=')) && ['\'', '’'].into_iter().any(possessive)
    })?;
    let without = written.replace(['\'', '’'], "");
    Some(format!(
        "apostrophes count as nothing in words as they are spelt: `{}` finds `{}` too",
        shortened_to(written, TOLD),
        shortened_to(&without, TOLD)
    ))
}

/// Notes filters on paragraphs that no paragraph passes together, although some passes each:
/// what is to be improved stands in no area, for one.
fn note_of_conflict(commit: &Commit, filters: &Filters) -> Result<Option<String>, IndexError> {
    let of_paragraph = |filter: &&Filter| filter.field.is_of_paragraph();
    let together: Vec<_> = filters.fields.iter().filter(of_paragraph).collect();
    if together.len() < 2 || !reports::passing(commit, filters)?.is_empty() {
        return Ok(None);
    }
    for filter in &together {
        let mut alone = filters.clone();
        alone.fields.retain(|other| !other.field.is_of_paragraph());
        alone.fields.push((*filter).clone());
        if reports::passing(commit, &alone)?.is_empty() {
            return Ok(None);
        }
    }
    let named = together
        .iter()
        .map(|filter| format!("`--{}`", filter.field));
    let named: Vec<_> = named.collect();
    Ok(Some(format!(
        "no paragraph passes {} together, although some pass each",
        named.join(" and ")
    )))
}

fn note_of_filter(
    commit: &Commit,
    filter: &Filter,
    others: &Filters,
) -> Result<Option<String>, IndexError> {
    let alone = Filters {
        fields: vec![filter.clone()],
        ..Filters::default()
    };
    let Some(Test::Values { field, any_of, .. }) = lower_filters(commit, &alone)?.tests.pop()
    else {
        return Ok(None);
    };
    if any_of.is_empty() || any_of.iter().any(|value| !is_real(commit, value)) {
        return Ok(None);
    }
    match field {
        Field::Area | Field::AreaGroup | Field::Section => {
            note_of_structure(commit, field, &any_of, others)
        }
        _ => note_of_absence(commit, field, others),
    }
}

/// Notes reports that have no value of a field at all.
fn note_of_absence(
    commit: &Commit,
    field: Field,
    others: &Filters,
) -> Result<Option<String>, IndexError> {
    let searched = reports::passing(commit, others)?;
    let values = facet::reports_by_value(commit, field, others, &searched, &mut None)?;
    let mut with = Serials::default();
    for (_, reports) in values.iter().filter(|(value, _)| is_real(commit, value)) {
        with.join(reports);
    }
    let serials = searched.iter().map(|report| report.serial);
    let without: Serials = serials.filter(|serial| !with.contains(*serial)).collect();
    if without.len() == 0 {
        return Ok(None);
    }
    let kinds = facet::reports_by_value(commit, Field::Kind, others, &searched, &mut None)?;
    let kinds = kinds.into_iter();
    let mut kinds: Vec<_> = kinds
        .map(|(kind, reports)| (kind, reports.and(&without).len()))
        .filter(|(_, count)| *count > 0)
        .collect();
    kinds.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let kinds = kinds.iter().map(|(kind, count)| format!("{count} {kind}"));
    let (count, all) = (without.len(), searched.len());
    let verb = if count == 1 { "has" } else { "have" };
    let noun = match field {
        Field::Grade => "grade by area".to_owned(),
        Field::Overall => "overall grade".to_owned(),
        Field::Year => "date".to_owned(),
        Field::Inspector => "lead inspector that could be read".to_owned(),
        Field::Authority | Field::Region | Field::Type => "known authority".to_owned(),
        Field::Outcome | Field::Enabler => format!("item that names an {field}"),
        Field::Principle => format!("item that names a {field}"),
        field => field.name().to_owned(),
    };
    Ok(Some(format!(
        "{count} of {all} reports searched {verb} no {noun} ({})",
        listed(kinds.collect())
    )))
}

/// Notes reports of a kind and framework in which the values never occur.
fn note_of_structure(
    commit: &Commit,
    field: Field,
    wanted: &[String],
    others: &Filters,
) -> Result<Option<String>, IndexError> {
    let everything = Filters::default();
    let every_report = commit.register.report_entries()?;
    let kinds = values_by_report(commit, Field::Kind)?;
    let frameworks = values_by_report(commit, Field::Framework)?;
    let class = |serial: &Serial| (kinds.get(serial), frameworks.get(serial));
    let mut holders = BTreeSet::new();
    let mut names = BTreeSet::new();
    for (value, reports) in
        facet::reports_by_value(commit, field, &everything, every_report, &mut None)?
    {
        if wanted.contains(&value) {
            for serial in reports.iter() {
                let (kinds, frameworks) = class(&serial);
                holders.insert((kinds, frameworks));
                let known = frameworks.filter(|values| !values.contains(NONE)).or(kinds);
                names.extend(known.into_iter().flatten().cloned());
            }
        }
    }
    let searched = reports::passing(commit, others)?;
    let outside: BTreeSet<Serial> = searched
        .iter()
        .map(|report| report.serial)
        .filter(|serial| !holders.contains(&class(serial)))
        .collect();
    if outside.is_empty() {
        return Ok(None);
    }
    let (count, all) = (outside.len(), searched.len());
    let verb = if count == 1 { "has" } else { "have" };
    let noun = field.name().replace('-', " ");
    let values: Vec<_> = wanted.iter().map(|value| format!("`{value}`")).collect();
    let mut note = format!(
        "{count} of {all} reports searched {verb} no {noun} {}",
        values.join(" or "),
    );
    if !names.is_empty() {
        note.push_str(&format!(" (only {})", listed(names.into_iter().collect())));
    }
    if field == Field::Area
        && let Some(group) = common_group(commit, wanted)
    {
        let groups =
            facet::reports_by_value(commit, Field::AreaGroup, others, &searched, &mut None)?;
        let in_group = groups.iter().find(|(value, _)| *value == group);
        let reaches = |serial: &&Serial| in_group.is_some_and(|(_, of)| of.contains(**serial));
        let reached = outside.iter().filter(reaches).count();
        if reached > 0 {
            note.push_str(&format!(
                "; `--area-group {group}` reaches {reached} of them"
            ));
        }
    }
    Ok(Some(note))
}

/// Tells whether a value says something: neither that there is none, nor that none was given.
fn is_real(commit: &Commit, value: &str) -> bool {
    let given = commit
        .terms
        .grade(value)
        .is_none_or(|grade| grade.is_given());
    value != NONE && given
}

/// Returns the group to which all of some areas belong.
fn common_group(commit: &Commit, areas: &[String]) -> Option<String> {
    let group = |area: &String| {
        let group = commit.terms.group_of(&Area::new(area.clone()));
        group.map(|group| group.slug().to_owned())
    };
    let first = group(areas.first()?)?;
    let same = areas
        .iter()
        .all(|area| group(area).as_ref() == Some(&first));
    same.then_some(first)
}

/// Collects the values that each report has in a field of reports.
fn values_by_report(commit: &Commit, field: Field) -> Result<ByReport, IndexError> {
    let (everything, every) = (Filters::default(), commit.register.report_entries()?);
    let mut found = ByReport::new();
    for (value, reports) in facet::reports_by_value(commit, field, &everything, every, &mut None)? {
        for serial in reports.iter() {
            found.entry(serial).or_default().insert(value.clone());
        }
    }
    Ok(found)
}

/// Lists the conditions on values that hold for the whole of a query.
fn conditions(root: &Node) -> Vec<&Filter> {
    match &root.kind {
        NodeKind::Tag(Condition::Values(filter)) => vec![filter],
        NodeKind::And(nodes) => nodes.iter().flat_map(conditions).collect(),
        _ => Vec::new(),
    }
}

/// Joins names, of which the first few are enough.
fn listed(mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    match more {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}
