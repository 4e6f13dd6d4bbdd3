//! Making the thesaurus of an index, keeping it, and telling how far it lags behind.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::path::Path;

use super::texts::Texts;
use super::thesaurus::{Place, Thesaurus};
use crate::index::threads::on_all_cores;
use crate::index::{CountedParagraph, Index, IndexError, SearchRequest, TokenStreams};
use crate::query::{Filters, parse};

/// Where a thesaurus comes from.
#[derive(Debug)]
pub enum Source {
    /// It was kept.
    Kept(Lag),
    /// It was made for this question, and is kept.
    Made,
    /// It was made for this question, and cannot be kept.
    Unkept(IndexError),
}

/// How many reports have come, gone or changed since a thesaurus was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lag {
    /// Those, one that has changed counted once.
    pub changed: u64,
    /// All reports of the index.
    pub reports: u64,
}

impl Lag {
    /// More than one report in so many must have changed to be worth a word.
    pub const SHARE: u64 = 20;

    /// Tells whether so much has changed that the thesaurus should be made anew.
    pub fn is_worth_a_word(self) -> bool {
        self.changed * Lag::SHARE > self.reports
    }
}

/// Opens the thesaurus that is kept beside an index; makes and keeps it where there is none that is
/// as it was written.
///
/// # Errors
/// An index that cannot be read.
pub fn open(index: &Index, dir: &Path) -> Result<(Thesaurus, Source), IndexError> {
    match kept(dir)? {
        Some(thesaurus) => {
            let lag = thesaurus.lag(index)?;
            Ok((thesaurus, Source::Kept(lag)))
        }
        None => remake(index, dir),
    }
}

/// Opens the thesaurus that is kept in a directory; none where there is none that is as it was
/// written.
///
/// # Errors
/// One that may not be read.
pub fn kept(dir: &Path) -> Result<Option<Thesaurus>, IndexError> {
    let bytes = match Index::kept_thesaurus(dir) {
        Err(error) if error.is_damage() => None,
        kept => kept?,
    };
    Ok(bytes.as_deref().and_then(Thesaurus::decode))
}

/// Opens the thesaurus that is kept beside an index, if it was made for its commit, or so little has
/// changed since that this is not worth a word. It makes none, and an error is as none: whoever asks
/// does well without.
pub fn current(index: &Index, dir: &Path) -> Option<Thesaurus> {
    let thesaurus = kept(dir).ok()??;
    if Index::has_thesaurus_of_commit(dir) {
        return Some(thesaurus);
    }
    let lag = thesaurus.lag(index).ok()?;
    (!lag.is_worth_a_word()).then_some(thesaurus)
}

/// Makes the thesaurus of an index, and keeps it.
///
/// # Errors
/// An index that cannot be read.
pub fn remake(index: &Index, dir: &Path) -> Result<(Thesaurus, Source), IndexError> {
    let thesaurus = Thesaurus::make(index)?;
    let source = match Index::keep_thesaurus(dir, &thesaurus.encode()) {
        Ok(()) => Source::Made,
        Err(error) => Source::Unkept(error),
    };
    Ok((thesaurus, source))
}

impl Thesaurus {
    /// Makes the thesaurus of the paragraphs that a search looks through, the same words counted
    /// once. It is the same on any number of threads.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn make(index: &Index) -> Result<Thesaurus, IndexError> {
        let contents = index.contents()?;
        let order: HashMap<u64, usize> = contents.iter().map(|it| it.number).zip(0..).collect();
        let everything = parse("").map_err(|_| IndexError::Damaged("query"))?;
        let mut paragraphs = index.census(&SearchRequest {
            filters: Filters::usual(None),
            ..SearchRequest::new(everything)
        })?;
        paragraphs.sort_by_key(|paragraph| (order.get(&paragraph.report), paragraph.place));
        let mut known = HashSet::new();
        paragraphs.retain(|p| p.wording.is_none_or(|wording| known.insert(wording)));
        let streams = index.token_streams(&paragraphs)?;
        let texts = Texts::new(&streams.words, &streams.tokens, &streams.ends);
        let made_of = contents.iter().map(|report| report.content).collect();
        let (mut thesaurus, places) = Thesaurus::of(&texts, made_of);
        thesaurus.printed = printed(index, &streams, &paragraphs, &texts, &places)?;
        for (printed, name) in thesaurus.printed.iter_mut().zip(&thesaurus.names) {
            if printed.is_empty() {
                printed.clone_from(name);
            }
        }
        Ok(thesaurus)
    }

    /// Tells how far it lags behind an index.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn lag(&self, index: &Index) -> Result<Lag, IndexError> {
        let now: HashSet<u64> = index
            .contents()?
            .iter()
            .map(|report| report.content)
            .collect();
        let then: HashSet<u64> = self.made_of.iter().copied().collect();
        let (come, gone) = (now.difference(&then).count(), then.difference(&now).count());
        Ok(Lag {
            changed: come.max(gone) as u64,
            reports: now.len() as u64,
        })
    }
}

/// Takes out of a name what belongs to its sentence: line breaks, commas, brackets, quotation marks.
fn plain(form: &str) -> String {
    let is_of_name = |c: char| c.is_alphanumeric() || "-‐‑–/&'’".contains(c);
    let parts = form.split(|c| !is_of_name(c));
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Names by number, each with the tokens of a paragraph that say it.
type Runs = Vec<(usize, Range<usize>)>;

/// Spells names as they are printed at most of some places, and of forms that are printed as often
/// in the one with the fewest capitals.
fn printed(
    index: &Index,
    streams: &TokenStreams,
    paragraphs: &[CountedParagraph],
    texts: &Texts<'_>,
    places: &[Vec<Place>],
) -> Result<Vec<String>, IndexError> {
    let mut wanted: BTreeMap<u32, Runs> = BTreeMap::new();
    for (name, places) in places.iter().enumerate() {
        for place in places {
            let paragraph = texts.paragraph_of[place.token as usize];
            let from = place.token as usize - streams.range(paragraph as usize).start;
            let runs = wanted.entry(paragraph).or_default();
            runs.push((name, from..from + place.words));
        }
    }
    let wanted: Vec<_> = wanted.into_iter().collect();
    let read = |wanted: &[(u32, Runs)]| -> Result<Vec<_>, IndexError> {
        let mut read = Vec::new();
        for (paragraph, runs) in wanted {
            let (names, runs): (Vec<usize>, Vec<_>) = runs.iter().cloned().unzip();
            let paragraph = &paragraphs[*paragraph as usize];
            let forms = index.printed(streams, paragraph, &runs)?;
            read.extend(names.into_iter().zip(forms));
        }
        Ok(read)
    };
    let mut forms: Vec<BTreeMap<String, usize>> = vec![BTreeMap::new(); places.len()];
    for (name, form) in on_all_cores(&wanted, read)?.into_iter().flatten() {
        let form = plain(&form);
        *forms[name].entry(form).or_default() += 1;
    }
    let capitals = |form: &str| form.chars().filter(|c| c.is_uppercase()).count();
    let best = |forms: BTreeMap<String, usize>| {
        let forms = forms.into_iter();
        let best = forms.min_by_key(|(form, times)| (usize::MAX - times, capitals(form)));
        best.map(|(form, _)| form).unwrap_or_default()
    };
    Ok(forms.into_iter().map(best).collect())
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn names_have_no_signs_of_sentences() {
        assert_eq!(
            plain("education, health and\ncare"),
            "education health and care"
        );
        assert_eq!(plain("front door (MASH"), "front door MASH");
        assert_eq!(plain("children’s homes"), "children’s homes");
    }
}
