//! Lines of pages without tags that make paragraphs and items.

use super::{check, document, told};

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
             year more of them have done so. All in all, it was 52 in 2015–16.",
            "* 8. Some wait for longer.",
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
fn hyphens_of_compounds() {
    check(
        &[&[
            // The gap behind the hyphen is narrower than that between words.
            "70 700 12 Plans are made by the multi-",
            "239.9 700 12 agency team,",
            "70 686 12 and out−of−hours teams know 16− and 17−year−olds at −5 degrees.",
        ]],
        &[
            "Plans are made by the multi-agency team, and out-of-hours teams know 16- and 17-year-olds \
             at −5 degrees.",
        ],
    );
}

#[test]
fn a_number_may_be_too_wide_for_its_full_stop() {
    check(
        &[&[
            "70 700 12 9.",
            "86 700 12 Lamps are lit in time.",
            "70 676 12 10",
            "86 676 12 Stairs are swept twice in each of all the weeks",
            "70 662 12 .",
            "86 662 12 of the year.",
        ]],
        &[
            "* 9. Lamps are lit in time.",
            "10 Stairs are swept twice in each of all the weeks of the year.",
        ],
    );
}

#[test]
fn a_sentence_may_be_set_far_from_the_one_before() {
    check(
        &[&[
            "70 700 12 Lamps are lit.",
            "190 700 12 Stairs are swept twice in each of all the",
            "70 686 12 weeks of the year, and the rails are painted in spring.",
        ]],
        &[
            "Lamps are lit. Stairs are swept twice in each of all the weeks of the year, and the rails \
             are painted in spring.",
        ],
    );
}

#[test]
fn lines_of_an_item_hang_wherever_they_are_rounded_to() {
    check(
        &[&[
            "70 700 12 1. Keepers have their oil in a can that they helped to design, and like.",
            "90 685 12 They know whom to ask if they do not understand something in it, and they",
            "90 669.2 12 are heard.",
        ]],
        &[
            "* 1. Keepers have their oil in a can that they helped to design, and like. They know whom \
             to ask if they do not understand something in it, and they are heard.",
        ],
    );
}

#[test]
fn sentences_drawn_side_by_side_are_two() {
    // Some programs draw each sentence where the last one ends, and no space.
    check(
        &[&[
            "70 700 12 Help is early.",
            "160 700 12 Three hubs are new.",
            "70 660 12 It is in gov.",
            "148 660 12 uk and in gov.",
            "232 660 12 UK.",
        ]],
        &["Help is early. Three hubs are new. It is in gov.uk and in gov.UK."],
    );
}

/// A program that kerns draws the two digits apart.
#[test]
fn a_small_number_before_a_paragraph_is_no_mark() {
    check(
        &[&[
            "50 700 8 1",
            "54 700 8 1",
            "80 700 12 Oversight of the lamps is careful, and each of",
            "80 686 12 them is seen once a week.",
        ]],
        &["11 Oversight of the lamps is careful, and each of them is seen once a week."],
    );
}

/// The first line of each paragraph is set in, and the last of the one before is full.
#[test]
fn numbers_that_are_set_in_begin_paragraphs_behind_the_rest_of_one() {
    check(
        &[&[
            "70 700 12 of the tower and of the lamp, which they clean every week.",
            "87 686 12 2. Stairs are swept twice in each week, but nobody writes",
            "70 672 12 down by whom it was done, nor in which of the two towers.",
            "87 658 12 3. The rails are painted in the spring.",
        ]],
        &[
            "of the tower and of the lamp, which they clean every week.",
            "* 2. Stairs are swept twice in each week, but nobody writes down by whom it was done, nor in \
             which of the two towers.",
            "* 3. The rails are painted in the spring.",
        ],
    );
}

