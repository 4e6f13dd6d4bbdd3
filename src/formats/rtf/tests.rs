//! Tests of Rich Text Format.

use super::*;
use crate::layout::TableCell;

fn read(text: &str) -> Warned<Vec<Block>> {
    let text = format!("{{\\rtf1\\ansi\\ansicpg1252{text}}}");
    blocks(text.as_bytes(), &Budget::default()).unwrap()
}

fn check(text: &str, expected: &[(Role, &str)]) -> Vec<Block> {
    let blocks = read(text).value;
    let found: Vec<_> = blocks.iter().map(|b| (b.role, b.text.as_str())).collect();
    assert_eq!(found, expected, "{text}");
    blocks
}

/// pandoc writes bullets as letters, and tells how far each is set in.
#[test]
fn bullets_written_by_hand_are_set_in_below_others() {
    let item = |left: u32, text: &str| format!("{{\\pard\\li{left}\\fi-360 {text}\\par}}");
    let text = [
        "{\\fonttbl{\\f0 Arial;}}".to_owned(),
        item(360, "\\bullet \\tab They know, including:"),
        item(720, "\\endash \\tab one"),
        item(720, "\\endash \\tab two"),
        item(360, "\\bullet \\tab They act."),
    ]
    .concat();
    let blocks = read(&text).value;
    let places: Vec<f32> = blocks.iter().map(|block| block.setting.x).collect();
    assert_eq!(places, [0.0, 10.0, 10.0, 0.0]);
}

#[test]
fn headings_lists_and_notes() {
    let item = |level: u32, label: &str, text: &str| {
        format!("{{\\listtext\\pard {label}\\tab}}\\pard\\ls1\\ilvl{level} {text}\\par ")
    };
    let text = [
        "{\\fonttbl{\\f0 Arial;}}{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}}",
        "{\\*\\generator x;}{\\info{\\title no}}{\\header no}",
        "\\pard\\s1 Visit\\par ",
        &item(
            0,
            "1.",
            "It was{\\super\\chftn}{\\footnote \\pard{\\super\\chftn} Twice.}.",
        ),
        &item(
            0,
            "2.",
            "They know{\\super 2}{\\footnote \\pard {\\super 2} 12 of them.} that:",
        ),
        &item(1, "a)", "one"),
        &item(1, "b)", "two"),
        &item(0, "3.", "Three"),
        &item(0, "\\'b7", "point"),
        "\\pard Plain",
    ]
    .concat();
    let blocks = check(
        &text,
        &[
            (Role::Heading(1), "Visit"),
            (Role::ListItem, "1. It was."),
            (Role::Note, "1 Twice."),
            (Role::ListItem, "2. They know that:"),
            (Role::Note, "2 12 of them."),
            (Role::ListItem, "a) one"),
            (Role::ListItem, "b) two"),
            (Role::ListItem, "3. Three"),
            (Role::ListItem, "• point"),
            (Role::Paragraph, "Plain"),
        ],
    );
    assert_eq!(blocks[1].notes, [1]);
    assert!(blocks[5].setting.x > blocks[3].setting.x);
}

#[test]
fn items_without_a_printed_label_are_counted() {
    let lists = "{\\*\\listtable{\\list{\\listlevel\\levelnfc0\\levelstartat5{\\leveltext\\'02\\'00.;}\
        {\\levelnumbers\\'01;}}{\\listlevel\\levelnfc4\\levelstartat1{\\leveltext\\'02\\'01);}\
        {\\levelnumbers\\'01;}}{\\listname ;}\\listid1}{\\list{\\listlevel\\levelnfc23{\\leveltext\\'01\\u8226 ;}\
        {\\levelnumbers;}}\\listid2}}{\\*\\listoverridetable{\\listoverride\\listid1\\listoverridecount0\\ls1}\
        {\\listoverride\\listid2\\ls2}{\\listoverride\\listid1\\listoverridecount1\
        {\\lfolevel\\listoverridestartat\\levelstartat9}\\ls3}}";
    let item = |list: u32, level: u32, text: &str| {
        format!("{{\\listtext\\pard\\tab}}\\pard\\ls{list}\\ilvl{level} {text}\\par ")
    };
    let text = [
        lists.to_owned(),
        item(1, 0, "They know that:"),
        item(1, 1, "one"),
        "\\pard\\ls1\\ilvl0 Six\\par ".to_owned(),
        item(2, 0, "point"),
        item(3, 0, "Nine"),
        item(9, 0, "none"),
        "{\\pntext \\'b7\\tab}\\pard\\b Plans\\b0\\par {\\pntext \\'b7\\tab}\\pard{\\*\\pn\\pnlvlblt}help\\par "
            .to_owned(),
        "{\\pntext \\'b7\\tab}more\\par".to_owned(),
    ]
    .concat();
    check(
        &text,
        &[
            (Role::ListItem, "5. They know that:"),
            (Role::ListItem, "a) one"),
            (Role::ListItem, "6. Six"),
            (Role::ListItem, "• point"),
            (Role::ListItem, "9. Nine"),
            (Role::Paragraph, "none"),
            (Role::Paragraph, "Plans"),
            (Role::ListItem, "• help"),
            (Role::ListItem, "• more"),
        ],
    );
}

