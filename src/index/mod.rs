//! The index: paragraphs in tantivy, and everything asked of them.
//!
//! One document is a paragraph; reports and the ledger of files are documents beside them, so
//! that a commit is one moment for all. [`IndexWriter`] fills an index, [`Index`] reads the
//! last commit of one. What a query means is told by a plan (`lowering`), what matches it by one
//! evaluator (`matching::spans`) that serves the postings (`segment`) and the highlights
//! (`matcher`, `marks`) alike.
//!
//! The modules are rooms, each of which names only rooms before it: `text`, `disk`, `commit`,
//! `matching`, `lowering`, `answer`, `counting`, `writing`, `part`, `ingest`. [`Index`] is the door to
//! them: what it does is done by functions over a `commit::Commit`.

mod answer;
mod commit;
mod comparable;
mod counting;
mod disk;
mod error;
mod ingest;
mod lowering;
mod matching;
mod part;
mod record;
mod request;
mod serial;
mod stop;
mod text;
pub(crate) mod threads;
mod whole;
mod writing;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;
use std::ops::{ControlFlow, Range};
use std::path::Path;
use std::sync::Arc;

use crate::gazetteer::Gazetteer;
use crate::model::{Authority, Date, Language, Paragraph, ReportId, Terms};
use crate::query::{Concept, Concepts, Field, Filters, Relation};
use commit::Commit;

pub use answer::concordance::Neighbour;
pub use answer::resemblance::{Comparer, StemCounts, Telling};
pub use answer::similar::{Likeness, SimilarRequest, SimilarResults};
pub use answer::term_use::{ConceptUse, DIED_OUT_YEARS, Decline, MIN_REPORTS, TermUse};
pub(crate) use commit::sets::Wordings;
pub use comparable::ComparableKinds;
pub use counting::contents::ReportContent;
pub use counting::surroundings::{InvalidWindow, Surroundings, Window};
pub use counting::tokens::{CountedParagraph, Quote, TokenStreams};
pub use disk::roots::roots;
pub use error::{EngineError, IndexError};
pub use ingest::{
    Elsewhere, FileOutcome, FileStatus, IngestError, IngestOptions, IngestSummary, Progress,
    ingest, read_rules, set_apart,
};
pub use part::narrowing::Narrow;
pub use part::tokens::{Tokeniser, Tokens};
pub use part::{PartReport, outline, packed, tags, tags_of_report};
pub use record::{Edition, FileFate, FileRecord, ReportRecord};
pub use request::{
    Context, Explain, Explanation, Facet, FacetValue, GroupBy, Hit, HitGroup, HitGroups,
    NearDuplicate, Offer, ScorePart, SearchRequest, SearchResults, Shown, Sort, Suggestion,
};
pub use stop::Stop;
pub use whole::{TokenField, Whole};
pub use writing::writer::IndexWriter;

/// The last commit of an index, as it was when opened.
pub struct Index {
    commit: Commit,
}

