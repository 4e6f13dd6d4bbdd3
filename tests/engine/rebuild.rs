//! An index is made anew beside the one that answers, and takes its place when it is whole.

use std::fs;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use findings::http::Method;

use crate::common::TestEnvironment;
use crate::remote::{Cluster, fails};

/// What must be equal.
const ASKED: [&str; 4] = [
    "reports --format csv --source all",
    "search --count --facet authority,year,edition --source all",
    "search drift OR plan --all --format jsonl --source all",
    "search care plan* --explain --source all",
];

fn write(env: &TestEnvironment, name: &str, text: &str) {
    let path = env.path(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Writes reports that take a while to be handed over.
fn write_many(env: &TestEnvironment) {
    for number in 1..=8 {
        let mut text = format!("# Visit to Bford on {number} March 2023\n");
        for paragraph in 1..=400 {
            text.push_str(&format!(
                "\n{paragraph}. Drift of the kind k{number}, and a care plan.\n"
            ));
        }
        write(env, &format!("many/bford{number}.md"), &text);
    }
}

impl Cluster {
    fn begin(&self, env: &TestEnvironment, line: &str) -> Child {
        let mut command = self.command(env, line);
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    /// Asserts that the names of its indexes end with these numbers alone.
    #[track_caller]
    fn has_indexes(&self, numbers: &[u32]) {
        let expected: Vec<String> = numbers
            .iter()
            .map(|number| format!("{}-{number}", self.name))
            .collect();
        assert_eq!(self.indexes(), expected);
    }

    fn answers(&self, env: &TestEnvironment) -> Vec<String> {
        let asked = ASKED.iter();
        asked.map(|line| self.done(env, line)).collect()
    }
}

#[track_caller]
fn ends_well(child: Child) {
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

#[test]
fn an_index_made_anew_takes_the_place_of_the_old_at_once() {
    let Some(cluster) = Cluster::of("anew") else {
        return;
    };
    let env = TestEnvironment::new();
    write_many(&env);
    // What another machine has read.
    write(
        &env,
        "away/aford.md",
        "# Visit to Aford on 3 May 2024\n\n1. Drift away.\n\n2. A care plan.\n",
    );
    write(&env, "away/broken.pdf", "%PDF-1.7\nnothing of it is there");
    cluster.done(&env, "ingest corpus many away --quiet");
    env.line("ingest corpus many away --quiet");
    fs::remove_dir_all(env.path("away")).unwrap();
    let before = cluster.answers(&env);
    let more = cluster.line(&env, "ingest corpus --shards 2");
    fails(&more, "has 3 shards", "--rebuild");
    #[cfg(feature = "serve")]
    let server = crate::client::Server::start(&env, &["--engine", &cluster.address]);
    #[cfg(feature = "serve")]
    let page = server.page("/search?q=drift+away");

    // Readers notice nothing, and another ingest waits.
    write(
        &env,
        "late/dford.md",
        "# Visit to Dford on 4 May 2024\n\n1. Zymurgy came late.\n",
    );
    let mut rebuild = cluster.begin(&env, "ingest corpus many --rebuild --shards 2 --quiet");
    let lock = format!("/{}-1/_doc/lock?routing=state", cluster.name);
    let begun = Instant::now();
    while cluster.ask(Method::Get, &lock, "") != 200 && begun.elapsed().as_secs() < 60 {
        sleep(Duration::from_millis(20));
    }
    let late = cluster.begin(&env, "ingest late --quiet");
    let share = cluster.begin(&env, "ingest late --share 1/1 --quiet");
    let mut asked = 0;
    while rebuild.try_wait().unwrap().is_none() {
        let line = ASKED[asked % 2];
        let answer = cluster.done(&env, line);
        // The late report may have come the moment the new index did.
        if !answer.contains("dford") && rebuild.try_wait().unwrap().is_none() {
            assert_eq!(answer, before[asked % 2], "{line}");
        }
        asked += 1;
    }
    ends_well(rebuild);
    assert!(asked > 0);
    ends_well(late);
    ends_well(share);
    cluster.has_indexes(&[2]);
    let settings = format!("/{}-2/_settings", cluster.name);
    let settings = cluster.said(Method::Get, &settings);
    assert!(
        settings.contains("\"number_of_shards\":\"2\""),
        "{settings}"
    );
    let zymurgy = cluster.done(&env, "search zymurgy --count --source all");
    assert!(zymurgy.starts_with("1 paragraph in 1 of "), "{zymurgy}");
    #[cfg(feature = "serve")]
    assert_eq!(
        server.page("/search?q=drift+away").contains("Drift away"),
        page.contains("Drift away")
    );
    // Shares that wait would be lost.
    let waiting = cluster.line(&env, "ingest --rebuild");
    fails(&waiting, "shares wait to be settled", "--settle");
    cluster.done(&env, "ingest late --settle");

    // Nothing is different, and nothing is read again.
    env.line("ingest late --quiet");
    for line in ASKED {
        cluster.check(&env, line);
    }
    let again = cluster.done(&env, "ingest corpus many");
    assert!(again.starts_with("Nothing changed."), "{again}");
    cluster.done(&env, "check");

    // Of what it holds alone, in as many shards as before.
    fs::remove_dir_all(env.path("late")).unwrap();
    cluster.done(&env, "ingest --rebuild --quiet");
    cluster.has_indexes(&[3]);
    for line in ASKED {
        cluster.check(&env, line);
    }
    let settings = format!("/{}-3/_settings", cluster.name);
    let settings = cluster.said(Method::Get, &settings);
    assert!(
        settings.contains("\"number_of_shards\":\"2\""),
        "{settings}"
    );
}

#[test]
fn a_rebuild_that_was_killed_leaves_the_old_index() {
    let Some(cluster) = Cluster::of("killed-anew") else {
        return;
    };
    let env = TestEnvironment::new();
    write_many(&env);
    cluster.done(&env, "ingest many --quiet");
    let before = cluster.answers(&env);
    let mut rebuild = cluster.begin(&env, "ingest many --rebuild --quiet");
    let (begun, count) = (Instant::now(), format!("/{}-2/_refresh", cluster.name));
    let written = format!("/{}-2/_search?size=1&q=class:paragraph", cluster.name);
    while !cluster.said(Method::Get, &written).contains("\"_id\"") && begun.elapsed().as_secs() < 60
    {
        cluster.ask(Method::Post, &count, "");
        sleep(Duration::from_millis(10));
    }
    rebuild.kill().unwrap();
    rebuild.wait().unwrap();
    cluster.has_indexes(&[1, 2]);
    assert_eq!(cluster.answers(&env), before);
    // It goes on: what was left is removed by whoever writes next, when it is sure that nobody is at work.
    cluster.done(&env, "ingest many --quiet");
    cluster.has_indexes(&[1]);
    cluster.done(&env, "ingest many --rebuild --quiet");
    cluster.has_indexes(&[2]);
    assert_eq!(cluster.answers(&env), before);
}

#[test]
fn an_index_of_another_form_is_made_anew_from_its_folders() {
    let Some(cluster) = Cluster::of("form") else {
        return;
    };
    let env = TestEnvironment::ingested();
    let none = cluster.line(&env, "ingest --rebuild");
    fails(&none, "does not tell of what", "name all folders");
    cluster.done(&env, "ingest --quiet");
    let change = |mapping: &str| {
        let index = cluster.indexes().pop().unwrap();
        let path = format!("/{index}/_mapping");
        assert_eq!(cluster.ask(Method::Put, &path, mapping), 200);
    };
    change("{\"_meta\":{\"findings\":{\"format\":1}}}");
    for line in ["search plan", "ingest corpus"] {
        fails(&cluster.line(&env, line), "another form (1)", "--rebuild");
    }
    let blind = cluster.line(&env, "ingest --rebuild");
    fails(&blind, "does not tell of what", "name all folders");
    let few = cluster.line(&env, "ingest --rebuild corpus/ambleford");
    fails(&few, "and what would take its place has", "--prune");
    cluster.has_indexes(&[1]);
    cluster.done(&env, "ingest --rebuild corpus --quiet");
    cluster.has_indexes(&[2]);
    for line in ASKED {
        cluster.check(&env, line);
    }
    // One whose mapping was changed is carried over.
    change("{\"dynamic\":\"true\"}");
    let changed = cluster.line(&env, "search plan");
    fails(&changed, "not as it was made", "--rebuild");
    cluster.done(&env, "ingest --rebuild --quiet");
    cluster.has_indexes(&[3]);
    for line in ASKED {
        cluster.check(&env, line);
    }
    // What stands behind the alias and is none of ours is not touched.
    let index = format!("/{}-3", cluster.name);
    change("{\"_meta\":{}}");
    let foreign = cluster.line(&env, "ingest corpus --rebuild");
    fails(&foreign, "holds something else", "another index");
    assert_eq!(cluster.ask(Method::Get, &index, ""), 200);
}
