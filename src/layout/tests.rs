//! Blocks of pages laid out by hand.

use crate::pdf::{Document, Element, Run, ShownPage, Tag};

use super::block::Role;
use super::blocks;

/// Lays out pages of lines `x y size text`; a `b` behind the size is bold, a `!` before the text an
/// element of the structure tree by its number. A letter is half as wide as high.
fn document(pages: &[&[&str]]) -> Document {
    let mut document = Document::default();
    for (page, lines) in (0..).zip(pages) {
        document.pages.push(ShownPage {
            width: 600.0,
            height: 800.0,
            covered: 0.0,
        });
        for (mcid, line) in (0..).zip(*lines) {
            let mut parts = line.splitn(4, ' ');
            let mut next = || parts.next().unwrap();
            let (x, y) = (next().parse().unwrap(), next().parse().unwrap());
            let size = next();
            let (bold, size) = (size.ends_with('b'), size.trim_end_matches('b'));
            let size: f32 = size.parse().unwrap();
            let (element, text) = match next().strip_prefix('!') {
                Some(rest) => {
                    let (element, text) = rest.split_once(' ').unwrap();
                    (Some(element.parse().unwrap()), text)
                }
                None => (None, line.splitn(4, ' ').last().unwrap()),
            };
            let start = document.text.len();
            document.text.push_str(text);
            document.runs.push(Run {
                text: start..document.text.len(),
                page,
                x,
                x_end: x + text.chars().count() as f32 * size / 2.0,
                y,
                size,
                angle: 0.0,
                word_gap: 0.15 * size,
                bold,
                italic: false,
                artifact: false,
                mcid: Some(mcid),
                element,
            });
        }
    }
    document
}

/// Tells blocks: `#` before a heading, `*` before an item, `^` before a note, table, row and column
/// before a cell.
fn told(document: &Document) -> Vec<String> {
    let tell = |block: super::Block| {
        let mark = match block.role {
            Role::Heading(_) => "# ".to_owned(),
            Role::ListItem => "* ".to_owned(),
            Role::Note => "^ ".to_owned(),
            _ => String::new(),
        };
        let cell = block.cell.map_or(String::new(), |cell| {
            format!("{}.{}.{} ", cell.table, cell.row, cell.column)
        });
        format!("{cell}{mark}{}", block.text)
    };
    blocks(document).value.into_iter().map(tell).collect()
}

#[track_caller]
fn check(pages: &[&[&str]], expected: &[&str]) {
    assert_eq!(told(&document(pages)), expected);
}

#[test]
fn text_that_is_turned_is_read_on_its_own() {
    let mut document = document(&[&[
        "60 700 12 Senior leaders know the families",
        "60 686 12 well and act in time.",
        "40 300 10 Cases open for",
        "52 300 10 a year",
        "560 500 10 Audits this",
        "548 500 10 spring",
        "500 60 10 Draft",
    ]]);
    for (run, angle) in document
        .runs
        .iter_mut()
        .zip([0.0, 0.0, 90.0, 90.0, -90.0, -90.0, 180.0])
    {
        run.angle = angle;
    }
    let expected = [
        "Senior leaders know the families well and act in time.",
        "Cases open for a year",
        "Audits this spring",
        "Draft",
    ];
    assert_eq!(told(&document), expected);
}

#[test]
fn rows_whose_cells_wrap() {
    // Rows are set apart; the second cell wraps too, and the third stands in the middle.
    check(
        &[&[
            "70 700 12 Judgement",
            "380 700 12 Grade",
            "70 680 12 The experiences and progress of children who",
            "380 680 12 Requires improvement",
            "70 666 12 need help and protection",
            "380 666 12 to be good",
            "70 646 12 The impact of leaders on social work practice",
            "380 639 12 Good",
            "70 632 12 with children and families",
            "70 612 12 Overall effectiveness",
            "380 612 12 Good",
        ]],
        &[
            "0.0.0 Judgement",
            "0.0.1 Grade",
            "0.1.0 The experiences and progress of children who need help and protection",
            "0.1.1 Requires improvement to be good",
            "0.2.0 The impact of leaders on social work practice with children and families",
            "0.2.1 Good",
            "0.3.0 Overall effectiveness",
            "0.3.1 Good",
        ],
    );
}

