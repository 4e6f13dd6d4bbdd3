//! Reading reports from the plain-text files in `reports/`.
//!
//! A file begins with `key: value` lines up to `---`. Then come parts: `[section]`,
//! `[section:area]`, or an area's name alone for its findings, each with a heading after the
//! bracket where the usual one is not meant. Blocks are parted by blank lines; the first
//! character says what a block is: `*` a bullet, `-` a bullet below it, `~` a paragraph without
//! number, `^` a footnote to the block before (whose text has `{^}` at the mark), `=` a heading,
//! `|` a row of two cells; anything else is a paragraph.

use super::spec::{Item, Kind, Labels, MARK, Part, Report, Suffix, Traps, Turn};

/// Says what is wrong with a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A key without which there is no report.
    Missing(&'static str),
    /// A value that is none of those known.
    Unknown(String),
    /// Text before the first part.
    Astray(String),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Missing(key) => write!(f, "no `{key}`"),
            Fault::Unknown(value) => write!(f, "unknown value `{value}`"),
            Fault::Astray(text) => write!(f, "text before the first part: `{text}`"),
        }
    }
}

impl std::error::Error for Fault {}

/// Parses a source file.
pub fn parse(source: &str) -> Result<Report, Fault> {
    let (head, body) = source.split_once("\n---\n").ok_or(Fault::Missing("---"))?;
    let all = |key: &str| {
        head.lines()
            .filter_map(|line| line.split_once(": "))
            .filter(|(name, _)| *name == key)
            .map(|(_, value)| value.trim().to_owned())
            .collect::<Vec<_>>()
    };
    let one = |key: &'static str| all(key).into_iter().next().ok_or(Fault::Missing(key));
    let kind = one("kind")?;
    let kind = Kind::NAMES
        .iter()
        .find(|(name, _)| *name == kind)
        .map(|(_, kind)| *kind)
        .ok_or(Fault::Unknown(kind))?;
    let authority = one("authority")?;
    Ok(Report {
        kind,
        slug: one("slug").unwrap_or_else(|_| authority.to_lowercase().replace(' ', "-")),
        title_name: one("title").unwrap_or_else(|_| authority.clone()),
        authority,
        dates: one("dates")?,
        start: one("start")?,
        end: one("end")?,
        published: one("published")?,
        lead: one("lead").unwrap_or_default(),
        grades: grades(&one("grades").unwrap_or_default()),
        outcome: one("outcome").ok(),
        addressees: all("addressee").iter().map(|line| curl(line)).collect(),
        traps: traps(&one("traps").unwrap_or_default())?,
        parts: parts(body)?,
    })
}

fn grades(words: &str) -> Vec<(String, String)> {
    words
        .split_whitespace()
        .filter_map(|word| word.split_once('='))
        .map(|(area, grade)| (area.to_owned(), grade.to_owned()))
        .collect()
}

fn traps(words: &str) -> Result<Traps, Fault> {
    let mut traps = Traps::default();
    for word in words.split_whitespace() {
        match word {
            "plain-headings" => traps.plain_headings = true,
            "layout-tables" => traps.layout_tables = true,
            "untagged" => traps.untagged = true,
            "tight-numbers" => traps.tight_numbers = true,
            "split-quotes" => traps.split_quotes = true,
            "fragments" => traps.fragments = true,
            "private-bullets" => traps.private_bullets = true,
            "mapped-notes" => traps.mapped_notes = true,
            "wrong-foot" => traps.wrong_foot = true,
            "split-inspector" => traps.split_inspector = true,
            "suffix-capital" => traps.suffix = Suffix::Capital,
            "suffix-verb" => traps.suffix = Suffix::Verb,
            "labels-inside" => traps.labels = Labels::Inside,
            "labels-untagged" => traps.labels = Labels::Untagged,
            "turn-paragraph" => traps.turn = Turn::Paragraph,
            "turn-labelled" => traps.turn = Turn::Labelled,
            _ => return Err(Fault::Unknown(word.to_owned())),
        }
    }
    Ok(traps)
}

fn parts(body: &str) -> Result<Vec<Part>, Fault> {
    let mut parts: Vec<Part> = Vec::new();
    for block in body.split("\n\n") {
        let text = block.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        let text = text.trim();
        if let Some((name, heading)) = text.strip_prefix('[').and_then(|t| t.split_once(']')) {
            parts.push(part(name, heading.trim()));
            continue;
        }
        let Some(item) = item(text) else { continue };
        let part = parts
            .last_mut()
            .ok_or_else(|| Fault::Astray(text.to_owned()))?;
        part.items.push(item);
    }
    Ok(parts)
}

fn part(name: &str, heading: &str) -> Part {
    const AREAS: [&str; 9] = [
        "leaders",
        "help-and-protection",
        "children-in-care-and-care-leavers",
        "children-in-care",
        "care-leavers",
        "children-looked-after",
        "adoption",
        "leadership-management-governance",
        "lscb",
    ];
    let (section, area) = match name.split_once(':') {
        Some((section, area)) => (section, Some(area)),
        None if AREAS.contains(&name) => ("findings", Some(name)),
        None => (name, None),
    };
    Part {
        section: section.to_owned(),
        area: area.map(str::to_owned),
        heading: (!heading.is_empty()).then(|| heading.to_owned()),
        items: Vec::new(),
    }
}

fn item(text: &str) -> Option<Item> {
    let text = curl(&text.replace("{^}", &MARK.to_string()));
    let mut chars = text.chars();
    let first = chars.next()?;
    let rest = chars.as_str().trim().to_owned();
    Some(match first {
        '*' => Item::Bullet(rest),
        '-' => Item::SubBullet(rest),
        '~' => Item::Plain(rest),
        '^' => Item::Note(rest),
        '=' => Item::Heading(rest),
        '|' => {
            let (left, right) = rest.split_once('|').unwrap_or(("", &rest));
            Item::Row(left.trim().to_owned(), right.trim().to_owned())
        }
        _ => Item::Paragraph(text),
    })
}

/// Turns straight quotation marks into the curly ones that printed reports have.
pub fn curl(text: &str) -> String {
    let mut before = ' ';
    text.chars()
        .map(|c| {
            let curled = match c {
                '\'' if before == ' ' || before == '(' => '‘',
                '\'' => '’',
                _ => c,
            };
            before = c;
            curled
        })
        .collect()
}
