//! An engine that answers wrongly, half or not at all: a proxy before the real one makes it so.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use findings::http::Method;
use serde_json::{Value, json};

use crate::common::{Run, TestEnvironment};
use crate::remote::{Cluster, fails};

/// What a client asks, or is answered.
struct Message {
    /// The first line.
    line: String,
    kind: String,
    body: Vec<u8>,
}

impl Message {
    /// Reads one; none where nothing comes any more.
    fn read(stream: &TcpStream) -> Option<Message> {
        let mut reader = BufReader::new(stream);
        let (mut line, mut length, mut chunked, mut kind) =
            (String::new(), 0, false, String::new());
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        loop {
            let mut header = String::new();
            reader.read_line(&mut header).ok()?;
            let Some((name, value)) = header.trim_end().split_once(": ") else {
                break;
            };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse().unwrap(),
                "transfer-encoding" => chunked = value == "chunked",
                "content-type" => kind = value.to_owned(),
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        while chunked {
            let mut size = String::new();
            reader.read_line(&mut size).ok()?;
            let size = usize::from_str_radix(size.trim(), 16).ok()?;
            let mut chunk = vec![0; size + 2];
            reader.read_exact(&mut chunk).ok()?;
            body.extend(&chunk[..size]);
            chunked = size > 0;
        }
        let line = line.trim_end().to_owned();
        Some(Message { line, kind, body })
    }

    fn is(&self, path: &str) -> bool {
        self.line.contains(path)
    }
}

/// What becomes of a request: it is passed on, answered in the place of the engine, or its answer is lost.
enum Fate {
    Pass,
    Answer(u16, Value),
    /// The engine gets it, and nobody its answer.
    Lose,
    /// The engine gets a part of a bulk, and the rest is refused for now.
    Half,
}

/// A proxy before an engine, that decides over each request by its number.
struct Proxy {
    url: String,
    /// How many requests had another fate than to be passed on.
    changed: Arc<AtomicUsize>,
}

impl Proxy {
    fn start(
        cluster: &Cluster,
        decide: impl Fn(&Message, usize) -> Fate + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let engine = cluster.address.strip_prefix("http://").unwrap();
        let engine = engine.split('/').next().unwrap().to_owned();
        let (decide, changed) = (Arc::new(decide), Arc::new(AtomicUsize::new(0)));
        let told = changed.clone();
        // It ends with the process.
        thread::spawn(move || {
            let number = Arc::new(AtomicUsize::new(0));
            for client in listener.incoming() {
                let (engine, decide) = (engine.clone(), decide.clone());
                let (told, number) = (told.clone(), number.clone());
                thread::spawn(move || {
                    let mut client = client.unwrap();
                    while let Some(asked) = Message::read(&client) {
                        let fate = decide(&asked, number.fetch_add(1, Ordering::Relaxed));
                        if !matches!(fate, Fate::Pass) {
                            told.fetch_add(1, Ordering::Relaxed);
                        }
                        let (status, body) = match fate {
                            Fate::Pass => pass(&engine, &asked, asked.body.clone()),
                            Fate::Answer(status, value) => (status, value.to_string().into_bytes()),
                            Fate::Half => half(&engine, &asked),
                            Fate::Lose => {
                                pass(&engine, &asked, asked.body.clone());
                                return;
                            }
                        };
                        let head = format!(
                            "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                            body.len()
                        );
                        let sent = client.write_all(&[head.as_bytes(), &body].concat());
                        if sent.is_err() {
                            return;
                        }
                    }
                });
            }
        });
        Proxy {
            url: format!("http://{address}/{}", cluster.name),
            changed,
        }
    }

    fn line(&self, env: &TestEnvironment, line: &str) -> Run {
        let mut command = env.command();
        command.args(line.split(' ')).args(["--engine", &self.url]);
        Run::of(&mut command)
    }

