//! `findings fetch` against a site of this process: everything comes once and whole, whatever goes
//! wrong, and nothing that is not whole ever bears the name of a report.
//!
//! `FINDINGS_KILLS` says how many runs are killed; 50 is the full run.

#![allow(clippy::unwrap_used)]
#![cfg(feature = "fetch")]

#[path = "../common/mod.rs"]
mod common;

mod arranging;
mod killed;
mod proxied;
mod resumed;
mod server;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use common::{Run, TestEnvironment, items, text};
use serde_json::Value;
use server::{Fault, Server, letter, pdf};

const INSPECTION: &str = "children's services inspection, pdf - 12 november 2024";
const VISIT: &str = "Children’s services focused visit, PDF - 3 May 2021";

/// Fetches without waiting between requests.
fn fetch(env: &TestEnvironment, server: &Server, more: &str) -> Run {
    let line = format!("fetch --pace 0 --timeout 1 --site {} {more}", server.base);
    env.run(line.split_whitespace())
}

fn summary(run: Run) -> Value {
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    run.json()
}

/// Lists what stands in a folder: path and bytes. Names that end in `.pdf` are of whole files.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
                    found.insert(name.replace('\\', "/"), fs::read(&path).unwrap());
                }
            }
        }
    }
    found
}

/// Lists the names of reports in a folder, hidden ones left out.
fn reports(folder: &Path) -> Vec<String> {
    let names = files(folder).into_keys();
    names
        .filter(|name| name.ends_with(".pdf") && !name.starts_with('.'))
        .collect()
}

/// A site of 104 bodies on two pages, three of which have documents.
fn site() -> Server {
    let server = Server::start();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/northmere");
    let inspection = sample.join("children's services inspection - 04 november 2024.pdf");
    server.add(
        80476,
        "Kent",
        &[
            (50_000_001, INSPECTION, fs::read(inspection).unwrap()),
            (50_000_002, VISIT, letter("Kent", 2)),
            (
                50_000_003,
                "children's services focused visit, pdf - 01 june 2018",
                letter("Kent", 3),
            ),
        ],
    );
    server.fill(102);
    server.add(
        80559,
        "Southend-on-Sea",
        &[(50_000_004, VISIT, letter("Southend", 4))],
    );
    server.add(
        80557,
        "Slough",
        &[(
            50_000_005,
            "Something new, PDF - 2 May 2025",
            pdf(&["A new thing"]),
        )],
    );
    server
}

const ALL: [&str; 5] = [
    "kent/2018-06-01-focused-visit-50000003.pdf",
    "kent/2021-05-03-focused-visit-50000002.pdf",
    "kent/2024-11-12-ilacs-50000001.pdf",
    "slough/2025-05-02-report-something-new-50000005.pdf",
    "southend-on-sea/2021-05-03-focused-visit-50000004.pdf",
];

