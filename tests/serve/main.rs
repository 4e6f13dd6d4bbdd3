//! `findings serve`, on the sample corpus: the real program, spoken to over HTTP.

#![allow(clippy::unwrap_used)]
#![cfg(feature = "serve")]

#[path = "../common/mod.rs"]
mod common;

mod assistant;
mod client;
mod crossed;
mod keeping;
mod markup;
mod meaning;
mod traffic;
mod whole;

use std::fs;

use client::{Response, Server};
use common::{TestEnvironment, items, text};
use scraper::Html;

use markup::{attributes, select, sound};

/// Questions as an address asks them and as the command line does.
const QUESTIONS: [(&str, &[&str]); 26] = [
    ("", &[]),
    ("q=supervision", &["supervision"]),
    ("q=social+workers+visits", &["social workers visits"]),
    ("q=%22social+workers%22", &["\"social workers\""]),
    (
        "q=supervision&kind=ilacs",
        &["supervision", "--kind", "ilacs"],
    ),
    (
        "q=supervision&kind=ilacs,sif&sort=newest",
        &["supervision", "--kind", "ilacs,sif", "--sort", "newest"],
    ),
    (
        "q=children&grade=%21good&sort=oldest",
        &["children", "--grade", "!good", "--sort", "oldest"],
    ),
    (
        "q=plan*&authority=ambleford&authority=northmere&sort=authority",
        &[
            "plan*",
            "--authority",
            "ambleford",
            "--authority",
            "northmere",
            "--sort",
            "authority",
        ],
    ),
    (
        "q=visit&since=2019&until=2022",
        &["visit", "--since", "2019", "--until", "2022"],
    ),
    (
        "q=visit&since=2019-06-14",
        &["visit", "--since", "2019-06-14"],
    ),
    ("q=drift+OR+delay", &["drift OR delay"]),
    ("q=children+-adoption", &["--", "children -adoption"]),
    (
        "q=supervision+NEAR%2F5+reflect*",
        &["supervision NEAR/5 reflect*"],
    ),
    ("q=children&sentence=true", &["children", "--sentence"]),
    ("q=visiting&exact=true", &["visiting", "--exact"]),
    (
        "q=care+leavers&concepts=true",
        &["care leavers", "--concepts"],
    ),
    ("q=safegarding~1", &["safegarding~1"]),
    ("q=safegarding", &["safegarding"]),
    ("q=zzzzzz", &["zzzzzz"]),
    ("q=housing&source=all", &["housing", "--source", "all"]),
    (
        "q=housing&source=secondary",
        &["housing", "--source", "secondary"],
    ),
    ("q=children+grade%3Agood", &["children grade:good"]),
    (
        "q=children+year%3A%5B2019+TO+2022%5D",
        &["children year:[2019 TO 2022]"],
    ),
    (
        "q=do+children%27s+plans+drift%3F",
        &["do children's plans drift?"],
    ),
    (
        "section=improvement&editions=all",
        &["--section", "improvement", "--editions", "all"],
    ),
    (
        "q=%E2%80%9Cchildren%E2%80%99s+services%E2%80%9D",
        &["“children’s services”"],
    ),
];

#[test]
fn pages_and_api_say_what_the_command_line_says() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    for (asked, args) in QUESTIONS {
        // What begins with a hyphen goes last.
        let common = ["search", "--facet", "kind,year,grade", "--format", "json"];
        let run = env.run(common.into_iter().chain(args.iter().copied()));
        let answer = server.page(&format!("/api/v1/search?{asked}&facet=kind,year,grade"));
        assert_eq!(answer, run.stdout, "{asked}");
        let json = run.json();

        let page = server.page(&format!("/search?{asked}"));
        let html = sound(asked, &page);
        let counted = env.run(
            ["search", "--count"]
                .into_iter()
                .chain(args.iter().copied()),
        );
        let said = counted.stdout.lines().next().unwrap();
        assert_eq!(
            markup::text(&html, ".totals"),
            format!("{said}."),
            "{asked}"
        );
        assert_eq!(select(&html, "article").count(), items(&json["hits"]).len());
        for (hit, article) in items(&json["hits"]).iter().zip(select(&html, "article")) {
            let shown: String = article.text().collect();
            assert!(shown.contains(text(&hit["text"])), "{asked}: {shown}");
            assert!(shown.contains(text(&hit["id"])), "{asked}: {shown}");
            let marks = article.html().matches("<mark>").count();
            assert_eq!(marks, items(&hit["highlights"]).len(), "{asked}");
        }
        for kind in items(&json["facets"]["kind"]) {
            if kind["paragraphs"] == 0 {
                continue;
            }
            let (paragraphs, reports) = (&kind["paragraphs"], &kind["reports"]);
            let counts = select(&html, "[aria-labelledby=by-kind] .count");
            let counts: Vec<String> = counts.map(|count| count.text().collect()).collect();
            let plural = |n: &serde_json::Value| if n == 1 { "" } else { "s" };
            let said = format!(
                "{paragraphs} paragraph{} in {reports} report{}",
                plural(paragraphs),
                plural(reports)
            );
            assert!(counts.contains(&said), "{asked}: {said} {counts:?}");
        }

        let silent = env.run(
            ["search", "--absent", "--format", "json"]
                .into_iter()
                .chain(args.iter().copied()),
        );
        let silent = silent.json();
        let page = server.page(&format!("/absent?{asked}"));
        let html = sound(asked, &page);
        let listed = attributes(&html, ".found li a", "href");
        let expected = items(&silent["absent"]).iter();
        let expected = expected.map(|report| format!("/report/{}", text(&report["report_id"])));
        assert_eq!(listed, expected.collect::<Vec<_>>(), "{asked}");
    }
}

