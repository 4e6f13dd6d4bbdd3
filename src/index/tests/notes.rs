//! Notes are found where a question speaks of sections, and nowhere else.

use super::{index, report, request, search};
use crate::index::{Index, SearchRequest};
use crate::model::{Locator, Paragraph, Place, ReportId};
use crate::query::{Field, Filters};
use crate::rules::Rules;

/// A report of two paragraphs; a note that says "visits" too is to the second of them.
fn with_a_note() -> (tempfile::TempDir, Index) {
    let (mut record, mut paragraphs) = report(
        "aford",
        "2024-01-12",
        &["Visits are made in time.", "Visits of others are late."],
    );
    let section = Rules::builtin()
        .terms()
        .notes()
        .expect("the rules define it");
    let second = paragraphs[1].clone();
    paragraphs.push(Paragraph {
        locator: Locator {
            part: None,
            place: Place::Ordinal(section, 1),
        },
        section,
        number: None,
        text: "Visits to homes, and visits by night, of lamplighters.".to_owned(),
        note_of: Some(second.locator.clone()),
        ..second
    });
    record.notes = 1;
    index(&[(record, paragraphs)], 1)
}

#[test]
fn notes_are_found_where_sections_are_spoken_of() {
    let (_dir, index) = with_a_note();
    let check = |query: &str, expected: &[&str]| {
        let results = search(&index, query);
        let mut found: Vec<_> = results
            .hits
            .iter()
            .map(|hit| hit.paragraph.locator.to_string())
            .collect();
        found.sort();
        assert_eq!(found, expected, "{query}");
        let count = index.count(&request(query)).expect("it counts");
        assert_eq!(count, expected.len() as u64, "{query}");
        assert_eq!(results.total, count, "{query}");
    };
    check("visits", &["1", "2"]);
    check("", &["1", "2"]);
    check("lamplighters", &[]);
    check("visits OR number:1", &["1", "2"]);
    check("visits NOT late", &["1"]);
    check("NOT late", &["1"]);
    check("section:notes", &["notes-1"]);
    check("visits section:notes", &["notes-1"]);
    check("lamplighters section:notes", &["notes-1"]);
    check("visits section:notes,findings", &["1", "2", "notes-1"]);
    check("visits section:findings", &["1", "2"]);
    check("NOT section:findings", &["notes-1"]);
}

#[test]
fn a_note_names_its_paragraph_and_is_none_of_its_neighbours() {
    let (_dir, index) = with_a_note();
    let context = |query: &str| {
        let mut request = SearchRequest {
            context: 3,
            ..request(query)
        };
        request.limit = Some(1);
        index.search(&request).expect("it searches").hits.remove(0)
    };
    let note = context("section:notes");
    let of = note.paragraph.note_of.expect("it is a note to something");
    assert_eq!(of.to_string(), "2");
    assert!(note.context.before.is_empty() && note.context.after.is_empty());
    let last = context("late");
    assert_eq!(last.context.before.len(), 1);
    assert!(last.context.after.is_empty());
}

#[test]
fn reports_are_counted_by_the_sections_of_their_notes() {
    let (_dir, index) = with_a_note();
    let notes: Filters = Filters {
        fields: vec![crate::query::Filter {
            field: Field::Section,
            any_of: vec!["notes".to_owned()],
            none_of: Vec::new(),
        }],
        ..Filters::default()
    };
    let reports = index.reports(&notes).expect("it lists");
    let ids: Vec<&ReportId> = reports.iter().map(|record| &record.id).collect();
    assert_eq!(ids, [&ReportId::new("aford/2024-01-12/ilacs")]);
    let values = index.values(Field::Section).expect("it lists");
    let values: Vec<_> = values.iter().map(|v| (&*v.value, v.paragraphs)).collect();
    assert_eq!(values, [("findings", 2), ("notes", 1)]);
}
