//! Pages with tags.

use crate::pdf::{Element, Tag};

use super::{check_doubts, document, told};

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
fn a_label_may_be_a_letter_that_is_drawn_for_a_bullet() {
    let mut document = document(&[&["90 700 12 !1 o", "108 700 12 !2 the school nurse"]]);
    document.elements = vec![
        element(Tag::ListItem, None),
        element(Tag::Label, Some(0)),
        element(Tag::ListBody, Some(0)),
    ];
    assert_eq!(told(&document), ["* ◦ the school nurse"]);
}

/// Typst tags the mark of a note in the text of an item as a label.
#[test]
fn marks_of_notes_are_no_labels_of_items() {
    let mut document = document(&[&[
        "70 700 12 !2 1.",
        "90 700 12 !3 Help is early.",
        "174 704 7 !4 1",
        "180 700 12 !3  Plans are clear.",
    ]]);
    document.elements = vec![
        element(Tag::List, None),
        element(Tag::ListItem, Some(0)),
        element(Tag::Label, Some(1)),
        element(Tag::ListBody, Some(1)),
        element(Tag::Label, Some(3)),
    ];
    assert_eq!(told(&document), ["* 1. Help is early. Plans are clear."]);
    // It may be a glyph that is raised by itself.
    document.runs[2].size = 12.0;
    document.runs[2].y = 700.0;
    assert_eq!(told(&document), ["* 1. Help is early. Plans are clear."]);
}

#[test]
fn letters_inside_of_an_item_begin_items() {
    let mut document = document(&[&[
        "70 700 12 !1 1.",
        "90 700 12 !2 These are asked:",
        "100 680 12 !3 (a) the school nurse",
        "100 660 12 !4 (b) the police",
    ]]);
    document.elements = vec![
        element(Tag::ListItem, None),
        element(Tag::Label, Some(0)),
        element(Tag::ListBody, Some(0)),
        element(Tag::Paragraph, Some(2)),
        element(Tag::Paragraph, Some(2)),
    ];
    assert_eq!(
        told(&document),
        [
            "* 1. These are asked:",
            "* (a) the school nurse",
            "* (b) the police"
        ]
    );
}

/// Browsers tag what stands in an item as they tag paragraphs, or not at all.
#[test]
fn letters_inside_of_an_item_of_a_browser_begin_items() {
    let mut document = document(&[&[
        "70 700 12 !1 1. ",
        "90 700 12 !2 These are asked:",
        "100 680 12 !4 (",
        "106 680 12 !4 a",
        "112 680 12 !4 ) the school nurse",
        "100 660 12 !6 (b) the police",
    ]]);
    document.elements = vec![
        element(Tag::ListItem, None),
        element(Tag::Label, Some(0)),
        element(Tag::Other, Some(0)),
        element(Tag::Paragraph, Some(0)),
        element(Tag::Other, Some(3)),
        element(Tag::Paragraph, Some(0)),
        element(Tag::Other, Some(5)),
    ];
    assert_eq!(
        told(&document),
        [
            "* 1. These are asked:",
            "* (a) the school nurse",
            "* (b) the police"
        ]
    );
}

/// Browsers tag all notes behind a text as one.
#[test]
fn notes_of_one_element_are_parted_where_they_lead_back() {
    let mut document = document(&[&[
        "70 700 8 !0 1. The figures are those of March.",
        "240 700 8 !0 ↩",
        "70 688 8 !0 2. The hub is where agencies share",
        "70 676 8 !0 what they know.",
        "150 676 8 !0 ↩",
    ]]);
    for tag in [Tag::Note, Tag::List] {
        document.elements = vec![element(tag, None)];
        assert_eq!(
            told(&document),
            [
                "^ 1. The figures are those of March. ↩",
                "^ 2. The hub is where agencies share what they know. ↩"
            ]
        );
    }
}

/// Behind the turn of a column they stand above those before them.
#[test]
fn notes_and_letters_of_one_element_go_on_in_the_next_column() {
    let mut notes = document(&[&[
        "70 100 8 !0 1. The figures are those of March.",
        "230 100 8 !0 ↩",
        "320 700 8 !0 2. The hub is where agencies share.",
    ]]);
    notes.elements = vec![element(Tag::Note, None)];
    assert_eq!(
        told(&notes),
        [
            "^ 1. The figures are those of March. ↩",
            "^ 2. The hub is where agencies share."
        ]
    );
    let mut letters = document(&[&[
        "70 100 12 !1 These are asked:",
        "320 700 12 !2 (a) the school nurse",
    ]]);
    letters.elements = vec![
        element(Tag::ListItem, None),
        element(Tag::ListBody, Some(0)),
        element(Tag::Paragraph, Some(1)),
    ];
    assert_eq!(
        told(&letters),
        ["* These are asked:", "* (a) the school nurse"]
    );
}

/// Lines set at twice the distance were taken for paragraphs of their own.
#[test]
fn lines_of_one_element_may_be_set_wide() {
    let mut wide = document(&[&[
        "70 700 12 !0 Help is early in all of the county, and those who are",
        "70 675 12 !0 helped are asked what they think of it.",
        "70 640 12 !1 Plans are clear, and they are made with those for whom",
        "70 615 12 !1 they are made.",
    ]]);
    wide.elements = vec![element(Tag::Paragraph, None), element(Tag::Paragraph, None)];
    assert_eq!(told(&wide).len(), 2);
    // An empty line among lines that are set close parts them.
    let mut close = document(&[&[
        "70 700 12 !0 Help is early in all of the county, and those who are",
        "70 686 12 !0 helped are asked what they think of it.",
        "70 658 12 !0 Plans are clear, and they are made with those for whom",
        "70 644 12 !0 they are made.",
    ]]);
    close.elements = vec![element(Tag::Paragraph, None)];
    assert_eq!(told(&close).len(), 2);
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
fn lines_in_no_block_are_paragraphs_by_their_place() {
    let mut document = document(&[&[
        "70 700 17 !1 Inspection of Ambleford",
        "70 680 12 !1 This is an invented report about an authority that is",
        "70 666 12 !1 not there.",
        "70 652 12 !1 Inspection dates: 7 to 18 October 2024",
        "70 638 12 !2 A block.",
        "70 624 12 !1 It goes on in lines of the group, which are one",
        "70 610 12 !1 paragraph.",
    ]]);
    document.elements = vec![
        element(Tag::Other, None),
        element(Tag::Other, Some(0)),
        element(Tag::Paragraph, Some(1)),
    ];
    assert_eq!(
        told(&document),
        [
            "Inspection of Ambleford",
            "This is an invented report about an authority that is not there.",
            "Inspection dates: 7 to 18 October 2024",
            "A block.",
            "It goes on in lines of the group, which are one paragraph.",
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

/// ConTeXt tags no paragraph unless it is told to; the words stand in the group itself, marks of notes in spans
/// between them.
#[test]
fn marks_between_words_of_a_group_are_of_their_text() {
    let mut document = document(&[&[
        "70 700 12 !2 Plans are late for some of the children in the town.",
        "382 704 7 !4 1",
        "392 700 12 !2 Staff know of it",
        "70 686 12 !2 and visit often.",
    ]]);
    document.elements = vec![
        element(Tag::Other, None),
        element(Tag::Other, Some(0)),
        element(Tag::Other, Some(1)),
        element(Tag::Inline, Some(2)),
        element(Tag::Inline, Some(3)),
    ];
    let whole =
        "Plans are late for some of the children in the town. Staff know of it and visit often.";
    assert_eq!(told(&document), [whole]);
}
