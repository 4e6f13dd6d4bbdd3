//! Front matter: title, dates, identifiers and the judgement table.

use std::borrow::Cow;

use crate::gazetteer::{fold, fold_opening};
use crate::layout::{Block, Mark, Role};
use crate::model::{Area, Date, DateSpan, Grade};
use crate::rules::{Family, FrontEnd, FrontRules, Meaning};

use super::dates::{self, Order};
use super::flat_table;
use super::heading::{Near, heading, near, numbered};

/// How many blocks of a first page may belong to its title.
const MAX_TITLE_BLOCKS: usize = 8;

/// How much of a text is folded to see how it begins, in bytes: more than is looked for.
const OPENING: usize = 60;

/// Two sizes that differ by less, in points, are the same.
const SAME_SIZE: f32 = 0.5;

/// A name takes no more lines.
const MAX_NAME_LINES: usize = 3;

/// The sentence that gives the overall grade is not longer, in bytes.
const MAX_SENTENCE: usize = 160;

/// What the first page says about a report.
#[derive(Debug, Clone, Default)]
pub(super) struct Front {
    pub(super) title: String,
    pub(super) inspection: Option<DateSpan>,
    pub(super) published: Option<Date>,
    pub(super) overall: Option<Grade>,
    /// Grades by area as the table gives them, in its order.
    pub(super) table: Vec<(Area, Grade)>,
    /// Rows that were read as what they nearly are.
    pub(super) near: Vec<Near>,
    /// Index of the first block behind the front matter, among those of the first page.
    pub(super) end: usize,
}

/// Reads the front matter of an inspectorate's own document: the blocks of its first page, where the
/// rules look further, all, and of those `behind` the page what its table goes on with; `named` is the day of publication as the file's name or metadata has it.
pub(super) fn read(
    blocks: &[Block],
    all: &[Block],
    behind: &[Block],
    family: &Family,
    named: Option<Date>,
) -> Front {
    let rules = &family.front;
    let mut front = Front {
        title: title(blocks, rules),
        published: published(blocks, rules),
        ..Front::default()
    };
    if front.published.is_none() && rules.published_anywhere {
        front.published = published(all, rules);
    }
    let written = front.published.or(named);
    front.inspection = inspection(blocks, rules, written);
    if front.inspection.is_none() && rules.inspected_anywhere {
        front.inspection = inspection(all, rules, written);
    }
    front.inspection = front.inspection.or_else(|| last_day(blocks, rules));
    let mut table_end = behind_row(blocks, read_table(blocks, family, &mut front));
    if front.table.is_empty()
        && let Some(table) = flat_table::read(blocks, family)
    {
        for (area, grade) in table.rows {
            match area == Area::OVERALL {
                true => front.overall = Some(grade),
                false => front.table.push((area, grade)),
            }
        }
        table_end = table.end;
    }
    let goes_on = match front.table.is_empty() {
        // The table may stand at the top of the next page as a whole.
        true => {
            let cells = behind.iter().take_while(|block| block.cell.is_some());
            read_table(&behind[..cells.count()], family, &mut front)
        }
        false if is_at_end(blocks, table_end) => rows_behind(behind, family, &mut front),
        false => 0,
    };
    front.overall = front.overall.or_else(|| overall_sentence(blocks, family));
    front.end = match &rules.end {
        FrontEnd::Nowhere => 0,
        FrontEnd::Table if goes_on > 0 => blocks.len() + goes_on,
        FrontEnd::Table if table_end > 0 => table_end,
        // Where there is none, or none that can be read, the labels tell.
        FrontEnd::Table => behind_openings(blocks, &rules.title_until),
        FrontEnd::Page => end_of_page(blocks, family),
        FrontEnd::Behind(openings) => behind_openings(blocks, openings),
        FrontEnd::Before(openings) => blocks
            .iter()
            .position(|block| opening_in(&block.text, openings).is_some())
            .unwrap_or_else(|| end_of_page(blocks, family)),
    };
    front
}

/// Returns where the row ends in which a place is: a further column may tell the grades of another time.
fn behind_row(page: &[Block], end: usize) -> usize {
    let row = |block: &Block| block.cell.map(|cell| (cell.table, cell.row));
    let last = end.checked_sub(1).and_then(|last| row(page.get(last)?));
    let rest = page.get(end..).unwrap_or_default();
    let same = rest
        .iter()
        .take_while(|block| last.is_some() && row(block) == last);
    end + same.count()
}

