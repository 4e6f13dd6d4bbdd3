//! Near-duplicates: paragraphs that share nearly all their words with another.
//!
//! Nothing is kept in the index for this. Which paragraphs can be alike enough is told by the
//! postings of a few words of a text ([`telling`]), or, where many texts are asked about, by the
//! rarest shingles of all texts, gathered once ([`prefixes`]); these paragraphs are compared in
//! full.

mod compared;
mod prefixes;
mod sketch;
mod telling;

use std::collections::HashMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;
use tantivy::DocAddress;

pub(in crate::index) use self::compared::{ALIKE, ComparedReport, LACKING, resemblance_of};
use self::compared::{Compared, shingles};
use self::prefixes::Prefixes;
use self::sketch::Sketch;
use self::telling::Telling;
use crate::index::commit::Commit;
use crate::index::commit::duplicates::Duplicates;
use crate::index::commit::register::Numbers;
use crate::index::serial::Serial;
use crate::index::text::{term, unstemmed};
use crate::index::{IndexError, NearDuplicate};
use crate::model::{Language, ParagraphId, ReportId};

/// To gather the rarest shingles costs as much for each paragraph of the index as to read so many
/// postings (15 µs of one core, 5 ns).
const GATHERING: usize = 3000;
/// To read a paragraph that may be alike costs as much as to read so many postings.
const READING: usize = 4000;
/// So many paragraphs that others may resemble are remembered, in about 500 bytes each.
const REMEMBERED: usize = 1 << 16;

/// A paragraph that may be alike.
struct Other {
    id: ParagraphId,
    /// Its shingles, once they are compared.
    sketch: Option<Sketch>,
}

/// Finds the paragraphs that say the same as others, for one paragraph after the other.
pub(in crate::index) struct DuplicateFinder<'c> {
    commit: &'c Commit,
    /// How many paragraphs will still be asked about, at most.
    left: usize,
    asked: usize,
    /// How many postings were read for those asked about, or what cost as much.
    work: usize,
    /// The rarest shingles, once they are gathered.
    prefixes: Option<Prefixes>,
    others: FxHashMap<DocAddress, Rc<Other>>,
}

impl<'c> DuplicateFinder<'c> {
    /// Begins; so many paragraphs will be asked about at most.
    pub(in crate::index) fn new(commit: &'c Commit, paragraphs: usize) -> Self {
        DuplicateFinder {
            commit,
            left: paragraphs,
            asked: 0,
            work: 0,
            prefixes: None,
            others: HashMap::default(),
        }
    }

    /// Names the paragraphs that say the same as one, of which the text and the number of the
    /// wording are given. That an older edition says the same is no news.
    pub(in crate::index) fn duplicates(
        &mut self,
        (text, language): (&str, Language),
        wording: u64,
        own: DocAddress,
    ) -> Result<Duplicates, IndexError> {
        let mut found = Duplicates::default();
        self.left = self.left.saturating_sub(1);
        if self.prefixes.is_none() && self.gathering_pays() {
            self.prefixes = Some(Prefixes::gather(self.commit)?);
        }
        let prefixes = self.prefixes.as_ref();
        let known = prefixes.and_then(|it| it.candidates(language, wording, own));
        if known.as_ref().is_some_and(|known| known[..] == [own]) {
            return Ok(found);
        }
        let compared = Compared::new(text);
        if compared.words.is_empty() {
            return Ok(found);
        }
        let candidates = match known {
            Some(known) => known,
            None => self.holders(&compared, language)?,
        };
        let sketch = Sketch::of(&compared.shingles);
        for address in candidates {
            let at = address.segment_ord as usize;
            let serials = &self.commit.register.numbers(Numbers::Serial)?[at];
            let replaced = self.commit.register.replaced()?;
            let serial = serials.first(address.doc_id).map(Serial);
            if address == own || serial.is_some_and(|serial| replaced.contains(serial)) {
                continue;
            }
            let wordings = &self.commit.register.numbers(Numbers::Wording)?[at];
            let is_same = wordings.first(address.doc_id) == Some(wording);
            let other = self.other(address, !is_same)?;
            let Some(other_sketch) = other.sketch.as_ref().filter(|_| !is_same) else {
                found.same.push(other.id.clone());
                continue;
            };
            if !sketch.may_be_like(other_sketch) {
                continue;
            }
            let (_, paragraph) = self.commit.paragraph_at(address)?;
            let resemblance = compared.resemblance(&shingles(&paragraph.text));
            if resemblance >= ALIKE {
                let id = other.id.clone();
                found.near.push(NearDuplicate { id, resemblance });
            }
        }
        found.same.sort();
        found.near.sort_by(|a, b| {
            let by_likeness = b.resemblance.total_cmp(&a.resemblance);
            by_likeness.then_with(|| a.id.cmp(&b.id))
        });
        Ok(found)
    }