#[test]
fn everything_is_fetched_once_and_read_by_ingest() {
    let (env, server) = (TestEnvironment::new(), site());
    server.with(|state| state.delay = Duration::from_millis(2));
    let first = summary(fetch(&env, &server, "--format json"));
    assert_eq!(
        (&first["fetched"], &first["authorities"]),
        (&5.into(), &104.into())
    );
    assert_eq!(first["doubts"], Value::Array(Vec::new()));
    assert_eq!(reports(&env.path("reports")), ALL);
    let asked = server.with(|state| std::mem::take(&mut state.asked));
    assert_eq!(asked.len() as u64, first["requests"].as_u64().unwrap());
    let mut paths: Vec<_> = asked.iter().map(|asked| &asked.path).collect();
    paths.sort();
    paths.dedup();
    assert_eq!(paths.len(), asked.len(), "something was asked for twice");
    assert!(asked[0].path == "/robots.txt" && server.with(|state| state.most_at_once) == 1);
    for asked in &asked {
        assert!(
            asked.head.contains("user-agent: findings/"),
            "{}",
            asked.head
        );
        assert!(!asked.path.ends_with("/v1/file/1"), "{}", asked.path);
    }
    // The bytes are those that were served, and beside them stands where they are from.
    let held = files(&env.path("reports"));
    let (id, name) = (50_000_001, ALL[2]);
    assert!(held[name] == server.with(|state| state.documents[&id].bytes.clone()));
    let notes = String::from_utf8(held[&format!("{name}.meta")].clone()).unwrap();
    for line in [
        &format!("url: {}/v1/file/{id}", server.base),
        "link_text: Report children's services inspection, pdf - 12 november 2024",
        "published: 2024-11-12",
        "urn: 80476",
        "etag: \"50000001-1\"",
        &format!("source: {}/provider/44/80476", server.base),
    ] {
        assert!(notes.lines().any(|found| found == line), "{line}\n{notes}");
    }
    assert!(
        notes.contains("\nsha256: ") && notes.contains("\nfetched: 20"),
        "{notes}"
    );
    // Nothing but reports, their notes and the lock is left.
    let others = held
        .keys()
        .filter(|name| !name.ends_with(".pdf") && !name.ends_with(".meta"));
    assert_eq!(others.collect::<Vec<_>>(), [".fetching"]);

    let ingested = summary(env.run(["ingest", "reports", "--format", "json"]));
    assert_eq!(ingested["indexed"], 5);
    for file in items(&ingested["files"]) {
        let warnings = items(&file["warnings"]).iter();
        let doubted: Vec<_> = warnings
            .filter(|warning| warning["kind"] == "metadata")
            .collect();
        assert!(doubted.is_empty(), "{doubted:?}");
    }
    let listed = env.run(["reports", "--format", "json"]).succeeds().json();
    let listed = items(&listed);
    let visit = listed
        .iter()
        .find(|report| text(&report["url"]).ends_with("50000004"))
        .unwrap();
    assert_eq!(
        (&visit["published"], &visit["kind"]),
        (&"2021-05-03".into(), &"focused-visit".into())
    );

    // A second run transfers nothing, and the index has nothing to do.
    server.with(|state| state.asked.clear());
    let second = summary(fetch(&env, &server, "--format json"));
    assert_eq!(
        (&second["fetched"], &second["unchanged"]),
        (&0.into(), &5.into())
    );
    assert_eq!(server.files_asked(), []);
    assert!(files(&env.path("reports")) == held);
    let again = summary(env.run(["ingest", "reports", "--format", "json"]));
    assert_eq!(again["unchanged"], 5);
}

#[test]
fn what_goes_wrong_is_tried_again_and_what_stays_wrong_is_listed() {
    let (env, server) = (TestEnvironment::new(), site());
    server.faults(50_000_001, &[Fault::WebPage, Fault::Dropped]);
    server.faults(
        50_000_002,
        &[Fault::Status(503, Some(1)), Fault::DroppedUnsaid],
    );
    server.faults(50_000_003, &[Fault::Status(429, None), Fault::Slow(1_500)]);
    server.faults(
        50_000_004,
        &[Fault::Redirect("/v1/file/50000004?again".to_owned())],
    );
    server.faults(50_000_005, &vec![Fault::WebPage; 9]);
    server.with(|state| {
        let kent = &mut state.bodies[0];
        kent.links += "<a href=/v1/file/50000009>Gone, PDF - 1 May 2020</a>";
    });
    let run = fetch(&env, &server, "--format json");
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let first = run.json();
    assert_eq!(
        (&first["fetched"], &first["missed"]),
        (&4.into(), &2.into())
    );
    let missed: Vec<_> = items(&first["not_had"])
        .iter()
        .map(|missed| {
            (
                text(&missed["url"]).rsplit('/').next().unwrap(),
                text(&missed["reason"]),
            )
        })
        .collect();
    assert!(
        missed.contains(&("50000009", "it is not there (any more)")),
        "{missed:?}"
    );
    assert!(
        missed.contains(&("50000005", "a web page came in place of a PDF")),
        "{missed:?}"
    );
    let served = server.with(|state| state.documents.clone());
    let held = files(&env.path("reports"));
    for (name, bytes) in held.iter().filter(|(name, _)| name.ends_with(".pdf")) {
        let id = name.trim_end_matches(".pdf").rsplit('-').next().unwrap();
        let whole = &served[&id.parse().unwrap()].bytes;
        assert!(whole == bytes, "{name} is not whole");
    }
    // After a 503 that says so, nobody asks before a second has gone by.
    let asked = server.with(|state| std::mem::take(&mut state.asked));
    let of = |id: &str| {
        asked
            .iter()
            .filter(move |asked| asked.path.ends_with(id))
            .collect::<Vec<_>>()
    };
    let waited = of("50000002")[1].at - of("50000002")[0].at;
    assert!(waited.as_millis() >= 1_000, "{waited:?}");
    assert_eq!(
        of("50000009").len(),
        1,
        "what is not there is asked for once"
    );

    // What is mended comes with the next run, and nothing else.
    server.with(|state| {
        state.documents.get_mut(&50_000_005).unwrap().faults.clear();
        state.bodies[0].links = state.bodies[0].links.replace("50000009", "50000002");
    });
    let again = summary(fetch(&env, &server, "--format json"));
    let mut ids: Vec<_> = server.files_asked().into_iter().map(|(id, _)| id).collect();
    ids.sort();
    assert_eq!(again["missed"], 0);
    assert_eq!(reports(&env.path("reports")), ALL);
    assert_eq!(ids, ["50000005"]);
}

