//! The program asks an engine in the place of a folder: the same answers, one line where it cannot.
//!
//! `FINDINGS_TEST_ENGINE` gives the address of a cluster, which `tests/engine/run` starts; without one
//! only what needs none is tested. Random queries are in `src/engine/tests.rs`.

#![cfg(feature = "engine")]
#![allow(clippy::unwrap_used)]
#![allow(clippy::print_stdout, reason = "says what it skipped")]

#[cfg(feature = "serve")]
#[allow(dead_code, reason = "what is asked of a server here is little")]
#[path = "serve/client.rs"]
mod client;
mod common;
#[path = "engine/faulty.rs"]
mod faulty;
#[path = "engine/frugal.rs"]
mod frugal;
#[path = "engine/guarded.rs"]
mod guarded;
#[cfg(feature = "serve")]
#[path = "engine/pages.rs"]
mod pages;
#[path = "engine/proxy.rs"]
mod proxy;
#[path = "engine/rebuild.rs"]
mod rebuild;
#[path = "engine/remote.rs"]
mod remote;
#[path = "engine/shares.rs"]
mod shares;

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{Run, TestEnvironment};
use findings::http::Method;
use remote::{Cluster, fails};

#[test]
fn commands_answer_as_over_a_folder() {
    let Some(cluster) = Cluster::of("commands") else {
        return;
    };
    let env = TestEnvironment::ingested();
    let first = cluster.line(&env, "ingest --format json");
    assert_eq!(first.code, Some(0), "{}", first.stderr);
    let again = cluster.line(&env, "ingest --quiet");
    assert!(
        again.stdout.contains("0 files indexed, 20 unchanged"),
        "{}",
        again.stdout
    );
    for line in [
        "search supervision",
        "search supervision --explain",
        "search supervision --count --facet area,grade,year,authority",
        "search plan* --format json --all --sort newest",
        "search \"life-story OR lifestory --format html --all",
        "search housing --absent --format csv",
        "search housing -C 1 --sort authority",
        "search plans --group-by authority --limit 3",
        "search plans --group-by report --format json",
        "search plans --kwic --kwic-sort R1 --limit 20",
        "search care --format jsonl --offset 7",
        "search care --facet kind --format csv",
        "search --grade inadequate plan",
        "search supervison",
        "search zzzz",
        "search --authority nowhere plan",
        "reports",
        "reports --latest --format csv",
        "reports --matrix",
        "export",
        "export plan --format csv",
        "show northmere",
        "themes plan",
        "themes --limit 40 --format csv",
        "themes --authority northmere,ambleford --format json",
        "themes visit --since 2019 --area leaders",
        "themes --compare overall=inadequate:good",
        "themes --trend plan --format csv",
        "themes --coverage adoption housing",
        "themes --collocates plan",
        "track",
        "track plan --format csv",
        "track --authority castlebridge --format json",
    ] {
        if line == "search supervison" {
            // Nothing is suggested.
            assert_eq!(cluster.line(&env, line).code, Some(1));
            continue;
        }
        cluster.check(&env, line);
    }
    let id = first_report(&env);
    cluster.check(&env, &format!("show {id}"));
    cluster.check(&env, &format!("show {id}#1 --format json"));
    cluster.check(&env, &format!("show {id}#999"));
    for line in ["#1", "#2 --format csv --all", "#3 --since 2020", "#999"] {
        cluster.check(&env, &format!("similar {id}{line}"));
    }
    cluster.check(&env, "similar nowhere/2024-01-01/ilacs#1");
}

/// Returns the id of a report.
fn first_report(env: &TestEnvironment) -> String {
    let reports = env.line("reports --format jsonl").stdout;
    let id = reports
        .split("\"report_id\":\"")
        .nth(1)
        .or(reports.split("\"id\":\"").nth(1));
    id.unwrap().split('"').next().unwrap().to_owned()
}

