//! Documents of word processors give the blocks that their authors see.

#![allow(clippy::unwrap_used)]

mod archive;
mod same;

use findings::corpus;
use findings::formats::{self, FileFormat, FormatError};
use findings::layout::{Block, Role, TableCell};
use findings::model::{Budget, Limit, Limits};
use findings::rules::Rules;

use archive::{docx, odt, pack};

fn read(bytes: &[u8], format: FileFormat) -> Result<Vec<Block>, FormatError> {
    formats::read(bytes, format, &Budget::default()).map(|read| read.value)
}

fn check(format: FileFormat, body: &str, expected: &[(Role, &str)]) -> Vec<Block> {
    let bytes = match format {
        FileFormat::Docx => docx(body),
        _ => odt(body),
    };
    let blocks = read(&bytes, format).unwrap();
    let found: Vec<_> = blocks.iter().map(|b| (b.role, b.text.as_str())).collect();
    assert_eq!(found, expected, "{body}");
    blocks
}

/// A .docx paragraph with some properties.
fn para(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    para(&format!("<w:pStyle w:val=\"{style}\"/>"), text)
}

fn item(list: u32, level: u32, text: &str) -> String {
    let item = format!("<w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/>");
    para(&format!("<w:numPr>{item}</w:numPr>"), text)
}

#[test]
fn docx_headings_by_style() {
    let body = [
        styled("Titel", "Draft"),
        styled("TOC1", "Leaders 3"),
        styled("H1", "Leaders"),
        styled("Sub", "Plans"),
        styled("Own", "Care"),
        para("<w:outlineLvl w:val=\"2\"/>", "Deep"),
        para(
            "<w:pStyle w:val=\"H1\"/><w:outlineLvl w:val=\"9\"/>",
            "Body",
        ),
        styled("Round", "Circle"),
    ]
    .concat();
    let blocks = check(
        FileFormat::Docx,
        &body,
        &[
            (Role::Heading(1), "Draft"),
            (Role::Contents, "Leaders 3"),
            (Role::Heading(1), "Leaders"),
            (Role::Heading(2), "Plans"),
            (Role::Heading(1), "Care"),
            (Role::Heading(3), "Deep"),
            (Role::Paragraph, "Body"),
            (Role::Paragraph, "Circle"),
        ],
    );
    let bold: Vec<bool> = blocks.iter().map(|block| block.setting.bold).collect();
    assert_eq!(bold, [false, false, true, false, true, false, true, false]);
}

#[test]
fn docx_lists_bear_the_printed_numbers() {
    let body = [
        item(1, 0, "one"),
        item(1, 1, "letter"),
        styled("Num", "two"),
        "<w:p><w:r><w:t>between</w:t></w:r></w:p>".to_owned(),
        item(1, 0, "three"),
        item(1, 1, "letter anew"),
        item(3, 0, "five"),
        item(3, 0, "six"),
        item(2, 0, "bullet"),
        item(2, 1, "dash"),
        item(2, 0, "12. own number"),
        para(
            "<w:pStyle w:val=\"Num\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>",
            "none",
        ),
    ]
    .concat();
    check(
        FileFormat::Docx,
        &body,
        &[
            (Role::ListItem, "1. one"),
            (Role::ListItem, "(a) letter"),
            (Role::ListItem, "2. two"),
            (Role::Paragraph, "between"),
            (Role::ListItem, "3. three"),
            (Role::ListItem, "(a) letter anew"),
            (Role::ListItem, "5. five"),
            (Role::ListItem, "6. six"),
            (Role::ListItem, "• bullet"),
            (Role::ListItem, "– dash"),
            (Role::ListItem, "12. own number"),
            (Role::Paragraph, "none"),
        ],
    );
    // A bullet that nobody sees, as pandoc gives to paragraphs that go on from an item.
    check(
        FileFormat::Docx,
        &(item(2, 0, "These are asked:") + &item(5, 0, "(a) the school nurse")),
        &[
            (Role::ListItem, "• These are asked:"),
            (Role::Paragraph, "(a) the school nurse"),
        ],
    );
}

