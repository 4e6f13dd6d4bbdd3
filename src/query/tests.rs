//! The language by example, and the inverse of parsing.

use proptest::prelude::*;

use super::{Field, Filters, Node, NodeKind, parse};
use crate::model::Source;

#[test]
fn reads_queries() {
    let check = |text: &str, expected: &str| {
        let query = parse(text).unwrap_or_else(|e| panic!("{}", e.render(text)));
        assert_eq!(query.to_string(), expected, "{text}");
    };
    check("", "");
    check("Care  Leavers", "care leavers");
    check("\"life-story work\"", "\"life story work\"");
    check("“life story work”", "\"life story work\"");
    check("‘front door’ service", "\"front door\" service");
    check("life-story work", "\"life story\" work");
    check("\"drift delay\"~3", "\"drift delay\"~3");
    check("a OR b c", "a OR (b c)");
    check("(a OR b) AND c", "(a OR b) c");
    check("((a b) c)", "a b c");
    check(
        "a NOT b -c -\"d e\" -(f g)",
        "a NOT b NOT c NOT \"d e\" NOT (f g)",
    );
    check("NOT a", "NOT a");
    check("NOT NOT a", "NOT NOT a");
    check("a NEAR/5 b c", "a NEAR/5 b c");
    check("a NEAR/5 \"b c\" ADJ/2 d", "a NEAR/5 \"b c\" ADJ/2 d");
    check("a NEAR/5 (b ADJ/0 d)", "a NEAR/5 (b ADJ/0 d)");
    check("(a OR b) NEAR/2(c d)", "(a OR b) NEAR/2 (c d)");
    check("NOT a NEAR/5 b", "NOT a NEAR/5 b");
    check(
        "safeguard* advis?r *ship life-stor*",
        "safeguard* advis?r *ship \"life stor*\"",
    );
    check("\"child* home\"", "\"child* home\"");
    check("Leavr~1 leaver~2 leaver~", "leavr~1 leaver~2 leaver~1");
    check(
        "=Caring =\"care leaver\" =well-being",
        "=caring \"=care =leaver\" \"=well =being\"",
    );
    check("grade:good,!not-graded", "grade:good,!not-graded");
    check("grade:(good OR NOT inadequate)", "grade:good,!inadequate");
    check("Grade:Good", "grade:good");
    check("authority:\"Southend-on-Sea\"", "authority:Southend-on-Sea");
    check(
        "authority:(\"Telford and Wrekin\", leeds)",
        "authority:\"Telford and Wrekin\",leeds",
    );
    check(
        "year:2019 year:[2019 TO 2021]",
        "year:2019 date:[2019 TO 2021]",
    );
    check(
        "since:2019-06 until:2020-01-31",
        "since:2019-06 until:2020-01-31",
    );
    check("date:[* TO 2019] date:2019-06", "until:2019 date:2019-06");
    check("page:[2 TO *] number:3,4", "page:[2 TO *] number:3,4");
    check("source:all", "source:primary,secondary");
    check(
        "(grade:good OR area:none) care",
        "(grade:good OR area:none) care",
    );
}

#[test]
fn plain_english_is_never_an_error() {
    let check = |text: &str, expected: &str, notes: usize| {
        let query = parse(text).unwrap_or_else(|e| panic!("{}", e.render(text)));
        assert_eq!(query.to_string(), expected, "{text}");
        assert_eq!(query.notes.len(), notes, "{text}: {:?}", query.notes);
    };
    check("children's", "childrens", 0);
    check("children’s homes", "childrens homes", 0);
    check("what's", "whats", 0);
    check(
        "care leavers: accommodation",
        "care leavers accommodation",
        1,
    );
    check("area: north", "area north", 1);
    check("accommodation:quality", "\"accommodation quality\"", 1);
    check("greade:good", "\"greade good\"", 1);
    check("16- and 17-year-olds", "16 and \"17 year olds\"", 0);
    check("(PLO)", "PLO", 0);
    check(
        "IRO’s and \"CiN PLANS\" =PLO PLO~1",
        "IROs and \"CiN PLANS\" =plo plo~1",
        0,
    );
    check("\"OR PLO\"", "\"or PLO\"", 0);
    check("life)", "life", 1);
    check("(life", "life", 1);
    check("\"life story", "life story", 1);
    check("24/7", "\"24 7\"", 1);
    check("e-mail", "\"e mail\"", 0);
    check("and/or", "\"and or\"", 1);
    check("drift OR", "drift", 1);
    check("drift AND", "drift", 1);
    check("OR drift", "drift", 1);
    check("AND drift", "drift", 1);
    check("drift NOT", "drift", 1);
    check("drift (OR)", "drift", 2);
    check("What is life-story work?", "what is \"life story\" work", 1);
    check("what ?", "what", 1);
    check(
        "child(ren) and parent(s).",
        "\"child ren\" and \"parent s\"",
        0,
    );
    check(
        "safeguarding & welfare – now",
        "safeguarding welfare now",
        2,
    );
    check("near or not and", "near or not and", 2);
    check("HOMES NEAR SCHOOL", "HOMES NEAR/10 SCHOOL", 1);
    check("HOMES NEAR", "HOMES near", 1);
    check("a W/3 b", "a NEAR/3 b", 0);
    check("a pre/3 b", "a ADJ/3 b", 0);
    check("a && b || !c", "(a b) OR NOT c", 0);
    check("() \"\" \"…\"", "", 4);
    check("about ~10 children", "about 10 children", 1);
    check("C++ and R&D", "c and \"r d\"", 2);
    check("leavers’ rights", "leavers rights", 0);
}