/// Tells whether nothing but notes and short lines, as feet have them, stands on a page behind a place.
fn is_at_end(page: &[Block], end: usize) -> bool {
    const FOOT_LINES: usize = 3;
    let rest = page.get(end..).unwrap_or_default();
    let lines = rest.iter().filter(|block| block.role != Role::Note);
    let is_foot = |block: &Block| block.text.len() <= OPENING && block.cell.is_none();
    end > 0 && lines.clone().count() <= FOOT_LINES && lines.clone().all(is_foot)
}

/// Reads the rows with which the table of the first page goes on at the top of the next; returns how many
/// blocks they take. A row gives the grade of what the table has not named yet.
fn rows_behind(behind: &[Block], family: &Family, front: &mut Front) -> usize {
    let mut end = 0;
    while let Some(block) = behind.get(end) {
        let Some(Meaning::Area(area, inline)) = heading(family, &block.text) else {
            break;
        };
        let beside = || family.scale.read(&behind.get(end + 1)?.text);
        let (grade, len) = match (inline, beside()) {
            (Some(grade), _) => (grade, 1),
            (None, Some(grade)) => (grade, 2),
            (None, None) => break,
        };
        let is_known = match area == Area::OVERALL {
            true => front.overall.is_some(),
            false => front.table.iter().any(|(known, _)| *known == area),
        };
        if is_known {
            break;
        }
        match area == Area::OVERALL {
            true => front.overall = Some(grade),
            false => front.table.push((area, grade)),
        }
        end += len;
    }
    end
}

/// Returns the index behind the front matter that takes the first page, up to the first heading that is
/// known: documents without pages have one alone.
fn end_of_page(page: &[Block], family: &Family) -> usize {
    let begins = |block: &Block| {
        let is_set_apart = matches!(block.role, Role::Heading(_)) || block.setting.bold;
        is_set_apart
            && block.cell.is_none()
            && matches!(
                heading(family, &block.text),
                Some(Meaning::Area(..) | Meaning::Section { .. })
            )
    };
    page.iter().position(begins).unwrap_or(page.len())
}

/// Returns the index behind the last block that begins with some folded words.
fn behind_openings(blocks: &[Block], openings: &[String]) -> usize {
    blocks
        .iter()
        .rposition(|block| opening_in(block.body(), openings).is_some())
        .map_or(0, |index| index + 1)
}

/// Returns the one of some folded words with which a text begins.
pub(super) fn opening_in<'a>(text: &str, openings: &'a [String]) -> Option<&'a str> {
    if openings.is_empty() {
        return None;
    }
    let line = fold_opening(text, OPENING);
    let mut openings = openings.iter().map(String::as_str);
    openings.find(|opening| {
        line.strip_prefix(opening.trim_end())
            .is_some_and(|rest| !opening.ends_with(' ') || rest.starts_with(' ') || rest.is_empty())
    })
}

/// Returns what stands behind a label: on its own line, in the next cell of the row, or in the
/// next block.
pub(super) fn labelled<'a>(
    blocks: &'a [Block],
    labels: &'a [String],
) -> impl Iterator<Item = (usize, &'a str, Option<&'a str>)> {
    blocks.iter().enumerate().filter_map(|(index, block)| {
        let label = opening_in(&block.text, labels)?;
        let behind = behind_words(&block.text, label.split(' ').count());
        Some((index, behind, beside(blocks, index)))
    })
}

/// Returns what stands beside a label, or below it where a row of labels stands above a row of
/// values.
fn beside(blocks: &[Block], index: usize) -> Option<&str> {
    let next = blocks.get(index + 1)?;
    if let Some(cell) = blocks[index].cell {
        let in_row = next
            .cell
            .is_some_and(|other| (other.table, other.row) == (cell.table, cell.row));
        if !in_row || next.text.trim_end().ends_with(':') {
            let below = blocks[index + 1..].iter().find(|other| {
                other.cell.is_some_and(|other| {
                    (other.table, other.column) == (cell.table, cell.column)
                        && other.row == cell.row + 1
                })
            });
            return below.map_or(Some(next.text.as_str()), |below| Some(below.text.as_str()));
        }
    }
    Some(&next.text)
}

