//! First pages: titles, dates, judgement tables, contents, and the titles of areas.

use super::block::{Block, Cell, Paragraph, Row};
use super::compose::Composer;
use super::headings;
use super::spec::{Kind, MARK, Part, Report};

/// Composes what stands before the first part.
pub fn cover(composer: &mut Composer<'_>, contents: &[(String, usize)]) {
    match composer.report.kind {
        Kind::Ilacs => ilacs(composer),
        Kind::SifTables | Kind::SifBoxes | Kind::SifReinspection => sif(composer, contents),
        Kind::JtaiEarly | Kind::JtaiLate | Kind::FocusedVisit => letter(composer),
        Kind::AreaSend => send(composer),
    }
}

/// Returns the title of a report as its cover and foot print it.
pub fn title(report: &Report) -> String {
    let name = &report.title_name;
    match report.kind {
        Kind::Ilacs if report.year() > 2020 => {
            format!("Inspection of {name} local authority children’s services")
        }
        Kind::Ilacs => "Inspection of children’s social care services".to_owned(),
        Kind::JtaiEarly => {
            format!(
                "Joint targeted area inspection of the multi-agency response to abuse and neglect in {name}"
            )
        }
        Kind::JtaiLate => format!("Joint targeted area inspection of {name}"),
        Kind::AreaSend => format!("Area SEND inspection of {name} Local Area Partnership"),
        Kind::FocusedVisit => format!("Focused visit to {name} children’s services"),
        Kind::SifReinspection => {
            "Re-inspection of services for children in need of help and protection, children \
             looked after and care leavers"
                .to_owned()
        }
        Kind::SifTables | Kind::SifBoxes => {
            "Inspection of services for children in need of help and protection, children looked \
             after and care leavers"
                .to_owned()
        }
    }
}

fn ilacs(composer: &mut Composer<'_>) {
    let report = composer.report;
    if report.year() > 2020 {
        composer.text(Paragraph::heading(1, title(report)));
    } else {
        composer.text(Paragraph::heading(1, &report.title_name).below(4.0));
        composer.text(Paragraph::heading(2, title(report)));
    }
    composer.text(Paragraph::body(format!(
        "Inspection dates: {}",
        report.dates
    )));
    let inspector = if report.year() > 2022 { "His" } else { "Her" };
    let rank = format!("{inspector} Majesty’s Inspector");
    if report.traps.split_inspector {
        let lead = format!("Lead inspector: {}", report.lead);
        composer.text(Paragraph::body(lead).below(0.0));
        composer.text(Paragraph::body(rank).below(16.0));
    } else {
        let lead = format!("Lead inspector: {}, {rank}", report.lead);
        composer.text(Paragraph::body(lead).below(16.0));
    }
    let bold = |words: &str| Paragraph::body(words).bold();
    composer.pair(bold("Judgement"), bold("Grade"), 290.0, true);
    for (area, grade) in &report.grades {
        let area = Paragraph::body(headings::area(area));
        let grade = Paragraph::body(headings::grade(grade, report.kind));
        composer.pair(area, grade, 290.0, true);
    }
    composer.text(Paragraph::body(" ").below(2.0));
}

fn sif(composer: &mut Composer<'_>, contents: &[(String, usize)]) {
    let report = composer.report;
    let name = &report.authority;
    composer.text(Paragraph::heading(1, &report.title_name).below(6.0));
    composer.text(Paragraph::heading(2, title(report)).below(4.0));
    if report.grade("lscb").is_some() {
        composer.text(Paragraph::body("and").below(4.0));
        let words = "Review of the effectiveness of the Local Safeguarding Children Board";
        let mut heading = Paragraph::heading(2, format!("{words}{MARK}"));
        heading.note = Some(composer.note(
            "This report puts two inspections together, as section 152 of the Education and \
             Inspections Act 2006 allows: that of the local authority and that of the board.",
        ));
        composer.text(heading);
    }
    composer.text(Paragraph::body(format!("Inspection date: {}", report.dates)).below(2.0));
    let published = long_date(&report.published);
    composer.text(Paragraph::body(format!("Report published: {published}")).below(14.0));
    let overall = report.grade("overall").unwrap_or_default();
    let sentence = if report.kind == Kind::SifTables {
        format!(
            "The overall judgement is that children’s services {}",
            headings::verb(overall, true).trim_end_matches(" to be good")
        )
    } else {
        format!(
            "Children’s services in {name} {}",
            headings::verb(overall, true)
        )
    };
    composer.text(Paragraph::heading(2, sentence).below(14.0));
    let rows = [
        (
            "1. Children who need help and protection",
            0.0,
            "help-and-protection",
        ),
        (
            "2. Children looked after and achieving permanence",
            0.0,
            "children-looked-after",
        ),
        ("2.1 Adoption performance", 34.0, "adoption"),
        (
            "2.2 Experiences and progress of care leavers",
            34.0,
            "care-leavers",
        ),
        (
            "3. Leadership, management and governance",
            0.0,
            "leadership-management-governance",
        ),
    ];
    for (words, indent, area) in rows {
        let mut left = Paragraph::body(words);
        left.indent = indent;
        let grade = headings::grade(report.grade(area).unwrap_or_default(), report.kind);
        composer.pair(left, Paragraph::body(grade), 310.0, true);
    }
    composer.page();
    if !contents.is_empty() {
        composer.text(Paragraph::heading(2, "Contents"));
        for (words, page) in contents {
            let dots = ".".repeat(78_usize.saturating_sub(words.chars().count()).max(4));
            composer.text(Paragraph::body(format!("{words} {dots} {page}")).below(2.0));
        }
        composer.page();
    }
    composer.text(Paragraph::heading(1, "The local authority"));
}

