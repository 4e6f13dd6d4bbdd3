//! `findings search` as a document of quotations, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use common::{TestEnvironment, items, text};

/// Returns what stands between two marks, each time.
fn between<'a>(document: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    let behind = document.split(open).skip(1);
    behind
        .map(|rest| rest.split(close).next().unwrap())
        .collect()
}

#[test]
fn documents_mark_what_the_highlights_name() {
    let env = TestEnvironment::indexed();
    let search = |format| {
        let args = ["search", "\"life-story work\" OR drift", "--all"];
        env.run(args.into_iter().chain(["--format", format]))
            .succeeds()
    };
    let mut expected = Vec::new();
    let json = search("json").json();
    for hit in items(&json["hits"]) {
        let letters: Vec<char> = text(&hit["text"]).chars().collect();
        for span in items(&hit["highlights"]) {
            let place = |end: usize| span[end].as_u64().unwrap() as usize;
            expected.push(letters[place(0)..place(1)].iter().collect::<String>());
        }
    }
    assert!(!expected.is_empty());
    let html = search("html").stdout;
    assert_eq!(between(&html, "<mark>", "</mark>"), expected);
    assert_eq!(
        html.matches("<article>").count(),
        items(&json["hits"]).len()
    );
    let markdown = search("markdown").stdout;
    let bold: Vec<_> = markdown.split("**").skip(1).step_by(2).collect();
    assert_eq!(bold, expected);
    assert_eq!(
        markdown.matches("\n> — ").count(),
        items(&json["hits"]).len()
    );
}

#[test]
fn a_page_needs_nothing_beside_itself() {
    let env = TestEnvironment::indexed();
    let args = "search children <>& --facet kind --limit 3 --format html";
    let html = env.line(args).succeeds().stdout;
    assert!(html.contains("<html lang=\"en-GB\">"), "{html}");
    assert_eq!(
        between(&html, "<title>", "</title>"),
        ["children &lt;&gt;&amp;"]
    );
    for outside in ["<script", "<link", "<img", "src=", "@import", "url("] {
        assert!(!html.contains(outside), "{outside}");
    }
    assert_eq!(html.matches("<a href=\"file:///").count(), 3);
    assert_eq!(between(&html, "<caption>", "</caption>"), ["kind"]);
}

#[test]
fn every_shape_is_a_document() {
    let env = TestEnvironment::indexed();
    for shape in [
        "--facet kind --count",
        "--absent",
        "--facet kind --group-by authority",
    ] {
        let line = format!("search life-story {shape} --format");
        let html = env.line(&format!("{line} html")).succeeds().stdout;
        assert!(html.starts_with("<!DOCTYPE html>"), "{shape}: {html}");
        assert!(html.ends_with("</html>\n"), "{shape}: {html}");
        let markdown = env.line(&format!("{line} markdown")).succeeds().stdout;
        assert!(
            markdown.starts_with("# life-story\n\n"),
            "{shape}: {markdown}"
        );
    }
    let absent = env
        .line("search life-story --absent --format markdown")
        .stdout;
    let count = items(&env.line("search life-story --absent --format json").json()["absent"]).len();
    assert_eq!(
        absent.lines().filter(|l| l.starts_with("| ")).count(),
        count + 1
    );
}
