//! Kinds, frameworks, grades, areas and sections are data: nothing in the program names one.
//!
//! Each string and each name of a type, variant or constant in `src` is held against the
//! compiled-in rules, help and tests apart. What is an ordinary word besides is excepted below, with
//! the reason; an exception that is no longer needed fails too.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use findings::gazetteer::fold;
use findings::rules::Rules;

/// Strings that may stand in a file, and why: file, what it names (`*` in a list of words), reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "src/bin/findings/commands/completions.rs",
        "findings",
        "the program",
    ),
    (
        "src/bin/findings/config.rs",
        "findings",
        "the program's folder of settings",
    ),
    (
        "src/bin/findings/commands/fetch.rs",
        "findings",
        "the program",
    ),
    ("src/bin/findings/main.rs", "ilacs", "examples of the help"),
    (
        "src/query/language.rs",
        "looked after",
        "an example of the help",
    ),
    ("src/bin/findings/study_file.rs", "findings", "the program"),
    ("src/fetch/visitor.rs", "findings", "the program"),
    ("src/output/questions/qdpx.rs", "findings", "the program"),
    ("src/output/render/parquet.rs", "findings", "the program"),
    ("src/output/render/xlsx.rs", "findings", "the program"),
    (
        "src/output/render/xlsx.rs",
        "notes",
        "a sheet of a workbook",
    ),
    ("src/query/foreign.rs", "body", "a field of other programs"),
    ("src/formats/html/mod.rs", "body", "an element of HTML"),
    ("src/formats/html/root.rs", "body", "an element of HTML"),
    ("src/formats/html/mod.rs", "summary", "an element of HTML"),
    ("src/formats/html/lines.rs", "body", "an element of HTML"),
    (
        "src/formats/odt/mod.rs",
        "body",
        "an element of OpenDocument",
    ),
    ("src/formats/pptx.rs", "body", "a place on slides"),
    ("src/index/text/irregular.rs", "*", "words of English"),
    ("src/model/area.rs", "overall", RESERVED),
    (
        "src/output/questions/concepts.rs",
        "other",
        "how the name of a concept relates to it",
    ),
    (
        "src/output/questions/explanation.rs",
        "body",
        "the body that is inspected",
    ),
    (
        "src/output/questions/family.rs",
        "findings",
        "that a section states findings",
    ),
    (
        "src/output/questions/fetched.rs",
        "document",
        "what is fetched",
    ),
    (
        "src/output/questions/ledger.rs",
        "findings",
        "where words went",
    ),
    (
        "src/output/questions/ledger.rs",
        "other",
        "where words went",
    ),
    ("src/output/questions/news.rs", "findings", "the program"),
    (
        "src/output/questions/outline.rs",
        "overall",
        "the label of the overall grade",
    ),
    (
        "src/output/questions/reports.rs",
        "other",
        "the column of areas without a group",
    ),
    (
        "src/output/questions/reports.rs",
        "overall",
        "the column of the overall grade",
    ),
    ("src/output/questions/related.rs", "quotation", KEY),
    ("src/output/schemas.rs", "news", "a command"),
    ("src/output/wire/family.rs", "contents", KEY),
    ("src/output/wire/family.rs", "overall", KEY),
    ("src/output/wire/family.rs", "weak", KEY),
    ("src/pdf/annotations.rs", "contents", "a key of PDF"),
    ("src/pdf/mod.rs", "document", "an element of PDF"),
    ("src/pdf/pages.rs", "contents", "a key of PDF"),
    ("src/query/field.rs", "overall", "a field of queries"),
    (
        "src/report/inspector/mod.rs",
        "care quality commission",
        "whose inspectors stand in a column of their own; to be data",
    ),
    (
        "src/report/inspector/names.rs",
        "date of inspection",
        "a label behind an inspector, in any family; to be data",
    ),
    (
        "src/report/secondary.rs",
        "inspection report",
        "in a warning, of any report",
    ),
    (
        "src/rules/heading.rs",
        "summary",
        "a word before the grade in headings of any area",
    ),
    ("src/rules/read/definitions.rs", "improvement", KEY),
    ("src/rules/read/definitions.rs", "notes", KEY),
    ("src/rules/read/definitions.rs", "overall", KEY),
    ("src/rules/read/front.rs", "overall", KEY),
    ("src/rules/read/headings.rs", "contents", KEY),
    ("src/rules/read/mod.rs", "findings", KEY),
    ("src/rules/read/mod.rs", "overall", KEY),
    ("src/rules/read/outline.rs", "weak", KEY),
    ("src/rules/read/secondary.rs", "body", KEY),
    ("src/rules/read/secondary.rs", "quotation", KEY),
    ("src/themes/stopwords.rs", "*", "words of English"),
    (
        "src/web/pages/judged.rs",
        "overall",
        "the column of the overall grade",
    ),
    ("src/web/pages/mod.rs", "findings", "the program"),
    ("src/web/assistant.rs", "findings", "the program"),
    ("src/web/openapi.rs", "findings", "the program"),
    ("src/web/openapi.rs", "summary", "a key of OpenAPI"),
    ("src/web/reading.rs", "school", "an example of a provider"),
    ("src/web/reading.rs", "ilacs", "an example of a kind"),
    ("src/web/reading.rs", "jtai", "an example of a kind"),
    (
        "src/web/tools/hits.rs",
        "context",
        "a parameter of addresses",
    ),
    ("src/web/tools/themes.rs", "overall", "a field of queries"),
    ("src/web/traffic.rs", "findings", "the program"),
];

