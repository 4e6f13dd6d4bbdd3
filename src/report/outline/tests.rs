use super::*;
use crate::layout::TableCell;
use crate::rules::Rules;

/// The size of text, in points.
const BODY: f32 = 11.0;

/// Makes a block of a line: behind `#` it is bold, behind `##` bold and large, behind `=` a heading of
/// the second rank, behind `==` one of the third, behind `|` a cell of its own row, behind `^` a note, behind `.` a line of contents.
fn block(row: u32, line: &str) -> Block {
    let (sign, text) = match line.split_once(' ') {
        Some((sign @ ("#" | "##" | "=" | "==" | "|" | "^" | "."), text)) => (sign, text),
        _ => ("", line),
    };
    let role = match sign {
        "^" => Role::Note,
        "." => Role::Contents,
        "=" => Role::Heading(2),
        "==" => Role::Heading(3),
        _ => Role::Paragraph,
    };
    let mut block = Block::plain(role, text.to_owned());
    block.setting.bold = sign.starts_with('#');
    block.setting.size = if sign == "##" { 16.0 } else { BODY };
    block.cell = (sign == "|").then_some(TableCell {
        table: 1,
        row,
        column: 0,
    });
    block
}

/// Writes a place: `-` for apparatus, `x` for boilerplate, `^` for a note; of a paragraph the section,
/// the area behind a colon, the heading behind a bar.
fn written(place: &Place) -> String {
    let spot = match place {
        Place::Apparatus => return "-".to_owned(),
        Place::Boilerplate => return "x".to_owned(),
        Place::Note => return "^".to_owned(),
        Place::Content(spot) => spot,
    };
    let area = spot.area.as_ref().map(|area| format!(": {}", area.slug()));
    let heading = spot.heading.as_ref().map(|it| format!(" | {it}"));
    [
        spot.section.slug().to_owned(),
        area.unwrap_or_default(),
        heading.unwrap_or_default(),
    ]
    .concat()
}

fn outline(family: &str, lines: &[(&str, &str)]) -> Outline {
    let family = Rules::builtin().family(family).unwrap();
    let blocks: Vec<Block> = (1..)
        .zip(lines)
        .map(|(row, (line, _))| block(row, line))
        .collect();
    read(&blocks, family, None, None, &Front::default())
}

/// Lines with the place of each.
fn check(family: &str, lines: &[(&str, &str)]) -> Outline {
    let outline = outline(family, lines);
    let places: Vec<(&str, String)> = lines
        .iter()
        .zip(&outline.places)
        .map(|((line, _), place)| (*line, written(place)))
        .collect();
    let expected: Vec<(&str, String)> = lines
        .iter()
        .map(|(line, place)| (*line, (*place).to_owned()))
        .collect();
    assert_eq!(places, expected);
    outline
}

#[test]
fn headings_tag_what_follows() {
    check(
        "ilacs",
        &[
            ("Most children do well in Saltmarsh.", "summary"),
            ("# What needs to improve", "-"),
            (
                "- The quality of plans.",
                "improvement | What needs to improve",
            ),
            (
                "# The experiences and progress of children who need help and protection: good",
                "-",
            ),
            (
                "1. Help comes early.",
                "findings: help-and-protection | The experiences and progress of children who need help and protection: good",
            ),
            ("^ 1 A note to it.", "^"),
        ],
    );
}

#[test]
fn a_grade_stands_behind_its_heading_below_it_or_nowhere() {
    let heading = "# The experiences and progress of children who need help and protection";
    let found = |grade: &str, next: &str| {
        let heading = format!("{heading}{grade}");
        let outline = outline("ilacs", &[(&heading, ""), (next, ""), ("Help comes.", "")]);
        let grade = outline.grades.first().map(|(_, grade)| grade.slug());
        (grade, outline.places[1] == Place::Apparatus)
    };
    assert_eq!(
        found(": good", "1. Help comes early."),
        (Some("good"), false)
    );
    assert_eq!(found("", "Good"), (Some("good"), true));
    assert_eq!(found("", "1. Help comes early."), (None, false));
}

#[test]
fn contents_end_behind_their_last_entry() {
    let help = "The experiences and progress of children who need help and protection";
    let graded = format!("= {help}: good");
    let found = format!("findings: help-and-protection | {help}: good");
    // A heading that they have named ends them, and so does a sentence.
    for entry in [
        help.to_owned(),
        format!("{help} ....... 3"),
        format!(". {help}"),
    ] {
        check(
            "ilacs",
            &[
                ("= Contents", "x"),
                ("What needs to improve", "x"),
                (entry.as_str(), "x"),
                (
                    "Services in this place are mostly good. Leaders know what they must do and they do it.",
                    "summary",
                ),
                ("= What needs to improve", "-"),
                (
                    "- The quality of plans.",
                    "improvement | What needs to improve",
                ),
                (graded.as_str(), "-"),
                ("1. Help comes early.", found.as_str()),
            ],
        );
        check(
            "ilacs",
            &[
                ("= Contents", "x"),
                (entry.as_str(), "x"),
                (graded.as_str(), "-"),
                ("1. Help comes early.", found.as_str()),
            ],
        );
    }
}