#[test]
fn docx_numbered_findings_in_a_heading_style_are_items() {
    let long = "Children are seen often by workers who know them, and they say so. ".repeat(2);
    let number = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
    let in_heading = format!("<w:pStyle w:val=\"H1\"/>{number}");
    let body = para(&in_heading, "Leaders") + &para(&in_heading, &long);
    check(
        FileFormat::Docx,
        &body,
        &[
            (Role::Heading(1), "Leaders"),
            (Role::ListItem, &format!("2. {}", long.trim())),
        ],
    );
}

#[test]
fn docx_runs() {
    check(
        FileFormat::Docx,
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>life</w:t><w:noBreakHyphen/>\
         <w:t>sto</w:t><w:softHyphen/><w:t>ry</w:t><w:tab/><w:t xml:space='preserve'> work </w:t><w:br/>\
         <w:t>&amp;&#x2019;</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>\
         <w:hyperlink><w:r><w:instrText>HYPERLINK</w:instrText><w:t>link</w:t></w:r></w:hyperlink></w:p>",
        &[(Role::Paragraph, "life\u{2011}story work &’link")],
    );
    let blocks = check(
        FileFormat::Docx,
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>All bold</w:t></w:r><w:r><w:t> </w:t></w:r></w:p>\
         <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Part</w:t></w:r><w:r><w:t> bold</w:t></w:r></w:p>",
        &[
            (Role::Paragraph, "All bold"),
            (Role::Paragraph, "Part bold"),
        ],
    );
    assert!(blocks[0].setting.bold && !blocks[1].setting.bold);
}

#[test]
fn docx_changes_are_accepted() {
    let body = [
        "<w:p><w:r><w:t>Help is </w:t></w:r><w:del><w:r><w:delText>late</w:delText><w:t>late</w:t></w:r></w:del>\
         <w:ins><w:r><w:t>prompt</w:t></w:r></w:ins></w:p>",
        &item(1, 0, "first"),
        // A deleted paragraph takes no number, a deleted end joins two.
        "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>\
         <w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>",
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>second, </w:t></w:r></w:p>",
        &item(1, 0, "joined"),
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>row</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    ]
    .concat();
    check(
        FileFormat::Docx,
        &body,
        &[
            (Role::Paragraph, "Help is prompt"),
            (Role::ListItem, "1. first"),
            (Role::ListItem, "2. second, joined"),
        ],
    );
}

#[test]
fn docx_tables_notes_and_boxes() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", para("", text));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{}</w:tc>{}</w:tr></w:tbl>\
         <w:p><w:r><w:t>The Act</w:t><w:footnoteReference w:id='4'/></w:r><w:r><w:t> applies.\
         </w:t><w:txbxContent>{}</w:txbxContent></w:r></w:p>",
        cell("Judgement"),
        cell("Grade"),
        para("", "wide"),
        cell("third"),
        para("", "boxed"),
    );
    let blocks = check(
        FileFormat::Docx,
        &body,
        &[
            (Role::Paragraph, "Judgement"),
            (Role::Paragraph, "Grade"),
            (Role::Paragraph, "wide"),
            (Role::Paragraph, "third"),
            (Role::Paragraph, "The Act applies."),
            (Role::Note, "1 Of 2022."),
            (Role::Paragraph, "boxed"),
        ],
    );
    let cell = |row, column| {
        Some(TableCell {
            table: 0,
            row,
            column,
        })
    };
    let cells: Vec<_> = blocks.iter().map(|block| block.cell).collect();
    let expected = [
        cell(0, 0),
        cell(0, 1),
        cell(1, 0),
        cell(1, 2),
        None,
        None,
        None,
    ];
    assert_eq!(cells, expected);
    assert_eq!(blocks[4].notes, [1]);
}

#[test]
fn docx_documents_in_other_formats() {
    let relation = |id: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='http://x/relationships/aFChunk' Target='{target}'/>")
    };
    let relations = format!(
        "<Relationships>{}{}{}</Relationships>",
        relation("a", "/word/a.mht"),
        relation("b", "../b.html"),
        relation("c", "c.rtf")
    );
    let page = "From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n\
        --B\r\nContent-Type: text/html\r\n\r\n<h1>Visit</h1><ol><li>Help is early.</li></ol>\r\n--B--\r\n";
    let chunk = |id: &str| format!("<w:altChunk r:id='{id}'/>");
    let body = format!(
        "{}{}{}{}",
        chunk("a"),
        para("", "Between."),
        chunk("b"),
        chunk("c")
    );
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let bytes = pack(&[
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", &relations),
        ("word/a.mht", page),
        ("b.html", "<p>Of a page.</p>"),
        ("word/c.rtf", "{\\rtf1 Text}"),
    ]);
    let read = formats::read(&bytes, FileFormat::Docx, &Budget::default()).unwrap();
    let texts: Vec<&str> = read.value.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(
        texts,
        ["Visit", "1. Help is early.", "Between.", "Of a page."]
    );
    let told: Vec<_> = read.warnings.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(
        told,
        ["hidden text is left out: “a document in another format”"]
    );
}

