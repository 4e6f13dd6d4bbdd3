//! Recognition: which family and kind a document is of, told from its first page.

use std::cell::OnceCell;
use std::fmt;
use std::ops::Range;

use crate::gazetteer::fold;
use crate::layout::{Block, Role};
use crate::model::{Area, Date, Kind};
use crate::rules::{Conditions, Family, FrameworkRules, LineTest, Rules};

use super::front;

/// Words of a page that count as its first, where a format knows no pages.
const FIRST_PAGE_BLOCKS: usize = 40;
/// A list of contents has so many entries at least.
const LEAST_ENTRIES: usize = 3;
/// So many blocks beside it are its own title and that of the document.
const TITLES: usize = 3;
/// So many pages stand before the first of the text.
const MOST_FRONT: usize = 4;
/// Text that is no line of a cover is longer, in bytes.
const LEAST_SENTENCE: usize = 100;
/// So many of a page do that are shorter, but not shorter than this.
const SENTENCES: usize = 3;
const SHORT_SENTENCE: usize = 40;
/// A title is not longer, in bytes.
const MAX_TITLE: usize = 300;

/// What a document was recognised as.
#[derive(Debug, Clone)]
pub struct Recognised<'a> {
    /// The family.
    pub family: &'a Family,
    /// The kind.
    pub kind: Kind,
    /// The file that recognised it: of the family, or one that extends it.
    pub file: &'a str,
    /// The line of that file, counted from 1; 0 where no rule did.
    pub line: u32,
    /// Which tests held.
    pub because: Vec<String>,
    /// What was tried before and failed, in its order.
    pub tried: Vec<Attempt>,
}

/// A way to recognise a kind that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The name of the family.
    pub family: String,
    /// The kind.
    pub kind: Kind,
    /// How many of its tests held.
    pub held: usize,
    /// The first that did not.
    pub failed: String,
    /// Whether one that held is of words that hardly stand elsewhere: a title, rows of a table.
    pub is_telling: bool,
}

/// A first page as conditions are tried on it.
pub(super) struct FirstPage<'a> {
    /// The blocks of the page.
    pub(super) blocks: &'a [Block],
    /// How many blocks of contents stand before it.
    pub(super) start: usize,
    /// The blocks of the document.
    pub(super) all: &'a [Block],
    /// Short lines, folded, and each two neighbours as one: a title may be broken over two.
    lines: Vec<String>,
    /// All paragraphs, folded.
    sentences: OnceCell<Vec<String>>,
    /// The whole text, folded.
    text: OnceCell<String>,
}

impl<'a> FirstPage<'a> {
    pub(super) fn of(blocks: &'a [Block]) -> Self {
        let range = first_page(blocks);
        let start = range.start;
        let page = &blocks[range];
        let single: Vec<String> = page
            .iter()
            .filter(|block| block.role != Role::Note && block.text.len() <= MAX_TITLE)
            .map(|block| fold(block.body()))
            .collect();
        let pairs: Vec<String> = single.windows(2).map(|pair| pair.join(" ")).collect();
        FirstPage {
            blocks: page,
            start,
            all: blocks,
            lines: [single, pairs].concat(),
            sentences: OnceCell::new(),
            text: OnceCell::new(),
        }
    }

    fn has_line(&self, test: &LineTest) -> bool {
        self.lines.iter().any(|line| test.holds(line))
    }

    fn has_sentence(&self, test: &LineTest) -> bool {
        let sentences = self.sentences.get_or_init(|| {
            let bodies = self.blocks.iter().map(|block| fold(block.body()));
            bodies.collect()
        });
        sentences.iter().any(|sentence| test.holds(sentence))
    }

