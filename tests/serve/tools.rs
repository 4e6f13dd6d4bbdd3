//! The other questions: each is answered as on the command line, and says what it is.

use std::fs;

use crate::client::Server;
use crate::common::{TestEnvironment, items, text};
use crate::markup::{attributes, select, sound};

/// Questions beside the search: as an address asks them, and as the command line does.
const TOOLS: [(&str, &[&str]); 40] = [
    ("/themes", &["themes"]),
    ("/themes?limit=3", &["themes", "--limit", "3"]),
    (
        "/themes?limit=3&offset=2",
        &["themes", "--limit", "3", "--offset", "2"],
    ),
    ("/themes?q=supervision", &["themes", "supervision"]),
    (
        "/themes?section=improvement&min-hits=2&min-reports=2&min-authorities=1",
        &[
            "themes",
            "--section",
            "improvement",
            "--min-hits=2",
            "--min-reports=2",
            "--min-authorities=1",
        ],
    ),
    (
        "/themes?q=children+kind%3Ailacs&since=2019",
        &["themes", "children kind:ilacs", "--since", "2019"],
    ),
    (
        "/themes/compare?compare=overall%3Dinadequate:good,outstanding&min-hits=2",
        &[
            "themes",
            "--compare",
            "overall=inadequate:good,outstanding",
            "--min-hits=2",
        ],
    ),
    (
        "/themes/compare?compare=grade:good&with=grade:inadequate&limit=2",
        &[
            "themes",
            "--compare",
            "grade:good",
            "--with",
            "grade:inadequate",
            "--limit=2",
        ],
    ),
    (
        "/themes/compare?compare=kind%3Dilacs:!ilacs&query=supervision%0D%0A%22drift+and+delay%22%0D%0A",
        &[
            "themes",
            "--compare",
            "kind=ilacs:!ilacs",
            "--query",
            "supervision",
            "--query",
            "\"drift and delay\"",
        ],
    ),
    (
        "/themes/compare?compare=overall%3Dgood:inadequate&q=children&region=london",
        &[
            "themes",
            "children",
            "--compare",
            "overall=good:inadequate",
            "--region=london",
        ],
    ),
    (
        "/themes/trend?q=supervision",
        &["themes", "--trend", "supervision"],
    ),
    (
        "/themes/trend?q=supervision&by=overall&kind=ilacs",
        &[
            "themes",
            "--trend",
            "supervision",
            "--by",
            "overall",
            "--kind",
            "ilacs",
        ],
    ),
    (
        "/themes/trend?query=visit&query=plan*&by=year",
        &["themes", "--trend", "--query", "visit", "--query", "plan*"],
    ),
    (
        "/themes/coverage?topics=supervision%0D%0Aleaving+=+%22care+leavers%22",
        &["themes", "--coverage", "TOPICS"],
    ),
    (
        "/themes/coverage?topics=supervision&topics=visit&silent=true",
        &["themes", "--coverage", "supervision", "visit", "--silent"],
    ),
    (
        "/themes/collocates?collocates=supervision",
        &["themes", "--collocates", "supervision"],
    ),
    (
        "/themes/collocates?collocates=supervision&limit=2&q=children",
        &[
            "themes",
            "children",
            "--collocates",
            "supervision",
            "--limit=2",
        ],
    ),
    ("/track", &["track"]),
    (
        "/track?authority=ambleford",
        &["track", "--authority", "ambleford"],
    ),
    ("/track?q=supervision", &["track", "supervision"]),
    (
        "/track?q=visits+OR+plans&quotes=1",
        &["track", "visits OR plans", "--quotes", "1"],
    ),
    ("/reports", &["reports"]),
    ("/reports?latest=true", &["reports", "--latest"]),
    (
        "/reports?latest=true&overall=good,inadequate",
        &["reports", "--latest", "--overall", "good,inadequate"],
    ),
    (
        "/reports?kind=ilacs&until=2021",
        &["reports", "--kind", "ilacs", "--until", "2021"],
    ),
    ("/reports/changes", &["reports", "--matrix"]),
    (
        "/reports/changes?region=london",
        &["reports", "--matrix", "--region", "london"],
    ),
    (
        "/groups?q=supervision",
        &["search", "supervision", "--group-by", "authority"],
    ),
    (
        "/groups?q=supervision&group-by=report&limit=2&offset=1&sort=newest",
        &[
            "search",
            "supervision",
            "--group-by=report",
            "--limit=2",
            "--offset=1",
            "--sort=newest",
        ],
    ),
    (
        "/groups?group-by=provider",
        &["search", "--group-by", "provider"],
    ),
    (
        "/groups?q=zzzzzz",
        &["search", "zzzzzz", "--group-by", "authority"],
    ),
    (
        "/concordance?q=supervision&limit=5",
        &["search", "supervision", "--kwic", "--limit=5"],
    ),
    (
        "/concordance?q=supervision&kwic-sort=R1,L1&limit=7&offset=2",
        &[
            "search",
            "supervision",
            "--kwic",
            "--kwic-sort=R1,L1",
            "--limit=7",
            "--offset=2",
        ],
    ),
    (
        "/concordance?q=%22social+workers%22+OR+visit*&sentence=true&limit=1000",
        &[
            "search",
            "\"social workers\" OR visit*",
            "--kwic",
            "--sentence",
            "--limit=1000",
        ],
    ),
    (
        "/concordance?q=visiting&exact=true&sort=oldest&grade=good&limit=10",
        &[
            "search",
            "visiting",
            "--kwic",
            "--exact",
            "--sort=oldest",
            "--grade=good",
        ],
    ),
    ("/similar?id=ID", &["similar", "ID"]),
    (
        "/similar?id=ID&limit=3&kind=ilacs",
        &["similar", "ID", "--limit=3", "--kind=ilacs"],
    ),
    (
        "/similar?id=ID&source=all",
        &["similar", "ID", "--source=all"],
    ),
    (
        "/absent?q=supervision",
        &["search", "supervision", "--absent"],
    ),
    (
        "/absent?q=zzzzzz&kind=sif",
        &["search", "zzzzzz", "--absent", "--kind=sif"],
    ),
];

