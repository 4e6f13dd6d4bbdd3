//! Recurring phrases, each with its figures and a typical sentence.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Asked, quote};
use crate::model::Date;
use crate::output::sheet::{
    Cell, Chart, Column, Mark, Media, Part, Row as TableRow, Sheet, Table, cells,
};
use crate::output::words::figures::rounded;
use crate::output::words::label::count;
use crate::output::{Reply, Screen};
use crate::themes::stats::Proportion;
use crate::themes::{self, Recurring, RecurringOptions, Support};

/// How the figures were made.
const METHOD: [&str; 2] = [
    "Phrases of two to five words within one paragraph, no stop word at either end. \
     Findings and improvement items are counted unless the question names other \
     sections; paragraphs of the same words count once. Order: reports, then C-value \
     (Frantzi, Ananiadou and Mima 2000). DP is the normalised deviation of proportions \
     (Gries 2008): 0 where a phrase is spread as the words are, 1 where it is not.",
    "Shares of reports have Wilson intervals at 95%.",
];

/// The phrases that recur, in their order.
#[derive(Debug, Clone, Copy)]
pub struct RecurringPhrases<'a> {
    /// What was looked at.
    pub asked: &'a Asked,
    /// The phrases.
    pub found: &'a Recurring,
    /// Which were asked for.
    pub options: &'a RecurringOptions,
}

#[derive(JsonSchema, Serialize)]
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

/// A phrase with its figures.
#[derive(JsonSchema, Serialize)]
pub(super) struct Row<'a> {
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
    pub(super) fn new(rank: usize, theme: &'a themes::Theme) -> Self {
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

/// Adds a table under its name, with a chart of its shares on pages.
pub(super) fn add_shares<'a>(
    sheet: &mut Sheet<'a>,
    name: &str,
    chart: Chart,
    columns: Vec<Column>,
    rows: Vec<TableRow<'a>>,
) {
    sheet.add_for(Media::HTML, Part::Heading(2, name.to_owned()));
    sheet.add_for(Media::HTML, Part::Chart(chart));
    let media = match rows.is_empty() {
        true => Media::DOCUMENT,
        false => Media::ALL,
    };
    let table = Table {
        caption: name.to_owned(),
        columns,
        rows,
    };
    sheet.add_for(media, Part::Table(table));
}

impl Reply for RecurringPhrases<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let asked = self.asked;
        let mut sheet = Sheet::figures(asked.title("Recurring phrases"), &METHOD);
        sheet.add(Part::Lead(vec![self.sentence()]));
        let mut marks = Vec::new();
        let mut rows = Vec::new();
        for (rank, theme) in self.ranked() {
            let reports = Proportion {
                part: theme.reports,
                whole: asked.reports_searched,
            };
            marks.push(Mark::share(&theme.phrase, reports));
            rows.push(TableRow {
                cells: cells(rank, theme),
                beneath: beneath(theme),
                section: Some(sheet.section(&theme.phrase, &theme.query)),
            });
        }
        let title = format!("Reports with each phrase, n = {}", asked.reports_searched);
        let chart = Chart::of_shares(title, marks);
        add_shares(&mut sheet, "Phrases", chart, columns(), rows);
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let RecurringPhrases {
            asked,
            found,
            options,
        } = *self;
        Envelope {
            asked,
            min_hits: options.support.hits,
            min_reports: options.support.reports,
            min_authorities: options.support.authorities,
            words: found.words,
            total: found.total,
            nested: found.nested,
            themes: self
                .ranked()
                .map(|(rank, row)| Row::new(rank, row))
                .collect(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        self.ranked().map(|(rank, row)| Row::new(rank, row))
    }
}

