//! Files that were cut short, damaged, or made to do harm: each is refused with a reason, or read
//! with a doubt that says how much of it was read, and none costs more than an honest one may.
//!
//! All of them are made here, because they would hurt other readers.

#![allow(clippy::unwrap_used)]

mod common;
#[path = "generator/mod.rs"]
mod generator;

use std::path::Path;
use std::time::{Duration, Instant};

use findings::corpus::{Refusal, read_file};
use findings::model::{Limit, Limits, Report, Warned, WarningKind};
use findings::rules::Rules;

use common::pdf;

/// A file may take so long. The program that is tested is not made for speed.
const MOST: Duration = Duration::from_secs(8);

fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Warned<Report>, Refusal> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let path = folder.path().join(Path::new(name).file_name().unwrap());
    std::fs::write(&path, bytes).unwrap();
    let begun = Instant::now();
    let read = read_file(&path, Rules::builtin(), limits);
    assert!(begun.elapsed() < MOST, "{name}: {:?}", begun.elapsed());
    if let Err(Refusal::Fault(fault)) = &read {
        panic!("{name}: {fault}");
    }
    read
}

/// Returns what is doubted about how much was read.
fn doubts(read: &Warned<Report>) -> String {
    let of_kind = |kind| matches!(kind, WarningKind::Incomplete | WarningKind::Damaged);
    let doubts = read.warnings.iter().filter(|warning| of_kind(warning.kind));
    let doubts: Vec<String> = doubts.map(ToString::to_string).collect();
    doubts.join("; ")
}

/// Checks that a file is refused, or read with a doubt, and that this says something.
fn check(name: &str, bytes: &[u8], limits: &Limits, expected: &str) {
    let said = match read(name, bytes, limits) {
        Ok(read) => doubts(&read),
        Err(refusal) => refusal.to_string(),
    };
    assert!(
        said.contains(expected),
        "{name}: {said:?} lacks {expected:?}"
    );
}

fn small(limit: Limit, most: u64) -> Limits {
    Limits::default().with(limit, most)
}

fn stream(keys: &str, data: &[u8]) -> Vec<u8> {
    let mut stream = format!("<<{keys}/Length {}>>\nstream\n", data.len()).into_bytes();
    stream.extend(data);
    stream.extend(b"\nendstream");
    stream
}

fn packed(keys: &str, data: &[u8]) -> Vec<u8> {
    let data = miniz_oxide::deflate::compress_to_vec_zlib(data, 6);
    stream(&format!("{keys}/Filter/FlateDecode"), &data)
}

/// Writes a file with pages that all draw the same contents: object 3, with what else is named.
fn pages(count: usize, contents: Vec<u8>, others: Vec<Vec<u8>>) -> Vec<u8> {
    let first = 5 + others.len();
    let kids: String = (0..count)
        .map(|page| format!("{} 0 R ", first + page))
        .collect();
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    let resources = "/Resources<</Font<</F 4 0 R>>/XObject<</X 5 0 R/Y 6 0 R>>>>";
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {count}/Kids[{kids}]>>").into_bytes(),
        contents,
        font.as_bytes().to_vec(),
    ];
    objects.extend(others);
    let page = format!("<</Type/Page/Parent 2 0 R/Contents 3 0 R{resources}>>");
    objects.extend((0..count).map(|_| page.clone().into_bytes()));
    pdf(&objects)
}

fn text(lines: usize) -> Vec<u8> {
    let line = |at: usize| {
        let y = 800 - at % 40 * 18;
        format!("1 0 0 1 72 {y} Tm ({at}. A line of it.) Tj\n")
    };
    let lines: String = (0..lines).map(line).collect();
    format!("BT /F 12 Tf {lines} ET").into_bytes()
}

