//! Reports: from blocks to what an inspection found.
//!
//! The first page tells the kind; the kind tells which headings to expect; headings tell section
//! and area; the sequence tells which labels are paragraph numbers. Every rule here is a rule
//! for a kind of report, and what cannot be told is left open with a warning.

mod dates;
mod doubts;
mod front;
mod kind;
#[cfg_attr(not(test), expect(dead_code, reason = "not wired in yet"))]
mod language;
mod number;
mod origin;
mod outline;
mod paragraphs;
#[cfg_attr(not(test), expect(dead_code, reason = "not wired in yet"))]
mod reference;
mod secondary;
mod text;
mod theme;

use crate::gazetteer::{Family, Gazetteer, fold};
use crate::layout::Block;
use crate::model::{
    Area, Date, Framework, Grade, Judgement, Kind, Published, PublishedSource, Report, Section,
    Warned, Warning, WarningKind, WordBalance,
};

pub use origin::Origin;
use outline::{Place, Spot};

/// Reads a report from its blocks.
///
/// `origin` says what is known from outside the text.
pub fn read(blocks: &[Block], origin: &Origin<'_>, gazetteer: &Gazetteer) -> Warned<Report> {
    let classified = kind::classify(blocks, gazetteer);
    match family(classified.kind) {
        Some(family) => primary(blocks, classified, family, origin, gazetteer),
        None => secondary::read(blocks, classified.kind, origin, gazetteer),
    }
}

fn family(kind: Kind) -> Option<Family> {
    match kind {
        Kind::Ilacs => Some(Family::Ilacs),
        Kind::FocusedVisit | Kind::MonitoringVisit => Some(Family::Visit),
        Kind::Sif | Kind::SifReinspection | Kind::LscbReview => Some(Family::Sif),
        Kind::LookedAfter => Some(Family::LookedAfter),
        Kind::JarProgress => Some(Family::JarProgress),
        Kind::Jtai => Some(Family::Jtai),
        Kind::AreaSend => Some(Family::AreaSend),
        Kind::News | Kind::Press | Kind::CouncilPaper | Kind::Other => None,
    }
}

fn primary(
    blocks: &[Block],
    classified: kind::Classified,
    family: Family,
    origin: &Origin<'_>,
    gazetteer: &Gazetteer,
) -> Warned<Report> {
    let kind = classified.kind;
    let mut warnings = Vec::new();
    let front = front::read(blocks, kind, family, gazetteer);
    let mut outline = outline::read(blocks, classified, family, &front, gazetteer);
    if classified.framework == Some(Framework::Jtai2016) {
        open_with_summary(&mut outline.places);
    }
    let mut table = front.table.clone();
    let mut overall = front.overall;
    merge_grades(&outline.grades, &mut table, &mut overall, &mut warnings);
    let judgements: Vec<Judgement> = table
        .iter()
        .map(|(area, grade)| Judgement {
            area: area.clone(),
            group: gazetteer.group_of(area).cloned(),
            grade: *grade,
        })
        .collect();
    let graded = kind.is_graded();
    let grade_of = |spot: &Spot| match &spot.area {
        _ if !graded => Some(Grade::NotGraded),
        Some(area) if *area == Area::OVERALL => overall,
        Some(area) => judgements.iter().find(|j| j.area == *area).map(|j| j.grade),
        None => None,
    };
    let assembled = paragraphs::assemble(blocks, &outline.places, grade_of);
    warnings.extend(assembled.missing.iter().map(|number| Warning {
        kind: WarningKind::NumberSkipped,
        message: format!("there is no paragraph {number}"),
        page: None,
    }));
    warnings.extend(assembled.empty.iter().map(|number| Warning {
        kind: WarningKind::NumberSkipped,
        message: format!("paragraph {number} is printed without text"),
        page: None,
    }));
    if kind == Kind::AreaSend {
        overall = outcome(&assembled.paragraphs);
    } else if !graded {
        overall = Some(Grade::NotGraded);
    }
    let published = published(front.published, origin);
    let date = front
        .inspection
        .map(|span| span.end)
        .or(published.map(|p| p.date));
    let authority = authority(blocks, kind, &front.title, date, gazetteer);
    let theme = classified
        .framework
        .filter(|_| kind == Kind::Jtai)
        .and_then(|framework| {
            theme::find(&front.title, &assembled.paragraphs, framework, gazetteer)
        });
    let report = Report {
        kind,
        framework: classified.framework,
        authority,
        title: front.title,
        inspection: front.inspection,
        published,
        url: origin.url(),
        about: None,
        lead_inspectors: lead_inspectors(blocks, kind, gazetteer),
        overall,
        judgements,
        theme,
        words: balance(blocks, &outline.places, &assembled.sections),
        paragraphs: assembled.paragraphs,
        pages: origin.pages,
    };
    warnings.extend(check(&report, &outline.areas));
    warnings.extend(doubts::about_dates(
        front.inspection,
        front.published,
        origin,
    ));
    Warned {
        value: report,
        warnings,
    }
}

/// The letters of 2016–20 open with the findings in short.
fn open_with_summary(places: &mut [Place]) {
    for place in places {
        if let Place::Content(spot) = place {
            if spot.section != Section::Context {
                return;
            }
            spot.section = Section::Summary;
        }
    }
}

/// Checks the headings' grades against the table's, and takes them where there is no table.
fn merge_grades(
    headings: &[(Area, Grade)],
    table: &mut Vec<(Area, Grade)>,
    overall: &mut Option<Grade>,
    warnings: &mut Vec<Warning>,
) {
    for (area, grade) in headings {
        if *area == Area::OVERALL {
            overall.get_or_insert(*grade);
            continue;
        }
        match table.iter().find(|(other, _)| other == area) {
            None => table.push((area.clone(), *grade)),
            Some((_, in_table)) if in_table != grade => warnings.push(Warning {
                kind: WarningKind::GradeConflict,
                message: format!("{area}: {in_table} in the table, {grade} in the heading"),
                page: None,
            }),
            Some(_) => {}
        }
    }
}