#[test]
fn rows_at_the_pitch_of_lines() {
    check(
        &[&[
            "70 700 12 Judgement",
            "380 700 12 Grade",
            "70 686 12 The impact of leaders on social work practice",
            "380 686 12 Good",
            "70 672 12 with children and families",
            "70 658 12 The experiences and progress of care leavers",
            "380 658 12 Outstanding",
            "70 644 12 Overall effectiveness",
            "380 644 12 Good",
        ]],
        &[
            "0.0.0 Judgement",
            "0.0.1 Grade",
            "0.1.0 The impact of leaders on social work practice with children and families",
            "0.1.1 Good",
            "0.2.0 The experiences and progress of care leavers",
            "0.2.1 Outstanding",
            "0.3.0 Overall effectiveness",
            "0.3.1 Good",
        ],
    );
}

/// A page of one paragraph between a head, a foot and a word drawn across it.
fn furnished(page: usize) -> Vec<String> {
    let section = ["Summary", "Findings", "Findings", "Annex", "Annex"][page];
    let text = ["one", "two", "three", "four", "five"][page];
    vec![
        format!("70 770 9 {section} of the report"),
        format!("70 700 12 The text of page {text} begins on this line and goes on"),
        format!("70 686 12 in the next, which is the last of {text}."),
        "150 400 60 DRAFT".to_owned(),
        "70 90 9 Inspection of Ambleford".to_owned(),
        format!("520 90 9 {}", page + 1),
    ]
}

#[test]
fn what_recurs_from_page_to_page_is_no_text() {
    let pages: Vec<Vec<String>> = (0..5).map(furnished).collect();
    let lines: Vec<Vec<&str>> = pages
        .iter()
        .map(|page| page.iter().map(String::as_str).collect())
        .collect();
    let lines: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
    let text = ["one", "two", "three", "four", "five"];
    let expected = text.map(|page| {
        format!("The text of page {page} begins on this line and goes on in the next, which is the last of {page}.")
    });
    assert_eq!(told(&document(&lines)), expected);
}

#[test]
fn headings_of_chapters_that_begin_on_a_new_page_are_text() {
    let chapters = ["help", "care", "leaving care", "leaders"].map(|name| {
        [
            "70 750 20 The progress of all the children".to_owned(),
            format!("70 728 20 who know about {name}: good"),
            "70 690 12 Help is good.".to_owned(),
            "70 40 9 Office for Lighthouses".to_owned(),
        ]
    });
    let between = [
        "70 750 12 More is said of it.".to_owned(),
        "70 40 9 Office for Lighthouses".to_owned(),
    ];
    let pages: Vec<Vec<&str>> = chapters
        .iter()
        .flat_map(|page| [&page[..], &between[..], &between[..]])
        .map(|page| page.iter().map(String::as_str).collect())
        .collect();
    let pages: Vec<&[&str]> = pages.iter().map(Vec::as_slice).collect();
    let blocks = told(&document(&pages));
    assert_eq!(
        blocks[0],
        "The progress of all the children who know about help: good"
    );
    assert!(
        !blocks.iter().any(|block| block.contains("Office")),
        "{blocks:?}"
    );
}

#[test]
fn numbers_set_larger_than_their_paragraphs() {
    check(
        &[&[
            "70 700 13 1.",
            "90 703 11 When children may have been harmed, all of them come together at once.",
            "90 689 11 Meetings are led well and nearly always hear from the school as well.",
            "90 675 11 Enquiries are thorough.",
            "70 650 13 2.",
            "90 653 11 Assessments are strong.",
        ]],
        &[
            "* 1. When children may have been harmed, all of them come together at once. Meetings \
             are led well and nearly always hear from the school as well. Enquiries are thorough.",
            "* 2. Assessments are strong.",
        ],
    );
}

