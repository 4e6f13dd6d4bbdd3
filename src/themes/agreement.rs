//! Agreement: does a code book find what readers found who coded by hand?

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::codebook::{Codebook, CodebookTheme};
use super::scope::Scope;
use super::stats::{Kappa, cohen_kappa};
use crate::gazetteer::Table;
use crate::index::IndexError;

/// What readers decided, one decision a line: `id,theme,value`.
///
/// The id names a report or a paragraph, the value is `1` where it is on the theme and `0` where
/// it is not (`TRUE` and `FALSE` are read too). Where the first line names the columns, they may stand in
/// any order and among others. A theme may stand in quotation marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandCoding {
    decisions: Vec<Decision>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Decision {
    id: String,
    theme: String,
    value: bool,
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
    /// Parses a file against the code book that it was made with.
    ///
    /// # Errors
    /// A line of another form, a theme that the book has not, a decision taken twice.
    pub fn parse(text: &str, book: &Codebook) -> Result<Self, HandCodingError> {
        let mut coding = HandCoding::default();
        let mut known = BTreeSet::new();
        let lines = match named_lines(text)? {
            Some(lines) => lines,
            None => plain_lines(text)?,
        };
        for (line, [id, theme, value]) in lines {
            let refuse = |message: String| HandCodingError { line, message };
            let value = match value.to_lowercase().as_str() {
                "1" | "true" => true,
                "0" | "false" => false,
                _ => return Err(refuse(format!("`{value}` is neither 0 nor 1"))),
            };
            if !book.themes.iter().any(|known| known.name == theme) {
                return Err(refuse(format!("the code book has no theme `{theme}`")));
            }
            if !known.insert((id.clone(), theme.clone())) {
                return Err(refuse(format!("`{id}` was coded for `{theme}` before")));
            }
            coding.decisions.push(Decision { id, theme, value });
        }
        Ok(coding)
    }
}

/// The columns of a file, by name or in this order.
const COLUMNS: [&str; 3] = ["id", "theme", "value"];

/// A line with its number and the cells of [`COLUMNS`].
type Line = (usize, [String; 3]);

/// Reads the lines of a file whose first line names its columns in another order, or parts them
/// otherwise than by commas; none if it does not.
fn named_lines(text: &str) -> Result<Option<Vec<Line>>, HandCodingError> {
    if begins_with_columns(text.lines().next().unwrap_or_default()) {
        return Ok(None);
    }
    let table = match Table::read(text.as_bytes()) {
        Ok(table) if COLUMNS.iter().all(|column| table.has(column)) => table,
        _ => return Ok(None),
    };
    let rows = table.rows().map(|row| {
        let cells = COLUMNS.map(|column| row.get(column).to_owned());
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
        lines.push((line, [id, theme, value].map(unquoted)));
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

/// How far a theme's queries agree with the readers.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The theme.
    pub theme: String,
    /// Found by both.
    pub both: u64,
    /// Found by the readers alone.
    pub hand: Vec<String>,
    /// Found by the queries alone.
    pub queries: Vec<String>,
    /// Found by neither.
    pub neither: u64,
    /// Cohen's kappa; none where nothing varies.
    pub kappa: Option<Kappa>,
    /// Ids that were coded and are not among what was searched; they count nowhere.
    pub unknown: Vec<String>,
}

impl Agreement {
    /// Returns how many decisions were compared.
    pub fn n(&self) -> u64 {
        self.both + self.neither + (self.hand.len() + self.queries.len()) as u64
    }
}

/// Compares a code book with hand coding, theme by theme; themes without decisions are left out.
///
/// # Errors
/// An index that cannot be read.
pub fn agreement(
    scope: &Scope<'_>,
    book: &Codebook,
    hand: &HandCoding,
) -> Result<Vec<Agreement>, IndexError> {
    let mut by_theme: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
    for decision in &hand.decisions {
        by_theme.entry(&decision.theme).or_default().push(decision);
    }
    let mut known = scope.paragraph_ids(&super::scope::parsed(""))?;
    known.extend(scope.reports.iter().map(|record| record.id.to_string()));
    let mut found = Vec::new();
    for theme in &book.themes {
        if let Some(decisions) = by_theme.get(theme.name.as_str()) {
            found.push(compare(scope, theme, decisions, &known)?);
        }
    }
    Ok(found)
}

fn compare(
    scope: &Scope<'_>,
    theme: &CodebookTheme,
    decisions: &[&Decision],
    known: &BTreeSet<String>,
) -> Result<Agreement, IndexError> {
    let mut on_theme = scope.paragraph_ids(&theme.query())?;
    let reports: Vec<String> = on_theme
        .iter()
        .filter_map(|id| Some(id.split_once('#')?.0.to_owned()))
        .collect();
    on_theme.extend(reports);
    let mut agreement = Agreement {
        theme: theme.name.clone(),
        both: 0,
        hand: Vec::new(),
        queries: Vec::new(),
        neither: 0,
        kappa: None,
        unknown: Vec::new(),
    };
    for decision in decisions {
        let id = || decision.id.clone();
        match (decision.value, on_theme.contains(&decision.id)) {
            _ if !known.contains(&decision.id) => agreement.unknown.push(id()),
            (true, true) => agreement.both += 1,
            (true, false) => agreement.hand.push(id()),
            (false, true) => agreement.queries.push(id()),
            (false, false) => agreement.neither += 1,
        }
    }
    agreement.kappa = cohen_kappa(
        agreement.both,
        agreement.hand.len() as u64,
        agreement.queries.len() as u64,
        agreement.neither,
    );
    Ok(agreement)
}

#[cfg(test)]
mod tests {
    use super::HandCoding;
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
        let coding = HandCoding::parse(text, &book()).unwrap();
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
            let coding = HandCoding::parse(text, &book()).unwrap();
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
            let error = HandCoding::parse(text, &book()).unwrap_err();
            assert_eq!(error.to_string(), expected, "{text}");
        };
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
}
