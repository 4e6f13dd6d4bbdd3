//! What whole pages are read as, by their contents.

use crate::model::{Budget, WarningKind};

use super::file::tests::written;
use super::{Document, PdfError, ShownPage, read};

const HELVETICA: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

/// Makes a file of one page of 600 by 800 points with fonts `F` and, as objects from 5 on, others.
fn file(page: &str, contents: &str, others: &[&str]) -> String {
    let page = format!(
        "<</Type/Page/MediaBox[0 0 600 800]{page}/Contents 4 0 R/Resources<</Font<</F {HELVETICA}\
         /G 5 0 R>>/XObject<</X 6 0 R/I 7 0 R>>/ExtGState<</S 8 0 R>>/Properties<</P 9 0 R>>>>>>"
    );
    let contents = stream("", contents);
    let mut objects = vec![
        "<</Pages 2 0 R>>",
        "<</Kids[3 0 R]/Count 1>>",
        &page,
        &contents,
    ];
    objects.extend(others);
    written(&objects)
}

fn stream(dict: &str, data: &str) -> String {
    format!("<<{dict}/Length {}>>stream\n{data}\nendstream", data.len())
}

fn document(page: &str, contents: &str, others: &[&str]) -> Document {
    let source = file(page, contents, others);
    read(source.as_bytes(), &Budget::default()).unwrap().value
}

/// Reads contents in which `/F` is Helvetica, `/X` draws a form, `/I` is a picture and `/S` sets a font.
fn check(contents: &str, expected: &[&str]) {
    let form = stream(
        "/Subtype/Form/BBox[0 0 600 800]",
        "BT 50 600 Td (in a form) Tj ET",
    );
    let picture = stream("/Subtype/Image/Width 1/Height 1", "x");
    let state = "<</Font[10 0 R 12]>>";
    let others = [
        "<</Type/Font>>",
        &form,
        &picture,
        state,
        "<</ActualText(stated)>>",
        HELVETICA,
    ];
    let document = document("", contents, &others);
    let texts: Vec<_> = document
        .runs
        .iter()
        .map(|run| document.run_text(run))
        .collect();
    assert_eq!(texts, expected, "{contents}");
}

#[test]
fn a_form_inherits_the_font_of_its_caller() {
    check("BT /F 12 Tf ET /X Do", &["in a form"]);
    check(
        "q BT /F 12 Tf ET Q BT 50 700 Td (no font) Tj /F 9 Tf (a font) Tj ET",
        &["a font"],
    );
}

#[test]
fn a_state_of_graphics_sets_a_font() {
    check(
        "/S gs BT 50 700 Td (set by a state) Tj ET",
        &["set by a state"],
    );
}

#[test]
fn stated_text_takes_the_place_of_what_is_shown() {
    let shown = |mark: &str| format!("BT /F 12 Tf 50 700 Td (con) Tj {mark} (-) Tj EMC ET");
    check(
        &shown("/Span <</ActualText <FEFF00AD>>> BDC"),
        &["con", "\u{AD}"],
    );
    check(
        &shown("/Span <</ActualText (\\376\\377\\000\\255)>> BDC"),
        &["con", "\u{AD}"],
    );
    check(&shown("/Span /P BDC"), &["con", "stated"]);
    check(&shown("/Span <</Lang (en)>> BDC"), &["con", "-"]);
    check(
        "BT /F 12 Tf 50 700 Td /Span <</ActualText (of two)>> BDC (of ) Tj (two) Tj EMC ET",
        &["of ", "two"],
    );
    check(
        "BT /F 12 Tf 50 700 Td /Span <</ActualText (all)>> BDC (a) Tj /Span <</ActualText (b)>> BDC \
         (x) Tj EMC (c) Tj EMC (d) Tj ET",
        &["all", "d"],
    );
}

#[test]
fn a_hyphen_that_is_shown_and_not_stated_is_a_soft_one() {
    let line = |shown: &str| {
        format!("BT /F 12 Tf 50 700 Td /P <</ActualText (of broth)>> BDC {shown} EMC ET")
    };
    check(&line("(of broth-) Tj"), &["of broth\u{AD}"]);
    check(&line("(of ) Tj (broth- ) Tj"), &["of ", "broth\u{AD}"]);
    check(&line("(of-) Tj"), &["of broth"]);
}

