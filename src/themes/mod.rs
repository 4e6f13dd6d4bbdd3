//! Themes: what recurs in many reports, what divides two groups of them, what changes over time.
//!
//! The unit of inference is the report, never the word: a paragraph that repeats a phrase five
//! times is one paragraph of one report. Everything is counted from the index's own data, and
//! everything counted carries the query that lists it.

mod agreement;
mod any_word;
mod changes;
mod choosing;
mod codebook;
mod codebook_file;
mod coders;
mod coding;
mod collocates;
mod compounds;
mod contrast;
mod coverage;
mod grams;
mod hand_coding;
mod items;
mod latest;
mod matter;
mod phrase;
mod recurring;
mod reiteration;
mod sample;
mod scope;
mod side;
mod sides;
pub mod stats;
mod stopwords;
mod succession;
#[cfg(test)]
mod testutil;
mod together;
mod track;
mod trend;
mod whole_report;

pub use agreement::{Agreement, agreement};
pub use any_word::{any_of, is_leaf, plain_word, says_nothing};
pub use changes::{
    ChangeTotals, GradeChange, GradedArea, Inspected, Judged, change_totals, declined, judged,
    judged_of,
};
pub use choosing::Choosing;
pub use codebook::{Codebook, CodebookTheme};
pub use codebook_file::InvalidCodebook;
pub use coders::{Coders, CodersOnTheme, Difference, compare_coders};
pub use coding::{BETWEEN_PARAGRAPHS, CodedText, Coding, Together, code, coded_texts, units_of};
pub use collocates::{Collocate, Collocates, Company, MIN_JOINT, NoPlace, collocates};
pub use contrast::{Contrast, ContrastOptions, Key, MAX_Q, UNIVERSAL, contrast};
pub use coverage::{Coverage, CoveredTopic, InvalidTopic, Mentions, Topic, coverage};
pub use grams::Support;
pub use hand_coding::{CodedUnit, ContraryDecisions, HandCoding, HandCodingError};
pub use latest::latest;
pub use matter::{Apart, Common, Matter, Verdict};
pub use recurring::{Recurring, RecurringOptions, Theme, recurring};
pub use reiteration::{Naming, Told, ToldPair, ToldTheme, ToldTotals, told, told_again};
pub use sample::{STRATA, Sample, SampleRequest, sample};
pub use scope::{Scope, ScopeSummary};
pub use side::{InvalidSides, Side, SideSummary};
pub use sides::Cell;
pub use stopwords::is_stop_word;
pub use succession::{Pair, chains, is_graded_inspection, pairs};
pub use together::{Gather, PhraseGroup, PhraseGroups, recurring_together};
pub use track::{
    Echo, Fate, ItemTotals, MENTION_FLOOR, MatchedItem, SAME_FLOOR, TrackedItem, TrackedPair, track,
};
pub use trend::{DIVIDERS, MIN_PERIODS, MIN_REPORTS, Period, Stratum, Trend, trend};
pub use whole_report::{WithinReports, within_reports};