#[test]
fn what_has_changed_comes_again_and_the_old_is_kept() {
    let (env, server) = (TestEnvironment::new(), site());
    summary(fetch(&env, &server, "--format json"));
    let old = files(&env.path("reports"));
    server.with(|state| {
        state.asked.clear();
        let document = state.documents.get_mut(&50_000_004).unwrap();
        document.bytes = letter("Southend", 44);
        document.etag = "\"50000004-2\"".to_owned();
    });
    // Files of today are not asked for again, unless that is wanted.
    assert_eq!(
        summary(fetch(&env, &server, "--format json"))["unchanged"],
        5
    );
    assert_eq!(server.files_asked(), []);
    let run = summary(fetch(&env, &server, "--format json --recheck 0"));
    assert_eq!((&run["changed"], &run["unchanged"]), (&1.into(), &4.into()));
    let mut asked = server.files_asked();
    asked.sort();
    let statuses: Vec<u16> = asked.iter().map(|(_, status)| *status).collect();
    assert_eq!(statuses, [304, 304, 304, 200, 304]);
    let new = files(&env.path("reports"));
    let name = ALL[4];
    assert!(new[name] == letter("Southend", 44));
    let replaced: Vec<_> = new
        .iter()
        .filter(|(path, _)| path.starts_with(".replaced/"))
        .collect();
    assert_eq!(replaced.len(), 2, "{:?}", new.keys());
    assert!(*replaced[0].1 == old[name] && *replaced[1].1 == old[&format!("{name}.meta")]);
    assert_eq!(reports(&env.path("reports")), ALL);
}

#[test]
fn robots_txt_is_heeded() {
    let (env, server) = (TestEnvironment::new(), site());
    server.with(|state| state.robots = Some("User-agent: *\nDisallow: /search".to_owned()));
    let message = fetch(&env, &server, "").fails(2);
    assert!(
        message.contains("robots.txt of the host forbids it"),
        "{message}"
    );
    assert_eq!(server.with(|state| state.asked.len()), 1);
    server.with(|state| state.robots = Some("User-agent: findings\nDisallow: /v1/".to_owned()));
    let run = fetch(&env, &server, "");
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(
        run.stdout
            .contains("0 documents fetched, 0 unchanged, 5 not had"),
        "{}",
        run.stdout
    );
    assert_eq!(server.files_asked(), []);
    assert_eq!(reports(&env.path("reports")), Vec::<String>::new());
}

#[test]
fn robots_txt_may_stand_elsewhere_on_the_site() {
    let (env, server) = (TestEnvironment::new(), site());
    server.with(|state| {
        let mut moved = |from: &str, to: &str| state.moved.insert(from.into(), to.into());
        moved("/robots.txt", "/a/robots.txt");
        moved("/a/robots.txt", "/b/robots.txt");
        let rules = "User-agent: *\rDisallow: /*level_2_types[]\r".to_owned();
        state.pages.insert("/b/robots.txt".to_owned(), rules);
    });
    let message = fetch(&env, &server, "").fails(2);
    assert!(message.contains("forbids it"), "{message}");
    assert!(
        message.contains("so those who run the site wish it"),
        "{message}"
    );
    server.with(|state| {
        let elsewhere = "https://robots.example.org/robots.txt".to_owned();
        state.moved.insert("/robots.txt".to_owned(), elsewhere);
    });
    let message = fetch(&env, &server, "").fails(2);
    assert!(
        message.contains("it leads elsewhere, to robots.example.org"),
        "{message}"
    );
    let slow = "User-agent: *\nCrawl-delay: 86400".to_owned();
    server.with(|state| {
        state.moved.clear();
        state.robots = Some(slow);
    });
    let message = fetch(&env, &server, "").fails(2);
    assert!(
        message.contains("asks for 1440 minutes between two requests"),
        "{message}"
    );
}

