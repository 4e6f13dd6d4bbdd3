//! What pandoc and others add to markdown, written as other readers know it: fenced divisions, spans with
//! attributes, notes where they are referred to, tables drawn with characters, and orders to programs.

use std::borrow::Cow;

use crate::formats::text::table;

/// How the names of notes begin that stand where they are referred to.
const INLINE: &str = "inline-note-";
/// Lines that tell a program what to do, and are not printed.
const ORDERS: [&str; 8] = [
    "[TOC]",
    "[[TOC]]",
    "[[_TOC_]]",
    "{:toc}",
    "\\newpage",
    "\\pagebreak",
    "\\clearpage",
    "\\tableofcontents",
];
/// Signs for quotations of other kinds.
const ALERTS: [&str; 5] = [
    "[!NOTE]",
    "[!TIP]",
    "[!IMPORTANT]",
    "[!WARNING]",
    "[!CAUTION]",
];
/// A note where it is referred to is not longer, in bytes.
const MAX_NOTE: usize = 2_000;
/// What is raised or lowered is not longer, in bytes.
const MAX_RAISED: usize = 12;

/// Brings pandoc's markdown to the common one.
pub(super) fn to_common(text: &str) -> Cow<'_, str> {
    let is_marked = [":::", "]{", "+--", "+==", "---", "^", "~"]
        .iter()
        .chain(&ORDERS)
        .chain(&ALERTS)
        .any(|mark| text.contains(mark));
    if !is_marked {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut common = String::with_capacity(text.len());
    let mut in_code = false;
    let mut at = 0usize;
    let mut after_blank = true;
    let mut notes: Vec<String> = Vec::new();
    while let Some(line) = lines.get(at) {
        let trimmed = line.trim_start();
        in_code ^= trimmed.starts_with("```") || trimmed.starts_with("~~~");
        let table = match after_blank && !in_code {
            true => table::read(lines.get(at..).unwrap_or_default()),
            false => None,
        };
        after_blank = trimmed.is_empty();
        at = at.saturating_add(table.as_ref().map_or(1, |table| table.lines));
        match table {
            Some(table) => push_rows(&mut common, &table.rows),
            None if in_code => common.push_str(line),
            // A division parts paragraphs.
            None if trimmed.starts_with(":::") => {}
            None if is_order(trimmed.trim_end()) => {}
            None => push_line(&mut common, &raise(&without_notes(line, &mut notes))),
        }
        common.push('\n');
    }
    for (number, note) in (1..).zip(&notes) {
        common.push_str(&format!("\n[^{INLINE}{number}]: {note}\n"));
    }
    Cow::Owned(common)
}

/// Tells whether a line is an order, or the sign of a quotation of another kind.
fn is_order(line: &str) -> bool {
    let quoted = line.strip_prefix('>').map(str::trim);
    ORDERS.contains(&line) || quoted.is_some_and(|sign| ALERTS.contains(&sign))
}

/// Takes notes out of a line, `^[Text]`, and leaves marks that refer to them.
fn without_notes<'t>(line: &'t str, notes: &mut Vec<String>) -> Cow<'t, str> {
    if !line.contains("^[") {
        return Cow::Borrowed(line);
    }
    let mut without = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once("^[") {
        without.push_str(before);
        let Some((note, after)) = bracketed(behind).filter(|_| !before.ends_with('\\')) else {
            without.push_str("^[");
            rest = behind;
            continue;
        };
        notes.push(note.to_owned());
        without.push_str(&format!("[^{INLINE}{}]", notes.len()));
        rest = after;
    }
    without.push_str(rest);
    Cow::Owned(without)
}

/// Parts a text at the bracket that closes the one before it.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1usize;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at <= MAX_NOTE) {
        match c {
            '[' => depth = depth.saturating_add(1),
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            let (inner, rest) = text.split_at_checked(at)?;
            return Some((inner, rest.get(1..)?));
        }
    }
    None
}

/// Writes dashes as they are printed: `---` and `--`, but not where a word begins with them.
pub(super) fn with_dashes(text: &str) -> Cow<'_, str> {
    if !text.contains("--") {
        return Cow::Borrowed(text);
    }
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("--") {
        let (before, dashes) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let behind = dashes.trim_start_matches('-');
        let count = dashes.len().saturating_sub(behind.len());
        let is_alone = !before.ends_with(|c: char| !c.is_whitespace());
        let is_option = is_alone && behind.starts_with(char::is_alphanumeric);
        written.push_str(before);
        match count {
            2 if !is_option => written.push('–'),
            3 if !is_option => written.push('—'),
            _ => written.push_str(dashes.get(..count).unwrap_or_default()),
        }
        rest = behind;
    }
    written.push_str(rest);
    Cow::Owned(written)
}