#[test]
fn what_is_cut_short_never_counts_as_whole() {
    for place in 0..6 {
        let rendered = generator::render(&generator::bulk::report(14, place));
        let name = rendered.path.as_str();
        let whole = read(name, &rendered.bytes, &Limits::default()).unwrap();
        assert_eq!(doubts(&whole), "", "{name}");
        for part in [1, 5, 20, 40, 50, 80, 95, 99] {
            let cut = &rendered.bytes[..rendered.bytes.len() * part / 100];
            match read(name, cut, &Limits::default()) {
                Ok(read) => {
                    let said = doubts(&read);
                    let of = format!(" of {} pages were read whole", whole.value.pages);
                    assert!(
                        said.contains("incomplete: the file is cut short; "),
                        "{said}"
                    );
                    assert!(said.contains(&of) || said.contains("not known"), "{said}");
                    assert!(read.value.paragraphs.len() <= whole.value.paragraphs.len() * 2);
                }
                Err(refusal) => {
                    let said = refusal.to_string();
                    assert!(said.contains("cut short"), "{name} at {part}: {said}");
                }
            }
        }
    }
}

#[test]
fn what_is_mended_is_doubted() {
    let file = pages(3, stream("", &text(40)), Vec::new());
    assert_eq!(
        doubts(&read("a.pdf", &file, &Limits::default()).unwrap()),
        ""
    );
    let replaced = |what: &str, by: &str| {
        let file = String::from_utf8(file.clone()).unwrap();
        assert!(file.contains(what));
        file.replacen(what, by, 1).into_bytes()
    };
    let check = |file: &[u8], expected| check("a.pdf", file, &Limits::default(), expected);
    let whole = "damaged: the file is damaged and was mended; 3 of 3 pages were read whole";
    check(&replaced("startxref\n", "startxref\n9"), whole);
    check(&replaced("xref\n0 ", "xref\nx "), whole);
    check(&replaced("/Length", "/Lenght"), whole);
    check(
        &replaced("6 0 obj", "6 0 abj"),
        "incomplete: the file is damaged; 2 of 3 pages",
    );
    check(
        &replaced("4 0 obj", "4 0 abj"),
        "damaged PDF: what is left of its pages holds no text",
    );
    check(
        &replaced("2 0 obj", "2 0 abj"),
        "3 pages were read whole, of a number that is not known",
    );
    check(&replaced("%%EOF", ""), "");
    check(
        &file[..file.len() - 60],
        "incomplete: the file is cut short; 3 of 3 pages",
    );
}

#[test]
fn what_repeats_itself_is_read_as_far_as_a_limit_goes() {
    let pages_of = |limits: Limits, expected: &str| {
        check(
            "a.pdf",
            &pages(100, stream("", &text(40)), Vec::new()),
            &limits,
            expected,
        );
    };
    pages_of(
        small(Limit::Runs, 1_000),
        "incomplete: 25 of 100 pages were read whole: more than 1000 pieces",
    );
    pages_of(small(Limit::Text, 5_000), "(limit `text`)");
    pages_of(small(Limit::Unpacked, 20_000), "(limit `unpacked`)");
    pages_of(small(Limit::Looked, 10_000), "(limit `looked`)");
    pages_of(
        small(Limit::Stream, 100),
        "too large a PDF: more than 100 bytes when unpacked",
    );
    pages_of(small(Limit::Objects, 50), "(limit `objects`)");
    pages_of(small(Limit::Glyphs, 50), "(limit `glyphs`)");
    pages_of(
        small(Limit::Bytes, 100),
        "too large: more than 100 bytes in the file",
    );
    pages_of(small(Limit::Blocks, 50), "the first 50 of ");
    pages_of(small(Limit::Seconds, 0), "");
}

