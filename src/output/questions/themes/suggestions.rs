//! Other names for the codes of a code book, each with what it would add.

use schemars::JsonSchema;
use serde::Serialize;

use super::Asked;
use crate::output::sheet::{Column, Part, Row as TableRow, Sheet, Table, cells};
use crate::output::words::figures::rounded;
use crate::output::words::label::count;
use crate::output::{Reply, Screen};
use crate::semantics::{SuggestedName, SuggestedNames};
use crate::themes::Codebook;

/// How the figures were made.
const METHOD: [&str; 2] = [
    "Names are offered that keep the company of a name which the code includes: the cosine of their vectors \
     is at least 0.5 and at most a third of its paragraphs say that name too, or texts spell one out by the \
     other. What adds no paragraph, what the code excludes and what was declined is left out.",
    "Paragraphs and reports are those that a search for the name finds in what the code book looks at, copies \
     of paragraphs in each; what a name adds the code does not find without it. What is alike is not the \
     same: read the quotations before a name is taken.",
];

/// How one decides.
const DECIDING: &str = "to take a name, put its search into `include` of the code; to decline it, into \
                        `declined`: it is not offered again";

/// What is offered for the codes of a book.
#[derive(Debug, Clone, Copy)]
pub struct CodeSuggestions<'a> {
    /// What was looked at.
    pub asked: &'a Asked,
    /// The code book.
    pub book: &'a Codebook,
    /// What is offered, code by code.
    pub suggested: &'a [SuggestedNames],
}

#[derive(JsonSchema, Serialize)]
struct Envelope<'a> {
    #[serde(flatten)]
    asked: &'a Asked,
    codebook: &'a str,
    themes: Vec<ThemeRow<'a>>,
}

#[derive(JsonSchema, Serialize)]
struct ThemeRow<'a> {
    theme: &'a str,
    /// The names that it includes.
    names: &'a [String],
    /// How many names are not offered because they were declined.
    declined: u64,
    suggested: Vec<NameRow<'a, &'a [String]>>,
}

/// A name offered, and the other codes that include it as a list or as one text.
#[derive(JsonSchema, Serialize)]
struct NameRow<'a, Codes> {
    name: &'a str,
    /// The name that the code includes in whose company it is said.
    like: &'a str,
    likeness: f64,
    spelt: bool,
    /// The query that finds it, to be included or declined.
    term: &'a str,
    /// The query that lists what it would add.
    listing: &'a str,
    paragraphs: u64,
    reports: u64,
    adds_paragraphs: u64,
    adds_reports: u64,
    /// The other codes that include it.
    held_by: Codes,
}

/// A row of CSV: a name with its code.
#[derive(JsonSchema, Serialize)]
struct FlatRow<'a> {
    theme: &'a str,
    #[serde(flatten)]
    name: NameRow<'a, String>,
}

impl<'a, Codes> NameRow<'a, Codes> {
    fn new(suggested: &'a SuggestedName, held_by: Codes) -> Self {
        let name = &suggested.name;
        NameRow {
            name: &name.text,
            like: &suggested.like,
            likeness: rounded(f64::from(name.likeness)),
            spelt: name.spelt,
            term: &name.query,
            listing: &suggested.listing,
            paragraphs: name.paragraphs,
            reports: name.reports,
            adds_paragraphs: suggested.adds_paragraphs,
            adds_reports: suggested.adds_reports,
            held_by,
        }
    }
}

impl<'a> FlatRow<'a> {
    fn new(theme: &'a str, suggested: &'a SuggestedName) -> Self {
        FlatRow {
            theme,
            name: NameRow::new(suggested, suggested.held_by.join("; ")),
        }
    }
}

impl Reply for CodeSuggestions<'_> {
    fn sheet(&self, _: &Screen) -> Sheet<'_> {
        let title = format!("Names offered for “{}”", self.book.name);
        let mut sheet = Sheet::figures(self.asked.title(&title), &METHOD);
        sheet.add(Part::Lead(vec![self.sentence()]));
        for code in self.suggested {
            sheet.add(Part::Heading(2, code.theme.clone()));
            sheet.add(Part::Paragraph(told(code)));
            if !code.names.is_empty() {
                let table = table(&mut sheet, code);
                sheet.add(Part::Table(table));
                sheet.add(Part::Paragraph(format!("searches: {}", list(code))));
            }
        }
        if self.suggested.iter().any(|code| !code.names.is_empty()) {
            sheet.add(Part::Notes(vec![DECIDING.to_owned()]));
        }
        sheet
    }

    fn object(&self) -> impl Serialize + JsonSchema {
        let themes = self.suggested.iter().map(|code| ThemeRow {
            theme: &code.theme,
            names: &code.asked,
            declined: code.declined,
            suggested: code
                .names
                .iter()
                .map(|name| NameRow::new(name, &name.held_by[..]))
                .collect(),
        });
        Envelope {
            asked: self.asked,
            codebook: &self.book.name,
            themes: themes.collect(),
        }
    }

    fn rows(&self) -> impl Iterator<Item = impl Serialize + JsonSchema> {
        self.suggested.iter().flat_map(|code| {
            let names = code.names.iter();
            names.map(|name| FlatRow::new(&code.theme, name))
        })
    }
}

