//! Searches, reports and their forms: pages and API say what the command line says.

use crate::client::Server;
use crate::common::{TestEnvironment, items, text};
use crate::markup::{attributes, select, sound};

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
            crate::markup::text(&html, ".totals"),
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

        // Reports have an order of their own.
        let sort = args.iter().position(|arg| *arg == "--sort");
        let is_sort = |at: usize| sort.is_some_and(|sort| (sort..sort + 2).contains(&at));
        let unsorted = args.iter().enumerate().filter(|(at, _)| !is_sort(*at));
        let silent = env.run(
            ["search", "--absent", "--format", "json"]
                .into_iter()
                .chain(unsorted.map(|(_, arg)| *arg)),
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
    let said = crate::markup::text(&html, ".found");
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
    let said = crate::markup::text(&page(nothing), ".found");
    assert!(said.contains("Nearest of what the reports say"), "{said}");
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
        "/themes/trend?q=supervision",
        "/themes/collocates?collocates=supervision",
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
                "svg" => b"<?xml",
                "png" => b"\x89PNG",
                _ => b"",
            };
            assert_eq!(kept.status, 200, "{link}: {}", kept.text());
            assert!(kept.body.starts_with(begins), "{link}");
        }
    }
    let ris = server.page("/api/v1/search?q=supervision&format=ris");
    assert_eq!(ris, env.line("search supervision --format ris").stdout);
    for format in ["svg", "png"] {
        for (asked, line) in [
            (
                "search?q=children&facet=year&latest=true",
                "search children --facet year --latest",
            ),
            (
                "themes/trend?q=children&kind=ilacs",
                "themes --trend children --kind ilacs",
            ),
        ] {
            let drawn = server.get(&format!("/api/v1/{asked}&format={format}"));
            let line = format!("{line} --format {format}");
            assert!(drawn.body == env.bytes(&line), "{line}");
        }
        let nothing = server.get(&format!(
            "/api/v1/themes/trend?q=zebras&since=2100&format={format}"
        ));
        assert_eq!(nothing.status, 404);
        let nothing = server.get(&format!("/api/v1/search?q=children&format={format}"));
        assert_eq!(
            (nothing.status, nothing.text().contains("facet=year")),
            (400, true)
        );
    }
    for path in ["/themes/trend?q=supervision", "/search?q=supervision"] {
        assert!(server.page(path).contains("format=png"), "{path}");
    }
    for path in ["/themes/trend?q=zebras&since=2100", "/track"] {
        assert!(!server.page(path).contains("format=png"), "{path}");
    }
    let refused = server.get("/api/v1/themes?format=ris");
    assert_eq!(refused.status, 400, "{}", refused.text());
}

#[test]
fn a_report_is_cited_from_its_page() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let id = "ambleford/2019-06-14/ilacs";
    let html = sound("report", &server.page(&format!("/report/{id}")));
    let links = select(&html, "p.links a").filter_map(|link| link.attr("href"));
    let links: Vec<_> = links.filter(|link| link.contains("format=")).collect();
    for format in ["ris", "bibtex"] {
        let link = links
            .iter()
            .find(|link| link.ends_with(&format!("format={format}")));
        let line = format!("show {id} --format {format}");
        assert_eq!(
            server.page(link.unwrap()),
            env.line(&line).succeeds().stdout
        );
        let silent = server.page(&format!("/api/v1/absent?q=supervision&format={format}"));
        let line = format!("search supervision --absent --format {format}");
        assert_eq!(silent, env.line(&line).succeeds().stdout);
    }
}

#[test]
fn neighbours_of_a_file_are_offered_beside_one_authority() {
    let env = TestEnvironment::indexed();
    let file = "authority,neighbour,rank\nambleford,Wexcombe,2\nambleford,castlebridge,1\n";
    std::fs::write(env.path("neighbours.csv"), file).unwrap();
    let server = Server::start(&env, &["--neighbours", "neighbours.csv"]);
    let offered = |path: &str| {
        let html = sound(path, &server.page(path));
        let links = select(&html, "a")
            .filter(|link| link.text().collect::<String>().contains("statistical"));
        links
            .filter_map(|link| link.attr("href").map(str::to_owned))
            .collect::<Vec<_>>()
    };
    let line = "search supervision --authority ambleford --neighbours neighbours.csv --format json";
    let expected = env.line(line).json()["total"].clone();
    for path in ["/search", "/themes/trend"] {
        let links = offered(&format!("{path}?q=supervision&authority=ambleford"));
        let link = &links[..];
        assert_eq!(
            link,
            [format!(
                "{path}?q=supervision&authority=ambleford&authority=castlebridge&authority=wexcombe"
            )]
        );
        assert_eq!(offered(&link[0]), [""; 0], "they are there");
    }
    let asked = offered("/search?q=supervision&authority=ambleford").remove(0);
    let found = server.get(&format!("/api/v1{asked}")).json();
    assert_eq!(found["total"], expected);
    assert_eq!(
        offered("/search?q=supervision&authority=northmere"),
        [""; 0]
    );
    assert_eq!(offered("/search?q=supervision"), [""; 0]);
}
