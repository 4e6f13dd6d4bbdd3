//! Reads generated reports of all kinds, with the faults of real files put in at random, and
//! holds what is read against what was put in.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

#[path = "generator/mod.rs"]
mod generator;

use findings::layout;
use findings::model::{Budget, Paragraph, Report};
use findings::pdf;
use findings::report::{self, Origin};
use findings::rules::Rules;
use generator::Rendered;
use generator::truth::Truth;

/// How many reports are read for each run of the test.
const REPORTS: u64 = 150;
/// The seed that the reports grow from.
const SEED: u64 = 20_140_211;

fn read(rendered: &Rendered, gazetteer: &Rules) -> Report {
    let document = pdf::read(&rendered.bytes, &Budget::default())
        .unwrap()
        .value;
    let file_name = rendered.path.rsplit('/').next().unwrap();
    let origin = Origin {
        pages: document.pages.len() as u32,
        ..Origin::of_name(file_name)
    };
    report::read(&layout::blocks(&document).value, &origin, gazetteer).value
}

/// What differs between a report and the truth about it, a line a difference.
fn differences(report: &Report, truth: &Truth) -> Vec<String> {
    let mut found = Vec::new();
    let mut check = |what: &str, expected: &str, read: &str| {
        if expected != read {
            found.push(format!("{what}: put in {expected:?}, read {read:?}"));
        }
    };
    check("kind", truth.kind, report.kind.slug());
    if let Some(framework) = truth.framework {
        check(
            "framework",
            framework,
            report.framework.map_or("none", |f| f.slug()),
        );
    }
    let authority = report
        .authority
        .as_ref()
        .map_or("none", |a| a.slug.as_str());
    check("authority", &truth.authority, authority);
    let day = |day: Option<findings::model::Date>| day.map_or(String::new(), |d| d.to_string());
    check(
        "start",
        &truth.start,
        &day(report.inspection.map(|span| span.start)),
    );
    check(
        "end",
        &truth.end,
        &day(report.inspection.map(|span| span.end)),
    );
    check(
        "published",
        &truth.published,
        &day(report.published.map(|p| p.date)),
    );
    let lead: Vec<_> = report
        .lead_inspectors
        .iter()
        .map(|i| i.name.as_str())
        .collect();
    if report.kind.slug() != "focused-visit" {
        check("lead", &truth.lead, &lead.join("; "));
    }
    for (area, grade) in &truth.grades {
        let read = match area.as_str() {
            "overall" => report.overall,
            area => report
                .judgements
                .iter()
                .find(|j| j.area.slug() == area)
                .map(|j| j.grade),
        };
        check(area, grade, read.map_or("none", |grade| grade.slug()));
    }
    if let Some(outcome) = &truth.outcome {
        check(
            "outcome",
            outcome,
            report.outcome().map_or("none", |grade| grade.slug()),
        );
    }
    check("pages", &truth.pages.to_string(), &report.pages.to_string());
    found.extend(paragraph_differences(report, truth));
    found
}

/// Writes a line of an item as the generator did: "(Outcome four)" behind it.
fn with_references(line: &str, paragraph: &Paragraph) -> String {
    const NUMBERS: [&str; 5] = ["zero", "one", "two", "three", "four"];
    let mut line = line.to_owned();
    for reference in &paragraph.references {
        let (first, rest) = reference.element.split_at(1);
        let number = NUMBERS[reference.number as usize];
        line += &format!(" ({}{rest} {number})", first.to_uppercase());
    }
    line
}

fn paragraph_differences(report: &Report, truth: &Truth) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = 0;
    for fact in &truth.paragraphs {
        let text = fact.text.as_str();
        let holds = |paragraph: &Paragraph| match fact.number() {
            Some(number) => paragraph.number == Some(number),
            None => paragraph
                .text
                .split('\n')
                .any(|line| with_references(line.trim_start_matches("– "), paragraph) == text),
        };
        // Paragraphs come in order; a lower item stands inside the paragraph before it.
        let from = usize::saturating_sub(next, 1);
        let Some(at) = report.paragraphs[from..]
            .iter()
            .position(holds)
            .map(|at| from + at)
        else {
            found.push(format!("not found: {:?} {text:?}", fact.form));
            continue;
        };
        next = at + 1;
        let read = &report.paragraphs[at];
        let area = read.area.as_ref().map(|area| area.slug().to_owned());
        let first_line = read.text.split('\n').next().unwrap_or_default();
        let same_text = first_line == text || fact.number().is_none();
        let alike = same_text
            && read.section.slug() == fact.section
            && area == fact.area
            && (fact.grade.is_none() || read.grade.map(|g| g.slug().to_owned()) == fact.grade)
            && (read.page, read.last_page) == (fact.page, fact.last_page.max(read.last_page));
        if !alike {
            found.push(format!(
                "put in {:?} [{} {:?} {:?} p{}-{}] {text:?}\n      read [{} {area:?} {:?} p{}-{}] {first_line:?}",
                fact.form,
                fact.section,
                fact.area,
                fact.grade,
                fact.page,
                fact.last_page,
                read.section,
                read.grade,
                read.page,
                read.last_page,
            ));
        }
    }
    // Letters open with words about the visit, which the truth does not list.
    let is_letter = !report.kind.is_graded();
    // Nor does it list notes, of which all but those of the cover have marks in paragraphs.
    let (notes, paragraphs): (Vec<_>, Vec<_>) =
        (report.paragraphs.iter()).partition(|paragraph| paragraph.section.is_notes());
    for note in notes
        .iter()
        .filter(|note| note.page > 1 && note.note_of.is_none())
    {
        found.push(format!("a note to no paragraph: {:?}", note.text));
    }
    if !is_letter && paragraphs.len() > truth.paragraphs.len() {
        let (read, put_in) = (paragraphs.len(), truth.paragraphs.len());
        found.push(format!("{read} paragraphs read, {put_in} put in"));
    }
    found
}

fn check_all(reports: impl Iterator<Item = Rendered>, gazetteer: &Rules) {
    let mut wrong = Vec::new();
    for rendered in reports {
        for difference in differences(&read(&rendered, gazetteer), &rendered.truth) {
            wrong.push(format!("{}: {difference}", rendered.path));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differences\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn everything_put_in_comes_out() {
    eprintln!("seed {SEED}, {REPORTS} reports");
    let gazetteer = Rules::builtin()
        .with_csv(generator::gazetteer(REPORTS).as_bytes())
        .unwrap();
    let reports =
        (0..REPORTS).map(|place| generator::render(&generator::bulk::report(SEED, place)));
    check_all(reports, &gazetteer);
}

#[test]
fn the_sample_comes_out() {
    let csv = include_bytes!("../corpus/gazetteer.csv");
    let gazetteer = Rules::builtin().with_csv(csv).unwrap();
    check_all(generator::sample().unwrap().into_iter(), &gazetteer);
}
