//! What a server keeps: paragraphs that were ticked and code books, in addresses and past these.

use std::fs;

use crate::client::{Response, Server};
use crate::common::{TestEnvironment, items, text};
use crate::markup::{self, attributes, select, sound};

const FORM: &str = "application/x-www-form-urlencoded";
const BOOK: &str = "name = \"Oversight\"\n\n[filters]\nkind = [\"ilacs\", \"sif\"]\nuntil = 2023\n\n\
    [[theme]]\nname = \"supervision\"\ninclude = [\"supervision\", '\"management oversight\"']\n\
    exclude = [\"court\"]\n\n[[theme]]\nname = \"delay\"\ninclude = \"drift OR delay\"\n";

/// Lists the identifiers of so many paragraphs.
fn ids(env: &TestEnvironment, number: usize) -> Vec<String> {
    let args = ["search", "--source=all", "--format=json", "--limit"];
    let number = number.to_string();
    let found = env.run(args.into_iter().chain([&*number])).json();
    let hits = items(&found["hits"]).iter();
    hits.map(|hit| text(&hit["id"]).to_owned()).collect()
}

/// Writes a form in which paragraphs are ticked.
fn ticked(ids: &[String]) -> String {
    let escaped = ids
        .iter()
        .map(|id| id.replace('#', "%23").replace('/', "%2F"));
    let fields: Vec<_> = escaped.map(|id| format!("keep={id}")).collect();
    fields.join("&")
}

/// Returns where an answer leads.
#[track_caller]
fn leads(response: &Response) -> String {
    assert_eq!(response.status, 303, "{}", response.text());
    response.header("location").unwrap().to_owned()
}

/// Lists the paragraphs that a page of quotations keeps.
fn kept(page: &str) -> Vec<String> {
    let html = sound("kept", page);
    let ids = select(&html, "ul.chosen code");
    ids.map(|id| id.text().collect()).collect()
}

#[test]
fn a_tick_has_a_short_name() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let html = sound("search", &server.page("/search?q=supervision"));
    let values = attributes(&html, ".tick input", "value");
    let ids: Vec<String> = select(&html, "article code")
        .map(|id| id.text().collect())
        .collect();
    assert_eq!(values.len(), ids.len());
    for (short, id) in values.iter().zip(&ids) {
        assert!(short.len() < id.len(), "{short} {id}");
        let page = server.page(&format!("/quotations?keep={short}"));
        assert_eq!(kept(&page), std::slice::from_ref(id));
    }
    let both = format!("/quotations?keep={}&{}", values[0], ticked(&ids[..1]));
    assert_eq!(kept(&server.page(&both)), ids[..1]);
    let html = sound(
        "kept",
        &server.page(&format!("/search?q=supervision&keep={}", values[0])),
    );
    assert_eq!(select(&html, ".tick input").count(), ids.len() - 1);
}

#[test]
fn what_no_address_holds_is_kept_in_a_folder() {
    let env = TestEnvironment::indexed();
    let data = env.path("kept");
    let server = Server::start(&env, &["--data", data.to_str().unwrap()]);
    let few = ids(&env, 3);
    let address = leads(&server.post("/quotations", FORM, "", &ticked(&few)));
    assert!(address.starts_with("/quotations?keep="), "{address}");
    assert_eq!(kept(&server.page(&address)), few);
    assert_eq!(fs::read_dir(data.join("baskets")).unwrap().count(), 0);

    let many = ids(&env, 200);
    let address = leads(&server.post("/quotations", FORM, "", &ticked(&many)));
    let (_, name) = address.split_once("/quotations?basket=").unwrap();
    let page = server.page(&address);
    assert_eq!(kept(&page), many);
    assert_eq!(select(&sound("many", &page), "article").count(), many.len());
    // The same is kept once, by whatever server looks into the folder.
    let other = Server::start(&env, &["--data", data.to_str().unwrap()]);
    let again = leads(&other.post("/quotations", FORM, "", &ticked(&many)));
    assert_eq!(again, address);
    assert_eq!(kept(&other.page(&address)), many);
    let written = fs::read_to_string(data.join("baskets").join(name)).unwrap();
    assert_eq!(written.lines().collect::<Vec<_>>(), many);

    let json = server.get(&format!("/api/v1{address}")).json();
    assert_eq!(items(&json).len(), many.len());
    let less = &attributes(&sound("kept", &page), "ul.chosen a", "href")[0];
    assert!(less.contains("leave-out="), "{less}");
    assert_eq!(kept(&server.page(less)), many[1..]);
    // A search carries the list, and knows what is in it.
    let search = server.page(&format!("/search?source=all&basket={name}"));
    let html = sound("carried", &search);
    assert!(markup::text(&html, "form.basket .count").contains("200 paragraphs kept before"));
    assert_eq!(select(&html, ".tick input").count(), 0);
    assert!(attributes(&html, "a[rel=next]", "href")[0].contains(name));

    for wrong in ["x", "../../index/meta.json", "%2e%2e", &name.to_uppercase()] {
        let response = server.get(&format!("/quotations?basket={wrong}"));
        assert_eq!(response.status, 404, "{wrong}");
    }
}