#[test]
fn names_of_the_reports_stand_beside_the_answer_once_they_are_made() {
    let env = TestEnvironment::of_two_names(0);
    let server = Server::start(&env, &[]);
    let page = |asked: &str| sound(asked, &server.page(asked));
    let data = |asked: &str| server.get(&format!("/api/v1{asked}")).json();
    let asked = "/search?q=caseloads";
    assert!(items(&data(asked)["said_as"]).is_empty());
    // A server finds what is made while it runs.
    env.run(["related", "caseloads", "--quiet"]).succeeds();
    let answer = data(asked);
    let run = env.run(["search", "caseloads", "--format", "json"]);
    assert_eq!(answer, run.json());
    assert_eq!(answer["said_as"][0]["name"], "workloads");
    let html = page(asked);
    let said = markup::text(&html, ".found");
    let expected = "workloads (4 reports, likeness ";
    assert!(
        said.contains("Said as, by the reports") && said.contains(expected),
        "{said}"
    );
    let links = attributes(&html, ".found .row a", "href");
    let widened = "/search?q=%28caseloads%29+OR+workloads";
    assert!(links.contains(&widened.to_owned()), "{links:?}");
    assert_eq!(data(widened)["total"], 96);
    let nothing = "/search?q=%22zebra+caseloads%22";
    assert_eq!(data(nothing)["said_as"][0]["name"], "workloads");
    let said = markup::text(&page(nothing), ".found");
    assert!(said.contains("Nearest of what the reports say"), "{said}");
}

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
fn reports_are_chosen_as_on_the_command_line() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let questions: [(&str, &[&str]); 6] = [
        (
            "q=supervision+adoption&within=report",
            &["supervision adoption", "--within", "report"],
        ),
        (
            "q=oversight&told-again=true",
            &["oversight", "--told-again"],
        ),
        (
            "q=children&latest=true&declined=true",
            &["children", "--latest", "--declined"],
        ),
        (
            "q=what+of+drift+and+delay&any=true",
            &["what of drift and delay", "--any"],
        ),
        ("q=%2Fplan(s%7Cned)%2F", &["/plan(s|ned)/"]),
        (
            "q=children&sample=5&by=authority&seed=7",
            &[
                "children",
                "--sample",
                "5",
                "--by",
                "authority",
                "--seed",
                "7",
            ],
        ),
    ];
    for (asked, args) in questions {
        let common = ["search", "--format", "json"];
        let run = env.run(common.into_iter().chain(args.iter().copied()));
        assert_eq!(
            server.page(&format!("/api/v1/search?{asked}")),
            run.stdout,
            "{asked}"
        );
        if asked.contains("sample") {
            continue;
        }
        let json = run.json();
        let html = sound(asked, &server.page(&format!("/search?{asked}")));
        assert_eq!(
            select(&html, "article").count(),
            items(&json["hits"]).len(),
            "{asked}"
        );
    }
    let page = server.page("/search?q=supervision+adoption&within=report");
    let html = sound("within", &page);
    assert!(page.contains("reports say all of it"), "{page}");
    let chosen = select(&html, "select#within option[selected]");
    let chosen: Vec<_> = chosen.filter_map(|option| option.attr("value")).collect();
    assert_eq!(chosen, ["report"]);
    let refused = server.get("/api/v1/search?told-again=true");
    assert_eq!(refused.status, 400, "{}", refused.text());
}

