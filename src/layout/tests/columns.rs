//! Text in columns, two pages on one sheet, numbers of lines.

use super::super::blocks;
use super::{check, check_doubts, document, told};

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
fn columns_stand_around_a_table_and_below_a_title() {
    check(
        &[&[
            "70 740 16b Inspection of the lighthouses of Ambleford and its islands",
            "70 700 10 Judgement",
            "200 700 10 Grade",
            "310 700 10 nights. Keepers are asked what it is, and are",
            "70 688 10 The lamps",
            "200 688 10 Good",
            "310 688 10 heard.",
            "70 676 10 The stairs",
            "200 676 10 Outstanding",
            "310 670 10 Stairs are swept twice in each week, but",
            "70 650 10 Lamps are lit in time, and they are seen by",
            "310 658 10 nobody writes down by whom it was done.",
            "70 638 10 the ships that come from the west at night.",
            "310 640 10 2. The rails are painted in the spring of",
            "70 620 10 1. Oil is kept where it is dry, and there is",
            "310 628 10 each year.",
            "70 608 10 enough for all of the long",
        ]],
        &[
            "# Inspection of the lighthouses of Ambleford and its islands",
            "0.0.0 Judgement",
            "0.0.1 Grade",
            "0.1.0 The lamps",
            "0.1.1 Good",
            "0.2.0 The stairs",
            "0.2.1 Outstanding",
            "Lamps are lit in time, and they are seen by the ships that come from the west at night.",
            "* 1. Oil is kept where it is dry, and there is enough for all of the long \
             nights. Keepers are asked what it is, and are heard.",
            "Stairs are swept twice in each week, but nobody writes down by whom it was done.",
            "* 2. The rails are painted in the spring of each year.",
        ],
    );
}

/// A line that is set from edge to edge was parted where a gap between its words lay above that of columns.
#[test]
fn words_that_are_spread_over_their_line_are_one() {
    check(
        &[&[
            "70 740 16b Inspection",
            "162 740 16b of",
            "190 740 16b Ynys",
            "234 740 16b Fawr",
            "278 740 16b local",
            "330 740 16b authority",
            "70 700 10 Lamps are lit in time, and they are so",
            "280 700 10 nights. Keepers are asked what it is,",
            "70 688 10 for the ships that come from the west.",
            "280 688 10 and heard.",
            "280 670 10 The rails are all of them painted",
            "70 664 10 Oil is kept where it is dry, and there",
            "280 658 10 in the spring, and nobody asked them.",
            "70 652 10 is enough for all of the long and dark",
        ]],
        &[
            "# Inspection of Ynys Fawr local authority",
            "Lamps are lit in time, and they are so for the ships that come from the west.",
            "Oil is kept where it is dry, and there is enough for all of the long and dark nights. \
             Keepers are asked what it is, and heard.",
            "The rails are all of them painted in the spring, and nobody asked them.",
        ],
    );
    check(
        &[&[
            "70 700 10 • Oil is kept where it is dry.",
            "70 682 10 • The",
            "109 682 10 rails",
            "148 682 10 are",
            "177 682 10 all",
            "206 682 10 painted",
            "80 670 10 in the spring, and nobody asks.",
        ]],
        &[
            "* • Oil is kept where it is dry.",
            "* • The rails are all painted in the spring, and nobody asks.",
        ],
    );
}

#[test]
fn two_pages_on_one_sheet() {
    let page = |x: u32, first: u32| {
        (first..first + 10).map(move |number| {
            let y = 350 - 10 * (number - first) - x / 100;
            format!("{x} {y} 8 {number}. The keeper of tower {number} lights the lamp in time.")
        })
    };
    // What stands on the right goes on from what stands on the left.
    let mut sheet: Vec<String> = page(40, 1).chain(page(440, 11)).collect();
    sheet.push("40 240 8 The lamps of all of the towers in the bay".to_owned());
    sheet.push("440 370 8 are lit.".to_owned());
    let sheet: Vec<&str> = sheet.iter().map(String::as_str).collect();
    let mut document = document(&[&[], &sheet]);
    for page in &mut document.pages {
        (page.width, page.height) = (800.0, 400.0);
    }
    let item =
        |number| format!("* {number}. The keeper of tower {number} lights the lamp in time.");
    let mut expected: Vec<String> = (1..=20).map(item).collect();
    let open = "The lamps of all of the towers in the bay are lit.";
    expected.insert(10, open.to_owned());
    assert_eq!(told(&document), expected);
    let blocks = blocks(&document).value;
    assert!(blocks.iter().all(|block| block.page == 2));
}

/// The lines of a paragraph.
const LAMPS: [&str; 10] = [
    "Lamps are lit in time, and they are seen from",
    "the ships that come from the west. The oil is",
    "kept where it is dry, and there is enough for",
    "the long nights of the winter. Stairs are swept",
    "twice in each week, but nobody writes down by",
    "whom it was done. The rails are painted in the",
    "spring of each year, and they are dry when the",
    "first visitors come. Keepers are asked what it",
    "is that they need, and they are heard. Much is",
    "done for them.",
];

#[test]
fn numbers_of_lines_are_left_out() {
    let lines: Vec<String> = (0..)
        .zip(LAMPS)
        .flat_map(|(line, text)| {
            let y = 700 - 14 * line;
            [
                format!("70 {y} 12 {text}"),
                format!("50 {y} 6 {}", line + 1),
            ]
        })
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let doubt = "left-out: numbers in the margin are read as those of lines, and left out (page 1)";
    check_doubts(&document(&[&lines]), &[&LAMPS.join(" ")], &[doubt]);
}

