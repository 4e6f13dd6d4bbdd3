//! A server that runs: what it keeps, sees anew and stops.

use std::fs;

use crate::client::{Response, Server};
use crate::common::TestEnvironment;

#[test]
fn what_is_known_is_not_sent_again() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let tag = |response: &Response| response.header("etag").map(str::to_owned);
    for path in ["/", "/search?q=visit", "/api/v1/reports", "/style.css"] {
        let first = server.get(path);
        let known = tag(&first).unwrap();
        let again = server.ask("GET", path, &format!("If-None-Match: \"x\", {known}\r\n"));
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        let other = server.ask("GET", path, "If-None-Match: \"x\"\r\n");
        assert_eq!((other.status, other.body), (200, first.body), "{path}");
    }
    assert_ne!(
        tag(&server.get("/search?q=visit")),
        tag(&server.get("/search?q=visits"))
    );
    assert_eq!(tag(&server.get("/search?q=NEAR/x")), None);
}

#[test]
fn a_new_commit_is_seen_without_a_restart() {
    let env = TestEnvironment::ingested();
    let server = Server::start(&env, &[]);
    let before = server.get("/api/v1/search?q=quokka");
    assert_eq!(before.json()["total"], 0);
    let report = "# Inspection of Ambleford\n\n1. The quokka is regular.\n";
    fs::write(env.path("corpus/ambleford/new.md"), report).unwrap();
    env.run(["ingest", "-q"]).succeeds();
    let tag = before.header("etag").unwrap();
    let after = server.ask(
        "GET",
        "/api/v1/search?q=quokka",
        &format!("If-None-Match: {tag}\r\n"),
    );
    assert_eq!(after.status, 200);
    let expected = env.line("search quokka --source all --format json");
    let answer = server.page("/api/v1/search?q=quokka&source=all");
    assert_eq!(answer, expected.stdout);
    assert_eq!(expected.json()["total"], 1);
}

#[test]
fn many_ask_at_once() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let expected = server.page("/api/v1/search?q=children");
    std::thread::scope(|scope| {
        for _ in 0..40 {
            scope.spawn(|| assert_eq!(server.page("/api/v1/search?q=children"), expected));
        }
    });
}

#[cfg(unix)]
#[test]
fn it_stops_when_it_is_told_to() {
    let env = TestEnvironment::indexed();
    let mut server = Server::start(&env, &[]);
    assert_eq!(server.page("/healthz"), "ok\n");
    // A connection that is kept open does not hold it.
    let _idle = std::net::TcpStream::connect(server.address).unwrap();
    assert_eq!(server.stop(), Some(0));
}

#[test]
#[ignore = "needs Node, Python and Chromium; tests/clients/run runs it"]
fn clients_of_others_find_everything_as_it_should_be() {
    let program = env!("CARGO_BIN_EXE_findings");
    let run = std::process::Command::new("tests/clients/run")
        .arg(program)
        .status();
    assert!(run.unwrap().success());
}
