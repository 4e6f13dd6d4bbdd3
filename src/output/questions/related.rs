//! Related names, in every format.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use crate::index::{Hit, Index};
use crate::output::sheet::{Cell, Column, Media, Part, Prose, Row as TableRow, Sheet, Table};
use crate::output::words::figures::rounded;
use crate::output::words::label::{self, count};
use crate::output::{Reply, Screen};
use crate::semantics::{Related, RelatedName, Tally};

/// How the figures were made.
const METHOD: [&str; 2] = [
    "Names are alike that stand among the same words: the cosine of vectors of 200 dimensions, by \
     truncated singular value decomposition of positive pointwise mutual information with \
     what stands up to four words or phrases to either side, the shares of which are raised to 0.75 \
     (Levy, Goldberg and Dagan 2015).",
    "Paragraphs and reports are those that a search for the name finds; with it are those of its paragraphs \
     that say the name asked for too: what mostly stands with a name is seldom another name of the same.",
];

/// What a quotation may take, in characters.
const SHORT: usize = 240;

/// The names related to some, question by question.
#[derive(Debug, Clone, Copy)]
pub struct RelatedNames<'a>(pub &'a [Related]);

#[derive(JsonSchema, Serialize)]
struct Answer<'a> {
    query: &'a str,
    understood: &'a [String],
    unknown: &'a [String],
    places: u64,
    /// What a search for the name itself finds.
    paragraphs: u64,
    reports: u64,
    /// How many reports pass the filters: in these names are counted and quoted.
    reports_searched: u64,
    /// How many reports tell how alike names are.
    taught_by: u64,
    /// How many names as near too few of the reports searched say.
    passed_over: u64,
    related: Vec<Name<'a, &'a [String]>>,
}

/// A name with its figures, and its variants as a list or as one text.
#[derive(JsonSchema, Serialize)]
struct Name<'a, Variants> {
    text: &'a str,
    likeness: f64,
    paragraphs: u64,
    reports: u64,
    /// How many of its paragraphs say the name asked for too.
    with_it: u64,
    known: bool,
    spelt: bool,
    search: &'a str,
    variants: Variants,
    quotation: Option<String>,
    id: Option<String>,
}

#[derive(JsonSchema, Serialize)]
struct Row<'a> {
    query: &'a str,
    rank: usize,
    #[serde(flatten)]
    name: Name<'a, String>,
}

impl<'a> Answer<'a> {
    fn new(related: &'a Related) -> Self {
        let asked = related.asked;
        let asked = |of: fn(Tally) -> u64| asked.map_or(0, of);
        Answer {
            query: &related.query,
            understood: &related.understood,
            unknown: &related.unknown,
            places: related.places,
            paragraphs: asked(|counted| counted.paragraphs),
            reports: asked(|counted| counted.reports),
            reports_searched: asked(|counted| counted.reports_searched),
            taught_by: asked(|counted| counted.reports_taught),
            passed_over: related.passed_over,
            related: related
                .names
                .iter()
                .map(|name| Name::new(name, &name.variants[..]))
                .collect(),
        }
    }
}

impl<'a, Variants> Name<'a, Variants> {
    fn new(name: &'a RelatedName, variants: Variants) -> Self {
        let quotation = name.quotation.as_ref();
        Name {
            text: &name.text,
            likeness: likeness(name),
            paragraphs: name.paragraphs,
            reports: name.reports,
            with_it: name.with_it,
            known: name.known,
            spelt: name.spelt,
            search: &name.query,
            variants,
            quotation: quotation.map(|hit| quoted(hit).0),
            id: quotation.map(|hit| label::paragraph_id(&hit.report, &hit.paragraph)),
        }
    }
}

impl<'a> Row<'a> {
    fn new(query: &'a str, rank: usize, name: &'a RelatedName) -> Self {
        Row {
            query,
            rank,
            name: Name::new(name, name.variants.join("; ")),
        }
    }
}

