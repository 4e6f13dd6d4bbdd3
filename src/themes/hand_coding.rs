//! Hand coding: what readers decided, paragraph by paragraph or report by report, as they keep it in CSV and
//! in projects of programs for qualitative analysis.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use super::codebook::Codebook;
use crate::formats::QdaProject;
use crate::gazetteer::Table;

/// What readers decided, one decision a line: `id,theme,value`.
///
/// The id names a report or a paragraph, the value is `1` where it is on the theme and `0` where
/// it is not (`TRUE` and `FALSE` are read too). Where the first line names the columns, they may stand in
/// any order and among others; one of these is `coder`. A theme may stand in quotation marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandCoding {
    pub(super) decisions: Vec<Decision>,
}

/// What one coder decided of one unit and one theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decision {
    pub(super) coder: String,
    pub(super) id: String,
    pub(super) theme: String,
    pub(super) value: bool,
    /// Whether nobody wrote it down: the coder passed over the unit.
    pub(super) is_silent: bool,
}

/// Reports a line of hand coding that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HandCodingError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, without a full stop.
    pub message: String,
}

impl fmt::Display for HandCodingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for HandCodingError {}

impl HandCoding {
    /// Parses a file; the coder is told by the column `coder`, where there is none by what is given. Where a
    /// code book is given, themes are those of the book.
    ///
    /// # Errors
    /// A line of another form, a column that is missing, a theme that the book has not, a decision taken
    /// twice.
    pub fn parse(
        text: &str,
        coder: &str,
        book: Option<&Codebook>,
    ) -> Result<Self, HandCodingError> {
        let mut coding = HandCoding::default();
        let mut known = BTreeSet::new();
        let lines = match named_lines(text)? {
            Some(lines) => lines,
            None => plain_lines(text)?,
        };
        for (line, [id, theme, value, by]) in lines {
            let refuse = |message: String| HandCodingError { line, message };
            let value = match value.to_lowercase().as_str() {
                "1" | "true" => true,
                "0" | "false" => false,
                _ => return Err(refuse(format!("`{value}` is neither 0 nor 1"))),
            };
            if !book.is_none_or(|book| book.themes.iter().any(|known| known.name == theme)) {
                return Err(refuse(format!("the code book has no theme `{theme}`")));
            }
            let coder = if by.is_empty() { coder.to_owned() } else { by };
            if !known.insert((coder.clone(), id.clone(), theme.clone())) {
                return Err(refuse(format!("`{id}` was coded for `{theme}` before")));
            }
            coding.decisions.push(Decision {
                coder,
                id,
                theme,
                value,
                is_silent: false,
            });
        }
        Ok(coding)
    }

    /// Reads the decisions of a project, in which `units` names the parts of each source by the
    /// characters that they take: whoever coded something in a source decided on each unit and each code, yes
    /// where a selection with the code has a character of the unit.
    pub fn of_project(project: &QdaProject, units: &[Vec<CodedUnit>]) -> Self {
        let mut coding = HandCoding::default();
        for (source, units) in project.sources.iter().zip(units) {
            let coders: BTreeSet<&str> = source.codings.iter().map(|c| c.coder.as_str()).collect();
            let mut decided = BTreeSet::new();
            for (coder, unit) in coders
                .iter()
                .flat_map(|coder| units.iter().map(move |u| (coder, u)))
            {
                let on = |theme: &str| {
                    source.codings.iter().any(|made| {
                        let selected = &made.characters;
                        made.coder == **coder
                            && made.code == theme
                            && selected.start < unit.characters.end
                            && unit.characters.start < selected.end
                    })
                };
                for theme in &project.codes {
                    if decided.insert((*coder, unit.id.as_str(), theme.as_str())) {
                        let value = on(theme);
                        coding.decisions.push(Decision {
                            coder: (*coder).to_owned(),
                            id: unit.id.clone(),
                            theme: theme.clone(),
                            value,
                            is_silent: !value,
                        });
                    }
                }
            }
        }
        coding
    }

    /// Lists who decided, by name.
    pub fn coders(&self) -> Vec<String> {
        let coders: BTreeSet<&String> = self.decisions.iter().map(|made| &made.coder).collect();
        coders.into_iter().cloned().collect()
    }

    /// Lists the themes that anybody found anywhere, or said to be found nowhere, by name: codes that a
    /// project only lists are not among them.
    pub fn used_themes(&self) -> BTreeSet<String> {
        let found = self.decisions.iter().filter(|made| !made.is_silent);
        found.map(|made| made.theme.clone()).collect()
    }

    /// Lists the themes on which anybody decided, by name.
    pub fn themes(&self) -> BTreeSet<String> {
        self.decisions
            .iter()
            .map(|made| made.theme.clone())
            .collect()
    }

    /// Keeps the decisions of some coders.
    pub fn keep_coders(&mut self, kept: impl Fn(&str) -> bool) {
        self.decisions.retain(|made| kept(&made.coder));
    }