#[test]
fn operators_used_wrongly_are_refused_where_they_stand() {
    let check = |text: &str, place: &str, hint: &str| {
        let error = parse(text).expect_err(text);
        assert_eq!(&text[error.span.clone()], place, "{}", error.render(text));
        assert!(error.render(text).contains(hint), "{}", error.render(text));
    };
    check("a NEAR/x b", "NEAR/x", "NEAR/5");
    check("a NEAR/ b", "NEAR/", "NEAR/5");
    check("a NEAR/99999999999 b", "NEAR/99999999999", "");
    check("NEAR/5 b", "NEAR/5", "both sides");
    check("a NEAR/5", "NEAR/5", "both sides");
    check("a NEAR/5 OR b", "NEAR/5", "both sides");
    check("a NEAR/5 NOT b", "NOT", "outside");
    check("a NEAR/5 grade:good", "grade:good", "field");
    check("a AND OR b", "AND OR", "side by side");
    check("a OR OR b", "OR OR", "side by side");
    check("care *", "*", "letter");
    check("\"care *\"", "*", "letter");
    check("care?? ?*", "?*", "letter");
    check("word~3", "~3", "word~1");
    check("wor*~1", "wor*~1", "choose");
    check("=wor*", "wor*", "choose");
    check("\"a b\"~x", "~x", "~3");
    check("source:both", "both", "primary, secondary");
    check("year:[2019 TO", "year:[2019 TO", "closing");
    check("year:[2019 2021]", "year:[2019 2021]", "TO");
    check(
        "year:[2021 TO 2019]",
        "year:[2021 TO 2019]",
        "before it begins",
    );
    check("year:[* TO *]", "year:[* TO *]", "one end");
    check("year:19", "19", "four digits");
    check(
        "grade:[good TO outstanding]",
        "grade:[good TO outstanding]",
        "no ranges",
    );
    check("date:yesterday", "yesterday", "YYYY-MM");
    check("page:x", "x", "page");
    check("number:!5", "5", "NOT number:5");
    check("grade:()", "grade:()", "missing");
    check("grade:(good", "(good", "closing");
    check("grade:(good AND bad)", "AND", "OR");
    check("authority:\"x", "\"x", "closing");
    check("authority:\"\"", "authority:\"\"", "missing");
    check(&"(".repeat(200), "(", "nested");
}

#[test]
fn spans_cover_what_was_written() {
    let text = "care “life-story work”~2 -(a OR grade:good)";
    let query = parse(text).expect("it is valid");
    let mut spans = Vec::new();
    query
        .root
        .walk(&mut |node| spans.push(&text[node.span.clone()]));
    assert_eq!(
        spans,
        [
            text,
            "care",
            "“life-story work”~2",
            "-(a OR grade:good)",
            "(a OR grade:good)",
            "a",
            "grade:good"
        ]
    );
}

fn without_spans(node: &Node) -> NodeKind {
    let all = |nodes: &[Node]| nodes.iter().map(bare).collect();
    match &node.kind {
        NodeKind::And(nodes) => NodeKind::And(all(nodes)),
        NodeKind::Or(nodes) => NodeKind::Or(all(nodes)),
        NodeKind::Not(inner) => NodeKind::Not(Box::new(bare(inner))),
        NodeKind::Near {
            left,
            right,
            distance,
            ordered,
        } => NodeKind::Near {
            left: Box::new(bare(left)),
            right: Box::new(bare(right)),
            distance: *distance,
            ordered: *ordered,
        },
        kind => kind.clone(),
    }
}

fn bare(node: &Node) -> Node {
    Node {
        span: 0..0,
        kind: without_spans(node),
    }
}