    /// The whole text, folded, with a space before and behind.
    fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let bodies = self.all.iter();
            let all: String = bodies.map(|block| fold(block.body()) + " \n ").collect();
            format!(" {all}")
        })
    }

    /// Tries conditions: which tests hold, and which do not.
    fn try_all(&self, when: &Conditions, family: &Family, rows: &[Area], told: bool) -> Trial {
        let mut trial = Trial {
            told,
            ..Trial::default()
        };
        if when.letter {
            let letter = self.lines.iter().any(|line| is_salutation(line));
            trial.note(letter, false, || {
                "a line that begins with `dear`".to_owned()
            });
        }
        for test in &when.lines {
            let holds = self.has_line(test);
            trial.note(holds, is_telling(test), || format!("a line {test}"));
        }
        for test in &when.sentences {
            let holds = self.has_sentence(test);
            trial.note(holds, is_telling(test), || format!("a sentence {test}"));
        }
        for area in &when.rows {
            trial.note(rows.contains(area), true, || format!("a row `{area}`"));
        }
        for area in &when.no_rows {
            trial.note(!rows.contains(area), false, || format!("no row `{area}`"));
        }
        // The whole text is looked at last, and only where all else holds.
        if trial.failed.is_empty() && !when.headings.is_empty() {
            let headed = front::headed(self.all, family);
            for area in &when.headings {
                trial.note(headed.contains(area), true, || {
                    format!("a heading with the grade of `{area}`")
                });
            }
        }
        if trial.failed.is_empty() {
            for test in &when.texts {
                let words = || {
                    let words: Vec<_> = test.words.iter().map(|word| word.trim()).collect();
                    format!("`{}` in the text", words.join("` or `"))
                };
                trial.note(test.holds(self.text()), false, words);
            }
        }
        trial
    }

    fn holds(&self, when: &Conditions, family: &Family, rows: &[Area]) -> bool {
        self.try_all(when, family, rows, false).failed.is_empty()
    }
}

#[derive(Default)]
struct Trial {
    /// Whether the tests are put in words.
    told: bool,
    held: Vec<String>,
    failed: Vec<String>,
    is_telling: bool,
}

impl Trial {
    fn note(&mut self, holds: bool, telling: bool, what: impl FnOnce() -> String) {
        self.is_telling |= holds && telling;
        let what = if self.told { what() } else { String::new() };
        match holds {
            true => self.held.push(what),
            false => self.failed.push(what),
        }
    }
}

/// Tells whether a test asks for words that hardly stand elsewhere: three or more side by side.
fn is_telling(test: &LineTest) -> bool {
    let mut phrases = test.starts.iter().chain(&test.contains);
    phrases.any(|phrase| phrase.split(' ').count() >= 3)
}

/// Tells whether a folded line begins a letter.
pub(super) fn is_salutation(line: &str) -> bool {
    line.starts_with("dear ")
}

/// Counts the blocks of pages at the front that are a list of contents, or a title before one.
fn contents_before(blocks: &[Block]) -> usize {
    let (mut start, mut read) = (0, 0);
    for page in blocks.chunk_by(|a, b| a.page == b.page).take(MOST_FRONT) {
        read += page.len();
        let entries: usize = page.iter().map(entries).sum();
        let others = page.iter().filter(|block| self::entries(block) == 0);
        if entries >= LEAST_ENTRIES && others.count() <= TITLES && read < blocks.len() {
            start = read;
        } else if page.len() > TITLES {
            break;
        }
    }
    start
}

/// Lists where a report may begin behind pages that say nothing: a cover, tables about the document, a list
/// of contents.
fn behind_front(blocks: &[Block]) -> impl Iterator<Item = usize> {
    let pages = blocks.chunk_by(|a, b| a.page == b.page).take(MOST_FRONT);
    let front = pages.take_while(|page| !says_something(page));
    let ends = front.scan(0, |read, page| {
        *read += page.len();
        Some(*read)
    });
    ends.filter(|end| *end < blocks.len())
}

/// Leaves out the pages in front of a report that is known only without them; keeps its title.
pub(super) fn without_front(blocks: &[Block], rules: &Rules) -> Option<Vec<Block>> {
    behind_front(blocks).find_map(|end| {
        let title = blocks[..end]
            .iter()
            .max_by(|a, b| a.setting.size.total_cmp(&b.setting.size));
        let kept: Vec<Block> = title.into_iter().chain(&blocks[end..]).cloned().collect();
        let page = FirstPage::of(&kept);
        let family = find(&page, rules, false)?.family;
        // What only quotes judgements does not state when it was inspected.
        let labels = &family.front.inspected;
        let mut lines = page.blocks.iter();
        let states = lines.any(|block| front::opening_in(&block.text, labels).is_some());
        (family.secondary.is_none() && states).then_some(kept)
    })
}

/// Tells whether a page has text that says something, as no cover does: a long sentence, or some short ones.
fn says_something(page: &[Block]) -> bool {
    let is_sentence = |block: &&Block| block.text.trim_end().ends_with('.');
    let lengths = || {
        page.iter()
            .filter(is_sentence)
            .map(|block| block.text.len())
    };
    lengths().any(|length| length >= LEAST_SENTENCE)
        || lengths().filter(|length| *length >= SHORT_SENTENCE).count() >= SENTENCES
}

