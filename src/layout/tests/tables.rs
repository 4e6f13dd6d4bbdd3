//! Tables on pages without tags: their columns, rows and cells.

use super::{check, check_doubts, document};

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

/// ReportLab sets the labels of lists a width of its own apart.
#[test]
fn letters_far_from_their_text_are_no_column() {
    check(
        &[&[
            "78 700 10 Staff are trained, including:",
            "78 686 10 (a)",
            "138 686 10 the school nurse",
            "78 672 10 (b)",
            "138 672 10 a plan for the night and for the weekend, of which",
            "138 658 10 everybody has a copy",
            "78 644 10 (c)",
            "138 644 10 the chair of the conference",
        ]],
        &[
            "Staff are trained, including:",
            "* (a) the school nurse",
            "* (b) a plan for the night and for the weekend, of which everybody has a copy",
            "* (c) the chair of the conference",
        ],
    );
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
fn rows_whose_cells_are_centred() {
    // Rows stand no further apart than lines do: the middles of their cells tell.
    check(
        &[&[
            "70 700 11b Judgement",
            "390 700 11b Grade",
            "70 678 11 The experiences and progress of keepers who need",
            "390 667 11 Good",
            "70 656 11 oil",
            "390 634 11 Requires improvement to",
            "70 623 11 The experiences and progress of lamps",
            "390 612 11 be good",
            "70 590 11 Overall effectiveness",
            "390 590 11 Good",
            "70 560 11 Keepers in Ambleford have all the oil that they need, and lamps are lit in time.",
        ]],
        &[
            "0.0.0 Judgement",
            "0.0.1 Grade",
            "0.1.0 The experiences and progress of keepers who need oil",
            "0.1.1 Good",
            "0.2.0 The experiences and progress of lamps",
            "0.2.1 Requires improvement to be good",
            "0.3.0 Overall effectiveness",
            "0.3.1 Good",
            "Keepers in Ambleford have all the oil that they need, and lamps are lit in time.",
        ],
    );
}

#[test]
fn a_head_alone_is_set_apart() {
    check(
        &[&[
            "70 704 10 Judgement",
            "350 704 10 Grade",
            "70 687 10 The impact of leaders on the work of all keepers",
            "350 687 10 Good",
            "70 675 10 with oil and lamps",
            "70 663 10 The experiences and progress of lamps on towers",
            "350 663 10 Requires improvement to be",
            "350 651 10 good",
            "70 639 10 The experiences and progress of ships in the bay",
            "350 639 10 Outstanding",
            "70 627 10 Overall effectiveness",
            "350 627 10 Good",
        ]],
        &[
            "0.0.0 Judgement",
            "0.0.1 Grade",
            "0.1.0 The impact of leaders on the work of all keepers with oil and lamps",
            "0.1.1 Good",
            "0.2.0 The experiences and progress of lamps on towers",
            "0.2.1 Requires improvement to be good",
            "0.3.0 The experiences and progress of ships in the bay",
            "0.3.1 Outstanding",
            "0.4.0 Overall effectiveness",
            "0.4.1 Good",
        ],
    );
}

#[test]
fn cells_at_the_top_of_their_rows_are_not_centred() {
    // The middle of the last three lines on the left is that of the second grade.
    check(
        &[&[
            "70 698 12 Judgement",
            "300 698 12 Grade",
            "70 684 12 The impact of leaders on the work",
            "300 684 12 Good",
            "70 670 12 with oil and lamps",
            "70 656 12 The progress of all of the lamps",
            "300 656 12 Good",
            "70 642 12 on the towers",
            "70 628 12 Overall effectiveness",
            "300 628 12 Good",
        ]],
        &[
            "0.0.0 Judgement",
            "0.0.1 Grade",
            "0.1.0 The impact of leaders on the work with oil and lamps",
            "0.1.1 Good",
            "0.2.0 The progress of all of the lamps on the towers",
            "0.2.1 Good",
            "0.3.0 Overall effectiveness",
            "0.3.1 Good",
        ],
    );
}

/// Where first lines are set in, in cells too, the second line of a cell was taken for text below the table.
#[test]
fn first_lines_of_cells_may_be_set_in() {
    check(
        &[&[
            "82 700 10 Judgement",
            "302 700 10 Grade",
            "82 686 10 The experiences of children",
            "302 686 10 Requires improvement to be",
            "70 674 10 in care",
            "290 674 10 good",
            "82 660 10 Overall effectiveness",
            "302 660 10 Requires improvement to be",
            "290 648 10 good",
            "70 620 10 Help is early in all of the county, and those who are helped are asked.",
        ]],
        &[
            "0.0.0 Judgement",
            "0.0.1 Grade",
            "0.1.0 The experiences of children in care",
            "0.1.1 Requires improvement to be good",
            "0.2.0 Overall effectiveness",
            "0.2.1 Requires improvement to be good",
            "Help is early in all of the county, and those who are helped are asked.",
        ],
    );
}

#[test]
fn centred_rows_may_begin_above_their_first_cell() {
    check(
        &[&[
            "206 720 10 30 December",
            "70 706 10 Inspection dates",
            "206 706 10 2019 to 3 January",
            "206 692 10 2020",
            "206 670 10 Requires",
            "70 663 10 Overall effectiveness",
            "206 656 10 improvement",
            "70 634 10 Leadership",
            "206 634 10 Good",
        ]],
        &[
            "0.0.0 Inspection dates",
            "0.0.1 30 December 2019 to 3 January 2020",
            "0.1.0 Overall effectiveness",
            "0.1.1 Requires improvement",
            "0.2.0 Leadership",
            "0.2.1 Good",
        ],
    );
}

/// A row at the foot of a page took its like of another table on the next page in.
#[test]
fn tables_of_two_pages_stay_apart() {
    check(
        &[
            &[
                "70 100 12 Year",
                "200 100 12 Caseload",
                "70 80 12 2022",
                "200 80 12 19",
            ],
            &[
                "70 700 12 There is no drift in the work of the court team, and no child waits for a plan.",
                "70 660 12 Year",
                "200 660 12 Caseload",
                "70 640 12 2022",
                "200 640 12 17",
            ],
        ],
        &[
            "0.0.0 Year",
            "0.0.1 Caseload",
            "0.1.0 2022",
            "0.1.1 19",
            "There is no drift in the work of the court team, and no child waits for a plan.",
            "1.0.0 Year",
            "1.0.1 Caseload",
            "1.1.0 2022",
            "1.1.1 17",
        ],
    );
}

#[test]
fn a_centred_cell_goes_on_behind_a_comma() {
    check(
        &[&[
            "260 707 12 Care Quality",
            "70 700 12 Ofsted",
            "260 693 12 Commission",
            "70 670 12 Sian Ap-Rhys, Ofsted",
            "260 670 12 Clement Oakhurst,",
            "70 656 12 HMI, lead inspector",
            "260 656 12 CQC lead inspector",
        ]],
        &[
            "0.0.0 Ofsted",
            "0.0.1 Care Quality Commission",
            "0.1.0 Sian Ap-Rhys, Ofsted HMI, lead inspector",
            "0.1.1 Clement Oakhurst, CQC lead inspector",
        ],
    );
}

#[test]
fn a_cell_goes_on_behind_a_comma() {
    check(
        &[&[
            "70 700 12 Ofsted",
            "260 700 12 Care Quality Commission",
            "70 684 12 Sian Ap-Rhys, Ofsted",
            "260 684 12 Clement Oakhurst,",
            "70 670 12 HMI, lead inspector",
            "260 670 12 CQC lead inspector",
        ]],
        &[
            "0.0.0 Ofsted",
            "0.0.1 Care Quality Commission",
            "0.1.0 Sian Ap-Rhys, Ofsted HMI, lead inspector",
            "0.1.1 Clement Oakhurst, CQC lead inspector",
        ],
    );
}

/// Where a cell fills its column, the gap behind it is no wider than one between words may be.
#[test]
fn cells_that_are_centred_show_where_columns_begin() {
    check(
        &[&[
            "123 720 10 The experiences of children",
            "70 713 10 Good",
            "123 706 10 in care",
            "123 688 10 The impact of leaders",
            "70 681 10 Good",
            "123 674 10 and managers",
            "70 656 10 Outstandi",
            "123 656 10 Overall effectiveness",
        ]],
        &[
            "0.0.0 Good",
            "0.0.1 The experiences of children in care",
            "0.1.0 Good",
            "0.1.1 The impact of leaders and managers",
            "0.2.0 Outstandi",
            "0.2.1 Overall effectiveness",
        ],
    );
}

/// The rest of a cell was taken for the beginning of that below it, where its middle lay at the height of another.
#[test]
fn rows_at_the_top_are_not_taken_for_centred_ones() {
    check(
        &[&[
            "70 714 12 The impact of leaders on social work",
            "380 714 12 Good",
            "70 700 12 practice with children and families",
            "70 686 12 The experiences and progress of children",
            "380 686 12 Requires improvement",
            "380 672 12 to be good",
            "70 658 12 Overall effectiveness",
            "380 658 12 Requires improvement",
            "380 644 12 to be good",
        ]],
        &[
            "0.0.0 The impact of leaders on social work practice with children and families",
            "0.0.1 Good",
            "0.1.0 The experiences and progress of children",
            "0.1.1 Requires improvement to be good",
            "0.2.0 Overall effectiveness",
            "0.2.1 Requires improvement to be good",
        ],
    );
}
