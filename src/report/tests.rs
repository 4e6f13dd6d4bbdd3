//! Reports read whole, from blocks to paragraphs.

use super::*;
use crate::layout::Role;

fn block(page: u32, text: &str) -> Block {
    Block {
        page,
        last_page: page,
        ..Block::plain(Role::Paragraph, text.to_owned())
    }
}

/// A report of 2009 had none of its paragraphs read: behind its list of contents no heading was
/// known.
#[test]
fn what_follows_the_contents_is_read_without_a_known_heading() {
    let blocks = [
        block(
            1,
            "Inspection of progress made in the provision of safeguarding services in",
        ),
        block(1, "the London Borough of Lewisham"),
        block(1, "Published: 3 July 2009"),
        block(2, "Contents"),
        block(2, "What was found 3"),
        block(3, "What was found"),
        block(
            3,
            "The council has dealt with most of what was asked of it in November.",
        ),
        block(
            3,
            "Assessments are made in time, and managers look at each of them.",
        ),
    ];
    let read = read(&blocks, &Origin::of_name("letter.pdf"), Rules::builtin());
    let texts = read.value.paragraphs.iter().map(|p| p.text.as_str());
    assert!(
        texts
            .clone()
            .any(|text| text.starts_with("Assessments are made"))
    );
    assert!(read.value.paragraphs.iter().all(|p| p.section.is_finding()));
    let words = read.value.words;
    assert!(
        words.findings > words.apparatus + words.boilerplate,
        "{words:?}"
    );
    assert_eq!(read.value.body_slug(), Some("lewisham"));
}

/// A report whose table could not be read, as blocks: the heading of each chapter with a prefix,
/// and the text of its findings with the number before it.
fn without_table(heading: &str, number: impl Fn(u32) -> String) -> Vec<Block> {
    let headings = [
        "The experiences and progress of children who need help and protection: good",
        "The experiences and progress of children in care: outstanding",
        "The experiences and progress of care leavers: inadequate",
        "The impact of leaders on social work practice with children and families: good",
    ];
    let mut blocks = vec![
        block(
            1,
            "Inspection of Lewisham local authority children’s services",
        ),
        block(1, "Inspection dates: 7 to 18 October 2024"),
        block(1, "Lead inspector: Ann Example"),
        block(1, "Judgement Grade Good Outstanding"),
    ];
    for (at, text) in (1..).zip(headings) {
        let text = heading.replace('N', &at.to_string()) + text;
        blocks.push(Block {
            page: 2,
            last_page: 2,
            ..Block::plain(Role::Heading(2), text)
        });
        blocks.push(block(2, &format!("{}Families are helped.", number(at))));
        blocks.push(block(2, &format!("{}Plans are made.", number(at + 10))));
    }
    blocks
}

fn read_blocks(blocks: &[Block]) -> Report {
    read(blocks, &Origin::of_name("a.pdf"), Rules::builtin()).value
}

/// A report whose table did not give its overall grade was read without a word about it.
#[test]
fn an_overall_grade_that_is_missing_is_doubted() {
    let doubts = |dates: &str, grade: &str| {
        let mut blocks = without_table("", |_| String::new());
        blocks[1].text = dates.to_owned();
        blocks[3].text = grade.to_owned();
        let read = read(&blocks, &Origin::of_name("a.pdf"), Rules::builtin());
        let missing = (read.warnings.iter()).filter(|it| it.kind == WarningKind::GradeMissing);
        missing.map(|it| it.message.clone()).collect::<Vec<_>>()
    };
    let dates = "Inspection dates: 7 to 18 October 2024";
    assert_eq!(
        doubts(dates, "Judgement Grade Good Outstanding"),
        ["no overall grade"]
    );
    assert!(doubts(dates, "Overall effectiveness: good").is_empty());
    // None is given since April 2026.
    assert!(
        doubts(
            "Inspection dates: 5 to 16 October 2026",
            "Judgement Grade Good"
        )
        .is_empty()
    );
}

