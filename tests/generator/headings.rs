//! The words that headings, tables and grades are printed in.

use super::spec::{Kind, Part, Report, Suffix};

/// Returns an area's heading.
pub fn area(slug: &str) -> &'static str {
    match slug {
        "leaders" => "The impact of leaders on social work practice with children and families",
        "help-and-protection" => {
            "The experiences and progress of children who need help and protection"
        }
        "children-in-care-and-care-leavers" => {
            "The experiences and progress of children in care and care leavers"
        }
        "children-in-care" => "The experiences and progress of children in care",
        "care-leavers" => "The experiences and progress of care leavers",
        "children-looked-after" => {
            "The experiences and progress of children looked after and achieving permanence"
        }
        "leadership-management-governance" => "Leadership, management and governance",
        "lscb" => "The Local Safeguarding Children Board",
        _ => "Overall effectiveness",
    }
}

/// Returns a grade as tables print it.
pub fn grade(slug: &str, kind: Kind) -> &'static str {
    match slug {
        "outstanding" => "Outstanding",
        "good" => "Good",
        "inadequate" => "Inadequate",
        _ if kind.is_sif() => "Requires improvement",
        _ => "Requires improvement to be good",
    }
}

/// Returns a grade as a verb: "is good", "requires improvement".
pub fn verb(slug: &str, plural: bool) -> &'static str {
    match (slug, plural) {
        ("outstanding", false) => "is outstanding",
        ("outstanding", true) => "are outstanding",
        ("good", false) => "is good",
        ("good", true) => "are good",
        ("inadequate", false) => "is inadequate",
        ("inadequate", true) => "are inadequate",
        (_, false) => "requires improvement",
        (_, true) => "require improvement to be good",
    }
}

/// Returns the level and words of a part's heading, if it has one.
pub fn part(report: &Report, part: &Part) -> Option<(u8, String)> {
    if let Some(heading) = &part.heading {
        return Some((2, heading.clone()));
    }
    match report.kind {
        Kind::Ilacs => ilacs(report, part),
        Kind::SifTables | Kind::SifBoxes | Kind::SifReinspection => sif(report, part),
        _ => letter(&part.section),
    }
}

fn ilacs(report: &Report, part: &Part) -> Option<(u8, String)> {
    match (part.section.as_str(), part.area.as_deref()) {
        ("improvement", _) if report.year().is_multiple_of(2) => {
            Some((2, "What needs to improve?".to_owned()))
        }
        ("improvement", _) => Some((2, "What needs to improve".to_owned())),
        ("findings", Some(slug)) => {
            let grade = grade(report.grade(slug).unwrap_or_default(), report.kind);
            let words = area(slug);
            let heading = match report.traps.suffix {
                Suffix::Colon => format!("{words}: {}", grade.to_lowercase()),
                Suffix::Capital => format!("{words}: {grade}."),
                Suffix::Verb if grade.starts_with("Requires") => {
                    format!("{words} {}", grade.to_lowercase())
                }
                Suffix::Verb => format!("{words} is {}", grade.to_lowercase()),
            };
            Some((2, heading))
        }
        _ => None,
    }
}

fn sif(report: &Report, part: &Part) -> Option<(u8, String)> {
    let tables = report.kind == Kind::SifTables;
    let grade = |slug: &str| report.grade(slug).unwrap_or_default();
    let heading = match (part.section.as_str(), part.area.as_deref()) {
        ("summary", None) if tables => "Summary of findings".to_owned(),
        ("summary", None) => "Executive summary".to_owned(),
        ("summary", Some("lscb")) if tables => "Summary of findings".to_owned(),
        ("summary", Some("lscb")) => "Executive summary".to_owned(),
        ("summary", Some(_)) => return Some((3, "Summary".to_owned())),
        ("improvement", None) if tables => {
            "What does the local authority need to improve?".to_owned()
        }
        ("improvement", Some(_)) if tables => "What does the LSCB need to improve?".to_owned(),
        ("improvement", _) => "Recommendations".to_owned(),
        ("priority-action", _) => "Priority and immediate action".to_owned(),
        ("strengths", _) => "The local authority’s strengths".to_owned(),
        ("progress", _) => "Progress since the last inspection".to_owned(),
        ("young-people-summary", _) => "Summary for children and young people".to_owned(),
        ("area-information", _) => "Information about this local authority area".to_owned(),
        ("findings", Some("adoption")) => format!(
            "The graded judgement for adoption performance is that it {}",
            verb(grade("adoption"), false)
        ),
        ("findings", Some("care-leavers")) => format!(
            "The graded judgement about the experience and progress of care leavers is that it {}",
            verb(grade("care-leavers"), false)
        ),
        ("findings", Some("lscb")) => {
            "Inspection findings – the Local Safeguarding Children Board".to_owned()
        }
        ("findings", _) if tables => return None,
        ("findings", _) => return Some((3, "Inspection findings".to_owned())),
        _ => return None,
    };
    Some((2, heading))
}

fn letter(section: &str) -> Option<(u8, String)> {
    let heading = match section {
        "headline-findings" => "Headline findings",
        "what-needs-to-improve" => "What needs to improve?",
        "strengths" => "Strengths",
        "main-findings" => "Main findings",
        "areas-for-improvement" => "Areas for improvement",
        "next-steps" => "Next steps",
        "inspection-outcome" => "Inspection outcome",
        "context" => "Information about the local area partnership",
        "what-is-it-like" => {
            "What is it like to be a child or young person with SEND in this area?"
        }
        "what-is-effective" => "What is the area partnership doing that is effective?",
        "needs-to-do-better" => "What does the area partnership need to do better?",
        "priority-action" => "Areas for priority action",
        _ => return None,
    };
    Some((2, heading.to_owned()))
}
