//! Near-duplicates: paragraphs that share nearly all their words with another.
//!
//! A text is the set of its shingles, runs of three words; the resemblance of two texts is the
//! share of their shingles that both have, `|A ∩ B| / |A ∪ B|` (Broder, "On the resemblance and
//! containment of documents", 1997). A word that differs costs three shingles of either text,
//! so one word in thirty may. Nothing is kept in the index for this: which paragraphs can be
//! alike enough is told by the postings of a few words of the text, most of which they must
//! hold, and these paragraphs are compared in full.

use std::borrow::Cow;
use std::cmp::Reverse;

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, InvertedIndexReader, TERMINATED, Term};

use crate::index::commit::Commit;
use crate::index::commit::posting_lists::stands_at;
use crate::index::commit::register::Numbers;
use crate::index::disk::codec;
use crate::index::disk::schema::Class;
use crate::index::text::wording::{self, MIN_WORDS};
use crate::index::text::{Form, unstemmed};
use crate::index::{IndexError, NearDuplicate};
use crate::model::{Language, Paragraph, ParagraphId, ReportId};
use crate::query::fold::{fold, words};

/// How many words make a shingle.
const SHINGLE: usize = 3;
/// The resemblance from which on texts are nearly the same.
pub(in crate::index) const ALIKE: f32 = 0.8;
/// A text that is alike enough lacks at most one in so many shingles of the other.
pub(in crate::index) const LACKING: usize = 5;
/// So many words of a text are asked for, beside those that may be lacking.
const ASKED: usize = 8;

/// The paragraphs that say the same as one.
#[derive(Debug, Default)]
pub(in crate::index) struct Duplicates {
    /// In the same words, sorted.
    pub(in crate::index) same: Vec<ParagraphId>,
    /// In nearly the same words, the likest first.
    pub(in crate::index) near: Vec<NearDuplicate>,
}

/// A text as it is compared with others.
#[derive(Default)]
struct Compared<'t> {
    /// The folded words; none of a short text.
    words: Vec<Cow<'t, str>>,
    /// Their numbers.
    numbers: Vec<u64>,
    /// The numbers of its shingles, sorted.
    shingles: Vec<u64>,
}

impl<'t> Compared<'t> {
    fn new(text: &'t str) -> Self {
        let words: Vec<_> = words(text).map(|word| fold(&text[word])).collect();
        if words.len() < MIN_WORDS {
            return Compared::default();
        }
        let numbers: Vec<u64> = words.iter().map(|word| wording::number(word)).collect();
        let mut shingles: Vec<u64> = numbers.windows(SHINGLE).map(wording::run).collect();
        shingles.sort_unstable();
        shingles.dedup();
        Compared {
            words,
            numbers,
            shingles,
        }
    }

    /// Returns the resemblance to another text, from 0 to 1.
    fn resemblance(&self, other: &Compared<'_>) -> f32 {
        let (a, b) = (&self.shingles, &other.shingles);
        let shared = a.iter().filter(|n| b.binary_search(n).is_ok()).count();
        match a.len() + b.len() - shared {
            0 => 0.0,
            all => shared as f32 / all as f32,
        }
    }
}

/// Returns the resemblance of two texts, from 0 to 1.
pub(in crate::index) fn resemblance_of(a: &str, b: &str) -> f32 {
    Compared::new(a).resemblance(&Compared::new(b))
}

/// A whole report as it is compared with another edition of it.
pub(in crate::index) struct ComparedReport(Vec<u64>);

impl ComparedReport {
    pub(in crate::index) fn new(paragraphs: &[Paragraph]) -> Self {
        let mut shingles = Vec::new();
        for paragraph in paragraphs {
            let words = words(&paragraph.text).map(|word| fold(&paragraph.text[word]));
            let numbers: Vec<u64> = words.map(|word| wording::number(&word)).collect();
            match numbers.len() {
                0 => {}
                1..SHINGLE => shingles.push(wording::run(&numbers)),
                _ => shingles.extend(numbers.windows(SHINGLE).map(wording::run)),
            }
        }
        shingles.sort_unstable();
        shingles.dedup();
        ComparedReport(shingles)
    }

    /// Returns the numbers of its runs of words, sorted, each once.
    pub(in crate::index) fn runs(&self) -> &[u64] {
        &self.0
    }