#[test]
fn docx_comments_heads_and_feet_are_no_text() {
    let about = |id: &str| {
        format!(
            "<w:comment w:id='{id}'>{}</w:comment>",
            para("", "Check it.")
        )
    };
    let body = "<w:p><w:commentRangeStart w:id='1'/><w:r><w:t>Plans are made.</w:t></w:r>\
                <w:commentRangeEnd w:id='1'/><w:r><w:commentReference w:id='1'/></w:r></w:p>\
                <w:p><w:pPr><w:sectPr><w:headerReference r:id='r1'/></w:sectPr></w:pPr>\
                <w:r><w:t>They are kept.</w:t></w:r></w:p>";
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let bytes = pack(&[
        ("word/document.xml", &document),
        (
            "word/comments.xml",
            &format!("<w:comments>{}</w:comments>", about("1")),
        ),
        (
            "word/header1.xml",
            &format!("<w:hdr>{}</w:hdr>", para("", "Draft")),
        ),
        (
            "word/footer1.xml",
            &format!("<w:ftr>{}</w:ftr>", para("", "Page 1")),
        ),
    ]);
    let blocks = read(&bytes, FileFormat::Docx).unwrap();
    let texts: Vec<_> = blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts, ["Plans are made.", "They are kept."]);
}

/// Packs a .pptx file that shows a slide so often, with these shapes and these on its page of notes.
fn pptx(times: usize, shapes: &str, notes: &str) -> Vec<u8> {
    let shown = "<p:sldId r:id='r7'/>".repeat(times);
    let presentation = format!("<p:presentation><p:sldIdLst>{shown}</p:sldIdLst></p:presentation>");
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id='{id}' Type='http://x/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let slide =
        |shapes: &str| format!("<p:sld><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>");
    pack(&[
        ("ppt/presentation.xml", &presentation),
        (
            "ppt/_rels/presentation.xml.rels",
            &relation("r7", "slide", "slides/slide3.xml"),
        ),
        ("ppt/slides/slide3.xml", &slide(shapes)),
        (
            "ppt/slides/_rels/slide3.xml.rels",
            &relation("r1", "notesSlide", "../notesSlides/notesSlide1.xml"),
        ),
        ("ppt/notesSlides/notesSlide1.xml", &slide(notes)),
    ])
}

/// A shape of a slide that takes a place, with paragraphs of these properties and texts.
fn shape(place: &str, paragraphs: &[(&str, &str)]) -> String {
    let paragraph = |(properties, text): &(&str, &str)| {
        format!("<a:p><a:pPr {properties}</a:pPr><a:r><a:t>{text}</a:t></a:r></a:p>")
    };
    let paragraphs: String = paragraphs.iter().map(paragraph).collect();
    format!(
        "<p:sp><p:nvSpPr><p:nvPr><p:ph type='{place}'/></p:nvPr></p:nvSpPr><p:txBody>{paragraphs}\
         </p:txBody></p:sp>"
    )
}

#[test]
fn pptx_lists_bear_the_printed_numbers() {
    let thirteenth = ">
        <a:buAutoNum type='arabicPeriod' startAt='13'/>";
    let letter = "lvl='1'><a:buAutoNum type='alphaLcParenR'/>";
    let title = shape("title", &[(">", "Care leavers")]);
    let body = shape(
        "body",
        &[
            (thirteenth, "Help is good."),
            (letter, "early"),
            (letter, "kind"),
            (thirteenth, "Plans are made."),
            (letter, "in time"),
            ("><a:buChar char='•'/>", "a bullet"),
            (thirteenth, "Begun anew."),
        ],
    );
    let notes = shape("sldImg", &[(">", "Picture")])
        + &shape("body", &[(">", "Say it slowly.")])
        + &shape("sldNum", &[(">", "3")]);
    let blocks = read(&pptx(1, &(title + &body), &notes), FileFormat::Pptx).unwrap();
    let found: Vec<_> = blocks.iter().map(|b| (b.role, b.text.as_str())).collect();
    assert_eq!(
        found,
        [
            (Role::Heading(1), "Care leavers"),
            (Role::ListItem, "13. Help is good."),
            (Role::ListItem, "a) early"),
            (Role::ListItem, "b) kind"),
            (Role::ListItem, "14. Plans are made."),
            (Role::ListItem, "a) in time"),
            (Role::ListItem, "• a bullet"),
            (Role::ListItem, "13. Begun anew."),
            (Role::Note, "Say it slowly."),
        ]
    );
}

