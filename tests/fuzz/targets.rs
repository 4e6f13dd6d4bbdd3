//! What fuzzing runs: each function takes any bytes and must return, within limits.
//!
//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz TARGET tests/fuzz/seeds/TARGET` runs one of them;
//! `cargo test --test fuzzed` reads what is in `seeds` with each.

#![allow(dead_code, reason = "each program runs one")]

#[path = "../office/archive.rs"]
mod archive;
#[path = "../malformed/pdf.rs"]
mod pdf_file;

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use findings::formats::{self, FileFormat};
use findings::index::{Index, IngestOptions, SearchRequest, ingest};
use findings::layout;
use findings::model::{Budget, is_control};
use findings::query::{self, Filters};
use findings::report::{self, Origin};
use findings::rules::Rules;
use pdf_file::Pdf;
use tempfile::TempDir;

/// Reads blocks to the end: whatever they are, the report is text.
fn assemble(blocks: &[layout::Block]) {
    let read = report::read(blocks, &Origin::of_name("a.pdf"), Rules::builtin());
    for paragraph in &read.value.paragraphs {
        assert!(!paragraph.text.contains(is_control) || paragraph.text.starts_with(is_control));
    }
}

fn read_pdf(bytes: &[u8]) {
    if let Ok(document) = findings::pdf::read(bytes, &Budget::default()) {
        assemble(&layout::blocks(&document.value).value);
    }
}

fn read_text(bytes: &[u8], format: FileFormat) {
    if let Ok(blocks) = formats::read(bytes, format, &Budget::default()) {
        assemble(&blocks.value);
    }
}

/// A whole PDF.
pub(crate) fn pdf(bytes: &[u8]) {
    read_pdf(bytes);
}

const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R\
                    /Resources<</Font<</F 5 0 R>>/XObject<</X 7 0 R>>>>/StructParents 0>>";
const FONT: &str = "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R\
                    /DescendantFonts[<</Type/Font/Subtype/CIDFontType2/DW 500>>]>>";
const ROOT: &str = "<</Type/StructTreeRoot/K 9 0 R>>";
const CHILDREN: &str = "<</S/Document/K[<</S/P/Pg 3 0 R/K 0>><</S/L/K[<</S/LI/Pg 3 0 R/K 1>>]>>]>>";
const CONTENTS: &[u8] = b"/P <</MCID 0>> BDC BT /F 9 Tf 20 700 Td <00410042> Tj ET EMC \
                          /P <</MCID 1>> BDC BT /F 9 Tf 20 600 Td [<0043> -300 <0044>] TJ ET EMC /X Do";
const MAP: &[u8] = b"1 begincodespacerange <0000> <ffff> endcodespacerange \
                     2 beginbfrange <0000> <00ff> <0000> endbfrange";
const FORM: &[u8] = b"BT /F 9 Tf 20 500 Td <00450046> Tj ET";

/// A tagged PDF of a page, some of whose parts are given.
fn page(contents: &[u8], font: &str, map: &[u8], children: &str) -> Vec<u8> {
    let mut pdf = Pdf::new();
    pdf.object("<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 8 0 R>>");
    pdf.object("<</Type/Pages/Count 1/Kids[3 0 R]>>")
        .object(PAGE);
    pdf.stream("", contents).object(font).stream("", map);
    pdf.stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>/XObject<</X 7 0 R>>>>", FORM);
    pdf.object(ROOT).object(children);
    pdf.finish()
}

/// The contents of a page.
pub(crate) fn pdf_contents(bytes: &[u8]) {
    read_pdf(&page(bytes, FONT, MAP, CHILDREN));
}

/// The character map of a font.
pub(crate) fn pdf_map(bytes: &[u8]) {
    read_pdf(&page(CONTENTS, FONT, bytes, CHILDREN));
}

/// An element of the structure tree, as it is written.
pub(crate) fn pdf_structure(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    read_pdf(&page(CONTENTS, FONT, MAP, &text));
}

/// A font, as it is written.
pub(crate) fn pdf_font(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    read_pdf(&page(CONTENTS, &text, MAP, CHILDREN));
}

/// A page of HTML.
pub(crate) fn html(bytes: &[u8]) {
    read_text(bytes, FileFormat::Html);
}

/// A text in markdown.
pub(crate) fn markdown(bytes: &[u8]) {
    read_text(bytes, FileFormat::Markdown);
}

