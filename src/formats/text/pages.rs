//! Plain text in pages, as programs write down what stands on the pages of a PDF: a form feed parts them,
//! and words stand about where they stood. It is read as pages are.

use std::collections::{HashMap, HashSet};

use crate::layout::{self, Block};
use crate::model::{Budget, Limit, Warned};
use crate::pdf::{Document, Run, ShownPage};

use super::cells;
use super::paragraphs::{
    ENOUGH, GAP, MARGIN, SIZE, WIDTH, begins_item, end, is_finished, is_heading, is_text,
    paragraphs, right, right_in_items,
};

/// What parts pages.
const FORM_FEED: char = '\u{C}';
/// Text that is wrapped has no longer lines, in bytes, ...
const WRAPPED: usize = 200;
/// ... but for one of so many, where a word that was broken is whole again, and with it two lines are one.
const JOINED: usize = 20;
/// How large headings are.
const LARGE: f32 = 13.0;
const PITCH: f32 = 12.0;
/// How large marks of notes are, and how far they are raised, in parts of the size.
const SMALL: f32 = 0.6;
const RAISED: f32 = 0.35;
/// How wide a tab is at most, in characters.
const TAB: usize = 8;
const SELDOM: usize = 15;
/// Heads and feet are among so many lines at either end of a page.
const EDGE: usize = 4;
/// What recurs stands on at least so many pages, ...
const FEWEST: usize = 2;
/// ... and on one of so many.
const SHARE: usize = 3;

/// Tells whether a text is one of pages whose lines end where they were full, or of lines alone: no empty
/// ones part its paragraphs.
pub(in crate::formats) fn has_pages(text: &str) -> bool {
    let lines = || text.split(['\n', FORM_FEED]);
    let blank = lines().filter(|line| line.trim().is_empty()).count();
    let all = lines().count();
    let has_lines_alone = all >= ENOUGH && blank.saturating_mul(SELDOM) < all;
    let long = lines().filter(|line| line.len() > WRAPPED).count();
    match text.contains(FORM_FEED) {
        true => long.saturating_mul(JOINED) < all.saturating_sub(blank),
        false => has_lines_alone && long == 0,
    }
}

/// Reads a text of pages into blocks.
pub(in crate::formats) fn blocks(text: &str, budget: &Budget) -> Warned<Vec<Block>> {
    let mut pages: Vec<Vec<String>> = text
        .split(FORM_FEED)
        .map(|page| page.lines().map(untabbed).collect())
        .collect();
    for page in &mut pages {
        cells::level(page);
    }
    let running = running(&pages);
    let mut document = Document::default();
    let right = right(&pages);
    let in_items = right_in_items(&pages, right);
    for (number, page) in (0..).zip(&pages) {
        let shown = |(line, _): &(u32, &String)| !running.contains(&(number, *line));
        let lines = (0..).zip(page).filter(shown).map(|(_, text)| text);
        let lines: Vec<&String> = lines.collect();
        // Where paragraphs end there is room for an empty line.
        let height = 2.0 * (MARGIN + lines.len() as f32 * PITCH);
        document.pages.push(ShownPage {
            width: 2.0 * MARGIN + WRAPPED as f32 * WIDTH,
            height,
            covered: 0.0,
        });
        let mut y = height - MARGIN;
        let marks = marks(page);
        let paragraphs = paragraphs(&lines, [right, in_items]);
        let behind = number.saturating_add(1);
        let next_page = pages.get(behind as usize).into_iter().flatten();
        let next = (0..)
            .zip(next_page)
            .filter(|(at, _)| !running.contains(&(behind, *at)))
            .map(|(_, line)| line.trim())
            .find(|line| !line.is_empty());
        let last_of_page = paragraphs
            .last()
            .and_then(|last| last.last())
            .filter(|_| !next.is_some_and(begins_item))
            .copied();
        for paragraph in &paragraphs {
            let bold = is_heading(paragraph, right);
            let is_table = !paragraph.iter().all(|line| is_text(line));
            for (at, line) in paragraph.iter().enumerate() {
                let is_last = at.saturating_add(1) == paragraph.len();
                let first = document.runs.len();
                add(&mut document, (number, y), line, &marks);
                let runs = document.runs.get_mut(first..).unwrap_or_default();
                for run in runs.iter_mut().filter(|_| bold) {
                    run.bold = true;
                    run.size *= LARGE / SIZE;
                }
                if let [.., run] = runs
                    && !is_table
                {
                    // How wide letters are is but estimated. An open sentence goes on on the next page.
                    let is_foot = last_of_page.is_some_and(|last| std::ptr::eq(last, *line));
                    let ends = is_last && (is_finished(line) || !is_foot);
                    run.x_end = if ends { end(line).min(right) } else { right };
                }
                if !budget.take(Limit::Runs, runs.len()) {
                    return layout::blocks(&document);
                }
                y -= PITCH;
            }
            y -= PITCH;
        }
    }
    layout::blocks(&document)
}