#[test]
fn stated_text_stands_where_it_was_shown() {
    let contents = "BT /F 10 Tf 50 700 Td /Span <</ActualText (all)>> BDC (aa) Tj (aa) Tj EMC ET";
    let document = document("", contents, &[]);
    let [run] = &document.runs[..] else {
        panic!("{:?}", document.runs);
    };
    assert_eq!((run.x, run.y), (50.0, 700.0));
    assert!((run.x_end - 72.24).abs() < 0.01, "{}", run.x_end);
}

#[test]
fn a_hyphen_that_is_an_artifact_is_a_soft_one() {
    let broken = |word: &str, hyphen: &str| {
        format!("BT /F 12 Tf 50 700 Td ({word}) Tj /Artifact BMC ({hyphen}) Tj EMC ET")
    };
    check(&broken("consis", "-"), &["consis\u{AD}"]);
    check(&broken("2024", "-"), &["2024"]);
    check(&broken("text", "7"), &["text"]);
}

#[test]
fn invisible_text_is_read_where_a_picture_shows_it() {
    let invisible = "BT 3 Tr /F 12 Tf 50 700 Td (unseen) Tj ET ";
    let visible = "BT 0 Tr /F 12 Tf 50 300 Td (seen) Tj ET ";
    check(&format!("{invisible}{visible}"), &["seen"]);
    check(invisible, &["unseen"]);
    let scan = "q 600 0 0 800 0 0 cm /I Do Q ";
    check(&format!("{scan}{invisible}{visible}"), &["unseen", "seen"]);
}

#[test]
fn pages_that_are_pictures_are_known() {
    let picture = stream("/Subtype/Image/Width 1/Height 1", "x");
    let objects = |second: &str| {
        let page = |contents: u32| {
            format!(
                "<</Type/Page/MediaBox[0 0 600 800]/Contents {contents} 0 R/Resources\
                 <</Font<</F {HELVETICA}>>/XObject<</I 7 0 R>>>>>>"
            )
        };
        let text = stream("", "BT /F 12 Tf 50 700 Td (text) Tj ET");
        let second = stream("", second);
        let pages = "<</Kids[3 0 R 4 0 R]/Count 2>>";
        let (one, two) = (page(5), page(6));
        let source = written(&[
            "<</Pages 2 0 R>>",
            pages,
            &one,
            &two,
            &text,
            &second,
            &picture,
        ]);
        let document = read(source.as_bytes(), &Budget::default()).unwrap().value;
        document.pictures_alone()
    };
    assert_eq!(objects("q 500 0 0 700 50 50 cm /I Do Q"), [1]);
    assert_eq!(
        objects("q 500 0 0 350 0 0 cm /I Do Q q 500 0 0 350 0 350 cm /I Do Q"),
        [1]
    );
    assert!(objects("q 100 0 0 100 50 50 cm /I Do Q").is_empty());
    let labelled = "q 500 0 0 700 50 50 cm /I Do Q BT /F 9 Tf 9 9 Td (label) Tj ET";
    assert!(objects(labelled).is_empty());
}

#[test]
fn places_are_those_of_the_page_as_it_is_shown() {
    let contents = "BT /F 10 Tf 110 700 Td (aa) Tj ET";
    let place = |page: &str| {
        let document = document(page, contents, &[]);
        let (run, page) = (&document.runs[0], document.pages[0]);
        let length = ((run.x_end - run.x) * 100.0).round() / 100.0;
        (run.x, run.y, length, page.width, page.height)
    };
    assert_eq!(place(""), (110.0, 700.0, 11.12, 600.0, 800.0));
    assert_eq!(
        place("/CropBox[100 100 500 750]"),
        (10.0, 600.0, 11.12, 400.0, 650.0)
    );
    assert_eq!(
        place("/CropBox[900 900 950 950]"),
        (110.0, 700.0, 11.12, 600.0, 800.0)
    );
    let turned = "BT /F 10 Tf 0 1 -1 0 100 50 Tm (aa) Tj ET";
    let document = document("/Rotate 90", turned, &[]);
    let (run, page) = (&document.runs[0], document.pages[0]);
    assert_eq!(
        (run.x.round(), run.y.round(), run.angle),
        (50.0, 500.0, 0.0)
    );
    assert_eq!((page.width, page.height), (800.0, 600.0));
}

