//! An engine that answers wrongly, half or not at all: a proxy before the real one makes it so.

use findings::http::Method;
use serde_json::{Value, json};

use crate::common::TestEnvironment;
use crate::proxy::{Fate, Proxy};
use crate::remote::{Cluster, fails};

/// OPENSEARCH.md: "a bulk above 10% of the heap: 429"; bulk items 503 "beside 201 for the others".
#[test]
fn what_is_refused_for_now_is_handed_over_again_and_stands_once() {
    let Some(cluster) = Cluster::of("refusing") else {
        return;
    };
    let env = TestEnvironment::ingested();
    let busy = json!({"error": {"type": "circuit_breaking_exception", "reason": "too large"}, "status": 429});
    let proxy = Proxy::start(&cluster, move |asked, number| match number % 5 {
        0 if asked.is("/_bulk") => Fate::Half,
        1 if asked.is("/_bulk") => Fate::Answer(429, busy.clone()),
        2 if asked.is("/_bulk") => Fate::Lose,
        3 if asked.is("/_search?") => Fate::Answer(503, json!({"error": "overloaded"})),
        _ => Fate::Pass,
    });
    let ingested = proxy.line(&env, "ingest --quiet --jobs 2");
    assert_eq!(ingested.code, Some(0), "{}", ingested.stderr);
    assert!(proxy.changed() > 0);
    for line in [
        "search plan --all --format jsonl",
        "reports --format csv",
        "check",
    ] {
        cluster.check(&env, line);
    }
}

#[test]
fn answers_that_are_none_are_told_in_one_line() {
    let Some(cluster) = Cluster::of("faulty") else {
        return;
    };
    let env = TestEnvironment::indexed();
    assert_eq!(cluster.line(&env, "ingest").code, Some(0));
    let of_version = |version: Value| {
        Proxy::start(&cluster, move |asked, _| match asked.is("GET / ") {
            true => Fate::Answer(200, json!({"version": version})),
            false => Fate::Pass,
        })
    };
    let other = of_version(json!({"number": "8.15.0"}));
    fails(
        &other.line(&env, "ingest"),
        "the engine is another 8.15.0",
        "2.19 and 3.x",
    );
    let old = of_version(json!({"number": "1.3.20", "distribution": "opensearch"}));
    fails(
        &old.line(&env, "ingest"),
        "opensearch 1.3.20",
        "2.19 and 3.x",
    );

    let searching = |status: u16, answer: Value| {
        let proxy = Proxy::start(&cluster, move |asked, _| match asked.is("/_search?") {
            true => Fate::Answer(status, answer.clone()),
            false => Fate::Pass,
        });
        proxy.line(&env, "search plan")
    };
    // A part of the shards answered, which the status does not tell.
    let total = json!({"value": 1, "relation": "eq"});
    let partial = json!({"_shards": {"total": 3, "successful": 2, "failed": 0},
        "hits": {"total": total, "hits": []}});
    fails(
        &searching(200, partial),
        "only 2 of 3 shards",
        "_cluster/health",
    );
    let late = json!({"timed_out": true, "_shards": {"total": 3, "successful": 3, "failed": 0},
        "hits": {"total": total, "hits": []}});
    fails(
        &searching(200, late),
        "shards of the engine answered in time",
        "_cluster/health",
    );
    let estimated = json!({"value": 10000, "relation": "gte"});
    let estimated = json!({"_shards": {"total": 3, "successful": 3, "failed": 0},
        "hits": {"total": estimated, "hits": []}});
    let run = searching(200, estimated);
    assert!(
        run.stderr.contains("an exact total") && run.code == Some(2),
        "{run:?}"
    );
    let forbidden = json!({"error": {"type": "security_exception", "reason": "no permissions"}});
    fails(
        &searching(403, forbidden),
        "does not allow",
        "docs/scale.md",
    );
    let gone = json!({"error": {"type": "search_context_missing_exception", "reason": "x"}});
    fails(&searching(404, gone), "replaced or deleted", "ask again");
}

/// OPENSEARCH.md: "a shard has no copy left"; and an index that may not be written to, as where disks are full.
#[test]
fn an_index_that_is_red_or_blocked_is_told_at_once() {
    let Some(cluster) = Cluster::of("blocked") else {
        return;
    };
    let env = TestEnvironment::indexed();
    assert_eq!(cluster.line(&env, "ingest").code, Some(0));
    let index = format!("/{}-1", cluster.name);
    let settings = format!("{index}/_settings");
    let set = |body: &str| assert_eq!(cluster.ask(Method::Put, &settings, body), 200);
    set("{\"index.blocks.read_only_allow_delete\": true}");
    std::fs::create_dir_all(env.path("news")).unwrap();
    std::fs::write(env.path("news/aford.md"), "# Visit to Aford\n\n1. Drift.\n").unwrap();
    fails(
        &cluster.line(&env, "ingest news"),
        "lets nobody write",
        "disks full",
    );
    assert_eq!(cluster.line(&env, "search plan").code, Some(0));
    let made: Value = serde_json::from_str(&cluster.said(Method::Get, &index)).unwrap();
    let made = &made[format!("{}-1", cluster.name)];
    cluster.ask(Method::Delete, &index, "");
    // One of which no shard can be anywhere.
    let body = json!({
        "settings": {
            "analysis": made["settings"]["index"]["analysis"],
            "index.routing.allocation.include._name": "nowhere",
            "number_of_replicas": 0,
        },
        "mappings": made["mappings"],
        "aliases": made["aliases"],
    });
    let path = format!("{index}?timeout=1s&wait_for_active_shards=0");
    assert_eq!(cluster.ask(Method::Put, &path, &body.to_string()), 200);
    fails(
        &cluster.line(&env, "search plan"),
        "not all shards",
        "_cluster/health",
    );
    fails(
        &cluster.line(&env, "ingest news"),
        "not all shards",
        "_cluster/health",
    );
}
