//! Running heads and feet, words across pages, text in other directions.

use super::{check, document, told};

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

/// A page of one paragraph between a head, a foot and a word drawn across it.
fn furnished(page: usize) -> Vec<String> {
    let section = ["Summary", "Findings", "Findings", "Annex", "Annex"][page];
    let text = WORDS[page];
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
    let expected = WORDS.map(|page| {
        format!("The text of page {page} begins on this line and goes on in the next, which is the last of {page}.")
    });
    assert_eq!(told_of_pages(furnished), expected);
}

/// Words that tell pages apart: what differs in figures alone recurs.
const WORDS: [&str; 5] = ["one", "two", "three", "four", "five"];

/// Reads pages whose lines a function lists, by their number.
fn told_of_pages(lines: impl Fn(usize) -> Vec<String>) -> Vec<String> {
    let pages: Vec<Vec<String>> = (0..5).map(lines).collect();
    let lines: Vec<Vec<&str>> = pages
        .iter()
        .map(|page| page.iter().map(String::as_str).collect())
        .collect();
    let lines: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
    told(&document(&lines))
}

/// A running head that named its chapter gave its area and grade to the findings below it.
#[test]
fn heads_of_one_line_or_two_name_their_chapters() {
    let chapters: [&[&str]; 5] = [
        &["Children in care"],
        &["Children who need help", "and protection"],
        &["Children who need help", "and protection"],
        &["Care leavers"],
        &["The impact of leaders", "on social work"],
    ];
    let page = |number: usize| {
        let chapter = chapters[number];
        // One line stands where the middle of two does.
        let top = 770.0 + 6.0 * (chapter.len() - 1) as f32;
        let mut lines: Vec<String> = (0..)
            .zip(chapter)
            .map(|(line, text)| format!("200 {} 10 {text}", top - 12.0 * line as f32))
            .collect();
        let text = WORDS[number];
        lines.push(format!(
            "70 700 12 The text of page {text} begins on this line and goes on"
        ));
        lines.push(format!(
            "70 686 12 in the next, which is the last of {text}."
        ));
        lines
    };
    let expected = WORDS.map(|page| {
        format!("The text of page {page} begins on this line and goes on in the next, which is the last of {page}.")
    });
    assert_eq!(told_of_pages(page), expected);
    // What stands above the number of one page is no part of it.
    let told = told_of_pages(|number| {
        let mut lines = page(number)[page(number).len() - 2..].to_vec();
        lines.push(format!("300 40 10 {}", number + 1));
        lines.extend((number == 0).then(|| "70 56 10 It was a joint inspection.".to_owned()));
        lines
    });
    assert!(
        told.contains(&"It was a joint inspection.".to_owned()),
        "{told:?}"
    );
    // Where they are set as headings are, they are headings.
    let told = told_of_pages(|number| {
        let lines = page(number).into_iter();
        lines
            .map(|line| line.replacen(" 10 ", " 16b ", 1))
            .collect()
    });
    assert_eq!(told.len(), 10, "{told:?}");
}

#[test]
fn a_word_drawn_behind_lines_is_no_part_of_them() {
    let told = told_of_pages(|page| {
        vec![
            "150 690 60 DRAFT".to_owned(),
            format!(
                "70 700 12 The text of page {} begins on this line and goes on",
                WORDS[page]
            ),
            format!(
                "70 686 12 in the next, which is the last of {}.",
                WORDS[page]
            ),
        ]
    });
    let expected = WORDS.map(|page| {
        format!("The text of page {page} begins on this line and goes on in the next, which is the last of {page}.")
    });
    assert_eq!(told, expected);
}

