use super::named::{grade, section};
use super::*;
use crate::model::{Area, Grade};
use crate::toml_file::{TomlError, TomlFile};

fn check(family: &str, line: &str, expected: Option<Meaning>) {
    let family = Rules::builtin().family(family).unwrap();
    let found = family.headings.find(line, &family.scale);
    assert_eq!(found, expected, "{line}");
}

fn area(slug: &'static str, grade: Option<Grade>) -> Option<Meaning> {
    Some(Meaning::Area(Area::new(slug), grade))
}

#[test]
fn areas_with_grades() {
    let check = |line, slug, grade| check("ilacs", line, area(slug, grade));
    let (good, ri) = (Some(grade("good")), Some(grade("requires-improvement")));
    check(
        "The experiences and progress of children in care and care leavers: good",
        "children-in-care-and-care-leavers",
        good,
    );
    check(
        "The experiences and progress of children in care: good",
        "children-in-care",
        good,
    );
    check(
        "Experiences and progress of care leavers: good",
        "care-leavers",
        good,
    );
    check(
        "The experience and progress of children in care and care leavers is requires improvement to be good.",
        "children-in-care-and-care-leavers",
        ri,
    );
    check(
        "The experiences and progress of children who need help and protection are: Good",
        "help-and-protection",
        good,
    );
    check(
        "The impact of leaders on social work practice with children and families",
        "leaders",
        None,
    );
    check("Overall effectiveness", "overall", None);
}

#[test]
fn prose_is_no_heading() {
    check(
        "ilacs",
        "The experiences and progress of children in care have improved",
        None,
    );
    check("ilacs", "What needs to improve is clear", None);
    check("sif", "The local authority has acted", None);
}

#[test]
fn sentences_of_single_inspections_are_areas() {
    let check = |line, slug, grade| check("sif", line, area(slug, grade));
    let (good, ri) = (Some(grade("good")), Some(grade("requires-improvement")));
    check(
        "The graded judgment for adoption performance is that it is good.",
        "adoption",
        good,
    );
    check(
        "The graded judgement about the experience and progress of care leavers is that is inadequate",
        "care-leavers",
        Some(grade("inadequate")),
    );
    check(
        "Leadership, management and governance are good",
        "leadership-management-governance",
        good,
    );
    check(
        "The Local Safeguarding Children Board (LSCB) requires improvement because:",
        "lscb",
        ri,
    );
    check(
        "The graded judgement for adoption performance.",
        "adoption",
        None,
    );
    check(
        "The experiences and progress of children Requires improvement who need help and protection",
        "help-and-protection",
        ri,
    );
}

#[test]
fn sections_parts_and_boilerplate() {
    let leaves = |slug| Meaning::Section {
        section: section(slug),
        inside: false,
    };
    let board = Part::Of(Area::new("lscb"));
    check(
        "ilacs",
        "What needs to improve?1",
        Some(leaves("improvement")),
    );
    check(
        "sif",
        "Information about this local authority area 2",
        Some(leaves("area-information")),
    );
    check(
        "sif",
        "Section 2: the effectiveness local safeguarding children board",
        Some(Meaning::Part(board.clone())),
    );
    check(
        "sif",
        "Inspection findings – the Local Safeguarding Children Board",
        Some(Meaning::PartFindings(board)),
    );
    check(
        "sif",
        "What the inspection judgments mean: the LSCB",
        Some(Meaning::Boilerplate(Boilerplate::Closed)),
    );
    check(
        "jtai",
        "Practice study: highly effective practice",
        Some(leaves("practice-study")),
    );
    check(
        "send",
        "What is it like to be a child or young person SEND in this area?",
        Some(leaves("what-is-it-like")),
    );
    check(
        "ilacs",
        "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates",
        Some(Meaning::End),
    );
}

#[test]
fn grades_as_they_are_printed() {
    let scale = &Rules::builtin().family("lac").unwrap().scale;
    let check = |text: &str, slug: Option<&str>| {
        assert_eq!(scale.read(text), slug.map(grade), "{text}");
    };
    check("Good", Some("good"));
    check(
        "Requires improvement to be good.",
        Some("requires-improvement"),
    );
    check("Requires\u{a0}Improvement", Some("requires-improvement"));
    check("Require improvement", Some("requires-improvement"));
    check("Grade 3 (Adequate)", Some("adequate"));
    check("Grade 4 (inadequate)", Some("inadequate"));
    check("Requires improvement 3", Some("requires-improvement"));
    check("Not Judged", Some("not-judged"));
    check("a good start", None);
    check("", None);
}