    /// Returns the resemblance to another report, from 0 to 1; 1 where neither has words.
    pub(in crate::index) fn resemblance(&self, other: &ComparedReport) -> f32 {
        let (a, b) = (&self.0, &other.0);
        let shared = a.iter().filter(|n| b.binary_search(n).is_ok()).count();
        match a.len() + b.len() - shared {
            0 => 1.0,
            all => shared as f32 / all as f32,
        }
    }
}

/// Words of a text of which another that is alike enough must hold some.
#[derive(Debug, PartialEq, Eq)]
struct Telling<'t> {
    words: Vec<&'t str>,
    needed: usize,
}

impl<'t> Telling<'t> {
    /// Chooses among the words of a text.
    ///
    /// A word that stands once, and not at an end, is in three shingles; words three apart share
    /// none, so that of such words a third of the shingles that can be lacking may be. Words side
    /// by side share all but two: of these two fewer than the shingles may be lacking, and short
    /// texts have more of them. Long words are asked for first, since they are rare.
    fn of(text: &'t Compared<'_>) -> Self {
        let words = &text.words;
        let lacking = text.shingles.len() / LACKING;
        let mut sorted = text.numbers.clone();
        sorted.sort_unstable();
        let once = |number: u64| {
            let from = sorted.partition_point(|other| *other < number);
            sorted.get(from + 1).is_none_or(|next| *next != number)
        };
        let inside = SHINGLE - 1..words.len().saturating_sub(SHINGLE - 1);
        let mut places: Vec<usize> = inside.filter(|at| once(text.numbers[*at])).collect();
        places.sort_unstable_by_key(|place| (Reverse(words[*place].len()), *place));
        let mut best: Option<Telling<'_>> = None;
        let side_by_side = lacking.saturating_sub(SHINGLE - 1);
        for (apart, most) in [(SHINGLE, lacking / SHINGLE), (1, side_by_side)] {
            let mut chosen: Vec<usize> = Vec::new();
            for &place in &places {
                if chosen.iter().all(|other| other.abs_diff(place) >= apart) {
                    chosen.push(place);
                }
                if chosen.len() == most + ASKED {
                    break;
                }
            }
            let needed = chosen.len().saturating_sub(most);
            if needed > best.as_ref().map_or(0, |best| best.needed) {
                let words = chosen.into_iter().map(|place| &*words[place]).collect();
                best = Some(Telling { words, needed });
            }
        }
        if let Some(best) = best {
            return best;
        }
        // A text that repeats itself: a shingle that is lacking stands for three words at most.
        let mut words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        words.sort_unstable();
        words.dedup();
        Telling {
            needed: words.len().saturating_sub(lacking * SHINGLE).max(1),
            words,
        }
    }
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

/// Names the paragraphs that say the same as one, of which the text and the number of the
/// wording are given. That an older edition says the same is no news.
pub(in crate::index) fn duplicates(
    commit: &Commit,
    (text, language): (&str, Language),
    wording: u64,
    own: DocAddress,
) -> Result<Duplicates, IndexError> {
    let mut found = Duplicates::default();
    let compared = Compared::new(text);
    let telling = Telling::of(&compared);
    if telling.words.is_empty() {
        return Ok(found);
    }
    let field = commit.fields.of_form(Form::Exact);
    let terms: Vec<Term> = (telling.words.iter())
        .map(|word| match language.has_stems() {
            true => commit.fields.term(Form::Exact, word),
            false => Term::from_field_text(field, &unstemmed(word)),
        })
        .collect();
    for (i, segment) in (0..).zip(commit.searcher.segment_readers()) {
        let inverted = segment.inverted_index(field)?;
        let mut docs = holding(&terms, telling.needed, &inverted)?;
        docs.retain(|doc| DocAddress::new(i, *doc) != own && !segment.is_deleted(*doc));
        if !docs.is_empty() {
            let notes = commit.documents(segment, Class::Note)?;
            docs.retain(|doc| notes.binary_search(doc).is_err());
        }
        if docs.is_empty() {
            continue;
        }
        let wordings = &commit.register.numbers(Numbers::Wording)?[i as usize];
        let serials = &commit.register.numbers(Numbers::Serial)?[i as usize];
        let replaced = commit.register.replaced()?;
        for doc in docs {
            if serials.first(doc).is_some_and(|it| replaced.contains(it)) {
                continue;
            }
            let record = commit.record(DocAddress::new(i, doc))?;
            let (report, other) = codec::decode_paragraph(&record, commit.terms)?;
            let locator = other.locator.to_string();
            let id = ParagraphId { report, locator };
            if wordings.first(doc) == Some(wording) {
                found.same.push(id);
                continue;
            }
            let resemblance = compared.resemblance(&Compared::new(&other.text));
            if resemblance >= ALIKE {
                found.near.push(NearDuplicate { id, resemblance });
            }
        }
    }
    found.same.sort();
    found.near.sort_by(|a, b| {
        let by_likeness = b.resemblance.total_cmp(&a.resemblance);
        by_likeness.then_with(|| a.id.cmp(&b.id))
    });
    Ok(found)
}

/// Lists the documents of a segment that hold so many of some terms.
fn holding(
    terms: &[Term],
    needed: usize,
    inverted: &InvertedIndexReader,
) -> Result<Vec<DocId>, IndexError> {
    let mut known: Vec<TermInfo> = Vec::with_capacity(terms.len());
    for term in terms {
        known.extend(inverted.get_term_info(term)?);
    }
    if known.len() < needed {
        return Ok(Vec::new());
    }
    // What lacks all of the rarest lacks too many.
    known.sort_unstable_by_key(|term| term.doc_freq);
    let (rare, common) = known.split_at(known.len() - needed + 1);
    let open =
        |term: &TermInfo| inverted.read_postings_from_terminfo(term, IndexRecordOption::Basic);
    let mut docs: Vec<DocId> = Vec::new();
    for term in rare {
        let mut postings = open(term)?;
        while postings.doc() != TERMINATED {
            docs.push(postings.doc());
            postings.advance();
        }
    }
    docs.sort_unstable();
    let counts = docs
        .chunk_by(|a, b| a == b)
        .map(|same| (same[0], same.len()));
    let mut counts: Vec<(DocId, usize)> = counts.collect();
    for (term, left) in common.iter().zip((0..needed).rev()) {
        // Those which even all that are left would not bring to enough.
        counts.retain(|(_, count)| count + left >= needed);
        if counts.is_empty() {
            break;
        }
        let mut postings = open(term)?;
        for (doc, count) in &mut counts {
            *count += usize::from(stands_at(&mut postings, *doc));
        }
    }
    counts.retain(|(_, count)| *count >= needed);
    Ok(counts.into_iter().map(|(doc, _)| doc).collect())
}

#[cfg(test)]
mod tests {
    use super::{Compared, Telling, resemblance_of};