#[test]
fn letters() {
    let text =
        "caf\\'e9\\u8217?s \\uc2\\u8211??\\uc1 \\u-10179?\\u-8704? {\\b b}\\~self\\_harm\\line on";
    check(text, &[(Role::Paragraph, "café’s –😀 b self‑harm on")]);
    check(
        "caf\u{e9}\u{2019}s \\'96",
        &[(Role::Paragraph, "caf\u{e9}\u{2019}s \u{2013}")],
    );
    let read = read("It is {\\strike not }{\\v very }so{\\deleted n}.");
    assert_eq!(read.value[0].text, "It is so.");
    let message = &read.warnings[0].message;
    assert!(
        message.contains("“not very”") && message.contains("“n”"),
        "{message}"
    );
}

#[test]
fn tables() {
    let row = |first: &str, second: &str| {
        format!("\\trowd\\pard\\intbl {first}\\cell {second}\\cell\\row ")
    };
    let text = format!(
        "Before\\par {}{}\\pard After\\par",
        row("a", "b"),
        row("", "c")
    );
    let blocks = check(
        &text,
        &[
            (Role::Paragraph, "Before"),
            (Role::Paragraph, "a"),
            (Role::Paragraph, "b"),
            (Role::Paragraph, "c"),
            (Role::Paragraph, "After"),
        ],
    );
    let cell = TableCell {
        table: 0,
        row: 1,
        column: 1,
    };
    assert_eq!(blocks[3].cell, Some(cell));
    assert_eq!(blocks[4].cell, None);
}

#[test]
fn letters_of_symbol_fonts_are_signs() {
    let fonts = "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\froman\\fcharset2{\\*\\panose 05}Symbol{\\*\\falt Arial};}\
        {\\f2\\fcharset0 Symbol;}{\\f3\\fcharset2 Wingdings;}}";
    let text =
        "\\pard At {\\f1\\'b3\\u-3933?}{\\f2\\u61619\\'3f a}{\\f3 \\'fc\\f0 a}\\f1 a\\plain a\\par";
    check(
        &format!("{fonts}{text}"),
        &[(Role::Paragraph, "At ≥≤≥ a✓aαa")],
    );
}

#[test]
fn what_was_chosen_in_forms_is_text() {
    let field = |kind: &str, form: &str, result: &str| {
        format!(
            "{{\\field{{\\*\\fldinst {{ {kind} {{\\*\\formfield{{{form}}}}}}}}}{{\\fldrslt {{{result}}}}}}}"
        )
    };
    let entries = "{\\*\\ffname Grade}{\\*\\ffl Poor}{\\*\\ffl G\\'f6od}";
    let list = |chosen: &str| {
        field(
            "FORMDROPDOWN",
            &format!("\\fftype2{chosen}{entries}"),
            "old",
        )
    };
    let grades = list("\\ffres1") + ", " + &list("\\ffres25\\ffdefres1") + ", " + &list("");
    check(
        &format!("Grade: {grades}."),
        &[(Role::Paragraph, "Grade: Göod, Göod, Poor.")],
    );
    let tick = |ticked: &str| field("FORMCHECKBOX", &format!("\\fftype1{ticked}"), "");
    let ticks = tick("\\ffres1") + &tick("\\ffres25\\ffdefres1") + &tick("\\ffres0\\ffdefres1");
    check(&ticks, &[(Role::Paragraph, "☒☒☐")]);
    let text = field("FORMTEXT", "\\fftype0", "written") + "{\\field{\\fldrslt on}}";
    check(&text, &[(Role::Paragraph, "writtenon")]);
}

#[test]
fn equations_are_told_of() {
    let equation = "{\\mmath {\\*\\moMath {\\mf {\\mnum {\\mr 7}}{\\mden {\\mr 12}}}}{\\mmathPict{\\pict 00}}}";
    let read = read(&format!("In {equation} cases."));
    assert_eq!(read.value[0].text, "In cases.");
    let message = &read.warnings[0].message;
    assert_eq!(message, "unread text is left out: “an equation”");
    let object = |maker: &str| {
        format!("a{{\\object{{\\*\\objclass {maker}}}{{\\*\\objdata 00}}{{\\result b}}}}")
    };
    assert_eq!(self::read(&object("Equation.3")).warnings.len(), 1);
    assert_eq!(self::read(&object("Excel.Sheet.8")).warnings.len(), 0);
}

#[test]
fn damage_never_panics() {
    let whole = "{\\rtf1{\\footnote a{\\*\\x b}}\\'e9\\u-3?{\\listtext 1.}\\ls1 x\\cell\\row\\par}";
    for at in 5..whole.len() {
        let _ = blocks(&whole.as_bytes()[..at], &Budget::default());
    }
    let deep = format!("{{\\rtf1 {}", "{".repeat(10_000));
    assert!(blocks(deep.as_bytes(), &Budget::default()).is_err());
    assert_eq!(
        blocks(b"x", &Budget::default()).unwrap_err(),
        FormatError::NoRtf
    );
}