#[test]
fn slides_are_pages() {
    let title = shape("title", &[(">", "Care leavers")]);
    let blocks = read(&pptx(3, &title, ""), FileFormat::Pptx).unwrap();
    let pages: Vec<_> = blocks.iter().map(|it| (it.page, it.last_page)).collect();
    assert_eq!(pages, [(1, 1), (2, 2), (3, 3)]);
}

#[test]
fn odt_text() {
    let blocks = check(
        FileFormat::Odt,
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>\n\
         <text:p text:style-name='P1'>Draft</text:p>\
         <text:h text:style-name='Heading_20_1' text:outline-level='2'>Leaders</text:h>\
         <text:p>One<text:s/>two<text:tab/>three<text:line-break/>four<text:note><text:note-citation>3\
         </text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>.\
         <draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box><svg:desc>no</svg:desc></draw:frame></text:p>\
         <text:p><text:span text:style-name='T1'>Bold</text:span></text:p>",
        &[
            (Role::Heading(1), "Draft"),
            (Role::Heading(2), "Leaders"),
            (Role::Paragraph, "One two three four."),
            (Role::Note, "3 A note."),
            (Role::Paragraph, "boxed"),
            (Role::Paragraph, "Bold"),
        ],
    );
    assert_eq!(blocks[2].notes, [3]);
    let bold: Vec<bool> = blocks.iter().map(|block| block.setting.bold).collect();
    assert_eq!(bold[1..3], [true, false]);
    assert!(bold[5]);
}

#[test]
fn odt_changes_are_accepted() {
    check(
        FileFormat::Odt,
        "<text:tracked-changes>\
         <text:changed-region text:id='d'><text:deletion/></text:changed-region>\
         <text:changed-region text:id='i'><text:insertion/></text:changed-region>\
         <text:changed-region text:id='e'><text:deletion/></text:changed-region></text:tracked-changes>\
         <text:list text:style-name='Numbers'><text:list-item><text:p>\
         with <text:change-start text:change-id='d'/>old<text:change-end text:change-id='d'/>\
         <text:change-start text:change-id='i'/>new<text:change-end text:change-id='i'/> words</text:p></text:list-item>\
         <text:list-item><text:p>ends, <text:change-start text:change-id='e'/></text:p></text:list-item>\
         <text:list-item><text:p>was deleted</text:p></text:list-item>\
         <text:list-item><text:p><text:change-end text:change-id='e'/>goes on</text:p></text:list-item>\
         <text:list-item><text:p>last</text:p></text:list-item></text:list>",
        &[
            (Role::ListItem, "1. with new words"),
            (Role::ListItem, "2. ends, goes on"),
            (Role::ListItem, "3. last"),
        ],
    );
}