/// A short sentence behind a list of contents was taken for an entry.
#[test]
fn a_sentence_behind_entries_that_lead_to_pages_is_text() {
    check(
        "ilacs",
        &[
            ("= Contents", "x"),
            ("What needs to improve 2", "x"),
            ("The experiences and progress of children in care 3", "x"),
            ("Help is early.", "summary"),
            ("Leaders listen.", "summary"),
            ("= What needs to improve", "-"),
        ],
    );
}

#[test]
fn a_heading_of_the_same_rank_ends_a_list_and_an_area() {
    let help = "= The experiences and progress of children who need help and protection: good";
    let of_help = format!("findings: help-and-protection | {}", &help[2..]);
    check(
        "ilacs",
        &[
            ("= What needs to improve", "-"),
            (
                "- The quality of plans.",
                "improvement | What needs to improve",
            ),
            ("== For leaders", "-"),
            ("- The use of audits.", "improvement | For leaders"),
            ("= Work with partners", "-"),
            (
                "The police share what they know.",
                "findings | Work with partners",
            ),
            (help, "-"),
            ("1. Help comes early.", of_help.as_str()),
            ("== Early help", "-"),
            ("2. It helps.", "findings: help-and-protection | Early help"),
            ("= What we did", "-"),
            ("We read 60 records.", "findings | What we did"),
        ],
    );
}

#[test]
fn a_heading_in_two_lines_is_one() {
    let outline = check(
        "ilacs",
        &[
            ("# The experiences and progress of children who need", "-"),
            ("# help and protection", "-"),
            (
                "1. Help comes early.",
                "findings: help-and-protection | The experiences and progress of children who need help and protection",
            ),
        ],
    );
    assert_eq!(outline.near, []);
}

#[test]
fn headings_in_capitals_or_with_their_letters_spaced_out() {
    let heading = "findings: help-and-protection | THE EXPERIENCES AND PROGRESS OF CHILDREN WHO NEED HELP AND PROTECTION: GOOD";
    check(
        "ilacs",
        &[
            (
                "THE EXPERIENCES AND PROGRESS OF CHILDREN WHO NEED HELP AND",
                "-",
            ),
            ("PROTECTION: GOOD", "-"),
            ("1. Help comes early.", heading),
        ],
    );
    let spaced = "TH E EX PERI E NCE S AN D PR O GRESS O F CARE LE AVE RS : OUT STAN DI NG";
    let outline = check(
        "ilacs",
        &[
            (&format!("# {spaced}"), "-"),
            (
                "1. Help comes late.",
                &format!("findings: care-leavers | {spaced}"),
            ),
            ("# W HAT N EEDS TO I MPRO VE", "-"),
            ("- Plans.", "improvement | W HAT N EEDS TO I MPRO VE"),
        ],
    );
    let grades: Vec<&str> = outline
        .grades
        .iter()
        .map(|(_, grade)| grade.slug())
        .collect();
    assert_eq!(grades, ["outstanding"]);
}

#[test]
fn a_misspelt_heading_is_read_and_told() {
    let outline = check(
        "ilacs",
        &[
            ("# What need to improve", "-"),
            (
                "- The quality of plans.",
                "improvement | What need to improve",
            ),
        ],
    );
    assert_eq!(outline.near.len(), 1);
}

#[test]
fn unknown_headings_head_and_are_told() {
    let outline = check(
        "ilacs",
        &[
            ("# Life in Saltmarsh", "-"),
            ("The sea is near.", "summary | Life in Saltmarsh"),
            // A sentence in bold is no heading.
            ("# The sea is far away.", "summary | Life in Saltmarsh"),
        ],
    );
    let unknown = outline.unknown.iter().map(|unknown| unknown.line.as_str());
    assert_eq!(unknown.collect::<Vec<_>>(), ["Life in Saltmarsh"]);
}

#[test]
fn chapters_begin_with_large_headings_and_not_in_lists() {
    check(
        "sif",
        &[
            ("# Children who need help and protection", "-"),
            ("## Executive summary", "-"),
            // The table of judgements names areas without beginning them.
            (
                "| Leadership, management and governance",
                "summary | Executive summary",
            ),
            ("## Leadership, management and governance", "-"),
            (
                "Leaders know their services well.",
                "findings: leadership-management-governance | Leadership, management and governance",
            ),
        ],
    );
}

#[test]
fn what_a_box_interrupts_goes_on_behind_it() {
    check(
        "jtai",
        &[
            ("# Strengths", "-"),
            ("Partners meet.", "strengths | Strengths"),
            ("| Practice study: a good visit", "-"),
            (
                "| A worker came back.",
                "practice-study | Practice study: a good visit",
            ),
            ("Partners talk.", "strengths"),
        ],
    );
}

#[test]
fn closed_boilerplate_is_not_believed() {
    check(
        "sif",
        &[
            (
                "# What the inspection judgements mean: the local authority",
                "x",
            ),
            ("An authority that is good helps.", "x"),
            ("# Children who need help and protection", "x"),
            (". Summary 4", "x"),
        ],
    );
}
