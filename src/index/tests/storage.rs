//! What the index keeps, and how it changes.

use std::collections::BTreeSet;
use std::fs;

use super::*;
use crate::index::IndexError;
use crate::index::disk::META;
use crate::index::disk::schema::FORMAT;
use crate::model::{Published, PublishedSource, Warning, WarningKind};
use crate::query::{Field, Filters};
use crate::rules::named::section;

#[test]
fn records_come_back_as_they_went_in() {
    let (mut record, mut paragraphs) = report("aford", "2024-01-05", &["One – “two”.\nThree", ""]);
    record.report.theme = Some("neglect".to_owned());
    record.report.overall = None;
    record.report.published = Some(Published {
        date: "2024-02-29".parse().expect("it is a date"),
        source: PublishedSource::Filename,
    });
    record.report.words = WordBalance {
        findings: 1 << 40,
        other: 127,
        boilerplate: 128,
        apparatus: 0,
    };
    record.warnings = vec![
        Warning {
            kind: WarningKind::Damaged,
            message: "x".to_owned(),
            page: Some(3),
        },
        Warning {
            kind: WarningKind::Untagged,
            message: String::new(),
            page: None,
        },
    ];
    paragraphs[0].notes = vec!["a note".to_owned(), "another".to_owned()];
    paragraphs[1].locator = Locator {
        part: Some("lscb".into()),
        place: Place::Ordinal(section("improvement"), 2),
    };
    (paragraphs[1].area, paragraphs[1].grade) = (None, None);
    (paragraphs[1].heading, paragraphs[1].number) = (None, None);
    paragraphs[1].last_page = 300;
    paragraphs[1].recognised = Some(91);
    let mut bare = report("bford", "2020-01-01", &[]);
    bare.0.report.authority = None;
    bare.0.report.inspection = None;
    bare.0.report.lead_inspectors.clear();
    bare.0.report.judgements.clear();
    let (_dir, index) = index(&[bare.clone(), (record.clone(), paragraphs.clone())], 1);
    assert_eq!(
        index.report(&record.id).expect("it reads"),
        Some(record.clone())
    );
    assert_eq!(index.paragraphs(&record.id).expect("it reads"), paragraphs);
    assert_eq!(index.paragraphs(&bare.0.id).expect("it reads"), []);
    let expected = [record, bare.0];
    assert_eq!(
        index.reports(&Filters::default()).expect("it reads"),
        expected
    );
}

#[test]
fn changes_are_seen_at_once_and_only_when_committed() {
    let dir = TempDir::new().expect("a temporary directory");
    let path = dir.path();
    assert!(matches!(Index::open(path), Err(IndexError::NotFound(_))));
    let (a, b) = (
        report("a", "2024-01-05", &["one", "two"]),
        report("b", "2023-01-05", &["one"]),
    );

    let mut writer = IndexWriter::open(path, false).expect("it opens");
    writer.add_report(&a.0, &a.1).expect("it is added");
    writer.set_file(&file("a.pdf", &a.0.id));
    assert!(matches!(
        IndexWriter::open(path, false),
        Err(IndexError::Locked(_))
    ));
    assert!(matches!(Index::open(path), Err(IndexError::NotFound(_))));
    writer.commit().expect("it commits");
    let first = Index::open(path).expect("it opens");
    assert_eq!(search(&first, "one").total, 1);

    // Dropped without a commit.
    let writer = IndexWriter::open(path, true).expect("it opens");
    writer.add_report(&b.0, &b.1).expect("it is added");
    assert_eq!(
        search(&Index::open(path).expect("it opens"), "one OR two").total,
        2
    );
    drop(writer);
    assert_eq!(
        search(&Index::open(path).expect("it opens"), "one OR two").total,
        2
    );

    // Added, replaced, removed.
    let mut writer = IndexWriter::open(path, false).expect("it opens");
    assert_eq!(writer.files(), [file("a.pdf", &a.0.id)]);
    writer.add_report(&b.0, &b.1).expect("it is added");
    writer.add_report(&b.0, &b.1).expect("it is replaced");
    writer.add_report(&a.0, &a.1[..1]).expect("it is replaced");
    writer.set_file(&file("b.pdf", &b.0.id));
    writer.set_file(&file("b.pdf", &b.0.id));
    writer.remove_file("/a.pdf");
    writer.commit().expect("it commits");
    let second = Index::open(path).expect("it opens");
    assert_eq!(
        (search(&second, "one").total, search(&second, "two").total),
        (2, 0)
    );
    assert_eq!(second.files().expect("it reads"), [file("b.pdf", &b.0.id)]);
    assert_eq!(
        second.reports(&Filters::default()).expect("it reads").len(),
        2
    );
    assert_eq!(
        search(&first, "two").total,
        1,
        "a reader keeps the commit that it opened"
    );

    let writer = IndexWriter::open(path, false).expect("it opens");
    writer.remove_report(&a.0.id).expect("it is removed");
    writer.commit().expect("it commits");
    assert_eq!(
        ids(&search(&Index::open(path).expect("it opens"), "one")),
        ["b/2023-01-05/ilacs#1"]
    );

    // From nothing.
    let writer = IndexWriter::open(path, true).expect("it opens");
    assert_eq!(writer.files(), []);
    writer.add_report(&a.0, &a.1).expect("it is added");
    writer.commit().expect("it commits");
    let third = Index::open(path).expect("it opens");
    assert_eq!(
        (
            search(&third, "").total,
            third.files().expect("it reads").len()
        ),
        (2, 0)
    );
}

