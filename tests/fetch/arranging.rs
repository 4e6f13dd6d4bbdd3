//! Lists of addresses, and folders of files under any names.

use std::fs;

use super::common::{TestEnvironment, copy, items, text};
use super::server::{Fault, Server, letter};
use super::{files, reports, site, summary};

#[test]
fn a_list_of_addresses_is_fetched_with_what_it_says() {
    let (env, server) = (TestEnvironment::new(), Server::start());
    let title = "children's services focused visit, pdf - 01 june 2018";
    server.add(
        1,
        "Nobody",
        &[(7, title, letter("Kent", 7)), (8, title, letter("Kent", 8))],
    );
    server.faults(
        8,
        &[Fault::Redirect("http://elsewhere.invalid/8".to_owned())],
    );
    let list = format!(
        "url,published,authority,kind\n{0}/v1/file/7,2021-06-01,Kent,focused-visit\n{0}/v1/file/8,,,\n",
        server.base
    );
    fs::write(env.path("list.csv"), list).unwrap();
    let run = env.line("fetch --pace 0 --from list.csv --to letters --format json");
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    let said = run.json();
    assert_eq!(
        said["not_had"][0]["reason"],
        "it leads elsewhere, to elsewhere.invalid"
    );
    let again = summary(env.line("fetch --pace 0 --from list.csv --to letters --format json"));
    assert_eq!(
        (&again["fetched"], &again["unchanged"]),
        (&1.into(), &1.into())
    );
    let names = reports(&env.path("letters"));
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(
        names[0].starts_with("kent/2021-06-01-focused-visit-7-"),
        "{names:?}"
    );
    assert!(
        names[1].starts_with("kent/undated-focused-visit-8-"),
        "{names:?}"
    );
    let ingested = summary(env.line("ingest letters --format json"));
    assert_eq!(ingested["indexed"], 2);
    fs::write(env.path("list.csv"), "url\nhttps://a.org/1\nx\n").unwrap();
    let message = env.line("fetch --from list.csv").fails(2);
    assert!(message.contains("list.csv: line 3: `x`"), "{message}");
}

#[test]
fn a_folder_of_files_is_put_in_order_once_that_is_asked_for() {
    let env = TestEnvironment::new();
    copy(&env.path("corpus"), &env.path("downloads"));
    let old = "downloads/northmere/area send full inspection - 13 may 2024.pdf";
    fs::copy(env.path(old), env.path("downloads/again.pdf")).unwrap();
    fs::rename(
        env.path("downloads/gazetteer.csv"),
        env.path("gazetteer.csv"),
    )
    .unwrap();
    fs::create_dir(env.path("reports")).unwrap();
    fs::rename(env.path("gazetteer.csv"), env.path("reports/gazetteer.csv")).unwrap();
    let before = files(&env.path("downloads"));
    let plan = summary(env.line("fetch --from downloads --format json"));
    assert!(
        files(&env.path("downloads")) == before,
        "nothing is moved before that is asked for"
    );
    assert_eq!(
        (&plan["moved"], items(&plan["moves"]).len()),
        (&false.into(), 18)
    );
    let run = env.line("fetch --from downloads");
    assert!(
        run.stderr
            .contains("nothing is moved yet; `--move` does it"),
        "{}",
        run.stderr
    );

    summary(env.line("ingest corpus --gazetteer reports/gazetteer.csv --format json"));
    let known = env.line("reports --format json").succeeds().json();
    fs::remove_dir_all(env.path("index")).unwrap();

    let done = summary(env.line("fetch --from downloads --move --format json"));
    let names = reports(&env.path("reports"));
    assert_eq!(names.len(), 18, "{names:?}");
    assert!(
        names[0].starts_with("ambleford/2015-11-27-sif-"),
        "{names:?}"
    );
    let stays: Vec<_> = items(&done["stays"])
        .iter()
        .map(|stay| text(&stay["reason"]))
        .collect();
    assert_eq!(stays.len(), 3, "{stays:?}");
    assert!(
        stays
            .iter()
            .any(|reason| reason.starts_with("it is the same as")),
        "{stays:?}"
    );
    assert!(
        stays
            .iter()
            .any(|reason| reason.starts_with("it is no report but")),
        "{stays:?}"
    );
    let left = files(&env.path("downloads"));
    assert_eq!(left.len(), 3, "{:?}", left.keys());

    // What is known of each report is what it was, the day of publication too.
    summary(env.line("ingest reports --format json"));
    let found = env.line("reports --format json").succeeds().json();
    let days = |of: &serde_json::Value| {
        let reports = items(of).iter();
        let days = reports.map(|report| (report["report_id"].clone(), report["published"].clone()));
        let mut days: Vec<_> = days.map(|(id, day)| format!("{id} {day}")).collect();
        days.sort();
        days
    };
    let known: Vec<_> = days(&known)
        .into_iter()
        .filter(|line| !line.contains("/news") && !line.contains("/press"))
        .collect();
    assert_eq!(days(&found), known);
    // Put in order once more, nothing is left to do.
    let again = summary(env.line("fetch --from reports --format json"));
    assert_eq!(items(&again["moves"]).len(), 0, "{again}");
}

#[test]
fn files_that_were_fetched_are_in_order() {
    let (env, server) = (TestEnvironment::new(), site());
    summary(super::fetch(&env, &server, "--format json"));
    let plan = summary(env.line("fetch --from reports --format json"));
    assert_eq!(items(&plan["moves"]).len(), 0, "{plan}");
}
