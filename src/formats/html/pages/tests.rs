//! Tests of web pages that draw pages.

use super::*;
use crate::formats::html::tree;

fn read(body: &str) -> Option<Vec<String>> {
    let text = format!(
        "<html><head><title>Pages</title><style>.a{{font-size:18px;line-height:24px}} \
         .b {{ font-size: 30px; }}</style></head><body>{body}</body></html>"
    );
    let page = tree::parse(&text, &Budget::default()).unwrap();
    let read = blocks(&page, &Budget::default())?;
    let told = read.value.iter().map(|block| match block.cell {
        Some(cell) => format!("{}.{} {}", cell.row, cell.column, block.text),
        None => format!("{} {}", block.page, block.text),
    });
    let warnings = read.warnings.iter().map(|warning| warning.message.clone());
    Some(told.chain(warnings).collect())
}

/// pdftohtml describes a font on the first page that has it, by a class of that page.
#[test]
fn classes_of_earlier_pages() {
    let line = |page: u32, at: u32, text: &str| {
        format!(
            "<p class='ft{page}0' style='position:absolute;top:{}px;left:90px'>{text}</p>",
            100 + at * 30
        )
    };
    let lines = [
        "Lamps are lit in time, and they are seen by the",
        "ships that come from the west at night.",
    ];
    let text = |page| {
        (0..)
            .zip(lines)
            .map(|(at, text)| line(page, at, text))
            .collect::<String>()
    };
    let open = "<div style='position:relative;width:892px;height:1262px'>";
    let head = "<style>.ft10{font-size:27px;line-height:30px}</style>";
    let heads =
        [1, 2].map(|page| line(page, 5, "Keepers are asked what it is that they see there."));
    let pages = format!(
        "{head}{open}{}{}</div>{open}{}{}</div>",
        text(1),
        heads[0],
        text(2),
        heads[1]
    );
    let read = read(&pages).unwrap();
    let whole = lines.join(" ");
    let same = "Keepers are asked what it is that they see there.";
    assert_eq!(
        read,
        [
            format!("1 {whole}"),
            format!("1 {same}"),
            format!("2 {whole}"),
            format!("2 {same}")
        ]
    );
}

/// Lines `class top left text`.
fn page(lines: &[&str]) -> String {
    let lines = lines.iter().map(|line| {
        let mut parts = line.splitn(4, ' ');
        let mut next = || parts.next().unwrap();
        let (class, top, left) = (next(), next(), next());
        format!(
            "<p class='{class}' style='position:absolute;top:{top}px;left:{left}px'>{}</p>\n",
            next()
        )
    });
    let lines: String = lines.collect();
    format!("<div style='position:relative;width:892px;height:1262px;'>\n{lines}</div>\n")
}

#[test]
fn lines_are_those_of_pages() {
    let first = page(&[
        "b 100 90 Inspection&#160;of&#160;Ambleford",
        "a 160 90 Judgement",
        "a 160 450 Grade",
        "a 190 90 Overall effectiveness",
        "a 190 450 Good",
        "a 260 90 <b>What was found</b>",
        "a 300 90 1.",
        "a 300 110 Families are seen early in all of the places, and all that was seen<br/>is told to them",
    ]);
    let second = page(&["a 100 110 by those whom they know. It is well done."]);
    let outline = "<a name='outline'></a><h1>Contents</h1>";
    let expected = [
        "1 Inspection of Ambleford",
        "0.0 Judgement",
        "0.1 Grade",
        "1.0 Overall effectiveness",
        "1.1 Good",
        "1 What was found",
        "1 1. Families are seen early in all of the places, and all that was seen is told to them \
         by those whom they know. It is well done.",
        "text that stands on none of its pages is left out: “Contents”",
    ];
    assert_eq!(read(&(first + &second + outline)).unwrap(), expected);
}

#[test]
fn places_are_rounded() {
    assert_eq!(
        evened(&[700.0, 686.0, 671.3, 640.0, 627.0], 14.0),
        [700.0, 686.0, 672.0, 640.7, 626.7]
    );
    assert_eq!(
        common_pitch(&[vec![700.0, 686.0, 672.2], vec![700.0]]),
        Some(14.0)
    );
    assert_eq!(common_pitch(&[vec![700.0]]), None);
    let lines = page(&[
        "a 100 90 Families are seen early in all of the places, and all that is seen.",
        "a 124 90 What is told to them is written down in words that they would use.",
        "a 149 90 Workers know them well.",
        "a 200 90 One",
        "a 300 90 Two",
    ]);
    let first = &read(&lines).unwrap()[0];
    assert!(first.ends_with("use. Workers know them well."), "{first}");
}

/// The height of lines is that of the last two.
#[test]
fn lines_of_an_element_end_above_the_next() {
    let others = ["a 500 90 One", "a 540 90 Two", "a 580 90 Three"];
    let first = [
        "b 194 90 Inspection of Ambleford<br/>children’s services<br/><b>Inspection dates:</b> 24 November 2024 to 5 December 2024",
        "a 346 90 <b>Lead inspector:</b> Ann Example",
    ];
    let styles = "<style>.a{font-size:18px;} .b{font-size:39px;line-height:65px;}</style>";
    let body = page(&[&first[..], &others[..]].concat());
    let read = read(&format!("{styles}{body}")).unwrap();
    assert!(
        read.ends_with(&[
            "1 Inspection dates: 24 November 2024 to 5 December 2024".to_owned(),
            "1 Lead inspector: Ann Example".to_owned(),
            "1 One".to_owned(),
            "1 Two".to_owned(),
            "1 Three".to_owned(),
        ]),
        "{read:?}"
    );
}

/// A class of page 12 that begins as one of page 1 does is none of it.
#[test]
fn fonts_are_described_once_for_all_pages() {
    let sheets =
        "<style>.ft11{font-size:18px;} .ft121{font-size:9px;} .ft111{font-size:9px;}</style>";
    let mut all = format!("{sheets}{}", page(&["ft11 100 90 One"]));
    for number in 2..=12 {
        let class = format!("ft{number}1 100 90 Families are seen");
        all = all + "<style></style>" + &page(&[&class]);
    }
    let page = tree::parse(&all, &Budget::default()).unwrap();
    let read = blocks(&page, &Budget::default()).unwrap().value;
    let sizes: Vec<f32> = read.iter().map(|block| block.setting.size).collect();
    assert!(sizes.iter().all(|size| *size == 12.0), "{sizes:?}");
}

#[test]
fn ordinary_pages_are_none() {
    assert!(read(&"<p>Help is early.</p>".repeat(9)).is_none());
    let few = page(&["a 100 90 One", "a 120 90 Two"]);
    assert!(read(&few).is_none());
    let lines = page(&["a 100 90 One"; 5]);
    assert!(read(&format!("{lines}<p>{}</p>", "Help is early. ".repeat(9))).is_none());
}
