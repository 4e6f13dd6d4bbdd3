//! Programs outside: pages that are pictures, and old Word files. Scripts stand for the programs, but
//! for one test, in which the real ones read a report that was made a picture.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod common;

use std::fmt::Write;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use common::{Run, TestEnvironment, items, pdf, text};

fn stream(keys: &str, data: &[u8]) -> Vec<u8> {
    let data = miniz_oxide::deflate::compress_to_vec_zlib(data, 6);
    let length = data.len();
    let mut stream =
        format!("<<{keys}/Filter/FlateDecode/Length {length}>>\nstream\n").into_bytes();
    stream.extend(data);
    stream.extend(b"\nendstream");
    stream
}

/// A page of a file.
enum Page {
    Text(&'static str),
    /// Width and height in pixels, of which 200 are an inch; grey values.
    Picture(usize, usize, Vec<u8>),
}

fn pages(pages: &[Page]) -> Vec<u8> {
    let number = |at: usize| 4 + 3 * at;
    let kids: String = (0..pages.len())
        .map(|at| format!("{} 0 R ", number(at)))
        .collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]>>", pages.len()).into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec(),
    ];
    for (at, page) in pages.iter().enumerate() {
        let (width, height, contents, picture) = match page {
            Page::Text(text) => {
                let contents = format!("BT /F 12 Tf 72 700 Td ({text}) Tj ET");
                (595.0, 842.0, contents, stream("", b""))
            }
            Page::Picture(width, height, grey) => {
                let keys = format!(
                    "/Type/XObject/Subtype/Image/Width {width}/Height {height}\
                     /ColorSpace/DeviceGray/BitsPerComponent 8"
                );
                let [w, h] = [*width, *height].map(|pixels| pixels as f64 * 72.0 / 200.0);
                (
                    w,
                    h,
                    format!("q {w} 0 0 {h} 0 0 cm /I Do Q"),
                    stream(&keys, grey),
                )
            }
        };
        let (contents_at, picture_at) = (number(at) + 1, number(at) + 2);
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents {contents_at} 0 R\
             /Resources<</Font<</F 3 0 R>>/XObject<</I {picture_at} 0 R>>>>>>"
        );
        objects.extend([page.into_bytes(), stream("", contents.as_bytes()), picture]);
    }
    pdf(&objects)
}

fn blank() -> Page {
    Page::Picture(1654, 2339, vec![255; 1654 * 2339])
}

/// What `tesseract` writes of a page with some lines, each with its confidence.
fn table(lines: &[(&str, u32)]) -> String {
    let mut table =
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\t\
                     conf\ttext\n1\t1\t0\t0\t0\t0\t0\t0\t1654\t2339\t-1\t\n"
            .to_owned();
    for (number, (line, confidence)) in (1..).zip(lines) {
        let mut left = 200;
        for (at, word) in (1..).zip(line.split(' ')) {
            let (top, width) = (200 + number * 40, word.len() * 15);
            writeln!(
                table,
                "5\t1\t1\t1\t{number}\t{at}\t{left}\t{top}\t{width}\t24\t{confidence}\t{word}"
            )
            .unwrap();
            left += width + 10;
        }
    }
    table
}

/// A folder with files to read, and one with programs, whose calls are counted.
struct Desk {
    env: TestEnvironment,
}

impl Desk {
    fn new() -> Self {
        let env = TestEnvironment::new();
        for folder in ["files", "bin"] {
            fs::create_dir(env.path(folder)).unwrap();
        }
        Desk { env }
    }

    fn file(&self, name: &str, bytes: &[u8]) {
        fs::write(self.env.path("files").join(name), bytes).unwrap();
    }

    /// Puts a script where programs are.
    fn program(&self, name: &str, script: &str) {
        let calls = self.env.path("calls");
        let path = self.env.path("bin").join(name);
        let script = format!(
            "#!/bin/sh\nPATH=/usr/bin:/bin\necho {name} >> '{}'\n{script}\n",
            calls.display()
        );
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
    }

