//! What is told of requests: the log, and numbers.

use serde_json::Value;

use crate::client::Server;
use crate::common::{TestEnvironment, text};

#[test]
fn a_request_is_a_line_of_the_log() {
    let env = TestEnvironment::indexed();
    let mut server = Server::start(&env, &["--log", "json"]);
    for (path, page, status) in [
        ("/search?q=care+leavers", "search", 200),
        ("/themes/trend?q=a", "/themes/trend", 200),
        ("/nothing", "refused", 404),
        ("/api/v1/search?q=a+NEAR/x+b", "api", 400),
    ] {
        server.get(path);
        let said = server.says();
        let line: Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}"));
        assert_eq!(
            (text(&line["target"]), text(&line["page"])),
            (path, page),
            "{said}"
        );
        assert_eq!(
            (&line["method"], &line["status"]),
            (&"GET".into(), &status.into())
        );
        assert!(line["milliseconds"].as_f64().unwrap() >= 0.0, "{said}");
        assert!(
            text(&line["timestamp"]).contains('T') && line["level"] == "INFO",
            "{said}"
        );
    }
    // A line feed in an address is no line of the log.
    server.get("/search?q=a%0Ab");
    assert!(server.says().contains("a%0Ab"));

    let mut server = Server::start(&env, &["--log", "text"]);
    server.get("/help");
    let said = server.says();
    for part in [
        "INFO",
        "request",
        "method=GET",
        "target=/help",
        "page=\"help\"",
        "status=200",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn nothing_is_logged_unasked() {
    let env = TestEnvironment::indexed();
    let mut server = Server::start(&env, &[]);
    server.get("/help");
    server.stop();
    assert_eq!(server.says(), "");
}

/// Returns what a metric counts.
fn counted(metrics: &str, metric: &str) -> u64 {
    let mut lines = metrics.lines();
    let line = lines.find_map(|line| line.strip_prefix(metric)?.strip_prefix(' '));
    line.map_or(0, |number| number.parse().unwrap())
}

#[test]
fn requests_are_counted() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    for _ in 0..3 {
        server.get("/search?q=children");
    }
    server.get("/search?q=a+NEAR/x+b");
    server.get("/quarry");
    let response = server.get("/metrics");
    let kind = response.header("content-type").unwrap();
    assert!(kind.starts_with("application/openmetrics-text"), "{kind}");
    let metrics = response.text();
    for (metric, expected) in [
        ("findings_requests_total{page=\"search\",status=\"200\"}", 3),
        ("findings_requests_total{page=\"search\",status=\"400\"}", 1),
        (
            "findings_requests_total{page=\"refused\",status=\"404\"}",
            1,
        ),
        (
            "findings_request_duration_seconds_count{page=\"search\"}",
            4,
        ),
        (
            "findings_request_duration_seconds_bucket{le=\"+Inf\",page=\"search\"}",
            4,
        ),
    ] {
        assert_eq!(counted(&metrics, metric), expected, "{metric}\n{metrics}");
    }
    assert!(metrics.ends_with("# EOF\n"), "{metrics}");
    // What strangers ask for is no label.
    assert!(!metrics.contains("quarry"), "{metrics}");
}
