//! Several processes read shares of the files, and one settles them: as one ingest of all.

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use findings::http::Method;

use crate::common::TestEnvironment;
use crate::remote::{Cluster, fails};

/// What must be equal.
const ASKED: [&str; 4] = [
    "reports --format csv",
    "search --count --facet authority,year,edition --source all",
    "search drift OR plan --all --format jsonl --source all",
    "export drift --format jsonl",
];

/// Writes reports of which some would bear one name, some are copies, and one file that is none.
fn write_reports(env: &TestEnvironment) {
    for number in 0..14 {
        let town = number % 5;
        let text = format!(
            "# Visit to Town{town} on {} May 2024\n\n1. Drift of kind k{number}.\n\n2. Plans are late.\n",
            town + 1
        );
        write(env, &format!("town{number}.md"), &text);
    }
    let copied = fs::read_to_string(env.path("news/town3.md")).unwrap();
    write(env, "again/town3.md", &copied);
    write(env, "broken.pdf", "%PDF-1.7\nnothing of it is there");
}

fn write(env: &TestEnvironment, name: &str, text: &str) {
    let path = env.path(&format!("news/{name}"));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

impl Cluster {
    /// Asserts that it holds what one ingest of paths makes, in the engine and in a folder.
    #[track_caller]
    fn check_whole(&self, env: &TestEnvironment, paths: &str) {
        let line = format!("ingest {paths}");
        // One in which nothing was ever replaced.
        let _ = fs::remove_dir_all(env.path("index"));
        assert_eq!(env.line(&line).code, Some(0));
        for line in ASKED {
            self.check(env, line);
        }
        let again = self.done(env, &line);
        assert!(again.starts_with("Nothing changed."), "{again}");
    }
}

#[test]
fn shares_at_once_and_settled_are_one_ingest() {
    let Some(cluster) = Cluster::of("at-once") else {
        return;
    };
    let env = TestEnvironment::new();
    write_reports(&env);
    let children: Vec<_> = ["1/3", "2/3", "3/3", "2/3"]
        .map(|share| {
            let line = format!("ingest corpus news --share {share} --quiet");
            let mut command = cluster.command(&env, &line);
            command.stdout(Stdio::null()).stderr(Stdio::piped());
            command.spawn().unwrap()
        })
        .into_iter()
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
    // Nothing of it is seen yet.
    fails(
        &cluster.line(&env, "search drift --source all"),
        "no ingest into it was finished",
        "--settle",
    );
    let settled = cluster.done(&env, "ingest news corpus --settle");
    let counts = " files indexed, 0 unchanged, 0 removed, ";
    assert!(settled.contains(counts), "{settled}");
    cluster.check_whole(&env, "corpus news");
    fails(
        &cluster.line(&env, "ingest news --settle"),
        "no share waits",
        "--share 1/N",
    );
}

#[test]
fn shares_that_are_lacking_are_named_and_nothing_is_lost() {
    let Some(cluster) = Cluster::of("lacking") else {
        return;
    };
    let env = TestEnvironment::new();
    write_reports(&env);
    cluster.done(&env, "ingest news --share 1/3");
    cluster.done(&env, "ingest news --share 3/3");
    let settle = || cluster.line(&env, "ingest news --settle");
    fails(
        &settle(),
        "the share 2/3 is lacking",
        "what was handed over is kept",
    );
    // What was handed over is not read again.
    let again = cluster.done(&env, "ingest news --share 3/3");
    assert!(again.starts_with("Nothing changed."), "{again}");
    // Others go on meanwhile, with the same files or with others.
    write(
        &env,
        "../elsewhere/aford.md",
        "# Visit to Aford\n\n1. Drift elsewhere.\n",
    );
    cluster.done(&env, "ingest elsewhere news/town1.md news/town2.md");
    cluster.done(&env, "ingest news --share 2/3");
    fs::create_dir_all(env.path("other")).unwrap();
    let other = cluster.line(&env, "ingest other --settle");
    fails(&other, "was read from", "name the same folders");
    assert_eq!(settle().code, Some(0));
    cluster.check_whole(&env, "elsewhere news");

    // The next round: one goes, one comes, one is another, one is moved and one a copy no more.
    fs::remove_file(env.path("news/town7.md")).unwrap();
    fs::rename(env.path("news/town8.md"), env.path("news/again/town8.md")).unwrap();
    write(
        &env,
        "town6.md",
        "# Visit to Town1 on 2 May 2024\n\n1. Drift of a new kind.\n",
    );
    write(
        &env,
        "town3.md",
        "# Visit to Town0 on 1 May 2024\n\n1. Drift of another.\n",
    );
    write(
        &env,
        "town20.md",
        "# Visit to Town2 on 3 May 2024\n\n1. Drift has come.\n",
    );
    let before = cluster.done(&env, ASKED[2]);
    for share in ["2/2", "1/2"] {
        cluster.done(&env, &format!("ingest news --share {share}"));
        assert_eq!(cluster.done(&env, ASKED[2]), before);
    }
    // What changes behind the back of the shares is read when they are settled.
    write(
        &env,
        "town21.md",
        "# Visit to Town4 on 5 May 2024\n\n1. Drift came late.\n",
    );
    write(
        &env,
        "again/town3.md",
        "# Visit to Town0 on 1 May 2024\n\n1. Drift of a third.\n",
    );
    assert_eq!(settle().code, Some(0));
    cluster.check_whole(&env, "elsewhere news");
}

#[test]
fn a_share_that_was_killed_is_lacking_and_goes_on() {
    let Some(cluster) = Cluster::of("killed") else {
        return;
    };
    let env = TestEnvironment::new();
    write_reports(&env);
    for number in 30..36 {
        let mut text = format!("# Visit to Bford on {} March 2023\n", number - 29);
        for paragraph in 1..=400 {
            text.push_str(&format!("\n{paragraph}. Drift of the kind k{number}.\n"));
        }
        write(&env, &format!("bford{number}.md"), &text);
    }
    let mut child = cluster
        .command(&env, "ingest news --share 1/1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (begun, count) = (Instant::now(), format!("/{}-1/_refresh", cluster.name));
    let written = format!("/{}-1/_search?size=1&q=class:paragraph", cluster.name);
    while !cluster.said(Method::Get, &written).contains("\"_id\"") && begun.elapsed().as_secs() < 60
    {
        cluster.ask(Method::Post, &count, "");
        sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let settled = cluster.line(&env, "ingest news --settle");
    if settled.code != Some(0) {
        fails(&settled, "the share 1/1 is lacking", "kept");
        cluster.done(&env, "ingest news --share 1/1");
        cluster.done(&env, "ingest news --settle");
    }
    cluster.check_whole(&env, "news");
}

#[test]
fn shares_without_a_file_and_rules_of_ones_own() {
    let Some(cluster) = Cluster::of("empty") else {
        return;
    };
    let env = TestEnvironment::new();
    let text = "# Visit to Aford on 3 May 2024\n\n1. Drift.\n";
    write(&env, "aford.md", text);
    let areas = |name: &str| {
        let areas = format!("slug,name,group\n{name},Youth matters,protection\n");
        write(&env, "gazetteer.csv", &areas);
    };
    areas("youth-matters");
    let share = |share: &str| {
        cluster.done(&env, &format!("ingest news --share {share}"));
    };
    ["1/3", "2/3", "3/3"].into_iter().for_each(share);
    cluster.done(&env, "ingest news --settle");
    cluster.check_whole(&env, "news");
    // Shares that were read with different rules are not put together.
    for number in 0..8 {
        write(
            &env,
            &format!("bford{number}.md"),
            &format!("{text}\n2. Of kind {number}.\n"),
        );
    }
    share("1/2");
    areas("youths");
    share("2/2");
    let settled = cluster.line(&env, "ingest news --settle");
    fails(&settled, "was read with other rules", "--gazetteer");
    share("1/2");
    cluster.done(&env, "ingest news --settle");
    cluster.check_whole(&env, "news");
}
