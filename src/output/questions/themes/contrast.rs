//! Contrasts: two tables, what the one group says more often and what the other does.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Asked, quote};
use crate::output::sheet::{
    Cell, Chart, Column, Mark, Media, Part, Row as TableRow, Sheet, Table, cells,
};
use crate::output::wire::{ContrastRow as Row, SideRow};
use crate::output::words::figures::{interval, per_thousand, percent, probability, share};
use crate::output::words::label::count;
use crate::output::{Reply, Screen};
use crate::themes::{Contrast, Key, MAX_Q, MIN_REPORTS, SideSummary, UNIVERSAL};

/// How the figures were made.
const METHOD: [&str; 2] = [
    "Reports: shares, their difference with Newcombe's hybrid score interval at 95%, \
     Fisher's exact p, and the Mantel–Haenszel odds ratio over frameworks. Paragraphs: \
     log-likelihood G² and the conservative log ratio LRC (Evert 2022), which is 0 where \
     the interval allows no difference.",
    "q is the rate of false findings (Benjamini and Hochberg) of probabilities by \
     permutation of whole reports within frameworks. What is marked * has an LRC other \
     than 0 and a small q.",
];

/// Two groups, and what divides them; rows are numbered through both tables.
#[derive(Debug, Clone, Copy)]
pub struct ContrastedGroups<'a> {
    /// What was looked at.
    pub asked: &'a Asked,
    /// What was found.
    pub contrast: &'a Contrast,
}

#[derive(JsonSchema, Serialize)]
struct Envelope<'a> {
    #[serde(flatten)]
    asked: &'a Asked,
    a: SideRow<'a>,
    b: SideRow<'a>,
    compared: u64,
    key_in_a: u64,
    key_in_b: u64,
    universal: u64,
    arrangements: u64,
    further_arrangements: u64,
    untested: u64,
    exact: bool,
    one_sided_frameworks: &'a [String],
    shared_reports: u64,
    warnings: Vec<String>,
    more_in_a: Vec<Row<'a>>,
    more_in_b: Vec<Row<'a>>,
}

impl Reply for ContrastedGroups<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let ContrastedGroups { asked, contrast } = *self;
        let (a, b) = (&contrast.a.name, &contrast.b.name);
        let mut sheet = Sheet::figures(asked.title(&format!("{a} against {b}")), &METHOD);
        sheet.add(Part::Lead(summary(asked, contrast)));
        asked.add_left_out(&mut sheet);
        for warning in warnings(contrast) {
            sheet.add(Part::Warning(warning));
        }
        let of_both = format!("(({}) OR ({}))", contrast.a.query, contrast.b.query);
        for (name, keys) in [(a, self.in_a()), (b, self.in_b())] {
            let mut marks = Vec::new();
            let mut rows = Vec::new();
            for (rank, key) in keys {
                let difference = key.a.reports.share() - key.b.reports.share();
                marks.push(Mark::dot(&key.phrase, difference, key.difference));
                rows.push(TableRow {
                    cells: cells(rank, key),
                    beneath: key.typical.iter().flat_map(quote).collect(),
                    // What is said in either group, and not elsewhere.
                    section: Some(sheet.section(&key.phrase, format!("({}) {of_both}", key.query))),
                });
            }
            let media = match rows.is_empty() {
                true => Media::MARKDOWN,
                false => Media::ROWS,
            };
            let n = (contrast.a.reports, contrast.b.reports);
            let title = format!("Share in {a} (n = {}) less share in {b} (n = {})", n.0, n.1);
            let chart = Chart::of_differences(title, marks);
            let table = Table {
                caption: format!("More in {name}"),
                columns: columns(contrast),
                rows,
            };
            sheet.add_for(Media::HTML, Part::Heading(2, table.caption.clone()));
            sheet.add_for(media, Part::Heading(2, format!("more in {name}")));
            sheet.add_for(Media::HTML, Part::Chart(chart));
            sheet.add_for(media | Media::HTML, Part::Table(table));
        }
        sheet.add_for(Media::MARKDOWN, Part::Gap);
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let ContrastedGroups { asked, contrast } = *self;
        let (a, b) = (&contrast.a, &contrast.b);
        let rows = |keys: Vec<(usize, _)>, side| {
            let rows = keys.into_iter();
            rows.map(|(n, key)| Row::new(n, key, side)).collect()
        };
        Envelope {
            asked,
            a: a.into(),
            b: b.into(),
            compared: contrast.family,
            key_in_a: contrast.key.0,
            key_in_b: contrast.key.1,
            universal: contrast.universal,
            arrangements: contrast.arrangements,
            further_arrangements: contrast.further,
            untested: contrast.untested,
            exact: contrast.exact,
            one_sided_frameworks: &contrast.one_sided,
            shared_reports: contrast.shared_reports,
            warnings: warnings(contrast),
            more_in_a: rows(self.in_a(), &a.name),
            more_in_b: rows(self.in_b(), &b.name),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        let (a, b) = (&self.contrast.a.name, &self.contrast.b.name);
        let of_a = self.in_a().into_iter().map(|(n, key)| Row::new(n, key, a));
        let of_b = self.in_b().into_iter().map(|(n, key)| Row::new(n, key, b));
        of_a.chain(of_b)
    }
}

