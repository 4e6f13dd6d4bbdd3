//! Two hundred questions: each of these queries, narrowed in each of these ways.

use crate::client::Server;
use crate::common::TestEnvironment;
use crate::markup::{self, sound};

/// A query as an address says it, and as the command line does.
const QUERIES: [(&str, &str); 10] = [
    ("", ""),
    ("supervision", "supervision"),
    ("care+leavers", "care leavers"),
    ("%22social+workers%22", "\"social workers\""),
    ("drift+OR+delay", "drift OR delay"),
    ("plan*", "plan*"),
    ("children+NOT+adoption", "children NOT adoption"),
    ("visits+NEAR%2F8+children", "visits NEAR/8 children"),
    ("%3Dvisit", "=visit"),
    ("housing%7E1", "housing~1"),
];

/// Filters, scopes, orders and manners of matching, by the names of options.
const WAYS: [&[(&str, &str)]; 20] = [
    &[],
    &[("kind", "ilacs")],
    &[("kind", "!ilacs")],
    &[("kind", "sif,jtai"), ("sort", "newest")],
    &[("authority", "northmere")],
    &[("authority", "!northmere"), ("sort", "authority")],
    &[("grade", "good")],
    &[("grade", "!good,!outstanding"), ("sort", "oldest")],
    &[("overall", "inadequate")],
    &[("section", "improvement")],
    &[("area", "care-leavers")],
    &[("since", "2019")],
    &[("until", "2018-03")],
    &[("since", "2019-06"), ("until", "2022")],
    &[("published-since", "2024")],
    &[("source", "all")],
    &[("editions", "all"), ("kind", "ilacs")],
    &[("sort", "newest"), ("framework", "ilacs-2018")],
    &[("sort", "oldest"), ("published-until", "2019")],
    &[
        ("authority", "castlebridge"),
        ("grade", "good"),
        ("since", "2018"),
    ],
];

fn count(number: &serde_json::Value, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

#[test]
fn two_hundred_questions_have_one_answer() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let mut answers = std::collections::BTreeSet::new();
    for (asked, query) in QUERIES {
        for way in WAYS {
            let options = way.iter().map(|(name, value)| format!("--{name}={value}"));
            let options: Vec<String> = options.collect();
            let words = ["search", "--format", "json"].into_iter();
            let words = words.chain(options.iter().map(String::as_str));
            let query = Some(query).filter(|query| !query.is_empty());
            let run = env.run(words.chain(query));
            let pairs = way.iter().map(|(name, value)| format!("&{name}={value}"));
            let address = format!("q={asked}{}", pairs.collect::<String>());
            let api = server.page(&format!("/api/v1/search?{address}"));
            assert_eq!(api, run.stdout, "{address} {options:?}");

            let json = run.json();
            let html = sound(&address, &server.page(&format!("/search?{address}")));
            let said = format!(
                "{} in {} of {}.",
                count(&json["total"], "paragraph"),
                json["total_reports"],
                count(&json["reports_searched"], "report")
            );
            assert_eq!(markup::text(&html, ".totals"), said, "{address}");
            answers.insert(said);
        }
    }
    // Where all were answered alike nothing would have been compared.
    assert!(answers.len() > 100, "{answers:?}");
}
