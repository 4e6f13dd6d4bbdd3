//! Files made by hand, each against a limit of the reader.

use std::fmt::Write;

use super::pdf::Pdf;
use super::{Malformed, archive};

pub(super) fn files() -> Vec<Malformed> {
    let mut files = markup();
    files.extend(pdfs());
    files.extend(archives());
    for (at, file) in files.iter_mut().enumerate() {
        file.name = format!("{at:05}-hand-{}", file.name);
    }
    files
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> Malformed {
    Malformed {
        name: name.to_owned(),
        bytes: bytes.into(),
    }
}

fn markup() -> Vec<Malformed> {
    let mut files = vec![
        file("empty.pdf", ""),
        file("empty.html", ""),
        file("nul.txt", vec![0; 100_000]),
        file("ff.md", vec![0xff; 100_000]),
        file("one-line.txt", "word ".repeat(300_000)),
        file("one-word.txt", "x".repeat(1_000_000)),
        file("marks.txt", format!("a{}", "\u{301}".repeat(300_000))),
        file(
            "numbers.txt",
            (1..60_000).fold(String::new(), |mut text, at| {
                let _ = writeln!(text, "{at}. x\n");
                text
            }),
        ),
        file("quotes.md", format!("{}x", "> ".repeat(50_000))),
        file(
            "lists.md",
            (0..2_000).fold(String::new(), |mut text, at| {
                let _ = writeln!(text, "{}- x", "  ".repeat(at));
                text
            }),
        ),
        file("brackets.md", "[".repeat(50_000)),
        file("stars.md", "*a **b ".repeat(30_000)),
    ];
    for tag in [
        "div",
        "b",
        "table",
        "ul><li",
        "font",
        "span",
        "blockquote",
        "a href=x",
    ] {
        let name = format!(
            "deep-{}.html",
            tag.replace(|c: char| !c.is_ascii_alphanumeric(), "")
        );
        let text = format!("<p>Children</p>{}x", format!("<{tag}>").repeat(20_000));
        files.push(file(&name, text));
    }
    files.push(file("many.html", "<p>x".repeat(200_000)));
    files.push(file(
        "cells.html",
        format!("<table>{}", "<tr><td>x".repeat(100_000)),
    ));
    files.push(file(
        "span.html",
        format!(
            "<table><tr>{}</table>",
            "<td colspan=1000 rowspan=65534>x".repeat(500)
        ),
    ));
    files.push(file(
        "attributes.html",
        format!("<p {}>x", "a=b ".repeat(200_000)),
    ));
    files.push(file(
        "comment.html",
        format!("<p>x<!--{}", "-".repeat(500_000)),
    ));
    files
}

fn archives() -> Vec<Malformed> {
    let word = |name, body: String| file(name, archive::docx(&body));
    let odt = |name, body: String| file(name, archive::odt(&body));
    let cell = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell \
                table:number-columns-repeated=\"1000000\"><text:p>x</text:p></table:table-cell>\
                </table:table-row>";
    vec![
        word("deep.docx", "<w:tbl><w:tr><w:tc>".repeat(30_000)),
        word(
            "many.docx",
            "<w:p><w:r><w:t>x</w:t></w:r></w:p>".repeat(100_000),
        ),
        word("large.docx", "x".repeat(120_000_000)),
        odt("deep.odt", "<text:list><text:list-item>".repeat(30_000)),
        odt(
            "spaces.odt",
            "<text:p><text:s text:c=\"2000000000\"/>x</text:p>".repeat(50),
        ),
        odt("repeated.odt", format!("<table:table>{cell}</table:table>")),
        file("other.docx", archive::pack(&[("x", "x")])),
    ]
}

const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>";
const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
const FORM: &str = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R/Y 7 0 R>>/Font<</F 5 0 R>>>>";

/// A PDF of one page with contents.
fn page(name: &str, contents: &[u8]) -> Malformed {
    let mut pdf = Pdf::new();
    pdf.object("<</Type/Catalog/Pages 2 0 R>>")
        .object("<</Type/Pages/Count 1/Kids[3 0 R]>>");
    pdf.object(PAGE).packed("", contents);
    pdf.object(FONT).stream(FORM, b"/X Do");
    file(name, pdf.finish())
}

fn pdfs() -> Vec<Malformed> {
    let begin = |kids: &str, count: usize| {
        let mut pdf = Pdf::new();
        pdf.object("<</Type/Catalog/Pages 2 0 R>>");
        pdf.object(&format!("<</Type/Pages/Count {count}/Kids[{kids}]>>"));
        pdf
    };
    let text = b"BT /F 9 Tf 9 9 Td (Children) Tj ET ";
    let mut files = vec![
        file("word.pdf", "%PDF-1.7"),
        file("image.pdf", b"\x89PNG\r\n\x1a\n\0\0\0".to_vec()),
        file(
            "opens.pdf",
            format!("%PDF-1.7\n1 0 obj\n{}", "[".repeat(100_000)),
        ),
        file(
            "dictionaries.pdf",
            format!("%PDF-1.7\n1 0 obj\n{}", "<</A".repeat(100_000)),
        ),
        file(
            "objects.pdf",
            format!("%PDF-1.7\n{}", "1 0 obj 1 endobj ".repeat(150_000)),
        ),
        page("runs.pdf", &text.repeat(150_000)),
        page("saves.pdf", &b"q ".repeat(2_000_000)),
        page("forms.pdf", &b"/X Do ".repeat(100_000)),
        page(
            "arrays.pdf",
            format!("BT /F 9 Tf {}", "[".repeat(500_000)).as_bytes(),
        ),
        page(
            "letters.pdf",
            format!("BT /F 9 Tf ({}) Tj ET", "x".repeat(3_000_000)).as_bytes(),
        ),
        page("zeros.pdf", &vec![b' '; 40_000_000]),
        page("marked.pdf", &b"/Span <</MCID 0>> BDC ".repeat(300_000)),
    ];
    // One stream on every page, and many times on each.
    let kids = "3 0 R ".repeat(5_000);
    let contents = "4 0 R ".repeat(200);
    let mut pdf = begin(&kids, 5_000);
    pdf.object(&PAGE.replace("/Contents 4 0 R", &format!("/Contents[{contents}]")));
    pdf.packed("", &text.repeat(2_000))
        .object(FONT)
        .stream(FORM, b"");
    files.push(file("shared.pdf", pdf.finish()));
    // Each form draws the next twice.
    let mut pdf = begin("3 0 R", 1);
    pdf.object(PAGE).stream("", b"/X Do").object(FONT);
    for next in 7..40 {
        let form = FORM.replace("/X 6 0 R/Y 7 0 R", &format!("/X {next} 0 R"));
        pdf.stream(&form, b"/X Do /X Do");
    }
    pdf.stream(FORM, text);
    files.push(file("doubling.pdf", pdf.finish()));
    // A tree of pages that holds itself, and one that is all depth.
    files.push(file("cycle.pdf", begin("2 0 R 2 0 R", 9).finish()));
    let mut pdf = begin("3 0 R", 1);
    for next in 4..5_000 {
        pdf.object(&format!("<</Type/Pages/Count 1/Kids[{next} 0 R]>>"));
    }
    files.push(file("deep-pages.pdf", pdf.finish()));
    // A structure tree that holds itself, one that is all depth, and one that is wide.
    for (name, children) in [
        ("self", "4 0 R 4 0 R".to_owned()),
        ("wide", "4 0 R ".repeat(300_000)),
        ("numbers", "0 ".repeat(300_000)),
    ] {
        let mut pdf = Pdf::new();
        pdf.object("<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 4 0 R>>");
        pdf.object("<</Type/Pages/Count 1/Kids[3 0 R]>>");
        pdf.object(
            &PAGE
                .replace("/Contents 4 0 R", "/Contents 5 0 R")
                .replace("/F 5 0 R", "/F 6 0 R"),
        );
        pdf.object(&format!("<</Type/StructElem/S/P/Pg 3 0 R/K[{children}]>>"));
        pdf.stream("", b"/P <</MCID 0>> BDC BT /F 9 Tf (Children) Tj ET EMC")
            .object(FONT);
        files.push(file(&format!("structure-{name}.pdf"), pdf.finish()));
    }
    // Character maps with ranges that never end, and widths for every code.
    let map = "1 beginbfrange <0000> <ffff> <0041> endbfrange ".repeat(2_000);
    let widths = "0 65535 500 ".repeat(20_000);
    let mut pdf = begin("3 0 R", 1);
    pdf.object(PAGE).stream("", b"BT /F 9 Tf <00410042> Tj ET");
    pdf.object(&format!("<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/W[{widths}]>>]>>"));
    pdf.stream(FORM, b"").packed("", map.as_bytes());
    files.push(file("map.pdf", pdf.finish()));
    // Filters upon filters, and a predictor with lines of any length.
    for (name, keys) in [
        ("filters", format!("/Filter[{}]", "/ASCIIHexDecode/RunLengthDecode/LZWDecode/ASCII85Decode".repeat(200))),
        ("predictor", "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2147483647/Colors 32/BitsPerComponent 16>>".to_owned()),
    ] {
        let mut pdf = begin("3 0 R", 1);
        pdf.object(PAGE).stream(&keys, b"x\x9cK\xcc(\xcd").object(FONT).stream(FORM, b"");
        files.push(file(&format!("{name}.pdf"), pdf.finish()));
    }
    // Streams of objects, each much larger than it looks.
    let mut pdf = begin("3 0 R", 1);
    pdf.object(PAGE)
        .stream("", text)
        .object(FONT)
        .stream(FORM, b"");
    for _ in 0..60 {
        pdf.packed("/Type/ObjStm/N 1/First 5", &vec![b' '; 10_000_000]);
    }
    files.push(file("object-streams.pdf", pdf.finish()));
    // More pages than there are, and a list of objects that points to itself.
    files.push(file("count.pdf", begin("3 0 R", 2_000_000_000).finish()));
    files.push(file("xref.pdf", "%PDF-1.7\nxref\n0 999999999\n0000000000 65535 f \ntrailer <</Size 999999999/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"));
    files
}
