//! The Model Context Protocol, spoken by hand: over standard input and output, and at `/mcp`.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::client::Server;
use crate::common::{TestEnvironment, items, text};

/// The program as an assistant starts it.
struct Assistant {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    calls: u64,
}

impl Assistant {
    fn start(env: &TestEnvironment) -> Self {
        let mut command = env.command();
        command
            .arg("mcp")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        Assistant {
            input: child.stdin.take(),
            output: BufReader::new(child.stdout.take().unwrap()),
            child,
            calls: 0,
        }
    }

    fn say(&mut self, message: &Value) {
        let input = self.input.as_mut().unwrap();
        writeln!(input, "{message}").unwrap();
        input.flush().unwrap();
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.calls += 1;
        let id = self.calls;
        self.say(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        let mut line = String::new();
        assert!(self.output.read_line(&mut line).unwrap() > 0, "{method}");
        let answer: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(answer["id"], id, "{answer}");
        answer
    }

    /// Shakes hands as clients of a revision do.
    fn greet(&mut self, revision: &str) -> Value {
        let answer = self.ask("initialize", &hello(revision));
        self.say(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        answer["result"].clone()
    }

    fn call(&mut self, name: &str, arguments: &Value) -> Value {
        let params = json!({"name": name, "arguments": arguments});
        let answer = self.ask("tools/call", &params);
        assert!(answer["error"].is_null(), "{answer}");
        answer["result"].clone()
    }

    fn end(mut self) {
        drop(self.input.take());
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Assistant {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn hello(revision: &str) -> Value {
    json!({
        "protocolVersion": revision,
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    })
}

#[test]
fn clients_with_a_handshake_are_answered() {
    let env = TestEnvironment::indexed();
    for revision in ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"] {
        let mut assistant = Assistant::start(&env);
        let met = assistant.greet(revision);
        assert_eq!(met["protocolVersion"], revision);
        assert_eq!(met["serverInfo"]["name"], "findings");
        assert_eq!(met["serverInfo"]["version"], env!("CARGO_PKG_VERSION"));
        assert!(text(&met["instructions"]).contains("`search`"));
        assistant.ask("ping", &json!({}));
        let found = assistant.call("search", &json!({"q": "supervision", "limit": 2}));
        assert_eq!(found["isError"], false, "{found}");
        let run = env
            .line("search supervision --limit 2 --format json")
            .json();
        assert_eq!(found["structuredContent"], run, "{revision}");
        let document = text(&found["content"][0]["text"]);
        let cited = env.line("search supervision --limit 2 --format markdown");
        assert_eq!(document, cited.stdout);
        let ids: Vec<_> = items(&run["hits"])
            .iter()
            .map(|hit| text(&hit["id"]))
            .collect();
        let named = format!("Identifiers, in this order: {}", ids.join(" "));
        assert_eq!(found["content"][1]["text"], named);
        assistant.end();
    }
}

#[test]
fn clients_without_a_handshake_are_answered() {
    let env = TestEnvironment::indexed();
    let mut assistant = Assistant::start(&env);
    let meta = json!({
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
        "io.modelcontextprotocol/clientCapabilities": {},
    });
    let known = assistant.ask("server/discover", &json!({"_meta": meta}));
    let revisions = known["result"]["supportedVersions"].to_string();
    assert!(revisions.contains("2026-07-28"), "{known}");
    let tools = assistant.ask("tools/list", &json!({"_meta": meta}));
    assert!(items(&tools["result"]["tools"]).len() > 10, "{tools}");
    let params = json!({
        "name": "reports", "arguments": {"kind": ["ilacs"], "latest": true}, "_meta": meta,
    });
    let found = assistant.ask("tools/call", &params);
    let run = env
        .line("reports --kind ilacs --latest --format json")
        .json();
    assert_eq!(found["result"]["structuredContent"]["rows"], run, "{found}");
    assistant.end();
}

const BOOK: &str = "name = \"x\"\n[[theme]]\nname = \"y\"\ninclude = \"supervision\"\n";

/// Calls of every tool; `ID` is a paragraph, `REPORT` its report.
fn calls(id: &str, report: &str) -> Vec<(&'static str, Value)> {
    vec![
        (
            "search",
            json!({"q": "supervision", "facet": ["kind", "year"], "context": 1}),
        ),
        ("search", json!({"q": "zzzzzz"})),
        ("absent", json!({"q": "supervision"})),
        ("show", json!({"id": report})),
        ("show", json!({"id": id, "around": 2})),
        ("groups", json!({"q": "supervision", "group-by": "report"})),
        (
            "concordance",
            json!({"q": "supervision", "kwic-sort": "R1", "limit": 3}),
        ),
        ("similar", json!({"id": id})),
        ("reports", json!({"authority": "ambleford"})),
        ("reports-changes", json!({})),
        (
            "themes",
            json!({"section": ["improvement"], "min-hits": 2, "min-reports": 2}),
        ),
        (
            "themes-compare",
            json!({"compare": "overall=good:inadequate", "query": ["supervision"]}),
        ),
        ("themes-trend", json!({"q": "supervision", "by": "kind"})),
        (
            "themes-coverage",
            json!({"topics": ["supervision", "visits"], "silent": true}),
        ),
        (
            "themes-collocates",
            json!({"collocates": "supervision", "limit": null}),
        ),
        ("themes-codebook", json!({"book": BOOK})),
        ("themes-codebook", json!({"book": BOOK, "suggest": true})),
        ("related", json!({"names": ["supervision", "visits"]})),
        ("themes", json!({"together": true, "min-hits": 2})),
        ("quotations", json!({"keep": [id]})),
        ("track", json!({})),
        ("track", json!({"q": "supervision", "since": "2016"})),
    ]
}

#[test]
fn every_tool_answers_as_it_says() {
    let env = TestEnvironment::indexed();
    env.line("related supervision --quiet").succeeds();
    let found = env
        .line("search supervision --limit 1 --format json")
        .json();
    let (id, report) = (
        text(&found["hits"][0]["id"]),
        text(&found["hits"][0]["report_id"]),
    );
    let mut assistant = Assistant::start(&env);
    assistant.greet("2025-06-18");
    let listed = assistant.ask("tools/list", &json!({}));
    let tools = items(&listed["result"]["tools"]);
    let calls = calls(id, report);
    for tool in tools {
        let name = text(&tool["name"]);
        assert_eq!(tool["annotations"]["readOnlyHint"], true, "{name}");
        let schema = |which: &str| -> Validator {
            let schema = &tool[which];
            jsonschema::meta::validate(schema).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(schema["type"], "object", "{name}");
            assert!(!schema.to_string().contains("\"format\":\"u"), "{name}");
            jsonschema::validator_for(schema).unwrap()
        };
        let (input, output) = (schema("inputSchema"), schema("outputSchema"));
        let mut called = 0;
        for (_, arguments) in calls.iter().filter(|(called, _)| *called == name) {
            // What says nothing is left out by those who check.
            let mut checked = arguments.clone();
            checked
                .as_object_mut()
                .unwrap()
                .retain(|name, value| !value.is_null() && !["authority"].contains(&name.as_str()));
            assert!(input.is_valid(&checked), "{name} {arguments}");
            let answer = assistant.call(name, arguments);
            assert_eq!(answer["isError"], false, "{name} {answer}");
            let errors: Vec<_> = output.iter_errors(&answer["structuredContent"]).collect();
            assert!(errors.is_empty(), "{name} {errors:#?}");
            assert!(!text(&answer["content"][0]["text"]).is_empty(), "{name}");
            called += 1;
        }
        assert!(called > 0, "{name}");
    }
}

#[test]
fn what_is_asked_wrongly_is_told_to_the_assistant() {
    let env = TestEnvironment::indexed();
    let mut assistant = Assistant::start(&env);
    assistant.greet("2025-11-25");
    for (name, arguments, said) in [
        (
            "search",
            json!({"query": "supervision"}),
            "the parameters are q",
        ),
        ("search", json!({"q": "drift NEAR/x delay"}), "NEAR"),
        ("search", json!({"q": {"a": 1}}), "`q` is words"),
        ("search", json!({"q": "a", "limit": 5000}), "from 0 to 1000"),
        ("search", json!({"q": "a", "limit": 1.5}), "from 0 to 1000"),
        (
            "search",
            json!({"q": "a", "kind": ["sfi"]}),
            "did you mean `sif`",
        ),
        ("search", json!({"q": ["a", "b"]}), "given twice"),
        (
            "search",
            json!({"q": "a", "format": "csv"}),
            "there is no parameter `format`",
        ),
        ("show", json!({}), "`id` says what is to be shown"),
        (
            "show",
            json!({"id": "nowhere/2020-01-01/ilacs"}),
            "there is no report",
        ),
        (
            "show",
            json!({"id": "nowhere", "kind": "ilacs"}),
            "there is no parameter `kind`",
        ),
        ("themes-compare", json!({}), "`compare` says what is asked"),
        (
            "themes-trend",
            json!({"by": "year"}),
            "`q` says what is asked",
        ),
    ] {
        let answer = assistant.call(name, &arguments);
        assert_eq!(answer["isError"], true, "{name} {arguments} {answer}");
        let told = text(&answer["content"][0]["text"]);
        assert!(told.contains(said), "{name} {arguments}: {told}");
    }
    let unknown = assistant.ask("tools/call", &json!({"name": "serach", "arguments": {}}));
    assert_eq!(unknown["error"]["code"], -32602, "{unknown}");
    assert!(
        unknown["error"]["message"].to_string().contains("search"),
        "{unknown}"
    );
}

fn post(server: &Server, headers: &str, message: &Value) -> crate::client::Response {
    let body = message.to_string();
    let length = body.len();
    server.send(&format!(
        "POST /mcp HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Accept: application/json, text/event-stream\r\nContent-Length: {length}\r\n{headers}\r\n{body}",
        server.address
    ))
}

#[test]
fn pages_of_other_sites_cannot_call() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let call = json!({
        "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello("2025-06-18"),
    });
    let own = format!("Origin: http://{}\r\n", server.address);
    for headers in ["", &own] {
        let answer = post(&server, headers, &call);
        assert_eq!(answer.status, 200, "{headers} {}", answer.text());
        assert_eq!(answer.json()["result"]["serverInfo"]["name"], "findings");
    }
    for headers in ["Origin: http://evil.example\r\n", "Origin: null\r\n"] {
        assert_eq!(post(&server, headers, &call).status, 403, "{headers}");
    }
    let list = json!({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {
        "name": "search", "arguments": {"q": "supervision", "limit": 1},
    }});
    let answer = post(&server, "MCP-Protocol-Version: 2025-06-18\r\n", &list);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let run = env
        .line("search supervision --limit 1 --format json")
        .json();
    assert_eq!(answer.json()["result"]["structuredContent"], run);
    assert_eq!(server.get("/mcp").status, 405);
    assert_eq!(
        server
            .ask("POST", "/search", "Content-Length: 0\r\n")
            .status,
        405
    );
    let foreign =
        server.send("POST /mcp HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(foreign.status, 421);
}