/// The body of a Word document.
pub(crate) fn docx(bytes: &[u8]) {
    let body = String::from_utf8_lossy(bytes);
    read_text(&archive::docx(&body), FileFormat::Docx);
}

/// The archive of a Word document.
pub(crate) fn docx_archive(bytes: &[u8]) {
    read_text(bytes, FileFormat::Docx);
}

/// The body of an OpenDocument text.
pub(crate) fn odt(bytes: &[u8]) {
    let body = String::from_utf8_lossy(bytes);
    read_text(&archive::odt(&body), FileFormat::Odt);
}

/// A document in Rich Text Format.
pub(crate) fn rtf(bytes: &[u8]) {
    read_text(&[b"{\\rtf1 ", bytes].concat(), FileFormat::Rtf);
}

/// A message, and what is attached to it.
pub(crate) fn mail(bytes: &[u8]) {
    for format in [FileFormat::Eml, FileFormat::Msg, FileFormat::Mhtml] {
        read_text(bytes, format);
        let _ = formats::attachments(bytes, format, &Budget::default());
    }
}

/// Plain text in any encoding.
pub(crate) fn plain(bytes: &[u8]) {
    read_text(bytes, FileFormat::Plain);
}

/// Texts of a small index.
const TEXTS: [&str; 3] = [
    "# Invented News\n\nChildren’s plans are the plans that the council plans. CSE and SEND.\n",
    "# Other News\n\nThe child, the children and the café; life-story work is late, is late.\n",
    "# More News\n\nSocial workers know children well. The the the the.\n",
];

fn small() -> &'static (TempDir, Index) {
    static SMALL: OnceLock<(TempDir, Index)> = OnceLock::new();
    SMALL.get_or_init(|| {
        let dir = TempDir::new().unwrap();
        let texts = dir.path().join("texts");
        fs::create_dir(&texts).unwrap();
        for (number, text) in TEXTS.iter().enumerate() {
            fs::write(texts.join(format!("{number}.md")), text).unwrap();
        }
        let options = IngestOptions::default();
        ingest(&dir.path().join("index"), &[texts], &options, &|_| {}).unwrap();
        let index = Index::open(&dir.path().join("index")).unwrap();
        (dir, index)
    })
}

/// The text of a query: what is parsed is written as it was meant, and answered.
pub(crate) fn query(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(parsed) = query::parse(&text) else {
        return;
    };
    let (_, index) = small();
    let _ = index.search(&SearchRequest::new(parsed));
}

/// A filter and its value.
pub(crate) fn filters(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (_, index) = small();
    let (field, value) = text.split_once('=').unwrap_or(("authority", &text));
    if let Ok(parsed) = query::parse(&format!("{field}:\"{value}\"")) {
        let request = SearchRequest {
            filters: Filters::default(),
            ..SearchRequest::new(parsed)
        };
        let _ = index.search(&request);
    }
}

/// Records as they lie in an index.
pub(crate) fn records(bytes: &[u8]) {
    #[cfg(fuzzing)]
    findings::index::decode_anything(bytes);
    #[cfg(not(fuzzing))]
    let _ = bytes;
}

/// An index with some bytes changed: it answers as it did, or not at all.
pub(crate) fn commit(bytes: &[u8]) {
    let (dir, index) = small();
    let sound = answer(index);
    let changed = TempDir::new().unwrap();
    let mut names: Vec<_> = fs::read_dir(dir.path().join("index"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    let mut changes = bytes.chunks_exact(4);
    let which = changes.next().map_or(0, |change| usize::from(change[0]));
    for (number, name) in names.iter().enumerate() {
        let mut file = fs::read(dir.path().join("index").join(name)).unwrap();
        if number == which % names.len() && !file.is_empty() {
            for change in changes.by_ref() {
                let at = usize::from(u16::from_le_bytes([change[0], change[1]]));
                let at = at % file.len();
                file[at] ^= change[2];
            }
        }
        fs::write(changed.path().join(name), file).unwrap();
    }
    match Index::open(Path::new(changed.path())) {
        Ok(index) => assert_eq!(answer(&index), sound),
        Err(error) => drop(error.to_string()),
    }
}

fn answer(index: &Index) -> Vec<String> {
    let request = SearchRequest::new(query::parse("child* OR council").unwrap());
    let hits = index.search(&request).unwrap().hits;
    hits.into_iter().map(|hit| hit.paragraph.text).collect()
}
