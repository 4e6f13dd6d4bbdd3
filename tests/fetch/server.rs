//! A server of the shape of the site, in this process: a search of several pages, a page for each
//! body, files, and what goes wrong with them.

use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::common;

/// What goes wrong with one request for a file.
#[derive(Debug, Clone)]
pub(crate) enum Fault {
    /// A web page comes in its place.
    WebPage,
    /// A status, with seconds to wait.
    Status(u16, Option<u64>),
    /// The connection ends after half of the bytes.
    Dropped,
    /// The same, where nobody said how many bytes there are.
    DroppedUnsaid,
    /// Half of the bytes come, and no more are announced.
    Cut,
    /// Nothing comes for so many milliseconds after half of the bytes.
    Slow(u64),
    /// It is elsewhere.
    Redirect(String),
    /// Where the rest is asked for, another part comes.
    WrongPart,
}

/// A body of the site.
#[derive(Debug, Clone)]
pub(crate) struct Body {
    pub(crate) urn: u32,
    pub(crate) name: String,
    /// The links of its page, as HTML.
    pub(crate) links: String,
}

/// A file of the site.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    pub(crate) bytes: Vec<u8>,
    pub(crate) etag: String,
    pub(crate) faults: VecDeque<Fault>,
}

/// What the site is at the moment.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) bodies: Vec<Body>,
    pub(crate) documents: BTreeMap<u32, Document>,
    pub(crate) robots: Option<String>,
    /// Where pages stand instead, by path and query.
    pub(crate) moved: BTreeMap<String, String>,
    /// Pages that are not what they should be, by path and query.
    pub(crate) pages: BTreeMap<String, String>,
    /// Whether the whole comes where the rest is asked for.
    pub(crate) no_ranges: bool,
    /// Whether pages come packed where that is asked for.
    pub(crate) packs: bool,
    /// How long each answer takes.
    pub(crate) delay: Duration,
    pub(crate) asked: Vec<Asked>,
    /// How many requests are being answered, and the most that ever were.
    at_once: usize,
    pub(crate) most_at_once: usize,
}

/// A request.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) head: String,
    pub(crate) at: Instant,
    /// The status that was answered; 0 of an answer that was not whole.
    pub(crate) status: u16,
}

/// A site at an address of this machine.
pub(crate) struct Server {
    pub(crate) base: String,
    state: Arc<Mutex<State>>,
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::<Mutex<State>>::default();
        let served = state.clone();
        spawn(move || {
            for stream in listener.incoming() {
                let state = served.clone();
                spawn(move || drop(serve(&stream.unwrap(), &state)));
            }
        });
        Server { base, state }
    }

    /// Changes the site, or looks at it.
    pub(crate) fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap())
    }

    /// Adds bodies without documents, so that there are so many.
    pub(crate) fn fill(&self, bodies: usize) {
        self.with(|state| {
            for number in state.bodies.len()..bodies {
                state.bodies.push(Body {
                    urn: 90_000 + number as u32,
                    name: format!("Nowhere {number}"),
                    links: String::new(),
                });
            }
        });
    }

    /// Adds a body with documents: their number, what their links say, their bytes.
    pub(crate) fn add(&self, urn: u32, name: &str, documents: &[(u32, &str, Vec<u8>)]) {
        let mut links = String::new();
        for (id, text, _) in documents {
            let _ = write!(
                links,
                "<li><a class=\"publication-link\" href=\"{}/v1/file/{id}\" target=_blank>Report \
                 <span class=nonvisual>{text}</span></a>",
                self.base
            );
        }
        self.with(|state| {
            let name = name.to_owned();
            state.bodies.push(Body { urn, name, links });
            for (id, _, bytes) in documents {
                let document = Document {
                    bytes: bytes.clone(),
                    etag: format!("\"{id}-1\""),
                    faults: VecDeque::new(),
                };
                state.documents.insert(*id, document);
            }
        });
    }

    /// Lets things go wrong with the next requests for a file.
    pub(crate) fn faults(&self, id: u32, faults: &[Fault]) {
        self.with(|state| {
            state
                .documents
                .get_mut(&id)
                .unwrap()
                .faults
                .extend(faults.to_vec())
        });
    }

    /// Lists the requests for files since this was last called, each with its status.
    pub(crate) fn files_asked(&self) -> Vec<(String, u16)> {
        let asked = self.with(|state| std::mem::take(&mut state.asked));
        let files = asked
            .into_iter()
            .filter(|asked| asked.path.contains("/file/"));
        let id = |asked: Asked| asked.path.rsplit('/').next().unwrap().to_owned();
        files
            .map(|asked| (id(asked.clone()), asked.status))
            .collect()
    }
}

