//! Terminals: no line is broken by the screen, and identifiers stay whole to be copied.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Run, TestEnvironment};

/// Commands whose answers have tables, charts, headings and long lines, of which none refuses.
const COMMANDS: &[&str] = &[
    "search children --limit 5",
    "search supervision --kwic --all",
    "search children --count --facet grade,year,area,authority,inspector,kind",
    "search children --group-by authority",
    "search children --group-by report",
    "search adoption --absent",
    "search supervision --explain --limit 2",
    "search supervision -C 1 --limit 2",
    "reports",
    "reports --latest",
    "reports --matrix",
    "frameworks",
    "frameworks ilacs",
    "check --ledger",
    "check --headings",
    "themes --limit 5",
    "themes --collocates children",
    "themes --trend children",
    "themes --trend children --by framework",
    "themes --trend children --by overall --query supervision",
    "themes --compare overall=inadequate:good --query supervision",
    "themes --coverage adoption supervision advocacy --silent",
    "track",
    "track supervision",
    "similar castlebridge/2022-06-24/ilacs#improvement-2",
    "concepts",
    "show castlebridge/2022-06-24/ilacs",
    "show castlebridge/2022-06-24/ilacs#1",
    "help",
    "help query",
];

fn at(env: &TestEnvironment, line: &str, columns: Option<usize>) -> String {
    let mut command = env.command();
    if let Some(columns) = columns {
        command.env("COLUMNS", columns.to_string());
    }
    let run = Run::of(command.args(line.split(' ')));
    assert_eq!(run.code, Some(0), "{line}: {}", run.stderr);
    run.stdout
}

/// Lists the identifiers of reports and paragraphs in a text.
fn identifiers(text: &str) -> Vec<&str> {
    let words = text
        .split_whitespace()
        .map(|word| word.trim_matches([',', ';', ':', '(', ')']));
    let is_id = |word: &&str| word.split('/').count() == 3 && word.contains("/20");
    let mut ids: Vec<_> = words.filter(is_id).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn no_line_is_wider_than_the_screen() {
    let env = TestEnvironment::ingested();
    let mut folded = 0;
    for line in COMMANDS {
        let file = at(&env, line, None);
        for columns in [80, 100] {
            let screen = at(&env, line, Some(columns));
            let wide = screen.lines().find(|line| line.chars().count() > columns);
            assert_eq!(wide, None, "{line} at {columns}");
            assert_eq!(
                identifiers(&screen),
                identifiers(&file),
                "{line} at {columns}"
            );
            folded += usize::from(screen != file);
        }
    }
    // Most of them have lines that would be broken.
    assert!(folded > COMMANDS.len() / 2, "{folded}");
}

#[test]
fn files_take_lines_of_any_length() {
    let env = TestEnvironment::indexed();
    let file = at(&env, "search supervision --kwic", None);
    assert!(file.lines().skip(1).all(|line| line.chars().count() > 80));
}