    fn check(a: &str, b: &str, expected: f32) {
        let found = resemblance_of(a, b);
        assert!((found - expected).abs() < 0.001, "{found}");
    }

    #[test]
    fn resemblance_is_the_share_of_common_runs() {
        let text = "one two three four five six seven eight nine ten eleven twelve";
        check(text, text, 1.0);
        check(text, &text.to_uppercase().replace(' ', "-"), 1.0);
        // Ten runs; the last word is in one of them.
        check(text, &text.replace("twelve", "dozen"), 9.0 / 11.0);
        // A word inside is in three.
        check(text, &text.replace("six", "half-dozen"), 7.0 / 14.0);
        check(text, &text.replace("six", "sixth"), 7.0 / 13.0);
        check("too short", "too short", 0.0);
    }

    #[test]
    fn telling_words_are_long_and_apart() {
        let check = |text: &str, needed: usize, expected: &[&str]| {
            let compared = Compared::new(text);
            let telling = Telling::of(&compared);
            let mut chosen = telling.words.clone();
            chosen.sort_unstable();
            assert_eq!((telling.needed, &chosen[..]), (needed, expected));
        };
        let text = "one two three four five six seven eight nine ten";
        // Eight shingles, of which one may be lacking: no word inside.
        let inside = ["eight", "five", "four", "seven", "six", "three"];
        check(text, 6, &inside);
        // 23 shingles, of which four may be lacking: two words side by side.
        let more = "a b c d e f g h i j k l m n o p q r s t u v w x y";
        check(more, 8, &["c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]);
        // No word stands once, and both shingles hold both.
        check(&"come again ".repeat(8), 2, &["again", "come"]);
        check("too short", 1, &[]);
    }
}