impl<'a> ContrastedGroups<'a> {
    fn in_a(&self) -> Vec<(usize, &'a Key)> {
        (1..).zip(&self.contrast.more_in_a).collect()
    }

    fn in_b(&self) -> Vec<(usize, &'a Key)> {
        let first = self.contrast.more_in_a.len() + 1;
        (first..).zip(&self.contrast.more_in_b).collect()
    }
}

/// How wide a terminal must be for all figures.
const WIDE: usize = 150;

fn columns(contrast: &Contrast) -> Vec<Column> {
    let (a, b) = (&contrast.a.name, &contrast.b.name);
    let mut columns = vec![
        Column::ranks(),
        Column::words("phrase"),
        Column::numbers(format!("reports: {a}")),
        Column::numbers(b),
    ];
    columns.extend(["per 1,000", "and", "LRC", "q"].map(Column::numbers));
    let more = ["difference", "Fisher p", "odds ratio", "G²"];
    columns.extend(more.map(|name| Column::numbers(name).where_wide(WIDE)));
    columns
}

fn cells(rank: usize, key: &Key) -> Vec<Cell> {
    let mark = if key.is_key() { "*" } else { "" };
    let universal = if key.is_universal() {
        " (in nearly all)"
    } else {
        ""
    };
    cells![
        rank,
        format!("{}{mark}{universal}", key.phrase),
        share(key.a.reports),
        share(key.b.reports),
        per_thousand(key.a.paragraphs),
        per_thousand(key.b.paragraphs),
        format!("{:+.2}", key.lrc),
        key.q.map_or("–".to_owned(), probability),
        interval(key.difference),
        probability(key.fisher),
        key.odds_ratio.map_or("–".to_owned(), odds),
        format!("{:.1}", key.g2),
    ]
}

/// Writes odds: those of what one group alone has are without bound.
fn odds(ratio: f64) -> String {
    match ratio.is_finite() {
        true => format!("{ratio:.2}"),
        false => "∞".to_owned(),
    }
}

/// Says what was compared, and what came of it.
fn summary(asked: &Asked, contrast: &Contrast) -> Vec<String> {
    let side = |side: &SideSummary| {
        format!(
            "{} ({}, {})",
            side.name,
            count(side.reports, "report"),
            count(side.paragraphs, "paragraph")
        )
    };
    let arrangements = match (contrast.exact, contrast.further) {
        (true, _) => format!("all {} arrangements", contrast.arrangements),
        (false, 0) => format!("{} shuffles", contrast.arrangements),
        (false, further) => format!(
            "{} shuffles ({further} more where hardly any of them parts the groups as far)",
            contrast.arrangements
        ),
    };
    vec![
        format!(
            "{} against {}; {} searched",
            side(&contrast.a),
            side(&contrast.b),
            asked.sentence()
        ),
        format!(
            "{} compared; key (*): {} in {}, {} in {}, with LRC not 0 and q at most {MAX_Q} by {arrangements} within frameworks",
            count(contrast.family, "phrase"),
            contrast.key.0,
            contrast.a.name,
            contrast.key.1,
            contrast.b.name,
        ),
    ]
}

fn phrases_stand(count: u64) -> String {
    match count {
        1 => "1 phrase stands".to_owned(),
        many => format!("{many} phrases stand"),
    }
}

