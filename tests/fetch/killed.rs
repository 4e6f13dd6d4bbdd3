//! Runs that are killed, and runs side by side.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::common::TestEnvironment;
use super::server::{Server, letter};
use super::{VISIT, fetch, files, reports, summary};

/// So many runs are killed where `FINDINGS_KILLS` does not say.
const KILLS: u32 = 5;
const DOCUMENTS: u32 = 40;

fn site() -> Server {
    let server = Server::start();
    let documents = (0..DOCUMENTS).map(|number| {
        let id = 50_001_000 + number;
        (id, VISIT, letter("Kent", id))
    });
    server.add(80476, "Kent", &documents.collect::<Vec<_>>());
    server
}

#[test]
fn a_run_that_is_killed_goes_on_where_it_was() {
    let kills = std::env::var("FINDINGS_KILLS").ok();
    let kills = kills.map_or(KILLS, |kills| kills.parse().unwrap());
    let server = site();
    let served: BTreeMap<String, Vec<u8>> = server.with(|state| {
        state.delay = Duration::from_millis(3);
        let documents = state.documents.iter();
        documents
            .map(|(id, document)| (id.to_string(), document.bytes.clone()))
            .collect()
    });
    // How long a whole run takes here.
    let started = Instant::now();
    summary(fetch(&TestEnvironment::new(), &server, "--format json"));
    let whole = started.elapsed();
    server.files_asked();

    let mut seed = 7_u64;
    let mut killed = 0;
    while killed < kills {
        let env = TestEnvironment::new();
        // The same folder is killed again and again, until a run comes to its end.
        for _ in 0..4 {
            let mut command = env.command();
            let line = format!("fetch --pace 0 --site {} --quiet", server.base);
            command
                .args(line.split(' '))
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            let mut child = command.spawn().unwrap();
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            sleep(whole * ((seed >> 33) % 1000) as u32 / 2_000);
            child.kill().unwrap();
            child.wait().unwrap();
            killed += 1;
            let held = files(&env.path("reports"));
            for (name, bytes) in held.iter().filter(|(name, _)| name.ends_with(".pdf")) {
                let id = name.trim_end_matches(".pdf").rsplit('-').next().unwrap();
                assert!(served[id] == *bytes, "{name} is not whole");
            }
            for name in held.keys().filter(|name| name.ends_with(".meta")) {
                let report = name.trim_end_matches(".meta");
                assert!(held.contains_key(report), "{name} stands alone");
            }
        }
        summary(fetch(&env, &server, "--format json"));
        let held = files(&env.path("reports"));
        let names = reports(&env.path("reports"));
        assert_eq!(names.len(), DOCUMENTS as usize, "{names:?}");
        for name in &names {
            assert!(
                held.contains_key(&format!("{name}.meta")),
                "{name} has no notes"
            );
        }
        let hidden: Vec<_> = held
            .keys()
            .filter(|name| name.contains("/.") || name.starts_with('.'))
            .collect();
        assert_eq!(hidden, [".fetching"], "something is left");
        // Each was served whole once, but for one at each kill that was on its way.
        let whole = server
            .files_asked()
            .into_iter()
            .filter(|(_, status)| *status == 200);
        let whole = whole.count();
        assert!(whole <= DOCUMENTS as usize + 4, "{whole} files were served");
    }
}

#[test]
fn one_fetches_into_a_folder_at_a_time() {
    let (env, server) = (TestEnvironment::new(), site());
    server.with(|state| state.delay = Duration::from_millis(30));
    let mut command = env.command();
    let line = format!("fetch --pace 0 --site {} --quiet", server.base);
    let mut first = command
        .args(line.split(' '))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    while !env.path("reports/.fetching").exists() {
        sleep(Duration::from_millis(1));
    }
    sleep(Duration::from_millis(50));
    let message = fetch(&env, &server, "").fails(2);
    assert!(
        message.contains("another process is fetching into `reports`"),
        "{message}"
    );
    assert!(first.wait().unwrap().success());
    assert_eq!(reports(&env.path("reports")).len(), DOCUMENTS as usize);
}
