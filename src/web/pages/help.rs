//! Help: the query language, from the definition that the command line has too.

use super::Visit;
use crate::output::page::{Text, html};
use crate::query::{CONSTRUCTS, Construct};
use crate::web::failure::Failure;
use crate::web::page::Page;
use crate::web::question::Question;
use crate::web::reading::{Takes, takes_nothing};

pub(in crate::web) fn help(visit: &Visit<'_>, asked: &str) -> Result<Page, Failure> {
    takes_nothing(asked)?;
    let contents = html! {
        h1 { "How to write a query" } "\n"
        p {
            "This is what " code { "findings help query" } " says. On this page no shell takes a pair of \
            quotation marks away: one pair is enough, and options of the command line are the boxes below \
            the field."
        } "\n"
        dl {
            "\n"
            @for construct in &CONSTRUCTS {
                dt { (Text(construct.title)) } "\n"
                dd {
                    p { (Text(construct.text)) } "\n"
                    @let pairs = asked_by(construct);
                    @let said = pairs.iter().find(|(name, _)| *name == "q");
                    p {
                        "Try "
                        a href=(visit.links.asking("/search", &pairs)) {
                            code { (Text(said.map_or(construct.example, |(_, query)| query))) }
                        }
                    }
                } "\n"
            }
        }
    };
    Ok(super::framed(&visit.links, "Help", contents))
}

/// Turns an example for a shell into parameters; options that a page does not have are left out.
fn asked_by(construct: &Construct) -> Vec<(&'static str, String)> {
    let words = shell_words(construct.example);
    let mut words = words.into_iter();
    let mut asked = form_urlencoded::Serializer::new(String::new());
    let mut query = Vec::new();
    while let Some(word) = words.next() {
        match word.strip_prefix("--") {
            Some(flag @ ("sentence" | "exact" | "concepts")) => {
                asked.append_pair(flag, "true");
            }
            Some("explain" | "count") => {}
            Some(option) => {
                asked.append_pair(option, &words.next().unwrap_or_default());
            }
            None => query.push(word),
        }
    }
    asked.append_pair("q", &query.join(" "));
    let question = Question::read(&asked.finish(), &Takes::Pages);
    question
        .map(|question| question.pairs())
        .unwrap_or_default()
}

/// Parts words as a shell does, as far as examples go: at spaces outside quotation marks.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut mark = None;
    let mut word = String::new();
    for c in line.chars() {
        match (mark, c) {
            (Some(open), c) if c == open => mark = None,
            (None, '\'' | '"') => mark = Some(c),
            (None, ' ') => words.push(std::mem::take(&mut word)),
            _ => word.push(c),
        }
    }
    words.push(word);
    words
}

#[cfg(test)]
mod tests {
    use super::asked_by;
    use crate::query::CONSTRUCTS;

    #[test]
    fn every_example_asks_something() {
        for construct in &CONSTRUCTS {
            assert!(!asked_by(construct).is_empty(), "{construct:?}");
        }
        let asked = |title: &str| {
            let construct = CONSTRUCTS.iter().find(|c| c.title == title).unwrap();
            asked_by(construct)
        };
        let q = |query: &str| ("q", query.to_owned());
        assert_eq!(asked("Words"), [q("social workers visits")]);
        assert_eq!(asked("\"a phrase\""), [q("\"social workers\"")]);
        assert_eq!(asked("Plain English"), [q("do children's plans drift?")]);
        assert_eq!(
            asked("--sentence"),
            [q("children visits"), ("sentence", "true".to_owned())]
        );
        assert_eq!(asked("No words"), [("grade", "inadequate".to_owned())]);
    }
}
