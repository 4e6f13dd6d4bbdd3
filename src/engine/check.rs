//! Whether the engine holds what it says that it holds.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::json;

use super::candidates::Candidates;
use super::mapping::{class, field, text};
use super::search::{Question, Reader};
use super::staged::documents;
use super::{ClusterError, PartIndex};
use crate::index::{Tokeniser, Tokens, packed};
use crate::model::{Language, ReportId};

/// So many lost words are named.
const NAMED: usize = 5;

/// What a check needs.
#[derive(Debug)]
pub struct EngineCheck {
    /// Knows all reports, the ledger, and what editions of reports say.
    pub index: PartIndex,
    /// The paragraphs that the engine holds.
    pub paragraphs: u64,
    /// What contradicts itself, in sentences.
    pub broken: Vec<String>,
}

impl Reader {
    /// Looks at all that the engine holds: whether each report is there to its last paragraph, once.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it.
    pub fn check(&self) -> Result<EngineCheck, ClusterError> {
        self.again(|question| {
            let snapshot = &question.kept.snapshot;
            let reports = question.kept.reports().map(|report| &report.record);
            let of_editions = reports.filter(|record| record.edition.of > 1);
            let mut of_editions: Vec<&ReportId> = of_editions.map(|record| &record.id).collect();
            of_editions.sort_unstable();
            let mut candidates = Candidates::default();
            candidates.add_reports(snapshot, &of_editions)?;
            Ok(EngineCheck {
                index: question.with_ledger(&mut candidates)?,
                paragraphs: snapshot.count(&snapshot.state.seen(&[class::PARAGRAPH]))?,
                broken: broken(question)?,
            })
        })
    }

    /// Looks whether the list of words, by which parts of words and near spellings are found, has
    /// every word of every paragraph, and says in a sentence what it lacks. All texts are read.
    ///
    /// # Errors
    /// The engine cannot be asked, or not all of it.
    pub fn check_words(&self) -> Result<Option<String>, ClusterError> {
        self.again(|question| {
            let lost = lost_words(question)?;
            let Some(first) = lost.first() else {
                return Ok(None);
            };
            let named: Vec<&str> = lost.iter().take(NAMED).map(String::as_str).collect();
            let more = if lost.len() > NAMED { ", …" } else { "" };
            Ok(Some(match lost.len() {
                1 => format!("the list of words lacks one of the paragraphs: {first}"),
                count => format!(
                    "the list of words lacks {count} of the paragraphs: {}{more}",
                    named.join(", ")
                ),
            }))
        })
    }
}

/// Lists the words, folded, that stand in some paragraph and not in the list of words.
fn lost_words(question: &Question) -> Result<BTreeSet<String>, ClusterError> {
    let snapshot = &question.kept.snapshot;
    let mut known: HashSet<String> = HashSet::new();
    let words = json!({"term": {field::CLASS: class::WORD}});
    snapshot.for_each(&words, &[field::RECORD], |hit| {
        known.insert(text(&hit["_source"][field::RECORD])?.to_owned());
        Ok(())
    })?;
    let languages: HashMap<&ReportId, Language> = question
        .kept
        .reports()
        .map(|report| (&report.record.id, report.record.report.language))
        .collect();
    let mut tokeniser = Tokeniser::default();
    let mut lost = BTreeSet::new();
    let texts = snapshot.state.seen(&[class::PARAGRAPH, class::NOTE]);
    snapshot.for_each(&texts, &[field::RECORD], |hit| {
        let record = text(&hit["_source"][field::RECORD])?;
        let (report, paragraph) = packed::unpack_paragraph(record, snapshot.state.terms)?;
        let Some(language) = languages.get(&report).copied() else {
            // It is told as a document of no report.
            return Ok(());
        };
        let tokens = tokeniser.tokens(&paragraph.text, language);
        for term in tokens.terms.iter().filter(|term| !known.contains(*term)) {
            lost.insert(Tokens::word(term).to_owned());
        }
        Ok(())
    })?;
    Ok(lost)
}

/// Compares how many documents each report has with how many it says.
fn broken(question: &Question) -> Result<Vec<String>, ClusterError> {
    let snapshot = &question.kept.snapshot;
    let classes = [class::REPORT, class::PARAGRAPH, class::NOTE];
    let mut found = snapshot.versions(&snapshot.state.seen(&classes))?;
    let mut broken = Vec::new();
    for report in question.kept.reports() {
        let (id, said) = (&report.record.id, documents(report));
        let found = found.remove(&report.version).unwrap_or_default();
        if found != said {
            broken.push(format!(
                "{id}: it is {said} documents, and the engine has {found}"
            ));
        }
    }
    let nobodys: u64 = found.into_values().sum();
    if nobodys > 0 {
        broken.push(format!("{nobodys} documents are of no report"));
    }
    broken.sort_unstable();
    Ok(broken)
}
