//! Contrasts: two tables, what the one group says more often and what the other does.

use std::io::{self, Write};

use serde::Serialize;

use super::contrast_row::{Row, SideRow};
use super::rows::{
    interval, per_thousand, probability, share, write_markdown, write_quote, write_with_notes,
};
use super::{Asked, ThemeFormat};
use crate::output::csv::Table;
use crate::output::label::count;
use crate::output::markdown::escape;
use crate::output::screen::paint;
use crate::output::table::Column;
use crate::output::{Screen, json};
use crate::themes::{Contrast, Key, MAX_Q, MIN_REPORTS, SideSummary, UNIVERSAL};

#[derive(Serialize)]
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
    exact: bool,
    one_sided_frameworks: &'a [String],
    shared_reports: u64,
    warnings: Vec<String>,
    more_in_a: Vec<Row<'a>>,
    more_in_b: Vec<Row<'a>>,
}

/// Writes a contrast; rows are numbered through both tables.
pub fn write_contrast(
    out: &mut impl Write,
    asked: &Asked,
    contrast: &Contrast,
    format: ThemeFormat,
    screen: &Screen,
) -> io::Result<()> {
    let in_a = || (1..).zip(&contrast.more_in_a);
    let in_b = || (contrast.more_in_a.len() + 1..).zip(&contrast.more_in_b);
    let (a, b) = (&contrast.a, &contrast.b);
    match format {
        ThemeFormat::Text => {
            summary(asked, contrast)
                .iter()
                .try_for_each(|line| writeln!(out, "{line}"))?;
            for warning in warnings(contrast) {
                writeln!(out, "{}: {warning}", paint(screen.palette.hint, "warning"))?;
            }
            for (side, rows) in [(a, in_a().collect::<Vec<_>>()), (b, in_b().collect())] {
                if rows.is_empty() {
                    continue;
                }
                writeln!(
                    out,
                    "\n{}",
                    paint(screen.palette.title, format_args!("more in {}", side.name))
                )?;
                write_table(out, contrast, &rows, screen)?;
            }
            Ok(())
        }
        ThemeFormat::Json => json::pretty(
            out,
            &Envelope {
                asked,
                a: a.into(),
                b: b.into(),
                compared: contrast.family,
                key_in_a: contrast.key.0,
                key_in_b: contrast.key.1,
                universal: contrast.universal,
                arrangements: contrast.arrangements,
                exact: contrast.exact,
                one_sided_frameworks: &contrast.one_sided,
                shared_reports: contrast.shared_reports,
                warnings: warnings(contrast),
                more_in_a: in_a().map(|(n, key)| Row::new(n, key, &a.name)).collect(),
                more_in_b: in_b().map(|(n, key)| Row::new(n, key, &b.name)).collect(),
            },
        ),
        ThemeFormat::Csv(cells) => {
            let mut table = Table::new(cells);
            let of_a = in_a().map(|(n, key)| Row::new(n, key, &a.name));
            let of_b = in_b().map(|(n, key)| Row::new(n, key, &b.name));
            of_a.chain(of_b).try_for_each(|row| table.row(out, &row))
        }
        ThemeFormat::Markdown => {
            summary(asked, contrast)
                .iter()
                .try_for_each(|line| writeln!(out, "{line}\n"))?;
            for warning in warnings(contrast) {
                writeln!(out, "Warning: {warning}\n")?;
            }
            for (side, rows) in [(a, in_a().collect::<Vec<_>>()), (b, in_b().collect())] {
                writeln!(out, "**more in {}**\n", escape(&side.name))?;
                let columns = columns(contrast);
                let mut headings: Vec<&str> =
                    columns.iter().map(|(name, _)| name.as_str()).collect();
                headings.remove(0);
                write_markdown(
                    out,
                    &headings,
                    rows.iter().map(|(n, key)| cells(*n, key).split_off(1)),
                )?;
                writeln!(out)?;
            }
            Ok(())
        }
    }
}

/// How wide a terminal must be for all figures.
const WIDE: usize = 150;
/// So many columns are shown in any case.
const NARROW: usize = 8;

/// Names the columns, and tells which hold words.
pub(super) fn columns(contrast: &Contrast) -> Vec<(String, bool)> {
    let (a, b) = (&contrast.a.name, &contrast.b.name);
    let columns = [
        (String::new(), false),
        ("phrase".to_owned(), true),
        (format!("reports: {a}"), false),
        (b.clone(), false),
        ("per 1,000".to_owned(), false),
        ("and".to_owned(), false),
        ("LRC".to_owned(), false),
        ("q".to_owned(), false),
        ("difference".to_owned(), false),
        ("Fisher p".to_owned(), false),
        ("odds ratio".to_owned(), false),
        ("G²".to_owned(), false),
    ];
    columns.to_vec()
}

