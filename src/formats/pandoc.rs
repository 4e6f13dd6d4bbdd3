//! What pandoc adds to markdown, written as other readers know it: fenced divisions, spans with
//! attributes, and tables drawn with characters.

use std::borrow::Cow;

use super::text_table;

/// What is raised or lowered is not longer, in bytes.
const MAX_RAISED: usize = 12;

/// Brings pandoc's markdown to the common one.
pub(super) fn to_common(text: &str) -> Cow<'_, str> {
    let is_marked = [":::", "]{", "+--", "+==", "---", "^", "~"]
        .iter()
        .any(|mark| text.contains(mark));
    if !is_marked {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut common = String::with_capacity(text.len());
    let mut in_code = false;
    let mut at = 0usize;
    let mut after_blank = true;
    while let Some(line) = lines.get(at) {
        let trimmed = line.trim_start();
        in_code ^= trimmed.starts_with("```") || trimmed.starts_with("~~~");
        let table = match after_blank && !in_code {
            true => text_table::read(lines.get(at..).unwrap_or_default()),
            false => None,
        };
        after_blank = trimmed.is_empty();
        at = at.saturating_add(table.as_ref().map_or(1, |table| table.lines));
        match table {
            Some(table) => push_rows(&mut common, &table.rows),
            None if in_code => common.push_str(line),
            // A division parts paragraphs.
            None if trimmed.starts_with(":::") => {}
            None => push_line(&mut common, &raise(line)),
        }
        common.push('\n');
    }
    Cow::Owned(common)
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
        check("m^2^ CO~2~ [^1] ~~no~~", "m<sup>2</sup> CO2 [^1] ~~no~~\n");
    }
}
