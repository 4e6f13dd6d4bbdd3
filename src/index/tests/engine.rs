//! What is done past the engine's own writer, held against it: the postings of segments, and the
//! list of its files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use tantivy::indexer::NoMergePolicy;
use tantivy::postings::Postings;
use tantivy::schema::{Field as TantivyField, IndexRecordOption};
use tantivy::tokenizer::{PreTokenizedString, Token};
use tantivy::{DocAddress, DocSet, TERMINATED, TantivyDocument};

use super::{index, ingested, report, search};
use crate::index::commit::Commit;
use crate::index::disk::payload::open_tantivy;
use crate::index::disk::schema::{Class, FORMAT, Fields, schema};
use crate::index::disk::store::Store;
use crate::index::disk::{LIST, WriteDirectory};
use crate::index::text::{SENTENCE_MARK, sentence_words, term, unstemmed};
use crate::index::{Index, IndexWriter, ReportRecord};
use crate::model::{Language, Paragraph};
use crate::query::Filters;
use crate::query::fold::{abbreviation, fold, words};

#[test]
fn the_format_names_the_engine_that_is_built_in() {
    let (_, engine) = FORMAT.split_once(", ").expect("it names the engine");
    let version = engine.strip_prefix("tantivy ").expect("it is tantivy");
    let built_in = tantivy::version().to_string();
    assert!(
        built_in.starts_with(&format!("tantivy v{version}, ")),
        "{FORMAT}: {built_in}"
    );
}

/// Where a term stands in a document: its places, in the order in which they are stored.
type Posting = (u32, u32, Vec<u32>);

/// What a segment holds of one field: its terms and where each stands.
fn postings(index: &tantivy::Index, field: TantivyField) -> Vec<(Vec<u8>, Vec<Posting>)> {
    let searcher = index.reader().unwrap().searcher();
    let [segment] = searcher.segment_readers() else {
        panic!("{} segments", searcher.segment_readers().len());
    };
    let inverted = segment.inverted_index(field).unwrap();
    let mut all = Vec::new();
    let mut terms = inverted.terms().stream().unwrap();
    while let Some((term, info)) = terms.next() {
        let mut of_term = inverted
            .read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)
            .unwrap();
        let mut found = Vec::new();
        while of_term.doc() != TERMINATED {
            let mut places = Vec::new();
            of_term.positions(&mut places);
            found.push((of_term.doc(), of_term.term_freq(), places));
            of_term.advance();
        }
        assert_eq!(found.len(), info.doc_freq as usize);
        all.push((term.to_vec(), found));
    }
    all
}

/// The tokens of words and marks, each behind its place, as text for the engine's own writer.
fn tokens(text: &str, tokens: impl IntoIterator<Item = (u32, String)>) -> PreTokenizedString {
    let tokens = tokens.into_iter().map(|(position, text)| Token {
        position: position as usize,
        text,
        ..Token::default()
    });
    PreTokenizedString {
        text: text.to_owned(),
        tokens: tokens.collect(),
    }
}

/// What the engine is to index of a paragraph.
fn paragraph_document(
    fields: &Fields,
    paragraph: &Paragraph,
    language: Language,
) -> TantivyDocument {
    let text = &paragraph.text;
    let spans: Vec<_> = words(text).collect();
    let spell: fn(&str) -> String = match language.has_stems() {
        true => term,
        false => unstemmed,
    };
    let places = || (0..).zip(&spans);
    let terms = places().map(|(place, span)| (place, spell(&fold(&text[span.clone()]))));
    let abbreviations =
        places().filter_map(|(place, span)| Some((place, abbreviation(&text[span.clone()])?)));
    let sentences = sentence_words(text, &spans);
    let sentences = sentences.iter().map(|at| (*at, SENTENCE_MARK.to_owned()));
    let mut marks: Vec<_> = abbreviations.chain(sentences).collect();
    marks.sort_by_key(|(place, _)| *place);
    let mut document = TantivyDocument::new();
    document.add_pre_tokenized_text(fields.words(), tokens(text, terms));
    document.add_pre_tokenized_text(fields.marks(), tokens(text, marks));
    document
}

/// Writes reports by the engine's own writer, each behind its paragraphs' number.
fn by_the_engine(reports: &[(ReportRecord, Vec<Paragraph>)]) -> tantivy::Index {
    let (schema, fields) = schema();
    let engine = tantivy::Index::create_in_ram(schema);
    let mut writer = engine.writer_with_num_threads(1, 200_000_000).unwrap();
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for (serial, (record, paragraphs)) in (0..).zip(reports) {
        let mut document = TantivyDocument::new();
        document.add_text(fields.class(), Class::Report.name());
        document.add_text(fields.report(), record.id.as_str());
        document.add_u64(fields.serial(), serial);
        writer.add_document(document).unwrap();
        for paragraph in paragraphs {
            let mut document = paragraph_document(&fields, paragraph, record.report.language);
            let class = match paragraph.section.is_notes() {
                true => Class::Note,
                false => Class::Paragraph,
            };
            document.add_text(fields.class(), class.name());
            document.add_u64(fields.serial(), serial);
            writer.add_document(document).unwrap();
        }
    }
    writer.commit().unwrap();
    engine
}