impl Reply for RelatedNames<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let mut sheet = match self.0 {
            [one] => Sheet::figures(format!("Names related to {}", one.query), &METHOD),
            _ => Sheet::figures("Related names", &METHOD),
        };
        for (at, related) in self.0.iter().enumerate() {
            if at > 0 {
                sheet.add_for(Media::TEXT, Part::Gap);
            }
            if self.0.len() > 1 {
                sheet.add_for(Media::DOCUMENT, Part::Heading(2, related.query.clone()));
            }
            let mut lead = vec![sentence(related)];
            lead.extend(filtered(related));
            sheet.add(Part::Lead(lead));
            if !related.names.is_empty() {
                let table = table(related, &mut sheet);
                sheet.add(Part::Table(table));
            }
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        /// One question has one object.
        #[derive(JsonSchema, Serialize)]
        #[serde(untagged)]
        enum Answers<'a> {
            One(Answer<'a>),
            Several(Vec<Answer<'a>>),
        }
        match self.0 {
            [one] => Answers::One(Answer::new(one)),
            several => Answers::Several(several.iter().map(Answer::new).collect()),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        self.0.iter().flat_map(|related| {
            let ranked = (1..).zip(&related.names);
            ranked.map(|(rank, name)| Row::new(&related.query, rank, name))
        })
    }
}

/// Says what was understood, and how much of it is known.
fn sentence(related: &Related) -> String {
    let query = &related.query;
    if related.understood.is_empty() {
        return format!("{query}: the reports say too little of it to tell what company it keeps");
    }
    let names = match related.names.len() {
        1 => "1 name keeps".to_owned(),
        many => format!("{many} names keep"),
    };
    let mut said = format!("{query}: {names} its company");
    match related.places {
        0 => said += &format!(", as told by its parts: {}", related.understood.join(", ")),
        places => said += &format!(", which is told by {}", count(places, "place")),
    }
    if !related.unknown.is_empty() {
        said += &format!("; too seldom to count: {}", related.unknown.join(", "));
    }
    said
}

/// Says what filters change, where they leave out any report.
fn filtered(related: &Related) -> Option<String> {
    let asked = related.asked?;
    if asked.reports_searched >= asked.reports_taught {
        return None;
    }
    let passed_over = match related.passed_over {
        0 => String::new(),
        1 => "; 1 name as near is not said often enough in them, and is left out".to_owned(),
        many => {
            format!("; {many} names as near are not said often enough in them, and are left out")
        }
    };
    Some(format!(
        "counted and quoted in {} of {} that pass the filters; how alike names are is told by all{passed_over}",
        asked.reports_searched,
        count(asked.reports_taught, "report"),
    ))
}

fn table(related: &Related, sheet: &mut Sheet<'_>) -> Table<'static> {
    let mut columns = vec![Column::ranks(), Column::words("name")];
    columns.extend(["likeness", "paragraphs", "with it", "reports"].map(Column::numbers));
    columns.push(Column::words("known"));
    columns.push(Column::words("quotation").only(Media::DOCUMENT));
    let rows = (1_u64..).zip(&related.names).map(|(rank, name)| {
        let quotation = name.quotation.as_ref().map(quoted);
        let source = name.quotation.as_ref();
        let source = source.map(|hit| label::paragraph_id(&hit.report, &hit.paragraph));
        let known = match (name.spelt, name.known) {
            (true, _) => "spelt out",
            (false, true) => "concept",
            (false, false) => "",
        };
        let words = quotation.as_ref().zip(source.as_ref());
        let words = words.map(|((quoted, _), source)| format!("{quoted} ({source})"));
        let cells: Vec<Cell> = vec![
            rank.into(),
            named(name).into(),
            format!("{:.2}", name.likeness).into(),
            name.paragraphs.into(),
            name.with_it.into(),
            name.reports.into(),
            known.into(),
            words.into(),
        ];
        let prose = quotation.map(|(text, marked)| {
            Part::Prose(Prose {
                marked,
                ..Prose::plain(6, text)
            })
        });
        TableRow {
            cells,
            beneath: prose.into_iter().collect(),
            section: Some(sheet.section(&name.text, &name.query)),
        }
    });
    Table {
        caption: format!("Names related to {}", related.query),
        columns,
        rows: rows.collect(),
    }
}

/// A name with its other inflections.
fn named(name: &RelatedName) -> String {
    match name.variants.is_empty() {
        true => name.text.clone(),
        false => format!("{} ({})", name.text, name.variants.join(", ")),
    }
}

fn likeness(name: &RelatedName) -> f64 {
    rounded(f64::from(name.likeness))
}

/// Quotes the sentence around the first match of a hit, shortened, and what is marked in it.
fn quoted(hit: &Hit) -> (String, Vec<Range<usize>>) {
    let text = &hit.paragraph.text;
    let first = hit.highlights.first().cloned().unwrap_or(0..0);
    let sentence = Index::sentence(text, &first);
    let room = SHORT.saturating_sub(first.len()) / 2;
    let from = first.start.saturating_sub(room).max(sentence.start);
    let to = (first.end + room).min(sentence.end);
    let from = (from..=first.start)
        .find(|at| begins_word(text, *at))
        .unwrap_or(first.start);
    let to = (first.end..=to)
        .rev()
        .find(|at| begins_word(text, *at))
        .unwrap_or(first.end);
    let to = if to + 1 >= sentence.end {
        sentence.end
    } else {
        to
    };
    let before = if from > sentence.start { "… " } else { "" };
    let behind = if to < sentence.end { " …" } else { "" };
    let words = text[from..to].trim_end();
    let marked = hit
        .highlights
        .iter()
        .filter(|mark| mark.start >= from && mark.end <= to);
    let shift = |at: usize| at - from + before.len();
    let marked = marked
        .map(|mark| shift(mark.start)..shift(mark.end))
        .collect();
    (format!("{before}{words}{behind}"), marked)
}

/// Tells whether a word may begin at a byte of a text.
fn begins_word(text: &str, at: usize) -> bool {
    at == 0 || at == text.len() || (text.is_char_boundary(at) && text[..at].ends_with(' '))
}

#[cfg(test)]
mod tests {
    use super::{RelatedNames, quoted};
    use crate::output::testutil::{hit, json, related_name, text};
    use crate::semantics::{Related, RelatedName, Tally};

    fn related() -> Related {
        Related {
            query: "personal education plans".to_owned(),
            understood: vec!["personal education plans".to_owned()],
            unknown: Vec::new(),
            places: 187,
            asked: Some(Tally {
                paragraphs: 150,
                reports: 40,
                reports_searched: 271,
                reports_taught: 271,
            }),
            passed_over: 0,
            names: vec![RelatedName {
                known: true,
                variants: vec!["PEP".to_owned()],
                ..related_name("PEPs", true)
            }],
        }
    }

    #[test]
    fn names_stand_with_their_figures() {
        let related = [related()];
        let names = RelatedNames(&related);
        assert_eq!(
            text(&names),
            "personal education plans: 1 name keeps its company, which is told by 187 places\n\
             \n\
             \x20  name        likeness  paragraphs  with it  reports  known\n\
             1  PEPs (PEP)      0.91         130       12       31  spelt out\n"
        );
        let json = json(&names);
        assert_eq!(json["query"], "personal education plans");
        assert_eq!(json["related"][0]["reports"], 31);
        assert_eq!(json["related"][0]["known"], true);
    }

    #[test]
    fn it_is_told_what_filters_change() {
        let mut narrowed = related();
        assert!(!text(&RelatedNames(&[narrowed.clone()])).contains("filters"));
        narrowed.asked = Some(Tally {
            paragraphs: 150,
            reports: 40,
            reports_searched: 271,
            reports_taught: 300,
        });
        narrowed.passed_over = 2;
        let told = text(&RelatedNames(&[narrowed]));
        assert!(
            told.contains(
                "counted and quoted in 271 of 300 reports that pass the filters; how alike names are \
                 is told by all; 2 names as near are not said often enough in them, and are left out"
            ),
            "{told}"
        );
    }

    #[test]
    fn what_is_not_known_is_told() {
        let unknown = Related {
            understood: Vec::new(),
            names: Vec::new(),
            places: 0,
            ..related()
        };
        let told = text(&RelatedNames(&[unknown]));
        assert!(told.contains("say too little of it"), "{told}");
    }

    #[test]
    fn quotations_are_short_and_marked() {
        let mut hit = hit();
        let long = "plans drift and ".repeat(40);
        hit.paragraph.text = format!("{long}supervision is late, {long}as they say.");
        let at = long.len();
        hit.highlights = std::iter::once(at..at + 11).collect();
        let (words, marked) = quoted(&hit);
        assert!(words.starts_with("… ") && words.ends_with(" …"), "{words}");
        assert!(words.chars().count() < 260, "{words}");
        assert_eq!(&words[marked[0].clone()], "supervision");
    }
}
