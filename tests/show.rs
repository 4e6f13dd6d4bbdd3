//! `findings show`, on the sample corpus.

#![allow(clippy::unwrap_used)]

mod common;

use std::io::{self, Cursor};

#[cfg(unix)]
use common::Run;
use common::{TestEnvironment, items, text};
use serde_json::Value;

/// Returns a numbered paragraph in the middle of a report.
fn some_paragraph(env: &TestEnvironment) -> Value {
    let hits = env
        .line("search --kind ilacs --section findings --all --format jsonl")
        .jsonl();
    hits.into_iter().find(|hit| hit["number"] == 5).unwrap()
}

#[test]
fn a_paragraph_comes_with_its_neighbours() {
    let env = TestEnvironment::indexed();
    let expected = some_paragraph(&env);
    let id = text(&expected["id"]);
    let shown = env.run(["show", id, "--format", "json"]).succeeds().json();
    assert_eq!(shown["paragraph"]["text"], expected["text"]);
    assert_eq!(shown["before"][0]["number"], 4);
    assert_eq!(shown["after"][0]["number"], 6);
    let alone = env
        .run(["show", id, "-C", "0", "--format", "json"])
        .succeeds()
        .json();
    assert_eq!(alone["before"], Value::Array(Vec::new()));
    let wide = env
        .run(["show", id, "-C", "1000", "--format", "json"])
        .succeeds()
        .json();
    assert!(items(&wide["before"]).len() >= 4);
    let text = env.run(["show", id]).succeeds().stdout;
    assert!(text.contains("\n> paragraph 5, page"), "{text}");
}

