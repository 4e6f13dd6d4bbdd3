//! Tables drawn with characters, as pandoc and people draw them: `+---+` grids, `| pipes |`, and
//! columns under dashes, whose rows may take several lines.

/// A run of dashes that heads a column is not shorter, and not one alone.
const MIN_DASHES: usize = 2;
/// A table is not longer, in lines.
const MAX_LINES: usize = 2_000;

/// A table: the texts of its rows, and how many lines it takes.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formats) struct TextTable {
    pub(in crate::formats) rows: Vec<Vec<String>>,
    pub(in crate::formats) lines: usize,
}

/// Reads the table that begins at the first of these lines, if one does.
pub(in crate::formats) fn read(lines: &[&str]) -> Option<TextTable> {
    let lines = lines.get(..lines.len().min(MAX_LINES))?;
    grid(lines).or_else(|| columns(lines))
}

/// Reads a table of lines that begin and end in a pipe. Below its head stands a rule, or else each of its
/// rows begins in a line in which no cell is empty.
pub(in crate::formats) fn pipes(lines: &[&str]) -> Option<TextTable> {
    let lines = lines.get(..lines.len().min(MAX_LINES))?;
    let is_row = |line: &&&str| {
        let line = line.trim();
        line.len() > 2 && line.starts_with('|') && line.ends_with('|')
    };
    let rows: Vec<&&str> = lines.iter().take_while(is_row).collect();
    let is_rule = |line: &str| line.chars().all(|c| "|-:+= ".contains(c));
    let is_ruled = is_rule(rows.get(1)?);
    let texts = rows
        .iter()
        .filter(|line| !is_rule(line))
        .map(|line| cells(line));
    let lines = rows.len();
    Some(TextTable {
        rows: match is_ruled {
            true => texts.collect(),
            false => wrapped(texts)?,
        },
        lines,
    })
}

/// Joins the lines of rows; none if they are not of equally many cells, two at least.
fn wrapped(lines: impl Iterator<Item = Vec<String>>) -> Option<Vec<Vec<String>>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for cells in lines {
        let width = rows.first().map_or(cells.len(), Vec::len);
        if cells.len() != width || width < 2 {
            return None;
        }
        match rows.last_mut() {
            Some(row) if cells.iter().any(String::is_empty) => {
                for (cell, text) in row.iter_mut().zip(&cells) {
                    add(cell, text);
                }
            }
            _ => rows.push(cells),
        }
    }
    (rows.len() > 1).then_some(rows)
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
    inner
        .split('|')
        .map(|cell| cell.trim().to_owned())
        .collect()
}

fn grid(lines: &[&str]) -> Option<TextTable> {
    let is_rule = |line: &str| {
        let line = line.trim();
        line.len() > 2 && line.starts_with('+') && line.chars().all(|c| "+-=:|".contains(c))
    };
    let first = lines.first().filter(|line| is_rule(line))?;
    let width = first.matches('+').count().saturating_sub(1);
    let mut rows = Vec::new();
    let mut row = vec![String::new(); width];
    let mut count = 0usize;
    for line in lines {
        if is_rule(line) {
            if row.iter().any(|cell| !cell.is_empty()) {
                rows.push(std::mem::replace(&mut row, vec![String::new(); width]));
            }
        } else if line.trim().starts_with('|') {
            for (cell, text) in row.iter_mut().zip(cells(line)) {
                add(cell, &text);
            }
        } else {
            break;
        }
        count = count.saturating_add(1);
    }
    (!rows.is_empty()).then_some(TextTable { rows, lines: count })
}

/// Adds a line to a cell.
pub(in crate::formats) fn add(cell: &mut String, text: &str) {
    if !cell.is_empty() && !text.is_empty() {
        cell.push(' ');
    }
    cell.push_str(text);
}

/// Returns where the columns begin that a line of dashes draws, in characters.
fn starts(line: &str) -> Option<Vec<usize>> {
    if !line.chars().all(|c| c == '-' || c.is_whitespace()) {
        return None;
    }
    let mut starts = Vec::new();
    let mut length = 0usize;
    let mut shortest = usize::MAX;
    for (at, c) in line.chars().enumerate() {
        match (c, length) {
            ('-', 0) => {
                starts.push(at);
                length = 1;
            }
            ('-', _) => length = length.saturating_add(1),
            (_, 0) => {}
            _ => {
                shortest = shortest.min(length);
                length = 0;
            }
        }
    }
    if length > 0 {
        shortest = shortest.min(length);
    }
    (!starts.is_empty() && shortest >= MIN_DASHES).then_some(starts)
}

fn is_heads(line: &str) -> bool {
    starts(line).is_some_and(|starts| starts.len() > 1)
}

