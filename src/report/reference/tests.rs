use proptest::prelude::*;

use super::*;
use crate::rules::ReferenceElement;

fn element(slug: &str, named: &[(u32, &str)]) -> ReferenceElement {
    ReferenceElement {
        slug: slug.to_owned(),
        words: vec![slug.to_owned(), format!("{slug}s")],
        named: named
            .iter()
            .map(|(n, name)| (*n, (*name).to_owned()))
            .collect(),
    }
}

fn scheme() -> References {
    References {
        names: vec![
            "national framework".to_owned(),
            "national social care framework".to_owned(),
        ],
        elements: vec![
            element(
                "outcome",
                &[
                    (
                        1,
                        "children, young people and families stay together and get the help they need",
                    ),
                    (
                        2,
                        "children and young people are supported by their family network",
                    ),
                    (
                        3,
                        "children and young people are safe in and outside of their home",
                    ),
                    (
                        4,
                        "children in care and care leavers have stable, loving homes",
                    ),
                ],
            ),
            element(
                "enabler",
                &[
                    (1, "multi-agency working is prioritised and effective"),
                    (2, "leaders drive conditions for effective practice"),
                    (3, "the workforce is equipped and effective"),
                ],
            ),
            element("principle", &[]),
        ],
    }
}

fn printed(references: &[Reference]) -> String {
    let all: Vec<_> = references
        .iter()
        .map(|r| format!("{} {}", r.element, r.number))
        .collect();
    all.join(", ")
}

/// Checks what is left of a text, and the references.
fn check(text: &str, rest: &str, references: &str) {
    let scheme = scheme();
    let cut = cut(text, &scheme);
    let found = (&*cut.text, printed(&cut.references), cut.doubt);
    assert_eq!(found, (rest, references.to_owned(), None), "{text}");
}

/// Checks that a reference is read behind an item that has its full stop.
fn check_end(end: &str, references: &str) {
    check(
        &format!("The quality of plans. {end}"),
        "The quality of plans.",
        references,
    );
}

fn check_doubt(text: &str, doubt: &str) {
    let scheme = scheme();
    let cut = cut(text, &scheme);
    let found = (&*cut.text, cut.references.len(), cut.doubt);
    assert_eq!(found, (text, 0, Some(doubt)), "{text}");
}

fn check_plain(text: &str) {
    check(text, text, "");
}

#[test]
fn forms_as_printed() {
    check_end("(outcome 3, national framework)", "outcome 3");
    check_end("(Outcome Four, National Framework)", "outcome 4");
    check_end("(national framework, outcome 1)", "outcome 1");
    check_end("(national framework outcome 2)", "outcome 2");
    check_end("(outcome 3: national framework)", "outcome 3");
    check_end("(outcome 4 national social care framework)", "outcome 4");
    check_end("(Outcome 4 National Framework).", "outcome 4");
    check_end("(enabler two, national framework)", "enabler 2");
    check_end("(principle 2, national framework)", "principle 2");
    check_end("[ Outcome 4, national framework].", "outcome 4");
    check_end("Enabler three: National Framework.", "enabler 3");
    check_end("(Outcome four)", "outcome 4");
    check_end("Outcome four.", "outcome 4");
    check_end("(outcome 4 of the national framework)", "outcome 4");
}

#[test]
fn several_at_once() {
    check_end(
        "(outcomes 1 and 3, national framework)",
        "outcome 1, outcome 3",
    );
    check_end(
        "(outcome 2, enabler 3, national framework)",
        "outcome 2, enabler 3",
    );
    check_end(
        "(outcomes 1, 2 & 4; enablers two/three, national framework)",
        "outcome 1, outcome 2, outcome 4, enabler 2, enabler 3",
    );
    check_end("(outcomes 1 to 3)", "outcome 1, outcome 2, outcome 3");
    check_end(
        "(outcomes 2–4, national framework)",
        "outcome 2, outcome 3, outcome 4",
    );
    check_end(
        "(national framework, outcome 3 and enabler 1)",
        "outcome 3, enabler 1",
    );
    check_end("(outcome 3, outcome 3, national framework)", "outcome 3");
    check_end(
        "(outcome 3) (enabler 1, national framework)",
        "outcome 3, enabler 1",
    );
    check_end(
        "(outcome 3, national framework) and (outcome 1, national framework).",
        "outcome 3, outcome 1",
    );
}

#[test]
fn elements_by_name() {
    check_end(
        "(enabler: the workforce is equipped and effective, national framework)",
        "enabler 3",
    );
    check_end(
        "(enabler: leaders drive conditions for effective practice, national framework)",
        "enabler 2",
    );
    check_end(
        "(Enabler: multiagency working is prioritised and effective)",
        "enabler 1",
    );
    check_end(
        "(outcome 4: children in care and care leavers have stable, loving homes, national framework)",
        "outcome 4",
    );
    check_end(
        "(national framework: children and young people are supported by their family network)",
        "outcome 2",
    );
}

#[test]
fn damage() {
    check_end("(outcome  3,  national\nframework )", "outcome 3");
    check_end("(out-\ncome 3, national frame- work)", "outcome 3");
    check_end("(outcome 3, national framework", "outcome 3");
    check_end("outcome 3, national framework)", "outcome 3");
    check_end("((outcome3,national framework.))", "outcome 3");
    check_end("(outcome 3; national framework];", "outcome 3");
    check(
        "Plans outcome 3, national framework).",
        "Plans.",
        "outcome 3",
    );
}

