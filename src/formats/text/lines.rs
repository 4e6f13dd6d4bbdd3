//! Lines of plain text as programs leave them: headings in frames of signs, labels on lines of their own,
//! and heads and feet of pages among the text, with nothing else that parts pages.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::formats::blocks::running;

/// What parts pages.
const FORM_FEED: char = '\u{C}';
/// Signs in which headings are framed.
const FRAMES: [char; 3] = ['=', '*', '#'];
/// A heading in a frame has no more lines.
const HEADING: usize = 3;
/// A heading is not longer, in bytes.
const LONGEST: usize = 200;
/// So many ends of pages tell.
const LEAST: usize = 3;
/// A number with its full stop is not longer, in bytes.
const LABEL: usize = 4;
/// Ends of pages are so many lines apart at least.
const PAGE: usize = 12;
/// What numbers in a row are for stands within so many lines.
const REACH: usize = 150;
/// A line that is not longer is hardly one of a paragraph, in bytes.
const SHORT: usize = 40;
/// So many lines that go on tell that they end in a space.
const SPACED: usize = 10;
/// Bullets that may stand on a line of their own.
const BULLETS: &str = "•▪■●◦○";

/// Returns a text with its headings apart and without frames, labels before what they are for, and a form
/// feed where heads and feet tell that a page ended.
pub(in crate::formats) fn mended(text: &str) -> Cow<'_, str> {
    let all: Vec<&str> = text.split('\n').collect();
    let lines = without_gaps(&all);
    let running = match text.contains(FORM_FEED) {
        true => HashSet::new(),
        false => running(&lines),
    };
    let mut mended: Vec<Cow<'_, str>> = Vec::with_capacity(lines.len());
    let mut is_changed = lines.len() < all.len();
    let mut last = None;
    let mut is_crowded = false;
    let mut numbers: HashMap<usize, u32> = HashMap::new();
    let counts = OnceCell::new();
    let mut at = 0usize;
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at.saturating_add(1)..).unwrap_or_default();
        let mut taken = 1usize;
        if running.contains(&at) {
            is_changed = true;
            // Heads follow feet.
            if !ends_in_turn(&mended) {
                mended.push(Cow::Borrowed("\u{C}"));
            }
        } else if let Some(number) = numbers.get(&at) {
            is_changed = true;
            is_crowded = false;
            mended.push(Cow::Owned(format!("{number}. {}", line.trim_start())));
        } else if let Some((heading, count)) = framed(line, rest) {
            is_changed = true;
            taken = count;
            is_crowded = false;
            mended.extend([Cow::Borrowed(""), Cow::Owned(heading), Cow::Borrowed("")]);
        } else if let Some((whole, count)) = labelled(line, rest)
            && !is_crowded
            && number(line).is_none_or(|number| follows(number, last))
        {
            is_changed = true;
            taken = count;
            last = number(line).or(last);
            mended.push(Cow::Owned(whole));
        } else {
            let next = rest
                .iter()
                .map(|line| line.trim())
                .find(|line| !line.is_empty());
            let is_in_row = is_crowded || next.is_some_and(is_label);
            if !line.trim().is_empty() {
                is_crowded = is_label(line.trim());
            }
            // Numbers that stand in a row are not beside what they are for.
            if is_crowded
                && is_in_row
                && let Some(first) = number(line)
            {
                is_changed = true;
                if follows(first, last) {
                    let row = in_row(&lines, counts.get_or_init(|| counted(&lines)), at, first);
                    let next = u32::try_from(row.len())
                        .ok()
                        .and_then(|count| first.checked_add(count));
                    if !row.is_empty() {
                        last = next.and_then(|next| next.checked_sub(1));
                    }
                    numbers.extend(row.into_iter().zip(first..));
                }
                at = at.saturating_add(1);
                continue;
            }
            if let Some(number) = number(line).filter(|number| follows(*number, last)) {
                last = Some(number);
            }
            mended.push(plain(line));
            is_changed |= matches!(mended.last(), Some(Cow::Owned(_)));
        }
        at = at.saturating_add(taken);
    }
    match is_changed {
        true => Cow::Owned(mended.join("\n")),
        false => Cow::Borrowed(text),
    }
}