fn piece() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        " ",
        " ",
        " ",
        "(",
        ")",
        "\"",
        "“",
        "”",
        "‘",
        "’",
        "'",
        "-",
        "=",
        "~1",
        "~2",
        "~",
        "*",
        "?",
        ":",
        ",",
        " OR ",
        " AND ",
        " NOT ",
        " NEAR/3 ",
        " ADJ/1 ",
        "grade:",
        "good",
        "authority:",
        "year:",
        "2019",
        "[2019 TO 2020]",
        "page:3",
        "!",
        "/",
        "$",
        "%",
        "#",
        "^2",
        "|",
        ";",
        "_",
        "..",
        "<",
        "+",
        " near/3 ",
        " adj3 ",
        "NEAR5",
        "W5",
        " /s ",
        " +2 ",
        "AROUND(5)",
        "title:",
        "after:",
        "council:",
        "site:",
        "care",
        "PLO",
        "IRO’s",
        "CiN",
        "OR",
        "life-story",
        "Children’s",
        "é",
        "ﬁ",
        "\u{301}",
        "İ",
        "\u{ad}",
        "ß",
    ])
    .prop_map(str::to_owned);
    prop_oneof![8 => fixed, 1 => "\\PC{1,3}", 2 => "[a-z]{1,4}"]
}

#[test]
fn folding_orders_marks_that_come_together() {
    let text = "İﹰ";
    let printed = parse(text).unwrap().to_string();
    assert_eq!(parse(&printed).unwrap().to_string(), printed);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4000,
        ..ProptestConfig::default()
    })]

    #[test]
    fn printing_and_parsing_are_inverse(pieces in prop::collection::vec(piece(), 0..14)) {
        let text = pieces.concat();
        match parse(&text) {
            Ok(query) => {
                let printed = query.to_string();
                let again = parse(&printed).map_err(|e| TestCaseError::fail(e.render(&printed)))?;
                prop_assert_eq!(bare(&query.root), bare(&again.root), "{} -> {}", text, printed);
                for note in &query.notes {
                    prop_assert!(text.get(note.span.clone()).is_some());
                }
            }
            Err(error) => prop_assert!(text.get(error.span.clone()).is_some(), "{:?}", error),
        }
    }
}

