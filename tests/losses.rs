//! Every loss is told: what a reader of a page sees and the index does not have, or not as it stands
//! there, is a doubt in the ledger beside the file.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::{TestEnvironment, items, pdf, text};

const HELVETICA: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
/// A font whose glyphs nothing says anything about.
const MUTE: &str = "<</Type/Font/Subtype/Type0/BaseFont/Mute/Encoding/Identity-H/DescendantFonts\
    [<</Type/Font/Subtype/CIDFontType2/BaseFont/Mute/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)\
    /Supplement 0>>/DW 500>>]>>";
const SOUND: [&str; 4] = [
    "Supervision is regular in most teams, and managers know their families well.",
    "Plans are reviewed in good time, and children take part in their meetings.",
    "Workers visit often, write things down with care, and say what they will do.",
    "Leaders listen to foster carers, and the training that they give is valued.",
];

/// Draws lines of text from above.
fn lines(lines: &[&str]) -> String {
    let shown =
        |(at, line): (usize, &&str)| format!("1 0 0 1 50 {} Tm ({line}) Tj ", 750 - 14 * at);
    let shown: String = lines.iter().enumerate().map(shown).collect();
    format!("BT /F 12 Tf {shown}ET ")
}

/// Writes a file of pages with these contents; `more` stands in the catalogue, and the objects from 6 on
/// are others, behind which the contents and pages follow.
fn file(contents: &[String], more: &str, others: &[&str]) -> Vec<u8> {
    let first = 6 + others.len();
    let page = |at: usize| first + 2 * at + 1;
    let kids: String = (0..contents.len())
        .map(|at| format!("{} 0 R ", page(at)))
        .collect();
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{more}>>"),
        format!("<</Type/Pages/Count {}/Kids[{kids}]>>", contents.len()),
        HELVETICA.to_owned(),
        MUTE.to_owned(),
        "null".to_owned(),
    ];
    objects.extend(others.iter().map(|object| (*object).to_owned()));
    for (at, contents) in contents.iter().enumerate() {
        objects.push(format!(
            "<</Length {}>>\nstream\n{contents}\nendstream",
            contents.len()
        ));
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {} 0 R\
             /Resources<</Font<</F 3 0 R/M 4 0 R>>>>>>",
            first + 2 * at
        ));
    }
    let objects: Vec<Vec<u8>> = objects.into_iter().map(String::into_bytes).collect();
    pdf(&objects)
}

/// Reads a file, and checks with what the doubts begin that the ledger has of it, beside that it has no tags
/// and is no report.
#[track_caller]
fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    let env = TestEnvironment::new();
    fs::create_dir_all(env.path("in")).unwrap();
    fs::write(env.path("in").join(name), bytes).unwrap();
    let summary = env.line("ingest in --format json").succeeds().json();
    let [file] = items(&summary["files"]) else {
        panic!("{summary}");
    };
    assert_eq!(file["status"], "indexed", "{summary}");
    let known = ["untagged", "kind-unknown", "authority-unknown"];
    let doubts = items(&file["warnings"]).iter();
    let doubts: Vec<String> = doubts
        .filter(|doubt| !known.contains(&text(&doubt["kind"])))
        .map(|doubt| format!("{}: {}", text(&doubt["kind"]), text(&doubt["message"])))
        .collect();
    let are_told = doubts
        .iter()
        .zip(expected)
        .all(|(doubt, told)| doubt.starts_with(told));
    assert!(are_told && doubts.len() == expected.len(), "{doubts:?}");
}

#[test]
fn nothing_is_doubted_where_nothing_is_lost() {
    check("a.pdf", &file(&[lines(&SOUND)], "", &[]), &[]);
}

#[test]
fn words_without_spaces() {
    let glued = [
        "Supervisionisregularinmostteams, andmanagersknowtheirfamilieswell.",
        "Plansarereviewedingoodtime, andchildrentakepartintheirmeetings.",
    ];
    let pages = [lines(&SOUND), lines(&glued)];
    check("a.pdf", &file(&pages, "", &[]), &["words-glued: "]);
}

#[test]
fn words_of_letters_apart() {
    let split = ["S u p e r v i s i o n i s r e g u l a r, a n d p l a n s a r e m a d e."];
    let pages = [lines(&SOUND), lines(&split)];
    check("a.pdf", &file(&pages, "", &[]), &["words-split: "]);
}

#[test]
fn text_outside_the_tree() {
    let tree = [
        "<</Type/StructTreeRoot/K 7 0 R>>",
        "<</Type/StructElem/S/P/P 6 0 R/Pg 9 0 R/K 0>>",
    ];
    let marked = format!("/P <</MCID 0>> BDC {} EMC ", lines(&SOUND));
    let stray = "BT /F 12 Tf 1 0 0 1 50 300 Tm (A remark that was stamped on it.) Tj ET";
    let bytes = file(&[marked + stray], "/StructTreeRoot 6 0 R", &tree);
    let doubt = "outside-tree: 1 piece of text stands outside the structure tree, such as \
                 `A remark that was stamped on it.`";
    check("a.pdf", &bytes, &[doubt]);
}

#[test]
fn cells_without_a_row() {
    let tree = [
        "<</Type/StructTreeRoot/K[7 0 R 8 0 R]>>",
        "<</Type/StructElem/S/P/P 6 0 R/Pg 11 0 R/K 0>>",
        "<</Type/StructElem/S/Table/P 6 0 R/K 9 0 R>>",
        "<</Type/StructElem/S/TD/P 8 0 R/Pg 11 0 R/K 1>>",
    ];
    let cell = "/TD <</MCID 1>> BDC BT /F 12 Tf 50 300 Td (Overall effectiveness) Tj ET EMC";
    let marked = format!("/P <</MCID 0>> BDC {} EMC {cell}", lines(&SOUND));
    let bytes = file(&[marked], "/StructTreeRoot 6 0 R", &tree);
    let doubt = "cells-without-row: 1 cell of a table stands in no row, such as \
                 `Overall effectiveness`";
    check("a.pdf", &bytes, &[doubt]);
}

#[test]
fn glyphs_that_stand_for_nothing_known() {
    let mute = "BT /M 12 Tf 50 300 Td <000100020003> Tj ET";
    let bytes = file(&[lines(&SOUND) + mute], "", &[]);
    let doubt =
        "unmapped-glyphs: 3 glyphs of the font Mute cannot be mapped to characters, on page 1";
    check("a.pdf", &bytes, &[doubt]);
}

#[test]
fn pages_that_are_not_there() {
    let pages = [lines(&SOUND), lines(&SOUND[..2])];
    let bytes = file(&pages, "", &[]);
    // The second page is nothing.
    let bytes = String::from_utf8(bytes).unwrap();
    let bytes = bytes.replace("9 0 R ]", "5 0 R ]").into_bytes();
    check("a.pdf", &bytes, &["incomplete: "]);
}

#[test]
fn text_that_is_struck_out_hidden_or_attached() {
    let page = "<h1>Visit</h1><p>Help is early.</p><p style='display:none'>Draft.</p>";
    let doubt = "left-out: hidden text is left out: “Draft.”";
    check("a.html", page.as_bytes(), &[doubt]);
    let message = "From: a@example.org\r\nSubject: Visit\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\nHelp is early.\r\n--B\r\n\
        Content-Disposition: attachment; filename=map.png\r\n\r\nPNG\r\n--B--\r\n";
    let doubt = "left-out: not read of what is attached: map.png";
    check("a.eml", message.as_bytes(), &[doubt]);
}