#[test]
fn a_file_without_its_end_is_not_kept() {
    let (env, server) = (TestEnvironment::new(), site());
    server.faults(50_000_002, &[Fault::Cut]);
    let fetched = summary(fetch(&env, &server, "--format json"));
    assert_eq!(fetched["fetched"], 5, "{fetched}");
    let asked = server.files_asked();
    let asked = asked.iter().filter(|(id, _)| id == "50000002");
    assert_eq!(asked.count(), 2);
    let whole = server.with(|state| state.documents[&50_000_002].bytes.clone());
    assert!(
        files(&env.path("reports"))
            .values()
            .any(|bytes| *bytes == whole)
    );
}

#[test]
fn what_was_damaged_here_is_brought_again() {
    let (env, server) = (TestEnvironment::new(), site());
    summary(fetch(&env, &server, "--format json"));
    let whole = files(&env.path("reports"));
    let name = "kent/2021-05-03-focused-visit-50000002.pdf";
    fs::write(env.path("reports").join(name), "%PDF-1.4").unwrap();
    server.files_asked();
    let again = summary(fetch(&env, &server, "--recheck 0 --format json"));
    assert_eq!(
        (&again["fetched"], &again["unchanged"]),
        (&1.into(), &4.into())
    );
    assert_eq!(files(&env.path("reports"))[name], whole[name]);
    let asked = server.files_asked();
    assert!(asked.contains(&("50000002".to_owned(), 200)), "{asked:?}");
}

#[test]
fn what_stands_in_the_way_keeps_nothing_else_back() {
    let (env, server) = (TestEnvironment::new(), site());
    fs::create_dir(env.path("reports")).unwrap();
    fs::write(env.path("reports/kent"), "mine").unwrap();
    for _ in 0..2 {
        let run = fetch(&env, &server, "--format json");
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        let said = run.json();
        assert!(
            said["not_had"]
                .to_string()
                .contains("`kent` stands in its place"),
            "{said}"
        );
    }
    assert!(!reports(&env.path("reports")).is_empty());
    fs::remove_file(env.path("reports/kent")).unwrap();
    summary(fetch(&env, &server, "--format json"));
    assert_eq!(reports(&env.path("reports")).len(), 5);
}

#[test]
fn what_was_put_in_order_takes_its_address() {
    let (env, server) = (TestEnvironment::new(), site());
    fs::create_dir(env.path("mine")).unwrap();
    let bytes = server.with(|state| state.documents[&50_000_002].bytes.clone());
    fs::write(env.path("mine/a.pdf"), &bytes).unwrap();
    env.line("fetch --from mine --move").succeeds();
    let there = reports(&env.path("reports"));
    assert_eq!(there.len(), 1);
    let fetched = summary(fetch(&env, &server, "--format json"));
    assert_eq!(
        (&fetched["fetched"], &fetched["unchanged"]),
        (&4.into(), &1.into())
    );
    let all = files(&env.path("reports"));
    let same = all
        .iter()
        .filter(|(name, held)| name.ends_with(".pdf") && **held == bytes);
    assert_eq!(
        same.map(|(name, _)| name).collect::<Vec<_>>(),
        there.iter().collect::<Vec<_>>()
    );
    server.files_asked();
    summary(fetch(&env, &server, "--format json"));
    assert_eq!(server.files_asked(), []);
}

