//! Makes invented inspection reports as tagged PDFs, together with the truth about each.
//!
//! A [`spec::Report`] says what a report holds and which faults of real files it has. It comes
//! from a text file ([`source`]) or from a seed ([`bulk`]); [`render`] turns it into the bytes of
//! a PDF and into a [`truth::Truth`]. The same report always gives the same bytes.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test and bench uses a part of this"
)]

pub mod block;
pub mod bulk;
pub mod calendar;
pub mod closing;
pub mod compose;
pub mod cover;
pub mod fragments;
pub mod headings;
pub mod lines;
pub mod metrics;
pub mod other;
pub mod page;
pub mod pdf;
pub mod phrases;
pub mod random;
pub mod source;
pub mod spec;
pub mod symbol;
pub mod tagger;
pub mod truth;
pub mod typeset;

use spec::Report;
use truth::Truth;

/// A report as it is found in a corpus, with what is true of it.
pub struct Rendered {
    /// Where it lies, below the corpus folder.
    pub path: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// What was put into it.
    pub truth: Truth,
}

/// Sets a report and writes it as a PDF.
pub fn render(report: &Report) -> Rendered {
    let mut setting = typeset::typeset(&compose::compose(report, &[]), &report.traps);
    if report.kind.is_sif() {
        // The first setting lacks the page of contents, which moves what follows by one page.
        let contents: Vec<_> = setting.headings.iter().filter_map(contents_line).collect();
        setting = typeset::typeset(&compose::compose(report, &contents), &report.traps);
    }
    closing::running(&mut setting.document, report);
    let title = report.traps.wrong_foot.then_some("LA NAME");
    Rendered {
        path: path(report),
        bytes: pdf::write(&setting.document, &report.traps, title),
        truth: Truth {
            kind: report.kind.slug(),
            framework: report.framework(),
            authority: report.slug.clone(),
            start: report.start.clone(),
            end: report.end.clone(),
            published: report.published.clone(),
            lead: report.lead.clone(),
            grades: report.grades.clone(),
            outcome: report.outcome.clone(),
            pages: setting.document.pages.len() as u32,
            paragraphs: setting.facts,
        },
    }
}

/// Returns what the page of contents says of a heading, whose page lies one further on by then.
fn contents_line(heading: &typeset::Heading) -> Option<(String, usize)> {
    let grades = ["Outstanding", "Good", "Requires improvement", "Inadequate"];
    let listed = heading.level < 3 && heading.page > 1 && !grades.contains(&heading.words.as_str());
    listed.then(|| (heading.words.clone(), heading.page + 1))
}

/// Returns a path such as the website's own: folder of the authority, kind, date of publication.
fn path(report: &Report) -> String {
    let date = cover::long_date(&report.published).to_lowercase();
    let pad = if date.find(' ') == Some(1) { "0" } else { "" };
    format!(
        "{}/{} - {pad}{date}.pdf",
        report.slug,
        report.kind.file_stem()
    )
}

/// The sources of the sample, by file name.
pub const SAMPLE: &[(&str, &str)] = &[
    ("ambleford-2015", include_str!("reports/ambleford-2015.txt")),
    ("ambleford-2019", include_str!("reports/ambleford-2019.txt")),
    ("ambleford-2023", include_str!("reports/ambleford-2023.txt")),
    (
        "castlebridge-2016",
        include_str!("reports/castlebridge-2016.txt"),
    ),
    (
        "castlebridge-2018",
        include_str!("reports/castlebridge-2018.txt"),
    ),
    (
        "castlebridge-2021",
        include_str!("reports/castlebridge-2021.txt"),
    ),
    (
        "castlebridge-2022",
        include_str!("reports/castlebridge-2022.txt"),
    ),
    ("northmere-2015", include_str!("reports/northmere-2015.txt")),
    ("northmere-2019", include_str!("reports/northmere-2019.txt")),
    ("northmere-2024", include_str!("reports/northmere-2024.txt")),
    (
        "northmere-send-2024",
        include_str!("reports/northmere-send-2024.txt"),
    ),
    ("saltings-2018", include_str!("reports/saltings-2018.txt")),
    ("saltings-2019", include_str!("reports/saltings-2019.txt")),
    ("saltings-2022", include_str!("reports/saltings-2022.txt")),
    ("saltings-2025", include_str!("reports/saltings-2025.txt")),
    ("wexcombe-2024", include_str!("reports/wexcombe-2024.txt")),
    (
        "wexcombe-jtai-2023",
        include_str!("reports/wexcombe-jtai-2023.txt"),
    ),
    (
        "wexcombe-send-2023",
        include_str!("reports/wexcombe-send-2023.txt"),
    ),
];

/// Renders the sample.
pub fn sample() -> Result<Vec<Rendered>, String> {
    SAMPLE
        .iter()
        .map(|(name, source)| {
            source::parse(source)
                .map(|report| render(&report))
                .map_err(|fault| format!("{name}: {fault}"))
        })
        .collect()
}

/// Returns the gazetteer of the authorities that [`bulk`] makes a number of reports for.
pub fn gazetteer(reports: u64) -> String {
    let mut table = String::from(
        "slug,canonical_name,official_name,status,urn,la_code,gss_code,former_gss,region,type,\
         aliases_in_report_titles,other_aliases,predecessor_slugs,successor_slugs,note\n",
    );
    for name in bulk::authorities(reports) {
        let slug = name.to_lowercase().replace(' ', "-");
        table.push_str(&format!(
            "{slug},{name},{name} Council,current,,,,,Invented county,Invented borough,,,,,\n"
        ));
    }
    table
}