    fn changed(&self) -> usize {
        self.changed.load(Ordering::Relaxed)
    }
}

/// Passes a request on.
fn pass(engine: &str, asked: &Message, body: Vec<u8>) -> (u16, Vec<u8>) {
    let mut stream = TcpStream::connect(engine).unwrap();
    let kind = match asked.kind.as_str() {
        "" => String::new(),
        kind => format!("content-type: {kind}\r\n"),
    };
    let head = format!(
        "{}\r\nhost: engine\r\n{kind}content-length: {}\r\n\r\n",
        asked.line,
        body.len()
    );
    stream
        .write_all(&[head.as_bytes(), &body].concat())
        .unwrap();
    let answer = Message::read(&stream).unwrap();
    let status = answer.line.split(' ').nth(1).unwrap();
    (status.parse().unwrap(), answer.body)
}

/// Passes every other document of a bulk on, and says of the rest that there is too much to do.
fn half(engine: &str, asked: &Message) -> (u16, Vec<u8>) {
    let text = String::from_utf8(asked.body.clone()).unwrap();
    let mut items: Vec<String> = Vec::new();
    for line in text.lines() {
        match line.starts_with("{\"index\":") || line.starts_with("{\"delete\":") {
            true => items.push(format!("{line}\n")),
            false => items.last_mut().unwrap().push_str(&format!("{line}\n")),
        }
    }
    let passed: String = items.iter().step_by(2).map(String::as_str).collect();
    let (status, answer) = pass(engine, asked, passed.into_bytes());
    let answer: Value = serde_json::from_slice(&answer).unwrap();
    let mut told = answer["items"].as_array().unwrap().iter();
    let refused = json!({"index": {"status": 429, "error": {
        "type": "rejected_execution_exception", "reason": "queue capacity",
    }}});
    let all: Vec<Value> = (0..items.len())
        .map(|at| match at % 2 {
            0 => told.next().unwrap().clone(),
            _ => refused.clone(),
        })
        .collect();
    (
        status,
        json!({"errors": true, "items": all})
            .to_string()
            .into_bytes(),
    )
}

/// OPENSEARCH.md: "a bulk above 10% of the heap: 429"; bulk items 503 "beside 201 for the others".
#[test]
fn what_is_refused_for_now_is_handed_over_again_and_stands_once() {
    let Some(cluster) = Cluster::of("refusing") else {
        return;
    };
    let env = TestEnvironment::ingested();
    let busy = json!({"error": {"type": "circuit_breaking_exception", "reason": "too large"}, "status": 429});
    let proxy = Proxy::start(&cluster, move |asked, number| match number % 5 {
        0 if asked.is("/_bulk") => Fate::Half,
        1 if asked.is("/_bulk") => Fate::Answer(429, busy.clone()),
        2 if asked.is("/_bulk") => Fate::Lose,
        3 if asked.is("/_search?") => Fate::Answer(503, json!({"error": "overloaded"})),
        _ => Fate::Pass,
    });
    let ingested = proxy.line(&env, "ingest --quiet --jobs 2");
    assert_eq!(ingested.code, Some(0), "{}", ingested.stderr);
    assert!(proxy.changed() > 0);
    for line in [
        "search plan --all --format jsonl",
        "reports --format csv",
        "check",
    ] {
        cluster.check(&env, line);
    }
}

#[test]
fn answers_that_are_none_are_told_in_one_line() {
    let Some(cluster) = Cluster::of("faulty") else {
        return;
    };
    let env = TestEnvironment::indexed();
    assert_eq!(cluster.line(&env, "ingest").code, Some(0));
    let of_version = |version: Value| {
        Proxy::start(&cluster, move |asked, _| match asked.is("GET / ") {
            true => Fate::Answer(200, json!({"version": version})),
            false => Fate::Pass,
        })
    };
    let other = of_version(json!({"number": "8.15.0"}));
    fails(
        &other.line(&env, "ingest"),
        "the engine is another 8.15.0",
        "2.19 and 3.x",
    );
    let old = of_version(json!({"number": "1.3.20", "distribution": "opensearch"}));
    fails(
        &old.line(&env, "ingest"),
        "opensearch 1.3.20",
        "2.19 and 3.x",
    );

    let searching = |status: u16, answer: Value| {
        let proxy = Proxy::start(&cluster, move |asked, _| match asked.is("/_search?") {
            true => Fate::Answer(status, answer.clone()),
            false => Fate::Pass,
        });
        proxy.line(&env, "search plan")
    };
    // A part of the shards answered, which the status does not tell.
    let total = json!({"value": 1, "relation": "eq"});
    let partial = json!({"_shards": {"total": 3, "successful": 2, "failed": 0},
        "hits": {"total": total, "hits": []}});
    fails(
        &searching(200, partial),
        "only 2 of 3 shards",
        "_cluster/health",
    );
    let late = json!({"timed_out": true, "_shards": {"total": 3, "successful": 3, "failed": 0},
        "hits": {"total": total, "hits": []}});
    fails(&searching(200, late), "3 of 3 shards", "_cluster/health");
    let estimated = json!({"value": 10000, "relation": "gte"});
    let estimated = json!({"_shards": {"total": 3, "successful": 3, "failed": 0},
        "hits": {"total": estimated, "hits": []}});
    let run = searching(200, estimated);
    assert!(
        run.stderr.contains("an exact total") && run.code == Some(2),
        "{run:?}"
    );
    let forbidden = json!({"error": {"type": "security_exception", "reason": "no permissions"}});
    fails(
        &searching(403, forbidden),
        "does not allow",
        "docs/scale.md",
    );
    let gone = json!({"error": {"type": "search_context_missing_exception", "reason": "x"}});
    fails(&searching(404, gone), "replaced or deleted", "ask again");
}

/// OPENSEARCH.md: "a shard has no copy left"; and an index that may not be written to, as where disks are full.
#[test]
fn an_index_that_is_red_or_blocked_is_told_at_once() {
    let Some(cluster) = Cluster::of("blocked") else {
        return;
    };
    let env = TestEnvironment::indexed();
    assert_eq!(cluster.line(&env, "ingest").code, Some(0));
    let index = format!("/{}-1", cluster.name);
    let settings = format!("{index}/_settings");
    let set = |body: &str| assert_eq!(cluster.ask(Method::Put, &settings, body), 200);
    set("{\"index.blocks.read_only_allow_delete\": true}");
    std::fs::create_dir_all(env.path("news")).unwrap();
    std::fs::write(env.path("news/aford.md"), "# Visit to Aford\n\n1. Drift.\n").unwrap();
    fails(
        &cluster.line(&env, "ingest news"),
        "lets nobody write",
        "disks full",
    );
    assert_eq!(cluster.line(&env, "search plan").code, Some(0));
    let made: Value = serde_json::from_str(&cluster.said(Method::Get, &index)).unwrap();
    let made = &made[format!("{}-1", cluster.name)];
    cluster.ask(Method::Delete, &index, "");
    // One of which no shard can be anywhere.
    let body = json!({
        "settings": {
            "analysis": made["settings"]["index"]["analysis"],
            "index.routing.allocation.include._name": "nowhere",
            "number_of_replicas": 0,
        },
        "mappings": made["mappings"],
        "aliases": made["aliases"],
    });
    let path = format!("{index}?timeout=1s&wait_for_active_shards=0");
    assert_eq!(cluster.ask(Method::Put, &path, &body.to_string()), 200);
    fails(
        &cluster.line(&env, "search plan"),
        "not all shards",
        "_cluster/health",
    );
    fails(
        &cluster.line(&env, "ingest news"),
        "not all shards",
        "_cluster/health",
    );
}
