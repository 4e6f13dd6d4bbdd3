//! Holds the floors apart: a floor names only floors below it, and each outside crate has one
//! owner. Inside a floor no files need each other in a circle, and where it has rooms, a room needs
//! only rooms before it. ARCHITECTURE.md explains what floors and rooms are for.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

#[path = "architecture/ties.rs"]
mod ties;
#[path = "architecture/tokens.rs"]
mod tokens;

use ties::Ties;

/// The floors, ground first.
const FLOORS: [&str; 18] = [
    "model",
    "http",
    "gazetteer",
    "query",
    "toml_file",
    "rules",
    "pdf",
    "layout",
    "formats",
    "report",
    "corpus",
    "fetch",
    "index",
    "engine",
    "themes",
    "semantics",
    "output",
    "web",
];

/// The binary stands on all floors.
const BINARY: &str = "bin";

/// The owner of each outside crate.
const OWNERS: [(&str, &str); 64] = [
    ("regex_syntax", "query"),
    ("anstyle", "output"),
    ("axum", "web"),
    ("base64", "http"),
    ("blake3", "corpus"),
    ("cfb", "formats"),
    ("clap", BINARY),
    ("clap_complete", BINARY),
    ("clap_mangen", BINARY),
    ("cpu_time", BINARY),
    ("crc32fast", "index"),
    ("csv", "gazetteer"),
    ("ego_tree", "formats"),
    ("encoding_rs", "formats"),
    ("flate2", "pdf"),
    ("form_urlencoded", "web"),
    ("glyph_names", "pdf"),
    ("hayro_cmap", "pdf"),
    ("html5ever", "formats"),
    ("http_body", "web"),
    ("httpdate", "http"),
    ("indicatif", BINARY),
    ("jiff", "model"),
    ("lopdf", "pdf"),
    ("mail_parser", "formats"),
    ("maud", "output"),
    ("memchr", "layout"),
    ("nalgebra", "semantics"),
    ("parquet", "output"),
    ("percent_encoding", "web"),
    ("png", "output"),
    ("prometheus_client", "web"),
    ("pulldown_cmark", "formats"),
    ("quick_xml", "formats"),
    ("rayon", "corpus"),
    ("resvg", "output"),
    ("rmcp", "web"),
    ("rust_xlsxwriter", "output"),
    ("rustc_hash", "index"),
    ("rustix", "corpus"),
    ("schemars", "output"),
    ("scraper", "formats"),
    ("serde", "output"),
    ("serde_json", "output"),
    ("sha2", "corpus"),
    ("shlex", BINARY),
    ("statrs", "themes"),
    ("tantivy", "index"),
    ("tantivy_fst", "index"),
    ("tempfile", "corpus"),
    ("terminal_size", BINARY),
    ("tokio", "web"),
    ("toml", "toml_file"),
    ("tower_http", "web"),
    ("tracing", "web"),
    ("tracing_subscriber", "web"),
    ("ttf_parser", "pdf"),
    ("unicode_normalization", "query"),
    ("unicode_width", "output"),
    ("ureq", "http"),
    ("uuid", "output"),
    ("walkdir", "corpus"),
    ("zip", "formats"),
    ("zstd", "index"),
];

/// The rooms of a floor, in the order in which they may need each other: folders, and files that are
/// rooms by themselves.
const ROOMS: [(&str, &[&str]); 3] = [
    (
        "formats",
        &[
            "error",
            "file_format",
            "encoding",
            "archive",
            "package",
            "xml",
            "detect",
            "blocks",
            "text",
            "html",
            "markdown",
            "office",
            "mail",
            "epub",
            "docx",
            "odt",
            "rtf",
            "pptx",
            "qdpx",
        ],
    ),
    (
        "index",
        &[
            "error",
            "serial",
            "stop",
            "threads",
            "comparable",
            "record",
            "request",
            "whole",
            "text",
            "disk",
            "commit",
            "matching",
            "lowering",
            "answer",
            "counting",
            "writing",
            "part",
            "ingest",
        ],
    ),
    (
        "output",
        &[
            "screen",
            "words",
            "answer",
            "sheet",
            "wire",
            "render",
            "questions",
            "schemas",
        ],
    ),
];

/// Outside crates that a second floor uses: JSON is what an engine is spoken to in, and no floor below
/// `output` has to do with it otherwise.
const SHARED: [(&str, &str); 1] = [("serde_json", "engine")];