/// Leaves out blank lines inside paragraphs, where lines that go on end in a space and paragraphs do not.
fn without_gaps<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let ends_in_space = |line: &str| {
        let bare = line.trim_end_matches('\r');
        let word = bare.strip_suffix(' ');
        word.is_some_and(|word| word.ends_with(|c: char| !c.is_whitespace()))
    };
    let pairs = || {
        lines
            .windows(2)
            .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
    };
    let full = lines.iter().filter(|line| !line.trim().is_empty());
    let full: Vec<&str> = full.copied().collect();
    let next_to = || {
        full.windows(2)
            .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
    };
    let going_on = || next_to().filter(|(_, next)| next.starts_with(char::is_lowercase));
    let spaced = going_on().filter(|(line, _)| ends_in_space(line)).count();
    let ending =
        pairs().filter(|(line, next)| line.trim_end().ends_with('.') && next.trim().is_empty());
    let (gaps, ends) = ending.fold((0usize, 0usize), |(gaps, ends), (line, _)| {
        let is_gap = usize::from(ends_in_space(line));
        (gaps.saturating_add(is_gap), ends.saturating_add(1))
    });
    let is_habit = spaced >= SPACED
        && spaced.saturating_mul(2) >= going_on().count()
        && gaps.saturating_mul(5) <= ends;
    if !is_habit {
        return lines.to_vec();
    }
    let mut kept: Vec<&str> = Vec::with_capacity(lines.len());
    let mut last = "";
    let mut behind = full.iter().map(|line| line.trim()).peekable();
    for &line in lines {
        if !line.trim().is_empty() {
            behind.next();
        }
        if line.trim().is_empty() && !line.contains(FORM_FEED) {
            let next = behind.peek();
            let goes_on = next.is_some_and(|next| next.starts_with(char::is_lowercase));
            if ends_in_space(last) || goes_on && !last.trim().is_empty() && !ends_sentence(last) {
                continue;
            }
        }
        last = line;
        kept.push(line);
    }
    kept
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['.', ':', ';', '?', '!'])
}

/// Finds the heads and feet of pages, which are far apart.
fn running(lines: &[&str]) -> HashSet<usize> {
    let places = running::places(&lines.iter().copied().map(Some).collect::<Vec<_>>());
    let mut sorted: Vec<usize> = places.iter().copied().collect();
    sorted.sort_unstable();
    let far = sorted.chunk_by(|a, b| b.saturating_sub(*a) < PAGE).count();
    match far >= LEAST {
        true => places,
        false => HashSet::new(),
    }
}

/// Tells whether nothing but empty lines stands behind the last turn of a page.
fn ends_in_turn(lines: &[Cow<'_, str>]) -> bool {
    let last = lines
        .iter()
        .rev()
        .find(|line| line.as_ref() == "\u{C}" || !line.trim().is_empty());
    last.is_some_and(|last| last == "\u{C}")
}

/// Reads a heading in a frame of signs, `== Visit ==`, or behind signs, `## Visit`, and tells how many lines
/// it takes.
fn framed(line: &str, rest: &[&str]) -> Option<(String, usize)> {
    let line = line.trim();
    let sign = line.chars().next().filter(|sign| FRAMES.contains(sign))?;
    let text = line.trim_start_matches(sign);
    let signs = line.len().saturating_sub(text.len());
    // A single star is a bullet.
    let begins = text.strip_prefix(' ')?.trim_start();
    if signs < 2 && sign == '*' || !begins.starts_with(char::is_alphanumeric) {
        return None;
    }
    let frame = String::from_iter([' '].into_iter().chain(std::iter::repeat_n(sign, signs)));
    let mut heading = begins.to_owned();
    for (count, next) in (1..=HEADING).zip(rest.iter().map(Some).chain([None])) {
        if let Some(heading) = heading.strip_suffix(&frame) {
            return (heading.len() <= LONGEST).then(|| (heading.trim().to_owned(), count));
        }
        match next.map(|next| next.trim()) {
            Some(next) if !next.is_empty() && count < HEADING => {
                heading.push(' ');
                heading.push_str(next);
            }
            _ => break,
        }
    }
    (begins.len() <= LONGEST).then(|| (begins.to_owned(), 1))
}

/// Puts a label that stands on a line of its own before the line that it is for, and tells how many lines
/// both take.
fn labelled(line: &str, rest: &[&str]) -> Option<(String, usize)> {
    let label = line.trim_end();
    if !is_label(label.trim_start()) {
        return None;
    }
    let blank = usize::from(rest.first()?.trim().is_empty());
    let text = rest.get(blank)?.trim();
    let is_text = text.starts_with(|c: char| c.is_alphabetic() || "‘“'\"(".contains(c));
    let taken = blank.saturating_add(2);
    is_text.then(|| (format!("{label} {text}"), taken))
}

/// Counts how often each line stands in a text.
fn counted<'t>(lines: &[&'t str]) -> HashMap<&'t str, u32> {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for line in lines {
        let count = counts.entry(line.trim()).or_default();
        *count = count.saturating_add(1);
    }
    counts
}

/// Finds the lines that numbers in a row are for: the row begins on a line, and as many paragraphs follow
/// it before the next number. How often lines stand in the text is told.
fn in_row(lines: &[&str], recurring: &HashMap<&str, u32>, from: usize, first: u32) -> Vec<usize> {
    let mut next = first;
    let mut found = Vec::new();
    let mut is_finished = true;
    let mut is_apart = true;
    for (at, line) in lines.iter().enumerate().skip(from).take(REACH) {
        let text = line.trim();
        if text.is_empty() {
            is_apart = true;
            continue;
        }
        match number(text) {
            Some(number) if found.is_empty() && is_label(text) && number == next => {
                next = next.saturating_add(1);
            }
            Some(number) if number == next => break,
            _ => {
                let begins = text.starts_with(|c: char| c.is_uppercase() || "‘“'\"".contains(c));
                // Heads and feet of pages recur.
                let is_own = recurring.get(text).is_none_or(|count| *count < 2);
                if begins && is_apart && is_finished && text.len() > SHORT && is_own {
                    found.push(at);
                }
                // What is set apart is an item or a heading, and no sentence.
                is_finished = text.ends_with(['.', '?', '!']) || text.len() <= SHORT;
            }
        }
        is_apart = false;
    }
    let count = next.saturating_sub(first);
    match u32::try_from(found.len()) {
        Ok(found_count) if found_count == count => found,
        _ => Vec::new(),
    }
}