#[test]
fn postings_of_the_sample_are_those_that_the_engine_writes() {
    let (_sample, sample) = ingested(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    let reports = sample.reports(&Filters::default()).unwrap();
    let reports: Vec<_> = reports
        .into_iter()
        .map(|record| {
            let paragraphs = sample.paragraphs(&record.id).unwrap();
            (record, paragraphs)
        })
        .collect();
    // A report in a language without stems, with words that stand at the places of marks.
    let mut reports = reports;
    let mut other = report(
        "aford",
        "2024-01-05",
        &["PLO. Mae PLO yn dda. Da", "", "One. One"],
    );
    other.0.report.language = Language::Welsh;
    reports.push(other);

    let engine = by_the_engine(&reports);
    let (dir, _) = index(&reports, 1);
    let directory = WriteDirectory::open(dir.path()).unwrap();
    let ours = open_tantivy(dir.path(), directory).unwrap();
    let (_, fields) = schema();
    for field in [
        fields.class(),
        fields.report(),
        fields.serial(),
        fields.words(),
        fields.marks(),
    ] {
        let (ours, theirs) = (postings(&ours, field), postings(&engine, field));
        let terms = |all: &[(Vec<u8>, _)]| all.iter().map(|(term, _)| term.clone()).collect();
        let (our_terms, their_terms): (BTreeSet<_>, BTreeSet<_>) = (terms(&ours), terms(&theirs));
        assert_eq!(our_terms, their_terms);
        assert!(!ours.is_empty());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert_eq!(ours, theirs, "{}", String::from_utf8_lossy(&ours.0));
        }
    }
    let norms = |index: &tantivy::Index| {
        let searcher = index.reader().unwrap().searcher();
        let segment = searcher.segment_reader(0);
        let norms = segment.get_fieldnorms_reader(fields.words()).unwrap();
        let norms = (0..segment.max_doc()).map(|doc| norms.fieldnorm_id(doc));
        norms.collect::<Vec<_>>()
    };
    assert_eq!(norms(&ours), norms(&engine));
    assert!(norms(&ours).len() > 100);
}

#[test]
fn records_of_the_sample_are_those_that_the_engine_reads() {
    let (dir, _) = ingested(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    let directory = WriteDirectory::open(dir.path()).unwrap();
    let engine = open_tantivy(dir.path(), directory).unwrap();
    let searcher = engine.reader().unwrap().searcher();
    let store = Store::open(&searcher).unwrap();
    let mut documents = 0;
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let theirs = segment.get_store_reader(1).unwrap();
        // Forth, and back: then no block is the last one.
        let forth = 0..segment.max_doc();
        for doc in forth.clone().chain(forth.rev()) {
            let ours = store.record(DocAddress::new(ordinal, doc)).unwrap();
            assert_eq!(&*ours, &*theirs.get_document_bytes(doc).unwrap(), "{doc}");
            documents += 1;
        }
        let behind = DocAddress::new(ordinal, segment.max_doc());
        assert!(store.record(behind).is_err());
    }
    // So many are not in one run of the skip index.
    assert!(documents > 2 * 200, "{documents}");
}

/// The names of files of segments in a directory.
fn segment_files(dir: &Path) -> BTreeSet<String> {
    let directory = WriteDirectory::open(dir).unwrap();
    directory.segment_files().unwrap().into_iter().collect()
}

#[test]
fn the_engine_takes_the_directory_for_its_list_of_files() {
    let (dir, _) = index(&[report("aford", "2024-01-05", &["one"])], 1);
    let named = segment_files(dir.path());
    let left = "0123456789abcdef0123456789abcdef.idx";
    fs::write(dir.path().join(left), "by a writer that was killed").unwrap();
    fs::write(dir.path().join("notes.txt"), "of the user").unwrap();

    let directory = WriteDirectory::open(dir.path()).unwrap();
    let engine = open_tantivy(dir.path(), directory).unwrap();
    let listed = engine.directory().list_managed_files();
    let listed: BTreeSet<_> = listed.iter().map(|path| path.to_str().unwrap()).collect();
    let expected: BTreeSet<_> = named.iter().map(String::as_str).chain([left]).collect();
    assert_eq!(listed, expected);
    // What it would write of the list is dropped, and it goes on all the same.
    let writer: tantivy::IndexWriter = engine.writer_with_num_threads(1, 15_000_000).unwrap();
    let collected = writer.garbage_collect_files().wait().unwrap();
    assert_eq!(collected.deleted_files, [Path::new(left)]);
    assert!(collected.failed_to_delete_files.is_empty());
    drop(writer);
    assert_eq!(segment_files(dir.path()), named);
    assert!(!dir.path().join(LIST).exists());
    assert!(dir.path().join("notes.txt").exists());
    assert!(Commit::of(&engine).is_ok());
}

#[test]
fn the_engine_opens_by_itself_what_was_written_without_a_list() {
    let (dir, _) = index(&[report("aford", "2024-01-05", &["one", "two"])], 1);
    let named = segment_files(dir.path());
    let engine = tantivy::Index::open_in_dir(dir.path()).unwrap();
    assert!(engine.validate_checksum().unwrap().is_empty());
    let mut writer: tantivy::IndexWriter = engine.writer_with_num_threads(1, 15_000_000).unwrap();
    let collected = writer.garbage_collect_files().wait().unwrap();
    assert!(collected.deleted_files.is_empty());
    writer.rollback().unwrap();
    drop(writer);
    assert_eq!(segment_files(dir.path()), named);
    // Nothing that it did is in the way of what comes next.
    let writer = IndexWriter::open(dir.path(), false).unwrap();
    let (record, paragraphs) = report("bford", "2024-01-05", &["two"]);
    writer.add_report(&record, &paragraphs).unwrap();
    writer.commit().unwrap();
    assert_eq!(search(&Index::open(dir.path()).unwrap(), "two").total, 2);
}