fn is_rule(line: &str) -> bool {
    line.trim().len() > 8 && starts(line).is_some_and(|starts| starts.len() == 1)
}

/// Reads columns under dashes: with or without heads, with rows of a line, or of several lines with
/// empty lines between them where the table begins and ends in a line of dashes.
fn columns(lines: &[&str]) -> Option<TextTable> {
    let first = lines.first()?;
    let is_framed = is_rule(first);
    let heads = match (is_heads(first), is_framed) {
        (true, _) => 0,
        (_, true) => lines.iter().take(8).position(|line| is_heads(line))?,
        _ => {
            let labelled =
                first.trim().is_empty() || first.trim().starts_with(['|', '+', '#', '>']);
            lines.get(1).filter(|line| !labelled && is_heads(line))?;
            1
        }
    };
    let starts = starts(lines.get(heads)?)?;
    let head = lines.get(usize::from(is_framed)..heads).unwrap_or_default();
    let body = lines.get(heads.saturating_add(1)..)?;
    let is_end = |line: &&str| is_rule(line) || is_heads(line);
    let end = body.iter().position(is_end);
    let blank = body.iter().position(|line| line.trim().is_empty());
    let has_frame = is_framed || heads == 0 && end.is_some();
    let (body, behind) = match (has_frame, end, blank) {
        (true, Some(end), _) => (body.get(..end)?, 1),
        (true, None, _) => return None,
        (false, Some(end), Some(blank)) if end < blank => (body.get(..end)?, 1),
        (false, Some(end), None) => (body.get(..end)?, 1),
        (false, _, Some(blank)) => (body.get(..blank)?, 0),
        (false, None, None) => (body, 0),
    };
    let taken = heads
        .saturating_add(1)
        .saturating_add(body.len())
        .saturating_add(behind);
    let mut rows = Vec::new();
    rows.extend(row(head, &starts));
    let several = body.iter().any(|line| line.trim().is_empty());
    match several {
        true => {
            for lines in body.split(|line| line.trim().is_empty()) {
                rows.extend(row(lines, &starts));
            }
        }
        false => {
            for line in body {
                rows.extend(row(&[*line], &starts));
            }
        }
    }
    (!rows.is_empty()).then_some(TextTable { rows, lines: taken })
}

/// Joins the lines of a row, column by column.
fn row(lines: &[&str], starts: &[usize]) -> Option<Vec<String>> {
    let mut cells = vec![String::new(); starts.len()];
    for line in lines {
        let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
        for ((cell, start), end) in cells.iter_mut().zip(starts).zip(ends) {
            // The first column may begin further to the left than its dashes.
            let start = match start == starts.first()? {
                true => 0,
                false => *start,
            };
            let chars = line.chars().skip(start).take(end.saturating_sub(start));
            add(cell, chars.collect::<String>().trim());
        }
    }
    cells.iter().any(|cell| !cell.is_empty()).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[&str]], behind: &str) {
        let lines: Vec<&str> = text.lines().collect();
        let table = read(&lines).or_else(|| pipes(&lines)).unwrap();
        assert_eq!(table.rows, expected, "{text}");
        assert_eq!(
            lines.get(table.lines).copied().unwrap_or_default(),
            behind,
            "{text}"
        );
    }

    #[test]
    fn four_kinds_of_tables() {
        check(
            "  Year     Caseload\n  ------ ----------\n  2022           19\n  2023           17\n\nText",
            &[&["Year", "Caseload"], &["2022", "19"], &["2023", "17"]],
            "",
        );
        check(
            "------ -----\n2022   19\n------ -----\nText",
            &[&["2022", "19"]],
            "Text",
        );
        check(
            "-----------------\nYear   Of the\n       staff\n------ ----------\n2022   nineteen\n       or so\n\n2023   17\n-----------------\nText",
            &[
                &["Year", "Of the staff"],
                &["2022", "nineteen or so"],
                &["2023", "17"],
            ],
            "Text",
        );
        check(
            "+------+----+\n| Year | No |\n+======+====+\n| 2022 | 19 |\n|      | b  |\n+------+----+\nText",
            &[&["Year", "No"], &["2022", "19 b"]],
            "Text",
        );
        check(
            "| Year | No |\n|---|--:|\n| 2022 | 19 |",
            &[&["Year", "No"], &["2022", "19"]],
            "",
        );
    }

    #[test]
    fn rules_and_sentences_are_no_tables() {
        for text in [
            "----------\n\nText",
            "Text\n----------\nText",
            "- - -",
            "a -- b",
            "| a |\nb",
        ] {
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(read(&lines).or_else(|| pipes(&lines)), None, "{text}");
        }
    }
}