#[test]
fn a_number_that_a_note_has_too_may_begin_a_paragraph() {
    check(
        &[&[
            "70 500 14b What is asked for",
            "193 505 8 1",
            "70 300 12 1 Children are heard in all of the homes",
            "90 286 12 that they live in.",
            "70 260 12 2 Leaders know what is said of all of them",
            "90 246 12 and act on it.",
            "70 100 12 1 As of 2022",
        ]],
        &[
            "What is asked for",
            "1 Children are heard in all of the homes that they live in.",
            "2 Leaders know what is said of all of them and act on it.",
            "^ 1 As of 2022",
        ],
    );
    check(
        &[&[
            "70 500 14b What is asked for",
            "193 505 8 1",
            "70 300 12 1 Children are heard in all of the homes",
            "90 286 12 that they live in.",
            "70 100 9 1 As of 2022",
        ]],
        &[
            "What is asked for",
            "1 Children are heard in all of the homes that they live in.",
            "^ 1 As of 2022",
        ],
    );
}

#[test]
fn a_note_at_the_foot_does_not_cut_a_paragraph() {
    check(
        &[
            &[
                "70 700 12 Children are seen within the timescales that the law",
                "380 704 7 1",
                "70 686 12 sets, and they are seen alone. Their records say what",
                "70 90 9 1 The timescales of the guidance.",
            ],
            &["70 700 12 they think of it."],
        ],
        &[
            "Children are seen within the timescales that the law sets, and they are seen alone. \
             Their records say what they think of it.",
            "^ 1 The timescales of the guidance.",
        ],
    );
}

#[test]
fn first_lines_that_are_set_in_begin_paragraphs() {
    check(
        &[&[
            "90 700 12 The first paragraph begins here and takes two whole lines of the page.",
            "70 686 12 Its second line ends where the right margin is, with a full stop there.",
            "90 672 12 The second paragraph begins at once, below the first, with no space.",
            "70 658 12 It ends early.",
            "90 644 12 The third takes one line.",
        ]],
        &[
            "The first paragraph begins here and takes two whole lines of the page. Its second \
             line ends where the right margin is, with a full stop there.",
            "The second paragraph begins at once, below the first, with no space. It ends early.",
            "The third takes one line.",
        ],
    );
}

#[test]
fn a_dash_may_begin_a_line() {
    check(
        &[&[
            "70 700 12 Children live in homes of three kinds, and most of them",
            "70 686 12 – that is nine in ten of them – say that they are happy.",
            "70 662 12 The council has:",
            "70 648 12 – three homes",
            "70 634 12 – two houses",
        ]],
        &[
            "Children live in homes of three kinds, and most of them – that is nine in ten of \
             them – say that they are happy.",
            "The council has:",
            "* – three homes",
            "* – two houses",
        ],
    );
}

#[test]
fn words_that_lines_break() {
    check(
        &[&[
            "70 700 12 Enquiries are thorough and are consid-",
            "70 686 12 ered by managers, who know the child-",
            "70 672 12 ren well. Plans are child-centred and ap-",
            "70 658 12 plied, and 16-",
            "70 644 12 and 17-year-olds are considered as children.",
        ]],
        &[
            "Enquiries are thorough and are considered by managers, who know the children well. \
             Plans are child-centred and applied, and 16- and 17-year-olds are considered as children.",
        ],
    );
}

#[test]
fn numbers_go_on_in_the_next_column() {
    check(
        &[&[
            "70 700 12 1. Help is early.",
            "320 700 12 3. Homes are warm.",
            "70 680 12 2. Plans are clear.",
            "320 680 12 4. Leaders listen.",
        ]],
        &[
            "* 1. Help is early.",
            "* 2. Plans are clear.",
            "* 3. Homes are warm.",
            "* 4. Leaders listen.",
        ],
    );
}

#[test]
fn bullets_that_were_recognised_as_letters() {
    check(
        &[&[
            "70 700 12 e",
            "100 700 12 The help that families in all parts of the county",
            "100 686 12 have when they ask.",
            "70 666 12 e",
            "100 666 12 The plans for children.",
        ]],
        &[
            "* • The help that families in all parts of the county have when they ask.",
            "* • The plans for children.",
        ],
    );
}