    /// Puts scripts there that draw nothing and recognise a table.
    fn recogniser(&self, table: &str) {
        let path = self.env.path("table");
        fs::write(&path, table).unwrap();
        self.program("pdftoppm", "for last; do :; done; echo P5 > \"$last.pgm\"");
        self.program("tesseract", &format!("cp '{}' \"$2.tsv\"", path.display()));
    }

    fn calls(&self) -> usize {
        let calls = fs::read_to_string(self.env.path("calls"));
        calls.map_or(0, |calls| calls.lines().count())
    }

    fn run(&self, line: &str) -> Run {
        let mut command = self.env.command();
        command.env("PATH", self.env.path("bin"));
        Run::of(command.args(line.split(' ')))
    }

    /// Ingests, and returns what became of the only file.
    fn ingest(&self, options: &str) -> Value {
        let line = format!("ingest files {options}--format json");
        let summary = self.run(&line).succeeds().json();
        let [file] = items(&summary["files"]) else {
            panic!("{summary}");
        };
        file.clone()
    }

    fn paragraphs(&self) -> Vec<Value> {
        self.run("export --source all --format jsonl")
            .succeeds()
            .jsonl()
    }
}

#[track_caller]
fn is_refused(file: &Value, because: &str) {
    assert_eq!(file["status"], "refused", "{file}");
    assert!(text(&file["reason"]).contains(because), "{file}");
}

#[track_caller]
fn warns(file: &Value, kind: &str, message: &str) {
    let mut warnings = items(&file["warnings"]).iter();
    let found = warnings.any(|it| it["kind"] == kind && text(&it["message"]).contains(message));
    assert!(found, "{file}");
}

#[test]
fn a_scan_is_read_once_it_is_asked_for_and_the_programs_are_there() {
    let desk = Desk::new();
    desk.file("scan.pdf", &pages(&[blank()]));
    let install = "`apt install tesseract-ocr poppler-utils`";
    let asked = "without text, most likely of scanned pictures: `findings ingest --ocr FOLDER`";
    is_refused(&desk.ingest(""), asked);
    is_refused(&desk.ingest(""), install);
    is_refused(&desk.ingest("--ocr "), install);
    let lines = [("A kettle was found", 90), ("in the staff room.", 80)];
    desk.recogniser(&table(&lines));
    is_refused(&desk.ingest(""), asked);
    assert_eq!(desk.calls(), 0);

    let read = desk.ingest("--ocr ");
    assert_eq!(
        (&read["status"], desk.calls()),
        (&"indexed".into(), 2),
        "{read}"
    );
    warns(
        &read,
        "recognised",
        "page 1 recognised as text, with a mean confidence of 85%",
    );
    let [paragraph] = &desk.paragraphs()[..] else {
        panic!("{:?}", desk.paragraphs());
    };
    assert_eq!(paragraph["text"], "A kettle was found in the staff room.");
    assert_eq!(paragraph["recognised_confidence"], 85);
    let found = desk.run("search kettle --source all").succeeds().stdout;
    assert!(found.contains("page 1, recognised (85%)\n"), "{found}");

    // Nothing is read twice, nor lost where nobody asks any more.
    for options in ["--ocr ", "", "--rebuild "] {
        let file = desk.ingest(options);
        assert_ne!(file["status"], "refused", "{file}");
        assert_eq!((desk.calls(), desk.paragraphs().len()), (2, 1), "{options}");
    }
    let config = desk.env.path("my.toml");
    fs::write(&config, "ocr = 'always'\n").unwrap();
    let mut command = desk.env.command();
    command
        .env("PATH", desk.env.path("bin"))
        .env("FINDINGS_CONFIG", &config);
    Run::of(command.args(["ingest", "files", "--rebuild"])).succeeds();
    assert_eq!(desk.calls(), 4);
}