/// Reads the outcome of an area SEND inspection from the words that stand for it.
fn outcome(paragraphs: &[crate::model::Paragraph]) -> Option<Grade> {
    paragraphs
        .iter()
        .filter(|p| p.section == Section::InspectionOutcome)
        .find_map(|paragraph| {
            let text = fold(&paragraph.text);
            if text.contains("systemic failings") {
                Some(Grade::SendSystemicFailings)
            } else if text.contains("inconsistent experiences") {
                Some(Grade::SendInconsistent)
            } else if text.contains("typically lead to positive") {
                Some(Grade::SendTypicallyPositive)
            } else {
                None
            }
        })
}

fn published(printed: Option<Date>, origin: &Origin<'_>) -> Option<Published> {
    let printed = printed.map(|date| Published {
        date,
        source: PublishedSource::Text,
    });
    printed.or(origin.publication())
}

/// Takes the authority from the title, or from the addressees of a letter whose title names none.
fn authority(
    blocks: &[Block],
    kind: Kind,
    title: &str,
    date: Option<Date>,
    gazetteer: &Gazetteer,
) -> Option<crate::model::Authority> {
    let in_title = gazetteer.authority_in(title, date);
    let is_letter = matches!(
        kind,
        Kind::Jtai | Kind::FocusedVisit | Kind::MonitoringVisit | Kind::AreaSend
    );
    in_title
        .or_else(|| {
            is_letter.then_some(())?;
            kind::first_page(blocks)
                .iter()
                .take_while(|block| block.text.len() < 300)
                .find_map(|block| gazetteer.authority_in(&block.text, date))
        })
        .cloned()
}

fn lead_inspectors(
    blocks: &[Block],
    kind: Kind,
    gazetteer: &Gazetteer,
) -> Vec<crate::model::Inspector> {
    if kind == Kind::Jtai {
        Vec::new()
    } else {
        front::lead_inspectors(blocks, gazetteer)
    }
}

/// Counts where the words went; `sections` are those of the blocks that are content.
fn balance(blocks: &[Block], places: &[Place], sections: &[Section]) -> WordBalance {
    let mut words = WordBalance::default();
    let mut sections = sections.iter();
    for (block, place) in blocks.iter().zip(places) {
        let count = text::count_words(&block.text);
        match place {
            Place::Apparatus => words.apparatus += count,
            Place::Boilerplate => words.boilerplate += count,
            Place::Content(_) if sections.next().is_some_and(|section| section.is_finding()) => {
                words.findings += count;
            }
            Place::Content(_) => words.other += count,
        }
    }
    words
}

/// Looks for what the kind must have.
fn check(report: &Report, met: &[Area]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |kind, message: String| {
        warnings.push(Warning {
            kind,
            message,
            page: None,
        })
    };
    if report.authority.is_none() {
        warn(
            WarningKind::AuthorityUnknown,
            format!("no known authority in `{}`", report.title),
        );
    }
    if report.inspection.is_none() {
        warn(
            WarningKind::DateUnknown,
            "the dates of the inspection were not found".to_owned(),
        );
    }
    let names_inspector = matches!(
        report.kind,
        Kind::Ilacs
            | Kind::Sif
            | Kind::SifReinspection
            | Kind::LookedAfter
            | Kind::AreaSend
            | Kind::LscbReview
    );
    if names_inspector && report.lead_inspectors.is_empty() {
        warn(
            WarningKind::InspectorUnknown,
            "no lead inspector was found".to_owned(),
        );
    }
    let board = report.judgements.iter().any(|j| j.area == Area::LSCB) || met.contains(&Area::LSCB);
    for area in areas_of(report.kind, report.framework, board) {
        let area = Area::new(*area);
        if !met.contains(&area) {
            warn(WarningKind::AreaMissing, format!("no heading for {area}"));
        }
        if report.grade_of(&area).is_none() {
            warn(WarningKind::GradeMissing, format!("no grade for {area}"));
        }
    }
    let improves = report.paragraphs.iter().any(|p| p.section.is_improvement());
    if !improves && report.kind.is_graded() {
        let message = "nothing is listed as needing to improve".to_owned();
        warn(WarningKind::ImprovementMissing, message);
    }
    warnings
}

/// The areas that a report of a kind must have, apart from the overall one.
fn areas_of(kind: Kind, framework: Option<Framework>, board: bool) -> &'static [&'static str] {
    const SIF: [&str; 6] = [
        "help-and-protection",
        "children-looked-after",
        "adoption",
        "care-leavers",
        "leadership-management-governance",
        "lscb",
    ];
    match (kind, framework) {
        (Kind::Ilacs, Some(Framework::Ilacs2023)) => &[
            "leaders",
            "help-and-protection",
            "children-in-care",
            "care-leavers",
        ],
        (Kind::Ilacs, _) => &[
            "leaders",
            "help-and-protection",
            "children-in-care-and-care-leavers",
        ],
        (Kind::Sif | Kind::SifReinspection, _) if board => &SIF,
        (Kind::Sif | Kind::SifReinspection, _) => &SIF[..5],
        (Kind::LscbReview, _) => &["lscb"],
        (Kind::LookedAfter, _) => &[
            "capacity-to-improve",
            "outcomes",
            "quality-of-provision",
            "leadership-and-management",
        ],
        _ => &[],
    }
}