fn letter(composer: &mut Composer<'_>) {
    let report = composer.report;
    composer.text(Paragraph::body(long_date(&report.published)));
    for addressee in &report.addressees {
        composer.text(Paragraph::body(addressee).below(2.0));
    }
    let dear = match report.kind {
        Kind::JtaiEarly => "Dear local partnership".to_owned(),
        Kind::JtaiLate => format!(
            "Dear {} Safeguarding Children Partnership",
            report.authority
        ),
        _ => "Dear Director".to_owned(),
    };
    composer.text(Paragraph::body(dear).above(12.0));
    composer.text(Paragraph::heading(2, title(report)));
}

fn send(composer: &mut Composer<'_>) {
    let report = composer.report;
    composer.text(Paragraph::body("Local area partnership report").size(14.0));
    composer.text(Paragraph::heading(1, title(report)));
    composer.text(Paragraph::body(format!("Inspection dates: {}", report.dates)).below(4.0));
    let previous = report
        .addressees
        .first()
        .map_or("Not previously inspected", String::as_str);
    composer.text(Paragraph::body(format!(
        "Dates of previous inspection: {previous}"
    )));
}

/// Composes the title of an area of a single inspection, with its grade beside it.
pub fn area_title(composer: &mut Composer<'_>, part: &Part) {
    let report = composer.report;
    let (Some(area), "summary", true) = (
        part.area.as_deref(),
        part.section.as_str(),
        report.kind.is_sif(),
    ) else {
        return;
    };
    let grade = report.grade(area).unwrap_or_default();
    let printed = headings::grade(grade, report.kind);
    if area == "lscb" {
        composer.page();
        composer.text(Paragraph::heading(
            1,
            "The Local Safeguarding Children Board (LSCB)",
        ));
        let sentence = format!("{} {}", headings::area(area), headings::verb(grade, false));
        return composer.text(Paragraph::heading(2, sentence));
    }
    if report.kind == Kind::SifTables {
        composer.page();
        let head = |words: &str| Paragraph::body(words).bold();
        composer.pair(head("Key judgement"), head("Judgement grade"), 260.0, true);
        let title = Paragraph::body(headings::area(area));
        composer.pair(title, Paragraph::body(printed), 260.0, true);
    } else {
        let title = Paragraph::heading(2, headings::area(area));
        let left = Cell {
            x: 4.0,
            width: 260.0,
            paragraphs: vec![title.above(0.0).below(6.0)],
        };
        let grade = Paragraph::heading(2, printed).above(0.0).below(6.0);
        let right = Cell {
            x: 290.0,
            width: 160.0,
            paragraphs: vec![grade],
        };
        let row = Row {
            cells: vec![left, right],
            header: false,
            centred: true,
            ruled: true,
        };
        composer.blocks.push(Block::Row(row));
    }
    composer.text(Paragraph::body(" ").below(0.0));
}

/// Prints an ISO date as "14 June 2019".
pub fn long_date(iso: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut fields = iso
        .split('-')
        .map(|field| field.parse::<usize>().unwrap_or(1));
    let (year, month, day) = (
        fields.next().unwrap_or(1),
        fields.next().unwrap_or(1),
        fields.next().unwrap_or(1),
    );
    format!("{day} {} {year}", MONTHS[(month - 1) % 12])
}