#[test]
fn what_asks_several_questions_answers_as_over_a_folder() {
    let Some(cluster) = Cluster::of("several") else {
        return;
    };
    let env = TestEnvironment::ingested();
    cluster.done(&env, "ingest --quiet");
    let queries = "# saved\nsupervision\n\"care plan*\" OR housing\n";
    fs::write(env.path("queries.txt"), queries).unwrap();
    let study = "title = \"Plans\"\n\n[[question]]\nname = \"plans\"\nkind = \"search\"\n\
        query = \"plan\"\nformats = [\"json\"]\n\n[[question]]\nname = \"years\"\n\
        kind = \"trend\"\nquery = \"plan\"\nformats = [\"csv\"]\n";
    fs::write(env.path("study.toml"), study).unwrap();
    for line in [
        "concepts",
        "concepts PLO --format csv",
        "concepts --since 2019 --format json",
        "news --since 2018",
        "news --since 2018 --query queries.txt --format json",
        "news --since 2030",
        "search plan --sample 5",
        "search --sample 6 --by authority,year --format csv",
        "search plan --sample 3 --seed 7 --sort newest -C 1 --format json",
        "search plan --latest --sort newest",
        "search plan --declined --count",
        "search plan --latest --declined",
        "search plan --told-again --format json",
        "search plan supervision --within report --limit 4",
        "search housing NOT supervision --within report",
        "search \"care plan*\" --latest --sample 2",
        "search --told-again",
    ] {
        cluster.check(&env, line);
    }
    // A study says the same of the corpus, and has the same answers.
    assert_eq!(env.line("run study.toml --output here").code, Some(0));
    cluster.done(&env, "run study.toml --output there");
    for name in ["study.json", "plans.json", "years.csv"] {
        let read = |folder: &str| fs::read_to_string(env.path(folder).join(name)).unwrap();
        assert_eq!(read("here"), read("there"), "{name}");
    }
    cluster.done(&env, "run study.toml --output here --check");

    // What needs the thesaurus makes it of everything.
    let reworded = format!(
        "similar {}#1 --in-other-words --format csv",
        first_report(&env)
    );
    for line in [
        "search supervision --also --format json",
        "related supervision --format csv",
        "themes plan --together --format json",
        &reworded,
    ] {
        let (here, there) = (env.line(line), cluster.line(&env, line));
        assert_eq!(here.code, there.code, "{line}: {}", there.stderr);
        assert_eq!(here.stdout, there.stdout, "{line}");
        assert!(
            there.stderr.contains("made the thesaurus of all"),
            "{line}: {}",
            there.stderr
        );
    }
}

#[test]
fn an_engine_keeps_no_thesaurus() {
    let env = TestEnvironment::indexed();
    // Nothing is sent anywhere.
    let mut command = env.command();
    command.args(["ingest", "--related"]);
    command.env("FINDINGS_ENGINE", "http://127.0.0.1:1/");
    let refused = Run::of(&mut command);
    fails(&refused, "an engine keeps no thesaurus", "--engine");
}

#[test]
fn errors_are_one_line_with_what_to_do() {
    let env = TestEnvironment::indexed();
    let ask = |address: &str, variables: &[(&str, &str)]| {
        let mut command = env.command();
        command.args(["search", "plan", "--engine", address]);
        Run::of(command.envs(variables.iter().copied()))
    };
    let none: &[(&str, &str)] = &[];
    let secret = ask("https://ann:opensesame@search.example/", none);
    fails(&secret, "name or password", "the address is that of a node");
    assert!(!secret.stderr.contains("sesame"));
    fails(&ask("search.example", none), "begin with http", "address");
    fails(
        &ask("http://127.0.0.1:1/", none),
        "cannot be reached",
        "is the engine running",
    );
    let user = [("FINDINGS_ENGINE_USER", "ann")];
    fails(
        &ask("http://127.0.0.1:1/", &user),
        "without a password",
        "PASSWORD_FILE",
    );
    let key = [("FINDINGS_ENGINE_API_KEY", "opensesame")];
    let unencrypted = ask("http://search.example/", &key);
    fails(&unencrypted, "unencrypted", "https://");
    assert!(!unencrypted.stderr.contains("sesame"));
    let authority = [("FINDINGS_ENGINE_CA", "nowhere.pem")];
    fails(
        &ask("https://127.0.0.1:1/", &authority),
        "nowhere.pem",
        "FINDINGS_ENGINE_CA",
    );

    let Some(cluster) = Cluster::of("errors") else {
        return;
    };
    let not_there = cluster.line(&env, "search plan");
    fails(&not_there, "has no index", "ingest");
    let index = format!("/{}-1", cluster.name);
    let alias = format!("\"aliases\":{{\"{}\":{{}}}}", cluster.name);
    let make = |meta: &str| {
        let body = format!("{{\"mappings\":{{\"_meta\":{meta}}},{alias}}}");
        assert_eq!(cluster.ask(Method::Put, &index, &body), 200);
    };
    make("{}");
    fails(
        &cluster.line(&env, "search plan"),
        "holds something else",
        "another index",
    );
    fails(
        &cluster.line(&env, "ingest"),
        "holds something else",
        "another index",
    );
    cluster.ask(Method::Delete, &index, "");
    make("{\"findings\":{\"format\":1}}");
    fails(
        &cluster.line(&env, "search plan"),
        "another form (1)",
        "--rebuild",
    );
    cluster.ask(Method::Delete, &index, "");
    assert_eq!(cluster.line(&env, "ingest").code, Some(0));
    let mapping = format!("{index}/_mapping");
    let more = "{\"dynamic\":\"true\"}";
    assert_eq!(cluster.ask(Method::Put, &mapping, more), 200);
    fails(
        &cluster.line(&env, "search plan"),
        "not as it was made",
        "--rebuild",
    );
}

