//! Pages and checks over an engine are those over a folder.

use findings::http::Method;
use serde_json::Value;

use crate::client::Server;
use crate::common::TestEnvironment;
use crate::remote::Cluster;

/// Pages and data that an engine answers.
const PATHS: [&str; 26] = [
    "/",
    "/search?q=supervision",
    "/search?q=plan*&grade=%21good&sort=newest&page=2",
    "/search?q=housing&source=all&area=leaders",
    "/absent?q=housing",
    "/corpus",
    "/groups?q=plan&group-by=authority",
    "/concordance?q=plan&kwic-sort=R1",
    "/reports?latest=true",
    "/authority/northmere",
    "/api/v1/search?q=supervision&facet=kind,year,grade,authority",
    "/api/v1/search?q=plan&context=1&limit=20",
    "/api/v1/search?q=plan&latest=true",
    "/api/v1/reports",
    "/api/v1/changes",
    "/themes?q=plan",
    "/api/v1/themes/trend?q=plan&authority=northmere,ambleford",
    "/track?q=plan",
    "/api/v1/track?authority=castlebridge",
    "/api/v1/concordance?q=plan*+NEAR%2F6+late",
    "/api/v1/search?q=plan&sample=3&by=authority",
    "/api/v1/search?q=plan+supervision&within=report",
    "/search?q=supervision+-housing&within=report",
    "/api/v1/search?q=plan&told-again=true",
    "/search?q=plan&declined=true",
    "/api/v1/export?q=plan&format=csv",
];

#[test]
fn pages_of_an_engine_are_those_of_a_folder() {
    let Some(cluster) = Cluster::of("pages") else {
        return;
    };
    let env = TestEnvironment::ingested();
    assert_eq!(cluster.line(&env, "ingest").code, Some(0));
    let here = Server::start(&env, &[]);
    let there = Server::start(&env, &["--engine", &cluster.address]);
    let check = |path: &str| {
        let (here, there) = (here.get(path), there.get(path));
        assert_eq!(here.text(), there.text(), "{path}");
        assert_eq!(here.status, there.status, "{path}");
    };
    PATHS.into_iter().for_each(check);
    let reports = here.get("/api/v1/reports").json();
    let id = reports[0]["report_id"].as_str().unwrap();
    check(&format!("/report/{id}"));
    check(&format!("/api/v1/report/{id}"));
    check(&format!(
        "/api/v1/similar?id={}%231",
        id.replace('/', "%2F")
    ));
    check("/report/nowhere");
    let refused = there.get("/api/v1/related?names=plan");
    assert_eq!(refused.status, 501);
    let said = refused.text();
    assert!(said.contains("an engine keeps no thesaurus"), "{said}");
    // What is ingested is seen without a restart.
    std::fs::create_dir_all(env.path("news")).unwrap();
    std::fs::write(
        env.path("news/aford.md"),
        "# Visit to Aford\n\n1. Zymurgy.\n",
    )
    .unwrap();
    let count = || there.get("/api/v1/search?q=zymurgy&source=all").json()["total"].clone();
    assert_eq!(count(), 0);
    assert_eq!(cluster.line(&env, "ingest news").code, Some(0));
    assert_eq!(count(), 1);
    // An engine that has gone is told, and nothing of where it was.
    cluster.ask(Method::Delete, &format!("/{}-1", cluster.name), "");
    let gone = there.get("/search?q=plan");
    assert_eq!(gone.status, 503, "{}", gone.text());
    assert!(!gone.text().contains("127.0.0.1:"), "{}", gone.text());
}

#[test]
fn a_check_of_an_engine_is_that_of_a_folder_and_finds_what_is_lacking() {
    let Some(cluster) = Cluster::of("check") else {
        return;
    };
    let env = TestEnvironment::ingested();
    assert_eq!(cluster.line(&env, "ingest").code, Some(0));
    for line in [
        "check",
        "check --ledger",
        "check --format json",
        "check --manifest",
        "check --headings",
    ] {
        cluster.check(&env, line);
    }
    let one = format!("/{}-1/_search?size=1&q=class:paragraph", cluster.name);
    let found: Value = serde_json::from_str(&cluster.said(Method::Get, &one)).unwrap();
    let hit = &found["hits"]["hits"][0];
    let (id, routing) = (
        hit["_id"].as_str().unwrap(),
        hit["_routing"].as_str().unwrap(),
    );
    let routing = routing.replace('/', "%2F");
    let path = format!(
        "/{}-1/_doc/{id}?routing={routing}&refresh=true",
        cluster.name
    );
    assert_eq!(cluster.ask(Method::Delete, &path, ""), 200);
    let checked = cluster.line(&env, "check");
    assert_eq!(checked.code, Some(1), "{}", checked.stderr);
    assert!(
        checked.stdout.contains("documents, and the engine has"),
        "{}",
        checked.stdout
    );
    // Without a word in the list of words, a part of it finds nothing.
    let one = format!("/{}-1/_search?size=1&q=word:%22plan%2F%22", cluster.name);
    let found: Value = serde_json::from_str(&cluster.said(Method::Get, &one)).unwrap();
    let id = found["hits"]["hits"][0]["_id"].as_str().unwrap();
    let path = format!("/{}-1/_doc/{id}?routing={id}&refresh=true", cluster.name);
    assert_eq!(cluster.ask(Method::Delete, &path, ""), 200);
    let checked = cluster.line(&env, "check").stdout;
    assert!(
        checked.contains("the list of words lacks one of the paragraphs: plan"),
        "{checked}"
    );
    // A file that is gone is told, and one of another machine is not.
    std::fs::create_dir_all(env.path("far")).unwrap();
    std::fs::write(
        env.path("far/bford.md"),
        "# Visit to Bford\n\n1. Far away.\n",
    )
    .unwrap();
    std::fs::write(env.path("near.md"), "# Visit to Cford\n\n1. Near by.\n").unwrap();
    assert_eq!(cluster.line(&env, "ingest far near.md").code, Some(0));
    std::fs::remove_dir_all(env.path("far")).unwrap();
    std::fs::remove_file(env.path("near.md")).unwrap();
    let checked = cluster.line(&env, "check").stdout;
    assert!(checked.contains("near.md: missing"), "{checked}");
    assert!(!checked.contains("bford.md: missing"), "{checked}");
}