#[test]
fn two_addresses_of_one_number_are_two_files() {
    let (env, server) = (TestEnvironment::new(), site());
    let list = format!(
        "url,published,kind,authority\n{0}/v1/file/50000001,2024-01-02,ilacs,kent\n\
         {0}/v2/file/50000002,2024-01-02,ilacs,kent\n{0}/v1/file/50000002,2024-01-02,ilacs,kent\n",
        server.base
    );
    fs::write(env.path("list.csv"), list).unwrap();
    let line = "fetch --pace 0 --recheck 0 --from list.csv --format json";
    assert_eq!(summary(env.line(line))["fetched"], 3);
    let there = files(&env.path("reports"));
    assert_eq!(reports(&env.path("reports")).len(), 3, "{:?}", there.keys());
    let again = summary(env.line(line));
    assert_eq!(
        (&again["unchanged"], &again["fetched"]),
        (&3.into(), &0.into())
    );
    assert_eq!(files(&env.path("reports")), there);
}

#[test]
fn what_the_site_corrects_is_taken_over_and_said() {
    let (env, server) = (TestEnvironment::new(), site());
    summary(fetch(&env, &server, "--format json"));
    server.with(|state| {
        for body in &mut state.bodies {
            body.links = body.links.replace("- 3 May 2021", "- 4 May 2021");
        }
    });
    let before = files(&env.path("reports"));
    let again = summary(fetch(&env, &server, "--format json"));
    assert_eq!(
        (&again["fetched"], &again["unchanged"]),
        (&0.into(), &5.into())
    );
    let doubts = again["doubts"].to_string();
    assert!(
        doubts.contains("published is `2021-05-04`, and was `2021-05-03`"),
        "{doubts}"
    );
    let after = files(&env.path("reports"));
    let changed: Vec<&String> = after
        .keys()
        .filter(|name| after[*name] != before[*name])
        .collect();
    assert!(
        changed.len() == 2 && changed.iter().all(|name| name.ends_with(".pdf.meta")),
        "{changed:?}"
    );
    let third = summary(fetch(&env, &server, "--format json"));
    assert!(
        !third["doubts"].to_string().contains("published is"),
        "{third}"
    );
    assert_eq!(files(&env.path("reports")), after);
}

#[test]
fn a_page_that_is_not_as_it_was_says_so() {
    let (env, server) = (TestEnvironment::new(), site());
    let broken = "<html><title>Sorry, we are improving</title><a href=/>Home".to_owned();
    let page = "/provider/44/80559".to_owned();
    server.with(|state| state.pages.insert(page, broken.clone()));
    let run = fetch(&env, &server, "");
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(
        run.stdout
            .contains("4 documents fetched, 0 unchanged, 1 not had"),
        "{}",
        run.stdout
    );
    let said = "expected a page that names Southend-on-Sea (80559), with links of the form \
                HOST/v1/file/NUMBER; found a page “Sorry, we are improving” with 1 links";
    assert!(run.stdout.contains(said), "{}", run.stdout);
    // The search itself: there is nothing to go by, and nothing of what is there is touched.
    let held = files(&env.path("reports"));
    let search = server.with(|state| {
        let asked = state
            .asked
            .iter()
            .find(|asked| asked.path.contains("start=100"));
        asked.unwrap().path.clone()
    });
    server.with(|state| state.pages.insert(search.clone(), broken.clone()));
    let message = fetch(&env, &server, "").fails(2);
    assert!(
        message.contains("/search?") && message.contains("Sorry"),
        "{message}"
    );
    assert!(
        message.contains("hint: the site may have changed"),
        "{message}"
    );
    assert!(files(&env.path("reports")) == held);
}

#[test]
fn only_what_is_asked_for_is_fetched() {
    let (env, server) = (TestEnvironment::new(), site());
    let ids = |more: &str| {
        let run = summary(fetch(
            &env,
            &server,
            &format!("--dry-run --format json {more}"),
        ));
        let files = items(&run["files"]).iter();
        let ids: Vec<_> = files
            .map(|file| text(&file["url"]).rsplit('/').next().unwrap()[7..].to_owned())
            .collect();
        ids.join("")
    };
    assert_eq!(ids(""), "12345");
    assert_eq!(ids("--authority kent,80557"), "1235");
    assert_eq!(ids("--kind focused-visit"), "234");
    assert_eq!(ids("--kind ilacs,area-send"), "1");
    assert_eq!(ids("--since 2021-05-03"), "1245");
    assert_eq!(ids("--latest --authority kent"), "12");
    assert_eq!(server.files_asked(), []);
    assert!(!env.path("reports").exists(), "a dry run writes nothing");
    let message = fetch(&env, &server, "--authority kennt").fails(2);
    assert!(message.contains("did you mean `kent`?"), "{message}");
    let message = fetch(&env, &server, "--kind focussed-visit").fails(2);
    assert!(
        message.contains("did you mean `focused-visit`?"),
        "{message}"
    );
    let message = fetch(&env, &server, "--to corpus").fails(2);
    assert!(message.contains("the folder of the sample"), "{message}");
}

