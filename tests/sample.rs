//! The sample in `corpus/` is what the generator makes, and so are the documents in
//! `tests/other`; and the generator always makes the same.

#[path = "generator/mod.rs"]
mod generator;

use std::collections::BTreeSet;
use std::path::Path;

use generator::spec::Kind;
use generator::truth::Form;

fn corpus() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"))
}

#[test]
fn committed_files_are_what_the_generator_makes() {
    for report in generator::sample().expect("the sources of the sample parse") {
        let path = corpus().join(&report.path);
        let committed = std::fs::read(&path).unwrap_or_default();
        assert!(
            committed == report.bytes,
            "{} differs: cargo run --example generate -- corpus",
            path.display()
        );
        assert!(
            committed.len() < 60_000,
            "{} has grown too large",
            path.display()
        );
    }
}

#[test]
fn every_pdf_of_the_sample_has_a_source() {
    let made: BTreeSet<_> = generator::sample()
        .expect("the sources of the sample parse")
        .into_iter()
        .map(|report| corpus().join(report.path))
        .collect();
    let found: BTreeSet<_> = walkdir::WalkDir::new(corpus())
        .into_iter()
        .map(|entry| entry.expect("the sample can be read").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
        .collect();
    assert_eq!(made, found);
}

#[test]
fn committed_documents_of_other_inspectorates_are_what_the_generator_makes() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/other"));
    let files = generator::other::written().expect("the sources parse");
    for file in &files {
        let committed = std::fs::read(folder.join(&file.path)).unwrap_or_default();
        assert!(
            committed == file.bytes,
            "{} differs: cargo run --example generate -- --other tests/other",
            file.path
        );
        assert!(file.bytes.len() < 60_000, "{} is too large", file.path);
    }
    let made: BTreeSet<_> = files.iter().map(|file| folder.join(&file.path)).collect();
    let found: BTreeSet<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("the documents can be read"))
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    assert_eq!(made, found);
}

#[test]
fn every_authority_of_the_sample_is_in_its_gazetteer() {
    let gazetteer = std::fs::read_to_string(corpus().join("gazetteer.csv")).unwrap_or_default();
    for report in generator::sample().expect("the sources of the sample parse") {
        let row = format!("\n{},", report.truth.authority);
        assert!(
            gazetteer.contains(&row),
            "{} is missing",
            report.truth.authority
        );
    }
}

#[test]
fn a_seed_always_gives_the_same_files() {
    for place in 0..20 {
        let [first, second] = [0, 1].map(|_| generator::render(&generator::bulk::report(3, place)));
        assert!(
            first.bytes == second.bytes,
            "report {place} differs from itself"
        );
        assert_eq!(first.truth, second.truth);
    }
}

#[test]
fn no_two_reports_of_a_seed_meet() {
    let reports: Vec<_> = (0..2000)
        .map(|place| generator::bulk::report(1, place))
        .collect();
    let ids: BTreeSet<_> = reports
        .iter()
        .map(|report| (&report.slug, &report.end, report.kind.slug()))
        .collect();
    assert_eq!(ids.len(), reports.len());
}

#[test]
fn every_file_can_be_loaded_and_has_its_pages() {
    let bulk = (0..40).map(|place| generator::render(&generator::bulk::report(5, place)));
    let sample = generator::sample().expect("the sources of the sample parse");
    for report in sample.into_iter().chain(bulk) {
        let document = lopdf::Document::load_mem(&report.bytes)
            .unwrap_or_else(|error| panic!("{}: {error}", report.path));
        assert_eq!(
            document.get_pages().len() as u32,
            report.truth.pages,
            "{}",
            report.path
        );
    }
}

#[test]
fn the_truth_numbers_findings_without_a_gap() {
    for place in 0..200 {
        let source = generator::bulk::report(9, place);
        let truth = generator::render(&source).truth;
        let numbers: Vec<u32> = truth.paragraphs.iter().filter_map(|p| p.number()).collect();
        let expected: Vec<u32> = (1..=numbers.len() as u32).collect();
        assert_eq!(numbers, expected, "report {place}");
        assert_eq!(
            numbers.is_empty(),
            !(source.kind == Kind::Ilacs || source.kind.is_sif())
        );
        for paragraph in &truth.paragraphs {
            assert!(!paragraph.text.is_empty());
            assert!(1 <= paragraph.page && paragraph.page <= paragraph.last_page);
            assert!(paragraph.last_page <= truth.pages);
            assert!(paragraph.form != Form::Cell || truth.kind == "area-send");
        }
    }
}
