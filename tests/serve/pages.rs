//! Pages: where their links lead, and what they say of questions that find nothing or are wrong.

use scraper::Html;

use crate::client::Server;
use crate::common::{TestEnvironment, items, text};
use crate::markup::{attributes, select, sound};

#[test]
fn every_link_leads_somewhere() {
    let env = TestEnvironment::ingested();
    let server = Server::start(&env, &[]);
    let mut known = vec!["/".to_owned()];
    let mut at = 0;
    while at < known.len() {
        let path = known[at].clone();
        at += 1;
        let response = server.get(&path);
        assert_eq!(response.status, 200, "{path}");
        if !response
            .header("content-type")
            .unwrap()
            .contains("text/html")
            || path.starts_with("/file/")
        {
            continue;
        }
        let page = response.text();
        assert!(page.len() < 100_000, "{path}: {}", page.len());
        let html = sound(&path, &page);
        for link in attributes(&html, "a", "href") {
            let link = link.split('#').next().unwrap();
            // Searches lead to searches without end; those of the first page and of help are enough.
            let is_question = link.contains('?') && !["/", "/help"].contains(&&*path);
            if link.starts_with('/') && !is_question && !known.iter().any(|path| path == link) {
                known.push(link.to_owned());
            }
        }
    }
    assert!(known.len() > 60, "{known:?}");
}

#[test]
fn what_can_be_chosen_finds_what_it_says() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let html = sound("search", &server.page("/search?q=supervision"));
    let mut followed = 0;
    for choice in select(&html, ".narrow li") {
        let said: String = choice.text().collect();
        let link = Html::parse_fragment(&choice.html());
        let [path] = &attributes(&link, "a", "href")[..] else {
            continue;
        };
        let narrowed = sound(path, &server.page(path));
        let totals = crate::markup::text(&narrowed, ".totals");
        let (paragraphs, reports) = said.split_once(" in ").unwrap();
        let number = |text: &str| text.split(' ').next().unwrap().to_owned();
        let paragraphs = paragraphs.rsplit(' ').nth(1).unwrap();
        assert_eq!(number(&totals), paragraphs, "{said}: {totals}");
        let (_, in_reports) = totals.split_once(" in ").unwrap();
        assert_eq!(number(in_reports), number(reports), "{said}: {totals}");
        let less = attributes(&narrowed, "ul.chosen a", "href");
        assert!(!less.is_empty(), "{path}");
        let every = attributes(&narrowed, "[aria-labelledby=chosen] > p a", "href");
        assert_eq!(every, ["/search?q=supervision"], "{path}");
        followed += 1;
    }
    assert!(followed > 20, "{followed}");
}

#[test]
fn pages_follow_each_other() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let all = env.line("search supervision --all --format json").json();
    let mut path = "/search?q=supervision".to_owned();
    let mut ids = Vec::new();
    loop {
        let html = sound(&path, &server.page(&path));
        ids.extend(select(&html, "article code").map(|id| id.text().collect::<String>()));
        match attributes(&html, "[rel=next]", "href").pop() {
            Some(next) => path = next,
            None => break,
        }
    }
    let expected = items(&all["hits"]).iter().map(|hit| text(&hit["id"]));
    assert_eq!(ids, expected.collect::<Vec<_>>());
    let beyond = server.page("/search?q=supervision&page=99");
    assert!(beyond.contains("No more results"), "{beyond}");
}

#[test]
fn an_error_in_a_query_shows_its_place() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let message = env.run(["search", "drift NEAR/x delay"]).fails(2);
    let response = server.get("/search?q=drift+NEAR/x+delay&kind=ilacs");
    assert_eq!(response.status, 400);
    let html = sound("error", &response.text());
    let place = crate::markup::text(&html, "pre");
    assert!(message.contains(place.trim_end()), "{message}\n{place}");
    assert!(place.contains("      ^^^^^^"), "{place}");
    assert!(crate::markup::text(&html, ".hint").starts_with("Hint: "));
    assert_eq!(attributes(&html, "#q", "value"), ["drift NEAR/x delay"]);

    let response = server.get("/api/v1/search?q=%C3%A9+NEAR/x+delay");
    assert_eq!(response.status, 400);
    assert_eq!(
        response.header("content-type"),
        Some("application/problem+json")
    );
    let problem = response.json();
    assert_eq!(
        (&problem["status"], &problem["span"]),
        (&400.into(), &serde_json::json!([2, 8]))
    );
    assert_eq!(problem["title"], "Bad Request");

    let response = server.get("/api/v1/search?quarry=x");
    assert_eq!(response.status, 400);
    let hints = response.json()["hints"].to_string();
    assert!(
        hints.contains("authority") && hints.contains("facet"),
        "{hints}"
    );
    for wrong in [
        "/search?kind=sfi",
        "/search?since=yesterday",
        "/search?page=0",
        "/search?nonsense=1",
        "/api/v1/search?limit=1001",
        "/api/v1/reports?q=x",
        "/corpus?x=1",
    ] {
        assert_eq!(server.get(wrong).status, 400, "{wrong}");
    }
}

#[test]
fn nothing_found_says_what_to_do() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let page = server.page("/search?q=zzzzzz&kind=ilacs");
    assert!(
        page.contains("Nothing was found") && page.contains("without filters"),
        "{page}"
    );
    let page = server.page("/search?q=safegarding");
    let html = sound("meant", &page);
    let links = attributes(&html, ".found li a", "href");
    assert!(
        links
            .iter()
            .any(|link| link.starts_with("/search?q=safeguarding")),
        "{links:?}"
    );
}

#[test]
fn markup_in_an_address_stays_text() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let evil = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E%27%3Cb%3E";
    for path in [
        format!("/search?q={evil}"),
        format!("/search?kind={evil}"),
        format!("/search?{evil}=1"),
        format!("/search?since={evil}"),
        format!("/search?q=x&authority={evil}"),
        format!("/absent?q={evil}"),
        format!("/report/{evil}"),
        format!("/authority/{evil}"),
        format!("/file/{evil}"),
        format!("/{evil}"),
    ] {
        let response = server.get(&path);
        assert!(response.status < 500, "{path} {response:?}");
        let page = response.text();
        assert!(
            !page.contains("<script>") && !page.contains("<b>"),
            "{path}\n{page}"
        );
        sound(&path, &page);
    }
}