/// Returns what stands behind so many words of a text.
fn behind_words(text: &str, words: usize) -> &str {
    let mut left = words;
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let is_of_word = c.is_alphanumeric() || matches!(c, '\'' | '’' | '.');
        if inside && !is_of_word {
            left -= 1;
            if left == 0 {
                let rest = &text[at..];
                // "dates", "date(s)": the label may have an ending of its own.
                let rest = rest.strip_prefix("(s)").unwrap_or(rest);
                let is_gap = |c: char| matches!(c, ':' | ')') || c.is_whitespace();
                return rest.trim_start_matches(is_gap);
            }
        }
        inside = is_of_word;
    }
    ""
}

/// Tells whether a folded line is the title of a report.
pub(super) fn is_title_line(line: &str, rules: &FrontRules) -> bool {
    rules.title.iter().any(|test| test.holds(line))
}

/// Returns the line that is the title, or joins the lines above the first label.
fn title(page: &[Block], rules: &FrontRules) -> String {
    let is_title = |block: &&Block| is_title_line(&fold(block.body()), rules);
    if let Some(block) = page.iter().find(is_title) {
        return block.text.clone();
    }
    // A title may be broken over two lines.
    let is_title = |pair: &&[Block]| {
        let line = fold(&format!("{} {}", pair[0].body(), pair[1].body()));
        line.len() < MAX_SENTENCE && is_title_line(&line, rules)
    };
    if let Some([first, second]) = page.windows(2).find(is_title) {
        return format!("{} {}", first.text, second.text);
    }
    if rules.title_largest
        && let Some(line) = largest(page)
    {
        return line;
    }
    let mut lines: Vec<&str> = Vec::new();
    for block in page.iter().take(MAX_TITLE_BLOCKS) {
        if opening_in(block.body(), &rules.title_until).is_some() {
            break;
        }
        // A sentence beside the title is none of it, nor what is said on how the file may be used.
        let is_sentence = block.text.trim_end().ends_with('.');
        let is_apart = is_marking(&block.text) || rules.title_apart.contains(&fold(&block.text));
        let is_line = block.role != Role::Note && block.text.len() < 250;
        if is_line && !is_sentence && !is_apart {
            lines.push(block.text.trim_end_matches([' ', '1']));
        }
    }
    if lines.is_empty() {
        return page
            .first()
            .map_or(String::new(), |block| block.text.clone());
    }
    lines
        .join(" – ")
        .replace(" – and – ", " and ")
        .replace("– and ", "and ")
}

/// Tells whether a line says how far a document is, or who may see it.
fn is_marking(line: &str) -> bool {
    const MARKINGS: [&str; 8] = [
        "draft",
        "not for publication",
        "embargo",
        "confidential",
        "official sensitive",
        "restricted",
        "strictly private",
        "private and confidential",
    ];
    let line = fold(line);
    let is_short = line.len() <= OPENING && !line.contains("inspection of");
    is_short && MARKINGS.iter().any(|marking| line.starts_with(marking))
}

/// Returns the line that is set largest, with the lines below that are set alike; or the first
/// heading, where sizes are not known.
pub(super) fn largest(page: &[Block]) -> Option<String> {
    let mut largest: Option<usize> = None;
    for (index, block) in page.iter().enumerate() {
        let is_larger = |known: usize| block.setting.size > page[known].setting.size;
        if block.role != Role::Note && largest.is_none_or(is_larger) {
            largest = Some(index);
        }
    }
    let start = largest?;
    let setting = page[start].setting;
    if setting.size == 0.0 {
        let heading = page.iter().find(|block| block.role == Role::Heading(1));
        return Some(heading?.text.trim().to_owned());
    }
    let alike = |block: &&Block| {
        (block.setting.size - setting.size).abs() < SAME_SIZE && block.setting.bold == setting.bold
    };
    let lines = page[start..].iter().take_while(alike).take(MAX_NAME_LINES);
    let lines: Vec<&str> = lines.map(|block| block.text.trim()).collect();
    Some(lines.join(" "))
}

/// Returns a text with the names of months that dates are read by.
fn with_months<'a>(text: &'a str, rules: &FrontRules) -> Cow<'a, str> {
    if rules.months.is_empty() {
        return Cow::Borrowed(text);
    }
    let words = text.split_whitespace().map(|word| {
        let folded = fold(word);
        let month = rules.months.iter().position(|month| *month == folded);
        month.map_or(word, |month| dates::MONTHS[month])
    });
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// Returns the order in which dates in digits stand.
pub(super) fn order(rules: &FrontRules) -> Order {
    match rules.month_first {
        true => Order::MonthFirst,
        false => Order::DayFirst,
    }
}