#[test]
fn every_other_question_is_answered_as_on_the_command_line() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let topics = env.path("topics");
    fs::write(&topics, "supervision\nleaving = \"care leavers\"\n").unwrap();
    let found = env
        .line("search supervision --limit 1 --format json")
        .json();
    let id = text(&found["hits"][0]["id"]);
    for (asked, args) in TOOLS {
        let asked = asked.replace("ID", &id.replace('#', "%23"));
        let args = args.iter().map(|arg| match *arg {
            "ID" => id,
            "TOPICS" => topics.to_str().unwrap(),
            arg => arg,
        });
        let args: Vec<_> = args.collect();
        for format in ["json", "csv"] {
            let run = env.run(args.iter().copied().chain(["--format", format]));
            let and = if asked.contains('?') { '&' } else { '?' };
            if asked.starts_with("/absent") {
                if format == "json" {
                    assert_eq!(
                        server.page(&format!("/api/v1{asked}")),
                        run.stdout,
                        "{asked}"
                    );
                }
                continue;
            }
            let response = server.get(&format!("/api/v1{asked}{and}format={format}"));
            assert_eq!(response.status, 200, "{asked} {}", response.text());
            assert_eq!(response.text(), run.stdout, "{asked} {format}");
            let kept = response.header("content-disposition").unwrap_or_default();
            assert_eq!(kept.contains(".csv\""), format == "csv", "{asked}: {kept}");
        }
        if asked.contains("quotes=") {
            continue;
        }
        let page = server.page(&asked);
        assert!(page.len() < 300_000, "{asked} {}", page.len());
        let html = sound(&asked, &page);
        if !asked.starts_with("/absent") {
            let kept = attributes(&html, "p.links a", "href");
            let data = kept.iter().filter(|kept| kept.starts_with("/api/v1/"));
            let data: Vec<_> = data.collect();
            assert!(data.len() > 2, "{asked} {data:?}");
            let same = server.get(data[0]);
            assert_eq!(same.status, 200, "{asked} {data:?}");
        }
    }
}

#[test]
fn a_tool_that_is_asked_nothing_says_what_it_does() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    for path in [
        "/themes/trend",
        "/themes/compare",
        "/themes/coverage",
        "/themes/collocates",
        "/concordance",
        "/similar",
    ] {
        let html = sound(path, &server.page(path));
        assert_eq!(select(&html, "main form").count(), 1, "{path}");
        assert_eq!(select(&html, ".figures").count(), 0, "{path}");
    }
    for (path, hint) in [
        ("/api/v1/themes/trend", "such as"),
        ("/api/v1/themes/compare?compare=colour%3Dred:blue", ""),
        ("/api/v1/themes/compare?compare=good", "two groups are"),
        ("/api/v1/themes/coverage?topics=a%0Aa", ""),
        ("/api/v1/themes/coverage?topics=a%0Ab+NEAR/x+c", ""),
        ("/api/v1/themes?limit=0", "is a number from 1"),
        ("/api/v1/themes?limt=3", "did you mean `limit`"),
        ("/api/v1/themes/trend?q=a&by=page", "is one of year"),
        ("/api/v1/concordance?q=a&kwic-sort=X1", "such as"),
        ("/themes?format=csv", ""),
        ("/track?quotes=1", ""),
    ] {
        let response = server.get(path);
        assert_eq!(response.status, 400, "{path} {}", response.text());
        assert!(response.text().contains(hint), "{path} {}", response.text());
    }
    let unknown = server.get("/api/v1/similar?id=nowhere%231");
    assert_eq!(unknown.status, 404);
    assert!(unknown.text().contains("nowhere#1"), "{}", unknown.text());
}

#[test]
fn the_api_describes_itself() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &["--base-path", "/x"]);
    let described = server.get("/x/api/v1/openapi.json").json();
    assert!(text(&described["openapi"]).starts_with("3.1."));
    assert_eq!(described["servers"][0]["url"], "/x/api/v1");
    let paths = described["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 18, "{:?}", paths.keys());
    let names = described["components"]["schemas"].as_object().unwrap();
    let whole = described.to_string();
    for reference in whole.split("\"$ref\":\"").skip(1) {
        let (target, _) = reference.split_once('"').unwrap();
        let name = target
            .strip_prefix("#/components/schemas/")
            .unwrap_or_else(|| panic!("{target}"));
        assert!(names.contains_key(name), "{target}");
    }
    // Every parameter that is told is known: it may be wrong, but it is there.
    for (path, operation) in paths {
        let path = path.replace("{id}", "nowhere");
        for parameter in items(&operation["get"]["parameters"]) {
            if parameter["in"] == "path" {
                continue;
            }
            let name = text(&parameter["name"]);
            let answer = server.get(&format!("/x/api/v1{path}?{name}=%00")).text();
            assert!(
                !answer.contains("there is no parameter"),
                "{path} {name}: {answer}"
            );
        }
    }
}
