//! Completion of values: what the index holds, while the user types.
//!
//! It says nothing and offers nothing where there is no index.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;

use clap_complete::{ArgValueCompleter, CompletionCandidate};
#[cfg(feature = "fetch")]
use findings::gazetteer::Gazetteer;
use findings::index::{Index, SearchRequest};
use findings::output::SHAPES;
use findings::query::{self, Field, Filters};
use findings::rules::{Family, Rules};

use crate::config::Config;

/// Completes the values of a filter: the last of a comma list, behind a `!` as well.
pub(crate) fn filter(field: Field) -> ArgValueCompleter {
    ArgValueCompleter::new(move |current: &OsStr| {
        let Some(current) = current.to_str() else {
            return Vec::new();
        };
        let start = current.rfind(',').map_or(0, |comma| comma + 1);
        let start = start + usize::from(current[start..].starts_with('!'));
        let (before, begun) = current.split_at(start);
        candidates(before, begun, values(field).unwrap_or_default())
    })
}

/// Completes the names of reports, and of paragraphs once a `#` is typed.
pub(crate) fn ids() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let current = current.to_str().unwrap_or_default();
        candidates("", current, known_ids(current).unwrap_or_default())
    })
}

/// Completes the names of families, kinds and frameworks.
pub(crate) fn families(current: &OsStr) -> Vec<CompletionCandidate> {
    let families = Rules::builtin().families().iter();
    let names: BTreeSet<_> = families.flat_map(Family::names).collect();
    among(current, names)
}

/// Completes the names of shapes.
pub(crate) fn shapes(current: &OsStr) -> Vec<CompletionCandidate> {
    among(current, SHAPES.iter().map(|shape| shape.name))
}

/// Completes the names of commands, and of the topic beside them, where there is help about each.
pub(crate) fn topics(cli: clap::Command) -> clap::Command {
    let commands = cli.get_subcommands().map(clap::Command::get_name);
    let topics: Vec<String> = commands.chain(["query"]).map(str::to_owned).collect();
    let completer = ArgValueCompleter::new(move |current: &OsStr| {
        among(current, topics.iter().map(String::as_str))
    });
    cli.mut_subcommand("help", |help| {
        help.mut_arg("topic", |topic| topic.add(completer))
    })
}

/// Completes the kinds that links tell.
#[cfg(feature = "fetch")]
pub(crate) fn linked_kinds(current: &OsStr) -> Vec<CompletionCandidate> {
    among(
        current,
        Rules::builtin().linked_kinds().map(|kind| kind.slug()),
    )
}

/// Completes the slugs of authorities that are known.
#[cfg(feature = "fetch")]
pub(crate) fn authorities(current: &OsStr) -> Vec<CompletionCandidate> {
    let known = Gazetteer::builtin().authorities();
    among(current, known.map(|authority| authority.slug.as_str()))
}

fn among<'a>(
    current: &OsStr,
    names: impl IntoIterator<Item = &'a str>,
) -> Vec<CompletionCandidate> {
    let current = current.to_str().unwrap_or_default();
    candidates("", current, names.into_iter().map(str::to_owned).collect())
}

fn candidates(before: &str, begun: &str, values: Vec<String>) -> Vec<CompletionCandidate> {
    let fitting = values.into_iter().filter(|value| value.starts_with(begun));
    fitting
        .map(|value| CompletionCandidate::new(format!("{before}{value}")))
        .collect()
}

fn values(field: Field) -> Option<Vec<String>> {
    let request = SearchRequest {
        limit: Some(0),
        facets: vec![field],
        ..SearchRequest::new(query::parse("").ok()?)
    };
    let results = index()?.search(&request).ok()?;
    let values = results.facets.into_iter().flat_map(|facet| facet.values);
    let mut values: Vec<_> = values.map(|value| value.value).collect();
    values.sort();
    Some(values)
}

fn known_ids(current: &str) -> Option<Vec<String>> {
    let index = index()?;
    let reports = index.reports(&Filters::default()).ok()?;
    let Some((name, _)) = current.split_once('#') else {
        return Some(
            reports
                .into_iter()
                .map(|record| record.id.to_string())
                .collect(),
        );
    };
    let record = reports
        .into_iter()
        .find(|record| record.id.as_str() == name)?;
    let paragraphs = index.paragraphs(&record.id).ok()?;
    let locators = paragraphs.iter().map(|p| format!("{name}#{}", p.locator));
    Some(locators.collect())
}

/// Opens the index that the command line being typed would open.
fn index() -> Option<Index> {
    let mut words = env::args().skip_while(|word| word != "--").skip(1);
    let mut named = None;
    while let Some(word) = words.next() {
        if word == "--index" {
            named = words.next();
        } else if let Some(dir) = word.strip_prefix("--index=") {
            named = Some(dir.to_owned());
        }
    }
    let dir = named
        .or_else(|| env::var("FINDINGS_INDEX").ok())
        .or_else(|| Some(Config::load(None).ok()?.value("index")?.to_owned()))
        .unwrap_or_else(|| "index".to_owned());
    Index::open(&PathBuf::from(dir)).ok()
}