fn published(page: &[Block], rules: &FrontRules) -> Option<Date> {
    let labelled = labelled(page, &rules.published).find_map(|(index, behind, next)| {
        let date = |text: &str| dates::find_date(&with_months(text, rules), order(rules));
        date(&page[index].text).or_else(|| behind.is_empty().then(|| date(next?)).flatten())
    });
    let alone = || {
        let head = page
            .iter()
            .take_while(|block| !block.text.starts_with("Dear "));
        let lines = || page.iter().map(|block| block.text.as_str());
        head.filter(|block| block.text.len() <= OPENING)
            .find_map(|block| dates::date_of_letter(&block.text, order(rules)))
            .or_else(|| lines().find_map(|line| dates::whole_date_in(line, order(rules))))
    };
    labelled.or_else(|| rules.published_alone.then(alone).flatten())
}

/// Reads when an inspection was, from a label or a sentence on its first page.
pub(super) fn inspection(
    page: &[Block],
    rules: &FrontRules,
    published: Option<Date>,
) -> Option<DateSpan> {
    let labelled = labelled(page, &rules.inspected).find_map(|(index, _, next)| {
        // The dates may stand in the next cell or line.
        let here = with_months(&page[index].text, rules);
        let next = next.map(|next| with_months(next, rules));
        dates::find_broken_span(&here, next.as_deref(), order(rules), published)
            .or_else(|| dates::find_broken_span(next.as_deref()?, None, order(rules), published))
            .or_else(|| {
                let month = || dates::find_month(&here).or(dates::find_month(next.as_deref()?));
                rules.inspected_month.then(month).flatten()
            })
    });
    if labelled.is_some() || rules.inspected_sentences.is_empty() {
        return labelled;
    }
    let speaks = |block: &&Block| {
        let line = fold(&block.text);
        let mut tests = rules.inspected_sentences.iter();
        tests.any(|test| test.holds(&line))
    };
    page.iter()
        .filter(speaks)
        .find_map(|block| dates::find_broken_span(&block.text, None, order(rules), published))
}

/// Reads the day behind the label of the last day of an inspection.
fn last_day(page: &[Block], rules: &FrontRules) -> Option<DateSpan> {
    labelled(page, &rules.inspected_last).find_map(|(index, _, next)| {
        let find = |text: &str| dates::find_span(text, order(rules), None);
        find(&page[index].text).or_else(|| find(next?))
    })
}

/// Reads pairs of area and grade; returns the index behind the last of them.
fn read_table(page: &[Block], family: &Family, front: &mut Front) -> usize {
    let cells = cells(page);
    let mut end = 0;
    let mut in_rows = false;
    for (index, cell) in cells.iter().enumerate() {
        let (area, inline, near) = match row(family, &cells, index) {
            Some((Meaning::Area(area, inline), near)) => (area, inline, near),
            // What needs to improve stands below the table, and the areas themselves below that.
            Some((Meaning::Section { .. }, _)) if end > 0 => break,
            _ => continue,
        };
        if front.table.iter().any(|(other, _)| *other == area) {
            // Lines above a table that name its areas are a list of contents.
            if !in_rows && cell.row.is_some() {
                front.table.clear();
            } else {
                break;
            }
        }
        // Where the rules say how the front matter ends, findings begin behind that.
        let ends_here = matches!(family.front.end, FrontEnd::Table);
        let is_line = inline.is_some() && cell.row.is_none() && area != Area::OVERALL;
        if ends_here && is_line && begins_findings(&cells, index) {
            break;
        }
        let beside = cells
            .get(index + 1)
            .filter(|next| match (cell.row, next.row) {
                (Some(here), Some(there)) => here == there,
                (None, None) => inline.is_none(),
                _ => false,
            })
            .and_then(|next| {
                let whole = family.scale.read(&next.text);
                // The rest of its words may have been read as those of the cell before.
                let cut = || {
                    family
                        .scale
                        .begun(&next.text)
                        .filter(|_| next.row.is_some())
                };
                Some((whole.or_else(cut)?, next.end))
            });
        // The grades may stand in the first column.
        let before = || {
            let before = cells.get(index.checked_sub(1)?)?;
            let is_beside = cell.row.is_some() && before.row == cell.row;
            let grade = family.scale.read(&before.text).filter(|_| is_beside)?;
            Some((grade, cell.end))
        };
        let (grade, grade_end) = match (beside.or_else(before), inline) {
            (Some(beside), _) => beside,
            (None, Some(inline)) => (inline, cell.end),
            (None, None) => continue,
        };
        end = grade_end;
        in_rows = cell.row.is_some();
        front.near.extend(near);
        if area == Area::OVERALL {
            front.overall = Some(grade);
        } else {
            front.table.push((area, grade));
        }
    }
    end
}