#[test]
fn full_stops_stay_with_the_item() {
    check(
        "Plans (outcome 3, national framework).",
        "Plans.",
        "outcome 3",
    );
    check(
        "Plans. (outcome 3, national framework).",
        "Plans.",
        "outcome 3",
    );
    check(
        "Plans. (outcome 3, national framework)",
        "Plans.",
        "outcome 3",
    );
    check(
        "Plans (outcome 3, national framework)",
        "Plans",
        "outcome 3",
    );
    check(
        "Plans (Outcome 3, National Framework.)",
        "Plans.",
        "outcome 3",
    );
    check(
        "Plans (outcome 3, national framework);",
        "Plans;",
        "outcome 3",
    );
    check(
        "Plans, – (outcome 3, national framework)",
        "Plans",
        "outcome 3",
    );
    check(
        "Plans for children (and others) (outcome 3)",
        "Plans for children (and others)",
        "outcome 3",
    );
    check(
        "Life-story work for children in care. (Outcome four)",
        "Life-story work for children in care.",
        "outcome 4",
    );
}

#[test]
fn prose_is_left_alone() {
    check_plain("Improve outcomes for children.");
    check_plain("Progress (outcome 4 of the plan) is slow.");
    check_plain("Progress (towards better outcomes)");
    check_plain("Progress (outcomes for care leavers).");
    check_plain("The use of the national framework.");
    check_plain("Outcome 4 of the plan.");
    check_plain("How well children achieve outcome 3.");
    check_plain("Children and young people are safe in and outside of their home.");
    check_plain("Homes (children and young people are safe in and outside of their home)");
    check_plain("Enablers and principles");
    check_plain("");
    check_plain("  ");
}

#[test]
fn what_cannot_be_read_is_doubted() {
    let check = |end: &str| check_doubt(&format!("Plans {end}"), end);
    check("(outcome 3, nation framework)");
    check("(outome 3, national framework)");
    check("(outcome 34, national framework)");
    check("(outcome 0)");
    check("(principle 0)");
    check("(outcome, national framework)");
    check("(national framework)");
    check("(outcome 3 1, national framework)");
    check("(outcomes 3 to 1, national framework)");
    check("(outcome 2: children in care and care leavers have stable, loving homes)");
    check("(enabler: the workforce is equipped, national framework)");
    check("outcome 3, national framework");
    check_doubt(
        "Plans. Enabler three: National Framwork.",
        "Enabler three: National Framwork",
    );
    check_doubt(
        "(outcome 3, national framework)",
        "(outcome 3, national framework)",
    );
}

#[test]
fn a_reference_inside_a_text_is_doubted() {
    let scheme = scheme();
    let fused = "Plans. (outcome 3, national framework) Homes. (outcome 4, national framework)";
    let cut = cut(fused, &scheme);
    assert_eq!(cut.text, "Plans. (outcome 3, national framework) Homes.");
    assert_eq!(printed(&cut.references), "outcome 4");
    assert_eq!(cut.doubt, Some("(outcome 3, national framework)"));
    check_doubt(
        "Plans (national framework, outcome 3) for homes.",
        "(national framework, outcome 3)",
    );
}

fn references() -> impl Strategy<Value = Vec<Reference>> {
    let one = prop_oneof![
        (Just("outcome"), 1..=4_u32),
        (Just("enabler"), 1..=3_u32),
        (Just("principle"), 1..=9_u32),
    ];
    prop::collection::vec(one, 1..4).prop_map(|found| {
        let mut references = Vec::new();
        for (element, number) in found {
            let element = element.to_owned();
            let reference = Reference { element, number };
            if !references.contains(&reference) {
                references.push(reference);
            }
        }
        references
    })
}

proptest! {
    #[test]
    fn what_is_printed_is_read(
        item in "[A-Z][a-z]{0,8}( [a-z]{1,9}){0,6}( \\([a-z]{1,4}\\))?\\.?",
        references in references(),
        first in any::<bool>(),
        sign in "[,:;]? |,| – ",
    ) {
        let scheme = scheme();
        let numbers = printed(&references);
        let end = match first {
            true => format!("national framework{sign}{numbers}"),
            false => format!("{numbers}{sign}national framework"),
        };
        let text = format!("{item} ({end})");
        let cut = cut(&text, &scheme);
        prop_assert_eq!(&*cut.text, item);
        prop_assert_eq!(cut.references, references);
        prop_assert_eq!(cut.doubt, None);
    }

    #[test]
    fn nothing_else_is_lost(
        words in prop::collection::vec(
            "outcomes? |enabler|principle|[0-9]{1,3}|three|national framework|and|to|plan|\
             the workforce is equipped and effective|[(\\[]|[)\\]]|[.,:;–-] ?| |\n|é|\\PC",
            0..14,
        )
    ) {
        let scheme = scheme();
        let text = words.concat();
        let first = cut(&text, &scheme);
        if first.references.is_empty() {
            prop_assert_eq!(&*first.text, &text);
        } else {
            let kept = first.text.strip_suffix(['.', ';']).unwrap_or(&first.text);
            prop_assert!(text.starts_with(kept));
            prop_assert!(!first.text.is_empty());
        }
        let again = cut(&first.text, &scheme);
        prop_assert_eq!(again.references, vec![]);
        if let Some(doubt) = first.doubt {
            prop_assert!(first.text.contains(doubt), "{doubt}");
        }
    }
}