/// Finds the numbers of the notes at the foot of a page: each before its text, on a line of its own or not.
fn marks(page: &[String]) -> HashSet<String> {
    let mut marks = HashSet::new();
    let mut lines = page.iter().map(|line| line.trim()).peekable();
    while let Some(line) = lines.next() {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let (number, text) = line.split_at_checked(digits).unwrap_or_default();
        let text = match (text.is_empty(), lines.peek()) {
            (true, Some(next)) => next,
            _ => text.strip_prefix(' ').unwrap_or(text),
        };
        if (1..=2).contains(&digits) && text.starts_with(char::is_uppercase) {
            marks.insert(number.to_owned());
        }
    }
    marks
}

/// Parts a text behind a word to which the mark of a note sticks, and behind the mark.
fn marked<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str, &'t str)> {
    text.match_indices(mark).find_map(|(at, _)| {
        let (words, rest) = text.split_at_checked(at)?;
        let (mark, behind) = rest.split_at_checked(mark.len())?;
        let word = words.trim_end_matches(['.', ',', ';', ':', '’', ')']);
        let sticks = word.ends_with(char::is_lowercase);
        let ends = !behind.starts_with(|c: char| c.is_alphanumeric() || c == '.');
        (sticks && ends).then_some((words, mark, behind))
    })
}

/// Adds what stands on a line at a height of a page.
fn add(document: &mut Document, (page, y): (u32, f32), line: &str, marks: &HashSet<String>) {
    let mut column = 0usize;
    let mut rest = line;
    while !rest.trim().is_empty() {
        let text = rest.trim_start();
        let before = rest.chars().count().saturating_sub(text.chars().count());
        column = column.saturating_add(before);
        let (text, behind) = match text.find(GAP) {
            Some(at) => text.split_at_checked(at).unwrap_or((text, "")),
            None => (text.trim_end(), ""),
        };
        let mut next = text;
        while !next.is_empty() {
            let mark = marks.iter().find_map(|mark| marked(next, mark));
            let (words, mark, behind) = mark.unwrap_or((next, "", ""));
            for (text, raised) in [(words, false), (mark, true)] {
                let length = text.chars().count();
                if length == 0 {
                    continue;
                }
                let start = document.text.len();
                document.text.push_str(text);
                let x = MARGIN + column as f32 * WIDTH;
                let (y, size) = match raised {
                    true => (y + SIZE * RAISED, SIZE * SMALL),
                    false => (y, SIZE),
                };
                document.runs.push(Run {
                    text: start..document.text.len(),
                    x,
                    x_end: x + length as f32 * WIDTH,
                    ..Run::at(page, y, size)
                });
                column = column.saturating_add(length);
            }
            next = behind;
        }
        rest = behind;
    }
}

/// Writes tabs as spaces.
fn untabbed(line: &str) -> String {
    let mut untabbed = String::with_capacity(line.len());
    let mut column = 0usize;
    for c in line.chars() {
        let width = match c {
            '\t' => TAB.saturating_sub(column % TAB),
            _ => 1,
        };
        match c {
            '\t' => untabbed.extend(std::iter::repeat_n(' ', width)),
            c => untabbed.push(c),
        }
        column = column.saturating_add(width);
    }
    untabbed
}

