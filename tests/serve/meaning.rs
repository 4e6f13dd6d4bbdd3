//! Questions that the thesaurus of the reports answers: the same as on the command line.

use std::fs;

use crate::client::Server;
use crate::common::{TestEnvironment, items, text};
use crate::markup::{self, attributes, select, sound};

/// What may be asked once there is a thesaurus, and what says the same on the command line.
const QUESTIONS: [(&str, &[&str]); 7] = [
    ("/related?names=caseloads", &["related", "caseloads"]),
    (
        "/related?names=caseloads%0D%0Aworkloads&min-reports=2&limit=3&unlike=zebra",
        &[
            "related",
            "caseloads",
            "workloads",
            "--min-reports=2",
            "--limit=3",
            "--unlike=zebra",
        ],
    ),
    (
        "/themes?together=true&min-hits=2&min-reports=1&min-authorities=1",
        &[
            "themes",
            "--together",
            "--min-hits=2",
            "--min-reports=1",
            "--min-authorities=1",
        ],
    ),
    (
        "/search?q=caseloads&also=true",
        &["search", "caseloads", "--also"],
    ),
    (
        "/absent?q=caseloads&also=true",
        &["search", "caseloads", "--also", "--absent"],
    ),
    (
        "/concordance?q=caseloads&also=true&limit=5",
        &["search", "caseloads", "--also", "--kwic", "--limit=5"],
    ),
    (
        "/themes/codebook?book=BOOK&suggest=true",
        &["themes", "--codebook", "book.toml", "--suggest"],
    ),
];

const BOOK: &str = "name = \"Loads\"\n[[theme]]\nname = \"loads\"\ninclude = \"caseloads\"\n";

#[test]
fn what_the_thesaurus_tells_is_that_of_the_command_line() {
    let env = TestEnvironment::of_two_names(0);
    fs::write(env.path("book.toml"), BOOK).unwrap();
    let server = Server::start(&env, &[]);
    let book: String = form_encoded(BOOK);
    for (asked, _) in QUESTIONS {
        let refused = server.get(&asked.replace("BOOK", &book));
        assert_eq!(refused.status, 404, "{asked}");
        let html = sound(asked, &refused.text());
        let said = markup::text(&html, ".failure");
        assert!(
            said.contains("findings ingest --related"),
            "{asked}: {said}"
        );
    }
    env.run(["related", "caseloads", "--quiet"]).succeeds();
    for (asked, args) in QUESTIONS {
        let asked = asked.replace("BOOK", &book);
        let run = env.run(args.iter().copied().chain(["--format", "json"]));
        assert_eq!(
            server.page(&format!("/api/v1{asked}")),
            run.stdout,
            "{asked}"
        );
        sound(&asked, &server.page(&asked));
    }
    let refused = server.get("/search?q=%22heavy+caseloads%22+OR+b&also=true");
    assert_eq!(refused.status, 400);
    assert!(refused.text().contains("widens one name"));
}

#[test]
fn names_lead_to_their_paragraphs() {
    let env = TestEnvironment::of_two_names(0);
    env.run(["related", "caseloads", "--quiet"]).succeeds();
    let server = Server::start(&env, &[]);
    let json = server.get("/api/v1/related?names=caseloads").json();
    let name = &json["related"][0];
    let page = server.page("/related?names=caseloads");
    let html = sound("related", &page);
    let links = attributes(&html, ".figures td a", "href");
    let found = server.get(&format!("/api/v1{}", links[0])).json();
    assert_eq!(found["total"], name["paragraphs"], "{}", links[0]);

    let page = server.page("/search?q=caseloads&also=true");
    let html = sound("also", &page);
    let said = markup::text(&html, ".note");
    assert!(said.contains(text(&name["text"])), "{said}");
    assert!(select(&html, "input#also[checked]").count() == 1);
    assert!(!items(&server.get("/api/v1/search?q=caseloads&also=true").json()["hits"]).is_empty());
}

/// Writes a text as an address has it.
fn form_encoded(text: &str) -> String {
    let escaped = text.bytes().map(|byte| format!("%{byte:02X}"));
    escaped.collect()
}