/// Tells whether a line is the heading of an area, and no line of a table: a number follows it, or a
/// paragraph follows what is set as a heading.
fn begins_findings(cells: &[CellText], index: usize) -> bool {
    cells.get(index + 1).is_some_and(|next| {
        let is_numbered = next.name.len() < next.text.len();
        let is_paragraph = next.text.len() > MAX_SENTENCE;
        next.row.is_none() && (is_numbered || is_paragraph && cells[index].is_heading)
    })
}

/// Returns what the name in a cell means. A name that is nearly known is one if a grade stands
/// beside it.
fn row(family: &Family, cells: &[CellText], index: usize) -> Option<(Meaning, Option<Near>)> {
    let cell = &cells[index];
    if let Some(meaning) = heading(family, &cell.name) {
        return Some((meaning, None));
    }
    // Where names repeat, the number is part of them.
    if cell.name.len() < cell.text.len()
        && let Some(meaning @ Meaning::Area(..)) = heading(family, &cell.text)
    {
        return Some((meaning, None));
    }
    let next = cells.get(index + 1)?;
    let beside = cell.row.is_some() && cell.row == next.row;
    if !beside || family.scale.read(&next.text).is_none() {
        return None;
    }
    let (meaning, near) = near(family, &cell.name, cell.page)?;
    Some((meaning, Some(near)))
}

/// Lists the areas that the tables and lines of a first page name.
pub(super) fn rows(page: &[Block], family: &Family) -> Vec<Area> {
    let cells = cells(page);
    let named = (0..cells.len()).filter_map(|index| match row(family, &cells, index) {
        Some((Meaning::Area(area, _), _)) => Some(area),
        _ => None,
    });
    named.collect()
}

/// Lists the areas whose grades headings of a text give.
pub(super) fn headed(blocks: &[Block], family: &Family) -> Vec<Area> {
    let heads = |block: &&Block| !has_bullet(block) && block.text.len() <= MAX_SENTENCE;
    let lines: Vec<&Block> = blocks.iter().filter(heads).collect();
    let single = lines
        .iter()
        .map(|block| heading(family, &block.text).or_else(|| numbered(family, block)));
    // A heading may be broken over two or three lines.
    let broken = (2..=3).flat_map(|count| lines.windows(count)).map(|lines| {
        let texts: Vec<&str> = lines.iter().map(|block| block.text.as_str()).collect();
        heading(family, &texts.join(" "))
    });
    let graded = single.chain(broken).filter_map(|meaning| match meaning {
        Some(Meaning::Area(area, Some(_))) => Some(area),
        _ => None,
    });
    graded.collect()
}

fn has_bullet(block: &Block) -> bool {
    let mark = block.label.map(|label| label.mark);
    matches!(mark, Some(Mark::Bullet | Mark::SubBullet))
}

/// The text of a table cell, or of a block outside tables.
struct CellText {
    text: String,
    /// The text without the number of the row.
    name: String,
    /// Table and row.
    row: Option<(u32, u32)>,
    /// Whether it is set as a heading.
    is_heading: bool,
    /// Index behind its last block.
    end: usize,
    /// The physical page.
    page: u32,
}

/// Joins the blocks of each cell: a name or a grade may be broken over several.
fn cells(page: &[Block]) -> Vec<CellText> {
    let mut cells: Vec<CellText> = Vec::new();
    let mut last = None;
    let lines = page.iter().enumerate();
    for (index, block) in lines.filter(|(_, block)| block.role != Role::Contents) {
        match cells.last_mut() {
            Some(cell) if block.cell.is_some() && block.cell == last => {
                for text in [&mut cell.text, &mut cell.name] {
                    text.push(' ');
                    text.push_str(&block.text);
                }
                cell.end = index + 1;
            }
            _ => cells.push(CellText {
                text: block.text.clone(),
                name: row_name(block).to_owned(),
                row: block.cell.map(|cell| (cell.table, cell.row)),
                is_heading: matches!(block.role, Role::Heading(_)),
                end: index + 1,
                page: block.page,
            }),
        }
        last = block.cell;
    }
    cells
}

