//! What stands after the last part, and the running heads and feet.

use super::block::Paragraph;
use super::compose::Composer;
use super::cover::{long_date, title};
use super::metrics::Face;
use super::page::{Document, LEFT, MEASURE, Show, Shown};
use super::spec::{Kind, Report};

/// Printed above the title of every generated report.
pub const INVENTED: &str = "This is an invented report about an invented authority, made to show \
                            how the program works.";

/// Composes the closing matter of a report.
pub fn closing(composer: &mut Composer<'_>) {
    match composer.report.kind {
        Kind::Ilacs => composer.page(),
        Kind::SifTables | Kind::SifBoxes | Kind::SifReinspection => team(composer),
        Kind::AreaSend => details(composer),
        _ => return signatures(composer),
    }
    about(composer);
}

fn team(composer: &mut Composer<'_>) {
    let report = composer.report;
    if report.kind == Kind::SifTables {
        composer.text(Paragraph::heading(2, "What the inspection judgements mean"));
        for words in [
            "An outstanding local authority leads services that do more than protect children: \
             their lives are markedly better for the help they get.",
            "A good local authority leads services that help, protect and care for children well.",
            "In a local authority that requires improvement, nobody is left in harm’s way, but \
             the help that children get is not yet good.",
            "An inadequate local authority leaves children at risk of harm through serious or \
             widespread failures.",
        ] {
            composer.text(Paragraph::body(words));
        }
    }
    composer.text(Paragraph::heading(2, "Information about this inspection"));
    composer.text(Paragraph::body(
        "Inspectors read the files of children who were receiving help and protection, who were \
         looked after or who had left care, and spoke with children, carers and staff. The \
         inspection was carried out under section 136 of the Education and Inspections Act 2006.",
    ));
    composer.text(Paragraph::heading(2, "The inspection team"));
    composer.text(Paragraph::body(format!("Lead inspector: {} HMI", report.lead)).below(2.0));
    let team = "Team inspectors: Odo Fairweather HMI, Perpetua Lunn HMI, Silas Thorncroft HMI";
    composer.text(Paragraph::body(team));
}

fn details(composer: &mut Composer<'_>) {
    let report = composer.report;
    let name = &report.authority;
    composer.text(Paragraph::heading(2, "Local area partnership details"));
    let bold = |words: &str| Paragraph::body(words).bold();
    composer.pair(
        bold("Local Authority"),
        bold("Integrated Care Board"),
        228.0,
        false,
    );
    composer.pair(
        Paragraph::body(format!("{name} Council, Town Hall, {name}")),
        Paragraph::body(format!("NHS {name} Integrated Care Board")),
        228.0,
        false,
    );
    composer.text(Paragraph::heading(2, "Information about this inspection"));
    composer.text(Paragraph::body(
        "This inspection was carried out at the request of the Secretary of State for Education \
         under section 20(1)(a) of the Children Act 2004.",
    ));
    composer.text(Paragraph::heading(2, "Inspection team"));
    composer.pair(
        bold("Ofsted"),
        bold("Care Quality Commission"),
        228.0,
        false,
    );
    composer.pair(
        Paragraph::body(format!("{}, Ofsted HMI, lead inspector", report.lead)),
        Paragraph::body("Clement Oakhurst, CQC lead inspector"),
        228.0,
        false,
    );
    let complain = "If you are not happy with the inspection or the report, you can complain.";
    composer.text(Paragraph::body(complain));
}

fn signatures(composer: &mut Composer<'_>) {
    composer.text(Paragraph::body("Yours sincerely").above(6.0));
    let signed: &[&str] = if composer.report.kind == Kind::FocusedVisit {
        &[if composer.report.year() > 2022 {
            "His Majesty’s Inspector"
        } else {
            "Her Majesty’s Inspector"
        }]
    } else {
        &[
            "Verity Aldous, National Director, Ofsted",
            "Barnaby Crewe, Chief Inspector, Care Quality Commission",
            "Honor Penhale, Inspector of Constabulary",
        ]
    };
    if composer.report.kind == Kind::FocusedVisit {
        composer.text(Paragraph::body(&composer.report.lead).below(0.0));
    }
    for words in signed {
        composer.text(Paragraph::body(*words).below(2.0));
    }
}

fn about(composer: &mut Composer<'_>) {
    let year = composer
        .report
        .published
        .get(..4)
        .unwrap_or_default()
        .to_owned();
    for words in [
        "The Office for Standards in Education, Children’s Services and Skills (Ofsted) \
         regulates and inspects childcare, children’s social care and services for children \
         looked after, safeguarding and child protection. It did not write this report, which \
         was invented.",
        "If you would like a copy of this document in a different format, such as large print or \
         Braille, please telephone the number on the last page of a real report.",
        "You may reuse this information free of charge in any format or medium.",
        "This report is available at https://reports.example/.",
        "Interested in our work? You can subscribe to our monthly newsletter for more \
         information and updates.",
        "An invented house\u{a0}",
        "Invented Street",
        "Invented Town",
    ] {
        composer.text(Paragraph::body(words).below(6.0));
    }
    composer.text(Paragraph::body(format!("© Crown copyright {year}")));
}

/// Writes the running heads and feet.
pub fn running(document: &mut Document, report: &Report) {
    let text = |x: f32, y: f32, size: f32, words: String| Show {
        x,
        y,
        size,
        shown: Shown::Text(Face::Regular, words),
    };
    for (n, page) in document.pages.iter_mut().enumerate() {
        if n == 0 {
            page.head.push(text(LEFT, 806.0, 9.0, INVENTED.to_owned()));
        }
        let foot = match report.kind {
            Kind::Ilacs if report.year() > 2020 => Some((title(report), foot_dates(report))),
            Kind::AreaSend => Some((
                format!(
                    "Area SEND inspection report: {} Local Area Partnership, {}",
                    report.title_name,
                    foot_dates(report)
                ),
                String::new(),
            )),
            Kind::SifTables | Kind::SifBoxes | Kind::SifReinspection => None,
            _ => None,
        };
        if let (Some((title, dates)), true) = (foot, n > 0) {
            page.foot.push(text(LEFT, 39.6, 8.0, format!("{title} ")));
            if !dates.is_empty() {
                page.foot.push(text(LEFT, 30.0, 8.0, format!("{dates} ")));
            }
            page.rules.push((LEFT, 53.7, MEASURE));
        }
        page.foot.push(text(
            LEFT + MEASURE - 12.0,
            34.0,
            12.0,
            format!("{} ", n + 1),
        ));
    }
}

/// Returns the dates as the foot prints them, which some authors forget to change.
fn foot_dates(report: &Report) -> String {
    if report.traps.wrong_foot {
        return format!(
            "6 to 10 {}",
            long_date("2022-03-01").trim_start_matches("1 ")
        );
    }
    report.dates.clone()
}