fn element(tag: Tag, parent: Option<u32>) -> Element {
    Element {
        tag,
        parent,
        actual_text: None,
    }
}

#[test]
fn labels_drawn_behind_their_items() {
    let mut document = document(&[&[
        "90 700 12 !3 Help is early.",
        "90 680 12 !6 Plans are clear.",
        "70 700 12 !2 1.",
        "70 680 12 !5 2.",
    ]]);
    document.elements = vec![
        element(Tag::List, None),
        element(Tag::ListItem, Some(0)),
        element(Tag::Label, Some(1)),
        element(Tag::ListBody, Some(1)),
        element(Tag::ListItem, Some(0)),
        element(Tag::Label, Some(4)),
        element(Tag::ListBody, Some(4)),
    ];
    assert_eq!(
        told(&document),
        ["* 1. Help is early.", "* 2. Plans are clear."]
    );
}

#[test]
fn text_in_no_block_belongs_to_its_group() {
    let mut document = document(&[&[
        "70 700 12 !2 Ofsted inspectors said that the ef",
        "274 700 12 !2 fectiveness is",
        "364 700 12 !4 good",
        "70 686 12 !6 A second group stands at the pitch of lines.",
        "70 650 12 !7 Bare text.",
    ]]);
    document.elements = vec![
        element(Tag::Other, None),
        element(Tag::Other, Some(0)),
        element(Tag::Other, Some(1)),
        element(Tag::Inline, Some(1)),
        element(Tag::Other, Some(3)),
        element(Tag::Other, Some(0)),
        element(Tag::Other, Some(5)),
        element(Tag::Other, Some(0)),
    ];
    assert_eq!(
        told(&document),
        [
            "Ofsted inspectors said that the effectiveness is good",
            "A second group stands at the pitch of lines.",
            "Bare text.",
        ]
    );
}

#[test]
fn text_outside_the_tree_is_read_by_its_place() {
    let mut document = document(&[
        &[
            "70 700 12 !1 The first page.",
            "70 300 12 A stamp that was put on it takes",
            "70 286 12 two lines.",
            "70 30 9 Invented inspection",
        ],
        &[
            "70 700 12 !2 The second page.",
            "70 30 9 Invented inspection",
        ],
    ]);
    document.elements = vec![
        element(Tag::Other, None),
        element(Tag::Paragraph, Some(0)),
        element(Tag::Paragraph, Some(0)),
    ];
    assert_eq!(
        told(&document),
        [
            "The first page.",
            "A stamp that was put on it takes two lines.",
            "The second page.",
        ]
    );
}

/// Holds the texts and the doubts about them.
#[track_caller]
fn check_doubts(document: &Document, texts: &[&str], doubts: &[&str]) {
    assert_eq!(told(document), texts);
    let warnings = blocks(document).warnings;
    let warnings: Vec<_> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings, doubts);
}

#[test]
fn tagged_cells_without_a_row_are_doubted() {
    let mut document = document(&[
        &[
            "70 700 12 !3 Judgement",
            "380 700 12 !5 Grade",
            "70 680 12 !6 Overall effectiveness",
        ],
        &["380 680 12 !8 Good"],
    ]);
    document.elements = vec![
        element(Tag::Table, None),
        element(Tag::Row, Some(0)),
        element(Tag::Other, Some(1)),
        element(Tag::HeaderCell, Some(2)),
        element(Tag::Cell, Some(1)),
        element(Tag::Paragraph, Some(4)),
        element(Tag::Cell, Some(0)),
        element(Tag::Row, None),
        element(Tag::Cell, Some(7)),
        element(Tag::Cell, Some(0)),
    ];
    let texts = [
        "0.0.0 Judgement",
        "0.0.1 Grade",
        "Overall effectiveness",
        "Good",
    ];
    let doubt = "cells-without-row: 2 cells of tables stand in no row, such as `Overall \
                 effectiveness` (page 1)";
    check_doubts(&document, &texts, &[doubt]);
    // In a row, nothing is doubtful.
    document.elements[6].parent = Some(1);
    document.elements[7].parent = Some(0);
    let texts = [
        "0.0.0 Judgement",
        "0.0.1 Grade",
        "0.0.2 Overall effectiveness",
        "0.1.0 Good",
    ];
    check_doubts(&document, &texts, &[]);
}