#[test]
fn bombs_are_defused() {
    let check = |bytes: &[u8], expected| check("a.pdf", bytes, &Limits::default(), expected);
    // One stream on many pages, and many times on one.
    let much = packed("", &text(60_000));
    check(&pages(1_000, much.clone(), Vec::new()), "(limit `runs`)");
    let blank = packed("", &[b' '; 4 << 20]);
    check(&pages(1_000, blank, Vec::new()), "(limit `unpacked`)");
    // Forms that draw each other, in circles and as a tree.
    let form = |drawn: &str| stream("/Type/XObject/Subtype/Form", drawn.as_bytes());
    let draws = format!("BT /F 12 Tf (Text) Tj ET {}", "/X Do /Y Do ".repeat(40));
    let forms = vec![form(&draws), form(&draws)];
    check(
        &pages(2, stream("", draws.as_bytes()), forms),
        "(limit `depth`)",
    );
    // A stream in a stream, and one that expands far.
    let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; 60 << 20], 6);
    check(
        &pages(1, packed("", &vec![b' '; 60 << 20]), Vec::new()),
        "(limit `stream`)",
    );
    let twice = miniz_oxide::deflate::compress_to_vec_zlib(&bomb, 6);
    let twice = stream("/Filter[/FlateDecode/FlateDecode]", &twice);
    check(&pages(1, twice, Vec::new()), "");
    // Tables that lead in circles, and a tree of pages that does.
    let circle = b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF";
    check(circle, "no page was found");
    let tree = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Count 2/Kids[2 0 R 2 0 R]>>".to_vec(),
    ];
    check(&pdf(&tree), "without pages");
    // Brackets without end, and headings of objects without end.
    check(
        &[b"%PDF-1.7\n".to_vec(), b"[".repeat(4 << 20)].concat(),
        "cut short",
    );
    check(
        &[b"%PDF-1.7\n".to_vec(), b"1 0 obj (".repeat(1 << 19)].concat(),
        "",
    );
    check(
        &[b"%PDF-1.7\n".to_vec(), b"1 0 obj <<".repeat(1 << 19)].concat(),
        "(limit `looked`)",
    );
    // A character map that has all codes many times, and widths that do.
    let map = b"<0000> <FFFF> <0041> endbfrange ".repeat(1_000);
    let font =
        "<</Type/Font/Subtype/Type0/ToUnicode 6 0 R/DescendantFonts[<</W[0 65535 9 0 65535 9]>>]>>";
    let fonts = vec![font.into(), stream("", &map)];
    let file = pages(3, stream("", b"BT /F 12 Tf <00410042> Tj ET"), fonts);
    let file = String::from_utf8(file)
        .unwrap()
        .replace("/F 4 0 R", "/F 5 0 R");
    check(file.as_bytes(), "");
}

#[test]
fn text_of_any_shape_is_read_in_time() {
    let lines = |line: &dyn Fn(usize) -> String, count: usize| -> Vec<u8> {
        let lines: String = (0..count).map(line).collect();
        packed("", format!("BT /F 12 Tf {lines} ET").as_bytes())
    };
    let check = |line: &dyn Fn(usize) -> String| {
        let file = pages(1, lines(line, 150_000), Vec::new());
        check("a.pdf", &file, &Limits::default(), "");
    };
    // In columns, on one line, each in a size of its own, drawn over each other.
    check(&|at| {
        format!(
            "1 0 0 1 {} {} Tm (column text) Tj\n",
            72 + at % 2 * 250,
            90_000 - at / 2
        )
    });
    check(&|at| format!("1 0 0 1 {} 500 Tm (word) Tj\n", at * 40));
    check(&|at| format!("/F {} Tf 1 0 0 1 72 {} Tm (size) Tj\n", 1 + at, at * 3));
    check(&|_| "1 0 0 1 72 500 Tm (same) Tj\n".to_owned());
}

#[test]
fn other_formats_are_bounded_too() {
    let check =
        |name, text: &str, expected| check(name, text.as_bytes(), &Limits::default(), expected);
    let deep = |open: &str| format!("<html><body>{}<p>Text", open.repeat(60_000));
    check("a.html", &deep("<div>"), "(limit `depth`)");
    check("a.html", &deep("<b><p>"), "");
    check("a.html", &deep("<ul><li>"), "(limit `depth`)");
    check("a.html", &"<p>a".repeat(300_000), "(limit `blocks`)");
    check(
        "a.html",
        "<html><body><p>The report says</p><p cla",
        "cut short",
    );
    check("a.md", &(">".repeat(100_000) + " text"), "(limit `depth`)");
    check("a.md", &("- ".repeat(50_000) + "text"), "(limit `depth`)");
    check("a.md", &("[".repeat(200_000) + "text"), "");
    check("a.md", &("**a _b ".repeat(100_000)), "");
    check("a.md", &("*".repeat(500_000) + "text\n\ntext"), "");
    check("a.md", &"a\n\n".repeat(100_000), "(limit `blocks`)");
    check("a.txt", &"a\n\n".repeat(1_000_000), "(limit `blocks`)");
    check("a.txt", &"a ".repeat(3 << 20), "(limit `text`)");
}