/// Says what makes the figures doubtful.
fn warnings(contrast: &Contrast) -> Vec<String> {
    let mut warnings = Vec::new();
    if contrast.family == 0 {
        warnings
            .push("no phrase stands in enough reports to tell a difference from chance".to_owned());
    }
    for side in [&contrast.a, &contrast.b] {
        if side.reports < MIN_REPORTS {
            warnings.push(format!(
                "{} has fewer than {MIN_REPORTS} reports: {}",
                side.name, side.reports
            ));
        }
    }
    if contrast.universal > 0 {
        warnings.push(format!(
            "{} in more than {} of the reports of both: there only paragraphs can differ",
            phrases_stand(contrast.universal),
            percent(UNIVERSAL)
        ));
    }
    if !contrast.one_sided.is_empty() {
        warnings.push(format!(
            "only one of the two has reports under {}: these take no part in the odds ratio and in q",
            contrast.one_sided.join(", ")
        ));
    }
    if contrast.untested > 0 {
        warnings.push(format!(
            "{} only in frameworks that one of the groups has: no p and no q",
            phrases_stand(contrast.untested)
        ));
    }
    if contrast.shared_reports > 0 {
        warnings.push(format!(
            "{} in both groups: each part counts as a report",
            match contrast.shared_reports {
                1 => "1 report has paragraphs".to_owned(),
                many => format!("{many} reports have paragraphs"),
            }
        ));
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::super::asked;
    use super::ContrastedGroups;
    use crate::output::testutil::{answered, wide};
    use crate::output::{Cells, Format};
    use crate::themes::stats::{Groups, Proportion, newcombe_difference};
    use crate::themes::{Cell, Contrast, Key, SideSummary};

    fn write(format: Format, width: usize) -> String {
        let side = |name: &str, reports, paragraphs| SideSummary {
            name: name.to_owned(),
            query: format!("overall:{name}"),
            reports,
            paragraphs,
        };
        let cell = |reports: (u64, u64), paragraphs: (u64, u64)| {
            let of = |(part, whole)| Proportion { part, whole };
            Cell {
                reports: of(reports),
                paragraphs: of(paragraphs),
            }
        };
        let (a, b) = (cell((8, 9), (20, 400)), cell((2, 12), (2, 500)));
        let reports = Groups {
            a: a.reports,
            b: b.reports,
        };
        let contrast = Contrast {
            a: side("inadequate", 9, 400),
            b: side("good", 12, 500),
            more_in_a: vec![Key {
                phrase: "drift and delay".to_owned(),
                query: "\"=drift =and =delay\"".to_owned(),
                a,
                b,
                difference: newcombe_difference(reports.a, reports.b, 0.95),
                fisher: 0.001,
                odds_ratio: Some(40.0),
                g2: 19.0,
                lrc: 1.25,
                p: Some(0.0002),
                q: Some(0.004),
                typical: None,
            }],
            more_in_b: Vec::new(),
            family: 20,
            key: (1, 0),
            universal: 1,
            arrangements: 9_999,
            further: 0,
            untested: 0,
            exact: false,
            one_sided: vec!["sif-2013".to_owned()],
            shared_reports: 0,
        };
        let reply = ContrastedGroups {
            asked: &asked(),
            contrast: &contrast,
        };
        answered(&reply, format, &wide(width))
    }

    #[test]
    fn text_shows_both_shares_with_their_n() {
        let text = write(Format::Text, 80);
        assert!(text.contains("drift and delay*"), "{text}");
        assert!(
            text.contains("8/9  89%") && text.contains("2/12  17%"),
            "{text}"
        );
        assert!(
            text.contains("warning: inadequate has fewer than 10 reports: 9\n"),
            "{text}"
        );
        assert!(
            text.contains("warning: 1 phrase stands in more than 90%"),
            "{text}"
        );
        assert!(!text.contains("odds ratio  "), "{text}");
        assert!(write(Format::Text, 160).contains("40.00"), "{text}");
    }

    #[test]
    fn data_carry_every_figure() {
        let json: serde_json::Value = serde_json::from_str(&write(Format::Json, 80)).unwrap();
        let row = &json["more_in_a"][0];
        assert_eq!(
            (&row["key"], &row["odds_ratio"]),
            (&true.into(), &40.0.into())
        );
        assert_eq!(row["a_per_thousand"], 50.0);
        assert_eq!(json["warnings"].as_array().unwrap().len(), 3);
        assert_eq!(write(Format::csv(Cells::Guarded), 80).lines().count(), 2);
        assert!(write(Format::Markdown, 80).contains("| drift and delay\\* | 8/9  89% |"));
    }
}
