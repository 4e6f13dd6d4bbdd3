//! What is sent to whom: files of reports, addresses, strangers.

use std::fs;

use crate::client::Server;
use crate::common::{TestEnvironment, items, text};
use crate::markup::{attributes, sound};

#[test]
fn the_file_of_a_report_is_sent_whole_or_in_part() {
    let env = TestEnvironment::ingested();
    let server = Server::start(&env, &[]);
    let report = &env.line("reports --kind ilacs --format json").json()[0];
    let bytes = fs::read(env.path(text(&report["path"]))).unwrap();
    let path = format!("/file/{}", text(&report["report_id"]));
    let whole = server.get(&path);
    assert_eq!((whole.status, whole.body == bytes), (200, true));
    assert_eq!(whole.header("content-type"), Some("application/pdf"));
    assert!(
        whole
            .header("content-disposition")
            .unwrap()
            .starts_with("inline; ")
    );
    let length = bytes.len();
    let ranged = |range: &str| server.ask("GET", &path, &format!("Range: bytes={range}\r\n"));
    for (range, part) in [
        ("0-3", 0..4),
        ("5-", 5..length),
        ("-7", length - 7..length),
        ("10-99999999", 10..length),
    ] {
        let response = ranged(range);
        assert_eq!(response.status, 206, "{range}");
        assert_eq!(response.body, bytes[part.clone()], "{range}");
        let said = format!("bytes {}-{}/{length}", part.start, part.end - 1);
        assert_eq!(response.header("content-range"), Some(&*said));
    }
    assert_eq!(ranged(&format!("{length}-")).status, 416);
    assert_eq!(ranged("0-1,3-4").body.len(), length);
    // A part goes on from the file as it is, and from no other.
    let tag = whole.header("etag").unwrap();
    for (last, status) in [
        (tag, 206),
        ("\"x\"", 200),
        ("Mon, 01 Jan 2024 00:00:00 GMT", 200),
    ] {
        let resumed = format!("Range: bytes=0-3\r\nIf-Range: {last}\r\n");
        assert_eq!(server.ask("GET", &path, &resumed).status, status, "{last}");
    }
    let head = server.ask("HEAD", &path, "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), Some(&*length.to_string()));

    let head = server.ask("HEAD", "/", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    let length: usize = head.header("content-length").unwrap().parse().unwrap();
    assert_eq!(length, server.get("/").body.len());

    let page = &env.line("reports --source secondary --format json").json();
    let page = items(page)
        .iter()
        .find(|report| text(&report["path"]).ends_with(".html"));
    let page = server.get(&format!("/file/{}", text(&page.unwrap()["report_id"])));
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.contains("sandbox") && !policy.contains("script"),
        "{policy}"
    );

    fs::remove_file(env.path(text(&report["path"]))).unwrap();
    let gone = server.get(&path);
    assert_eq!(gone.status, 404);
    assert!(
        gone.text().contains("not there any more"),
        "{}",
        gone.text()
    );
}

#[test]
fn no_address_leads_out_of_the_corpus() {
    let env = TestEnvironment::ingested();
    fs::write(env.path("secret.pdf"), "secret").unwrap();
    let server = Server::start(&env, &[]);
    for path in [
        "/file/../secret.pdf",
        "/file/..%2fsecret.pdf",
        "/file/%2e%2e/secret.pdf",
        "/file//etc/passwd",
        "/file/%2fetc%2fpasswd",
        "/file/corpus/gazetteer.csv",
        "/file/secret.pdf",
        "/file/..%5csecret.pdf",
        "/file/x%00/../../secret.pdf",
        "/../secret.pdf",
        "/report/../../secret.pdf",
        "/style.css/../../secret.pdf",
    ] {
        let response = server.get(path);
        assert!([400, 404].contains(&response.status), "{path} {response:?}");
        assert!(!response.text().contains("root:"), "{path}");
    }
}

#[test]
fn strangers_are_refused() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &["--allow-host", "reports.example"]);
    let with_host = |host: &str| server.ask("GET", "/", &format!("Host: {host}\r\n"));
    for host in [
        "localhost",
        "localhost:99",
        "127.0.0.1",
        "[::1]:80",
        "Reports.Example",
    ] {
        assert_eq!(with_host(host).status, 200, "{host}");
    }
    for host in [
        "evil.example",
        "reports.example.evil",
        "192.0.2.1",
        "localhost.evil:7878",
    ] {
        assert_eq!(with_host(host).status, 421, "{host}");
    }
    let absolute =
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(server.send(absolute).status, 421);
    assert_eq!(server.send("GET / HTTP/1.0\r\n\r\n").status, 400);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
        let response = server.ask(method, "/", "Content-Length: 0\r\n");
        assert_eq!(response.status, 405, "{method}");
        assert_eq!(response.header("allow"), Some("GET, HEAD"));
    }
    let long = format!("/search?q={}", "a".repeat(9000));
    assert_eq!(server.get(&long).status, 414);
    let missing = server.get("/api/v2/search");
    assert_eq!(missing.status, 404);
    assert_eq!(
        missing.header("content-type"),
        Some("application/problem+json")
    );
    assert_eq!(server.get("/nothing").status, 404);
    for path in ["/", "/nothing", "/api/v1/search", "/style.css", "/healthz"] {
        let response = server.get(path);
        let policy = response.header("content-security-policy").unwrap();
        assert!(
            policy.starts_with("default-src 'none'; "),
            "{path}: {policy}"
        );
        assert_eq!(response.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(response.header("referrer-policy"), Some("same-origin"));
    }
}

#[test]
fn what_cannot_be_served_is_told() {
    let env = TestEnvironment::new();
    fs::rename(env.path("corpus"), env.path("elsewhere")).unwrap();
    let message = env.run(["serve", "--listen", "127.0.0.1:0"]).fails(2);
    assert!(
        message.contains("no index in") && message.contains("findings ingest"),
        "{message}"
    );
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let taken = server.address.to_string();
    let message = env.run(["serve", "--listen", &taken]).fails(2);
    assert!(
        message.contains("cannot listen on") && message.contains("hint: "),
        "{message}"
    );
}

#[test]
fn all_is_below_the_base_path() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &["--base-path", "/reports/"]);
    assert!(
        server.said.trim_end().ends_with("/reports/"),
        "{}",
        server.said
    );
    for path in [
        "/reports",
        "/reports/",
        "/reports/search?q=visit",
        "/reports/help",
    ] {
        let html = sound(path, &server.page(path));
        for link in attributes(&html, "a, link", "href")
            .iter()
            .chain(&attributes(&html, "form", "action"))
        {
            assert!(
                link.starts_with("/reports/") || link.starts_with('#'),
                "{path}: {link}"
            );
        }
    }
    assert_eq!(server.get("/").status, 404);
    assert_eq!(server.get("/search").status, 404);
    let message = env.run(["serve", "--base-path", "x"]);
    assert_eq!(message.code, Some(2), "{message:?}");
}