#[test]
fn headings_tell_the_kind_where_the_table_cannot_be_read() {
    for heading in ["", "1.N ", "N ", "Section N: ", "Part N – "] {
        let report = read_blocks(&without_table(heading, |_| String::new()));
        assert_eq!(report.kind.slug(), "ilacs", "{heading}");
        assert_eq!(report.judgements.len(), 4);
        let framework = report.framework.map(|framework| framework.slug());
        assert_eq!(framework, Some("ilacs-2023"));
        let grades = report
            .paragraphs
            .iter()
            .map(|p| p.grade.map(|grade| grade.slug()));
        let expected = ["good", "outstanding", "inadequate", "good"];
        let expected = expected.iter().flat_map(|grade| [Some(*grade); 2]);
        assert!(grades.eq(expected), "{heading}");
    }
    // Headings may be broken over three lines.
    let lines = without_table("", |_| String::new())
        .into_iter()
        .flat_map(|block| {
            let parts = match block.role {
                Role::Heading(_) => block.text.split_inclusive(" and ").collect(),
                _ => vec![block.text.as_str()],
            };
            let bold = matches!(block.role, Role::Heading(_));
            let line = |text: &&str| {
                let mut line = Block {
                    page: block.page,
                    last_page: block.page,
                    ..Block::plain(Role::Paragraph, text.trim().to_owned())
                };
                line.setting.bold = bold;
                line
            };
            parts.iter().map(line).collect::<Vec<_>>()
        });
    let report = read_blocks(&lines.collect::<Vec<_>>());
    assert_eq!(report.kind.slug(), "ilacs");
    // What only quotes a judgement is none.
    let quoted = without_table("• ", |_| String::new());
    assert_ne!(read_blocks(&quoted).kind.slug(), "ilacs");
}

/// What stands before the findings of a small report, and behind it its findings.
fn with_findings(findings: impl IntoIterator<Item = Block>) -> Vec<Block> {
    let mut blocks = without_table("", |_| String::new());
    blocks.retain(|block| !block.text.ends_with('.'));
    blocks.truncate(5);
    blocks.push(block(
        2,
        "The impact of leaders on social work practice with children and families: good",
    ));
    blocks.extend(findings);
    blocks
}

#[test]
fn numbers_that_only_their_order_tells_are_numbers() {
    let text = |number: u32| {
        format!("Keepers of lamp {number} write down when it is lit and when it is not.")
    };
    let check = |findings: Vec<Block>, expected: &[Option<u32>]| {
        let report = read_blocks(&with_findings(findings));
        let paragraphs = report.paragraphs.iter();
        let numbers: Vec<_> = paragraphs.clone().map(|p| p.number).collect();
        assert_eq!(numbers, expected);
        assert!(
            paragraphs
                .clone()
                .all(|p| p.number.is_none() || p.text.starts_with("Keepers"))
        );
    };
    let all: Vec<Option<u32>> = (1..=6).map(Some).collect();
    // In the line, behind a sign, alone in the margin or in a cell of their own.
    for (before, behind) in [
        ("", " "),
        ("", "\u{2003}"),
        ("§", " "),
        ("§ ", ". "),
        ("(", ") "),
    ] {
        let line = |number| block(2, &format!("{before}{number}{behind}{}", text(number)));
        check((1..=6).map(line).collect(), &all);
    }
    let apart = |number: u32| [block(2, &number.to_string()), block(2, &text(number))];
    check((1..=6).flat_map(apart).collect(), &all);
    // Too few to tell; and no sequence.
    let line = |number: u32| block(2, &format!("{number} {}", text(number)));
    let none = |numbers: &[u32]| {
        let report = read_blocks(&with_findings(numbers.iter().map(|number| line(*number))));
        assert!(report.paragraphs.iter().all(|p| p.number.is_none()));
    };
    none(&[1, 2, 3]);
    none(&[30, 31, 33, 32, 40, 41]);
}