#[test]
fn csv_adds_areas_and_headings() {
    let builtin = Rules::builtin();
    let area = b"slug,name,group\nyouth-justice,Youth justice,protection\n";
    let heading = b"family,heading,role,slug\nilacs,the youth justice service,area,youth-justice\n";
    let more = builtin.with_csv(area).unwrap().with_csv(heading).unwrap();
    let youth_justice = Area::new("youth-justice");
    let group = more.terms().group_of(&youth_justice);
    assert_eq!(group.map(crate::model::AreaGroup::slug), Some("protection"));
    let family = more.family("ilacs").unwrap();
    assert_eq!(
        family
            .headings
            .find("The youth justice service: good", &family.scale),
        Some(Meaning::Area(youth_justice, Some(grade("good"))))
    );
    let error = builtin.with_csv(b"family,heading,role,slug\nilacs,x,section,nowhere\n");
    assert_eq!(
        error.unwrap_err().to_string(),
        "line 2: unknown section `nowhere`"
    );
}

fn family_file(text: &str) -> Result<Rules, TomlError> {
    let file = TomlFile::parse("rules/fire.toml", text)?;
    Rules::builtin().with_files(&[file])
}

const FIRE: &str = r#"inspectorate = "Fire Service Inspectorate"
inspects = "provider"
[[kind]]
slug = "fire-service"
title = "Fire service inspection"
graded = true
[[grade]]
slug = "fire-fine"
printed = ["Fine"]
[[area]]
slug = "engines"
name = "Engines"
[[recognise]]
kind = "fire-service"
starts = ["report on the fire service of"]
[headings.area]
engines = ["Engines"]
"#;

#[test]
fn a_file_defines_a_family() {
    let rules = family_file(FIRE).unwrap();
    let kind = rules.terms().kind("fire-service").unwrap();
    assert_eq!(rules.family_of(kind).unwrap().name, "fire");
    assert_eq!(rules.families()[0].name, "fire");
    assert!(kind.is_graded());
}

#[test]
fn mistakes_are_named_by_file_and_line() {
    let check = |text: &str, expected: &str| {
        let error = family_file(text).unwrap_err();
        assert_eq!(error.to_string(), expected);
    };
    check(
        &FIRE.replace("[[kind]]", "[[kinds]]"),
        "rules/fire.toml:3: there is no key `kinds`",
    );
    check(
        &FIRE.replace("engines = [\"Engines\"]", "engine = [\"Engines\"]"),
        "rules/fire.toml:17: there is no area `engine`",
    );
    check(
        &FIRE.replace("engines = [\"Engines\"]\n", ""),
        "rules/fire.toml:10: nothing uses the area `engines`",
    );
    check(
        &FIRE.replace("kind = \"fire-service\"", "kind = \"fire-servic\""),
        "rules/fire.toml:14: there is no kind `fire-servic`",
    );
    check(
        &FIRE.replace("[\"Engines\"]", "[\"Engines\", \"The engines\"]"),
        "rules/fire.toml:17: a second meaning for `The engines` is never used",
    );
    check(
        &FIRE.replace("slug = \"fire-fine\"", "slug = \"good\""),
        "rules/fire.toml:8: the grade `good` is of the scale `four-point` already",
    );
}

#[test]
fn a_file_extends_a_family() {
    let file = "extends = \"visit\"\n[headings.section]\nnext-steps = [\"What comes next\"]\n";
    let file = TomlFile::parse("more.toml", file).unwrap();
    let rules = Rules::builtin().with_files(&[file]).unwrap();
    let visit = rules.family("visit").unwrap();
    assert!(
        visit
            .headings
            .find("What comes next", &visit.scale)
            .is_some()
    );
    let file = TomlFile::parse("more.toml", "extends = \"visits\"\n").unwrap();
    let error = Rules::builtin().with_files(&[file]).unwrap_err();
    assert_eq!(error.near, ["visit"]);
}

/// The rest of a grade may have been read as words of the cell before.
#[test]
fn grades_of_which_the_first_words_are_there() {
    let scale = &Rules::builtin().family("ilacs").unwrap().scale;
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(
            scale.begun(text).map(|grade| grade.slug()),
            expected,
            "{text}"
        );
    };
    check("Requires improvement to be", Some("requires-improvement"));
    check("Requires", None);
    check("Requires improvement of", None);
    check("Good", None);
}
