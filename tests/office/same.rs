//! One report, saved in every format, gives the same blocks.

use findings::formats::{FileFormat, detect, read};
use findings::layout::{Block, Mark, Role, TableCell};
use findings::model::Budget;

use super::archive::{docx, fodt, odt, pack};
use super::{item, para, styled};

/// What is compared of a block; labels are printed differently.
type Seen = (
    Role,
    String,
    Option<&'static str>,
    f32,
    Option<TableCell>,
    Vec<u32>,
);

fn seen(block: &Block) -> Seen {
    let mark = block.label.and_then(|label| match label.mark {
        Mark::Number(_) => Some("number"),
        Mark::BareNumber(_) => None,
        _ => Some("other"),
    });
    let text = if mark.is_some() {
        block.body()
    } else {
        &block.text
    };
    (
        block.role,
        text.to_owned(),
        mark,
        block.setting.x,
        block.cell,
        block.notes.clone(),
    )
}

const HTML: &str = "<!DOCTYPE html><html><head><meta charset=utf-8><title>no</title></head><body>\
    <h1>Visit to Northmere</h1><p>It took place in May.</p><h2>Help: good</h2>\
    <ol><li>Help is early<sup><a href='#fn1' id='r1'>1</a></sup>, and near.</li>\
    <li>Leaders know that:<ol type='a'><li>one</li><li>two</li></ol></li>\
    <li>Workers see:<ul><li>parents</li><li>children</li></ul></li>\
    <li>Rooms of 5 m<sup>2</sup> hold CO<sub>2</sub>.</li></ol>\
    <table><tr><th>Year</th><th>Caseload</th></tr><tr><td>2023</td><td>17</td></tr></table>\
    <ol start='5'><li>Plans are <del>not </del>clear.</li></ol>\
    <ul><li>A point<ul><li>A lower one</li></ul></li></ul>\
    <p><b>All of it bold</b></p>\
    <ol><li id='fn1'>Of 2022. <a href='#r1'>↩</a></li></ol></body></html>";

const MARKDOWN: &str = "---\ntitle: Visit to Northmere\n---\n\nIt took place\nin May.\n\n## Help: good\n\n\
    1. Help is early[^a], and near.\n2. Leaders know that:\n   1. one\n   2. two\n\
    3. Workers see:\n   - parents\n   - children\n4. Rooms of 5 m^2^ hold CO~2~.\n\n\
    | Year | Caseload |\n|---|---|\n| 2023 | 17 |\n\n5. Plans are ~~not~~ clear.\n\n\
    - A point\n  - A lower one\n\n**All of it bold**\n\n[^a]: Of 2022.\n";

fn word() -> Vec<u8> {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
    };
    let runs = |list: u32, runs: &str| {
        let item = format!("<w:numPr><w:ilvl w:val='0'/><w:numId w:val='{list}'/></w:numPr>");
        format!("<w:p><w:pPr>{item}</w:pPr>{runs}</w:p>")
    };
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", para("", text));
    let row = |first: &str, second: &str| format!("<w:tr>{}{}</w:tr>", cell(first), cell(second));
    let raised = "<w:vertAlign w:val='superscript'/>";
    let lowered = "<w:vertAlign w:val='subscript'/>";
    docx(
        &[
            styled("Titel", "Visit to Northmere"),
            para("", "It took place in May."),
            styled("Sub", "Help: good"),
            runs(
                1,
                &[
                    run("", "Help is early"),
                    "<w:r><w:footnoteReference w:id='4'/></w:r>".to_owned(),
                    run("", ", and near."),
                ]
                .concat(),
            ),
            item(1, 0, "Leaders know that:"),
            item(1, 1, "one"),
            item(1, 1, "two"),
            item(1, 0, "Workers see:"),
            item(2, 0, "parents"),
            item(2, 0, "children"),
            runs(
                1,
                &[
                    run("", "Rooms of 5 m"),
                    run(raised, "2"),
                    run("", " hold CO"),
                    run(lowered, "2"),
                    run("", "."),
                ]
                .concat(),
            ),
            format!(
                "<w:tbl>{}{}</w:tbl>",
                row("Year", "Caseload"),
                row("2023", "17")
            ),
            runs(
                1,
                &[
                    run("", "Plans are "),
                    run("<w:strike/>", "not "),
                    run("", "clear."),
                ]
                .concat(),
            ),
            item(2, 0, "A point"),
            item(2, 1, "A lower one"),
            format!("<w:p>{}</w:p>", run("<w:b/>", "All of it bold")),
        ]
        .concat(),
    )
}

fn open_document() -> String {
    let list = |style: &str, more: &str, items: &[&str]| {
        let items: String = items
            .iter()
            .map(|item| format!("<text:list-item>{item}</text:list-item>"))
            .collect();
        format!("<text:list text:style-name='{style}' {more}>{items}</text:list>")
    };
    let p = |text: &str| format!("<text:p>{text}</text:p>");
    let cell = |text: &str| format!("<table:table-cell>{}</table:table-cell>", p(text));
    let row = |first: &str, second: &str| {
        format!(
            "<table:table-row>{}{}</table:table-row>",
            cell(first),
            cell(second)
        )
    };
    let note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Of 2022.</text:p>\
                </text:note-body></text:note>";
    let on = "text:continue-numbering='true'";
    [
        "<text:h text:outline-level='1'>Visit to Northmere</text:h>".to_owned(),
        p("It took place in May."),
        "<text:h text:outline-level='2'>Help: good</text:h>".to_owned(),
        list(
            "Numbers",
            "",
            &[
                &p(&format!("Help is early{note}, and near.")),
                &(p("Leaders know that:") + &list("Numbers", "", &[&p("one"), &p("two")])),
                &p("Workers see:"),
            ],
        ),
        list("Bullets", "", &[&p("parents"), &p("children")]),
        list(
            "Numbers",
            on,
            &[&p(
                "Rooms of 5 m<text:span text:style-name='T2'>2</text:span> hold CO2.",
            )],
        ),
        format!(
            "<table:table>{}{}</table:table>",
            row("Year", "Caseload"),
            row("2023", "17")
        ),
        list(
            "Numbers",
            on,
            &[&p(
                "Plans are <text:span text:style-name='T3'>not </text:span>clear.",
            )],
        ),
        list(
            "Bullets",
            "",
            &[&(p("A point") + &list("Bullets", "", &[&p("A lower one")]))],
        ),
        "<text:p><text:span text:style-name='T1'>All of it bold</text:span></text:p>".to_owned(),
    ]
    .concat()
}