#[test]
fn odt_lists_bear_the_printed_numbers() {
    check(
        FileFormat::Odt,
        "<text:list xml:id='a' text:style-name='Numbers'><text:list-item><text:p>one</text:p><text:p>more</text:p>\
         <text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item>\
         <text:list-header><text:p>no item</text:p></text:list-header>\
         <text:list-item><text:p>two</text:p></text:list-item></text:list>\
         <text:p>between</text:p>\
         <text:list text:style-name='Numbers' text:continue-numbering='true'><text:list-item><text:list>\
         <text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item>\
         <text:list-item><text:p>three</text:p></text:list-item></text:list>\
         <text:list text:style-name='Bullets'><text:list-item><text:p>bullet</text:p><text:list><text:list-item>\
         <text:p>dash</text:p></text:list-item></text:list></text:list-item></text:list>\
         <text:list text:continue-list='a' text:style-name='Numbers'><text:list-item text:start-value='9'><text:p>nine\
         </text:p></text:list-item></text:list>\
         <text:list text:continue-list='a' text:style-name='Numbers'><text:list-item><text:p>ten</text:p>\
         </text:list-item></text:list>\
         <text:list><text:list-item><text:p text:style-name='P2'>anew</text:p></text:list-item></text:list>\
         <text:list><text:list-item><text:p>plain</text:p></text:list-item></text:list>",
        &[
            (Role::ListItem, "1. one"),
            (Role::Paragraph, "more"),
            (Role::ListItem, "1.1 inner"),
            (Role::Paragraph, "no item"),
            (Role::ListItem, "2. two"),
            (Role::Paragraph, "between"),
            (Role::ListItem, "2.1 inner"),
            (Role::ListItem, "3. three"),
            (Role::ListItem, "• bullet"),
            (Role::ListItem, "– dash"),
            (Role::ListItem, "9. nine"),
            (Role::ListItem, "10. ten"),
            (Role::ListItem, "1. anew"),
            (Role::ListItem, "• plain"),
        ],
    );
}

#[test]
fn odt_tables() {
    let blocks = check(
        FileFormat::Odt,
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Judgement</text:p>\
         </table:table-cell><table:table-cell table:number-columns-repeated='2'><text:p>Grade</text:p>\
         </table:table-cell></table:table-row></table:table-header-rows>\
         <table:table-row><table:table-cell table:number-columns-repeated='4000000000'/><table:covered-table-cell/>\
         <table:table-cell><text:p>end</text:p></table:table-cell></table:table-row></table:table>",
        &[
            (Role::Paragraph, "Judgement"),
            (Role::Paragraph, "Grade"),
            (Role::Paragraph, "Grade"),
            (Role::Paragraph, "end"),
        ],
    );
    let place = |block: &Block| block.cell.map(|cell| (cell.row, cell.column)).unwrap();
    let places: Vec<_> = blocks.iter().map(place).collect();
    assert_eq!(places, [(0, 0), (0, 1), (0, 2), (1, 4_000_000_001)]);
}

#[test]
fn what_is_no_document_is_refused() {
    let check = |bytes: &[u8], format, expected| assert_eq!(read(bytes, format), Err(expected));
    check(b"text", FileFormat::Docx, FormatError::NoArchive);
    check(b"PK", FileFormat::Odt, FormatError::CutArchive);
    check(
        &odt(""),
        FileFormat::Docx,
        FormatError::MissingPart("word/document.xml"),
    );
    check(
        &docx(""),
        FileFormat::Odt,
        FormatError::MissingPart("content.xml"),
    );
    check(&docx(""), FileFormat::Docx, FormatError::NoText);
    check(
        &docx("<w:p>"),
        FileFormat::Docx,
        FormatError::DamagedPart("word/document.xml"),
    );
}

#[test]
fn archives_are_read_as_far_as_the_limits_go() {
    let check = |bytes: &[u8], limits: Limits, expected| {
        let error = formats::read(bytes, FileFormat::Odt, &Budget::new(&limits)).unwrap_err();
        assert!(
            matches!(error, FormatError::Over(over) if over.limit == expected),
            "{error}"
        );
    };
    let small = |limit| Limits::default().with(limit, 1_000);
    let packed = pack(&[("content.xml", &format!("<a>{}</a>", " ".repeat(2_000)))]);
    check(&packed, small(Limit::Stream), Limit::Stream);
    check(&packed, small(Limit::Unpacked), Limit::Unpacked);
    check(
        &odt(&"<text:p/>".repeat(1_001)),
        small(Limit::Objects),
        Limit::Objects,
    );
    check(
        &odt(&"<text:p>a</text:p>".repeat(1_001)),
        small(Limit::Blocks),
        Limit::Blocks,
    );
    check(
        &odt(&format!("<text:p>{}</text:p>", "a".repeat(1_001))),
        small(Limit::Text),
        Limit::Text,
    );
    // Cells in cells that each say that they are repeated.
    let open = "<table:table-cell table:number-columns-repeated='8'>".repeat(60);
    let close = "</table:table-cell>".repeat(60);
    let cells = odt(&format!(
        "<table:table><table:table-row>{open}<text:p>a</text:p>{close}</table:table-row></table:table>"
    ));
    assert!(read(&cells, FileFormat::Odt).unwrap().len() <= 8);
    let deep = "<text:span>".repeat(300) + &"</text:span>".repeat(300);
    check(&odt(&deep), Limits::default(), Limit::Depth);
}

