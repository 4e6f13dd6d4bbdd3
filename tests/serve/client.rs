//! The program as a server, and a client that speaks HTTP by hand.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStderr, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::common::TestEnvironment;

/// A server that ends with its test.
pub(crate) struct Server {
    child: Child,
    pub(crate) said: String,
    // Kept open: a server that has nobody to tell would fail.
    stderr: BufReader<ChildStderr>,
    pub(crate) address: SocketAddr,
}

/// A response.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Server {
    /// Starts the program on a port that is free.
    pub(crate) fn start(env: &TestEnvironment, args: &[&str]) -> Self {
        let mut child = env
            .command()
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(args)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        while !said.contains("serving at ") {
            assert!(stderr.read_line(&mut said).unwrap() > 0, "{said}");
        }
        let (_, url) = said.split_once("http://").unwrap();
        let (address, _) = url.split_once('/').unwrap();
        let address = address.parse().unwrap();
        Server {
            child,
            said,
            stderr,
            address,
        }
    }

    /// Reads the next line that it says.
    pub(crate) fn says(&mut self) -> String {
        let mut line = String::new();
        self.stderr.read_line(&mut line).unwrap();
        line
    }

    /// Sends bytes, and reads until the server closes.
    pub(crate) fn send(&self, request: &str) -> Response {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let patience = Some(Duration::from_secs(30));
        stream.set_read_timeout(patience).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Response::read(&bytes)
    }

    /// Asks for a path with headers, each of which ends its line.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str) -> Response {
        let host = match headers.contains("Host:") {
            true => String::new(),
            false => format!("Host: {}\r\n", self.address),
        };
        self.send(&format!(
            "{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n{headers}\r\n"
        ))
    }

    /// Sends something of a kind to a path, with headers, each of which ends its line.
    pub(crate) fn post(&self, path: &str, kind: &str, headers: &str, body: &str) -> Response {
        let length = body.len();
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Type: {kind}\r\n\
             Content-Length: {length}\r\n{headers}\r\n{body}",
            self.address
        ))
    }

    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> Response {
        self.ask("GET", path, "")
    }

    /// Returns a page that is there.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> String {
        let response = self.get(path);
        assert_eq!(response.status, 200, "{path} {response:?}");
        response.text()
    }

    /// Tells the server to stop, and returns with which code it did.
    #[cfg(unix)]
    pub(crate) fn stop(&mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let kill = std::process::Command::new("kill").arg(&id).status();
        assert!(kill.unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Response {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(bytes)));
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = bytes[end + 4..].to_vec();
        let mut response = Response { status, head, body };
        if response.header("transfer-encoding") == Some("chunked") {
            response.body = unchunked(&response.body);
        }
        response
    }

    /// Returns a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1);
        let mut named = lines.filter_map(|line| line.split_once(": "));
        named
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// Puts together what was sent in chunks, the last of which is empty.
fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        let end = bytes.windows(2).position(|two| two == b"\r\n").unwrap();
        let length = std::str::from_utf8(&bytes[..end]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        if length == 0 {
            return whole;
        }
        whole.extend_from_slice(&bytes[end + 2..end + 2 + length]);
        bytes = &bytes[end + 4 + length..];
    }
}