#[test]
fn a_report_is_shown_as_an_outline() {
    let env = TestEnvironment::indexed();
    let report = some_paragraph(&env)["report_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let json = env
        .run(["show", &report, "--format", "json"])
        .succeeds()
        .json();
    assert_eq!(
        json["report"]["paragraphs"],
        items(&json["paragraphs"]).len()
    );
    let markdown = env
        .run(["show", &report, "--format", "markdown"])
        .succeeds()
        .stdout;
    let entries = markdown
        .lines()
        .filter(|line| line.starts_with("- **"))
        .count();
    // Notes are listed behind the paragraphs.
    let listed = items(&json["paragraphs"]).len() + items(&json["notes"]).len();
    assert_eq!(entries, listed);
    let outline = env.run(["show", &report]).succeeds().stdout;
    assert!(
        outline.starts_with(text(&json["report"]["title"])),
        "{outline}"
    );
}

#[test]
fn a_citation_names_number_and_page() {
    let env = TestEnvironment::indexed();
    let paragraph = some_paragraph(&env);
    let cited = env
        .run(["show", text(&paragraph["id"]), "--cite"])
        .succeeds()
        .stdout;
    assert!(
        cited.starts_with(text(&paragraph["authority_name"])),
        "{cited}"
    );
    assert!(cited.contains(", paragraph 5, page"), "{cited}");
    assert_eq!(cited.lines().count(), 1);
    let quoted = env
        .run(["show", text(&paragraph["id"]), "--format", "markdown"])
        .succeeds();
    assert!(quoted.stdout.starts_with("> 5\\. "), "{}", quoted.stdout);
}

#[test]
fn a_citation_names_where_the_report_is_published() {
    let env = TestEnvironment::new();
    let file = env.path("corpus/ambleford/children's services inspection - 24 july 2019.pdf.meta");
    std::fs::write(file, "url: https://files.example/v1/50001\n").unwrap();
    env.run(["ingest"]).succeeds();
    let id = "ambleford/2019-06-14/ilacs#14";
    let page = env.run(["show", id, "--format", "json"]).json()["paragraph"]["page"].clone();
    let url = format!("https://files.example/v1/50001#page={page}");
    let cited = env.run(["show", id, "--cite"]).succeeds().stdout;
    assert!(cited.ends_with(&format!(". <{url}>\n")), "{cited}");
    let quoted = env.run(["show", id, "--format", "markdown"]).succeeds();
    let link = format!(" [Published report](<{url}>)\n");
    assert!(quoted.stdout.ends_with(&link), "{}", quoted.stdout);
}

#[cfg(unix)]
#[test]
fn a_paragraph_opens_at_its_page() {
    let env = TestEnvironment::ingested();
    let paragraph = some_paragraph(&env);
    let (id, page) = (text(&paragraph["id"]), &paragraph["page"]);
    let opener = "/bin/echo {page} '{file}' {url}";
    let opened = env
        .run(["show", id, "--open", "--opener", opener])
        .succeeds()
        .stdout;
    assert!(opened.starts_with(&format!("{page} /")), "{opened}");
    assert!(opened.contains(".pdf file:///"), "{opened}");
    assert!(opened.ends_with(&format!(".pdf#page={page}\n")), "{opened}");
    let by_variable = Run::of(
        env.command()
            .args(["show", text(&paragraph["report_id"]), "--open"])
            .env("FINDINGS_OPENER", "/bin/echo"),
    );
    assert!(
        by_variable.stdout.starts_with("file:///"),
        "{by_variable:?}"
    );
    assert!(by_variable.stdout.ends_with("#page=1\n"), "{by_variable:?}");
    let message = env
        .run(["show", id, "--open", "--opener", "no-such-viewer"])
        .fails(2);
    assert!(message.contains("cannot run `no-such-viewer`"), "{message}");
    assert!(message.contains("hint: "), "{message}");
}

#[test]
fn an_unknown_name_is_answered_with_near_ones() {
    let env = TestEnvironment::indexed();
    let paragraph = some_paragraph(&env);
    let report = text(&paragraph["report_id"]);
    let wrong = &report[1..];
    let message = env.run(["show", wrong]).fails(1);
    assert!(
        message.contains(&format!("hint: did you mean `{report}`")),
        "{message}"
    );
    let message = env.run(["show", &format!("{report}#5000")]).fails(1);
    assert!(
        message.contains(&format!("hint: `findings show {report}` lists")),
        "{message}"
    );
}

/// Parts references from each other, by what each ends with.
fn references(all: &str, end: &str) -> Vec<String> {
    let each = all.split_inclusive(end);
    each.map(|one| one.trim().to_owned())
        .filter(|one| !one.is_empty())
        .collect()
}

#[test]
fn what_is_shown_alone_is_cited_as_it_is_in_lists() {
    let env = TestEnvironment::indexed();
    let paragraph = some_paragraph(&env);
    let id = text(&paragraph["id"]);
    let report = text(&paragraph["report_id"]);
    for (format, end) in [("ris", "ER  - \n"), ("bibtex", "\n}\n")] {
        let listed = |line: &str| {
            let line = format!("{line} --format {format}");
            references(&env.line(&line).succeeds().stdout, end)
        };
        let shown = |id: &str| {
            let args = ["show", id, "--format", format];
            env.run(args).succeeds().stdout.trim().to_owned()
        };
        let hits = listed("search --kind ilacs --section findings --all");
        assert!(hits.contains(&shown(id)), "{format}: {}", shown(id));
        let reports = listed("reports");
        assert!(
            reports.contains(&shown(report)),
            "{format}: {}",
            shown(report)
        );
        let new = listed("news --since 2024-08");
        assert_eq!(new.len(), 3);
        assert!(new.iter().all(|new| reports.contains(new)), "{format}");
        let error = env
            .run(["show", id, "--format", format, "-C", "1"])
            .fails(2);
        assert!(error.contains("without `--context`"), "{error}");
    }
}

#[test]
fn a_number_in_the_metadata_leads_to_the_page_of_the_body() {
    let env = TestEnvironment::new();
    let file = "corpus/ambleford/children's services inspection - 24 july 2019.pdf.meta";
    std::fs::write(env.path(file), "urn: 80999\n").unwrap();
    env.line("ingest --quiet").succeeds();
    let url = "https://reports.ofsted.gov.uk/provider/44/80999";
    let id = "ambleford/2019-06-14/ilacs#14";
    let shown = env.run(["show", id, "--format", "json"]).succeeds().json();
    assert_eq!(shown["paragraph"]["body_url"], url);
    assert_eq!(shown["paragraph"]["url"], Value::Null);
    let ris = env.run(["show", id, "--format", "ris"]).stdout;
    assert!(ris.contains(&format!("UR  - {url}\n")), "{ris}");
    let markdown = env.run(["show", id, "--format", "markdown"]).stdout;
    let link = format!("[Page of the inspectorate](<{url}>)");
    assert!(markdown.contains(&link), "{markdown}");
    let reports = env.line("reports --format csv").succeeds();
    let (columns, rows) = reports.csv();
    let at = columns
        .iter()
        .position(|column| column == "body_url")
        .unwrap();
    let urls: Vec<_> = rows.iter().map(|row| row[at].as_str()).collect();
    assert_eq!(urls.iter().filter(|known| **known == url).count(), 1);
    assert_eq!(
        urls.iter().filter(|known| known.is_empty()).count(),
        urls.len() - 1
    );
    for (format, name) in [
        ("docx", "word/_rels/document.xml.rels"),
        ("xlsx", "xl/worksheets/_rels/sheet1.xml.rels"),
    ] {
        let line =
            format!("search --authority ambleford --until 2019-07 --limit 1 --format {format}");
        let mut archive = zip::ZipArchive::new(Cursor::new(env.bytes(&line))).unwrap();
        let links = io::read_to_string(archive.by_name(name).unwrap()).unwrap();
        assert!(links.contains(url), "{format}: {links}");
    }
    // The published file goes before it.
    std::fs::write(
        env.path(file),
        "urn: 80999\nurl: https://files.example/50\n",
    )
    .unwrap();
    env.line("ingest --quiet").succeeds();
    let ris = env.run(["show", id, "--format", "ris"]).stdout;
    assert!(
        ris.contains("UR  - https://files.example/50#page="),
        "{ris}"
    );
}