/// What two lines state begins with its name.
#[test]
fn lines_that_state_something_are_paragraphs() {
    check(
        &[&[
            "70 700 12 Inspection dates: 7 to 18 October 2024",
            "70 686 12 Lead inspector: Ottoline Farrow",
            "70 660 12 Lamps are lit in time, and they are seen",
            "70 646 12 by the ships.",
        ]],
        &[
            "Inspection dates: 7 to 18 October 2024",
            "Lead inspector: Ottoline Farrow",
            "Lamps are lit in time, and they are seen by the ships.",
        ],
    );
}

/// A sentence that fills a line, with one line below it, was a finding of its own where a little more space
/// stood before the next number.
#[test]
fn an_item_of_two_lines_is_no_closer_than_the_next() {
    check(
        &[&[
            "70 700 10 1. Families get the right help early. Three family hubs are open each day of the week to all of them.",
            "70 687 10 Family workers write down what each child hopes for.",
            "70 672 10 2. Thresholds are understood. Decisions are made within a day, and the reasons that are given are clear.",
            "70 659 10 Parents who read them would see why they were made.",
        ]],
        &[
            "* 1. Families get the right help early. Three family hubs are open each day of the week to all of them. \
             Family workers write down what each child hopes for.",
            "* 2. Thresholds are understood. Decisions are made within a day, and the reasons that are given are clear. \
             Parents who read them would see why they were made.",
        ],
    );
}