/// Tells whether a line is nothing but a label.
fn is_label(line: &str) -> bool {
    let mut letters = line.chars();
    let is_bullet = letters.next().is_some_and(|first| BULLETS.contains(first));
    let is_number = line.ends_with('.') && number(line).is_some();
    is_bullet && letters.next().is_none() || is_number && line.len() <= LABEL
}

/// Returns the number with which a line begins.
fn number(line: &str) -> Option<u32> {
    let (number, rest) = line.trim().split_once('.')?;
    let is_number =
        (1..LABEL).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let is_apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (is_number && is_apart)
        .then(|| number.parse().ok())
        .flatten()
}

/// Tells whether a number is the next of a list, or begins one.
fn follows(number: u32, last: Option<u32>) -> bool {
    number == 1 || last.and_then(|last| last.checked_add(1)) == Some(number)
}

/// Returns a line without the stars that make letters bold.
fn plain(line: &str) -> Cow<'_, str> {
    let mut parts = line.split("**");
    let is_bold = |part: &str| !part.is_empty() && part.trim() == part && !part.contains('*');
    let bold = parts.clone().skip(1).step_by(2);
    let count = parts.clone().count();
    match count > 2 && count % 2 == 1 && bold.clone().all(is_bold) {
        true => Cow::Owned(parts.by_ref().collect()),
        false => Cow::Borrowed(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// MuPDF writes blank lines where a line is set in, and a space behind lines that go on.
    #[test]
    fn blank_lines_inside_paragraphs() {
        let others = "Plans are made.\n\n".repeat(5);
        let paragraph = others.clone() + "1. Plans are read in \nthe team. \n\nThey are kept.\n\n";
        let text = paragraph.repeat(12) + "Emotional well-\n\nbeing is\n\nhelped.\n";
        let whole = others + "1. Plans are read in \nthe team. \nThey are kept.\n\n";
        let whole = whole.repeat(12) + "Emotional well-\nbeing is\nhelped.\n";
        assert_eq!(mended(&text), whole);
        // Where lines end alike, blank lines part paragraphs.
        let text = "Plans are read in \nthe team. \n\nThey are kept. \n\n".repeat(12);
        assert_eq!(mended(&text), text);
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(mended(text), expected, "{text:?}");
    }

    #[test]
    fn frames_come_off_headings() {
        check("== Plans ==\nThey are made.", "\nPlans\n\nThey are made.");
        check("## Plans", "\nPlans\n");
        check(
            "a\n***** Plans for\nchildren *****\nb",
            "a\n\nPlans for children\n\nb",
        );
        check("** Plans\nThey are", "\nPlans\n\nThey are");
        check("**Lead inspector:** A **b**", "Lead inspector: A b");
        for text in [
            "* a\n* b",
            "**Plans are",
            "2 ** 3 ** 4",
            "=====\nText",
            "*** *",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn labels_stand_before_their_text() {
        check(
            "1.\nPlans\n\n2.\n\nVisits\n•\nHelp",
            "1. Plans\n\n2. Visits\n• Help",
        );
        check("1.\n\n2.\n\nPlans", "\n\nPlans");
        let [plans, visits] =
            ["Plans", "Visits"].map(|of| format!("{of} are {} in time.", "seen ".repeat(9)));
        let head = "Inspection of the services of Ambleford for all";
        let text = |numbers: &str, labels: [&str; 2]| {
            let [first, second] = labels;
            let paragraphs = format!("{first}{plans}\n\n{head}\n\n• item\n\n{second}{visits}");
            format!("{numbers}\n{paragraphs}\n\n3. Help\n{head}")
        };
        check(&text("1.\n2.\n", ["", ""]), &text("", ["1. ", "2. "]));
        for text in ["1\nPlans", "1.", "In 2022.\nPlans"] {
            check(text, text);
        }
    }

    #[test]
    fn heads_and_feet_part_pages() {
        let page = |number: u32| {
            let first = ["Help", "Care", "Work"][number as usize - 1];
            let lines = format!("{first} is early.\n").repeat(15);
            format!("Invented\n{lines}{first} and\nAford {number}\n")
        };
        let text = format!("{}{}{}seen.", page(1), page(2), page(3));
        let mended = mended(&text);
        assert!(mended.contains("Help and\n\u{C}\nCare is") && mended.contains("\u{C}\nWork is"));
        assert!(mended.ends_with("Work and\n\u{C}\nseen.") && !mended.contains("Aford"));
        let near = "Stage 1\nStage 2\nStage 3\nText";
        check(near, near);
    }
}
