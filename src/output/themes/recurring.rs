//! Recurring phrases, each with its figures and a typical sentence.

use std::io::{self, Write};

use serde::Serialize;

use super::rows::{rounded, write_markdown, write_quote, write_with_notes};
use super::{Asked, ThemeFormat};
use crate::model::Date;
use crate::output::csv::Table;
use crate::output::table::Column;
use crate::output::{Screen, json};
use crate::themes::{self, Recurring, RecurringOptions};

#[derive(Serialize)]
struct Envelope<'a> {
    #[serde(flatten)]
    asked: &'a Asked,
    min_hits: u64,
    min_reports: u64,
    min_authorities: u64,
    words: u64,
    total: u64,
    nested: u64,
    themes: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    rank: usize,
    phrase: &'a str,
    query: &'a str,
    hits: u64,
    paragraphs: u64,
    reports: u64,
    authorities: u64,
    first: Option<String>,
    last: Option<String>,
    c_value: f64,
    mostly_in: Option<&'a str>,
    mostly_in_hits: Option<u64>,
    dp: Option<f64>,
    dp_norm: Option<f64>,
    range: Option<f64>,
    sentence: &'a str,
    sentence_id: String,
}

impl<'a> Row<'a> {
    fn new(rank: usize, theme: &'a themes::Theme) -> Self {
        let dispersion = theme.dispersion;
        Row {
            rank,
            phrase: &theme.phrase,
            query: &theme.query,
            hits: theme.hits,
            paragraphs: theme.paragraphs,
            reports: theme.reports,
            authorities: theme.authorities,
            first: theme.first.map(|day| day.to_string()),
            last: theme.last.map(|day| day.to_string()),
            c_value: rounded(theme.c_value),
            mostly_in: theme.within.as_ref().map(|(longer, _)| longer.as_str()),
            mostly_in_hits: theme.within.as_ref().map(|(_, hits)| *hits),
            dp: dispersion.map(|d| rounded(d.dp)),
            dp_norm: dispersion.map(|d| rounded(d.dp_norm)),
            range: dispersion.map(|d| rounded(d.range)),
            sentence: &theme.typical.sentence,
            sentence_id: theme.typical.id.to_string(),
        }
    }
}

/// Writes the phrases that recur, in their order.
pub fn write_recurring(
    out: &mut impl Write,
    asked: &Asked,
    recurring: &Recurring,
    options: &RecurringOptions,
    format: ThemeFormat,
    screen: &Screen,
) -> io::Result<()> {
    let rows = || (options.offset + 1..).zip(&recurring.themes);
    match format {
        ThemeFormat::Text => {
            writeln!(out, "{}", sentence(asked, recurring, options))?;
            if recurring.themes.is_empty() {
                return Ok(());
            }
            writeln!(out)?;
            let columns = [
                Column::right(""),
                Column::left("phrase"),
                Column::right("reports"),
                Column::right("LAs"),
                Column::right("paras"),
                Column::right("hits"),
                Column::right("DP"),
                Column::left("years"),
            ];
            let cells: Vec<_> = rows().map(|(rank, row)| cells(rank, row)).collect();
            write_with_notes(out, &columns, &cells, screen, |out, at| {
                let row = &recurring.themes[at];
                // A phrase that mostly is a part of a longer one is best read as that.
                if let Some((longer, hits)) = row.within.as_ref().filter(|w| 2 * w.1 > row.hits) {
                    writeln!(out, "      {hits} of them in “{longer}”")?;
                }
                write_quote(out, &row.typical, screen)
            })
        }
        ThemeFormat::Json => json::pretty(
            out,
            &Envelope {
                asked,
                min_hits: options.support.hits,
                min_reports: options.support.reports,
                min_authorities: options.support.authorities,
                words: recurring.words,
                total: recurring.total,
                nested: recurring.nested,
                themes: rows().map(|(rank, row)| Row::new(rank, row)).collect(),
            },
        ),
        ThemeFormat::Csv(cells) => {
            let mut table = Table::new(cells);
            rows().try_for_each(|(rank, row)| table.row(out, &Row::new(rank, row)))
        }
        ThemeFormat::Markdown => {
            writeln!(out, "{}\n", sentence(asked, recurring, options))?;
            let headings = [&HEADINGS[..], &["sentence", "in"]].concat();
            let rows = rows().map(|(rank, row)| {
                let mut cells = cells(rank, row);
                cells.remove(0);
                cells.push(row.typical.sentence.clone());
                cells.push(row.typical.id.to_string());
                cells
            });
            write_markdown(out, &headings, rows)
        }
    }
}