impl Index {
    /// Opens an index for reading; its directory need not be writable.
    ///
    /// # Errors
    /// There is no index, one of another format, one that is not as it was written, or one that may
    /// not be read.
    ///
    /// # Examples
    /// ```
    /// use findings::index::{Index, IndexError};
    /// # use findings::index::{IngestOptions, ingest};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let temporary = tempfile::tempdir()?;
    /// # let (reports, dir) = (temporary.path().join("reports"), temporary.path().join("index"));
    /// # std::fs::create_dir(&reports)?;
    /// # std::fs::write(reports.join("aford.md"), "# Visit to Aford\n\n1. Supervision is regular.\n")?;
    ///
    /// assert!(matches!(Index::open(&dir), Err(IndexError::NotFound(_))));
    /// ingest(&dir, &[reports], &IngestOptions::default(), &|_| {})?;
    /// let index = Index::open(&dir)?;
    /// let [file] = &index.files()?[..] else { panic!("one file was read") };
    /// assert!(file.path.ends_with("aford.md"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn open(dir: &Path) -> Result<Index, IndexError> {
        let commit = Commit::open(dir)?;
        Ok(Index { commit })
    }

    /// Reads every byte of the last commit in a directory, and names the files that are missing or not
    /// as they were written, sorted.
    ///
    /// [`Index::open`] reads a file whole only if its length or time is not that of the commit.
    ///
    /// # Errors
    /// There is no index, one of another format, or one whose commit cannot be read.
    pub fn damaged_files(dir: &Path) -> Result<Vec<String>, IndexError> {
        disk::payload::damaged_files(dir)
    }

    /// Returns what tells the last commit in a directory from those before it: when the file that names
    /// it was written, and its length. It is cheap, and opens nothing.
    ///
    /// # Errors
    /// There is no index, or none that may be looked at.
    pub fn stamp(dir: &Path) -> Result<String, IndexError> {
        disk::payload::stamp(dir)
    }

    /// Writes an index of a part of a whole into an empty directory, with entries of the ledger, beside
    /// what another part has of other reports. It is kept for as long as it is asked: no power cut need be outlived.
    ///
    /// # Errors
    /// The directory cannot be written.
    pub fn write_part(
        dir: &Path,
        beside: Option<&Path>,
        terms: &Terms,
        reports: &mut dyn Iterator<Item = PartReport>,
        files: &[FileRecord],
    ) -> Result<(), IndexError> {
        part::write(dir, beside, terms, reports, files)
    }

    /// Opens an index of a part of a whole in a directory, which must stay as long as it is asked. It
    /// answers as an index of the whole would if all paragraphs that can match are in it, but suggests
    /// nothing.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn open_part(dir: &Path, whole: Arc<dyn Whole>) -> Result<Index, IndexError> {
        let commit = part::open(dir, whole)?;
        Ok(Index { commit })
    }

    /// Tells which paragraphs of the whole can match a request.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn narrowing(&self, request: &SearchRequest) -> Result<Narrow, IndexError> {
        let mut requests = vec![request.clone()];
        if request.advice {
            let offers = answer::offers::tried(request).into_iter();
            requests.extend(offers.map(|tried| tried.changed));
        }
        let is_scored = request.sort == Sort::Relevance && request.limit != Some(0);
        let narrow = |request: &SearchRequest| {
            let lowered = lowering::lower::lower(&self.commit, request)?;
            if is_scored {
                matching::matches::foresee_scores(&self.commit, &lowered)?;
            }
            Ok(part::narrowing::narrowed(&lowered))
        };
        let narrowed = requests.iter().map(narrow);
        Ok(Narrow::Or(narrowed.collect::<Result<_, IndexError>>()?))
    }

    /// Returns what paragraphs must fulfil that can tell of the use of a concept.
    ///
    /// # Errors
    /// As for [`Index::narrowing`].
    pub fn narrowing_of_concept(
        &self,
        concept: &Concept,
        filters: &Filters,
    ) -> Result<Narrow, IndexError> {
        let mut terms = Vec::new();
        for term in concept.terms() {
            let lowered = lowering::lower::lower_term(&self.commit, term, filters)?;
            terms.push(part::narrowing::narrowed(&lowered));
        }
        Ok(Narrow::Or(terms))
    }

    /// Tells which paragraphs of the whole can be similar to one of this index; none where nothing can.
    ///
    /// # Errors
    /// As for [`Index::similar`].
    pub fn narrowing_of_similar(
        &self,
        request: &SimilarRequest,
    ) -> Result<Option<Narrow>, IndexError> {
        let found = answer::similar::can_be_similar(&self.commit, request)?;
        let narrow = found.map(|(lowered, needed)| part::narrowing::narrowed_to(&lowered, needed));
        Ok(narrow)
    }

    /// Tells which paragraphs of the whole can be copies of a text, or nearly; none where none can.
    pub fn narrowing_of_copies(text: &str, language: Language) -> Option<Narrow> {
        let (terms, needed) = answer::near::telling_terms(text, language)?;
        let enough = Narrow::Enough {
            of: TokenField::Terms,
            tokens: terms,
            needed,
        };
        Some(Narrow::And(vec![enough, Narrow::NoNote]))
    }

    /// Returns the terms that its reports are tagged with, as they were defined when it was written.
    pub fn terms(&self) -> &'static Terms {
        self.commit.terms
    }

    /// Returns the authorities that there are, with reports or without, but for those that its terms add.
    pub fn gazetteer(&self) -> &'static Gazetteer {
        self.commit.gazetteer
    }

    /// Lists the authorities that are known, with reports or without.
    pub fn known_authorities(&self) -> impl Iterator<Item = &Authority> {
        self.commit.vocabulary().authorities()
    }

    /// Lists every file of the ledger, sorted by path.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn files(&self) -> Result<Vec<FileRecord>, IndexError> {
        self.commit.files()
    }

    /// Finds a report by its name.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn report(&self, id: &ReportId) -> Result<Option<ReportRecord>, IndexError> {
        self.commit.report(id)
    }

    /// Lists every paragraph of a report in reading order.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn paragraphs(&self, id: &ReportId) -> Result<Vec<Paragraph>, IndexError> {
        self.commit.paragraphs(id)
    }

    /// Searches, counts and reads the hits asked for.
    ///
    /// # Errors
    /// A filter's value that no report has; an index that cannot be read.
    ///
    /// # Examples
    /// ```
    /// use findings::index::{Index, SearchRequest};
    /// use findings::query::parse;
    /// # use findings::index::{IngestOptions, ingest};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let temporary = tempfile::tempdir()?;
    /// # let (reports, dir) = (temporary.path().join("reports"), temporary.path().join("index"));
    /// # std::fs::create_dir(&reports)?;
    /// # let text = "# Visit to Aford\n\nSupervision is regular.\n\nPlans drift.\n";
    /// # std::fs::write(reports.join("aford.md"), text)?;
    /// # ingest(&dir, &[reports], &IngestOptions::default(), &|_| {})?;
    ///
    /// let index = Index::open(&dir)?;
    /// let results = index.search(&SearchRequest::new(parse("plan OR drifting")?))?;
    /// let paragraph = &results.hits[0].paragraph;
    /// assert_eq!((results.total, paragraph.text.as_str()), (1, "Plans drift."));
    /// assert_eq!(results.hits[0].highlights, [0..5, 6..11]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResults, IndexError> {
        answer::search::search(&self.commit, request)
    }

    /// Counts the paragraphs that match, and nothing else.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn count(&self, request: &SearchRequest) -> Result<u64, IndexError> {
        answer::found::count(&self.commit, request)
    }

    /// Counts the paragraphs that match, and the reports in which they stand.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn tally(&self, request: &SearchRequest) -> Result<(u64, u64), IndexError> {
        answer::found::tally(&self.commit, request, &Default::default())
    }

    /// Returns the resemblance of two texts: the share of their runs of words that both have, 0 for
    /// short ones.
    pub fn resemblance_of_texts(a: &str, b: &str) -> f32 {
        answer::near::resemblance_of(a, b)
    }

    /// Tells whether two texts of a resemblance say nearly the same in nearly the same words.
    pub fn is_near_duplicate(resemblance: f32) -> bool {
        resemblance >= answer::near::ALIKE
    }

    /// Reads a paragraph, with its report.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn counted(
        &self,
        paragraph: &CountedParagraph,
    ) -> Result<(ReportRecord, Paragraph), IndexError> {
        counting::tokens::read(&self.commit, paragraph)
    }

    /// Returns the stem under which a folded word is found.
    pub fn stem(word: &str) -> std::borrow::Cow<'_, str> {
        text::stem(word)
    }

    /// Tells whether a folded word has a stem, as [`Index::stem`] finds it.
    pub fn is_inflection(word: &str, of: &str) -> bool {
        text::is_inflection(word, of)
    }

    /// Finds the sentence of a text around some of its bytes.
    pub fn sentence(text: &str, around: &Range<usize>) -> Range<usize> {
        text::sentence_around(text, around)
    }

    /// Tells what two names of one concept are to each other; none where no concept holds both.
    pub fn relation(concepts: &Concepts, a: &str, b: &str) -> Option<Relation> {
        lowering::thesaurus::relation(concepts, a, b)
    }

    /// Calls `each` on every hit in the request's order without holding them all.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn for_each(
        &self,
        request: &SearchRequest,
        each: &mut dyn FnMut(Hit) -> ControlFlow<()>,
    ) -> Result<(), IndexError> {
        answer::search::for_each(&self.commit, request, each)
    }

    /// Gathers all matches in groups, and reads so many of the best hits of each. Offset and limit of
    /// the request count groups.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn groups(
        &self,
        request: &SearchRequest,
        by: GroupBy,
        best: usize,
    ) -> Result<HitGroups, IndexError> {
        answer::groups::groups(&self.commit, request, by, best)
    }

    /// Lists the reports that pass the filters and hold no match, sorted by id.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn absent(&self, request: &SearchRequest) -> Result<Vec<ReportRecord>, IndexError> {
        answer::reports::absent(&self.commit, request)
    }

    /// Lists every report that passes the filters, sorted by id.
    ///
    /// Filters on paragraphs, such as the area, pass a report that has such a paragraph.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn reports(&self, filters: &Filters) -> Result<Vec<ReportRecord>, IndexError> {
        answer::reports::reports(&self.commit, filters)
    }

    /// Lists the values of a field that occur, with counts of paragraphs and reports; for
    /// completions and "did you mean".
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn values(&self, field: Field) -> Result<Vec<FacetValue>, IndexError> {
        answer::facet::values(&self.commit, field)
    }

    /// Calls `each` on every match as a hit with that match alone among its highlights. Where
    /// nothing is highlighted, a paragraph is one line.
    ///
    /// Offset and limit of the request count lines. With `order`, they are sorted over all matches by
    /// folded words, then by id, and only these words are held. Without it, lines are not held and come in
    /// the order of hits, but by relevance the best line of each report comes before the others: the first
    /// lines are of different reports.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn concordance(
        &self,
        request: &SearchRequest,
        order: &[Neighbour],
        each: &mut dyn FnMut(&Hit) -> ControlFlow<()>,
    ) -> Result<(), IndexError> {
        answer::concordance::concordance(&self.commit, request, order, each)
    }

    /// Finds paragraphs that share the telling words of one; none where there is no such
    /// paragraph.
    ///
    /// # Errors
    /// A filter's value that no report has; an index that cannot be read.
    pub fn similar(&self, request: &SimilarRequest) -> Result<Option<SimilarResults>, IndexError> {
        answer::similar::similar(&self.commit, request)
    }

    /// Makes ready to compare texts.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn comparer(&self) -> Result<Comparer<'_>, IndexError> {
        answer::resemblance::comparer(&self.commit)
    }

    /// Returns the resemblance of two reports: the share of their runs of words that both have.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn resemblance_of_reports(&self, a: &ReportId, b: &ReportId) -> Result<f32, IndexError> {
        answer::near::resemblance_of_reports(&self.commit, a, b)
    }

    /// Counts the use of every term of a concept in the reports that pass the filters.
    ///
    /// # Errors
    /// A filter's value that no report has; an index that cannot be read.
    pub fn concept_use(
        &self,
        concept: &Concept,
        filters: &Filters,
        newest: Option<Date>,
    ) -> Result<ConceptUse, IndexError> {
        answer::term_use::concept_use(&self.commit, concept, filters, newest)
    }

    /// Lists the paragraphs that match, by report and place; order, limit and facets of the
    /// request do not matter.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn census(&self, request: &SearchRequest) -> Result<Vec<CountedParagraph>, IndexError> {
        counting::tokens::census(&self.commit, request)
    }

    /// Reads a paragraph of [`Index::census`].
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn counted_paragraph(&self, counted: &CountedParagraph) -> Result<Paragraph, IndexError> {
        counting::tokens::paragraph(&self.commit, counted)
    }

    /// Lists the paragraphs of [`Index::census`] with the number of their places that match; a
    /// paragraph in which nothing lights up counts as one place.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn census_of_places(
        &self,
        request: &SearchRequest,
    ) -> Result<Vec<(CountedParagraph, u64)>, IndexError> {
        counting::tokens::census_of_places(&self.commit, request)
    }

    /// Returns the reports that pass the filters by the numbers that they bear in this index.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn numbered_reports(
        &self,
        filters: &Filters,
    ) -> Result<BTreeMap<u64, ReportRecord>, IndexError> {
        counting::tokens::numbered_reports(&self.commit, filters)
    }

    /// Reads the words of paragraphs.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn token_streams(
        &self,
        paragraphs: &[CountedParagraph],
    ) -> Result<TokenStreams, IndexError> {
        counting::tokens::token_streams(&self.commit, paragraphs)
    }

    /// Reads what stands near what lights up in the paragraphs that match and are wanted, by report and
    /// place; order, limit and facets of the request do not matter.
    ///
    /// # Errors
    /// As for [`Index::search`].
    pub fn surroundings(
        &self,
        request: &SearchRequest,
        window: Window,
        streams: &TokenStreams,
        wanted: &dyn Fn(&CountedParagraph) -> bool,
    ) -> Result<Vec<Surroundings>, IndexError> {
        counting::surroundings::surroundings(&self.commit, request, window, streams, wanted)
    }

    /// Spells runs of tokens of a paragraph, counted from its first, as they are printed.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn printed(
        &self,
        streams: &TokenStreams,
        paragraph: &CountedParagraph,
        runs: &[Range<usize>],
    ) -> Result<Vec<String>, IndexError> {
        counting::tokens::printed(&self.commit, streams, paragraph, runs)
    }

    /// Lists the reports by what they say, sorted by id.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn contents(&self) -> Result<Vec<ReportContent>, IndexError> {
        counting::contents::contents(&self.commit)
    }

    /// Reads the thesaurus that is kept in a directory, as bytes; none where there is none, or one
    /// of another version.
    ///
    /// # Errors
    /// One that cannot be read, or is not as it was written.
    pub fn kept_thesaurus(dir: &Path) -> Result<Option<Vec<u8>>, IndexError> {
        disk::companion::read(dir)
    }

    /// Tells whether the thesaurus that is kept in a directory was written after its last commit. It is
    /// cheap, and opens nothing.
    pub fn has_thesaurus_of_commit(dir: &Path) -> bool {
        disk::payload::has_thesaurus_of_commit(dir)
    }

    /// Returns what tells a thesaurus that is kept in a directory from those before it: when it was
    /// written, and its length; none where there is none. It is cheap, and opens nothing.
    pub fn stamp_of_thesaurus(dir: &Path) -> Option<String> {
        disk::payload::stamp_of_thesaurus(dir)
    }

    /// Keeps a thesaurus in a directory, in the place of the one that is there.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep_thesaurus(dir: &Path, bytes: &[u8]) -> Result<(), IndexError> {
        disk::companion::write(dir, bytes)
    }

    /// Quotes the sentence around tokens of a paragraph, counted from its first.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn quote(
        &self,
        streams: &TokenStreams,
        paragraph: &CountedParagraph,
        tokens: Range<usize>,
    ) -> Result<Quote, IndexError> {
        counting::tokens::quote(&self.commit, streams, paragraph, tokens)
    }
}

/// Decodes bytes as a record of every class: what is stored is not trusted either.
#[cfg(fuzzing)]
pub fn decode_anything(bytes: &[u8]) {
    let terms = crate::rules::Rules::builtin().terms();
    let _ = disk::codec::decode_paragraph(bytes, terms);
    let _ = disk::codec::decode_report(bytes, terms);
    let _ = disk::codec::decode_file(bytes);
    let _ = str::from_utf8(bytes).map(disk::codec::decode_terms);
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("documents", &self.commit.searcher.num_docs())
            .finish()
    }
}
