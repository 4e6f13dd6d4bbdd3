//! Fetching through proxies that the environment names.

use std::io::{BufRead, BufReader, Read, Write, copy};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::spawn;

use super::common::{Run, TestEnvironment};
use super::server::{Server, letter};
use super::{VISIT, reports, summary};

/// The hosts that a proxy was asked to connect to.
type Hosts = Arc<Mutex<Vec<String>>>;

/// Starts a proxy that connects to the site, whatever it is asked for.
fn proxy(site: &Server, greet: fn(&mut TcpStream) -> String) -> (String, Hosts) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let target = site.base.trim_start_matches("http://").to_owned();
    let hosts = Hosts::default();
    let asked = hosts.clone();
    spawn(move || {
        for stream in listener.incoming() {
            let mut near = stream.unwrap();
            asked.lock().unwrap().push(greet(&mut near));
            let far = TcpStream::connect(&target).unwrap();
            let (from, to) = (near.try_clone().unwrap(), far.try_clone().unwrap());
            spawn(move || {
                copy(&mut &from, &mut &to).map(|_| to.shutdown(std::net::Shutdown::Write))
            });
            spawn(move || {
                copy(&mut &far, &mut &near).map(|_| near.shutdown(std::net::Shutdown::Both))
            });
        }
    });
    (address, hosts)
}

/// Greets as SOCKS5 does, with a name and a password (RFC 1928, RFC 1929).
fn greet_socks(stream: &mut TcpStream) -> String {
    let read = |stream: &mut TcpStream, count: usize| {
        let mut bytes = vec![0; count];
        stream.read_exact(&mut bytes).unwrap();
        bytes
    };
    let text = |stream: &mut TcpStream| {
        let count = read(stream, 1)[0];
        String::from_utf8(read(stream, count.into())).unwrap()
    };
    let head = read(stream, 2);
    assert_eq!(head[0], 5);
    assert!(
        read(stream, head[1].into()).contains(&2),
        "no password is offered"
    );
    stream.write_all(&[5, 2]).unwrap();
    assert_eq!(read(stream, 1), [1]);
    assert_eq!(
        (text(stream), text(stream)),
        ("ann".to_owned(), "sesame".to_owned())
    );
    stream.write_all(&[1, 0]).unwrap();
    // Connect to a name.
    assert_eq!(read(stream, 4), [5, 1, 0, 3]);
    let host = text(stream);
    read(stream, 2);
    stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).unwrap();
    host
}

/// Greets as HTTP does.
fn greet_connect(stream: &mut TcpStream) -> String {
    let mut reader = BufReader::with_capacity(1, stream.try_clone().unwrap());
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(reader.read_line(&mut head).unwrap() > 0, "{head}");
    }
    stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n").unwrap();
    let host = head.strip_prefix("CONNECT ").unwrap();
    host.split(':').next().unwrap().to_owned()
}

#[test]
fn sites_are_asked_through_proxies_of_the_environment() {
    let check = |scheme: &str, variable: &str, greet: fn(&mut TcpStream) -> String| {
        let (env, server) = (TestEnvironment::new(), Server::start());
        server.add(80476, "Kent", &[(50_000_007, VISIT, letter("Kent", 7))]);
        let (address, hosts) = proxy(&server, greet);
        // Links of the site lead to the name by which it is known.
        server.with(|state| {
            let body = &mut state.bodies[0];
            body.links = body.links.replace(&server.base, "http://reports.invalid");
        });
        let line = "fetch --pace 0 --timeout 5 --format json --site http://reports.invalid";
        let mut command = env.command();
        command.args(line.split(' '));
        command.env(variable, format!("{scheme}://ann:sesame@{address}"));
        summary(Run::of(&mut command));
        assert_eq!(
            reports(&env.path("reports")),
            ["kent/2021-05-03-focused-visit-50000007.pdf"]
        );
        let hosts = hosts.lock().unwrap().clone();
        assert!(
            !hosts.is_empty() && hosts.iter().all(|host| host == "reports.invalid"),
            "{hosts:?}"
        );
        // Where the host is spared it is asked itself, and there is none of this name.
        let run = Run::of(command.env("no_proxy", "reports.invalid"));
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert!(!run.stderr.contains("sesame"), "{}", run.stderr);
    };
    check("socks5h", "all_proxy", greet_socks);
    check("socks5h", "http_proxy", greet_socks);
    check("http", "ALL_PROXY", greet_connect);
}