fn serve(stream: &TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head)? == 0 {
                return Ok(());
            }
        }
        let path = head.split(' ').nth(1).unwrap().to_owned();
        let place = {
            let mut state = state.lock().unwrap();
            state.at_once += 1;
            state.most_at_once = state.most_at_once.max(state.at_once);
            state.asked.push(Asked {
                path: path.clone(),
                head: head.clone(),
                at: Instant::now(),
                status: 0,
            });
            state.asked.len() - 1
        };
        let answered = answer(stream, &path, &head, state);
        let mut state = state.lock().unwrap();
        if let Some(asked) = state.asked.get_mut(place) {
            asked.status = *answered.as_ref().unwrap_or(&0);
        }
        if answered? == 0 {
            stream.shutdown(std::net::Shutdown::Both)?;
            return Ok(());
        }
    }
}

/// Answers a request, and returns the status; 0 where the connection is to end.
fn answer(
    mut stream: &TcpStream,
    path: &str,
    head: &str,
    state: &Mutex<State>,
) -> std::io::Result<u16> {
    let send = |mut stream: &TcpStream, status: u16, more: &str, body: &[u8]| {
        let length = body.len();
        let head = format!("HTTP/1.1 {status} X\r\n{more}content-length: {length}\r\n\r\n");
        stream.write_all(&[head.as_bytes(), body].concat())?;
        Ok(status)
    };
    let html = "content-type: text/html; charset=utf-8\r\n";
    // Before anything is sent, for the next request may come as soon as that is read.
    let delay = state.lock().unwrap().delay;
    sleep(delay);
    let page = {
        let mut state = state.lock().unwrap();
        state.at_once -= 1;
        page(path, &state)
    };
    let moved = state.lock().unwrap().moved.get(path).cloned();
    if let Some(target) = moved {
        return send(stream, 301, &format!("location: {target}\r\n"), b"");
    }
    if let Some(page) = page {
        let asks = head.contains("accept-encoding: gzip\r\n");
        return match asks && state.lock().unwrap().packs {
            true => {
                let mut packed = GzEncoder::new(Vec::new(), Compression::default());
                packed.write_all(page.as_bytes())?;
                let html = format!("{html}content-encoding: gzip\r\n");
                send(stream, 200, &html, &packed.finish()?)
            }
            false => send(stream, 200, html, page.as_bytes()),
        };
    }
    let id = path
        .split('?')
        .next()
        .and_then(|path| {
            path.strip_prefix("/v1/file/")
                .or(path.strip_prefix("/v2/file/"))
        })
        .and_then(|id| id.parse().ok());
    let document = id.and_then(|id: u32| {
        let mut state = state.lock().unwrap();
        let document = state.documents.get_mut(&id)?;
        let fault = document.faults.pop_front();
        Some((document.clone(), fault))
    });
    let Some((document, fault)) = document else {
        return send(stream, 404, html, b"<h1>Not found</h1>");
    };
    let length = document.bytes.len();
    let half = &document.bytes[..length / 2];
    let pdf = format!(
        "content-type: application/pdf\r\netag: {}\r\n",
        document.etag
    );
    match fault {
        None => {
            let known = head
                .lines()
                .find_map(|line| line.strip_prefix("if-none-match: "));
            if known == Some(document.etag.as_str()) {
                return send(stream, 304, &pdf, b"");
            }
            let ranges = !state.lock().unwrap().no_ranges;
            if let Some(first) = rest(head, &document).filter(|_| ranges) {
                let range = format!(
                    "{pdf}content-range: bytes {first}-{}/{length}\r\n",
                    length - 1
                );
                return send(stream, 206, &range, &document.bytes[first..]);
            }
            send(stream, 200, &pdf, &document.bytes)
        }
        Some(Fault::WrongPart) => {
            let range = format!("{pdf}content-range: bytes 0-9/{length}\r\n");
            send(stream, 206, &range, &document.bytes[..10])
        }
        Some(Fault::WebPage) => send(stream, 200, html, b"\n<!DOCTYPE html><h1>We are busy</h1>"),
        Some(Fault::Status(status, wait)) => {
            let wait = wait
                .map(|wait| format!("retry-after: {wait}\r\n"))
                .unwrap_or_default();
            send(stream, status, &wait, b"")
        }
        Some(Fault::Dropped) => {
            let head = format!("HTTP/1.1 200 X\r\n{pdf}content-length: {length}\r\n\r\n");
            stream.write_all(&[head.as_bytes(), half].concat())?;
            Ok(0)
        }
        Some(Fault::DroppedUnsaid) => {
            let head = format!("HTTP/1.1 200 X\r\n{pdf}connection: close\r\n\r\n");
            stream.write_all(&[head.as_bytes(), half].concat())?;
            Ok(0)
        }
        Some(Fault::Cut) => send(stream, 200, &pdf, half),
        Some(Fault::Slow(milliseconds)) => {
            let head = format!("HTTP/1.1 200 X\r\n{pdf}content-length: {length}\r\n\r\n");
            stream.write_all(&[head.as_bytes(), half].concat())?;
            sleep(Duration::from_millis(milliseconds));
            stream.write_all(&document.bytes[length / 2..])?;
            Ok(200)
        }
        Some(Fault::Redirect(target)) => send(stream, 302, &format!("location: {target}\r\n"), b""),
    }
}

