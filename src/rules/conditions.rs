//! Conditions on a first page, by which kinds and frameworks are told.

use std::fmt;

use crate::model::Area;

/// A test on a line. All that it asks for must hold of the same line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineTest {
    /// The line begins with one of these, folded; any line does if there are none.
    pub starts: Vec<String>,
    /// It contains each of these, folded.
    pub contains: Vec<String>,
}

/// A test on the words of a whole text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextTest {
    /// The words, folded, with a space before and behind where they must not be part of longer
    /// words.
    pub words: Vec<String>,
    /// How often they must occur, taken together.
    pub least: usize,
    /// Whether each of them counts once at most.
    pub distinct: bool,
}

/// What must hold of a document. Empty conditions hold of every one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conditions {
    /// It is a letter: a line begins with "Dear".
    pub letter: bool,
    /// Each of these holds of some line of the first page, or of two lines together.
    pub lines: Vec<LineTest>,
    /// Each of these holds of some paragraph of the first page, however long.
    pub sentences: Vec<LineTest>,
    /// The first page names each of these areas as tables and headings do.
    pub rows: Vec<Area>,
    /// And none of these.
    pub no_rows: Vec<Area>,
    /// Headings of the text, on whatever page, name each of these areas and give its grade.
    pub headings: Vec<Area>,
    /// Each of these holds of the whole text.
    pub texts: Vec<TextTest>,
}

impl LineTest {
    /// Tells whether it holds of a folded line.
    pub fn holds(&self, line: &str) -> bool {
        let starts = |start: &String| line.starts_with(start.as_str());
        (self.starts.is_empty() || self.starts.iter().any(starts))
            && self
                .contains
                .iter()
                .all(|words| line.contains(words.as_str()))
    }
}

impl fmt::Display for LineTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |words: &[String]| {
            let quoted: Vec<_> = words.iter().map(|words| format!("`{words}`")).collect();
            quoted
        };
        match (self.starts.is_empty(), self.contains.is_empty()) {
            (false, true) => write!(f, "that begins with {}", list(&self.starts).join(" or ")),
            (true, _) => write!(f, "with {}", list(&self.contains).join(" and ")),
            (false, false) => write!(
                f,
                "that begins with {} and has {}",
                list(&self.starts).join(" or "),
                list(&self.contains).join(" and ")
            ),
        }
    }
}

impl fmt::Display for TextTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.words.iter().map(|words| format!("`{}`", words.trim()));
        let words: Vec<_> = words.collect();
        match (self.least, self.distinct) {
            (1, _) => write!(f, "{} in the text", words.join(" or ")),
            (least, true) => write!(f, "{least} of {} in the text", words.join(", ")),
            (least, false) => write!(f, "{} in the text {least} times", words.join(" or ")),
        }
    }
}

impl TextTest {
    /// Tells whether it holds of a folded text that begins and ends with a space.
    pub fn holds(&self, text: &str) -> bool {
        let count = |words: &String| match self.distinct {
            true => usize::from(text.contains(words.as_str())),
            false => text.matches(words.as_str()).count(),
        };
        self.words.iter().map(count).sum::<usize>() >= self.least
    }
}

impl Conditions {
    /// Counts the tests, a row or a line each.
    pub fn len(&self) -> usize {
        usize::from(self.letter)
            + self.lines.len()
            + self.sentences.len()
            + self.rows.len()
            + self.no_rows.len()
            + self.headings.len()
            + self.texts.len()
    }

    /// Says what each test asks for, in the order in which they are tried.
    pub fn tests(&self) -> Vec<String> {
        let letter = self
            .letter
            .then(|| "a line that begins with `dear`".to_owned());
        let mut tests: Vec<String> = letter.into_iter().collect();
        tests.extend(self.lines.iter().map(|test| format!("a line {test}")));
        tests.extend(
            self.sentences
                .iter()
                .map(|test| format!("a sentence {test}")),
        );
        tests.extend(self.rows.iter().map(|area| format!("a row `{area}`")));
        tests.extend(self.no_rows.iter().map(|area| format!("no row `{area}`")));
        let headings = self.headings.iter();
        tests.extend(headings.map(|area| format!("a heading with the grade of `{area}`")));
        tests.extend(self.texts.iter().map(ToString::to_string));
        tests
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