#[test]
fn a_title_is_no_running_head_though_later_feet_repeat_it() {
    let told = told_of_pages(|page| {
        let name = match page {
            0 => "70 785 20 Inspection of Ambleford",
            _ => "70 40 9 Inspection of Ambleford",
        };
        vec![
            format!(
                "70 700 12 The text of page {} begins on this line and goes on",
                WORDS[page]
            ),
            format!(
                "70 686 12 in the next, which is the last of {}.",
                WORDS[page]
            ),
            name.to_owned(),
        ]
    });
    assert!(
        told.contains(&"Inspection of Ambleford".to_owned()),
        "{told:?}"
    );
    assert_eq!(told.len(), 6, "{told:?}");
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

/// Lines that are far apart end at one height on most pages.
#[test]
fn the_last_lines_of_pages_of_double_spacing_are_text() {
    let words = ["lamps", "stairs", "rails", "stores", "boats", "books"];
    let pages: Vec<Vec<String>> = words
        .iter()
        .map(|word| {
            let line = |at: i32| {
                format!(
                    "70 {} 12 The {word} are seen by the keepers of tower {at}.",
                    740 - 27 * at
                )
            };
            (0..24).map(line).collect()
        })
        .collect();
    let pages: Vec<Vec<&str>> = pages
        .iter()
        .map(|page| page.iter().map(String::as_str).collect())
        .collect();
    let pages: Vec<&[&str]> = pages.iter().map(Vec::as_slice).collect();
    let told = told(&document(&pages)).join(" ");
    assert_eq!(told.matches("of tower 23.").count(), words.len());
    assert_eq!(told.matches("of tower 0.").count(), words.len());
}

/// Books have the title of the chapter beside the number of the page, and none where one begins.
#[test]
fn what_stands_beside_the_number_of_a_page_is_no_text() {
    let keepers = ["Ann", "Bea", "Cyn", "Dee", "Eve", "Fay"];
    let pages: Vec<Vec<String>> = (1..=6)
        .map(|number| {
            let mut lines: Vec<String> = (0..10)
                .map(|at| {
                    format!(
                        "70 {} 12 What {} sees, {at} writes down.",
                        690 - 40 * at,
                        keepers[number - 1]
                    )
                })
                .collect();
            if number % 2 == 0 {
                lines.push(format!(
                    "70 712 12 The lamps of {}",
                    ["old", "now", "late"][number / 2 - 1]
                ));
                lines.push(format!("520 712 12 {number}"));
            }
            lines
        })
        .collect();
    let pages: Vec<Vec<&str>> = pages
        .iter()
        .map(|page| page.iter().map(String::as_str).collect())
        .collect();
    let pages: Vec<&[&str]> = pages.iter().map(Vec::as_slice).collect();
    let told = told(&document(&pages)).join(" ");
    assert!(!told.contains("The lamps of"), "{told}");
    assert_eq!(told.matches("writes down.").count(), 60);
}

/// The foot of a document of one page was read as a paragraph.
#[test]
fn the_number_of_a_page_with_the_name_of_the_report_is_no_text() {
    check(
        &[&[
            "70 700 12 Help is early, and those who are helped are asked.",
            "70 40 9 1 | Inspection report",
        ]],
        &["Help is early, and those who are helped are asked."],
    );
}

/// In a document of two pages the name of the chapter above the second began the chapter there.
#[test]
fn a_head_that_names_a_chapter_of_its_page_is_no_text() {
    check(
        &[&[
            "400 770 8 What needs to improve",
            "70 700 12 Help is early in all of the county, and those who are helped are asked.",
            "70 660 16b What needs to improve",
            "70 630 12 Plans are to be made with those for whom they are made, and in good time.",
        ]],
        &[
            "Help is early in all of the county, and those who are helped are asked.",
            "# What needs to improve",
            "Plans are to be made with those for whom they are made, and in good time.",
        ],
    );
    // Lines break a long name in its heading, and not in the head.
    check(
        &[&[
            "360 770 8 The experiences of care leavers: outstanding",
            "70 700 12 Help is early in all of the county, and those who are helped are asked.",
            "70 660 16b The experiences of",
            "70 640 16b care leavers: outstanding",
            "70 610 12 Plans are to be made with those for whom they are made, and in good time.",
        ]],
        &[
            "Help is early in all of the county, and those who are helped are asked.",
            "# The experiences of care leavers: outstanding",
            "Plans are to be made with those for whom they are made, and in good time.",
        ],
    );
}

/// Where margins are narrow, items of lists stand in them: those of the same words on two pages were lost.
#[test]
fn items_of_the_same_words_are_no_running_heads() {
    let page = |text: &str, foot: u32| {
        vec![
            format!("70 400 12 {text} these are asked:"),
            format!("90 {foot} 12 • the school nurse"),
        ]
    };
    let pages = [page("Early,", 60), page("Later,", 40)];
    let lines: Vec<Vec<&str>> = pages
        .iter()
        .map(|page| page.iter().map(String::as_str).collect())
        .collect();
    let lines: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
    check(
        &lines,
        &[
            "Early, these are asked:",
            "* • the school nurse",
            "Later, these are asked:",
            "* • the school nurse",
        ],
    );
}