#[test]
fn a_program_that_fails_is_named_and_asked_again() {
    let desk = Desk::new();
    desk.file("scan.pdf", &pages(&[blank()]));
    let good = table(&[("A kettle was found.", 90)]);
    desk.recogniser(&good);
    let check = |script: &str, expected: &str| {
        desk.program("tesseract", script);
        is_refused(&desk.ingest("--ocr --limit program=1 "), expected);
    };
    check(
        "echo 'Error: no eng' >&2; exit 1",
        "tesseract failed: Error: no eng (exit status: 1)",
    );
    check(
        "exec sleep 60",
        "tesseract failed: it took more than 1 seconds (limit `program`)",
    );
    check(
        "echo nonsense > \"$2.tsv\"",
        "tesseract failed: it wrote nothing that can be used",
    );
    check(
        "exit 0",
        "tesseract failed: it wrote nothing that can be used",
    );
    desk.program("pdftoppm", "kill -9 $$");
    is_refused(&desk.ingest("--ocr "), "pdftoppm failed: signal: 9");
    desk.recogniser(&table(&[("x@ ,;' W", 20)]));
    is_refused(&desk.ingest("--ocr "), "no text was recognised");
    // That is no failure.
    let calls = desk.calls();
    is_refused(&desk.ingest("--ocr "), "no text was recognised");
    assert_eq!(desk.calls(), calls);
    assert_eq!(
        desk.ingest("--ocr --limit pictures=0 --rebuild ")["status"],
        "refused"
    );
    assert_eq!(desk.calls(), calls);
}

#[test]
fn pages_of_text_and_of_pictures_are_read_together() {
    let desk = Desk::new();
    let first = Page::Text("A kettle stood on the first page.");
    desk.file(
        "both.pdf",
        &pages(&[
            first,
            blank(),
            blank(),
            Page::Text("And a pan on the last."),
        ]),
    );
    let file = desk.ingest("");
    assert_eq!(file["status"], "indexed");
    warns(
        &file,
        "incomplete",
        "pages 2 and 3 are pictures without text: `findings ingest --ocr",
    );
    assert_eq!(desk.paragraphs().len(), 2);

    desk.recogniser(&table(&[("A spoon lay on this one.", 70)]));
    // The third page cannot be drawn.
    desk.program(
        "pdftoppm",
        "for last; do :; done; [ $2 = 2 ] || exit 9; echo P5 > \"$last.pgm\"",
    );
    let file = desk.ingest("--ocr ");
    warns(
        &file,
        "recognised",
        "page 2 recognised as text, with a mean confidence of 70%",
    );
    warns(
        &file,
        "incomplete",
        "page 3 is a picture without text: pdftoppm failed",
    );
    let marks = |paragraph: &Value| {
        let page = paragraph["page"].as_u64().unwrap();
        (page, paragraph["recognised_confidence"].as_u64())
    };
    let read: Vec<_> = desk.paragraphs().iter().map(marks).collect();
    assert_eq!(read, [(1, None), (2, Some(70)), (4, None)]);
    desk.recogniser(&table(&[("A spoon lay on this one.", 70)]));
    assert_eq!(desk.ingest("--ocr ")["status"], "indexed");
    let read: Vec<_> = desk.paragraphs().iter().map(marks).collect();
    assert_eq!(read, [(1, None), (2, Some(70)), (3, Some(70)), (4, None)]);
}

/// The beginning of a compound file with the stream of Word.
fn old_word() -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn an_old_word_file_is_read_by_the_first_program_that_is_there() {
    let desk = Desk::new();
    desk.file("-old name; x.doc", &old_word());
    let expected = "an old Word (.doc) file (save it as .docx): `apt install antiword`";
    is_refused(&desk.ingest(""), expected);
    desk.program("catdoc", "exit 3");
    is_refused(
        &desk.ingest(""),
        "save it as .docx): catdoc failed: exit status: 3",
    );
    desk.program(
        "catdoc",
        "[ \"$*\" = '-w -d utf-8 input.doc' ] && printf 'A kettle.\\n'",
    );
    assert_eq!(desk.ingest("")["status"], "indexed");
    assert_eq!(desk.paragraphs()[0]["text"], "A kettle.");
    assert_eq!(desk.paragraphs()[0]["recognised_confidence"], Value::Null);
    let calls = desk.calls();
    desk.program("antiword", "printf 'A spoon.\\n'");
    assert_eq!(desk.ingest("")["status"], "unchanged");
    assert_eq!(desk.calls(), calls);
    desk.ingest("--rebuild ");
    assert_eq!(desk.paragraphs()[0]["text"], "A spoon.");
    // LibreOffice writes a file.
    let report = "mkdir x; for last; do :; done; [ $last = input.doc ] && echo no > input.docx";
    desk.program("soffice", report);
    is_refused(&desk.ingest("--rebuild "), "not a zip archive");
}