impl<'a> RecurringPhrases<'a> {
    /// Numbers the phrases.
    fn ranked(&self) -> impl Iterator<Item = (usize, &'a themes::Theme)> + use<'a> {
        (self.options.offset + 1..).zip(&self.found.themes)
    }

    /// Says how many phrases there are of what was looked at.
    fn sentence(&self) -> String {
        let RecurringPhrases {
            asked,
            found: recurring,
            options,
        } = *self;
        format!(
            "{} recur in {}{}",
            supported(recurring.total, options.support),
            asked.sentence(),
            shown(options.offset, recurring.themes.len(), recurring.total),
        )
    }
}

/// Says how many phrases have how much support.
pub(super) fn supported(phrases: u64, support: Support) -> String {
    format!(
        "{} with at least {} in {} on {}",
        count(phrases, "phrase"),
        count(support.hits, "hit"),
        count(support.reports, "report"),
        count(support.authorities, "authority"),
    )
}

/// Says which of a ranked list are shown; nothing where all are.
pub(super) fn shown(offset: usize, shown: usize, total: u64) -> String {
    match (offset, shown) {
        (_, shown) if shown as u64 == total => String::new(),
        (_, 0) => ", none shown".to_owned(),
        (offset, shown) => format!(", {} to {} shown", offset + 1, offset + shown),
    }
}

fn columns() -> Vec<Column> {
    let years = "years";
    vec![
        Column::ranks(),
        Column::words("phrase"),
        Column::numbers("reports"),
        Column::numbers("authorities").short("LAs"),
        Column::numbers("paragraphs").short("paras"),
        Column::numbers("hits"),
        Column::numbers("DP"),
        Column::words(years).only(Media::TEXT),
        Column::numbers(years).only(Media::DOCUMENT),
        Column::words("sentence").only(Media::MARKDOWN),
        Column::words("in").only(Media::MARKDOWN),
    ]
}

fn cells(rank: usize, row: &themes::Theme) -> Vec<Cell> {
    let year = |day: Option<Date>| day.map(|day| day.year().to_string());
    let years = match (year(row.first), year(row.last)) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (first, _) => first.unwrap_or_default(),
    };
    cells![
        rank,
        &row.phrase,
        row.reports,
        row.authorities,
        row.paragraphs,
        row.hits,
        row.dispersion.map(|d| format!("{:.2}", d.dp_norm)),
        &years,
        &years,
        &row.typical.sentence,
        row.typical.id.to_string(),
    ]
}

/// Draws up what stands beneath a phrase: a longer one, if it mostly is a part of that, and a typical
/// sentence.
fn beneath(row: &themes::Theme) -> Vec<Part<'static>> {
    let longer = row.within.as_ref().filter(|within| 2 * within.1 > row.hits);
    let longer = longer.map(|(longer, hits)| {
        let line = format!("      {hits} of them in “{longer}”");
        Part::Lines(vec![line.into()])
    });
    longer.into_iter().chain(quote(&row.typical)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::asked;
    use super::RecurringPhrases;
    use crate::index::Quote;
    use crate::output::testutil::{answered, date, wide};
    use crate::output::{Cells, Format};
    use crate::themes::stats::dispersion;
    use crate::themes::{self, Recurring, RecurringOptions};

    fn write(format: Format) -> String {
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
        let reply = RecurringPhrases {
            asked: &asked(),
            found: &recurring,
            options: &options,
        };
        answered(&reply, format, &wide(60))
    }

    #[test]
    fn text_has_figures_and_a_sentence() {
        assert_eq!(
            write(Format::Text),
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
        let json: serde_json::Value = serde_json::from_str(&write(Format::Json)).unwrap();
        assert_eq!(json["themes"][0]["query"], "\"=drift =and =delay\"");
        assert_eq!(json["themes"][0]["last"], "2024-05-01");
        assert_eq!(
            (&json["total"], &json["reports_searched"]),
            (&12.into(), &30.into())
        );
        assert!(
            write(Format::csv(Cells::Guarded))
                .starts_with("rank,phrase,query,hits,paragraphs,reports,")
        );
    }

    #[test]
    fn markdown_keeps_its_columns() {
        let markdown = write(Format::Markdown);
        assert!(
            markdown.contains("\n| drift and delay | 7 | 6 | 8 | 9 | 0.50 |"),
            "{markdown}"
        );
        assert!(markdown.contains("drift \\| and"), "{markdown}");
    }
}
