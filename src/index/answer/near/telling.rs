//! Which paragraphs can be nearly the same as one, told by the postings of a few of its words.

use std::cmp::Reverse;

use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, InvertedIndexReader, TERMINATED, Term};

use super::compared::{Compared, LACKING, SHINGLE};
use crate::index::IndexError;
use crate::index::commit::Commit;
use crate::index::commit::posting_lists::stands_at;
use crate::index::disk::schema::Class;
use crate::index::text::{Form, unstemmed};
use crate::model::Language;

/// So many words of a text are asked for, beside those that may be lacking.
const ASKED: usize = 8;

/// Words of a text of which another that is alike enough must hold some.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Telling<'t> {
    pub(super) words: Vec<&'t str>,
    pub(super) needed: usize,
}

impl<'t> Telling<'t> {
    /// Chooses among the words of a text.
    ///
    /// A word that stands once, and not at an end, is in three shingles; words three apart share
    /// none, so that of such words a third of the shingles that can be lacking may be. Words side
    /// by side share all but two: of these two fewer than the shingles may be lacking, and short
    /// texts have more of them. Long words are asked for first, since they are rare.
    pub(super) fn of(text: &'t Compared<'_>) -> Self {
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

    /// Lists the documents that hold enough of the words, those of notes aside, and adds to `work`
    /// how many postings were read for it.
    pub(super) fn holders(
        &self,
        commit: &Commit,
        language: Language,
        work: &mut usize,
    ) -> Result<Vec<DocAddress>, IndexError> {
        let field = commit.fields.of_form(Form::Exact);
        let terms: Vec<Term> = (self.words.iter())
            .map(|word| match language.has_stems() {
                true => commit.fields.term(Form::Exact, word),
                false => Term::from_field_text(field, &unstemmed(word)),
            })
            .collect();
        let mut found = Vec::new();
        for (i, segment) in (0..).zip(commit.searcher.segment_readers()) {
            let inverted = segment.inverted_index(field).map_err(IndexError::of)?;
            let mut docs = holding(&terms, self.needed, &inverted, work)?;
            docs.retain(|doc| !segment.is_deleted(*doc));
            if !docs.is_empty() {
                let notes = commit.documents(segment, Class::Note)?;
                docs.retain(|doc| notes.binary_search(doc).is_err());
            }
            found.extend(docs.into_iter().map(|doc| DocAddress::new(i, doc)));
        }
        Ok(found)
    }
}

/// Lists the documents of a segment that hold so many of some terms.
fn holding(
    terms: &[Term],
    needed: usize,
    inverted: &InvertedIndexReader,
    work: &mut usize,
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
    *work += docs.len();
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
        *work += counts.len();
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
    use super::{Compared, Telling};

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