#[test]
fn answers_are_kept_in_the_forms_that_the_page_offers() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    for path in [
        "/search?q=supervision",
        "/themes",
        "/track",
        "/groups?q=supervision",
    ] {
        let html = sound(path, &server.page(path));
        let links = select(&html, "p.links a").filter_map(|link| link.attr("href"));
        let links: Vec<_> = links.filter(|link| link.contains("format=")).collect();
        assert!(links.len() > 4, "{path}: {links:?}");
        for link in links {
            let kept = server.get(link);
            let begins: &[u8] = match link.rsplit('=').next().unwrap() {
                "xlsx" | "docx" => b"PK",
                "parquet" => b"PAR1",
                "ris" => b"TY  - ",
                "bibtex" => b"@",
                "json" => b"{",
                _ => b"",
            };
            assert_eq!(kept.status, 200, "{link}: {}", kept.text());
            assert!(kept.body.starts_with(begins), "{link}");
        }
    }
    let ris = server.page("/api/v1/search?q=supervision&format=ris");
    assert_eq!(ris, env.line("search supervision --format ris").stdout);
    let refused = server.get("/api/v1/themes?format=ris");
    assert_eq!(refused.status, 400, "{}", refused.text());
}

#[test]
fn numbers_lead_to_what_they_count() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let mut followed = 0;
    for page in [
        "/themes?kind=ilacs",
        "/themes/trend?q=supervision",
        "/themes/collocates?collocates=supervision&q=children",
        "/themes/coverage?topics=supervision",
        "/themes/compare?compare=overall%3Dgood:inadequate&min-hits=2",
    ] {
        let html = sound(page, &server.page(page));
        let links = attributes(&html, ".figures td a", "href");
        for link in links
            .iter()
            .filter(|link| link.starts_with("/search?"))
            .take(4)
        {
            let behind = sound(link, &server.page(link));
            assert!(select(&behind, "article").count() > 0, "{page} {link}");
            followed += 1;
        }
    }
    assert!(followed > 8, "{followed}");
    let asked = "/themes/coverage?topics=supervision&silent=true";
    let page = server.page(asked);
    let listing = attributes(&sound(asked, &page), ".figures td a", "href").remove(0);
    let covered = server.get(&format!("/api/v1{asked}")).json();
    let found = server.get(&format!("/api/v1{listing}")).json();
    assert_eq!(
        found["total"], covered["topics"][0]["paragraphs"],
        "{listing}"
    );
    // What nobody is silent on is said in words, and not by a table of nothing.
    assert!(page.contains("silent on supervision: none."), "{page}");
    let html = sound("track", &server.page("/track"));
    let places = attributes(&html, ".figures td a", "href");
    assert!(!places.is_empty());
    for place in places {
        let (path, anchor) = place.split_once('#').unwrap();
        let report = sound(path, &server.page(path));
        assert!(
            attributes(&report, "[id]", "id")
                .iter()
                .any(|id| id == anchor),
            "{place}"
        );
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

#[test]
fn reports_are_those_of_the_command_line() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let run = env.line("reports --format json").succeeds();
    assert_eq!(server.page("/api/v1/reports"), run.stdout);
    let narrowed = env.line("reports --kind ilacs --since 2020 --format json");
    let answer = server.page("/api/v1/reports?kind=ilacs&since=2020");
    assert_eq!(answer, narrowed.stdout);
    for report in items(&run.json()) {
        let id = text(&report["report_id"]);
        let shown = env.run(["show", id, "--format", "json"]).succeeds();
        assert_eq!(server.page(&format!("/api/v1/report/{id}")), shown.stdout);
        let shown = shown.json();
        let page = server.page(&format!("/report/{id}"));
        let html = sound(id, &page);
        let paragraphs = items(&shown["paragraphs"]).len() + items(&shown["notes"]).len();
        assert_eq!(select(&html, ".paragraph").count(), paragraphs, "{id}");
        let ids = attributes(&html, ".paragraph", "id");
        for (paragraph, anchor) in items(&shown["paragraphs"]).iter().zip(ids) {
            let (_, place) = text(&paragraph["id"]).split_once('#').unwrap();
            assert_eq!(anchor, format!("p-{place}"));
        }
    }
}

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
        let totals = markup::text(&narrowed, ".totals");
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
    let place = markup::text(&html, "pre");
    assert!(message.contains(place.trim_end()), "{message}\n{place}");
    assert!(place.contains("      ^^^^^^"), "{place}");
    assert!(markup::text(&html, ".hint").starts_with("Hint: "));
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