#[test]
fn glyphs_that_stand_for_no_known_character_are_doubted() {
    let font =
        "<</Type/Font/Subtype/Type0/BaseFont/Secret/Encoding/Identity-H/DescendantFonts[6 0 R]>>";
    let descendant = "<</Type/Font/Subtype/CIDFontType2/BaseFont/Secret/DW 500>>";
    let secret = "BT /G 12 Tf 50 600 Td <000100020003> Tj ET";
    let both = format!("BT /F 12 Tf 50 700 Td (text) Tj ET {secret}");
    let source = file("", &both, &[font, descendant]);
    let read_whole = read(source.as_bytes(), &Budget::default()).unwrap();
    let doubt = read_whole
        .warnings
        .iter()
        .find(|warning| warning.kind == WarningKind::UnmappedGlyphs)
        .unwrap();
    assert_eq!(
        doubt.to_string(),
        "unmapped-glyphs: 3 glyphs of the font Secret cannot be mapped to characters, on page 1 (page 1)"
    );
    // Three among thousands are marks of some kind.
    let long = format!(
        "BT /F 12 Tf 50 700 Td ({}) Tj ET {secret}",
        "text ".repeat(700)
    );
    let source = file("", &long, &[font, descendant]);
    let read_whole = read(source.as_bytes(), &Budget::default()).unwrap();
    let kinds: Vec<_> = read_whole.warnings.iter().map(|it| it.kind).collect();
    assert!(!kinds.contains(&WarningKind::UnmappedGlyphs), "{kinds:?}");
    let source = file("", secret, &[font, descendant]);
    let error = read(source.as_bytes(), &Budget::default()).unwrap_err();
    let font = "Secret".to_owned();
    assert_eq!(error.pages_to_recognise().map(<[ShownPage]>::len), Some(1));
    assert!(matches!(error, PdfError::Unmapped { font: of, glyphs: 3, .. } if of == font),);
}

#[test]
fn predefined_maps_say_what_codes_stand_for() {
    let read_as = |encoding: &str, ordering: &str, codes: &str| {
        let font = format!(
            "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/{encoding}/DescendantFonts[6 0 R]>>"
        );
        let descendant = format!(
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/DW 1000/W[1[250]]/CIDSystemInfo\
             <</Registry(Adobe)/Ordering({ordering})/Supplement 0>>>>"
        );
        let contents = format!("BT /G 10 Tf 50 600 Td <{codes}> Tj ET");
        let document = document("", &contents, &[&font, &descendant]);
        let run = &document.runs[0];
        (document.run_text(run).to_owned(), run.x_end - run.x)
    };
    assert_eq!(read_as("UniGB-UCS2-H", "GB1", "4E2D65870041").0, "中文A");
    assert_eq!(read_as("GBK-EUC-H", "GB1", "20D6D0CEC441").0, " 中文A");
    assert_eq!(read_as("90ms-RKSJ-H", "Japan1", "93FA967B").0, "日本");
    // CID 1 is the space of all of Adobe's collections.
    assert_eq!(
        read_as("Identity-H", "Japan1", "00010022"),
        (" A".to_owned(), 12.5)
    );
}

#[test]
fn files_that_are_attached_are_named() {
    let source = file("", "BT /F 12 Tf 50 600 Td (Help is early.) Tj ET", &[]);
    let plain = read(source.as_bytes(), &Budget::default()).unwrap();
    let left_out = |warnings: &[crate::model::Warning]| -> Vec<String> {
        let told = warnings.iter();
        let told = told.filter(|warning| warning.kind == WarningKind::LeftOut);
        told.map(|warning| warning.message.clone()).collect()
    };
    assert!(left_out(&plain.warnings).is_empty());
    let page = format!(
        "<</Type/Page/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F {HELVETICA}>>>>>>"
    );
    let contents = stream("", "BT /F 12 Tf 50 600 Td (Help is early.) Tj ET");
    let attached = written(&[
        "<</Pages 2 0 R/Names<</EmbeddedFiles<</Kids[5 0 R 6 0 R]>>>>>>",
        "<</Kids[3 0 R]/Count 1>>",
        &page,
        &contents,
        "<</Names[(a)<</F(report.docx)>>(b)<</UF(plan.xlsx)/F(x)>>]>>",
        // A tree that leads to itself.
        "<</Kids[6 0 R]>>",
    ]);
    let read = read(attached.as_bytes(), &Budget::default()).unwrap();
    assert_eq!(
        left_out(&read.warnings),
        ["attached inside the file, not read: `report.docx`, `plan.xlsx`"]
    );
}