#[test]
fn lines_in_a_column_without_a_row_are_doubted() {
    let rows = [
        "70 700 12 Judgement",
        "380 700 12 Grade",
        "70 680 12 Overall effectiveness",
        "380 680 12 Good",
    ];
    let texts = [
        "0.0.0 Judgement",
        "0.0.1 Grade",
        "0.1.0 Overall effectiveness",
        "0.1.1 Good",
    ];
    // Bold letters are no line more of a cell that is not bold.
    let lines = [&rows[..], &["380 667 12b in parts"]].concat();
    let with_line = [&texts[..], &["in parts"]].concat();
    let doubt =
        "cells-without-row: 1 cell of a table stands in no row, such as `in parts` (page 1)";
    check_doubts(&document(&[&lines]), &with_line, &[doubt]);
    // Text that begins where the first column does is not of the table.
    let lines = [&rows[..], &["70 667 12b The text"]].concat();
    let with_line = [&texts[..], &["The text"]].concat();
    check_doubts(&document(&[&lines]), &with_line, &[]);
}

#[test]
fn items_and_paragraphs_of_a_cell_stay_in_it() {
    check(
        &[&[
            "70 700 12 Who",
            "220 700 12 What they should do",
            "70 680 12 Ambleford Council",
            "220 680 12 Leaders should improve the plans that are made for",
            "220 666 12 children. This includes:",
            "238 652 12 • the plans for those who wait for longer than",
            "256 638 12 the law allows",
            "238 624 12 • the plans for all others.",
            "220 596 12 Leaders should also tell parents.",
            "70 576 12 Ambleford Board",
            "220 576 12 Leaders should listen.",
        ]],
        &[
            "0.0.0 Who",
            "0.0.1 What they should do",
            "0.1.0 Ambleford Council",
            "0.1.1 Leaders should improve the plans that are made for children. This includes:",
            "0.1.1 * • the plans for those who wait for longer than the law allows",
            "0.1.1 * • the plans for all others.",
            "0.2.1 Leaders should also tell parents.",
            "0.3.0 Ambleford Board",
            "0.3.1 Leaders should listen.",
        ],
    );
}

#[test]
fn a_cell_goes_on_at_the_head_of_the_next_page() {
    check(
        &[
            &[
                "70 120 12 Ambleford Council",
                "220 120 12 Leaders should ask what all children want, and should",
                "220 106 12 use their answers in the planning of",
            ],
            &[
                "220 700 12 SEND services that are of use to them all.",
                "70 680 12 Ambleford Board",
                "220 680 12 Leaders should listen.",
            ],
        ],
        &[
            "0.0.0 Ambleford Council",
            "0.0.1 Leaders should ask what all children want, and should use their answers in the \
             planning of SEND services that are of use to them all.",
            "1.1.0 Ambleford Board",
            "1.1.1 Leaders should listen.",
        ],
    );
}

#[test]
fn a_cell_may_begin_above_its_row() {
    check(
        &[&[
            "70 700 12 Overall effectiveness",
            "380 700 12 Good",
            "380 680 12 Requires improvement to",
            "70 666 12 The help that families have",
            "380 666 12 be good, as it was in the",
            "380 652 12 year before",
        ]],
        &[
            "0.0.0 Overall effectiveness",
            "0.0.1 Good",
            "0.1.0 The help that families have",
            "0.1.1 Requires improvement to be good, as it was in the year before",
        ],
    );
}