/// Returns the first place of the rest that is asked for, where it is still of the same content.
fn rest(head: &str, document: &Document) -> Option<usize> {
    let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name));
    let first = header("range: bytes=")?.strip_suffix('-')?.parse().ok()?;
    (header("if-range: ")? == document.etag).then_some(first)
}

/// Returns a page of the site; none where it is no page.
fn page(path: &str, state: &State) -> Option<String> {
    if let Some(page) = state.pages.get(path) {
        return Some(page.clone());
    }
    if path == "/robots.txt" {
        return state.robots.clone();
    }
    if let Some(query) = path.strip_prefix("/search?") {
        let number = |name: &str| {
            let mut parts = query.split('&').filter_map(|part| part.split_once('='));
            parts
                .find(|(key, _)| *key == name)
                .unwrap()
                .1
                .parse::<usize>()
                .unwrap()
        };
        let (start, rows) = (number("start"), number("rows").min(100));
        let bodies: Vec<_> = state.bodies.iter().skip(start).take(rows).collect();
        let mut page = format!(
            "<!DOCTYPE html><title>Search</title><nav><a href=/>Home</a><a href=\"#main\">Skip</a>\
             <a href=mailto:x@example.org>Write</a></nav><h1>Reports</h1><p>{} results</p><ul>",
            state.bodies.len()
        );
        for body in bodies {
            // The markup is nobody's promise: the first link has a picture and no words.
            let _ = write!(
                page,
                "<li class=r{0}><a href='/provider/44/{0}'><img src=x.png></a>\
                 <h3><a href=\"/provider/44/{0}\">{1}</a></h3>",
                body.urn, body.name
            );
        }
        return Some(page + "</ul><a href='/search?start=0'>Again</a>");
    }
    let urn: u32 = path.strip_prefix("/provider/44/")?.parse().ok()?;
    let body = state.bodies.iter().find(|body| body.urn == urn)?;
    Some(format!(
        "<!DOCTYPE html><title>{0}</title><h1>{0}</h1><p>URN: {urn}<ol>{1}</ol>\
         <a href='https://www.example.org/v1/file/1'>Elsewhere</a><a>Nothing</a>",
        body.name, body.links
    ))
}

/// Makes a small PDF with these lines of text.
pub(crate) fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut text = "BT /F1 11 Tf 72 760 Td 16 TL\n".to_owned();
    for line in lines {
        let line = line
            .replace('\\', "\\\\")
            .replace('(', "\\(")
            .replace(')', "\\)");
        let _ = writeln!(text, "({line}) Tj T*");
    }
    text += "ET";
    let stream = format!("<</Length {}>>stream\n{text}\nendstream", text.len());
    common::pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
          /Resources<</Font<</F1 5 0 R>>>>>>"
            .to_vec(),
        stream.into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
    ])
}

/// Makes a letter after a visit, which is like no other.
pub(crate) fn letter(name: &str, number: u32) -> Vec<u8> {
    let title = format!("Focused visit to {name} children's services");
    let own =
        format!("{number}. Social workers visit children often, and letter {number} says so.");
    pdf(&[
        "Dear Ms Bird",
        &title,
        "This letter summarises the findings of a focused visit to the authority on 5 May 2017.",
        &own,
    ])
}