/// Names the segments whose files lie in a directory, of whatever commit or of none.
fn segments(dir: &Path) -> BTreeSet<String> {
    let files = fs::read_dir(dir).expect("it lists");
    let name = |file: std::io::Result<fs::DirEntry>| {
        let name = file.ok()?.file_name().into_string().ok()?;
        let (segment, _) = name.split_once('.')?;
        (segment.len() == 32).then(|| segment.to_owned())
    };
    files.filter_map(name).collect()
}

#[test]
fn what_a_dropped_writer_leaves_is_removed_by_the_next() {
    let dir = TempDir::new().expect("a temporary directory");
    let path = dir.path();
    let a = report("a", "2024-01-05", &["one", "two"]);
    let writer = IndexWriter::open(path, false).expect("it opens");
    writer.add_report(&a.0, &a.1).expect("it is added");
    writer.commit().expect("it commits");
    let first = segments(path);
    assert_eq!(first.len(), 1);

    // To replace what was just added, a segment is written out.
    let writer = IndexWriter::open(path, false).expect("it opens");
    writer.add_report(&a.0, &a.1[..1]).expect("it is replaced");
    writer.add_report(&a.0, &a.1[..1]).expect("it is replaced");
    drop(writer);
    assert!(segments(path).len() > 1);
    let index = Index::open(path).expect("it opens");
    assert_eq!(search(&index, "one OR two").total, 2);

    let b = report("b", "2023-01-05", &["one"]);
    let writer = IndexWriter::open(path, false).expect("it opens");
    writer.add_report(&b.0, &b.1).expect("it is added");
    writer.commit().expect("it commits");
    let left = segments(path);
    assert_eq!(left.len(), 2, "{left:?}");
    assert!(left.is_superset(&first));
}

#[test]
fn a_deletion_that_was_never_committed_is_in_nobodys_way() {
    let (a, b) = (
        report("a", "2024-01-05", &["one", "two"]),
        report("b", "2023-01-05", &["one"]),
    );
    let (dir, _) = index(&[a, b.clone()], 1);
    for segment in segments(dir.path()) {
        for stamp in 0..20 {
            let deletion = dir.path().join(format!("{segment}.{stamp}.del"));
            fs::write(deletion, "cut off").expect("it is written");
        }
    }
    let writer = IndexWriter::open(dir.path(), false).expect("it opens");
    writer.add_report(&b.0, &b.1).expect("it is replaced");
    writer.commit().expect("it commits");
    let index = Index::open(dir.path()).expect("it opens");
    assert_eq!(search(&index, "one").total, 2);
}