const KEY: &str = "a key of files of rules";
const RESERVED: &str = "the slug that files of rules must use for the body as a whole";

/// Types, variants and constants that are called like a term, and why.
const CALLED_ALIKE: &[(&str, &str)] = &[
    ("Body", "what a response carries"),
    ("Context", "the paragraphs around a hit"),
    ("Met", "the words that were met before"),
    ("News", "what was published since a day"),
    ("Notes", "notes to a text, before they have a section"),
    ("OVERALL", RESERVED),
    ("OTHER", "the column of areas without a group"),
    ("Other", "what is none of the other variants"),
    ("Overall", "the field of queries, and the sum of all strata"),
    ("Quotation", "paragraphs of a report over their source"),
    ("Progress", "how far an ingest is"),
];

/// Kinds whose slugs are English words: in a sentence they name nothing.
const ENGLISH: &[&str] = &["news", "press", "other"];

/// What the rules name, folded.
struct Names {
    /// In any place: slugs of kinds and frameworks, and whatever has two words or more.
    anywhere: BTreeSet<String>,
    /// Where a string says no more: grades, areas and sections of one word.
    alone: BTreeSet<String>,
    /// Slugs, which types and variants may be called after.
    slugs: BTreeSet<String>,
}

impl Names {
    fn of(rules: &Rules) -> Self {
        let terms = rules.terms();
        let kinds = terms.kinds.iter().map(|kind| kind.slug());
        let frameworks = terms.frameworks.iter().map(|framework| framework.slug());
        let telling: BTreeSet<String> = kinds.chain(frameworks).map(fold).collect();
        let grades = terms.grades.iter().map(|grade| grade.slug());
        let sections = terms.sections.iter().map(|section| section.slug());
        let areas = terms.areas.iter().map(|area| area.area.slug());
        let others = grades.chain(sections).chain(areas).map(fold);
        let slugs: BTreeSet<String> = telling.iter().cloned().chain(others).collect();
        let titles = terms.kinds.iter().map(|kind| fold(kind.title()));
        let titles = titles.chain(terms.grades.iter().map(|grade| fold(grade.title())));
        let titles = titles.chain(terms.areas.iter().map(|area| fold(&area.name)));
        let printed = rules.families().iter().flat_map(|family| {
            let headings = family.headings.iter();
            let headings = headings.map(|(heading, _)| heading.to_owned());
            let grades = family.scale.grades.iter();
            let words = grades.flat_map(|grade| family.scale.words(*grade));
            headings.chain(words.map(str::to_owned)).collect::<Vec<_>>()
        });
        let all = slugs.iter().cloned().chain(titles).chain(printed);
        // Grades that are printed as numbers say nothing in a program.
        let all = all.filter(|name| name.contains(char::is_alphabetic));
        let is_english = |name: &String| ENGLISH.contains(&name.as_str());
        let (anywhere, alone) = all
            .partition(|name| !is_english(name) && (telling.contains(name) || name.contains(' ')));
        Names {
            anywhere,
            alone,
            slugs,
        }
    }

    /// Lists the names in a string.
    fn in_string(&self, text: &str) -> Vec<&str> {
        let folded = fold(&without_places(text));
        let spaced = format!(" {folded} ");
        let anywhere = self.anywhere.iter();
        let anywhere = anywhere.filter(|name| spaced.contains(&format!(" {name} ")));
        let alone = self.alone.get(&folded).filter(|_| text.trim() == text);
        anywhere.chain(alone).map(String::as_str).collect()
    }

