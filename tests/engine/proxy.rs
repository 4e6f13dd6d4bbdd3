//! A proxy before an engine, that decides what becomes of each request.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::{Value, json};

use crate::common::{Run, TestEnvironment};
use crate::remote::Cluster;

/// What a client asks, or is answered.
pub(crate) struct Message {
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

    pub(crate) fn is(&self, path: &str) -> bool {
        self.line.contains(path)
    }
}

/// What becomes of a request: it is passed on, answered in the place of the engine, or its answer is lost.
pub(crate) enum Fate {
    Pass,
    Answer(u16, Value),
    /// The engine gets it, and nobody its answer.
    Lose,
    /// The engine gets a part of a bulk, and the rest is refused for now.
    Half,
}

/// A proxy before an engine, that decides over each request by its number.
pub(crate) struct Proxy {
    pub(crate) url: String,
    /// How many requests there were,
    asked: Arc<AtomicUsize>,
    /// and how many of them had another fate than to be passed on.
    changed: Arc<AtomicUsize>,
}

impl Proxy {
    pub(crate) fn start(
        cluster: &Cluster,
        decide: impl Fn(&Message, usize) -> Fate + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let engine = cluster.address.strip_prefix("http://").unwrap();
        let engine = engine.split('/').next().unwrap().to_owned();
        let (decide, changed) = (Arc::new(decide), Arc::new(AtomicUsize::new(0)));
        let asked = Arc::new(AtomicUsize::new(0));
        let (told, number) = (changed.clone(), asked.clone());
        // It ends with the process.
        thread::spawn(move || {
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
            asked,
            changed,
        }
    }

    pub(crate) fn line(&self, env: &TestEnvironment, line: &str) -> Run {
        let mut command = env.command();
        command.args(line.split(' ')).args(["--engine", &self.url]);
        Run::of(&mut command)
    }

    /// Counts the requests so far.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    pub(crate) fn changed(&self) -> usize {
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