/// Returns the name in a row, without the row's number.
fn row_name(block: &Block) -> &str {
    match block.label {
        Some(label) if matches!(label.mark, Mark::Number(_) | Mark::Section(..)) => block.body(),
        _ => &block.text,
    }
}

/// Finds the overall grade in a sentence of the first page.
fn overall_sentence(page: &[Block], family: &Family) -> Option<Grade> {
    if family.front.overall.is_empty() {
        return None;
    }
    let lines = page.iter().filter(|block| block.role != Role::Note);
    lines.map(|block| fold(&block.text)).find_map(|line| {
        let mut tests = family.front.overall.iter();
        let speaks = tests.any(|test| {
            // What merely contains some words is a sentence of its own only if it is short.
            test.holds(&line) && (!test.starts.is_empty() || line.len() <= MAX_SENTENCE)
        });
        speaks.then(|| family.scale.spoken(&line)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::TableCell;

    #[test]
    fn a_table_ends_behind_the_last_column_of_its_last_row() {
        let cell = |row: u32, column: u32| {
            let mut block = Block::plain(Role::Paragraph, "Good".to_owned());
            block.cell = Some(TableCell {
                table: 0,
                row,
                column,
            });
            block
        };
        let text = Block::plain(Role::Paragraph, "Help is early.".to_owned());
        let page = [
            cell(0, 0),
            cell(0, 1),
            cell(1, 0),
            cell(1, 1),
            cell(1, 2),
            text,
        ];
        let check = |end: usize, expected: usize| assert_eq!(behind_row(&page, end), expected);
        check(4, 5);
        check(2, 2);
        check(6, 6);
        check(0, 0);
    }

    #[test]
    fn grades_may_stand_in_the_first_column() {
        let family = crate::rules::Rules::builtin().family("ilacs").unwrap();
        let rows = [
            ["Grade", "Judgement"],
            ["Good", "The experiences and progress of care leavers"],
            ["Inadequate", "Overall effectiveness"],
        ];
        let mut page = Vec::new();
        for (row, texts) in (0..).zip(rows) {
            for (column, text) in (0..).zip(texts) {
                let mut block = Block::plain(Role::Paragraph, text.to_owned());
                block.cell = Some(TableCell {
                    table: 0,
                    row,
                    column,
                });
                page.push(block);
            }
        }
        let mut front = Front::default();
        assert_eq!(read_table(&page, family, &mut front), 6);
        assert_eq!(front.table.len(), 1);
        let told = [front.table[0].1, front.overall.unwrap()].map(|grade| grade.to_string());
        assert_eq!(told, ["good", "inadequate"]);
    }

    #[test]
    fn a_title_holds_no_markings() {
        let rules = FrontRules {
            title_until: vec!["inspected".to_owned()],
            title_apart: vec!["better lives".to_owned()],
            ..FrontRules::default()
        };
        let lines = [
            "DRAFT – NOT FOR PUBLICATION",
            "Embargoed until 1 May 2025",
            "Better lives",
            "Ambleford Borough Council",
            "Draft inspection of services",
            "Inspected: 6 June 2015",
        ];
        let page = lines.map(|line| Block::plain(Role::Paragraph, line.to_owned()));
        assert_eq!(
            title(&page, &rules),
            "Ambleford Borough Council – Draft inspection of services"
        );
    }

    #[test]
    fn digits_are_read_in_the_order_that_the_rules_say() {
        let check = |month_first, expected: &str| {
            let rules = FrontRules {
                inspected: vec!["inspected".to_owned()],
                published: vec!["published".to_owned()],
                month_first,
                ..FrontRules::default()
            };
            let lines = [
                "Inspected: 06/01/2015 – 06/12/2015",
                "Published: 07/08/2015",
            ];
            let page = lines.map(|line| Block::plain(Role::Paragraph, line.to_owned()));
            let span = inspection(&page, &rules, None).unwrap();
            let published = published(&page, &rules).unwrap();
            assert_eq!(
                format!("{}..{}, {published}", span.start, span.end),
                expected
            );
        };
        check(false, "2015-01-06..2015-12-06, 2015-08-07");
        check(true, "2015-06-01..2015-06-12, 2015-07-08");
    }
}
