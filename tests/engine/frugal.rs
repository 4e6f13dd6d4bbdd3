//! How much is asked of an engine for one question: each request is a way there and back.

use crate::common::TestEnvironment;
use crate::proxy::{Fate, Proxy};
use crate::remote::Cluster;

/// Returns how many requests something makes.
fn requests(proxy: &Proxy, ask: impl FnOnce()) -> usize {
    let before = proxy.asked();
    ask();
    proxy.asked() - before
}

#[test]
fn a_question_makes_few_requests() {
    let Some(cluster) = Cluster::of("frugal") else {
        return;
    };
    let env = TestEnvironment::ingested();
    assert_eq!(cluster.line(&env, "ingest").code, Some(0));
    let proxy = Proxy::start(&cluster, |_, _| Fate::Pass);
    for (line, most) in [
        ("search supervision", 12),
        ("search plan --count --facet authority", 9),
        ("search management oversight", 12),
        ("reports", 7),
    ] {
        let asked = requests(&proxy, || {
            assert_eq!(proxy.line(&env, line).code, Some(0), "{line}");
        });
        println!("{line}: {asked} requests");
        assert!(asked <= most, "{line}: {asked} requests");
    }
    #[cfg(feature = "serve")]
    {
        let server = crate::client::Server::start(&env, &["--engine", &proxy.url]);
        for (path, most) in [
            // Reads the reports, and the words.
            ("/search?q=supervision", 8),
            // Another question to the same state: what it finds, and what says the same.
            ("/search?q=supervision&sort=newest", 5),
            ("/search?q=plan", 9),
            // With the values that forms offer, which are counted once.
            ("/reports", 5),
            ("/reports?latest=true", 2),
        ] {
            let asked = requests(&proxy, || drop(server.page(path)));
            println!("{path}: {asked} requests");
            assert!(asked <= most, "{path}: {asked} requests");
        }
    }
}
