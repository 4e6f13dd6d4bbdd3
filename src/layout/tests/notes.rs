//! Notes at the foot of pages without tags.

use super::{check, document, told};

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

/// Where findings are numbered without a full stop, the first was taken for the note of a heading.
#[test]
fn a_number_that_others_follow_is_no_note() {
    let mut lines = vec![
        "70 700 14 What needs to improve".to_owned(),
        "225 704 8 1".to_owned(),
    ];
    for number in 1..8 {
        let y = 400 - 40 * number;
        lines.push(format!(
            "70 {y} 12 {number} Families get the right help early, and they are heard"
        ));
        lines.push(format!("90 {} 12 by those who plan for them.", y - 14));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let told = told(&document(&[&lines]));
    assert!(told.iter().all(|block| !block.starts_with('^')), "{told:?}");
}

/// Browsers print notes behind the text, with links that lead back.
#[test]
fn what_leads_back_to_the_text_is_a_note() {
    check(
        &[&[
            "70 700 12 Help is early, and those who are helped are asked.",
            "70 500 8 1. The figures are those of March. ↩",
            "70 488 8 2. The hub is where agencies share what they know. ↩",
        ]],
        &[
            "Help is early, and those who are helped are asked.",
            "^ 1. The figures are those of March. ↩",
            "^ 2. The hub is where agencies share what they know. ↩",
        ],
    );
}

/// Notes set as large as the text were taken for findings where those are numbered at the same edge.
#[test]
fn a_raised_number_is_that_of_a_note() {
    let mut lines: Vec<String> = Vec::new();
    for number in 1..8 {
        let y = 760 - 40 * number;
        lines.push(format!(
            "70 {y} 12 {number} Families get the right help early, and they are heard"
        ));
        lines.push(format!("90 {} 12 by those who plan for them.", y - 14));
    }
    lines.push("252 470 7 1".to_owned());
    lines.push("70 104 7 1".to_owned());
    lines.push("75 100 12 The figures are those of March.".to_owned());
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let told = told(&document(&[&lines]));
    assert_eq!(told.last().unwrap(), "^ 1 The figures are those of March.");
    assert!(told[0].starts_with("1 Families"), "{told:?}");
}

/// TeX sets first lines of notes in and leaves no room between notes.
#[test]
fn the_next_raised_number_begins_a_note_below_a_full_line() {
    let told = told(&document(&[&[
        "70 700 12 Help is early, and those who are helped are asked.",
        "370 704 7 3",
        "70 686 12 Plans are late.",
        "162 690 7 4",
        "80 120 5 3",
        "83 117 8 Working together is told in chapter three of the figures of March, and the",
        "70 107 8 hub is where they share what they know, as told in the figures for the county.",
        "80 100 5 4",
        "83 97 8 This is told in the return of the county, which counts each of the children",
        "70 87 8 once for each plan.",
    ]]));
    let ends = [
        "asked. Plans are late.",
        "for the county.",
        "once for each plan.",
    ];
    let are_parted = told.iter().zip(ends).all(|(text, end)| text.ends_with(end));
    assert!(told.len() == ends.len() && are_parted, "{told:?}");
}

/// LibreOffice sets a note that finds no room below the page that refers to it at the foot of the next.
#[test]
fn a_note_at_the_foot_of_the_page_behind_its_number() {
    check(
        &[
            &[
                "70 700 12 Help is early, and those who are helped are asked.",
                "370 704 7 4",
            ],
            &[
                "70 700 12 Plans are late.",
                "72 104 7 4",
                "80 100 12 This is told in the return of the county, which counts each of the",
                "72 86 12 children once for each plan.",
            ],
        ],
        &[
            "Help is early, and those who are helped are asked.",
            "Plans are late.",
            "^ 4 This is told in the return of the county, which counts each of the children once for each plan.",
        ],
    );
}