/// Outside crates that the tests of every floor use.
const IN_TESTS: [&str; 1] = ["tempfile"];

/// Where the tests of a source file begin.
const TESTS: &str = "#[cfg(test)]\nmod tests {\n";

/// Lists what a source file of a floor names that it must not.
fn violations(floor: &str, source: &str) -> Vec<String> {
    let code: String = source
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n");
    let mut found = Vec::new();
    if let Some(height) = FLOORS.iter().position(|name| *name == floor) {
        for above in &FLOORS[height + 1..] {
            if names_path(&code, &["crate", above]) {
                found.push(format!("{floor} names {above}, which lies above it"));
            }
        }
    }
    for (name, owner) in OWNERS {
        let code = match IN_TESTS.contains(&name) {
            true => code.split(TESTS).next().unwrap_or_default(),
            false => &code,
        };
        let is_shared = SHARED.contains(&(name, floor));
        if owner != floor && !is_shared && names_path(code, &[name]) {
            found.push(format!("{floor} names {name}, which belongs to {owner}"));
        }
    }
    found
}

/// Tells whether code holds a path that begins with these names, alone or in a `use` group.
fn names_path(code: &str, path: &[&str]) -> bool {
    let begins = |prefix: &str| {
        code.match_indices(prefix).any(|(at, _)| {
            let before = code[..at].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
        })
    };
    match path {
        [root, name] => {
            let grouped = code
                .match_indices(&format!("{root}::{{"))
                .any(|(at, _)| group_names(&code[at..]).contains(*name));
            begins(&format!("{root}::{name}::")) || begins(&format!("{root}::{name};")) || grouped
        }
        _ => begins(&format!("{}::", path[0])),
    }
}

