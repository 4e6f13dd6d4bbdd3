//! Collocates: a table of the words that keep a term's company.

use schemars::JsonSchema;
use serde::Serialize;

use super::Asked;
use crate::index::Window;
use crate::output::sheet::{
    Cell, Chart, Column, Mark, Media, Part, Row as TableRow, Sheet, Table, cells,
};
use crate::output::words::figures::rounded;
use crate::output::words::label::count;
use crate::output::{Reply, Screen};
use crate::themes::{Collocate, Collocates, MIN_JOINT};

/// How the figures were made.
const METHOD: [&str; 1] = [
    "Words are counted once a paragraph. logDice = 14 + log2(2·joint / (paragraphs with \
     the term + paragraphs with the word)) (Rychlý 2008); MI = log2(joint / E) and t = (joint − E) / √joint \
     besides. E is what chance would bring: paragraphs with the word × the share of all paragraphs that have \
     the term or, of sentences and windows, the share of all words that stand so near it (Evert 2008).",
];

/// The greatest logDice there can be (Rychlý 2008).
const MOST: f64 = 14.0;

/// The collocates of a term, the closest first.
#[derive(Debug, Clone, Copy)]
pub struct CollocatesOf<'a> {
    /// What was looked at.
    pub asked: &'a Asked,
    /// The term and its collocates.
    pub found: &'a Collocates,
}

#[derive(JsonSchema, Serialize)]
struct Envelope<'a> {
    #[serde(flatten)]
    asked: &'a Asked,
    term: &'a str,
    /// How near they stand: `paragraph`, `sentence`, or the number of words to either side. The queries of
    /// sentences are asked with all words in one sentence (`--sentence`).
    window: String,
    paragraphs: u64,
    reports: u64,
    total: u64,
    collocates: Vec<Row<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct Row<'a> {
    rank: usize,
    word: &'a str,
    query: &'a str,
    joint: u64,
    with_word: u64,
    with_term: u64,
    log_dice: f64,
    mutual_information: f64,
    t_score: f64,
}

impl<'a> Row<'a> {
    fn new(rank: usize, collocate: &'a Collocate) -> Self {
        let counts = collocate.counts;
        Row {
            rank,
            word: &collocate.word,
            query: &collocate.query,
            joint: counts.joint,
            with_word: counts.y,
            with_term: counts.x,
            log_dice: rounded(counts.log_dice()),
            mutual_information: rounded(counts.mutual_information()),
            t_score: rounded(counts.t_score()),
        }
    }
}

fn rows(found: &Collocates) -> impl Iterator<Item = Row<'_>> {
    let ranked = (1..).zip(&found.words);
    ranked.map(|(rank, word)| Row::new(rank, word))
}

impl Reply for CollocatesOf<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let CollocatesOf { asked, found } = *self;
        let term = &found.term;
        let title = asked.title(&format!("Words that stand with {term}"));
        let mut sheet = Sheet::figures(title, &METHOD);
        sheet.in_sentences = found.window == Window::Sentence;
        sheet.add(Part::Lead(vec![sentence(asked, found)]));
        let mut marks = Vec::new();
        let mut rows = Vec::new();
        for (rank, word) in (1..).zip(&found.words) {
            marks.push(Mark::bar(&word.word, word.counts.log_dice()));
            rows.push(TableRow {
                cells: cells(rank, word),
                section: Some(sheet.section(format!("{term} with {}", word.word), &word.query)),
                ..TableRow::default()
            });
        }
        let chart = Chart {
            title: format!("Closeness to {term}, n = {} paragraphs", found.paragraphs),
            unit: "logDice",
            domain: (0.0, MOST),
            marks,
            across: false,
        };
        let media = match rows.is_empty() {
            true => Media::DOCUMENT,
            false => Media::ALL,
        };
        let mut columns = vec![Column::ranks(), Column::words("word")];
        columns.push(Column::numbers("together"));
        columns.push(Column::numbers("paragraphs with the word").short("paras with the word"));
        columns.extend(["logDice", "MI", "t"].map(Column::numbers));
        let table = Table {
            caption: "Collocates".to_owned(),
            columns,
            rows,
        };
        sheet.add_for(Media::HTML, Part::Heading(2, table.caption.clone()));
        sheet.add_for(Media::HTML, Part::Chart(chart));
        sheet.add_for(media, Part::Table(table));
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let found = self.found;
        Envelope {
            asked: self.asked,
            term: &found.term,
            window: found.window.to_string(),
            paragraphs: found.paragraphs,
            reports: found.reports,
            total: found.total,
            collocates: rows(found).collect(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        rows(self.found)
    }
}

fn sentence(asked: &Asked, found: &Collocates) -> String {
    let words = match found.total {
        1 => "1 word stands".to_owned(),
        many => format!("{many} words stand"),
    };
    let near = match found.window {
        Window::Paragraph => "with".to_owned(),
        Window::Sentence => "in a sentence with".to_owned(),
        Window::Words(words) => format!("within {} of", count(words.get().into(), "word")),
    };
    format!(
        "{words} {near} {} in at least {MIN_JOINT} of its {} in {}; {} searched",
        found.term,
        count(found.paragraphs, "paragraph"),
        count(found.reports, "report"),
        asked.sentence(),
    )
}

fn cells(rank: usize, row: &Collocate) -> Vec<Cell> {
    let counts = row.counts;
    let hundredths = |figure: f64| format!("{figure:.2}");
    cells![
        rank,
        &row.word,
        counts.joint,
        counts.y,
        hundredths(counts.log_dice()),
        hundredths(counts.mutual_information()),
        hundredths(counts.t_score()),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::asked;
    use super::CollocatesOf;
    use crate::index::Window;
    use crate::output::testutil::{json, text};
    use crate::themes::stats::Association;
    use crate::themes::{Collocate, Collocates};

    #[test]
    fn figures_stand_beside_their_counts() {
        let counts = Association {
            joint: 10,
            x: 20,
            y: 20,
            near: 20,
            all: 900,
        };
        let found = Collocates {
            term: "supervision".to_owned(),
            window: Window::Paragraph,
            paragraphs: 20,
            reports: 9,
            words: vec![Collocate {
                word: "reflective".to_owned(),
                query: "supervision =reflective".to_owned(),
                counts,
            }],
            total: 1,
        };
        let reply = CollocatesOf {
            asked: &asked(),
            found: &found,
        };
        assert_eq!(
            text(&reply),
            "1 word stands with supervision in at least 5 of its 20 paragraphs in 9 reports; \
             900 paragraphs (2 copies left out) of 30 reports searched\n\
             \n\
             \x20  word        together  paras with the word  logDice    MI     t\n\
             1  reflective        10                   20    13.00  4.49  3.02\n"
        );
        let json = json(&reply);
        assert_eq!(json["collocates"][0]["log_dice"], 13.0);
    }
}