    /// Tells whether a type, variant or constant is called like a term: `RequiresImprovement`.
    fn has_identifier(&self, identifier: &str) -> bool {
        let screams = !identifier.contains(|c: char| c.is_ascii_lowercase());
        let mut words = String::new();
        for c in identifier.chars() {
            if c == '_' || c.is_ascii_uppercase() && !screams {
                words.push(' ');
            }
            words.extend(c.to_lowercase().filter(|c| *c != '_'));
        }
        self.slugs.contains(words.trim())
    }
}

/// Takes the places for values off a text that is written with values.
fn without_places(text: &str) -> String {
    let mut pieces = text.split('{');
    let mut rest = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let behind = piece.split_once('}').map_or(piece, |(_, behind)| behind);
        rest.extend([" ", behind]);
    }
    rest
}

/// What stands in the code of a file, tests and attributes apart.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    /// A string, without its quotation marks.
    Text(String),
    /// A word of the code.
    Word(String),
    /// A sign.
    Sign(char),
}

/// Cuts source text into pieces, each with its line; comments are left out.
fn pieces(source: &str) -> Vec<(usize, Piece)> {
    let chars: Vec<char> = source.chars().collect();
    let mut pieces = Vec::new();
    let (mut at, mut line) = (0, 1);
    let word_end = |mut at: usize| {
        while chars
            .get(at)
            .is_some_and(|c| c.is_alphanumeric() || *c == '_')
        {
            at += 1;
        }
        at
    };
    while at < chars.len() {
        let start = at;
        let behind = |at: usize| chars.get(at).copied();
        let piece = match chars[at] {
            '/' if behind(at + 1) == Some('/') => {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
                None
            }
            '"' => {
                let mut text = String::new();
                at += 1;
                while chars[at] != '"' {
                    if chars[at] == '\\' {
                        at += 1;
                        // A line broken in a string goes on behind the indent.
                        if chars[at] == '\n' {
                            while chars[at + 1].is_whitespace() {
                                at += 1;
                            }
                        } else {
                            text.push(' ');
                        }
                    } else {
                        text.push(chars[at]);
                    }
                    at += 1;
                }
                at += 1;
                Some(Piece::Text(text))
            }
            // Raw bytes: what follows is a raw string.
            'b' if behind(at + 1) == Some('r') && matches!(behind(at + 2), Some('"' | '#')) => {
                at += 1;
                None
            }
            'r' if matches!(behind(at + 1), Some('"' | '#')) && behind(at + 2).is_some() => {
                let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
                if behind(at + 1 + hashes) == Some('"') {
                    let end: String = std::iter::once('"')
                        .chain(std::iter::repeat_n('#', hashes))
                        .collect();
                    let rest: String = chars[at + 2 + hashes..].iter().collect();
                    let text = rest.split(&end).next().unwrap().to_owned();
                    at += 2 + hashes + text.chars().count() + end.len();
                    Some(Piece::Text(text))
                } else {
                    at = word_end(at + 1 + hashes);
                    None
                }
            }
            '\'' => {
                // A character, or a lifetime, which has no second mark.
                at += match (behind(at + 1), behind(at + 2)) {
                    (Some('\\'), _) => {
                        let rest = &chars[at + 3..];
                        4 + rest.iter().take_while(|c| **c != '\'').count()
                    }
                    (_, Some('\'')) => 3,
                    _ => 1,
                };
                None
            }
            c if c.is_alphanumeric() || c == '_' => {
                at = word_end(at);
                Some(Piece::Word(chars[start..at].iter().collect()))
            }
            c => {
                at += 1;
                (!c.is_whitespace()).then_some(Piece::Sign(c))
            }
        };
        pieces.extend(piece.map(|piece| (line, piece)));
        line += chars[start..at].iter().filter(|c| **c == '\n').count();
    }
    pieces
}