#[test]
fn a_long_list_is_sent_from_the_page_itself() {
    let env = TestEnvironment::indexed();
    let data = env.path("kept");
    let server = Server::start(&env, &["--data", data.to_str().unwrap()]);
    let method = |number: usize| {
        let asked = format!("/search?q=supervision&{}", ticked(&ids(&env, number)));
        let html = sound("search", &server.page(&asked));
        attributes(&html, "form.basket", "method").remove(0)
    };
    assert_eq!([method(1), method(60)], ["get", "post"]);
}

#[test]
fn without_a_folder_the_page_says_what_it_cannot_keep() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let page = server.page("/quotations");
    assert!(page.contains("no longer list is kept here"), "{page}");
    let address = leads(&server.post("/quotations", FORM, "", &ticked(&ids(&env, 200))));
    assert!(address.len() < 8000, "{}", address.len());
    assert_eq!(kept(&server.page(&address)).len(), 200);
    let all = ids(&env, 1000);
    assert!(all.len() > 500, "{}", all.len());
    let refused = server.post("/quotations", FORM, "", &ticked(&all));
    assert_eq!(refused.status, 413);
    let said = refused.text();
    assert!(
        said.contains("an address is too short for") && said.contains("--data DIR"),
        "{said}"
    );
    let refused = server.get("/quotations?basket=0123456789abcdef01234567");
    assert_eq!(refused.status, 404);
}

#[test]
fn what_is_gone_can_be_left_out() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let known = ids(&env, 1);
    let asked = format!("{}&keep=nowhere/2019/ilacs%231", ticked(&known));
    let page = server.page(&format!("/quotations?{asked}"));
    let html = sound("gone", &page);
    assert!(
        page.contains("there is no report `nowhere/2019/ilacs`"),
        "{page}"
    );
    assert_eq!(select(&html, "article").count(), 1);
    let less = attributes(&html, "ul.chosen a", "href").remove(1);
    assert_eq!(kept(&server.page(&less)), known);
    let data = server.get(&format!("/api/v1/quotations?{asked}"));
    assert_eq!(data.status, 404);
}

#[test]
fn only_this_site_sends_and_no_more_than_is_read() {
    let env = TestEnvironment::indexed();
    let data = env.path("kept");
    let server = Server::start(&env, &["--data", data.to_str().unwrap()]);
    let form = ticked(&ids(&env, 200));
    let of = |origin: &str| format!("Origin: {origin}\r\n");
    let own = of(&format!("http://{}", server.address));
    assert_eq!(server.post("/quotations", FORM, &own, &form).status, 303);
    for foreign in ["http://evil.example", "null", "http://localhost:1"] {
        for path in ["/quotations", "/themes/codebook", "/api/v1/search"] {
            let response = server.post(path, FORM, &of(foreign), &form);
            assert_eq!(response.status, 403, "{foreign} {path}");
        }
    }
    let long = "keep=".to_owned() + &"a".repeat(300_000);
    for (kind, body, status) in [
        (FORM, &*long, 413),
        ("text/plain", "keep=a", 415),
        ("multipart/form-data", "x", 400),
        ("multipart/form-data; boundary=x", "--x\r\n", 400),
        (FORM, "nonsense=1", 400),
    ] {
        let response = server.post("/quotations", kind, "", body);
        assert_eq!(response.status, status, "{kind} {}", response.text());
    }
    for path in ["/search", "/themes", "/corpus", "/"] {
        let refused = server.post(path, FORM, "", "q=a");
        assert_eq!(
            (refused.status, refused.header("allow")),
            (405, Some("GET, HEAD"))
        );
    }
    let refused = server.ask("DELETE", "/quotations", "");
    assert_eq!(refused.header("allow"), Some("GET, HEAD, POST"));
    assert_eq!(
        server.post("/quotations?keep=a", FORM, "", "keep=b").status,
        400
    );
}

