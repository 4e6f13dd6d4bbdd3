//! Processes that are killed, that write at the same time, that may not write: the index is in one
//! state or the other, and whoever asks is told.
//!
//! `FINDINGS_KILLS` says how many processes are killed; 200 is the full run.

#![allow(clippy::unwrap_used)]
#![allow(
    clippy::print_stdout,
    reason = "long runs say what they did and what they skipped"
)]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{Run, TestEnvironment, copy};

/// So many processes are killed where `FINDINGS_KILLS` does not say.
const KILLS: u32 = 6;
/// Texts that come with the second ingest.
const TEXTS: usize = 400;

/// The sample is indexed, and texts have come since; one report has gone.
fn changed() -> TestEnvironment {
    let env = TestEnvironment::ingested();
    let folder = env.path("corpus/news");
    fs::create_dir(&folder).unwrap();
    for number in 0..TEXTS {
        let text = format!(
            "Invented News {number}\n\nThe council was asked about letter {number}. It had no reply.\n"
        );
        fs::write(folder.join(format!("{number}.txt")), text).unwrap();
    }
    let wexcombe = env.path("corpus/wexcombe");
    let mut reports: Vec<_> = fs::read_dir(wexcombe)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    reports.sort();
    fs::remove_file(&reports[0]).unwrap();
    env
}

fn state(env: &TestEnvironment) -> String {
    let run = env.line("export --format jsonl");
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    run.stdout
}

fn start(env: &TestEnvironment, line: &str) -> Child {
    let mut command = env.command();
    command.args(line.split(' '));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Numbers that look drawn by lot and are the same in every run.
fn draw(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    *seed >> 33
}

#[test]
fn an_ingest_that_is_killed_leaves_one_state_or_the_other() {
    let env = changed();
    let before = state(&env);
    copy(&env.path("index"), &env.path("old"));
    let started = Instant::now();
    env.line("ingest --quiet").succeeds();
    let whole = started.elapsed();
    let after = state(&env);
    assert_ne!(before, after);

    let kills = std::env::var("FINDINGS_KILLS").ok();
    let kills = kills.map_or(KILLS, |kills| kills.parse().unwrap());
    let (mut seed, mut old, mut new) = (7, 0, 0);
    for _ in 0..kills {
        fs::remove_dir_all(env.path("index")).unwrap();
        copy(&env.path("old"), &env.path("index"));
        let mut ingest = start(&env, "ingest --quiet");
        sleep(whole * (draw(&mut seed) % 1000) as u32 / 1000);
        ingest.kill().unwrap();
        ingest.wait().unwrap();
        match state(&env) {
            is if is == before => old += 1,
            is if is == after => new += 1,
            is => panic!("neither state: {is}"),
        }
        env.line("ingest --quiet").succeeds();
        assert!(state(&env) == after);
        env.line("check --format json").succeeds();
    }
    println!("{kills} processes killed: {old} left the old state, {new} the new one");
}

#[test]
fn one_writes_at_a_time_and_all_may_read() {
    let env = changed();
    let before = state(&env);
    let mut first = start(&env, "ingest --quiet");
    let second = start(&env, "ingest --quiet");
    let mut seen = Vec::new();
    while first.try_wait().unwrap().is_none() {
        seen.push(state(&env));
        sleep(Duration::from_millis(1));
    }
    for child in [first, second] {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        match output.status.code() {
            Some(0) => assert_eq!(said, ""),
            Some(2) => assert!(said.contains("another process is writing"), "{said}"),
            code => panic!("{code:?}: {said}"),
        }
    }
    env.line("ingest --quiet").succeeds();
    let after = state(&env);
    for is in seen {
        assert!(is == before || is == after);
    }
}

/// Runs a command as somebody who may not write, if there is such a one.
#[cfg(unix)]
fn as_another(env: &TestEnvironment, program: &Path, line: &str) -> Option<Run> {
    use std::os::unix::process::CommandExt;
    let mut command = env.command_of(program.to_str().unwrap());
    command.args(line.split(' ')).uid(65_534).gid(65_534);
    match command.spawn() {
        Ok(mut child) => {
            child.kill().unwrap();
            child.wait().unwrap();
            Some(Run::of(&mut command))
        }
        Err(error) => {
            println!("skipped: nothing can be run as another user: {error}");
            None
        }
    }
}

#[test]
#[cfg(unix)]
fn another_user_asks_and_is_told_why_writing_fails() {
    use std::os::unix::fs::PermissionsExt;
    let env = TestEnvironment::ingested();
    // Where everybody may look, the program too.
    let shared = tempfile::tempdir().unwrap();
    fs::set_permissions(shared.path(), fs::Permissions::from_mode(0o755)).unwrap();
    copy(&env.path("index"), &shared.path().join("index"));
    copy(&env.path("corpus"), &shared.path().join("corpus"));
    let program = shared.path().join("findings");
    fs::copy(env!("CARGO_BIN_EXE_findings"), &program).unwrap();
    std::os::unix::fs::symlink("index", shared.path().join("link")).unwrap();
    let at = |line: &str| {
        let index = shared.path().join("link");
        let corpus = shared.path().join("corpus");
        line.replace("INDEX", index.to_str().unwrap())
            .replace("CORPUS", corpus.to_str().unwrap())
    };
    let here = TestEnvironment::new();
    fs::set_permissions(here.path(""), fs::Permissions::from_mode(0o755)).unwrap();
    let ask = |line: &str| as_another(&here, &program, &at(line));
    let Some(found) = ask("search --index INDEX children --count") else {
        return;
    };
    if found.code.is_none() || found.stderr.contains("current directory") {
        println!("skipped: another user cannot come here");
        return;
    }
    assert_eq!((found.code, found.stderr.as_str()), (Some(0), ""));
    let refused = ask("ingest --index INDEX CORPUS --quiet").unwrap().fails(2);
    assert!(refused.contains("ermission denied"), "{refused}");
    assert!(refused.contains("hint: "), "{refused}");
    assert!(!refused.contains("Os {"), "{refused}");

    let meta = shared.path().join("index/meta.json");
    fs::set_permissions(&meta, fs::Permissions::from_mode(0o600)).unwrap();
    let refused = ask("search --index INDEX children").unwrap().fails(2);
    assert!(refused.contains("ermission denied"), "{refused}");
    assert!(refused.contains("meta.json"), "{refused}");
    assert!(!refused.contains("format"), "{refused}");
}

#[test]
fn a_damaged_index_answers_nothing_and_says_so() {
    let env = TestEnvironment::ingested();
    let mut files: Vec<_> = fs::read_dir(env.path("index"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|it| it == "idx" || it == "store")
        })
        .collect();
    files.sort();
    for path in files {
        let sound = fs::read(&path).unwrap();
        let mut damaged = sound.clone();
        damaged[sound.len() / 2] ^= 1;
        fs::write(&path, damaged).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        for line in ["search children", "reports", "check", "show x", "themes"] {
            let said = env.line(line).fails(2);
            assert!(said.contains(name), "{line}: {said}");
            assert!(said.contains("findings ingest"), "{line}: {said}");
        }
        fs::write(&path, sound).unwrap();
    }
    env.line("check").succeeds();
}