#[test]
fn damage_never_panics() {
    let body =
        item(1, 0, "one") + &item(1, 1, "two") + "<w:p><w:footnoteReference w:id='4'/></w:p>";
    let list = "<text:list text:style-name='Numbers'><text:list-item><text:p>one</text:p></text:list-item></text:list>";
    for (bytes, format) in [
        (docx(&body), FileFormat::Docx),
        (odt(list), FileFormat::Odt),
    ] {
        for at in 0..bytes.len() {
            assert!(read(&bytes[..at], format).is_err());
            for bit in [0x01, 0x80] {
                let mut flipped = bytes.clone();
                flipped[at] ^= bit;
                // Some bytes tell nothing that is asked, so either answer is right.
                let _ = read(&flipped, format);
            }
        }
    }
    // The damage also lies behind the checksums of the archive.
    let whole =
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>";
    for at in 0..whole.len() {
        for c in ["<", "\"", "9999999999999", "é"] {
            let text = format!("{}{c}{}", &whole[..at], &whole[at..]);
            let _ = read(&docx(&text), FileFormat::Docx);
        }
    }
}

#[test]
fn a_draft_report_is_read_as_its_pdf_would_be() {
    let row = |area: &str, grade: &str| {
        let cells = [area, grade].map(|text| format!("<w:tc>{}</w:tc>", para("", text)));
        format!("<w:tr>{}</w:tr>", cells.concat())
    };
    let rows = [
        row("Judgement", "Grade"),
        row(
            "The impact of leaders on social work practice with children and families",
            "Good",
        ),
        row(
            "The experiences and progress of children who need help and protection",
            "Requires improvement to be good",
        ),
        row("The experiences and progress of children in care", "Good"),
        row(
            "The experiences and progress of care leavers",
            "Outstanding",
        ),
        row("Overall effectiveness", "Good"),
    ];
    let body = [
        styled(
            "Titel",
            "Inspection of Northmere County Council children’s services",
        ),
        para("", "Inspection dates: 4 to 15 November 2024"),
        para("", "Lead inspector: Ada Field, His Majesty’s Inspector"),
        format!("<w:tbl>{}</w:tbl>", rows.concat()),
        para("", "Services have grown better since the last inspection."),
        styled("H1", "What needs to improve?"),
        item(2, 0, "The timeliness of first visits."),
        styled(
            "H1",
            "The experiences and progress of children who need help and protection: requires \
             improvement to be good",
        ),
        item(1, 0, "Early help is offered soon."),
        item(1, 0, "First visits are late for some children."),
        styled(
            "H1",
            "The experiences and progress of children in care: good",
        ),
        item(1, 0, "Children live in homes that suit them."),
        styled(
            "H1",
            "The experiences and progress of care leavers: outstanding",
        ),
        item(1, 0, "Young adults have a worker whom they trust."),
    ]
    .concat();
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("northmere draft.docx");
    std::fs::write(&path, docx(&body)).unwrap();
    let gazetteer = Rules::builtin()
        .with_csv(include_bytes!("../../corpus/gazetteer.csv"))
        .unwrap();
    let report = corpus::read_file(&path, &gazetteer, &Limits::default())
        .unwrap()
        .value;
    std::fs::remove_file(path).unwrap();

    assert_eq!(report.kind.slug(), "ilacs");
    assert_eq!(report.base_id().as_str(), "northmere/2024-11-15/ilacs");
    assert_eq!(
        report.overall.map(|grade| grade.to_string()).as_deref(),
        Some("good")
    );
    let grades: Vec<_> = report
        .judgements
        .iter()
        .map(|judgement| format!("{} {}", judgement.area, judgement.grade))
        .collect();
    assert_eq!(
        grades,
        [
            "leaders good",
            "help-and-protection requires-improvement",
            "children-in-care good",
            "care-leavers outstanding",
        ]
    );
    let numbers: Vec<u32> = report.paragraphs.iter().filter_map(|p| p.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4]);
    let areas: Vec<String> = report
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.number.is_some())
        .filter_map(|paragraph| Some(paragraph.area.as_ref()?.to_string()))
        .collect();
    assert_eq!(areas.len(), 4);
    assert_eq!(areas[0], "help-and-protection");
}