#[test]
fn merged_segments_go_with_their_files() {
    let reports: Vec<_> = (1..=9)
        .map(|day| report("a", &format!("2024-01-0{day}"), &["one", "two"]))
        .collect();
    let (dir, index) = index(&reports, reports.len());
    assert_eq!(index.commit.searcher.segment_readers().len(), 4);
    assert_eq!(segments(dir.path()).len(), 4);
    assert_eq!(search(&index, "one").total, 9);
}

#[test]
fn words_of_any_length_are_found() {
    for length in [15, 16, 17, 300] {
        let word = "x".repeat(length);
        let text = format!("{word} is {word}y");
        let (_dir, index) = index(&[report("a", "2024-01-05", &["one", &text])], 1);
        for (query, expected) in [(word.clone(), 1), (format!("{word}y"), 1), ("xx".into(), 0)] {
            assert_eq!(search(&index, &query).total, expected, "{length}");
        }
    }
    let text = format!("one {} two", "x".repeat(70_000));
    let (_dir, index) = index(&[report("a", "2024-01-05", &[&text])], 1);
    assert_eq!(search(&index, "\"one two\"~1").total, 1);
}

#[test]
fn an_index_may_hold_nothing() {
    let dir = TempDir::new().expect("a temporary directory");
    IndexWriter::open(dir.path(), false)
        .expect("it opens")
        .commit()
        .expect("it commits");
    let index = Index::open(dir.path()).expect("it opens");
    assert_eq!(search(&index, "anything").total, 0);
    assert_eq!(search(&index, "").reports_searched, 0);
}

#[test]
fn an_index_of_another_format_is_rebuilt_and_not_misread() {
    let a = report("a", "2024-01-05", &["one"]);
    let (dir, _index) = index(std::slice::from_ref(&a), 1);
    fs::write(dir.path().join("README"), "kept").expect("it is written");
    let meta = dir.path().join(META);
    let text = fs::read_to_string(&meta).expect("it is read");
    // As it was before it carried checksums.
    let (_, members) = text.split_once("\",\n").expect("it is sealed");
    let plain = format!("{{\n{members}");
    for other in [
        plain.replace(FORMAT, "findings 0"),
        // As it was before it named the engine, and as another release would write it.
        plain.replace(FORMAT, "findings 12"),
        plain.replace(FORMAT, "findings 12, tantivy 0.26.1"),
        plain.replace("\"words\"", "\"old\""),
        String::new(),
    ] {
        fs::write(&meta, other).expect("it is written");
        assert!(matches!(
            Index::open(dir.path()),
            Err(IndexError::OldFormat { .. })
        ));
        let refused = IndexWriter::open(dir.path(), false);
        assert!(matches!(refused, Err(IndexError::OldFormat { .. })));
        let writer = IndexWriter::open(dir.path(), true).expect("it opens");
        writer.add_report(&a.0, &a.1).expect("it is added");
        writer.commit().expect("it commits");
        assert_eq!(
            search(&Index::open(dir.path()).expect("it opens"), "one").total,
            1
        );
    }
    assert_eq!(
        fs::read_to_string(dir.path().join("README")).expect("it is read"),
        "kept"
    );
}

/// What was removed lies behind a report that passes the filter, which is looked at first: few pass.
#[test]
fn what_was_removed_passes_no_filter() {
    let texts = ["The children are safe."; 90];
    let reports = [
        report("aford", "2024-01-05", &["Children are seen."]),
        report("barton", "2024-01-05", &texts[..5]),
        report("cable", "2024-01-05", &texts),
    ];
    let (dir, index) = index(&reports, 1);
    let writer = IndexWriter::open(dir.path(), false).expect("it opens");
    writer
        .remove_report(&reports[1].0.id)
        .expect("it is removed");
    writer.commit().expect("it commits");
    drop(index);
    let index = Index::open(dir.path()).expect("it opens");
    let readers = index.commit.searcher.segment_readers();
    assert!(readers.iter().all(|reader| reader.has_deletes()));
    for _ in 0..12 {
        let found = search(&index, "authority:aford children");
        assert_eq!(ids(&found), ["aford/2024-01-05/ilacs#1"]);
        let found = search(&index, "authority:aford (children OR seen)");
        assert_eq!(ids(&found), ["aford/2024-01-05/ilacs#1"]);
    }
}