#[test]
fn programs_send_questions_too() {
    let env = TestEnvironment::indexed();
    let server = Server::start(&env, &[]);
    let sent = |path: &str, body: &str| server.post(path, "application/json", "", body);
    let asked =
        "{\"q\": \"supervision\", \"kind\": [\"ilacs\", \"sif\"], \"limit\": 3, \"exact\": true}";
    let answer = sent("/api/v1/search", asked);
    let same = server.page("/api/v1/search?q=supervision&kind=ilacs,sif&limit=3&exact=true");
    assert_eq!((answer.status, answer.text()), (200, same));
    assert_eq!(answer.header("etag"), None);
    let all = ids(&env, 1000);
    let answer = sent(
        "/api/v1/quotations",
        &serde_json::json!({ "keep": all }).to_string(),
    );
    assert_eq!(items(&answer.json()).len(), all.len());
    for wrong in ["[]", "{", "", "{\"q\": {}}", "{\"quarry\": 1}"] {
        let refused = sent("/api/v1/search", wrong);
        assert_eq!(refused.status, 400, "{wrong}");
        assert_eq!(
            refused.header("content-type"),
            Some("application/problem+json")
        );
    }
    assert_eq!(server.post("/api/v1/search", FORM, "", "q=a").status, 415);
}

/// Writes a form with a file, as browsers do.
fn multipart(fields: &[(&str, &str)]) -> String {
    let part = |(name, content): &(&str, &str)| {
        format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{content}\r\n")
    };
    format!(
        "{}--edge--\r\n",
        fields.iter().map(part).collect::<String>()
    )
}

#[test]
fn a_code_book_is_sent_and_kept() {
    let env = TestEnvironment::indexed();
    fs::write(env.path("book.toml"), BOOK).unwrap();
    let command = ["themes", "--codebook", "book.toml", "--format", "json"];
    let expected = env.run(command).succeeds();
    let data = env.path("kept");
    let with = Server::start(&env, &["--data", data.to_str().unwrap()]);
    let without = Server::start(&env, &[]);
    let kind = "multipart/form-data; boundary=edge";
    let send = |server: &Server, fields: &[(&str, &str)]| {
        server.post("/themes/codebook", kind, "", &multipart(fields))
    };
    let long = format!("{BOOK}# {}\n", "of no account ".repeat(200));
    for (server, book, begins) in [
        (&with, BOOK, "/themes/codebook?book="),
        (&with, &*long, "/themes/codebook?kept-book="),
        (&without, &*long, "/themes/codebook?book="),
    ] {
        let address = leads(&send(
            server,
            &[("book", "ignored"), ("file", book), ("limit", "20")],
        ));
        assert!(address.starts_with(begins), "{address}");
        assert_eq!(server.page(&format!("/api/v1{address}")), expected.stdout);
        let html = sound("coded", &server.page(&address));
        assert!(markup::text(&html, "textarea").starts_with("name = \"Oversight\""));
        assert!(select(&html, ".figures table").count() > 0);
        // Numbers lead to what they count, under the filters of the book.
        let listing = attributes(&html, ".figures td a", "href").remove(0);
        assert!(
            listing.contains("kind=ilacs") && listing.contains("until=2023"),
            "{listing}"
        );
        let found = server.get(&format!("/api/v1{listing}")).json();
        let coded = expected.json();
        assert_eq!(
            found["total"], coded["themes"][0]["paragraphs"],
            "{listing}"
        );
    }
    let sent = serde_json::json!({ "book": BOOK }).to_string();
    let answer = with.post("/api/v1/themes/codebook", "application/json", "", &sent);
    assert_eq!(answer.text(), expected.stdout);

    let refused = send(
        &without,
        &[("book", &format!("{BOOK}# {}\n", "x".repeat(9000)))],
    );
    assert_eq!(refused.status, 413, "{}", refused.text());
    for (wrong, said) in [
        ("name = ", "code book:1: "),
        ("name = \"x\"\n", "a code book needs a theme"),
        (
            "name = \"x\"\n[[theme]]\nname = \"y\"\ninclude = \"a NEAR/x b\"\n",
            "code book:4: theme `y`",
        ),
        ("name = \"x\"\n[[them]]\n", "did you mean `theme`?"),
    ] {
        let refused = send(&with, &[("book", wrong)]);
        assert_eq!(refused.status, 400, "{wrong}");
        let page = sound(wrong, &refused.text());
        assert!(
            markup::text(&page, ".failure").contains(said),
            "{}",
            markup::text(&page, ".failure")
        );
    }
    assert_eq!(with.get("/themes/codebook?kept-book=x").status, 404);
    let page = sound("empty", &with.page("/themes/codebook"));
    // What is shown as an example is a code book.
    let example = markup::text(&page, "textarea");
    leads(&send(&with, &[("book", &example)]));
}

#[test]
fn a_folder_that_cannot_be_written_is_told_at_once() {
    let env = TestEnvironment::indexed();
    fs::write(env.path("file"), "").unwrap();
    let message = env
        .run(["serve", "--listen", "127.0.0.1:0", "--data", "file"])
        .fails(2);
    assert!(
        message.contains("cannot keep anything in `file`"),
        "{message}"
    );
}