fn rich_text() -> String {
    let item = |level: u32, list: u32, label: &str, text: &str| {
        format!("{{\\listtext\\pard {label}\\tab}}\\pard\\ls{list}\\ilvl{level} {text}\\par\n")
    };
    let row = |first: &str, second: &str| {
        format!("\\trowd\\pard\\intbl {first}\\cell {second}\\cell\\row\n")
    };
    [
        "{\\rtf1\\ansi{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}{\\s2 heading 2;}}\n".to_owned(),
        "\\pard\\s1 Visit to Northmere\\par \\pard It took place in May.\\par ".to_owned(),
        "\\pard\\s2 Help: good\\par\n".to_owned(),
        item(
            0,
            1,
            "1.",
            "Help is early{\\super\\chftn}{\\footnote Of 2022.}, and near.",
        ),
        item(0, 1, "2.", "Leaders know that:"),
        item(1, 1, "(a)", "one"),
        item(1, 1, "(b)", "two"),
        item(0, 1, "3.", "Workers see:"),
        item(0, 2, "\\'b7", "parents"),
        item(0, 2, "\\'b7", "children"),
        item(0, 1, "4.", "Rooms of 5 m{\\super 2} hold CO{\\sub 2}."),
        row("Year", "Caseload"),
        row("2023", "17"),
        item(0, 1, "5.", "Plans are {\\strike not }clear."),
        item(0, 2, "\\'b7", "A point"),
        item(1, 2, "o", "A lower one"),
        "\\pard{\\b All of it bold}\\par}".to_owned(),
    ]
    .concat()
}

fn book() -> Vec<u8> {
    pack(&[
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path='a/b.opf'/></rootfiles></container>",
        ),
        (
            "a/b.opf",
            "<package><manifest><item id='n' href='n.html' properties='nav'/><item id='c' href='c%201.html'/>\
             </manifest><spine><itemref idref='n'/><itemref idref='c'/></spine></package>",
        ),
        ("a/n.html", "<p>Contents</p>"),
        ("a/c 1.html", HTML),
    ])
}

#[test]
fn one_report_in_every_format() {
    let page = format!(
        "From: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{HTML}\r\n"
    );
    let sources: [(&str, FileFormat, Vec<u8>); 8] = [
        ("html", FileFormat::Html, HTML.into()),
        ("md", FileFormat::Markdown, MARKDOWN.into()),
        ("docx", FileFormat::Docx, word()),
        ("odt", FileFormat::Odt, odt(&open_document())),
        ("fodt", FileFormat::FlatOdt, fodt(&open_document())),
        ("rtf", FileFormat::Rtf, rich_text().into_bytes()),
        ("epub", FileFormat::Epub, book()),
        ("mhtml", FileFormat::Mhtml, page.into_bytes()),
    ];
    let item = |text: &str, mark, x| (Role::ListItem, text.to_owned(), Some(mark), x, None, vec![]);
    let cell = |text: &str, row, column| {
        let cell = TableCell {
            table: 0,
            row,
            column,
        };
        (
            Role::Paragraph,
            text.to_owned(),
            None,
            0.0,
            Some(cell),
            vec![],
        )
    };
    let block = |role, text: &str| (role, text.to_owned(), None, 0.0, None, vec![]);
    let mut noted = item("Help is early, and near.", "number", 0.0);
    noted.5 = vec![1];
    let expected: Vec<Seen> = vec![
        block(Role::Heading(1), "Visit to Northmere"),
        block(Role::Paragraph, "It took place in May."),
        block(Role::Heading(2), "Help: good"),
        noted,
        block(Role::Note, "1 Of 2022."),
        item("Leaders know that:", "number", 0.0),
        item("one", "other", 10.0),
        item("two", "other", 10.0),
        item("Workers see:", "number", 0.0),
        item("parents", "other", 10.0),
        item("children", "other", 10.0),
        item("Rooms of 5 m² hold CO2.", "number", 0.0),
        cell("Year", 0, 0),
        cell("Caseload", 0, 1),
        cell("2023", 1, 0),
        cell("17", 1, 1),
        item("Plans are clear.", "number", 0.0),
        item("A point", "other", 0.0),
        item("A lower one", "other", 10.0),
        block(Role::Paragraph, "All of it bold"),
    ];
    for (ending, format, bytes) in sources {
        assert_eq!(detect(&bytes, ending), Ok(Some(format)), "{ending}");
        let read = read(&bytes, format, &Budget::default()).unwrap();
        let found: Vec<Seen> = read.value.iter().map(seen).collect();
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "{ending}");
        }
        assert_eq!(found.len(), expected.len(), "{ending}");
        assert!(read.value.last().unwrap().setting.bold, "{ending}");
        // What is struck out is named.
        let said: Vec<_> = read
            .warnings
            .iter()
            .map(|warning| &warning.message)
            .collect();
        assert!(
            said.len() == 1 && said[0].contains("“not”"),
            "{ending}: {said:?}"
        );
    }
}
