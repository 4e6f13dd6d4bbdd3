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

/// Only what stood first could be reached but by a number in the form.
#[test]
fn stretches_of_lists_follow_each_other() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let walked = |first: &str, rows: &str| {
        let (mut path, mut found, mut pages) = (first.to_owned(), Vec::new(), 0);
        loop {
            let html = sound(&path, &server.page(&path));
            found.extend(select(&html, rows).map(|row| row.text().collect::<String>()));
            pages += 1;
            match attributes(&html, "[rel=next]", "href").pop() {
                Some(next) => path = next,
                None => return (found, pages),
            }
        }
    };
    for (path, rows, whole) in [
        (
            "/concordance?q=plan&limit=7",
            "main tbody tr",
            "/concordance?q=plan&limit=1000",
        ),
        (
            "/groups?q=plan&group-by=report&limit=3",
            "main h2",
            "/groups?q=plan&group-by=report&limit=1000",
        ),
        ("/themes?limit=9", "main tbody tr th", "/themes?limit=1000"),
    ] {
        let ((parts, pages), (all, one)) = (walked(path, rows), walked(whole, rows));
        assert!(pages > 1 && one == 1, "{path}: {pages} and {one}");
        assert_eq!(parts.len(), all.len(), "{path}");
        assert!(parts == all || path.starts_with("/themes"), "{path}");
    }
}

/// What was filled in was gone, or another page's form stood in its place.
#[test]
fn what_a_tool_is_asked_wrongly_stands_in_its_form() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    for (path, action, said) in [
        (
            "/groups?q=drift+NEAR/x+delay&group-by=report",
            "/groups",
            "NEAR",
        ),
        ("/themes/compare?compare=foo", "/themes/compare", "foo"),
        ("/concordance?q=plan&kwic-sort=Q9", "/concordance", "Q9"),
    ] {
        let response = server.get(path);
        assert_eq!(response.status, 400, "{path}");
        let html = sound(path, &response.text());
        assert_eq!(attributes(&html, "main form.search", "action"), [action]);
        let alert: String = select(&html, "[role=alert]")
            .flat_map(|it| it.text())
            .collect();
        assert!(alert.contains(said), "{path}: {alert}");
        let values = attributes(&html, "main form.search input", "value");
        let (name, value) = path.split_once('=').unwrap();
        let value = value.split('&').next().unwrap().replace('+', " ");
        assert!(values.contains(&value), "{name}: {values:?}");
    }
}

/// What is switched on changes the answer as filters do, and could be taken off in the form alone.
#[test]
fn what_is_switched_on_is_told_and_removable() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let path = "/search?q=plan&authority=castlebridge&exact=true&latest=true&within=report";
    let html = sound(path, &server.page(path));
    let chosen: Vec<String> = select(&html, "ul.chosen li")
        .map(|line| line.text().collect::<String>())
        .collect();
    assert_eq!(chosen.len(), 4, "{chosen:?}");
    assert!(
        chosen[0].starts_with("authority: Castlebridge "),
        "{chosen:?}"
    );
    for less in attributes(&html, "ul.chosen a", "href") {
        let html = sound(&less, &server.page(&less));
        assert_eq!(select(&html, "ul.chosen li").count(), 3, "{less}");
    }
    let every = attributes(&html, "[aria-labelledby=chosen] > p a", "href");
    assert_eq!(every, ["/search?q=plan&exact=true&within=report"]);
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