/// OPENSEARCH.md: "a shard has no copy left: only `successful` < `total` tells".
#[test]
fn an_index_of_which_a_part_is_missing_answers_nothing() {
    let Some(cluster) = Cluster::of("partial") else {
        return;
    };
    let env = TestEnvironment::indexed();
    let index = format!("/{}-1", cluster.name);
    assert_eq!(cluster.line(&env, "ingest").code, Some(0));
    // One that was closed has no shard to ask. Where copies of a shard have not come as far as each
    // other yet, the engine answers 200 (`acknowledged` is false) and leaves the index open; and it may
    // take a while until every node knows. Till then the answer is the whole one.
    let whole = env.line("search plan").stdout;
    let close = format!("{index}/_close");
    for _ in 0..120 {
        assert_eq!(cluster.ask(Method::Post, &close, ""), 200);
        let answer = cluster.line(&env, "search plan");
        if answer.code == Some(2) {
            assert_eq!(answer.stdout, "", "{}", answer.stderr);
            return;
        }
        assert_eq!(
            (answer.code, answer.stdout.as_str()),
            (Some(0), whole.as_str())
        );
        std::thread::sleep(std::time::Duration::from_millis(500));
    }
    panic!("a closed index still answers");
}

#[test]
fn ingests_at_once_give_the_union() {
    let Some(cluster) = Cluster::of("union") else {
        return;
    };
    let env = TestEnvironment::ingested();
    let folders = [
        "corpus/ambleford",
        "corpus/castlebridge",
        "corpus/northmere corpus/wexcombe",
    ];
    let ingests =
        folders.map(|folders| format!("ingest {folders} --gazetteer corpus/gazetteer.csv"));
    // One of them twice.
    let ingests = ingests.iter().chain(&ingests[..1]);
    let children: Vec<_> = ingests
        .map(|line| {
            let mut command = cluster.command(&env, line);
            command.stdout(Stdio::null()).stderr(Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
    let last = cluster.line(
        &env,
        "ingest corpus/saltings-and-orme --gazetteer corpus/gazetteer.csv",
    );
    assert_eq!(last.code, Some(0), "{}", last.stderr);
    for line in [
        "reports --format csv",
        "search --count --facet authority,year",
        "search plan --all --format json",
    ] {
        cluster.check(&env, line);
    }
}

#[test]
fn a_report_is_replaced_as_one_and_a_killed_ingest_leaves_nothing() {
    let Some(cluster) = Cluster::of("replaced") else {
        return;
    };
    let env = TestEnvironment::new();
    let write = |word: &str, paragraphs: usize| {
        let mut text = "# Visit to Aford on 3 May 2024\n".to_owned();
        for number in 1..=paragraphs {
            text.push_str(&format!("\n{number}. Drift of the {word} kind.\n"));
        }
        fs::create_dir_all(env.path("news")).unwrap();
        fs::write(env.path("news/aford.md"), text).unwrap();
    };
    write("first", 300);
    assert_eq!(cluster.line(&env, "ingest news").code, Some(0));
    write("second", 500);
    let mut ingest = cluster.command(&env, "ingest news");
    let mut child = ingest
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let is_whole =
        |count: &str| count.starts_with("300 paragraphs") || count.starts_with("500 paragraphs");
    let mut asked = 0;
    while child.try_wait().unwrap().is_none() {
        let count = cluster
            .line(&env, "search drift --count --source all")
            .stdout;
        assert!(is_whole(&count), "{count}");
        asked += 1;
    }
    assert!(asked > 0);
    let count = cluster
        .line(&env, "search drift second --count --source all")
        .stdout;
    assert!(count.starts_with("500 paragraphs"), "{count}");
    // Killed while it hands over: what it has written is not seen, and the next takes its place.
    write("third", 6000);
    let mut child = cluster
        .command(&env, "ingest news")
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let uncommitted = format!("/{}-1/_doc/lock?routing=state", cluster.name);
    let begun = Instant::now();
    while cluster.ask(Method::Get, &uncommitted, "") != 200 && begun.elapsed().as_secs() < 30 {
        sleep(Duration::from_millis(20));
    }
    sleep(Duration::from_millis(1500));
    child.kill().unwrap();
    child.wait().unwrap();
    let count = cluster
        .line(&env, "search drift --count --source all")
        .stdout;
    assert!(
        count.starts_with("500 ") || count.starts_with("6000 "),
        "{count}"
    );
    assert_eq!(cluster.line(&env, "ingest news").code, Some(0));
    let count = cluster
        .line(&env, "search drift third --count --source all")
        .stdout;
    assert!(count.starts_with("6000 paragraphs"), "{count}");
}