#[test]
fn rows_of_one_column_are_set_apart_by_their_border() {
    check(
        &[&[
            "70 700 12 Leaders should tell all of the parents in the county what is to come of",
            "70 686 12 the plans, and that they are now kept by everybody who has a part in it.",
            "70 671.5 12 Leaders should go on with what they have begun, so that all children have",
            "70 657.5 12 a place at a school.",
        ]],
        &[
            "Leaders should tell all of the parents in the county what is to come of the plans, and \
             that they are now kept by everybody who has a part in it.",
            "Leaders should go on with what they have begun, so that all children have a place at a \
             school.",
        ],
    );
}

#[test]
fn room_behind_a_sentence_ends_its_paragraph() {
    let lines = |end: &str| {
        vec![
            "70 700 12 Younger children are soon found homes in which they can stay for all of it.".to_owned(),
            "70 686 12 They live in them within a reasonable time, as the law of the land wants it,".to_owned(),
            format!("70 672 12 and they are asked what they think {end}"),
            "70 658 12 Experienced workers support all of the children for whom parents are sought.".to_owned(),
            "70 630 12 Short.".to_owned(),
            "70 602 12 Also short.".to_owned(),
            "70 574 12 It ends.".to_owned(),
        ]
    };
    let begins = |lines: &[String]| {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        told(&document(&[&lines]))[1].starts_with("Experienced")
    };
    assert!(begins(&lines("of them, and of that.")));
    assert!(!begins(&lines("of them and of all that they bring.")));
    assert!(!begins(&lines("of them, and of that,")));
}

#[test]
fn a_number_inside_a_sentence_is_no_label() {
    check(
        &[&[
            "70 700 12 7. Leaders are keen that all children for whom it is right find a home.",
            "98 686 12 In the past year more of them have done so. All in all, it was 52 in 2015–",
            "98 672 12 16.",
            "70 644 12 8. Some wait for longer.",
        ]],
        &[
            "* 7. Leaders are keen that all children for whom it is right find a home. In the past \
             year more of them have done so. All in all, it was 52 in 2015– 16.",
            "* 8. Some wait for longer.",
        ],
    );
}

#[test]
fn a_sentence_that_refers_back_goes_on_over_the_page() {
    let turned = |end: &str, next: &str| {
        let last = format!("70 80 12 {end}");
        let next = format!("70 700 12 {next}");
        let first = [
            "70 114 12 Children are asked what they think of the homes that they have come to live in.",
            last.as_str(),
        ];
        let first = [first[0].replace(" 114 ", " 94 "), first[1].to_owned()];
        let first: Vec<&str> = first.iter().map(String::as_str).collect();
        told(&document(&[
            &first,
            &[&next, "70 686 12 in all of the county."],
        ]))
        .len()
    };
    let full = "Most of them say that they are as good as any could be, and that they stay.";
    assert_eq!(
        turned(
            full,
            "However, few of them are asked again when they leave these homes"
        ),
        1
    );
    assert_eq!(
        turned(
            full,
            "Leaders know all that there is to know about each of these homes"
        ),
        2
    );
    // There was room for the word.
    let short = "Most of them say that they are good.";
    assert_eq!(
        turned(
            short,
            "However, few of them are asked again when they leave these homes"
        ),
        2
    );
}

#[test]
fn lines_of_a_cell_end_before_its_padding() {
    check(
        &[&[
            "70 700 12 Judgement",
            "320 700 12 Reason",
            "500 700 12 Grade",
            "70 686 12 The help that all of the parents",
            "320 686 12 Improvement is seen",
            "500 686 12 Good",
            "70 672 12 Receive",
            "320 672 12 Elsewhere",
            "70 658 12 Leaders",
            "320 658 12 Fine",
            "500 658 12 Good",
        ]],
        &[
            "0.0.0 Judgement",
            "0.0.1 Reason",
            "0.0.2 Grade",
            "0.1.0 The help that all of the parents Receive",
            "0.1.1 Improvement is seen Elsewhere",
            "0.1.2 Good",
            "0.2.0 Leaders",
            "0.2.1 Fine",
            "0.2.2 Good",
        ],
    );
}