/// Draws the pages of a file by `pdftoppm`; none where that is not installed.
fn drawn(file: &Path, into: &Path) -> Option<Vec<Page>> {
    let mut command = Command::new("pdftoppm");
    command
        .args(["-r", "200", "-gray"])
        .arg(file)
        .arg(into.join("page"));
    command.status().ok()?.success().then_some(())?;
    let mut names: Vec<_> = fs::read_dir(into)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    names.sort();
    let picture = |bytes: Vec<u8>| {
        let head = bytes.splitn(4, u8::is_ascii_whitespace).take(3);
        let head: Vec<&str> = head
            .map(|word| std::str::from_utf8(word).unwrap())
            .collect();
        let [width, height] = [head[1], head[2]].map(|number| number.parse::<usize>().unwrap());
        Page::Picture(
            width,
            height,
            bytes[bytes.len() - width * height..].to_vec(),
        )
    };
    Some(
        names
            .iter()
            .map(|name| picture(fs::read(name).unwrap()))
            .collect(),
    )
}

#[test]
fn a_report_that_was_made_a_picture_is_recognised() {
    let desk = Desk::new();
    let name = "children's services inspection - 24 july 2019.pdf";
    let report = desk.env.path("corpus/ambleford").join(name);
    fs::create_dir(desk.env.path("drawn")).unwrap();
    let is_there = Command::new("tesseract").arg("--version").output().is_ok();
    let Some(pictures) = drawn(&report, &desk.env.path("drawn")).filter(|_| is_there) else {
        eprintln!("skipped: `apt install tesseract-ocr poppler-utils` brings what this test needs");
        return;
    };
    let read = |line: &str| {
        let mut command = desk.env.command();
        command.env("PATH", std::env::var_os("PATH").unwrap());
        Run::of(command.args(line.split(' ')))
    };
    fs::create_dir(desk.env.path("original")).unwrap();
    fs::copy(&report, desk.env.path("original").join(name)).unwrap();
    let gazetteer = "--gazetteer corpus/gazetteer.csv";
    let mut texts = Vec::new();
    desk.file(name, &pages(&pictures));
    for (folder, options) in [("original", ""), ("files", " --ocr")] {
        let index = format!("--index {folder}.index");
        read(&format!("ingest {folder} {gazetteer} {index}{options}")).succeeds();
        let rows = read(&format!("export --source all --format jsonl {index}")).jsonl();
        let words: Vec<String> = rows
            .iter()
            .flat_map(|row| text(&row["text"]).split_whitespace().map(str::to_owned))
            .collect();
        let percent: Vec<_> = rows
            .iter()
            .map(|row| row["recognised_confidence"].as_u64())
            .collect();
        texts.push((words, percent));
    }
    let [(words, unmarked), (seen, percent)] = &texts[..] else {
        unreachable!("two were read");
    };
    assert!(unmarked.iter().all(Option::is_none));
    assert!(
        percent
            .iter()
            .all(|percent| percent.is_some_and(|it| it > 50)),
        "{percent:?}"
    );
    let mut left = seen.clone();
    let mut found = 0;
    for word in words {
        if let Some(at) = left.iter().position(|other| other == word) {
            left.swap_remove(at);
            found += 1;
        }
    }
    assert!(
        found * 100 >= words.len() * 97,
        "{found} of {}",
        words.len()
    );
}
