//! Files that have begun to come: only their rest is asked for, where that is sure to be the rest.

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::common::TestEnvironment;
use super::server::{Asked, Fault, Server, letter};
use super::{VISIT, fetch, files, reports, summary};

const ID: u32 = 50_000_007;
const NAME: &str = "kent/2021-05-03-focused-visit-50000007.pdf";

fn site(bytes: Vec<u8>) -> Server {
    let server = Server::start();
    server.add(80476, "Kent", &[(ID, VISIT, bytes)]);
    server
}

/// Takes the requests for the file.
fn asked(server: &Server) -> Vec<Asked> {
    let asked = server.with(|state| std::mem::take(&mut state.asked));
    let mut asked = asked;
    asked.retain(|asked| asked.path.contains("/file/"));
    asked
}

fn header<'a>(asked: &'a Asked, name: &str) -> Option<&'a str> {
    let mut lines = asked.head.lines();
    lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

/// Checks that the file is there, as it is served, and that nothing else is left.
fn is_whole(env: &TestEnvironment, server: &Server) {
    assert_eq!(reports(&env.path("reports")), [NAME]);
    let held = files(&env.path("reports"));
    assert!(held[NAME] == server.with(|state| state.documents[&ID].bytes.clone()));
    let names: Vec<&String> = held.keys().collect();
    assert_eq!(names, [".fetching", NAME, &format!("{NAME}.meta")]);
}

#[test]
fn the_rest_of_a_file_is_asked_for() {
    let (env, server) = (TestEnvironment::new(), site(letter("Kent", 7)));
    let half = letter("Kent", 7).len() / 2;
    server.faults(ID, &[Fault::Dropped]);
    summary(fetch(&env, &server, "--format json"));
    let asked = asked(&server);
    let statuses: Vec<u16> = asked.iter().map(|asked| asked.status).collect();
    assert_eq!(statuses, [0, 206]);
    assert_eq!(header(&asked[0], "range"), None);
    assert_eq!(
        header(&asked[1], "range"),
        Some(format!("bytes={half}-").as_str())
    );
    assert_eq!(header(&asked[1], "if-range"), Some("\"50000007-1\""));
    is_whole(&env, &server);
}

#[test]
fn what_is_not_the_rest_is_no_part_of_it() {
    let check = |change: &dyn Fn(&Server), expected: &[u16]| {
        let (env, server) = (TestEnvironment::new(), site(letter("Kent", 7)));
        server.faults(ID, &[const { Fault::Dropped }; 3]);
        let run = fetch(&env, &server, "--format json");
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert!(env.path("reports/.50000007.begun").exists());
        assert_eq!(reports(&env.path("reports")), Vec::<String>::new());
        asked(&server);
        change(&server);
        summary(fetch(&env, &server, "--format json"));
        let asked = asked(&server);
        assert!(header(&asked[0], "range").is_some(), "{}", asked[0].head);
        let statuses: Vec<u16> = asked.iter().map(|asked| asked.status).collect();
        assert_eq!(statuses, expected);
        is_whole(&env, &server);
    };
    check(&|_| {}, &[206]);
    check(
        &|server| server.with(|state| state.no_ranges = true),
        &[200],
    );
    check(
        &|server| server.faults(ID, &[Fault::WrongPart]),
        &[206, 200],
    );
    check(
        &|server| server.faults(ID, &[Fault::Status(416, None)]),
        &[416, 200],
    );
    let changed = |server: &Server| {
        server.with(|state| {
            let document = state.documents.get_mut(&ID).unwrap();
            document.bytes = letter("Kent", 8);
            document.etag = "\"50000007-2\"".to_owned();
        });
    };
    check(&changed, &[200]);
}

#[test]
fn a_long_file_goes_on_where_the_process_was_killed() {
    // A long remark stands before the last line.
    let mut bytes = letter("Kent", 7);
    bytes.extend_from_slice(b"\n%");
    bytes.resize(bytes.len() + (7 << 19), b'x');
    bytes.extend_from_slice(b"\n%%EOF\n");
    let (env, server) = (TestEnvironment::new(), site(bytes));
    server.faults(ID, &[Fault::Slow(60_000)]);
    let line = format!("fetch --pace 0 --site {} --quiet", server.base);
    let mut command = env.command();
    command.args(line.split(' ')).stdout(Stdio::null());
    let mut child = command.spawn().unwrap();
    let note = env.path("reports/.50000007.begun");
    let begun = Instant::now();
    while !fs::read_to_string(&note).is_ok_and(|text| text.contains("held: ")) {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "nothing is noted"
        );
        sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    asked(&server);
    assert_eq!(reports(&env.path("reports")), Vec::<String>::new());
    summary(fetch(&env, &server, "--format json"));
    let asked = asked(&server);
    assert_eq!((asked.len(), asked[0].status), (1, 206));
    let range = header(&asked[0], "range").unwrap();
    let first = range.trim_start_matches("bytes=").trim_end_matches('-');
    assert!(first.parse::<u64>().unwrap() >= 1 << 20, "{range}");
    is_whole(&env, &server);
}