#[test]
fn a_number_may_begin_the_second_line() {
    check(
        &[&[
            "70 700 12 Inspectors looked at what is done for those who leave care from 18 to",
            "70 686 12 25. They met some of them.",
            "70 658 12 They read what the council had written of all that it has done so far.",
        ]],
        &[
            "Inspectors looked at what is done for those who leave care from 18 to 25. They met \
             some of them.",
            "They read what the council had written of all that it has done so far.",
        ],
    );
}

#[test]
fn letters_far_from_their_items_are_labels() {
    check(
        &[&[
            "70 728 12 Look at the homes that were opened in the last of the years of the plan",
            "70 714 12 and at those that were closed before the plan was made by the council or",
            "70 700 12 where",
            "108 676 12 (i)",
            "144 676 12 children live alone",
            "108 652 12 (ii)",
            "144 652 12 children are ill.",
        ]],
        &[
            "Look at the homes that were opened in the last of the years of the plan and at those \
             that were closed before the plan was made by the council or where",
            "* (i) children live alone",
            "* (ii) children are ill.",
        ],
    );
}

#[test]
fn a_sentence_nearer_to_the_next_line_than_lines_are_is_a_paragraph() {
    let first = |next: &str| {
        let lines = [
            "70 700 12 A small number of the children have had many homes in the last of the years.".to_owned(),
            format!("70 {next} 12 While this was not in the hands of the council, it has an effect on all of"),
            "70 671 12 them, and on those who live with them and have been told of it by those who".to_owned(),
            "70 656 12 work there.".to_owned(),
        ];
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        told(&document(&[&lines])).len()
    };
    assert_eq!(first("685"), 1);
    assert_eq!(first("686"), 2);
}

#[test]
fn lines_of_notes_may_stand_further_apart_than_those_of_the_text() {
    check(
        &[&[
            "70 700 12 Children are seen within the timescales that the law",
            "380 704 7 1",
            "70 686 12 sets, and they are seen alone. Their records say what",
            "70 672 12 they think of it.",
            "70 105 7 1",
            "76 102 9 The timescales are those of the guidance, which was made for",
            "70 88 9 all of the county.",
        ]],
        &[
            "Children are seen within the timescales that the law sets, and they are seen alone. \
             Their records say what they think of it.",
            "^ 1 The timescales are those of the guidance, which was made for all of the county.",
        ],
    );
}

#[test]
fn a_note_may_lack_its_number() {
    let page = |mark: &'static str| {
        vec![
            "70 700 12 Children are seen within the timescales that the law",
            mark,
            "70 686 12 sets, and they are seen alone. Their records say what",
            "70 672 12 they think of it.",
            "70 102 9 The timescales are those of the guidance.",
        ]
    };
    let last = |page: Vec<&str>| told(&document(&[&page])).pop().unwrap();
    let note = "The timescales are those of the guidance.";
    assert_eq!(last(page("380 704 7 1")), format!("^ {note}"));
    assert_eq!(last(page("388 700 12 which")), note);
}

/// Counts the blocks of two pages, the first of which ends and the second of which begins with the
/// lines of an item.
fn blocks_of_item(foot: &[&str], head: &[&str]) -> usize {
    let lines = |texts: &[&str], x: usize, top: usize| -> Vec<String> {
        let lines = texts.iter().enumerate();
        let line = |(at, text): (usize, &&str)| match text.starts_with('•') {
            true => format!("70 {} 12 {text}", top - 14 * at),
            false => format!("{x} {} 12 {text}", top - 14 * at),
        };
        lines.map(line).collect()
    };
    count(&[lines(foot, 90, 114), lines(head, 90, 700)])
}

/// Counts the blocks of pages.
fn count(pages: &[Vec<String>]) -> usize {
    let pages: Vec<Vec<&str>> = pages
        .iter()
        .map(|page| page.iter().map(String::as_str).collect())
        .collect();
    let pages: Vec<&[&str]> = pages.iter().map(Vec::as_slice).collect();
    told(&document(&pages)).len()
}