/// Counts the lines of a list of contents in a block: dots lead from each to its page.
fn entries(block: &Block) -> usize {
    let digit = |text: &str| text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let leaders = block.text.split("....").skip(1);
    match block.role {
        Role::Contents => 1,
        _ => leaders
            .filter(|behind| digit(behind.trim_start_matches('.')))
            .count(),
    }
}

/// Tells which blocks are those of the first page, behind a list of contents that takes pages of its
/// own; a page of a few lines is a cover, and the next belongs to it.
pub(super) fn first_page(blocks: &[Block]) -> Range<usize> {
    let start = contents_before(blocks);
    let pages = blocks[start..].chunk_by(|a, b| a.page == b.page);
    let (mut count, mut length) = (0, 0);
    for page in pages.take(MOST_FRONT) {
        count += 1;
        length += page.len();
        if length > TITLES {
            break;
        }
    }
    let is_all = start + length == blocks.len();
    let length = match count {
        1 if is_all => length.min(FIRST_PAGE_BLOCKS),
        _ => length,
    };
    start..start + length
}

fn needs_rows(when: &Conditions) -> bool {
    !when.rows.is_empty() || !when.no_rows.is_empty()
}

/// Lists the areas that the first page names as headings of a family do.
fn rows(page: &FirstPage<'_>, family: &Family) -> Vec<Area> {
    let recognitions = family.recognitions.iter().map(|rules| &rules.when);
    let frameworks = family.frameworks.iter().map(|rules| &rules.when);
    if !recognitions.chain(frameworks).any(needs_rows) {
        return Vec::new();
    }
    front::rows(page.blocks, family)
}

/// Tells the kind. The order of the families matters: reports of one kind mention others.
///
/// What was tried is kept only where somebody asks: of documents that are none of an inspectorate's.
pub(super) fn recognise<'a>(page: &FirstPage<'_>, rules: &'a Rules) -> Option<Recognised<'a>> {
    let found = find(page, rules, false)?;
    match found.family.secondary {
        None => Some(found),
        Some(_) => explain(page, rules),
    }
}

/// Tells the kind, and all that was tried.
pub(super) fn explain<'a>(page: &FirstPage<'_>, rules: &'a Rules) -> Option<Recognised<'a>> {
    find(page, rules, true)
}

fn find<'a>(page: &FirstPage<'_>, rules: &'a Rules, told: bool) -> Option<Recognised<'a>> {
    let mut tried = Vec::new();
    for family in rules.families() {
        let rows = rows(page, family);
        for recognition in &family.recognitions {
            let trial = page.try_all(&recognition.when, family, &rows, told);
            let Some(failed) = trial.failed.into_iter().next() else {
                return Some(Recognised {
                    family,
                    kind: recognition.kind,
                    file: &recognition.file,
                    line: recognition.line,
                    because: trial.held,
                    tried,
                });
            };
            if !told {
                continue;
            }
            tried.push(Attempt {
                family: family.name.clone(),
                kind: recognition.kind,
                held: trial.held.len(),
                failed,
                is_telling: trial.is_telling,
            });
        }
    }
    None
}

/// Tells the framework of a document of a family, by its first page and the day of inspection.
pub(super) fn framework<'a>(
    page: &FirstPage<'_>,
    family: &'a Family,
    day: Option<Date>,
) -> Option<&'a FrameworkRules> {
    let mut rows = rows(page, family);
    // A table may be read amiss, or stand elsewhere.
    if family
        .frameworks
        .iter()
        .any(|rules| needs_rows(&rules.when))
    {
        rows.extend(front::headed(page.all, family));
    }
    family.frameworks.iter().find(|rules| {
        let in_time = match day {
            Some(day) => {
                rules.since.is_none_or(|since| since <= day)
                    && rules.until.is_none_or(|until| day <= until)
            }
            None => rules.since.is_none() && rules.until.is_none(),
        };
        in_time && page.holds(&rules.when, family, &rows)
    })
}

impl Recognised<'_> {
    /// Returns the attempt that came nearest, where the document is nearly of its kind.
    pub fn nearly(&self) -> Option<&Attempt> {
        let near = self.tried.iter().filter(|attempt| attempt.is_telling);
        near.max_by_key(|attempt| attempt.held)
    }
}

impl fmt::Display for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} ({}): there is not {}",
            self.kind, self.family, self.failed
        )
    }
}

/// Says whether a framework's reports give an overall grade; those of none may.
pub(super) fn has_overall(rules: Option<&FrameworkRules>) -> bool {
    rules.is_none_or(|rules| rules.has_overall)
}
