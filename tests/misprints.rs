//! Changes one heading in each of many documents as a misprint would, and holds what the reader
//! then says: it is read as what it nearly is, with a doubt, or doubted as unknown. Never is it
//! silence.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::Path;

use findings::layout::{self, Block};
use findings::model::{Budget, Report, Warned};
use findings::report::{self, Origin};
use findings::rules::Rules;
use findings::{formats, pdf};

fn blocks(path: &Path) -> Vec<Block> {
    let bytes = std::fs::read(path).unwrap();
    let budget = Budget::default();
    match path.extension().unwrap().to_str().unwrap() {
        "html" => {
            let read = formats::read(&bytes, formats::FileFormat::Html, &budget);
            read.unwrap().value
        }
        _ => layout::blocks(&pdf::read(&bytes, &budget).unwrap().value).value,
    }
}

fn read(blocks: &[Block], path: &Path) -> Warned<Report> {
    let csv = include_bytes!("../corpus/gazetteer.csv");
    let rules = Rules::builtin().with_csv(csv).unwrap();
    let name = path.file_name().unwrap().to_string_lossy();
    report::read(blocks, &Origin::of_name(&name), &rules)
}

/// Reads a document as it is and with one heading misprinted; returns both.
fn misprint(file: &str, heading: &str, misprinted: &str) -> (Warned<Report>, Warned<Report>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let mut blocks = blocks(&path);
    let right = read(&blocks, &path);
    let mut changed = 0;
    for block in &mut blocks {
        if block.text.contains(heading) {
            // What points into the text is nothing to a heading.
            *block = Block {
                text: block.text.replace(heading, misprinted),
                ..block.clone()
            };
            changed += 1;
        }
    }
    assert!(changed > 0, "{file} has no `{heading}`");
    (right, read(&blocks, &path))
}

/// A heading that is nearly known: all is read as without the misprint, and the doubt is said.
fn check_near(file: &str, heading: &str, misprinted: &str) {
    let (right, wrong) = misprint(file, heading, misprinted);
    let said = messages(&wrong);
    eprintln!("{file}: `{misprinted}`: {said:?}");
    assert!(
        said.iter().any(|said| said.starts_with("heading-near")),
        "{file}: {said:?}"
    );
    let places = |report: &Report| {
        let paragraphs = report.paragraphs.iter();
        let places =
            paragraphs.map(|p| (p.locator.to_string(), p.section, p.area.clone(), p.grade));
        places.collect::<Vec<_>>()
    };
    assert_eq!(places(&right.value), places(&wrong.value), "{file}");
    assert_eq!(right.value.judgements, wrong.value.judgements, "{file}");
    assert_eq!(right.value.framework, wrong.value.framework, "{file}");
}

/// A heading that cannot be told: something is said that is not said otherwise.
fn check_doubted(file: &str, heading: &str, misprinted: &str, kinds: &[&str]) {
    let (right, wrong) = misprint(file, heading, misprinted);
    let before = messages(&right);
    let mut said = messages(&wrong);
    said.retain(|message| !before.contains(message));
    eprintln!("{file}: `{misprinted}`: {said:?}");
    for kind in kinds {
        let is_said = said.iter().any(|message| message.starts_with(kind));
        assert!(is_said, "{file}: no {kind} in {said:?}");
    }
}

fn messages(read: &Warned<Report>) -> Vec<String> {
    read.warnings.iter().map(ToString::to_string).collect()
}

const ILACS_2022: &str = "corpus/castlebridge/children's services inspection - 08 august 2022.pdf";
const ILACS_2023: &str = "corpus/ambleford/children's services inspection - 05 may 2023.pdf";
const ILACS_2024: &str = "corpus/northmere/children's services inspection - 04 november 2024.pdf";
const ILACS_2025: &str =
    "corpus/saltings-and-orme/children's services inspection - 24 march 2025.pdf";
const SIF: &str = "corpus/ambleford/children's services inspection - 27 november 2015.pdf";
const REINSPECTION: &str = "corpus/castlebridge/children's services inspection - 29 march 2018.pdf";
const VISIT: &str = "corpus/castlebridge/focused visit - 22 november 2021.pdf";
const JTAI: &str = "corpus/wexcombe/joint area child protection inspection - 10 july 2023.pdf";
const SEND: &str = "corpus/wexcombe/area send full inspection - 15 january 2024.pdf";

#[test]
fn a_row_of_the_table_and_a_heading_without_a_word() {
    check_near(
        ILACS_2022,
        "impact of leaders on social work practice with",
        "impact of leaders on practice with",
    );
}

#[test]
fn a_word_too_many() {
    check_near(
        ILACS_2024,
        "experiences and progress of care leavers",
        "experiences and progress of young care leavers",
    );
}

#[test]
fn a_misspelt_word() {
    check_near(
        ILACS_2023,
        "experiences and progress of children who need help and protection",
        "experiences and progres of children who need help and protection",
    );
}

#[test]
fn a_list_of_items() {
    check_near(ILACS_2025, "What needs to improve", "What need to improve");
}

#[test]
fn a_sentence_of_a_single_inspection() {
    check_near(
        SIF,
        "children looked after and achieving permanence",
        "children looked after and achieving permanance",
    );
}

#[test]
fn headings_of_letters() {
    check_near(
        VISIT,
        "What needs to improve in this area",
        "What needs improve in this area",
    );
    check_near(JTAI, "What needs to improve", "What need to improve");
}

#[test]
fn an_area_of_special_needs() {
    check_near(
        SEND,
        "What is the area partnership doing that is effective",
        "What is the area partnership doing which is effective",
    );
}

#[test]
fn what_cannot_be_told_is_doubted() {
    check_doubted(
        ILACS_2024,
        "The experiences and progress of care leavers",
        "Young adults",
        &["area-missing", "grade-missing", "heading-unknown"],
    );
    check_doubted(
        ILACS_2025,
        "What needs to improve",
        "Our next conversation",
        &["improvement-missing"],
    );
    check_doubted(
        REINSPECTION,
        "Leadership, management and governance",
        "The people at the top",
        &["area-missing"],
    );
    check_doubted(VISIT, "Main findings", "On the whole", &["heading-unknown"]);
    check_doubted(
        ILACS_2022,
        "The experiences and progress of children who need help and protection",
        "Children and their families",
        &["kind-near"],
    );
}

#[test]
fn a_heading_that_the_table_does_not_name() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(ILACS_2024);
    let mut blocks = blocks(&path);
    let rows = blocks
        .iter_mut()
        .filter(|block| block.page == 1 && block.text.ends_with("progress of care leavers"));
    let mut changed = 0;
    for row in rows {
        row.text = "Young adults".to_owned();
        changed += 1;
    }
    assert_eq!(changed, 1);
    let said = messages(&read(&blocks, &path));
    let is_said = said.iter().any(|said| said.starts_with("area-unexpected"));
    assert!(is_said, "{said:?}");
}

#[test]
fn reports_of_other_inspectorates() {
    check_near(
        "tests/other/castlebridge/school - weir lane primary - 2016.pdf",
        "What does the school need to do to improve further",
        "What does the school need to improve further",
    );
    check_near(
        "tests/other/wexcombe/designated centre - saint brannocs - 2019.pdf",
        "Governance and management",
        "Governance and managment",
    );
    check_near(
        "tests/other/saltings-and-orme/school - ysgol glan orme - 2017.pdf",
        "Recommendations",
        "Reccomendations",
    );
}