/// Finds the lines that recur at the ends of pages but for their numbers: page and line.
fn running(pages: &[Vec<String>]) -> HashSet<(u32, u32)> {
    let mut places: HashMap<(bool, String), Vec<(u32, u32)>> = HashMap::new();
    for (number, page) in (0..).zip(pages) {
        let lines: Vec<(u32, &String)> = (0..)
            .zip(page)
            .filter(|(_, line)| !line.trim().is_empty())
            .collect();
        let first = lines.iter().take(EDGE);
        let last = lines.iter().rev().take(EDGE);
        let edges = first
            .map(|line| (true, line))
            .chain(last.map(|line| (false, line)));
        for (is_first, (line, text)) in edges {
            let letters = text
                .chars()
                .filter(|c| !c.is_whitespace() && !c.is_numeric());
            let place = places.entry((is_first, letters.collect())).or_default();
            place.push((number, *line));
        }
    }
    let least = FEWEST.max(pages.len() / SHARE);
    let recurring = places.into_values().filter(|places| {
        let on: HashSet<u32> = places.iter().map(|(page, _)| *page).collect();
        on.len() >= least
    });
    recurring.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Role;

    fn check(text: &str, expected: &[&str]) {
        assert!(has_pages(text));
        let blocks = blocks(text, &Budget::default()).value;
        let told = blocks.iter().map(|block| match block.cell {
            Some(cell) => format!("{}.{} {}", cell.row, cell.column, block.text),
            None => format!("{} {}", block.page, block.text),
        });
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }

    /// Lines of items end earlier than others where nothing says that they are set in, and what recurs on
    /// pages stands between an item and the next.
    #[test]
    fn items_are_parted_at_the_ends_of_their_own_lines() {
        let lamps = [
            "amber", "blue", "coral", "dun", "ebony", "fawn", "green", "hazel", "ivory", "jade",
            "khaki", "lilac", "mauve", "navy", "ochre",
        ];
        let item = |number: u32| {
            let lamp = lamps[number as usize - 1];
            format!(
                "{number}. The {lamp} lamps are lit early by those they know. Those\n\
                 who light the {lamp} lamps write down what it is that each\n\
                 of the {lamp} ones hopes to change, and they come back to\n\
                 it. The {lamp} plans are kept in a book.\n"
            )
        };
        let head = "Inspection of Ambleford local authority children’s services\n";
        let long = "Children in Ambleford receive help of a good standard and they are seen\n\
                    in time, and senior leaders have stayed since the last inspection there.\n";
        let page = |from: u32| head.to_owned() + &(from..from + 5).map(item).collect::<String>();
        let text = [page(1), page(6), page(11)].map(|page| page + long);
        let blocks = blocks(&text.join("\u{C}"), &Budget::default()).value;
        let items = blocks.iter().filter(|block| block.role == Role::ListItem);
        let items: Vec<&str> = items.map(|block| block.text.as_str()).collect();
        let whole = |number: u32| item(number).trim_end().replace('\n', " ");
        let told: Vec<bool> = (1..)
            .zip(&items)
            .map(|(at, text)| text.starts_with(&whole(at)))
            .collect();
        assert_eq!(told, [true; 15], "{items:?}");
    }

    #[test]
    fn lines_are_those_of_pages() {
        check(
            "                          Invented\n\n\
             Judgement                 Grade\n\
             The impact of leaders     Good\n\
             on practice\n\
             Overall effectiveness     Good\n\n\
             What was found in every part of the service that was seen:\n\
             1.  Help is early, and families are seen in good time by those whom\n\
             \x20   they know.\n\
             2.  Plans are clear, and their reviews are held in time, though not all\n\
             \x20   of them\n\
             \n\
             Inspection of Ambleford                                   1\n\
             \u{C}                          Invented\n\n\
             \x20   are shared with those who need them in the school and in the home.\n\
             \n\
             Inspection of Ambleford                                   2\n\
             \u{C}",
            &[
                "0.0 Judgement",
                "0.1 Grade",
                "1.0 The impact of leaders on practice",
                "1.1 Good",
                "2.0 Overall effectiveness",
                "2.1 Good",
                "1 What was found in every part of the service that was seen:",
                "1 1. Help is early, and families are seen in good time by those whom they know.",
                "1 2. Plans are clear, and their reviews are held in time, though not all of them \
                 are shared with those who need them in the school and in the home.",
            ],
        );
    }

    #[test]
    fn lines_alone() {
        let paragraph = "Families are seen in good time by those whom they know, and what is\n\
             seen is told to them. It is good. Plans that were made in the spring are\n\
             kept.\n";
        let item = |number| format!("{number}. {paragraph}");
        let items: Vec<String> = (1..12).map(item).collect();
        let text = format!(
            "Inspection of Ambleford\nDates: 1 to 5 May 2023\n{}",
            items.concat()
        );
        let whole = paragraph.trim().replace('\n', " ");
        let mut expected = vec![
            "1 Inspection of Ambleford".to_owned(),
            "1 Dates: 1 to 5 May 2023".to_owned(),
        ];
        expected.extend((1..12).map(|number| format!("1 {number}. {whole}")));
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check(&text, &expected);
    }

    #[test]
    fn a_full_line_before_a_heading_or_a_note() {
        let line = "Families are seen in good time by those whom they know, and it is well.";
        let text = format!(
            "{line}\nWhat needs to improve\n1. {line}\n{line}\n1The words of the law.\n\u{C}"
        );
        let both = format!("1 1. {line} {line}");
        let first = format!("1 {line}");
        check(
            &text,
            &[
                &first,
                "1 What needs to improve",
                &both,
                "1 1The words of the law.",
            ],
        );
    }

    #[test]
    fn sentences_go_on_behind_empty_lines_and_items_hang() {
        let line = "Families are seen in good time by those whom they know, and it is well";
        let text = format!(
            "1. {line}.\n   That was all.\n   {line}\n\n   done. Plans are made.\n\n\
             2. {line}.\n\u{C}"
        );
        let first = format!("1 1. {line}. That was all. {line} done. Plans are made.");
        let second = format!("1 2. {line}.");
        check(&text, &[&first, &second]);
    }

    #[test]
    fn marks_of_notes_come_off_words() {
        let line = "Families are seen in good time by those whom they know, and it is well.";
        check(
            &format!("What was found1\n{line}2\n{line} Room5\n\n1 By law.\n2\nBy all.\n\u{C}"),
            &[
                "1 What was found",
                &format!("1 {line} {line} Room5"),
                "1 1 By law.",
                "1 2",
                "1 By all.",
            ],
        );
    }

    #[test]
    fn a_letter_begins_on_a_line_of_its_own() {
        let line = "Families are seen in good time by those whom they know, and it is well.";
        let lines = format!("{line}\n").repeat(9);
        let text = format!(
            "1 May 2023\nAnn Example, Director of Services, Ambleford Borough Council and Schools\n\
             Dear Ambleford Borough Council and Health Partnership\n\
             Joint inspection of Ambleford\n{lines}\u{C}"
        );
        let last = format!("1 {}", [line; 9].join(" "));
        check(
            &text,
            &[
                "1 1 May 2023",
                "1 Ann Example, Director of Services, Ambleford Borough Council and Schools",
                "1 Dear Ambleford Borough Council and Health Partnership",
                "1 Joint inspection of Ambleford",
                &last,
            ],
        );
    }

    /// Where a word was broken at the end of a line, some programs write both lines as one.
    #[test]
    fn a_long_line_is_no_reason() {
        let line = "Families are seen in good time by those whom they know, and it is well";
        let long = [line; 4].join(" ");
        let text = format!("What was found\n{long}\n{line}.\n").repeat(2) + "\u{C}";
        assert!(!has_pages(&text));
        let lines = format!("What was found\n{line}.\n").repeat(30);
        let first = format!("{long} {line}.");
        let text = format!("What was found\n{long}\n{line}.\n{lines}\u{C}");
        assert!(has_pages(&text));
        let blocks = blocks(&text, &Budget::default()).value;
        assert_eq!(blocks[0].text, "What was found");
        assert_eq!(blocks[1].text, first);
    }

    #[test]
    fn paragraphs_of_one_line_are_no_pages() {
        let text = format!("{}\n\u{C}Next.\n", "Help is early. ".repeat(20));
        assert!(!has_pages(&text));
        assert!(!has_pages("Help is early.\n"));
    }
}