#[test]
fn the_file_of_a_report_is_sent_whole_or_in_part() {
    let env = TestEnvironment::ingested();
    let server = Server::start(&env, &[]);
    let report = &env.line("reports --kind ilacs --format json").json()[0];
    let bytes = fs::read(env.path(text(&report["path"]))).unwrap();
    let path = format!("/file/{}", text(&report["report_id"]));
    let whole = server.get(&path);
    assert_eq!((whole.status, whole.body == bytes), (200, true));
    assert_eq!(whole.header("content-type"), Some("application/pdf"));
    assert!(
        whole
            .header("content-disposition")
            .unwrap()
            .starts_with("inline; ")
    );
    let length = bytes.len();
    let ranged = |range: &str| server.ask("GET", &path, &format!("Range: bytes={range}\r\n"));
    for (range, part) in [
        ("0-3", 0..4),
        ("5-", 5..length),
        ("-7", length - 7..length),
        ("10-99999999", 10..length),
    ] {
        let response = ranged(range);
        assert_eq!(response.status, 206, "{range}");
        assert_eq!(response.body, bytes[part.clone()], "{range}");
        let said = format!("bytes {}-{}/{length}", part.start, part.end - 1);
        assert_eq!(response.header("content-range"), Some(&*said));
    }
    assert_eq!(ranged(&format!("{length}-")).status, 416);
    assert_eq!(ranged("0-1,3-4").body.len(), length);
    let head = server.ask("HEAD", &path, "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), Some(&*length.to_string()));

    let head = server.ask("HEAD", "/", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    let length: usize = head.header("content-length").unwrap().parse().unwrap();
    assert_eq!(length, server.get("/").body.len());

    let page = &env.line("reports --source secondary --format json").json();
    let page = items(page)
        .iter()
        .find(|report| text(&report["path"]).ends_with(".html"));
    let page = server.get(&format!("/file/{}", text(&page.unwrap()["report_id"])));
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.contains("sandbox") && !policy.contains("script"),
        "{policy}"
    );

    fs::remove_file(env.path(text(&report["path"]))).unwrap();
    let gone = server.get(&path);
    assert_eq!(gone.status, 404);
    assert!(
        gone.text().contains("not there any more"),
        "{}",
        gone.text()
    );
}

#[test]
fn no_address_leads_out_of_the_corpus() {
    let env = TestEnvironment::ingested();
    fs::write(env.path("secret.pdf"), "secret").unwrap();
    let server = Server::start(&env, &[]);
    for path in [
        "/file/../secret.pdf",
        "/file/..%2fsecret.pdf",
        "/file/%2e%2e/secret.pdf",
        "/file//etc/passwd",
        "/file/%2fetc%2fpasswd",
        "/file/corpus/gazetteer.csv",
        "/file/secret.pdf",
        "/file/..%5csecret.pdf",
        "/file/x%00/../../secret.pdf",
        "/../secret.pdf",
        "/report/../../secret.pdf",
        "/style.css/../../secret.pdf",
    ] {
        let response = server.get(path);
        assert!([400, 404].contains(&response.status), "{path} {response:?}");
        assert!(!response.text().contains("root:"), "{path}");
    }
}

#[test]
fn strangers_are_refused() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &["--allow-host", "reports.example"]);
    let with_host = |host: &str| server.ask("GET", "/", &format!("Host: {host}\r\n"));
    for host in [
        "localhost",
        "localhost:99",
        "127.0.0.1",
        "[::1]:80",
        "Reports.Example",
    ] {
        assert_eq!(with_host(host).status, 200, "{host}");
    }
    for host in [
        "evil.example",
        "reports.example.evil",
        "192.0.2.1",
        "localhost.evil:7878",
    ] {
        assert_eq!(with_host(host).status, 421, "{host}");
    }
    let absolute =
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(server.send(absolute).status, 421);
    assert_eq!(server.send("GET / HTTP/1.0\r\n\r\n").status, 400);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
        let response = server.ask(method, "/", "Content-Length: 0\r\n");
        assert_eq!(response.status, 405, "{method}");
        assert_eq!(response.header("allow"), Some("GET, HEAD"));
    }
    let long = format!("/search?q={}", "a".repeat(9000));
    assert_eq!(server.get(&long).status, 414);
    let missing = server.get("/api/v2/search");
    assert_eq!(missing.status, 404);
    assert_eq!(
        missing.header("content-type"),
        Some("application/problem+json")
    );
    assert_eq!(server.get("/nothing").status, 404);
    for path in ["/", "/nothing", "/api/v1/search", "/style.css", "/healthz"] {
        let response = server.get(path);
        let policy = response.header("content-security-policy").unwrap();
        assert!(
            policy.starts_with("default-src 'none'; "),
            "{path}: {policy}"
        );
        assert_eq!(response.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(response.header("referrer-policy"), Some("same-origin"));
    }
}

