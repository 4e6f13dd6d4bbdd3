//! All of an answer: page by page behind cursors, and at once as a stream.

use std::fs;

use crate::client::{Response, Server};
use crate::common::{TestEnvironment, items, text};

/// Returns where the rest of an answer is.
fn rest(response: &Response) -> Option<String> {
    let link = response.header("link")?;
    let (address, relation) = link.split_once('>').unwrap();
    assert_eq!(relation, "; rel=\"next\"");
    Some(address.strip_prefix('<').unwrap().to_owned())
}

#[test]
fn cursors_lead_through_all_hits() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let all = env
        .line("search supervision --sort newest --all --format json")
        .json();
    let mut address = "/api/v1/search?q=supervision&sort=newest&limit=7".to_owned();
    let mut ids = Vec::new();
    let mut asked = 0;
    loop {
        let response = server.get(&address);
        assert_eq!(response.status, 200, "{address} {}", response.text());
        let json = response.json();
        ids.extend(
            items(&json["hits"])
                .iter()
                .map(|hit| text(&hit["id"]).to_owned()),
        );
        asked += 1;
        match rest(&response) {
            Some(next) => address = next,
            None => break,
        }
    }
    let expected = items(&all["hits"]).iter().map(|hit| text(&hit["id"]));
    assert_eq!(ids, expected.collect::<Vec<_>>());
    assert!(asked > 2, "{asked}");
    for whole in [
        "q=zzzzzz",
        "q=supervision&limit=1000",
        "q=supervision&limit=0",
        "q=supervision&sample=3",
    ] {
        let response = server.get(&format!("/api/v1/search?{whole}"));
        assert_eq!(rest(&response), None, "{whole}");
    }
}

#[test]
fn a_cursor_is_for_one_question_and_one_commit() {
    let env = TestEnvironment::ingested();
    let server = Server::start(&env, &[]);
    let first = server.get("/api/v1/search?q=supervision&limit=3");
    let next = rest(&first).unwrap();
    let (_, cursor) = next.split_once("cursor=").unwrap();
    assert_eq!(server.get(&next).status, 200);
    // It is read in any form, and by any number.
    assert_eq!(server.get(&format!("{next}&format=csv")).status, 200);
    for wrong in [
        format!("/api/v1/search?q=visits&cursor={cursor}"),
        format!("/api/v1/search?q=supervision&kind=ilacs&cursor={cursor}"),
        format!("{next}&offset=3"),
        "/api/v1/search?q=supervision&cursor=3".to_owned(),
    ] {
        assert_eq!(server.get(&wrong).status, 400, "{wrong}");
    }
    // A question that is too long for an address is sent again with its cursor.
    let long = format!("supervision OR {}", ["zzzz"; 2000].join(" OR "));
    let send = |cursor: Option<&str>| {
        let asked = serde_json::json!({ "q": long, "limit": 3, "cursor": cursor });
        server.post("/api/v1/search", "application/json", "", &asked.to_string())
    };
    let sent = send(None);
    let alone = rest(&sent).unwrap();
    let (path, cursor) = alone.split_once("?cursor=").unwrap();
    assert_eq!(path, "/api/v1/search");
    let same = items(&server.get(&next).json()["hits"]).to_vec();
    assert_eq!(items(&send(Some(cursor)).json()["hits"]), same);

    let report = "# Inspection of Ambleford\n\n1. Supervision is new.\n";
    fs::write(env.path("corpus/ambleford/new.md"), report).unwrap();
    env.run(["ingest", "-q"]).succeeds();
    let old = server.get(&next);
    assert_eq!(old.status, 410);
    assert_eq!(old.header("content-type"), Some("application/problem+json"));
    let said = old.text();
    assert!(
        said.contains("the reports have changed") && said.contains("begin again"),
        "{said}"
    );
}

#[test]
fn an_export_is_that_of_the_command_line() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let questions: [(&str, &[&str]); 4] = [
        ("", &["export"]),
        ("?source=all&format=jsonl", &["export", "--source=all"]),
        (
            "?q=%22care+leavers%22&since=2019&format=csv",
            &["export", "\"care leavers\"", "--since=2019", "--format=csv"],
        ),
        ("?q=zzzzzz", &["export", "zzzzzz"]),
    ];
    for (asked, args) in questions {
        let run = env.run(args.iter().copied());
        let export = server.get(&format!("/api/v1/export{asked}"));
        assert_eq!(export.status, 200, "{asked}");
        assert_eq!(export.text(), run.stdout, "{asked}");
    }
    let sent = server.post(
        "/api/v1/export",
        "application/json",
        "",
        "{\"q\": \"zebra\"}",
    );
    assert_eq!(sent.text(), env.line("export zebra").stdout);
    let export = server.get("/api/v1/export");
    assert_eq!(export.header("content-type"), Some("application/x-ndjson"));
    for wrong in ["q=a+NEAR/x+b", "limit=3", "format=xlsx", "kind=sfi"] {
        let refused = server.get(&format!("/api/v1/export?{wrong}"));
        assert_eq!(refused.status, 400, "{wrong}");
        assert_eq!(
            refused.header("content-type"),
            Some("application/problem+json")
        );
    }
    let head = server.ask("HEAD", "/api/v1/export", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn what_would_take_too_much_says_what_to_narrow() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let refused = server.get("/api/v1/search?q=children&limit=1000&context=1000");
    assert_eq!(refused.status, 400);
    assert!(
        refused.text().contains("smaller `limit`"),
        "{}",
        refused.text()
    );
    let many: Vec<_> = (0..300).map(|n| format!("a{n}")).collect();
    for (path, name) in [
        ("themes/coverage", "topics"),
        ("themes/compare", "query"),
        ("related", "names"),
    ] {
        let asked = serde_json::json!({ name: many, "compare": "overall=good:inadequate" });
        let mut asked = asked;
        if path != "themes/compare" {
            asked.as_object_mut().unwrap().remove("compare");
        }
        let path = format!("/api/v1/{path}");
        let refused = server.post(&path, "application/json", "", &asked.to_string());
        assert_eq!(refused.status, 400, "{path}");
        assert!(
            refused.text().contains("at most"),
            "{path} {}",
            refused.text()
        );
    }
}