/// Leaves out attributes, in which help stands, and what is compiled for tests alone.
fn code(pieces: Vec<(usize, Piece)>) -> Vec<(usize, Piece)> {
    let mut code = Vec::new();
    let mut at = 0;
    let is =
        |at: usize, sign: char| matches!(pieces.get(at), Some((_, Piece::Sign(c))) if *c == sign);
    // Returns the place behind brackets that begin at one.
    let behind = |mut at: usize| {
        let mut depth = 0;
        loop {
            match pieces.get(at) {
                Some((_, Piece::Sign('(' | '[' | '{'))) => depth += 1,
                Some((_, Piece::Sign(')' | ']' | '}'))) => depth -= 1,
                Some(_) => {}
                None => return at,
            }
            at += 1;
            if depth == 0 {
                return at;
            }
        }
    };
    let mut kept = vec![true; pieces.len()];
    while at < pieces.len() {
        if !(is(at, '#') && (is(at + 1, '[') || is(at + 1, '!'))) {
            at += 1;
            continue;
        }
        let start = at;
        at = behind(at + if is(at + 1, '!') { 2 } else { 1 });
        let words = pieces[start..at]
            .iter()
            .filter_map(|(_, piece)| match piece {
                Piece::Word(word) => Some(word.as_str()),
                _ => None,
            });
        if words.collect::<Vec<_>>() == ["cfg", "test"] {
            // The item behind it ends with a semicolon or with its braces.
            while at < pieces.len() && !is(at, ';') && !is(at, '{') {
                at = if is(at, '(') || is(at, '[') {
                    behind(at)
                } else {
                    at + 1
                };
            }
            at = if is(at, '{') { behind(at) } else { at + 1 };
        }
        let end = at.min(pieces.len());
        kept[start..end].fill(false);
    }
    for (piece, kept) in pieces.into_iter().zip(kept) {
        if kept {
            code.push(piece);
        }
    }
    code
}

/// What a place in the code names, and in which words.
#[derive(Debug, PartialEq, Eq)]
enum Named {
    Text(String),
    Word(String),
}

fn named_in(source: &str, names: &Names) -> Vec<(usize, Named)> {
    let mut found = Vec::new();
    for (line, piece) in code(pieces(source)) {
        match piece {
            Piece::Text(text) => {
                let names = names.in_string(&text).into_iter();
                found.extend(names.map(|name| (line, Named::Text(name.to_owned()))));
            }
            Piece::Word(word)
                if word.starts_with(|c: char| c.is_ascii_uppercase())
                    && names.has_identifier(&word) =>
            {
                found.push((line, Named::Word(word)));
            }
            _ => {}
        }
    }
    found
}

/// Lists the sources that are no tests.
fn sources(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() && stem != "tests" {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !["tests", "testutil"].contains(&stem.as_str())
        {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn nothing_in_the_program_names_what_is_data() {
    let names = Names::of(Rules::builtin());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    for path in sources(&root.join("src")) {
        let file = path.strip_prefix(root).unwrap().display().to_string();
        let file = file.replace('\\', "/");
        for (line, named) in named_in(&std::fs::read_to_string(&path).unwrap(), &names) {
            let excepted = match &named {
                Named::Text(name) => EXCEPTIONS
                    .iter()
                    .find(|(of, word, _)| *of == file && (word == name || *word == "*"))
                    .map(|(file, name, _)| (*file, *name)),
                Named::Word(name) => CALLED_ALIKE
                    .iter()
                    .find(|(word, _)| word == name)
                    .map(|(name, _)| ("", *name)),
            };
            match excepted {
                Some(exception) => drop(used.insert(exception)),
                None => wrong.push(format!("{file}:{line}: {named:?}")),
            }
        }
    }
    let exceptions = EXCEPTIONS.iter().map(|(file, name, _)| (*file, *name));
    let exceptions = exceptions.chain(CALLED_ALIKE.iter().map(|(name, _)| ("", *name)));
    let idle = exceptions.filter(|exception| !used.contains(exception));
    wrong.extend(idle.map(|(file, name)| format!("{file}: `{name}` needs no exception")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rule_has_teeth() {
    let names = Names::of(Rules::builtin());
    let check = |source: &str, expected: &[&str]| {
        let found = named_in(source, &names);
        let words = found.iter().map(|(_, named)| match named {
            Named::Text(name) | Named::Word(name) => name.as_str(),
        });
        let found: Vec<_> = words.collect();
        assert_eq!(found, expected, "{source}");
    };
    check("match slug { \"ilacs\" => 1, _ => 0 }", &["ilacs"]);
    check(
        "let c = '\"'; let kind = \"of sif-2013\";",
        &["sif", "sif 2013"],
    );
    check(
        "grade == Grade::Inadequate || GRADE == GOOD",
        &["Inadequate", "GOOD"],
    );
    check(
        "x.starts_with(\"Requires improvement\")",
        &["requires improvement"],
    );
    check(
        "x.starts_with(\"requires \\\n    improvement\")",
        &["requires improvement"],
    );
    check("x == r#\"good\"#", &["good"]);
    check("let text = \"a good answer\"; // \"ilacs\"", &[]);
    check(
        "#[cfg(test)]\nmod tests { fn f() { \"ilacs\" } }\nfn g() {}",
        &[],
    );
    check(
        "#[cfg(test)]\nmod tests;\nfn g<'a>(x: &'a str) { \"jtai\" }",
        &["jtai"],
    );
    check("#[command(after_long_help = \"search --kind ilacs\")]", &[]);
}