/// The words and names of what was removed or replaced lie in the index until its segment is merged. An
/// index that never had them answers alike: what a query is read as, how many paragraphs hold a word, what
/// may have been meant, which names there are.
#[test]
fn what_was_removed_is_counted_nowhere() {
    let mut texts = vec!["The children are safe."; 90];
    texts.push("Drift and delay of the life story, a plan.");
    texts.push("Plans for ADHD.");
    let kept = report("aford", "2024-01-05", &texts);
    let old = report(
        "barton",
        "2024-01-05",
        &["Drifting lifestory plan.", "Plot of CAMHS in Siân’s café."],
    );
    let new = report("barton", "2024-01-05", &["A plan is late."]);
    let gone = report(
        "cable",
        "2023-02-01",
        &["Drifters delayed the plane, analyses of ADHD and SEND."],
    );
    let (_clean, clean) = index(&[kept.clone(), new.clone()], 1);
    let (dir, before) = index(&[kept, old, gone.clone()], 1);
    drop(before);
    let writer = IndexWriter::open(dir.path(), false).expect("it opens");
    writer.remove_report(&gone.0.id).expect("it is removed");
    writer.remove_report(&new.0.id).expect("it is removed");
    writer.add_report(&new.0, &new.1).expect("it is added");
    writer.commit().expect("it commits");
    let left = Index::open(dir.path()).expect("it opens");
    let readers = left.commit.searcher.segment_readers();
    assert!(readers.iter().any(|reader| reader.has_deletes()));
    let told = |index: &Index, query: &str| {
        let mut request = request(query);
        (request.explain, request.advice) = (Explain::Scores, true);
        request.facets = vec![Field::Authority, Field::Year];
        match index.search(&request) {
            Ok(results) => format!("{results:#?}"),
            Err(error) => error.to_string(),
        }
    };
    // More than once: words that are asked for often are kept.
    for _ in 0..4 {
        for query in [
            "drift",
            "=drifters",
            "=plan",
            "d*",
            "pla*",
            "*é*",
            "caf*",
            "/pla.*/",
            "plan~1",
            "analyses~2",
            "cafe~1",
            "\"delay~2 drift\"",
            "lifestory",
            "\"life story\"",
            "\"life storey\"",
            "drifters",
            "drifterz",
            "plott",
            "analysis",
            "ADHD",
            "SEND",
            "CAMHS",
            "plot plan",
            "authority:cable plan",
            "authority:cabel plan",
            "authority:barton plan",
        ] {
            assert_eq!(told(&left, query), told(&clean, query), "{query}");
        }
    }
    // The closed word that is gone is no way of saying it any more.
    let said = told(&left, "lifestory");
    let read = r#"lifestory: \"life story\" (1 hit)"#;
    assert!(said.contains(read), "{said}");
}

#[test]
fn of_two_who_make_an_index_one_writes_and_the_other_is_told() {
    for _ in 0..5 {
        let dir = TempDir::new().expect("a temporary directory");
        let path = dir.path().join("new");
        let both = std::sync::Barrier::new(2);
        let open = || {
            both.wait();
            let opened = IndexWriter::open(&path, false);
            both.wait();
            opened.map(drop)
        };
        let opened = std::thread::scope(|scope| {
            let other = scope.spawn(open);
            [open(), other.join().expect("it ends")]
        });
        let made = opened.iter().filter(|opened| opened.is_ok()).count();
        assert_eq!(made, 1, "{opened:?}");
        let told =
            |opened: &Result<(), IndexError>| matches!(opened, Ok(()) | Err(IndexError::Locked(_)));
        assert!(opened.iter().all(told), "{opened:?}");
    }
}