#[test]
fn an_item_that_hangs_goes_on_over_the_page() {
    let head = [
        "Leaders know all that there is to know about each one of these homes",
        "in the county.",
    ];
    let item = [
        "• Children are asked what they think of the homes that they live in,",
        "and most of them say that they are as good as any of them could be.",
    ];
    assert_eq!(blocks_of_item(&item, &head), 1);
    // A line that had room for the next word ends its paragraph.
    let short = [item[0], "and most of them say that they are good."];
    assert_eq!(blocks_of_item(&short, &head), 2);
    // Nothing hangs.
    let text = [
        "Children are asked what they think of the homes they live",
        item[1],
    ];
    assert_eq!(blocks_of_item(&text, &head), 2);
    assert_eq!(blocks_of_item(&item, &["• Leaders know all of it."]), 2);
}

/// Counts the paragraphs of pages of which the first has a full line with a sentence and a space at its
/// foot; behind each of its paragraphs stands `end`.
fn blocks_of_filled_page(end: &str, foot: usize, head: &[&str]) -> usize {
    let mut first: Vec<String> = Vec::new();
    for paragraph in 0..6 {
        let top = 700 - 60 * paragraph;
        first.push(format!("70 {top} 12 Children are asked what they think of all of the homes that they have come "));
        first.push(format!("70 {} 12 to live in, and of all of those who live there and have been there for longer ", top - 14));
        first.push(format!("70 {} 12 than they.{end}", top - 28));
    }
    first.push(format!(
        "70 {} 12 Most of the children who were asked in the last year of the plan have said ",
        foot + 14
    ));
    first.push(format!(
        "70 {foot} 12 that the homes are as good as any could be, and that they want to stay. "
    ));
    let head = head.iter().enumerate();
    let head: Vec<String> = head
        .map(|(at, text)| format!("70 {} 12 {text}", 700 - 14 * at))
        .collect();
    // Text that stands at the foot of the page.
    let last = [
        "70 700 12 Some are asked what they think of the plans that are made for them, and of"
            .to_owned(),
        "70 74 12 Few.".to_owned(),
    ];
    count(&[first, head, last.to_vec()])
}

#[test]
fn a_page_that_is_filled_goes_on_where_lines_do() {
    let head = [
        "Leaders know all that there is to know about each one of these homes, and ",
        "tell.",
    ];
    let goes_on = blocks_of_filled_page("", 80, &head);
    // Spaces stand behind the ends of paragraphs too.
    assert_eq!(blocks_of_filled_page(" ", 80, &head), goes_on + 1);
    // There was room for two lines more.
    assert_eq!(blocks_of_filled_page("", 120, &head), goes_on + 1);
    // No line is left alone.
    let alone = ["Leaders know all that there is to know about each one of these homes, at once."];
    assert_eq!(blocks_of_filled_page("", 80, &alone), goes_on + 1);
}

#[test]
fn a_page_may_be_narrower_than_others() {
    let wide = "70 700 12 Inspectors looked at all that is done for children who live in one of the homes of the";
    let lines = |count: usize| -> Vec<String> {
        let line = |at: usize| {
            format!(
                "70 {} 12 Children who are asked say that they like the homes they live in, and",
                700 - 14 * at
            )
        };
        let mut lines: Vec<String> = (0..count).map(line).collect();
        let y = 700 - 14 * count;
        lines.push(format!(
            "70 {y} 12 that they want to stay there. All of their plans are made with them."
        ));
        lines
    };
    let blocks = |count: usize| {
        let page = lines(count);
        let page: Vec<&str> = page.iter().map(String::as_str).collect();
        let head = "70 700 12 However, few of them are asked again";
        told(&document(&[&[wide], &page, &[head]])).len()
    };
    // The few lines of a page do not tell where its text ends.
    assert_eq!(blocks(20), 1);
    assert_eq!(blocks(5), 2);
}

#[test]
fn text_that_is_drawn_over_a_line_is_no_part_of_it() {
    check(
        &[&[
            "70 700 12 The plans of the council say what is to be done for each one of the children",
            "70 686 12 and by whom, and",
            "172 686 12 they are kept.",
            "74 683 12 seen",
        ]],
        &[
            "The plans of the council say what is to be done for each one of the children and by \
             whom, and they are kept.",
            "seen",
        ],
    );
}