    /// Keeps the decisions on some themes.
    pub fn keep_themes(&mut self, kept: impl Fn(&str) -> bool) {
        self.decisions.retain(|made| kept(&made.theme));
    }

    /// Adds what others decided, or the same coders of other units.
    ///
    /// # Errors
    /// The first decision that one coder took both ways.
    pub fn add(&mut self, more: HandCoding) -> Result<(), ContraryDecisions> {
        let key = |made: &Decision| (made.coder.clone(), made.id.clone(), made.theme.clone());
        let known: BTreeMap<_, bool> = self.decisions.iter().map(|d| (key(d), d.value)).collect();
        for made in more.decisions {
            match known.get(&key(&made)) {
                None => self.decisions.push(made),
                Some(value) if *value == made.value => {}
                Some(_) => {
                    return Err(ContraryDecisions {
                        coder: made.coder,
                        id: made.id,
                        theme: made.theme,
                    });
                }
            }
        }
        Ok(())
    }
}

/// A part of a source on which coders decide, such as a paragraph of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedUnit {
    /// Its name.
    pub id: String,
    /// The characters that it takes of the source.
    pub characters: Range<usize>,
}

/// Reports that a coder decided both ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContraryDecisions {
    /// Who.
    pub coder: String,
    /// On what.
    pub id: String,
    /// On which theme.
    pub theme: String,
}

impl fmt::Display for ContraryDecisions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ContraryDecisions { coder, id, theme } = self;
        write!(f, "`{coder}` decided both ways on `{id}` for `{theme}`")
    }
}

impl std::error::Error for ContraryDecisions {}

/// The columns of a file, by name or in this order.
const COLUMNS: [&str; 3] = ["id", "theme", "value"];

/// The column that says who decided; a file need not have it.
const CODER: &str = "coder";

/// A line with its number and the cells of [`COLUMNS`] and [`CODER`].
type Line = (usize, [String; 4]);

/// Reads the lines of a file whose first line names its columns in another order, or parts them
/// otherwise than by commas; none if it does not.
fn named_lines(text: &str) -> Result<Option<Vec<Line>>, HandCodingError> {
    if begins_with_columns(text.lines().next().unwrap_or_default()) {
        return Ok(None);
    }
    let Ok(table) = Table::read(text.as_bytes()) else {
        return Ok(None);
    };
    let missing = COLUMNS.iter().find(|column| !table.has(column));
    let names_some = COLUMNS.iter().any(|column| table.has(column));
    match missing {
        Some(missing) if names_some => {
            let message = format!("there is no column `{missing}`");
            return Err(HandCodingError { line: 1, message });
        }
        Some(_) => return Ok(None),
        None => {}
    }
    let rows = table.rows().map(|row| {
        let cells = ["id", "theme", "value", CODER].map(|column| row.get(column).to_owned());
        (row.line() as usize, cells)
    });
    Ok(Some(rows.collect()))
}

/// Reads the lines of a file that has the columns in their order, named or not.
fn plain_lines(text: &str) -> Result<Vec<Line>, HandCodingError> {
    let mut lines = Vec::new();
    for (line, written) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let written = written.trim();
        if written.is_empty() || line == 1 && begins_with_columns(written) {
            continue;
        }
        // Neither ids nor values hold commas; what stands between them is the theme.
        let parts = written.split_once(',');
        let parts = parts.and_then(|(id, rest)| Some((id, rest.rsplit_once(',')?)));
        let Some((id, (theme, value))) = parts else {
            let message = "a line is `id,theme,0` or `id,theme,1`".to_owned();
            return Err(HandCodingError { line, message });
        };
        lines.push((line, [id, theme, value, ""].map(unquoted)));
    }
    Ok(lines)
}

/// Tells whether a line names the columns in their order, commas between them.
fn begins_with_columns(line: &str) -> bool {
    let cells = line.trim_start_matches('\u{feff}').split(',');
    cells.map(|cell| unquoted(cell).to_lowercase()).eq(COLUMNS)
}

/// Takes off quotation marks, as CSV has them.
fn unquoted(cell: &str) -> String {
    let cell = cell.trim();
    let inside = cell
        .strip_prefix('"')
        .and_then(|cell| cell.strip_suffix('"'));
    inside.map_or(cell.to_owned(), |inside| inside.replace("\"\"", "\""))
}

#[cfg(test)]
mod tests {
    use super::{CodedUnit, HandCoding};
    use crate::formats::{QdaCoding, QdaProject, QdaSource};
    use crate::query::parse;
    use crate::themes::{Codebook, CodebookTheme};

    fn book() -> Codebook {
        let theme = |name: &str| CodebookTheme {
            name: name.to_owned(),
            description: String::new(),
            source: String::new(),
            include: vec![parse("supervision").unwrap()],
            exclude: Vec::new(),
            declined: Vec::new(),
        };
        Codebook {
            themes: vec![theme("oversight"), theme("plans, \"good\" ones")],
            ..Codebook::default()
        }
    }