#[test]
fn a_report_behind_a_cover_and_tables_about_the_document_is_one() {
    let mut blocks = vec![
        block(
            1,
            "Inspection of Lewisham local authority children’s services",
        ),
        block(2, "Document control"),
        block(2, "Version 1.2"),
        block(2, "Written by"),
        block(2, "Signature"),
        block(3, "Contents"),
        block(3, "What needs to improve"),
        block(3, "4"),
    ];
    blocks[0].setting.size = 24.0;
    let report: Vec<Block> = without_table("", |_| String::new())
        .into_iter()
        .skip(1)
        .map(|block| Block {
            page: block.page + 3,
            last_page: block.page + 3,
            ..block
        })
        .collect();
    blocks.extend(report);
    let read = read_blocks(&blocks);
    assert_eq!(
        (read.kind.slug(), read.body_slug()),
        ("ilacs", Some("lewisham"))
    );
    let words: u64 = blocks
        .iter()
        .map(|block| text::count_words(&block.text))
        .sum();
    let counted = read.words;
    assert_eq!(
        counted.findings + counted.other + counted.boilerplate + counted.apparatus,
        words
    );
    // Text is no cover.
    let about = "This paper tells the committee what inspectors found in the autumn, what they asked for, and by when it is to be done.";
    blocks.insert(1, block(1, about));
    assert_ne!(read_blocks(&blocks).kind.slug(), "ilacs");
}

#[test]
fn headings_on_the_first_page_are_no_table() {
    let long = "Families are helped by those who know them well. ".repeat(5);
    let mut blocks = without_table("", |_| String::new());
    for block in &mut blocks {
        (block.page, block.last_page) = (1, 1);
        if block.text == "Families are helped." {
            block.text.clone_from(&long);
        }
    }
    let report = read_blocks(&blocks);
    let areas = report.paragraphs.iter().map(|p| p.area.is_some());
    assert!(areas.eq([true; 8]), "{:?}", report.paragraphs);
}

#[test]
fn a_line_before_the_end_of_the_front_matter_gives_its_grade() {
    let heading = |page, text: &str| Block {
        role: Role::Heading(2),
        ..block(page, text)
    };
    let statement = "What the board does to see how well its partners help and protect ".repeat(3);
    let blocks = [
        block(1, "Northmere Safeguarding Children Board"),
        heading(
            1,
            "Review of the effectiveness of the Local Safeguarding Children Board",
        ),
        heading(1, "Inspection date: 15 June 2015 – 17 June 2015"),
        heading(
            1,
            "The Local Safeguarding Children Board requires improvement",
        ),
        block(1, &statement),
        heading(2, "Executive summary"),
        block(
            2,
            "The board knows what its partners do, and asks them about it.",
        ),
    ];
    let report = read_blocks(&blocks);
    assert_eq!(report.kind.slug(), "lscb-review");
    let grade = report.paragraphs.first().and_then(|first| first.grade);
    assert_eq!(
        grade.map(|grade| grade.slug()),
        Some("requires-improvement")
    );
}

#[test]
fn the_first_page_stands_behind_the_contents() {
    let contents = |page, text: &str| block(page, &format!("{text} ......... 3"));
    let mut blocks = vec![
        block(1, "Inspection of Lewisham"),
        block(2, "Contents"),
        contents(2, "What needs to improve"),
        contents(2, "Help and protection"),
        contents(2, "Leaders"),
    ];
    blocks.extend(
        without_table("", |_| String::new())
            .into_iter()
            .map(|block| Block {
                page: block.page + 2,
                last_page: block.last_page + 2,
                ..block
            }),
    );
    // So may it behind a cover.
    let cover = blocks[..1].iter().chain(&blocks[5..]);
    let behind_cover = read_blocks(&cover.cloned().collect::<Vec<_>>());
    assert_eq!(behind_cover.kind.slug(), "ilacs");
    let report = read_blocks(&blocks);
    assert_eq!(report.kind.slug(), "ilacs");
    assert_eq!(report.lead_inspectors.len(), 1);
    assert!(report.inspection.is_some());
}