    /// Lists the paragraphs that may be alike by the postings of a few words.
    fn holders(
        &mut self,
        compared: &Compared<'_>,
        language: Language,
    ) -> Result<Vec<DocAddress>, IndexError> {
        self.asked += 1;
        let telling = Telling::of(compared);
        let found = telling.holders(self.commit, language, &mut self.work)?;
        self.work += READING * found.len();
        Ok(found)
    }

    /// Tells whether as much work as was done, for each that is left, would be more than to gather
    /// the rarest shingles.
    fn gathering_pays(&self) -> bool {
        let gathering = self.commit.searcher.num_docs() as usize * GATHERING;
        self.asked > 0 && self.work / self.asked * self.left > gathering
    }

    /// Reads a paragraph that may be alike, with its shingles if it is to be compared.
    fn other(&mut self, address: DocAddress, compares: bool) -> Result<Rc<Other>, IndexError> {
        if let Some(known) = self.others.get(&address)
            && (known.sketch.is_some() || !compares)
        {
            return Ok(known.clone());
        }
        let (report, paragraph) = self.commit.paragraph_at(address)?;
        let locator = paragraph.locator.to_string();
        let other = Rc::new(Other {
            id: ParagraphId { report, locator },
            sketch: compares.then(|| Sketch::of(&shingles(&paragraph.text))),
        });
        if self.others.len() >= REMEMBERED {
            self.others.clear();
        }
        self.others.insert(address, other.clone());
        Ok(other)
    }
}

/// Lists the terms of which a copy of a text, or what is nearly one, must hold some, and how many of
/// them; none where there can be none.
pub(in crate::index) fn telling_terms(
    text: &str,
    language: Language,
) -> Option<(Vec<String>, usize)> {
    let compared = Compared::new(text);
    if compared.words.is_empty() {
        return None;
    }
    let telling = Telling::of(&compared);
    let spell: fn(&str) -> String = match language.has_stems() {
        true => term,
        false => unstemmed,
    };
    let terms = telling.words.iter().map(|word| spell(word));
    Some((terms.collect(), telling.needed))
}

/// Returns the resemblance of two reports: the share of their runs of words that both have.
pub(in crate::index) fn resemblance_of_reports(
    commit: &Commit,
    a: &ReportId,
    b: &ReportId,
) -> Result<f32, IndexError> {
    let read = |id| Ok::<_, IndexError>(ComparedReport::new(&commit.paragraphs(id)?));
    Ok(read(a)?.resemblance(&read(b)?))
}

#[cfg(test)]
mod tests {
    use super::prefixes::Prefixes;
    use super::{DuplicateFinder, Duplicates};
    use crate::index::tests::{index, report};
    use crate::model::{Language, Paragraph};

    /// Texts of which some differ in few words, each from the text before it.
    fn texts(seed: u64) -> Vec<String> {
        let mut state = seed;
        let mut below = |bound: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % bound
        };
        let mut texts = Vec::new();
        for text in 0..12 {
            let length = 8 + 5 * text;
            let mut words: Vec<String> = (0..length).map(|_| format!("w{}", below(40))).collect();
            for changes in 0..4 {
                for _ in 0..changes {
                    let at = below(length);
                    words[at] = format!("w{}", below(40));
                }
                texts.push(words.join(" "));
            }
        }
        texts.push("come again ".repeat(12));
        texts.push("come again ".repeat(13));
        texts
    }

    #[test]
    fn both_ways_find_the_same() {
        let all = [texts(1), texts(2), texts(1)];
        let mut reports = Vec::new();
        for (texts, slug) in all.iter().zip(["aford", "bford", "cford"]) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            reports.push(report(slug, "2024-01-05", &texts));
        }
        let mut welsh = reports[0].clone();
        welsh.0.id = crate::model::ReportId::new("dford/2024-01-05/ilacs");
        welsh.0.report.language = Language::Welsh;
        reports.push(welsh);
        let (_dir, index) = index(&reports, 2);
        let commit = &index.commit;
        let mut by_words = DuplicateFinder::new(commit, 0);
        let mut by_shingles = DuplicateFinder::new(commit, 0);
        by_shingles.prefixes = Some(Prefixes::gather(commit).unwrap());
        let (mut same, mut near) = (0, 0);
        for (record, _) in &reports {
            for address in commit.paragraph_addresses(&record.id).unwrap() {
                let paragraph: Paragraph = commit.paragraph_at(address).unwrap().1;
                let text = (paragraph.text.as_str(), record.report.language);
                let at = address.segment_ord as usize;
                let wordings = commit.register.numbers(super::Numbers::Wording).unwrap();
                let wording = wordings[at].first(address.doc_id).unwrap();
                let of = |finder: &mut DuplicateFinder<'_>| {
                    let Duplicates { same, near } =
                        finder.duplicates(text, wording, address).unwrap();
                    (same, near)
                };
                let found = of(&mut by_words);
                assert_eq!(found, of(&mut by_shingles), "{}", paragraph.text);
                (same, near) = (same + found.0.len(), near + found.1.len());
            }
        }
        assert_eq!(by_shingles.asked, 0);
        assert!(same > 50 && near > 50, "{same} {near}");
    }
}
