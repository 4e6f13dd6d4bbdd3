//! No control character of a report, a file's name or a query reaches a terminal or a file: not as an
//! escape sequence, not as a change of direction, and a spreadsheet gets no formula.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{Run, TestEnvironment};
use findings::model::is_control;

/// Colours, a title of the window, what the clipboard holds, a cursor that moves, a right-to-left
/// override, and a control of the C1 block.
const NASTY: &str = "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7} \u{1b}]52;c;AAAA\u{1b}\\ \u{1b}[2J \u{202e}gnp.x \u{9b}2J \u{7f}";

/// Texts of every kind with controls wherever they can be.
fn nasty() -> TestEnvironment {
    let env = TestEnvironment::new();
    let folder = env.path("corpus/nasty");
    fs::create_dir(&folder).unwrap();
    let text = format!(
        "Nasty News {NASTY}\n\nChildren {NASTY} were seen.\n\n=1+1 is what children say.\n"
    );
    fs::write(folder.join("plain.txt"), &text).unwrap();
    let markdown = format!("# Nasty News {NASTY}\n\nChildren {NASTY} were heard.\n");
    fs::write(folder.join("a.md"), markdown).unwrap();
    let html = format!(
        "<html><head><title>T {NASTY}</title></head><body><h1>News {NASTY}</h1>\
         <p>Children {NASTY} were met &#27;[31m &#155;2J.</p></body></html>"
    );
    fs::write(folder.join("a.html"), html).unwrap();
    fs::write(
        folder.join("a.html.meta"),
        format!("title: News {NASTY}\nurl: https://x.example/{NASTY}\n"),
    )
    .unwrap();
    fs::write(folder.join("refused.pdf"), NASTY).unwrap();
    #[cfg(unix)]
    for name in ["\u{1b}[31mred.txt", "\u{202e}fdp.txt", "\u{9b}2J.pdf"] {
        fs::write(folder.join(name), format!("News\n\nChildren of {name}.\n")).unwrap();
    }
    fs::write(env.path("saved.txt"), "children\n").unwrap();
    env
}

/// Takes out the styles and links that are ours.
fn without_styles(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, sequence)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = match sequence.strip_prefix("]8;;") {
            Some(link) => {
                let (url, behind) = link.split_once("\u{1b}\\").unwrap();
                assert!(url.chars().all(|c| c.is_ascii_graphic()), "{url:?}");
                behind
            }
            None => {
                let (style, behind) = sequence.split_once('m').unwrap();
                let style = style.strip_prefix('[').unwrap();
                assert!(
                    style.chars().all(|c| c.is_ascii_digit() || c == ';'),
                    "{style:?}"
                );
                behind
            }
        };
    }
    plain + rest
}

fn check(line: &str, run: &Run) {
    for text in [&run.stdout, &run.stderr] {
        let found = text.chars().find(|c| is_control(*c));
        assert!(found.is_none(), "{line}: {found:?}\n{text}");
    }
}

const LINES: [&str; 30] = [
    "search children --source all",
    "search children --source all --kwic",
    "search children --source all --kwic --format csv",
    "search children --source all --format csv",
    "search children --source all --format csv-raw",
    "search children --source all --format json",
    "search children --source all --format jsonl",
    "search children --source all --format markdown",
    "search children --source all --format html",
    "search children --source all --group-by kind",
    "search children --source all --facet authority --count",
    "search children --source all --absent",
    "search children --source all --explain",
    "search children --source all -C 1",
    "search \u{1b}[31mred --source all",
    "search (\u{202e}children",
    "show \u{1b}[2J",
    "reports --source all",
    "reports --source all --format csv",
    "reports --source all --format json",
    "check",
    "check --ledger",
    "check --format json",
    "check --headings",
    "check --manifest",
    "news --since 1900 --query saved.txt",
    "news --since 1900 --format atom",
    "export --source all",
    "export --source all --format csv",
    "themes --source all --min-reports 1 --min-authorities 0",
];

#[test]
fn nothing_but_text_comes_out() {
    let env = nasty();
    for line in [
        "ingest --verbose",
        "ingest --verbose --rebuild --format json",
    ] {
        let run = env.line(line);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        check(line, &run);
    }
    for line in LINES {
        check(line, &env.line(line));
    }
    let found = env.line("search seen heard met --any --source all --format jsonl");
    assert!(!found.stdout.contains("\\u001b"), "{}", found.stdout);
}

#[test]
fn styles_and_links_are_ours_alone() {
    let env = nasty();
    env.line("ingest --quiet");
    for line in LINES {
        if line.contains("--format") {
            continue;
        }
        let run = env.line(&format!("{line} --color always --hyperlinks always"));
        let plain = Run {
            stdout: without_styles(&run.stdout),
            stderr: without_styles(&run.stderr),
            ..run
        };
        check(line, &plain);
    }
}

#[test]
fn a_spreadsheet_gets_no_formula() {
    let env = nasty();
    env.line("ingest --quiet");
    let line = "search \"what children say\" --source all --format";
    let guarded = env.line(&format!("{line} csv")).stdout;
    assert!(
        guarded.contains(",'=1+1 is what children say."),
        "{guarded}"
    );
    let raw = env.line(&format!("{line} csv-raw")).stdout;
    assert!(raw.contains(",=1+1 is what children say."), "{raw}");
}

#[test]
fn a_gazetteer_must_be_text_and_have_lines() {
    let env = TestEnvironment::new();
    let header = "slug,name,region,type,aliases";
    for (csv, expected) in [
        (String::new(), "no lines"),
        (format!("{header}\n"), "no lines"),
        (
            format!("{header}\nx,X \u{1b}[31m,y,z,\n"),
            "line 2: there is a control character",
        ),
    ] {
        fs::write(env.path("g.csv"), csv).unwrap();
        let said = env.line("ingest --gazetteer g.csv").fails(2);
        assert!(said.contains("g.csv") && said.contains(expected), "{said}");
    }
}

#[test]
fn pages_keep_folders_of_this_machine_to_themselves() {
    let env = TestEnvironment::indexed();
    let page = env
        .line("search children --format html --hyperlinks never")
        .stdout;
    assert!(
        page.contains("<article>") && !page.contains("file:"),
        "{page}"
    );
    let themes = env
        .line("themes --min-reports 2 --format html --hyperlinks never")
        .stdout;
    assert!(!themes.contains("file:"), "{themes}");
}