#[test]
fn the_table_may_go_on_or_stand_on_the_second_page() {
    let rows = [
        (
            "The impact of leaders on social work practice with children and families",
            "Good",
        ),
        (
            "The experiences and progress of children who need help and protection",
            "Inadequate",
        ),
        ("Overall effectiveness", "Good"),
    ];
    for on_first in [0, 1, 2, 3] {
        let mut blocks = vec![
            block(
                1,
                "Inspection of Lewisham local authority children’s services",
            ),
            block(1, "Inspection dates: 3 to 14 March 2025"),
            block(1, "Lead inspector: Ann Example, His Majesty’s Inspector"),
        ];
        for (row, (name, grade)) in (0..).zip(rows) {
            let page = if row < on_first { 1 } else { 2 };
            blocks.extend((0..).zip([name, grade]).map(|(column, text)| {
                let mut cell = block(page, text);
                cell.cell = Some(crate::layout::TableCell {
                    table: page,
                    row,
                    column,
                });
                cell
            }));
        }
        blocks.extend([
            block(
                2,
                "Services are good in most of the city, and leaders know it.",
            ),
            Block {
                role: Role::Heading(2),
                ..block(
                    2,
                    "The experiences and progress of children who need help and protection: inadequate",
                )
            },
            block(2, "1. Children wait."),
            Block {
                role: Role::Heading(2),
                ..block(2, "The impact of leaders on social work practice with children and families: good")
            },
            block(2, "2. Leaders know the city."),
        ]);
        let report = read_blocks(&blocks);
        assert_eq!(
            report.overall.map(|grade| grade.slug()),
            Some("good"),
            "{on_first}: {report:?}"
        );
        assert_eq!(report.judgements.len(), 2, "{on_first}");
        let sections = report.paragraphs.iter().map(|p| p.section.slug());
        assert!(
            sections.eq(["summary", "findings", "findings"]),
            "{on_first}: {:?}",
            report.paragraphs
        );
    }
}

#[test]
fn numbers_in_brackets_count_where_no_others_do() {
    let next = std::cell::Cell::new(0);
    let count = |_| {
        next.set(next.get() + 1);
        format!("({}) ", next.get())
    };
    let report = read_blocks(&without_table("", count));
    let numbers = report.paragraphs.iter().map(|p| p.number);
    assert!(numbers.eq((1..=8).map(Some)));
    assert_eq!(report.paragraphs[0].text, "Families are helped.");
}

#[test]
fn the_labels_of_a_list_that_begins_anew_are_no_words() {
    let restarts = |at: u32| format!("{}. ", if at > 10 { 2 } else { 1 });
    let report = read_blocks(&without_table("", restarts));
    let numbers: Vec<_> = report.paragraphs.iter().map(|p| p.number).collect();
    assert_eq!(numbers[..3], [Some(1), Some(2), None]);
    let texts = report.paragraphs.iter().map(|p| p.text.as_str());
    assert!(texts.eq(["Families are helped.", "Plans are made."].repeat(4)));
    // That of a later chapter is none of the report's, though it would go on from the first.
    let uneven = read_blocks(&without_table("", |at| match at {
        11 => String::new(),
        _ if at > 10 => "2. ".to_owned(),
        _ => "1. ".to_owned(),
    }));
    let mut numbers = uneven.paragraphs.iter().map(|p| p.number);
    assert_eq!(numbers.next(), Some(Some(1)));
    assert!(numbers.all(|number| number.is_none()));
    // A number that nothing counts on from is of the text.
    let alone = read_blocks(&without_table("", |at| match at {
        3 => "12. ".to_owned(),
        _ => String::new(),
    }));
    let text = &alone.paragraphs[4].text;
    assert_eq!(text, "12. Families are helped.");
}

/// Letters below a paragraph with a bullet that leads to them, where no indent tells, were paragraphs.
#[test]
fn letters_below_a_bullet_are_its_items_and_the_next_bullet_is_none() {
    let mut blocks = without_table("", |_| "• ".to_owned());
    blocks[5].text = "• Plans are made with all of those who are asked, including:".to_owned();
    let letters = ["(a) the school nurse", "(b) the police"].map(|text| block(2, text));
    blocks.splice(6..6, letters);
    let report = read_blocks(&blocks);
    let texts: Vec<&str> = (report.paragraphs.iter().take(2))
        .map(|paragraph| paragraph.text.as_str())
        .collect();
    assert_eq!(
        texts,
        [
            "Plans are made with all of those who are asked, including:\n– (a) the school nurse\n– (b) the police",
            "Plans are made.",
        ]
    );
}