/// Findings set narrower than the summary were cut where a sentence filled its line.
#[test]
fn paragraphs_may_be_narrower_than_the_text() {
    let (mut lines, mut expected) = (Vec::new(), Vec::new());
    let mut y = 780;
    let mut add = |line: String| {
        lines.push(format!(
            "{} {y} 10 {}",
            if line.starts_with("S") { 70 } else { 90 },
            line
        ));
        y -= 13;
    };
    add("Senior leaders know their services well, and the plans that they have made for the coming year are".to_owned());
    add("Seen by all who work for them.".to_owned());
    for number in 1..13 {
        let text = [
            format!("{number}. Children are seen on their own, and"),
            "their wishes are heard by those who".to_owned(),
            "plan for them, and work with them.".to_owned(),
            "Reviews take place in time.".to_owned(),
        ];
        expected.push(format!("* {}", text.join(" ")));
        text.into_iter().for_each(&mut add);
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let told = told(&document(&[&lines]));
    assert_eq!(told[told.len() - 12..], expected);
}

/// Where most findings are of one line, the distance between them was taken for that of lines: what stood behind
/// a full line was glued to it.
#[test]
fn paragraphs_of_one_line_do_not_tell_how_far_lines_stand_apart() {
    let mut lines = Vec::new();
    let mut y = 780;
    for number in 1..20 {
        let end = if number % 3 == 0 { "," } else { "." };
        lines.push(format!("70 {y} 10 {number}. The findings of this chapter are short, and take one line alone{end}"));
        if number % 3 == 0 {
            lines.push(format!(
                "85 {} 10 but this one goes on, and has a second line of words.",
                y - 13
            ));
            y -= 13;
        }
        y -= 22;
    }
    lines.push(format!("70 {y} 10 20. This is the last of all, and what it says takes all of the line up to its end."));
    lines.push(format!("80 {} 10 “They ring me back on the same day, and they do so whatever I ask for,” one said.", y - 22));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let told = told(&document(&[&lines]));
    assert_eq!(told.len(), 21, "{told:?}");
}

#[test]
fn spans_that_a_line_breaks_have_no_space() {
    check(
        &[&[
            "70 700 12 Demand rose by a third in the course of the year 2021–",
            "70 686 12 2022, and again – as was seen – in the one behind it.",
        ]],
        &[
            "Demand rose by a third in the course of the year 2021–2022, and again – as was seen – in the one behind it.",
        ],
    );
}

/// Items with letters set below each other were read as one.
#[test]
fn letters_that_count_on_begin_items() {
    check(
        &[&[
            "70 700 12 1. Strategy meetings are held in good time by all of those",
            "90 686 12 who must be there, and they include:",
            "90 672 12 (a) the school nurse and the health visitor, who know of",
            "90 658 12 each child",
            "90 644 12 (b) the police",
            "90 630 12 (c) a manager who knows the case and those who work at it",
        ]],
        &[
            "* 1. Strategy meetings are held in good time by all of those who must be there, and they include:",
            "* (a) the school nurse and the health visitor, who know of each child",
            "* (b) the police",
            "* (c) a manager who knows the case and those who work at it",
        ],
    );
    check(
        &[&[
            "70 700 12 (16) Families are helped early, and they are asked what they think.",
            "70 679 12 (17) Plans are made with those for whom they are made, and are short.",
            "70 658 12 (18) Visits are made as they were planned, and children are seen alone.",
            "70 637 12 That is as it should be.",
        ]],
        &[
            "* (16) Families are helped early, and they are asked what they think.",
            "* (17) Plans are made with those for whom they are made, and are short.",
            "* (18) Visits are made as they were planned, and children are seen alone. That is as it should be.",
        ],
    );
}

/// Where first lines are set in instead of paragraphs apart, a short sentence below another of one line was taken
/// for more of it.
#[test]
fn first_lines_that_are_set_in_part_paragraphs_of_one_line() {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in 0..9 {
        let top = 740 - 42 * paragraph;
        lines.push(format!(
            "90 {top} 12 Families are helped early, and they are asked what they think of it all, by"
        ));
        lines.push(format!(
            "70 {} 12 those who help them and by others who were there before them and who will",
            top - 14
        ));
        lines.push(format!("70 {} 12 be there for them.", top - 28));
    }
    lines.push(
        "90 362 12 Meetings are held in good time by all of those who are asked to be there."
            .to_owned(),
    );
    lines.push("90 348 12 Date: March 2024".to_owned());
    lines.push(
        "90 334 12 by inspectors of the schools of the county and of all of its islands".to_owned(),
    );
    lines.push("90 320 12 Yours sincerely".to_owned());
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let told = told(&document(&[&lines]));
    assert_eq!(told.len(), 13, "{told:?}");
    assert_eq!(told.last().unwrap(), "Yours sincerely");
}

#[test]
fn captions_begin_below_sentences() {
    check(
        &[&[
            "70 700 12 One young person said: ‘I know that I was moved, and I do not know why.’",
            "70 685 12 Table 1: Children for each social worker",
        ]],
        &[
            "One young person said: ‘I know that I was moved, and I do not know why.’",
            "Table 1: Children for each social worker",
        ],
    );
    // Paragraphs begin below captions, numbered or not.
    let spaced: Vec<String> = (0..4)
        .flat_map(|paragraph| {
            let top = 700 - 48 * paragraph;
            [
                format!("70 {top} 12 Help is early in all of the county, and those who are helped early are asked"),
                format!("70 {} 12 what they think.", top - 14),
            ]
        })
        .chain([
            "70 480 12 Figure 1: Children in care by age".to_owned(),
            "70 464 12 There is no drift, and no child in the county waits for a plan in any of its".to_owned(),
            "70 450 12 teams.".to_owned(),
        ])
        .collect();
    let spaced: Vec<&str> = spaced.iter().map(String::as_str).collect();
    let told = told(&document(&[&spaced]));
    assert_eq!(told[4], "Figure 1: Children in care by age");
    check(
        &[&[
            "70 700 12 Figure 1: Children in care by age",
            "70 685 12 (11) There is no drift, and no child in the county waits for a plan.",
        ]],
        &[
            "Figure 1: Children in care by age",
            "* (11) There is no drift, and no child in the county waits for a plan.",
        ],
    );
}

#[test]
fn lines_of_a_heading_may_be_centred() {
    check(
        &[&[
            "100 740 20b Inspection of Bournehaven and Poole-",
            "240 716 20b le-Sands",
            "70 680 12 Help is early in all of the county, and those who are helped are asked.",
            "70 666 12 They say that it helps.",
        ]],
        &[
            "# Inspection of Bournehaven and Poole-le-Sands",
            "Help is early in all of the county, and those who are helped are asked. They say that it helps.",
        ],
    );
}

/// Before a capital A a space may be drawn narrower than the gap that parts words.
#[test]
fn a_space_that_is_drawn_is_one() {
    let runs = "70 700 12 I do not know why.’\n184 700 12  \n186 700 12 At once.";
    let lines: Vec<&str> = runs.split('\n').collect();
    let mut document = document(&[&lines]);
    for run in &mut document.runs {
        run.word_gap = 3.0;
    }
    document.runs[1].x_end = 186.0;
    assert_eq!(told(&document), ["I do not know why.’ At once."]);
}

/// Browsers round where lines stand: a sentence of one line was taken for a paragraph where the next line stood nearer.
#[test]
fn a_line_that_was_rounded_is_no_paragraph_where_space_tells_them_apart() {
    let lines: Vec<String> = (0..4)
        .flat_map(|paragraph| {
            let top = 700.0 - 64.0 * paragraph as f32;
            let last = if paragraph % 2 == 0 { 27.8 } else { 27.0 };
            [
                format!("70 {top} 12 He said that he was moved, and he does not know why it was done so."),
                format!("70 {} 12 Homes are warm, and those who live in them are asked what they think", top - 13.5),
                format!("70 {} 12 of them.", top - last),
            ]
        })
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(told(&document(&[&lines])).len(), 4);
}

#[test]
fn a_letter_far_before_its_text_again_and_again_is_a_bullet() {
    check(
        &[&[
            "70 740 12 o fewn y sir, where no one asks what that letter is.",
            "70 700 12 These are asked:",
            "90 686 12 o",
            "108 686 12 the school nurse",
            "90 672 12 o",
            "108 672 12 the police",
        ]],
        &[
            "o fewn y sir, where no one asks what that letter is.",
            "These are asked:",
            "* ◦ the school nurse",
            "* ◦ the police",
        ],
    );
}

#[test]
fn hardly_a_gap_may_stand_behind_a_label() {
    let mut document = document(&[&["70 700 12 (a)", "89 700 12 records that are kept"]]);
    for run in &mut document.runs {
        run.word_gap = 3.0;
    }
    assert_eq!(told(&document), ["* (a) records that are kept"]);
}

#[test]
fn a_number_without_a_full_stop_counts_on_below_a_sentence() {
    check(
        &[&[
            "70 700 12 11 Work begins early; nobody is moved from home to home by those who plan it.",
            "70 686 12 12 Families get help when they ask for it, and they are asked what they think",
            "90 672 12 of it.",
        ]],
        &[
            "11 Work begins early; nobody is moved from home to home by those who plan it.",
            "12 Families get help when they ask for it, and they are asked what they think of it.",
        ],
    );
}

/// First lines of findings are set in, between the bullets of a list above them and its text.
#[test]
fn numbers_in_brackets_below_the_last_item_of_a_list() {
    check(
        &[&[
            "90 700 10 (12) Leaders are known to staff in all parts of the county, and they are asked what is",
            "72 686 10 still to be done, including:",
            "84 672 10 •",
            "108 672 10 the school nurse",
            "84 658 10 •",
            "108 658 10 a plan for the night and for the weekend, of which everybody who may be called",
            "108 644 10 has a copy",
            "90 630 10 (13) Plans are late.",
            "90 616 10 (14) Visits are few.",
        ]],
        &[
            "* (12) Leaders are known to staff in all parts of the county, and they are asked what is still to be done, including:",
            "* • the school nurse",
            "* • a plan for the night and for the weekend, of which everybody who may be called has a copy",
            "* (13) Plans are late.",
            "* (14) Visits are few.",
        ],
    );
}