/// As other programs write it: how it is read, whether that is told unasked, and what is offered.
#[test]
fn what_other_programs_write_is_understood_or_offered() {
    let check = |text: &str, expected: &str, told: bool, offered: &str| {
        let query = parse(text).unwrap_or_else(|e| panic!("{}", e.render(text)));
        assert_eq!(query.to_string(), expected, "{text}");
        let is_told = query.notes.iter().any(|note| note.is_operator);
        assert_eq!(is_told, told, "{text}: {:?}", query.notes);
        assert_eq!(query.otherwise().unwrap_or_default(), offered, "{text}");
        let again = parse(expected).unwrap();
        assert_eq!(bare(&query.root), bare(&again.root), "{text}");
    };
    let understood = |text, expected| check(text, expected, false, "");
    let told = |text, expected| check(text, expected, true, "");
    // Nearness.
    understood("a AROUND(5) b", "a NEAR/5 b");
    understood("a around(5) \"b c\"", "a NEAR/5 \"b c\"");
    understood("a near/5 b", "a NEAR/5 b");
    understood("a NEAR(5) b", "a NEAR/5 b");
    understood("a near5 b", "a NEAR/5 b");
    understood("a w/5 b", "a NEAR/5 b");
    understood("a N/5 b", "a NEAR/5 b");
    understood("a within/5 b", "a NEAR/5 b");
    understood("a adj3 b", "a ADJ/3 b");
    understood("a ADJ3 b", "a ADJ/3 b");
    understood("a adj/3 b", "a ADJ/3 b");
    understood("a next/3 b", "a ADJ/3 b");
    understood("a pre/3 (b OR c)", "a ADJ/3 (b OR c)");
    told("a /5 b", "a NEAR/5 b");
    told("a +5 b", "a ADJ/5 b");
    told("a NEAR b", "a NEAR/10 b");
    check("a near b", "a near b", true, "a NEAR/10 b");
    check("a adj b", "a adj b", true, "a ADJ/0 b");
    check("a n5 b", "a n5 b", true, "a NEAR/5 b");
    check("a W5 b", "a w5 b", true, "a ADJ/5 b");
    // One paragraph, one sentence.
    understood("a /p b", "a b");
    understood("a w/p b", "a b");
    told("a /s b", "a b");
    told("a w/s b", "a b");
    told("superv! /s reflect!", "superv* reflect*");
    // Either and not.
    check("a or b", "a or b", true, "a OR b");
    check("a not b", "a not b", true, "a NOT b");
    check("a BUTNOT b", "a BUTNOT b", true, "a NOT b");
    check("a or b near c", "a or b near c", true, "a OR b NEAR/10 c");
    // Letters left open.
    told("superv%", "superv*");
    told("%vision", "*vision");
    told("superv!", "superv*");
    told("superv! plan$", "superv* plan*");
    told("\"case manag!\"", "\"case manag*\"");
    told("wom#n", "wom?n");
    check("superv$3", "superv*", true, "/superv.{0,3}/");
    check("superv*3", "superv*3", true, "/superv.{0,3}/");
    check("advis_r", "\"advis r\"", true, "advis?r");
    understood("100% of 16!", "100 of 16");
    // Fields.
    told("title:plans", "plans");
    told("intitle:\"life story\" plans", "\"life story\" plans");
    told("site:example.org plans", "plans");
    told("plans filetype:pdf", "plans");
    understood("text:plans", "plans");
    understood("plans after:2019", "plans since:2019");
    check(
        "plans before:2020",
        "plans \"before 2020\"",
        true,
        "plans until:2020",
    );
    check(
        "plans council:leeds",
        "plans \"council leeds\"",
        true,
        "plans authority:leeds",
    );
    check("greade:good", "\"greade good\"", true, "grade:good");
    told("accommodation:quality", "\"accommodation quality\"");
    // Quotation marks.
    understood("«life story» work", "\"life story\" work");
    understood("‹life story›", "\"life story\"");
    understood("„life story“", "\"life story\"");
    told("'life story' work", "\"life story\" work");
    understood("the 'voice' of children", "the voice of children");
    understood("parents' and carers' views", "parents and carers views");
    // No word at all.
    for signs in ["£", "…", "\"\"", "( )"] {
        told(signs, "");
    }
    // Lists.
    check(
        "supervision, caseloads, turnover",
        "supervision caseloads turnover",
        true,
        "supervision OR caseloads OR turnover",
    );
    check(
        "life story; \"drift, delay\"; PEPs",
        "life story \"drift delay\" PEPs",
        true,
        "\"life story\" OR \"drift, delay\" OR PEPs",
    );
    check(
        "drift and delay, young people and families",
        "drift and delay young people and families",
        true,
        "\"drift and delay\" OR \"young people\" OR families",
    );
    check("a, b, or c", "a b or c", true, "a OR b OR c");
    understood("supervision,", "supervision");
    understood("supervision; ", "supervision");
    understood("16,000 children", "\"16 000\" children");
    understood(
        "when children are placed far from home, who visits them?",
        "when children are placed far from home who visits them",
    );
    check(
        "supervision,caseloads;turnover",
        "supervision caseloads turnover",
        true,
        "supervision OR caseloads OR turnover",
    );
    // Either, in one piece.
    understood("drift | delay", "drift OR delay");
    check(
        "(drift|delay) a",
        "\"drift delay\" a",
        true,
        "((drift OR delay)) a",
    );
    check("drift/delay", "\"drift delay\"", true, "(drift OR delay)");
    check("a AND/OR b", "a \"and or\" b", true, "a OR b");
    check("a EXCEPT b", "a EXCEPT b", true, "a NOT b");
    // Weights, tags and ranges.
    told("plans^2 \"life story\"^1.5", "plans \"life story\"");
    check(
        "plans grade=good",
        "plans \"grade good\"",
        true,
        "plans grade:good",
    );
    check(
        "plans year>=2019",
        "plans \"year 2019\"",
        true,
        "plans since:2019",
    );
    check(
        "plans 2019..2022",
        "plans \"2019 2022\"",
        true,
        "plans year:[2019 TO 2022]",
    );
    understood("a NEAR:5 b", "a NEAR/5 b");
    told("NEAR (a b)", "near a b");
    told("drift OR", "drift");
    told("define:neglect", "neglect");
    // What would be an operator between others and is none alone.
    understood("(adj3)", "\"adj3\"");
    understood("a (adj3) b", "a \"adj3\" b");
    understood("n/a", "\"n a\"");
}

#[test]
fn filters_are_written_as_conditions() {
    let mut filters = Filters::usual(None);
    assert_eq!(filters.to_string(), "");
    filters.add(Field::Kind, "ilacs");
    filters.add(Field::Grade, "!good");
    filters.add(Field::Inspector, "Ann Reed");
    filters.since = Some("2020".parse().unwrap());
    filters.published_until = Some("2021-06-14".parse().unwrap());
    filters.source = Some(Source::Secondary);
    assert_eq!(
        filters.to_string(),
        "kind:ilacs grade:!good inspector:\"Ann Reed\" since:2020 published-until:2021-06-14 source:secondary"
    );
}