#[test]
fn a_host_that_asks_for_more_patience_is_left() {
    let (env, server) = (TestEnvironment::new(), site());
    server.faults(50_000_002, &[Fault::Status(503, Some(3_600))]);
    let run = fetch(&env, &server, "");
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    for said in [
        "1 document fetched, 0 unchanged, 4 not had",
        "asks to come back in 60 minutes. What is there is whole, and the next run goes on.",
        "the run ended before it could be had",
    ] {
        assert!(run.stdout.contains(said), "{said}\n{}", run.stdout);
    }
    assert_eq!(server.files_asked().len(), 2);
    let again = summary(fetch(&env, &server, "--format json"));
    assert_eq!(
        (&again["fetched"], &again["unchanged"]),
        (&4.into(), &1.into())
    );
    assert_eq!(reports(&env.path("reports")), ALL);
}

#[test]
fn where_nobody_answers_the_run_ends() {
    let env = TestEnvironment::new();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let message = env
        .line(&format!("fetch --pace 0 --site http://{address}"))
        .fails(2);
    assert!(
        message.contains("robots.txt of the host cannot be read"),
        "{message}"
    );
    assert!(
        message.contains("hint: what was fetched is whole"),
        "{message}"
    );
    let message = env.line("fetch --site example.org").fails(2);
    assert!(message.contains("does not begin with http"), "{message}");
}

#[test]
fn pages_come_packed_and_files_as_they_are() {
    let (env, server) = (TestEnvironment::new(), site());
    server.with(|state| state.packs = true);
    summary(fetch(&env, &server, "--format json"));
    assert_eq!(reports(&env.path("reports")), ALL);
    for asked in server.with(|state| std::mem::take(&mut state.asked)) {
        let encoding = match asked.path.contains("/file/") {
            true => "accept-encoding: identity\r\n",
            false => "accept-encoding: gzip\r\n",
        };
        assert!(asked.head.contains(encoding), "{}", asked.head);
    }
}

#[test]
fn bodies_are_called_as_the_gazetteer_beside_the_files_says() {
    let (env, server) = (TestEnvironment::new(), Server::start());
    server.add(
        7,
        "Wickby Borough",
        &[(50_000_006, VISIT, letter("Wickby", 6))],
    );
    fs::create_dir(env.path("reports")).unwrap();
    let rows = "slug,name,aliases\nwick,Wick-on-Sea,Wickby Borough\n";
    fs::write(env.path("reports/gazetteer.csv"), rows).unwrap();
    let run = summary(fetch(&env, &server, "--format json --authority wick"));
    assert_eq!(run["fetched"], 1);
    let name = "wick/2021-05-03-focused-visit-50000006.pdf";
    assert_eq!(reports(&env.path("reports")), [name]);
    let list = format!(
        "url,authority\n{}/v1/file/50000006,Wickby Borough\n",
        server.base
    );
    fs::write(env.path("list.csv"), list).unwrap();
    fs::remove_file(env.path("reports").join(name)).unwrap();
    summary(env.line("fetch --pace 0 --from list.csv --format json"));
    let listed = "wick/undated-focused-visit-50000006.pdf";
    assert_eq!(reports(&env.path("reports")), [listed]);
}

#[test]
fn schemas_describe_the_summary() {
    let (env, server) = (TestEnvironment::new(), site());
    let check = |name: &str, value: &Value| {
        let schema = env.run(["schema", name]).succeeds().json();
        let validator = jsonschema::validator_for(&schema).unwrap();
        assert!(validator.is_valid(value), "{name}: {value}");
        let told = schema["properties"].as_object().unwrap();
        for field in value.as_object().unwrap().keys() {
            assert!(told.contains_key(field), "{name}: {field}");
        }
    };
    check(
        "fetch",
        &summary(fetch(&env, &server, "--format json --authority kent")),
    );
    check(
        "moves",
        &summary(env.line("fetch --from reports --format json")),
    );
}