/// Returns the first names inside `crate::{a, b::c}`.
fn group_names(code: &str) -> BTreeSet<&str> {
    let inside = code.split_once('{').map_or("", |(_, rest)| rest);
    let mut depth = 1;
    let mut end = inside.len();
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            end = at;
            break;
        }
    }
    inside[..end]
        .split(',')
        .filter_map(|item| item.trim().split("::").next())
        .collect()
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn floors_name_only_what_lies_below() {
    let mut found = Vec::new();
    for floor in FLOORS.iter().chain(&[BINARY]) {
        for file in rust_files(&root().join("src").join(floor)) {
            let mut source = std::fs::read_to_string(&file).unwrap();
            if file.components().any(|part| part.as_os_str() == "tests") {
                source.insert_str(0, TESTS);
            }
            found.extend(
                violations(floor, &source)
                    .iter()
                    .map(|what| format!("{}: {what}", file.display())),
            );
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Reads what the files of a floor have to do with each other; its tests are no part of it.
fn ties_of(floor: &str) -> Ties {
    let folder = match floor {
        BINARY => root().join("src/bin/findings"),
        _ => root().join("src").join(floor),
    };
    let mut sources = Vec::new();
    for file in rust_files(&folder) {
        let name = file.strip_prefix(&folder).unwrap();
        let is_test =
            |part: &std::ffi::OsStr| part == "tests" || part == "tests.rs" || part == "testutil.rs";
        if !name.iter().any(is_test) {
            let name = name.to_str().unwrap().replace('\\', "/");
            sources.push((name, std::fs::read_to_string(&file).unwrap()));
        }
    }
    match floor {
        BINARY => Ties::of(&["crate"], &sources),
        _ => Ties::of(&["crate", floor], &sources),
    }
}

#[test]
fn rooms_need_only_those_before_them() {
    for (floor, rooms) in ROOMS {
        let found = ties_of(floor).against(rooms);
        assert!(found.is_empty(), "{floor}:\n{}", found.join("\n"));
    }
}

#[test]
fn no_files_of_a_floor_need_each_other_in_a_circle() {
    let mut found = Vec::new();
    for floor in FLOORS.iter().chain(&[BINARY]) {
        let ties = ties_of(floor);
        for circle in ties.circles() {
            found.push(format!("{floor}: {circle:?}\n{}", ties.told(&circle)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_folder_is_a_floor() {
    let folders: BTreeSet<String> = std::fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    let floors: BTreeSet<String> = FLOORS
        .iter()
        .chain(&[BINARY])
        .map(|f| (*f).to_owned())
        .collect();
    assert_eq!(folders, floors);
}

/// Lists the crates that the manifest asks for.
fn dependencies() -> Vec<String> {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let section = manifest.split("[dependencies]").nth(1).unwrap();
    let section = section.split("\n[").next().unwrap();
    let lines = section.lines().filter_map(|line| line.split_once('='));
    lines.map(|(name, _)| name.trim().to_owned()).collect()
}

#[test]
fn every_outside_crate_has_an_owner() {
    let dependencies = dependencies();
    let dependencies = dependencies.iter().map(|name| name.replace('-', "_"));
    let dependencies: BTreeSet<String> = dependencies.collect();
    let owned: BTreeMap<_, _> = OWNERS.into_iter().collect();
    let owned: BTreeSet<String> = owned.keys().map(|name| (*name).to_owned()).collect();
    assert_eq!(dependencies, owned);
}

/// Finds names that several public types bear.
fn named_twice(sources: &[String]) -> Vec<String> {
    let mut names = BTreeMap::new();
    for line in sources.iter().flat_map(|source| source.lines()) {
        let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
        let is_type = |word: &str| ["struct", "enum", "trait", "type", "union"].contains(&word);
        if line.starts_with("pub ") && words.nth(1).is_some_and(is_type) {
            *names.entry(words.next().unwrap().to_owned()).or_insert(0) += 1;
        }
    }
    names.retain(|_, times| *times > 1);
    names.into_keys().collect()
}

#[test]
fn no_two_public_types_have_one_name() {
    let files = FLOORS
        .iter()
        .flat_map(|floor| rust_files(&root().join("src").join(floor)));
    let sources: Vec<_> = files
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect();
    assert_eq!(named_twice(&sources), Vec::<String>::new());
    let sources = [
        "pub struct Cell {",
        "pub(crate) struct Page;",
        "pub enum Cell<'a> {",
    ];
    assert_eq!(named_twice(&sources.map(str::to_owned)), ["Cell"]);
}

/// The licences that go with the program; their head says how they are made.
#[test]
fn licences_are_those_of_the_crates_in_use() {
    let read = |name: &str| std::fs::read_to_string(root().join(name)).unwrap();
    let licences = read("docs/third-party-licences.txt");
    let crates = licences.lines().filter_map(|line| {
        let (name, rest) = line.strip_prefix("  ")?.split_once(' ')?;
        let version = rest.split(' ').next()?;
        let is_version = version.split('.').count() >= 3 && version.starts_with(char::is_numeric);
        (!name.is_empty() && is_version).then(|| (name.to_owned(), version.to_owned()))
    });
    let named: BTreeSet<_> = crates.collect();
    let lock = read("Cargo.lock");
    let locked = lock.split("[[package]]").filter_map(|package| {
        let value = |key: &str| {
            let value = package.split_once(&format!("\n{key} = \""))?.1;
            Some(value.split('"').next()?.to_owned())
        };
        Some((value("name")?, value("version")?))
    });
    let locked: BTreeSet<_> = locked.collect();
    let gone: Vec<_> = named.difference(&locked).collect();
    assert!(gone.is_empty(), "not in use any more: {gone:?}");
    for name in dependencies() {
        assert!(named.iter().any(|(named, _)| *named == name), "{name}");
    }
    assert!(licences.contains(&read("src/output/render/font/OFL.txt")));
}

#[test]
fn the_rule_has_teeth() {
    let check = |floor: &str, source: &str, expected: usize| {
        assert_eq!(
            violations(floor, source).len(),
            expected,
            "{floor}: {source}"
        );
    };
    check("pdf", "use crate::report::Origin;", 1);
    check("pdf", "use crate::{model::Date, index};", 1);
    check("report", "fn f() { crate::index::open() }", 1);
    check("layout", "use lopdf::Document;", 1);
    check("output", "use tantivy::{Index, Term};", 1);
    check(
        "report",
        "use crate::pdf::Document;\nuse crate::model::{Area, Date};",
        0,
    );
    check("model", "// crate::index is far above", 0);
    check("index", "let report = record.report; super::query::x()", 0);
    check("index", "use tempfile::TempDir;", 1);
    check("index", &format!("{TESTS}use tempfile::TempDir;"), 0);
    check("output", "use super::csv::Table;", 0);
    check(BINARY, "use findings::index::Index;\nuse clap::Parser;", 0);
}