#[test]
fn what_is_known_is_not_sent_again() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let tag = |response: &Response| response.header("etag").map(str::to_owned);
    for path in ["/", "/search?q=visit", "/api/v1/reports", "/style.css"] {
        let first = server.get(path);
        let known = tag(&first).unwrap();
        let again = server.ask("GET", path, &format!("If-None-Match: \"x\", {known}\r\n"));
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        let other = server.ask("GET", path, "If-None-Match: \"x\"\r\n");
        assert_eq!((other.status, other.body), (200, first.body), "{path}");
    }
    assert_ne!(
        tag(&server.get("/search?q=visit")),
        tag(&server.get("/search?q=visits"))
    );
    assert_eq!(tag(&server.get("/search?q=NEAR/x")), None);
}

#[test]
fn a_new_commit_is_seen_without_a_restart() {
    let env = TestEnvironment::ingested();
    let server = Server::start(&env, &[]);
    let before = server.get("/api/v1/search?q=quokka");
    assert_eq!(before.json()["total"], 0);
    let report = "# Inspection of Ambleford\n\n1. The quokka is regular.\n";
    fs::write(env.path("corpus/ambleford/new.md"), report).unwrap();
    env.run(["ingest", "-q"]).succeeds();
    let tag = before.header("etag").unwrap();
    let after = server.ask(
        "GET",
        "/api/v1/search?q=quokka",
        &format!("If-None-Match: {tag}\r\n"),
    );
    assert_eq!(after.status, 200);
    let expected = env.line("search quokka --source all --format json");
    let answer = server.page("/api/v1/search?q=quokka&source=all");
    assert_eq!(answer, expected.stdout);
    assert_eq!(expected.json()["total"], 1);
}

#[test]
fn all_is_below_the_base_path() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &["--base-path", "/reports/"]);
    assert!(
        server.said.trim_end().ends_with("/reports/"),
        "{}",
        server.said
    );
    for path in [
        "/reports",
        "/reports/",
        "/reports/search?q=visit",
        "/reports/help",
    ] {
        let html = sound(path, &server.page(path));
        for link in attributes(&html, "a, link", "href")
            .iter()
            .chain(&attributes(&html, "form", "action"))
        {
            assert!(
                link.starts_with("/reports/") || link.starts_with('#'),
                "{path}: {link}"
            );
        }
    }
    assert_eq!(server.get("/").status, 404);
    assert_eq!(server.get("/search").status, 404);
    let message = env.run(["serve", "--base-path", "x"]);
    assert_eq!(message.code, Some(2), "{message:?}");
}

#[test]
fn many_ask_at_once() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let expected = server.page("/api/v1/search?q=children");
    std::thread::scope(|scope| {
        for _ in 0..40 {
            scope.spawn(|| assert_eq!(server.page("/api/v1/search?q=children"), expected));
        }
    });
}

#[cfg(unix)]
#[test]
fn it_stops_when_it_is_told_to() {
    let env = TestEnvironment::indexed();
    let mut server = Server::start(&env, &[]);
    assert_eq!(server.page("/healthz"), "ok\n");
    // A connection that is kept open does not hold it.
    let _idle = std::net::TcpStream::connect(server.address).unwrap();
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn what_cannot_be_served_is_told() {
    let env = TestEnvironment::new();
    fs::rename(env.path("corpus"), env.path("elsewhere")).unwrap();
    let message = env.run(["serve", "--listen", "127.0.0.1:0"]).fails(2);
    assert!(
        message.contains("no index in") && message.contains("findings ingest"),
        "{message}"
    );
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let taken = server.address.to_string();
    let message = env.run(["serve", "--listen", &taken]).fails(2);
    assert!(
        message.contains("cannot listen on") && message.contains("hint: "),
        "{message}"
    );
}

#[test]
#[ignore = "needs Node, Python and Chromium; tests/clients/run runs it"]
fn clients_of_others_find_everything_as_it_should_be() {
    let program = env!("CARGO_BIN_EXE_findings");
    let run = std::process::Command::new("tests/clients/run")
        .arg(program)
        .status();
    assert!(run.unwrap().success());
}