impl CodeSuggestions<'_> {
    fn sentence(&self) -> String {
        let names: usize = self.suggested.iter().map(|code| code.names.len()).sum();
        let codes = self.suggested.iter().filter(|code| !code.names.is_empty());
        format!(
            "{} offered for {} of {} of “{}”, as told in {}",
            count(names as u64, "name"),
            codes.count(),
            count(self.suggested.len() as u64, "theme"),
            self.book.name,
            self.asked.sentence(),
        )
    }
}

/// Says of what names of a code the company was looked at, and what was declined.
fn told(code: &SuggestedNames) -> String {
    let asked = match code.asked.is_empty() {
        true => "it includes no name, whose company could be told".to_owned(),
        false => format!("in the company of {}", code.asked.join(", ")),
    };
    match code.declined {
        0 => asked,
        declined => format!("{asked}; {} declined", count(declined, "name")),
    }
}

fn table(sheet: &mut Sheet<'_>, code: &SuggestedNames) -> Table<'static> {
    let mut columns = vec![Column::words("name"), Column::words("like")];
    let numbers = [
        "likeness",
        "paragraphs",
        "reports",
        "adds",
        "in new reports",
    ];
    columns.extend(numbers.map(Column::numbers));
    columns.push(Column::words("held by"));
    let rows = code.names.iter().map(|suggested| {
        let name = &suggested.name;
        let likeness = match name.spelt {
            true => "spelt out".to_owned(),
            false => format!("{:.2}", name.likeness),
        };
        let title = format!("{}: {}", code.theme, name.text);
        TableRow {
            cells: cells![
                &name.text,
                &suggested.like,
                likeness,
                name.paragraphs,
                name.reports,
                suggested.adds_paragraphs,
                suggested.adds_reports,
                suggested.held_by.join(", "),
            ],
            beneath: Vec::new(),
            section: Some(sheet.section(title, &suggested.listing)),
        }
    });
    let rows = rows.collect();
    Table {
        caption: format!("Names offered for {}", code.theme),
        columns,
        rows,
    }
}

/// Writes the searches for the names of a code as a list of TOML.
fn list(code: &SuggestedNames) -> String {
    let quoted = code.names.iter().map(|suggested| {
        let search = &suggested.name.query;
        format!("\"{}\"", search.replace('\\', "\\\\").replace('"', "\\\""))
    });
    format!("[{}]", quoted.collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::asked;
    use super::CodeSuggestions;
    use crate::output::testutil::{answered, related_name, wide};
    use crate::output::{Cells, Format};
    use crate::semantics::{RelatedName, SuggestedName, SuggestedNames};
    use crate::themes::Codebook;

    fn write(format: Format) -> String {
        let name = SuggestedName {
            name: RelatedName {
                query: "\"heavy workloads\"".to_owned(),
                ..related_name("heavy workloads", false)
            },
            like: "caseloads".to_owned(),
            listing: "\"heavy workloads\" NOT caseloads".to_owned(),
            adds_paragraphs: 12,
            adds_reports: 3,
            held_by: vec!["pay".to_owned()],
        };
        let code = |theme: &str, names| SuggestedNames {
            theme: theme.to_owned(),
            asked: vec!["caseloads".to_owned()],
            declined: 2,
            names,
        };
        let reply = CodeSuggestions {
            asked: &asked(),
            book: &Codebook {
                name: "Work".to_owned(),
                ..Codebook::default()
            },
            suggested: &[code("load", vec![name]), code("time", Vec::new())],
        };
        answered(&reply, format, &wide(90))
    }

    #[test]
    fn text_says_what_names_add_and_how_to_decide() {
        let text = write(Format::Text);
        let check = |expected: &str| assert!(text.contains(expected), "{expected}\n{text}");
        check("1 name offered for 1 of 2 themes of “Work”");
        check("in the company of caseloads; 2 names declined");
        check(
            "heavy workloads  caseloads      0.91         130       31    12               3  pay",
        );
        check(r#"searches: ["\"heavy workloads\""]"#);
        check("to decline it, into `declined`");
    }

    #[test]
    fn data_have_a_row_a_name() {
        let json: serde_json::Value = serde_json::from_str(&write(Format::Json)).unwrap();
        assert_eq!(json["themes"][0]["suggested"][0]["adds_reports"], 3);
        assert_eq!(
            json["themes"][1]["suggested"].as_array().map(Vec::len),
            Some(0)
        );
        let csv = write(Format::csv(Cells::Guarded));
        assert_eq!(csv.lines().count(), 2, "{csv}");
        assert!(
            csv.contains("\nload,heavy workloads,caseloads,0.906,false,"),
            "{csv}"
        );
    }
}