/// The columns of phrases.
pub(super) const HEADINGS: [&str; 7] = [
    "phrase",
    "reports",
    "authorities",
    "paragraphs",
    "hits",
    "DP",
    "years",
];

pub(super) fn sentence(asked: &Asked, recurring: &Recurring, options: &RecurringOptions) -> String {
    let support = options.support;
    let shown = match (options.offset, recurring.themes.len()) {
        (_, shown) if shown as u64 == recurring.total => String::new(),
        (_, 0) => ", none shown".to_owned(),
        (offset, shown) => format!(", {} to {} shown", offset + 1, offset + shown),
    };
    format!(
        "{} with at least {} in {} on {} recur in {}{shown}",
        super::count(recurring.total, "phrase"),
        super::count(support.hits, "hit"),
        super::count(support.reports, "report"),
        super::count(support.authorities, "authority"),
        asked.sentence(),
    )
}

pub(super) fn cells(rank: usize, row: &themes::Theme) -> Vec<String> {
    let year = |day: Option<Date>| day.map(|day| day.year().to_string());
    let years = match (year(row.first), year(row.last)) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (first, _) => first.unwrap_or_default(),
    };
    vec![
        rank.to_string(),
        row.phrase.clone(),
        row.reports.to_string(),
        row.authorities.to_string(),
        row.paragraphs.to_string(),
        row.hits.to_string(),
        row.dispersion
            .map_or(String::new(), |d| format!("{:.2}", d.dp_norm)),
        years,
    ]
}

#[cfg(test)]
mod tests {
    use super::super::asked;
    use super::{ThemeFormat, write_recurring};
    use crate::index::Quote;
    use crate::output::Cells;
    use crate::output::testutil::wide;
    use crate::output::testutil::{date, written};
    use crate::themes::stats::dispersion;
    use crate::themes::{self, Recurring, RecurringOptions};

    fn write(format: ThemeFormat) -> String {
        let theme = themes::Theme {
            phrase: "drift and delay".to_owned(),
            query: "\"=drift =and =delay\"".to_owned(),
            hits: 9,
            paragraphs: 8,
            reports: 7,
            authorities: 6,
            first: Some(date("2014-05-01")),
            last: Some(date("2024-05-01")),
            c_value: 9.5,
            within: Some(("is drift and delay".to_owned(), 5)),
            dispersion: dispersion([(4, 100), (5, 100), (0, 100)]),
            typical: Quote {
                id: "harrowmere/2024-10-25/ilacs#28".parse().unwrap(),
                sentence: "There is drift | and delay.".to_owned(),
                words: 9..26,
            },
        };
        let recurring = Recurring {
            themes: vec![theme],
            total: 12,
            nested: 3,
            words: 40_000,
        };
        let options = RecurringOptions::default();
        written(|out| write_recurring(out, &asked(), &recurring, &options, format, &wide(60)))
    }

    #[test]
    fn text_has_figures_and_a_sentence() {
        assert_eq!(
            write(ThemeFormat::Text),
            "12 phrases with at least 5 hits in 3 reports on 2 authorities recur in \
             900 paragraphs (2 copies left out) of 30 reports, 1 to 1 shown\n\
             \n\
             \x20  phrase           reports  LAs  paras  hits    DP  years\n\
             1  drift and delay        7    6      8     9  0.50  2014 to 2024\n\
             \x20     5 of them in “is drift and delay”\n\
             \x20     There is drift | and delay.\n\
             \x20     harrowmere/2024-10-25/ilacs#28\n"
        );
    }

    #[test]
    fn data_carry_the_query() {
        let json: serde_json::Value = serde_json::from_str(&write(ThemeFormat::Json)).unwrap();
        assert_eq!(json["themes"][0]["query"], "\"=drift =and =delay\"");
        assert_eq!(json["themes"][0]["last"], "2024-05-01");
        assert_eq!(
            (&json["total"], &json["reports_searched"]),
            (&12.into(), &30.into())
        );
        assert!(
            write(ThemeFormat::Csv(Cells::Guarded))
                .starts_with("rank,phrase,query,hits,paragraphs,reports,")
        );
    }

    #[test]
    fn markdown_keeps_its_columns() {
        let markdown = write(ThemeFormat::Markdown);
        assert!(
            markdown.contains("\n| drift and delay | 7 | 6 | 8 | 9 | 0.50 |"),
            "{markdown}"
        );
        assert!(markdown.contains("drift \\| and"), "{markdown}");
    }
}
