//! Scales: the grades of an inspectorate, and how tables, headings and sentences print them.

use crate::gazetteer::{fold, fold_heading};
use crate::model::Grade;

/// Grades with the words that stand for them.
#[derive(Debug, Clone, Default)]
pub struct Scale {
    /// Its name.
    pub name: String,
    /// The grades, the best first.
    pub grades: Vec<Grade>,
    /// Folded words and their grades, the longest words first.
    printed: Vec<(String, Grade)>,
    /// Words in a paragraph that stand for an outcome, folded, in the order of the file.
    phrases: Vec<(String, Grade)>,
}

impl Scale {
    /// Begins a scale without grades.
    pub fn named(name: &str) -> Self {
        Scale {
            name: name.to_owned(),
            ..Scale::default()
        }
    }

    /// Adds a grade with the words that print it and the phrases that speak of it.
    pub fn add(&mut self, grade: Grade, printed: &[String], phrases: &[String]) {
        self.grades.push(grade);
        let folded = |words: &String| (fold(words), grade);
        self.printed.extend(printed.iter().map(folded));
        self.phrases.extend(phrases.iter().map(folded));
        self.printed
            .sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }

    /// Lets the grades of another scale be read beside those of this one.
    pub fn include(&mut self, other: &Scale) {
        self.grades.extend(&other.grades);
        self.printed.extend(other.printed.iter().cloned());
        self.phrases.extend(other.phrases.iter().cloned());
        self.printed
            .sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }

    /// Lists the folded words that print grades, the longest first.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, Grade)> {
        let printed = self.printed.iter();
        printed.map(|(words, grade)| (words.as_str(), *grade))
    }

    /// Reads a grade as headings, tables and sentences print it; case and spacing do not matter.
    pub fn read(&self, text: &str) -> Option<Grade> {
        // No grade is so long: most cells are told by that.
        if text.len() > 3 * self.longest() + 20 {
            return None;
        }
        self.read_folded(&fold(text))
    }

    /// Reads a grade of which only the first words are there, two at least.
    pub fn begun(&self, text: &str) -> Option<Grade> {
        if text.len() > 3 * self.longest() + 20 {
            return None;
        }
        let folded = fold(text);
        let begins = |words: &str| {
            words
                .strip_prefix(&folded)
                .is_some_and(|rest| rest.starts_with(' '))
        };
        let mut grades = self.spellings().filter(|(words, _)| begins(words));
        let (_, grade) = grades.next().filter(|_| folded.contains(' '))?;
        grades.all(|(_, other)| other == grade).then_some(grade)
    }

    /// Reads a grade that is folded already: alone, or as `grade 3 adequate`, `adequate 3`,
    /// `is adequate`.
    pub fn read_folded(&self, folded: &str) -> Option<Grade> {
        let exactly = |folded: &str| {
            let found = self.printed.iter().find(|(words, _)| words == folded);
            found.map(|(_, grade)| *grade)
        };
        if let Some(grade) = exactly(folded) {
            return Some(grade);
        }
        let verbs = ["is ", "are "];
        let behind = verbs.iter().find_map(|verb| folded.strip_prefix(verb));
        let folded = behind.unwrap_or(folded);
        let is_number = |word: &str| word.len() == 1 && word.bytes().all(|b| b.is_ascii_digit());
        let folded = match folded.strip_prefix("grade ") {
            Some(rest) => rest.split_once(' ').filter(|(n, _)| is_number(n))?.1,
            None => match folded.rsplit_once(' ') {
                Some((words, number)) if is_number(number) => words,
                _ => folded,
            },
        };
        exactly(folded)
    }

    /// Reads the grade behind one of some folded words, in a line that is nothing else.
    pub fn labelled(&self, text: &str, labels: &[String]) -> Option<Grade> {
        let longest = labels.iter().map(String::len).max()?;
        if text.len() > 3 * (self.longest() + longest) + 20 {
            return None;
        }
        let line = fold_heading(text);
        let behind = labels.iter().find_map(|label| line.strip_prefix(label))?;
        self.read_folded(behind.strip_prefix(' ')?)
    }

    /// Finds the grade that a folded sentence speaks of.
    pub fn spoken(&self, sentence: &str) -> Option<Grade> {
        let has = |words: &str| {
            sentence.match_indices(words).any(|(at, _)| {
                let before = sentence[..at].chars().next_back();
                let behind = sentence[at + words.len()..].chars().next();
                [before, behind].into_iter().flatten().all(|c| c == ' ')
            })
        };
        let found = self.printed.iter().find(|(words, _)| has(words));
        found.map(|(_, grade)| *grade)
    }

    /// Finds the outcome that a folded paragraph speaks of.
    pub fn outcome(&self, paragraph: &str) -> Option<Grade> {
        let mut phrases = self.phrases.iter();
        phrases
            .find(|(words, _)| paragraph.contains(words.as_str()))
            .map(|(_, grade)| *grade)
    }

    /// Cuts a grade out of the middle of a folded line: what is left, and the grade.
    pub fn cut(&self, line: &str) -> Option<(String, Grade)> {
        self.printed.iter().find_map(|(words, grade)| {
            let (before, after) = line.split_once(&format!(" {words} "))?;
            Some((format!("{before} {after}"), *grade))
        })
    }

    /// Lists the folded words that stand for a grade.
    pub fn words(&self, grade: Grade) -> impl Iterator<Item = &str> {
        let all = self.printed.iter().chain(&self.phrases);
        all.filter(move |(_, of)| *of == grade)
            .map(|(words, _)| words.as_str())
    }

    /// Tells whether a folded word is one of those that print grades, short ones left out.
    pub(super) fn has_word(&self, word: &str) -> bool {
        const SHORT: usize = 3;
        let mut printed = self.printed.iter();
        word.len() > SHORT
            && printed.any(|(words, _)| words.split(' ').any(|of_grade| of_grade == word))
    }

    /// Returns the length of the longest words that print a grade, in bytes.
    pub fn longest(&self) -> usize {
        self.printed.first().map_or(0, |(words, _)| words.len())
    }
}