#[test]
fn numbers_of_every_fifth_line_are_left_out() {
    let numbered = |step: usize, from: i32| -> Vec<String> {
        let text = [LAMPS, LAMPS].concat();
        let lines = (1..).zip(text).flat_map(|(line, text)| {
            let y = from - 14 * line as i32;
            let number = (line % step == 0 || line == 1).then(|| format!("50 {y} 6 {line}"));
            number.into_iter().chain([format!("70 {y} 12 {text}")])
        });
        lines.collect()
    };
    let once = LAMPS.join(" ");
    let doubt = "left-out: numbers in the margin are read as those of lines, and left out (page 1)";
    let lines = numbered(5, 700);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    check_doubts(&document(&[&lines]), &[&once, &once], &[doubt]);
    // Numbers that count something else: eight lines lie between two.
    let lines: Vec<String> = numbered(8, 700)
        .into_iter()
        .map(|line| match line.as_str() {
            "50 588 6 8" => "50 588 6 5".to_owned(),
            "50 476 6 16" => "50 476 6 10".to_owned(),
            _ => line,
        })
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let told = told(&document(&[&lines])).join(" ");
    assert!(told.contains("10"), "{told}");
}

#[test]
fn numbers_of_rows_are_text() {
    let lines: Vec<String> = (1..=12)
        .flat_map(|row| {
            let y = 700 - 14 * row;
            [format!("70 {y} 12 Tower {row}"), format!("50 {y} 6 {row}")]
        })
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let told = told(&document(&[&lines]));
    assert!(told[0].contains('1'), "{told:?}");
}

/// The heading of one column stands beside text of the other on a baseline of its own, nearer than its own
/// size would have it.
#[test]
fn a_large_heading_in_a_narrow_column_is_beside_the_text_of_the_other() {
    let left = [
        "1. Lamps are lit in time, and they are seen by the",
        "ships that come from the west at night. Keepers",
        "are asked what it is that keeps them awake, and",
        "they are heard.",
        "2. Stairs are swept twice in each week, but nobody",
        "writes down by whom it was done.",
    ];
    let right = [
        "3. Oil is kept where it is dry, and there is enough",
        "for all of the long nights. It is bought in the",
        "spring, when it is cheap.",
    ];
    let mut lines: Vec<String> = (0..)
        .zip(left)
        .map(|(at, text)| format!("40 {} 10 {text}", 700 - 12 * at))
        .collect();
    lines.insert(2, "298 687 16b The stores of oil: good".to_owned());
    lines.extend(
        (0..)
            .zip(right)
            .map(|(at, text)| format!("298 {} 10 {text}", 664 - 12 * at)),
    );
    lines.extend([
        "298 628 10 4. The rails are painted in the spring of each".to_owned(),
        "298 616 10 year.".to_owned(),
    ]);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    check(
        &[&lines],
        &[
            "* 1. Lamps are lit in time, and they are seen by the ships that come from the west at night. \
             Keepers are asked what it is that keeps them awake, and they are heard.",
            "* 2. Stairs are swept twice in each week, but nobody writes down by whom it was done.",
            "# The stores of oil: good",
            "* 3. Oil is kept where it is dry, and there is enough for all of the long nights. It is bought \
             in the spring, when it is cheap.",
            "* 4. The rails are painted in the spring of each year.",
        ],
    );
}

/// A note beside the text stood in the middle of a sentence.
#[test]
fn what_stands_beside_the_text_is_in_none_of_its_sentences() {
    let full =
        "Children are asked what they think of all of the homes that they have come to live in";
    let mut lines: Vec<String> = Vec::new();
    for line in 0..6 {
        lines.push(format!("70 {} 12 {full}, and", 740 - 14 * line));
    }
    for (line, text) in [
        "most of them say that they are as good as any",
        "could be. They stay with those whom they know",
        "well. They say that it helps.",
    ]
    .iter()
    .enumerate()
    {
        lines.push(format!("70 {} 12 {text}", 656 - 14 * line));
    }
    lines.push("420 651 8 Since 2022 the number of homes".to_owned());
    lines.push("420 641 8 has doubled.".to_owned());
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let told = told(&document(&[&lines]));
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].ends_with(
            "could be. They stay with those whom they know well. They say that it helps."
        )
    );
    assert_eq!(told[1], "Since 2022 the number of homes has doubled.");
}

/// What stands beside the text parted a list from what introduces it at the head of the next page.
#[test]
fn what_stands_beside_the_text_stands_before_a_paragraph_of_its_page() {
    let mut lines: Vec<String> = Vec::new();
    for number in 1..7 {
        let y = 760 - 28 * number;
        lines.push(format!(
            "70 {y} 12 {number}. Children are asked what they think of the homes that they have come to live in"
        ));
        lines.push(format!("90 {} 12 and in which they stay.", y - 14));
    }
    lines.push("420 716 8 Since 2022 the number has doubled.".to_owned());
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let told = told(&document(&[&lines, &["90 740 12 • the school nurse"]]));
    assert_eq!(told[0], "Since 2022 the number has doubled.", "{told:?}");
    assert_eq!(told.len(), 8);
}