fn push_rows(common: &mut String, rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    for (at, row) in rows.iter().enumerate() {
        for cell in row {
            common.push_str("| ");
            common.push_str(&cell.replace('|', "\\|"));
            common.push(' ');
        }
        common.push_str("|\n");
        if at == 0 {
            common.push_str(&"|---".repeat(columns));
            common.push_str("|\n");
        }
    }
}

/// Adds a line without the attributes of its spans, links and images.
fn push_line(common: &mut String, line: &str) {
    let begin = common.len();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('{') {
        let attributes = behind
            .split_once('}')
            .filter(|(attributes, _)| is_attributes(attributes));
        common.push_str(before);
        let Some((_, after)) = attributes.filter(|_| before.ends_with([']', ')', '`'])) else {
            common.push('{');
            rest = behind;
            continue;
        };
        // A span is no link: its brackets are not printed.
        let span = common.get(begin..).and_then(|text| text.strip_suffix(']'));
        if let Some(open) = span.and_then(|text| text.rfind('[')) {
            common.pop();
            common.remove(begin.saturating_add(open));
        }
        rest = after;
    }
    common.push_str(rest);
}

/// Marks what is raised as HTML does, and takes the marks from what is lowered: `m^2^`, `CO~2~`.
fn raise(line: &str) -> Cow<'_, str> {
    if !line.contains(['^', '~']) {
        return Cow::Borrowed(line);
    }
    let mut raised = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['^', '~']) {
        let (before, behind) = rest.split_at(at);
        let mark = if behind.starts_with('^') { "^" } else { "~" };
        let behind = behind.get(1..).unwrap_or_default();
        raised.push_str(before);
        let inner = behind.split_once(mark).filter(|(inner, after)| {
            let is_word = inner
                .chars()
                .all(|c| c.is_alphanumeric() || ",-−*".contains(c));
            let is_own = !before.ends_with(['[', '\\', '~', '^']) && !after.starts_with(mark);
            !inner.is_empty() && inner.len() <= MAX_RAISED && is_word && is_own
        });
        rest = match inner {
            Some((inner, after)) if mark == "^" => {
                raised.push_str(&format!("<sup>{inner}</sup>"));
                after
            }
            Some((inner, after)) => {
                raised.push_str(inner);
                after
            }
            None => {
                // Marks that stand together are others.
                let run = behind
                    .len()
                    .saturating_sub(behind.trim_start_matches(mark).len());
                raised.push_str(&mark.repeat(run.saturating_add(1)));
                behind.get(run..).unwrap_or_default()
            }
        };
    }
    raised.push_str(rest);
    Cow::Owned(raised)
}

fn is_attributes(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['.', '#']) || text.contains('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_are_written_as_they_are_printed() {
        let check = |text: &str, expected: &str| assert_eq!(with_dashes(text), expected);
        check(
            "Plans --- good ones --- of 2023--24",
            "Plans — good ones — of 2023–24",
        );
        check("-- one", "– one");
        check(
            "say --verbose or ---- and a-b",
            "say --verbose or ---- and a-b",
        );
    }

    #[test]
    fn what_pandoc_adds_is_brought_to_the_common() {
        let check = |text: &str, expected: &str| assert_eq!(to_common(text), expected, "{text}");
        check("::: note\nText\n:::", "\nText\n\n");
        check("A [small]{.smallcaps} word", "A small word\n");
        check("A [link](x){.a} and ]{no}", "A [link](x) and ]{no}\n");
        check(
            "A B\n--- ---\n1   2|3\n\nText",
            "| A B |  |\n|---|---|\n| 1 | 2\\|3 |\n\n\nText\n",
        );
        check("```\n::: x\n```\n---", "```\n::: x\n```\n---\n");
        check("# Heading {#id}", "# Heading {#id}");
        check(
            "[TOC]\n\nText\n\n> [!NOTE]\n> Text\n\n\\newpage",
            "\n\nText\n\n\n> Text\n\n\n",
        );
        check(
            "Plans^[A [good] note.] are^[Two.] late^[x",
            "Plans[^inline-note-1] are[^inline-note-2] late^[x\n\n[^inline-note-1]: A [good] note.\n\n\
             [^inline-note-2]: Two.\n",
        );
        check("m^2^ CO~2~ [^1] ~~no~~", "m<sup>2</sup> CO2 [^1] ~~no~~\n");
    }
}