    #[test]
    fn themes_may_hold_commas() {
        let text = "id,theme,value\r\na/2020/ilacs#3,oversight,1\r\n\r\n\
                    a/2020/ilacs,\"plans, \"\"good\"\" ones\",0\r\n";
        let coding = HandCoding::parse(text, "one", Some(&book())).unwrap();
        let decisions: Vec<_> = coding
            .decisions
            .iter()
            .map(|d| (d.id.as_str(), d.value))
            .collect();
        assert_eq!(
            decisions,
            [("a/2020/ilacs#3", true), ("a/2020/ilacs", false)]
        );
    }

    #[test]
    fn columns_are_found_by_name() {
        let check = |text: &str| {
            let coding = HandCoding::parse(text, "one", Some(&book())).unwrap();
            let decisions = coding.decisions.iter();
            let decisions: Vec<_> = decisions
                .map(|d| (d.id.as_str(), d.theme.as_str(), d.value))
                .collect();
            let expected = [
                ("a/2020/ilacs", "oversight", true),
                ("b", "oversight", false),
            ];
            assert_eq!(decisions, expected, "{text:?}");
        };
        check("a/2020/ilacs,oversight,1\nb,oversight,0");
        check("\u{feff}ID, Theme, Value\r\na/2020/ilacs,oversight,1\r\nb,oversight,0\r\n");
        check("\u{feff}Theme,ID,Value\r\noversight,a/2020/ilacs,TRUE\r\noversight,b,FALSE\r\n");
        check("id;theme;value\na/2020/ilacs;oversight;1\nb;oversight;0");
        check("coder,value,theme,id\nx,1,oversight,a/2020/ilacs\ny,0,oversight,b");
    }

    #[test]
    fn mistakes_have_a_line() {
        let check = |text: &str, expected: &str| {
            let error = HandCoding::parse(text, "one", Some(&book())).unwrap_err();
            assert_eq!(error.to_string(), expected, "{text}");
        };
        check(
            "theme,id\noversight,a",
            "line 1: there is no column `value`",
        );
        check(
            "a,oversight",
            "line 1: a line is `id,theme,0` or `id,theme,1`",
        );
        check(
            "id,theme,value\na,oversight,yes",
            "line 2: `yes` is neither 0 nor 1",
        );
        check(
            "a,oversigth,1",
            "line 1: the code book has no theme `oversigth`",
        );
        check(
            "a,oversight,1\na,oversight,0",
            "line 2: `a` was coded for `oversight` before",
        );
    }

    #[test]
    fn coders_are_told_by_a_column_or_by_the_file() {
        let text = "coder,id,theme,value\nAnn,a,oversight,1\nBo,a,oversight,0\n,b,oversight,0\n";
        let mut coding = HandCoding::parse(text, "file", Some(&book())).unwrap();
        assert_eq!(coding.coders(), ["Ann", "Bo", "file"]);
        coding.keep_coders(|coder| coder == "Ann");
        let of = |text: &str| HandCoding::parse(text, "Ann", None).unwrap();
        coding.add(of("a,oversight,1\nb,other,1")).unwrap();
        assert_eq!(coding.decisions.len(), 2);
        let contrary = coding.add(of("a,oversight,0")).unwrap_err();
        let expected = "`Ann` decided both ways on `a` for `oversight`";
        assert_eq!(contrary.to_string(), expected);
    }

    #[test]
    fn who_coded_in_a_source_decided_on_all_of_it() {
        let coding = |coder: &str, code: &str, characters| QdaCoding {
            coder: coder.to_owned(),
            code: code.to_owned(),
            characters,
        };
        let source = |codings| QdaSource {
            codings,
            ..QdaSource::default()
        };
        let project = QdaProject {
            codes: vec!["plans".to_owned(), "visits".to_owned()],
            sources: vec![
                source(vec![
                    coding("Ann", "plans", 3..12),
                    coding("Bo", "visits", 10..11),
                ]),
                source(vec![coding("Bo", "plans", 0..4)]),
            ],
            ..QdaProject::default()
        };
        let unit = |id: &str, characters| CodedUnit {
            id: id.to_owned(),
            characters,
        };
        let units = [
            vec![unit("a", 0..10), unit("b", 12..20)],
            vec![unit("c", 0..4)],
        ];
        let found = HandCoding::of_project(&project, &units);
        let told: Vec<_> = found
            .decisions
            .iter()
            .map(|d| (d.coder.as_str(), d.id.as_str(), d.theme.as_str(), d.value))
            .collect();
        let expected = [
            ("Ann", "a", "plans", true),
            ("Ann", "a", "visits", false),
            // An end is the first character that is no more selected.
            ("Ann", "b", "plans", false),
            ("Ann", "b", "visits", false),
            ("Bo", "a", "plans", false),
            ("Bo", "a", "visits", false),
            ("Bo", "b", "plans", false),
            ("Bo", "b", "visits", false),
            ("Bo", "c", "plans", true),
            ("Bo", "c", "visits", false),
        ];
        assert_eq!(told, expected);
    }
}