pub(super) fn cells(rank: usize, key: &Key) -> Vec<String> {
    let mark = if key.is_key() { "*" } else { "" };
    let universal = if key.is_universal() {
        " (in nearly all)"
    } else {
        ""
    };
    vec![
        rank.to_string(),
        format!("{}{mark}{universal}", key.phrase),
        share(key.a.reports),
        share(key.b.reports),
        per_thousand(key.a.paragraphs),
        per_thousand(key.b.paragraphs),
        format!("{:+.2}", key.lrc),
        probability(key.q),
        interval(key.difference),
        probability(key.fisher),
        key.odds_ratio
            .map_or("–".to_owned(), |ratio| format!("{ratio:.2}")),
        format!("{:.1}", key.g2),
    ]
}

fn write_table(
    out: &mut impl Write,
    contrast: &Contrast,
    rows: &[(usize, &Key)],
    screen: &Screen,
) -> io::Result<()> {
    let shown = if screen.width >= WIDE {
        usize::MAX
    } else {
        NARROW
    };
    let names = columns(contrast);
    let columns: Vec<Column<'_>> = names
        .iter()
        .take(shown)
        .map(|(name, words)| match words {
            true => Column::left(name),
            false => Column::right(name),
        })
        .collect();
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|(rank, key)| cells(*rank, key).into_iter().take(shown).collect())
        .collect();
    write_with_notes(out, &columns, &cells, screen, |out, at| {
        let Some(quote) = &rows[at].1.typical else {
            return Ok(());
        };
        write_quote(out, quote, screen)
    })
}

/// Says what was compared, and what came of it.
pub(super) fn summary(asked: &Asked, contrast: &Contrast) -> Vec<String> {
    let side = |side: &SideSummary| {
        format!(
            "{} ({}, {})",
            side.name,
            count(side.reports, "report"),
            count(side.paragraphs, "paragraph")
        )
    };
    let arrangements = match contrast.exact {
        true => format!("all {} arrangements", contrast.arrangements),
        false => format!("{} shuffles", contrast.arrangements),
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

/// Says what makes the figures doubtful.
pub(super) fn warnings(contrast: &Contrast) -> Vec<String> {
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
            "{} in more than {:.0}% of the reports of both: there only paragraphs can differ",
            match contrast.universal {
                1 => "1 phrase stands".to_owned(),
                many => format!("{many} phrases stand"),
            },
            UNIVERSAL * 100.0
        ));
    }
    if !contrast.one_sided.is_empty() {
        warnings.push(format!(
            "only one of the two has reports under {}: these take no part in the odds ratio and in q",
            contrast.one_sided.join(", ")
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
    use super::{ThemeFormat, write_contrast};
    use crate::output::Cells;
    use crate::output::testutil::wide;
    use crate::output::testutil::written;
    use crate::themes::stats::{Groups, Proportion, newcombe_difference};
    use crate::themes::{Cell, Contrast, Key, SideSummary};

    fn write(format: ThemeFormat, width: usize) -> String {
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
                p: 0.0002,
                q: 0.004,
                typical: None,
            }],
            more_in_b: Vec::new(),
            family: 20,
            key: (1, 0),
            universal: 1,
            arrangements: 9_999,
            exact: false,
            one_sided: vec!["sif-2013".to_owned()],
            shared_reports: 0,
        };
        written(|out| write_contrast(out, &asked(), &contrast, format, &wide(width)))
    }

    #[test]
    fn text_shows_both_shares_with_their_n() {
        let text = write(ThemeFormat::Text, 80);
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
        assert!(write(ThemeFormat::Text, 160).contains("40.00"), "{text}");
    }

    #[test]
    fn data_carry_every_figure() {
        let json: serde_json::Value = serde_json::from_str(&write(ThemeFormat::Json, 80)).unwrap();
        let row = &json["more_in_a"][0];
        assert_eq!(
            (&row["key"], &row["odds_ratio"]),
            (&true.into(), &40.0.into())
        );
        assert_eq!(row["a_per_thousand"], 50.0);
        assert_eq!(json["warnings"].as_array().unwrap().len(), 3);
        assert_eq!(
            write(ThemeFormat::Csv(Cells::Guarded), 80).lines().count(),
            2
        );
        assert!(write(ThemeFormat::Markdown, 80).contains("| drift and delay\\* | 8/9  89% |"));
    }
}
